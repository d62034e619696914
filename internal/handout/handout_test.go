package handout_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"mufakat/internal/casefile"
	"mufakat/internal/diagnostic"
	"mufakat/internal/handout"
	"mufakat/internal/sim"
)

var update = flag.Bool("update", false, "write the golden files anew")

// well is the small case of testdata.
func well(t *testing.T) *sim.Case {
	t.Helper()
	source, err := os.ReadFile(filepath.Join("testdata", "sumur.md"))
	if err != nil {
		t.Fatal(err)
	}
	doc := casefile.Parse("sumur.md", source, casefile.Options{})
	for _, d := range doc.Diagnostics {
		if d.Severity == diagnostic.Error {
			t.Fatal(d)
		}
	}
	return doc.Case
}

// The small case as it is printed. go test ./internal/handout -update writes it anew; read the difference as a facilitator
// would.
func TestGolden(t *testing.T) {
	best := &handout.Best{Total: 43.5, Worst: 30, Steps: []handout.BestStep{
		{Passage: 0, Option: 0, Prices: []float64{0, 41.6, handout.Locked}}, {Passage: 1, Option: 0, Prices: []float64{0}},
		{Passage: 2, Option: 0, Prices: []float64{0, 55.5}},
	}}
	c := well(t)
	for _, g := range []struct{ file, got string }{
		{"semua.md", handout.New(c, handout.Everyone, best).Markdown()},
		{"semua.html", handout.New(c, handout.Everyone, best).HTML()},
		{"fasilitator.md", handout.New(c, handout.Facilitator, nil).Markdown()},
	} {
		file := filepath.Join("testdata", "sumur-"+g.file)
		if *update {
			if err := os.WriteFile(file, []byte(g.got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if g.got != strings.ReplaceAll(string(want), "\r\n", "\n") {
			t.Errorf("%s: lembaran berubah (go test ./internal/handout -update menulisnya kembali)\n%s", file, g.got)
		}
	}
}

// A case with next to nothing in it has no empty sheets.
func TestBareCase(t *testing.T) {
	c := &sim.Case{Title: "Sunyi", Weights: [sim.Criteria]int{1, 1, 1},
		Stakeholders: []sim.Stakeholder{{Code: "a", Name: "Bu Ana", Start: sim.Levels{50, sim.Absent, sim.Absent}}},
		Passages:     []sim.Passage{{ID: "satu", Title: "Satu", Act: -1, Choices: []sim.Choice{{ID: "lanjut", Text: "Lanjut", Target: sim.Target{Kind: sim.ToFinish}}}}},
		Endings:      []sim.Ending{{ID: "tamat", Title: "Tamat", Cap: sim.NoCap}},
	}
	got := handout.New(c, handout.Everyone, &handout.Best{Total: 50, Worst: 50, Steps: []handout.BestStep{{Prices: []float64{0}}}}).Markdown()
	for _, absent := range []string{"Sumber daya", "Komitmen", "Lembar keputusan", "## Catatan", "Lembar jawab kasus", "Hasil pilihan", "Kata mereka", "Refleksi", "Sumber\n", "Harga", "Pertanyaan"} {
		if strings.Contains(got, absent) {
			t.Errorf("%q has nothing to show:\n%s", absent, got)
		}
	}
	for _, present := range []string{"Lanjut → **2**", "lanjut ke **3**", "Total = kepercayaan,", "Semua jalan sampai pada total yang sama"} {
		if !strings.Contains(got, present) {
			t.Errorf("%q is missing:\n%s", present, got)
		}
	}
}

// Boxes to tick are for what can be counted at a glance; more is kept in figures.
func TestBoxesOfAResource(t *testing.T) {
	c := well(t)
	for _, tt := range []struct {
		start int
		want  string
	}{{2, "| hari (awal 2) | ☐ ☐ …"}, {30, "| hari (awal 30) | " + strings.Repeat("☐ ", 30) + "…"}, {31, "| hari (awal 31) | 31 …"}} {
		c.Resources[0].Start = tt.start
		if got := handout.New(c, handout.Trainees, nil).Markdown(); !strings.Contains(got, tt.want) {
			t.Errorf("%q is missing:\n%s", tt.want, got)
		}
	}
}
