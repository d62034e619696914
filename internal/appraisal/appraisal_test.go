package appraisal_test

import (
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"mufakat/internal/analysis"
	"mufakat/internal/appraisal"
	"mufakat/internal/casefile"
	"mufakat/internal/sim"
	"mufakat/internal/sim/simtest"
)

var update = flag.Bool("update", false, "write the golden text anew")

func survey(t *testing.T, c *sim.Case, limit int) *analysis.Survey {
	t.Helper()
	s, err := analysis.Compile(c).Survey(context.Background(), limit)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func read(t *testing.T, name string) *sim.Case {
	t.Helper()
	src, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	doc := casefile.Parse(name, src, casefile.Options{})
	if doc.Case == nil {
		t.Fatal(doc.Diagnostics)
	}
	return doc.Case
}

// The pages of a small case with everything that is told: a lock that never opens, a passage out of reach, options that
// lose or do nothing, a level that does not count, an effect that is swallowed.
func TestPages(t *testing.T) {
	c := read(t, "testdata/warung.md")
	var b strings.Builder
	for _, width := range []int{76, 60} {
		for _, page := range appraisal.Pages(c, survey(t, c, analysis.DefaultLimit), width) {
			fmt.Fprintf(&b, "== %s, %d\n%s\n", page.Title, width, strings.Join(page.Lines, "\n"))
		}
	}
	if *update {
		if err := os.WriteFile("testdata/warung.golden", []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile("testdata/warung.golden")
	if err != nil {
		t.Fatal(err)
	}
	if b.String() != string(want) {
		t.Errorf("the pages are not those of testdata/warung.golden (go test -update writes it anew):\n%s", b.String())
	}
}

// Pages of whatever case, exact or not, keep to their width.
func TestPagesKeepToTheirWidth(t *testing.T) {
	o := simtest.Small
	o.Loops = true
	for seed := range uint64(300) {
		rng := rand.New(rand.NewPCG(seed, 3))
		c := simtest.Case(rng, o)
		limit := []int{20_000, 10}[seed%2]
		width := 40 + rng.IntN(80)
		for _, page := range appraisal.Pages(c, survey(t, c, limit), width) {
			for _, line := range page.Lines {
				if utf8.RuneCountInString(line) > max(width, appraisal.MinWidth) { // no word of these cases is wider
					t.Fatalf("seed %d, %s: wider than %d: %q", seed, page.Title, width, line)
				}
			}
		}
	}
}

// What was not followed to its end is not told as if it were known.
func TestPagesOfTooMuch(t *testing.T) {
	c := read(t, "testdata/warung.md")
	s := survey(t, c, analysis.DefaultLimit)
	s.Complete, s.Margin = false, 0.01
	s.Resources[0].Decides = false
	s.Bots = s.Bots[:1]
	s.Bots[0].Play = analysis.RandomPlay{Endings: make([]analysis.EndingShare, len(c.Endings)), Unplayed: 1}
	var text strings.Builder
	for _, page := range appraisal.Pages(c, s, 200) {
		text.WriteString(strings.Join(page.Lines, "\n"))
	}
	for _, want := range []string{c.Resources[0].Name + " belum diketahui menentukan", "tak pasti", "hanya dari contoh itu"} {
		if !strings.Contains(text.String(), want) {
			t.Errorf("%q is not told in\n%s", want, text.String())
		}
	}
	for _, unknown := range []string{"tidak menentukan apa pun", "tidak berakhir"} {
		if strings.Contains(text.String(), unknown) {
			t.Errorf("%q is told", unknown)
		}
	}
}
