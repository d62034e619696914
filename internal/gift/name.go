package gift

import (
	"strings"
	"unicode/utf8"
)

// The lengths of names in Moodle, in characters.
const (
	derivedName = 80  // of a name that is the beginning of the question's text
	maxName     = 255 // of any
)

// deriveName makes a name of a question's text, as Moodle does where the author gave none. It may be empty.
func deriveName(text string) string { return cleanName(shorten(stripTags(text), derivedName)) }

// cleanName makes a name that Moodle stores: without tags and not too long. Cleaning it again changes nothing.
func cleanName(name string) string {
	for {
		before := name
		name = trim(stripTags(strings.ReplaceAll(name, "\x00", "")))
		if utf8.RuneCountInString(name) > maxName {
			name = shorten(name, maxName-4)
		}
		if name == before {
			return name
		}
	}
}

// stripTags removes HTML tags and comments as PHP's strip_tags does: "<" begins one unless a blank follows, and one that
// never ends takes the rest of the text with it.
func stripTags(s string) string {
	if strings.IndexByte(s, '<') < 0 {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		if s[i] != '<' || i+1 < len(s) && strings.IndexByte(" \t\n\v\f\r", s[i+1]) >= 0 {
			b.WriteByte(s[i])
			i++
			continue
		}
		i = tagEnd(s, i)
	}
	return b.String()
}

// tagEnd is the index behind the tag that begins at index i. A ">" within quotation marks or within an inner tag does not
// end it.
func tagEnd(s string, i int) int {
	if strings.HasPrefix(s[i:], "<!--") {
		if end := strings.Index(s[i+len("<!--"):], "-->"); end >= 0 {
			return i + len("<!--") + end + len("-->")
		}
		return len(s)
	}
	depth := 0
	quote := byte(0)
	for i++; i < len(s); i++ {
		switch c := s[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '<':
			depth++
		case c == '>':
			if depth--; depth < 0 {
				return i + 1
			}
		}
	}
	return len(s)
}

// shorten cuts a text that has more than limit characters to that length, and marks that with "...".
func shorten(s string, limit int) string {
	const ending = "..."
	n, end := 0, 0
	for i := range s {
		if n == limit-len(ending) {
			end = i
		}
		if n++; n > limit {
			return s[:end] + ending
		}
	}
	return s
}
