package casefile

import (
	"fmt"
	"slices"
	"strings"

	"mufakat/internal/sim"
)

// declarePassages enters all acts and passages into the case and the scope, without their text.
func (r *reader) declarePassages(out *outline) []part {
	var parts []part
	add := func(list []part, act int) {
		for _, p := range list {
			r.declarePassage(p, act)
			parts = append(parts, p)
		}
	}
	add(out.opening, -1)
	for i := range out.sections {
		s := &out.sections[i]
		switch s.reserved {
		case "":
			r.declareAct(s, len(parts))
			add(s.parts, len(r.c.Acts)-1)
		case stakeholdersTitle, resourcesTitle: // misplaced, and reported there
			add(s.parts, -1)
		}
	}
	if len(parts) == 0 {
		r.on(NoPassages, out.anchor(), "Kasus ini belum punya adegan.", "Tulis babak “## Babak 1: …”, dan di dalamnya adegan “### …” dengan pilihan.")
	}
	r.limit(len(parts), sim.MaxPassages, "adegan", out.anchor())
	return parts
}

func (r *reader) declareAct(s *section, firstPassage int) {
	id, ok := r.id(s.title)
	if _, twin := r.acts[id]; ok && twin {
		r.on(TargetTwin, s.phrase, "Judul babak “"+s.text+"” sudah dipakai di atas.", "Ganti judulnya, atau beri id: “"+s.text+" {#id-lain}”.")
	}
	r.acts[id] = firstPassage
	if len(s.parts) == 0 {
		proposal := "Tulis adegannya: “### …”."
		if near := Nearest(s.text, reservedTitles()); len(near) > 0 {
			proposal = didYouMean(near)
		}
		r.on(EmptyAct, s.phrase, "Bagian “"+s.text+"” bukan bagian tetap dan, sebagai babak, tidak memuat adegan.", proposal)
	}
	r.c.Acts = append(r.c.Acts, sim.Act{ID: id, Title: s.text})
}

// readActs reads the texts with which acts begin.
func (r *reader) readActs(out *outline) {
	act := 0
	for i := range out.sections {
		if s := &out.sections[i]; s.reserved == "" {
			r.c.Acts[act].Intro = r.storyText(s.intro)
			act++
		}
	}
}

func (r *reader) declarePassage(p part, act int) {
	id := r.declareTarget(p.title, sim.Target{Kind: sim.ToPassage, Index: len(r.c.Passages)})
	r.c.Passages = append(r.c.Passages, sim.Passage{ID: id, Title: p.text, Act: act})
	r.places.Passages = append(r.places.Passages, r.place(p.phrase))
}

// id is a heading's id: the one that the author gave, else its title's slug; false (and reported) where it is none.
func (r *reader) id(t title) (string, bool) {
	if len(t.id.runs) == 0 {
		if slug(t.text) == "" && t.text != "" {
			r.on(BadID, t.phrase, "Judul ini tidak memuat huruf, sehingga tidak punya id.", "Beri id sesudahnya: “"+t.text+" {#id}”.")
		}
		return slug(t.text), slug(t.text) != ""
	}
	id := strings.ToLower(t.id.text)
	if id == "" || slug(id) != id {
		at := t.id
		if id == "" {
			at = t.phrase
		}
		r.on(BadID, at, "Id “"+t.id.text+"” tidak dapat dipakai.", "Pakai huruf kecil, angka, dan tanda hubung, misalnya {#"+slugOr(t.id.text, "rapat-malam")+"}.")
		return slug(t.text), false
	}
	return id, true
}

// declareTarget enters a passage or an ending into the scope and returns its id.
func (r *reader) declareTarget(t title, to sim.Target) string {
	id, ok := r.id(t)
	if !ok {
		return id
	}
	if id == finishID {
		r.on(BadID, t.phrase, "“akhir” adalah sasaran tetap yang berarti “ke akhir yang syaratnya terpenuhi”.", "Ganti judul ini, atau beri id: “"+t.text+" {#id-lain}”.")
		return id
	}
	if _, twin := r.targets[id]; twin {
		r.on(TargetTwin, t.phrase, "Judul atau id “"+id+"” sudah dipakai di atas.", "Ganti judulnya, atau beri id: “"+t.text+" {#id-lain}”.")
		return id
	}
	r.targets[id] = to
	if byTitle := slug(t.text); byTitle != id {
		if _, twin := r.titles[byTitle]; twin {
			to.Kind = -1
		}
		r.titles[byTitle] = to
	}
	return id
}

