package store

import (
	"bytes"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	lib "modernc.org/sqlite/lib"

	"mufakat/internal/clean"
	"mufakat/internal/sim"
)

// MaxBackup is the most bytes that a backup may have to be read.
const MaxBackup = 64 << 20

// What a backup says of itself. The version rises with every change that an older program would misread, or would lose
// something by; older versions are read for ever. 2 added attempts at exams; 3 practice, and the levels of marks.
const (
	backupFormat  = "mufakat-profil"
	backupVersion = 3
)

// The types below are the file that [Store.Backup] writes: one JSON object. Times are RFC 3339 in UTC.

type backupHead struct {
	Format  string `json:"format"` // "mufakat-profil"
	Version int    `json:"versi"`
}

type backupFile struct {
	backupHead
	Name     string           `json:"nama"`
	NIP      string           `json:"nip,omitempty"`
	Created  time.Time        `json:"dibuat"`
	Runs     []backupRun      `json:"permainan"`
	Attempts []backupAttempt  `json:"ujian,omitempty"`
	Practice []backupPractice `json:"latihan,omitempty"`
	Seen     []backupCard     `json:"kartu_dibaca,omitempty"`
}

type backupRun struct {
	Source    string           `json:"asal"` // of the case: a pack's name, a file's path, or empty
	Case      string           `json:"kasus"`
	Title     string           `json:"judul"`
	Hash      string           `json:"sidik"`
	Seed      uint64           `json:"acak,string"` // a string, as many programs cannot read a number that big
	Mode      string           `json:"cara"`        // "latihan" or "penilaian"
	Group     bool             `json:"kelompok"`
	State     State            `json:"keadaan"` // "open", "finished" or "abandoned"
	Begun     time.Time        `json:"dimulai"`
	Touched   time.Time        `json:"diubah"`
	Decisions []backupDecision `json:"keputusan"` // in the order in which they were taken
	Results   []backupResult   `json:"hasil,omitempty"`
	Notes     []backupNote     `json:"catatan,omitempty"`
}

type backupDecision struct {
	Number       int        `json:"urutan"` // of active decisions before it
	backupChoice            // its fields stand in the same object
	Withdrawn    *time.Time `json:"ditarik,omitempty"` // absent: active
}

// backupChoice, backupResult, backupNote and backupCard have the fields of the types that they are converted from and to.
type backupChoice struct {
	Passage string    `json:"adegan"`
	Option  string    `json:"opsi"`
	Place   int       `json:"tempat"`
	Target  string    `json:"tujuan"`
	At      time.Time `json:"waktu"`
	Reason  string    `json:"alasan"`
	Hands   []int     `json:"acungan"` // null: none were counted
}

type backupResult struct {
	Ending      string                `json:"akhir"`
	EndingTitle string                `json:"judul_akhir"`
	EndingRank  int                   `json:"peringkat"`
	Levels      [sim.Criteria]float64 `json:"kriteria"` // kepercayaan, komitmen, pemahaman; -1: counts for nobody
	Total       float64               `json:"total"`
	ScoreLow    float64               `json:"nilai_terendah"`
	ScoreHigh   float64               `json:"nilai_tertinggi"`
	Guessing    float64               `json:"nilai_menebak"`
	Decisions   int                   `json:"jumlah_keputusan"`
	At          time.Time             `json:"waktu"`
}

type backupNote struct {
	Key   string    `json:"kunci"`
	Text  string    `json:"isi"`
	Saved time.Time `json:"waktu"`
}

type backupCard struct {
	Code string    `json:"kode"`
	Seen time.Time `json:"waktu"`
}

// Backup writes a profile with everything that belongs to it to w, so that [Store.Restore] can bring it back, here or on
// another machine. Codes: [NoProfile], [BackupFailed].
func (s *Store) Backup(id ProfileID, w io.Writer) error {
	file := backupFile{backupHead: backupHead{backupFormat, backupVersion}}
	err := s.read(func(tx *sql.Tx) error { return file.load(tx, id) })
	if err != nil {
		return err
	}
	text, err := json.MarshalIndent(file, "", " ")
	if err != nil {
		return explain(err, s.path)
	}
	if _, err := w.Write(append(text, '\n')); err != nil {
		return failure(BackupFailed, err, "Cadangan tidak dapat ditulis; periksa ruang dan izin menulis di tempat tujuan, lalu coba lagi.")
	}
	return nil
}

