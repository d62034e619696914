package scenes_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"mufakat/internal/ui"
)

// Every screen as it looks at the two sizes that people have. go test ./scenes -update writes them anew; look at the
// difference before it is committed.
func TestGoldenScreens(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {100, 30}} {
		t.Run(fmt.Sprintf("%dx%d", size[0], size[1]), func(t *testing.T) {
			golden := func(d *driver, name string) {
				t.Helper()
				d.golden(fmt.Sprintf("%s-%dx%d", name, size[0], size[1]))
			}
			d := start(t, size[0], size[1])
			golden(d, "beranda")
			golden(d.press("1"), "kasus")
			golden(d.press("1"), "pengantar")
			golden(d.press("1"), "main")
			golden(d.press("p"), "pemangku")
			golden(d.press("esc 1"), "main-mengapa")
			golden(d.press("enter"), "main-akibat")
			golden(d.press("enter"), "main-babak")
			golden(d.press("1 j"), "jejak")
			golden(d.press("esc 1 enter enter"), "debrief-1-tebak")
			golden(d.press("2"), "debrief-2-akhir")
			golden(d.enterUntil("Titik balik"), "debrief-3-titik-balik")
			golden(d.enterUntil("Yang sebenarnya terjadi"), "debrief-4-kenyataan")
			golden(d.enterUntil("Tiga kriteria"), "debrief-5-kriteria")
			golden(d.enterUntil("Pembanding"), "debrief-6-lembar")
			golden(d.press("e").typed("Dua payung, satu petak."), "debrief-6-menulis")
			golden(d.press("esc").enterUntil("Untuk unit Anda"), "debrief-7-unit")
			golden(d.enterUntil("debrief 8/8"), "debrief-8-simpan")
			golden(d.press("1"), "dialog-simpan")
			golden(d.press("esc enter 4"), "riwayat")
			golden(d.press("esc 6"), "profil")
			golden(d.press("h"), "dialog-hapus")
			golden(d.press("esc esc 7"), "pengaturan")
			golden(d.press("esc ?"), "bantuan")
			golden(d.press("esc 3 down enter"), "kartu")

			golden(start(t, size[0], size[1]).press("1 1 2"), "main-penilaian")
			golden(start(t, size[0], size[1]).press("1 1 3").typed("4 3 2").press("enter"), "main-kelompok")
			golden(start(t, size[0], size[1]).press("1 1 1 2 enter enter 1"), "main-terkunci")
		})
	}
}

// Colours say nothing that the text does not: without them the screens read the same.
func TestThemesDifferOnlyInStyle(t *testing.T) {
	d := start(t, 80, 24).press("1 1 1 1 enter")
	plain := d.screen()
	seen := map[string]bool{}
	for _, choice := range []ui.ThemeChoice{ui.ThemeDark, ui.ThemeLight, ui.ThemeNone} {
		d.send(ui.PreferencesMsg{Theme: choice})
		if d.screen() != plain {
			t.Errorf("%s: the text differs\n%s", choice, d.screen())
		}
		seen[d.root.(*ui.Root).View().Content] = true
	}
	if len(seen) != 3 {
		t.Errorf("%d different looks of three", len(seen))
	}
	if content := d.root.(*ui.Root).View().Content; strings.Contains(content, "\x1b[38") || content == ansi.Strip(content) {
		t.Error("without colours there is bold, and no colour")
	}
}
