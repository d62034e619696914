package gradebook

import (
	"encoding/json"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"
	"time"

	"mufakat/internal/clean"
	"mufakat/internal/quiz"
	"mufakat/internal/resultfile"
)

// sheetFile is a sheet as a file that a trainee hands to an instructor: with it the attempt can be graded anew, and its essays
// be graded, on a machine that has nothing else of the exam. The keys are stable. What stands in it with the names of package
// quiz (the paper, the answers) is as the store and a profile's backup have it.
type sheetFile struct {
	Program string `json:"program"` // "mufakat"
	Kind    string `json:"jenis"`   // "ujian"
	Format  int    `json:"format"`

	Exam      sheetExam       `json:"ujian"`
	Who       sheetPerson     `json:"peserta"`
	Seed      uint64          `json:"benih,string"` // of the paper; tells two attempts apart
	Begun     time.Time       `json:"mulai"`
	Ended     time.Time       `json:"selesai"`    // the hand-in, by the machine's clock
	Elapsed   time.Duration   `json:"berlalu"`    // nanoseconds from the start to the hand-in
	ClockBack bool            `json:"jam_mundur"` // the machine's clock was set back during the attempt
	Blueprint *quiz.Blueprint `json:"cetak_biru"`
	Items     []quiz.Item     `json:"soal"`
	Answers   []sheetAnswer   `json:"jawaban"`   // the last one to each item that has one
	Marks     []sheetMark     `json:"penilaian"` // given by people, in the order in which they were given
}

type sheetExam struct {
	ID     string `json:"id"`
	Title  string `json:"judul"`
	Source string `json:"asal"` // a pack's name, or a file's without its folder
}

// sheetPerson is whose the attempt is; both are empty where that is not to be told.
type sheetPerson struct {
	Name string `json:"nama"`
	NIP  string `json:"nip"` // digits
}

type sheetAnswer struct {
	Item     int           `json:"butir"` // index into "soal", from 0, as everywhere here
	Response quiz.Response `json:"isi"`
	At       time.Time     `json:"waktu"`
	Elapsed  time.Duration `json:"berlalu"` // nanoseconds since the start
}

type sheetMark struct {
	Item     int     `json:"butir"`
	Fraction float64 `json:"bagian"`  // of the item's points, 0–1
	Levels   []int   `json:"tingkat"` // by aspect of the rubric, from 0; null where it was given without
	Comment  string  `json:"komentar"`
}

// Encode writes an attempt that was handed in, with whose it is, as a file for [Read]. It holds the key to the questions. The
// error is w's.
func Encode(w io.Writer, s *Sheet) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", " ")
	return encoder.Encode(newSheetFile(s))
}

func newSheetFile(s *Sheet) *sheetFile {
	a := s.Attempt
	f := &sheetFile{
		Program: resultfile.Program, Kind: resultfile.Attempt.Name(), Format: resultfile.Attempt.Format(),
		Exam: sheetExam{s.Exam.ID, s.Exam.Title, baseName(s.Exam.Source)}, Who: sheetPerson{s.Name, s.NIP},
		Seed: a.Paper.Seed, Begun: a.Started.UTC(), ClockBack: a.ClockWasBack(), Blueprint: a.Paper.Blueprint, Items: a.Paper.Items,
		Answers: []sheetAnswer{}, Marks: []sheetMark{},
	}
	last := make([]*quiz.Event, len(a.Paper.Items))
	for i := range a.Events {
		switch e := &a.Events[i]; {
		case e.Kind == quiz.Answer && e.Item >= 0 && e.Item < len(last):
			last[e.Item] = e
		case e.Kind == quiz.HandIn:
			f.Ended, f.Elapsed = e.At.UTC(), e.Elapsed
		}
	}
	for i, e := range last {
		if e != nil && !e.Response.Blank() {
			f.Answers = append(f.Answers, sheetAnswer{i, e.Response, e.At.UTC(), e.Elapsed})
		}
	}
	for _, m := range a.Marks {
		f.Marks = append(f.Marks, sheetMark(m))
	}
	return f
}

