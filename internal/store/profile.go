package store

import (
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	lib "modernc.org/sqlite/lib"

	"mufakat/internal/clean"
)

// Limits of what a profile holds.
const (
	MaxName = 60 // characters
	MaxNIP  = 18 // digits
)

// DefaultName is the name of the profile with which the program begins.
const DefaultName = "Peserta"

// ProfileID names a profile; it is never given to another one, even after the profile was deleted.
type ProfileID int64

// Profile is somebody who plays.
type Profile struct {
	ID      ProfileID
	Name    string // clean, 1 to [MaxName] characters, unique without regard to case
	NIP     string // the civil servant's number: up to [MaxNIP] digits, or empty
	Created time.Time
}

// OwnName is the name that somebody gave to the profile; empty as long as it has the one with which the program begins.
func (p Profile) OwnName() string {
	if p.Name == DefaultName {
		return ""
	}
	return p.Name
}

const (
	profileColumns = `SELECT id, name, nip, created_at FROM profile `
	profileNewest  = profileColumns + `ORDER BY chosen DESC, id LIMIT 1`
	profileAll     = profileColumns + `ORDER BY name_key`
	profileByID    = profileColumns + `WHERE id = ?`

	insertProfile = `INSERT INTO profile (name, name_key, nip, created_at, chosen) VALUES (?, ?, ?, ?, 0)`
	updateProfile = `UPDATE profile SET name = ?, name_key = ?, nip = ? WHERE id = ?`
	chooseProfile = `UPDATE profile SET chosen = (SELECT max(chosen) + 1 FROM profile) WHERE id = ?`
	deleteProfile = `DELETE FROM profile WHERE id = ?`
)

func scanProfile(r row) (p Profile, err error) {
	var created instant
	err = r.Scan(&p.ID, &p.Name, &p.NIP, &created)
	p.Created = created.Time
	return p, err
}

// Profiles returns every profile, sorted by name. There is none before the first call of [Store.CurrentProfile].
func (s *Store) Profiles() (all []Profile, err error) {
	err = s.read(func(tx *sql.Tx) error {
		all, err = list(tx, scanProfile, profileAll)
		return err
	})
	return all, err
}

// CurrentProfile returns the profile that was chosen last. Where there is no profile yet, it makes the first one, named
// [DefaultName].
func (s *Store) CurrentProfile() (p Profile, err error) {
	current := func(tx *sql.Tx) error {
		p, err = scanProfile(tx.QueryRow(profileNewest))
		return err
	}
	if err := s.read(current); !errors.Is(err, sql.ErrNoRows) {
		return p, err
	}
	err = s.write(func(tx *sql.Tx) error {
		// Look again: another copy of the program may have been faster.
		if err := current(tx); !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		p, err = s.insertProfile(tx, DefaultName, "", s.now())
		return err
	})
	return p, err
}

// Profile returns one profile. Code: [NoProfile].
func (s *Store) Profile(id ProfileID) (p Profile, err error) {
	err = s.read(func(tx *sql.Tx) error {
		p, err = scanProfile(tx.QueryRow(profileByID, id))
		if errors.Is(err, sql.ErrNoRows) {
			return errNoProfile(err)
		}
		return err
	})
	return p, err
}

// ChooseProfile makes a profile the current one. Code: [NoProfile].
func (s *Store) ChooseProfile(id ProfileID) error {
	return s.write(func(tx *sql.Tx) error { return changeProfile(tx, chooseProfile, id) })
}

// AddProfile adds a profile; the current one stays current. The NIP may be empty, or have spaces and dots between its
// digits. Codes: [BadName], [NameTaken], [BadNIP].
func (s *Store) AddProfile(name, nip string) (p Profile, err error) {
	err = s.write(func(tx *sql.Tx) error {
		p, err = s.insertProfile(tx, name, nip, s.now())
		return err
	})
	return p, err
}

