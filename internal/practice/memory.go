// Package practice decides what to ask next. It models how well each item of a bank is remembered (FSRS-6, with the weights
// that its authors found) from the answers given so far, and nothing else: the same answers, plan and clock lead to the same
// questions.
package practice

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/open-spaced-repetition/go-fsrs/v4"

	"mufakat/internal/quiz"
)

// Plan is how somebody wants to practise.
type Plan struct {
	Exam   time.Time // to be ready for; the zero time, or a day that is over: none
	PerDay int       // so many items are asked for the first time on one day; 0 or less: none
	Seed   uint64    // of the order in which these come
}

// Memory is what is remembered of the items of a bank.
type Memory struct {
	scheduler *fsrs.FSRS
	plan      Plan
	zone      *time.Location // where days begin at midnight
	items     []*item        // in an order drawn from the plan's seed
	byID      map[string]*item
}

// item is what the reviews of one item come to.
type item struct {
	id       string
	question *quiz.Question
	state    fsrs.MemoryState
	given    []answer  // all reviews, to know one again; none: never asked
	last     time.Time // of the last review
	day      int       // of the last review
	begun    int       // the day of the first one, [inExam] if that was in an exam
	interval int       // days from the last review to the next, at least 1; 0 where that was wrong
}

// answer is by what a review is known again.
type answer struct {
	at       int64 // in milliseconds
	fraction float64
}

const (
	inExam = math.MinInt
	// ahead is how far in the future a review is believed: clocks are a zone off, or share a machine with another system.
	ahead = 24 * time.Hour
)

// New is the memory of a bank after some reviews, in the order in which they were given. now's location is where the trainee
// is: it says when a day begins.
//
// Of items with the same id the first one counts; a Description asks nothing. Reviews of other items are passed over, as is
// one that was counted already (same item, time and fraction). A review more than a day ahead of now is passed over as long
// as it is: a clock that once stood wrong must not hide an item for years. Otherwise the order of the list is believed rather
// than the clock: a review that seems to be earlier than the one before it counts as of the same day.
func New(bank []*quiz.Question, reviews []Review, plan Plan, now time.Time) *Memory {
	m := &Memory{
		scheduler: fsrs.NewFSRS(fsrs.DefaultParam()),
		plan:      plan,
		zone:      now.Location(),
		byID:      make(map[string]*item, len(bank)),
	}
	for _, q := range bank {
		id := q.Key()
		if m.byID[id] == nil && q.Kind != quiz.Description {
			m.byID[id] = &item{id: id, question: q}
			m.items = append(m.items, m.byID[id])
		}
	}
	rng := rand.New(rand.NewPCG(plan.Seed, 0))
	rng.Shuffle(len(m.items), func(i, k int) { m.items[i], m.items[k] = m.items[k], m.items[i] })
	for _, r := range reviews {
		if r.At.Sub(now) <= ahead {
			m.Add(r)
		}
	}
	return m
}

// Add takes one more review into account, which was just given. It tells whether it counts: see [New].
func (m *Memory) Add(r Review) bool {
	it, given := m.byID[r.ItemID], answer{r.At.UnixMilli(), r.Fraction}
	if it == nil || slices.Contains(it.given, given) || r.Exam && len(it.given) > 0 {
		return false
	}
	day, elapsed := m.day(r.At), 0
	if len(it.given) > 0 {
		elapsed = max(day-it.day, 0)
	} else if it.begun = day; r.Exam {
		it.begun = inExam
	}
	next := m.scheduler.NextState(&it.state, m.scheduler.RequestRetention, uint64(elapsed), r.rating())
	it.state, it.last, it.day, it.given = next.Memory, r.At, day, append(it.given, given)
	it.interval = max(int(math.Round(next.Interval)), 1)
	if r.Wrong() {
		it.interval = 0
	}
	return true
}

// Recall is how likely an item is to be remembered at a time, 0–1: 1 up to its last review, 0 for an item that was never
// asked or is not in the bank.
func (m *Memory) Recall(id string, at time.Time) float64 {
	if it := m.byID[id]; it != nil {
		return m.recall(it, at)
	}
	return 0
}

func (m *Memory) recall(it *item, at time.Time) float64 {
	if len(it.given) == 0 {
		return 0
	}
	return m.scheduler.ForgettingCurve(max(at.Sub(it.last).Hours()/24, 0), it.state.Stability)
}

// Due are the items that should be asked again today, the least remembered first: the one that is overdue the longest for
// its stability. Before an exam it is the one that will be remembered least when the exam begins.
func (m *Memory) Due(now time.Time) []*quiz.Question {
	type ranked struct {
		*item
		recall float64
	}
	at := now
	if m.preparing(now) && m.plan.Exam.After(now) {
		at = m.plan.Exam
	}
	var due []ranked
	for _, it := range m.items {
		if len(it.given) > 0 && m.isDue(it, now) {
			due = append(due, ranked{it, m.recall(it, at)})
		}
	}
	slices.SortStableFunc(due, func(x, y ranked) int { return cmp.Compare(x.recall, y.recall) })
	questions := make([]*quiz.Question, len(due))
	for i, r := range due {
		questions[i] = r.question
	}
	return questions
}

// Fresh are the items that were never asked and whose turn it is today. What an exam asked first takes no other item's place.
func (m *Memory) Fresh(now time.Time) (questions []*quiz.Question) {
	left, today := m.plan.PerDay, m.day(now)
	for _, it := range m.items {
		if len(it.given) > 0 && it.begun >= today {
			left--
		}
	}
	for _, it := range m.items {
		if left > 0 && len(it.given) == 0 {
			questions = append(questions, it.question)
			left--
		}
	}
	return questions
}

// DueOn is the beginning of the day on which an item should be asked again, as things stand now; that of the last review
// where this was wrong. False where it was never asked.
func (m *Memory) DueOn(id string, now time.Time) (day time.Time, asked bool) {
	it := m.byID[id]
	if it == nil || len(it.given) == 0 {
		return time.Time{}, false
	}
	return m.beginning(m.dueDay(it, now)), true
}

// isDue tells whether an item that was asked should be asked again today.
func (m *Memory) isDue(it *item, now time.Time) bool {
	return it.interval == 0 || m.dueDay(it, now) <= m.day(now)
}

// dueDay is the day on which an item is due. Before an exam that is its eve at the latest, or the exam's day for what was
// answered on the eve.
func (m *Memory) dueDay(it *item, now time.Time) int {
	due := it.day + it.interval
	if exam := m.day(m.plan.Exam); m.preparing(now) && it.day < exam {
		due = min(due, max(it.day+1, exam-1))
	}
	return due
}

// preparing tells whether there is an exam ahead, today's included.
func (m *Memory) preparing(now time.Time) bool {
	return !m.plan.Exam.IsZero() && m.day(now) <= m.day(m.plan.Exam)
}

// beginning is when a day with a number begins.
func (m *Memory) beginning(day int) time.Time { return time.Date(1970, 1, 1+day, 0, 0, 0, 0, m.zone) }

// day numbers the days where the trainee is, from 1 January 1970 on.
func (m *Memory) day(t time.Time) int {
	year, month, day := t.In(m.zone).Date()
	return int(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix() / (24 * 60 * 60))
}
