package analysis

import (
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"reflect"
	"testing"

	"mufakat/internal/sim"
	"mufakat/internal/sim/simtest"
)

// looping is simtest.Small with links that lead back.
func looping() simtest.Options {
	o := simtest.Small
	o.Loops = true
	return o
}

var kinds = []struct {
	name    string
	cases   int
	options simtest.Options
}{
	{"without loops", 3000, simtest.Small},
	{"with loops", 700, looping()},
	{"many people", 150, simtest.Options{Stakeholders: sim.MaxStakeholders, Resources: sim.MaxResources, Flags: 20, Passages: 5, Choices: 4, Endings: 6}},
}

// eachKind runs a check on small random cases, with loops and without.
func eachKind(t *testing.T, check func(t *testing.T, c *sim.Case, g *graph, rng *rand.Rand)) {
	for _, kind := range kinds {
		t.Run(kind.name, func(t *testing.T) {
			t.Parallel()
			eachCase(t, kind.cases, kind.options, check)
		})
	}
}

var background = context.Background()

// TestExpand holds every state that can be reached, and every step, against package sim.
func TestExpand(t *testing.T) {
	eachKind(t, func(t *testing.T, sc *sim.Case, g *graph, _ *rand.Rand) {
		c := Compile(sc)
		for _, n := range g.nodes {
			s := c.pack(n.state)
			if got, want := c.total(&s), sc.Scale().Total(n.state.Levels); got != want {
				t.Fatalf("total %d, want %d", got, want)
			}
			if n.state.Finished() {
				if got, want := c.finalTotal(&s), sc.FinalTotal(n.state); !s.finished() || got != want {
					t.Fatalf("final total %d, want %d", got, want)
				}
				continue
			}
			children := c.expand(&s, nil)
			for option, next := range n.next {
				if next == nil {
					continue
				}
				if len(children) == 0 || children[0].option != option || children[0].state != c.pack(next.state) {
					t.Fatalf("option %d in %v: got %+v, want %+v", option, n.state, children, c.pack(next.state))
				}
				if led := children[0].led; (led >= 0 && children[0].finished()) != (n.stranded[option] >= 0) {
					t.Fatalf("option %d in %v led to %d, stranded in %d", option, n.state, led, n.stranded[option])
				}
				children = children[1:]
			}
			if len(children) > 0 {
				t.Fatalf("option %d in %v is locked", children[0].option, n.state)
			}
		}
	})
}

func TestExtremes(t *testing.T) {
	eachKind(t, func(t *testing.T, sc *sim.Case, g *graph, rng *rand.Rand) {
		c := Compile(sc)
		from := g.nodes[rng.IntN(len(g.nodes))].state
		for _, from := range []sim.State{sc.Start(), from} {
			part, _ := explore(sc, from)
			best, worst, ends := part.extremes()
			e, err := c.Extremes(background, from, DefaultLimit)
			if err != nil || !e.Exact() || e.Best.Found != ends || e.Worst.Found != ends {
				t.Fatalf("%+v, %v; ends: %v", e, err, ends)
			}
			if !ends {
				continue
			}
			if e.Best.Lo != best || e.Best.Hi != best || e.Worst.Lo != worst || e.Worst.Hi != worst {
				t.Fatalf("got %+v, want %d and %d", e, best, worst)
			}
			for _, x := range []Extreme{e.Best, e.Worst} {
				end := follow(t, sc, from, x.Path)
				if !end.Finished() || sc.FinalTotal(end) != x.Lo {
					t.Fatalf("path %v leads to %+v and not to %d", x.Path, end, x.Lo)
				}
				if _, ids, err := c.sim.Walk(from, x.Path); err != nil || len(ids) != len(x.Path) {
					t.Fatalf("ids %v, %v", ids, err)
				}
			}
		}
	})
}

// TestExtremesWithinLimit checks that what is answered under a small limit contains the truth.
func TestExtremesWithinLimit(t *testing.T) {
	inexact := 0
	eachCase(t, 1000, looping(), func(t *testing.T, sc *sim.Case, g *graph, rng *rand.Rand) {
		c := Compile(sc)
		best, worst, ends := g.extremes()
		e, err := c.Extremes(background, sc.Start(), rng.IntN(20))
		if err != nil {
			t.Fatal(err)
		}
		for _, x := range []struct {
			Extreme
			truth sim.Points
		}{{e.Best, best}, {e.Worst, worst}} {
			if !x.Exact {
				inexact++
			}
			if x.Exact && x.Found != ends || x.Found && !ends {
				t.Fatalf("%+v; ends: %v", x, ends)
			}
			if ends && (x.truth < x.Lo || x.truth > x.Hi || x.Exact && x.Lo != x.Hi) {
				t.Fatalf("%+v", x)
			}
		}
	})
	if inexact < 50 {
		t.Errorf("only %d answers were not exact", inexact)
	}
}

