package scenes_test

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"mufakat/internal/check"
	"mufakat/internal/diagnostic"
	"mufakat/internal/install"
	"mufakat/internal/pack"
	"mufakat/internal/preview"
	"mufakat/internal/report"
	"mufakat/internal/sim"
	"mufakat/internal/ui"
	"mufakat/scenes"
)

// desk is a driver at the desk of an instructor: with files in a folder, and a shelf.
type desk struct {
	*driver
	home string
}

// sit opens the program at Pengajar. In the home folder are a folder "kelas" with a good case and one with two galat, a pack,
// and a zip of it; the program was started in "kelas".
func sit(t testing.TB, width, height int) *desk {
	t.Helper()
	d := &desk{start(t, width, height), t.TempDir()}
	d.app.HomeDir, d.app.WorkDir = d.home, filepath.Join(d.home, "kelas")
	d.app.Workshop = workshop{}
	d.app.Shelf = install.NewShelf(t.TempDir(), pack.Open(os.DirFS("testdata/bawaan")))
	d.app.Library = shelved{library{t}, d.app.Shelf}
	d.write("kelas/pasar.md", pasar(t))
	d.write("kelas/rusak.md", strings.NewReplacer("[Tulis jadwal bergiliran](#akhir)", "[Tulis jadwal bergiliran](#akhirr)", "- jam: -2", "- jm: -2").Replace(pasar(t)))
	d.write("kelas/catatan.txt", "bukan kasus")
	d.write("kelas/arsip/lama.md", pasar(t))
	d.write("latsar/paket.yaml", "nama: latsar\njudul: Latsar Angkatan 3\nversi: 1\npenulis: [Tim Pengajar]\n")
	d.write("latsar/kasus/pasar.md", pasar(t))
	d.zip("latsar.zip", "latsar/paket.yaml", "latsar/kasus/pasar.md")
	return &desk{d.press("5").sees("Pengajar", "Buka berkas"), d.home}
}

func pasar(t testing.TB) string {
	t.Helper()
	src, err := os.ReadFile("testdata/pasar.md")
	if err != nil {
		t.Fatal(err)
	}
	return string(src)
}

// write writes a file below the home folder, with a time of change of its own.
func (d *desk) write(name, text string) {
	d.t.Helper()
	full := filepath.Join(d.home, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
		d.t.Fatal(err)
	}
	if err := os.WriteFile(full, []byte(text), 0o644); err != nil {
		d.t.Fatal(err)
	}
	now := d.app.Now()
	if err := os.Chtimes(full, now, now); err != nil {
		d.t.Fatal(err)
	}
}

// zip writes files of the home folder into a zip there.
func (d *desk) zip(name string, files ...string) {
	d.t.Helper()
	to, err := os.Create(filepath.Join(d.home, name))
	if err != nil {
		d.t.Fatal(err)
	}
	z := zip.NewWriter(to)
	for _, file := range files {
		text, err := os.ReadFile(filepath.Join(d.home, filepath.FromSlash(file)))
		if err != nil {
			d.t.Fatal(err)
		}
		entry, err := z.Create(file)
		if err != nil {
			d.t.Fatal(err)
		}
		if _, err := entry.Write(text); err != nil {
			d.t.Fatal(err)
		}
	}
	if err := errors.Join(z.Close(), to.Close()); err != nil {
		d.t.Fatal(err)
	}
}

// open opens a path by typing its name, from Pengajar on.
func (d *desk) open(name string) *desk {
	d.t.Helper()
	d.press("1 n").typed(name).press("enter")
	return d
}

// workshop works on files as the program does, but for what only the commands know.
type workshop struct{}

func (workshop) Check(ctx context.Context, path string, progress func(done, total int)) (scenes.Checked, error) {
	if doc, err := check.Document(path, check.Options{}); err == nil {
		survey, err := check.Analyse(ctx, doc)
		return scenes.Checked{Names: []string{path}, Findings: doc.Diagnostics, Document: doc, Survey: survey}, err
	}
	r, err := check.Path(ctx, path, check.Options{Progress: progress})
	return scenes.Checked{Names: r.Names, Findings: r.Findings}, err
}

func (workshop) Text(name string) (string, error) {
	text, err := os.ReadFile(name)
	if err != nil {
		return "", pack.Unreadable(name, err)
	}
	return string(text), nil
}

func (workshop) Explain(code diagnostic.Code) (string, error) {
	return "## Sasaran tautan tidak ada\n\nEntri " + string(code) + " dalam panduan.", nil
}

