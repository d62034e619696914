package sim_test

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"testing"
	"time"

	"mufakat/internal/sim"
)

// chain is a case of three passages in a row, each with the options "kiri" and "kanan", and a last one that has two
// ways to finish. Going "kanan" sets the flag janji.
func chain() *sim.Case {
	c := newCase()
	c.Passages = nil
	for i := range 3 {
		c.Passages = append(c.Passages, sim.Passage{ID: fmt.Sprintf("adegan-%d", i), Choices: []sim.Choice{
			{ID: "kiri", Target: toPassage(i + 1)},
			{ID: "kanan", Target: toPassage(i + 1), Outcome: sim.Outcome{
				Levels: []sim.LevelEffect{moves(sim.Trust, 10, warga)}, Flags: []int{janji}}},
		}})
	}
	c.Passages = append(c.Passages, sim.Passage{ID: "penutup", Choices: []sim.Choice{
		{ID: "selesai", Target: sim.Target{Kind: sim.ToFinish}}, {ID: "pergi", Target: toEnding(sisanya)}}})
	return c
}

// played is a playthrough of the given options from the start.
func played(t *testing.T, c *sim.Case, options ...int) *sim.Playthrough {
	t.Helper()
	p := sim.Replay(c, sim.Run{Case: c.ID, Hash: c.Hash, Seed: 9})
	for i, option := range options {
		if err := p.Choose(option, noon.Add(time.Duration(i)*time.Minute), "sebab", []int{i, 2}); err != nil {
			t.Fatalf("decision %d: %v", i, err)
		}
	}
	return p
}

func optionsOf(p *sim.Playthrough) []int {
	var options []int
	for _, st := range p.Steps {
		options = append(options, st.Option)
	}
	return options
}

func TestPlaythroughRecordsDecisions(t *testing.T) {
	c := chain()
	p := played(t, c, 1, 0)
	want := []sim.Decision{
		{Passage: "adegan-0", Option: "kanan", Place: 1, Target: "adegan-1", At: noon, Reason: "sebab", Hands: []int{0, 2}},
		{Passage: "adegan-1", Option: "kiri", Place: 0, Target: "adegan-2", At: noon.Add(time.Minute), Reason: "sebab", Hands: []int{1, 2}},
	}
	if !reflect.DeepEqual(p.Run.Decisions, want) {
		t.Errorf("recorded %+v", p.Run.Decisions)
	}
	if p.Run.Seed != 9 || p.Run.Hash != "h1" || len(p.States) != 3 || p.State().At != toPassage(2) {
		t.Errorf("the run is %+v, %d states, at %+v", p.Run, len(p.States), p.State().At)
	}
}

// A decision names the option's own link, not where a branch led.
func TestNewDecisionNamesTheOptionsLink(t *testing.T) {
	c := chain()
	elsewhere := toEnding(macet)
	c.Passages[0].Choices[0].Outcome.Branches = []sim.Branching{{{Target: &elsewhere}}}
	p := played(t, c, 0)
	if got := p.Run.Decisions[0].Target; got != "adegan-1" || p.State().At != elsewhere {
		t.Errorf("target %q, at %+v", got, p.State().At)
	}
	if again := sim.Replay(c, p.Run); again.Lost != 0 || again.State().At != elsewhere {
		t.Errorf("replayed: %d lost, at %+v", again.Lost, again.State().At)
	}
}

func TestPlaythroughChooseErrors(t *testing.T) {
	c := chain()
	c.Passages[1].Choices[0].Requires = flag(data)
	p := played(t, c, 0)
	for option, want := range map[int]error{0: sim.ErrLocked, 2: sim.ErrNoOption, -1: sim.ErrNoOption} {
		if err := p.Choose(option, noon, "", nil); !errors.Is(err, want) {
			t.Errorf("option %d: %v, want %v", option, err, want)
		}
	}
	if len(p.Steps) != 1 || len(p.States) != 2 || len(p.Run.Decisions) != 1 {
		t.Error("a refused decision left something behind")
	}
	p = played(t, c, 0, 1, 0, 0)
	if err := p.Choose(0, noon, "", nil); !errors.Is(err, sim.ErrFinished) || len(p.Run.Decisions) != 4 {
		t.Errorf("after the end: %v, %d decisions", err, len(p.Run.Decisions))
	}
}

