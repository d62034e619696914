package casefile

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"mufakat/internal/clean"
)

// Severity tells how bad a finding is.
type Severity int

// The severities, the worst first.
const (
	Error      Severity = iota // galat: the case cannot be played as it is
	Warning                    // peringatan: playable, but probably not what was meant
	Suggestion                 // saran: could be better
)

// String is the severity as users read it: "galat", "peringatan" or "saran".
func (s Severity) String() string {
	return [...]string{"galat", "peringatan", "saran"}[s]
}

// Place is a position in the author's file: line and column count from 1, columns in characters.
type Place struct {
	Line, Column int
}

// Diagnostic is one finding about a case's text.
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

// reporter collects findings. A name that is wrong in many places is reported once, with the number of places.
type reporter struct {
	src    *source
	found  []Diagnostic
	count  int                // of what was reported, repeats included
	names  map[string]*repeat // by code and name
	crowds map[crowd]*repeat
}

// repeat is a finding that comes again: its index in found, and how many more there are that are not in found.
type repeat struct{ index, more int }

// at reports a finding about width characters from an offset in the normalised text on.
func (r *reporter) at(code Code, offset, width int, message, proposal string) {
	if r.admits(code, r.src.line(offset)+1) { // before its column is counted, which takes as long as its line is
		r.found = append(r.found, r.src.diagnose(code, r.src.place(offset), width, message, proposal))
	}
}

// in reports a finding about width characters from a place in the author's file on.
func (r *reporter) in(code Code, at Place, width int, message, proposal string) {
	if r.admits(code, at.Line) {
		r.found = append(r.found, r.src.diagnose(code, at, width, message, proposal))
	}
}

// admits counts a finding, and tells whether it is to be told: it is not one too many for its line.
func (r *reporter) admits(code Code, line int) bool {
	r.count++
	key := crowd{code, line}
	if r.crowds == nil {
		r.crowds = map[crowd]*repeat{}
	}
	if r.crowds[key] == nil {
		r.crowds[key] = &repeat{more: -maxPerLine}
	}
	alike := r.crowds[key]
	if alike.more++; alike.more > 0 {
		return false
	}
	alike.index = len(r.found)
	return true
}

// maxPerLine is how many findings of one kind about one line are told one by one; the others are only counted.
const maxPerLine = 3

// crowd is what the findings of one kind about one line have in common.
type crowd struct {
	code Code
	line int
}

// on reports a finding about a phrase.
func (r *reporter) on(code Code, p phrase, message, proposal string) {
	r.at(code, p.start(), p.width(), message, proposal)
}

// maxGuesses is for how many different names the nearest ones are looked for: a text with more is not one misspelt.
const maxGuesses = 200

// unknown reports a name that stands for nothing, once however often it comes. The proposal is the nearest of the
// candidates, which is returned, else the given one, else all of them if they are few.
func (r *reporter) unknown(code Code, p phrase, message string, candidates []string, proposal string) (guess string) {
	var near []string
	if len(r.names) < maxGuesses {
		near = Nearest(p.key(), candidates)
	}
	if len(near) > 0 {
		guess = near[0]
	}
	key := string(code) + p.key()
	if seen := r.names[key]; seen != nil {
		seen.more++
		r.count++
		return guess
	}
	if r.names == nil {
		r.names = map[string]*repeat{}
	}
	first := &repeat{index: len(r.found)}
	r.names[key] = first
	if len(near) > 0 {
		proposal = didYouMean(near)
	} else if proposal == "" && len(candidates) > 0 && len(candidates) <= 8 {
		proposal = "Yang ada: " + strings.Join(candidates, ", ") + "."
	}
	if r.on(code, p, message, proposal); len(r.found) == first.index {
		first.index = -1 // it was one too many for its line
	}
	return guess
}

// finish returns the findings in the order of the text.
func (r *reporter) finish() []Diagnostic {
	for _, c := range r.crowds {
		if c.more > 0 {
			r.found[c.index].Message += fmt.Sprintf(" (Di baris ini masih ada %d lagi yang serupa.)", c.more)
		}
	}
	for _, again := range r.names {
		if again.more > 0 && again.index >= 0 {
			r.found[again.index].Message += fmt.Sprintf(" (Juga di %d tempat lain.)", again.more)
		}
	}
	sortDiagnostics(r.found)
	return r.found
}

func sortDiagnostics(list []Diagnostic) {
	slices.SortStableFunc(list, func(a, b Diagnostic) int {
		return cmp.Or(a.Place.Line-b.Place.Line, a.Place.Column-b.Place.Column, cmp.Compare(a.Code, b.Code))
	})
}