func (workshop) Print(_ context.Context, c *sim.Case, file string) (string, error) {
	return report.NewFile(file, func(w io.Writer) error { _, err := io.WriteString(w, c.Title); return err })
}

func (workshop) Draft(path string) scenes.PreviewFile {
	return unsearched{preview.File{Name: path, Sleep: func(_ context.Context, d time.Duration) error {
		if d >= 200*time.Millisecond {
			return errors.New("nobody writes in the meantime")
		}
		return nil
	}}}
}

// shelved is a library of the test's case and of what is on a shelf.
type shelved struct {
	library
	shelf scenes.Shelf
}

func (l shelved) Cases() ([]pack.CaseInfo, error) {
	cases, err := l.library.Cases()
	entries, listErr := l.shelf.List()
	for _, e := range entries {
		more, _ := e.Pack.Cases()
		cases = append(cases, more...)
	}
	return cases, errors.Join(err, listErr)
}

func (l shelved) Case(source, id string) (*sim.Case, error) {
	entries, _ := l.shelf.List()
	for _, e := range entries {
		if e.Name == source {
			return e.Pack.Case(id)
		}
	}
	if filepath.IsAbs(source) {
		doc, err := check.Document(source, check.Options{})
		if err != nil {
			return nil, err
		}
		return pack.Playable(doc)
	}
	return l.library.Case(source, id)
}

func TestGoldenInstructor(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {100, 30}} {
		t.Run(fmt.Sprintf("%dx%d", size[0], size[1]), func(t *testing.T) {
			d := sit(t, size[0], size[1])
			golden := func(d *driver, name string) {
				t.Helper()
				d.golden(fmt.Sprintf("pengajar-%s-%dx%d", name, size[0], size[1]))
			}
			golden(d.press("1"), "pilih")
			golden(d.press("down down enter"), "kasus")
			golden(d.press("1"), "temuan-saran")
			golden(d.press("esc 2"), "analisis-1-ikhtisar")
			golden(d.press("3"), "analisis-3-keputusan")
			golden(d.press("esc 7"), "pasang")
			golden(d.press("1"), "terpasang")
			golden(d.press("enter esc n").typed("ru").press("tab"), "ketik-nama")
			golden(d.press("enter"), "kasus-rusak")
			golden(d.press("2"), "galat")
			golden(d.press("1"), "temuan")
			golden(d.press("down enter"), "naskah")
			golden(d.press("a"), "arti")
			golden(d.press("esc esc esc esc o"), "folder")
			golden(d.press("esc esc"), "menu")
			golden(d.press("2"), "paket")
			golden(d.press("2"), "paket-isi")
			golden(d.press("h"), "paket-hapus")
		})
	}
}

func TestFindingsLeadToTheirLines(t *testing.T) {
	d := sit(t, 80, 24)
	d.open("rusak.md").sees("2 galat", "Temuan")
	d.press("1").sees("Temuan: rusak.md", "akhirr", "galat")
	d.press("2").sees("temuan 2 dari", "(#akhirr)", "^^^^^^")
	line := d.screen()
	for _, l := range strings.Split(line, "\n") {
		if strings.Contains(l, "▸") && !strings.Contains(l, "Tulis jadwal bergiliran") {
			t.Errorf("marked: %s", l)
		}
	}
	d.press("p").sees("temuan 1 dari", "jm: -2").press("p").sees("temuan 1 dari").press("n n n").sees("temuan 2 dari 2")
	d.press("p a").sees("Entri K", "dalam panduan").press("esc").sees("temuan 1 dari")

	// The author mends the first in another window and comes back.
	d.write("kelas/rusak.md", strings.ReplaceAll(pasar(t), "[Tulis jadwal bergiliran](#akhir)", "[Tulis jadwal bergiliran](#akhirr)"))
	d.press("r").sees("Temuan tadi sudah tidak ada", "(#akhirr)").misses("jm: -2")
	d.write("kelas/rusak.md", pasar(t))
	d.press("esc").misses("galat").press("esc").misses("galat").press("2").sees("Ikhtisar")
}

func TestSuggestionsCanBeHidden(t *testing.T) {
	d := sit(t, 80, 24)
	d.open("pasar.md").press("1").sees("saran")
	d.press("s").sees("saran disembunyikan").press("s").misses("disembunyikan")
	d.press("/").typed("tidak akan cocok").sees("tidak ada yang cocok").press("esc").misses("tidak ada yang cocok")
}

