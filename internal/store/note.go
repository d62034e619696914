package store

import (
	"database/sql"
	"time"

	lib "modernc.org/sqlite/lib"

	"mufakat/internal/clean"
)

// note is one text of a run's debrief.
type note struct {
	Key   string
	Text  string
	Saved time.Time
}

const (
	upsertNote = `INSERT INTO note (run_id, key, text, saved_at) VALUES (?, ?, ?, ?)
ON CONFLICT (run_id, key) DO UPDATE SET text = excluded.text, saved_at = excluded.saved_at`
	notesOfRun = `SELECT key, text, saved_at FROM note WHERE run_id = ? ORDER BY key`
)

// SaveNote keeps a text of a run's debrief under a key that the caller chooses: an answer, or where the reader stopped.
// It replaces what the key had. Code: [NoRun].
func (s *Store) SaveNote(run RunID, key, text string) error {
	return s.write(func(tx *sql.Tx) error { return note{key, text, s.now()}.insert(tx, run) })
}

func (n note) insert(tx *sql.Tx, run RunID) error {
	_, err := tx.Exec(upsertNote, run, clean.Line(n.Key), clean.Text(n.Text), instant{n.Saved})
	if violates(err, lib.SQLITE_CONSTRAINT_FOREIGNKEY) {
		return errNoRun(err)
	}
	return err
}

// Notes returns the texts of a run's debrief by key; none for a run that does not exist.
func (s *Store) Notes(run RunID) (map[string]string, error) {
	texts := map[string]string{}
	err := s.read(func(tx *sql.Tx) error {
		notes, err := list(tx, scanNote, notesOfRun, run)
		for _, n := range notes {
			texts[n.Key] = n.Text
		}
		return err
	})
	return texts, err
}

func scanNote(from row) (n note, err error) {
	var saved instant
	err = from.Scan(&n.Key, &n.Text, &saved)
	n.Saved = saved.Time
	return n, err
}
