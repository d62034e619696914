package store

import (
	"database/sql"
	"errors"
	"time"

	"mufakat/internal/sim"
)

// CaseKey names a case. Two files may hold cases of the same id.
type CaseKey struct {
	Source string // as given to [Store.Begin]
	ID     string
}

// Info is what is known of a run without its decisions.
type Info struct {
	ID      RunID
	Profile ProfileID
	Case    CaseKey
	Title   string // the case's, when the run began
	Hash    string // of the text on which it was played
	Mode    sim.Mode
	Group   bool
	State   State
	Begun   time.Time
	Touched time.Time // of the last change

	Decisions int      // how many are active
	Results   []Result // the first one first
}

// Saved is a run with its decisions, ready to be replayed.
type Saved struct {
	Info
	Run sim.Run // with the active decisions
}

// Summary is what a list of cases shows of one case.
type Summary struct {
	First *Result // of the run that was finished first, which is the one that counts; nil: none was
	Best  *Result // with the highest nilai, the earlier of equals; nil: none
	Open  RunID   // the run to continue, 0: none
	Runs  int     // how many were begun
}

const (
	// runRows gives a run one row for each result, or a single one with finished_at NULL.
	runRows = `SELECT run.id, run.profile_id, run.source, run.case_id, run.title, run.hash, run.mode, run.in_group, run.state,
	run.begun_at, run.touched_at, run.seed,
	(SELECT count(*) FROM decision WHERE decision.run_id = run.id AND decision.withdrawn_at IS NULL),
	result.id IS NOT NULL, result.finished_at, coalesce(result.decisions, 0),
	coalesce(result.ending, ''), coalesce(result.ending_title, ''), coalesce(result.ending_rank, 0),
	coalesce(result.trust, 0), coalesce(result.commitment, 0), coalesce(result.understanding, 0), coalesce(result.total, 0),
	coalesce(result.score_low, 0), coalesce(result.score_high, 0), coalesce(result.guessing, 0)
FROM run LEFT JOIN result ON result.run_id = run.id `
	runOrder      = ` ORDER BY run.begun_at, run.id, result.finished_at, result.id`
	runsOfProfile = runRows + `WHERE run.profile_id = ?` + runOrder
	runsToShow    = runRows + `WHERE run.profile_id = ? AND ` + decided + runOrder
	runByID       = runRows + `WHERE run.id = ?` + runOrder

	decisionColumns = `SELECT number, passage, option, place, target, decided_at, reason, hands, withdrawn_at FROM decision `
	activeOfRun     = decisionColumns + `WHERE run_id = ? AND withdrawn_at IS NULL ORDER BY number`
	decisionsOfRun  = decisionColumns + `WHERE run_id = ? ORDER BY id`

	openRun     = `SELECT id FROM run WHERE profile_id = ? AND state = 'open' AND source = ? AND case_id = ? AND ` + decided + ` ORDER BY touched_at DESC, id DESC LIMIT 1`
	lastOpenRun = `SELECT id FROM run WHERE profile_id = ? AND state = 'open' AND ` + decided + ` ORDER BY touched_at DESC, id DESC LIMIT 1`

	// decided leaves out a run in which nothing was ever decided: somebody opened a case and went away.
	decided = `(run.state = 'finished' OR EXISTS (SELECT 1 FROM decision WHERE decision.run_id = run.id))`
)

// Run returns a run. Code: [NoRun].
func (s *Store) Run(id RunID) (saved Saved, err error) {
	err = s.read(func(tx *sql.Tx) error {
		saved, err = savedRun(tx, id)
		return err
	})
	return saved, err
}

// OpenRun returns the profile's unfinished run of a case in which something was decided, the one last changed if there are
// several, and whether there is one.
func (s *Store) OpenRun(profile ProfileID, key CaseKey) (saved Saved, found bool, err error) {
	return s.continued(openRun, profile, key.Source, key.ID)
}

// LastOpenRun returns the profile's unfinished run that was changed last, and whether there is one; a run in which nothing
// was ever decided does not count.
func (s *Store) LastOpenRun(profile ProfileID) (saved Saved, found bool, err error) {
	return s.continued(lastOpenRun, profile)
}

func (s *Store) continued(query string, args ...any) (saved Saved, found bool, err error) {
	err = s.read(func(tx *sql.Tx) error {
		var id RunID
		if err := tx.QueryRow(query, args...).Scan(&id); errors.Is(err, sql.ErrNoRows) {
			return nil
		} else if err != nil {
			return err
		}
		found = true
		saved, err = savedRun(tx, id)
		return err
	})
	return saved, found && err == nil, err
}

