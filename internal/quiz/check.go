package quiz

import (
	"errors"
	"fmt"
	"slices"
)

// Check finds what would make it impossible to show or to grade a paper that comes from a file.
func (p *Paper) Check() error {
	if p.Blueprint == nil {
		return errors.New("no blueprint")
	}
	for i := range p.Items {
		if err := p.Items[i].check(len(p.Blueprint.Sections)); err != nil {
			return fmt.Errorf("item %d %w", i, err)
		}
	}
	return nil
}

// check finds it in an item of a paper of so many sections.
func (i *Item) check(sections int) error {
	switch q := i.Question; {
	case q == nil:
		return errors.New("has no question")
	case q.Kind < MultipleChoice || q.Kind > Description:
		return fmt.Errorf("is of the unknown kind %d", q.Kind)
	case i.Section < 0 || i.Section >= sections:
		return fmt.Errorf("is in section %d of %d", i.Section, sections)
	}
	for _, shown := range i.Shown {
		if n := i.Question.showable(); shown < 0 || shown >= n {
			return fmt.Errorf("shows option %d of %d", shown, n)
		}
	}
	return nil
}

// showable is the number of things of a question that [Item.Shown] may name.
func (q *Question) showable() int {
	switch q.Kind {
	case MultipleChoice:
		return len(q.Options)
	case Matching:
		return len(q.Choices())
	case Ordering:
		return len(q.Order.Items)
	}
	return 0
}

// CheckResponse finds what in a response to the item names nothing that the item has. Grading passes over it; who shows a
// response that comes from a file relies on it.
func (i *Item) CheckResponse(r Response) error {
	q := i.Question
	names := func(what string, indices []int, least, n int) error {
		for _, index := range indices {
			if index < least || index >= n {
				return fmt.Errorf("%s %d of %d", what, index, n)
			}
		}
		return nil
	}
	if len(r.Matches) > 0 && len(r.Matches) != len(q.Lines()) {
		return fmt.Errorf("%d matches for %d lines", len(r.Matches), len(q.Lines()))
	}
	if len(r.Order) > 0 && !slices.Equal(slices.Sorted(slices.Values(r.Order)), slices.Sorted(slices.Values(i.Shown))) {
		return errors.New("an order of other things than were shown")
	}
	return errors.Join(names("option", r.Options, 0, len(q.Options)), names("match", r.Matches, -1, len(q.Choices())))
}