func (f *backupFile) load(tx *sql.Tx, id ProfileID) error {
	p, err := scanProfile(tx.QueryRow(profileByID, id))
	if errors.Is(err, sql.ErrNoRows) {
		return errNoProfile(err)
	} else if err != nil {
		return err
	}
	f.Name, f.NIP, f.Created = p.Name, p.NIP, p.Created
	cards, err := list(tx, scanCard, seenByProfile, id)
	if err != nil {
		return err
	}
	for _, c := range cards {
		f.Seen = append(f.Seen, backupCard(c))
	}
	runs, err := loadRuns(tx, runsOfProfile, id)
	if err != nil {
		return err
	}
	for _, r := range runs {
		if r.decisions, err = list(tx, scanDecision, decisionsOfRun, r.ID); err != nil {
			return err
		}
		if r.notes, err = list(tx, scanNote, notesOfRun, r.ID); err != nil {
			return err
		}
		f.Runs = append(f.Runs, newBackupRun(r))
	}
	if err := f.loadAttempts(tx, id); err != nil {
		return err
	}
	return f.loadPractice(tx, id)
}

// Restore reads a backup and adds its profile with everything that belongs to it, or nothing at all; the current profile
// stays current. Where the name is taken, the profile gets the next free one: "Budi (2)". Codes: [BackupForeign],
// [BackupNewer], [BackupTooBig], [BackupDamaged], [BackupFailed], [BadName], [BadNIP].
func (s *Store) Restore(r io.Reader) (p Profile, err error) {
	file, err := readBackup(r)
	if err != nil {
		return Profile{}, err
	}
	runs := make([]storedRun, len(file.Runs))
	for i := range file.Runs {
		if runs[i], err = file.Runs[i].stored(); err != nil {
			return Profile{}, errBackupDamaged(err)
		}
	}
	attempts := make([]storedAttempt, len(file.Attempts))
	for i := range file.Attempts {
		if attempts[i], err = file.Attempts[i].stored(); err != nil {
			return Profile{}, errBackupDamaged(err)
		}
	}
	for _, practised := range file.Practice {
		if err := practised.check(); err != nil {
			return Profile{}, errBackupDamaged(err)
		}
	}
	name, nip, err := checkProfile(file.Name, file.NIP)
	if err != nil {
		return Profile{}, err
	}
	err = s.write(func(tx *sql.Tx) error {
		free, err := freeName(tx, name)
		if err != nil {
			return err
		}
		if p, err = s.insertProfile(tx, free, nip, file.Created); err != nil {
			return err
		}
		for _, c := range file.Seen {
			if err := card(c).insert(tx, p.ID); err != nil {
				return err
			}
		}
		for _, run := range runs {
			run.Profile = p.ID
			if _, err := run.insert(tx); err != nil {
				return err
			}
		}
		for _, attempt := range attempts {
			attempt.Profile = p.ID
			if _, err := attempt.insert(tx); err != nil {
				return err
			}
		}
		for _, practised := range file.Practice {
			if err := practised.insert(tx, p.ID); err != nil {
				return err
			}
		}
		return nil
	})
	// A value that no database of ours holds, such as the year 10000, or a document that is too deep for SQLite.
	if errors.Is(err, errFormat) || violates(err, lib.SQLITE_CONSTRAINT_CHECK) {
		err = errBackupDamaged(err)
	}
	if err != nil {
		return Profile{}, err
	}
	return p, nil
}

func errBackupDamaged(cause error) error {
	return failure(BackupDamaged, cause, "Cadangan itu rusak atau terpotong, sehingga tidak ada yang dipulihkan; pakai salinan cadangan yang lain.")
}

