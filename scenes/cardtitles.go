package scenes

import (
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"mufakat/internal/review"
	"mufakat/internal/ui"
)

// titlesByCode are the titles of the concept cards that there are, by code.
type titlesByCode map[string]string

// titlesOf reads them. Cards that cannot be read have none; the list of cards tells why.
func titlesOf(l Library) titlesByCode {
	cards, _ := l.Cards()
	titles := titlesByCode{}
	for _, c := range cards {
		titles[c.Code] = c.Title
	}
	return titles
}

// cardTitles brings them to the scene that asked for them.
type cardTitles struct {
	of     ui.Scene
	titles titlesByCode
}

func readTitles(l Library, of ui.Scene) tea.Cmd {
	return func() tea.Msg { return cardTitles{of, titlesOf(l)} }
}

// of are the codes of the cards to which items belong, each once, as far as there are such cards.
func (t titlesByCode) of(items ...review.Item) (codes []string) {
	for _, it := range items {
		for _, code := range it.Cards {
			if t[code] != "" && !slices.Contains(codes, code) {
				codes = append(codes, code)
			}
		}
	}
	return codes
}

// lines name the cards with these codes and the key that opens them; nil where there are none.
func (t titlesByCode) lines(codes []string, opens key.Binding, width int, theme ui.Theme) []string {
	if len(codes) == 0 {
		return nil
	}
	named := make([]string, len(codes))
	for i, code := range codes {
		named[i] = code + " " + t[code]
	}
	return beside([]string{theme.Key.Render(opens.Help().Key)}, wrap("Kartu konsep: "+strings.Join(named, ", "), width-3), 3)
}
