package quiz_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"mufakat/internal/quiz"
)

// do does something in a sitting: it is kept, so to say, and taken.
func do(s *quiz.Sitting, kind quiz.EventKind, item int, now time.Time) quiz.Event {
	e := s.Event(kind, item, yes(true), now)
	s.Take(e)
	return e
}

func TestSittingHandsInWhenTimeIsOver(t *testing.T) {
	s := quiz.Sit(sitting(), began)
	if e := do(s, quiz.Answer, 2, began.Add(39*time.Minute)); e.Kind != quiz.Answer || e.Elapsed != 39*time.Minute {
		t.Errorf("%+v", e)
	}
	if _, due := s.Due(began.Add(40*time.Minute - 1)); due {
		t.Error("something is due while there is time")
	}
	end := began.Add(40 * time.Minute)
	if e, due := s.Due(end); !due || e.Kind != quiz.HandIn {
		t.Errorf("%+v, %v", e, due)
	}
	if e := do(s, quiz.Answer, 3, end); e.Kind != quiz.HandIn || e.Response.True != nil {
		t.Errorf("an answer was taken when time was over: %+v", e)
	}
	if _, due := s.Due(end.Add(time.Hour)); due || !s.Attempt.HandedIn() {
		t.Error("it is not over when it is handed in")
	}
	if used := s.Attempt.Used(); used != 40*time.Minute {
		t.Error(used)
	}
}

// Opened again long after the end, the attempt took no longer than it might, and what was answered counts.
func TestSittingReopenedAfterTheEnd(t *testing.T) {
	s := quiz.Sit(sitting(), began)
	do(s, quiz.Answer, 2, began.Add(time.Minute))
	s = quiz.Sit(s.Attempt, began.Add(50*time.Hour))
	e, due := s.Due(began.Add(50 * time.Hour))
	if s.Take(e); !due || !s.Attempt.HandedIn() || s.Attempt.Used() != 40*time.Minute || len(s.Attempt.Open()) != 3 {
		t.Errorf("%+v, used %v", e, s.Attempt.Used())
	}
}

// A clock set back is noted once, before anything else, and gives no time back.
func TestSittingWithTheClockSetBack(t *testing.T) {
	s := quiz.Sit(sitting(), began)
	do(s, quiz.Flag, 1, began.Add(10*time.Minute))
	earlier := began.Add(-time.Hour)
	s = quiz.Sit(s.Attempt, earlier)
	e, due := s.Due(earlier)
	if !due || e.Kind != quiz.ClockBack || e.Elapsed != 10*time.Minute {
		t.Fatalf("%+v, %v", e, due)
	}
	if again, _ := s.Due(earlier); again.Kind != quiz.ClockBack {
		t.Error("it is no longer due before it was taken")
	}
	s.Take(e)
	if _, due := s.Due(earlier); due {
		t.Error("it is due twice")
	}
	if left, _ := s.Left(earlier.Add(5 * time.Minute)); left != 25*time.Minute {
		t.Error(left)
	}
	// Opened again by the same clock, without anything done meanwhile: it is not set back once more, and time has gone on.
	s = quiz.Sit(s.Attempt, earlier.Add(6*time.Minute))
	if left, _ := s.Left(earlier.Add(7 * time.Minute)); left != 23*time.Minute {
		t.Error(left)
	}
	if e, due := s.Due(earlier.Add(7 * time.Minute)); due {
		t.Errorf("%+v", e)
	}
}

// However often an attempt is opened again, and whatever the clock was set to meanwhile, time left never grows.
func TestSittingNeverGivesTimeBack(t *testing.T) {
	rng := rand.New(rand.NewPCG(4, 4))
	for range 300 {
		a, now, last := sitting(), began, 40*time.Minute
		for range 12 {
			now = now.Add(time.Duration(rng.IntN(1200)-400) * time.Second)
			s := quiz.Sit(a, now)
			for e, due := s.Due(now); due; e, due = s.Due(now) {
				s.Take(e)
			}
			now = now.Add(time.Duration(rng.IntN(120)) * time.Second)
			left, limited := s.Left(now)
			if left > last || !limited {
				t.Fatalf("%v are left after %v: %+v", left, last, a.Events)
			}
			if last = left; a.HandedIn() {
				break
			}
			do(s, quiz.Flag, 0, now)
		}
	}
}
