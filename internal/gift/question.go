package gift

import (
	"fmt"
	"strings"

	"mufakat/internal/quiz"
)

// gap stands in a question's text where its answers stood, unless they stood at the end.
const gap = "_____"

// question reads a block that is a question. It returns false where Moodle refuses it; next is the number of the line behind
// the block.
func (b *block) question(entry *Entry, text piece, next int) bool {
	q := entry.Question
	named := false
	if strings.HasPrefix(text.text, "::") {
		var title piece
		if title, text, named = b.title(text.from(2)); named {
			q.Name = cleanName(unescape(title.text))
		}
	}
	stem, answer, described, ok := b.braces(text, next)
	if !ok {
		return false
	}
	general := ""
	if i := answer.lastGeneral(); i >= 0 {
		general = answer.text[i+len(generalMark):]
		b.checkFormat(answer.from(i + len(generalMark)))
		answer = answer.to(i).trim()
	}
	q.Text = piece{text: stem}.formatted(quiz.Moodle)
	q.General = piece{text: general}.formatted(q.Text.Format)
	if !named {
		q.Name = deriveName(q.Text.Source)
	}
	b.checkFormat(text)
	switch {
	case b.ordering(entry, answer):
		ok = true
	case described:
		q.Kind, q.Points = quiz.Description, 0
		b.checkDescription(text)
	case answer.text == "":
		q.Kind = quiz.Essay
	case answer.text[0] == '#':
		ok = b.numerical(entry, answer.from(1))
	case answer.index('~') >= 0:
		ok = b.multipleChoice(entry, answer)
	case answer.index('=') >= 0 && strings.Contains(answer.text, "->"):
		ok = b.matching(q, answer)
	case isTrueFalse(answer):
		b.trueFalse(q, answer)
	default:
		ok = b.shortAnswer(entry, answer)
	}
	if !ok {
		return false
	}
	b.checkWhole(q, text)
	return true
}

// title parts the title from what follows it; text begins behind the first "::". Without a second one there is no title.
func (b *block) title(text piece) (title, rest piece, named bool) {
	end := text.titleEnd()
	if end < 0 {
		first, _, _ := strings.Cut(text.text, "\n")
		b.report(TitleOpen, text.to(min(len(first), 20)), "Judul ini tidak ditutup dengan ::, jadi dibaca sebagai bagian dari pertanyaan.", "Tulis “::judul:: pertanyaan”.")
		return piece{}, text, false
	}
	return text.to(end), text.from(end + 2).trim(), true
}

// braces parts the answers, which stand in the first braces, from the question's text. described tells that there are none.
func (b *block) braces(text piece, next int) (stem string, answer piece, described, ok bool) {
	open, shut := text.index('{'), text.index('}')
	if open >= 0 {
		b.r.open = nil
	}
	switch {
	case open < 0 && shut < 0:
		return text.text, text.from(len(text.text)), true, true
	case shut < 0:
		b.r.open = &openBlock{finding: len(b.r.bank.Findings), next: next}
		b.report(BraceOpen, text.from(open).to(1), "Kurung kurawal ini tidak ditutup.", `Tutup jawaban dengan }, atau tulis \{ bila kurung ini bagian dari teks.`)
		b.fail("braceerror", text.text)
		return "", piece{}, false, false
	case open < 0:
		b.closes(text.from(shut))
		b.fail("braceerror", text.text)
		return "", piece{}, false, false
	case shut < open:
		b.report(BraceOrder, text.from(shut).to(1), "Kurung kurawal tutup ini mendahului kurung bukanya; Moodle membacanya sebagai esai yang rusak.",
			`Tulis jawaban di antara { dan }, dan \} bila kurung ini bagian dari teks.`)
		stem, answer = reversedBraces(text, open, shut)
		return stem, answer, false, true
	}
	tail := text.from(shut + 1)
	stem = text.text[:open] + gap + tail.text
	if endsInBrace(text.text) {
		stem = text.text[:open] + tail.text
	}
	if i := tail.indexEither('{', '}', 0); i >= 0 {
		second := tail.from(i)
		if end := second.index('}'); end >= 0 {
			second = second.to(end + 1)
		}
		b.report(SecondBraces, second, "Hanya kurung kurawal pertama yang berisi jawaban; yang ini menjadi bagian dari pertanyaan.",
			`Jadikan dua soal, atau tulis `+quote(strings.NewReplacer("{", `\{`, "}", `\}`).Replace(second.text))+" bila memang bagian dari teks.")
	}
	return stem, text.from(open + 1).to(shut - open - 1).trim(), false, true
}

