// Package diagnostic holds what is told to authors about their texts: findings, each with its place, a stable code, what is
// wrong and what to do.
package diagnostic

import (
	"cmp"
	"fmt"
	"strings"
	"unicode"

	"mufakat/internal/clean"
)

// Severity tells how bad a finding is.
type Severity int

// The severities, the worst first.
const (
	Error      Severity = iota // galat: what it is about cannot be used as it is
	Warning                    // peringatan: it can be used, but is probably not what was meant
	Suggestion                 // saran: it could be better
)

// String is the severity as users read it: "galat", "peringatan" or "saran".
func (s Severity) String() string {
	return [...]string{"galat", "peringatan", "saran"}[s]
}

// Code names a kind of finding. It never changes its meaning; the authors' guide (content/README.md) explains each.
type Code string

// Explanation is what a table of codes says of one.
type Explanation struct {
	Code     Code
	Severity Severity
	Title    string // a few words of Indonesian
}

// Place is a position in the author's file: line and column count from 1, columns in characters.
type Place struct {
	Line, Column int
}

// Diagnostic is one finding about a text.
type Diagnostic struct {
	File     string
	Place    Place
	Width    int // characters from Place on that the finding is about, at least 1
	Code     Code
	Severity Severity
	Message  string // one sentence: what is wrong
	Proposal string // one sentence: what to do; may be empty
	Source   string // the author's line
}

// Compare orders findings about one file by their place.
func Compare(a, b Diagnostic) int {
	return cmp.Or(a.Place.Line-b.Place.Line, a.Place.Column-b.Place.Column, cmp.Compare(a.Code, b.Code))
}

// BySeverity orders findings for an author to work through: the worst first, then by file and place.
func BySeverity(a, b Diagnostic) int {
	return cmp.Or(cmp.Compare(a.Severity, b.Severity), cmp.Compare(a.File, b.File), a.Place.Line-b.Place.Line, a.Place.Column-b.Place.Column)
}

// Counts are numbers of findings by severity: an index is a [Severity].
type Counts [Suggestion + 1]int

// Count counts findings by severity.
func Count(findings []Diagnostic) Counts {
	var n Counts
	for _, d := range findings {
		n[d.Severity]++
	}
	return n
}

// String renders the finding as "berkas:baris:kolom: tingkat KODE: kalimat", then the author's line, a caret line and
// the proposal. It does not end in a newline.
func (d Diagnostic) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s:%d:%d: %s %s: %s", clean.Line(d.File), d.Place.Line, d.Place.Column, d.Severity, d.Code, d.Message)
	if strings.TrimSpace(d.Source) != "" {
		line, caret := excerpt(d.Source, d.Place.Column-1, d.Width)
		fmt.Fprintf(&b, "\n    %s\n    %s", line, caret)
	}
	if d.Proposal != "" {
		fmt.Fprintf(&b, "\n    %s", d.Proposal)
	}
	return b.String()
}

// excerptWidth is how many characters of a long line an excerpt shows.
const excerptWidth = 72

// excerpt returns the part of the line around the characters [column, column+width) and the line of carets below it.
func excerpt(line string, column, width int) (shown, caret string) {
	runes := []rune(strings.TrimRight(line, " \t"))
	column = min(column, len(runes))
	end := min(column+max(width, 1), max(len(runes), column+1))
	from, to := 0, len(runes)
	if len(runes) > excerptWidth {
		from = max(0, min(column-excerptWidth/3, len(runes)-excerptWidth))
		to = min(len(runes), from+excerptWidth)
	}
	var text, marks strings.Builder
	if from > 0 {
		text.WriteString("…")
		marks.WriteString(" ")
	}
	for i := from; i < to; i++ {
		sign := cells(runes[i])
		text.WriteString(sign.text)
		mark := " "
		if i >= column && i < end {
			mark = "^"
		}
		marks.WriteString(strings.Repeat(mark, sign.width))
	}
	if column >= len(runes) {
		marks.WriteString("^")
	}
	if to < len(runes) {
		text.WriteString("…")
	}
	return text.String(), strings.TrimRight(marks.String(), " ")
}

type cell struct {
	text  string
	width int
}

// cells is how a character of the author's line is shown, and how many columns of a terminal it takes. What would
// disturb the terminal or the caret is shown as a sign of its own.
func cells(r rune) cell {
	switch {
	case r == '\t':
		return cell{"    ", 4}
	case !clean.Visible(r) || unicode.IsSpace(r) && unicode.IsControl(r) || r == '\u2028' || r == '\u2029':
		return cell{"·", 1}
	case unicode.Is(unicode.Mn, r):
		return cell{string(r), 0}
	case r >= 0x1100 && r <= 0x115f, r >= 0x2e80 && r <= 0xa4cf, r >= 0xac00 && r <= 0xd7a3, r >= 0xf900 && r <= 0xfaff,
		r >= 0xfe30 && r <= 0xfe6f, r >= 0xff00 && r <= 0xff60, r >= 0xffe0 && r <= 0xffe6, r >= 0x1f300 && r <= 0x1faff,
		r >= 0x20000 && r <= 0x3fffd:
		return cell{string(r), 2}
	}
	return cell{string(r), 1}
}
