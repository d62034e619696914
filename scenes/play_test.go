package scenes_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"mufakat/internal/casefile"
	"mufakat/internal/debrief"
	"mufakat/internal/pack"
	"mufakat/internal/sim"
	"mufakat/internal/store"
	"mufakat/scenes"
)

// Digits and Enter alone lead from Beranda to a debrief, and a first start asks nothing.
func TestDigitsAndEnterLeadToTheDebrief(t *testing.T) {
	d := start(t, 80, 24)
	d.sees("M U F A K A T", "Peserta")
	d.press("1 1 1").sees("Dua payung", "Saya di sini sejak subuh")
	d.press("1 enter").sees("Panggil petugas ketertiban pasar", "kepercayaan 30 → 20 ▼ −10", "Pelajaran.")
	d.press("enter").sees("Babak ini selesai")
	d.press("1").sees("Papan tulis")
	d.press("2 enter").sees("Tulis jadwal bergiliran", "k konsep")
	d.press("enter").sees("Siapa yang paling tertinggal").misses("Nilai")
	d.press("1").sees("Lorong kosong", "Kata mereka")
	d.enterUntil("M U F A K A T")
}

// playTo opens the case in one of the four modes (a digit of the briefing).
func playTo(t *testing.T, width, height int, mode string) *driver {
	t.Helper()
	return start(t, width, height).press("1 1 " + mode)
}

func TestResumeAfterEveryDecision(t *testing.T) {
	dir := t.TempDir()
	d := startIn(t, dir, 80, 24)
	d.press("1 1 1 1 enter") // decided; what it brought about is on the screen
	d.store.Close()          // the program is gone, without a word

	d = startIn(t, dir, 80, 24)
	d.sees("Lanjutkan: Pasar Pagi", "1 langkah tersimpan")
	d.press("1").sees("Papan tulis")
}

func TestReasonIsAskedAndComesBackInTheDebrief(t *testing.T) {
	d := playTo(t, 80, 24, "1")
	d.press("1").sees("Mengapa?").typed("supaya cepat?").press("enter enter 1 1 enter enter 1").enterUntil("Titik balik")
	d.sees("“supaya cepat?”", "coba cabang")
}

func TestRewindOnlyInPractice(t *testing.T) {
	d := playTo(t, 80, 24, "1").press("1 enter u")
	d.sees("Dua payung", "Dengarkan Bu Sri")
	d.press("2 enter enter 1").sees("Bu Sri menyodorkan kapur")
	d.press("j").sees("Jejak keputusan", "Dengarkan Bu Sri di lapaknya")
	d.press("u").sees("Dua payung", "1–3")

	d = playTo(t, 80, 24, "2").press("1 enter enter 1")
	before := d.screen()
	if after := d.press("u").screen(); after != before {
		t.Fatalf("mundur dalam penilaian:\n%s", after)
	}
	d.press("j enter").sees("Petugas datang").misses("kepercayaan 30", "Pelajaran").press("u").sees("Petugas datang")
}

func TestAssessmentHidesLevelsAndLessons(t *testing.T) {
	d := playTo(t, 100, 30, "2")
	d.sees("Penilaian · keputusan ke-1").misses("Kep Kom Pem", "Kepercayaan")
	d.press("1 enter").sees("Petugas datang").misses("Pelajaran", "→ 20", "konsep C-07")
	d.press("k").sees("Petugas datang")
	d.press("p").sees("Bu Sri, pedagang sayur").misses("Kep ")
	d.press("esc enter 1 1 enter enter 1").enterUntil("Titik balik").sees("kepercayaan −10")
}