func TestReplayOfAChangedCase(t *testing.T) {
	// The run chose kanan, kiri, kanan, selesai.
	tests := map[string]struct {
		change        func(*sim.Case)
		renamed, lost int
		options       []int
	}{
		"unchanged": {func(*sim.Case) {}, 0, 0, []int{1, 0, 1, 0}},
		"options in another order": {func(c *sim.Case) {
			slices.Reverse(c.Passages[0].Choices)
		}, 0, 0, []int{0, 0, 1, 0}},
		"another target under the same id": {func(c *sim.Case) {
			c.Passages[2].Choices[1].Target = toEnding(macet)
		}, 0, 1, []int{1, 0, 1}},
		"another wording, same place and target": {func(c *sim.Case) {
			c.Passages[0].Choices[1].ID = "kanan-baru"
			c.Passages[2].Choices[1].ID = "kanan-lain"
		}, 2, 0, []int{1, 0, 1, 0}},
		"another wording and target": {func(c *sim.Case) {
			c.Passages[1].Choices[0] = sim.Choice{ID: "baru", Target: toEnding(damai)}
		}, 0, 3, []int{1}},
		"another wording and place": {func(c *sim.Case) {
			c.Passages[3].Choices[0].ID = "tamat"
			slices.Reverse(c.Passages[3].Choices)
		}, 0, 1, []int{1, 0, 1}},
		"the option is gone, the passage is shorter": {func(c *sim.Case) {
			c.Passages[0].Choices = c.Passages[0].Choices[:1]
		}, 0, 4, nil},
		"the passage has another title": {func(c *sim.Case) {
			c.Passages[2].ID = "judul-baru"
		}, 0, 0, []int{1, 0, 1, 0}},
		"the passage is passed by": {func(c *sim.Case) {
			c.Passages[0].Choices[1].Target = toPassage(2)
		}, 0, 3, []int{1}},
		"the passage is gone, and so is its answer": {func(c *sim.Case) {
			c.Passages[0].Choices[1].Target = toPassage(2)
			c.Passages[1] = sim.Passage{ID: "lain", Choices: []sim.Choice{{ID: "x"}}}
			c.Passages[2].Choices[0] = sim.Choice{ID: "lurus", Target: toEnding(damai)}
		}, 0, 3, []int{1}},
		"locked now": {func(c *sim.Case) {
			c.Passages[2].Choices[1].Requires = flag(data)
		}, 0, 2, []int{1, 0}},
		"too dear now": {func(c *sim.Case) {
			c.Passages[2].Choices[1].Outcome = cost(hari, -6)
		}, 0, 2, []int{1, 0}},
		"renamed and locked counts as lost only": {func(c *sim.Case) {
			c.Passages[2].Choices[1].ID = "baru"
			c.Passages[2].Choices[1].Requires = flag(data)
		}, 0, 2, []int{1, 0}},
		"the end comes earlier": {func(c *sim.Case) {
			c.Passages[1].Choices[0].Target = toEnding(damai)
		}, 0, 2, []int{1, 0}},
		"everything is locked at the start": {func(c *sim.Case) {
			c.Passages[0].Choices = nil
		}, 0, 4, nil},
	}
	run := played(t, chain(), 1, 0, 1, 0).Run
	for name, test := range tests {
		c := chain()
		test.change(c)
		before := slices.Clone(run.Decisions)
		p := sim.Replay(c, run)
		if p.Renamed != test.renamed || p.Lost != test.lost || !slices.Equal(optionsOf(p), test.options) {
			t.Errorf("%s: %d renamed, %d lost, options %v; want %d, %d, %v",
				name, p.Renamed, p.Lost, optionsOf(p), test.renamed, test.lost, test.options)
		}
		if len(p.Run.Decisions) != len(test.options) || len(p.States) != len(test.options)+1 {
			t.Errorf("%s: %d decisions, %d states kept", name, len(p.Run.Decisions), len(p.States))
		}
		if !reflect.DeepEqual(run.Decisions, before) {
			t.Fatalf("%s: the run itself was changed", name)
		}
	}
}

