package store

import (
	"database/sql"
	"encoding/json"
	"errors"
	"time"

	"mufakat/internal/clean"
	"mufakat/internal/quiz"
)

// backupAttempt is an attempt at an exam in a backup. What stands in it with the names of package quiz (the paper, the
// answers) is as it is in the database.
type backupAttempt struct {
	Source    string                `json:"asal"` // of the exam: a pack's name, a file's path, or empty
	Exam      string                `json:"ujian"`
	Title     string                `json:"judul"`
	Started   time.Time             `json:"dimulai"`
	Seed      uint64                `json:"acak,string"`
	Blueprint json.RawMessage       `json:"cetak_biru"`
	Items     json.RawMessage       `json:"soal"`
	Events    []backupEvent         `json:"kejadian,omitempty"` // in the order in which they came
	Marks     []backupMark          `json:"penilaian,omitempty"`
	Results   []backupAttemptResult `json:"hasil,omitempty"` // at the hand-in, and after each mark
}

type backupEvent struct {
	Kind     eventKind      `json:"jenis"` // "answer", "flag", "unflag", "hand_in" or "clock_back"
	Item     int            `json:"butir"` // from 0, as everywhere here
	Response *quiz.Response `json:"jawaban,omitempty"`
	At       time.Time      `json:"waktu"`
	Elapsed  time.Duration  `json:"berlalu"` // nanoseconds since the start
}

type backupMark struct {
	Item     int       `json:"butir"`
	Fraction float64   `json:"bagian"` // 0–1
	Levels   []int     `json:"tingkat,omitzero"`
	Comment  string    `json:"komentar"`
	At       time.Time `json:"waktu"`
}

// backupAttemptResult has the fields of the type that it is converted from and to.
type backupAttemptResult struct {
	At        time.Time `json:"waktu"`
	Points    float64   `json:"poin"`
	Max       float64   `json:"poin_tertinggi"`
	Pending   int       `json:"belum_dinilai"`
	Passed    bool      `json:"lulus"`
	Fractions []float64 `json:"bagian"`
}

// loadAttempts adds a profile's attempts to a backup.
func (f *backupFile) loadAttempts(tx *sql.Tx, id ProfileID) error {
	attempts, err := loadAttempts(tx, attemptsOfProfile, id)
	if err != nil {
		return err
	}
	for _, a := range attempts {
		if err := a.loadEvents(tx); err != nil {
			return err
		}
		f.Attempts = append(f.Attempts, newBackupAttempt(a))
	}
	return nil
}

func newBackupAttempt(a storedAttempt) backupAttempt {
	b := backupAttempt{
		Source: a.Exam.Source, Exam: a.Exam.ID, Title: a.Title, Started: a.Started, Seed: a.seed,
		Blueprint: json.RawMessage(a.blueprint), Items: json.RawMessage(a.items),
	}
	for _, e := range a.events {
		event := backupEvent{Kind: eventKind(e.Kind), Item: e.Item, At: e.At, Elapsed: e.Elapsed}
		if e.Kind == quiz.Answer {
			event.Response = &e.Response
		}
		b.Events = append(b.Events, event)
	}
	for _, m := range a.marks {
		b.Marks = append(b.Marks, backupMark{m.Item, m.Fraction, m.Levels, m.Comment, m.at})
	}
	for _, r := range a.Results {
		b.Results = append(b.Results, backupAttemptResult(r))
	}
	return b
}

// stored is the attempt as it is to be inserted, without its profile; an error tells what in it cannot be true. The paper is
// cleaned, but not read: what only a newer program can read comes back whole.
func (b backupAttempt) stored() (storedAttempt, error) {
	a := storedAttempt{
		AttemptInfo: AttemptInfo{Exam: ExamKey{clean.Text(b.Source), clean.Text(b.Exam)}, Title: b.Title, Started: b.Started},
		seed:        b.Seed,
	}
	var err error
	if a.blueprint, err = cleanDocument(b.Blueprint); err != nil {
		return a, err
	}
	if a.items, err = cleanDocument(b.Items); err != nil {
		return a, err
	}
	over := false
	for _, e := range b.Events {
		if over {
			return a, errors.New("an event after the hand-in")
		}
		over = quiz.EventKind(e.Kind) == quiz.HandIn
		event := quiz.Event{Kind: quiz.EventKind(e.Kind), Item: e.Item, At: e.At, Elapsed: e.Elapsed}
		if e.Response != nil {
			event.Response = *e.Response
		}
		a.events = append(a.events, event)
	}
	results := 0 // one for the hand-in and one for each mark
	if over {
		results = 1 + len(b.Marks)
	}
	if len(b.Results) != results || !over && len(b.Marks) > 0 {
		return a, errors.New("hand-in, marks and results do not agree")
	}
	for _, m := range b.Marks {
		if !(m.Fraction >= 0 && m.Fraction <= 1) {
			return a, errors.New("a mark is out of its range")
		}
		a.marks = append(a.marks, storedMark{quiz.Mark{Item: m.Item, Fraction: m.Fraction, Levels: m.Levels, Comment: m.Comment}, m.At})
	}
	for _, r := range b.Results {
		r.Fractions = append([]float64{}, r.Fractions...) // never NULL
		a.Results = append(a.Results, AttemptResult(r))
	}
	return a, nil
}
