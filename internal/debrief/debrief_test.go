package debrief_test

import (
	"context"
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"mufakat/internal/analysis"
	"mufakat/internal/debrief"
	"mufakat/internal/sim"
	"mufakat/internal/sim/simtest"
)

// played plays a case to its end with random options; nil where that takes too long.
func played(rng *rand.Rand, c *sim.Case) *sim.Playthrough {
	p := sim.Replay(c, sim.Run{Case: c.ID, Hash: c.Hash})
	for range 40 {
		if p.State().Finished() {
			return p
		}
		options := c.Options(p.State())
		var open []int
		for _, o := range options {
			if !o.Lock.Locked {
				open = append(open, o.Index)
			}
		}
		hands := make([]int, len(options))
		for i := range hands {
			hands[i] = rng.IntN(5)
		}
		if p.Choose(open[rng.IntN(len(open))], time.Time{}, "", hands) != nil {
			return nil
		}
	}
	return nil
}

func explain(t *testing.T, p *sim.Playthrough) *debrief.Debrief {
	t.Helper()
	d, err := debrief.Explain(context.Background(), analysis.Compile(p.Case), p, sim.DefaultGrades())
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// The nilai is 100 minus the prices, exactly, and the whole numbers that are shown add up too.
func TestPricesAddUp(t *testing.T) {
	for seed := range uint64(400) {
		rng := rand.New(rand.NewPCG(seed, 1))
		p := played(rng, simtest.Case(rng, simtest.Small))
		if p == nil {
			continue
		}
		d := explain(t, p)
		sum, whole := 100.0, 100
		for _, price := range d.Prices {
			sum -= price.Price.Lo
			whole -= price.Whole
			if math.Abs(float64(price.Whole)-price.Price.Lo) >= 1 {
				t.Fatalf("seed %d: price %v shown as %d", seed, price.Price, price.Whole)
			}
		}
		if !d.Score.Exact || math.Abs(sum-d.Score.Nilai.Lo) > 1e-9 {
			t.Fatalf("seed %d: nilai %v, 100 − prices = %v", seed, d.Score.Nilai, sum)
		}
		if whole != d.Score.Whole || math.Abs(float64(whole)-d.Score.Nilai.Lo) > 0.5 {
			t.Fatalf("seed %d: %s for nilai %v", seed, d.SumText(), d.Score.Nilai.Lo)
		}
		if d.Grade != sim.GradeOf(sim.DefaultGrades(), d.Score.Nilai.Lo) {
			t.Fatalf("seed %d: grade %s", seed, d.Grade)
		}
	}
}

// A turning point's price is what its branch wins back, played as well as can be.
func TestTurningPointsCanBeWonBack(t *testing.T) {
	checked := 0
	for seed := range uint64(400) {
		rng := rand.New(rand.NewPCG(seed, 2))
		p := played(rng, simtest.Case(rng, simtest.Small))
		if p == nil {
			continue
		}
		d := explain(t, p)
		for i, turn := range d.Turns {
			if i > 0 && turn.Price.Price.Lo > d.Turns[i-1].Price.Price.Lo {
				t.Fatalf("seed %d: not dearest first", seed)
			}
			branch, err := d.Branch(turn.Step, turn.Best)
			if err != nil {
				t.Fatalf("seed %d: %v", seed, err)
			}
			if len(branch.Steps) != turn.Step+1 || len(d.Play.Steps) != len(p.Steps) {
				t.Fatalf("seed %d: branch has %d steps", seed, len(branch.Steps))
			}
			best, err := analysis.Compile(p.Case).Best(context.Background(), branch.State(), analysis.DefaultLimit)
			if err != nil {
				t.Fatal(err)
			}
			for _, option := range best.Path {
				if err := branch.Choose(option, time.Time{}, "", nil); err != nil {
					t.Fatal(err)
				}
			}
			if got := d.BranchScore(branch); math.Abs(got.Lo-turn.Before.Lo) > 1e-9 {
				t.Fatalf("seed %d: branch earns %v, promised %v", seed, got, turn.Before)
			}
			checked++
		}
	}
	if checked < 100 {
		t.Fatalf("only %d turning points", checked)
	}
}

func TestThemesFollowTheLevels(t *testing.T) {
	for seed := range uint64(200) {
		rng := rand.New(rand.NewPCG(seed, 3))
		p := played(rng, simtest.Case(rng, simtest.Small))
		if p == nil {
			continue
		}
		for _, theme := range explain(t, p).Themes {
			if len(theme.Levels) != len(p.States) {
				t.Fatalf("seed %d: %d levels for %d states", seed, len(theme.Levels), len(p.States))
			}
			for i := range p.Steps {
				delta := theme.Levels[i+1] - theme.Levels[i]
				if delta > theme.Rise.Delta || delta < theme.Fall.Delta {
					t.Fatalf("seed %d: step %d moves %v, beyond %v and %v", seed, i, delta, theme.Rise, theme.Fall)
				}
			}
		}
	}
}

func TestSplitsAreWhereHandsDiffer(t *testing.T) {
	rng := rand.New(rand.NewPCG(4, 4))
	c := simtest.Chain(rng, 4, 3, 2)
	p := sim.Replay(c, sim.Run{Case: c.ID, Group: true})
	for _, hands := range [][]int{{9, 0, 0}, {3, 3, 3}, {5, 4, 0}, nil} {
		if err := p.Choose(0, time.Time{}, "", hands); err != nil {
			t.Fatal(err)
		}
	}
	splits := explain(t, p).Splits
	if len(splits) != 2 || splits[0].Step != 1 || splits[1].Step != 2 {
		t.Fatalf("%+v", splits)
	}
}

// A turning point names the later steps that read what it noted.
func TestLaterSteps(t *testing.T) {
	effect := func(delta int) []sim.LevelEffect {
		return []sim.LevelEffect{{Stakeholders: []int{0}, Criterion: sim.Trust, Delta: delta}}
	}
	next := func(i int) sim.Target { return sim.Target{Kind: sim.ToPassage, Index: i} }
	c := &sim.Case{
		ID: "c", Weights: [sim.Criteria]int{1, 1, 1}, Flags: []string{"janji"},
		Stakeholders: []sim.Stakeholder{{Code: "a", Start: sim.Levels{50, sim.Absent, sim.Absent}}},
		Passages: []sim.Passage{
			{ID: "satu", Choices: []sim.Choice{
				{ID: "janji", Target: next(1), Outcome: sim.Outcome{Levels: effect(5), Flags: []int{0}}},
				{ID: "tidak", Target: next(1)},
			}},
			{ID: "dua", Choices: []sim.Choice{{ID: "x", Target: next(2)}, {ID: "y", Target: next(2), Outcome: sim.Outcome{Levels: effect(-5)}}}},
			{ID: "tiga", Choices: []sim.Choice{{ID: "lanjut", Target: sim.Target{Kind: sim.ToFinish}, Outcome: sim.Outcome{
				Branches: []sim.Branching{{{When: &sim.Condition{Kind: sim.FlagSet}, Outcome: sim.Outcome{Levels: effect(-30)}}}},
			}}}},
		},
		Endings: []sim.Ending{{ID: "tamat", Cap: sim.NoCap}},
	}
	for _, option := range []int{0, 1} {
		p := sim.Replay(c, sim.Run{})
		for _, o := range []int{option, 1, 0} {
			if err := p.Choose(o, time.Time{}, "", nil); err != nil {
				t.Fatal(err)
			}
		}
		for _, turn := range explain(t, p).Turns {
			switch {
			case turn.Step == 0 && (len(turn.Later) != 1 || turn.Later[0] != 2):
				t.Errorf("option %d: felt again at %v", option, turn.Later)
			case turn.Step == 1 && turn.Later != nil:
				t.Errorf("option %d: the second decision noted nothing, and was felt again at %v", option, turn.Later)
			}
		}
	}
}

func TestCancelled(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 5))
	c := simtest.Chain(rng, 10, 4, 4)
	p := played(rng, c)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := debrief.Explain(ctx, analysis.Compile(c), p, nil); err == nil {
		t.Fatal("worked on after it was cancelled")
	}
}
