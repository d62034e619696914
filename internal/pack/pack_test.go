package pack_test

import (
	"io/fs"
	"slices"
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

func TestPackWithoutCasesOrCards(t *testing.T) {
	p := pack.Open(fstest.MapFS{"paket.yaml": {Data: []byte(manifest)}, "kuis/soal.gift": {}, "kuis/catatan.txt": {}})
	cases, err := p.Cases()
	cards, err2 := p.Cards()
	if err != nil || err2 != nil || len(cases)+len(cards) != 0 || len(p.Banks()) != 1 {
		t.Errorf("%v %v, %v %v, %d", cases, err, cards, err2, len(p.Banks()))
	}
}

// A case can be played whatever cards are there: those that it cites may be another pack's.
func TestCaseThatCitesAnUnknownCard(t *testing.T) {
	text := strings.Replace(playable, "- warga: komitmen -5\n", "- warga: komitmen -5\n  - konsep: C-99\n", 1)
	c, err := pack.Open(files(map[string]string{"kasus/kisah.md": text})).Case("kisah")
	if err != nil || c.Title != "Kisah" {
		t.Errorf("%v", err)
	}
}

const playable = `# Kisah

## Pemangku kepentingan

| Kode | Nama | Kepentingan | Kepercayaan | Komitmen | Pemahaman |
|---|---|---|---|---|---|
| warga | Warga | hidup tenang | 40 | 40 | 40 |

## Babak

### Awal

Mulai.

- [Maju](#akhir)
  - warga: komitmen +5
  > Ya.
- [Diam](#akhir)
  - warga: komitmen -5
  > Tidak.

## Akhir

### Selesai
- peringkat: 1

Begitulah.
`

func TestManifest(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"alias bomb": {"nama: a\njudul: b\nx0: &a [l,l]\nx1: &b [*a,*a]\nx2: &c [*b,*b]\npenulis: [*c]\n", "memakai jangkar atau alias YAML (& atau *) di baris 3"},
		"anchor":     {"nama: &a x\njudul: b\n", "jangkar atau alias YAML (& atau *) di baris 1"},
		"merge":      {"nama: a\n<<: *x\njudul: b\n", "paket.yaml tidak terbaca"},
		"too big":    {"nama: a\njudul: b\n# " + strings.Repeat("x", 64<<10), "paket.yaml lebih besar dari 64 kB"},
		"deep":       {"nama: a\njudul: " + strings.Repeat("[", 20000), "paket.yaml tidak terbaca"},
		"utf-16":     {"\xff\xfen\x00a\x00m\x00a\x00:\x00 \x00a\x00", "paket.yaml tidak tersimpan sebagai UTF-8"},
		"latin":      {"nama: a\njudul: caf\xe9\n", "paket.yaml tidak tersimpan sebagai UTF-8"},
		"a list":     {"- nama: a\n", "paket.yaml tidak terbaca"},
		"empty":      {"", "paket.yaml belum lengkap"},
		"capitals":   {"Nama: uji\nJudul: Uji\n", "Kunci paket.yaml ditulis dengan huruf kecil: nama."},
		"two":        {"nama: uji\njudul: Uji\n---\nlisensi: MIT\n", "paket.yaml memuat baris --- di tengah"},
		"wrong type": {"nama: a\njudul: b\nkasus: {c: d}\n", "paket.yaml tidak terbaca: ada yang salah di sekitar baris 3"},
		"a colon":    {"nama: a\njudul: Pasar: hari pertama\n", "paket.yaml tidak terbaca: ada yang salah di sekitar baris 2. Isi yang memuat titik dua ditulis di antara tanda kutip"},
	} {
		if _, err := pack.Open(files(map[string]string{"paket.yaml": c.text})).Manifest(); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
	m, err := pack.Open(files(map[string]string{"paket.yaml": "nama: a\njudul: \"b\\e[2J\\u202e\"\nversi: 1.10\npenulis: [\"c\\n\"]\n"})).Manifest()
	if err != nil || m.Title != "b[2J" || m.Version != "1.10" || m.Authors[0] != "c" {
		t.Errorf("%#v, %v", m, err)
	}
	m, err = pack.Open(files(map[string]string{"paket.yaml": "nama: a\njudul: b\npenulis: Bu Wening\nkasus: pasar\nlisensi:\n"})).Manifest()
	if err != nil || !slices.Equal(m.Authors, []string{"Bu Wening"}) || !slices.Equal(m.Order, []string{"pasar"}) {
		t.Errorf("one name instead of a list: %#v, %v", m, err)
	}
}

func FuzzManifest(f *testing.F) {
	f.Add(manifest)
	f.Add("nama: &a [*a]")
	f.Fuzz(func(t *testing.T, text string) {
		m, err := pack.Open(files(map[string]string{"paket.yaml": text})).Manifest()
		if err != nil && !strings.HasSuffix(err.Error(), ".") {
			t.Errorf("no sentence: %v", err)
		}
		if strings.ContainsFunc(m.Name+m.Title+m.Version, func(r rune) bool { return r < ' ' }) {
			t.Errorf("%#v", m)
		}
	})
}

// One case that cannot be read hides no other.
func TestAnUnreadableCaseHidesNoOther(t *testing.T) {
	fsys := files(map[string]string{})
	fsys["kasus/hilang.md"] = &fstest.MapFile{Mode: fs.ModeSymlink, Data: []byte("tiada.md")}
	all, err := pack.Open(files(map[string]string{})).Cases()
	if err != nil || len(all) == 0 {
		t.Fatal(all, err)
	}
	cases, err := pack.Open(fsys).Cases()
	if len(cases) != len(all) || err == nil || !strings.Contains(err.Error(), "hilang tidak ada dalam paket ini.") {
		t.Errorf("%d of %d cases, %v", len(cases), len(all), err)
	}
}
