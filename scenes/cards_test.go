package scenes_test

import (
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	tea "charm.land/bubbletea/v2"

	"mufakat/internal/pack"
)

// bookshelf is a library with the cards of testdata/pustaka, the one case of all tests, and the questions of testdata/kelas.
type bookshelf struct {
	library
	own   *pack.Pack
	packs []*pack.Pack
	found *int // how often it was asked for the uses
}

func (b bookshelf) Cards() ([]pack.Card, error) { return b.own.Cards() }

func (b bookshelf) Card(code string) (pack.Card, error) { return b.own.Card(code) }

func (b bookshelf) Uses() map[string]*pack.Uses {
	*b.found++
	return pack.FindUses(b.packs)
}

// reading opens the program at Beranda with this library.
func reading(t testing.TB, width, height int) *driver {
	t.Helper()
	fsys := fstest.MapFS{"paket.yaml": {Data: []byte("nama: uji\njudul: Paket uji\n")}}
	cards, err := os.ReadDir("testdata/pustaka")
	if err != nil {
		t.Fatal(err)
	}
	files := []string{"pasar.md"}
	for _, c := range cards {
		files = append(files, "pustaka/"+c.Name())
	}
	for _, name := range files {
		text, err := os.ReadFile("testdata/" + name)
		if err != nil {
			t.Fatal(err)
		}
		fsys[strings.Replace(name, "pasar.md", "kasus/pasar.md", 1)] = &fstest.MapFile{Data: text}
	}
	own := pack.Open(fsys)
	d := start(t, width, height)
	d.app.Library = bookshelf{library{t}, own, []*pack.Pack{own, pack.Open(os.DirFS("testdata/kelas"))}, new(int)}
	return d
}

// Letters and digits search at once; the best hit is the one that Enter opens.
func TestCardsAreSearchedAsOneTypes(t *testing.T) {
	d := reading(t, 80, 24).press("3").sees("Pustaka", "✓ 0 dari 6 dibaca", "C-06", "L-12")
	d.typed("Kepercayaan").sees("C-07", "tatap muka, kepercayaan, komitmen", "C-08").misses("C-06", "L-12")
	d.typed(" LEMAH").sees("C-08").misses("C-07")
	d.press("backspace backspace backspace backspace backspace backspace").sees("C-07")
	d.press("esc").sees("Pustaka", "C-06", "L-12", "✓ 0 dari 6 dibaca")
	d.typed("c-07").press("enter").sees("Lima proses kolaborasi", "Mengapa penting")
	d.press("esc").sees("c-07", "✓ C-07", "✓ 1 dari 6 dibaca")
	d.press("esc").typed("xyz").sees("Tidak ada yang cocok.").press("enter").sees("Tidak ada yang cocok.")
	d.press("esc esc").sees("M U F A K A T")
}

func TestCardsTakeWhatIsPasted(t *testing.T) {
	d := reading(t, 80, 24).press("3")
	d.send(tea.PasteMsg{Content: "bantuan\x1b[2J kedinasan"})
	d.misses("C-06")
	d.press("esc")
	d.send(tea.PasteMsg{Content: "bantuan kedinasan"})
	d.sees("L-02").misses("C-06")
}

// On an empty line ? opens the help; once something is typed it is text, and F1 opens it.
func TestHelpStaysInReach(t *testing.T) {
	d := reading(t, 80, 24).press("3").sees("? bantuan")
	d.press("?").sees("Tombol di layar ini", "cari dalam kode").press("esc").sees("Pustaka")
	d.typed("ya?").sees("ya?", "f1 bantuan").misses("Tombol di layar ini")
	d.press("f1").sees("Tombol di layar ini").press("esc").sees("ya?")
}

// Tab goes through the themes as the cards have them, and the search stays within the theme.
func TestCardsByTheme(t *testing.T) {
	d := reading(t, 80, 24).press("3").sees("[Semua]  Kerangka  Proses  Kepemimpinan  Hukum")
	d.press("tab").sees("[Kerangka]", "C-06", "C-10").misses("C-07", "L-02")
	d.typed("kesatuan").sees("C-10").misses("C-06")
	d.press("tab").sees("[Proses]", "Tidak ada yang cocok di tema Proses.")
	d.press("esc").sees("[Proses]", "C-07")
	d.press("shift+tab shift+tab").sees("[Semua]").press("shift+tab").sees("[Hukum]", "L-12").misses("C-06")
	d.press("down enter").sees("Dua daerah").press("esc").sees("[Hukum]", "▸ ✓ L-12")
	d.press("tab").sees("[Semua]", "▸   C-06")
}

