package scenes_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"mufakat/internal/diagnostic"
	"mufakat/internal/preview"
	"mufakat/internal/sim"
	"mufakat/internal/ui"
	"mufakat/scenes"
)

// author is a driver of the preview of a file. The preview looks at the file only when it is told to: nothing here waits.
type author struct {
	*driver
	scene *scenes.Preview
	name  string
}

// startPreview opens the preview of the case in testdata, with some of its text replaced, in pairs.
func startPreview(t testing.TB, width, height int, from preview.Start, pairs ...string) *author {
	t.Helper()
	return openPreview(t, width, height, from, func(f preview.File) scenes.PreviewFile { return unsearched{f} }, pairs...)
}

// unsearched is a file whose story is not searched: what a search finds grows with every rule.
type unsearched struct{ preview.File }

func (u unsearched) Search(ctx context.Context) ([]diagnostic.Diagnostic, error) {
	v := u.Look(ctx, nil)
	return v.Document.Diagnostics, v.Err
}

func openPreview(t testing.TB, width, height int, from preview.Start, as func(preview.File) scenes.PreviewFile, pairs ...string) *author {
	t.Helper()
	a := &author{driver: start(t, width, height), name: filepath.Join(t.TempDir(), "pasar.md")}
	a.write(pairs...)
	settle := func(_ context.Context, d time.Duration) error {
		if d >= 200*time.Millisecond {
			return errors.New("the test tells when to look again")
		}
		return nil
	}
	a.scene = scenes.NewPreview(a.app, as(preview.File{Name: a.name, Sleep: settle}), from)
	a.root = ui.NewRoot(a.scene, ui.Options{Preferences: a.app.Settings.Preferences(), Guide: scenes.OpenGuide})
	a.send(tea.WindowSizeMsg{Width: width, Height: height})
	a.run(a.root.Init())
	return a
}

// write puts the case, with some of its text replaced, in the place of the file.
func (a *author) write(pairs ...string) {
	a.t.Helper()
	src, err := os.ReadFile("testdata/pasar.md")
	if err != nil {
		a.t.Fatal(err)
	}
	text := string(src)
	for i := 0; i < len(pairs); i += 2 {
		if !strings.Contains(text, pairs[i]) {
			a.t.Fatalf("the case has no %q", pairs[i])
		}
		text = strings.ReplaceAll(text, pairs[i], pairs[i+1])
	}
	if err := os.WriteFile(a.name+".baru", []byte(text), 0o644); err != nil {
		a.t.Fatal(err)
	}
	if err := os.Rename(a.name+".baru", a.name); err != nil {
		a.t.Fatal(err)
	}
}

// save writes the case, and lets the preview look at it.
func (a *author) save(pairs ...string) *author {
	a.t.Helper()
	a.write(pairs...)
	return a.look()
}

func (a *author) look() *author {
	a.t.Helper()
	a.run(a.scene.Init())
	return a
}

// broken is a change that makes the case unplayable.
var broken = []string{"](#papan-tulis) {#ukur}", "](#papan-tulus) {#ukur}"}

func TestPreviewGoldenScreens(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {100, 30}} {
		golden := func(d *driver, name string) {
			t.Helper()
			d.golden(fmt.Sprintf("pratinjau-%s-%dx%d", name, size[0], size[1]))
		}
		begin := func(pairs ...string) *author { return startPreview(t, size[0], size[1], preview.Start{}, pairs...) }
		a := begin()
		golden(a.driver, "baik")
		golden(a.press("a"), "akibat")
		golden(a.press("1 enter 1 enter"), "akhir")
		golden(begin().save(broken...).driver, "rusak")
		golden(begin(append(broken, "| Kode | Nama |", "| Kod | Nama |")...).driver, "belum-pernah-baik")
		golden(begin().save(broken...).press("t"), "temuan")
		a = begin()
		golden(a.press("m"), "mulai-adegan")
		golden(a.press("2 down right tab 4 0"), "mulai-keadaan")
	}
}

