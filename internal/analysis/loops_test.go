package analysis

import (
	"fmt"
	"slices"
	"testing"

	"mufakat/internal/sim"
)

// story returns a case with one stakeholder, whose levels are all 50, one flag, one resource and two endings, of which the
// second has a cap of 10. The total is the stakeholder's trust.
func story(passages ...sim.Passage) *sim.Case {
	c := &sim.Case{
		Weights:      [sim.Criteria]int{1, 0, 0},
		Stakeholders: []sim.Stakeholder{{Code: "warga", Start: sim.Levels{50, 50, 50}}},
		Resources:    []sim.Resource{{Name: "hari", Start: 5}},
		Flags:        []string{"janji"},
		Endings:      []sim.Ending{{ID: "baik", Cap: sim.NoCap}, {ID: "buruk", Cap: 10}},
		Passages:     passages,
	}
	for i := range c.Passages {
		for k := range c.Passages[i].Choices {
			c.Passages[i].Choices[k].ID = fmt.Sprintf("opsi-%d-%d", i, k)
		}
	}
	return c
}

func option(to sim.Target, trust, days int) sim.Choice {
	return sim.Choice{Target: to, Outcome: sim.Outcome{
		Levels:    []sim.LevelEffect{{Stakeholders: []int{0}, Criterion: sim.Trust, Delta: trust}},
		Resources: []sim.ResourceEffect{{Resource: 0, Delta: days}},
	}}
}

func requires(ch sim.Choice, cond sim.Condition) sim.Choice {
	ch.Requires = &cond
	return ch
}

var (
	finish     = sim.Target{Kind: sim.ToFinish}
	bad        = sim.Target{Kind: sim.ToEnding, Index: 1}
	trustAbove = func(n int) sim.Condition {
		return sim.Condition{Kind: sim.Compares, Relation: sim.Above, Value: n}
	}
	promised = sim.Condition{Kind: sim.FlagSet}
)

func to(passage int) sim.Target { return sim.Target{Index: passage} }

