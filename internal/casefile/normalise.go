package casefile

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// dropComments removes "<!-- … -->" wherever it stands, over several lines too.
func (s *source) dropComments(rep *reporter) {
	lastClose := span{-1, -1} // line and byte of the last "-->"
	for i := range s.lines {
		if at := strings.LastIndex(s.lines[i].text, "-->"); at >= 0 {
			lastClose = span{i, at}
		}
	}
	inside, swallowing := false, false // within a comment; and one that was reported, for it takes in another
	var opened span                    // line and byte of the comment's "<!--"
	var openedAt Place                 // the same, of a comment that goes on from a line above
	for i := range s.lines {
		l := &s.lines[i]
		if !inside && !strings.Contains(l.text, "<!--") {
			continue
		}
		var kept []span
		for from := 0; from < len(l.text); {
			if inside {
				end := strings.Index(l.text[from:], "-->")
				within := l.text[from:]
				if end >= 0 {
					within = within[:end]
				}
				if !swallowing && strings.Contains(within, "<!--") {
					swallowing = true
					if opened.start == i {
						openedAt = s.placeIn(i, opened.stop)
					}
					rep.in(CommentOpen, openedAt, 4, "Komentar yang dibuka dengan <!-- di sini tidak ditutup sebelum <!-- berikutnya, sehingga semua teks di antaranya hilang.",
						fmt.Sprintf("Tulis --> di akhir komentar ini, di atas baris %d.", i+1))
				}
				if end < 0 {
					break
				}
				inside = false
				from += end + len("-->")
				continue
			}
			open := strings.Index(l.text[from:], "<!--")
			if open < 0 {
				kept = append(kept, span{from, len(l.text)})
				break
			}
			open += from
			kept = append(kept, span{from, open})
			from = open + len("<!--")
			opened, swallowing = span{i, open}, false
			inside = i < lastClose.start || i == lastClose.start && from <= lastClose.stop
			if !inside {
				rep.in(CommentOpen, s.placeIn(i, open), 4,
					"Komentar yang dibuka dengan <!-- di sini tidak pernah ditutup.", "Tulis --> di akhir komentar.")
				break // the rest of this line is taken for the comment, and reading goes on
			}
		}
		if inside && opened.start == i {
			openedAt = s.placeIn(i, opened.stop)
		}
		l.keep(kept)
	}
}

// frontMatter finds the lines between "---" and "---" at the top, and the line after them. It returns indices of lines.
func (s *source) frontMatter(rep *reporter) (front span, body int) {
	first := 0
	for first < len(s.lines)-1 && strings.TrimSpace(s.lines[first].text) == "" {
		first++
	}
	if strings.TrimSpace(s.lines[first].text) != "---" {
		return span{}, 0
	}
	for i := first + 1; i < len(s.lines); i++ {
		text := strings.TrimSpace(s.lines[i].text)
		if text == "---" {
			return span{first + 1, i}, i + 1
		}
		if strings.HasPrefix(text, "#") {
			body = i
			break
		}
	}
	rep.in(FrontMatterOpen, Place{Line: first + 1, Column: 1}, 3,
		"Kepala berkas yang dibuka dengan --- di sini tidak pernah ditutup.", "Tulis baris --- sesudah baris terakhir kepala berkas.")
	if body == 0 { // no heading either: what looks like a key is front matter
		for body = first + 1; body < len(s.lines) && strings.Contains(s.lines[body].text, ":"); body++ {
		}
	}
	return span{first + 1, body}, body
}

// uniformMarks makes every bullet a hyphen, from a line on, and leaves fenced code alone. A fence that is never closed
// would swallow the rest of the text: it is reported and dropped.
func (s *source) uniformMarks(from int, rep *reporter) {
	for i := from; i < len(s.lines); i++ {
		l := &s.lines[i]
		content := quotePrefix(l.text)
		if nesting(l.text) > maxNesting {
			rep.in(TooDeep, s.placeIn(i, 0), 1,
				"Terlalu banyak tanda > atau - di awal baris ini.", "Hapus tanda yang berlebih.")
			l.keep(nil)
			continue
		}
		if fence := openingFence(l.text[content:]); fence != "" {
			if end := s.closingFence(i+1, fence); end > 0 {
				i = end
				continue
			}
			rep.in(FenceOpen, s.placeIn(i, content), len(fence),
				"Blok kode yang dibuka di sini tidak pernah ditutup.", "Tulis "+fence+" pada baris tersendiri sesudah baris terakhir blok itu.")
			l.keep([]span{{0, content}})
			continue
		}
		if size := foreignBullet(l.text[content:]); size > 0 && (l.text[content] < utf8.RuneSelf || s.listMayBegin(i)) {
			l.markBullet(content, size)
		}
	}
}

// quotePrefix is the length of the blanks and quotation marks before a line's content.
func quotePrefix(text string) int {
	return len(text) - len(strings.TrimLeft(text, " >"))
}

// nesting counts the quotation and list marks at the beginning of a line.
func nesting(text string) int {
	marks := 0
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '>':
			marks++
		case strings.IndexByte("-+*.)", c) >= 0 && i+1 < len(text) && text[i+1] == ' ':
			marks++
		case c != ' ' && (c < '0' || c > '9'):
			return marks
		}
	}
	return marks
}

// openingFence returns the fence with which content opens a block of code, else "".
func openingFence(content string) string {
	if !strings.HasPrefix(content, "```") && !strings.HasPrefix(content, "~~~") {
		return ""
	}
	info := strings.TrimLeft(content, content[:1])
	if content[0] == '`' && strings.Contains(info, "`") {
		return ""
	}
	return content[:len(content)-len(info)]
}

// closingFence is the line from which on a fence is closed; 0 where it is not.
func (s *source) closingFence(from int, fence string) int {
	for i := from; i < len(s.lines); i++ {
		text := s.lines[i].text
		content := strings.TrimRight(text[quotePrefix(text):], " ")
		if len(content) >= len(fence) && strings.Trim(content, fence[:1]) == "" {
			return i
		}
	}
	return 0
}

// bullets are those beside the hyphen that authors and word processors write; the last are Word's, of its symbol fonts.
const bullets = "*+•◦▪‣·–●○■□\uf0b7\uf0a7\uf0d8\uf0fc\uf076"

// foreignBullet returns the size of the bullet with which content begins, if it is another one than the hyphen.
func foreignBullet(content string) int {
	r, size := utf8.DecodeRuneInString(content)
	if !strings.ContainsRune(bullets, r) || !strings.HasPrefix(content[size:], " ") {
		return 0
	}
	if strings.Trim(content, "* ") == "" {
		return 0 // a rule of asterisks
	}
	return size
}

// listMayBegin tells whether a dash that begins line i can be a bullet: not where it goes on with a sentence.
func (s *source) listMayBegin(i int) bool {
	if i == 0 {
		return true
	}
	before := strings.TrimSpace(s.lines[i-1].text)
	if strings.HasPrefix(before, ">") {
		return true
	}
	return before == "" || strings.HasPrefix(before, "#") || strings.HasPrefix(before, "- ") || strings.HasPrefix(before, "|")
}

// markBullet puts a hyphen in the place of the bullet of so many bytes at i.
func (l *sourceLine) markBullet(i, size int) {
	if size == 1 {
		l.text = l.text[:i] + "-" + l.text[i+1:]
		return
	}
	l.keep([]span{{0, i + 1}, {i + size, len(l.text)}})
	l.text = l.text[:i] + "-" + l.text[i+1:]
}