func TestAppraisalPages(t *testing.T) {
	for _, size := range [][2]int{{60, 16}, {80, 24}, {100, 30}} {
		d := sit(t, size[0], size[1])
		d.open("pasar.md").press("2").sees("▸ Ikhtisar", "Jalan terbaik")
		for _, title := range []string{"Akhir", "Keputusan", "Pihak", "Pola bermain", "Ikhtisar"} {
			d.press("right").sees("▸ " + title)
		}
		d.press("left").sees("▸ Pola bermain").press("3").sees("▸ Keputusan").press("tab").sees("▸ Pihak")
		before := d.screen()
		if d.press("down pgdown"); size[1] == 16 && d.screen() == before {
			t.Error("the page does not scroll")
		}
		d.send(tea.WindowSizeMsg{Width: 70, Height: 20})
		d.sees("▸ Pihak").press("esc").sees("Analisis")
	}
}

func TestInstallPlayRemove(t *testing.T) {
	d := sit(t, 80, 24)
	d.open("../latsar.zip")
	d.sees("2 berkas", "Zip").press("2").sees("Pasang paket Latsar Angkatan 3 versi 1?", "1 kasus.").press("2").sees("Zip")
	if entries, _ := d.app.Shelf.List(); len(entries) != 1 {
		t.Fatal("installed although nobody said so")
	}
	d.press("2 1").sees("Terpasang: Latsar Angkatan 3", "Kasusnya tampil").press("enter esc esc esc")
	d.press("1").sees("Pasar Pagi").press("2 1 1 enter").sees("Petugas").press("esc esc esc esc")
	d.write("latsar/paket.yaml", "nama: latsar\njudul: Latsar Angkatan 3\nversi: 2\n")
	d.press("6").sees("Pengajar").press("5").sees("latsar.zip").press("esc")
	d.open("../latsar").press("o").sees("Paket")
	d.press("2").sees("versi 2?", "Versi 1 akan diganti.").press("1").sees("Versi 1 sudah diganti.").press("enter esc esc")
	d.open("../latsar.zip").press("2").sees("lebih lama").press("2 esc esc")
	d.press("2").sees("Latsar Angkatan 3", "versi 2", "bawaan program").press("1 h").sees("tidak bisa dihapus").press("enter esc")
	d.press("down enter").sees("Pasar Pagi", "latsar").press("h").sees("Hapus paket").press("enter").sees("Pasar Pagi").press("h 2").sees("sudah dihapus", "1 paket")
	if entries, _ := d.app.Shelf.List(); len(entries) != 1 {
		t.Error("still there")
	}
}

func TestPackWithAGalatIsRefused(t *testing.T) {
	d := sit(t, 80, 24)
	d.write("latsar/kasus/rusak.md", strings.ReplaceAll(pasar(t), "(#akhir)", "(#akhirr)"))
	d.open("../latsar").press("o").sees("Semua temuan", "rusak.md").press("2").sees("Belum bisa dipasang", "masih punya galat").press("enter").sees("Temuan: latsar", "akhirr")
	if entries, _ := d.app.Shelf.List(); len(entries) != 1 {
		t.Error("installed all the same")
	}
	d.press("esc esc esc")
	d.open("../kelas").press("o 2").sees("Belum bisa dipasang", "paket.yaml")
}

// A folder lists its files; a case in it has a workbench of its own, and what is mended there counts in the list.
func TestFolder(t *testing.T) {
	d := sit(t, 80, 24)
	d.press("1 o").sees("3 berkas", "pasar.md", "rusak.md", "2 galat", filepath.Join("arsip", "lama.md"))
	d.press("/").typed("rusak").press("enter enter").sees("Temuan", "Pratinjau", "2 galat")
	d.write("kelas/rusak.md", pasar(t))
	d.press("esc").misses("2 galat")
	d.write("kelas/baru.md", pasar(t))
	d.press("esc r").sees("baru.md", "4 berkas")
}

func TestWhatVanishes(t *testing.T) {
	d := sit(t, 80, 24)
	d.open("pasar.md").sees("Analisis")
	file := filepath.Join(d.home, "kelas", "pasar.md")
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	d.press("r").sees("pasar.md tidak ada").misses("Analisis")
	d.write("kelas/pasar.md", pasar(t))
	d.press("r").sees("Analisis").misses("tidak ada.")
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	d.press("esc esc").sees("terakhir dibuka").press("5").sees("Belum bisa dibuka", "pasar.md tidak").press("enter").sees("Buka berkas atau folder")
	d.write("kelas/pasar.md", pasar(t))
	d.press("5 1")
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	d.press("enter").sees("pasar.md tidak ada") // the text, or the check, says so
}

