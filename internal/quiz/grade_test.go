package quiz_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"mufakat/internal/quiz"
)

func text(s string) quiz.Text { return quiz.Text{Source: s, Format: quiz.Moodle} }

func fractions(values ...float64) (options []quiz.Option) {
	for _, f := range values {
		options = append(options, quiz.Option{Text: text("x"), Fraction: f, Feedback: text("fb")})
	}
	return options
}

func yes(answer bool) quiz.Response { return quiz.Response{True: &answer} }

func TestGrade(t *testing.T) {
	single := quiz.Question{Kind: quiz.MultipleChoice, Single: true, Options: fractions(1, 0.8, 0, -0.5)}
	several := quiz.Question{Kind: quiz.MultipleChoice, Options: fractions(0.5, 0.5, -0.5, -1)}
	thirds := quiz.Question{Kind: quiz.MultipleChoice, Options: fractions(0.3333333, 0.3333333, 0.3333333)}
	truth := quiz.Question{Kind: quiz.TrueFalse, True: true, Right: text("ya"), Wrong: text("bukan")}
	city := quiz.Question{Kind: quiz.ShortAnswer, Patterns: []quiz.Pattern{
		{Text: "Yogyakarta", Fraction: 1}, {Text: "Jogja*", Fraction: 0.5}, {Text: `2 \* 3`, Fraction: 1}, {Text: "café", Fraction: 1}}}
	tons := quiz.Question{Kind: quiz.Numerical, Wrong: text("periksa satuannya"), Numbers: []quiz.Number{
		{Value: 0.3, Fraction: 1}, {Value: 700, Tolerance: 10, Fraction: 1}, {Value: 700, Tolerance: 100, Fraction: 0.5}}}
	anything := quiz.Question{Kind: quiz.Numerical, Numbers: []quiz.Number{{Any: true, Fraction: 0.25}}}
	pairs := quiz.Question{Kind: quiz.Matching, Pairs: []quiz.Pair{
		{Left: text("Bantul"), Right: "DIY"}, {Left: text("Sleman"), Right: "DIY"}, {Left: text("Mamuju"), Right: "Sulbar"}, {Right: "Bali"}}}
	tests := []struct {
		name     string
		q        quiz.Question
		r        quiz.Response
		verdict  quiz.Verdict
		fraction float64
		feedback int
	}{
		{"nothing taken", single, quiz.Response{}, quiz.Unanswered, 0, 0},
		{"the key", single, quiz.Response{Options: []int{0}}, quiz.Right, 1, 1},
		{"a graded option", single, quiz.Response{Options: []int{1}}, quiz.Partial, 0.8, 1},
		{"a single choice counts once", single, quiz.Response{Options: []int{2, 0}}, quiz.Wrong, 0, 1},
		{"less than nothing is nothing", single, quiz.Response{Options: []int{3}}, quiz.Wrong, 0, 1},
		{"an option that is not there", single, quiz.Response{Options: []int{7, -1}}, quiz.Unanswered, 0, 0},
		{"all the right ones", several, quiz.Response{Options: []int{1, 0}}, quiz.Right, 1, 2},
		{"one of two", several, quiz.Response{Options: []int{0}}, quiz.Partial, 0.5, 1},
		{"a wrong one costs", several, quiz.Response{Options: []int{0, 1, 2}}, quiz.Partial, 0.5, 3},
		{"everything does not pay", several, quiz.Response{Options: []int{0, 1, 2, 3}}, quiz.Wrong, 0, 4},
		{"the same twice counts once", several, quiz.Response{Options: []int{0, 0}}, quiz.Partial, 0.5, 1},
		{"three thirds are right", thirds, quiz.Response{Options: []int{0, 1, 2}}, quiz.Right, 0.9999999, 3},
		{"true", truth, yes(true), quiz.Right, 1, 1},
		{"false", truth, yes(false), quiz.Wrong, 0, 1},
		{"any case, blanks around", city, quiz.Response{Text: "  YOGYAKARTA "}, quiz.Right, 1, 0},
		{"a wildcard", city, quiz.Response{Text: "jogja istimewa"}, quiz.Partial, 0.5, 0},
		{"nothing for the wildcard", city, quiz.Response{Text: "Jogja"}, quiz.Partial, 0.5, 0},
		{"a star that is meant", city, quiz.Response{Text: "2 * 3"}, quiz.Right, 1, 0},
		{"a star is no wildcard there", city, quiz.Response{Text: "2 x 3"}, quiz.Wrong, 0, 0},
		{"letters in parts", city, quiz.Response{Text: "cafe\u0301"}, quiz.Right, 1, 0},
		{"equal in decimals", tons, quiz.Response{Text: "0,30"}, quiz.Right, 1, 0},
		{"within", tons, quiz.Response{Text: "690"}, quiz.Right, 1, 0},
		{"nearly", tons, quiz.Response{Text: "620"}, quiz.Partial, 0.5, 0},
		{"far off", tons, quiz.Response{Text: "500"}, quiz.Wrong, 0, 1},
		{"no number", tons, quiz.Response{Text: "banyak"}, quiz.Wrong, 0, 1},
		{"no number, but anything goes", anything, quiz.Response{Text: "banyak"}, quiz.Partial, 0.25, 0},
		{"pairs", pairs, quiz.Response{Matches: []int{0, 0, 1}}, quiz.Right, 1, 0},
		{"one pair wrong, one open", pairs, quiz.Response{Matches: []int{0, 2, -1}}, quiz.Partial, 1.0 / 3, 0},
		{"too few matches", pairs, quiz.Response{Matches: []int{0}}, quiz.Partial, 1.0 / 3, 0},
		{"no match at all", pairs, quiz.Response{Matches: []int{-1, -1, -1}}, quiz.Unanswered, 0, 0},
		{"an essay", quiz.Question{Kind: quiz.Essay}, quiz.Response{Text: "Menurut saya"}, quiz.NeedsGrading, 0, 0},
		{"a description", quiz.Question{Kind: quiz.Description}, quiz.Response{Text: "?"}, quiz.Unanswered, 0, 0},
	}
	for _, tt := range tests {
		g := tt.q.Grade(tt.r)
		if g.Verdict != tt.verdict || math.Abs(g.Fraction-tt.fraction) > 1e-12 || len(g.Feedback) != tt.feedback {
			t.Errorf("%s: %+v, want %v, %v", tt.name, g, tt.verdict, tt.fraction)
		}
	}
}

