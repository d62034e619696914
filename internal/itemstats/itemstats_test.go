package itemstats

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
)

func readFile(t testing.TB, name string) *Matrix {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	m, err := ReadCSV(f)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// asJSON is what the statistics are as JSON, as plain values.
func asJSON(t testing.TB, r *Result) map[string]any {
	t.Helper()
	source, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	var value map[string]any
	if err := json.Unmarshal(source, &value); err != nil {
		t.Fatal(err)
	}
	return value
}

// same reports where got lacks something of want or differs by more than 1e-9. What got has beside it does not matter.
func same(t *testing.T, where string, got, want any) {
	t.Helper()
	switch want := want.(type) {
	case map[string]any:
		for key := range want {
			value, found := got.(map[string]any)[key]
			if !found {
				t.Errorf("%s has no %s", where, key)
			}
			same(t, where+"."+key, value, want[key])
		}
	case []any:
		if len(got.([]any)) != len(want) {
			t.Fatalf("%s: %d, want %d", where, len(got.([]any)), len(want))
		}
		for i := range want {
			same(t, fmt.Sprintf("%s[%d]", where, i), got.([]any)[i], want[i])
		}
	case float64:
		if n, isNumber := got.(float64); !isNumber || !(math.Abs(n-want) <= 1e-9) {
			t.Errorf("%s: %v, want %v", where, got, want)
		}
	default:
		if got != want {
			t.Errorf("%s: %v, want %v", where, got, want)
		}
	}
}

// The sample's statistics, made by another implementation that agrees with Moodle and with R.
func TestSample(t *testing.T) {
	source, err := os.ReadFile(filepath.Join("testdata", "expected.json"))
	if err != nil {
		t.Fatal(err)
	}
	var want map[string]any
	if err := json.Unmarshal(source, &want); err != nil {
		t.Fatal(err)
	}
	m := readFile(t, "sample.csv")
	r := Compute(m)
	same(t, "sample", asJSON(t, r), want)
	if c := m.Attempts[10].Cells[4]; c.State != Blank || r.Items[4].BlankCells != 1 || r.Items[3].BlankCells != 0 {
		t.Errorf("the blank cell is lost: %v", c)
	}
}

// matrix is one with a row for each attempt and the same highest mark for all items. A negative mark is a blank cell.
func matrix(highest float64, rows ...[]float64) *Matrix {
	m := &Matrix{}
	for i := range rows[0] {
		m.Items = append(m.Items, Item{Name: fmt.Sprint("Q", i+1), Max: highest})
	}
	for i, row := range rows {
		a := Attempt{ID: fmt.Sprint(i)}
		for _, mark := range row {
			c := Cell{Mark: mark}
			if mark < 0 {
				c = Cell{State: Blank}
			}
			a.Cells = append(a.Cells, c)
		}
		m.Attempts = append(m.Attempts, a)
	}
	return m
}

func TestByHand(t *testing.T) {
	const test, q1, q2 = 0, 1, 2
	tests := []struct {
		name  string
		m     *Matrix
		where int    // the whole test, or an item
		want  string // some of its JSON
	}{
		{"nobody", &Matrix{Items: []Item{{Name: "Q1", Max: 1}}}, test, `{"n": 0, "items": 1, "mean": null, "median": null, "sd": null, "cic": null, "kr20": null}`},
		{"nobody, an item", &Matrix{Items: []Item{{Name: "Q1", Max: 1}}}, q1, `{"n": 0, "mean": null, "facility": null, "discriminationindex": null, "effectiveweight": null, "intendedweight": 100, "d27": null, "negcovar": false,
			"reasons": {"mean": "belum ada peserta", "sd": "perlu sedikitnya 2 peserta"}}`},
		{"one", matrix(2, []float64{1, 2}), test, `{"n": 1, "mean": 3, "median": 3, "sd": null, "skewness": null, "cic": null}`},
		{"one, an item", matrix(2, []float64{1, 2}), q1, `{"mean": 1, "facility": 0.5, "sd": null, "covariance": null, "d27": null, "effectiveweight": null}`},
		{"two", matrix(1, []float64{0, 0}, []float64{1, 1}), test, `{"mean": 1, "median": 1, "sd": 1.4142135623730951, "skewness": null, "kurtosis": null, "cic": null, "alpha": null, "errorratio": null}`},
		{"two, an item", matrix(1, []float64{0, 0}, []float64{1, 1}), q1, `{"sd": 0.7071067811865476, "markvariance": 0.5, "othermarkvariance": 0.5, "covariance": 0.5, "covariancewithoverallmark": 1, "discriminationindex": 100, "discriminativeefficiency": 100, "effectiveweight": 50, "d27": 1}`},
		{"three", matrix(1, []float64{0, 0}, []float64{1, 1}, []float64{1, 1}), test, `{"cic": 100, "alpha": 1, "kr20": 1, "errorratio": 0, "standarderror": 0, "skewness": -1.7320508075688772, "kurtosis": null}`},
		{"all equal, no whole number", matrix(1, []float64{.1, .2}, []float64{.1, .2}, []float64{.1, .2}, []float64{.1, .2}), test, `{"sd": 0, "skewness": null, "kurtosis": null, "cic": null, "reasons": {"cic": "semua peserta memperoleh nilai total yang sama"}}`},
		{"all equal, an item", matrix(1, []float64{.1, .2}, []float64{.1, .2}, []float64{.1, .2}), q1, `{"sd": 0, "covariance": 0, "negcovar": false, "discriminationindex": null, "discriminativeefficiency": null, "effectiveweight": null, "d27": 0, "flags": ["same"]}`},
		{"totals equal but for rounding", matrix(1, []float64{.1, .2}, []float64{.3, 0}, []float64{.2, .1}), test, `{"sd": 0, "cic": null}`},
		{"one item", matrix(1, []float64{0}, []float64{1}, []float64{1}), test, `{"cic": null, "alpha": null, "sd": 0.5773502691896257, "reasons": {"cic": "perlu sedikitnya 2 butir"}}`},
		{"one item, the item", matrix(1, []float64{0}, []float64{1}, []float64{1}), q1, `{"discriminationindex": null, "othermarkvariance": 0, "effectiveweight": 100, "intendedweight": 100}`},
		{"negative", matrix(3, []float64{1, 0}, []float64{0, 3}, []float64{1, 1}), q1, `{"negcovar": true, "covariance": -0.8333333333333334, "covariancewithoverallmark": -0.5, "discriminationindex": -94.49111825230679, "discriminativeefficiency": -125, "effectiveweight": null, "reasons": {"effectiveweight": "kovariansnya dengan nilai total negatif"}}`},
		{"negative, the other", matrix(3, []float64{1, 0}, []float64{0, 3}, []float64{1, 1}), q2, `{"negcovar": false, "effectiveweight": 100}`},
		{"no correlation but for rounding", matrix(1, []float64{.1, .1}, []float64{.1, .3}, []float64{.3, .1}, []float64{.3, .3}), q1, `{"covariance": 0, "discriminationindex": 0, "discriminativeefficiency": 0}`},
		{"blank", matrix(1, []float64{-1, 1}, []float64{1, 1}), q1, `{"n": 2, "mean": 0.5, "blank": 1}`},
		{"worth nothing", matrix(0, []float64{0, 0}, []float64{0, 0}), q1, `{"facility": null, "intendedweight": null, "d27": null}`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var want map[string]any
			if err := json.Unmarshal([]byte(test.want), &want); err != nil {
				t.Fatal(err)
			}
			got := asJSON(t, Compute(test.m))
			if test.where == 0 {
				same(t, "test", got["test"], want)
			} else {
				same(t, "item", got["items"].([]any)[test.where-1], want)
			}
		})
	}
}

