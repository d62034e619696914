// Package plaintext makes text that needs no screen: Markdown without its marks, to be read aloud or kept, lines of a
// width, and numbers as Indonesian writes them.
package plaintext

import (
	"html"
	"regexp"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"mufakat/internal/clean"
)

// Lines is Markdown as lines to be read aloud: each paragraph, item and row of a table is one line, blocks have a
// blank line between them, marks are gone.
func Lines(markdown string) []string {
	var r reader
	for line := range strings.Lines(markdown) {
		r.line(strings.TrimRight(line, "\r\n"))
	}
	r.flush()
	return r.lines
}

// Line is Markdown as a single line.
func Line(markdown string) string {
	return strings.Join(strings.Fields(strings.Join(Lines(markdown), " ")), " ")
}

// block tells what a line of Markdown belongs to.
type block int

const (
	paragraph block = iota
	quotation
	item
	row
	code
)

// reader reads Markdown line by line.
type reader struct {
	lines  []string
	open   []string // the lines of the paragraph or item at hand
	kind   block    // of open
	header []string // of the table at hand
	fenced bool
	last   block // the kind of what was written last
}

// flush writes the paragraph or item at hand.
func (r *reader) flush() {
	if len(r.open) > 0 {
		r.put(r.kind, inline(strings.Join(r.open, " ")))
		r.open = nil
	}
}

// put writes a finished line; items of a list and rows of a table and of code stay together.
func (r *reader) put(kind block, text string) {
	if text = strings.TrimSpace(text); text == "" {
		return
	}
	if len(r.lines) > 0 && (kind != r.last || kind == paragraph || kind == quotation) {
		r.lines = append(r.lines, "")
	}
	r.last = kind
	r.lines = append(r.lines, text)
}

// marks are the patterns of block marks; made at first use, because start-up pays for what is made before.
var marks = sync.OnceValue(func() (m struct{ fence, heading, item, rule, ruler *regexp.Regexp }) {
	m.fence = regexp.MustCompile("^ {0,3}(```|~~~)")
	m.heading = regexp.MustCompile(`^ {0,3}#{1,6}\s+(.*?)\s*#*$`)
	m.item = regexp.MustCompile(`^\s*([-*+]|\d{1,9}[.)])\s+(.*)$`)
	m.rule = regexp.MustCompile(`^ {0,3}([-*_])(\s*[-*_]){2,}\s*$`)
	m.ruler = regexp.MustCompile(`^\s*\|?[\s:|-]*-[\s:|-]*$`)
	return m
})

func (r *reader) line(line string) {
	m := marks()
	if m.fence.MatchString(line) {
		r.flush()
		r.fenced = !r.fenced
		return
	}
	if r.fenced {
		r.put(code, undrawn(line))
		return
	}
	kind := paragraph
	if text, quoted := strings.CutPrefix(strings.TrimLeft(line, " "), ">"); quoted {
		line, kind = strings.TrimLeft(text, " >"), quotation
	}
	line = strings.TrimSuffix(line, `\`) // a hard line break
	isRow := strings.HasPrefix(strings.TrimSpace(line), "|")
	if !isRow {
		r.header = nil
	}
	switch found := m.item.FindStringSubmatch(line); {
	case strings.TrimSpace(line) == "":
		r.flush()
	case m.heading.MatchString(line):
		r.flush()
		r.put(paragraph, inline(m.heading.FindStringSubmatch(line)[1]))
	case m.rule.MatchString(line):
		r.flush()
	case found != nil:
		r.flush()
		mark := "-"
		if number := strings.TrimRight(found[1], ".)"); number != found[1] {
			mark = number + "."
		}
		r.kind, r.open = item, []string{mark, found[2]}
	case isRow:
		r.flush()
		r.row(line, m.ruler.MatchString(line))
	default:
		if kind != r.kind && r.kind != item {
			r.flush()
		}
		if len(r.open) == 0 {
			r.kind = kind
		} // else it goes on with what is open
		r.open = append(r.open, strings.TrimSpace(line))
	}
}

// row writes a row of a table as "heading: cell; heading: cell"; the first row holds the headings.
func (r *reader) row(line string, ruler bool) {
	cells := tableCells(line)
	switch {
	case r.header == nil:
		r.header = cells
		return
	case ruler:
		return
	}
	var parts []string
	for i, cell := range cells {
		if cell != "" && i < len(r.header) && r.header[i] != "" {
			cell = r.header[i] + ": " + cell
		}
		if cell != "" {
			parts = append(parts, cell)
		}
	}
	r.put(row, strings.Join(parts, "; "))
}

// tableCells are the cells of a row of a table; an escaped bar is text.
func tableCells(line string) []string {
	const bar = "\x00"
	line = strings.ReplaceAll(strings.TrimSpace(line), `\|`, bar)
	line = strings.TrimSuffix(strings.TrimPrefix(line, "|"), "|")
	cells := strings.Split(line, "|")
	for i, cell := range cells {
		cells[i] = inline(strings.ReplaceAll(strings.TrimSpace(cell), bar, "|"))
	}
	return cells
}

// undrawn is a line of code without the signs that only draw: boxes, blocks, arrowheads.
func undrawn(line string) string {
	return strings.Join(strings.FieldsFunc(line, func(r rune) bool {
		return unicode.IsSpace(r) || r >= 0x2190 && r <= 0x21ff || r >= 0x2500 && r <= 0x25ff
	}), " ")
}

// inline is a line of Markdown without its marks: emphasis, code, links (their addresses stay where they can be typed),
// escapes and entities.
func inline(s string) string {
	var b strings.Builder
	stars, underscores := findEmphasis(s, '*'), findEmphasis(s, '_')
	for i := 0; i < len(s); {
		rest := s[i:]
		switch c := s[i]; {
		case c == '\\' && len(rest) > 1 && isMark(rest[1]):
			b.WriteByte(rest[1])
			i += 2
			continue
		case c == '*' || c == '_':
			n, e := runLength(rest), stars
			if c == '_' {
				e = underscores
			}
			if !e.marks(s, i, i+n) {
				b.WriteString(rest[:n])
			}
			i += n
			continue
		case c == '`':
			n := runLength(rest)
			if end := strings.Index(rest[n:], rest[:n]); end >= 0 {
				b.WriteString(strings.TrimSpace(rest[n : n+end]))
				i += n + end + n
				continue
			}
		case c == '[' || strings.HasPrefix(rest, "!["):
			if text, address, n := link(rest); n > 0 {
				b.WriteString(linkText(text, address))
				i += n
				continue
			}
		case c == '<':
			if end := strings.IndexByte(rest, '>'); end > 0 && isAddress(rest[1:end]) {
				b.WriteString(rest[1:end])
				i += end + 1
				continue
			}
		}
		_, size := utf8.DecodeRuneInString(rest)
		b.WriteString(rest[:size])
		i += size
	}
	return clean.Text(html.UnescapeString(b.String())) // an entity may stand for what a terminal would obey
}

