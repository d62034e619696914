package report

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"mufakat/internal/plaintext"
)

// lineWidth is the width of texts in columns, in characters.
const lineWidth = 76

// textLines is a text in columns as it is being written.
type textLines struct{ strings.Builder }

// line writes a line without the blanks at its end.
func (t *textLines) line(format string, args ...any) {
	t.WriteString(strings.TrimRight(fmt.Sprintf(format, args...), " ") + "\n")
}

// paragraph writes text behind a label; lines after the first stand below the text.
func (t *textLines) paragraph(label, text string) {
	width := utf8.RuneCountInString(label)
	for _, l := range plaintext.Wrap(text, lineWidth-width) {
		t.line("%s%s", label, l)
		label = strings.Repeat(" ", width)
	}
}
