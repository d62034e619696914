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

// CardInfo is one line of a list of concept cards.
type CardInfo struct {
	Code  string // the file's name, such as C-06
	Title string
	Theme string
}

// Card is a concept card.
type Card struct {
	CardInfo
	Markdown string // what stands below the title
}

// Cards lists the concept cards by code, numbers by their value.
func (p *Pack) Cards() ([]CardInfo, error) {
	codes, err := p.list(CardFolder)
	if err != nil {
		return nil, err
	}
	infos := make([]CardInfo, len(codes))
	for i, code := range codes {
		card, err := p.Card(code)
		if err != nil {
			return nil, err
		}
		infos[i] = card.CardInfo
	}
	slices.SortFunc(infos, ByCode)
	return infos, nil
}

// ByCode orders cards by code, numbers by their value.
func ByCode(a, b CardInfo) int {
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
	card := Card{CardInfo: CardInfo{Code: code}}
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
