package analysis

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"mufakat/internal/sim"
	"mufakat/internal/sim/simtest"
)

// The survey of small random cases is what brute force finds, along all paths and from state to state alike.
func TestSurveyAgreesWithBruteForce(t *testing.T) {
	endless, infinite := 0, 0
	check := func(t *testing.T, c *sim.Case, g *graph, walk func(*surveyor, *state) bool) {
		compiled := Compile(c)
		b, ok := newBruteSurvey(g)
		if !ok {
			return
		}
		extremes, err := compiled.Extremes(context.Background(), c.Start(), DefaultLimit)
		if err != nil {
			t.Fatal(err)
		}
		w := compiled.newSurveyor(meter{ctx: context.Background(), left: DefaultLimit}, extremes)
		start := compiled.pack(c.Start())
		if !walk(w, &start) {
			t.Fatal("the walk gave up")
		}
		w.finish()
		b.compare(t, w.out)
		if w.out.Endless > 0 {
			endless++
		}
		if w.out.Paths.Infinite {
			infinite++
		}
	}
	eachCase(t, 1500, simtest.Small, func(t *testing.T, c *sim.Case, g *graph, _ *rand.Rand) {
		if !Compile(c).loops && !c.Start().Finished() {
			check(t, c, g, (*surveyor).followPaths)
		}
		check(t, c, g, (*surveyor).followStates)
	})
	loops := simtest.Small
	loops.Loops = true
	eachCase(t, 1000, loops, func(t *testing.T, c *sim.Case, g *graph, _ *rand.Rand) {
		check(t, c, g, (*surveyor).followStates)
	})
	if endless == 0 || infinite == 0 {
		t.Errorf("%d cases without a way out and %d with endless loops are too few", endless, infinite)
	}
}

// A case with too many paths is surveyed by plays drawn at random: the survey says so, its shares are within the margin,
// and the means of nilai within their ranges.
func TestSurveyOfTooMuch(t *testing.T) {
	c := Compile(chain(1, 8))
	whole, err := c.Survey(context.Background(), DefaultLimit)
	if err != nil || !whole.Complete || whole.Margin != 0 || whole.Paths.Number != 1<<16 {
		t.Fatalf("%v, %v, %v", err, whole.Complete, whole.Paths)
	}
	for limit, exact := range map[int]bool{1000: false, 20_000: true} {
		part, err := c.Survey(context.Background(), limit)
		if err != nil || part.Complete || part.Margin == 0 || !part.Paths.AtLeast || part.Extremes.Exact() != exact {
			t.Fatalf("%v, %v, %v, %v, %v", err, part.Complete, part.Margin, part.Paths, part.Extremes)
		}
		compareSample(t, part, whole)
	}
}

func compareSample(t *testing.T, part, whole *Survey) {
	t.Helper()
	isWithin := func(r, truth Range) {
		t.Helper()
		if r.Lo >= r.Hi || r.Lo > truth.Lo || r.Hi < truth.Hi {
			t.Errorf("a mean is told as %v, but truly is %v", r, truth)
		}
	}
	isWithin(part.Mean, whole.Mean)
	for i := range part.Endings {
		if math.Abs(part.Endings[i].Share-whole.Endings[i].Share) > part.Margin {
			t.Errorf("ending %d: %v, but truly %v", i, part.Endings[i].Share, whole.Endings[i].Share)
		}
		isWithin(part.Endings[i].Mean, whole.Endings[i].Mean)
	}
	for i := range part.Passages {
		if math.Abs(part.Passages[i].Visits-whole.Passages[i].Visits) > part.Margin || part.Passages[i].Decision.MaxSpread != 0 {
			t.Errorf("passage %d: %v, but truly %v", i, part.Passages[i].Visits, whole.Passages[i].Visits)
		}
	}
}

// A trap is found among plays drawn at random too, and ends the play: it is not counted again and again.
func TestSurveyOfTooMuchFindsATrap(t *testing.T) {
	to := func(kind sim.TargetKind, index int) sim.Choice {
		return sim.Choice{ID: fmt.Sprint(kind, index), Target: sim.Target{Kind: kind, Index: index}}
	}
	c := Compile(&sim.Case{
		Stakeholders: []sim.Stakeholder{{Start: sim.Levels{50, 50, 50}}},
		Passages: []sim.Passage{
			{ID: "pagi", Choices: []sim.Choice{to(sim.ToPassage, 1), to(sim.ToEnding, 0)}},
			{ID: "putar", Choices: []sim.Choice{to(sim.ToPassage, 1)}},
		},
		Endings: []sim.Ending{{ID: "tamat", Cap: sim.NoCap}},
	})
	s, err := c.Survey(context.Background(), 1)
	if err != nil || s.Complete {
		t.Fatal(err, s.Complete)
	}
	trap := s.Passages[1]
	if math.Abs(trap.Visits-0.5) > s.Margin || math.Abs(s.Endless-0.5) > s.Margin || s.Margin > 0.2 || !slices.Equal(trap.Trap, []int{0}) {
		t.Errorf("visits %v, endless %v, margin %v, trap %v", trap.Visits, s.Endless, s.Margin, trap.Trap)
	}
}

func TestSurveyStopsWhenItsContextIsDone(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Compile(chain(1, 12)).Survey(ctx, DefaultLimit); err == nil {
		t.Error("no error")
	}
}