func TestRecentFiles(t *testing.T) {
	d := sit(t, 80, 24)
	for i := range 7 {
		name := fmt.Sprintf("k%d.md", i)
		d.write("kelas/"+name, pasar(t))
		d.open(name).press("esc esc")
	}
	d.sees("k6.md", "k2.md").misses("k1.md", "rusak.md")
	d.press("6").sees("k5.md", "Analisis").press("esc")
	if screen := d.screen(); strings.Index(screen, "k5.md") > strings.Index(screen, "k6.md") {
		t.Errorf("the last opened is first\n%s", screen)
	}
	d.press("esc 5").sees("k5.md") // and so the next time
}

func TestPrintAndPlay(t *testing.T) {
	d := sit(t, 80, 24)
	d.open("pasar.md")
	file := filepath.Join(d.home, "cetak.html")
	d.press("6").sees("cetak-pasar.html").clear().typed(file).press("enter").sees("Tersimpan").press("enter")
	if text, err := os.ReadFile(file); err != nil || string(text) != "Pasar Pagi" {
		t.Errorf("%v %s", err, text)
	}
	d.press("4").sees("Dua payung", "Tidak ada temuan").press("esc").sees("Analisis")
	d.press("3").sees("Peta: Pasar Pagi").press("esc").sees("Analisis")
	d.press("5").sees("pengantar", "Bu Sri").press("1 1 enter").sees("Petugas datang")
}

// patient is a workshop and a shelf whose work takes until nobody wants it any more.
type patient struct {
	workshop
	scenes.Shelf
	begun chan struct{}
}

func (p patient) Check(ctx context.Context, _ string, progress func(done, total int)) (scenes.Checked, error) {
	return scenes.Checked{}, p.wait(ctx, progress)
}

func (p patient) Examine(ctx context.Context, _ string, o install.Options) (install.Installed, error) {
	return install.Installed{}, p.wait(ctx, o.Progress)
}

func (p patient) wait(ctx context.Context, progress func(done, total int)) error {
	progress(12, 200)
	close(p.begun)
	<-ctx.Done()
	return ctx.Err()
}

// beside runs the work that a command begins beside the screen, until it has begun and has told how far it is. What it brings
// arrives on the channel.
func (d *desk) beside(cmd tea.Cmd, begun chan struct{}) chan tea.Msg {
	work := cmd().(tea.BatchMsg)
	ended := make(chan tea.Msg)
	go func() { ended <- work[0]() }()
	<-begun
	d.root, _ = d.root.Update(work[1]()) // the command that comes of it would wait for more
	return ended
}

func TestLongCheckIsStopped(t *testing.T) {
	d := sit(t, 80, 24)
	p := patient{begun: make(chan struct{})}
	d.app.Workshop = p
	d.press("1 down down")
	_, open := d.root.Update(keyPress("enter"))
	_, check := d.root.Update(open())
	ended := d.beside(check, p.begun)
	d.sees("Memeriksa 12 dari 200", "hentikan").press("esc").sees("Buka berkas atau folder")
	d.send(<-ended) // so its context is done
	d.misses("Belum bisa dibuka")
}

func TestInstallingIsStopped(t *testing.T) {
	d := sit(t, 80, 24)
	d.open("pasar.md")
	p := patient{Shelf: d.app.Shelf, begun: make(chan struct{})}
	d.app.Shelf = p
	_, examine := d.root.Update(keyPress("7"))
	ended := d.beside(examine, p.begun)
	d.sees("Memeriksa 12 dari 200", "hentikan").press("esc").sees("Pasar Pagi")
	d.send(<-ended)
	d.sees("Dihentikan. Tidak ada yang terpasang.").misses("Memeriksa")
}

