package store

import (
	"database/sql"
	"errors"
	"time"

	"mufakat/internal/quiz"
)

// AttemptInfo is what is known of an attempt without its questions and answers.
type AttemptInfo struct {
	ID        AttemptID
	Profile   ProfileID
	Exam      ExamKey
	Title     string // the exam's, when the attempt began
	Started   time.Time
	Blueprint *quiz.Blueprint // as it was then; where it cannot be read, an empty one, which lets nothing be shown
	Results   []AttemptResult // of the hand-in, and after each mark; none: not handed in
}

// Result is what the attempt came to, and false where it is not handed in.
func (i AttemptInfo) Result() (AttemptResult, bool) {
	if len(i.Results) == 0 {
		return AttemptResult{}, false
	}
	return i.Results[len(i.Results)-1], true
}

// SavedAttempt is an attempt with everything in it, ready to be gone on with, graded or reviewed.
type SavedAttempt struct {
	AttemptInfo
	Attempt *quiz.Attempt
}

const (
	attemptHead = `SELECT id, profile_id, source, exam_id, title, started_at, seed, blueprint, `

	// Lists do without the items, which are long.
	attemptsToShow    = attemptHead + `'' FROM attempt WHERE profile_id = ? ORDER BY id`
	attemptsOfProfile = attemptHead + `items FROM attempt WHERE profile_id = ? ORDER BY id`
	attemptByID       = attemptHead + `items FROM attempt WHERE id = ?`

	openAttempt    = `SELECT id FROM attempt WHERE profile_id = ? AND source = ? AND exam_id = ? AND NOT ` + handedIn + ` ORDER BY id DESC LIMIT 1`
	attemptsOfExam = `SELECT id FROM attempt WHERE source = ? AND exam_id = ? AND ` + handedIn + ` ORDER BY id`

	eventsOfAttempt  = `SELECT kind, item, response, at, elapsed FROM event WHERE attempt_id = ? ORDER BY number`
	marksOfAttempt   = `SELECT item, fraction, levels, comment, marked_at FROM mark WHERE attempt_id = ? ORDER BY number`
	resultsOfAttempt = `SELECT graded_at, points, max, pending, passed, fractions FROM attempt_result WHERE attempt_id = ? ORDER BY marks`
)

// Attempt returns an attempt. Codes: [NoAttempt], [PaperUnreadable].
func (s *Store) Attempt(id AttemptID) (saved SavedAttempt, err error) {
	err = s.read(func(tx *sql.Tx) error {
		saved, err = savedAttempt(tx, id)
		return err
	})
	return saved, err
}

// OpenAttempt returns the profile's attempt at an exam that is not handed in, the one begun last if there are several, and
// whether there is one. Code: [PaperUnreadable].
func (s *Store) OpenAttempt(profile ProfileID, exam ExamKey) (saved SavedAttempt, found bool, err error) {
	err = s.read(func(tx *sql.Tx) error {
		var id AttemptID
		if err := tx.QueryRow(openAttempt, profile, exam.Source, exam.ID).Scan(&id); errors.Is(err, sql.ErrNoRows) {
			return nil
		} else if err != nil {
			return err
		}
		found = true
		saved, err = savedAttempt(tx, id)
		return err
	})
	return saved, found && err == nil, err
}

// Attempts returns the profile's attempts at all exams, in the order in which they were begun.
func (s *Store) Attempts(profile ProfileID) (infos []AttemptInfo, err error) {
	err = s.read(func(tx *sql.Tx) error {
		all, err := loadAttempts(tx, attemptsToShow, profile)
		for _, a := range all {
			infos = append(infos, a.info())
		}
		return err
	})
	return infos, err
}

// AllAttempts returns the attempts of all profiles at an exam that were handed in, in the order in which they were begun, and
// the number of those that are left out because their questions cannot be read.
func (s *Store) AllAttempts(exam ExamKey) (all []SavedAttempt, unreadable int, err error) {
	err = s.read(func(tx *sql.Tx) error {
		ids, err := list(tx, scanAttemptID, attemptsOfExam, exam.Source, exam.ID)
		if err != nil {
			return err
		}
		for _, id := range ids {
			saved, err := savedAttempt(tx, id)
			switch {
			case CodeOf(err) == PaperUnreadable:
				unreadable++
				continue
			case err != nil:
				return err
			}
			all = append(all, saved)
		}
		return nil
	})
	return all, unreadable, err
}

