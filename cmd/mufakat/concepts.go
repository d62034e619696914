package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"mufakat/internal/pack"
)

// conceptJSON is a concept card in `konsep --json`; the text is left out of the list.
type conceptJSON struct {
	Code  string `json:"kode"`
	Title string `json:"judul"`
	Theme string `json:"tema"`
	Text  string `json:"isi,omitempty"` // Markdown
}

// conceptsCommand lists the concept cards, or prints one.
func (p *program) conceptsCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:               "konsep [KODE]",
		Aliases:           []string{"concepts"},
		Short:             "Tampilkan daftar kartu konsep, atau satu kartu",
		Args:              atMost(1),
		ValidArgsFunction: p.completeConcepts,
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 1 {
				return p.printConcept(args[0], asJSON)
			}
			cards, broken := p.library.Cards()
			p.warn(broken)
			if !asJSON {
				return p.write(conceptsText(cards))
			}
			rows := make([]conceptJSON, len(cards))
			for i, c := range cards {
				rows[i] = conceptJSON{Code: c.Code, Title: c.Title, Theme: c.Theme}
			}
			return p.writeJSON(rows)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "cetak sebagai JSON")
	return cmd
}

func (p *program) printConcept(code string, asJSON bool) error {
	if code == "" {
		return cannot("Kode kartunya kosong. Daftar kartu: mufakat konsep.")
	}
	cards, broken := p.library.Cards()
	var known []string
	for _, c := range cards {
		known = append(known, c.Code)
		if !strings.EqualFold(c.Code, code) {
			continue
		}
		card, err := p.library.Card(c.Code)
		if err != nil {
			return err
		}
		if asJSON {
			return p.writeJSON(conceptJSON{card.Code, card.Title, card.Theme, card.Markdown})
		}
		return p.write(fmt.Sprintf("%s  %s\nTema: %s\n\n%s", card.Code, card.Title, card.Theme, markdownText(card.Markdown)))
	}
	if meant := nearest(code, known); meant != "" {
		return cannot("Kartu %s tidak ada. Maksud Anda %s?", code, meant)
	}
	if broken != nil {
		return cannot("Kartu %s tidak ada. %s", code, broken)
	}
	return cannot("Kartu %s tidak ada. Daftar kartu: mufakat konsep.", code)
}

// conceptsText lists the cards, those of a theme below one another.
func conceptsText(cards []pack.CardInfo) string {
	var b strings.Builder
	var themes []string
	byTheme := map[string][]pack.CardInfo{}
	for _, c := range cards {
		if byTheme[c.Theme] == nil {
			themes = append(themes, c.Theme)
		}
		byTheme[c.Theme] = append(byTheme[c.Theme], c)
	}
	for _, theme := range themes {
		fmt.Fprintf(&b, "%s\n", theme)
		for _, c := range byTheme[theme] {
			fmt.Fprintf(&b, "  %-6s %s\n", c.Code, c.Title)
		}
		b.WriteString("\n")
	}
	b.WriteString("Baca satu kartu: mufakat konsep KODE\n")
	return b.String()
}
