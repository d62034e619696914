package store

import (
	"errors"
	"fmt"
	"path/filepath"

	"modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"
)

// Code tells what kind of thing went wrong.
type Code int

// The codes.
const (
	Unknown          Code = iota
	NewerDatabase         // written by a newer version of the program; left untouched
	ForeignFile           // not a database of this program; left untouched
	Damaged               // a database of this program that cannot be read
	DiskFull              // nothing of what was asked for was stored
	ReadOnly              // the folder or the file may not be written
	NoFolder              // the folder cannot be made, or nobody knows where it should be
	Unreadable            // the disk fails, or is gone
	Busy                  // another copy of the program kept on writing for longer than [Options.BusyTimeout]
	NoProfile             // there is no such profile, or no longer
	NoRun                 // there is no such run, or no longer
	RunClosed             // the run is finished or abandoned
	NoAttempt             // there is no such attempt at an exam, or no longer
	AttemptClosed         // the attempt is handed in
	AttemptOpen           // the attempt is not handed in yet
	NoAttemptsLeft        // the exam may be attempted no more
	PaperUnreadable       // what an attempt asks cannot be read, shown or graded; it stays stored as it is
	BadMark               // a mark is not between 0 and 1, or for an item that people do not grade
	ChangedElsewhere      // another copy of the program has moved the run or the attempt on; nothing was stored
	BadName               // a profile's name is empty or too long
	NameTaken             // another profile has this name
	BadNIP                // an NIP is not made of digits, or too long
	BackupForeign         // the file is no backup of a profile
	BackupNewer           // the backup comes from a newer version of the program
	BackupTooBig          // the backup is bigger than [MaxBackup]
	BackupDamaged         // the backup is cut off, or contradicts itself
	BackupFailed          // the backup could not be read from or written to where it is
)

// Error is what every method of this package returns when it fails. Its text is one sentence in Indonesian for the user:
// what is wrong and what to do next. The cause, which may be in English, is for a log: see errors.Unwrap.
type Error struct {
	Code    Code
	Message string
	Err     error // may be nil
}

func (e *Error) Error() string { return e.Message }

func (e *Error) Unwrap() error { return e.Err }

// CodeOf is the code of err, or [Unknown] where err does not come from this package.
func CodeOf(err error) Code {
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	return Unknown
}

func failure(code Code, cause error, format string, args ...any) *Error {
	return &Error{Code: code, Message: fmt.Sprintf(format, args...), Err: cause}
}

func errNoProfile(cause error) error {
	return failure(NoProfile, cause, "Profil itu sudah tidak ada, mungkin dihapus dari jendela Mufakat yang lain; pilih profil lain.")
}

func errNoRun(cause error) error {
	return failure(NoRun, cause, "Permainan itu sudah tidak ada, mungkin dihapus dari jendela Mufakat yang lain; kembali ke Beranda dan pilih yang lain.")
}

func errRunClosed() error {
	return failure(RunClosed, nil, "Permainan itu sudah selesai atau ditinggalkan; mulai permainan baru dari daftar kasus.")
}

func errChangedElsewhere() error {
	return failure(ChangedElsewhere, nil, "Permainan ini sudah diubah dari jendela Mufakat yang lain; kembali ke Beranda, lalu buka lagi untuk meneruskan dari keputusan terakhir.")
}

func errNoAttempt(cause error) error {
	return failure(NoAttempt, cause, "Ujian itu sudah tidak ada, mungkin dihapus dari jendela Mufakat yang lain; kembali ke Beranda dan pilih yang lain.")
}

func errAttemptClosed() error {
	return failure(AttemptClosed, nil, "Ujian ini sudah dikumpulkan, sehingga jawabannya tidak dapat diubah lagi; lihat hasilnya di Kuis.")
}

func errAttemptOpen() error {
	return failure(AttemptOpen, nil, "Ujian ini belum dikumpulkan, jadi belum dapat dinilai; tunggu sampai dikumpulkan.")
}

func errAttemptChangedElsewhere() error {
	return failure(ChangedElsewhere, nil, "Ujian ini sudah diubah dari jendela Mufakat yang lain; kembali ke Beranda, lalu buka lagi untuk meneruskan dari jawaban terakhir.")
}

func errNoAttemptsLeft(limit int) error {
	return failure(NoAttemptsLeft, nil, "Ujian ini hanya boleh dikerjakan %d kali, dan semua kesempatan Anda sudah terpakai; lihat hasilnya di Kuis, atau hubungi pengajar Anda.", limit)
}

