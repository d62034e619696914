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

func TestRange(t *testing.T) {
	for want, r := range map[string]analysis.Range{"40–55": {Lo: 40.2, Hi: 54.9}, "41": {Lo: 40.6, Hi: 41.4}} {
		if got := appraisal.Range(r, 0); got != want {
			t.Errorf("%v: %s, want %s", r, got, want)
		}
	}
}
