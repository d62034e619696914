package store

import (
	"database/sql"
	"errors"
	"time"

	"mufakat/internal/clean"
	"mufakat/internal/practice"
)

// backupPractice is what was practised of one source, in a backup.
type backupPractice struct {
	Source  string         `json:"asal"` // of the questions: a pack's name, or a file's path
	Plan    *backupPlan    `json:"rencana,omitempty"`
	Reviews []backupReview `json:"jawaban,omitempty"` // in the order in which they were given
}

type backupPlan struct {
	Exam   time.Time `json:"ujian_pada,omitzero"`
	PerDay int       `json:"per_hari"` // questions asked for the first time on one day
}

// backupReview has the fields of the type that it is converted from and to. There may be thousands: what says nothing is
// left out.
type backupReview struct {
	ItemID   string        `json:"butir"`
	At       time.Time     `json:"waktu"`
	Fraction float64       `json:"bagian"`          // 0–1
	Took     time.Duration `json:"lama,omitempty"`  // nanoseconds
	Sure     bool          `json:"yakin,omitempty"` // said before the answer was checked
	Exam     bool          `json:"ujian,omitempty"` // given in an exam
}

// loadPractice adds what a profile practised to a backup.
func (f *backupFile) loadPractice(tx *sql.Tx, id ProfileID) error {
	sources, err := list(tx, scanSource, practisedSources, id)
	if err != nil {
		return err
	}
	for _, source := range sources {
		practised := backupPractice{Source: source}
		plan, said, err := planOf(tx, id, source)
		if err != nil {
			return err
		}
		if said {
			practised.Plan = &backupPlan{plan.Exam, plan.PerDay}
		}
		reviews, err := list(tx, scanReview, reviewsOfSource, id, source)
		if err != nil {
			return err
		}
		for _, r := range reviews {
			practised.Reviews = append(practised.Reviews, backupReview(r))
		}
		f.Practice = append(f.Practice, practised)
	}
	return nil
}

// check tells what in it cannot be true.
func (b backupPractice) check() error {
	for _, r := range b.Reviews {
		if !(r.Fraction >= 0 && r.Fraction <= 1) {
			return errors.New("a review is out of its range")
		}
	}
	return nil
}

func (b backupPractice) insert(tx *sql.Tx, id ProfileID) error {
	source := clean.Text(b.Source)
	if b.Plan != nil {
		if err := setPlan(tx, id, source, practice.Plan{Exam: b.Plan.Exam, PerDay: b.Plan.PerDay}); err != nil {
			return err
		}
	}
	for _, r := range b.Reviews {
		if err := addReview(tx, id, source, practice.Review(r)); err != nil {
			return err
		}
	}
	return nil
}