// However the text changes, the author stays where the decisions lead, and is told what has become of them.
func TestPreviewStaysInPlace(t *testing.T) {
	a := startPreview(t, 80, 24, preview.Start{})
	a.press("2 enter").sees("Papan tulis", "Bu Sri menyodorkan kapur")

	a.save("Papan tulis menunggu", "Papan hitam menunggu").sees("Papan hitam menunggu", "Bu Sri menyodorkan kapur").misses("Dua payung")
	a.save("[Dengarkan Bu Sri di lapaknya](#papan-tulis) {#dengar}", "[Dengarkan beliau](#papan-tulis)").sees("Papan tulis", "1 pilihan yang berganti nama")
	a.save("### Dua payung\n", "### Fajar\n\nSepi.\n\n- [Lanjut](#dua-payung)\n\n### Dua payung\n").sees("Papan tulis", "menyodorkan kapur")
	a.save("### Dua payung\n", "### Subuh\n\nSepi.\n\n- [Buka](#papan-tulis)\n  > Ya.\n- [Tutup](#dua-payung)\n  > Ya.\n\n### Dua payung\n").
		sees("Langkah ke-1 tidak ada lagi", "kembali ke adegan “Subuh”", "Buka", "Tutup")
	a.save().sees("Langkah yang tadi hilang ada lagi", "Papan tulis")
	a.press("u").sees("Dua payung", "Dengarkan Bu Sri").misses("ada lagi")
}

// An outcome that is being read is read on, in its new words; so is a page that was scrolled, and the cursor keeps its option.
func TestPreviewKeepsWhatIsRead(t *testing.T) {
	a := startPreview(t, 80, 24, preview.Start{})
	a.press("3").sees("angkanya jelas")
	a.save("angkanya jelas", "angkanya terang").sees("angkanya terang", "enter lanjut")
	a.save("### Dua payung\n", "### Fajar\n\nSepi.\n\n- [Lanjut](#dua-payung)\n\n### Dua payung\n").sees("angkanya jelas", "enter lanjut")
	a.save("### Papan tulis", "### Papan hitam", "(#papan-tulis)", "(#papan-hitam)").sees("angkanya jelas", "enter lanjut")
	a.press("u down down").sees("▸ 3")
	chosen := func() string {
		for _, l := range strings.Split(a.screen(), "\n") {
			if _, after, found := strings.Cut(l, "▸ "); found {
				return after[3:30]
			}
		}
		return ""
	}
	before := chosen()
	a.save("Dua payung berdiri", strings.Repeat("Satu baris lagi yang panjang sekali untuk dibaca.\n\n", 20)+"Dua payung berdiri")
	if chosen() != before || before == "" {
		t.Errorf("the cursor was on %q and is on %q", before, chosen())
	}
	a.press("pgdown pgdown")
	screen := a.screen()
	if a.save("Dua payung berdiri", strings.Repeat("Satu baris lagi yang panjang sekali untuk dibaca.\n\n", 20)+"Tiga payung berdiri"); strings.Split(a.screen(), "\n")[5] != strings.Split(screen, "\n")[5] {
		t.Errorf("the text was scrolled\n%s\n%s", screen, a.screen())
	}
}

func TestPreviewOfABrokenFile(t *testing.T) {
	a := startPreview(t, 80, 24, preview.Start{}, broken...)
	a.sees("belum bisa dimainkan", "1 galat", "K301", "papan-tulus", "^", "Maksud Anda").misses("Dua payung")
	a.press("1 u 0 t m a s enter").sees("belum bisa dimainkan")
	a.save().sees("Dua payung", "Tidak ada temuan").misses("galat")
	a.press("1 enter")
	a.save(broken...).sees("1 galat. Yang tampil: versi terakhir yang benar, 08.0", "baris 45 · galat K301", "Papan tulis")
	a.press("s").sees("1 galat. Yang tampil").misses("baris 45")
	a.press("2 enter").sees("Lorong kosong", "1 galat").press("u").sees("Papan tulis")
	a.save().sees("Papan tulis").misses("temuan ·", "galat")
	a.press("s").sees("Tidak ada temuan")
}

// A file's name may hold what a terminal would obey.
func TestPreviewCleansTheNameOfTheFile(t *testing.T) {
	file := preview.File{Name: "e\x1b[31m\nX.md"}
	if got := scenes.NewPreview(start(t, 80, 24).app, file, preview.Start{}).Heading().Left; got != "Pratinjau · e[31m X.md" {
		t.Errorf("%q", got)
	}
}

func TestPreviewOfAFileThatIsGone(t *testing.T) {
	a := startPreview(t, 80, 24, preview.Start{})
	a.press("1 enter")
	if err := os.Remove(a.name); err != nil {
		t.Fatal(err)
	}
	a.look().sees("tidak ada. Periksa", "Yang tampil: versi terakhir yang benar", "Papan tulis")
	a.press("3").sees("Serahkan kepada dinas pasar").press("u")
	a.save("Papan tulis menunggu", "Papan hitam menunggu").sees("Papan hitam menunggu", "Tidak ada temuan")

	if err := os.Remove(a.name); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(a.name, 0o755); err != nil {
		t.Fatal(err)
	}
	a.look().sees("bukan sebuah kasus", "Yang tampil", "Papan hitam")
	if err := os.Remove(a.name); err != nil {
		t.Fatal(err)
	}
	a.save()
	if err := os.Truncate(a.name, 100<<20); err != nil {
		t.Fatal(err)
	}
	a.look().sees("1 galat", "K102", "lebih dari 4 MB", "Papan tulis")
}