// isMark tells whether a backslash before c only keeps it from being a mark.
func isMark(c byte) bool {
	return c < utf8.RuneSelf && (unicode.IsPunct(rune(c)) || unicode.IsSymbol(rune(c)))
}

// emphasis tells where in a text marks of emphasis may begin and end.
type emphasis struct{ firstOpening, lastClosing int }

// findEmphasis looks at the runs of one mark; without any, nothing is emphasised.
func findEmphasis(s string, mark byte) emphasis {
	e := emphasis{len(s), -1}
	for from := 0; from < len(s); from++ {
		if s[from] != mark {
			continue
		}
		to := from + runLength(s[from:])
		opens, closes := flanks(s, from, to)
		if opens {
			e.firstOpening = min(e.firstOpening, from)
		}
		if closes {
			e.lastClosing = from
		}
		from = to - 1
	}
	return e
}

// marks tells whether the stars or underscores s[from:to] are marks: they open what another run closes, or the reverse.
func (e emphasis) marks(s string, from, to int) bool {
	opens, closes := flanks(s, from, to)
	return opens && e.lastClosing >= to || closes && e.firstOpening < from
}

// runLength is how often the first sign of s is repeated at its beginning.
func runLength(s string) int { return len(s) - len(strings.TrimLeft(s, s[:1])) }

// flanks tells whether the stars or underscores s[from:to] stand where marks open and where they close: touching a word.
// Underscores inside a word do neither.
func flanks(s string, from, to int) (opens, closes bool) {
	before, _ := utf8.DecodeLastRuneInString(s[:from])
	after, _ := utf8.DecodeRuneInString(s[to:])
	isWord := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	if s[from] == '_' && isWord(before) && isWord(after) {
		return false, false
	}
	return to < len(s) && !unicode.IsSpace(after), from > 0 && !unicode.IsSpace(before)
}

// link reads "[text](address)" or "![text](address)" at the beginning of s; n is its length, 0 where there is none.
func link(s string) (text, address string, n int) {
	open := strings.IndexByte(s, '[')
	middle := strings.Index(s, "](")
	if middle < 0 {
		return "", "", 0
	}
	end := strings.IndexByte(s[middle:], ')')
	if end < 0 {
		return "", "", 0
	}
	return s[open+1 : middle], s[middle+2 : middle+end], middle + end + 1
}

func linkText(text, address string) string {
	text = inline(text)
	address, _, _ = strings.Cut(strings.Trim(strings.TrimSpace(address), "<>"), " ") // without a title
	if !isAddress(address) || text == address {
		return text
	}
	return text + " (" + address + ")"
}

func isAddress(s string) bool {
	return strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "https://") || strings.HasPrefix(s, "mailto:")
}