// The carets stand below what a finding is about, wherever the line is broken and whatever stands before it.
func TestCaretsStandBelowTheirText(t *testing.T) {
	d := sit(t, 80, 24)
	for _, before := range []string{"", strings.Repeat("kata ", 40), "市場 \t é " + strings.Repeat("x", 150) + " ", "\u200b\u0007"} {
		d.write("kelas/panjang.md", strings.Replace(pasar(t), "- [Undi dengan koin](#akhir)", "- [Undi "+before+"](#akhirr)", 1))
		for width := 60; width <= 130; width += 7 {
			d.send(tea.WindowSizeMsg{Width: width, Height: 30})
			d.open("panjang.md").press("1 / ").typed("akhirr").press("enter enter")
			lines := strings.Split(d.screen(), "\n")
			at := slices.IndexFunc(lines, func(l string) bool { return strings.Contains(l, "^^") })
			if at < 0 {
				t.Fatalf("%d %q: no carets\n%s", width, before, d.screen())
			}
			first := strings.Index(lines[at], "^")
			above := ansi.Cut(lines[at-1], first, first+strings.Count(lines[at], "^"))
			if above != "#akhirr" {
				t.Errorf("%d %q: carets below %q\n%s", width, before, above, d.screen())
			}
			d.press("esc esc esc esc esc")
		}
	}
}

func TestPicker(t *testing.T) {
	d := sit(t, 80, 24)
	d.press("1").sees("~"+string(filepath.Separator)+"kelas", "arsip", "pasar.md", "catatan.txt")
	d.press("2").sees("Yang bisa dibuka").misses("Temuan") // catatan.txt
	d.press("home right").sees("lama.md").misses("pasar.md")
	d.press("left").sees("pasar.md", "▸ 1").press("backspace").sees("latsar.zip", "▸ 1").press("~").sees("latsar.zip")
	d.press("n").typed("lat").press("tab").sees("latsar").press("tab").sees("Ada 2 nama").typed(".z").press("tab enter").sees("Zip", "2 berkas").press("esc")
	d.press("n").typed("tiada").press("tab").sees("Tidak ada nama").press("enter").sees("tiada tidak ada").press("enter").sees("nama tiada").press("esc").misses("nama tiada")
	d.send(tea.PasteMsg{Content: `"` + filepath.Join(d.home, "kelas", "rusak.md") + `"`})
	d.press("enter").sees("2 galat").press("esc esc")
	d.press("3").sees("Laporan kelas").press("1").sees("lama.md").press("1").sees("hasil ekspor")
}

func TestPickerTellsWhatCannotBeOpened(t *testing.T) {
	d := sit(t, 80, 24)
	if err := os.RemoveAll(filepath.Join(d.home, "kelas")); err != nil {
		t.Fatal(err)
	}
	d.press("1").sees("Folder belum bisa dibuka", "tidak ada").press("enter").misses("kosong").press("~").sees("latsar.zip", "latsar")
	if err := os.RemoveAll(filepath.Join(d.home, "latsar")); err != nil {
		t.Fatal(err)
	}
	d.press("1").sees("tidak ada").press("enter").sees("latsar.zip")
	if err := os.Mkdir(filepath.Join(d.home, "kosong"), 0o755); err != nil {
		t.Fatal(err)
	}
	d.press("n").typed("~/kosong").press("enter").sees("Folder ini kosong.").press("o").sees("Belum bisa dibuka", "Tidak ada kasus (.md)")
	d.press("enter").sees("Folder ini kosong.")
}

// No name of a file reaches the terminal as anything but text.
func TestNamesAreCleaned(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("no file can have such a name there")
	}
	d := sit(t, 80, 24)
	d.write("kelas/a\x1b]0;x\a.md", pasar(t))
	for _, keys := range []string{"1", "2", "1", "enter", "esc esc esc o", "esc esc"} {
		d.press(keys)
		if content := d.root.(*ui.Root).View().Content; strings.Contains(content, "\x1b]0") || strings.Contains(content, "\a") {
			t.Errorf("after %q: %q", keys, content)
		}
	}
}

func TestClassReportFromFiles(t *testing.T) {
	d := sit(t, 80, 24)
	d.press("3 o").sees("Belum ada yang bisa dilaporkan", ".json").press("enter esc")
	for i, run := range class(t)[0].Runs {
		var text strings.Builder
		if err := run.RunFile.Write(&text); err != nil {
			t.Fatal(err)
		}
		d.write(fmt.Sprintf("hasil/%d.json", i+1), text.String())
	}
	d.write("hasil/asing.json", "{}")
	d.press("3 n").typed("../hasil/").press("enter o").sees("Ringkasan", "Kelompok 1", "asing.json").press("esc")
	d.press("down t").sees("1 ditandai", "✓").press("t").misses("ditandai").press("t up t").sees("2 ditandai").press("enter")
	d.sees("Ringkasan", "Kelompok 1").misses("asing.json").press("esc")
	d.press("esc 3 n").typed("../hasil/asing.json").press("enter").sees("Belum ada yang bisa dilaporkan", "asing.json")
}
