package store

import (
	"database/sql"
	"time"

	lib "modernc.org/sqlite/lib"

	"mufakat/internal/clean"
)

const (
	// A card seen again keeps the time at which it was first seen.
	insertSeen    = `INSERT INTO seen (profile_id, code, seen_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING`
	seenByProfile = `SELECT code, seen_at FROM seen WHERE profile_id = ? ORDER BY code`
)

// card is a concept card that was opened.
type card struct {
	Code string
	Seen time.Time // first
}

// MarkSeen remembers that the profile has opened a concept card. Code: [NoProfile].
func (s *Store) MarkSeen(profile ProfileID, code string) error {
	return s.write(func(tx *sql.Tx) error { return card{code, s.now()}.insert(tx, profile) })
}

func (c card) insert(tx *sql.Tx, profile ProfileID) error {
	_, err := tx.Exec(insertSeen, profile, clean.Line(c.Code), instant{c.Seen})
	if violates(err, lib.SQLITE_CONSTRAINT_FOREIGNKEY) {
		return errNoProfile(err)
	}
	return err
}

// Seen returns the codes of the concept cards that the profile has opened, each with the time of the first time.
func (s *Store) Seen(profile ProfileID) (map[string]time.Time, error) {
	first := map[string]time.Time{}
	err := s.read(func(tx *sql.Tx) error {
		cards, err := list(tx, scanCard, seenByProfile, profile)
		for _, c := range cards {
			first[c.Code] = c.Seen
		}
		return err
	})
	return first, err
}

func scanCard(from row) (c card, err error) {
	var seen instant
	err = from.Scan(&c.Code, &seen)
	c.Seen = seen.Time
	return c, err
}