// TestStories asks everything about stories whose answers can be seen with the bare eye.
func TestStories(t *testing.T) {
	tests := []struct {
		name        string
		c           *sim.Case
		best, worst int   // totals; -1: no ending can be reached
		path        []int // the best
		mean        float64
		reached     [2]Reach
		stranded    []Stranded
	}{
		{
			name: "one way only",
			c:    story(sim.Passage{Choices: []sim.Choice{option(finish, 7, 0)}}),
			best: 57, worst: 57, path: []int{0}, mean: 57, reached: [2]Reach{Yes, No},
		}, {
			name: "a cap makes the worst worse",
			c:    story(sim.Passage{Choices: []sim.Choice{option(finish, -20, 0), option(bad, 20, 0)}}),
			best: 30, worst: 10, path: []int{0}, mean: 20, reached: [2]Reach{Yes, Yes},
		}, {
			name: "a loss is swallowed at 0",
			c: story(
				sim.Passage{Choices: []sim.Choice{option(to(1), -60, 0), option(to(1), -45, 0)}},
				sim.Passage{Choices: []sim.Choice{option(finish, 30, 0)}}),
			best: 35, worst: 30, path: []int{1, 0}, mean: 32.5, reached: [2]Reach{Yes, No},
		}, {
			name: "a loop that must be gone round",
			c: story(sim.Passage{Choices: []sim.Choice{
				option(to(0), 10, 0), requires(option(finish, 0, 0), trustAbove(85))}}),
			best: 100, worst: 90, path: []int{0, 0, 0, 0, 0, 1}, mean: 95, reached: [2]Reach{Yes, No},
		}, {
			name: "a loop that days end",
			c:    story(sim.Passage{Choices: []sim.Choice{option(to(0), 3, -2), option(finish, 0, 0)}}),
			best: 56, worst: 50, path: []int{0, 0, 1}, mean: 50.0/2 + 53.0/4 + 56.0/4, reached: [2]Reach{Yes, No},
		}, {
			name: "a loop that days end, and the story with them",
			c:    story(sim.Passage{Choices: []sim.Choice{option(to(0), 3, -2), option(to(0), -3, -2)}}),
			best: 56, worst: 44, path: []int{0, 0}, mean: 50, reached: [2]Reach{Yes, No},
			stranded: []Stranded{{0, []int{0, 0}}},
		}, {
			name: "no end",
			c:    story(sim.Passage{Choices: []sim.Choice{option(to(0), 3, 0), option(to(0), -3, 0)}}),
			best: -1, worst: -1, reached: [2]Reach{No, No},
		}, {
			name: "an end behind a lock that nothing opens",
			c: story(sim.Passage{Choices: []sim.Choice{
				option(to(0), 3, 0), requires(option(finish, 0, 0), promised)}}),
			best: -1, worst: -1, reached: [2]Reach{No, No},
		}, {
			name: "locked from the start",
			c:    story(sim.Passage{Choices: []sim.Choice{requires(option(bad, 0, 0), promised), option(bad, 0, -6)}}),
			best: 50, worst: 50, path: nil, mean: 50, reached: [2]Reach{Yes, No},
			stranded: []Stranded{{0, nil}},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c := Compile(test.c)
			e, err := c.Extremes(background, test.c.Start(), DefaultLimit)
			if err != nil || !e.Exact() || e.Best.Found != (test.best >= 0) || e.Worst.Found != (test.worst >= 0) {
				t.Fatalf("%+v, %v", e, err)
			}
			if e.Best.Found {
				if best, worst := c.scale.Value(e.Best.Lo), c.scale.Value(e.Worst.Lo); best != float64(test.best) || worst != float64(test.worst) {
					t.Errorf("best %v, worst %v", best, worst)
				}
			}
			if !slices.Equal(e.Best.Path, test.path) {
				t.Errorf("best path %v, want %v", e.Best.Path, test.path)
			}
			r, err := c.RandomPlay(background, test.c.Start(), DefaultLimit)
			if err != nil || r.Endings[0].Reached != test.reached[0] || r.Endings[1].Reached != test.reached[1] {
				t.Errorf("%+v, %v; want %v", r, err, test.reached)
			}
			if e.Best.Found {
				contains(t, "mean", Range{r.Mean.Lo - 1e-9, r.Mean.Hi + 1e-9}, Range{test.mean, test.mean})
				contains(t, "true mean", Range{test.mean - 1e-9, test.mean + 1e-9}, r.Mean)
			}
			s, err := c.Stranding(background, DefaultLimit)
			if err != nil || !s.Exact || fmt.Sprint(s.Passages) != fmt.Sprint(test.stranded) {
				t.Errorf("%+v, %v; want %v", s, err, test.stranded)
			}
		})
	}
}

// TestNeverTheSameState is a loop in which a resource grows without end, so that no state comes again.
func TestNeverTheSameState(t *testing.T) {
	sc := story(sim.Passage{Choices: []sim.Choice{
		option(to(0), 1, 1), option(to(0), -1, 1), requires(option(finish, 0, 0), trustAbove(70))}})
	c := Compile(sc)
	e, err := c.Extremes(background, sc.Start(), 100_000)
	if err != nil || e.Best.Hi != 100*c.scale.One || e.Best.Found && e.Best.Lo <= 70*c.scale.One {
		t.Errorf("%+v, %v", e.Best, err)
	}
	if e.Worst.Exact || e.Worst.Lo > 71*c.scale.One || e.Worst.Hi < 71*c.scale.One {
		t.Errorf("%+v", e.Worst)
	}
	r, err := c.RandomPlay(background, sc.Start(), 100_000)
	if err != nil || r.Endings[1].Reached != No {
		t.Errorf("%+v, %v", r, err)
	}
}