// closes reports a "}" without "{": it closes an earlier block, which a blank line cut off, or nothing.
func (b *block) closes(brace piece) {
	earlier := b.r.open
	if earlier == nil || earlier.finding >= len(b.r.bank.Findings) || b.r.bank.Findings[earlier.finding].Code != BraceOpen {
		b.report(BraceClose, brace.to(1), "Kurung kurawal tutup ini tidak punya kurung buka.", `Buka jawaban dengan {, atau tulis \} bila kurung ini bagian dari teks.`)
		return
	}
	b.r.open = nil
	l, _ := b.place(brace.at)
	d := &b.r.bank.Findings[earlier.finding]
	d.Code, d.Severity = TornApart, b.r.severities[TornApart]
	d.Message = fmt.Sprintf("Soal ini terpotong di baris %d, yang kosong atau hanya berisi 0; penutupnya baru di baris %d.", earlier.next, l.number)
	d.Proposal = fmt.Sprintf("Hapus baris kosong di antara baris %d dan %d.", d.Place.Line, l.number)
}

// reversedBraces is what Moodle makes of a "}" at index shut before a "{" at index open: PHP takes the negative length
// between them as so many characters from the end.
func reversedBraces(text piece, open, shut int) (stem string, answer piece) {
	behind := text.from(open + 1)
	answer = behind.to(max(0, len(behind.text)-(open-shut+1))).trim()
	cut := max(open, len(text.text)-(open-shut-1))
	if open-shut == 1 {
		cut = open // a length of 0 is none
	}
	fill := gap
	if endsInBrace(text.text) {
		fill = ""
	}
	answer.text = strings.ToValidUTF8(answer.text, "")
	return strings.ToValidUTF8(text.text[:open]+fill+text.text[cut:], ""), answer
}

// checkDescription looks for a category that is not written as one, and tells once in a bank that a description is not shown with
// the question that follows it: exams draw questions one by one.
func (b *block) checkDescription(text piece) {
	word, _, found := strings.Cut(text.text, ":")
	if found && text.text[0] == '$' && strings.EqualFold(strings.TrimSpace(word)+":", categoryMark) {
		b.report(CategoryForm, text.to(len(word)), "Baris ini dibaca sebagai keterangan, bukan kategori.", "Tulis “$CATEGORY:” dengan huruf besar, tanpa spasi sebelum titik dua.")
		return
	}
	if b.r.described || b.r.open != nil {
		return
	}
	b.r.described = true
	first, _, _ := strings.Cut(text.text, "\n")
	b.report(NotAsked, text.to(min(len(first), 20)), "Ini keterangan tanpa pertanyaan; di Mufakat ia tidak tampil bersama soal sesudahnya.", "Bila sebuah soal memerlukannya, tulis isinya di dalam soal itu. Bila ini soal, tambahkan jawabannya di antara { dan }.")
}

// checkFormat looks for a format that Moodle does not know because of how it is written.
func (b *block) checkFormat(p piece) {
	name, _, found := strings.Cut(trimLeft(p.text), "]")
	if !found || !strings.HasPrefix(name, "[") || len(name) > 20 {
		return
	}
	format, _ := formatOf(strings.ToLower("["+strings.TrimSpace(name[1:])+"]"), "")
	if read, _ := formatOf(p.text, ""); format != "" && read == "" {
		b.report(FormatForm, p.trim().to(len(name)+1), "Format ini tidak dikenal Moodle, jadi dibaca sebagai bagian dari teks.",
			fmt.Sprintf("Tulis “[%s]” dengan huruf kecil, tanpa spasi di depan dan di dalamnya.", format))
	}
}

// checkWhole looks for what is missing in a question that was read.
func (b *block) checkWhole(q *quiz.Question, text piece) {
	if q.Text.Source == "" {
		b.report(NoText, text.to(min(1, len(text.text))), "Soal ini tidak punya pertanyaan.", "Tulis pertanyaannya sebelum kurung kurawal.")
	}
	for n, comment := range b.comments {
		if key, _, ok := directive(comment); ok && (key == rubricKey && q.Kind != quiz.Essay || key == pointsKey && q.Kind == quiz.Description) {
			b.reportComment(n, BadDirective, 0, len(comment), fmt.Sprintf("Petunjuk “@%s” tidak berlaku untuk jenis soal ini.", key), "Hapus baris ini, atau jadikan soal ini esai.")
		}
	}
	if q.Kind != quiz.Essay {
		q.Rubric = ""
	}
}
