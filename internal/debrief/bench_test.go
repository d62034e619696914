package debrief_test

import (
	"context"
	"io/fs"
	"math/rand/v2"
	"testing"

	"mufakat/content"
	"mufakat/internal/analysis"
	"mufakat/internal/debrief"
	"mufakat/internal/pack"
	"mufakat/internal/sim"
)

// shipped calls do with every shipped case and a run of it.
func shipped(b *testing.B, do func(*testing.B, *sim.Playthrough)) {
	folder, err := fs.Sub(content.FS, "kolaboratif")
	if err != nil {
		b.Fatal(err)
	}
	p := pack.Open(folder)
	infos, err := p.Cases()
	if err != nil {
		b.Fatal(err)
	}
	for _, info := range infos {
		c, err := p.Case(info.ID)
		if err != nil {
			b.Fatal(err)
		}
		play := played(rand.New(rand.NewPCG(1, 1)), c)
		b.Run(info.ID, func(b *testing.B) { do(b, play) })
	}
}

// Best, worst and every price of a run of each shipped case, from the case as it was read.
func BenchmarkScore(b *testing.B) {
	shipped(b, func(b *testing.B, play *sim.Playthrough) {
		for b.Loop() {
			c := analysis.Compile(play.Case)
			extremes, err := c.Extremes(context.Background(), play.States[0], analysis.DefaultLimit)
			if err != nil {
				b.Fatal(err)
			}
			if _, err := c.Prices(context.Background(), play, extremes, analysis.DefaultLimit); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// The whole debrief, with the exact mean of random play.
func BenchmarkExplain(b *testing.B) {
	shipped(b, func(b *testing.B, play *sim.Playthrough) {
		for b.Loop() {
			if _, err := debrief.Explain(context.Background(), analysis.Compile(play.Case), play, sim.DefaultGrades()); err != nil {
				b.Fatal(err)
			}
		}
	})
}