func TestPreviewFindings(t *testing.T) {
	a := startPreview(t, 80, 24, preview.Start{})
	a.save("(#papan-tulis) {#petugas}", "(#papan-tulis) {#petugas}\n  - catat: sia-sia", "jam: -2", "jam: -2\n  - catat: percuma")
	a.sees("2 saran", "K511", "Dua payung")
	a.press("t").sees("Temuan · pasar.md", "2 saran", "catat: percuma", "^").press("esc").sees("Dua payung")
	a.press("s").misses("K511").sees("Dua payung")
	a.press("t").sees("K511").press("t").misses("K511")
}

// searching is a file that remembers with what its searches were asked for.
type searching struct {
	preview.File
	asked *[]context.Context
}

func (s searching) Search(ctx context.Context) ([]diagnostic.Diagnostic, error) {
	*s.asked = append(*s.asked, ctx)
	return s.File.Search(ctx)
}

// What only the search of the story finds comes after the reading; the search of a version that is no longer the last is told
// to stop.
func TestPreviewSearchesTheStory(t *testing.T) {
	locked := []string{"](#akhir) {#jadwal}", "](#akhir) {#jadwal}\n  - syarat: didengar", "](#akhir) {#serahkan}", "](#akhir) {#serahkan}\n  - syarat: didengar", "jam minimal 4", "jam minimal 9"}
	var asked []context.Context
	a := openPreview(t, 80, 40, preview.Start{}, func(f preview.File) scenes.PreviewFile { return searching{f, &asked} }, locked...)
	a.sees("baris 64", "Semua pilihan di adegan “Papan tulis” dapat").misses("masih ditelusuri")
	a.save()
	if len(asked) != 2 || asked[0].Err() == nil || asked[1].Err() != nil {
		t.Errorf("%d searches", len(asked))
	}
}

func TestPreviewFromAChosenStart(t *testing.T) {
	from := preview.Start{Passage: "papan-tulis", Levels: map[string]sim.Levels{"sri": {70, sim.Absent, sim.Absent}}, Flags: []string{"didengar"}, Resources: map[string]int{"jam": 1}}
	a := startPreview(t, 100, 30, from)
	a.sees("Papan tulis", "menyodorkan kapur", "jam ▪▫▫▫ 1", " 70  35  40", "mulai dari “papan-tulis”")
	a.save("Papan tulis menunggu", "Papan hitam menunggu").sees("Papan hitam", " 70  35  40")
	a.press("1 enter").sees("Dua lapak satu lorong", "Saya ditanya dulu").press("enter").sees("menyodorkan kapur", " 70  35  40")
	a.save("catat: didengar", "catat: dicatat", "bila didengar", "bila dicatat").sees("yang tidak ada di naskah ini: penanda “didengar”", "Kapur tergeletak")
	a.press("0").sees("Dua payung", " 30  35  40").misses("papan-tulis")
}

// Where every option of the chosen passage is locked, the story has ended before it began.
func TestPreviewFromWhereNothingIsOpen(t *testing.T) {
	locked := []string{"](#akhir) {#jadwal}", "](#akhir) {#jadwal}\n  - syarat: didengar", "](#akhir) {#serahkan}", "](#akhir) {#serahkan}\n  - syarat: didengar"}
	a := startPreview(t, 80, 40, preview.Start{Passage: "papan-tulis", Resources: map[string]int{"jam": 0}}, locked...)
	a.sees("Lorong kosong", "Nilai 100 = 100", "main lagi").misses("Semua keputusan", "mundur")
	a.press("u enter").sees("Lorong kosong").press("0").sees("Dua payung")
}