// Read reads what [Encode] wrote. Its texts are cleaned. The error is a sentence about the file ("bukan …"), to be read after its
// name: see [resultfile.Kind.Read]; or what the file says cannot be.
func Read(r io.Reader) (*Sheet, error) {
	source, err := resultfile.Attempt.Read(r)
	if err != nil {
		return nil, err
	}
	return decode(source)
}

func decode(source []byte) (*Sheet, error) {
	f := new(sheetFile)
	if err := json.Unmarshal(source, f); err != nil {
		return nil, resultfile.ErrAltered("ada isian yang salah jenis")
	}
	cleanTexts(reflect.ValueOf(f).Elem())
	for _, line := range []*string{&f.Exam.ID, &f.Exam.Title, &f.Exam.Source, &f.Who.Name, &f.Who.NIP} {
		*line = clean.Line(*line)
	}
	if what := f.nonsense(); what != "" {
		return nil, resultfile.ErrAltered(what)
	}
	return f.sheet(), nil
}

// cleanTexts cleans every string within a value of plain structs, slices and pointers.
func cleanTexts(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		if dirty(v.String()) {
			v.SetString(clean.Text(v.String()))
		}
	case reflect.Pointer:
		if !v.IsNil() {
			cleanTexts(v.Elem())
		}
	case reflect.Slice:
		for i := range v.Len() {
			cleanTexts(v.Index(i))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				cleanTexts(v.Field(i))
			}
		}
	}
}

// dirty tells whether a text may hold what is not to be shown: one of letters, digits and ASCII signs alone does not.
func dirty(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return r != '\n' && (r < ' ' || r > '~') })
}

// nonsense says what in the file cannot be; empty where nothing is wrong.
func (f *sheetFile) nonsense() string {
	paper := quiz.Paper{Blueprint: f.Blueprint, Items: f.Items}
	switch {
	case f.Format < 1:
		return "versi bentuknya tidak ada"
	case f.Exam.ID == "" || f.Exam.Title == "":
		return "ujiannya tidak disebut"
	case strings.Trim(f.Who.NIP, "0123456789") != "":
		return "NIP-nya bukan angka"
	case f.Begun.IsZero() || f.Ended.IsZero():
		return "waktu mulai atau selesainya tidak ada"
	case !writable(f.Begun) || !writable(f.Ended):
		return "waktu mulai atau selesainya tidak mungkin"
	case f.Elapsed < 0:
		return "lama pengerjaannya tidak mungkin"
	case len(f.Items) == 0:
		return "soalnya tidak ada"
	case len(f.Items) > maxItems || slices.ContainsFunc(f.Items, tooLong):
		return "soalnya, atau pilihan dalam sebuah soal, terlalu banyak"
	case len(f.Marks) > maxMarks:
		return "nilai esainya terlalu banyak"
	case paper.Check() != nil || len(f.Blueprint.Sections) > maxItems:
		return "susunan soalnya tidak mungkin"
	}
	for i := range f.Items {
		if what := impossible(&f.Items[i]); what != "" {
			return fmt.Sprintf("soal ke-%d: %s", i+1, what)
		}
	}
	answered := map[int]bool{}
	for _, a := range f.Answers {
		if a.Item < 0 || a.Item >= len(f.Items) || answered[a.Item] {
			return "ada jawaban tanpa soal, atau dua jawaban untuk satu soal"
		}
		answered[a.Item] = true
		if f.Items[a.Item].CheckResponse(a.Response) != nil || a.Elapsed < 0 || !writable(a.At) {
			return fmt.Sprintf("jawaban soal ke-%d tidak mungkin", a.Item+1)
		}
	}
	for _, m := range f.Marks {
		if m.Item < 0 || m.Item >= len(f.Items) || !m.holds(&f.Items[m.Item]) {
			return "ada nilai esai yang tidak mungkin"
		}
	}
	return ""
}

