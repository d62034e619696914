package casefile

import (
	"fmt"
	"strings"

	"mufakat/internal/sim"
)

// declareEndings enters all endings into the case and the scope, without their text.
func (r *reader) declareEndings(out *outline) []part {
	s := out.section(endingsTitle)
	if s == nil {
		r.on(NoEndings, out.anchor(), "Kasus ini belum punya akhir.", "Tulis bagian “## Akhir” dengan akhir-akhir cerita “### …”; yang terakhir tanpa syarat.")
		return nil
	}
	if len(s.parts) == 0 {
		r.on(NoEndings, s.phrase, "Bagian ini belum memuat akhir cerita.", "Tulis “### …” untuk setiap akhir; yang terakhir tanpa syarat.")
	}
	for i, p := range s.parts {
		id := r.declareTarget(p.title, sim.Target{Kind: sim.ToEnding, Index: i})
		r.c.Endings = append(r.c.Endings, sim.Ending{ID: id, Title: p.text, Cap: sim.NoCap})
		r.places.Endings = append(r.places.Endings, r.place(p.phrase))
	}
	return s.parts
}

func (r *reader) readEndings(out *outline, parts []part) {
	if s := out.section(endingsTitle); s != nil {
		r.c.EndingIntro = r.storyText(s.intro)
	}
	for i, p := range parts {
		r.readEnding(&r.c.Endings[i], p)
	}
}

func (r *reader) readEnding(e *sim.Ending, p part) {
	text := textBuilder{r: r}
	seen := map[string]bool{}
	for k := range p.body {
		n := &p.body[k]
		if n.kind == paragraph && r.strayLines(n.lines, func(line phrase) bool { return meantForEnding(line, false) }) {
			continue
		}
		if n.kind != list || !r.holdsStatements(n, func(p phrase) bool { return meantForEnding(p, true) }) {
			var next *node
			if k+1 < len(p.body) {
				next = &p.body[k+1]
			}
			text.add(n, next)
			continue
		}
		for i := range n.children {
			r.endingStatement(e, &n.children[i], seen)
		}
	}
	e.Text = text.text
	if len(e.Text) == 0 {
		r.on(EndingNoStory, p.phrase, "Akhir “"+p.text+"” belum bercerita.", "Tulis apa yang terjadi sesudahnya.")
	}
}

// holdsStatements tells whether a list holds statements rather than text; meant knows more of them than
// [reader.looksLikeStatement] does.
func (r *reader) holdsStatements(n *node, meant func(phrase) bool) bool {
	for i := range n.children {
		if p, _, ok := r.itemText(&n.children[i], false); ok && (r.looksLikeStatement(p) || meant(p)) {
			return true
		}
	}
	return false
}

func (r *reader) endingStatement(e *sim.Ending, it *node, seen map[string]bool) {
	p, below, ok := r.itemText(it, true)
	if !ok {
		r.at(UnknownStatement, it.offset, 1, "Butir ini kosong atau bukan pernyataan.", "Hapus butir ini.")
		return
	}
	key, value, colon := p.cut(":")
	name := key.key()
	if colon {
		r.below(key, below)
	}
	switch {
	case seen[name] && colon:
		r.on(StatementTwin, key, "“"+key.text+":” sudah ada di akhir ini.", "Hapus salah satu.")
	case name == "syarat" && colon && value.text != "":
		e.Requires = r.condition(value)
	case name == "peringkat" && colon:
		r.endingNumber(&e.Rank, value, key, 1, 99)
	case name == capKey && colon:
		r.endingNumber(&e.Cap, value, key, sim.MinLevel, sim.MaxLevel)
	case name == "syarat" && colon:
		r.on(NoValue, key, "“syarat:” belum ada isinya.", "Tulis syaratnya, atau hapus baris ini.")
		e.Requires = &sim.Condition{}
	default:
		keys := []string{"peringkat", "syarat", capKey}
		proposal := didYouMean(Nearest(key.text, keys))
		if meantForEnding(p, true) {
			bare, _ := plainKey(p)
			proposal = "Tulis “- " + cutText(mended(bare)) + "”."
		} else if proposal == "" {
			proposal = "Yang dikenal: “" + strings.Join(keys, ":”, “") + ":”."
		}
		r.on(UnknownStatement, key, "“"+cutText(key.text)+"” bukan pernyataan yang dikenal di bawah sebuah akhir.", proposal)
	}
	seen[name] = true
}

func (r *reader) endingNumber(into *int, value, key phrase, least, most int) {
	n, ok := wholeNumber(value.text)
	switch {
	case value.text == "":
		r.on(NoValue, key, "“"+key.text+":” belum ada isinya.", fmt.Sprintf("Tulis bilangan antara %d dan %d.", least, most))
	case !isDigits(value.text):
		r.on(BadNumber, value, "“"+value.text+"” bukan bilangan bulat.", fmt.Sprintf("Tulis bilangan antara %d dan %d.", least, most))
	case !ok || n < least || n > most:
		r.on(OutOfRange, value, fmt.Sprintf("%s di luar batas %d–%d.", value.text, least, most), "Pakai angka di dalam batas itu.")
	default:
		*into = n
	}
}

