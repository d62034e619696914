package store

import (
	"bytes"
	"database/sql"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"mufakat/internal/quiz"
)

func TestOpenMakesFolderAndKeepsIt(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a b", "50%?#;ü", "data")
	s := open(t, dir, Options{})
	p, err := s.CurrentProfile()
	must(t, err)
	id := begin(t, s, p.ID, "k")
	play(t, s, id, 0, 3)
	must(t, s.Close())
	if want := filepath.Join(dir, FileName); s.Path() != want {
		t.Errorf("path %s, want %s", s.Path(), want)
	}
	entries, err := os.ReadDir(dir)
	must(t, err)
	if len(entries) != 1 || entries[0].Name() != FileName {
		t.Errorf("left in the folder after Close: %v", entries)
	}
	if info, err := entries[0].Info(); err != nil || os.PathSeparator == '/' && info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
	again := open(t, dir, Options{})
	saved, err := again.Run(id)
	must(t, err)
	if len(saved.Run.Decisions) != 3 {
		t.Errorf("%d decisions after reopening", len(saved.Run.Decisions))
	}
}

func TestConnectionSettings(t *testing.T) {
	steps, err := fs.Glob(migrations, stepFiles)
	must(t, err)
	s := open(t, t.TempDir(), Options{BusyTimeout: 1234 * time.Millisecond, MaxPages: 999})
	for pragma, want := range map[string]string{
		"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1", "secure_delete": "1", "busy_timeout": "1234",
		"max_page_count": "999", "application_id": fmt.Sprint(applicationID), "user_version": fmt.Sprint(len(steps)),
	} {
		var got string
		must(t, s.db.QueryRow("PRAGMA "+pragma).Scan(&got))
		if got != want {
			t.Errorf("%s = %s, want %s", pragma, got, want)
		}
	}
}

func TestOpenRelativeFolder(t *testing.T) {
	t.Chdir(t.TempDir())
	s := open(t, "data", Options{})
	if !filepath.IsAbs(s.Path()) {
		t.Errorf("path %s", s.Path())
	}
	if _, err := os.Stat(filepath.Join("data", FileName)); err != nil {
		t.Error(err)
	}
}

func TestOpenWhereAParentIsAFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "berkas")
	must(t, os.WriteFile(file, []byte("isi"), 0o600))
	for _, dir := range []string{file, filepath.Join(file, "data"), filepath.Join(file, "a", "b")} {
		_, err := Open(dir, Options{})
		fails(t, err, NoFolder, fmt.Sprintf("Folder data %s tidak dapat dibuat karena %s adalah berkas, bukan folder; pakai folder lain dengan --data FOLDER.", dir, file))
	}
}

// A folder in the place of the write-ahead log is as good as a folder without the right to write, which root has everywhere.
func TestOpenWhereNothingCanBeWritten(t *testing.T) {
	dir := t.TempDir()
	must(t, open(t, dir, Options{}).Close())
	must(t, os.Mkdir(filepath.Join(dir, FileName+"-wal"), 0o700))
	s, err := Open(dir, Options{})
	if err == nil {
		_, err = s.CurrentProfile()
		s.Close()
	}
	fails(t, err, ReadOnly, fmt.Sprintf(readOnlySentence, dir))
}

func TestOpenWithoutTheRightToWrite(t *testing.T) {
	if os.Geteuid() <= 0 {
		t.Skip("root may write everywhere")
	}
	dir := t.TempDir()
	must(t, os.Chmod(dir, 0o500))
	_, err := Open(dir, Options{})
	fails(t, err, ReadOnly, fmt.Sprintf(readOnlySentence, dir))
	_, err = Open(filepath.Join(dir, "data"), Options{})
	fails(t, err, NoFolder, fmt.Sprintf("Folder data %s tidak dapat dibuat; periksa izin menulis di folder induknya, atau pakai folder lain dengan --data FOLDER.", filepath.Join(dir, "data")))
}

// contents are the files of a folder.
func contents(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	entries, err := os.ReadDir(dir)
	must(t, err)
	for _, e := range entries {
		if e.Type().IsRegular() {
			text, err := os.ReadFile(filepath.Join(dir, e.Name()))
			must(t, err)
			all[e.Name()] = string(text)
		}
	}
	return all
}

