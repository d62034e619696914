package scenes_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"mufakat/internal/ui"
	"mufakat/scenes"
)

// clear empties the line that a dialog asks for.
func (d *driver) clear() *driver {
	for range 80 {
		d.press("backspace")
	}
	return d
}

func TestProfiles(t *testing.T) {
	folder := t.TempDir()
	d := start(t, 80, 24).press("6").sees("Peserta", "sedang dipakai")
	d.press("t").typed("Budi Santoso").press("enter").sees("Budi Santoso", "Tersimpan.")
	if d.app.Profile.Name != "Budi Santoso" {
		t.Fatalf("profil: %s", d.app.Profile.Name)
	}
	d.press("t").typed("budi santoso").press("enter").sees("sudah dipakai").press("enter")
	d.press("t").typed("   ").press("enter").sees("masih kosong").press("enter")

	// What Budi plays is Budi's.
	d.press("esc 1 1 1 1 enter esc esc esc").sees("Budi Santoso", "Lanjutkan: Pasar Pagi")
	d.press("7").sees("Profil").press("2").sees("Peserta")
	d.press("esc").misses("Lanjutkan")

	d.press("6 up n").clear().typed("Budi S.").press("enter").sees("Budi S.")
	d.press("i").typed("1990").press("enter").sees("NIP 1990")

	file := filepath.Join(folder, "budi.json")
	d.press("c").clear()
	d.send(tea.PasteMsg{Content: file})
	d.press("enter").sees("Tersimpan", "budi.json").press("enter")
	if text, err := os.ReadFile(file); err != nil || !strings.Contains(string(text), "Budi S.") {
		t.Fatalf("cadangan: %v\n%s", err, text)
	}

	// Deleting asks twice, the second time for the name.
	d.press("h").sees("Hapus Budi S.?").press("enter").sees("Budi S.")
	d.press("h 2").sees("Benar-benar hapus").typed("budi").press("enter").sees("tidak ada yang dihapus", "Budi S.")
	d.press("h 2").typed("Budi S.").press("enter").sees("sudah dihapus", "Peserta").misses("NIP 1990")

	d.press("p")
	d.send(tea.PasteMsg{Content: file})
	d.press("enter").sees("Budi S.", "NIP 1990")
	d.press("esc").sees("Lanjutkan: Pasar Pagi")

	d.press("7 p").typed(filepath.Join(folder, "tiada.json")).press("enter").sees("tiada.json tidak")
}

func TestSettingsHoldAtOnceAndTheNextTime(t *testing.T) {
	dir := t.TempDir()
	d := startIn(t, dir, 80, 24).press("7").sees("otomatis")
	d.press("1 1 1").sees("tanpa-warna")
	if strings.Contains(d.root.(*ui.Root).View().Content, "\x1b[38") {
		t.Error("masih berwarna")
	}
	d.press("2 3")
	if d.root.(*ui.Root).View().MouseMode == tea.MouseModeNone {
		t.Error("tetikus masih mati")
	}
	stored, err := d.store.Settings()
	if err != nil {
		t.Fatal(err)
	}
	want := scenes.Settings{Theme: ui.ThemeNone, Mouse: true, AskReason: false}
	if got := scenes.SettingsFrom(stored); *got != want {
		t.Errorf("tersimpan: %+v", got)
	}
	// Without the question, a digit decides.
	d.press("esc 1 1 1 1").sees("Petugas datang").misses("Mengapa?")
}

func TestWheelScrolls(t *testing.T) {
	d := start(t, 60, 16).press("8").sees("Cara bermain")
	d.send(tea.MouseWheelMsg{Button: tea.MouseWheelDown})
	d.send(tea.MouseWheelMsg{Button: tea.MouseWheelDown})
	d.misses("Cara bermain")
	d.send(tea.MouseWheelMsg{Button: tea.MouseWheelUp})
	d.send(tea.MouseWheelMsg{Button: tea.MouseWheelUp})
	d.sees("Cara bermain")
}