func TestPrices(t *testing.T) {
	eachKind(t, func(t *testing.T, sc *sim.Case, g *graph, rng *rand.Rand) {
		best, worst, ends := g.extremes()
		p := randomRun(rng, sc)
		if !ends || !p.State().Finished() {
			return
		}
		c := Compile(sc)
		e, err := c.Extremes(background, sc.Start(), DefaultLimit)
		if err != nil {
			t.Fatal(err)
		}
		prices, err := c.Prices(background, p, e, DefaultLimit)
		if err != nil || !prices.Exact || len(prices.Steps) != len(p.Steps) {
			t.Fatalf("%+v, %v", prices, err)
		}
		sum := 0.0
		for i, price := range prices.Steps {
			before, _ := explore(sc, p.States[i])
			after, _ := explore(sc, p.States[i+1])
			b, _, _ := before.extremes()
			a, _, _ := after.extremes()
			want := 0.0
			if best != worst {
				want = 100 * float64(b-a) / float64(best-worst)
			}
			if price.Price != (Range{want, want}) {
				t.Fatalf("step %d: %+v, want %v", i, price, want)
			}
			if score := nilai(b, worst, best); price.Before != (Range{score, score}) {
				t.Fatalf("step %d: %+v, want %v before", i, price, score)
			}
			if score := nilai(a, worst, best); price.After != (Range{score, score}) {
				t.Fatalf("step %d: %+v, want %v after", i, price, score)
			}
			passage := &sc.Passages[p.Steps[i].Passage]
			if (!passage.IsDecision() || b == a) && (want != 0 || price.Best() != p.Steps[i].Option) {
				t.Fatalf("step %d costs nothing: %+v", i, price)
			}
			if end := follow(t, sc, p.States[i], price.Path); !end.Finished() || sc.FinalTotal(end) != b {
				t.Fatalf("step %d: path %v does not lead to %d", i, price.Path, b)
			}
			sum += want
		}
		final := nilai(sc.FinalTotal(p.State()), worst, best)
		if prices.Score != (Range{final, final}) || math.Abs(100-sum-final) > 1e-9 {
			t.Fatalf("nilai %v, want %v = 100 − %v", prices.Score, final, sum)
		}
	})
}

// TestPricesWithinLimit checks that ranges contain the prices, and that a single option never costs anything.
func TestPricesWithinLimit(t *testing.T) {
	inexact := 0
	eachCase(t, 1500, looping(), func(t *testing.T, sc *sim.Case, g *graph, rng *rand.Rand) {
		p := randomRun(rng, sc)
		if !p.State().Finished() {
			return
		}
		c := Compile(sc)
		e, _ := c.Extremes(background, sc.Start(), DefaultLimit)
		truth, err := c.Prices(background, p, e, DefaultLimit)
		if err != nil || !truth.Exact {
			t.Fatal(truth, err)
		}
		limit := rng.IntN(12)
		if rng.IntN(2) == 0 {
			e, _ = c.Extremes(background, sc.Start(), limit)
		}
		got, err := c.Prices(background, p, e, limit)
		if err != nil {
			t.Fatal(err)
		}
		if !got.Exact {
			inexact++
		}
		contains(t, "nilai", got.Score, truth.Score)
		for i := range got.Steps {
			contains(t, "before", got.Steps[i].Before, truth.Steps[i].Before)
			contains(t, "after", got.Steps[i].After, truth.Steps[i].After)
			contains(t, "price", got.Steps[i].Price, truth.Steps[i].Price)
			if !sc.Passages[p.Steps[i].Passage].IsDecision() && got.Steps[i].Price != (Range{}) {
				t.Fatalf("the only option costs %v", got.Steps[i].Price)
			}
		}
	})
	if inexact < 50 {
		t.Errorf("only %d answers were not exact", inexact)
	}
}

func contains(t *testing.T, what string, got, truth Range) {
	t.Helper()
	if got.Lo > truth.Lo+1e-9 || got.Hi < truth.Hi-1e-9 {
		t.Fatalf("%s: %v does not contain %v", what, got, truth)
	}
}

func TestRandomPlay(t *testing.T) {
	eachKind(t, func(t *testing.T, sc *sim.Case, g *graph, _ *rand.Rand) {
		mean, shares, ok := g.random()
		if !ok {
			return
		}
		r, err := Compile(sc).RandomPlay(background, sc.Start(), DefaultLimit)
		if err != nil || !r.Exact {
			t.Fatalf("%+v, %v", r, err)
		}
		if math.Abs(r.Mean.Lo-mean) > 1e-8 || math.Abs(r.Mean.Hi-mean) > 1e-8 || r.Unplayed > 1e-9 {
			t.Fatalf("mean %+v, want %v", r, mean)
		}
		for i, share := range shares {
			e := r.Endings[i]
			if math.Abs(e.Share.Lo-share) > 1e-9 || math.Abs(e.Share.Hi-share) > 1e-9 {
				t.Fatalf("ending %d: %+v, want %v", i, e, share)
			}
			if want := map[bool]Reach{true: Yes, false: No}[share > 0]; e.Reached != want {
				t.Fatalf("ending %d: %+v, want %v", i, e, want)
			}
		}
	})
}

