package pack_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"mufakat/internal/pack"
)

const manifest = `nama: uji
judul: Paket uji
versi: "2"
kasus: [pasar]
predikat:
  - {mulai: 50, nama: Cukup}
  - {mulai: 80, nama: Bagus}
`

func files(extra map[string]string) fstest.MapFS {
	fsys := fstest.MapFS{
		"paket.yaml":      {Data: []byte(manifest)},
		"kasus/alun.MD":   {Data: []byte("---\nkode: K-98\ndurasi: 10\n---\n# Alun-alun\n\nPengantar.\n")},
		"kasus/pasar.md":  {Data: []byte("---\nkode: K-99\nperan: Staf\n---\n# Pasar Pagi\n\nPengantar.\n")},
		"kasus/catat.txt": {Data: []byte("bukan kasus")},
		"kasus/.draf.md":  {Data: []byte("belum selesai")},
		"kasus/README.md": {Data: []byte("bukan kasus juga")},
		"pustaka/C-10.md": {Data: []byte("---\nkode: C-10\ntema: Praktik\n---\n# Sepuluh\n\nIsi.\n")},
		"pustaka/C-9.md":  {Data: []byte("\ufeff---\r\nkode: C-9\r\n---\r\n# Sembilan\r\n\r\nIsi \u200bkartu.\r\n")},
	}
	for name, text := range extra {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return fsys
}

func TestCasesInTheManifestsOrder(t *testing.T) {
	cases, err := pack.Open(files(nil)).Cases()
	if err != nil {
		t.Fatal(err)
	}
	if len(cases) != 2 || cases[0].ID != "pasar" || cases[1].ID != "alun" {
		t.Fatalf("%+v", cases)
	}
	if c := cases[0]; c.Source != "uji" || c.Title != "Pasar Pagi" || c.Code != "K-99" || c.Role != "Staf" {
		t.Errorf("%+v", c)
	}
	if cases[1].Minutes != 10 {
		t.Errorf("%d minutes", cases[1].Minutes)
	}
}

func TestGradesAreSorted(t *testing.T) {
	grades := pack.Open(files(nil)).Grades()
	if len(grades) != 2 || grades[0].Name != "Bagus" || grades[1].From != 50 {
		t.Errorf("%+v", grades)
	}
	if grades := pack.Open(fstest.MapFS{}).Grades(); grades[0].From != 90 {
		t.Errorf("without a table: %+v", grades)
	}
}

func TestCards(t *testing.T) {
	p := pack.Open(files(nil))
	cards, err := p.Cards()
	if err != nil {
		t.Fatal(err)
	}
	if len(cards) != 2 || cards[0].Code != "C-9" || cards[1].Theme != "Praktik" {
		t.Fatalf("%+v", cards)
	}
	card, err := p.Card("C-9")
	if err != nil || card.Title != "Sembilan" || card.Markdown != "Isi kartu." {
		t.Errorf("%+v, %v", card, err)
	}
}

// Every mistake gets a sentence that says what to do.
func TestMistakes(t *testing.T) {
	tests := []struct {
		name string
		do   func(*pack.Pack) error
		file string
		text string
		want string
	}{
		{"no manifest", casesOf, "paket.yaml", "", "paket.yaml belum lengkap"},
		{"bad manifest", casesOf, "paket.yaml", "nama: [a\njudul: b", "paket.yaml tidak terbaca: ada yang salah di sekitar baris"},
		{"no such case", func(p *pack.Pack) error { _, err := p.Case("tiada"); return err }, "x", "", "tiada tidak ada dalam paket ini."},
		{"a case with mistakes", func(p *pack.Pack) error { _, err := p.Case("alun"); return err }, "x", "", "belum bisa dimainkan"},
		{"no such card", cardOf("C-1"), "x", "", "Kartu C-1 tidak ada."},
		{"card without front matter", cardOf("C-1"), "pustaka/C-1.md", "# Judul\n\nisi", "harus dibuka dengan ---"},
		{"card of another code", cardOf("C-1"), "pustaka/C-1.md", "---\nkode: C-2\n---\n# Judul\n\nisi", "menyebut kode C-2"},
		{"card without title", cardOf("C-1"), "pustaka/C-1.md", "---\nkode: C-1\n---\nisi", "belum berjudul"},
		{"empty card", cardOf("C-1"), "pustaka/C-1.md", "---\nkode: C-1\n---\n# Judul\n", "masih kosong"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			err := test.do(pack.Open(files(map[string]string{test.file: test.text})))
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want %q", err, test.want)
			}
		})
	}
}

func casesOf(p *pack.Pack) error { _, err := p.Cases(); return err }

func cardOf(code string) func(*pack.Pack) error {
	return func(p *pack.Pack) error { _, err := p.Card(code); return err }
}
