package scenes_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"mufakat/internal/gradebook"
	"mufakat/internal/quiz"
	"mufakat/internal/store"
	"mufakat/internal/ui"
	"mufakat/scenes"
)

// handedIn is the exam of testdata/kelas as somebody handed it in after 13 minutes, with answers to all items but one.
func handedIn(d *driver, show quiz.Reveal) store.SavedAttempt {
	d.t.Helper()
	bank, err := d.app.Quizzes.Bank("kelas")
	if err != nil {
		d.t.Fatal(err)
	}
	exams, err := d.app.Quizzes.Exams()
	if err != nil {
		d.t.Fatal(err)
	}
	b := *exams[0].Blueprint
	b.After, b.Attempts = show, 0
	paper, err := b.Compose(&bank, 3)
	if err != nil {
		d.t.Fatal(err)
	}
	begun := time.Date(2026, 11, 21, 9, 0, 0, 0, time.Local)
	id, err := d.store.BeginAttempt(d.app.Profile.ID, "kelas", paper, begun)
	if err != nil {
		d.t.Fatal(err)
	}
	yes := true
	answers := map[string]quiz.Response{"KLS-001": {Options: []int{1}}, "KLS-002": {Options: []int{0, 2}}, "KLS-003": {True: &yes}, "KLS-004": {Text: "fasilitatif"},
		"KLS-005": {Matches: []int{0, 3, 2}}, "KLS-007": {Order: []int{1, 0, 2, 3}}, "KLS-008": {Options: []int{1}},
		"KLS-009": {Text: "Muara itu satu, tetapi izinnya tiga.\n\nYang harus duduk: tiga bupati dan nelayan."}}
	n := 0
	do := func(e quiz.Event) {
		e.Elapsed = time.Duration(n+5) * time.Minute
		e.At = begun.Add(e.Elapsed)
		if err := d.store.AppendEvent(id, n, e); err != nil {
			d.t.Fatal(err)
		}
		n++
	}
	for i, item := range paper.Items {
		if r, ok := answers[item.Question.ID]; ok {
			do(quiz.Event{Kind: quiz.Answer, Item: i, Response: r})
		}
	}
	do(quiz.Event{Kind: quiz.HandIn})
	saved, err := d.store.Attempt(id)
	if err != nil {
		d.t.Fatal(err)
	}
	return saved
}

// place is where an item stands in the paper, from 0.
func place(d *driver, saved store.SavedAttempt, id string) int {
	d.t.Helper()
	for i, item := range saved.Attempt.Paper.Items {
		if item.Question.ID == id {
			return i
		}
	}
	d.t.Fatalf("no item %s", id)
	return 0
}

// mark stores what an instructor gave for the essay.
func mark(d *driver, saved store.SavedAttempt) store.SavedAttempt {
	d.t.Helper()
	m := quiz.Mark{Item: place(d, saved, "KLS-009"), Fraction: 7.0 / 9, Levels: []int{3, 2}, Comment: "Sebut juga balai wilayah sungai."}
	if err := d.store.AddMark(saved.ID, m); err != nil {
		d.t.Fatal(err)
	}
	saved, err := d.store.Attempt(saved.ID)
	if err != nil {
		d.t.Fatal(err)
	}
	return saved
}

// openResult shows the result of an attempt.
func openResult(d *driver, saved store.SavedAttempt, width, height int) *driver {
	d.t.Helper()
	d.root = ui.NewRoot(scenes.NewAttemptResult(d.app, saved), ui.Options{Preferences: d.app.Settings.Preferences(), Guide: scenes.OpenGuide})
	d.send(tea.WindowSizeMsg{Width: width, Height: height})
	d.run(d.root.Init())
	return d
}

// item goes to an item, through the list.
func (d *driver) item(saved store.SavedAttempt, id string) *driver {
	d.t.Helper()
	return d.press("d home" + strings.Repeat(" down", place(d, saved, id)) + " enter")
}

var everything = quiz.Reveal{Score: true, Answers: true, Key: true, Feedback: true}

func TestAttemptScreens(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {100, 30}} {
		t.Run(fmt.Sprintf("%dx%d", size[0], size[1]), func(t *testing.T) {
			d := start(t, size[0], size[1])
			golden := func(name string) { t.Helper(); d.golden(fmt.Sprintf("hasil-%s-%dx%d", name, size[0], size[1])) }
			saved := handedIn(d, everything)
			openResult(d, saved, size[0], size[1])
			golden("sementara")
			saved = mark(d, saved)
			openResult(d, saved, size[0], size[1])
			golden("akhir")
			d.press("enter d")
			golden("daftar")
			d.press("esc")
			for id, name := range map[string]string{"KLS-001": "pilihan", "KLS-002": "beberapa", "KLS-005": "menjodohkan", "KLS-006": "angka", "KLS-007": "mengurutkan", "KLS-008": "situasi", "KLS-009": "esai"} {
				d.item(saved, id)
				golden("soal-" + name)
			}
			openResult(d, handedIn(d, quiz.Reveal{Score: true}), size[0], size[1])
			golden("nilai-saja")
		})
	}
}