func TestReplayOfSurplusDecisions(t *testing.T) {
	c := chain()
	run := played(t, c, 0, 0, 0, 0).Run
	more := run.Append(run.Decisions[3]).Append(run.Decisions[0])
	p := sim.Replay(c, more)
	if p.Lost != 2 || len(p.Run.Decisions) != 4 || !p.State().Finished() {
		t.Errorf("%d lost, %d kept, at %+v", p.Lost, len(p.Run.Decisions), p.State().At)
	}
}

// A place that a damaged run may name must be no crash.
func TestReplayOfAPlaceThatIsNone(t *testing.T) {
	for _, place := range []int{-1, 2, 1 << 40} {
		run := sim.Run{Decisions: []sim.Decision{{Passage: "adegan-0", Option: "hilang", Place: place, Target: "adegan-1"}}}
		if p := sim.Replay(chain(), run); p.Lost != 1 || len(p.Steps) != 0 {
			t.Errorf("place %d: %d lost, %d steps", place, p.Lost, len(p.Steps))
		}
	}
}

func TestRunAppendAndRewindDoNotAlias(t *testing.T) {
	full := sim.Run{Decisions: make([]sim.Decision, 0, 16)} // room that a careless append would write into
	for _, id := range []string{"a", "b", "c"} {
		full.Decisions = append(full.Decisions, sim.Decision{Option: id})
	}
	short := full.Rewind(1)
	branch := short.Append(sim.Decision{Option: "x"}).Append(sim.Decision{Option: "y"})
	one, two := full.Append(sim.Decision{Option: "d"}), full.Append(sim.Decision{Option: "e"})
	for name, test := range map[string]struct {
		run  sim.Run
		want string
	}{
		"full": {full, "abc"}, "short": {short, "a"}, "branch": {branch, "axy"}, "one": {one, "abcd"}, "two": {two, "abce"},
		"not before the first": {full.Rewind(-1), ""}, "not past the last": {full.Rewind(7), "abc"}, "all": {full.Rewind(3), "abc"},
	} {
		got := ""
		for _, d := range test.run.Decisions {
			got += d.Option
		}
		if got != test.want {
			t.Errorf("%s: %q, want %q", name, got, test.want)
		}
	}
}

func TestPlaythroughRewindDoesNotAlias(t *testing.T) {
	c := chain()
	p := played(t, c, 1, 1, 1)
	// Two branches from one point, played by turns.
	q, r := p.Rewind(1), p.Rewind(1)
	for i, option := range []int{0, 0, 1} {
		for _, branch := range []struct {
			p      *sim.Playthrough
			option int
		}{{q, option}, {r, 1 - option}} {
			if err := branch.p.Choose(branch.option, noon.Add(time.Hour), "", nil); err != nil {
				t.Fatalf("decision %d: %v", i, err)
			}
		}
	}
	if err := p.Choose(0, noon.Add(3*time.Minute), "sebab", []int{3, 2}); err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct {
		p    *sim.Playthrough
		want []int
	}{"recorded": {p, []int{1, 1, 1, 0}}, "one branch": {q, []int{1, 0, 0, 1}}, "the other": {r, []int{1, 1, 1, 0}}} {
		if !slices.Equal(optionsOf(test.p), test.want) {
			t.Errorf("%s: options %v, want %v", name, optionsOf(test.p), test.want)
		}
		if again := sim.Replay(c, test.p.Run); !reflect.DeepEqual(again, test.p) {
			t.Errorf("%s: does not equal its replay", name)
		}
	}
	if fresh := played(t, c, 1, 1, 1, 0); !reflect.DeepEqual(fresh, p) {
		t.Error("the recorded run was altered by its branches")
	}
}

