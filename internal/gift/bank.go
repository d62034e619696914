// Package gift reads and writes banks of questions in GIFT, Moodle's text format.
//
// A bank is read as Moodle reads it, its odd habits included, so that a bank means the same here and there; what the author
// probably did not mean is told as a finding with its place. What GIFT cannot carry stands in comments: "// @poin: 2".
package gift

import (
	"fmt"
	"slices"

	"mufakat/internal/clean"
	"mufakat/internal/diagnostic"
	"mufakat/internal/quiz"
)

// MaxSize is the size in bytes above which a file is refused.
const MaxSize = 16 << 20

// Bank is a file of questions.
type Bank struct {
	Entries  []Entry // in the order of the file; a block that Moodle cannot read is none
	Findings []diagnostic.Diagnostic

	readable bool // the file is text in UTF-8, and not too big
	failures []failure
}

// Entry is a block of a bank: what stands between blank lines.
type Entry struct {
	Kind     EntryKind
	Line     int            // its first, from 1
	Comments []string       // the lines that begin with "//", without that; what they say of the question is in it and not here
	Category string         // as $CATEGORY names it: "$course$/top/Kolaborasi/Bab 1"
	Question *quiz.Question // as it was written: see [Bank.Questions]
	Broken   bool           // a galat was found in the question

	// Rubric is where the question names its rubric: a finding about that place, as yet without code, severity and words. Nil
	// where it names none.
	Rubric *diagnostic.Diagnostic
	ID     *diagnostic.Diagnostic // likewise of a finding about the question's id; nil where it has none

	written *written // nil where the entry was not read
}

// EntryKind tells what a block is.
type EntryKind int

// The kinds of blocks.
const (
	Remark   EntryKind = iota // nothing but comments
	Category                  // the category of the questions that follow
	Item                      // a question
)

// written is what Moodle reads of a question and [quiz.Question] does not hold.
type written struct {
	category  string    // with its escapes
	fractions []float64 // as written, where Moodle would take the nearest that it knows
	numbers   []writtenNumber
	order     orderHeader
	items     []string // of an ordering, with their escapes
}

// failure is a block that Moodle refuses.
type failure struct {
	line int
	key  string // of Moodle's message
	text string // the part that Moodle shows with it
}

// Parse reads a bank. Findings call the file by name. Where it is no text in UTF-8 or too big, one finding says so, and the
// bank is empty.
func Parse(name string, src []byte) *Bank {
	b := &Bank{}
	text, refusal := decode(name, src)
	if refusal != nil {
		b.Findings = []diagnostic.Diagnostic{*refusal}
		return b
	}
	b.readable = true
	r := &reader{name: name, bank: b, ids: map[key]int{}, all: map[string]int{}, answers: map[string]bool{}, severities: severities()}
	r.read(text)
	slices.SortStableFunc(b.Findings, diagnostic.Compare)
	return b
}

// Readable tells whether the file was text at all. If not, the only finding says why.
func (b *Bank) Readable() bool { return b.readable }

// Questions are the questions that can be asked: those without a galat, cleaned of what a terminal would obey or hide.
func (b *Bank) Questions() []quiz.Question {
	var list []quiz.Question
	for _, e := range b.Entries {
		if e.Kind == Item && !e.Broken {
			list = append(list, cleaned(e.Question))
		}
	}
	return list
}

// cleaned is a copy of a question with clean texts.
func cleaned(q *quiz.Question) quiz.Question {
	c := *q
	text := func(t quiz.Text) quiz.Text { return quiz.Text{Source: clean.Text(t.Source), Format: t.Format} }
	c.ID, c.Name, c.Category, c.Rubric = clean.Line(c.ID), clean.Line(c.Name), clean.Line(c.Category), clean.Line(c.Rubric)
	c.Text, c.General, c.Right, c.Wrong = text(c.Text), text(c.General), text(c.Right), text(c.Wrong)
	c.Tags = slices.Clone(c.Tags)
	for i := range c.Tags {
		c.Tags[i] = clean.Line(c.Tags[i])
	}
	c.Options = slices.Clone(c.Options)
	for i, o := range c.Options {
		c.Options[i].Text, c.Options[i].Feedback = text(o.Text), text(o.Feedback)
	}
	c.Patterns = slices.Clone(c.Patterns)
	for i, p := range c.Patterns {
		c.Patterns[i].Text, c.Patterns[i].Feedback = clean.Text(p.Text), text(p.Feedback)
	}
	c.Numbers = slices.Clone(c.Numbers)
	for i, n := range c.Numbers {
		c.Numbers[i].Feedback = text(n.Feedback)
	}
	c.Pairs = slices.Clone(c.Pairs)
	for i, p := range c.Pairs {
		c.Pairs[i] = quiz.Pair{Left: text(p.Left), Right: clean.Text(p.Right)}
	}
	c.Order.Items = slices.Clone(c.Order.Items)
	for i, item := range c.Order.Items {
		c.Order.Items[i] = text(item)
	}
	return c
}

// quote shows a bit of the author's text in a sentence.
func quote(s string) string {
	const most = 60
	s = clean.Line(s)
	if r := []rune(s[:min(len(s), 8*most)]); len(r) > most {
		s = string(r[:most-1]) + "…"
	}
	return fmt.Sprintf("“%s”", s)
}
