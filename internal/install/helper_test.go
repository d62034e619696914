package install

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"mufakat/internal/pack"
)

// caseText is a case without galat under this title.
func caseText(title string) string {
	return "# " + title + `

## Pemangku kepentingan

| Kode | Nama | Kepentingan | Kepercayaan | Komitmen | Pemahaman |
|---|---|---|---|---|---|
| warga | Warga | hidup tenang | 40 | 40 | 40 |

## Babak

### Awal

Mulai.

- [Maju](#akhir)
  - warga: komitmen +5
  - konsep: C-06
  > Ya.
- [Diam](#akhir)
  - warga: komitmen -5
  > Tidak.

## Akhir

### Selesai
- peringkat: 1

Begitulah.
`
}

// builtIn is a pack as the program brings it: with the card that caseText cites.
func builtIn() *pack.Pack {
	return pack.Open(fstest.MapFS{
		"paket.yaml":       {Data: []byte("nama: dasar\njudul: Dasar\nversi: \"2\"\n")},
		"kasus/rapat.md":   {Data: []byte(caseText("Rapat"))},
		"pustaka/C-06.md":  {Data: []byte("---\nkode: C-06\ntema: Proses\n---\n# Kartu\n\nIsi.\n")},
		"kuis/pretes.gift": {},
	})
}

func newShelf(t *testing.T) *Shelf {
	return NewShelf(filepath.Join(t.TempDir(), "data", "paket"), builtIn())
}

// packFolder writes a pack of cases, each as "id" or "id=title".
func packFolder(t *testing.T, name, version string, cases ...string) string {
	t.Helper()
	root := t.TempDir()
	write(t, filepath.Join(root, "paket.yaml"), "nama: "+name+"\njudul: Paket "+name+"\nversi: \""+version+"\"\n")
	for _, c := range cases {
		id, title, given := strings.Cut(c, "=")
		if !given {
			title = id
		}
		write(t, filepath.Join(root, "kasus", id+".md"), caseText(title))
	}
	return root
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// onShelf lists the shelf as "name version", "name rusak" for a broken pack.
func onShelf(t *testing.T, s *Shelf) string {
	t.Helper()
	entries, err := s.List()
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, e := range entries {
		text := e.Name + " " + e.Manifest.Version
		if e.Err != nil {
			text = e.Name + " rusak"
		}
		all = append(all, text)
	}
	return strings.Join(all, ", ")
}

// leftovers are the entries of the shelf's folder that are no packs, but for the lock.
func leftovers(t *testing.T, s *Shelf) []string {
	t.Helper()
	entries, err := os.ReadDir(s.dir)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), ".") && e.Name() != lockName {
			all = append(all, e.Name())
		}
	}
	return all
}
