// Package gradebook tells what a class earned in an exam: from attempts in the store, and from attempts that came as files
// (see [Encode] and [Read]).
package gradebook

import (
	"path/filepath"
	"strings"
	"time"

	"mufakat/internal/itemtext"
	"mufakat/internal/plaintext"
	"mufakat/internal/quiz"
)

// Exam names an exam. Two packs may have exams of the same id.
type Exam struct {
	Source string // a pack's name, or the file of its questions; may be empty
	ID     string
	Title  string
}

// key tells exams apart. Of a file only its name counts: its folder is another one on every machine.
func (e Exam) key() [2]string { return [2]string{baseName(e.Source), e.ID} }

// Sheet is one attempt that was handed in, with whose it is.
type Sheet struct {
	Name, NIP string // either may be empty
	Exam      Exam
	Attempt   *quiz.Attempt
	Origin    string       // the file that it was read from; empty: the store
	Stored    int64        // its number in the store; 0 where it is not from there
	Result    *quiz.Result // what it comes to; [Books] works it out
}

// Ended is when the attempt was handed in, by the machine's clock.
func (s *Sheet) Ended() (at time.Time) {
	for _, e := range s.Attempt.Events {
		if e.Kind == quiz.HandIn {
			at = e.At
		}
	}
	return at
}

// Book is what a class earned in one exam. Nothing in it depends on the order in which the sheets were given.
type Book struct {
	Exam      Exam
	Blueprint *quiz.Blueprint // as the attempt that was begun last has it
	Sheets    []Sheet         // person by person, those of each in the order in which they were begun
	People    []Person        // by name
	Items     []Item          // all that were asked: in the order of the papers if that is the same in all, else by section and key
	Doubles   []string        // a sentence for each sheet that was given twice: it counts once

	places    [][]int  // by sheet and item: where the item stands in the sheet's paper; nowhere where it was not asked
	namesakes []string // names without an NIP that several people have
}

// nowhere is the place of an item that was not asked.
const nowhere = -1

// Place is where an item of the book stands in the paper of a sheet, as an index; -1 where the sheet does not have it.
func (b *Book) Place(sheet, item int) int { return b.places[sheet][item] }

// Person is somebody who sat the exam, be it several times.
type Person struct {
	Name, NIP string // either may be empty
	Label     string // a name for the reader, different from all others of the book
	Sheets    []int  // indices into the book's sheets, in the order in which they were begun; at least one
}

// Item is a question that was asked in the exam.
type Item struct {
	Key      string         // the question's, with a number behind it where one paper has the same key twice
	Label    string         // what a table calls it: its id, or where its author gave none its name; different from all others of the book
	Question *quiz.Question // as the attempt that was begun last has it
	Section  int
	Changed  bool // not all papers ask the same, with the same key, for as many points
}

// Text is what the item asks, as one line without marks.
func (i *Item) Text() string { return plaintext.Line(itemtext.Markdown(i.Question.Text)) }

// Best is the sheet that counts for a person's grade: one that passed before one that did not (a section may have a pass mark of
// its own), then the one with the highest share of its points, as Moodle counts unless told otherwise; of equal ones the
// first. final is false as long as one of hers waits for somebody to grade an essay.
func (b *Book) Best(p *Person) (best *Sheet, final bool) {
	final = true
	for _, i := range p.Sheets {
		s := &b.Sheets[i]
		if best == nil || s.better(best) {
			best = s
		}
		final = final && s.Result.Pending == 0
	}
	return best, final
}

// better tells whether a sheet counts rather than another one.
func (s *Sheet) better(other *Sheet) bool {
	if s.Result.Passed != other.Result.Passed {
		return s.Result.Passed
	}
	return s.Result.Percent() > other.Result.Percent()
}

// baseName is a file's name without the folders of the machine on which it was, be it a Windows one; an empty one stays empty.
func baseName(path string) string {
	if path == "" {
		return ""
	}
	return filepath.Base(strings.ReplaceAll(path, `\`, "/"))
}