func TestParseNumber(t *testing.T) {
	for in, want := range map[string]float64{
		"3,5": 3.5, "3.5": 3.5, " -7 ": -7, "−7": -7, "1.250.000": 1250000, "1,250,000": 1250000, "1.250,5": 1250.5, "1,250.5": 1250.5,
		"1 250 000": 1250000, "1.250": 1.25, "6,02e23": 6.02e23, "+4": 4, ",5": 0.5, "5,": 5, "1\u00a0000": 1000,
	} {
		if got, ok := quiz.ParseNumber(in); !ok || got != want {
			t.Errorf("%q: %v, %v; want %v", in, got, ok, want)
		}
	}
	for _, in := range []string{"", "-", "tujuh", "1,2,3.4.5", "0x10", "Inf", "NaN", "1_000", "12.34.56", "1.25.000,5", "1e999", "7 ton"} {
		if got, ok := quiz.ParseNumber(in); ok {
			t.Errorf("%q is taken for %v", in, got)
		}
	}
}

func TestOrderings(t *testing.T) {
	tests := []struct {
		order []int
		want  map[quiz.OrderGrading]float64
	}{
		{[]int{0, 1, 2, 3}, map[quiz.OrderGrading]float64{quiz.RelativeNextExcludeLast: 1, quiz.RelativeNextIncludeLast: 1, quiz.RelativeOnePreviousAndNext: 1,
			quiz.RelativeAllPreviousAndNext: 1, quiz.RelativeToCorrect: 1, quiz.AbsolutePosition: 1, quiz.AllOrNothing: 1,
			quiz.LongestOrderedSubset: 1, quiz.LongestContiguousSubset: 1}},
		{[]int{3, 2, 1, 0}, map[quiz.OrderGrading]float64{quiz.RelativeNextExcludeLast: 0, quiz.RelativeNextIncludeLast: 0, quiz.RelativeOnePreviousAndNext: 0,
			quiz.RelativeAllPreviousAndNext: 0, quiz.RelativeToCorrect: 4.0 / 12, quiz.AbsolutePosition: 0, quiz.AllOrNothing: 0,
			quiz.LongestOrderedSubset: 0, quiz.LongestContiguousSubset: 0}},
		// The first item has come last: the others still follow one another.
		{[]int{1, 2, 3, 0}, map[quiz.OrderGrading]float64{quiz.RelativeNextExcludeLast: 2.0 / 3, quiz.RelativeNextIncludeLast: 2.0 / 4, quiz.RelativeOnePreviousAndNext: 4.0 / 8,
			quiz.RelativeAllPreviousAndNext: 3.0 / 6, quiz.RelativeToCorrect: 6.0 / 12, quiz.AbsolutePosition: 0, quiz.AllOrNothing: 0,
			quiz.LongestOrderedSubset: 3.0 / 4, quiz.LongestContiguousSubset: 3.0 / 4}},
		{[]int{0, 2, 1, 3}, map[quiz.OrderGrading]float64{quiz.RelativeNextExcludeLast: 0, quiz.RelativeNextIncludeLast: 1.0 / 4, quiz.RelativeOnePreviousAndNext: 2.0 / 8,
			quiz.RelativeAllPreviousAndNext: 5.0 / 6, quiz.RelativeToCorrect: 10.0 / 12, quiz.AbsolutePosition: 2.0 / 4, quiz.AllOrNothing: 0,
			quiz.LongestOrderedSubset: 3.0 / 4, quiz.LongestContiguousSubset: 2.0 / 4}},
		// Three of the four items were shown: their right order is 0, 2, 3.
		{[]int{2, 0, 3}, map[quiz.OrderGrading]float64{quiz.AbsolutePosition: 1.0 / 3, quiz.RelativeAllPreviousAndNext: 2.0 / 3}},
		{[]int{0, 0, 1}, map[quiz.OrderGrading]float64{quiz.AbsolutePosition: 0, quiz.LongestOrderedSubset: 0}},
		{[]int{0, 9}, map[quiz.OrderGrading]float64{quiz.AbsolutePosition: 0}},
	}
	for _, tt := range tests {
		for grading, want := range tt.want {
			q := quiz.Question{Kind: quiz.Ordering, Order: quiz.Order{Items: make([]quiz.Text, 4), Grading: grading}}
			if got := q.Grade(quiz.Response{Order: tt.order}).Fraction; math.Abs(got-want) > 1e-12 {
				t.Errorf("%v by %d: %v, want %v", tt.order, grading, got, want)
			}
		}
	}
}

