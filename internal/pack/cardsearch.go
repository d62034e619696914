package pack

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"mufakat/internal/plaintext"
)

// CardSearch finds concept cards by words.
type CardSearch struct{ cards []searchedCard }

// searchedCard is a card as it is searched: all but what is shown is folded.
type searchedCard struct {
	card  Card
	code  string
	title []string // word by word, as are the others
	theme []string
	text  []searchedLine
}

// searchedLine is a paragraph, an item or a row of a card's text.
type searchedLine struct{ shown, folded []string }

// CardHit is a card that was found.
type CardHit struct {
	Card
	Excerpt string // of the text, around what was found only there; empty where code, title and theme have all the words
}

// NewCardSearch prepares the search of some cards, which are found in this order where they fit equally well.
func NewCardSearch(cards []Card) *CardSearch {
	s := &CardSearch{make([]searchedCard, len(cards))}
	for i, c := range cards {
		searched := searchedCard{card: c, code: fold(c.Code), title: strings.Fields(fold(c.Title)), theme: strings.Fields(fold(c.Theme))}
		for _, line := range plaintext.Lines(c.Markdown) {
			shown := strings.Fields(strings.TrimPrefix(line, "- ")) // a list's mark says nothing in an excerpt
			folded := make([]string, len(shown))
			for k, word := range shown {
				folded[k] = fold(word)
			}
			searched.text = append(searched.text, searchedLine{shown, folded})
		}
		s.cards[i] = searched
	}
	return s
}

// fold is a text as it is compared: in lower case, without accents, with one kind of dash and of apostrophe.
func fold(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Mn, r):
			return -1 // an accent, which NFD has set apart from its letter
		case unicode.Is(unicode.Pd, r):
			return '-'
		case r == '’' || r == '‘':
			return '\''
		}
		return r
	}, norm.NFD.String(strings.ToLower(text)))
}

// Find returns the cards that have all words of a query, or parts of words like them, the best first: those that have them in
// the code, then in the title, the theme, the text; the beginning of a word counts more than its inside. Without any word it
// returns all cards.
func (s *CardSearch) Find(query string) []CardHit {
	words := strings.Fields(fold(query))
	type ranked struct {
		CardHit
		rank int
	}
	var found []ranked
	for i := range s.cards {
		if excerpt, rank, fits := s.cards[i].find(words); fits {
			found = append(found, ranked{CardHit{s.cards[i].card, excerpt}, rank})
		}
	}
	slices.SortStableFunc(found, func(a, b ranked) int { return cmp.Compare(a.rank, b.rank) })
	hits := make([]CardHit, len(found))
	for i, f := range found {
		hits[i] = f.CardHit
	}
	return hits
}

// The places where a word may be found, the best first. It is one more where a word of the card has it only inside.
const (
	isCode  = 0
	inCode  = 1
	inTitle = 2
	inTheme = 4
	inText  = 6
)

// find looks for all the words. The rank is the sum of their places.
func (c *searchedCard) find(words []string) (excerpt string, rank int, fits bool) {
	for _, word := range words {
		place, found := c.findInHead(word)
		if !found {
			var around string
			if around, place, found = c.findInText(word); !found {
				return "", 0, false
			}
			excerpt = cmp.Or(excerpt, around)
		}
		rank += place
	}
	return excerpt, rank, true
}

// findInHead looks for a word in code, title and theme. A code may be typed without its hyphen.
func (c *searchedCard) findInHead(word string) (place int, found bool) {
	bare := strings.ReplaceAll(c.code, "-", "")
	switch {
	case word == c.code || word == bare:
		return isCode, true
	case strings.Contains(c.code, word) || strings.Contains(bare, word):
		return inCode, true
	}
	if at, inside := spot(c.title, word); at >= 0 {
		return inTitle + inside, true
	}
	if at, inside := spot(c.theme, word); at >= 0 {
		return inTheme + inside, true
	}
	return 0, false
}

// findInText looks for a word in the text, preferably where one begins like it.
func (c *searchedCard) findInText(word string) (excerpt string, place int, found bool) {
	for _, line := range c.text {
		at, inside := spot(line.folded, word)
		if at >= 0 && (!found || inside == 0) {
			excerpt, place, found = line.excerpt(at), inText+inside, true
		}
		if at >= 0 && inside == 0 {
			break
		}
	}
	return excerpt, place, found
}

// spot is the index of the first of some words in which the wanted one begins, at its start or behind a sign; or else of the
// first that has it inside, and then inside is 1; at is -1 where there is none.
func spot(words []string, wanted string) (at, inside int) {
	at = -1
	for i, word := range words {
		start := strings.Index(word, wanted)
		if start < 0 {
			continue
		}
		before, _ := utf8.DecodeLastRuneInString(word[:start])
		if !unicode.IsLetter(before) && !unicode.IsDigit(before) { // nor is it before the first letter
			return i, 0
		}
		if at < 0 {
			at, inside = i, 1
		}
	}
	return at, inside
}

// The most characters of an excerpt: before the word that was found, so that it is seen on a narrow screen, and in all.
const (
	excerptBefore = 24
	excerptLength = 110
)

// excerpt is what stands around a word of the line.
func (l searchedLine) excerpt(at int) string {
	width := func(i int) int { return utf8.RuneCountInString(l.shown[i]) + 1 }
	first, last := at, at+1
	before := 0
	for first > 0 && before+width(first-1) <= excerptBefore {
		first--
		before += width(first)
	}
	length := before + width(at)
	for last < len(l.shown) && length+width(last) <= excerptLength {
		length += width(last)
		last++
	}
	text := strings.Join(l.shown[first:last], " ")
	if first > 0 {
		text = "… " + text
	}
	if last < len(l.shown) {
		text += " …"
	}
	return text
}