// writable tells whether a time that was read can be written again: as UTC, too, its year must have four digits.
func writable(at time.Time) bool { return at.UTC().Year() >= 0 && at.UTC().Year() <= 9999 }

// What no exam reaches, though a file of a few megabytes could hold it and keep the program busy for hours.
const (
	maxItems = 2000 // of a paper, and its sections
	maxParts = 1000 // of an item: options, pairs, tags …
	maxMarks = 20_000
)

// tooLong tells whether an item has more parts than one can be asked.
func tooLong(item quiz.Item) bool {
	q := item.Question
	if q == nil {
		return false // which is another mistake
	}
	return max(len(item.Shown), len(q.Options), len(q.Patterns), len(q.Numbers), len(q.Pairs), len(q.Order.Items), len(q.Tags)) > maxParts
}

// maxPoints is the most that one item may be worth; Moodle's column for marks ends below it.
const maxPoints = 1e6

// impossible says what of an item, in a paper that can be shown, cannot be graded; empty where nothing is wrong.
func impossible(item *quiz.Item) string {
	if q := item.Question; q.Points < 0 || q.Points > maxPoints {
		return "poinnya tidak mungkin"
	}
	if item.Rubric == nil {
		return ""
	}
	for _, a := range item.Rubric.Aspects {
		if len(a.Levels) < 2 || a.Weight < 0 || a.Weight > maxPoints {
			return "rubriknya tidak mungkin"
		}
	}
	return ""
}

// holds tells whether somebody can have given the mark for this item.
func (m *sheetMark) holds(item *quiz.Item) bool {
	if item.Question.Kind != quiz.Essay || m.Fraction < 0 || m.Fraction > 1 {
		return false
	}
	if m.Levels == nil {
		return true
	}
	if item.Rubric == nil || len(m.Levels) != len(item.Rubric.Aspects) {
		return false
	}
	for i, level := range m.Levels {
		if level < -1 || level >= len(item.Rubric.Aspects[i].Levels) {
			return false
		}
	}
	return true
}

// sheet is the attempt as it was when it was handed in, and graded since.
func (f *sheetFile) sheet() *Sheet {
	a := &quiz.Attempt{Paper: &quiz.Paper{Blueprint: f.Blueprint, Seed: f.Seed, Items: f.Items}, Started: f.Begun}
	for _, answer := range f.Answers {
		a.Events = append(a.Events, quiz.Event{Kind: quiz.Answer, Item: answer.Item, Response: answer.Response, At: answer.At, Elapsed: answer.Elapsed})
	}
	if f.ClockBack {
		a.Events = append(a.Events, quiz.Event{Kind: quiz.ClockBack, At: f.Ended, Elapsed: f.Elapsed})
	}
	a.Events = append(a.Events, quiz.Event{Kind: quiz.HandIn, At: f.Ended, Elapsed: f.Elapsed})
	for _, m := range f.Marks {
		a.Marks = append(a.Marks, quiz.Mark(m))
	}
	return &Sheet{Name: f.Who.Name, NIP: f.Who.NIP, Exam: Exam{Source: f.Exam.Source, ID: f.Exam.ID, Title: f.Exam.Title}, Attempt: a}
}

// Reading is what came of reading many files.
type Reading struct {
	Sheets  []Sheet  // in the order in which they were given, and of a folder by name
	Refused []string // a sentence for each file or name of which nothing could be read
}

// ReadFiles reads exported attempts, by the names that [resultfile.Kind.Files] takes.
func ReadFiles(names []string) Reading {
	var r Reading
	files, refused := resultfile.Attempt.Files(names)
	r.Refused = refused
	for _, file := range files {
		s, err := readFile(file)
		if err != nil {
			r.Refused = append(r.Refused, file+" "+err.Error())
			continue
		}
		s.Origin = file
		r.Sheets = append(r.Sheets, *s)
	}
	return r
}

func readFile(file string) (*Sheet, error) {
	source, err := resultfile.Attempt.ReadFile(file)
	if err != nil {
		return nil, err
	}
	return decode(source)
}