// History returns the profile's runs in which something was decided, in the order in which they were begun.
func (s *Store) History(profile ProfileID) (infos []Info, err error) {
	err = s.read(func(tx *sql.Tx) error {
		runs, err := loadRuns(tx, runsToShow, profile)
		for _, r := range runs {
			infos = append(infos, r.Info)
		}
		return err
	})
	return infos, err
}

// Summaries returns a summary of every case that the profile has begun.
func (s *Store) Summaries(profile ProfileID) (map[CaseKey]Summary, error) {
	infos, err := s.History(profile)
	if err != nil {
		return nil, err
	}
	return Summarize(infos), nil
}

// Summarize sums up a history by case.
func Summarize(history []Info) map[CaseKey]Summary {
	summaries := map[CaseKey]Summary{}
	touched := map[CaseKey]time.Time{} // of the open run
	for _, info := range history {
		sum := summaries[info.Case]
		sum.Runs++
		if info.State == StateOpen && !info.Touched.Before(touched[info.Case]) {
			sum.Open, touched[info.Case] = info.ID, info.Touched
		}
		for i := range info.Results {
			r := &info.Results[i]
			if sum.First == nil || r.At.Before(sum.First.At) {
				sum.First = r
			}
			if sum.Best == nil || r.ScoreLow > sum.Best.ScoreLow || r.ScoreLow == sum.Best.ScoreLow && r.At.Before(sum.Best.At) {
				sum.Best = r
			}
		}
		summaries[info.Case] = sum
	}
	return summaries
}

func savedRun(tx *sql.Tx, id RunID) (Saved, error) {
	runs, err := loadRuns(tx, runByID, id)
	if err != nil {
		return Saved{}, err
	}
	if len(runs) == 0 {
		return Saved{}, errNoRun(nil)
	}
	info := runs[0].Info
	saved := Saved{Info: info, Run: sim.Run{Case: info.Case.ID, Hash: info.Hash, Seed: runs[0].seed, Mode: info.Mode, Group: info.Group}}
	decisions, err := list(tx, scanDecision, activeOfRun, id)
	for _, d := range decisions {
		saved.Run.Decisions = append(saved.Run.Decisions, d.Decision)
	}
	return saved, err
}

// loadRuns reads runs with their results, without decisions and notes, by a query over [runRows].
func loadRuns(tx *sql.Tx, query string, args ...any) ([]storedRun, error) {
	rows, err := list(tx, scanRun, query, args...)
	if err != nil {
		return nil, err
	}
	var runs []storedRun
	for _, r := range rows {
		if last := len(runs) - 1; last >= 0 && runs[last].ID == r.ID {
			runs[last].Results = append(runs[last].Results, r.Results...)
		} else {
			runs = append(runs, r)
		}
	}
	return runs, nil
}

// scanRun reads a row of runRows: a run with at most one result.
func scanRun(from row) (storedRun, error) {
	var (
		r                    storedRun
		mode                 string
		begun, touched, done instant
		seed                 int64
		hasResult            bool
		res                  Result
	)
	err := from.Scan(&r.ID, &r.Profile, &r.Case.Source, &r.Case.ID, &r.Title, &r.Hash, &mode, &r.Group, &r.State,
		&begun, &touched, &seed, &r.Decisions,
		&hasResult, &done, &res.Decisions, &res.Ending, &res.EndingTitle, &res.EndingRank,
		&res.Levels[sim.Trust], &res.Levels[sim.Commitment], &res.Levels[sim.Understanding], &res.Total,
		&res.ScoreLow, &res.ScoreHigh, &res.Guessing)
	if err != nil {
		return r, err
	}
	r.Begun, r.Touched, r.seed = begun.Time, touched.Time, uint64(seed)
	if hasResult {
		res.At = done.Time
		r.Results = []Result{res}
	}
	r.Mode, err = parseMode(mode)
	return r, err
}

func scanDecision(from row) (storedDecision, error) {
	var (
		d      storedDecision
		at     instant
		raised document[[]int]
	)
	err := from.Scan(&d.number, &d.Passage, &d.Option, &d.Place, &d.Target, &at, &d.Reason, &raised, &d.withdrawn)
	d.At, d.Hands = at.Time, raised.value
	return d, err
}
