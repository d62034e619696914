package scenes

import (
	"slices"
	"sync"

	tea "charm.land/bubbletea/v2"

	"mufakat/internal/quiz"
	"mufakat/internal/store"
)

// examRecord brings what is done in an attempt to the store: in its order, and each thing once.
type examRecord struct {
	sitting *quiz.Sitting
	log     *attemptLog
	waiting []quiz.Event // done, and not known to be stored
	fixed   int          // so many of these, the first ones, may be on their way to the store
	busy    bool         // some are
}

// examStored tells how many of the waiting events are stored, and what kept the others from it.
type examStored struct {
	by     *examRecord
	stored int
	err    error
}

func newExamRecord(app *App, id store.AttemptID, sitting *quiz.Sitting) *examRecord {
	return &examRecord{sitting: sitting, log: &attemptLog{store: app.Store, id: id, events: len(sitting.Attempt.Events)}}
}

// attempt is the attempt with everything that was done in it, stored or not.
func (r *examRecord) attempt() *quiz.Attempt {
	a := *r.sitting.Attempt
	a.Events = append(slices.Clip(a.Events), r.waiting...)
	return &a
}

// put takes in what was done. An answer that is changed again before it is on its way is stored only as it is then.
func (r *examRecord) put(e quiz.Event) {
	if last := len(r.waiting) - 1; last >= r.fixed && e.Kind == quiz.Answer && r.waiting[last].Kind == quiz.Answer && r.waiting[last].Item == e.Item {
		r.waiting[last] = e
		return
	}
	r.waiting = append(r.waiting, e)
}

// store brings what waits to the store, unless something is on its way there; it waits its turn then.
func (r *examRecord) store() tea.Cmd {
	if r.busy || len(r.waiting) == 0 {
		return nil
	}
	r.busy = true
	write := r.write()
	return func() tea.Msg {
		stored, err := write()
		return examStored{r, stored, err}
	}
}

// write returns what stores everything that waits, and may be called beside the event loop.
func (r *examRecord) write() func() (stored int, err error) {
	r.fixed = len(r.waiting)
	first, events := len(r.sitting.Attempt.Events), slices.Clone(r.waiting)
	return func() (int, error) { return r.log.append(first, events) }
}

// stored takes what the store has into the attempt.
func (r *examRecord) stored(n int) {
	for _, e := range r.waiting[:n] {
		r.sitting.Take(e)
	}
	r.waiting, r.fixed, r.busy = r.waiting[n:], r.fixed-n, false
}

// attemptLog appends to an attempt in the store. What is asked for twice, by the screen and by the program as it ends, is
// stored once.
type attemptLog struct {
	store  ExamStore
	id     store.AttemptID
	mu     sync.Mutex
	events int // that the store has
}

// append stores events, of which the first is the one with this number, and returns how many of them the store has.
func (l *attemptLog) append(first int, events []quiz.Event) (stored int, err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for i, e := range events {
		if first+i < l.events {
			continue
		}
		if err := l.store.AppendEvent(l.id, first+i, e); err != nil {
			return i, err
		}
		l.events++
	}
	return len(events), nil
}
