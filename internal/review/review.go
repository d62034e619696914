// Package review explains an attempt at an exam that was handed in, as data and as sentences: what it came to, by section and
// by learning objective, and what became of each item. Screens, the line mode and exports all show what stands here. What may
// not be told is left out of the data already, so that nobody has to think of it again. "Anda" is nowhere in it: an instructor
// reads it as well.
package review

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"mufakat/internal/quiz"
)

// Review is an attempt explained. What it holds is what [quiz.Reveal] lets be told; the rest is empty.
type Review struct {
	Title    string // of the exam
	Started  time.Time
	HandedIn time.Time     // zero where it is not handed in
	Used     time.Duration // no longer than Minutes allow
	Minutes  int           // that it might take; 0: no limit
	ByClock  bool          // it was handed in because time was over
	Show     quiz.Reveal

	// What it came to; all zero where the score is not told. Pass marks are no secret.
	Points, Max float64
	Percent     float64 // 0–100
	Pending     int     // essays that wait for their grade; until then they count for nothing
	Pass        float64 // percent; 0: none
	Passed      bool    // whole and sections; means nothing while Pending > 0, or where [Review.PassText] is empty

	Sections   []Section   // none where the exam is not parted
	Objectives []Objective // by tag: aims in the order in which the items have them, then the codes of cards; none where the score is not told
	Items      []Item      // in the order in which they were asked; none where nothing of them is told

	clockBack bool
}

// Section is what one section came to, under the same rule as the whole.
type Section struct {
	Title       string
	Points, Max float64
	Percent     float64
	Pending     int
	Pass        float64 // 0: it has no pass mark of its own
	Passed      bool    // means nothing while Pending > 0
}

// Objective is what was earned of the items with one tag.
type Objective struct {
	Tag         string
	Items       int
	Points, Max float64
	Percent     float64
	Pending     int
}

// Of explains an attempt as far as show lets it be told; a paper's own is Blueprint.After.
func Of(a *quiz.Attempt, show quiz.Reveal) *Review {
	b, result := a.Paper.Blueprint, a.Result()
	r := &Review{Title: b.Title, Started: a.Started, Used: a.Used(), Minutes: b.Minutes, Show: show, Pass: b.Pass, clockBack: a.ClockWasBack()}
	for _, e := range a.Events {
		if e.Kind == quiz.HandIn {
			r.HandedIn = e.At
			r.ByClock = b.Minutes > 0 && e.Elapsed >= time.Duration(b.Minutes)*time.Minute
		}
	}
	if show.Score {
		r.Points, r.Max, r.Percent, r.Pending, r.Passed = result.Points, result.Max, result.Percent(), result.Pending, result.Passed
		r.Objectives = objectives(a, result)
	}
	r.Sections = sections(a, result, show)
	if show == (quiz.Reveal{}) {
		return r
	}
	for i, item := range a.Paper.Items {
		explained := Explain(i+1, item, a.Response(i), result.Items[i], show)
		if len(r.Sections) > 0 {
			explained.Section = r.Sections[item.Section].Title
		}
		r.Items = append(r.Items, explained)
	}
	return r
}

// Readable tells whether more is told of the items than their verdicts.
func (r *Review) Readable() bool { return len(r.Items) > 0 && r.Items[0].readable() }

// sections are those of the blueprint, if it has several, or one with a title or a pass mark of its own.
func sections(a *quiz.Attempt, result *quiz.Result, show quiz.Reveal) (all []Section) {
	b := a.Paper.Blueprint
	if len(b.Sections) == 1 && b.Sections[0].Title == "" && b.Sections[0].Pass == 0 {
		return nil
	}
	for i, s := range b.Sections {
		own := Section{Title: SectionTitle(b, i), Pass: s.Pass}
		if show.Score {
			earned := result.Sections[i]
			own.Points, own.Max, own.Percent, own.Passed = earned.Points, earned.Max, earned.Percent(), earned.Passed
			own.Pending = pending(a, result, func(item quiz.Item) bool { return item.Section == i })
		}
		all = append(all, own)
	}
	return all
}

// SectionTitle is what a section of an exam is called, by its index; empty where there is no such section, as in another
// version of the exam.
func SectionTitle(b *quiz.Blueprint, section int) string {
	if section >= len(b.Sections) {
		return ""
	}
	return cmp.Or(b.Sections[section].Title, fmt.Sprintf("Bagian %d", section+1))
}

func objectives(a *quiz.Attempt, result *quiz.Result) (all []Objective) {
	for _, o := range a.ByTag(result) {
		all = append(all, Objective{Tag: o.Tag, Items: o.Items, Points: o.Points, Max: o.Max,
			Percent: o.Percent(), Pending: pending(a, result, func(item quiz.Item) bool { return slices.Contains(item.Question.Tags, o.Tag) })})
	}
	slices.SortStableFunc(all, func(x, y Objective) int {
		switch xCard, yCard := cardCode().MatchString(x.Tag), cardCode().MatchString(y.Tag); {
		case xCard && yCard:
			return strings.Compare(x.Tag, y.Tag)
		case xCard:
			return 1
		case yCard:
			return -1
		}
		return 0
	})
	return all
}

// pending counts the items of a kind that wait for their grade.
func pending(a *quiz.Attempt, result *quiz.Result, of func(quiz.Item) bool) (n int) {
	for i, item := range a.Paper.Items {
		if result.Items[i].Verdict == quiz.NeedsGrading && of(item) {
			n++
		}
	}
	return n
}
