package casefile

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"mufakat/internal/sim"
)

// Write writes a case in the format. For a case that [Parse] has read, Parse of what is written is the same case but
// for its hash. Other cases must keep to what the format can say: single-line titles and table cells, Markdown as Parse
// leaves it, flags in the order of the alphabet, acts and passages as the headings nest.
func Write(c *sim.Case) []byte {
	w := &writer{c: c}
	w.frontMatter()
	w.line("# " + c.Title)
	w.text(c.Intro)
	passages := c.Passages
	for len(passages) > 0 && passages[0].Act < 0 {
		w.passage(&passages[0])
		passages = passages[1:]
	}
	w.tables()
	for i := range c.Acts {
		w.heading("## ", c.Acts[i].Title, c.Acts[i].ID)
		w.text(c.Acts[i].Intro)
		for k := range passages {
			if passages[k].Act == i {
				w.passage(&passages[k])
			}
		}
	}
	w.endings()
	w.voices()
	w.section(actualTitle, c.Actual)
	w.answers()
	w.section(reflectionTitle, c.Reflection)
	w.section(sourcesTitle, c.Sources)
	return []byte(w.b.String())
}

// writer writes a case; every piece that it writes ends in a newline and begins, if it is a block, after an empty line.
type writer struct {
	c *sim.Case
	b strings.Builder
}

func (w *writer) line(s string) {
	w.b.WriteString(s)
	w.b.WriteByte('\n')
}

// paragraph writes a block after an empty line, behind an indentation.
func (w *writer) paragraph(indent, markdown string) {
	w.line("")
	w.line(prefixLines(markdown, indent, indent))
}

func (w *writer) frontMatter() {
	w.line("---")
	for _, kv := range [][2]string{{"kode", w.c.Code}, {"peran", w.c.Role}, {"durasi", number(w.c.Minutes)}, {"versi", w.c.Version}, {"status", w.c.Status}} {
		if kv[1] != "" {
			w.line(kv[0] + ": " + kv[1])
		}
	}
	if wt := w.c.Weights; wt != [sim.Criteria]int{1, 1, 1} {
		w.line(fmt.Sprintf("bobot: %d/%d/%d", wt[sim.Trust], wt[sim.Commitment], wt[sim.Understanding]))
	}
	w.line("---")
}