func readBackup(r io.Reader) (backupFile, error) {
	var file backupFile
	text, err := io.ReadAll(io.LimitReader(r, MaxBackup+1))
	if err != nil {
		return file, failure(BackupFailed, err, "Cadangan tidak dapat dibaca; periksa apakah berkasnya masih ada dan boleh dibaca, lalu coba lagi.")
	}
	if len(text) > MaxBackup {
		return file, failure(BackupTooBig, nil, "Berkas itu terlalu besar untuk cadangan Mufakat (lebih dari %d MB); pilih berkas yang lain.", MaxBackup>>20)
	}
	text = bytes.TrimPrefix(text, []byte("\ufeff")) // which an editor may have added
	// The head comes first, as the rest of a newer file may have another shape.
	var head backupHead
	err = json.Unmarshal(text, &head)
	switch {
	case head.Format != backupFormat && !(err != nil && bytes.Contains(text, []byte(backupFormat))):
		return file, failure(BackupForeign, err, "Berkas itu bukan cadangan profil Mufakat; pilih berkas cadangan yang dibuat oleh Mufakat.")
	case head.Version > backupVersion:
		return file, failure(BackupNewer, nil, "Cadangan itu dibuat oleh versi Mufakat yang lebih baru; perbarui Mufakat, lalu pulihkan lagi.")
	}
	if err := json.Unmarshal(text, &file); err != nil || head.Version < 1 {
		return file, errBackupDamaged(err)
	}
	return file, nil
}

func newBackupRun(r storedRun) backupRun {
	b := backupRun{
		Source: r.Case.Source, Case: r.Case.ID, Title: r.Title, Hash: r.Hash, Seed: r.seed, Mode: r.Mode.String(), Group: r.Group,
		State: r.State, Begun: r.Begun, Touched: r.Touched,
	}
	for _, d := range r.decisions {
		decision := backupDecision{Number: d.number, backupChoice: backupChoice(d.Decision)}
		if d.withdrawn != nil {
			decision.Withdrawn = &d.withdrawn.Time
		}
		b.Decisions = append(b.Decisions, decision)
	}
	for _, res := range r.Results {
		b.Results = append(b.Results, backupResult(res))
	}
	for _, n := range r.notes {
		b.Notes = append(b.Notes, backupNote(n))
	}
	return b
}

// stored is the run as it is to be inserted, without its profile; an error tells what in it cannot be true. A backup comes
// from outside: also ids, which the program's own cases have clean, lose what a terminal would obey.
func (b backupRun) stored() (storedRun, error) {
	mode, err := parseMode(b.Mode)
	if err != nil {
		return storedRun{}, err
	}
	if !slices.Contains([]State{StateOpen, StateFinished, StateAbandoned}, b.State) {
		return storedRun{}, fmt.Errorf("state %q", b.State)
	}
	r := storedRun{
		Info: Info{Case: CaseKey{clean.Text(b.Source), clean.Text(b.Case)}, Title: b.Title, Hash: clean.Text(b.Hash), Mode: mode, Group: b.Group, State: b.State,
			Begun: b.Begun, Touched: b.Touched},
		seed: b.Seed,
	}
	active := 0
	for i, d := range b.Decisions {
		d.Passage, d.Option, d.Target = clean.Text(d.Passage), clean.Text(d.Option), clean.Text(d.Target)
		decision := storedDecision{number: d.Number, Decision: sim.Decision(d.backupChoice)}
		switch {
		case d.Withdrawn != nil && d.Number >= 0:
			decision.withdrawn = &instant{*d.Withdrawn}
		case d.Withdrawn == nil && d.Number == active:
			active++
		default:
			return storedRun{}, fmt.Errorf("decision %d is number %d after %d active ones", i, d.Number, active)
		}
		r.decisions = append(r.decisions, decision)
	}
	for _, res := range b.Results {
		res.Ending = clean.Text(res.Ending)
		r.Results = append(r.Results, Result(res))
	}
	for _, n := range b.Notes {
		r.notes = append(r.notes, note(n))
	}
	return r, nil
}
