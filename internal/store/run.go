package store

import (
	"database/sql"
	"errors"
	"time"

	lib "modernc.org/sqlite/lib"

	"mufakat/internal/clean"
	"mufakat/internal/sim"
)

// RunID names a run; it is never given to another one.
type RunID int64

// State tells how far a run is.
type State string

// The states.
const (
	StateOpen      State = "open"
	StateFinished  State = "finished"
	StateAbandoned State = "abandoned" // closed before it was finished, for instance to begin its case anew
)

// Result is how a run ended. Levels, totals and scores are numbers from 0 to 100.
type Result struct {
	Ending      string // id
	EndingTitle string
	EndingRank  int                   // 1 is best; 0: none
	Levels      [sim.Criteria]float64 // the collaboration's; [sim.Absent] where a criterion counts for nobody
	Total       float64               // with the ending's cap
	ScoreLow    float64               // nilai proses; where the analysis is exact, ScoreLow and ScoreHigh are equal
	ScoreHigh   float64
	Guessing    float64 // mean nilai of random play

	// Filled in by [Store.Finish]:
	Decisions int // how many decisions led to it
	At        time.Time
}

// Exact tells whether the nilai is known exactly, and not only as a range.
func (r Result) Exact() bool { return r.ScoreLow == r.ScoreHigh }

