package casefile

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"mufakat/internal/clean"
)

// MaxSize is the size in bytes above which a file is refused.
const MaxSize = 4 << 20

// maxNesting is how many quotation and list marks may stand before a line's text. More of them are no text that anybody
// wrote, and would cost the Markdown library a stack as deep.
const maxNesting = 40

// source is the author's text in uniform spelling: UTF-8, lines that end in LF, blanks only as spaces, bullets only as
// hyphens, no comments. It has as many lines as the author's text, and every byte knows the column where it stood.
type source struct {
	name   string
	text   string
	starts []int // offset in text of every line
	lines  []sourceLine
	front  []span // the lines of the front matter, without its fences
	body   int    // offset in text where the front matter has ended
	hash   string
}

type sourceLine struct {
	original string // as the author wrote it
	text     string
	columns  []int32 // original column of every byte of text, and of its end; nil: as in text
}

// place is where a byte of the normalised text stood in the author's file.
func (s *source) place(offset int) Place {
	line := s.line(offset)
	return s.placeIn(line, offset-s.starts[line])
}

// line is the index of the line in which an offset lies.
func (s *source) line(offset int) int {
	return max(0, sort.SearchInts(s.starts, offset+1)-1)
}

// placeIn is the place of byte i of a line's normalised text.
func (s *source) placeIn(line, i int) Place {
	l := &s.lines[line]
	i = min(max(i, 0), len(l.text))
	if l.columns != nil {
		return Place{Line: line + 1, Column: int(l.columns[i])}
	}
	return Place{Line: line + 1, Column: utf8.RuneCountInString(l.text[:i]) + 1}
}

// diagnose makes a finding about a place in the author's file.
func (s *source) diagnose(code Code, at Place, width int, message, proposal string) Diagnostic {
	d := Diagnostic{File: s.name, Place: at, Width: max(width, 1), Code: code, Severity: SeverityOf(code), Message: message, Proposal: proposal}
	if at.Line >= 1 && at.Line <= len(s.lines) {
		d.Source = s.lines[at.Line-1].original
	}
	return d
}

// span is a stretch of the normalised text (or of a line): bytes start to stop.
type span struct{ start, stop int }

// at is a stretch of the normalised text.
func (s *source) at(sp span) string { return s.text[sp.start:sp.stop] }

// phrase joins stretches of the normalised text, which are lines or parts of lines.
func (s *source) phrase(spans ...span) phrase {
	if len(spans) == 1 {
		return phrase{s.at(spans[0]), []run{{0, spans[0].start}}}
	}
	var p phrase
	var b strings.Builder
	for i, sp := range spans {
		if i > 0 {
			b.WriteByte(' ')
		}
		p.runs = append(p.runs, run{b.Len(), sp.start})
		b.WriteString(s.at(sp))
	}
	p.text = b.String()
	return p
}

// newSource normalises a file. It returns false, with a finding reported, where there is no text to go on with.
func newSource(name string, raw []byte, rep *reporter) (*source, bool) {
	s := &source{name: name, starts: []int{0}, lines: make([]sourceLine, 1)}
	rep.src = s
	if len(raw) > MaxSize {
		size := fmt.Sprintf("%.1f MB", float64(len(raw))/(1<<20))
		if size == fmt.Sprintf("%d.0 MB", MaxSize>>20) {
			size = fmt.Sprintf("lebih dari %d MB", MaxSize>>20)
		}
		rep.at(TooBig, 0, 1, fmt.Sprintf("Berkas ini %s; sebuah kasus paling besar %d MB.", strings.Replace(size, ".", ",", 1), MaxSize>>20),
			"Pecah menjadi beberapa kasus, atau buang isi yang bukan teks.")
		return s, false
	}
	if clean.IsUTF16(raw) {
		rep.at(NotUTF8, 0, 1, "Berkas ini tersimpan sebagai UTF-16.", "Buka di penyunting teks, pilih Simpan Sebagai, lalu pilih pengodean UTF-8.")
		return s, false
	}
	if !utf8.Valid(raw) && bytes.IndexByte(raw, 0) >= 0 { // no writer of Windows-1252 types a zero
		rep.at(NotUTF8, 0, 1, "Berkas ini bukan teks, mungkin dokumen Word atau PDF yang hanya diganti namanya.",
			"Buka dengan program asalnya, salin isinya ke penyunting teks, lalu simpan sebagai .md.")
		return s, false
	}
	text, bad := decode(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(strings.TrimPrefix(string(raw), "\ufeff")))
	s.lines = splitLines(text)
	if bad >= 0 {
		s.reportEncoding(bad, rep)
	}
	s.cleanLines(rep)
	s.sum()
	s.dropComments(rep)
	front, body := s.frontMatter(rep)
	s.uniformMarks(body, rep)
	s.join()
	for i := front.start; i < front.stop; i++ {
		s.front = append(s.front, span{s.starts[i], s.starts[i] + len(s.lines[i].text)})
	}
	s.body = len(s.text)
	if body < len(s.lines) {
		s.body = s.starts[body]
	}
	return s, true
}

