// Package store keeps what must not be lost in one SQLite database: profiles, runs with their decisions and results, what
// was written in debriefs, attempts at exams with their answers and results, what was practised, settings.
//
// A change is durable when its method returns (write-ahead log, synchronous=FULL). Several copies of the program may use
// one database at once; within one process a database is opened once, and the [Store] may be used by any number of
// goroutines. Decisions are never removed, only marked as withdrawn; answers and marks are followed by newer ones. Only
// deleting a profile removes anything.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

// FileName is the database's name in its folder.
const FileName = "mufakat.db"

// Options change how a database is opened; the zero value is right for the program.
type Options struct {
	Now         func() time.Time // the clock; nil: time.Now
	BusyTimeout time.Duration    // how long to wait for another copy of the program; 0: five seconds
	MaxPages    int              // the most pages of 4 KiB that the database may grow to; 0: as many as the disk holds
}

// Store is an open database.
type Store struct {
	db   *sql.DB
	path string
	now  func() time.Time
}

// Open opens the database in folder dir and makes both where they do not exist. A file that is not ours, or comes from a
// newer version of the program, is left as it is. Codes: [NoFolder], [ReadOnly], [ForeignFile], [NewerDatabase],
// [Damaged], [DiskFull], [Unreadable], [Busy].
func Open(dir string, o Options) (*Store, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.BusyTimeout == 0 {
		o.BusyTimeout = 5 * time.Second
	}
	path, err := filepath.Abs(filepath.Join(dir, FileName))
	if err != nil {
		return nil, folderError(dir, err)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, folderError(filepath.Dir(path), err)
	}
	if err := checkFiles(path); err != nil {
		return nil, explain(err, path)
	}
	db, err := sql.Open("sqlite", dataSource(path, o))
	if err != nil {
		return nil, explain(err, path)
	}
	// A single connection: the program's reads take microseconds, and so no goroutine ever finds the database locked by
	// another one of its own.
	db.SetMaxOpenConns(1)
	s := &Store{db: db, path: path, now: func() time.Time { return o.Now().UTC().Round(0) }} // as it is read back
	if err := s.prepare(migrations, o.BusyTimeout); err != nil {
		db.Close()
		return nil, explain(err, path)
	}
	return s, nil
}

// Path is the absolute name of the database's file.
func (s *Store) Path() string { return s.path }

// Close closes the database. Whatever was stored is durable even without it.
func (s *Store) Close() error { return explain(s.db.Close(), s.path) }

// checkFiles refuses, by size and kind alone, what SQLite would take for an empty database and overwrite.
func checkFiles(path string) error {
	logged := hasLog(path) // first: where there is a log now, there was a database before it
	db, err := os.Stat(path)
	missing := err != nil || db.Size() == 0
	switch {
	case err == nil && !db.Mode().IsRegular():
		return errForeign
	case missing && logged:
		return errOrphan // the log may hold the last decisions
	case !missing && db.Size() < smallestPage:
		return errForeign
	}
	return nil
}

// smallestPage is the size of the smallest page, and so of the smallest database, that SQLite knows.
const smallestPage = 512

// hasLog tells whether there is a write-ahead log with something in it.
func hasLog(path string) bool {
	log, err := os.Stat(path + "-wal")
	return err == nil && log.Mode().IsRegular() && log.Size() > 0
}

// dataSource names the database and its connection's settings for the driver. The journal mode is not among them: setting it
// changes the file, which may turn out not to be ours.
func dataSource(path string, o Options) string {
	slashed := filepath.ToSlash(path)
	if !strings.HasPrefix(slashed, "/") {
		slashed = "/" + slashed // C:/… is written file:///C:/…
	}
	query := url.Values{
		"_txlock":       {"immediate"},
		"_busy_timeout": {fmt.Sprint(o.BusyTimeout.Milliseconds())},
		"_foreign_keys": {"on"},
		"_synchronous":  {"FULL"},
		"_pragma":       {"secure_delete(on)"}, // a deleted profile's name and NIP are overwritten
	}
	if o.MaxPages > 0 {
		query.Add("_pragma", fmt.Sprintf("max_page_count(%d)", o.MaxPages))
	}
	return (&url.URL{Scheme: "file", Path: slashed, RawQuery: query.Encode()}).String()
}

// write runs do in a transaction that has the right to write from its first statement on, so that it never fails half-way
// for want of it. What do returns as an error undoes everything.
func (s *Store) write(do func(*sql.Tx) error) error { return s.transact(nil, do) }

// read runs do in a transaction, so that all its queries see the same state.
func (s *Store) read(do func(*sql.Tx) error) error {
	return s.transact(&sql.TxOptions{ReadOnly: true}, do)
}

func (s *Store) transact(o *sql.TxOptions, do func(*sql.Tx) error) error {
	tx, err := s.db.BeginTx(context.Background(), o)
	if err != nil {
		return explain(err, s.path)
	}
	defer tx.Rollback() // does nothing after Commit
	if err := do(tx); err != nil {
		return explain(err, s.path)
	}
	return explain(tx.Commit(), s.path)
}

// row is what one row of a result can be read from.
type row interface{ Scan(dest ...any) error }

// list reads every row of a query.
func list[T any](tx *sql.Tx, scan func(row) (T, error), query string, args ...any) ([]T, error) {
	rows, err := tx.Query(query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []T
	for rows.Next() {
		one, err := scan(rows)
		if err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	return all, rows.Err()
}

// folderError explains why the folder dir cannot be made.
func folderError(dir string, cause error) error {
	var at *os.PathError
	if errors.As(cause, &at) && errors.Is(cause, syscall.ENOTDIR) {
		return failure(NoFolder, cause, "Folder data %s tidak dapat dibuat karena %s adalah berkas, bukan folder; pakai folder lain dengan --data FOLDER.", dir, at.Path)
	}
	return failure(NoFolder, cause, "Folder data %s tidak dapat dibuat; periksa izin menulis di folder induknya, atau pakai folder lain dengan --data FOLDER.", dir)
}