// From a card to the next and on, and back: every card stands where it was left, and the list too.
func TestFollowLinksAndBack(t *testing.T) {
	d := reading(t, 60, 16).press("3").typed("proses").press("enter").sees("Lima proses kolaborasi")
	d.press("end").sees("Kartu terkait", "1  C-06  Model Ansell dan Gash")
	left := d.screen()
	d.press("1").sees("Ada kondisi awal", "1  C-07  Lima proses kolaborasi", "2  L-12  Kerja sama daerah")
	d.press("2").sees("Dua daerah", "1  C-10  Whole of government").misses("Dalam kasus", "Soal")
	d.press("esc").sees("Ada kondisi awal").press("esc")
	if d.screen() != left {
		t.Errorf("the card stands elsewhere\n%s\nwas\n%s", d.screen(), left)
	}
	d.press("esc").sees("proses", "▸ ✓ C-07").press("esc").sees("✓ 3 dari 6 dibaca", "✓ C-06", "✓ C-07")
	if n := *d.app.Library.(bookshelf).found; n != 1 {
		t.Errorf("the uses were looked for %d times", n)
	}
}

// Tab walks through what stands below a card, and brings it into sight; Enter opens it.
func TestReferencesByTab(t *testing.T) {
	d := reading(t, 60, 16).press("3").typed("c-07").press("enter").misses("Kartu terkait")
	d.press("tab").sees("▸ 1  C-06").press("shift+tab").sees("▸ l  Latih 1 soal")
	d.press("shift+tab").sees("▸ 2  Pasar Pagi").press("enter").sees("Pasar Pagi", "pengantar")
	d.press("esc").sees("▸ 2  Pasar Pagi", "enter buka")
}

// What is to come in a case is not told before it was finished.
func TestCardDoesNotSpoilCases(t *testing.T) {
	d := reading(t, 80, 30).press("3").typed("c-07").press("enter end")
	d.sees("Dalam kasus", "2  Pasar Pagi (belum dimainkan)").misses("Dua payung", "Papan tulis")
	d.press("2 1 1 enter enter esc").sees("pengantar", "Lanjutkan") // left at the end of the first act
	d.press("esc").sees("2  Pasar Pagi (belum selesai)").misses("Dua payung", "Papan tulis")
	d.press("2 1 1 enter enter").sees("debrief 1/8").press("esc").sees("M U F A K A T")
	d.press("3").typed("c-07").press("enter end").sees("2  Pasar Pagi", "Dua payung · Papan tulis").misses("belum")
}

// In the middle of a case a card leads to cards only; from the debrief to all.
func TestCardInTheMiddleOfACase(t *testing.T) {
	d := reading(t, 80, 30).press("1 1 1 1 enter k").sees("Lima proses kolaborasi", "Kartu terkait").misses("Dalam kasus", "Latih")
	d.press("l 1").sees("Ada kondisi awal").misses("Dalam kasus").press("esc esc").sees("Petugas datang")
	d.press("enter 1 1 enter enter").sees("debrief 1/8").enterUntil("Tiga kriteria")
	d.press("k").sees("Dalam kasus", "Pasar Pagi").press("esc").sees("Tiga kriteria")
}

// The practice from a card asks the questions of this card, whether they are due or not; the answers are kept as always.
func TestPractiseFromACard(t *testing.T) {
	d := reading(t, 80, 30).press("3").typed("c-07").press("enter end").sees("Latih 1 soal tentang kartu ini")
	for range 2 {
		d.press("l").sees("Latihan: C-07 Lima proses kolaborasi", "1 soal lagi", "menurut Ansell dan Gash")
		right := regexp.MustCompile(`(\d) \( \) Kepercayaan`).FindStringSubmatch(d.screen()) // options are shuffled
		d.press(right[1] + " enter").sees("benar · ").enterUntil("Latihan hari ini selesai").press("enter").sees("Latih 1 soal tentang kartu ini")
	}
	reviews, err := d.store.Reviews(d.app.Profile.ID, "kelas")
	if err != nil || len(reviews) != 2 || reviews[0].ItemID != "KLS-001" || reviews[1].ItemID != "KLS-001" {
		t.Errorf("%+v, %v", reviews, err)
	}
}

// The bank may have gone since the card was opened.
func TestPractiseWhatIsGone(t *testing.T) {
	d := reading(t, 80, 30).press("3").typed("c-07").press("enter")
	d.app.Quizzes = bankText("")
	d.press("l").sees("Latihan ini tidak bisa dibuka").press("enter").sees("Mengapa penting")
}

func TestGoldenCards(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {100, 30}, {60, 16}} {
		t.Run(fmt.Sprintf("%dx%d", size[0], size[1]), func(t *testing.T) {
			d := reading(t, size[0], size[1])
			golden := func(name string) {
				t.Helper()
				d.golden(fmt.Sprintf("%s-%dx%d", name, size[0], size[1]))
			}
			d.press("3 down enter esc")
			golden("pustaka")
			d.typed("kepercayaan")
			golden("pustaka-cari")
			d.press("tab")
			golden("pustaka-kosong")
			d.press("esc")
			golden("pustaka-tema")
			d.press("tab enter end tab")
			golden("pustaka-kartu")
		})
	}
}