func TestPlaythroughRewindBounds(t *testing.T) {
	p := played(t, chain(), 1, 0)
	for n, want := range map[int]int{-3: 0, 0: 0, 1: 1, 2: 2, 9: 2} {
		q := p.Rewind(n)
		if len(q.Steps) != want || len(q.States) != want+1 || len(q.Run.Decisions) != want {
			t.Errorf("rewound to %d: %d steps, %d states, %d decisions", n, len(q.Steps), len(q.States), len(q.Run.Decisions))
		}
	}
}

func TestDecisionsLeaveOutTheStepsThatOnlyGoOn(t *testing.T) {
	c := chain()
	c.Passages[1].Choices = c.Passages[1].Choices[:1]
	if got := played(t, c, 1, 0, 0, 1).Decisions(); !slices.Equal(got, []int{0, 2, 3}) {
		t.Errorf("decisions are steps %v", got)
	}
	if got := played(t, c).Decisions(); got != nil {
		t.Errorf("before the first: %v", got)
	}
}

func TestShuffled(t *testing.T) {
	c := newCase(make([]sim.Choice, 6)...)
	for i := range c.Passages[mulai].Choices {
		c.Passages[mulai].Choices[i].Target = toPassage(kedua)
	}
	c.Passages[mulai].Choices[1].Requires = flag(data)
	c.Passages[mulai].Choices[4].Outcome = cost(hari, -9)
	c.Passages[kedua].Choices = slices.Clone(c.Passages[mulai].Choices)
	s := c.Start()
	order := func(s sim.State, seed uint64) []int {
		var indices []int
		for i, o := range c.Shuffled(s, seed) {
			if locked := i >= 4; o.Lock.Locked != locked {
				t.Fatalf("seed %d: place %d is locked: %v", seed, i, !locked)
			}
			if o.Choice != &c.Passages[s.At.Index].Choices[o.Index] || o.Lock != c.Options(s)[o.Index].Lock {
				t.Fatalf("seed %d: place %d is not the author's option %d", seed, i, o.Index)
			}
			indices = append(indices, o.Index)
		}
		return indices
	}
	elsewhere := copyOf(s)
	elsewhere.At = toPassage(kedua)
	seen, firsts, sameElsewhere := map[string]bool{}, map[int]int{}, 0
	const seeds = 400
	for seed := range uint64(seeds) {
		got := order(s, seed)
		if !slices.Equal(got, order(s, seed)) {
			t.Fatalf("seed %d: another order at the second visit", seed)
		}
		if sorted := slices.Sorted(slices.Values(got)); !slices.Equal(sorted, []int{0, 1, 2, 3, 4, 5}) {
			t.Fatalf("seed %d: %v is no permutation", seed, got)
		}
		if slices.Equal(got, order(elsewhere, seed)) {
			sameElsewhere++
		}
		seen[fmt.Sprint(got)] = true
		firsts[got[0]]++
	}
	if len(seen) < 40 { // of 4!·2! = 48
		t.Errorf("only %d orders over %d seeds", len(seen), seeds)
	}
	if sameElsewhere > seeds/10 {
		t.Errorf("two passages share their order under %d of %d seeds", sameElsewhere, seeds)
	}
	for _, open := range []int{0, 2, 3, 5} {
		if firsts[open] < seeds/8 {
			t.Errorf("option %d comes first under %d of %d seeds", open, firsts[open], seeds)
		}
	}
}

// Levels and flags may change between two visits: what stays open keeps its order.
func TestShuffledKeepsItsOrderWhenAnOptionOpens(t *testing.T) {
	c := newCase(make([]sim.Choice, 5)...)
	c.Passages[mulai].Choices[2].Requires = flag(data)
	locked := c.Start()
	open := copyOf(locked)
	open.Flags[data] = true
	for seed := range uint64(50) {
		var before, after []int
		for _, o := range c.Shuffled(locked, seed) {
			if o.Index != 2 {
				before = append(before, o.Index)
			}
		}
		for _, o := range c.Shuffled(open, seed) {
			if o.Index != 2 {
				after = append(after, o.Index)
			}
		}
		if !slices.Equal(before, after) {
			t.Fatalf("seed %d: %v became %v", seed, before, after)
		}
	}
}