// passageReader reads one passage.
type passageReader struct {
	*reader
	text    textBuilder
	passage *sim.Passage
	choices []*choiceReader

	numbered bool // choices are numbered, which was reported
}

func (r *reader) readPassage(i int, p part) {
	reported := len(r.found)
	pr := passageReader{reader: r, text: textBuilder{r: r}, passage: &r.c.Passages[i]}
	for k := range p.body {
		var next *node
		if k+1 < len(p.body) {
			next = &p.body[k+1]
		}
		pr.add(&p.body[k], next)
	}
	pr.passage.Text = pr.text.text
	var places []Place
	seen := map[string]bool{}
	for _, c := range pr.choices {
		if id := c.choice.ID; seen[id] && id != "" {
			r.on(OptionTwin, c.at, "Id pilihan “"+id+"” sudah dipakai di adegan ini.", "Ubah teks pilihan, atau beri id sesudah tautan: {#id-lain}.")
		}
		seen[c.choice.ID] = true
		c.finish(len(pr.choices))
		pr.passage.Choices = append(pr.passage.Choices, c.choice)
		places = append(places, r.place(c.at))
	}
	r.places.Choices = append(r.places.Choices, places)
	isNearChoice := func(d Diagnostic) bool { return d.Code == LooseChoice || d.Code == NotAChoice }
	if len(pr.choices) == 0 && !slices.ContainsFunc(r.found[reported:], isNearChoice) {
		r.on(DeadEnd, p.phrase, "Adegan “"+p.text+"” tidak punya pilihan, sehingga cerita berhenti di sini.", "Tulis pilihan, misalnya “- [Lanjut](#akhir)”.")
	}
	r.limit(len(pr.choices), sim.MaxChoices, "pilihan dalam adegan ini", p.phrase)
}

func (pr *passageReader) add(n, next *node) {
	switch {
	case n.kind == list && pr.isSteering(n):
		pr.list(n)
	case n.kind == paragraph && (pr.looseChoice(n) || pr.strayLines(n.lines, pr.meantForPassage)):
	case len(pr.choices) > 0:
		pr.afterChoices(n)
	default:
		pr.text.add(n, next)
	}
}

// isSteering tells whether a list holds choices or statements rather than text.
func (pr *passageReader) isSteering(n *node) bool {
	for i := range n.children {
		if p, _, ok := pr.itemText(&n.children[i], false); ok {
			if _, isLink := readLink(p); isLink || pr.looksLikeStatement(p) {
				return true
			}
		}
	}
	return false
}

// list reads a list of choices, which statements about the passage may precede.
func (pr *passageReader) list(n *node) {
	for i := range n.children {
		it := &n.children[i]
		p, rest, ok := pr.itemText(it, true)
		if !ok {
			pr.at(NotAChoice, it.offset, 1, "Butir ini bukan pilihan.", "Pilihan ditulis “- [teks](#sasaran)”.")
			continue
		}
		if l, isLink := readLink(p); isLink {
			if n.marker != '-' && !pr.numbered {
				pr.numbered = true
				pr.at(NumberedChoice, it.offset, 2, "Pilihan tidak dapat berada dalam daftar bernomor.", "Awali setiap pilihan dengan - sebagai ganti nomor.")
			}
			pr.choice(p, l, rest)
			continue
		}
		key, value, hasColon := p.cut(":")
		switch {
		case len(pr.choices) == 0 && hasColon && key.key() == "konsep":
			pr.passage.Concepts = append(pr.passage.Concepts, pr.conceptCodes(key, value)...)
			pr.below(key, rest)
		case pr.looksLikeStatement(p) && len(pr.choices) > 0:
			pr.notIndented(it, p)
		case pr.looksLikeStatement(p):
			pr.rememberFlags(it)
			pr.on(LooseStatement, p, "Di sini, di atas pilihan, hanya pernyataan “konsep:” yang dikenal.", "Pindahkan ke bawah pilihannya, menjorok dua spasi.")
		default:
			pr.on(NotAChoice, p, "Butir ini bukan pilihan, padahal berada di antara pilihan.", "Pilihan ditulis “- [teks](#sasaran)”; daftar biasa dipisahkan dari pilihan oleh sebuah paragraf.")
			pr.rememberFlags(it)
		}
	}
}

