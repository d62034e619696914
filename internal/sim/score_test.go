package sim_test

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"

	"mufakat/internal/sim"
	"mufakat/internal/sim/simtest"
)

const no = sim.Absent

// exactLevel is the collaboration's level by its definition: the mean of the average and the lowest; nil where the
// criterion counts for nobody.
func exactLevel(levels []sim.Levels, k sim.Criterion) *big.Rat {
	sum, n, lowest := int64(0), int64(0), int64(math.MaxInt64)
	for _, l := range levels {
		if l[k] != sim.Absent {
			sum, n, lowest = sum+int64(l[k]), n+1, min(lowest, int64(l[k]))
		}
	}
	if n == 0 {
		return nil
	}
	mean := new(big.Rat).Add(big.NewRat(sum, n), big.NewRat(lowest, 1))
	return mean.Quo(mean, big.NewRat(2, 1))
}

// exactTotal is the total by its definition: the weighted mean of the criteria that count for somebody.
func exactTotal(c *sim.Case, levels []sim.Levels) *big.Rat {
	sum, weights := new(big.Rat), new(big.Rat)
	for k := range sim.Criterion(sim.Criteria) {
		if l := exactLevel(levels, k); l != nil {
			w := big.NewRat(int64(c.Weights[k]), 1)
			sum.Add(sum, l.Mul(l, w))
			weights.Add(weights, w)
		}
	}
	if weights.Sign() == 0 {
		return weights
	}
	return sum.Quo(sum, weights)
}

func TestGroupLevel(t *testing.T) {
	tests := map[string]struct {
		levels []sim.Levels
		want   float64
		counts bool
	}{
		"one person":                 {[]sim.Levels{{40, 0, 0}}, 40, true},
		"average 40, lowest 20":      {[]sim.Levels{{60, 0, 0}, {20, 0, 0}}, 30, true},
		"the one left behind":        {[]sim.Levels{{100, 0, 0}, {100, 0, 0}, {100, 0, 0}, {0, 0, 0}}, 37.5, true},
		"zero is a level":            {[]sim.Levels{{0, 0, 0}, {0, 0, 0}}, 0, true},
		"who does not count is left": {[]sim.Levels{{60, 0, 0}, {no, 0, 0}, {20, 0, 0}}, 30, true},
		"nobody counts":              {[]sim.Levels{{no, 0, 0}, {no, 5, 5}}, 0, false},
		"nobody at all":              {nil, 0, false},
	}
	for name, test := range tests {
		got, counts := sim.GroupLevel(test.levels, sim.Trust)
		if got != test.want || counts != test.counts {
			t.Errorf("%s: %v, %v; want %v, %v", name, got, counts, test.want, test.counts)
		}
	}
}

func TestTotal(t *testing.T) {
	tests := map[string]struct {
		levels  []sim.Levels
		weights [sim.Criteria]int
		want    float64
	}{
		"equal weights":                       {[]sim.Levels{{30, 60, 90}}, [3]int{1, 1, 1}, 60},
		"equal weights of another size":       {[]sim.Levels{{30, 60, 90}}, [3]int{7, 7, 7}, 60},
		"unequal weights":                     {[]sim.Levels{{30, 60, 90}}, [3]int{3, 2, 1}, 50},
		"a criterion without weight":          {[]sim.Levels{{30, 60, 90}}, [3]int{0, 1, 1}, 75},
		"a criterion that counts for nobody":  {[]sim.Levels{{30, no, 90}, {30, no, 90}}, [3]int{1, 5, 1}, 60},
		"each criterion has its own people":   {[]sim.Levels{{30, 60, no}, {no, 20, 70}}, [3]int{1, 1, 1}, (30 + 30 + 70) / 3.0},
		"only what does not count has weight": {[]sim.Levels{{30, no, 90}}, [3]int{0, 1, 0}, 0},
		"everything at its best":              {[]sim.Levels{{100, 100, 100}, {100, 100, 100}}, [3]int{1, 2, 3}, 100},
	}
	for name, test := range tests {
		c := &sim.Case{Weights: test.weights}
		for _, l := range test.levels {
			c.Stakeholders = append(c.Stakeholders, sim.Stakeholder{Start: l})
		}
		scale := c.Scale()
		if got := scale.Value(scale.Total(test.levels)); got != test.want {
			t.Errorf("%s: %v, want %v", name, got, test.want)
		}
	}
}

// Points must be the exact total times One, whatever the number of people and the weights.
func TestScaleIsExact(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	for range 3000 {
		c := &sim.Case{}
		for k := range c.Weights {
			c.Weights[k] = rng.IntN(sim.MaxWeight + 1)
		}
		c.Weights[rng.IntN(sim.Criteria)] = 1 + rng.IntN(sim.MaxWeight)
		var later []sim.Levels
		for range 1 + rng.IntN(sim.MaxStakeholders) {
			var start, now sim.Levels
			for k := range start {
				start[k], now[k] = rng.IntN(101), rng.IntN(101)
				if rng.IntN(4) == 0 {
					start[k], now[k] = sim.Absent, sim.Absent
				}
			}
			c.Stakeholders = append(c.Stakeholders, sim.Stakeholder{Start: start})
			later = append(later, now)
		}
		scale := c.Scale()
		got := big.NewRat(int64(scale.Total(later)), int64(scale.One))
		want := exactTotal(c, later)
		if got.Cmp(want) != 0 {
			t.Fatalf("weights %v, levels %v: total %v, want %v", c.Weights, later, got, want)
		}
		value, _ := want.Float64()
		if d := math.Abs(scale.Value(scale.Total(later)) - value); d > 1e-12 {
			t.Fatalf("value is off by %g", d)
		}
		for k := range sim.Criterion(sim.Criteria) {
			level, counts := sim.GroupLevel(later, k)
			exact := exactLevel(later, k)
			if counts != (exact != nil) {
				t.Fatalf("%v of %v counts: %v", k, later, counts)
			}
			if !counts {
				if scale.Factor(k) != 0 {
					t.Fatalf("%v counts for nobody but has factor %d", k, scale.Factor(k))
				}
				continue
			}
			if f, _ := exact.Float64(); math.Abs(level-f) > 1e-12 {
				t.Fatalf("level of %v is %v, want %v", k, level, exact)
			}
		}
	}
}

