package main

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"os/signal"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"mufakat/internal/analysis"
	"mufakat/internal/plaintext"
	"mufakat/internal/sim"
)

// analysisJSON is `analisis --json`. Totals are numbers from 0 to 100; "batas" stands beside a number that is only known
// to lie between two, and the number is then the lower (of the worst: the upper) of them.
type analysisJSON struct {
	Case     string        `json:"kasus"`
	Complete bool          `json:"lengkap"` // every number is exact
	States   int           `json:"keadaan"` // that the searches came to
	Best     extremeJSON   `json:"terbaik"`
	Worst    extremeJSON   `json:"terburuk"`
	Random   randomJSON    `json:"acak"`
	Endings  []reachedJSON `json:"akhir"`
}

type extremeJSON struct {
	Total   float64   `json:"nilai"`
	Bounds  []float64 `json:"batas,omitempty"`
	Choices []string  `json:"pilihan"` // option ids, one for every passage; as --pilih takes them
}

type randomJSON struct {
	Mean        float64   `json:"rata"` // of the final total
	Bounds      []float64 `json:"batas,omitempty"`
	Score       float64   `json:"nilai"` // nilai proses of the mean
	ScoreBounds []float64 `json:"batas_nilai,omitempty"`
}

type reachedJSON struct {
	ID      string    `json:"id"`
	Title   string    `json:"judul"`
	Rank    *int      `json:"peringkat"` // null: none given
	Reached *bool     `json:"tercapai"`  // null: unknown within the limit of work
	Share   float64   `json:"bagian"`    // of random play, 0–1
	Bounds  []float64 `json:"batas,omitempty"`
}

// analyzeCommand tells what can happen in a case.
func (p *program) analyzeCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:     "analisis KASUS|BERKAS",
		Aliases: []string{"analyze"},
		Short:   "Hitung hasil terbaik, terburuk, dan akhir yang tercapai",
		Long: `Menelusuri semua jalan cerita sebuah kasus: hasil terbaik dan terburuk yang
mungkin, hasil rata-rata bila memilih acak, dan akhir mana yang dapat tercapai.`,
		Example: `  mufakat analisis kartamantul
  mufakat analisis kasus-saya.md --json`,
		Args:              exactly(1, "Kasus yang dianalisis"),
		ValidArgsFunction: p.completeCases,
		RunE: func(cmd *cobra.Command, args []string) error {
			ctx, stop := signal.NotifyContext(cmd.Context(), os.Interrupt)
			defer stop()
			_, c, err := p.library.open(args[0])
			if err != nil {
				return err
			}
			a, err := analyze(ctx, c, analysis.DefaultLimit)
			if err != nil {
				return err
			}
			if asJSON {
				return p.writeJSON(a.json())
			}
			return p.write(a.text())
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "cetak sebagai JSON")
	return cmd
}

// caseAnalysis is what is known of a whole case.
type caseAnalysis struct {
	c           *sim.Case
	extremes    analysis.Extremes
	random      analysis.RandomPlay
	best, worst []string // option ids
}

// analyze searches a case; each search applies at most limit decisions. The error is ctx's.
func analyze(ctx context.Context, c *sim.Case, limit int) (*caseAnalysis, error) {
	compiled, start := analysis.Compile(c), c.Start()
	extremes, err := compiled.Extremes(ctx, start, limit)
	if err != nil {
		return nil, err
	}
	random, err := compiled.RandomPlay(ctx, start, limit)
	if err != nil {
		return nil, err
	}
	a := &caseAnalysis{c: c, extremes: extremes, random: random}
	if a.best, err = compiled.OptionIDs(start, extremes.Best.Path); err != nil {
		return nil, err
	}
	a.worst, err = compiled.OptionIDs(start, extremes.Worst.Path)
	return a, err
}

// exact tells whether every number is known.
func (a *caseAnalysis) exact() bool { return a.extremes.Exact() && a.random.Exact }

// total is an extreme as a range of totals from 0 to 100.
func (a *caseAnalysis) total(e analysis.Extreme) analysis.Range {
	scale := a.c.Scale()
	return analysis.Range{Lo: scale.Value(e.Lo), Hi: scale.Value(e.Hi)}
}