// refuses checks that Open fails and changes nothing.
func refuses(t *testing.T, dir string, code Code, sentence string) {
	t.Helper()
	before := contents(t, dir)
	for range 2 {
		_, err := Open(dir, Options{})
		fails(t, err, code, fmt.Sprintf(sentence, filepath.Join(dir, FileName)))
		if !maps.Equal(before, contents(t, dir)) {
			t.Error("the folder was changed")
		}
	}
}

const (
	readOnlySentence = "Data tidak dapat disimpan di folder %s; periksa izin menulis di folder itu, atau pakai folder lain dengan --data FOLDER."
	fullSentence     = "Ruang penyimpanan penuh sehingga perubahan terakhir belum tersimpan; kosongkan sebagian ruang di tempat %s, lalu coba lagi."
	busySentence     = "Data sedang dipakai oleh jendela Mufakat yang lain; tunggu sebentar, lalu coba lagi."
	foreignSentence  = "Berkas %s bukan data Mufakat; pindahkan berkas itu ke tempat lain, atau pakai folder lain dengan --data FOLDER."
	newerSentence    = "Berkas data %s berasal dari versi Mufakat yang lebih baru; perbarui Mufakat, atau pakai folder lain dengan --data FOLDER."
	damagedSentence  = "Berkas data %s rusak atau tidak lengkap; pindahkan berkas itu bersama berkas -wal dan -shm di sampingnya ke tempat lain (jangan dihapus, isinya mungkin masih dapat diselamatkan), atau pakai folder lain dengan --data FOLDER."
)

// sqliteFile makes a SQLite database in the place of ours.
func sqliteFile(t *testing.T, dir string, statements ...string) {
	t.Helper()
	db, err := sql.Open("sqlite", filepath.Join(dir, FileName))
	must(t, err)
	defer db.Close()
	db.SetMaxOpenConns(1)
	for _, st := range statements {
		_, err := db.Exec(st)
		must(t, err)
	}
}

func TestOpenForeignFile(t *testing.T) {
	for name, content := range map[string]string{
		"text":                "Daftar belanja: beras, telur.\n",
		"one byte":            "x",
		"long text":           strings.Repeat("bukan basis data ", 1000),
		"zeros":               strings.Repeat("\x00", 8192),
		"SQLite's first line": "SQLite format 3\x00" + strings.Repeat("sampah", 2000),
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			must(t, os.WriteFile(filepath.Join(dir, FileName), []byte(content), 0o600))
			refuses(t, dir, ForeignFile, foreignSentence)
		})
	}
	for name, statements := range map[string][]string{
		"tables without id":   {"CREATE TABLE profile (id INTEGER)"},
		"another application": {"PRAGMA application_id = 252006674", "CREATE TABLE t (a)"},
		"only an id":          {"PRAGMA application_id = 1"},
		"only a version":      {"PRAGMA user_version = 1"},
		"in WAL mode":         {"PRAGMA journal_mode = WAL", "CREATE TABLE t (a)"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			sqliteFile(t, dir, statements...)
			refuses(t, dir, ForeignFile, foreignSentence)
		})
	}
	t.Run("folder", func(t *testing.T) {
		dir := t.TempDir()
		must(t, os.Mkdir(filepath.Join(dir, FileName), 0o700))
		refuses(t, dir, ForeignFile, foreignSentence)
	})
}

func TestOpenNewerDatabase(t *testing.T) {
	dir := t.TempDir()
	must(t, open(t, dir, Options{}).Close())
	sqliteFile(t, dir, "PRAGMA user_version = 1000", "ALTER TABLE run ADD COLUMN later TEXT")
	refuses(t, dir, NewerDatabase, newerSentence)
}

