package casefile

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"mufakat/internal/sim"
	"mufakat/internal/sim/simtest"
)

var update = flag.Bool("update", false, "write what is found into testdata")

// shipped returns the paths of the cases that come with the program.
func shipped(t testing.TB) []string {
	paths, err := filepath.Glob("../../content/*/kasus/*.md")
	if err != nil || len(paths) == 0 {
		t.Fatal("no shipped cases found", err)
	}
	return paths
}

func readFile(t testing.TB, path string) []byte {
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// mustParse parses a text that has no galat.
func mustParse(t testing.TB, name string, src []byte) *sim.Case {
	t.Helper()
	doc := Parse(name, src, Options{})
	if doc.Case == nil {
		for _, d := range doc.Diagnostics {
			if d.Severity == Error {
				t.Error(d)
			}
		}
		t.Fatalf("%s does not parse:\n%s", name, src)
	}
	return doc.Case
}

// sameCase fails unless both are the same but for their hash.
func sameCase(t testing.TB, got, want *sim.Case) {
	t.Helper()
	a, b := *got, *want
	a.Hash, b.Hash = "", ""
	if path := difference(reflect.ValueOf(a), reflect.ValueOf(b)); path != "" {
		t.Fatalf("the case has changed at %s, in:\n%s", path, Write(want))
	}
}

// difference is the path to the first difference between two values; "" where there is none.
func difference(a, b reflect.Value) string {
	switch a.Kind() {
	case reflect.Struct:
		for i := range a.NumField() {
			if path := difference(a.Field(i), b.Field(i)); path != "" {
				return "." + a.Type().Field(i).Name + path
			}
		}
	case reflect.Slice, reflect.Array:
		for i := range min(a.Len(), b.Len()) {
			if path := difference(a.Index(i), b.Index(i)); path != "" {
				return fmt.Sprintf("[%d]%s", i, path)
			}
		}
		if a.Len() != b.Len() {
			return fmt.Sprintf(": %v instead of %v", a, b)
		}
	case reflect.Pointer:
		if !a.IsNil() && !b.IsNil() {
			return difference(a.Elem(), b.Elem())
		}
		if a.IsNil() != b.IsNil() {
			return fmt.Sprintf(": %v instead of %v", a, b)
		}
	default:
		if !a.Equal(b) {
			return fmt.Sprintf(": %v instead of %v", a, b)
		}
	}
	return ""
}

func TestWriteRandomCases(t *testing.T) {
	for seed := range uint64(400) {
		rng := rand.New(rand.NewPCG(seed, 1))
		o := simtest.Options{Stakeholders: 5, Resources: 2, Flags: 5, Passages: 6, Choices: 4, Endings: 4, Loops: seed%2 == 0}
		want := simtest.Case(rng, o)
		enrich(rng, want)
		sameCase(t, mustParse(t, "acak.md", Write(want)), want)
	}
}

func TestWriteChain(t *testing.T) {
	want := simtest.Chain(rand.New(rand.NewPCG(1, 1)), 8, 4, 6)
	for i := range want.Passages {
		for k := range want.Passages[i].Choices {
			want.Passages[i].Choices[k].Outcome.Feedback = sim.Text{{{Kind: sim.Quote, Markdown: "Sesuatu terjadi."}}}
		}
	}
	slices.Sort(want.Flags)
	want.Passages[0].Choices[0].Outcome.Flags = allFlags(want)
	sameCase(t, mustParse(t, "rantai.md", Write(want)), want)
}

func allFlags(c *sim.Case) []int {
	var all []int
	for i := range c.Flags {
		all = append(all, i)
	}
	return all
}

// enrich adds what simtest leaves out: text of all kinds, voices, and the sections after the end. Every flag is set
// somewhere, since a flag that is only read is an error.
func enrich(rng *rand.Rand, c *sim.Case) {
	when := &sim.Condition{Kind: sim.Compares, Quantity: sim.Quantity{Kind: sim.TotalLevel}, Value: 40}
	c.Code, c.Status = "K-99", "uji coba"
	blocks := sim.Text{
		{{Markdown: "- satu\n- dua\n  - tiga"}},
		{{Markdown: "Baris satu\\\nbaris dua."}},
		{{Markdown: "1. satu\n2. dua"}},
		{{Markdown: "| a | b |\n|---|---|\n| 1 | 2 |"}},
		{{Markdown: "```peta\n  +---+\n\n  | x |\n```"}},
		{{Kind: sim.Quote, Markdown: "**Bu Sri:** \"Begitu?\""}},
		{{Kind: sim.Quote, Markdown: "> dalam kutipan"}},
		{{Kind: sim.Discussion, Markdown: "Siapa dulu?", Minutes: 3}},
		{{Kind: sim.Discussion, Markdown: "Mengapa?", When: when}, {Kind: sim.Quote, Markdown: "\"Terserah.\""}},
		{{Markdown: "Sesudahnya."}},
		{{Markdown: "Kalau cukup.", When: when}, {Markdown: "Kalau ada.", When: when}, {Markdown: "Kalau tidak."}},
		{{Markdown: "Terpisah.", When: when}},
	}
	rng.Shuffle(len(blocks)-1, func(i, j int) { blocks[i], blocks[j] = blocks[j], blocks[i] })
	c.Intro, c.EndingIntro, c.Acts[0].Intro = blocks, blocks, blocks
	p := &c.Passages[rng.IntN(len(c.Passages))]
	p.Concepts, p.Text = []string{"C-06", "L-01"}, blocks[:rng.IntN(len(blocks))]
	if n := len(p.Text); n > 0 && isBulletList(p.Text[n-1]) {
		p.Text = p.Text[:n-1] // it would run into the choices
	}
	p.Choices[0].ID, p.Choices[0].Text = "lain", "Bicara **pelan** [sambil] duduk"
	c.Endings[0].Text, c.Endings[0].ID = blocks, "lain-lagi"
	c.Voices = []sim.Voice{{Stakeholder: 0, Text: sim.Text{
		{{Kind: sim.Quote, Markdown: "\"Satu.\"\n\n\"Dua.\"", When: when}, {Kind: sim.Quote, Markdown: "\"Tiga.\""}},
		{{Kind: sim.Quote, Markdown: "\"Empat.\"", When: when}},
		{{Kind: sim.Quote, Markdown: "\"Lima.\"", When: when}},
	}}}
	c.Actual = "Teks.\n\n### Sumber resmi\n\n- satu\n- dua"
	c.Answers = []sim.ModelAnswer{{Title: "Masalah pokok", Markdown: "Satu.\n\nDua."}, {Title: "Lain"}}
	c.Reflection, c.Sources = "- Apa?\n- Siapa?", "1. Buku, 2019."
	ch := &c.Passages[0].Choices[0]
	ch.Outcome.Flags = allFlags(c)
	ch.Outcome.Branches = []sim.Branching{
		{{When: when, Outcome: sim.Outcome{Concepts: []string{"C-08"}}}},
		{{When: when, Target: &sim.Target{Kind: sim.ToFinish}}},
	}
	ch.Outcome.Feedback = sim.Text{
		{{Kind: sim.Quote, Markdown: "Bila.", When: when}},
		{{Kind: sim.Lesson, Markdown: "Lain bila.", When: when}, {Kind: sim.Lesson, Markdown: "Selainnya."}},
	}
	last := len(c.Passages[0].Choices) - 1
	c.Passages[0].Choices[last].Requires = when
	c.Passages[0].Choices[last].LockReason = "Belum.\n\n- satu\n- dua"
}

func TestWriteShippedCases(t *testing.T) {
	for _, path := range append(shipped(t), "testdata/saling-tunjuk.md") {
		want := mustParse(t, path, readFile(t, path))
		sameCase(t, mustParse(t, path, Write(want)), want)
	}
}

func TestWritePassagesBeforeActs(t *testing.T) {
	src := strings.Replace(wholeCase, "## Babak 1: Mendengar\n", "", 1)
	src = strings.Replace(src, "# Kasus Kecil\n\nPengantar.\n", "# Kasus Kecil\n\nPengantar.\n\n### Pembuka\n\nDering telepon.\n\n- [Lanjut](#rapat)\n", 1)
	src = strings.Replace(src, "### Rapat", "## Babak\n\n### Rapat", 1)
	want := mustParse(t, "kecil.md", []byte(src))
	if want.Passages[0].Act != -1 || want.Passages[1].Act != 0 {
		t.Fatalf("acts of the passages: %d, %d", want.Passages[0].Act, want.Passages[1].Act)
	}
	sameCase(t, mustParse(t, "kecil.md", Write(want)), want)
}
