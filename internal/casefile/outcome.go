package casefile

import (
	"fmt"
	"slices"
	"strings"

	"mufakat/internal/sim"
)

// choiceReader reads one choice.
type choiceReader struct {
	*reader
	at      phrase // its text
	choice  sim.Choice
	indent  int // blanks before what stands below it
	outcome outcomeReader
	locked  bool // syarat was given
	outside bool // something that belongs below it stands outside, which was reported
}

func newChoiceReader(r *reader, at phrase) *choiceReader {
	c := &choiceReader{reader: r, at: at}
	c.outcome = outcomeReader{reader: r, choice: c, out: &c.choice.Outcome, feedback: textBuilder{r: r, feedback: true}}
	return c
}

// finish ends the choice: one of so many options of its passage.
func (c *choiceReader) finish(options int) {
	c.outcome.finish()
	if options < 2 {
		return
	}
	effect, feedback := hasEffect(&c.choice.Outcome), hasFeedback(&c.choice.Outcome)
	switch {
	case c.outcome.broken:
	case !effect && !feedback:
		c.on(EmptyChoice, c.at, "Pilihan ini tidak punya akibat dan tidak punya tanggapan.", "Tulis di bawahnya akibat, misalnya “  - warga: kepercayaan +5”, dan tanggapan, “  > …”.")
	case !feedback:
		c.on(NoFeedback, c.at, "Pilihan ini tidak punya tanggapan.", "Ceritakan di bawahnya apa yang terjadi: “  > …”.")
	case !effect:
		c.on(NoEffect, c.at, "Pilihan ini tidak punya akibat.", "Tulis di bawahnya apa yang berubah, misalnya “  - warga: kepercayaan +5”.")
	}
}

func hasEffect(o *sim.Outcome) bool {
	if len(o.Levels)+len(o.Resources)+len(o.Flags) > 0 {
		return true
	}
	for _, branching := range o.Branches {
		for i := range branching {
			if branching[i].Target != nil || hasEffect(&branching[i].Outcome) {
				return true
			}
		}
	}
	return false
}

func hasFeedback(o *sim.Outcome) bool {
	if len(o.Feedback) > 0 {
		return true
	}
	for _, branching := range o.Branches {
		for i := range branching {
			if hasFeedback(&branching[i].Outcome) {
				return true
			}
		}
	}
	return false
}

// outcomeReader reads what stands below a choice or a branch.
type outcomeReader struct {
	*reader
	choice   *choiceReader
	branch   *sim.Branch // nil directly below the choice
	out      *sim.Outcome
	feedback textBuilder
	run      bool // the last thing read was a branch under a condition, so that the next may be its alternative
	broken   bool // something below it was reported
}

func (o *outcomeReader) read(nodes []node) {
	for i := range nodes {
		n := &nodes[i]
		switch n.kind {
		case list:
			for k := range n.children {
				o.item(&n.children[k])
			}
		case quote:
			o.run = false
			o.feedback.quote(n)
		default:
			o.report(NotQuoted, n.offset, 1, "Teks di bawah pilihan harus berupa kutipan.", "Awali setiap barisnya dengan tanda >: “  > …”.")
		}
	}
}

func (o *outcomeReader) report(code Code, offset, width int, message, proposal string) {
	o.broken = true
	o.at(code, offset, width, message, proposal)
}

func (o *outcomeReader) finish() { o.out.Feedback = o.feedback.text }

// item reads one statement.
func (o *outcomeReader) item(it *node) {
	before := o.count
	p, below, ok := o.itemText(it, true)
	switch {
	case !ok:
		o.at(UnknownStatement, it.offset, 1, "Butir ini kosong atau bukan pernyataan.", "Tulis misalnya “- warga: kepercayaan +5”, atau hapus.")
	case isBranch(p):
		o.readBranch(p, below)
	default:
		o.run = false
		o.statement(p, below)
	}
	o.broken = o.broken || o.count > before
}

// isBranch tells whether a statement begins with "bila" (or what was meant to be) or is "selain itu".
func isBranch(p phrase) bool {
	if _, _, ok := cutBila(p); ok {
		return true
	}
	_, ok := p.cutWords("selain itu")
	return ok
}

// bilaLike are words that are written for "bila".
func bilaLike() []string { return []string{"jika", "kalau", "apabila", "jikalau", "bilamana"} }

// cutBila takes "bila" from the beginning, or a word that was probably meant to be: wrong says which.
func cutBila(p phrase) (rest, wrong phrase, ok bool) {
	if rest, ok := p.cutWords("bila"); ok {
		return rest, wrong, true
	}
	for _, w := range bilaLike() {
		if rest, ok := p.cutWords(w); ok {
			return rest, p.slice(0, len(w)), true
		}
	}
	return p, wrong, false
}

