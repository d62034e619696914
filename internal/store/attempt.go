package store

import (
	"database/sql"
	"errors"
	"time"

	"mufakat/internal/clean"
	"mufakat/internal/practice"
	"mufakat/internal/quiz"
)

// AttemptID names an attempt at an exam; it is never given to another one.
type AttemptID int64

// ExamKey names an exam. Two packs may have exams of the same id.
type ExamKey struct {
	Source string // as given to [Store.BeginAttempt]
	ID     string // of the blueprint
}

// AttemptResult is what an attempt came to.
type AttemptResult struct {
	At          time.Time
	Points, Max float64
	Pending     int       // items that a person has still to grade
	Passed      bool      // as in [quiz.Result]
	Fractions   []float64 // of each item's points, 0–1, in the order of the paper
}

// Percent is the share of the points that were earned, 0–100.
func (r AttemptResult) Percent() float64 {
	return (&quiz.Result{Points: r.Points, Max: r.Max}).Percent()
}

const (
	insertAttempt       = `INSERT INTO attempt (profile_id, source, exam_id, title, started_at, seed, blueprint, items) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`
	insertEvent         = `INSERT INTO event (attempt_id, number, kind, item, response, at, elapsed) VALUES (?, ?, ?, ?, ?, ?, ?)`
	insertMark          = `INSERT INTO mark (attempt_id, number, item, fraction, levels, comment, marked_at) VALUES (?, ?, ?, ?, ?, ?, ?)`
	insertAttemptResult = `INSERT INTO attempt_result (attempt_id, marks, graded_at, points, max, pending, passed, fractions) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`

	attemptPosition = `SELECT (SELECT coalesce(max(number) + 1, 0) FROM event WHERE attempt_id = attempt.id), ` + handedIn + ` FROM attempt WHERE id = ?`
	attemptCount    = `SELECT count(*) FROM attempt WHERE profile_id = ? AND source = ? AND exam_id = ?`

	handedIn = `EXISTS (SELECT 1 FROM attempt_result WHERE attempt_result.attempt_id = attempt.id)`
)

// BeginAttempt stores a new attempt with everything that it asks. source tells where the exam was taken from, as the caller
// knows it. The exam's limit of attempts is kept here, where no other copy of the program comes between: every attempt that
// was begun counts, since its questions were seen. Codes: [NoProfile], [NoAttemptsLeft], [PaperUnreadable] for a paper that
// could not be shown or graded.
func (s *Store) BeginAttempt(profile ProfileID, source string, paper *quiz.Paper, started time.Time) (id AttemptID, err error) {
	blueprint, items, err := encodePaper(paper)
	if err != nil {
		return 0, err
	}
	b := paper.Blueprint
	stored := storedAttempt{
		AttemptInfo: AttemptInfo{Profile: profile, Exam: ExamKey{source, b.ID}, Title: b.Title, Started: started},
		seed:        paper.Seed, blueprint: blueprint, items: items,
	}
	err = s.write(func(tx *sql.Tx) error {
		begun, err := countAttempts(tx, profile, stored.Exam)
		if err != nil {
			return err
		}
		if b.Attempts > 0 && begun >= b.Attempts {
			return errNoAttemptsLeft(b.Attempts)
		}
		id, err = stored.insert(tx)
		return err
	})
	return id, err
}

// AttemptCount is the number of attempts at an exam that a profile has begun, all of which count against its limit.
func (s *Store) AttemptCount(profile ProfileID, exam ExamKey) (n int, err error) {
	err = s.read(func(tx *sql.Tx) error {
		n, err = countAttempts(tx, profile, exam)
		return err
	})
	return n, err
}

func countAttempts(tx *sql.Tx, profile ProfileID, exam ExamKey) (n int, err error) {
	err = tx.QueryRow(attemptCount, profile, exam.Source, exam.ID).Scan(&n)
	return n, err
}

