package casefile

import (
	"slices"
	"strings"

	"mufakat/internal/sim"
)

// textBuilder gathers the blocks of a text. Blocks under conditions that follow one another are alternatives.
type textBuilder struct {
	r        *reader
	feedback bool // the text tells what comes of a choice: it has lessons, and no questions for a group
	text     sim.Text
	open     bool // the last block stands under a condition, so that the next one may be its alternative
	lost     bool // the last block could not be read, so that it may have stood under a condition
	cut      bool // the next block is the rest of a condition, which was reported
}

// storyText reads blocks as a text that tells the story.
func (r *reader) storyText(nodes []node) sim.Text {
	b := textBuilder{r: r}
	for i := range nodes {
		var next *node
		if i+1 < len(nodes) {
			next = &nodes[i+1]
		}
		b.add(&nodes[i], next)
	}
	return b.text
}

// add adds a block of a story; next is the one that follows it, or nil.
func (b *textBuilder) add(n, next *node) {
	switch n.kind {
	case heading:
		b.r.reportDeepHeading(n)
	case paragraph:
		b.paragraph(n.lines, sim.Prose, next)
	case quote:
		if !b.cut {
			b.quote(n)
		}
		b.cut = false
	default:
		b.whole(n, sim.Prose)
	}
}

func (r *reader) reportDeepHeading(n *node) {
	r.at(HeadingPlace, n.offset, n.level, "Judul dengan "+strings.Repeat("#", n.level)+" tidak dipakai di sini.", "Pakai ## untuk babak dan bagian, ### untuk adegan dan akhir, atau **tebal** untuk kata penting.")
}

// quote adds the blocks of a quotation. What follows "**Pelajaran:**" in it is part of the lesson.
func (b *textBuilder) quote(n *node) {
	lesson := false
	for i := range n.children {
		child := &n.children[i]
		switch {
		case lesson && !standsAlone(b.r.src, child):
			b.r.checkInside(child)
			last := b.text[len(b.text)-1]
			last[len(last)-1].Markdown += "\n\n" + b.r.src.block(child)
			continue
		case child.kind == paragraph:
			b.paragraph(child.lines, sim.Quote, nil)
		default:
			b.whole(child, sim.Quote)
		}
		lesson = b.endsInLesson()
	}
}

// endsInLesson tells whether the last block is a lesson.
func (b *textBuilder) endsInLesson() bool {
	if len(b.text) == 0 || b.lost {
		return false
	}
	last := b.text[len(b.text)-1]
	return last[len(last)-1].Kind == sim.Lesson
}

// standsAlone tells whether a block in a quotation cannot be the rest of the lesson above it: it has a condition, or is
// a lesson of its own.
func standsAlone(s *source, n *node) bool {
	if n.kind != paragraph {
		return false
	}
	p := s.phrase(n.lines...)
	_, lesson := cutLesson(p)
	return lesson || strings.HasPrefix(p.text, "{")
}

// whole adds a block that no condition can govern: a list, a fence, a quotation in a quotation.
func (b *textBuilder) whole(n *node, kind sim.BlockKind) {
	b.r.checkInside(n)
	b.put(sim.Block{Kind: kind, Markdown: b.r.src.block(n)}, false)
}

// paragraph adds a paragraph, which may begin with "{bila …}" and "{diskusi …}". A line that begins so begins another
// paragraph, although the author left no empty line before it; so does one that begins a lesson.
func (b *textBuilder) paragraph(lines []span, kind sim.BlockKind, next *node) {
	from := 0
	for i := 1; i < len(lines); i++ {
		if _, lesson := cutLesson(b.r.src.phrase(lines[i])); lesson && b.feedback && kind == sim.Quote {
			b.one(lines[from:i], kind, nil)
			from = i
			continue
		}
		if text := b.r.src.at(lines[i]); !strings.HasPrefix(text, "{") || !isBraceWord(text[1:]) {
			continue
		}
		b.r.on(ConditionGlued, b.r.src.phrase(lines[i]), "Baris ini menempel pada paragraf di atasnya; dibaca sebagai paragraf baru.", "Beri baris kosong di atasnya.")
		b.one(lines[from:i], kind, nil)
		from = i
	}
	b.one(lines[from:], kind, next)
}

