// Package itemtext makes Markdown of the texts of questions, in whichever of Moodle's formats their author wrote them, so
// that one way of drawing serves for all. What it returns is clean: no entity brings in what a terminal would obey.
package itemtext

import (
	"regexp"
	"strconv"
	"strings"
	"sync"

	"mufakat/internal/clean"
	"mufakat/internal/quiz"
)

// Markdown is a text as Markdown. Images of HTML are told by their description. What Markdown itself holds stays as it is.
func Markdown(t quiz.Text) string {
	switch {
	case t.Format == quiz.Markdown:
		return withoutHidden(t.Source)
	case t.Format == quiz.HTML:
		return fromHTML(t.Source)
	case t.Format != quiz.Plain && patterns().markup.MatchString(t.Source):
		return fromHTML(brokenLines(t.Source))
	}
	return fromPlain(t.Source)
}

// patterns are made at first use, because start-up pays for what is made before.
var patterns = sync.OnceValue(func() (p struct{ markup, betweenTags, beforeTag, behindTag, reference, tag, unseen, image, alt, entity *regexp.Regexp }) {
	p.markup = regexp.MustCompile(`</?[a-zA-Z][^>]*>|<!--|&#?[0-9a-zA-Z]+;`)
	p.betweenTags = regexp.MustCompile(`>\s+<`)
	p.beforeTag = regexp.MustCompile(`[\n\r]<`)
	p.behindTag = regexp.MustCompile(`>[\n\r]`)
	p.reference = regexp.MustCompile(`&#(?:[xX][0-9a-fA-F]+|[0-9]+);`)
	p.entity = regexp.MustCompile(`&(?:amp|#38|#[xX]26);(#?[0-9a-zA-Z]+;)`)
	p.unseen = regexp.MustCompile(`(?is)<script\b.*?</script\s*>|<style\b.*?</style\s*>|<!--.*?-->`)
	p.tag = regexp.MustCompile(`</?[a-zA-Z!](?:[^>"']|"[^"]*"|'[^']*')*>`)
	p.image = regexp.MustCompile(`(?i)<img\b(?:[^>"']|"[^"]*"|'[^']*')*>`)
	p.alt = regexp.MustCompile(`(?i)\balt\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))`)
	return p
})

// brokenLines is a text in Moodle's own format, which holds HTML, with its line breaks as Moodle makes them: those at a tag are
// blanks, all others breaks (text_to_html in Moodle's weblib.php).
func brokenLines(source string) string {
	p := patterns()
	source = p.betweenTags.ReplaceAllString(source, "><")
	source = p.beforeTag.ReplaceAllString(source, " <")
	source = p.behindTag.ReplaceAllString(source, "> ")
	return strings.ReplaceAll(source, "\n", "<br>\n")
}

// fromPlain is text without any marks: its lines stay lines, a blank line makes a paragraph.
func fromPlain(source string) string {
	var b strings.Builder
	blank := false
	for line := range strings.Lines(source) {
		line = strings.TrimSpace(line)
		switch {
		case line == "":
			blank = true
			continue
		case b.Len() == 0:
		case blank:
			b.WriteString("\n\n")
		default:
			b.WriteString("  \n")
		}
		blank = false
		escape(&b, line)
	}
	return b.String()
}

// What Markdown would take for a mark: anywhere, and where a line begins.
const (
	marks      = "\\`*_[]<>|~"
	blockMarks = "#+-=:"
)

// escape writes a line so that Markdown shows it as it is.
func escape(b *strings.Builder, line string) {
	digits := len(line) - len(strings.TrimLeft(line, "0123456789"))
	for i := range len(line) {
		c := line[i]
		switch {
		case c == '&' && i+1 < len(line) && (line[i+1] == '#' || isLetter(line[i+1])):
			b.WriteString("&amp;") // a backslash would not outlast the resolving of entities
			continue
		case strings.IndexByte(marks, c) >= 0,
			i == 0 && strings.IndexByte(blockMarks, c) >= 0,
			digits > 0 && i == digits && (c == '.' || c == ')'):
			b.WriteByte('\\')
		}
		b.WriteByte(c)
	}
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// withoutHidden is Markdown without references to characters that a terminal would obey or hide.
func withoutHidden(source string) string {
	if !strings.Contains(source, "&#") {
		return source
	}
	return patterns().reference.ReplaceAllStringFunc(source, func(found string) string {
		digits, base := found[2:len(found)-1], 10
		if digits[0]|0x20 == 'x' {
			digits, base = digits[1:], 16
		}
		if code, err := strconv.ParseInt(digits, base, 32); err != nil || !clean.Visible(rune(code)) {
			return ""
		}
		return found
	})
}
