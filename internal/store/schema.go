package store

import (
	"database/sql"
	"embed"
	"fmt"
	"io/fs"
	"os"
	"time"
)

const stepFiles = "migrations/*.sql"

//go:embed migrations/*.sql
var migrations embed.FS

// prepare makes sure that the database is ours and has every step of the schema. The steps are SQL files, applied in the
// order of their names; one that was released is never changed again. The database's user_version is the number of steps
// that it has had. patience is how long to wait for another copy of the program that does the same.
func (s *Store) prepare(schema fs.FS, patience time.Duration) error {
	steps, err := fs.Glob(schema, stepFiles)
	if err != nil {
		return err
	}
	var version int
	err = s.read(func(tx *sql.Tx) (err error) {
		version, err = identify(tx, len(steps))
		return err
	})
	if err != nil {
		return err
	}
	if err := s.checkEnd(); err != nil {
		return err
	}
	if version < len(steps) {
		if err := s.migrate(schema, steps); err != nil {
			return err
		}
	}
	if version == 0 {
		// Personal data is for its owner only, also in a folder that others may read. By name and not by descriptor: to
		// close one would drop SQLite's locks on the file.
		os.Chmod(s.path, 0o600)
	}
	return s.useLog(patience)
}

// applicationID marks a SQLite file as ours: "MUFA".
const applicationID = 0x4d554641

// identify returns the schema's version, 0 for a database that is still empty. newest is the highest that is known.
func identify(tx *sql.Tx, newest int) (version int, err error) {
	var id, tables int
	for _, q := range []struct {
		query string
		into  *int
	}{
		{"PRAGMA application_id", &id},
		{"PRAGMA user_version", &version},
		{"SELECT count(*) FROM sqlite_schema", &tables},
	} {
		if err := tx.QueryRow(q.query).Scan(q.into); err != nil {
			return 0, err
		}
	}
	switch {
	case id == applicationID && version > newest:
		return version, errNewer
	case id == applicationID:
		return version, nil
	case id == 0 && version == 0 && tables == 0:
		return 0, nil
	}
	return version, errForeign
}

// checkEnd refuses a database that was cut off within its last page, which SQLite would fill with zeros. Where a log is
// left from a crash, the page is in there.
func (s *Store) checkEnd() error {
	var page int64
	if err := s.db.QueryRow("PRAGMA page_size").Scan(&page); err != nil {
		return err
	}
	if hasLog(s.path) {
		return nil
	}
	file, err := os.Stat(s.path)
	if err == nil && file.Size()%page != 0 {
		return errCut
	}
	return err
}

// migrate applies the steps that the database has not had yet, all or none.
func (s *Store) migrate(schema fs.FS, steps []string) error {
	return s.write(func(tx *sql.Tx) error {
		version, err := identify(tx, len(steps)) // again: another copy may just have done it
		if err != nil {
			return err
		}
		for _, step := range steps[version:] {
			text, err := fs.ReadFile(schema, step)
			if err != nil {
				return err
			}
			if _, err := tx.Exec(string(text)); err != nil {
				return fmt.Errorf("%s: %w", step, err)
			}
		}
		_, err = tx.Exec(fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = %d", applicationID, len(steps)))
		return err
	})
}

// useLog switches to the write-ahead log, if the database does not use it yet: only now, when the file is known to be ours.
// Where the file system cannot have one (some network drives), SQLite keeps to its other journal, which is as safe.
func (s *Store) useLog(patience time.Duration) error {
	for deadline := time.Now().Add(patience); ; time.Sleep(10 * time.Millisecond) {
		_, err := s.db.Exec("PRAGMA journal_mode = WAL")
		// While another copy does the same, SQLite may report at once that it is busy.
		if err == nil || codeOfDriver(err) != Busy || time.Now().After(deadline) {
			return err
		}
	}
}