// isBraceWord tells whether the text behind a "{" begins with one of the words that mean something there.
func isBraceWord(text string) bool {
	if prefixWords(text, "bila") > 0 || prefixWords(text, "selain itu") > 0 || prefixWords(text, "diskusi") > 0 {
		return true
	}
	return slices.ContainsFunc(bilaLike(), func(w string) bool { return prefixWords(text, w) > 0 })
}

// one adds one paragraph; next is the block that follows it.
func (b *textBuilder) one(lines []span, kind sim.BlockKind, next *node) {
	block := sim.Block{Kind: kind}
	p := b.r.src.phrase(lines...)
	all := p
	otherwise, ok := b.prefixes(&p, &block, next)
	if !ok {
		b.lost = true
		return
	}
	if b.feedback && block.Kind == sim.Quote {
		if rest, ok := cutLesson(p); ok {
			block.Kind, p = sim.Lesson, rest
		}
	}
	if p.text == "" {
		b.empty(all, otherwise, &block)
		return
	}
	b.r.inParentheses(p)
	b.r.checkPlain(p)
	for len(lines) > 1 && lines[0].stop <= p.start() {
		lines = lines[1:]
	}
	lines = append([]span{{p.start(), lines[0].stop}}, lines[1:]...)
	if block.Kind == sim.Lesson {
		lines[len(lines)-1].stop = p.offset(len(p.text)) // less a mark at its end
	}
	block.Markdown = b.r.src.paragraph(lines)
	b.checkTable(lines)
	if otherwise && !b.open && !b.lost {
		b.r.on(LoneElse, all, "“{bila tidak}” di depan paragraf ini tidak didahului paragraf “{bila …}”.", "Letakkan tepat sesudah paragraf “{bila …}” pasangannya.")
	}
	b.put(block, otherwise)
}

// empty reports a paragraph in which nothing follows the braces. "{bila tidak}" alone ends a run of alternatives.
func (b *textBuilder) empty(at phrase, otherwise bool, block *sim.Block) {
	switch {
	case otherwise:
		b.open = false
		b.r.on(EmptyBranch, at, "Tidak ada teks sesudah “{bila tidak}”.", "Tulis teksnya di paragraf yang sama, atau hapus.")
	case block.Kind == sim.Lesson:
		b.r.on(NoValue, at, "Pelajaran ini kosong.", "Tulis pelajarannya sesudah “**Pelajaran:**”.")
	default:
		b.r.on(BadBrace, at, "Tidak ada teks sesudah tanda kurung kurawal.", "Tulis teksnya di paragraf yang sama, tanpa baris kosong.")
	}
}

// put adds a block, as an alternative of the last ones if it stands under a condition as they do.
func (b *textBuilder) put(block sim.Block, otherwise bool) {
	if b.open && (block.When != nil || otherwise) {
		last := &b.text[len(b.text)-1]
		*last = append(*last, block)
	} else {
		b.text = append(b.text, sim.Alternatives{block})
	}
	b.open, b.lost = block.When != nil, false
}

// prefixes takes "{bila …}", "{bila tidak}" and "{diskusi …}" from the beginning of a paragraph. It returns false where
// the paragraph cannot be read, which it has reported.
func (b *textBuilder) prefixes(p *phrase, block *sim.Block, next *node) (otherwise, ok bool) {
	for strings.HasPrefix(p.text, "{") {
		end := strings.IndexByte(p.text, '}')
		if end < 0 {
			return otherwise, !b.reportOpenBrace(*p, next)
		}
		inner := p.slice(1, end).trim()
		if rest, found := inner.cutWords("diskusi"); found {
			b.discussion(inner, rest, block)
		} else if isBranch(inner) {
			if block.When != nil || otherwise {
				b.r.on(BadBrace, inner, "Satu paragraf hanya dapat diberi satu syarat.", "Gabungkan keduanya dengan “dan”: “{bila … dan …}”.")
			}
			block.When, otherwise = b.r.branchHead(inner)
		} else {
			b.r.reportBrace(inner)
		}
		*p = p.slice(end+1, len(p.text)).trim()
	}
	return otherwise, true
}

