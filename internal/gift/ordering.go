package gift

import (
	"fmt"
	"strconv"
	"strings"

	"mufakat/internal/quiz"
)

// orderHeader is what stands behind "{>" of an ordering, in the author's words; empty where there is none.
type orderHeader struct {
	count, selection, layout, grading, show, numbering string
}

// The words of the header's parts. Of each part the first word that fits counts, whatever follows it.
func selectionWords() []string {
	return []string{"ALL", "EXACT", "RANDOM", "REL", "CONTIGUOUS", "CONTIG"}
}
func layoutWords() []string {
	return []string{"HORIZONTAL", "HORI", "H", "1", "VERTICAL", "VERT", "V", "0"}
}
func gradingWords() []string {
	return []string{"ALL_OR_NOTHING", "ABSOLUTE_POSITION", "ABSOLUTE", "ABS", "RELATIVE_NEXT_EXCLUDE_LAST", "RELATIVE_NEXT_INCLUDE_LAST",
		"RELATIVE_ONE_PREVIOUS_AND_NEXT", "RELATIVE_ALL_PREVIOUS_AND_NEXT", "RELATIVE_TO_CORRECT", "RELATIVE",
		"RELLONGEST_ORDERED_SUBSET", "LONGEST_CONTIGUOUS_SUBSET"} // the plug-in lacks the stroke behind REL
}
func showWords() []string {
	return []string{"SHOW", "TRUE", "YES", "1", "HIDE", "FALSE", "NO", "0"}
}
func numberingWords() []string { return []string{"none", "123", "abc", "ABCD", "iii", "IIII"} }

// orderBlanks are what parts the header's words.
const orderBlanks = " \t\n\v\f\r"

// ordering reads "{>3 ALL VERTICAL ABSOLUTE_POSITION SHOW 123", then an item a line. It returns false for what is none.
func (b *block) ordering(entry *Entry, answer piece) bool {
	header, rest, ok := cutHeader(answer)
	if !ok {
		return false
	}
	q := entry.Question
	q.Kind = quiz.Ordering
	entry.written.order = header
	for _, item := range rest.lines() {
		if item = item.trim(); item.text == "" || item.text == "0" { // PHP takes the text "0" for nothing
			continue
		}
		entry.written.items = append(entry.written.items, item.text)
		if i := item.firstEscape(); i >= 0 {
			b.report(OrderEscape, item.from(i).to(2), "Dalam butir urutan Moodle tidak mengenal tanda \\, dan menulis kode seperti &&058; di tempatnya.",
				"Tulis tandanya saja: "+quote(unescape(item.text))+".")
		}
		if text := item.plain(); text != "" {
			q.Order.Items = append(q.Order.Items, quiz.Text{Source: text, Format: quiz.Moodle})
		}
	}
	header.apply(&q.Order)
	b.checkOrder(q, header, answer, rest)
	return true
}

// lines is what stands on the lines of the piece.
func (p piece) lines() (lines []piece) {
	for {
		end := strings.IndexAny(p.text, "\r\n")
		if end < 0 {
			return append(lines, p)
		}
		lines = append(lines, p.to(end))
		p = p.from(end + 1)
	}
}

// cutHeader cuts the header off the items.
func cutHeader(answer piece) (header orderHeader, rest piece, ok bool) {
	skip := func(p piece) piece { return p.from(len(p.text) - len(strings.TrimLeft(p.text, orderBlanks))) }
	rest = skip(answer)
	if !strings.HasPrefix(rest.text, ">") {
		return header, answer, false
	}
	rest = skip(rest.from(1))
	digits := len(rest.text) - len(strings.TrimLeft(rest.text, "0123456789"))
	if digits == 0 {
		return header, answer, false
	}
	header.count, rest = rest.text[:digits], skip(rest.from(digits))
	for _, part := range []struct {
		words []string
		word  *string
	}{{selectionWords(), &header.selection}, {layoutWords(), &header.layout}, {gradingWords(), &header.grading},
		{showWords(), &header.show}, {numberingWords(), &header.numbering}} {
		for _, word := range part.words {
			if strings.HasPrefix(rest.text, word) {
				*part.word, rest = word, skip(rest.from(len(word)))
				break
			}
		}
	}
	return header, rest, true
}

