package practice

import (
	"cmp"
	"slices"
	"time"

	"mufakat/internal/quiz"
)

// apart is how many other items come between a wrong answer and the same item again, as long as there are so many.
const apart = 4

// Session is one sitting: what is due, then what is new, and whatever was answered wrongly again until it is not. It ends
// when nothing is left; who leaves before goes on with a new one, as wrong items stay due.
type Session struct {
	memory *Memory
	queue  []*quiz.Question // not asked yet
	again  []repeat         // to be asked again, the earliest first
	given  int              // answers so far
}

// repeat is an item that is to be asked again.
type repeat struct {
	question *quiz.Question
	from     int // the number of answers from which on it comes before the queue
}

// NewSession is a session of today's items. The memory is the session's from now on.
func NewSession(m *Memory, now time.Time) *Session {
	return &Session{memory: m, queue: append(m.Due(now), m.Fresh(now)...)}
}

// NewWholeSession is a session of all items, whether it is their day or not: what is due, then what was never asked, then the
// rest, the least remembered first. The memory is the session's from now on.
func NewWholeSession(m *Memory, now time.Time) *Session {
	due := m.Due(now)
	var rest []*item
	for _, it := range m.items {
		if !slices.Contains(due, it.question) {
			rest = append(rest, it)
		}
	}
	slices.SortStableFunc(rest, func(x, y *item) int { return cmp.Compare(m.recall(x, now), m.recall(y, now)) })
	s := &Session{memory: m, queue: due}
	for _, it := range rest {
		s.queue = append(s.queue, it.question)
	}
	return s
}

// Next is the item to ask, the same one until it is answered; false when the session is over.
func (s *Session) Next() (q *quiz.Question, ok bool) {
	switch {
	case len(s.again) > 0 && (len(s.queue) == 0 || s.given >= s.again[0].from):
		return s.again[0].question, true
	case len(s.queue) > 0:
		return s.queue[0], true
	}
	return nil, false
}

// Record takes an answer into account once it is kept: usually to the item that is [Session.Next], but any of the bank will
// do. What does not count (see [New]) changes nothing.
func (s *Session) Record(r Review) {
	if !s.memory.Add(r) {
		return
	}
	q := s.memory.byID[r.ItemID].question
	s.given++
	s.queue = slices.DeleteFunc(s.queue, func(other *quiz.Question) bool { return other == q })
	s.again = slices.DeleteFunc(s.again, func(other repeat) bool { return other.question == q })
	if r.Wrong() {
		s.again = append(s.again, repeat{question: q, from: s.given + apart})
	}
}

// Left is how many items the session still asks, and how many of them because they were answered wrongly.
func (s *Session) Left() (items, again int) {
	return len(s.queue) + len(s.again), len(s.again)
}
