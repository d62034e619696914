package gift

import (
	"fmt"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"mufakat/internal/clean"
	"mufakat/internal/diagnostic"
)

// reader reads a bank block by block.
type reader struct {
	name string
	bank *Bank
	path string         // the category that holds, as Moodle knows it
	show string         // … and as people read it
	ids  map[key]int    // the line of each id in its category …
	all  map[string]int // … and of each id
	open *openBlock     // a block whose "{" was not closed, as long as a later block may close it
	told diagnostic.Counts
	more int // findings that were one too many to be told

	described bool // it was told that descriptions are not asked

	starts  []int           // for the next block to use again
	answers map[string]bool // likewise

	severities map[diagnostic.Code]diagnostic.Severity
}

// key is an id within its category.
type key struct{ path, id string }

// openBlock is a question whose answers begin and never end in its block.
type openBlock struct {
	finding int // index in the bank's findings
	next    int // the line that ended the block
}

// line is one line of the file.
type line struct {
	number int
	source string
	text   string // trimmed
}

// block is the lines between two blank ones.
type block struct {
	r        *reader
	lines    []line
	text     string // of the lines, each trimmed, comments being a blank
	starts   []int  // where in text each line begins
	told     diagnostic.Counts
	more     int  // findings that were one too many to be told
	unfit    bool // one of them was a galat
	comments []string
}

// The limits of what one file can make the reader keep.
const (
	maxBlocks   = 50_000
	maxFindings = 1_000 // of one severity that are told
	maxPerBlock = 20    // … about one block
)

// read reads a text.
func (r *reader) read(text string) {
	var lines []line
	number, blocks := 0, 0
	for source := range strings.SplitSeq(text, "\n") {
		number++
		l := line{number, source, trim(source)}
		if l.text == "" || l.text == "0" { // PHP takes the text "0" for nothing
			if l.text == "0" {
				r.reportLine(ZeroLine, l, "Moodle menganggap baris yang hanya berisi 0 sebagai baris kosong, jadi soal berakhir di sini.",
					"Gabungkan dengan baris lain, atau tulis misalnya “0.” atau “nol”.")
			}
			if len(lines) > 0 {
				if blocks++; blocks > maxBlocks {
					r.reportLine(TooBig, lines[0], fmt.Sprintf("Berkas ini berisi lebih dari %d blok; sisanya tidak dibaca.", maxBlocks), "Pecah menjadi beberapa berkas.")
					lines = nil
					break
				}
				r.block(lines, number)
			}
			lines = lines[:0]
			continue
		}
		if looksBlank(l.text) {
			r.reportLine(HiddenBlank, l, "Baris ini tampak kosong, tetapi berisi spasi khusus yang tidak memisahkan soal.", "Kosongkan baris ini sama sekali.")
		}
		lines = append(lines, l)
	}
	if len(lines) > 0 {
		r.block(lines, number+1)
	}
	if n := len(r.bank.Findings); r.more > 0 {
		r.bank.Findings[n-1].Message += fmt.Sprintf(" (Masih ada %d temuan lagi dalam berkas ini.)", r.more)
	}
	hasItem := slices.ContainsFunc(r.bank.Entries, func(e Entry) bool { return e.Kind == Item })
	if !hasItem && len(r.bank.failures) == 0 {
		r.reportLine(NoQuestions, line{number: 1}, "Berkas ini tidak berisi soal.", "Tulis setiap soal sebagai satu blok; blok dipisahkan baris kosong.")
	}
}

// looksBlank tells whether a line shows nothing.
func looksBlank(s string) bool {
	if s[0] > ' ' && s[0] < 0x7f { // nearly always
		return false
	}
	return !strings.ContainsFunc(s, func(r rune) bool { return clean.Visible(r) && !unicode.IsSpace(r) })
}

// reportLine reports a finding about a whole line.
func (r *reader) reportLine(code diagnostic.Code, l line, message, proposal string) {
	r.add(diagnostic.Diagnostic{Place: diagnostic.Place{Line: l.number, Column: 1}, Width: utf8.RuneCountInString(l.source),
		Code: code, Message: message, Proposal: proposal, Source: l.source})
}

