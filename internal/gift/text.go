package gift

import (
	"strings"

	"mufakat/internal/quiz"
)

// isBlank tells whether Moodle trims a character: PHP's blanks, among which a no-break space is not.
func isBlank(c byte) bool {
	return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\v' || c == 0
}

// escaped are the characters that a backslash goes with; with any other character it is a backslash.
const escaped = `\:#={}~n`

func trim(s string) string { return trimRight(trimLeft(s)) }

func trimLeft(s string) string {
	for s != "" && isBlank(s[0]) {
		s = s[1:]
	}
	return s
}

func trimRight(s string) string {
	for s != "" && isBlank(s[len(s)-1]) {
		s = s[:len(s)-1]
	}
	return s
}

// escapeAt tells whether an escape of two characters stands at index i.
func escapeAt(s string, i int) bool {
	return s[i] == '\\' && i+1 < len(s) && strings.IndexByte(escaped, s[i+1]) >= 0
}

// unescape turns escapes into what they stand for.
func unescape(s string) string {
	if strings.IndexByte(s, '\\') < 0 {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		c := s[i]
		if escapeAt(s, i) {
			i++
			if c = s[i]; c == 'n' {
				c = '\n'
			}
		}
		b.WriteByte(c)
	}
	return b.String()
}

// piece is a stretch of a block's text, and where in the block it begins. It never begins or ends within an escape.
type piece struct {
	text string
	at   int
}

func (p piece) from(i int) piece { return piece{p.text[i:], p.at + i} }
func (p piece) to(i int) piece   { return piece{p.text[:i], p.at} }

func (p piece) trim() piece {
	left := trimLeft(p.text)
	return piece{trimRight(left), p.at + len(p.text) - len(left)}
}

// isEscaped tells whether the character at index i is the second one of an escape: an odd number of backslashes stands before
// it. s must not begin within an escape.
func isEscaped(s string, i int) bool {
	n := i
	for n > 0 && s[n-1] == '\\' {
		n--
	}
	return (i-n)%2 == 1
}

// index is where the first unescaped control character of the given kind stands; -1 where none does.
func (p piece) index(control byte) int {
	for from := 0; ; {
		i := strings.IndexByte(p.text[from:], control)
		if i < 0 {
			return -1
		}
		if i += from; !isEscaped(p.text, i) {
			return i
		}
		from = i + 1
	}
}

// indexEither is where the first of two control characters stands unescaped, at index from or behind it; -1 where none does.
func (p piece) indexEither(a, b byte, from int) int {
	for i := from; i < len(p.text); i++ {
		if c := p.text[i]; (c == a || c == b) && !isEscaped(p.text, i) {
			return i
		}
	}
	return -1
}

// cut is what stands before and behind the first of a control character.
func (p piece) cut(control byte) (before, after piece, found bool) {
	i := p.index(control)
	if i < 0 {
		return p, p.from(len(p.text)), false
	}
	return p.to(i), p.from(i + 1), true
}

// split is what stands between a control character.
func (p piece) split(control byte) (parts []piece) {
	for {
		before, after, found := p.cut(control)
		parts = append(parts, before)
		if !found {
			return parts
		}
		p = after
	}
}

// titleEnd is where the first unescaped "::" stands; -1 where none does.
func (p piece) titleEnd() int {
	for from := 0; ; {
		i := p.from(from).index(':')
		if i < 0 {
			return -1
		}
		if from += i; strings.HasPrefix(p.text[from+1:], ":") {
			return from
		}
		from++
	}
}

// generalMark begins the feedback for everybody.
const generalMark = "####"

// lastGeneral is where the last unescaped "####" stands; -1 where none does.
func (p piece) lastGeneral() int {
	for s := p.text; ; {
		i := strings.LastIndex(s, generalMark)
		if i < 0 || !isEscaped(s, i) {
			return i
		}
		s = s[:i+len(generalMark)-1]
	}
}

// endsInBrace tells whether the last character is an unescaped "}".
func endsInBrace(s string) bool {
	return strings.HasSuffix(s, "}") && !isEscaped(s, len(s)-1)
}

// plain is the piece as text without a format.
func (p piece) plain() string { return trim(unescape(p.text)) }

// formatted is the piece as text. Its format stands in front, in brackets, or is the inherited one.
func (p piece) formatted(inherited quiz.Format) quiz.Text {
	format, rest := formatOf(p.text, inherited)
	return quiz.Text{Source: trim(unescape(rest)), Format: format}
}

// formatOf reads the format that a text begins with; it is the inherited one where there is none, and the rest all of it.
func formatOf(s string, inherited quiz.Format) (format quiz.Format, rest string) {
	if name, rest, found := strings.Cut(s, "]"); found && strings.HasPrefix(name, "[") {
		switch f := quiz.Format(name[1:]); f {
		case quiz.Moodle, quiz.HTML, quiz.Plain, quiz.Markdown:
			return f, rest
		}
	}
	return inherited, s
}
