package pack_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"mufakat/internal/pack"
)

// useFiles is a pack whose cases name concepts on passages, choices and branches, and whose questions carry their codes as tags.
func useFiles(name string) fstest.MapFS {
	story := strings.NewReplacer(
		"### Awal\n", "### Awal\n- konsep: C-07\n",
		"- [Maju](#akhir)\n", "- [Maju](#lalu)\n  - konsep: C-07\n  - konsep: C-09\n",
		"## Akhir\n", "### Lalu\n\nBegitu.\n\n- [Terus](#akhir)\n  - warga: komitmen +1\n  - bila komitmen warga minimal 10:\n    - konsep: C-09\n    - warga: komitmen +1\n    > Ya.\n  > Ya.\n- [Henti](#akhir)\n  - warga: komitmen -1\n  > Tidak.\n\n## Akhir\n",
	).Replace(playable)
	fsys := fstest.MapFS{}
	for file, text := range map[string]string{
		"paket.yaml":      "nama: " + name + "\njudul: Paket " + name + "\nkasus: [kisah, alun]\n",
		"kasus/kisah.md":  story,
		"kasus/alun.md":   strings.Replace(playable, "# Kisah", "# Alun-alun", 1) + "\n",
		"kasus/rusak.md":  "# Rusak\n\n- konsep: C-07\n",
		"kuis/a.gift":     "// [tag:C-07] [tag:c-07]\nSatu? {T}\n\n// [tag:c-07] [tag:C-09]\nDua? {T}\n\n// [tag:C-07]\nHanya keterangan.\n",
		"kuis/rusak.gift": "Caf\xe9? {T}\n",
	} {
		fsys[file] = &fstest.MapFile{Data: []byte(text)}
	}
	return fsys
}

// A concept's uses are told by case, passage and pack, in their order; what cannot be read hides nothing else.
func TestUses(t *testing.T) {
	one, two := pack.Open(useFiles("satu")), pack.Open(useFiles("dua"))
	uses := pack.FindUses([]*pack.Pack{one, pack.Open(fstest.MapFS{}), two})
	if len(uses) != 2 {
		t.Errorf("%d concepts are used, want 2", len(uses))
	}
	for code, want := range map[string]struct {
		passages  string
		questions int
	}{"C-07": {"Awal", 2}, "C-09": {"Awal, Lalu", 1}} {
		u := uses[code]
		if u == nil || len(u.Cases) != 2 || len(u.Banks) != 2 {
			t.Fatalf("%s: %+v", code, u)
		}
		for i, source := range []string{"satu", "dua"} {
			c, b := u.Cases[i], u.Banks[i]
			if c.Source != source || c.ID != "kisah" || c.Title != "Kisah" || strings.Join(c.Passages, ", ") != want.passages {
				t.Errorf("%s: %+v", code, c)
			}
			if b != (pack.BankInfo{Source: source, Title: "Paket " + source, Questions: want.questions}) {
				t.Errorf("%s: %+v", code, b)
			}
		}
	}
}

// Questions that are kept for an exam are offered nowhere for practice.
func TestUsesOfAnExam(t *testing.T) {
	for practice, banks := range map[string]int{"": 0, "latihan: tidak\n": 0, "latihan: ya\n": 1} {
		fsys := useFiles("satu")
		fsys["paket.yaml"].Data = append(fsys["paket.yaml"].Data, "ujian: [{id: akhir, judul: Akhir, soal: [{jumlah: 1}]}]\n"+practice...)
		u := pack.FindUses([]*pack.Pack{pack.Open(fsys)})["C-07"]
		if len(u.Cases) != 1 || len(u.Banks) != banks {
			t.Errorf("%q: %d cases, %d banks", practice, len(u.Cases), len(u.Banks))
		}
	}
}

func BenchmarkUses(b *testing.B) {
	p := embedded(b)
	ids, err := p.CaseIDs()
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		pack.FindUses([]*pack.Pack{p})
	}
	b.ReportMetric(float64(len(ids)), "cases")
}