// AppendEvent stores what was done next in an attempt; n is the number of events that the caller knows it to have. It is
// durable on return. With a hand-in the attempt is over; what it came to is stored with it, and what it says of the memory of
// its questions. Codes: [NoAttempt], [AttemptClosed], [ChangedElsewhere], at a hand-in [PaperUnreadable]; with each, and with
// [DiskFull], nothing was stored.
func (s *Store) AppendEvent(id AttemptID, n int, e quiz.Event) error {
	return s.write(func(tx *sql.Tx) error {
		var events int
		var over bool
		err := tx.QueryRow(attemptPosition, id).Scan(&events, &over)
		switch {
		case errors.Is(err, sql.ErrNoRows):
			return errNoAttempt(err)
		case err != nil:
			return err
		case over:
			return errAttemptClosed()
		case events != n:
			return errAttemptChangedElsewhere()
		}
		if err := addEvent(tx, id, n, e); err != nil || e.Kind != quiz.HandIn {
			return err
		}
		saved, err := savedAttempt(tx, id)
		if err != nil {
			return err
		}
		for _, r := range practice.FromExam(saved.Attempt) {
			if err := addReview(tx, saved.Profile, saved.Exam.Source, r); err != nil {
				return err
			}
		}
		return s.grade(tx, saved)
	})
}

// AddMark stores what a person gave for an essay of an attempt that was handed in, and what the attempt comes to with it.
// Earlier marks are kept. Codes: [NoAttempt], [AttemptOpen], [BadMark], [PaperUnreadable].
func (s *Store) AddMark(id AttemptID, m quiz.Mark) error {
	return s.write(func(tx *sql.Tx) error {
		saved, err := savedAttempt(tx, id)
		if err != nil {
			return err
		}
		a := saved.Attempt
		switch {
		case len(saved.Results) == 0:
			return errAttemptOpen()
		case m.Item < 0 || m.Item >= len(a.Paper.Items) || a.Paper.Items[m.Item].Question.Kind != quiz.Essay,
			!(m.Fraction >= 0 && m.Fraction <= 1): // nor what is no number
			return errBadMark()
		}
		if err := (storedMark{m, s.now()}).insert(tx, id, len(a.Marks)); err != nil {
			return err
		}
		a.Marks = append(a.Marks, m)
		return s.grade(tx, saved)
	})
}

// grade stores what an attempt comes to as it stands.
func (s *Store) grade(tx *sql.Tx, saved SavedAttempt) error {
	r := saved.Attempt.Result()
	result := AttemptResult{At: s.now(), Points: r.Points, Max: r.Max, Pending: r.Pending, Passed: r.Passed, Fractions: []float64{}}
	for _, item := range r.Items {
		result.Fractions = append(result.Fractions, item.Fraction)
	}
	return result.insert(tx, saved.ID, len(saved.Attempt.Marks))
}

// storedAttempt is an attempt as its rows hold it. Texts are cleaned where they are inserted; the source, the exam's id and
// the paper stay as they are.
type storedAttempt struct {
	AttemptInfo
	seed             uint64
	blueprint, items string // see paper.go
	events           []quiz.Event
	marks            []storedMark
}

// insert stores the attempt and returns its id.
func (a *storedAttempt) insert(tx *sql.Tx) (AttemptID, error) {
	last, err := ofProfile(tx.Exec(insertAttempt, a.Profile, a.Exam.Source, a.Exam.ID, clean.Line(a.Title), instant{a.Started}, int64(a.seed), a.blueprint, a.items))
	if err != nil {
		return 0, err
	}
	id := AttemptID(last)
	for n, e := range a.events {
		if err := addEvent(tx, id, n, e); err != nil {
			return 0, err
		}
	}
	for n, m := range a.marks {
		if err := m.insert(tx, id, n); err != nil {
			return 0, err
		}
	}
	for n, r := range a.Results {
		if err := r.insert(tx, id, n); err != nil {
			return 0, err
		}
	}
	return id, nil
}

// addEvent stores an event as the nth of an attempt.
func addEvent(tx *sql.Tx, id AttemptID, n int, e quiz.Event) error {
	var response document[*quiz.Response]
	if e.Kind == quiz.Answer {
		e.Response.Text = clean.Text(e.Response.Text)
		response.value = &e.Response
	}
	_, err := tx.Exec(insertEvent, id, n, eventKind(e.Kind), e.Item, response, instant{e.At}, int64(e.Elapsed))
	return err
}

// storedMark is a mark with the time at which it was given.
type storedMark struct {
	quiz.Mark
	at time.Time
}

func (m storedMark) insert(tx *sql.Tx, id AttemptID, n int) error {
	_, err := tx.Exec(insertMark, id, n, m.Item, m.Fraction, document[[]int]{m.Levels}, clean.Text(m.Comment), instant{m.at})
	return err
}

// insert stores the result after so many marks.
func (r AttemptResult) insert(tx *sql.Tx, id AttemptID, marks int) error {
	_, err := tx.Exec(insertAttemptResult, id, marks, instant{r.At}, r.Points, r.Max, r.Pending, r.Passed, document[[]float64]{r.Fractions})
	return err
}