func TestOpenTruncatedDatabase(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, Options{})
	p, err := s.CurrentProfile()
	must(t, err)
	play(t, s, begin(t, s, p.ID, "k"), 0, 100)
	must(t, s.Close())
	whole, err := os.ReadFile(s.Path())
	must(t, err)
	for _, size := range []int{1, 15, 16, 50, 99, 100, 511, 512, 1024, 4095, 4096, 5000, 8192, len(whole) / 2, len(whole) - 4096, len(whole) - 512, len(whole) - 1} {
		t.Run(fmt.Sprint(size), func(t *testing.T) {
			dir := t.TempDir()
			file := filepath.Join(dir, FileName)
			must(t, os.WriteFile(file, whole[:size], 0o600))
			_, err := Open(dir, Options{})
			if code := CodeOf(err); err == nil || code != Damaged && code != ForeignFile {
				t.Errorf("error %v (%v)", err, unwrap(err))
			}
			if after, _ := os.ReadFile(file); !bytes.Equal(after, whole[:size]) {
				t.Error("the file was changed")
			}
		})
	}
	t.Run("sentence", func(t *testing.T) {
		dir := t.TempDir()
		must(t, os.WriteFile(filepath.Join(dir, FileName), whole[:len(whole)-1], 0o600))
		refuses(t, dir, Damaged, damagedSentence)
	})
}

func TestDamagedPages(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, Options{})
	p, err := s.CurrentProfile()
	must(t, err)
	play(t, s, begin(t, s, p.ID, "k"), 0, 100)
	must(t, s.Close())
	whole, err := os.ReadFile(s.Path())
	must(t, err)
	for i := 4096; i < len(whole); i++ {
		whole[i] = 0xee
	}
	must(t, os.WriteFile(s.Path(), whole, 0o600))
	s, err = Open(dir, Options{})
	if err == nil {
		_, err = s.CurrentProfile()
		s.Close()
	}
	fails(t, err, Damaged, fmt.Sprintf(damagedSentence, filepath.Join(dir, FileName)))
}

// A log that was left by a kill is recovered; without its database it is kept.
func TestOpenWithLogLeftBehind(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, Options{})
	p, err := s.CurrentProfile()
	must(t, err)
	id := begin(t, s, p.ID, "k")
	play(t, s, id, 0, 5)
	left := contents(t, dir) // while the store is open, as a kill would leave it

	for _, test := range []struct {
		name string
		drop []string
	}{{"with index", nil}, {"without index", []string{FileName + "-shm"}}} {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			for name, text := range left {
				if !slices.Contains(test.drop, name) {
					must(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600))
				}
			}
			saved, found, err := open(t, dir, Options{}).LastOpenRun(p.ID)
			must(t, err)
			if !found || saved.ID != id || len(saved.Run.Decisions) != 5 {
				t.Errorf("found %v: %d decisions", found, len(saved.Run.Decisions))
			}
		})
	}
	for name, db := range map[string][]byte{"database gone": nil, "database empty": {}} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			must(t, os.WriteFile(filepath.Join(dir, FileName+"-wal"), []byte(left[FileName+"-wal"]), 0o600))
			if db != nil {
				must(t, os.WriteFile(filepath.Join(dir, FileName), db, 0o600))
			}
			refuses(t, dir, Damaged, damagedSentence)
		})
	}
}

func TestOpenEmptyFile(t *testing.T) {
	dir := t.TempDir()
	must(t, os.WriteFile(filepath.Join(dir, FileName), nil, 0o600))
	if _, err := open(t, dir, Options{}).CurrentProfile(); err != nil {
		t.Error(err)
	}
}

// Copies of the program that are started together for the first time make one database and one profile.
func TestOpenTogether(t *testing.T) {
	for range 5 {
		dir := t.TempDir()
		var wait sync.WaitGroup
		for range 6 {
			wait.Go(func() {
				s, err := Open(dir, Options{Now: ticking()})
				if err != nil {
					t.Errorf("%v (%v)", err, unwrap(err))
					return
				}
				defer s.Close()
				if _, err := s.CurrentProfile(); err != nil {
					t.Errorf("%v (%v)", err, unwrap(err))
				}
			})
		}
		wait.Wait()
		profiles, err := open(t, dir, Options{}).Profiles()
		must(t, err)
		if len(profiles) != 1 {
			t.Fatalf("%d profiles", len(profiles))
		}
	}
}

func TestMigrationFiles(t *testing.T) {
	steps, err := fs.Glob(migrations, stepFiles)
	must(t, err)
	for i, step := range steps {
		if !strings.HasPrefix(step, fmt.Sprintf("migrations/%04d_", i+1)) {
			t.Errorf("step %d is %s", i+1, step)
		}
	}
}

