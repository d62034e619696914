package scenes

import (
	"fmt"
	"strings"

	"mufakat/internal/debrief"
	"mufakat/internal/plaintext"
	"mufakat/internal/sim"
	"mufakat/internal/ui"
	"mufakat/internal/widget"
)

// View draws the page.
func (d *Debrief) View(f ui.Frame) string {
	t := f.Theme
	switch {
	case d.page == pageGuess:
		lines := []string{"", "   " + t.Title.Render("Siapa yang paling tertinggal dalam proses ini?"),
			"   " + t.Faint.Render("Jawab dulu; nilai menyusul di halaman berikut."), ""}
		if d.short {
			lines[2] = "   " + t.Accent.Render("Debrief singkat: empat bagian pertama, sekitar lima menit.")
		}
		return strings.Join(lines, "\n") + "\n" + d.guess.View(f, f.Height-len(lines))
	case d.result == nil:
		return "\n" + indent(t.Faint.Render("Menghitung nilai setiap keputusan …"))
	case d.writing:
		return indent(strings.Join(d.writingLines(f), "\n"))
	}
	return indent(d.scroll.View(d.lines(f), f.Height, t))
}

func (d *Debrief) lines(f ui.Frame) []string {
	if d.result == nil {
		return nil
	}
	return d.text.Lines(f.Width, f.Theme, func() []string {
		width, t := min(widget.TextWidth, f.Width-3), f.Theme
		switch d.page {
		case pageEnding:
			return d.endingLines(width, t)
		case pageTurns:
			lines, _ := d.turnLines(turnWidth(f), t)
			return lines
		case pageActual:
			return d.actualLines(width, t)
		case pageThemes:
			return d.themeLines(f)
		case pageAnswers:
			return d.answerLines(f)
		case pageUnit:
			return d.unitLines(width, t)
		case pageExport:
			return d.exportLines(width, t)
		}
		return nil
	})
}

func (d *Debrief) endingLines(width int, t ui.Theme) []string {
	r := d.result
	lines := endingText(d.play, width, t)
	if d.info.Hash != "" && d.info.Hash != d.play.Case.Hash {
		lines = section(lines, styled(wrap(d.changedText(), width), t.Accent))
	}
	lines = section(lines, reactions(r, width, t))
	return section(lines, wrap(r.LowestText(d.notes[debrief.NoteLowest]), width))
}

// endingText is the ending that a finished play has come to.
func endingText(play *sim.Playthrough, width int, t ui.Theme) []string {
	c, state := play.Case, play.State()
	ending := &c.Endings[state.At.Index]
	lines := []string{t.Title.Render(ending.Title), ""}
	return append(lines, drawBlocks(append(c.EndingIntro.Show(c, state), ending.Text.Show(c, state)...), width, t)...)
}

// reactions are what the ending did to the total, what the stakeholders say, and the nilai.
func reactions(r *debrief.Debrief, width int, t ui.Theme) []string {
	var lines []string
	if capped := r.CapText(); capped != "" {
		lines = styled(wrap(capped, width), t.Faint)
	}
	if len(r.Voices) > 0 {
		lines = section(lines, []string{t.Strong.Render("Kata mereka")})
	}
	for _, v := range r.Voices {
		speaker := t.Quote.Render("│ ") + t.Strong.Render(r.Play.Case.Stakeholders[v.Stakeholder].Name)
		lines = section(lines, append([]string{speaker}, drawBlocks(asQuotes(v.Blocks), width, t)...))
	}
	lines = section(lines, append([]string{t.Strong.Render("Nilai proses")}, wrap(r.ScoreText(), width)...))
	return append(lines, wrap(r.GradeText(), width)...)
}

// changedText says that the case's text is no longer the one on which the run was played.
func (d *Debrief) changedText() string {
	text := "Naskah kasus ini berubah sesudah dimainkan; nilai di sini dihitung menurut naskah yang sekarang."
	if n := len(d.info.Results); n > 0 {
		last := d.info.Results[n-1]
		text += fmt.Sprintf(" Saat selesai tercatat: %s, nilai %s.", last.EndingTitle, scoreText(last))
	}
	return text
}

// asQuotes makes what is said a quotation, however the author wrote it.
func asQuotes(blocks []sim.Block) []sim.Block {
	quotes := make([]sim.Block, len(blocks))
	for i, b := range blocks {
		b.Kind = sim.Quote
		quotes[i] = b
	}
	return quotes
}

// turnWidth is the width of the turning points: wider than prose, because they are read in pieces.
func turnWidth(f ui.Frame) int { return min(f.Width-3, 84) }

// turnLines show what was done and why, the other way, and its price; begin tells in which line each turning point begins.
func (d *Debrief) turnLines(width int, t ui.Theme) (lines []string, begin []int) {
	c, r := d.play.Case, d.result
	lines = wrap(r.ScoreText(), width)
	if len(r.Turns) == 0 {
		lines = section(lines, wrap("Tidak ada keputusan yang mahal: Anda menempuh jalan terbaik, atau hampir.", width))
	} else {
		lines = section(lines, styled(wrap("Harga sebuah keputusan: berapa nilai yang tidak bisa lagi dicapai sesudahnya, bila selebihnya dimainkan sebaik mungkin.", width), t.Faint))
	}
	for i, turn := range r.Turns {
		begin = append(begin, len(lines)+1)
		lines = section(lines, d.turnBlock(i, turn, width, t))
	}
	for i, s := range r.Splits {
		if i == 0 {
			lines = section(lines, []string{t.Strong.Render("Di sini kelompok terbelah")})
		}
		step := d.play.Steps[s.Step]
		p := &c.Passages[step.Passage]
		lines = append(lines, wrap(p.Title+": "+r.HandsText(s.Step), width)...)
	}
	return section(lines, decisionLines(r, width, t)), begin
}