// readBranch reads "bila …:", "bila tidak:" or "selain itu:" with what stands below it.
func (o *outcomeReader) readBranch(p phrase, below []node) {
	head, content, colon := p.cut(":")
	switch {
	case !colon:
		o.on(BranchForm, p, "Sesudah “bila …” harus ada titik dua.", "Tulis “"+cutText(p.text)+":” dan isinya di bawahnya, menjorok dua spasi.")
	case content.text != "":
		o.on(BranchForm, content, "Isi cabang tidak dapat ditulis pada baris “bila”.", "Pindahkan ke bawahnya sebagai butir “- …”, menjorok dua spasi lagi.")
	}
	var b sim.Branch
	var otherwise bool
	b.When, otherwise = o.branchHead(head)
	if otherwise && !o.run && !o.choice.outside {
		o.on(LoneElse, head, "“bila tidak” ini tidak langsung didahului butir “bila …”.", "Letakkan tepat sesudah “bila …” pasangannya; pernyataan dan kutipan di antaranya memutus rangkaian.")
	}
	inner := outcomeReader{reader: o.reader, choice: o.choice, branch: &b, out: &b.Outcome, feedback: textBuilder{r: o.reader, feedback: true}}
	inner.read(below)
	inner.finish()
	empty := b.Target == nil && !hasEffect(&b.Outcome) && !hasFeedback(&b.Outcome) && len(b.Outcome.Concepts) == 0
	if empty && !inner.broken && content.text == "" {
		o.on(EmptyBranch, head, "Di bawah “"+cutText(head.text)+"” tidak ada apa-apa.", "Tulis akibat atau kutipan di bawahnya, menjorok dua spasi dari tanda hubungnya; bila memang tidak ada, hapus.")
	}
	o.broken = o.broken || inner.broken
	if o.run && len(o.out.Branches) > 0 {
		if !empty || !otherwise { // an empty "bila tidak" says nothing but that the run ends
			last := &o.out.Branches[len(o.out.Branches)-1]
			*last = append(*last, b)
		}
	} else {
		o.out.Branches = append(o.out.Branches, sim.Branching{b})
	}
	o.run = !otherwise
}

// branchHead reads "bila …", "bila tidak" or "selain itu".
func (r *reader) branchHead(head phrase) (when *sim.Condition, otherwise bool) {
	rest, wrong, ok := cutBila(head)
	if ok && wrong.text != "" {
		r.on(BranchForm, wrong, "“"+wrong.text+"” tidak dikenal di sini.", didYouMean([]string{"bila"}))
	}
	switch {
	case ok && rest.key() != "tidak":
		return r.condition(rest), false
	case !ok && head.key() != "selain itu":
		r.on(BranchForm, head, "“selain itu” tidak dapat diberi syarat.", "Tulis “bila …”, atau “selain itu” saja.")
	}
	return nil, true
}

// statement reads one "kunci: isi".
func (o *outcomeReader) statement(p phrase, below []node) {
	if _, ok := readLink(p); ok {
		o.on(NotAChoice, p, "Pilihan ini berada di bawah pilihan lain.", "Kurangi jorokannya, sehingga tanda hubungnya di awal baris.")
		return
	}
	key, value, colon := p.cut(":")
	if !colon {
		o.unknownStatement(p, phrase{})
		return
	}
	name := key.key()
	if name == "syarat" {
		o.lock(key, value, below)
		return
	}
	if o.knows(name) {
		o.below(key, below)
	}
	if value.text == "" && o.knows(name) {
		o.on(NoValue, key, "“"+key.text+":” belum ada isinya.", "Tulis isinya sesudah titik dua, atau hapus baris ini.")
		return
	}
	switch name {
	case "catat":
		for _, f := range value.split(",") {
			if index, ok := o.setFlag(f); ok && len(o.out.Flags) <= sim.MaxFlags && !slices.Contains(o.out.Flags, index) {
				o.out.Flags = append(o.out.Flags, index)
			}
		}
	case "konsep":
		o.out.Concepts = append(o.out.Concepts, o.conceptCodes(key, value)...)
	case "ke":
		o.redirect(key, value)
	case "peringkat", capKey:
		o.on(StatementPlace, key, "“"+key.text+":” hanya berlaku di bawah judul akhir.", "Pindahkan ke bagian “## Akhir”.")
	default:
		if index, ok := o.resources[name]; ok {
			o.spend(index, value)
			return
		}
		o.effects(p, key, value)
	}
}

// knows tells whether name begins a statement.
func (r *reader) knows(name string) bool {
	_, resource := r.resources[name]
	_, stakeholder := r.stakeholders[name]
	return resource || stakeholder || slices.Contains(statementKeys(), name)
}

// capKey begins the statement that limits the total of an ending.
const capKey = "total paling tinggi"