// drawn is a random matrix of marks in halves.
func drawn(rng *rand.Rand, people, items int) *Matrix {
	m := &Matrix{}
	for i := range items {
		m.Items = append(m.Items, Item{Name: fmt.Sprint("Q", i+1), Max: float64(1 + rng.IntN(3))})
	}
	for i := range people {
		a := Attempt{ID: fmt.Sprint(i)}
		for k := range items {
			a.Cells = append(a.Cells, Cell{Mark: float64(rng.IntN(2*int(m.Items[k].Max)+1)) / 2})
		}
		m.Attempts = append(m.Attempts, a)
	}
	return m
}

// The order of people and of items changes nothing.
func TestOrderDoesNotMatter(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		m := drawn(rng, rng.IntN(20), 1+rng.IntN(6))
		before := asJSON(t, Compute(m))
		shuffled := &Matrix{Items: slices.Clone(m.Items), Attempts: slices.Clone(m.Attempts)}
		rng.Shuffle(len(shuffled.Attempts), func(i, k int) {
			shuffled.Attempts[i], shuffled.Attempts[k] = shuffled.Attempts[k], shuffled.Attempts[i]
		})
		slices.Reverse(shuffled.Items)
		for i := range shuffled.Attempts {
			cells := slices.Clone(shuffled.Attempts[i].Cells)
			slices.Reverse(cells)
			shuffled.Attempts[i].Cells = cells
		}
		after := asJSON(t, Compute(shuffled))
		slices.Reverse(after["items"].([]any))
		same(t, "shuffled", after, before)
	}
}

