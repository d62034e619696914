package preview_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"mufakat/internal/casefile"
	"mufakat/internal/sim"
)

// story is a case of two decisions and a bare passage between them.
const story = `---
kode: K-99
durasi: 5
---
# Lapak

Dua lapak, satu tempat.

## Pemangku kepentingan

| Kode | Nama | Kepentingan | Kepercayaan | Komitmen | Pemahaman |
|---|---|---|---|---|---|
| sri | Bu Sri | tempat lama | 30 | 35 | 40 |
| dinas | Bu Ratri | lorong bersih | 50 | 45 | – |

## Sumber daya

| Nama | Awal |
|---|---|
| jam | 4 |

## Babak 1

### Payung

Hujan.

- [Dengarkan Bu Sri](#jeda)
  - sri: kepercayaan +10
  - catat: didengar
  > Ya.
- [Ukur petaknya](#jeda)
  - jam: -1
  > Angka.

### Jeda

Siang.

- [Lanjut](#papan)

### Papan

Kapur.

- [Jadwal bergiliran](#akhir)
  - bila didengar:
    - sri: komitmen +10
  > Ya.
- [Undi](#akhir)
  - sri: komitmen -5
  > Koin.

## Akhir

### Damai
- syarat: komitmen sri minimal 40

Damai.

### Sepi

Sepi.
`

// edit is the story with some of its text replaced, in pairs.
func edit(t *testing.T, pairs ...string) string {
	t.Helper()
	text := story
	for i := 0; i < len(pairs); i += 2 {
		if !strings.Contains(text, pairs[i]) {
			t.Fatalf("the story has no %q", pairs[i])
		}
		text = strings.Replace(text, pairs[i], pairs[i+1], 1)
	}
	return text
}

func parse(t *testing.T, text string) *sim.Case {
	t.Helper()
	doc := casefile.Parse("lapak.md", []byte(text), casefile.Options{})
	if doc.Case == nil {
		t.Fatal(doc.Diagnostics)
	}
	return doc.Case
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func newFile(t *testing.T) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "lapak.md")
	write(t, name, story)
	return name
}
