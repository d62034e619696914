package install

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"mufakat/internal/check"
	"mufakat/internal/diagnostic"
	"mufakat/internal/pack"
)

func install(t *testing.T, s *Shelf, source string, o Options) Installed {
	t.Helper()
	done, err := s.Install(context.Background(), source, o)
	if err != nil {
		t.Fatalf("%v %v", err, done.Report.Findings)
	}
	return done
}

func TestInstallReplaceRemove(t *testing.T) {
	s := newShelf(t)
	if got := onShelf(t, s); got != "dasar 2" {
		t.Fatal(got)
	}
	done := install(t, s, packFolder(t, "uji", "1", "a", "b", "c"), Options{})
	if done.Replaced != nil || done.Cases != 3 || !slices.Equal(done.New, []string{"a", "b", "c"}) {
		t.Errorf("%+v", done)
	}
	done = install(t, s, packFolder(t, "uji", "2", "a", "b=Lain", "d"), Options{})
	if done.Replaced == nil || done.Replaced.Version != "1" || done.ReplacedBuiltIn || !slices.Equal(done.New, []string{"d"}) ||
		!slices.Equal(done.Changed, []string{"b"}) || !slices.Equal(done.Gone, []string{"c"}) {
		t.Errorf("%+v", done)
	}
	install(t, s, packFolder(t, "awal", "1", "a"), Options{})
	if got := onShelf(t, s); got != "dasar 2, awal 1, uji 2" {
		t.Error(got)
	}
	p, err := s.Find("uji")
	if err != nil {
		t.Fatal(err)
	}
	if c, err := p.Case("b"); err != nil || c.Title != "Lain" {
		t.Error(err, c)
	}
	if removed, err := s.Remove("uji"); err != nil || removed.Manifest.Title != "Paket uji" || removed.StandsIn {
		t.Errorf("%+v, %v", removed, err)
	}
	for _, err := range []error{second(s.Remove("uji")), second(s.Find("uji"))} {
		if err == nil || !strings.Contains(err.Error(), "tidak terpasang") {
			t.Error(err)
		}
	}
	if got := onShelf(t, s); got != "dasar 2, awal 1" || len(leftovers(t, s)) > 0 {
		t.Error(got, leftovers(t, s))
	}
}

func second[T any](_ T, err error) error { return err }

func TestPackInPlaceOfTheBuiltIn(t *testing.T) {
	s := newShelf(t)
	source := packFolder(t, "dasar", "3", "rapat", "lain")
	var older *OlderError
	if _, err := s.Install(context.Background(), packFolder(t, "dasar", "1", "rapat"), Options{}); err == nil {
		t.Fatal("it has no card C-06 of its own, and the built-in one will be gone")
	}
	write(t, filepath.Join(source, "pustaka", "C-06.md"), "---\nkode: C-06\ntema: Proses\n---\n# Kartu baru\n\nIsi.\n")
	done := install(t, s, source, Options{})
	if !done.ReplacedBuiltIn || done.Replaced.Version != "2" || !slices.Equal(done.New, []string{"lain"}) {
		t.Errorf("%+v", done)
	}
	entries, err := s.List()
	if err != nil || len(entries) != 1 || !entries[0].StandsIn || entries[0].BuiltIn {
		t.Errorf("%+v %v", entries, err)
	}
	if p, err := s.Find("dasar"); err != nil || second(p.Case("lain")) != nil {
		t.Error(err)
	}
	write(t, filepath.Join(source, "paket.yaml"), "nama: dasar\njudul: Dasar\nversi: 1.9\n")
	if _, err := s.Install(context.Background(), source, Options{}); !errors.As(err, &older) || older.Installed != "3" {
		t.Error(err)
	}
	if removed, err := s.Remove("dasar"); err != nil || !removed.StandsIn {
		t.Error(removed, err)
	}
	if got := onShelf(t, s); got != "dasar 2" {
		t.Error(got)
	}
	if _, err := s.Remove("dasar"); err == nil || !strings.Contains(err.Error(), "bawaan program") {
		t.Error(err)
	}
}

