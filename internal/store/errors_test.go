package store

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"testing"

	lib "modernc.org/sqlite/lib"
)

func TestCodeOfResult(t *testing.T) {
	for result, want := range map[int]Code{
		lib.SQLITE_NOTADB:                ForeignFile,
		lib.SQLITE_CORRUPT:               Damaged,
		lib.SQLITE_CORRUPT_INDEX:         Damaged,
		lib.SQLITE_IOERR_SHORT_READ:      Damaged,
		lib.SQLITE_FULL:                  DiskFull,
		lib.SQLITE_IOERR_SHMSIZE:         DiskFull,
		lib.SQLITE_READONLY:              ReadOnly,
		lib.SQLITE_READONLY_DIRECTORY:    ReadOnly,
		lib.SQLITE_CANTOPEN:              ReadOnly,
		lib.SQLITE_IOERR_WRITE:           Unreadable,
		lib.SQLITE_IOERR_FSYNC:           Unreadable,
		lib.SQLITE_BUSY:                  Busy,
		lib.SQLITE_BUSY_RECOVERY:         Busy,
		lib.SQLITE_LOCKED:                Busy,
		lib.SQLITE_CONSTRAINT_FOREIGNKEY: Unknown,
		lib.SQLITE_ERROR:                 Unknown,
	} {
		if got := codeOfResult(result); got != want {
			t.Errorf("result %d: code %d, want %d", result, got, want)
		}
	}
}

func TestSentences(t *testing.T) {
	path := filepath.Join("data", FileName)
	for code, want := range map[Code]string{
		Unknown:       fmt.Sprintf("Data di %s tidak dapat dibuka atau disimpan; tutup Mufakat, lalu buka lagi.", path),
		NewerDatabase: fmt.Sprintf(newerSentence, path),
		ForeignFile:   fmt.Sprintf(foreignSentence, path),
		Damaged:       fmt.Sprintf(damagedSentence, path),
		DiskFull:      fmt.Sprintf(fullSentence, path),
		ReadOnly:      fmt.Sprintf(readOnlySentence, "data"),
		Unreadable:    fmt.Sprintf("Berkas data %s tidak dapat dibaca atau ditulisi; periksa apakah disk atau flashdisk-nya masih terpasang, atau pakai folder lain dengan --data FOLDER.", path),
		Busy:          busySentence,
	} {
		if got := sentence(code, path); got != want {
			t.Errorf("code %d: %s\nwant %s", code, got, want)
		}
	}
}

func TestExplain(t *testing.T) {
	path := filepath.Join("data", FileName)
	if err := explain(nil, path); err != nil {
		t.Errorf("%v of no error", err)
	}
	fails(t, explain(io.ErrUnexpectedEOF, path), Unknown, fmt.Sprintf("Data di %s tidak dapat dibuka atau disimpan; tutup Mufakat, lalu buka lagi.", path))
	own := fmt.Errorf("while saving: %w", errRunClosed())
	if got := explain(own, path); got != own {
		t.Errorf("%v was explained again: %v", own, got)
	}
	if CodeOf(own) != RunClosed || CodeOf(io.EOF) != Unknown || CodeOf(nil) != Unknown {
		t.Error("CodeOf")
	}
	if err := explain(fmt.Errorf("0001_play.sql: %w", errForeign), path); !errors.Is(err, errForeign) {
		t.Errorf("%v lost its cause", err)
	}
}