// reportOpenBrace reports a "{" that is not closed in its paragraph; false where it is no brace of ours.
func (b *textBuilder) reportOpenBrace(p phrase, next *node) bool {
	if !isBraceWord(p.text[1:]) {
		return false
	}
	if next != nil && next.kind == quote && b.r.src.line(next.offset) == b.r.src.line(p.offset(len(p.text)-1))+1 {
		b.cut = true
		b.r.reportCut(next.offset)
		return true
	}
	b.r.on(BraceOpen, p.slice(0, 1), "Tanda { ini tidak ditutup dengan } di paragraf yang sama.", "Tulis } sesudah syarat, misalnya “{bila janji} …”.")
	return true
}

func (r *reader) reportBrace(inner phrase) {
	first, _, _ := inner.cut(" ")
	proposal := didYouMean(Nearest(first.text, []string{"bila", "selain itu", "diskusi"}))
	if proposal == "" {
		proposal = "Yang dikenal: {bila …}, {bila tidak}, dan {diskusi 3 menit}."
	}
	r.on(BadBrace, inner, "“{"+cutText(inner.text)+"}” tidak dikenal.", proposal)
}

// discussion reads what stands behind "diskusi": nothing, or a number of minutes.
func (b *textBuilder) discussion(inner, rest phrase, block *sim.Block) {
	block.Kind = sim.Discussion
	if b.feedback {
		b.r.on(BadDiscussion, inner, "Pertanyaan diskusi hanya dapat berada di adegan, bukan di bawah pilihan.", "Pindahkan ke atas pilihan.")
		return
	}
	if rest.text == "" {
		return
	}
	minutes, ok := wholeNumber(strings.TrimSpace(strings.TrimSuffix(rest.key(), "menit")))
	if !ok || minutes < 1 || minutes > 120 {
		b.r.on(BadDiscussion, rest, "“"+rest.text+"” bukan lama diskusi antara 1 dan 120 menit.", "Tulis misalnya “{diskusi 3 menit}” atau “{diskusi}”.")
		return
	}
	block.Minutes = minutes
}

// cutLesson takes "**Pelajaran:**" from the beginning, also where the author set its marks a little differently or left
// them out. Without a colon it has to be bold.
func cutLesson(p phrase) (phrase, bool) {
	const word = "Pelajaran"
	word0 := len(p.text) - len(strings.TrimLeft(p.text, "*_ "))
	marks := strings.TrimSpace(p.text[:word0])
	end := word0 + len(word)
	if len(p.text) < end || !strings.EqualFold(p.text[word0:end], word) {
		return p, false
	}
	closed, colon := marks == "", false
	for end < len(p.text) {
		switch rest := p.text[end:]; {
		case rest[0] == ' ' && (!closed || !colon):
			end++
		case rest[0] == ':' && !colon:
			colon = true
			end++
		case !closed && strings.HasPrefix(rest, marks):
			closed = true
			end += len(marks)
		default:
			return lessonText(p, end, marks, closed, colon)
		}
	}
	return lessonText(p, end, marks, closed, colon)
}

// lessonText is what follows the mark of a lesson, which ends at byte end.
func lessonText(p phrase, end int, marks string, closed, colon bool) (phrase, bool) {
	if !colon && (len(marks) < 2 || !closed) {
		return p, false
	}
	rest := p.slice(end, len(p.text)).trim()
	if !colon {
		rest = rest.slice(len(rest.text)-len(strings.TrimLeft(rest.text, "–—- ")), len(rest.text))
	}
	if !closed { // all of it is bold
		rest = rest.slice(0, len(strings.TrimSuffix(rest.text, marks)))
	}
	return rest, true
}

