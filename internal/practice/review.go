package practice

import (
	"time"

	"github.com/open-spaced-repetition/go-fsrs/v4"

	"mufakat/internal/quiz"
)

// Review is one answer to one item. The list of all of them is what is kept; a [Memory] is rebuilt from it.
type Review struct {
	ItemID   string        // see [quiz.Question.Key]
	At       time.Time     // when it was given, by the machine's clock
	Fraction float64       // of the item's points, 0–1; what is no number counts as 0
	Took     time.Duration // to read and to answer; 0: nobody measured it, which is not fast
	Sure     bool          // the trainee said so, before she saw whether it was right
	Exam     bool          // given in an exam: it counts only as an item's first review
}

const (
	known = 0.5              // the least fraction at which an answer is no longer wrong
	right = 0.999999         // from here on it is right: Moodle's bound, as in package quiz (thirds do not add up to 1)
	fast  = 15 * time.Second // the longest that a fast answer takes, reading included
)

// Wrong tells whether an answer earned less than half: the item is due again at once, and comes back in the same session.
func (r Review) Wrong() bool { return !(r.Fraction >= known) }

// rating is the answer as the scheduler has it.
func (r Review) rating() fsrs.Rating {
	switch {
	case r.Wrong():
		return fsrs.Again
	case r.Fraction < right:
		return fsrs.Hard
	case r.Sure && r.Took > 0 && r.Took <= fast:
		return fsrs.Easy
	}
	return fsrs.Good
}

// FromExam are the reviews that an exam is worth, to be added to the list when it was handed in; before that there are none.
// Items left open say nothing of what is remembered, nor do those that nobody has graded yet.
func FromExam(a *quiz.Attempt) (reviews []Review) {
	if !a.HandedIn() {
		return nil
	}
	given := map[int]time.Time{}
	for _, e := range a.Events {
		if e.Kind == quiz.Answer {
			given[e.Item] = e.At
		}
	}
	for i, item := range a.Result().Items {
		if item.Verdict != quiz.Unanswered && item.Verdict != quiz.NeedsGrading {
			reviews = append(reviews, Review{ItemID: a.Paper.Items[i].Question.Key(), At: given[i].UTC(), Fraction: item.Fraction, Exam: true})
		}
	}
	return reviews
}