// A database of today gets the steps of tomorrow's program, keeps what it holds, and is then refused by today's.
func TestMigration(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, Options{})
	p, err := s.CurrentProfile()
	must(t, err)
	id := begin(t, s, p.ID, "k")
	play(t, s, id, 0, 3)

	later := fstest.MapFS{}
	steps, err := fs.Glob(migrations, stepFiles)
	must(t, err)
	for _, step := range steps {
		text, err := fs.ReadFile(migrations, step)
		must(t, err)
		later[step] = &fstest.MapFile{Data: text}
	}
	later["migrations/8888_nanti.sql"] = &fstest.MapFile{Data: []byte("CREATE TABLE one (id INTEGER) STRICT; ALTER TABLE run ADD COLUMN later TEXT NOT NULL DEFAULT 'x';")}
	later["migrations/9999_salah.sql"] = &fstest.MapFile{Data: []byte("CREATE TABLE another (id INTEGER) STRICT; CREATE TABLE one (id INTEGER);")}
	if err := s.prepare(later, 0); err == nil {
		t.Error("a step that fails went unnoticed")
	}
	if n := count(t, s, "SELECT count(*) FROM sqlite_schema WHERE name IN ('one', 'another')"); n != 0 {
		t.Errorf("a migration that failed left %d tables", n)
	}
	if n := count(t, s, "PRAGMA user_version"); n != len(steps) {
		t.Errorf("a migration that failed left version %d", n)
	}

	delete(later, "migrations/9999_salah.sql")
	must(t, s.prepare(later, 0))
	must(t, s.prepare(later, 0)) // nothing left to do
	if n := count(t, s, "PRAGMA user_version"); n != len(steps)+1 {
		t.Errorf("version %d", n)
	}
	if n := count(t, s, "SELECT count(*) FROM decision JOIN run ON run.id = run_id WHERE later = 'x'"); n != 3 {
		t.Errorf("%d decisions", n)
	}
	must(t, s.Close())
	refuses(t, dir, NewerDatabase, newerSentence)
}

// A database from before there were exams gets them, and keeps its runs.
func TestOpenWithoutExams(t *testing.T) {
	dir := t.TempDir()
	play, err := fs.ReadFile(migrations, "migrations/0001_play.sql")
	must(t, err)
	sqliteFile(t, dir, string(play), fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = 1", applicationID),
		`INSERT INTO profile VALUES (1, 'Budi', 'budi', '', '2026-03-02T08:00:00.000000000Z', 0)`,
		`INSERT INTO run VALUES (5, 1, '', 'k', 'Judul', 'h', 7, 'latihan', 0, 'open', '2026-03-02T08:00:00.000000000Z', '2026-03-02T08:00:00.000000000Z')`)
	s := open(t, dir, Options{})
	handIn(t, s, sit(t, s, 1, 3), 3)
	if saved, err := s.Run(5); err != nil || saved.Title != "Judul" || saved.Run.Seed != 7 {
		t.Errorf("%+v, %v", saved, err)
	}
}