func savedAttempt(tx *sql.Tx, id AttemptID) (SavedAttempt, error) {
	all, err := loadAttempts(tx, attemptByID, id)
	if err != nil {
		return SavedAttempt{}, err
	}
	if len(all) == 0 {
		return SavedAttempt{}, errNoAttempt(nil)
	}
	return all[0].saved(tx)
}

// loadAttempts reads attempts with their results, without events and marks, by a query that begins with [attemptHead].
func loadAttempts(tx *sql.Tx, query string, args ...any) ([]storedAttempt, error) {
	all, err := list(tx, scanAttempt, query, args...)
	if err != nil {
		return nil, err
	}
	for i := range all {
		if all[i].Results, err = list(tx, scanAttemptResult, resultsOfAttempt, all[i].ID); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// loadEvents reads what loadAttempts leaves out.
func (a *storedAttempt) loadEvents(tx *sql.Tx) (err error) {
	if a.events, err = list(tx, scanEvent, eventsOfAttempt, a.ID); err != nil {
		return err
	}
	a.marks, err = list(tx, scanMark, marksOfAttempt, a.ID)
	return err
}

// info is the attempt for a list.
func (a *storedAttempt) info() AttemptInfo {
	info := a.AttemptInfo
	var err error
	if info.Blueprint, err = decodeBlueprint(a.blueprint); err != nil {
		info.Blueprint = &quiz.Blueprint{ID: info.Exam.ID, Title: info.Title}
	}
	return info
}

// saved is the whole attempt.
func (a *storedAttempt) saved(tx *sql.Tx) (SavedAttempt, error) {
	paper, err := decodePaper(a.blueprint, a.items, a.seed)
	if err != nil {
		return SavedAttempt{}, err
	}
	if err := a.loadEvents(tx); err != nil {
		return SavedAttempt{}, err
	}
	for _, r := range a.Results {
		if len(r.Fractions) != len(paper.Items) {
			return SavedAttempt{}, errPaperUnreadable(errors.New("the result is that of another paper"))
		}
	}
	saved := SavedAttempt{a.AttemptInfo, &quiz.Attempt{Paper: paper, Started: a.Started, Events: a.events}}
	saved.Blueprint = paper.Blueprint
	for _, m := range a.marks {
		saved.Attempt.Marks = append(saved.Attempt.Marks, m.Mark)
	}
	return saved, nil
}

func scanAttempt(from row) (a storedAttempt, err error) {
	var started instant
	var seed int64
	err = from.Scan(&a.ID, &a.Profile, &a.Exam.Source, &a.Exam.ID, &a.Title, &started, &seed, &a.blueprint, &a.items)
	a.Started, a.seed = started.Time, uint64(seed)
	return a, err
}

func scanAttemptID(from row) (id AttemptID, err error) {
	err = from.Scan(&id)
	return id, err
}

func scanEvent(from row) (e quiz.Event, err error) {
	var at instant
	var response document[*quiz.Response]
	err = from.Scan((*eventKind)(&e.Kind), &e.Item, &response, &at, (*int64)(&e.Elapsed))
	if response.value != nil {
		e.Response = *response.value
	}
	e.At = at.Time
	return e, err
}

func scanMark(from row) (m storedMark, err error) {
	var at instant
	var levels document[[]int]
	err = from.Scan(&m.Item, &m.Fraction, &levels, &m.Comment, &at)
	m.at, m.Levels = at.Time, levels.value
	return m, err
}

func scanAttemptResult(from row) (r AttemptResult, err error) {
	var at instant
	var fractions document[[]float64]
	err = from.Scan(&at, &r.Points, &r.Max, &r.Pending, &r.Passed, &fractions)
	r.At, r.Fractions = at.Time, fractions.value
	return r, err
}