const (
	insertRun = `INSERT INTO run (profile_id, source, case_id, title, hash, seed, mode, in_group, state, begun_at, touched_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
	insertDecision = `INSERT INTO decision (run_id, number, passage, option, place, target, decided_at, reason, hands, withdrawn_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
	insertResult = `INSERT INTO result (run_id, finished_at, decisions, ending, ending_title, ending_rank,
	trust, commitment, understanding, total, score_low, score_high, guessing)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`

	runPosition = `SELECT state, (SELECT count(*) FROM decision WHERE run_id = run.id AND withdrawn_at IS NULL) FROM run WHERE id = ?`
	touchRun    = `UPDATE run SET state = ?, touched_at = ? WHERE id = ?`
	withdraw    = `UPDATE decision SET withdrawn_at = ? WHERE run_id = ? AND number >= ? AND withdrawn_at IS NULL`
)

// Begin stores a new run and returns its name. source tells where the case was taken from, as the caller knows it (a
// pack's name, a file's path, or empty); title is the case's. Decisions that run already has are stored with it.
// Code: [NoProfile].
func (s *Store) Begin(profile ProfileID, source, title string, run sim.Run) (id RunID, err error) {
	now := s.now()
	stored := storedRun{Info: Info{
		Profile: profile, Case: CaseKey{source, run.Case}, Title: title, Hash: run.Hash, Mode: run.Mode, Group: run.Group,
		State: StateOpen, Begun: now, Touched: now,
	}, seed: run.Seed}
	for i, d := range run.Decisions {
		stored.decisions = append(stored.decisions, storedDecision{number: i, Decision: d})
	}
	err = s.write(func(tx *sql.Tx) error {
		id, err = stored.insert(tx)
		return err
	})
	return id, err
}

// Append stores the run's next decision; n is the number of decisions that the caller knows the run to have. It is
// durable on return. Codes: [NoRun], [RunClosed], [ChangedElsewhere]; with each, and with [DiskFull], nothing was stored.
func (s *Store) Append(id RunID, n int, d sim.Decision) error {
	return s.write(func(tx *sql.Tx) error {
		state, err := standing(tx, id, n)
		if err != nil {
			return err
		}
		if state != StateOpen {
			return errRunClosed()
		}
		if err := (storedDecision{number: n, Decision: d}).insert(tx, id); err != nil {
			return err
		}
		return s.touch(tx, id, StateOpen)
	})
}

// Rewind withdraws all but the first to of the run's n decisions and opens the run again if it was finished. If there is
// nothing to withdraw, nothing changes. Whether the run's mode allows it is for the caller to know. Codes: as for [Store.Append].
func (s *Store) Rewind(id RunID, n, to int) error {
	to = max(to, 0)
	return s.write(func(tx *sql.Tx) error {
		state, err := standing(tx, id, n)
		switch {
		case err != nil:
			return err
		case state == StateAbandoned:
			return errRunClosed()
		case to >= n:
			return nil
		}
		if _, err := tx.Exec(withdraw, instant{s.now()}, id, to); err != nil {
			return err
		}
		return s.touch(tx, id, StateOpen)
	})
}

// Finish stores how the run ended after its n decisions. If the run is finished already, its result stays as it is; a run
// that was rewound and finished again has both results. Codes: as for [Store.Append]; [RunClosed] if it was abandoned.
func (s *Store) Finish(id RunID, n int, r Result) error {
	return s.write(func(tx *sql.Tx) error {
		state, err := standing(tx, id, n)
		switch {
		case err != nil:
			return err
		case state == StateFinished:
			return nil
		case state == StateAbandoned:
			return errRunClosed()
		}
		r.Decisions, r.At = n, s.now()
		if err := r.insert(tx, id); err != nil {
			return err
		}
		return s.touch(tx, id, StateFinished)
	})
}

// Abandon closes a run that was not finished, so that its case can be begun anew; it stays in the history. A run that is
// closed already stays as it is. Code: [NoRun].
func (s *Store) Abandon(id RunID) error {
	return s.write(func(tx *sql.Tx) error {
		state, _, err := position(tx, id)
		if err != nil || state != StateOpen {
			return err
		}
		return s.touch(tx, id, StateAbandoned)
	})
}

// position returns the run's state and its number of active decisions.
func position(tx *sql.Tx, id RunID) (state State, n int, err error) {
	err = tx.QueryRow(runPosition, id).Scan(&state, &n)
	if errors.Is(err, sql.ErrNoRows) {
		err = errNoRun(err)
	}
	return state, n, err
}

// standing returns the run's state, or an error if it does not have n active decisions.
func standing(tx *sql.Tx, id RunID, n int) (State, error) {
	state, active, err := position(tx, id)
	if err == nil && active != n {
		err = errChangedElsewhere()
	}
	return state, err
}

func (s *Store) touch(tx *sql.Tx, id RunID, state State) error {
	_, err := tx.Exec(touchRun, state, instant{s.now()}, id)
	return err
}

// storedRun is a run as its row holds it, with the rows that belong to it. Its texts are cleaned where they are inserted;
// ids and the source stay as they are, since they must find the case again.
type storedRun struct {
	Info
	seed      uint64
	decisions []storedDecision // in the order in which they were stored, withdrawn ones too
	notes     []note
}

// ofProfile is the id of what was just inserted for a profile. A profile that is not there is an error of its own.
func ofProfile(done sql.Result, err error) (id int64, _ error) {
	if violates(err, lib.SQLITE_CONSTRAINT_FOREIGNKEY) {
		return 0, errNoProfile(err)
	}
	if err != nil {
		return 0, err
	}
	return done.LastInsertId()
}

// insert stores the run and returns its id.
func (r *storedRun) insert(tx *sql.Tx) (RunID, error) {
	last, err := ofProfile(tx.Exec(insertRun, r.Profile, r.Case.Source, r.Case.ID, clean.Line(r.Title), r.Hash,
		int64(r.seed), r.Mode.String(), r.Group, r.State, instant{r.Begun}, instant{r.Touched}))
	if err != nil {
		return 0, err
	}
	id := RunID(last)
	for _, d := range r.decisions {
		if err := d.insert(tx, id); err != nil {
			return 0, err
		}
	}
	for _, result := range r.Results {
		if err := result.insert(tx, id); err != nil {
			return 0, err
		}
	}
	for _, n := range r.notes {
		if err := n.insert(tx, id); err != nil {
			return 0, err
		}
	}
	return id, nil
}

// storedDecision is a decision with its place in the run.
type storedDecision struct {
	number int
	sim.Decision
	withdrawn *instant // nil: active
}

func (d storedDecision) insert(tx *sql.Tx, id RunID) error {
	_, err := tx.Exec(insertDecision, id, d.number, d.Passage, d.Option, d.Place, d.Target,
		instant{d.At}, clean.Line(d.Reason), document[[]int]{d.Hands}, d.withdrawn)
	return err
}

func (r Result) insert(tx *sql.Tx, id RunID) error {
	_, err := tx.Exec(insertResult, id, instant{r.At}, r.Decisions, r.Ending, clean.Line(r.EndingTitle), r.EndingRank,
		r.Levels[sim.Trust], r.Levels[sim.Commitment], r.Levels[sim.Understanding], r.Total, r.ScoreLow, r.ScoreHigh, r.Guessing)
	return err
}
