package practice_test

import (
	"slices"
	"testing"
	"time"

	"mufakat/internal/practice"
	"mufakat/internal/quiz"
)

// Every question of this list is another item; none has an id of its own but the first.
func TestItemID(t *testing.T) {
	text := quiz.Text{Source: "Manakah yang benar?"}
	option := func(texts ...string) (options []quiz.Option) {
		for _, s := range texts {
			options = append(options, quiz.Option{Text: quiz.Text{Source: s}})
		}
		return options
	}
	pairs := []quiz.Pair{{Left: quiz.Text{Source: "a"}, Right: "b"}}
	others := []*quiz.Question{
		{ID: "KOL-017", Text: text},
		{},
		{Text: text},
		{Text: text, Kind: quiz.Essay},
		{Text: text, Options: option("a", "b")},
		{Text: text, Options: option("a b")},
		{Text: text, Options: option("b", "a")},
		{Text: text, Kind: quiz.Matching, Pairs: pairs},
		{Text: text, Kind: quiz.Ordering, Order: quiz.Order{Items: []quiz.Text{{Source: "a"}, {Source: "b"}}}},
	}
	seen := map[string]bool{}
	for i, q := range others {
		id := practice.ItemID(q)
		if seen[id] || id == "" {
			t.Errorf("item %d has the key %q of another", i, id)
		}
		seen[id] = true
	}
	graded := &quiz.Question{Text: text, Options: option("a", "b"), Points: 3, Tags: []string{"C-07"}, Name: "Soal 1"}
	graded.Options[0].Fraction = 1
	if practice.ItemID(graded) != practice.ItemID(others[4]) {
		t.Error("points, tags, key or name make it another item")
	}
	if practice.ItemID(others[0]) != "KOL-017" {
		t.Error("not the item's own id")
	}
}

func TestFromExam(t *testing.T) {
	truth := func(id string) quiz.Item {
		return quiz.Item{Question: &quiz.Question{Kind: quiz.TrueFalse, ID: id, True: true, Points: 2}}
	}
	paper := &quiz.Paper{Blueprint: &quiz.Blueprint{Sections: make([]quiz.Section, 1)}, Items: []quiz.Item{
		truth("s0"), truth("s1"), truth("s2"), truth("s3"), {Question: &quiz.Question{Kind: quiz.Essay, ID: "s4", Points: 4}},
	}}
	yes, no := true, false
	answer := func(item, minutes int, r quiz.Response) quiz.Event {
		return quiz.Event{Item: item, Response: r, At: noon.Add(time.Duration(minutes) * time.Minute)}
	}
	a := &quiz.Attempt{Paper: paper, Started: noon, Events: []quiz.Event{
		answer(0, 1, quiz.Response{True: &no}), answer(1, 2, quiz.Response{True: &no}), answer(0, 3, quiz.Response{True: &yes}),
		answer(2, 4, quiz.Response{True: &yes}), answer(2, 5, quiz.Response{}), answer(4, 6, quiz.Response{Text: "Menurut saya"}),
	}}
	if early := practice.FromExam(a); early != nil {
		t.Errorf("before the hand-in: %v", early)
	}
	a.Events = append(a.Events, quiz.Event{Kind: quiz.HandIn, At: noon.Add(time.Hour)})
	exam := func(id string, minutes int, fraction float64) practice.Review {
		r := review(id, noon.Add(time.Duration(minutes)*time.Minute), fraction)
		r.Exam = true
		return r
	}
	want := []practice.Review{exam("s0", 3, 1), exam("s1", 2, 0)}
	if got := practice.FromExam(a); !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	a.Marks = []quiz.Mark{{Item: 4, Fraction: 0.75}}
	want = append(want, exam("s4", 6, 0.75))
	if got := practice.FromExam(a); !slices.Equal(got, want) {
		t.Errorf("graded: %v, want %v", got, want)
	}
}

// An exam is an item's first review or none.
func TestExamSeedsTheFirstReview(t *testing.T) {
	exam := practice.Review{ItemID: "s0", At: noon, Exam: true}
	if m := fresh(1, exam); len(m.Due(noon)) != 1 {
		t.Error("what was wrong in the exam is not due")
	}
	if m := fresh(1, review("s0", noon.Add(-day), 1), exam); len(m.Due(noon)) != 0 {
		t.Error("an exam counts for an item that was practised before")
	}
	second := exam
	second.At, second.Fraction = noon.Add(time.Hour), 1
	if m := fresh(1, exam, second); len(m.Due(noon)) != 1 {
		t.Error("a second exam counts")
	}
}