// notIndented reads a statement that stands beside its choice instead of below it. A branch without content is not read:
// what belongs below it stands beside it too.
func (pr *passageReader) notIndented(it *node, p phrase) {
	last := pr.choices[len(pr.choices)-1]
	if pr.outside() {
		blanks := "dua spasi"
		if last.indent != 2 { // a tab behind its hyphen
			blanks = fmt.Sprintf("%d spasi", last.indent)
		}
		pr.on(NotIndented, p, "Pernyataan ini kurang menjorok, sehingga tidak berada di bawah pilihannya.", "Awali barisnya dengan "+blanks+": “"+strings.Repeat(" ", last.indent)+"- "+cutText(p.text)+"”.")
	}
	switch key, _, _ := p.cut(":"); {
	case isBranch(p) && len(it.children) == 1:
		return
	case isBranch(p), key.key() == "syarat": // a quotation below it is its own
	default:
		// One that does stand where the choice's quotations do was caught by this statement.
		own := *it
		own.children = nil
		for i := range it.children {
			if below := &it.children[i]; below.kind == quote {
				last.outcome.feedback.quote(below)
			} else {
				own.children = append(own.children, *below)
			}
		}
		it = &own
	}
	last.outcome.item(it)
}

// choice begins a choice and reads what stands below it.
func (pr *passageReader) choice(p phrase, l link, below []node) {
	if l.flaw != "" {
		pr.on(BrokenChoice, p, l.flaw, "Tulis “- ["+l.text.text+"](#"+slug(strings.TrimPrefix(l.target.text, "#"))+")”.")
	}
	at := l.text
	if open := strings.IndexByte(at.text, '{'); open >= 0 && isBraceWord(at.text[open+1:]) {
		pr.on(BadBrace, at.slice(open, open+1), "Di dalam teks pilihan “{bila …}” tidak berlaku.", "Tulis syaratnya di bawah pilihan: “  - syarat: …”.")
	}
	if at.text == "" {
		at = p
	}
	c := newChoiceReader(pr.reader, at)
	c.indent = pr.column(p.start())
	c.choice.Text = l.text.text
	c.choice.Target = pr.resolve(l.target)
	c.choice.ID = pr.optionID(l, at)
	pr.choices = append(pr.choices, c)
	c.outcome.read(below)
}

// optionID is the id of a choice: "{#id}" behind its link, else its text's slug.
func (r *reader) optionID(l link, at phrase) string {
	id, given := slug(l.text.text), false
	if rest := l.rest; rest.text != "" {
		if given = strings.HasPrefix(rest.text, "{#") && strings.HasSuffix(rest.text, "}"); given {
			at = rest
			id = strings.ToLower(strings.TrimSpace(rest.text[2 : len(rest.text)-1]))
		} else {
			r.on(AfterLink, rest, "Sesudah tautan pilihan hanya dapat berdiri {#id}.", "Masukkan teks ini ke dalam kurung siku, atau jadikan kutipan di bawah pilihan.")
		}
	}
	switch {
	case id == "" && !given:
		r.on(OptionID, at, "Teks pilihan ini tidak memuat huruf, sehingga pilihan tidak punya id.", "Tulis teks pilihan, atau beri id sesudah tautan: {#id}.")
	case isDigits(id):
		r.on(OptionID, at, "Id pilihan “"+id+"” hanya terdiri atas angka, sehingga tertukar dengan nomor pilihan.", "Beri id dengan huruf sesudah tautan, misalnya {#opsi-"+id+"}.")
	case id == "" || slug(id) != id:
		r.on(OptionID, at, "Id pilihan “"+id+"” tidak dapat dipakai.", "Pakai huruf kecil, angka, dan tanda hubung, misalnya {#"+slugOr(id, "janji")+"}.")
	}
	return id
}