// What the formulas say of each other: the covariance of mark and total is that with the rest and the mark's own variance;
// these covariances add up to the variance of the total; weights add up to 100; no index is beyond its bounds.
func TestIdentities(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for range 300 {
		r := Compute(drawn(rng, 3+rng.IntN(30), 2+rng.IntN(8)))
		var covariances, intended, effective float64
		for _, s := range r.Items {
			if d := s.CovarianceTotal.Value - s.Covariance.Value - s.MarkVariance.Value; math.Abs(d) > 1e-9 {
				t.Fatalf("covariance with the total is off by %v: %+v", d, s)
			}
			covariances += s.CovarianceTotal.Value
			intended += s.IntendedWeight.Value
			effective += s.EffectiveWeight.Value
			if s.Discrimination.Known() && math.Abs(s.Discrimination.Value) > 100+1e-9 || s.Efficiency.Value > 100+1e-9 || math.Abs(s.GroupDifference.Value) > 1 {
				t.Fatalf("beyond its bounds: %+v", s)
			}
			if s.NegativeCovariance == s.EffectiveWeight.Known() {
				t.Fatalf("%+v", s)
			}
		}
		if math.Abs(covariances-r.Test.SD.Value*r.Test.SD.Value) > 1e-9 || math.Abs(intended-100) > 1e-9 || math.Abs(effective-100) > 1e-9 {
			t.Fatalf("sums: %v, %v, %v; %+v", covariances, intended, effective, r.Test)
		}
	}
}

// KR-20 as its authors wrote it, with proportions and the variance of a population.
func TestKR20(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	for range 50 {
		n, k := 5+rng.IntN(20), 2+rng.IntN(8)
		rows := make([][]float64, n)
		for i := range rows {
			rows[i] = make([]float64, k)
			for j := range rows[i] {
				rows[i][j] = float64(rng.IntN(2))
			}
		}
		r := Compute(matrix(1, rows...))
		var pq, square float64
		for _, s := range r.Items {
			pq += s.Facility.Value * (1 - s.Facility.Value)
		}
		for _, row := range rows {
			total := -r.Test.Mean.Value
			for _, x := range row {
				total += x
			}
			square += total * total / float64(n)
		}
		if square == 0 {
			continue
		}
		want := float64(k) / float64(k-1) * (1 - pq/square)
		if math.Abs(r.Test.KR20.Value-want) > 1e-9 || !r.Test.KR20.Known() {
			t.Fatalf("KR-20 %v, want %v", r.Test.KR20, want)
		}
	}
	if r := Compute(matrix(2, []float64{0, 1}, []float64{2, 2}, []float64{2, 0})); r.Test.KR20.Known() || !r.Test.Alpha.Known() {
		t.Errorf("KR-20 of marks in between: %v", r.Test.KR20)
	}
}

// Adding the same to everybody's mark on an item, however large, moves no variance.
func TestLargeMarks(t *testing.T) {
	m := drawn(rand.New(rand.NewPCG(7, 8)), 5000, 5)
	before := Compute(m)
	for i := range m.Attempts {
		m.Attempts[i].Cells[0].Mark += 900_000
	}
	after := Compute(m)
	for k := range before.Items {
		a, b := after.Items[k], before.Items[k]
		same(t, a.Name, []any{a.MarkVariance.Value, a.Covariance.Value, a.Discrimination.Value, a.EffectiveWeight.Value},
			[]any{b.MarkVariance.Value, b.Covariance.Value, b.Discrimination.Value, b.EffectiveWeight.Value})
	}
	same(t, "test", []any{after.Test.SD.Value, after.Test.CIC.Value, after.Test.Kurtosis.Value}, []any{before.Test.SD.Value, before.Test.CIC.Value, before.Test.Kurtosis.Value})
}

// Of an item that not everybody was asked, only those who were asked count.
func TestNotAsked(t *testing.T) {
	m := matrix(1, []float64{1, 0}, []float64{0, 0}, []float64{1, 1}, []float64{0, 1})
	m.Attempts[3].Cells[0].State = NotAsked
	r := Compute(m)
	got := asJSON(t, r)
	same(t, "item", got["items"].([]any)[0], map[string]any{"n": 3.0, "mean": 2.0 / 3, "othermarkvariance": 1.0 / 3, "effectiveweight": nil, "intendedweight": nil})
	same(t, "test", got["test"], map[string]any{"n": 4.0, "mean": 1.0, "cic": nil})
}

