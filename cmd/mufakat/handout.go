package main

import (
	"cmp"
	"context"
	"io"
	"os"
	"os/signal"
	"time"

	"github.com/spf13/cobra"

	"mufakat/internal/analysis"
	"mufakat/internal/handout"
	"mufakat/internal/sim"
)

// handoutCommand prints a case for a class without computers.
func (p *program) handoutCommand() *cobra.Command {
	var html, markdown, part string
	var overwrite bool
	cmd := &cobra.Command{
		Use:     "cetak KASUS|BERKAS",
		Aliases: []string{"print"},
		Short:   "Cetak kasus untuk kelas tanpa komputer",
		Long: `Mengubah kasus menjadi lembaran: pengantar, kartu peran, lembar skor, lembar
keputusan, naskah bernomor dengan hasil tiap pilihan, dan bahan fasilitator.
Berkas HTML dibuka di peramban, lalu dicetak dari sana. Tanpa --html dan --md,
Markdown ditulis ke layar.`,
		Example: `  mufakat cetak kartamantul --html kartamantul.html
  mufakat cetak kasus-saya.md --bagian peserta --md peserta.md`,
		Args:              exactly(1, "Kasus yang dicetak"),
		ValidArgsFunction: p.completeCases,
		RunE: func(cmd *cobra.Command, args []string) error {
			ctx, stop := signal.NotifyContext(cmd.Context(), os.Interrupt)
			defer stop()
			audience, err := audienceOf(part)
			if err == nil {
				err = cmp.Or(notOver(html, args[0]), notOver(markdown, args[0]))
			}
			if err != nil {
				return err
			}
			doc, err := p.handout(ctx, args[0], audience)
			if err != nil {
				return err
			}
			if html == "" && markdown == "" {
				return p.write(doc.Markdown())
			}
			return p.saveHandout(doc, html, markdown, overwrite)
		},
	}
	cmd.Flags().StringVar(&html, "html", "", "tulis satu halaman HTML ke `BERKAS`")
	cmd.Flags().StringVar(&markdown, "md", "", "tulis Markdown ke `BERKAS`")
	cmd.Flags().StringVar(&part, "bagian", "semua", "cetak `BAGIAN` ini saja: peserta, fasilitator, atau semua")
	cmd.Flags().BoolVar(&overwrite, "timpa", false, "timpa berkas yang sudah ada")
	return cmd
}

func audienceOf(part string) (handout.Audience, error) {
	switch part {
	case "semua":
		return handout.Everyone, nil
	case "peserta":
		return handout.Trainees, nil
	case "fasilitator":
		return handout.Facilitator, nil
	}
	return 0, cannot("Bagian “%s” tidak dikenal. Yang ada: peserta, fasilitator, semua.", part)
}

// handout works out the pages of a case; the best way only where somebody will see it.
func (p *program) handout(ctx context.Context, name string, audience handout.Audience) (*handout.Document, error) {
	_, c, err := p.library.open(name)
	if err != nil {
		return nil, err
	}
	var best *handout.Best
	if audience != handout.Trainees {
		if best, err = bestWay(ctx, c, analysis.DefaultLimit); err != nil {
			return nil, err
		}
	}
	return handout.New(c, audience, best), nil
}

// saveHandout writes the files that were asked for and says where they are.
func (p *program) saveHandout(doc *handout.Document, html, markdown string, overwrite bool) error {
	for _, file := range []struct {
		name string
		text func() string
	}{{html, doc.HTML}, {markdown, doc.Markdown}} {
		if file.name == "" {
			continue
		}
		full, err := saveFile(file.name, overwrite, func(w io.Writer) error {
			_, err := io.WriteString(w, file.text())
			return err
		})
		if err != nil {
			return err
		}
		if err := p.write("Tertulis: " + full + "\n"); err != nil {
			return err
		}
	}
	return nil
}

// bestWay finds a best way through a case and the price of every option on it; nil where not all of that is known exactly.
// Each search applies at most limit decisions. The error is ctx's.
func bestWay(ctx context.Context, c *sim.Case, limit int) (*handout.Best, error) {
	compiled := analysis.Compile(c)
	extremes, err := compiled.Extremes(ctx, c.Start(), limit)
	if err != nil || !extremes.Exact() || !extremes.Best.Found || !extremes.Worst.Found {
		return nil, err
	}
	scale := c.Scale()
	best := &handout.Best{Total: scale.Value(extremes.Best.Lo), Worst: scale.Value(extremes.Worst.Lo)}
	play := sim.Replay(c, sim.Run{Case: c.ID, Hash: c.Hash})
	for _, option := range extremes.Best.Path {
		step := handout.BestStep{Passage: play.State().At.Index, Option: option}
		for _, o := range c.Options(play.State()) {
			price := analysis.Range{Lo: handout.Locked, Hi: handout.Locked}
			if !o.Lock.Locked {
				if price, err = priceOf(ctx, compiled, play, o.Index, extremes, limit); err != nil {
					return nil, err
				}
			}
			if price.Lo != price.Hi {
				return nil, nil
			}
			step.Prices = append(step.Prices, price.Lo)
		}
		best.Steps = append(best.Steps, step)
		if err := play.Choose(option, time.Time{}, "", nil); err != nil {
			return nil, err
		}
	}
	return best, nil
}

// priceOf is the price of an open option after a playthrough.
func priceOf(ctx context.Context, compiled *analysis.Compiled, play *sim.Playthrough, option int, e analysis.Extremes, limit int) (analysis.Range, error) {
	other := play.Rewind(len(play.Steps))
	if err := other.Choose(option, time.Time{}, "", nil); err != nil {
		return analysis.Range{}, err
	}
	prices, err := compiled.Prices(ctx, other, e, limit)
	if err != nil {
		return analysis.Range{}, err
	}
	return prices.Steps[len(prices.Steps)-1].Price, nil
}