// What is refused leaves the shelf as it was.
func TestRefusals(t *testing.T) {
	s := newShelf(t)
	install(t, s, packFolder(t, "uji", "2", "a", "b"), Options{})
	single := filepath.Join(t.TempDir(), "uji.md")
	write(t, single, caseText("Uji"))
	faulty := packFolder(t, "uji", "3", "a")
	write(t, filepath.Join(faulty, "kasus", "a.md"), "# Tanpa isi\n")
	for name, c := range map[string]struct{ source, want string }{
		"older":                  {packFolder(t, "uji", "1.9", "a"), "Paket uji versi 1.9 lebih lama daripada yang terpasang (versi 2)."},
		"without a version":      {packFolder(t, "uji", "", "a"), "versi tanpa nomor lebih lama"},
		"galat":                  {faulty, ErrFaulty.Error()},
		"no plain name":          {packFolder(t, "../../uji", "3", "a"), ErrFaulty.Error()},
		"device name":            {packFolder(t, "con", "3", "a"), ErrFaulty.Error()},
		"case over another pack": {single, "Nama uji sudah dipakai paket lain, “Paket uji”."},
		"nothing":                {t.TempDir(), "tidak ada paket.yaml di dalamnya"},
		"missing":                {filepath.Join(t.TempDir(), "x.zip"), "tidak ada. Periksa nama"},
	} {
		if _, err := s.Install(context.Background(), c.source, Options{}); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", name, err)
		}
		if got := onShelf(t, s); got != "dasar 2, uji 2" || len(leftovers(t, s)) > 0 {
			t.Fatalf("%s: %s %v", name, got, leftovers(t, s))
		}
	}
	done := install(t, s, packFolder(t, "uji", "1", "a"), Options{AllowOlder: true})
	if done.Replaced.Version != "2" || onShelf(t, s) != "dasar 2, uji 1" {
		t.Errorf("%+v", done)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := s.Install(ctx, packFolder(t, "batal", "1", "a"), Options{}); !errors.Is(err, context.Canceled) || onShelf(t, s) != "dasar 2, uji 1" {
		t.Error(err)
	}
}

func TestFindingsNameTheSource(t *testing.T) {
	s, source := newShelf(t), packFolder(t, "Salah Nama", "1", "a")
	write(t, filepath.Join(source, "kasus", "a.md"), "# Tanpa isi\n")
	done, err := s.Install(context.Background(), source, Options{})
	files := map[string]bool{}
	for _, f := range done.Report.Findings {
		files[f.File] = true
	}
	if !errors.Is(err, ErrFaulty) || !files[filepath.Join(source, "paket.yaml")] || !files[filepath.Join(source, "kasus", "a.md")] || len(files) != 2 {
		t.Errorf("%v %v", err, files)
	}
	single := filepath.Join(t.TempDir(), "rusak.md")
	write(t, single, "# Tanpa isi\n")
	if done, err = s.Install(context.Background(), single, Options{}); !errors.Is(err, ErrFaulty) || done.Report.Findings[0].File != single {
		t.Error(err, done.Report.Findings)
	}
}

// A case of another pack may cite the built-in pack's cards, but no others.
func TestCardsOfTheBuiltInPack(t *testing.T) {
	s := newShelf(t)
	install(t, s, packFolder(t, "tanpa-kartu", "1", "a"), Options{})
	source := packFolder(t, "kartu-asing", "1", "a")
	write(t, filepath.Join(source, "kasus", "a.md"), strings.Replace(caseText("A"), "C-06", "C-07", 1))
	done, err := s.Install(context.Background(), source, Options{})
	if !errors.Is(err, ErrFaulty) || !slices.ContainsFunc(done.Report.Findings, func(d diagnostic.Diagnostic) bool { return d.Code == "K406" }) {
		t.Error(err, done.Report.Findings)
	}
	write(t, filepath.Join(source, "pustaka", "C-07.md"), "---\nkode: C-07\ntema: Proses\n---\n# Kartu\n\nIsi.\n")
	install(t, s, source, Options{})
}

func TestSingleCase(t *testing.T) {
	s, name := newShelf(t), filepath.Join(t.TempDir(), "Rapat RT.md")
	write(t, name, caseText("Rapat RT"))
	install(t, s, name, Options{})
	write(t, name, "---\nversi: 2\n---\n"+caseText("Rapat RT"))
	done := install(t, s, name, Options{})
	if got := onShelf(t, s); got != "dasar 2, rapat-rt 2" || !slices.Equal(done.Changed, []string{"Rapat RT"}) {
		t.Errorf("%s %+v", got, done)
	}
	p, err := s.Find("rapat-rt")
	if err != nil || second(p.Case("Rapat RT")) != nil {
		t.Error(err)
	}
	builtInCase := filepath.Join(t.TempDir(), "dasar.md")
	write(t, builtInCase, caseText("Dasar"))
	if _, err := s.Install(context.Background(), builtInCase, Options{}); err == nil || !strings.Contains(err.Error(), "Nama dasar sudah dipakai paket lain") {
		t.Error(err)
	}
}

