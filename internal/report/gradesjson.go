package report

import (
	"io"
	"time"

	"mufakat/internal/gradebook"
	"mufakat/internal/quiz"
	"mufakat/internal/review"
)

// Grades is what a class earned in an exam, by person and item. Its keys as JSON are stable.
type Grades struct {
	Exam    GradesExam     `json:"ujian"`
	Remarks []string       `json:"catatan"` // sentences on what has to be known to read it
	Items   []GradesItem   `json:"butir"`
	People  []GradesPerson `json:"peserta"` // by name
}

// GradesExam is the exam, as the attempt that was begun last has it.
type GradesExam struct {
	ID       string          `json:"id"`
	Title    string          `json:"judul"`
	Source   string          `json:"asal"`  // a pack's name, or that of a file
	Pass     float64         `json:"lulus"` // least percent that passes; 0: none is asked for
	Sections []GradesSection `json:"bagian"`
}

// GradesSection is a section of the exam.
type GradesSection struct {
	Title string  `json:"judul"`
	Pass  float64 `json:"lulus"` // as of the whole
}

// GradesItem is an item that was asked of somebody.
type GradesItem struct {
	Key     string   `json:"kunci"` // by which attempts name it: its id, or one made of its text
	Label   string   `json:"nama"`
	Kind    string   `json:"jenis"`  // as Moodle calls it: multichoice, truefalse …
	Section int      `json:"bagian"` // index into the exam's sections, from 0
	Tags    []string `json:"tanda"`
	Points  float64  `json:"poin"`
	Text    string   `json:"soal"`
	Changed bool     `json:"berubah"` // not the same in all papers
}

// GradesPerson is what one person earned.
type GradesPerson struct {
	Name     string          `json:"nama"` // different from all others
	NIP      string          `json:"nip"`
	Grade    float64         `json:"nilai"` // 0–100, of the best attempt
	Final    bool            `json:"tetap"` // no essay of hers waits for its grade
	Attempts []GradesAttempt `json:"percobaan"`
}

// GradesAttempt is one attempt of a person.
type GradesAttempt struct {
	Begun     time.Time             `json:"mulai"`
	Ended     time.Time             `json:"selesai"`
	Seconds   float64               `json:"detik"` // that it took
	ClockBack bool                  `json:"jam_mundur"`
	File      string                `json:"berkas"` // without its folder; empty: from the store
	Counts    bool                  `json:"dihitung"`
	Grade     float64               `json:"nilai"` // 0–100
	Points    float64               `json:"poin"`
	Max       float64               `json:"poin_tertinggi"`
	Pending   int                   `json:"esai_menunggu"`
	Passed    *bool                 `json:"lulus"` // null while essays wait, and where no pass mark is set
	Sections  []GradesPart          `json:"bagian"`
	Tags      []GradesPart          `json:"tanda"`
	Items     map[string]GradesMark `json:"butir"` // by the items' keys; only those that were asked
}

// GradesPart is what was earned of a section, or of the items with one tag.
type GradesPart struct {
	Title  string  `json:"nama"`
	Points float64 `json:"poin"`
	Max    float64 `json:"poin_tertinggi"`
}

// GradesMark is what was earned on one item.
type GradesMark struct {
	Points  *float64 `json:"poin"` // null as long as somebody has to grade it
	Max     float64  `json:"poin_tertinggi"`
	Blank   bool     `json:"kosong"` // left open
	Comment string   `json:"komentar,omitempty"`
}

// NewGrades puts a book into the form in which other programs read it.
func NewGrades(b *gradebook.Book) *Grades {
	g := &Grades{
		Exam:    GradesExam{b.Exam.ID, b.Exam.Title, b.Exam.Source, b.Blueprint.Pass, []GradesSection{}},
		Remarks: append([]string{}, b.Remarks()...), Items: []GradesItem{},
	}
	for i, s := range b.Blueprint.Sections {
		g.Exam.Sections = append(g.Exam.Sections, GradesSection{review.SectionTitle(b.Blueprint, i), s.Pass})
	}
	for i := range b.Items {
		item := &b.Items[i]
		q := item.Question
		g.Items = append(g.Items, GradesItem{item.Key, item.Label, q.Kind.String(), item.Section, append([]string{}, q.Tags...), q.Points, item.Text(), item.Changed})
	}
	for i := range b.People {
		p := &b.People[i]
		best, final := b.Best(p)
		person := GradesPerson{Name: p.Label, NIP: p.NIP, Grade: best.Result.Percent(), Final: final}
		for _, at := range p.Sheets {
			attempt := gradesAttempt(b, at)
			attempt.Counts = &b.Sheets[at] == best
			person.Attempts = append(person.Attempts, attempt)
		}
		g.People = append(g.People, person)
	}
	return g
}

// gradesAttempt is the sheet at an index of the book.
func gradesAttempt(b *gradebook.Book, at int) GradesAttempt {
	s := &b.Sheets[at]
	r, blueprint := s.Result, s.Attempt.Paper.Blueprint
	a := GradesAttempt{
		Begun: s.Attempt.Started.UTC(), Ended: s.Ended().UTC(), Seconds: s.Attempt.Used().Seconds(), ClockBack: s.Attempt.ClockWasBack(), File: baseName(s.Origin),
		Grade: r.Percent(), Points: r.Points, Max: r.Max, Pending: r.Pending, Sections: []GradesPart{}, Tags: []GradesPart{}, Items: map[string]GradesMark{},
	}
	if r.Pending == 0 && blueprint.Passable() {
		a.Passed = &r.Passed
	}
	for i, section := range r.Sections {
		a.Sections = append(a.Sections, GradesPart{review.SectionTitle(blueprint, i), section.Points, section.Max})
	}
	for _, o := range s.Attempt.ByTag(r) {
		a.Tags = append(a.Tags, GradesPart{o.Tag, o.Points, o.Max})
	}
	for k := range b.Items {
		place := b.Place(at, k)
		if place < 0 {
			continue
		}
		own := &r.Items[place]
		mark := GradesMark{Points: &own.Points, Max: s.Attempt.Paper.Items[place].Question.Points, Blank: own.Verdict == quiz.Unanswered, Comment: own.Comment}
		if own.Verdict == quiz.NeedsGrading {
			mark.Points = nil
		}
		a.Items[b.Items[k].Key] = mark
	}
	return a
}

// WriteGradesJSON writes [Grades]. The error is w's.
func WriteGradesJSON(w io.Writer, b *gradebook.Book) error { return writeJSON(w, NewGrades(b)) }
