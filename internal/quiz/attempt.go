package quiz

import (
	"slices"
	"time"
)

// Attempt is one sitting of a paper. Like a run of a case it is a list of what was done; everything else follows from it.
type Attempt struct {
	Paper   *Paper
	Started time.Time
	Events  []Event // in the order in which they came
	Marks   []Mark  // given by people to items that need it; the last one for an item counts
}

// Event is one thing that was done in an attempt.
type Event struct {
	Kind     EventKind
	Item     int           // index into the paper's items; not of a HandIn or ClockBack
	Response Response      // Answer only; a blank one takes the answer back
	At       time.Time     // by the machine's clock
	Elapsed  time.Duration // since the start, by [Clock]
}

// EventKind tells what was done.
type EventKind int

// The kinds of event.
const (
	Answer EventKind = iota
	Flag             // marked to come back to
	Unflag
	HandIn
	ClockBack // the machine's clock was found to stand earlier than before
)

// Mark is what a person gave for an answer.
type Mark struct {
	Item     int
	Fraction float64 // of the item's points, 0–1
	Levels   []int   // by which it was given, one for each aspect of the item's rubric; nil where it was given without
	Comment  string
}

// Response is the last answer to an item; the zero Response where there is none.
func (a *Attempt) Response(item int) Response {
	for _, e := range slices.Backward(a.Events) {
		if e.Kind == Answer && e.Item == item {
			return e.Response
		}
	}
	return Response{}
}

// Flagged tells whether an item is marked to come back to.
func (a *Attempt) Flagged(item int) bool {
	for _, e := range slices.Backward(a.Events) {
		if (e.Kind == Flag || e.Kind == Unflag) && e.Item == item {
			return e.Kind == Flag
		}
	}
	return false
}

// Open are the items without an answer, as indices.
func (a *Attempt) Open() (open []int) {
	for i := range a.Paper.Items {
		if r := a.Response(i); r.Blank() {
			open = append(open, i)
		}
	}
	return open
}

// HandedIn tells whether the attempt is over.
func (a *Attempt) HandedIn() bool { return a.holds(HandIn) }

// ClockWasBack tells whether the machine's clock was found set back during the attempt.
func (a *Attempt) ClockWasBack() bool { return a.holds(ClockBack) }

func (a *Attempt) holds(kind EventKind) bool {
	return slices.ContainsFunc(a.Events, func(e Event) bool { return e.Kind == kind })
}

// Clock returns the clock of an attempt that is opened now, for the first time or again. back tells that the machine's clock
// was set back since the last thing that was done: what had passed by then counts as passed, and time goes on from there.
func (a *Attempt) Clock(now time.Time) (clock Clock, back bool) {
	clock = Clock{limit: time.Duration(a.Paper.Blueprint.Minutes) * time.Minute, started: a.Started.Round(0), opened: now}
	passed := clock.byWall(now)
	clock.before, back = max(passed, 0), passed < 0
	for _, e := range a.Events {
		since := now.Round(0).Sub(e.At.Round(0))
		clock.before, back = max(clock.before, e.Elapsed+max(since, 0)), since < 0
	}
	return clock, back
}

// Clock measures how long an attempt lasts: by the wall clock from its start, but never less than had passed when it was
// opened and has since by the monotonic clock that a [time.Time] carries within a process, which nobody can set. (That clock
// alone would stand still while a machine sleeps.)
type Clock struct {
	limit   time.Duration // 0: none
	started time.Time     // without a monotonic reading, which means nothing to another process
	opened  time.Time
	before  time.Duration // passed before it was opened
}

func (c Clock) byWall(now time.Time) time.Duration { return now.Round(0).Sub(c.started) }

// Elapsed is the time since the attempt's start.
func (c Clock) Elapsed(now time.Time) time.Duration {
	return max(c.byWall(now), c.before+now.Sub(c.opened))
}

// Left is the time left, 0 when it is over; false where there is no limit.
func (c Clock) Left(now time.Time) (left time.Duration, limited bool) {
	return max(c.limit-c.Elapsed(now), 0), c.limit > 0
}

// Result is what an attempt comes to.
type Result struct {
	Items    []ItemResult    // one for each item of the paper
	Sections []SectionResult // one for each of the blueprint
	Points   float64
	Max      float64
	Pending  int  // items that a person has still to grade; until then they count for nothing
	Passed   bool // whole and sections; meaningless while Pending > 0, and where no pass mark is set
}

// ItemResult is what one item earned.
type ItemResult struct {
	Grade
	Points  float64
	Comment string // of whoever graded it
	Levels  []int  // as in [Mark]
}

// SectionResult is what one section earned.
type SectionResult struct {
	Points, Max float64
	Passed      bool
}

// Percent is the share of the points that were earned, 0–100; 0 where there are none to earn.
func (r *Result) Percent() float64 { return percent(r.Points, r.Max) }

// Percent is the share of the section's points that were earned.
func (r *SectionResult) Percent() float64 { return percent(r.Points, r.Max) }

// Percent is the share of the objective's points that were earned.
func (o *Objective) Percent() float64 { return percent(o.Points, o.Max) }

func percent(points, most float64) float64 {
	if most <= 0 {
		return 0
	}
	return 100 * points / most
}

// slack is by how much a percentage may fall short of a pass mark and still pass: sums of thirds are not exact.
const slack = 1e-6

// Result grades the attempt as it stands.
func (a *Attempt) Result() *Result {
	b := a.Paper.Blueprint
	r := &Result{Sections: make([]SectionResult, len(b.Sections)), Passed: true}
	for i, item := range a.Paper.Items {
		own := ItemResult{Grade: item.Question.Grade(a.Response(i))}
		for _, m := range a.Marks {
			if m.Item == i && item.Question.Kind == Essay {
				own.Grade, own.Comment, own.Levels = graded(m.Fraction), m.Comment, m.Levels
			}
		}
		if own.Verdict == NeedsGrading {
			r.Pending++
		}
		own.Points = own.Fraction * item.Question.Points
		r.Items = append(r.Items, own)
		section := &r.Sections[item.Section]
		section.Points, section.Max = section.Points+own.Points, section.Max+item.Question.Points
		r.Points, r.Max = r.Points+own.Points, r.Max+item.Question.Points
	}
	for i := range r.Sections {
		r.Sections[i].Passed = r.Sections[i].Percent() >= b.Sections[i].Pass-slack
		r.Passed = r.Passed && r.Sections[i].Passed
	}
	r.Passed = r.Passed && r.Percent() >= b.Pass-slack
	return r
}

// Objective is what an attempt earned of the items that carry one tag.
type Objective struct {
	Tag         string
	Items       int
	Points, Max float64
}

// ByTag sums a result up by the tags of the items, in the order in which they first come. An item with several tags counts
// for each.
func (a *Attempt) ByTag(r *Result) (all []Objective) {
	for i, item := range a.Paper.Items {
		for _, tag := range item.Question.Tags {
			at := slices.IndexFunc(all, func(o Objective) bool { return o.Tag == tag })
			if at < 0 {
				at = len(all)
				all = append(all, Objective{Tag: tag})
			}
			o := &all[at]
			o.Items++
			o.Points, o.Max = o.Points+r.Items[i].Points, o.Max+item.Question.Points
		}
	}
	return all
}