// A database from before there was practice gets it, and keeps its exams: one that is over, and one to be gone on with.
func TestOpenWithoutPractice(t *testing.T) {
	dir := t.TempDir()
	var steps []string
	for _, step := range []string{"migrations/0001_play.sql", "migrations/0002_exam.sql"} {
		text, err := fs.ReadFile(migrations, step)
		must(t, err)
		steps = append(steps, string(text))
	}
	blueprint, items, err := encodePaper(examPaper(1))
	must(t, err)
	sqliteFile(t, dir, strings.Join(steps, "\n"), fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = 2", applicationID),
		`INSERT INTO profile VALUES (1, 'Budi', 'budi', '', '2026-03-02T08:00:00.000000000Z', 0)`,
		fmt.Sprintf(`INSERT INTO attempt SELECT column1, 1, 'kelas', 'akhir', 'Akhir', '2026-03-02T08:00:00.000000000Z', 1, '%s', '%s' FROM (VALUES (7), (8))`, blueprint, items),
		`INSERT INTO event VALUES (7, 0, 'hand_in', 0, NULL, '2026-03-02T08:10:00.000000000Z', 600000000000), (8, 0, 'flag', 2, NULL, '2026-03-02T08:10:00.000000000Z', 1)`,
		fmt.Sprintf(`INSERT INTO mark VALUES (7, 0, %d, 0.5, 'Baik.', '2026-03-02T09:00:00.000000000Z')`, essayOf(examPaper(1))),
		`INSERT INTO attempt_result VALUES (7, 0, '2026-03-02T08:10:00.000000000Z', 0, 11, 1, 0, '[0,0,0,0,0,0,0]'), (7, 1, '2026-03-02T09:00:00.000000000Z', 2, 11, 0, 0, '[0,0,0,0,0,0,0.5]')`)
	s := open(t, dir, Options{})
	over, err := s.Attempt(7)
	must(t, err)
	if r, graded := over.Result(); !graded || r.Points != 2 || len(over.Attempt.Marks) != 1 || over.Attempt.Marks[0].Comment != "Baik." || over.Attempt.Marks[0].Levels != nil {
		t.Errorf("%+v %+v", over.AttemptInfo, over.Attempt.Marks)
	}
	must(t, s.AddMark(7, quiz.Mark{Item: essayOf(examPaper(1)), Fraction: 1, Levels: []int{4}}))
	must(t, s.AppendEvent(8, 1, quiz.Event{Item: 0, Response: quiz.Response{Options: []int{0}, Text: "musyawarah"}, At: firstMoment, Elapsed: time.Minute}))
	handIn(t, s, 8, 2)
	if len(reviews(t, s, 1, "kelas")) != 1 {
		t.Errorf("%+v of an exam that was handed in afterwards", reviews(t, s, 1, "kelas"))
	}
}

// A disk that is full at the first start leaves nothing that would hinder the next.
func TestFirstStartOnFullDisk(t *testing.T) {
	dir := t.TempDir()
	_, err := Open(dir, Options{MaxPages: 4})
	fails(t, err, DiskFull, fmt.Sprintf(fullSentence, filepath.Join(dir, FileName)))
	if _, err := open(t, dir, Options{}).CurrentProfile(); err != nil {
		t.Error(err)
	}
}

func TestDefaultDir(t *testing.T) {
	abs := string(filepath.Separator) + filepath.Join("srv", "xdg")
	if os.PathSeparator == '\\' {
		abs = `C:\xdg`
	}
	for _, test := range []struct {
		name, system string
		env          map[string]string
		want         string
	}{
		{"Linux", "linux", map[string]string{"HOME": "rumah"}, filepath.Join("rumah", ".local", "share", "mufakat")},
		{"XDG", "linux", map[string]string{"HOME": "rumah", "XDG_DATA_HOME": abs}, filepath.Join(abs, "mufakat")},
		{"XDG without HOME", "linux", map[string]string{"XDG_DATA_HOME": abs}, filepath.Join(abs, "mufakat")},
		{"relative XDG", "linux", map[string]string{"HOME": "rumah", "XDG_DATA_HOME": "xdg"}, filepath.Join("rumah", ".local", "share", "mufakat")},
		{"Termux", "android", map[string]string{"HOME": "rumah"}, filepath.Join("rumah", ".local", "share", "mufakat")},
		{"macOS", "darwin", map[string]string{"HOME": "rumah", "XDG_DATA_HOME": abs}, filepath.Join("rumah", "Library", "Application Support", "mufakat")},
		{"Windows", "windows", map[string]string{"HOME": "rumah", "AppData": "Roaming"}, filepath.Join("Roaming", "mufakat")},
	} {
		got, err := defaultDir(test.system, func(key string) string { return test.env[key] })
		if err != nil || got != test.want {
			t.Errorf("%s: %q, %v; want %q", test.name, got, err, test.want)
		}
	}
	nothing := func(string) string { return "" }
	_, err := defaultDir("linux", nothing)
	fails(t, err, NoFolder, "Folder data tidak dapat ditentukan karena HOME belum diatur; tentukan foldernya dengan --data FOLDER.")
	_, err = defaultDir("windows", nothing)
	fails(t, err, NoFolder, "Folder data tidak dapat ditentukan karena AppData belum diatur; tentukan foldernya dengan --data FOLDER.")
}
