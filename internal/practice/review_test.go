package practice_test

import (
	"slices"
	"testing"
	"time"

	"mufakat/internal/practice"
	"mufakat/internal/quiz"
)

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