func (a *caseAnalysis) json() analysisJSON {
	best, worst, score := a.total(a.extremes.Best), a.total(a.extremes.Worst), a.extremes.ScoreOf(a.random.Mean)
	out := analysisJSON{
		Case: a.c.ID, Complete: a.exact(), States: a.states(),
		Best:   extremeJSON{best.Lo, bounds(best), list(a.best)},
		Worst:  extremeJSON{worst.Hi, bounds(worst), list(a.worst)},
		Random: randomJSON{a.random.Mean.Lo, bounds(a.random.Mean), score.Lo, bounds(score)},
	}
	for i, e := range a.c.Endings {
		r := a.random.Endings[i]
		row := reachedJSON{ID: e.ID, Title: e.Title, Rank: rank(e), Share: r.Share.Lo, Bounds: bounds(r.Share)}
		if r.Reached != analysis.Unknown {
			reached := r.Reached == analysis.Yes
			row.Reached = &reached
		}
		out.Endings = append(out.Endings, row)
	}
	return out
}

// rank is an ending's rank, or nil where the author gave none.
func rank(e sim.Ending) *int {
	if e.Rank == 0 {
		return nil
	}
	return &e.Rank
}

func (a *caseAnalysis) states() int {
	return a.extremes.Best.Visited + a.extremes.Worst.Visited + a.random.Visited
}

func (a *caseAnalysis) text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s (%s)\n\n", a.c.Title, a.c.ID)
	path := func(title string, e analysis.Extreme, ids []string) {
		if !e.Found && e.Exact {
			fmt.Fprintf(&b, "%-14s tidak ada: cerita ini tidak pernah sampai ke akhirnya\n", title)
			return
		}
		fmt.Fprintf(&b, "%-14s total %s\n", title, rangeText(a.total(e), 1))
		if e.Found {
			b.WriteString(wrapped(strings.Join(ids, ", "), "  "))
		}
	}
	path("Jalan terbaik", a.extremes.Best, a.best)
	path("Jalan terburuk", a.extremes.Worst, a.worst)
	if !a.extremes.Best.Found && a.extremes.Best.Exact {
		fmt.Fprintf(&b, "\nSemua angka tepat (%d keadaan ditelusuri).\n", a.states())
		return b.String()
	}
	fmt.Fprintf(&b, "%-14s total %s rata-rata, nilai %s\n\n", "Memilih acak", rangeText(a.random.Mean, 1), rangeText(a.extremes.ScoreOf(a.random.Mean), 0))
	b.WriteString(a.endingsText())
	if a.exact() {
		fmt.Fprintf(&b, "\nSemua angka tepat (%d keadaan ditelusuri).\n", a.states())
		return b.String()
	}
	fmt.Fprintf(&b, "\nKasus ini terlalu luas untuk ditelusuri seluruhnya (%d keadaan ditelusuri).\n"+
		"Rentang seperti 40–55 memuat angka yang benar; angka tunggal tepat.\n", a.states())
	return b.String()
}

// endingsText is the table of endings.
func (a *caseAnalysis) endingsText() string {
	var b strings.Builder
	const titleWidth = 44
	fmt.Fprintf(&b, "%-*s %-9s  %-8s  %s\n", titleWidth, "Akhir", "Peringkat", "Tercapai", "Bila acak")
	order := make([]int, len(a.c.Endings)) // the best first; those without a rank last, as written
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int {
		return cmp.Compare(uint(a.c.Endings[i].Rank)-1, uint(a.c.Endings[j].Rank)-1)
	})
	for _, i := range order {
		e, r := a.c.Endings[i], a.random.Endings[i]
		reached := map[analysis.Reach]string{analysis.Yes: "ya", analysis.No: "tidak", analysis.Unknown: "belum pasti"}[r.Reached]
		place := "–"
		if e.Rank > 0 {
			place = fmt.Sprint(e.Rank)
		}
		share := analysis.Range{Lo: 100 * r.Share.Lo, Hi: 100 * r.Share.Hi}
		fmt.Fprintf(&b, "%-*s %-9s  %-8s  %s %%\n", titleWidth, cut(plaintext.Line(e.Title), titleWidth), place, reached, rangeText(share, 1))
	}
	return b.String()
}
