package scenes

import (
	"io"
	"time"

	"mufakat/internal/debrief"
	"mufakat/internal/sim"
	"mufakat/internal/store"
)

// ProfileStore keeps who plays; see package store for the errors.
type ProfileStore interface {
	Profiles() ([]store.Profile, error)
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

// SettingStore keeps settings and which cards were read.
type SettingStore interface {
	SetSetting(key, value string) error
	MarkSeen(profile store.ProfileID, code string) error
	Seen(profile store.ProfileID) (map[string]time.Time, error)
}

// recorder records the decisions of one stored run.
type recorder struct {
	store RunStore
	run   store.RunID
}

func (r recorder) Append(n int, d sim.Decision) error { return r.store.Append(r.run, n, d) }
func (r recorder) Rewind(n, to int) error             { return r.store.Rewind(r.run, n, to) }

// resultOf is what the store keeps of a finished run.
func resultOf(d *debrief.Debrief) store.Result {
	r := store.Result{
		Ending: d.Ending.ID, EndingTitle: d.Ending.Title, EndingRank: d.Ending.Rank,
		Total: d.Score.Total, ScoreLow: d.Score.Nilai.Lo, ScoreHigh: d.Score.Nilai.Hi, Guessing: d.Score.Random.Lo,
	}
	levels := d.Play.State().Levels
	for k := range sim.Criterion(sim.Criteria) {
		level, counts := sim.GroupLevel(levels, k)
		if !counts {
			level = sim.Absent
		}
		r.Levels[k] = level
	}
	return r
}
