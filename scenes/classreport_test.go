package scenes_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"mufakat/internal/debrief"
	"mufakat/internal/report"
	"mufakat/internal/sim"
	"mufakat/internal/ui"
	"mufakat/scenes"
)

// class is what three groups made of the test's case.
func class(t testing.TB) []*report.Class {
	t.Helper()
	c, err := library{t}.Case("uji", "pasar")
	if err != nil {
		t.Fatal(err)
	}
	at := time.Date(2026, 11, 21, 9, 0, 0, 0, time.Local)
	var runs []report.Source
	for i, g := range []struct {
		name, reason string
		hands        []int
		options      []int
	}{
		{"Kelompok 1", "biar mereka mendengar langsung dari kami, bukan dari selebaran di gerbang", []int{4, 1, 0}, []int{0, 0}},
		{"Kelompok 2: Dinas Perdagangan Kota", "", []int{2, 3, 0}, []int{1, 1}},
		{"", "surat lebih rapi", nil, []int{1, 0}},
	} {
		play := sim.Replay(c, sim.Run{Case: c.ID, Hash: c.Hash, Seed: uint64(i), Group: g.hands != nil})
		for n := 0; !play.State().Finished(); {
			option, reason, hands := 0, "", []int(nil)
			if c.Passage(play.State()).IsDecision() {
				if option = g.options[n]; n == 0 {
					reason, hands = g.reason, g.hands
				}
				n++
			}
			if err := play.Choose(option, at, reason, hands); err != nil {
				t.Fatal(err)
			}
		}
		d, err := analyst{}.Explain(context.Background(), play, sim.DefaultGrades())
		if err != nil {
			t.Fatal(err)
		}
		notes := map[string]string{debrief.NoteAnswer(0): "Pedagang tidak diajak bicara.\nJadwal dibuat lebih dulu.", debrief.NoteLowest: "sri"}
		runs = append(runs, report.Source{File: fmt.Sprintf("%d.json", i+1), Run: report.NewRunFile(d, report.Origin{Name: g.name}, notes)})
	}
	return report.Classes(runs, false)
}

// openReport opens the program at a report on the class.
func openReport(t testing.TB, width, height int, trouble ...string) *driver {
	t.Helper()
	d := start(t, width, height)
	d.root = ui.NewRoot(scenes.NewClassReport(class(t), trouble), ui.Options{Guide: scenes.OpenGuide})
	d.send(tea.WindowSizeMsg{Width: width, Height: height})
	return d
}

func TestGoldenClassReport(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {100, 30}} {
		t.Run(fmt.Sprintf("%dx%d", size[0], size[1]), func(t *testing.T) {
			d := openReport(t, size[0], size[1], "asing.json bukan hasil ekspor Mufakat. Buatlah dengan: mufakat ekspor")
			for _, name := range []string{"ringkasan", "keputusan", "keputusan-2", "akhir", "refleksi"} {
				d.golden(fmt.Sprintf("laporan-%s-%dx%d", name, size[0], size[1]))
				d.press("right")
			}
			d.press("s").golden(fmt.Sprintf("laporan-simpan-%dx%d", size[0], size[1]))
		})
	}
}

func TestClassReportTurnsItsPages(t *testing.T) {
	d := openReport(t, 80, 24)
	d.press("left").sees("Ringkasan", "1/5")
	d.press("tab l enter").sees("Akhir", "4/5").press("h").sees("3/5")
	d.press("right right right right").sees("Refleksi", "5/5", "baris lagi")
	d.press("G").misses("baris lagi").press("left right").sees("baris lagi") // a page opens at its beginning
	d.press("esc")
	if !d.ended {
		t.Error("esc closes the report")
	}
}

func TestClassReportIsSaved(t *testing.T) {
	name := filepath.Join(t.TempDir(), "kelas.csv")
	d := openReport(t, 80, 24).press("s").sees("laporan-pasar.xlsx")
	for range "laporan-pasar.xlsx" {
		d.press("backspace")
	}
	d.typed(name).press("enter").sees("Tersimpan")
	text, err := os.ReadFile(name)
	if err != nil || !bytes.HasPrefix(text, []byte("\ufeffKasus,")) {
		t.Errorf("%.20q, %v", text, err)
	}
	d.press("enter s")
	for range "laporan-pasar.xlsx" {
		d.press("backspace")
	}
	d.typed(name).press("enter").sees("Berkas tidak tertulis")
}

// The debrief's third form is the file that such a report is made of.
func TestDebriefIsSavedForTheInstructor(t *testing.T) {
	folder := t.TempDir()
	d := start(t, 80, 24).press("1 1 1 1 enter enter 1 enter enter 2").enterUntil("debrief 8/8")
	d.press("3").sees("pasar-peserta-2026-11-21-").press("home").typed(folder + string(filepath.Separator)).press("enter").sees("Tersimpan")
	read := report.ReadRuns([]string{folder})
	if len(read.Runs) != 1 || read.Refused != nil {
		t.Fatalf("%+v", read)
	}
	run := read.Runs[0].Run
	if run.Who.Name != "Peserta" || run.Case.Source != "uji" || run.Lowest.Guess == "" || !run.Begun.Before(run.Ended) || !strings.HasPrefix(run.ScoreText(), fmt.Sprint(run.Score.Process.Whole, " = 100")) {
		t.Errorf("%+v", run)
	}
}