func TestPreviewChoosesAStart(t *testing.T) {
	a := startPreview(t, 80, 24, preview.Start{})
	a.press("m / ").typed("papan").press("enter").misses("Dua payung").press("enter").sees("Mulai dari “Papan tulis”", "▸ 30")
	a.press("left").sees("▸ 25").press("right right").sees("▸ 35").press("7 5").sees("▸ 75").press("9").sees("▸ 100").press("backspace").sees("▸ 10")
	a.press("down").sees("▸ 40").press("down").sees("▸ 50").press("tab").sees("▸ 45").press("tab").sees("▸ 4")
	a.press("1").sees("▸ 1").press("down").sees("▸ [ ] didengar").press("space").sees("▸ [x] didengar").press("down 5").sees("▸ [x] didengar")
	a.press("enter").sees("menyodorkan kapur", "jam ▪▫▫▫ 1")
	a.press("m 2").sees("▸ 10", "[x] didengar").press("r").sees("▸ 30", "[ ] didengar").press("esc").sees("adegan mana").press("esc").sees("jam ▪▫▫▫ 1")
	a.press("m 2 r enter").sees("Kapur tergeletak", "jam ▪▪▪▪ 4")
}

func TestPreviewEnd(t *testing.T) {
	a := startPreview(t, 80, 40, preview.Start{})
	a.press("3 enter 2 enter").sees("Lorong kosong", "Kata mereka", "Nilai ", "Semua keputusan", "harga", "Lebih baik di")
	a.save("Pembeli memilih pasar sebelah.", "Pembeli pergi.").sees("Pembeli pergi.", "Nilai ")
	a.press("u").sees("Papan tulis").press("1 enter").sees("Nilai ").press("enter").sees("Dua payung", "Dengarkan")
	if history, err := a.store.History(a.app.Profile.ID); err != nil || len(history) != 0 {
		t.Errorf("%d runs in the history, %v", len(history), err)
	}
}

func TestPreviewShowsWhatOptionsDo(t *testing.T) {
	a := startPreview(t, 100, 30, preview.Start{})
	a.press("a").sees("→ papan-tulis · Bu Sri kepercayaan +15, pemahaman +5; Pak Yudi", "kepercayaan −5; jam −1 · catat didengar")
	a.press("2 enter").sees("→ lorong-kosong", "syarat: jam minimal 4", "Sudah tidak ada waktu")
	a.press("a").misses("→ lorong-kosong")
}

// A decision that was on its way while the file was saved counts in the new text.
func TestPreviewSavedWhileDeciding(t *testing.T) {
	a := startPreview(t, 80, 24, preview.Start{})
	var cmd tea.Cmd
	a.root, cmd = a.root.Update(keyPress("3"))
	a.save("angkanya jelas", "angkanya terang")
	a.run(cmd)
	a.sees("angkanya terang").press("enter").sees("Papan tulis")
}

// While the trail is open the text may change under it.
func TestPreviewRewindsThroughTheTrail(t *testing.T) {
	a := startPreview(t, 80, 24, preview.Start{})
	a.press("1 enter j").sees("Jejak keputusan")
	a.save("Dua payung berdiri", "Tiga payung berdiri")
	a.press("u").sees("Tiga payung berdiri")
}

func TestPreviewCloses(t *testing.T) {
	a := startPreview(t, 80, 24, preview.Start{})
	if a.press("esc"); !a.ended {
		t.Error("esc does not close the preview")
	}
}

func TestPreviewOnEveryScreen(t *testing.T) {
	a := startPreview(t, 60, 16, preview.Start{})
	for _, keys := range []string{"", "a", "1", "enter", "t", "t", "1", "enter", "m", "1", "esc", "esc", "u"} {
		a.press(keys)
		for _, text := range [][]string{nil, broken} {
			a.save(text...)
			for _, size := range [][2]int{{60, 16}, {80, 24}, {200, 60}} {
				a.send(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
				lines := strings.Split(a.screen(), "\n")
				if len(lines) != size[1] {
					t.Errorf("%v after %q: %d lines", size, keys, len(lines))
				}
				for _, l := range lines {
					if n := len([]rune(l)); n > size[0] {
						t.Errorf("%v after %q: a line of %d: %q", size, keys, n, l)
					}
				}
			}
		}
	}
}

// The keys of a passage that only goes on fit below it, the way out included.
func TestPreviewFooterFits(t *testing.T) {
	a := startPreview(t, 80, 24, preview.Start{}, "](#papan-tulis)", "](#jeda)",
		"### Papan tulis", "### Jeda\n\nHujan turun sebentar.\n\n- [Lanjut](#papan-tulis)\n\n### Papan tulis")
	a.press("1 enter").enterUntil("Hujan turun")
	screen := strings.TrimRight(a.screen(), " \n")
	if footer := screen[strings.LastIndex(screen, "\n"):]; !strings.Contains(footer, "u mundur") || !strings.Contains(footer, "esc tutup") {
		t.Errorf("footer %q", footer)
	}
}
