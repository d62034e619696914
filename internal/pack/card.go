package pack

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"mufakat/internal/clean"
)

// Card is a concept card.
type Card struct {
	Code     string // the file's name, such as C-06
	Title    string
	Theme    string // may be empty
	Markdown string // what stands below the title
}

// Cards reads the concept cards, by code, numbers by their value.
func (p *Pack) Cards() ([]Card, error) {
	codes, err := p.list(CardFolder)
	if err != nil {
		return nil, err
	}
	cards := make([]Card, len(codes))
	for i, code := range codes {
		if cards[i], err = p.Card(code); err != nil {
			return nil, err
		}
	}
	slices.SortFunc(cards, ByCode)
	return cards, nil
}

// Themes are the themes of cards, in the order in which they first come.
func Themes(cards []Card) (themes []string) {
	for _, c := range cards {
		if !slices.Contains(themes, c.Theme) {
			themes = append(themes, c.Theme)
		}
	}
	return themes
}

// ByCode orders cards by code, numbers by their value.
func ByCode(a, b Card) int {
	kindA, restA, _ := strings.Cut(a.Code, "-")
	kindB, restB, _ := strings.Cut(b.Code, "-")
	numberA, _ := strconv.Atoi(restA)
	numberB, _ := strconv.Atoi(restB)
	return cmp.Or(strings.Compare(kindA, kindB), cmp.Compare(numberA, numberB), strings.Compare(restA, restB))
}

// Card reads one concept card. The error tells that there is none, or what is missing in it.
func (p *Pack) Card(code string) (Card, error) {
	src, err := p.readFile(CardFolder, code)
	if err != nil {
		return Card{}, fmt.Errorf("Kartu %s tidak ada. Daftarnya: mufakat konsep.", code)
	}
	return readCard(code, clean.Text(string(src)))
}

// readCard reads front matter ("kode: …", "tema: …"), the title, and the rest.
func readCard(code, text string) (Card, error) {
	card := Card{Code: code}
	front, rest, found := strings.Cut(strings.TrimPrefix(text, "---\n"), "\n---\n")
	if !found || !strings.HasPrefix(text, "---\n") {
		return card, fmt.Errorf("Kartu %s.md harus dibuka dengan --- , baris kode dan tema, lalu --- .", code)
	}
	for line := range strings.Lines(front) {
		name, value, _ := strings.Cut(line, ":")
		value = strings.TrimSpace(value)
		switch strings.TrimSpace(name) {
		case "kode":
			if value != code {
				return card, fmt.Errorf("Kartu %s.md menyebut kode %s. Samakan kode dengan nama berkas.", code, value)
			}
		case "tema":
			card.Theme = value
		}
	}
	title, body, _ := strings.Cut(strings.TrimSpace(rest), "\n")
	title, isHeading := strings.CutPrefix(title, "# ")
	if !isHeading {
		return card, fmt.Errorf("Kartu %s.md belum berjudul. Tulis # dan judulnya di bawah kepala berkas.", code)
	}
	card.Title, card.Markdown = strings.TrimSpace(title), strings.TrimSpace(body)
	if card.Markdown == "" {
		return card, errors.New("Kartu " + code + ".md masih kosong di bawah judulnya.")
	}
	return card, nil
}