func number(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// heading writes a heading, with its id where that is not its title's slug.
func (w *writer) heading(marks, title, id string) {
	w.line("")
	if id != slug(title) {
		title = strings.TrimSpace(title + " {#" + id + "}")
	}
	w.line(marks + title)
}

func (w *writer) section(title, markdown string) {
	if markdown != "" {
		w.heading("## ", title, slug(title))
		w.paragraph("", markdown)
	}
}

func (w *writer) tables() {
	w.section(stakeholdersTitle, w.stakeholders())
	if len(w.c.Resources) > 0 {
		rows := []string{"| Nama | Awal |", "|---|---|"}
		for _, r := range w.c.Resources {
			rows = append(rows, fmt.Sprintf("| %s | %d |", r.Name, r.Start))
		}
		w.section(resourcesTitle, strings.Join(rows, "\n"))
	}
}

func (w *writer) stakeholders() string {
	rows := []string{"| Kode | Nama | Kepentingan | Kepercayaan | Komitmen | Pemahaman |", "|---|---|---|---|---|---|"}
	for _, s := range w.c.Stakeholders {
		cells := []string{s.Code, tableCell(s.Name), tableCell(s.Interest)}
		for _, level := range s.Start {
			if level == sim.Absent {
				cells = append(cells, "–")
			} else {
				cells = append(cells, strconv.Itoa(level))
			}
		}
		rows = append(rows, "| "+strings.Join(cells, " | ")+" |")
	}
	return strings.Join(rows, "\n")
}

func tableCell(s string) string { return strings.ReplaceAll(s, "|", `\|`) }

// text writes blocks of a story.
func (w *writer) text(t sim.Text) { w.blocks(t, "") }

// textWith writes blocks of a story with statements before them, or as soon as these do not run into a list there.
func (w *writer) textWith(statements []string, t sim.Text) {
	at := 0
	for at < len(t) && (isBulletList(t[at]) || at > 0 && isBulletList(t[at-1])) {
		at++
	}
	w.text(t[:at])
	if len(statements) > 0 {
		if at > 0 {
			w.line("")
		}
		w.line(strings.Join(statements, "\n"))
	}
	w.text(t[at:])
}

func isBulletList(a sim.Alternatives) bool {
	return a[0].Kind == sim.Prose && a[0].When == nil && strings.HasPrefix(a[0].Markdown, "- ")
}

// blocks writes a text behind an indentation. Alternatives that follow one another are kept apart by "{bila tidak}".
func (w *writer) blocks(t sim.Text, indent string) {
	for i, alternatives := range t {
		if i > 0 && conditional(t[i-1]) && alternatives[0].When != nil {
			w.paragraph(indent, "> {bila tidak}")
		}
		for k := range alternatives {
			b := &alternatives[k]
			prefix := ""
			switch {
			case b.When != nil:
				prefix = "{bila " + w.c.ConditionText(b.When) + "} "
			case len(alternatives) > 1:
				prefix = "{bila tidak} "
			}
			w.block(b, prefix, indent)
		}
	}
}

// conditional tells whether the last of the alternatives has a condition, so that a further one could join them.
func conditional(a sim.Alternatives) bool { return a[len(a)-1].When != nil }

func (w *writer) block(b *sim.Block, prefix, indent string) {
	markdown := prefix + b.Markdown
	switch b.Kind {
	case sim.Quote:
		markdown = prefixLines(markdown, "> ", "> ")
	case sim.Lesson:
		markdown = prefixLines(prefix+"**Pelajaran:** "+b.Markdown, "> ", "> ")
	case sim.Discussion:
		minutes := ""
		if b.Minutes > 0 {
			minutes = fmt.Sprintf(" %d menit", b.Minutes)
		}
		markdown = prefix + "{diskusi" + minutes + "} " + b.Markdown
	}
	w.paragraph(indent, markdown)
}

func (w *writer) passage(p *sim.Passage) {
	w.heading("### ", p.Title, p.ID)
	var statements []string
	if len(p.Concepts) > 0 {
		statements = append(statements, "- konsep: "+strings.Join(p.Concepts, ", "))
	}
	w.textWith(statements, p.Text)
	w.line("")
	for i := range p.Choices {
		w.choice(&p.Choices[i])
	}
}

func (w *writer) choice(ch *sim.Choice) {
	line := fmt.Sprintf("- [%s](#%s)", ch.Text, w.c.TargetID(ch.Target))
	if ch.ID != slug(ch.Text) {
		line += " {#" + ch.ID + "}"
	}
	w.line(line)
	if ch.Requires != nil {
		w.line("  - syarat: " + w.c.ConditionText(ch.Requires))
		if ch.LockReason != "" {
			w.line(prefixLines(ch.LockReason, "    > ", "    > "))
		}
	}
	w.outcome(&ch.Outcome, "  ")
}

func (w *writer) outcome(o *sim.Outcome, indent string) {
	for i := 0; i < len(o.Levels); {
		e := o.Levels[i]
		parts := []string{}
		for ; i < len(o.Levels) && slices.Equal(o.Levels[i].Stakeholders, e.Stakeholders); i++ {
			parts = append(parts, fmt.Sprintf("%s %+d", o.Levels[i].Criterion, o.Levels[i].Delta))
		}
		w.line(indent + "- " + w.who(e.Stakeholders) + ": " + strings.Join(parts, ", "))
	}
	for _, e := range o.Resources {
		w.line(fmt.Sprintf("%s- %s: %+d", indent, w.c.Resources[e.Resource].Name, e.Delta))
	}
	if len(o.Flags) > 0 {
		names := make([]string, len(o.Flags))
		for i, f := range o.Flags {
			names[i] = w.c.Flags[f]
		}
		w.line(indent + "- catat: " + strings.Join(names, ", "))
	}
	if len(o.Concepts) > 0 {
		w.line(indent + "- konsep: " + strings.Join(o.Concepts, ", "))
	}
	for i, branching := range o.Branches {
		if i > 0 && o.Branches[i-1][len(o.Branches[i-1])-1].When != nil {
			w.line(indent + "- bila tidak:") // keeps the two runs apart
		}
		for k := range branching {
			w.branch(&branching[k], indent)
		}
	}
	w.blocks(o.Feedback, indent)
}

func (w *writer) branch(b *sim.Branch, indent string) {
	head := "bila tidak"
	if b.When != nil {
		head = "bila " + w.c.ConditionText(b.When)
	}
	w.line(indent + "- " + head + ":")
	if b.Target != nil {
		id := w.c.TargetID(*b.Target)
		w.line(fmt.Sprintf("%s  - ke: [%s](#%s)", indent, id, id))
	}
	w.outcome(&b.Outcome, indent+"  ")
}

// who names the stakeholders of an effect in the shortest way.
func (w *writer) who(stakeholders []int) string {
	var named, others []string
	for i, s := range w.c.Stakeholders {
		if slices.Contains(stakeholders, i) {
			named = append(named, s.Code)
		} else {
			others = append(others, s.Code)
		}
	}
	switch {
	case len(others) == 0 && len(named) > 1:
		return "semua"
	case len(others) < len(named) && len(named) > 2:
		return "semua kecuali " + strings.Join(others, ", ")
	}
	return strings.Join(named, ", ")
}

func (w *writer) endings() {
	w.heading("## ", endingsTitle, finishID)
	w.text(w.c.EndingIntro)
	for i := range w.c.Endings {
		e := &w.c.Endings[i]
		w.heading("### ", e.Title, e.ID)
		var statements []string
		if e.Rank != 0 {
			statements = append(statements, "- peringkat: "+strconv.Itoa(e.Rank))
		}
		if e.Requires != nil {
			statements = append(statements, "- syarat: "+w.c.ConditionText(e.Requires))
		}
		if e.Cap != sim.NoCap {
			statements = append(statements, "- "+capKey+": "+strconv.Itoa(e.Cap))
		}
		w.textWith(statements, e.Text)
	}
}

func (w *writer) voices() {
	if len(w.c.Voices) == 0 {
		return
	}
	w.heading("## ", voicesTitle, slug(voicesTitle))
	for _, v := range w.c.Voices {
		w.line("")
		w.line("### " + w.c.Stakeholders[v.Stakeholder].Code)
		inItems := !slices.ContainsFunc(v.Text, isBulletList)
		for i, alternatives := range v.Text {
			switch {
			case !inItems || alternatives[0].When == nil || slices.ContainsFunc(alternatives, isNoQuote):
				w.blocks(v.Text[i:i+1], "")
				continue
			case i > 0 && conditional(v.Text[i-1]):
				w.line("- bila tidak:")
			default:
				w.line("")
			}
			w.voiceItems(alternatives)
		}
	}
}

func isNoQuote(b sim.Block) bool { return b.Kind != sim.Quote }

// voiceItems writes alternatives as "bila …:" and "bila tidak:".
func (w *writer) voiceItems(alternatives sim.Alternatives) {
	for _, b := range alternatives {
		head := "- bila tidak:"
		if b.When != nil {
			head = "- bila " + w.c.ConditionText(b.When) + ":"
		}
		w.line(head)
		if b.Markdown != "" {
			w.line(prefixLines(b.Markdown, "  > ", "  > "))
		}
	}
}

func (w *writer) answers() {
	if len(w.c.Answers) == 0 {
		return
	}
	w.heading("## ", answersTitle, slug(answersTitle))
	for _, a := range w.c.Answers {
		w.line("")
		w.line("### " + a.Title)
		if a.Markdown != "" {
			w.paragraph("", a.Markdown)
		}
	}
}