func TestSharesOfPlaysThatNeverEnd(t *testing.T) {
	sc := story(
		sim.Passage{Choices: []sim.Choice{option(to(1), 10, 0), option(finish, 10, 0), option(bad, 0, 0), option(finish, 0, 0)}},
		sim.Passage{Choices: []sim.Choice{option(to(1), 0, 0)}})
	r, err := Compile(sc).RandomPlay(background, sc.Start(), DefaultLimit)
	want := RandomPlay{Mean: Range{40, 40}, Exact: true, Unplayed: 0.25, Visited: r.Visited,
		Endings: []EndingShare{{Range{0.5, 0.5}, Yes}, {Range{0.25, 0.25}, Yes}}}
	if err != nil || fmt.Sprint(r) != fmt.Sprint(want) {
		t.Errorf("%+v, %v; want %+v", r, err, want)
	}
}

// TestPriceOfNoReturn walks into a loop without a way out: all that could still be had is gone.
func TestPriceOfNoReturn(t *testing.T) {
	sc := story(
		sim.Passage{Choices: []sim.Choice{option(to(1), -10, 0), option(finish, 0, 0)}},
		sim.Passage{Choices: []sim.Choice{option(to(2), 0, 0), option(finish, 0, 0), option(bad, 0, 0)}},
		sim.Passage{Choices: []sim.Choice{option(to(2), 0, 0)}})
	c := Compile(sc)
	e, err := c.Extremes(background, sc.Start(), DefaultLimit)
	if err != nil {
		t.Fatal(err)
	}
	p := sim.Replay(sc, sim.Run{Decisions: []sim.Decision{{Option: "opsi-0-0"}, {Option: "opsi-1-0"}, {Option: "opsi-2-0"}}})
	got, err := c.Prices(background, p, e, DefaultLimit)
	want := Prices{Exact: true, Score: Range{0, 0}, Steps: []Price{
		{Before: Range{100, 100}, After: Range{75, 75}, Price: Range{25, 25}, Path: []int{1}},
		{Before: Range{75, 75}, After: Range{0, 0}, Price: Range{75, 75}, Path: []int{1}},
		{},
	}}
	if err != nil || fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got %+v, %v; want %+v", got, err, want)
	}
}

// TestNeverPromised has a loop whose way out needs a flag that is never set.
func TestNeverPromised(t *testing.T) {
	sc := story(
		sim.Passage{Choices: []sim.Choice{option(to(1), 0, 0), option(finish, 0, 0)}},
		sim.Passage{Choices: []sim.Choice{option(to(1), 10, 0), requires(option(finish, 0, 0), promised)}})
	r, err := Compile(sc).RandomPlay(background, sc.Start(), DefaultLimit)
	want := RandomPlay{Mean: Range{50, 50}, Exact: true, Unplayed: 0.5, Visited: r.Visited,
		Endings: []EndingShare{{Range{0.5, 0.5}, Yes}, {Reached: No}}}
	if err != nil || fmt.Sprint(r) != fmt.Sprint(want) {
		t.Errorf("%+v, %v; want %+v", r, err, want)
	}
}

// TestMeanOfPlaysThatEnd has a loop whose way out is never open, which can be seen neither from its links nor from flags:
// no one knows how many of those in it will end, but the mean of those who do is in the range.
func TestMeanOfPlaysThatEnd(t *testing.T) {
	for _, trust := range []int{-10, 0, 10} {
		sc := story(
			sim.Passage{Choices: []sim.Choice{option(to(1), 0, 0), option(finish, 0, 0)}},
			sim.Passage{Choices: []sim.Choice{option(to(1), trust, 0), requires(option(finish, 0, 0), trustAbove(100))}})
		r, err := Compile(sc).RandomPlay(background, sc.Start(), DefaultLimit)
		if err != nil || r.Exact || r.Unplayed != 0.5 || r.Endings[0] != (EndingShare{Range{0.5, 1}, Yes}) || r.Endings[1].Reached != No {
			t.Errorf("%+v, %v", r, err)
		}
		contains(t, "mean", r.Mean, Range{50, 50})
	}
}
