package casefile

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// What looks like a statement, a condition or a choice, and stands where it would be shown as text.

// plainKey is a line without a bullet that is glued to it, and without bold or other marks; marked tells whether it had
// any.
func plainKey(line phrase) (p phrase, marked bool) {
	p = line.trim()
	left := len(p.text) - len(strings.TrimLeft(p.text, "-–—•+*_` "))
	return p.slice(left, len(p.text)), left > 0
}

// mended is a statement as it should be written: without marks, and with the right key.
func mended(p phrase) string {
	text := strings.NewReplacer("*", "", "__", "", "`", "").Replace(p.text)
	if rest := prefixWords(text, "total maksimal"); rest > 0 {
		text = capKey + text[rest:]
	}
	for _, key := range []string{capKey, "konsep", "syarat", "peringkat", "catat"} {
		if end := prefixWords(text, key); end > 0 {
			return key + ": " + strings.TrimLeft(text[end:], ": ")
		}
	}
	if strings.HasPrefix(text, "bila") && !strings.HasSuffix(text, ":") {
		text += ":"
	}
	return text
}

// endingWord tells whether p begins with a word that begins a statement below an ending.
func endingWord(p phrase) bool {
	for _, key := range []string{"peringkat", "syarat", capKey, "total maksimal"} {
		if prefixWords(p.text, key) > 0 {
			return true
		}
	}
	return false
}

// isSentence tells whether a text ends as sentences do, and statements do not.
func isSentence(p phrase) bool {
	last, _ := utf8.DecodeLastRuneInString(p.text)
	return strings.ContainsRune(".!?…”\")", last)
}

// meantForEnding tells whether a line below an ending was meant as a statement.
func meantForEnding(line phrase, item bool) bool {
	p, marked := plainKey(line)
	return endingWord(p) && !isSentence(p) && (item || marked || strings.Contains(p.text, ":"))
}

// meantForPassage tells whether a line of a passage was meant as a statement: "konsep" with a code, an effect with its
// sign, or anything that begins with a bullet without a blank.
func (r *reader) meantForPassage(line phrase) bool {
	p, marked := plainKey(line)
	if rest, ok := p.cutWords("konsep"); ok {
		code := strings.TrimLeft(rest.text, ":* ")
		end := strings.IndexFunc(code, func(c rune) bool { return !isWordRune(c) })
		if end >= 0 {
			code = code[:end]
		}
		return strings.ContainsFunc(code, unicode.IsDigit)
	}
	if marked && !strings.HasPrefix(line.trim().text, "*") && r.looksLikeStatement(p) {
		return true
	}
	key, value, colon := p.cut(":")
	key.text = strings.TrimRight(key.text, "*_` ")
	return colon && r.knows(key.key()) && hasSignedNumber(value.text)
}

func hasSignedNumber(text string) bool {
	for i := 1; i < len(text); i++ {
		if text[i] >= '0' && text[i] <= '9' && (text[i-1] == '+' || text[i-1] == '-') {
			return true
		}
	}
	return false
}

// reportStray reports a line that was meant as a statement and is none.
func (r *reader) reportStray(line phrase) {
	p, _ := plainKey(line)
	r.on(LooseStatement, line.trim(), "Baris ini tampak seperti pernyataan, tetapi terbaca sebagai teks cerita.", "Tulis sebagai butir tersendiri: “- "+cutText(mended(p))+"”.")
}

// strayLines reports the lines of a paragraph that were meant as statements; false where there are none.
func (r *reader) strayLines(lines []span, meant func(phrase) bool) bool {
	found := false
	for _, sp := range lines {
		if line := r.src.phrase(sp); meant(line) {
			r.reportStray(line)
			found = true
		}
	}
	return found
}

// inParentheses reports a condition or a question that stands in parentheses instead of braces: at the beginning of a
// paragraph, in lower case, as no sentence begins.
func (r *reader) inParentheses(p phrase) {
	if !strings.HasPrefix(p.text, "(") || !isBraceWord(p.text[1:]) || p.text[1] >= 'A' && p.text[1] <= 'Z' {
		return
	}
	if end := matching(p.text, '(', ')'); end > 0 {
		inner := p.slice(1, end)
		r.on(BadBrace, inner, "Syarat dan pertanyaan diskusi ditulis dalam kurung kurawal.", didYouMean([]string{"{" + cutText(inner.text) + "}"}))
	}
}

// checkInside reports what would have no effect within a list, a quotation in a quotation, or a block of code.
func (r *reader) checkInside(n *node) {
	switch n.kind {
	case paragraph:
		p := r.src.phrase(n.lines...).trim()
		if strings.HasPrefix(p.text, "{") && isBraceWord(p.text[1:]) {
			r.on(BadBrace, p.slice(0, 1), "Di dalam daftar dan di dalam kutipan bertingkat “{bila …}” dan “{diskusi …}” tidak berlaku.", "Jadikan teks ini paragraf tersendiri.")
			return
		}
		r.checkPlain(p)
	case fence:
		for _, sp := range n.lines {
			r.checkFenceLine(r.src.phrase(sp))
		}
	case list:
		r.checkProseList(n)
	default:
		for i := range n.children {
			r.checkInside(&n.children[i])
		}
	}
}

func (r *reader) checkFenceLine(line phrase) {
	p := line.trim()
	if !strings.HasPrefix(p.text, "-") && !strings.HasPrefix(p.text, "*") {
		return
	}
	if item, _ := plainKey(p); strings.HasPrefix(item.text, "[") {
		if _, ok := readLink(item); ok {
			r.on(LooseChoice, item, "Pilihan di dalam blok kode tidak dapat dipilih.", "Hapus baris ``` di atas dan di bawahnya.")
		}
	}
}