// decisionLines list every decision of a run with its price.
func decisionLines(r *debrief.Debrief, width int, t ui.Theme) []string {
	lines := []string{t.Strong.Render("Semua keputusan")}
	for n, i := range r.Play.Decisions() {
		p := &r.Play.Case.Passages[r.Play.Steps[i].Passage]
		price := "harga " + r.PriceText(i)
		text := cut(fmt.Sprintf("%2d  %s: %s", n+1, p.Title, r.OptionText(i)), width-len(price)-2)
		lines = append(lines, pad(text, width-len(price))+t.Faint.Render(price))
	}
	return lines
}

// turnBlock is one turning point.
func (d *Debrief) turnBlock(i int, turn debrief.TurningPoint, width int, t ui.Theme) []string {
	c := d.play.Case
	step := d.play.Steps[turn.Step]
	p := &c.Passages[step.Passage]
	mark, style := "  ", t.Strong
	if i == d.turn {
		mark, style = t.Selected.Render("▸ "), t.Selected
	}
	price := "harga " + d.result.PriceText(turn.Step)
	head := mark + t.Key.Render(fmt.Sprint(i+1)) + "  " + style.Render(cut(p.Title, width-20))
	block := []string{pad(head, width-len(price)) + t.Bad.Render(price)}
	add := func(label, text string) { block = append(block, labelled(label, text, width, t)...) }
	add("Anda", d.result.OptionText(turn.Step))
	if why := d.play.Run.Decisions[turn.Step].Reason; why != "" {
		add("", "“"+why+"”")
	}
	add("", moveText(c, step))
	add("", d.result.LaterText(turn))
	add("Bila", d.result.OtherWay(turn))
	for _, l := range d.result.Lessons(turn.Step) {
		add("Pelajaran", l)
	}
	add("Konsep", strings.Join(step.Concepts, ", "))
	return block
}

// labelled draws text behind a label in a column of its own.
func labelled(label, text string, width int, t ui.Theme) []string {
	const column = 16
	if text == "" {
		return nil
	}
	lines := wrap(text, width-column)
	for i := range lines {
		if i > 0 {
			label = ""
		}
		lines[i] = pad("     "+t.Faint.Render(label), column) + lines[i]
	}
	return lines
}

// moveText sums up what a step did, person by person: "Bu Sri kepercayaan −10, komitmen −5; hari −1".
func moveText(c *sim.Case, step sim.Step) string {
	var parts []string
	last := -1
	for _, ch := range step.Changes {
		if ch.To == ch.From {
			continue
		}
		move := fmt.Sprintf("%s %s", ch.Criterion, widget.Signed(ch.To-ch.From))
		if ch.Stakeholder == last {
			parts[len(parts)-1] += ", " + move
			continue
		}
		parts = append(parts, c.Stakeholders[ch.Stakeholder].ShortName()+" "+move)
		last = ch.Stakeholder
	}
	for _, r := range step.Resources {
		parts = append(parts, fmt.Sprintf("%s %s", c.Resources[r.Resource].Name, widget.Signed(r.To-r.From)))
	}
	return strings.Join(parts, "; ")
}

func (d *Debrief) actualLines(width int, t ui.Theme) []string {
	c := d.play.Case
	var lines []string
	if c.Actual != "" {
		lines = wrapMarkdown(c.Actual, width, t)
	} else {
		lines = wrap("Pengarang kasus ini tidak menulis apa yang sebenarnya terjadi.", width)
	}
	if c.Sources != "" {
		lines = section(lines, []string{t.Strong.Render("Sumber")})
		lines = append(lines, wrapMarkdown(c.Sources, width, t)...)
	}
	return lines
}

// themeLines are the three criteria as a chart, and by theme what moved them most.
func (d *Debrief) themeLines(f ui.Frame) []string {
	c, t, width := d.play.Case, f.Theme, min(f.Width-3, 84)
	var series []widget.Series
	for i, th := range d.result.Themes {
		series = append(series, widget.Series{Name: title(th.Criterion), Mark: []rune("●◆▲")[i], Values: th.Levels})
	}
	lines := []string{widget.Legend(series, t) + t.Faint.Render("   sesudah tiap langkah"), ""}
	lines = append(lines, strings.Split(widget.Chart(series, width, min(max(f.Height/2-2, 5), 10), t), "\n")...)
	for _, th := range d.result.Themes {
		block := []string{t.Title.Render(title(th.Criterion)) + fmt.Sprintf("  %.0f → %.0f", th.Levels[0], th.Levels[len(th.Levels)-1])}
		for _, m := range []debrief.Move{th.Rise, th.Fall} {
			if m.Delta == 0 {
				continue
			}
			p := &c.Passages[d.play.Steps[m.Step].Passage]
			label := "naik"
			if m.Delta < 0 {
				label = "turun"
			}
			text := fmt.Sprintf("%s: %s (%s)", p.Title, d.result.OptionText(m.Step), signedDecimal(m.Delta))
			if !p.IsDecision() { // there was nothing to choose
				text = fmt.Sprintf("%s (%s)", p.Title, signedDecimal(m.Delta))
			}
			block = append(block, labelled(label, text, width, t)...)
		}
		if len(th.Concepts) > 0 {
			block = append(block, labelled("konsep", strings.Join(th.Concepts, ", "), width, t)...)
		}
		lines = section(lines, block)
	}
	return lines
}

func signedDecimal(x float64) string {
	if x < 0 {
		return "−" + plaintext.Decimal(-x, 1)
	}
	return "+" + plaintext.Decimal(x, 1)
}