func statementKeys() []string {
	return []string{"semua", "catat", "konsep", "syarat", "ke", "peringkat", capKey}
}

// looksLikeStatement tells whether an item was probably meant as a statement, although it may hold mistakes.
func (r *reader) looksLikeStatement(p phrase) bool {
	if isBranch(p) {
		return strings.HasSuffix(p.text, ":")
	}
	key, value, colon := p.cut(":")
	if !colon {
		return false
	}
	if _, all := key.cutWords("semua"); all || slices.Contains(statementKeys(), key.key()) {
		return true
	}
	digits := strings.ContainsAny(value.text, "0123456789")
	for _, name := range key.split(",") {
		if r.knows(name.key()) && digits {
			return true
		}
	}
	for k := range sim.Criterion(sim.Criteria) {
		if _, ok := value.cutWords(k.String()); ok && digits {
			return true
		}
	}
	return false
}

// lock reads "syarat:" with the quotation below it, which tells why the choice is locked.
func (o *outcomeReader) lock(key, value phrase, below []node) {
	switch {
	case o.branch != nil:
		o.on(StatementPlace, key, "“syarat:” hanya berlaku langsung di bawah pilihan, tidak di dalam “bila”.", "Kurangi jorokannya.")
		return
	case o.choice.locked:
		o.on(StatementTwin, key, "Pilihan ini sudah punya “syarat:”.", "Gabungkan keduanya dengan “dan”.")
		return
	case value.text == "":
		o.on(NoValue, key, "“syarat:” belum ada isinya.", "Tulis misalnya “syarat: kepercayaan warga minimal 30”.")
	default:
		o.choice.choice.Requires = o.condition(value)
	}
	o.choice.locked = true
	var reasons []node
	for i := range below {
		if below[i].kind != quote {
			o.at(BelowStatement, below[i].offset, 1, "Di bawah “syarat:” hanya dapat berdiri kutipan, sebagai alasan mengapa pilihan terkunci.", "Awali barisnya dengan >, atau kurangi jorokannya.")
			continue
		}
		reasons = append(reasons, below[i].children...)
	}
	o.checkFree(reasons)
	o.choice.choice.LockReason = o.src.markdown(reasons)
}

// redirect reads "ke:", where a branch leads.
func (o *outcomeReader) redirect(key, value phrase) {
	l, ok := readLink(value)
	switch {
	case o.branch == nil:
		o.on(StatementPlace, key, "“ke:” hanya berlaku di dalam “bila”; pilihan sendiri menuju sasaran tautannya.", "Ubah tautan pilihan, atau pindahkan ke dalam “bila …:”.")
	case o.branch.Target != nil:
		o.on(StatementTwin, key, "Cabang ini sudah punya “ke:”.", "Hapus salah satu.")
	case !ok || l.flaw != "" || l.rest.text != "":
		o.on(BrokenChoice, value, "Isi “ke:” harus sebuah tautan ke adegan atau akhir.", "Tulis misalnya “ke: [Gerbang dikunci](#gerbang-dikunci)”.")
	default:
		t := o.resolve(l.target)
		o.branch.Target = &t
	}
}

// unknownStatement reports a statement that is none; the key is all of it where it has no colon.
func (o *outcomeReader) unknownStatement(key, value phrase) {
	candidates := slices.Concat(statementKeys(), []string{"bila", "bila tidak"}, o.stakeholderCodes(), o.resourceNames())
	proposal := "Pernyataan berbentuk “kunci: isi”, misalnya “warga: kepercayaan +5” atau “catat: janji”; cerita ditulis sebagai kutipan “> …”."
	if value.text != "" && strings.Trim(value.text, "+-−–—0123456789") == "" {
		proposal = "Bila ini sumber daya, tambahkan ke tabel di bagian “## " + resourcesTitle + "”."
	}
	if first, second, ok := key.cut(" "); ok {
		_, isCriterion := criterionOf(first.key())
		if _, isStakeholder := o.stakeholders[second.key()]; isCriterion && isStakeholder {
			o.on(UnknownStatement, key, "Pihak ditulis di depan titik dua, kriteria di belakangnya.", didYouMean([]string{second.key() + ": " + first.key() + " " + value.text}))
			return
		}
	}
	o.unknown(UnknownStatement, key, fmt.Sprintf("“%s” bukan pernyataan yang dikenal.", cutText(key.text)), candidates, proposal)
}

func (r *reader) stakeholderCodes() []string {
	var codes []string
	for _, s := range r.c.Stakeholders {
		codes = append(codes, s.Code)
	}
	return codes
}

func (r *reader) resourceNames() []string {
	var names []string
	for _, s := range r.c.Resources {
		names = append(names, s.Name)
	}
	return names
}
