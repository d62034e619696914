package main

import (
	"fmt"
	"os"
	"os/signal"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"mufakat/internal/appraisal"
	"mufakat/internal/check"
	"mufakat/internal/diagnostic"
	"mufakat/internal/pack"
)

// analyzeCommand tells what can happen in a case.
func (p *program) analyzeCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:     "analisis KASUS|BERKAS",
		Aliases: []string{"analyze"},
		Short:   "Hitung semua yang dapat terjadi dalam sebuah kasus",
		Long: `Menelusuri semua jalan cerita sebuah kasus: hasil terbaik dan terburuk, akhir
mana yang tercapai dan seberapa sering, nilai tiap pilihan, apa yang terjadi pada
tiap pihak, dan sampai di mana orang yang bermain dengan satu pola saja.`,
		Example: `  mufakat analisis kartamantul
  mufakat analisis kasus-saya.md --json`,
		Args:              exactly(1, "Kasus yang dianalisis"),
		ValidArgsFunction: p.completeCases,
		RunE: func(cmd *cobra.Command, args []string) error {
			ctx, stop := signal.NotifyContext(cmd.Context(), os.Interrupt)
			defer stop()
			source, id, err := p.library.find(args[0])
			if err != nil {
				return err
			}
			doc, err := p.library.Document(source, id)
			if err != nil {
				return err
			}
			c, err := pack.Playable(doc)
			if err != nil {
				return err
			}
			_, done := p.progress()
			survey, err := check.Analyse(ctx, doc)
			done()
			if err != nil {
				return err
			}
			if asJSON {
				return p.writeJSON(newAnalysisJSON(c, survey))
			}
			return p.write(analysisText(c.Title, c.ID, appraisal.Pages(c, survey, textWidth), doc.Diagnostics, args[0]))
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "cetak sebagai JSON")
	return cmd
}

// analysisText is the appraisal of a case in full, and how many findings there are.
func analysisText(title, id string, pages []appraisal.Page, findings []diagnostic.Diagnostic, name string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s (%s)\n", title, id)
	for _, page := range pages {
		fmt.Fprintf(&b, "\n%s\n%s\n\n%s\n", page.Title, strings.Repeat("─", utf8.RuneCountInString(page.Title)), strings.Join(page.Lines, "\n"))
	}
	n := diagnostic.Count(findings)
	if worth := n[diagnostic.Error] + n[diagnostic.Warning]; worth > 0 && isFileName(name) {
		fmt.Fprintf(&b, "\n%d temuan menunggu diperbaiki: mufakat periksa %s\n", worth, shellWord(name))
	}
	return b.String()
}