func TestDistractors(t *testing.T) {
	rows := make([][]float64, 12)
	for i := range rows {
		rows[i] = []float64{0, float64(i)} // the later, the stronger
	}
	m := matrix(11, rows...)
	m.Items[0].Options = []Option{{"kunci", 1}, {"pengecoh kuat", 0}, {"pengecoh lemah", -.5}, {"sebagian", .5}, {"tak terpilih", 0}}
	for i, option := range []int{2, 2, 3, 2, 0, 0, 0, 3, 1, 1, 0} { // the last leaves it open
		m.Attempts[i].Cells[0].Chosen = []int{option}
	}
	s := Compute(m).Items[0]
	want := []OptionStats{
		{"kunci", 1, 4, known(4. / 12), known(25. / 4), false, false},
		{"pengecoh kuat", 0, 2, known(2. / 12), known(8.5), false, true},
		{"pengecoh lemah", -.5, 3, known(3. / 12), known(4. / 3), false, false},
		{"sebagian", .5, 2, known(2. / 12), known(4.5), false, false},
		{"tak terpilih", 0, 0, known(0), missing(notChosen), true, false},
	}
	if !reflect.DeepEqual(s.Options, want) {
		t.Errorf("%+v\nwant %+v", s.Options, want)
	}
	if !slices.Contains(s.Flags, Distracted) || !slices.Contains(s.Flags, Unused) {
		t.Errorf("flags: %v", s.Flags)
	}
	m.Attempts = m.Attempts[3:]
	if s := Compute(m).Items[0]; slices.Contains(s.Flags, Distracted) || slices.Contains(s.Flags, Unused) {
		t.Errorf("flags of %d people: %v", s.N, s.Flags)
	}
}

func TestFlags(t *testing.T) {
	quarter := .25
	// item makes statistics of n people, of whom so many earn the mark 1, under an item that separates as index says.
	item := func(n int, facility, index float64, guess *float64) *ItemStats {
		s := &ItemStats{N: n, Facility: known(facility), MarkVariance: known(facility * (1 - facility)), Discrimination: known(index)}
		if guess != nil {
			s.Guess = known(*guess)
		}
		return s
	}
	for _, test := range []struct {
		s    *ItemStats
		want string
	}{
		{item(40, .5, 40, nil), ""},
		{item(40, .3, 20, nil), ""},
		{item(40, .7, 40, nil), ""},
		{item(40, .29, 40, nil), "hard"},
		{item(40, .71, 40, nil), "easy"},
		{item(40, .25, 40, &quarter), "guessed"},
		{item(40, .26, 19.9, &quarter), "hard weak"},
		{item(40, .5, -1, nil), "suspectkey"},
		{item(9, .5, -1, nil), ""},
		{item(10, .5, -1, nil), "suspectkey"},
		{item(40, 1, 0, nil), "same weak"},
	} {
		var got []string
		for _, f := range test.s.flags() {
			got = append(got, string(f))
			if !strings.HasSuffix(f.Sentence(), ".") {
				t.Errorf("%s: no sentence: %q", f, f.Sentence())
			}
		}
		if strings.Join(got, " ") != test.want {
			t.Errorf("%+v: %v, want %s", test.s, got, test.want)
		}
	}
	for n, want := range map[int]string{0: "Belum ada", 9: "mulai 10", 10: "baru 10", 29: "baru 29", 30: ""} {
		if got := caution(n); !strings.Contains(got, want) || want == "" && got != "" {
			t.Errorf("%d people: %q", n, got)
		}
	}
	for cic, want := range map[float64]string{76: "baik", 75: "cukup", 64: "cukup", 63: "rendah"} {
		if got := (&TestStats{N: 10, CIC: known(cic)}).Verdict(); !strings.Contains(got, want) {
			t.Errorf("CIC %v: %q", cic, got)
		}
	}
	if got := (&TestStats{N: 9, CIC: known(80)}).Verdict(); got != "" {
		t.Errorf("a verdict on 9 people: %q", got)
	}
}

func BenchmarkCompute(b *testing.B) {
	for _, people := range []int{1000, 5000} {
		m := drawn(rand.New(rand.NewPCG(1, 1)), people, 50)
		b.Run(fmt.Sprintf("%dx50", people), func(b *testing.B) {
			for b.Loop() {
				Compute(m)
			}
		})
	}
}