// TestRandomPlayWithinLimit also meets stories of which some plays, or all, never end.
func TestRandomPlayWithinLimit(t *testing.T) {
	inexact := 0
	for _, kind := range kinds {
		eachCase(t, 700, kind.options, func(t *testing.T, sc *sim.Case, g *graph, rng *rand.Rand) {
			mean, shares, ok := g.random()
			r, err := Compile(sc).RandomPlay(background, sc.Start(), []int{rng.IntN(60), rng.IntN(60), rng.IntN(60), DefaultLimit}[rng.IntN(4)])
			if err != nil {
				t.Fatal(err)
			}
			if !r.Exact {
				inexact++
			}
			if ok {
				contains(t, "mean", r.Mean, Range{mean, mean})
			}
			reached := make([]bool, len(sc.Endings))
			for _, n := range g.nodes {
				if n.state.Finished() {
					reached[n.state.At.Index] = true
				}
			}
			for i, e := range r.Endings {
				if ok {
					contains(t, "share", e.Share, Range{shares[i], shares[i]})
				}
				if e.Reached != Unknown && (e.Reached == Yes) != reached[i] {
					t.Fatalf("ending %d: %+v, reached: %v", i, e, reached[i])
				}
			}
		})
	}
	if inexact < 50 {
		t.Errorf("only %d answers were not exact", inexact)
	}
}

func TestStranding(t *testing.T) {
	cases, searches, stranded := 0, 0, 0
	for _, kind := range kinds {
		eachCase(t, kind.cases, kind.options, func(t *testing.T, sc *sim.Case, g *graph, _ *rand.Rand) {
			got := checkStranding(t, sc, g)
			cases++
			searches += min(got.Visited, 1)
			stranded += len(got.Passages)
		})
	}
	if stranded < 100 || searches > cases/5 {
		t.Errorf("%d stranded; %d of %d cases needed a search", stranded, searches, cases)
	}
}

func checkStranding(t *testing.T, sc *sim.Case, g *graph) Stranding {
	t.Helper()
	want := g.strandings()
	got, err := Compile(sc).Stranding(background, DefaultLimit)
	if err != nil || !got.Exact || len(got.Passages) != len(want) {
		t.Fatalf("got %+v, %v; want %v", got, err, want)
	}
	for _, st := range got.Passages {
		if !want[st.Passage] {
			t.Fatalf("%+v, want %v", st, want)
		}
		if len(st.Path) == 0 {
			continue
		}
		before := follow(t, sc, sc.Start(), st.Path[:len(st.Path)-1])
		if _, step, err := sc.Choose(before, st.Path[len(st.Path)-1]); err != nil || step.Stranded != st.Passage {
			t.Fatalf("%+v leads to %+v, %v", st, step, err)
		}
	}
	return got
}

func TestDeterminism(t *testing.T) {
	eachCase(t, 200, looping(), func(t *testing.T, sc *sim.Case, g *graph, rng *rand.Rand) {
		limit := 1 + rng.IntN(100)
		type answers struct {
			Extremes
			RandomPlay
			Stranding
		}
		ask := func() (a answers) {
			c := Compile(sc)
			a.Extremes, _ = c.Extremes(background, sc.Start(), limit)
			a.RandomPlay, _ = c.RandomPlay(background, sc.Start(), limit)
			a.Stranding, _ = c.Stranding(background, limit)
			return a
		}
		if a, b := ask(), ask(); !reflect.DeepEqual(a, b) {
			t.Fatalf("%+v and then %+v", a, b)
		}
	})
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(background)
	cancel()
	sc := chain(1, 8)
	c := Compile(sc)
	e, err := c.Extremes(background, sc.Start(), DefaultLimit)
	if err != nil {
		t.Fatal(err)
	}
	run := randomRun(rand.New(rand.NewPCG(1, 1)), sc)
	for what, ask := range map[string]func() error{
		"Extremes":   func() error { _, err := c.Extremes(ctx, sc.Start(), DefaultLimit); return err },
		"Prices":     func() error { _, err := c.Prices(ctx, run, e, DefaultLimit); return err },
		"RandomPlay": func() error { _, err := c.RandomPlay(ctx, sc.Start(), DefaultLimit); return err },
		"Stranding":  func() error { _, err := c.Stranding(ctx, DefaultLimit); return err },
	} {
		if err := ask(); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", what, err)
		}
	}
}

func TestRangeText(t *testing.T) {
	for want, r := range map[string]Range{"62": {61.6, 62.4}, "40–55": {40.2, 54.9}} {
		if got := r.Text(0); got != want {
			t.Errorf("%v: %q, want %q", r, got, want)
		}
	}
	if got := (Range{1.25, 2}).Text(1); got != "1,2–2,0" {
		t.Errorf("with one decimal: %q", got)
	}
}
