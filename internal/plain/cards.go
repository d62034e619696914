package plain

import (
	"fmt"
	"slices"
	"strings"

	"mufakat/internal/plaintext"
)

// cardCommand reads and finds concept cards; codes are those that belong to what is at hand, which are offered first.
func (d *dialogue) cardCommand(codes []string) command {
	codes = slices.Compact(slices.Sorted(slices.Values(codes)))
	return command{"k", "kartu konsep; k C-07 membaca satu kartu, k dialog mencari kata, k semua mendaftar semuanya", true, func(arg string) error {
		switch {
		case strings.EqualFold(arg, "semua"), arg == "" && len(codes) == 0:
			d.listCards(d.Library.Cards())
		case arg != "":
			d.findCards(arg)
		case len(codes) == 1:
			d.readCard(codes[0])
		default:
			cards, err := d.Library.Cards()
			d.listCards(slices.DeleteFunc(cards, func(c Card) bool { return !slices.Contains(codes, c.Code) }), err)
		}
		return nil
	}}
}

// findCards reads the card that has the wanted code, or else lists those in which the word is found.
func (d *dialogue) findCards(wanted string) {
	found, err := d.Library.FindCards(wanted)
	exact := slices.IndexFunc(found, func(c Card) bool { return strings.EqualFold(c.Code, wanted) })
	switch {
	case exact >= 0:
		d.readCard(found[exact].Code)
	case len(found) == 0 && err == nil:
		d.say(fmt.Sprintf("Tidak ada kartu yang memuat “%s”. Ketik k semua untuk mendaftar semua kartu.", wanted))
	default:
		d.listCards(found, err)
	}
}

// listCards lists cards. The error is told where there are none; else the list of cases tells which packs are broken.
func (d *dialogue) listCards(cards []Card, err error) {
	if err != nil && len(cards) == 0 {
		d.say(err.Error())
		return
	}
	lines := []string{"Kartu konsep. Ketik k dan sebuah kode untuk membacanya."}
	for _, card := range cards {
		lines = append(lines, card.Code+": "+card.Title)
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
