package store

import (
	"database/sql"
	"errors"

	"mufakat/internal/clean"
	"mufakat/internal/practice"
)

const (
	insertReview    = `INSERT INTO review (profile_id, source, item, at, fraction, took, sure, exam) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`
	reviewsOfSource = `SELECT item, at, fraction, took, sure, exam FROM review WHERE profile_id = ? AND source = ? ORDER BY id`

	practisedSources = `SELECT source FROM review WHERE profile_id = ?1 UNION SELECT source FROM practice_plan WHERE profile_id = ?1 ORDER BY 1`

	planOfSource = `SELECT exam_at, per_day FROM practice_plan WHERE profile_id = ? AND source = ?`
	upsertPlan   = `INSERT INTO practice_plan (profile_id, source, exam_at, per_day) VALUES (?, ?, ?, ?)
ON CONFLICT (profile_id, source) DO UPDATE SET exam_at = excluded.exam_at, per_day = excluded.per_day`
)

// AddReview stores an answer to a question from a source, after those that it holds. It is durable on return. Those of an
// exam are stored by [Store.AppendEvent]. Code: [NoProfile].
func (s *Store) AddReview(profile ProfileID, source string, r practice.Review) error {
	return s.write(func(tx *sql.Tx) error { return addReview(tx, profile, source, r) })
}

func addReview(tx *sql.Tx, profile ProfileID, source string, r practice.Review) error {
	fraction := max(0, min(r.Fraction, 1))
	if fraction != fraction { // no number
		fraction = 0
	}
	_, err := ofProfile(tx.Exec(insertReview, profile, source, clean.Line(r.ItemID), instant{r.At}, fraction, int64(r.Took), r.Sure, r.Exam))
	return err
}

// Reviews returns the answers to questions from a source, in the order in which they were stored.
func (s *Store) Reviews(profile ProfileID, source string) (reviews []practice.Review, err error) {
	err = s.read(func(tx *sql.Tx) error {
		reviews, err = list(tx, scanReview, reviewsOfSource, profile, source)
		return err
	})
	return reviews, err
}

func scanReview(from row) (r practice.Review, err error) {
	var at instant
	err = from.Scan(&r.ItemID, &at, &r.Fraction, (*int64)(&r.Took), &r.Sure, &r.Exam)
	r.At = at.Time
	return r, err
}

// PractisedSources are the sources of which a profile practised questions, or said how it wants to, sorted.
func (s *Store) PractisedSources(profile ProfileID) (sources []string, err error) {
	err = s.read(func(tx *sql.Tx) error {
		sources, err = list(tx, scanSource, practisedSources, profile)
		return err
	})
	return sources, err
}

func scanSource(from row) (source string, err error) {
	err = from.Scan(&source)
	return source, err
}

// PracticePlan returns how the questions of a source are practised, and whether that was ever said. The plan's seed is not
// stored.
func (s *Store) PracticePlan(profile ProfileID, source string) (plan practice.Plan, said bool, err error) {
	err = s.read(func(tx *sql.Tx) error {
		plan, said, err = planOf(tx, profile, source)
		return err
	})
	return plan, said, err
}

func planOf(tx *sql.Tx, profile ProfileID, source string) (plan practice.Plan, said bool, err error) {
	var exam instant
	err = tx.QueryRow(planOfSource, profile, source).Scan(&exam, &plan.PerDay)
	if errors.Is(err, sql.ErrNoRows) {
		return practice.Plan{}, false, nil
	}
	plan.Exam = exam.Time
	return plan, err == nil, err
}

// SetPracticePlan keeps how the questions of a source are practised; the plan's seed is not stored. Code: [NoProfile].
func (s *Store) SetPracticePlan(profile ProfileID, source string, plan practice.Plan) error {
	return s.write(func(tx *sql.Tx) error { return setPlan(tx, profile, source, plan) })
}

func setPlan(tx *sql.Tx, profile ProfileID, source string, plan practice.Plan) error {
	var exam any // NULL: none
	if !plan.Exam.IsZero() {
		exam = instant{plan.Exam}
	}
	_, err := ofProfile(tx.Exec(upsertPlan, profile, source, exam, plan.PerDay))
	return err
}
