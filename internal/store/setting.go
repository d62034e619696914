package store

import "database/sql"

const (
	upsertSetting = `INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value`
	allSettings   = `SELECT key, value FROM setting`
)

// SetSetting keeps a setting of the program; settings belong to the database, not to a profile.
func (s *Store) SetSetting(key, value string) error {
	return s.write(func(tx *sql.Tx) error {
		_, err := tx.Exec(upsertSetting, key, value)
		return err
	})
}

// Settings returns every setting that was ever set.
func (s *Store) Settings() (map[string]string, error) {
	settings := map[string]string{}
	err := s.read(func(tx *sql.Tx) error {
		pairs, err := list(tx, func(from row) (pair [2]string, err error) {
			err = from.Scan(&pair[0], &pair[1])
			return pair, err
		}, allSettings)
		for _, p := range pairs {
			settings[p[0]] = p[1]
		}
		return err
	})
	return settings, err
}
