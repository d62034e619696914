package gift

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"mufakat/internal/quiz"
)

// Write writes a bank so that Moodle and [Parse] read back what the entries hold. Blocks that Moodle refused are no entries,
// and are not written. The error is a sentence in Indonesian: a question holds what GIFT cannot express.
func Write(entries []Entry) ([]byte, error) {
	w := &writer{escape: strings.NewReplacer(`\`, `\\`, "#", `\#`, "=", `\=`, "~", `\~`, "{", `\{`, "}", `\}`, ":", `\:`, "\n", `\n`)}
	for i := range entries {
		if i > 0 {
			w.put("\n")
		}
		if err := w.entry(&entries[i]); err != nil {
			return nil, err
		}
	}
	return []byte(w.b.String()), nil
}

// writer writes entries.
type writer struct {
	b       strings.Builder
	escape  *strings.Replacer // of every character that GIFT obeys, as Moodle's export has it
	inherit quiz.Format       // of texts in the question that is being written
}

func (w *writer) put(parts ...string) {
	for _, part := range parts {
		w.b.WriteString(part)
	}
}

func (w *writer) entry(e *Entry) error {
	if e.Kind == Item {
		w.tokens(e.Question)
	}
	for _, comment := range e.Comments {
		w.put("//", comment, "\n")
	}
	switch e.Kind {
	case Category:
		w.put(categoryMark, " ", strings.NewReplacer(`\`, `\\`, "\n", `\n`).Replace(e.Category), "\n")
	case Item:
		if problem := w.question(e.Question); problem != "" {
			return fmt.Errorf("Soal %s tidak dapat ditulis sebagai GIFT: %s", quote(e.Question.Name), problem)
		}
	}
	return nil
}

// tokens writes the comments that hold what the format has no other place for.
func (w *writer) tokens(q *quiz.Question) {
	var list []string
	add := func(name, value string) {
		list = append(list, "["+name+":"+strings.ReplaceAll(value, "]", `\]`)+"]")
	}
	if q.ID != "" {
		add("id", q.ID)
	}
	for _, tag := range q.Tags {
		add("tag", tag)
	}
	for i, token := range list {
		switch {
		case i == 0:
			w.put("// ")
		case strings.HasSuffix(list[i-1], `\]`): // its end would be taken for a part of it
			w.put("\n// ")
		default:
			w.put(" ")
		}
		w.put(token)
	}
	if len(list) > 0 {
		w.put("\n")
	}
	if q.Kind != quiz.Description && q.Points != 1 {
		w.put("// @", pointsKey, ": ", strconv.FormatFloat(q.Points, 'f', -1, 64), "\n")
	}
	if q.Rubric != "" {
		w.put("// @", rubricKey, ": ", q.Rubric, "\n")
	}
}

// question writes a question, and returns why it cannot.
func (w *writer) question(q *quiz.Question) (problem string) {
	w.inherit = quiz.Moodle
	w.put("::", w.escape.Replace(q.Name), "::", w.text(q.Text))
	w.inherit = q.Text.Format
	switch q.Kind {
	case quiz.Description:
		if q.General.Source != "" {
			return "keterangan tidak dapat memuat umpan balik umum."
		}
		w.put("\n")
		return ""
	case quiz.Essay:
		w.put("{")
	case quiz.TrueFalse:
		w.trueFalse(q)
	case quiz.MultipleChoice:
		problem = w.multipleChoice(q)
	case quiz.ShortAnswer:
		problem = w.shortAnswer(q)
	case quiz.Numerical:
		problem = w.numerical(q)
	case quiz.Matching:
		problem = w.matching(q)
	case quiz.Ordering:
		problem = w.ordering(&q.Order)
	}
	if w.has(q.General) {
		w.put(generalMark, w.text(q.General))
	}
	w.put("}\n")
	return problem
}

// text is a text as it is written, with its format in front unless it is the inherited one.
func (w *writer) text(t quiz.Text) string {
	format := t.Format
	if format == "" {
		format = w.inherit
	}
	read, _ := formatOf(t.Source, "")
	if format == w.inherit && read == "" {
		return w.escape.Replace(t.Source)
	}
	return "[" + string(format) + "]" + w.escape.Replace(t.Source)
}

// has tells whether there is anything to write of a text that may be missing.
func (w *writer) has(t quiz.Text) bool {
	return t.Source != "" || t.Format != "" && t.Format != w.inherit
}

func (w *writer) feedback(t quiz.Text) {
	if w.has(t) {
		w.put("#", w.text(t))
	}
}

// weighed is an answer's text with its weight in front, unless the weight is the standard one.
func weighed(text string, fraction, standard float64) string {
	if _, _, ambiguous := cutWeight(piece{text: text}); fraction == standard && !ambiguous {
		return text
	}
	return "%" + percent(fraction) + "%" + text
}

// percent is the percentage in words that is read as the fraction.
func percent(fraction float64) string {
	if legal, words, taken := nearestLegal(fraction); taken && legal == fraction {
		return words
	}
	for digits := range 18 {
		if words := strconv.FormatFloat(fraction*100, 'f', digits, 64); percentage(words) == fraction {
			return words
		}
	}
	return strconv.FormatFloat(fraction*100, 'f', -1, 64)
}

func (w *writer) trueFalse(q *quiz.Question) {
	word := "FALSE"
	if q.True {
		word = "TRUE"
	}
	w.put("{", word)
	if w.has(q.Wrong) || w.has(q.Right) {
		w.put("#", w.text(q.Wrong))
	}
	w.feedback(q.Right)
}

func (w *writer) multipleChoice(q *quiz.Question) (problem string) {
	best := 0
	for _, o := range q.Options {
		if o.Fraction == 1 {
			best++
		}
	}
	switch {
	case len(q.Options) < 2:
		return "pilihannya kurang dari dua."
	case q.Single && best == 0:
		return "hanya satu pilihan boleh diambil, tetapi tidak ada yang bernilai penuh."
	}
	w.put("{\n")
	for i, o := range q.Options {
		last := best == len(q.Options) && i == best-1 // without any "~" they would be short answers
		if text := w.text(o.Text); q.Single && o.Fraction == 1 && !last {
			w.put("\t=", text)
		} else {
			w.put("\t~", weighed(text, o.Fraction, 0))
		}
		w.feedback(o.Feedback)
		w.put("\n")
	}
	return ""
}

// shortAnswer writes patterns. An arrow in them makes pairs of what "=" begins, so that a single one does without that sign.
func (w *writer) shortAnswer(q *quiz.Question) (problem string) {
	if len(q.Patterns) == 0 {
		return "jawabannya tidak ada."
	}
	arrow := slices.ContainsFunc(q.Patterns, func(p quiz.Pattern) bool {
		return strings.Contains(p.Text+"\n"+p.Feedback.Source, "->")
	})
	if arrow && len(q.Patterns) > 1 {
		return "tanda -> dalam jawaban singkat yang berjumlah lebih dari satu dibaca sebagai pasangan."
	}
	w.put("{\n")
	for _, p := range q.Patterns {
		text := w.text(quiz.Text{Source: p.Text, Format: w.inherit})
		if arrow {
			w.put("\t%", percent(p.Fraction), "%", text)
		} else {
			w.put("\t=", weighed(text, p.Fraction, 1))
		}
		w.feedback(p.Feedback)
		w.put("\n")
	}
	return ""
}

func (w *writer) numerical(q *quiz.Question) (problem string) {
	if len(q.Numbers) == 0 {
		return "jawabannya tidak ada."
	}
	w.put("{#\n")
	for _, n := range q.Numbers {
		text := "*"
		if !n.Any {
			text = number(n.Value)
			if n.Tolerance != 0 {
				text += ":" + number(n.Tolerance)
			}
		}
		w.put("\t=", weighed(text, n.Fraction, 1))
		w.feedback(n.Feedback)
		w.put("\n")
	}
	if q.Wrong.Format != "" {
		w.put("\t~#", w.text(q.Wrong), "\n")
	}
	return ""
}

// number writes a number so that it is read exactly.
func number(f float64) string {
	if size := math.Abs(f); size == 0 || size >= 1e-6 && size < 1e15 {
		return strconv.FormatFloat(f, 'f', -1, 64)
	}
	return strconv.FormatFloat(f, 'e', -1, 64)
}

func (w *writer) matching(q *quiz.Question) (problem string) {
	if len(q.Pairs) < 2 {
		return "pasangannya kurang dari dua."
	}
	w.put("{\n")
	for _, p := range q.Pairs {
		if strings.Contains(p.Left.Source, "->") {
			return "sisi kiri sebuah pasangan memuat tanda ->."
		}
		w.put("\t=", w.text(p.Left), " -> ", w.escape.Replace(p.Right), "\n")
	}
	return ""
}

// ordering writes the whole header, so that no item is taken for a part of it. Of the items Moodle undoes no escapes, so that
// only those are written without which they would end.
func (w *writer) ordering(o *quiz.Order) (problem string) {
	if o.Grading == quiz.LongestOrderedSubset {
		return "penilaian menurut deretan terurut terpanjang tidak terbaca oleh Moodle."
	}
	selection := [...]string{quiz.SelectAll: "ALL", quiz.SelectRandom: "RANDOM", quiz.SelectContiguous: "CONTIGUOUS"}[o.Select]
	w.put("{>", strconv.Itoa(o.Count), " ", selection, " ", o.Layout, " ", gradingNames()[o.Grading], " ", o.Show, " ", o.Numbering, "\n")
	for _, item := range o.Items {
		text := strings.NewReplacer(`\`, `\\`, "}", `\}`, "\n", `\n`).Replace(item.Source)
		if strings.Contains(text, generalMark) {
			text = strings.ReplaceAll(text, "#", `\#`)
		}
		if text == "0" || strings.HasPrefix(text, "//") { // alone on its line it would not be read
			text = `\n` + text
		}
		w.put(text, "\n")
	}
	return ""
}