// looseChoice reads a paragraph that is a choice but for its hyphen.
func (pr *passageReader) looseChoice(n *node) bool {
	p := pr.src.phrase(n.lines...).trim()
	l, ok := readLink(p)
	if !ok || l.rest.text != "" && !strings.HasPrefix(l.rest.text, "{") {
		return false
	}
	target := "#" + slug(strings.TrimPrefix(l.target.text, "#"))
	pr.on(LooseChoice, p, "Tautan ini tidak berada dalam butir daftar, sehingga tidak dapat dipilih.", "Awali dengan tanda hubung: “- ["+l.text.text+"]("+target+")”.")
	l.flaw = ""
	pr.choice(p, l, nil)
	last := pr.choices[len(pr.choices)-1]
	last.outcome.broken, last.outside = true, true // what belongs below it cannot stand there
	return true
}

// outside notes that something stands outside the last choice to which it belongs. It tells whether that is to be
// reported: once for every choice, and not for numbered ones, below which everything stands outside.
func (pr *passageReader) outside() bool {
	last := pr.choices[len(pr.choices)-1]
	report := !last.outside && !pr.numbered
	last.outside = true
	return report
}

// afterChoices reports what follows the choices of a passage. A quotation was meant as the last one's feedback.
func (pr *passageReader) afterChoices(n *node) {
	last := pr.choices[len(pr.choices)-1]
	switch n.kind {
	case quote:
		if pr.outside() {
			pr.at(AfterChoices, n.offset, 1, "Kutipan ini tidak berada di bawah sebuah pilihan.", "Tanggapan atas pilihan menjorok dua spasi: “  > …”; kutipan untuk adegan ditulis di atas pilihan.")
		}
		last.outcome.feedback.quote(n)
	case heading:
		pr.reportDeepHeading(n)
	default:
		pr.at(AfterChoices, n.offset, 1, "Teks ini berada sesudah pilihan, sehingga tidak tampil.", "Pindahkan ke atas pilihan, atau jadikan kutipan di bawah pilihannya: “  > …”.")
	}
}

// itemText is the text of an item, and what stands below it. Text that is glued to it is reported (if asked) and left
// out. It returns false for an item that does not begin with text.
func (r *reader) itemText(it *node, report bool) (p phrase, below []node, ok bool) {
	if len(it.children) == 0 || it.children[0].kind != paragraph {
		return p, nil, false
	}
	lines := it.children[0].lines
	first := r.src.at(lines[0])
	for i := 1; i < len(lines); i++ {
		glued := r.column(lines[i].start) < r.column(lines[0].start)
		if !glued || strings.HasPrefix(first, "[") && matching(first, '[', ']') < 0 {
			continue
		}
		if report {
			r.on(Glued, r.src.phrase(lines[i]).trim(), "Baris ini menempel pada butir di atasnya dan terbaca sebagai lanjutannya.", "Beri baris kosong di antaranya; lanjutan sebuah butir menjorok dua spasi.")
		}
		lines = lines[:i]
	}
	p = r.src.phrase(lines...).trim()
	if strings.IndexAny(p.text, "*_`") == 0 {
		if bare := p.withoutMarks(); !strings.HasPrefix(bare.text, "[") && r.looksLikeStatement(bare) {
			if report {
				r.on(UnknownStatement, p, "Pernyataan ditulis tanpa tanda tebal atau miring.", "Tulis “- "+cutText(bare.text)+"”.")
			}
			p = bare
		}
	}
	return p, it.children[1:], true
}

// rememberFlags notes the flags that an item, which is not read, and what stands below it record: that they are never
// set is no mistake of its own.
func (r *reader) rememberFlags(it *node) {
	if p, _, ok := r.itemText(it, false); ok {
		if key, value, colon := p.cut(":"); colon && key.key() == "catat" {
			for _, f := range value.split(",") {
				r.lostFlags[strings.ToLower(f.text)] = true
			}
		}
	}
	for i := range it.children {
		for k := range it.children[i].children {
			if inner := &it.children[i].children[k]; inner.kind == item {
				r.rememberFlags(inner)
			}
		}
	}
}

// column is the number of bytes before an offset in its line.
func (r *reader) column(offset int) int { return offset - r.src.starts[r.src.line(offset)] }

// below reports what stands below a statement that nothing can stand below.
func (r *reader) below(key phrase, nodes []node) {
	for i := range nodes {
		n := &nodes[i]
		r.at(BelowStatement, n.offset, 1, fmt.Sprintf("Di bawah “%s:” tidak boleh ada isi lain.", key.text), "Kurangi jorokannya, sehingga sejajar dengan “- "+key.text+":”.")
	}
}