// One goes from item to item, over those that are not right alone, and to the card that an item belongs to.
func TestReviewingItems(t *testing.T) {
	d := start(t, 80, 30)
	saved := handedIn(d, everything)
	openResult(d, saved, 80, 30).sees("Nilai sementara", "1 esai menunggu penilaian", "enter soal demi soal").press("enter").sees("Soal 1 dari 9")
	d.press("left").sees("Soal 1 dari 9").press("right right left").sees("Soal 2 dari 9")
	d.press("d end enter").sees("Soal 9 dari 9").press("right enter").sees("Soal 9 dari 9")

	// Two items are right or wait for their grade.
	d.press("b").sees("hanya yang belum benar").press("d").sees("Daftar soal").misses("✓ benar", "menunggu penilaian")
	if n := strings.Count(d.screen(), "Soal "); n != 7 {
		t.Errorf("%d items are not right\n%s", n, d.screen())
	}
	d.press("esc").item(saved, "KLS-001")
	d.press("b").misses("hanya yang")

	d.item(saved, "KLS-001").sees("Kartu konsep: C-07 Lima proses", "k kartu").press("k").sees("Isi kartu").press("esc").sees("Soal")
	d.item(saved, "KLS-003").misses("Kartu konsep").press("k").misses("Isi kartu") // the library has no C-08
	d.press("esc").sees("Hasil: ")
}

// Where every item is right there is nothing to leave out.
func TestNothingMissed(t *testing.T) {
	d := start(t, 80, 24)
	saved := handedIn(d, everything)
	paper := saved.Attempt.Paper
	at := place(d, saved, "KLS-004")
	paper.Items = paper.Items[at : at+1]
	for i := range saved.Attempt.Events {
		saved.Attempt.Events[i].Item = 0
	}
	saved.Attempt.Events = append(saved.Attempt.Events, quiz.Event{Response: quiz.Response{Text: "fasilitatif"}})
	openResult(d, saved, 80, 24).press("enter b").sees("Tidak ada soal yang salah").misses("hanya yang belum benar")
}

// Nothing that the exam keeps back is on any screen.
func TestResultKeepsBack(t *testing.T) {
	d := start(t, 100, 40)
	openResult(d, handedIn(d, quiz.Reveal{}), 100, 40).sees("tersimpan", "pengajar yang menyampaikannya").misses("poin", "%", "enter")
	d.press("enter").misses("Soal 1")
	openResult(d, handedIn(d, quiz.Reveal{Score: true}), 100, 40).sees("Nilai", "Menurut soal", "salah · 0 dari 1 poin").press("enter").sees("Hasil: ").misses("Kepercayaan")

	saved := handedIn(d, quiz.Reveal{Answers: true})
	openResult(d, saved, 100, 40).misses("poin", "%").press("enter")
	d.item(saved, "KLS-001").sees("(•) Anggaran bersama").misses("kunci", "salah", "poin", "✓", "✗", "siklus")
	d.press("b").misses("hanya yang belum benar")
	d.item(saved, "KLS-006").sees("tidak dijawab").misses("300")

	saved = handedIn(d, quiz.Reveal{Key: true})
	openResult(d, saved, 100, 40).press("enter").item(saved, "KLS-001").sees("✓ ( ) Kepercayaan antarpihak", "kunci").misses("(•)", "✗", "dipilih")
}

func TestSavingResult(t *testing.T) {
	d := start(t, 80, 24)
	saved := handedIn(d, everything)
	openResult(d, saved, 80, 24).sees("Bila diminta widyaiswara: tekan s").press("s").sees("Simpan hasil", "1 Untuk widyaiswara (.json)", "2 Untuk dibaca sendiri (.txt)")
	whole := filepath.Join(t.TempDir(), "untuk-bu-rina") // the instructor's form without saying so
	d.press("1").sees("hasil-akhir-peserta-2026-11-21-0900.json").press(strings.Repeat("backspace ", 50)).typed(whole).press("enter").sees("Tersimpan").press("enter")
	if read := gradebook.ReadFiles([]string{whole + ".json"}); len(read.Sheets) != 1 {
		t.Errorf("%q", read.Refused)
	}
	d.press("s 2").sees("hasil-akhir-peserta-2026-11-21-0900.txt")
	path := filepath.Join(t.TempDir(), "hasil.csv")
	d.press(strings.Repeat("backspace ", 50)).typed(path).press("enter").sees("Tersimpan")
	content, err := os.ReadFile(path)
	if err != nil || !strings.Contains(string(content), "KLS-005") {
		t.Errorf("%v\n%s", err, content)
	}
	d.press("enter s 2").press(strings.Repeat("backspace ", 50)).typed(path).press("enter").sees("Berkas tidak tertulis", "tidak ditimpa")
}
