package pack_test

import (
	"io/fs"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"mufakat/content"
	"mufakat/internal/pack"
	"mufakat/internal/plaintext"
)

// embedded is the pack that comes with the program.
func embedded(t testing.TB) *pack.Pack {
	t.Helper()
	folder, err := fs.Sub(content.FS, "kolaboratif")
	if err != nil {
		t.Fatal(err)
	}
	return pack.Open(folder)
}

// searched are cards to search in: what is looked for stands in another place of each.
var searched = []pack.Card{
	{Code: "C-01", Title: "Kerangka umum", Theme: "Dasar", Markdown: "Menyebut *trust* dan dialog yang jujur."},
	{Code: "C-07", Title: "Lima proses", Theme: "Proses", Markdown: "| Proses | Isinya |\n|---|---|\n| Dialog tatap muka | berunding |\n"},
	{Code: "C-08", Title: "Distrust dan Trust", Theme: "Proses", Markdown: "Model Ansell–Gash, dibaca oleh José di Jum’at pagi."},
	{Code: "C-17", Title: "Antrust", Theme: "Trust", Markdown: "Lihat [C-07](C-07.md)."},
	{Code: "L-07", Title: "Tanggung jawab", Theme: "Hukum", Markdown: "Distrust saja, tanpa lima proses."},
}

func codes(hits []pack.CardHit) string {
	var list []string
	for _, h := range hits {
		list = append(list, h.Code)
	}
	return strings.Join(list, " ")
}

func TestCardSearchRanks(t *testing.T) {
	search := pack.NewCardSearch(searched)
	for _, test := range []struct{ name, query, want string }{
		{"nothing is asked", "  ", "C-01 C-07 C-08 C-17 L-07"},
		{"title, inside the title, text, inside the text", "trust", "C-08 C-17 C-01 L-07"},
		{"a code before cards that link to it", "C-07", "C-07 C-17"},
		{"a code without its hyphen", "c07", "C-07"},
		{"the number of a code", "07", "C-07 L-07 C-17"},
		{"the theme before the text", "proses", "C-07 C-08 L-07"},
		{"all words, wherever", "dialog trust", "C-01"},
		{"all words or nothing", "dialog koin", ""},
		{"the sum of the places", "lima proses", "C-07 L-07"},
		{"accents", "jose", "C-08"},
		{"accents that are typed", "JOSÉ", "C-08"},
		{"accents typed apart", "Jose\u0301", "C-08"},
		{"dashes", "ansell-gash", "C-08"},
		{"behind a dash a word begins", "gash", "C-08"},
		{"apostrophes", "jum'at", "C-08"},
		{"emphasis is no text", "*trust*", ""},
		{"nor are addresses", ".md", ""},
		{"a cell of a table", "tatap muka", "C-07"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := codes(search.Find(test.query)); got != test.want {
				t.Errorf("%q finds %q, want %q", test.query, got, test.want)
			}
		})
	}
}

func TestCardSearchExcerpts(t *testing.T) {
	long := pack.Card{Code: "C-02", Title: "Panjang", Markdown: "Judul\n\nSatu paragraf yang cukup panjang untuk dipotong di depan sebelum kata *mufakat* muncul, dan yang sesudahnya masih " +
		"berlanjut jauh melewati batas yang muat di satu baris layar, supaya dipotong juga.\n\nParagraf kedua: takmufakat, mufakat-lah.\n\n- Sebuah *butir*."}
	search := pack.NewCardSearch([]pack.Card{long})
	for _, test := range []struct{ query, want string }{
		{"mufakat", "… di depan sebelum kata mufakat muncul, dan yang sesudahnya masih berlanjut jauh melewati batas yang muat di …"},
		{"panjang", ""},
		{"butir", "Sebuah butir."},
		{"panjang kedua", "Paragraf kedua: takmufakat, mufakat-lah."},
		{"akmufakat", "Paragraf kedua: takmufakat, mufakat-lah."},
		{"at-lah", "… kedua: takmufakat, mufakat-lah."},
	} {
		hits := search.Find(test.query)
		if len(hits) != 1 || hits[0].Excerpt != test.want {
			t.Errorf("%q: %+v, want %q", test.query, hits, test.want)
		}
	}
}

// Whatever words are looked for, those cards are found that have them all, and no others.
func TestCardSearchFindsAll(t *testing.T) {
	cards, err := embedded(t).Cards()
	if err != nil || len(cards) == 0 {
		t.Fatal(len(cards), err)
	}
	whole := make([]string, len(cards))
	var words []string
	for i, c := range cards {
		whole[i] = strings.ToLower(strings.Join(append([]string{c.Code, strings.ReplaceAll(c.Code, "-", ""), c.Title, c.Theme}, plaintext.Lines(c.Markdown)...), "\n"))
		for _, w := range strings.Fields(whole[i]) {
			if isASCII(w) {
				words = append(words, w)
			}
		}
	}
	search := pack.NewCardSearch(cards)
	rng := rand.New(rand.NewPCG(5, 7))
	for range 500 {
		query := make([]string, 1+rng.IntN(3))
		for i := range query {
			w := words[rng.IntN(len(words))]
			from := rng.IntN(len(w))
			query[i] = w[from : from+1+rng.IntN(len(w)-from)]
		}
		var want []string
		for i, c := range cards {
			// A dash in a card is found as a hyphen.
			if text := strings.NewReplacer("–", "-", "—", "-", "’", "'", "‘", "'").Replace(whole[i]); !slices.ContainsFunc(query, func(w string) bool { return !strings.Contains(text, w) }) {
				want = append(want, c.Code)
			}
		}
		var got []string
		for _, h := range search.Find(strings.ToUpper(strings.Join(query, "  "))) {
			got = append(got, h.Code)
		}
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Fatalf("%q finds %v, want %v", query, got, want)
		}
	}
}

func isASCII(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r >= 0x80 })
}

func BenchmarkCardSearch(b *testing.B) {
	cards, err := embedded(b).Cards()
	if err != nil {
		b.Fatal(err)
	}
	b.Run("prepare", func(b *testing.B) {
		for b.Loop() {
			pack.NewCardSearch(cards)
		}
	})
	search := pack.NewCardSearch(cards)
	b.Run("find", func(b *testing.B) {
		for b.Loop() {
			search.Find("dialog percaya")
		}
	})
}
