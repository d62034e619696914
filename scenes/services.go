package scenes

import (
	"io"
	"time"

	"mufakat/internal/debrief"
	"mufakat/internal/practice"
	"mufakat/internal/quiz"
	"mufakat/internal/sim"
	"mufakat/internal/store"
)

// ProfileStore keeps who plays; see package store for the errors.
type ProfileStore interface {
	Profiles() ([]store.Profile, error)
	Profile(store.ProfileID) (store.Profile, error)
	CurrentProfile() (store.Profile, error)
	ChooseProfile(store.ProfileID) error
	AddProfile(name, nip string) (store.Profile, error)
	UpdateProfile(id store.ProfileID, name, nip string) error
	DeleteProfile(store.ProfileID) error
	Backup(store.ProfileID, io.Writer) error
	Restore(io.Reader) (store.Profile, error)
}

// RunStore keeps runs; see package store for the errors.
type RunStore interface {
	Begin(profile store.ProfileID, source, title string, run sim.Run) (store.RunID, error)
	Append(id store.RunID, n int, d sim.Decision) error
	Rewind(id store.RunID, n, to int) error
	Finish(id store.RunID, n int, r store.Result) error
	Abandon(store.RunID) error
	Run(store.RunID) (store.Saved, error)
	OpenRun(store.ProfileID, store.CaseKey) (store.Saved, bool, error)
	LastOpenRun(store.ProfileID) (store.Saved, bool, error)
	History(store.ProfileID) ([]store.Info, error)
	Summaries(store.ProfileID) (map[store.CaseKey]store.Summary, error)
	SaveNote(id store.RunID, key, text string) error
	Notes(store.RunID) (map[string]string, error)
}

// ExamStore keeps attempts at exams; see package store for the errors.
type ExamStore interface {
	BeginAttempt(profile store.ProfileID, source string, paper *quiz.Paper, started time.Time) (store.AttemptID, error)
	AppendEvent(id store.AttemptID, n int, e quiz.Event) error
	AddMark(store.AttemptID, quiz.Mark) error
	Attempt(store.AttemptID) (store.SavedAttempt, error)
	OpenAttempt(store.ProfileID, store.ExamKey) (store.SavedAttempt, bool, error)
	Attempts(store.ProfileID) ([]store.AttemptInfo, error)
	AttemptCount(store.ProfileID, store.ExamKey) (int, error)
	AllAttempts(store.ExamKey) (all []store.SavedAttempt, unreadable int, err error)
}

// PracticeStore keeps what was practised, by the source of the questions; see package store for the errors.
type PracticeStore interface {
	PractisedSources(store.ProfileID) ([]string, error)
	AddReview(profile store.ProfileID, source string, r practice.Review) error
	Reviews(profile store.ProfileID, source string) ([]practice.Review, error)
	PracticePlan(profile store.ProfileID, source string) (plan practice.Plan, said bool, err error)
	SetPracticePlan(profile store.ProfileID, source string, plan practice.Plan) error
}

// SettingStore keeps settings and which cards were read.
type SettingStore interface {
	Settings() (map[string]string, error)
	SetSetting(key, value string) error
	MarkSeen(profile store.ProfileID, code string) error
	Seen(profile store.ProfileID) (map[string]time.Time, error)
}

// StoredRun is one run in the store. Every method returns only when the change is durable, or an error that says in one
// sentence why it is not.
type StoredRun struct {
	Store RunStore
	ID    store.RunID
}

// Append records the decision that follows n others.
func (r StoredRun) Append(n int, d sim.Decision) error { return r.Store.Append(r.ID, n, d) }

// Rewind takes back all but the first to of the run's n decisions.
func (r StoredRun) Rewind(n, to int) error { return r.Store.Rewind(r.ID, n, to) }

// Abandon closes the run, so that its case can be begun anew.
func (r StoredRun) Abandon() error { return r.Store.Abandon(r.ID) }

// Notes are the texts written in the run's debrief, by the keys of package debrief.
func (r StoredRun) Notes() (map[string]string, error) { return r.Store.Notes(r.ID) }

// SaveNote keeps one such text.
func (r StoredRun) SaveNote(key, text string) error { return r.Store.SaveNote(r.ID, key, text) }

// Finish records how the run ended. A run that is finished already stays as it is.
func (r StoredRun) Finish(d *debrief.Debrief) error {
	result := store.Result{
		Ending: d.Ending.ID, EndingTitle: d.Ending.Title, EndingRank: d.Ending.Rank,
		Total: d.Score.Total, ScoreLow: d.Score.Nilai.Lo, ScoreHigh: d.Score.Nilai.Hi, Guessing: d.Score.Random.Lo,
	}
	levels := d.Play.State().Levels
	for k := range sim.Criterion(sim.Criteria) {
		level, counts := sim.GroupLevel(levels, k)
		if !counts {
			level = sim.Absent
		}
		result.Levels[k] = level
	}
	return r.Store.Finish(r.ID, len(d.Play.Run.Decisions), result)
}
