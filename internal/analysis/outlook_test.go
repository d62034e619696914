package analysis

import (
	"math/rand/v2"
	"testing"

	"mufakat/internal/sim"
)

// ahead are the best and the worst final total that can be reached from each node of a graph; a node from which no ending
// can be reached is absent.
func (g *graph) ahead() map[*graphNode]Range {
	ahead := map[*graphNode]Range{}
	for changed := true; changed; {
		changed = false
		for _, n := range g.nodes {
			found, ends := ahead[n]
			before, ended := found, ends
			if n.state.Finished() {
				total := float64(g.c.FinalTotal(n.state))
				found, ends = Range{total, total}, true
			}
			for _, next := range n.next {
				if r, ok := ahead[next]; ok && ends {
					found = Range{min(found.Lo, r.Lo), max(found.Hi, r.Hi)}
				} else if ok {
					found, ends = r, true
				}
			}
			if ends && (!ended || found != before) {
				ahead[n], changed = found, true
			}
		}
	}
	return ahead
}

// foreseen is a compiled case with its outlooks.
func foreseen(sc *sim.Case) *Compiled {
	c := Compile(sc)
	c.foresee()
	return c
}

// TestBounds holds the bounds of every state against the truth, with and without knowledge of flags.
func TestBounds(t *testing.T) {
	eachKind(t, func(t *testing.T, sc *sim.Case, g *graph, _ *rand.Rand) {
		ahead := g.ahead()
		ignorant := foreseen(sc)
		for i := range ignorant.passages {
			clear(ignorant.passages[i].scenes.byFlags)
		}
		for _, c := range []*Compiled{foreseen(sc), ignorant} {
			for _, n := range g.nodes {
				if n.state.Finished() {
					continue
				}
				s := c.pack(n.state)
				hi, ends := c.bound(&c.upper, &s)
				lo, _ := c.bound(&c.lower, &s)
				truth, reached := ahead[n]
				if reached && (!ends || float64(hi) < truth.Hi || float64(lo) > truth.Lo) {
					t.Fatalf("%+v: bounds %d–%d (%v), but %v", n.state, lo, hi, ends, truth)
				}
			}
		}
	})
}

