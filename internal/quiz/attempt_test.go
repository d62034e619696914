package quiz_test

import (
	"math"
	"testing"
	"time"

	"mufakat/internal/quiz"
)

var began = time.Date(2026, 11, 21, 8, 0, 0, 0, time.UTC)

// sitting is an attempt of two sections: a choice of 2 points and an essay of 4 in the first, two truths of 1 in the second.
func sitting(events ...quiz.Event) *quiz.Attempt {
	b := &quiz.Blueprint{Minutes: 40, Pass: 50, Sections: []quiz.Section{{Title: "Konsep"}, {Title: "Hukum", Pass: 60}}}
	choice := &quiz.Question{Kind: quiz.MultipleChoice, Single: true, Points: 2, Tags: []string{"C-07"}, Options: fractions(1, 0.5, 0)}
	essay := &quiz.Question{Kind: quiz.Essay, Points: 4, Tags: []string{"C-07", "T-06"}}
	truth := &quiz.Question{Kind: quiz.TrueFalse, True: true, Points: 1, Tags: []string{"L-01"}}
	return &quiz.Attempt{Started: began, Events: events, Paper: &quiz.Paper{Blueprint: b, Items: []quiz.Item{
		{Question: choice}, {Question: essay}, {Question: truth, Section: 1}, {Question: truth, Section: 1}}}}
}

func answered(item int, r quiz.Response) quiz.Event { return quiz.Event{Item: item, Response: r} }

func TestAttempt(t *testing.T) {
	a := sitting(
		answered(0, quiz.Response{Options: []int{1}}), quiz.Event{Kind: quiz.Flag, Item: 2}, answered(2, yes(false)),
		quiz.Event{Kind: quiz.Flag, Item: 0}, quiz.Event{Kind: quiz.Unflag, Item: 0}, answered(2, yes(true)),
		answered(3, yes(true)), answered(3, quiz.Response{}),
	)
	if !a.Flagged(2) || a.Flagged(0) || a.Flagged(1) || a.HandedIn() {
		t.Error("flags or hand-in are wrong")
	}
	if open := a.Open(); len(open) != 2 || open[0] != 1 || open[1] != 3 {
		t.Errorf("open: %v", open)
	}
	if r := a.Response(2); r.True == nil || !*r.True {
		t.Error("the last answer does not count")
	}
	if a.Events = append(a.Events, quiz.Event{Kind: quiz.HandIn}); !a.HandedIn() {
		t.Error("not handed in")
	}
}

func TestResult(t *testing.T) {
	a := sitting(answered(0, quiz.Response{Options: []int{1}}), answered(1, quiz.Response{Text: "Menurut saya"}), answered(2, yes(true)))
	r := a.Result()
	if r.Points != 2 || r.Max != 8 || r.Pending != 1 || r.Percent() != 25 || r.Passed || r.Sections[1].Passed {
		t.Errorf("%+v", r)
	}
	a.Marks = []quiz.Mark{{Item: 1, Fraction: 0.25}, {Item: 1, Fraction: 0.75, Comment: "Sebut aktornya."}, {Item: 0, Fraction: 1}}
	r = a.Result()
	if r.Points != 5 || r.Pending != 0 || r.Items[1].Comment != "Sebut aktornya." || r.Items[0].Points != 1 || r.Passed {
		t.Errorf("62.5 %% in all, but 50 %% of a section that asks for 60: %+v", r)
	}
	a.Events = append(a.Events, answered(3, yes(true)))
	if r = a.Result(); !r.Passed || !r.Sections[1].Passed || r.Percent() != 75 {
		t.Errorf("%+v", r)
	}
	tags := a.ByTag(r)
	if len(tags) != 3 || tags[0] != (quiz.Objective{"C-07", 2, 4, 6}) || tags[1].Tag != "T-06" || tags[2].Points != 2 {
		t.Errorf("%+v", tags)
	}
}

// What sums to the pass mark but for the rounding of floats passes.
func TestPassMarkIsKind(t *testing.T) {
	a := sitting()
	a.Paper.Blueprint.Sections = []quiz.Section{{}}
	a.Paper.Blueprint.Pass = 100
	third := &quiz.Question{Kind: quiz.MultipleChoice, Points: 0.1, Options: fractions(0.3333333, 0.3333333, 0.3333334)}
	a.Paper.Items = []quiz.Item{{Question: third}, {Question: third}, {Question: third}}
	for i := range 3 {
		a.Events = append(a.Events, answered(i, quiz.Response{Options: []int{0, 1, 2}}))
	}
	if r := a.Result(); !r.Passed {
		t.Errorf("%v percent", r.Percent())
	}
}

func TestClock(t *testing.T) {
	a := sitting()
	clock, back := a.Clock(began)
	if left, limited := clock.Left(began.Add(15 * time.Minute)); back || !limited || left != 25*time.Minute {
		t.Errorf("%v, %v", left, back)
	}
	if left, _ := clock.Left(began.Add(time.Hour)); left != 0 {
		t.Errorf("%v are left after the end", left)
	}
	// Opened again after ten minutes, of which the last event knows eight.
	a.Events = []quiz.Event{{Kind: quiz.Flag, At: began.Add(8 * time.Minute), Elapsed: 8 * time.Minute}}
	clock, back = a.Clock(began.Add(10 * time.Minute))
	if left, _ := clock.Left(began.Add(12 * time.Minute)); back || left != 28*time.Minute {
		t.Errorf("%v, %v", left, back)
	}
	// The clock was set back by half an hour meanwhile: the eight minutes are gone all the same, and time goes on from there.
	clock, back = a.Clock(began.Add(-20 * time.Minute))
	if left, _ := clock.Left(began.Add(-15 * time.Minute)); !back || left != 27*time.Minute {
		t.Errorf("%v, %v", left, back)
	}
	a.Paper.Blueprint.Minutes, a.Events = 0, nil
	clock, _ = a.Clock(began)
	if _, limited := clock.Left(began.Add(time.Hour)); limited {
		t.Error("an exam without a limit has one")
	}
	if got := clock.Elapsed(began.Add(time.Hour)); math.Abs(got.Hours()-1) > 1e-9 {
		t.Error(got)
	}
}
