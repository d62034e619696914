package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"

	"mufakat/internal/analysis"
	"mufakat/internal/clean"
	"mufakat/internal/ui"
	"mufakat/internal/widget"
)

// textWidth is the width of what is printed for people.
const textWidth = 76

// write puts text on standard output, all at once.
func (p *program) write(text string) error {
	if _, err := io.WriteString(p.out, text); err != nil {
		return cannot("Keluaran tidak dapat ditulis. Periksa tujuannya, misalnya apakah disknya penuh.")
	}
	return nil
}

// writeJSON puts a value on standard output as JSON. What a terminal would obey or hide stands as an escape, which means the
// same.
func (p *program) writeJSON(value any) error {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(value); err != nil {
		return err
	}
	var visible strings.Builder
	for _, r := range b.String() {
		switch {
		case clean.Visible(r) && (r < 0x7f || r > 0x9f):
			visible.WriteRune(r)
		case r > 0xffff:
			high, low := utf16.EncodeRune(r)
			fmt.Fprintf(&visible, `\u%04x\u%04x`, high, low)
		default:
			fmt.Fprintf(&visible, `\u%04x`, r)
		}
	}
	return p.write(visible.String())
}

// list is s, and never nil, which JSON would show as null.
func list[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}

// bounds is a range as JSON shows it beside a number that is not known exactly; nil, and then left out, where it is: what
// only the rounding of floats leaves open does not count.
func bounds(r analysis.Range) []float64 {
	if r.Hi-r.Lo < 1e-6 {
		return nil
	}
	return []float64{r.Lo, r.Hi}
}

// wrapped is text in lines of at most textWidth, broken at spaces only, each begun with indent.
func wrapped(text, indent string) string {
	var b strings.Builder
	column := textWidth
	for word := range strings.FieldsSeq(text) {
		width := ansi.StringWidth(word)
		switch {
		case column+1+width <= textWidth:
			b.WriteString(" ")
			column++
		case b.Len() > 0:
			b.WriteString("\n")
			fallthrough
		default:
			b.WriteString(indent)
			column = len(indent)
		}
		b.WriteString(word)
		column += width
	}
	return b.String() + "\n"
}

// markdownText draws Markdown as plain text.
func markdownText(source string) string {
	var b strings.Builder
	for line := range strings.Lines(ansi.Strip(widget.Markdown(source, textWidth, ui.Theme{}))) {
		b.WriteString(strings.TrimRight(line, " \n") + "\n")
	}
	return b.String()
}

// comma is the sign between the cells of a CSV file that --pemisah names. The error is a sentence.
func comma(separator string) (rune, error) {
	sign, size := utf8.DecodeRuneInString(separator)
	if size != len(separator) || !strings.ContainsRune(",;", sign) {
		return 0, cannot("Pemisah “%s” tidak bisa dipakai. Pakai koma atau titik koma, misalnya: --pemisah \";\"", separator)
	}
	return sign, nil
}