func (s *Store) insertProfile(tx *sql.Tx, name, nip string, created time.Time) (Profile, error) {
	name, nip, err := checkProfile(name, nip)
	if err != nil {
		return Profile{}, err
	}
	result, err := tx.Exec(insertProfile, name, nameKey(name), nip, instant{created})
	if err != nil {
		return Profile{}, nameError(err, name)
	}
	id, err := result.LastInsertId()
	return Profile{ID: ProfileID(id), Name: name, NIP: nip, Created: created.UTC()}, err
}

// UpdateProfile changes a profile's name and NIP. Codes: those of [Store.AddProfile], and [NoProfile].
func (s *Store) UpdateProfile(id ProfileID, name, nip string) error {
	name, nip, err := checkProfile(name, nip)
	if err != nil {
		return err
	}
	return s.write(func(tx *sql.Tx) error {
		return nameError(changeProfile(tx, updateProfile, name, nameKey(name), nip, id), name)
	})
}

// DeleteProfile removes a profile with everything that it played and wrote, and overwrites it on the disk. It cannot be
// undone: ask twice, and offer [Store.Backup] first. Code: [NoProfile].
func (s *Store) DeleteProfile(id ProfileID) error {
	if err := s.write(func(tx *sql.Tx) error { return changeProfile(tx, deleteProfile, id) }); err != nil {
		return err
	}
	// The write-ahead log still holds what was deleted. While another copy of the program reads, it cannot be emptied;
	// then the last copy to close does that.
	s.db.Exec("PRAGMA wal_checkpoint(TRUNCATE)")
	return nil
}

// changeProfile runs a statement that is to change one profile.
func changeProfile(tx *sql.Tx, statement string, args ...any) error {
	result, err := tx.Exec(statement, args...)
	if err != nil {
		return err
	}
	n, err := result.RowsAffected()
	if err == nil && n == 0 {
		return errNoProfile(nil)
	}
	return err
}

// nameKey is what makes names equal.
func nameKey(name string) string { return strings.ToLower(name) }

// nameError explains that a name is taken, and leaves other errors alone.
func nameError(err error, name string) error {
	if violates(err, lib.SQLITE_CONSTRAINT_UNIQUE) {
		return failure(NameTaken, err, `Nama "%s" sudah dipakai profil lain; pilih nama yang berbeda.`, name)
	}
	return err
}

// checkProfile returns the name and the NIP as they are stored.
func checkProfile(name, nip string) (string, string, error) {
	name = clean.Line(name)
	if name == "" {
		return "", "", failure(BadName, nil, "Nama profil masih kosong; ketik nama dengan paling banyak %d huruf.", MaxName)
	}
	if n := utf8.RuneCountInString(name); n > MaxName {
		return "", "", failure(BadName, nil, "Nama profil terlalu panjang (%d huruf); singkat menjadi paling banyak %d huruf.", n, MaxName)
	}
	nip = strings.NewReplacer(" ", "", ".", "").Replace(clean.Line(nip))
	if strings.Trim(nip, "0123456789") != "" {
		return "", "", failure(BadNIP, nil, "NIP hanya boleh berisi angka; periksa lagi, atau kosongkan.")
	}
	if len(nip) > MaxNIP {
		return "", "", failure(BadNIP, nil, "NIP terlalu panjang (%d angka, paling banyak %d); periksa lagi, atau kosongkan.", len(nip), MaxNIP)
	}
	return name, nip, nil
}

// freeName returns name, or where it is taken the first of "name (2)", "name (3)" … that is not.
func freeName(tx *sql.Tx, name string) (string, error) {
	candidate := name
	for i := 2; ; i++ {
		var taken bool
		if err := tx.QueryRow(`SELECT EXISTS (SELECT 1 FROM profile WHERE name_key = ?)`, nameKey(candidate)).Scan(&taken); err != nil || !taken {
			return candidate, err
		}
		suffix := fmt.Sprintf(" (%d)", i)
		base := []rune(name)
		candidate = strings.TrimSpace(string(base[:min(len(base), MaxName-len(suffix))])) + suffix
	}
}