// TestBoundsAreAttained is about what the bounds must see, so that they are no mere bounds.
func TestBoundsAreAttained(t *testing.T) {
	flag := func(ch sim.Choice, flags ...int) sim.Choice {
		ch.Outcome.Flags = flags
		return ch
	}
	both := sim.Condition{Kind: sim.AllOf, Parts: []sim.Condition{promised, {Kind: sim.NotOf, Parts: []sim.Condition{promised}}}}
	none := sim.Condition{Kind: sim.AnyOf, Parts: []sim.Condition{{Kind: sim.NotOf, Parts: []sim.Condition{promised}}, both}}
	rewards := func(deltas ...int) sim.Choice { // with the flag, without, if neither
		ch := option(finish, 0, 0)
		ch.Outcome.Branches = []sim.Branching{{
			{When: &promised, Outcome: option(finish, deltas[0], 0).Outcome},
			{When: &none, Outcome: option(finish, deltas[1], 0).Outcome},
			{Outcome: option(finish, deltas[2], 0).Outcome},
		}}
		return ch
	}
	trade := func(one, other int) sim.Choice { // adds to the trust of two more stakeholders
		return sim.Choice{Target: finish, Outcome: sim.Outcome{Levels: []sim.LevelEffect{
			{Stakeholders: []int{1}, Criterion: sim.Trust, Delta: one},
			{Stakeholders: []int{2}, Criterion: sim.Trust, Delta: other}}}}
	}
	absent := sim.Condition{Kind: sim.Compares, Quantity: sim.Quantity{Stakeholder: 1}, Relation: sim.AtLeast}
	unless := sim.Condition{Kind: sim.NotOf, Parts: []sim.Condition{absent}}
	ignored := option(finish, 0, 0)
	ignored.Outcome.Branches = []sim.Branching{
		{{When: &absent, Outcome: option(finish, 50, 0).Outcome}},
		{{When: &unless, Outcome: option(finish, -10, 0).Outcome}, {Outcome: option(finish, 30, 0).Outcome}}}
	ignoring := story(sim.Passage{Choices: []sim.Choice{ignored}})
	ignoring.Stakeholders = append(ignoring.Stakeholders, sim.Stakeholder{Start: sim.Levels{sim.Absent, 50, 50}})
	trading := story(sim.Passage{Choices: []sim.Choice{trade(-20, 5), trade(5, -20), trade(-10, -10)}})
	for range 2 { // who trust more than the first, whatever is done
		trading.Stakeholders = append(trading.Stakeholders, sim.Stakeholder{Start: sim.Levels{90, 90, 90}})
	}
	tests := []struct {
		name string
		c    *sim.Case
	}{
		{"a branch that a flag decides", story(
			sim.Passage{Choices: []sim.Choice{flag(option(to(1), -20, 0), 0), option(to(1), 5, 0)}},
			sim.Passage{Choices: []sim.Choice{rewards(30, -40, 50)}})},
		{"a flag that a level decides", story(
			sim.Passage{Choices: []sim.Choice{{Target: to(1), Outcome: sim.Outcome{Branches: []sim.Branching{{
				{When: &sim.Condition{Kind: sim.Compares, Relation: sim.Above, Value: 90}, Outcome: sim.Outcome{Flags: []int{0}}}}}}}}},
			sim.Passage{Choices: []sim.Choice{rewards(0, 0, 50)}})},
		{"an option that a flag locks", story(
			sim.Passage{Choices: []sim.Choice{option(to(1), 0, 0), option(finish, 20, 0)}},
			sim.Passage{Choices: []sim.Choice{option(finish, 10, 0), requires(option(finish, 40, 0), promised)}})},
		{"a way round a loop", story(
			sim.Passage{Choices: []sim.Choice{option(to(1), -10, 0)}},
			sim.Passage{Choices: []sim.Choice{option(to(0), 0, 0), option(finish, 40, 0)}})},
		{"a loss that is swallowed", story(
			sim.Passage{Choices: []sim.Choice{option(to(1), -80, 0)}},
			sim.Passage{Choices: []sim.Choice{option(finish, 30, 0)}})},
		{"a gain that is swallowed", story(
			sim.Passage{Choices: []sim.Choice{option(to(1), 80, 0)}},
			sim.Passage{Choices: []sim.Choice{option(finish, -30, 0)}})},
		{"one level for another", trading},
		{"a level that does not count", ignoring},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c := foreseen(test.c)
			s := c.pack(test.c.Start())
			hi, _ := c.bound(&c.upper, &s)
			lo, _ := c.bound(&c.lower, &s)
			e, err := c.Extremes(background, test.c.Start(), DefaultLimit)
			if err != nil || e.Best.Lo != hi || e.Worst.Hi != lo {
				t.Errorf("bounds %d–%d, extremes %+v, %v", lo, hi, e, err)
			}
		})
	}
}

// TestManyScenes has more scenes than are told apart: in each of fourteen passages either a flag is set or trust is gained,
// and at the end each flag is worth a little more than that.
func TestManyScenes(t *testing.T) {
	const decisions = 14
	var passages []sim.Passage
	last := option(finish, 0, 0)
	for i := range decisions {
		set := option(to(i+1), 0, 0)
		set.Outcome.Flags = []int{i}
		passages = append(passages, sim.Passage{Choices: []sim.Choice{set, option(to(i+1), 1, 0)}})
		last.Outcome.Branches = append(last.Outcome.Branches, sim.Branching{
			{When: &sim.Condition{Kind: sim.FlagSet, Flag: i}, Outcome: option(finish, 2, 0).Outcome}})
	}
	sc := story(append(passages, sim.Passage{Choices: []sim.Choice{last}})...)
	sc.Flags = make([]string, decisions)
	c := Compile(sc)
	e, err := c.Extremes(background, sc.Start(), DefaultLimit)
	if err != nil || !e.Exact() || e.Best.Lo != (50+2*decisions)*c.scale.One || e.Worst.Lo != (50+decisions)*c.scale.One {
		t.Errorf("%+v, %v", e, err)
	}
	if len(c.scenes) != maxScenes {
		t.Errorf("%d scenes", len(c.scenes))
	}
}