func (r *reader) add(d diagnostic.Diagnostic) {
	d.File, d.Severity, d.Width = r.name, r.severities[d.Code], max(1, d.Width)
	if r.told[d.Severity] == maxFindings {
		r.more++
		return
	}
	r.told[d.Severity]++
	r.bank.Findings = append(r.bank.Findings, d)
}

// block reads the lines between two blank ones; next is the number of the latter.
func (r *reader) block(lines []line, next int) {
	b := &block{r: r, lines: lines, starts: r.starts[:0]}
	size := 0
	for _, l := range lines {
		size += len(l.text) + 1
	}
	var text strings.Builder
	text.Grow(size)
	for i, l := range lines {
		if i > 0 {
			text.WriteByte('\n')
		}
		b.starts = append(b.starts, text.Len())
		if rest, found := strings.CutPrefix(l.text, "//"); found {
			b.comments = append(b.comments, rest)
			text.WriteByte(' ')
		} else {
			text.WriteString(l.text)
		}
	}
	b.text, r.starts = text.String(), b.starts
	entry := Entry{Line: lines[0].number}
	switch whole := (piece{b.text, 0}).trim(); {
	case whole.text == "":
		entry.Kind, entry.Comments = Remark, b.comments
		r.bank.Entries = append(r.bank.Entries, entry)
	case strings.HasPrefix(whole.text, categoryMark):
		b.category(&entry, whole.from(len(categoryMark)))
		r.bank.Entries = append(r.bank.Entries, entry)
	default:
		entry.Kind, entry.written = Item, &written{}
		b.directives(&entry)
		if b.question(&entry, whole, next) {
			b.register(&entry)
			entry.Broken = b.unfit
			r.bank.Entries = append(r.bank.Entries, entry)
		}
	}
	if b.more > 0 {
		last := &r.bank.Findings[len(r.bank.Findings)-1]
		last.Message += fmt.Sprintf(" (Masih ada %d temuan lagi tentang soal ini.)", b.more)
	}
}

// fail notes that Moodle refuses the block.
func (b *block) fail(key, text string) {
	b.r.bank.failures = append(b.r.bank.failures, failure{b.lines[0].number, key, text})
}

// report reports a finding about a stretch of the block's text.
func (b *block) report(code diagnostic.Code, about piece, message, proposal string) {
	if b.admits(code) {
		first, _, _ := strings.Cut(about.text, "\n")
		l, column := b.place(about.at)
		b.add(code, l, column, utf8.RuneCountInString(first), message, proposal)
	}
}

// admits counts a finding, and tells whether it is one to tell: not one too many.
func (b *block) admits(code diagnostic.Code) bool {
	severity := b.r.severities[code]
	b.unfit = b.unfit || severity == diagnostic.Error
	if b.told[severity] == maxPerBlock {
		b.more++
		return false
	}
	b.told[severity]++
	return true
}

func (b *block) add(code diagnostic.Code, l line, column, width int, message, proposal string) {
	b.r.add(diagnostic.Diagnostic{Place: diagnostic.Place{Line: l.number, Column: column}, Width: width, Code: code, Message: message, Proposal: proposal, Source: l.source})
}

// seen is an empty set of answers.
func (b *block) seen() map[string]bool {
	clear(b.r.answers)
	return b.r.answers
}

// place is the line and the column where a byte of the block's text stands.
func (b *block) place(at int) (line, int) {
	i := max(0, sort.SearchInts(b.starts, at+1)-1)
	l := b.lines[i]
	indent := len(l.source) - len(trimLeft(l.source))
	return l, utf8.RuneCountInString(l.source[:min(len(l.source), indent+at-b.starts[i])]) + 1
}

// commentLine is the line of the n-th comment, and where in it the comment's text begins, as a column.
func (b *block) commentLine(n int) (l line, column int) {
	for _, l := range b.lines {
		if strings.HasPrefix(l.text, "//") {
			if n == 0 {
				return l, utf8.RuneCountInString(l.source[:strings.Index(l.source, "//")]) + len("//") + 1
			}
			n--
		}
	}
	return b.lines[0], 1
}