func TestBrokenPacksStandAside(t *testing.T) {
	s := newShelf(t)
	install(t, s, packFolder(t, "uji", "1", "a"), Options{})
	write(t, filepath.Join(s.dir, "rusak", "paket.yaml"), "nama: [\n")
	write(t, filepath.Join(s.dir, "salinan", "paket.yaml"), "nama: uji\njudul: Salinan\n")
	write(t, filepath.Join(s.dir, "dasar", "paket.yaml"), "judul: tanpa nama\n")
	write(t, filepath.Join(s.dir, "catatan.txt"), "bukan paket")
	if got := onShelf(t, s); got != "dasar 2, dasar rusak, rusak rusak, salinan rusak, uji 1" {
		t.Error(got)
	}
	for name, want := range map[string]string{"rusak": "paket.yaml tidak terbaca", "salinan": "menyebut nama uji"} {
		if _, err := s.Find(name); err == nil || !strings.Contains(err.Error(), want) {
			t.Error(err)
		}
	}
	if p, err := s.Find("dasar"); err != nil || second(p.Case("rapat")) != nil {
		t.Error("the built-in pack stands in for its broken replacement:", err)
	}
	install(t, s, packFolder(t, "rusak", "1", "a"), Options{})
	if _, err := s.Remove("salinan"); err != nil {
		t.Error(err)
	}
	if got := onShelf(t, s); got != "dasar 2, dasar rusak, rusak 1, uji 1" {
		t.Error(got)
	}
}

func TestShelfWithoutAFolder(t *testing.T) {
	s := NewShelf("", builtIn())
	if got := onShelf(t, s); got != "dasar 2" {
		t.Error(got)
	}
	if _, err := s.Install(context.Background(), packFolder(t, "uji", "1", "a"), Options{}); err == nil || !strings.Contains(err.Error(), "Folder data tidak dapat ditentukan") {
		t.Error(err)
	}
	file := filepath.Join(t.TempDir(), "berkas")
	write(t, file, "")
	s = NewShelf(filepath.Join(file, "paket"), builtIn())
	if _, err := s.Install(context.Background(), packFolder(t, "uji", "1", "a"), Options{}); err == nil || !strings.HasSuffix(err.Error(), ".") {
		t.Error(err)
	}
}

func TestBuild(t *testing.T) {
	s, source := newShelf(t), packFolder(t, "uji", "1.0 rc/2", "a", "b")
	write(t, filepath.Join(source, "catatan.txt"), "x")
	built, err := s.Build(context.Background(), source, Options{})
	if err != nil || built.FileName != "uji-1.0-rc-2.zip" || built.Cases != 2 || !slices.Equal(built.LeftOut, []string{"catatan.txt"}) {
		t.Fatalf("%+v %v", built.Taken, err)
	}
	zipped := filepath.Join(t.TempDir(), built.FileName)
	if err := os.WriteFile(zipped, built.Zip, 0o644); err != nil {
		t.Fatal(err)
	}
	if r, err := check.Path(context.Background(), zipped, check.Options{Concepts: []string{"C-06"}}); err != nil || len(r.Names) != 3 {
		t.Error(r, err)
	}
	install(t, s, zipped, Options{})
	again, err := s.Build(context.Background(), filepath.Join(s.dir, "uji"), Options{})
	if err != nil || !bytes.Equal(again.Zip, built.Zip) {
		t.Error("what was installed is not what was packed", err)
	}
	write(t, filepath.Join(source, "kasus", "c.md"), "# Tanpa isi\n")
	if _, err := s.Build(context.Background(), source, Options{}); !errors.Is(err, ErrFaulty) {
		t.Error(err)
	}
	if _, err := os.Stat(filepath.Join(s.dir, "uji", pack.ManifestFile)); err != nil {
		t.Error(err)
	}
}

func TestVersions(t *testing.T) {
	ascending := []string{"", "0.9", "1", "1.1", "1.9", "1.10", "2-rc1", "3", "v4", "2026-03", "2026-10", "2026.10.1", "99999999999999999999999"}
	for i, a := range ascending {
		for j, b := range ascending {
			if got := compareVersions(a, b); got != sign(i-j) {
				t.Errorf("%q and %q: %d", a, b, got)
			}
		}
	}
	for a, b := range map[string]string{"1": "1.0", "01": "1", "V2": "2", "1.2": "1-2"} {
		if compareVersions(a, b) != 0 {
			t.Errorf("%q and %q differ", a, b)
		}
	}
}

func sign(n int) int { return min(max(n, -1), 1) }
