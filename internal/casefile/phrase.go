package casefile

import (
	"sort"
	"strings"
	"unicode/utf8"
)

// phrase is a stretch of the normalised text that may run over several lines, which are joined by a blank. Every byte
// of it still knows where it came from, so that a message can point at a word in the middle of a wrapped condition.
type phrase struct {
	text string
	runs []run // ascending by at; the first has at 0
}

// run says that from byte at on, the phrase is a copy of the normalised text from offset on.
type run struct{ at, offset int }

// offset is where byte i of the phrase stands in the normalised text; i may be the phrase's length.
func (p phrase) offset(i int) int {
	r := p.runs[p.runAt(i)]
	return r.offset + i - r.at
}

// runAt is the index of the run that holds byte i.
func (p phrase) runAt(i int) int {
	return sort.Search(len(p.runs)-1, func(k int) bool { return p.runs[k+1].at > i })
}

// start is where the phrase begins in the normalised text.
func (p phrase) start() int { return p.runs[0].offset }

// width is the number of characters of the phrase's first line, at least 1: how far a caret line can underline it.
func (p phrase) width() int {
	end := len(p.text)
	if len(p.runs) > 1 {
		end = min(end, p.runs[1].at)
	}
	return max(1, utf8.RuneCountInString(strings.TrimRight(p.text[:end], " ")))
}

// slice is the part of the phrase from byte i to byte j.
func (p phrase) slice(i, j int) phrase {
	part := phrase{text: p.text[i:j], runs: []run{{0, p.offset(i)}}}
	for _, r := range p.runs[p.runAt(i)+1:] {
		if r.at >= j {
			break
		}
		part.runs = append(part.runs, run{r.at - i, r.offset})
	}
	return part
}

// withoutMarks is the phrase without the marks of bold, italic and code: asterisks and backticks that no backslash
// precedes, and underscores at the ends of words.
func (p phrase) withoutMarks() phrase {
	const marks = "*`_"
	kept := phrase{runs: p.runs[:1:1]}
	var b strings.Builder
	keep := func(i int) {
		at := run{b.Len(), p.offset(i)}
		if at.at == 0 {
			kept.runs = []run{at}
		} else if kept.offset(at.at) != at.offset {
			kept.runs = append(kept.runs, at)
		}
		b.WriteByte(p.text[i])
	}
	for i := 0; i < len(p.text); {
		end := len(p.text) - len(strings.TrimLeft(p.text[i:], marks))
		if end == i {
			keep(i)
			i++
			continue
		}
		atWordEnd := i == 0 || p.text[i-1] == ' ' || end == len(p.text) || p.text[end] == ' '
		for ; i < end; i++ {
			if p.text[i] == '_' && !atWordEnd || p.text[i] != '_' && i > 0 && p.text[i-1] == '\\' {
				keep(i)
			}
		}
	}
	kept.text = b.String()
	return kept.trim()
}

func (p phrase) trim() phrase {
	left := len(p.text) - len(strings.TrimLeft(p.text, " "))
	return p.slice(left, max(left, len(strings.TrimRight(p.text, " "))))
}

// cut splits the phrase around the first sep; both halves are trimmed.
func (p phrase) cut(sep string) (before, after phrase, found bool) {
	i := strings.Index(p.text, sep)
	if i < 0 {
		return p.trim(), phrase{}, false
	}
	return p.slice(0, i).trim(), p.slice(i+len(sep), len(p.text)).trim(), true
}

// split splits the phrase at every sep; the parts are trimmed.
func (p phrase) split(sep string) []phrase {
	var parts []phrase
	from := 0
	for {
		i := strings.Index(p.text[from:], sep)
		if i < 0 {
			return append(parts, p.slice(from, len(p.text)).trim())
		}
		parts = append(parts, p.slice(from, from+i).trim())
		from += i + len(sep)
	}
}

// cutWords removes words from the beginning, whatever their case.
func (p phrase) cutWords(words string) (rest phrase, found bool) {
	end := prefixWords(p.text, words)
	if end < 0 {
		return p, false
	}
	return p.slice(end, len(p.text)).trim(), true
}

// prefixWords is where the words end with which text begins, one blank or more apart; -1 where it begins otherwise.
func prefixWords(text, words string) int {
	i := 0
	for words != "" {
		word, rest, _ := strings.Cut(words, " ")
		words = rest
		for i < len(text) && text[i] == ' ' {
			i++
		}
		if len(text)-i < len(word) || !strings.EqualFold(text[i:i+len(word)], word) {
			return -1
		}
		i += len(word)
		if r, _ := utf8.DecodeRuneInString(text[i:]); i < len(text) && isWordRune(r) {
			return -1
		}
	}
	return i
}

// key is the phrase as names are compared: in lower case, with single blanks.
func (p phrase) key() string { return strings.ToLower(strings.Join(strings.Fields(p.text), " ")) }