// readVoices reads what stakeholders say after the end.
func (r *reader) readVoices(out *outline) {
	s := out.section(voicesTitle)
	if s == nil {
		return
	}
	r.notShown(s)
	seen := map[int]bool{}
	for i := range s.parts {
		p := &s.parts[i]
		index, ok := r.stakeholders[strings.ToLower(p.text)]
		switch {
		case !ok && p.text != "":
			r.unknownStakeholder(p.phrase)
		case ok && seen[index]:
			r.on(VoiceTwin, p.phrase, "Suara “"+p.text+"” sudah ada di atas.", "Gabungkan keduanya.")
		}
		text := r.voice(p.body)
		if ok && !seen[index] {
			r.c.Voices = append(r.c.Voices, sim.Voice{Stakeholder: index, Text: text})
		}
		seen[index] = seen[index] || ok
	}
}

// notShown reports text before the parts of a section of which only the parts are read.
func (r *reader) notShown(s *section) {
	for i := range s.intro {
		r.at(NotShown, s.intro[i].offset, 1, "Di bagian “"+s.reserved+"” teks sebelum judul ### pertama tidak tampil.", "Pindahkan ke bawah sebuah judul ###, atau hapus.")
	}
}

// voice reads "- bila …:" and "- bila tidak:", each with a quotation, or quotations without conditions.
func (r *reader) voice(nodes []node) sim.Text {
	b := textBuilder{r: r}
	for k := range nodes {
		n := &nodes[k]
		if n.kind == paragraph && r.strayLines(n.lines, meantAsBranch) {
			continue
		}
		if n.kind != list || !r.holdsStatements(n, meantAsBranch) {
			b.add(n, nil)
			continue
		}
		for i := range n.children {
			r.voiceItem(&b, &n.children[i])
		}
	}
	return b.text
}

// meantAsBranch tells whether a line begins with "bila" or the like, whatever its marks.
func meantAsBranch(line phrase) bool {
	p, _ := plainKey(line)
	return isBranch(p) && !isSentence(p)
}

func (r *reader) voiceItem(b *textBuilder, it *node) {
	p, below, ok := r.itemText(it, true)
	if !ok || !isBranch(p) {
		r.at(UnknownStatement, it.offset, 1, "Di sini hanya “bila …:” dan “bila tidak:” yang dikenal.", "Tulis “- bila …:” dengan kutipan di bawahnya.")
		return
	}
	head, content, colon := p.cut(":")
	if !colon || content.text != "" {
		r.on(BranchForm, p, "Di sini harus ada “bila …:” dengan kutipan di bawahnya.", "Tulis kutipan pada baris berikutnya, menjorok dua spasi: “  > …”.")
	}
	block := sim.Block{Kind: sim.Quote}
	var otherwise bool
	block.When, otherwise = r.branchHead(head)
	if otherwise && !b.open {
		r.on(LoneElse, head, "“bila tidak” ini tidak langsung didahului butir “bila …”.", "Letakkan tepat sesudah “bila …” pasangannya.")
	}
	var said []node
	for i := range below {
		if below[i].kind != quote {
			r.at(NotQuoted, below[i].offset, 1, "Ucapan harus berupa kutipan.", "Awali setiap barisnya dengan tanda >: “  > …”.")
			continue
		}
		said = append(said, below[i].children...)
	}
	r.checkFree(said)
	block.Markdown = r.src.markdown(said)
	if block.Markdown == "" {
		if len(below) == 0 && content.text == "" {
			r.on(EmptyBranch, head, "Di bawah “"+cutText(head.text)+"” tidak ada kutipan.", "Tulis apa yang dikatakan: “  > …”.")
		}
		if otherwise {
			b.open = false
			return
		}
	}
	b.put(block, otherwise)
}

// readAnswers reads the model answers to the case paper.
func (r *reader) readAnswers(out *outline) {
	s := out.section(answersTitle)
	if s == nil {
		return
	}
	r.notShown(s)
	missing := answerTitles()
	for i := range s.parts {
		p := &s.parts[i]
		r.checkFree(p.body)
		r.c.Answers = append(r.c.Answers, sim.ModelAnswer{Title: p.text, Markdown: r.src.markdown(p.body)})
		known := false
		for k, title := range missing {
			if slug(title) == slug(p.text) {
				missing = append(missing[:k], missing[k+1:]...)
				known = true
				break
			}
		}
		if !known {
			r.on(AnswerHeading, p.phrase, "“"+p.text+"” bukan judul lembar jawab kasus Latsar, atau sudah ada.", didYouMean(Nearest(p.text, answerTitles())))
		}
	}
	if len(missing) > 0 {
		r.on(AnswerHeading, s.phrase, "Lembar jawab belum memuat: "+strings.Join(missing, "; ")+".", "Tulis setiap judul dengan ###.")
	}
}

// answerTitles are the four headings of the Latsar case paper.
func answerTitles() []string {
	return []string{"Masalah pokok", "Aktor dan perannya", "Nilai yang diterapkan atau dilanggar", "Alternatif penyelesaian"}
}
