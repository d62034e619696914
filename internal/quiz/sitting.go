package quiz

import "time"

// Sitting is an attempt while somebody sits it, with its clock. What is done is kept somewhere first and only then a part of
// the attempt: ask for an event with [Sitting.Event] or [Sitting.Due], keep it, then [Sitting.Take] it.
type Sitting struct {
	Attempt *Attempt
	clock   Clock
	back    bool // the machine's clock was set back, which is still to be noted
}

// Sit opens an attempt that is not handed in, for the first time or again.
func Sit(a *Attempt, now time.Time) *Sitting {
	s := &Sitting{Attempt: a}
	s.clock, s.back = a.Clock(now)
	return s
}

// Due is what has to be kept before anything else is done: the note that the clock was set back, or the hand-in, once time is
// over. False where there is nothing, or the attempt is over.
func (s *Sitting) Due(now time.Time) (e Event, due bool) {
	switch {
	case s.Attempt.HandedIn():
		return Event{}, false
	case s.back:
		return s.event(ClockBack, 0, Response{}, now), true
	case s.Over(now):
		return s.event(HandIn, 0, Response{}, now), true
	}
	return Event{}, false
}

// Event is what somebody does now, to be kept. When time is over it is the hand-in, whatever was meant.
func (s *Sitting) Event(kind EventKind, item int, r Response, now time.Time) Event {
	if s.Over(now) {
		kind, item, r = HandIn, 0, Response{}
	}
	return s.event(kind, item, r, now)
}

func (s *Sitting) event(kind EventKind, item int, r Response, now time.Time) Event {
	return Event{Kind: kind, Item: item, Response: r, At: now, Elapsed: s.clock.Elapsed(now)}
}

// Take adds an event to the attempt, which was kept as the one after all others.
func (s *Sitting) Take(e Event) {
	s.Attempt.Events = append(s.Attempt.Events, e)
	s.back = s.back && e.Kind != ClockBack
}

// Left is the time left, 0 when it is over; false where there is no limit.
func (s *Sitting) Left(now time.Time) (left time.Duration, limited bool) { return s.clock.Left(now) }

// Over tells whether time is over.
func (s *Sitting) Over(now time.Time) bool {
	left, limited := s.Left(now)
	return limited && left == 0
}

// Used is how long the attempt took, from its start to the hand-in or the last thing done, but no longer than it might.
func (a *Attempt) Used() (used time.Duration) {
	for _, e := range a.Events {
		used = max(used, e.Elapsed)
	}
	if limit := time.Duration(a.Paper.Blueprint.Minutes) * time.Minute; limit > 0 {
		used = min(used, limit)
	}
	return used
}
