package quiz

import (
	"strings"

	"golang.org/x/text/unicode/norm"
)

// matches tells whether an answer is what the pattern describes: blanks around it, the case of letters, and how letters
// with marks are encoded do not matter. "*" stands for any characters, "\*" for a star.
func (p *Pattern) matches(answer string) bool {
	return matchParts(p.parts(), fold(strings.TrimSpace(answer)))
}

// parts are the stretches of the pattern between its stars; one where it has none.
func (p *Pattern) parts() []string {
	const star = "\x00" // in no text that people write
	text := strings.ReplaceAll(p.Text, `\*`, star)
	parts := strings.Split(text, "*")
	for i := range parts {
		parts[i] = fold(strings.ReplaceAll(parts[i], star, "*"))
	}
	return parts
}

// fold makes texts equal that differ only in case or encoding.
func fold(s string) string { return strings.ToLower(norm.NFC.String(s)) }

// matchParts tells whether text is the parts in their order, with anything between them. Taking each part as early as it
// comes is enough, so the time is that of reading the text.
func matchParts(parts []string, text string) bool {
	first, last := parts[0], parts[len(parts)-1]
	if len(parts) == 1 {
		return text == first
	}
	rest, found := strings.CutPrefix(text, first)
	if !found {
		return false
	}
	for _, part := range parts[1 : len(parts)-1] {
		if _, rest, found = strings.Cut(rest, part); !found {
			return false
		}
	}
	return strings.HasSuffix(rest, last)
}