// windows1252 are the characters that Windows-1252 has in place of the control characters 0x80–0x9f.
const windows1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ"

// decode returns the text, with what is no UTF-8 read as Windows-1252, and the index of the first such character in
// the returned text; -1 where there is none.
func decode(raw string) (text string, bad int) {
	if utf8.ValidString(raw) {
		return raw, -1
	}
	high := []rune(windows1252)
	var b strings.Builder
	bad = -1
	for i := 0; i < len(raw); {
		r, size := utf8.DecodeRuneInString(raw[i:])
		if r == utf8.RuneError && size == 1 {
			if bad < 0 {
				bad = b.Len()
			}
			r = rune(raw[i])
			if r >= 0x80 && r < 0xa0 {
				r = high[r-0x80]
			}
		}
		b.WriteRune(r)
		i += size
	}
	return b.String(), bad
}

// reportEncoding reports that the character at index bad of the text is no UTF-8.
func (s *source) reportEncoding(bad int, rep *reporter) {
	for i := range s.lines {
		n := len(s.lines[i].original)
		if bad <= n {
			column := utf8.RuneCountInString(s.lines[i].original[:bad]) + 1
			rep.in(NotUTF8, Place{Line: i + 1, Column: column}, 1,
				"Berkas ini tidak tersimpan sebagai UTF-8, rupanya Windows-1252; inilah huruf pertama yang salah.",
				"Buka di penyunting teks, pilih Simpan Sebagai, lalu pilih pengodean UTF-8.")
			return
		}
		bad -= n + 1
	}
}

func splitLines(text string) []sourceLine {
	parts := strings.Split(text, "\n")
	lines := make([]sourceLine, len(parts))
	for i, p := range parts {
		lines[i] = sourceLine{original: p, text: p}
	}
	return lines
}

// cleanLines makes all blanks spaces and drops control characters and what is invisible.
func (s *source) cleanLines(rep *reporter) {
	var first Place
	dropped := 0
	for i := range s.lines {
		l := &s.lines[i]
		if !strings.ContainsFunc(l.text, needsCleaning) {
			continue
		}
		var b strings.Builder
		column, width := int32(1), 0
		l.columns = nil
		for _, r := range l.original {
			text := string(r)
			switch {
			case r == '\t':
				text = strings.Repeat(" ", 4-width%4)
			case isBlank(r):
				text = " "
			case needsCleaning(r):
				text = ""
				if dropped++; dropped == 1 {
					first = Place{Line: i + 1, Column: int(column)}
				}
			}
			for range len(text) {
				l.columns = append(l.columns, column)
			}
			b.WriteString(text)
			width += utf8.RuneCountInString(text)
			column++
		}
		l.columns = append(l.columns, column)
		l.text = b.String()
	}
	if dropped > 0 {
		rep.in(Invisible, first, 1,
			fmt.Sprintf("%d karakter kendali atau karakter tak terlihat dibuang; inilah yang pertama.", dropped),
			"Hapus dan ketik ulang bagian ini bila teksnya berasal dari salinan.")
	}
}

// isBlank tells whether r is white space; line ends have gone before.
func isBlank(r rune) bool { return unicode.IsSpace(r) }

func needsCleaning(r rune) bool {
	if r >= ' ' && r < 0x7f {
		return false
	}
	return !clean.Visible(r) || r == utf8.RuneError || isBlank(r)
}

// sum computes the hash: of the text as it reads, so that a BOM or other line ends change nothing.
func (s *source) sum() {
	h := sha256.New()
	for i := range s.lines {
		h.Write([]byte(s.lines[i].text))
		h.Write([]byte{'\n'})
	}
	s.hash = hex.EncodeToString(h.Sum(nil)[:16])
}

// join puts the lines together again.
func (s *source) join() {
	var b strings.Builder
	s.starts = s.starts[:0]
	for i := range s.lines {
		s.starts = append(s.starts, b.Len())
		b.WriteString(s.lines[i].text)
		b.WriteByte('\n')
	}
	s.text = b.String()
}

// keep drops everything of a line's text but the given stretches.
func (l *sourceLine) keep(stretches []span) {
	columns := l.columns
	if columns == nil {
		columns = make([]int32, 0, len(l.text)+1)
		column := int32(1)
		for _, r := range l.text {
			for range utf8.RuneLen(r) {
				columns = append(columns, column)
			}
			column++
		}
		columns = append(columns, column)
	}
	var b strings.Builder
	var kept []int32
	for _, sp := range stretches {
		b.WriteString(l.text[sp.start:sp.stop])
		kept = append(kept, columns[sp.start:sp.stop]...)
	}
	l.columns = append(kept, columns[len(columns)-1])
	l.text = b.String()
}
