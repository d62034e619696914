package plain

import (
	"fmt"
	"slices"
	"strings"

	"mufakat/internal/plaintext"
)

// cardCommand reads concept cards; codes are those that belong to what is at hand, which are offered first.
func (d *dialogue) cardCommand(codes []string) command {
	codes = slices.Compact(slices.Sorted(slices.Values(codes)))
	return command{"k", "kartu konsep; k C-07 membaca satu kartu, k semua mendaftar semuanya", true, func(arg string) error {
		switch {
		case strings.EqualFold(arg, "semua"), arg == "" && len(codes) == 0:
			d.listCards(nil)
		case arg != "":
			d.readCard(strings.ToUpper(arg))
		case len(codes) == 1:
			d.readCard(codes[0])
		default:
			d.listCards(codes)
		}
		return nil
	}}
}

// listCards lists the cards of these codes; all where there are none.
func (d *dialogue) listCards(codes []string) {
	cards, err := d.Library.Cards()
	if err != nil && len(cards) == 0 { // which packs are broken, the list of cases tells
		d.say(err.Error())
		return
	}
	lines := []string{"Kartu konsep. Ketik k dan sebuah kode untuk membacanya."}
	for _, card := range cards {
		if codes == nil || slices.Contains(codes, card.Code) {
			lines = append(lines, card.Code+": "+card.Title)
		}
	}
	d.say(lines...)
}

func (d *dialogue) readCard(code string) {
	card, err := d.Library.Card(code)
	if err != nil {
		d.say(err.Error())
		return
	}
	lines := section([]string{fmt.Sprintf("Kartu %s: %s", card.Code, card.Title)}, plaintext.Lines(card.Markdown))
	d.say(section(lines, []string{"Akhir kartu " + card.Code + "."})...)
}

// conceptsText names concepts: "Dialog tatap muka (C-07), Fakta bersama (C-11)". A card that cannot be read is its code.
func (d *dialogue) conceptsText(codes []string) string {
	names := make([]string, len(codes))
	for i, code := range codes {
		names[i] = code
		if card, err := d.Library.Card(code); err == nil {
			names[i] = fmt.Sprintf("%s (%s)", card.Title, code)
		}
	}
	return strings.Join(names, ", ")
}

// readable are the codes for which there is a card.
func (d *dialogue) readable(codes []string) (known []string) {
	for _, code := range codes {
		if _, err := d.Library.Card(code); err == nil {
			known = append(known, code)
		}
	}
	return known
}
