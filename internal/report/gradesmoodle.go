package report

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"mufakat/internal/gradebook"
	"mufakat/internal/quiz"
	"mufakat/internal/review"
)

// MoodleGrades are the grades of an exam for the gradebook of a Moodle course.
type MoodleGrades struct {
	rows    [][]string
	Left    []string // a sentence for each person who is not among them, and why
	Unknown bool     // of some of these it is because their NIP is not known
}

// Len is how many people are among them.
func (m *MoodleGrades) Len() int { return len(m.rows) - 1 }

// NewMoodleGrades takes the grades that are final. Moodle finds people by their ID number, which has to be their NIP there; or,
// where a list of its participants is given, by the e-mail address that the list has for them. People is nil where none is given.
//
// A grade and its feedback stand in one row: Moodle's import, told to take the feedback alone, empties the grade.
func NewMoodleGrades(b *gradebook.Book, people *gradebook.Participants) *MoodleGrades {
	identifier := "ID number"
	if people != nil {
		identifier = "Email address"
	}
	title := inert(b.Exam.Title)
	taken := map[string]bool{}
	m := &MoodleGrades{rows: [][]string{{identifier, "Nama", title, title + " (umpan balik)"}}}
	for i := range b.People {
		p := &b.People[i]
		best, final := b.Best(p)
		id := p.NIP
		if people != nil {
			id = people.Email(p)
		}
		switch {
		case !final:
			m.Left = append(m.Left, p.Label+" belum disertakan: esainya menunggu penilaian.")
		case id == "" && people != nil:
			m.Left = append(m.Left, p.Label+" tidak disertakan: tidak ada, atau tidak hanya satu, dalam daftar peserta.")
		case id == "":
			m.Left = append(m.Left, p.Label+" tidak disertakan: NIP-nya tidak diketahui.")
			m.Unknown = true
		case taken[id]:
			m.Left = append(m.Left, p.Label+" tidak disertakan: "+id+" sudah dipakai orang lain.")
		default:
			taken[id] = true
			m.rows = append(m.rows, []string{inert(id), inert(p.Name), csvNumber(best.Result.Percent(), '.'), inert(moodleFeedback(best))})
		}
	}
	return m
}

// Write writes the grades as CSV, with a comma or a semicolon between the cells. Grades are of 100, as Moodle's new columns are,
// and have a decimal point: Moodle reads it in every language. The error is w's.
func (m *MoodleGrades) Write(w io.Writer, comma rune) error { return writeCSV(w, m.rows, comma) }

// moodleFeedback tells in a few sentences what a grade is made of.
func moodleFeedback(s *gradebook.Sheet) string {
	r := review.Of(s.Attempt, quiz.Reveal{Score: true})
	text := []string{r.ScoreText(), r.PassText()}
	for _, section := range r.Sections {
		text = append(text, section.Title+": "+section.Text()+".")
	}
	for _, item := range r.Items {
		if item.Comment != "" {
			text = append(text, fmt.Sprintf("Soal %d: %s", item.Number, item.Comment))
		}
	}
	text = slices.DeleteFunc(text, func(t string) bool { return t == "" })
	return strings.Join(strings.Fields(strings.Join(text, " ")), " ")
}