// Factor is what a search adds up: it must be what Total counts with.
func TestFactor(t *testing.T) {
	c := newCase(sim.Choice{})
	c.Weights = [sim.Criteria]int{3, 2, 1}
	scale := c.Scale()
	levels := c.Neutral().Levels
	for k := range sim.Criterion(sim.Criteria) {
		before := scale.Total(levels)
		levels[warga][k]++ // warga is the lowest in every criterion
		n := int64(2)
		if k == sim.Commitment {
			n = 1
		}
		if got, want := int64(scale.Total(levels)-before), (1+n)*scale.Factor(k); got != want || want == 0 {
			t.Errorf("one point of %v is %d points, want %d", k, got, want)
		}
	}
}

func TestFinalTotal(t *testing.T) {
	c := newCase(sim.Choice{})
	s := c.Start()
	scale := c.Scale()
	uncapped := scale.Total(s.Levels) // 25…60: well above 20 and below 100
	tests := map[string]struct {
		at   sim.Target
		cap  int // of the ending reached
		want sim.Points
	}{
		"not finished":          {toPassage(kedua), 0, uncapped},
		"an ending without cap": {toEnding(damai), sim.NoCap, uncapped},
		"capped":                {toEnding(macet), 20, 20 * scale.One},
		"a cap above the total": {toEnding(sisanya), 100, uncapped},
		"a cap of 0 is a cap":   {toEnding(damai), 0, 0},
	}
	for name, test := range tests {
		for i := range c.Endings {
			c.Endings[i].Cap = test.cap
		}
		s.At = test.at
		if got := c.FinalTotal(s); got != test.want {
			t.Errorf("%s: %d, want %d", name, got, test.want)
		}
	}
}

func TestGradeOf(t *testing.T) {
	tests := []struct {
		score float64
		want  string
	}{
		{100, "Sangat baik"}, {90, "Sangat baik"}, {89.996, "Sangat baik"}, {89.994, "Baik"},
		{75, "Baik"}, {74.9951, "Baik"}, {74.9949, "Cukup"},
		{60, "Cukup"}, {59.9951, "Cukup"}, {59.99, "Kurang"},
		{45, "Kurang"}, {44.9951, "Kurang"}, {44.9949, "Perlu diulang"},
		{0, "Perlu diulang"}, {-3, "Perlu diulang"},
		{math.Nextafter(90, 0), "Sangat baik"}, // what a division may leave of 90
		{math.Nextafter(60, 100), "Cukup"},
	}
	for _, test := range tests {
		if got := sim.GradeOf(sim.DefaultGrades(), test.score); got != test.want {
			t.Errorf("%v earns %q, want %q", test.score, got, test.want)
		}
	}
	own := []sim.Grade{{66.67, "Lulus"}, {10, "Ulang"}}
	for score, want := range map[float64]string{200.0 / 3: "Lulus", 66.66: "Ulang", 3: "Ulang"} {
		if got := sim.GradeOf(own, score); got != want {
			t.Errorf("own table: %v earns %q, want %q", score, got, want)
		}
	}
	if got := sim.GradeOf(nil, 80); got != "" {
		t.Errorf("an empty table gives %q", got)
	}
}

func TestDefaultGradesAreNotShared(t *testing.T) {
	sim.DefaultGrades()[0].Name = "Diubah"
	if got := sim.DefaultGrades()[0].Name; got != "Sangat baik" {
		t.Errorf("one caller's change reaches the next: %q", got)
	}
}

func TestLowest(t *testing.T) {
	tests := map[string]struct {
		levels []sim.Levels
		want   int
	}{
		"lowest mean":                     {[]sim.Levels{{50, 50, 50}, {90, 10, 20}, {60, 60, 0}}, 1},
		"the first of equals":             {[]sim.Levels{{50, 50, 51}, {40, 30, 50}, {30, 40, 50}}, 1},
		"the mean of those that count":    {[]sim.Levels{{no, 31, no}, {30, 30, 30}, {20, no, 42}}, 1},
		"equal means of different counts": {[]sim.Levels{{no, 70, no}, {69, 70, 71}}, 0},
		"who has no level is not lowest":  {[]sim.Levels{{no, no, no}, {80, 80, 80}}, 1},
		"nobody has a level":              {[]sim.Levels{{no, no, no}}, -1},
		"nobody":                          {nil, -1},
	}
	for name, test := range tests {
		if got := sim.Lowest(test.levels); got != test.want {
			t.Errorf("%s: %d, want %d", name, got, test.want)
		}
	}
}

func BenchmarkTotal(b *testing.B) {
	c := simtest.Chain(rand.New(rand.NewPCG(7, 7)), 12, 4, 6)
	scale, levels := c.Scale(), c.Neutral().Levels
	for b.Loop() {
		scale.Total(levels)
	}
}