// However an answer is given, its fraction lies between 0 and 1, only the right order earns everything where everything
// counts, and nothing panics.
func TestGradesStayWithinBounds(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 5000 {
		n := 2 + rng.IntN(5)
		q := quiz.Question{Kind: quiz.Ordering, Order: quiz.Order{Items: make([]quiz.Text, n), Grading: quiz.OrderGrading(rng.IntN(9))}}
		order := rng.Perm(n)
		sorted := true
		for i, item := range order {
			sorted = sorted && i == item
		}
		if f := q.Grade(quiz.Response{Order: order}).Fraction; f < 0 || f > 1 || (f == 1) != sorted {
			t.Fatalf("%v by %d earns %v", order, q.Order.Grading, f)
		}
		q = quiz.Question{Kind: quiz.MultipleChoice, Single: rng.IntN(2) == 0}
		for range n {
			q.Options = append(q.Options, quiz.Option{Fraction: 2*rng.Float64() - 1})
		}
		var taken []int
		for range rng.IntN(6) {
			taken = append(taken, rng.IntN(n+2)-1)
		}
		if f := q.Grade(quiz.Response{Options: taken}).Fraction; f < 0 || f > 1 {
			t.Fatalf("%v of %v earns %v", taken, q.Options, f)
		}
	}
}