func errPaperUnreadable(cause error) error {
	return failure(PaperUnreadable, cause, "Soal ujian ini tidak dapat dibaca, mungkin karena disimpan oleh versi Mufakat yang lain; perbarui Mufakat, lalu buka lagi (jawaban yang sudah tersimpan tetap aman).")
}

func errBadMark() error {
	return failure(BadMark, nil, "Nilai itu tidak dapat disimpan; isilah 0 sampai 100 persen, dan hanya untuk soal uraian.")
}

// explain turns whatever the database reports into an [Error] about the database at path; an Error stays what it is.
func explain(err error, path string) error {
	var own *Error
	if err == nil || errors.As(err, &own) {
		return err
	}
	code := codeOfDriver(err)
	return &Error{Code: code, Message: sentence(code, path), Err: err}
}

// sentence tells the user of a fault of the database at path.
func sentence(code Code, path string) string {
	const elsewhere = "pakai folder lain dengan --data FOLDER."
	switch code {
	case NewerDatabase:
		return fmt.Sprintf("Berkas data %s berasal dari versi Mufakat yang lebih baru; perbarui Mufakat, atau %s", path, elsewhere)
	case ForeignFile:
		return fmt.Sprintf("Berkas %s bukan data Mufakat; pindahkan berkas itu ke tempat lain, atau %s", path, elsewhere)
	case Damaged:
		return fmt.Sprintf("Berkas data %s rusak atau tidak lengkap; pindahkan berkas itu bersama berkas -wal dan -shm di sampingnya ke tempat lain (jangan dihapus, isinya mungkin masih dapat diselamatkan), atau %s", path, elsewhere)
	case DiskFull:
		return fmt.Sprintf("Ruang penyimpanan penuh sehingga perubahan terakhir belum tersimpan; kosongkan sebagian ruang di tempat %s, lalu coba lagi.", path)
	case ReadOnly:
		return fmt.Sprintf("Data tidak dapat disimpan di folder %s; periksa izin menulis di folder itu, atau %s", filepath.Dir(path), elsewhere)
	case Unreadable:
		return fmt.Sprintf("Berkas data %s tidak dapat dibaca atau ditulisi; periksa apakah disk atau flashdisk-nya masih terpasang, atau %s", path, elsewhere)
	case Busy:
		return "Data sedang dipakai oleh jendela Mufakat yang lain; tunggu sebentar, lalu coba lagi."
	}
	return fmt.Sprintf("Data di %s tidak dapat dibuka atau disimpan; tutup Mufakat, lalu buka lagi.", path)
}

// Causes that this package finds itself and hands to explain like those of the driver.
var (
	errNewer   = errors.New("user_version is above the newest migration")
	errForeign = errors.New("application_id is not ours, or not a regular file")
	errOrphan  = errors.New("write-ahead log without its database")
	errCut     = errors.New("the file ends within a page")
	errFormat  = errors.New("a stored value cannot be read")
)

func codeOfDriver(err error) Code {
	switch {
	case errors.Is(err, errNewer):
		return NewerDatabase
	case errors.Is(err, errForeign):
		return ForeignFile
	case errors.Is(err, errOrphan), errors.Is(err, errCut), errors.Is(err, errFormat):
		return Damaged
	}
	var driver *sqlite.Error
	if !errors.As(err, &driver) {
		return Unknown
	}
	return codeOfResult(driver.Code())
}

// codeOfResult sorts SQLite's extended result codes.
func codeOfResult(result int) Code {
	switch result {
	case lib.SQLITE_IOERR_SHMSIZE: // no room for the index of the write-ahead log
		return DiskFull
	case lib.SQLITE_IOERR_SHORT_READ:
		return Damaged
	}
	switch result & 0xff { // the primary code
	case lib.SQLITE_NOTADB:
		return ForeignFile
	case lib.SQLITE_CORRUPT, lib.SQLITE_MISMATCH:
		return Damaged
	case lib.SQLITE_FULL:
		return DiskFull
	case lib.SQLITE_READONLY, lib.SQLITE_CANTOPEN, lib.SQLITE_PERM, lib.SQLITE_AUTH:
		return ReadOnly
	case lib.SQLITE_IOERR, lib.SQLITE_PROTOCOL, lib.SQLITE_NOLFS:
		return Unreadable
	case lib.SQLITE_BUSY, lib.SQLITE_LOCKED:
		return Busy
	}
	return Unknown
}

// violates tells whether err is the given kind of violated constraint, such as lib.SQLITE_CONSTRAINT_UNIQUE.
func violates(err error, constraint int) bool {
	var driver *sqlite.Error
	return errors.As(err, &driver) && driver.Code() == constraint
}
