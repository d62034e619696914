package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"mufakat/internal/pack"
	"mufakat/internal/plaintext"
)

// conceptJSON is a concept card in `konsep --json`; the text is left out of lists.
type conceptJSON struct {
	Code    string `json:"kode"`
	Title   string `json:"judul"`
	Theme   string `json:"tema"`
	Text    string `json:"isi,omitempty"`     // Markdown
	Excerpt string `json:"kutipan,omitempty"` // around what a search found in the text
}

// conceptsCommand lists the concept cards, searches them, or prints one.
func (p *program) conceptsCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:     "konsep [KODE|KATA …]",
		Aliases: []string{"concepts"},
		Short:   "Tampilkan daftar kartu konsep, satu kartu, atau kartu yang memuat suatu kata",
		Example: `  mufakat konsep                  daftar semua kartu
  mufakat konsep C-07             baca satu kartu
  mufakat konsep dialog tatap     cari kartu yang memuat kedua kata ini`,
		ValidArgsFunction: p.completeConcepts,
		RunE: func(_ *cobra.Command, args []string) error {
			cards, broken := p.library.Cards()
			if len(args) > 0 {
				return p.findConcept(cards, broken, strings.Join(args, " "), asJSON)
			}
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

// findConcept prints the card that has the wanted code, or else lists those that a search for it finds.
func (p *program) findConcept(cards []pack.Card, broken error, wanted string, asJSON bool) error {
	if strings.TrimSpace(wanted) == "" {
		return cannot("Sebut kode kartu atau kata yang dicari. Daftar kartu: mufakat konsep.")
	}
	var known []string
	for _, c := range cards {
		if strings.EqualFold(c.Code, wanted) {
			return p.printConcept(c, asJSON)
		}
		known = append(known, c.Code)
	}
	hits := pack.NewCardSearch(cards).Find(wanted)
	if len(hits) == 0 {
		switch meant := nearest(wanted, known); {
		case meant != "":
			return cannot("Kartu %s tidak ada. Maksud Anda %s?", wanted, meant)
		case broken != nil:
			return cannot("Tidak ada kartu yang memuat “%s”. %s", wanted, broken)
		}
		return cannot("Tidak ada kartu yang memuat “%s”. Daftar kartu: mufakat konsep.", wanted)
	}
	p.warn(broken)
	if !asJSON {
		return p.write(hitsText(hits))
	}
	rows := make([]conceptJSON, len(hits))
	for i, hit := range hits {
		rows[i] = conceptJSON{Code: hit.Code, Title: hit.Title, Theme: hit.Theme, Excerpt: hit.Excerpt}
	}
	return p.writeJSON(rows)
}

func (p *program) printConcept(c pack.Card, asJSON bool) error {
	if asJSON {
		return p.writeJSON(conceptJSON{Code: c.Code, Title: c.Title, Theme: c.Theme, Text: c.Markdown})
	}
	return p.write(fmt.Sprintf("%s  %s\nTema: %s\n\n%s", c.Code, c.Title, c.Theme, markdownText(c.Markdown)))
}

const readOneCard = "\nBaca satu kartu: mufakat konsep KODE\n"

// hitsText lists the cards that were found, the best first.
func hitsText(hits []pack.CardHit) string {
	var b strings.Builder
	for _, hit := range hits {
		fmt.Fprintf(&b, "%-6s %s\n", hit.Code, hit.Title)
		if hit.Excerpt != "" {
			fmt.Fprintf(&b, "       %s\n", strings.Join(plaintext.Wrap(hit.Excerpt, textWidth-7), "\n       "))
		}
	}
	return b.String() + readOneCard
}

// conceptsText lists the cards, those of a theme below one another.
func conceptsText(cards []pack.Card) string {
	var b strings.Builder
	for i, theme := range pack.Themes(cards) {
		if i > 0 {
			b.WriteString("\n")
		}
		fmt.Fprintf(&b, "%s\n", theme)
		for _, c := range cards {
			if c.Theme == theme {
				fmt.Fprintf(&b, "  %-6s %s\n", c.Code, c.Title)
			}
		}
	}
	return b.String() + readOneCard
}