func TestGroupCountsHands(t *testing.T) {
	d := playTo(t, 80, 24, "3")
	d.sees("Diskusi 2 menit").misses("Berapa tangan")
	d.press("2").sees("Berapa tangan", "▸ 2")
	d.typed("4 3").press("enter").sees("Ada 3 pilihan terbuka: tulis 3 angka")
	d.typed(" x").press("enter").sees("bukan jumlah tangan")
	d.press("backspace").typed("3").press("enter").sees("Mengapa?", "3 tangan")
	d.press("esc t").sees("Berapa tangan").typed("4 3 3").press("enter").sees("3 tangan").misses("Mengapa?", "Berapa tangan")
	d.press("2 enter").sees("Bu Sri menurunkan payungnya")
	d.press("enter 1 1 enter enter enter 1").enterUntil("Di sini kelompok terbelah")
	saved, _, err := d.store.LastOpenRun(d.app.Profile.ID)
	if err != nil {
		t.Fatal(err)
	}
	if len(saved.Run.Decisions) != 0 {
		t.Fatal("permainan yang selesai masih ditawarkan")
	}
	history, err := d.store.History(d.app.Profile.ID)
	if err != nil {
		t.Fatal(err)
	}
	run, err := d.store.Run(history[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	sum := 0
	for _, n := range run.Run.Decisions[0].Hands {
		sum += n
	}
	if sum != 10 || len(run.Run.Decisions[0].Hands) != 3 {
		t.Fatalf("tangan tersimpan: %v", run.Run.Decisions[0].Hands)
	}
}

func TestLockedOptionStandsLastWithItsReason(t *testing.T) {
	d := playTo(t, 80, 24, "1").press("2 enter enter 1")
	d.sees("·  Undi dengan koin", "terkunci: Sudah tidak ada waktu untuk mengundi.")
	before := d.screen()
	if d.press("3").screen() != before {
		t.Fatal("angka 3 memilih yang terkunci")
	}
	d.press("down down down down enter").misses("Koin jatuh")
}

// A "bagaimana jika" branch never alters the recorded run.
func TestBranchIsNotRecorded(t *testing.T) {
	d := playTo(t, 80, 24, "1").press("1 enter enter 1 1 enter enter 1").enterUntil("Titik balik")
	before := stored(t, d)
	d.press("c").sees("Bagaimana jika", "Bu Sri menurunkan payungnya")
	d.press("enter").sees("Papan tulis").press("1 enter").sees("Cabang ini", "nilai")
	d.press("enter").sees("Titik balik")
	if after := stored(t, d); len(after.Decisions) != len(before.Decisions) || after.Decisions[0].Option != before.Decisions[0].Option {
		t.Fatalf("berubah: %v → %v", before, after)
	}
}

func stored(t *testing.T, d *driver) sim.Run {
	t.Helper()
	history, err := d.store.History(d.app.Profile.ID)
	if err != nil {
		t.Fatal(err)
	}
	saved, err := d.store.Run(history[len(history)-1].ID)
	if err != nil {
		t.Fatal(err)
	}
	return saved.Run
}

func TestDebriefIsLeftAndGoneOnWith(t *testing.T) {
	d := playTo(t, 80, 24, "1").press("1 enter enter 1 1 enter enter 1").enterUntil("Tiga kriteria")
	d.press("esc").sees("M U F A K A T")
	d.press("4 1").sees("Tiga kriteria") // Riwayat, the newest run
	d.enterUntil("Masalah pokok").press("e").typed("Dua orang, satu petak? ya").press("esc").sees("Dua orang, satu petak? ya")
	d.press("m").sees("Pembanding", "Satu petak, dua pedagang.")
	// Leaving in the middle of writing saves what was written.
	d.press("e").typed(" lagi").press("ctrl+c")
	if !d.ended {
		t.Fatal("ctrl+c tidak keluar")
	}
	history, err := d.store.History(d.app.Profile.ID)
	if err != nil {
		t.Fatal(err)
	}
	notes, err := d.store.Notes(history[0].ID)
	if err != nil || notes["lembar-1"] != "Dua orang, satu petak? ya lagi" {
		t.Fatalf("%q, %v", notes["lembar-1"], err)
	}
}

func TestShortDebriefEndsAfterFourParts(t *testing.T) {
	d := playTo(t, 80, 24, "1").press("1 enter enter 1 1 enter enter")
	d.press("s").sees("empat bagian pertama")
	d.press("1").enterUntil("debrief 4/4").sees("Yang sebenarnya terjadi").press("enter").sees("M U F A K A T")
}

func TestExportNeverOverwrites(t *testing.T) {
	folder := t.TempDir()
	d := playTo(t, 80, 24, "1").press("1 enter enter 1 1 enter enter 1").enterUntil("debrief 8/8")
	file := filepath.Join(folder, "hasil.md")
	save := func() {
		d.press("1")
		for range 60 {
			d.press("backspace")
		}
		d.send(tea.PasteMsg{Content: file})
		d.press("enter")
	}
	save()
	d.sees("Tersimpan", "hasil.md").press("enter")
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"# Pasar Pagi", "## Akhir: Lorong kosong", "Nilai ", "## Titik balik", "### Masalah pokok"} {
		if !strings.Contains(string(text), want) {
			t.Errorf("tidak ada %q dalam\n%s", want, text)
		}
	}
	save()
	d.sees("Berkas tidak tertulis")
	if again, _ := os.ReadFile(file); string(again) != string(text) {
		t.Fatal("ditimpa")
	}
}

func TestBeginningAnewAsksAndKeepsTheOldRun(t *testing.T) {
	d := playTo(t, 80, 24, "1").press("1 enter esc")
	d.press("esc esc 2 1").sees("Lanjutkan", "1 langkah tersimpan")
	d.press("2").sees("Mulai lagi dari awal?").press("esc").sees("Lanjutkan")
	d.press("2 enter").sees("Dua payung")
	d.press("1 enter esc esc esc").press("5").sees("ditinggalkan", "berjalan")
}

// What was being written is in the store after every key, however the program ends.
func TestWritingIsKeptAsItIsTyped(t *testing.T) {
	d := playTo(t, 80, 24, "1").press("1 enter enter 1 1 enter enter 1").enterUntil("Masalah pokok")
	d.press("e").typed("Satu petak")
	d.send(tea.PasteMsg{Content: strings.Repeat(" kata", 3000)})
	d.sees("dipotong pada 12.000 huruf", "kata kata")
	history, err := d.store.History(d.app.Profile.ID)
	if err != nil {
		t.Fatal(err)
	}
	notes, err := d.store.Notes(history[0].ID)
	if err != nil || !strings.HasPrefix(notes["lembar-1"], "Satu petak kata") || len(notes["lembar-1"]) < 11_000 {
		t.Fatalf("%d huruf, %v", len(notes["lembar-1"]), err)
	}
}

// failing is a store in which writing fails for a while.
type failing struct {
	scenes.Store
	err error
}

func (f *failing) Append(id store.RunID, n int, d sim.Decision) error {
	if f.err != nil {
		return f.err
	}
	return f.Store.Append(id, n, d)
}

func (f *failing) Rewind(id store.RunID, n, to int) error {
	if f.err != nil {
		return f.err
	}
	return f.Store.Rewind(id, n, to)
}

// Where saving fails, the screen stays where it was, with what was typed.
func TestScreenStaysWhereSavingFails(t *testing.T) {
	d := start(t, 80, 24)
	broken := &failing{Store: d.app.Store}
	d.app.Store = broken
	d.press("1 1 1 1").typed("sebab")
	broken.err = errors.New("Disk penuh. Kosongkan ruang.")
	d.press("enter").sees("Disk penuh", "Belum tersimpan").press("enter").sees("Mengapa?", "sebab")
	broken.err = nil
	d.press("enter").sees("Petugas datang")

	broken.err = errors.New("Disk penuh. Kosongkan ruang.")
	d.press("u").sees("Belum tersimpan").press("enter").sees("Petugas datang", "enter lanjut").misses("1–3")
	broken.err = nil
	d.press("u").sees("Dua payung")
}

// A branch of the last decision shows first what that option does, and hides nothing, even of an assessment.
func TestBranchOfAnAssessmentHidesNothing(t *testing.T) {
	d := playTo(t, 80, 24, "2").press("1 enter enter 1 1 enter enter 1").enterUntil("Titik balik")
	d.press("tab c").sees("Bagaimana jika", "▲ +10", "Pelajaran.")
	d.press("enter").sees("Cabang ini", "Permainan Anda")
}

// A finished run keeps its debrief, its result and its notes, whatever happens to the case.
func TestChangedCase(t *testing.T) {
	d := playTo(t, 80, 24, "1").press("1 enter enter 1 1 enter enter 1").enterUntil("Masalah pokok")
	d.press("e").typed("Satu petak.").press("esc esc")
	change := func(old, text string) { d.app.Library = changed{library{t}, old, text} }

	change("Dua payung berdiri di satu petak.", "Tiga payung berdiri di satu petak.")
	d.press("4 1").press("left left left left").sees("Naskah kasus ini berubah", "Saat selesai tercatat: Lorong kosong,").press("esc")

	change("](#akhir) {#undi}", "](#akhir) {#undi-lagi}") // found again by its place
	d.press("4 1").sees("debrief").press("esc")

	change("### Dua payung", "### Sebelum fajar\n\nSepi.\n\n- [Tunggu](#dua-payung)\n  - catat: tunggu\n  > Ya.\n- [Pergi](#dua-payung)\n  - jam: -1\n  > Ya.\n\n### Dua payung")
	d.press("4 1").sees("hasil yang tersimpan", "Lorong kosong · nilai 0", "Satu petak.").press("esc esc")

	change("# Pasar Pagi", "Pasar Pagi")
	d.press("4 1").sees("hasil yang tersimpan", "belum bisa dimainkan", "Satu petak.")
}

// An open run whose case is gone can be closed.
func TestOpenRunWithoutCaseCanBeClosed(t *testing.T) {
	d := playTo(t, 80, 24, "1").press("1 enter esc esc esc").sees("Lanjutkan")
	d.app.Library = changed{library{t}, "# Pasar Pagi", "Pasar Pagi"}
	d.press("1").sees("tidak bisa dilanjutkan").press("esc").sees("Lanjutkan")
	d.press("1 2").sees("M U F A K A T").misses("Lanjutkan")
}

// changed is a library whose case reads differently now.
type changed struct {
	library
	old, text string
}

func (c changed) Case(_, id string) (*sim.Case, error) {
	src, err := os.ReadFile("testdata/" + id + ".md")
	if err != nil {
		return nil, err
	}
	return pack.Playable(casefile.Parse(id+".md", []byte(strings.Replace(string(src), c.old, c.text, 1)), casefile.Options{}))
}

// On the smallest screen the story, the option under the cursor and the line that is asked for are all in sight.
func TestSmallestScreen(t *testing.T) {
	for _, mode := range []string{"1", "2", "3", "4"} {
		d := playTo(t, 60, 16, mode).sees("Dua payung", "▸ 1")
		d.press("down down").sees("▸ 3").press("3")
		if mode > "2" {
			d.sees("Dua payung", "▸ 3", "Berapa tangan").typed("1 2 3").sees("1 2 3").press("enter")
		}
		d.sees("Dua payung", "▸ 3", "Mengapa?").typed("karena").sees("karena").press("enter").sees("Meteran basah")
	}
}

func TestResizeAtAnyMoment(t *testing.T) {
	d := start(t, 80, 24)
	for _, keys := range []string{"", "1", "1", "1", "1", "enter", "p", "esc", "enter", "1", "1", "enter", "enter", "1", "enter", "enter", "enter", "enter", "m", "e", "esc", "?", "esc"} {
		d.press(keys)
		for _, size := range [][2]int{{60, 16}, {200, 60}, {59, 16}, {1, 1}, {61, 17}, {100, 30}, {80, 24}} {
			d.send(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
			screen := d.screen()
			lines := strings.Split(screen, "\n")
			if size[0] >= 60 && size[1] >= 16 && len(lines) != size[1] {
				t.Fatalf("%v sesudah %q: %d baris", size, keys, len(lines))
			}
			for _, l := range lines {
				if n := len([]rune(l)); n > size[0] {
					t.Fatalf("%v sesudah %q: baris selebar %d: %q", size, keys, n, l)
				}
			}
			if (size[0] < 60 || size[1] < 16) && size[0] > 20 && !strings.Contains(screen, "Layar terlalu kecil") {
				t.Fatalf("%v: %s", size, screen)
			}
		}
	}
}

// Answering the first question while the debrief is still being worked out loses nothing.
func TestGuessBeforeTheDebriefIsWorkedOut(t *testing.T) {
	d := playTo(t, 80, 24, "1").press("1 enter enter 1 1 enter")
	d.app.Analyst = analystThen(func() { d.press("2").sees("Menghitung nilai") })
	d.press("enter").sees("Lorong kosong").enterUntil("Dugaan Anda: Pak Yudi")
	history, err := d.store.History(d.app.Profile.ID)
	if err != nil {
		t.Fatal(err)
	}
	if notes, err := d.store.Notes(history[0].ID); err != nil || notes["tertinggal"] != "yudi" {
		t.Fatalf("%v, %v", notes, err)
	}
}

// analystThen is an analyst during whose work something happens.
type analystThen func()

func (then analystThen) Explain(ctx context.Context, play *sim.Playthrough, grades []sim.Grade) (*debrief.Debrief, error) {
	then()
	return analyst{}.Explain(ctx, play, grades)
}