// apply sets what the header says, or what the plug-in takes where it says nothing.
func (h *orderHeader) apply(o *quiz.Order) {
	o.Select = quiz.SelectRandom
	switch h.selection {
	case "ALL", "EXACT":
		o.Select = quiz.SelectAll
	case "CONTIGUOUS", "CONTIG":
		o.Select = quiz.SelectContiguous
	}
	o.Layout = "VERTICAL"
	if h.layout == "1" || strings.HasPrefix(h.layout, "H") {
		o.Layout = "HORIZONTAL"
	}
	for grading, word := range gradingNames() {
		if h.grading == word {
			o.Grading = quiz.OrderGrading(grading)
		}
	}
	if strings.HasPrefix(h.grading, "ABS") {
		o.Grading = quiz.AbsolutePosition
	}
	o.Show = "SHOW"
	if h.show == "HIDE" || h.show == "FALSE" || h.show == "NO" {
		o.Show = "HIDE"
	}
	if o.Numbering = h.numbering; o.Numbering == "" {
		o.Numbering = "none"
	}
	count, err := strconv.Atoi(h.count)
	if err != nil || count < 2 || count > len(o.Items) {
		count = min(6, len(o.Items))
	}
	o.Count = count
}

// gradingNames are the plug-in's names of the gradings: an index is a [quiz.OrderGrading].
func gradingNames() []string {
	names := make([]string, quiz.LongestContiguousSubset+1)
	names[quiz.RelativeNextExcludeLast] = "RELATIVE_NEXT_EXCLUDE_LAST"
	names[quiz.RelativeNextIncludeLast] = "RELATIVE_NEXT_INCLUDE_LAST"
	names[quiz.RelativeOnePreviousAndNext] = "RELATIVE_ONE_PREVIOUS_AND_NEXT"
	names[quiz.RelativeAllPreviousAndNext] = "RELATIVE_ALL_PREVIOUS_AND_NEXT"
	names[quiz.RelativeToCorrect] = "RELATIVE_TO_CORRECT"
	names[quiz.AbsolutePosition] = "ABSOLUTE_POSITION"
	names[quiz.AllOrNothing] = "ALL_OR_NOTHING"
	names[quiz.LongestOrderedSubset] = "LONGEST_ORDERED_SUBSET"
	names[quiz.LongestContiguousSubset] = "LONGEST_CONTIGUOUS_SUBSET"
	return names
}

const headerExample = "“{>3 ALL VERTICAL ABSOLUTE_POSITION SHOW 123”, lalu satu butir setiap baris"

// checkOrder looks for items that became part of the header, the other way round, and for too few of them.
func (b *block) checkOrder(q *quiz.Question, h orderHeader, answer, rest piece) {
	if len(q.Order.Items) < 2 {
		b.report(OrderItems, answer, "Soal urutan ini punya kurang dari dua butir.", "Tulis "+headerExample+".")
		return
	}
	headLine, _, _ := strings.Cut(answer.text, "\n")
	onHeadLine := rest.at < answer.at+len(headLine)
	eaten := !onHeadLine && strings.Contains(strings.TrimRight(answer.text[:rest.at-answer.at], orderBlanks), "\n") ||
		rest.at > answer.at && strings.IndexByte(orderBlanks, answer.text[rest.at-answer.at-1]) < 0
	switch {
	case eaten:
		b.report(OrderHeader, rest, "Awal butir pertama terbaca sebagai bagian dari kepala soal, jadi yang tersisa "+quote(q.Order.Items[0].Source)+".", "Tulis kepala yang lengkap: "+headerExample+".")
	case onHeadLine && len(q.Order.Items) > 2:
		first, _, _ := strings.Cut(rest.text, "\n")
		b.report(OrderHeader, rest, quote(first)+" tidak dikenal sebagai kepala soal, jadi menjadi butir pertama.", "Tulis "+headerExample+".")
	case q.Order.Select != quiz.SelectAll && strconv.Itoa(q.Order.Count) != strings.TrimLeft(h.count, "0"):
		b.report(OrderHeader, answer, fmt.Sprintf("Jumlah butir yang ditampilkan, %s, tidak mungkin; Moodle memakai %d.", h.count, q.Order.Count),
			fmt.Sprintf("Tulis angka dari 2 sampai %d.", len(q.Order.Items)))
	}
}
