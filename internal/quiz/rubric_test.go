package quiz_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"mufakat/internal/quiz"
)

func levels(n int) []string { return make([]string, n) }

func TestRubricFraction(t *testing.T) {
	equal := &quiz.Rubric{Aspects: []quiz.Aspect{{Levels: levels(4)}, {Levels: levels(4)}}}
	weighted := &quiz.Rubric{Aspects: []quiz.Aspect{{Levels: levels(4)}, {Weight: 2, Levels: levels(4)}, {Weight: 3, Levels: levels(2)}}}
	for _, c := range []struct {
		name     string
		rubric   *quiz.Rubric
		levels   []int
		want     float64
		complete bool
	}{
		{"all of it", equal, []int{3, 3}, 1, true},
		{"nothing", equal, []int{0, 0}, 0, true},
		{"half and all", equal, []int{3, 0}, 0.5, true},
		{"a third and two", equal, []int{1, 2}, 0.5, true},
		{"a weight of 0 is 1", weighted, []int{3, 0, 0}, 1. / 6, true},
		{"the heavier counts more", weighted, []int{0, 3, 0}, 2. / 6, true},
		{"aspects with fewer levels earn as much", weighted, []int{0, 0, 1}, 3. / 6, true},
		{"one is missing", equal, []int{3, -1}, 0.5, false},
		{"the list is short", equal, []int{3}, 0.5, false},
		{"no list", equal, nil, 0, false},
		{"a level too high", equal, []int{3, 4}, 0.5, false},
		{"the list is long", equal, []int{3, 3, 3}, 1, true},
		{"no aspects", &quiz.Rubric{}, []int{1}, 0, false},
		{"holistic", quiz.Holistic(), []int{2}, 0.5, true},
	} {
		got, complete := c.rubric.Fraction(c.levels)
		if math.Abs(got-c.want) > 1e-12 || complete != c.complete {
			t.Errorf("%s: %v, %t; want %v, %t", c.name, got, complete, c.want, c.complete)
		}
	}
}

// A fraction is never outside 0–1, a higher level never earns less, and the highest ones earn all.
func TestRubricFractionIsMonotonous(t *testing.T) {
	for seed := range uint64(300) {
		rng := rand.New(rand.NewPCG(seed, 0))
		r := &quiz.Rubric{}
		var given, most []int
		for range 1 + rng.IntN(12) {
			n := 2 + rng.IntN(8)
			r.Aspects = append(r.Aspects, quiz.Aspect{Weight: float64(rng.IntN(101)), Levels: levels(n)})
			given, most = append(given, rng.IntN(n+1)-1), append(most, n-1)
		}
		before, complete := r.Fraction(given)
		if before < 0 || before > 1 || complete == slices.Contains(given, -1) {
			t.Fatalf("seed %d: %v, %t of %v", seed, before, complete, given)
		}
		for i := range given {
			if given[i] == most[i] {
				continue
			}
			better := slices.Clone(given)
			better[i]++
			if after, _ := r.Fraction(better); after < before {
				t.Errorf("seed %d: %v earns %v, and %v earns %v", seed, given, before, better, after)
			}
		}
		if all, complete := r.Fraction(most); math.Abs(all-1) > 1e-12 || !complete {
			t.Errorf("seed %d: the highest levels earn %v, %t", seed, all, complete)
		}
	}
}

func TestRubricOfAQuestion(t *testing.T) {
	bank := quiz.Bank{Rubrics: []quiz.Rubric{{ID: "", Title: "tanpa id"}, {ID: "kasus", Title: "pertama"}, {ID: "kasus", Title: "kedua"}}}
	whole := quiz.Holistic().Title
	for _, c := range []struct {
		question quiz.Question
		want     string // the rubric's title; empty: none
	}{
		{quiz.Question{Kind: quiz.Essay, Rubric: "kasus"}, "pertama"},
		{quiz.Question{Kind: quiz.Essay, Rubric: "hilang"}, whole},
		{quiz.Question{Kind: quiz.Essay}, whole},
		{quiz.Question{Kind: quiz.MultipleChoice, Rubric: "kasus"}, ""},
	} {
		got := ""
		if r := bank.Rubric(&c.question); r != nil {
			got = r.Title
		}
		if got != c.want {
			t.Errorf("%+v: %q, want %q", c.question, got, c.want)
		}
	}
}

// An item of its own is shown as one of an exam is, and always the same way with the same seed.
func TestItem(t *testing.T) {
	q := &quiz.Question{Kind: quiz.MultipleChoice, Options: fractions(1, 0, 0, 0, 0)}
	essay := &quiz.Question{Kind: quiz.Essay, Rubric: "kasus"}
	bank := quiz.Bank{Questions: []*quiz.Question{q, essay}, Rubrics: []quiz.Rubric{{ID: "kasus"}}}
	ways := map[int]bool{}
	for seed := range uint64(30) {
		item := bank.Item(q, seed)
		if item.Question != q || item.Rubric != nil || !slices.Equal(slices.Sorted(slices.Values(item.Shown)), []int{0, 1, 2, 3, 4}) {
			t.Fatalf("%+v", item)
		}
		if again := bank.Item(q, seed); !slices.Equal(again.Shown, item.Shown) {
			t.Errorf("seed %d: %v, then %v", seed, item.Shown, again.Shown)
		}
		ways[item.Shown[0]] = true
	}
	if len(ways) != 5 {
		t.Errorf("%d of 5 options ever stand first", len(ways))
	}
	if item := bank.Item(essay, 1); item.Rubric != &bank.Rubrics[0] || item.Shown != nil {
		t.Errorf("%+v", item)
	}
}

// An answer to one item earns what it would in an exam; an essay waits for its last aspect.
func TestItemResult(t *testing.T) {
	choice := quiz.Item{Section: 3, Question: &quiz.Question{Kind: quiz.MultipleChoice, Points: 4, Single: true, Options: fractions(1, 0.25)}}
	essay := quiz.Item{Question: &quiz.Question{Kind: quiz.Essay, Points: 4}, Rubric: &quiz.Rubric{Aspects: []quiz.Aspect{{Levels: levels(3)}, {Levels: levels(3)}}}}
	text := quiz.Response{Text: "Menurut saya …"}
	for _, c := range []struct {
		item    quiz.Item
		given   quiz.Response
		levels  []int
		verdict quiz.Verdict
		points  float64
	}{
		{choice, quiz.Response{Options: []int{1}}, nil, quiz.Partial, 1},
		{choice, quiz.Response{Options: []int{0}}, []int{0}, quiz.Right, 4},
		{choice, quiz.Response{}, nil, quiz.Unanswered, 0},
		{essay, quiz.Response{}, nil, quiz.Unanswered, 0},
		{essay, text, nil, quiz.NeedsGrading, 0},
		{essay, text, []int{2, -1}, quiz.NeedsGrading, 0},
		{essay, text, []int{2, 1}, quiz.Partial, 3},
		{essay, text, []int{0, 0}, quiz.Wrong, 0},
	} {
		got := c.item.Result(c.given, c.levels)
		if got.Verdict != c.verdict || got.Points != c.points || (c.verdict == quiz.Partial && c.item.Rubric != nil) != slices.Equal(got.Levels, []int{2, 1}) {
			t.Errorf("%+v %v: %+v", c.given, c.levels, got)
		}
	}
}