// checkPlain reports what looks like a condition or a choice in the middle of a text.
func (r *reader) checkPlain(p phrase) {
	for i := 0; i < len(p.text); i++ {
		switch {
		case p.text[i] == '{' && isBraceWord(p.text[i+1:]):
			r.on(BadBrace, p.slice(i, i+1), "“{bila …}” dan “{diskusi …}” hanya berlaku di awal paragraf.", "Mulai paragraf baru di sini, dengan baris kosong di atasnya.")
			return
		case strings.HasPrefix(p.text[i:], "](#"), strings.HasPrefix(p.text[i:], "] (#"):
			r.on(LooseChoice, p.slice(i, i+3), "Tautan ke adegan di dalam teks tidak dapat dipilih.", "Tulis sebagai butir tersendiri: “- [teks pilihan](#sasaran)”.")
			return
		}
	}
}

// checkTable reports text that is glued to a table within a text.
func (b *textBuilder) checkTable(lines []span) {
	if b.r.src.isTable(lines) {
		for _, sp := range lines[2:] {
			if line := b.r.src.phrase(sp).trim(); !strings.Contains(line.text, "|") {
				b.r.on(TableGlued, line, "Teks ini menempel pada tabel di atasnya dan terbaca sebagai barisnya.", "Beri baris kosong di antara tabel dan teks.")
			}
		}
		return
	}
	for i := 1; i+1 < len(lines); i++ {
		if b.r.src.isTable(lines[i:]) {
			b.r.on(TableGlued, b.r.src.phrase(lines[i-1]).trim(), "Teks ini menempel pada tabel di bawahnya.", "Beri baris kosong di antara teks dan tabel.")
			return
		}
	}
}

// checkProseList reports items of an ordinary list that look like effects.
func (r *reader) checkProseList(n *node) {
	for i := range n.children {
		if it := &n.children[i]; len(it.children) > 0 && it.children[0].kind == paragraph {
			p := r.src.phrase(it.children[0].lines...).trim()
			l, isLink := readLink(p)
			switch {
			case isLink:
				r.on(LooseChoice, p, "Pilihan ini berada di dalam daftar lain atau kutipan, sehingga tidak dapat dipilih.", "Letakkan di awal baris, sesudah baris kosong: “- ["+cutText(l.text.text)+"](#"+slug(strings.TrimPrefix(l.target.text, "#"))+")”.")
				continue // what stands below it is no mistake of its own
			case r.looksLikeStatement(p):
				r.on(LooseStatement, p, "Pernyataan ini tidak berada di bawah pilihan, sehingga tidak berlaku.", "Pindahkan ke bawah pilihannya, menjorok dua spasi.")
				r.rememberFlags(it)
			case r.meantForPassage(p):
				r.reportStray(p)
			default:
				r.checkInside(&it.children[0])
			}
			for k := range it.children[1:] {
				r.checkInside(&it.children[k+1])
			}
		}
	}
}

// freeText is a section that is shown as it is.
func (r *reader) freeText(out *outline, title string) string {
	s := out.section(title)
	if s == nil {
		return ""
	}
	r.checkFree(s.body)
	return r.src.markdown(s.body)
}

// checkFree reports conditions in a text that is shown as it is.
func (r *reader) checkFree(nodes []node) {
	for i := range nodes {
		n := &nodes[i]
		if n.kind == paragraph {
			p := r.src.phrase(n.lines...)
			if strings.HasPrefix(p.text, "{") && isBraceWord(p.text[1:]) {
				r.on(BadBrace, p.slice(0, 1), "Di bagian ini “{bila …}” dan “{diskusi …}” tidak berlaku.", "Hapus, atau pindahkan teks ini ke teks akhir cerita.")
			}
		}
		r.checkFree(n.children)
	}
}
