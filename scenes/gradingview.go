package scenes

import (
	"fmt"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"mufakat/internal/clean"
	"mufakat/internal/itemtext"
	"mufakat/internal/plaintext"
	"mufakat/internal/review"
	"mufakat/internal/ui"
	"mufakat/internal/widget"
)

// rubricWidth is the room that the rubric has beside the answer on a wide screen.
const rubricWidth = 40

// panelWidth is how wide the rubric is drawn: beside the answer where there is room, else below it.
func (g *Grading) panelWidth(f ui.Frame) int {
	if f.Width >= wide {
		return rubricWidth
	}
	return min(f.Width-3, widget.TextWidth+4)
}

// textWidth is how wide question and answer are drawn.
func (g *Grading) textWidth(f ui.Frame) int {
	if f.Width >= wide {
		return min(f.Width-rubricWidth-5, widget.TextWidth)
	}
	return min(f.Width-3, widget.TextWidth)
}

// lowGrading is the height below which the answer stands before its question and a rubric may be folded, so that below the
// writer's line leastAnswer lines of the answer are in sight.
const (
	lowGrading  = 18
	leastAnswer = 5
)

// layout parts the body into question and answer, of which so many lines are in sight, and the panel beside or below them.
func (g *Grading) layout(f ui.Frame) (text []string, height int, panel []string) {
	t, width := f.Theme, g.textWidth(f)
	if f.Width >= wide {
		return g.answerLines(width, false, t), f.Height, g.panel(f, f.Height)
	}
	if f.Height >= lowGrading {
		panel = append([]string{t.Rule.Render(strings.Repeat("─", f.Width-2))}, g.panel(f, f.Height-f.Height/4-1)...) // the answer keeps a quarter
		return g.answerLines(width, false, t), f.Height - len(panel), panel
	}
	panel = g.lowPanel(f)
	return g.answerLines(width, true, t), f.Height - len(panel), panel
}

// lowPanel draws the panel of a low screen with the rule above it, in which the points stand.
func (g *Grading) lowPanel(f ui.Frame) []string {
	t, d := f.Theme, &g.draft
	room := f.Height - leastAnswer - 2 // without the rule, and the writer's line above the answer
	if g.phase == writing || g.phase == picking {
		return append([]string{t.Rule.Render(strings.Repeat("─", f.Width-2))}, g.panel(f, room)...)
	}
	points := cut(g.pointsText(), f.Width-8)
	rule := t.Rule.Render("── ") + t.Strong.Render(points) + t.Rule.Render(" "+strings.Repeat("─", f.Width-6-len([]rune(points))))
	room = max(room, min(leastRubric(d.rubric, d.at), f.Height*3/4)) // a level that is not in sight cannot be given
	return append([]string{rule}, rubricLines(d.rubric, d.levels, d.at, g.panelWidth(f), room, t)...)
}

// View draws question and answer, and what is given for it.
func (g *Grading) View(f ui.Frame) string {
	if g.phase == opening {
		return ""
	}
	lines, height, panel := g.layout(f)
	text := strings.Split(g.scroll.View(lines, height, f.Theme), "\n")
	if f.Width >= wide {
		return indent(strings.Join(beside(text, panel, g.textWidth(f)+4), "\n"))
	}
	for len(text) < height {
		text = append(text, "")
	}
	return indent(strings.Join(append(text, panel...), "\n"))
}

// scrollText moves through question and answer.
func (g *Grading) scrollText(msg tea.Msg, f ui.Frame) {
	if g.phase == opening {
		return
	}
	lines, height, _ := g.layout(f)
	g.scroll.Update(msg, len(lines), height, false)
}

// answerLines are whose answer it is, if that may be seen, the question and the answer; on a low screen the answer first.
func (g *Grading) answerLines(width int, low bool, t ui.Theme) []string {
	e := g.queue[g.at]
	state := t.Accent.Render("belum dinilai")
	if !e.waits() {
		state = t.Good.Render("✓ sudah dinilai")
	}
	head := t.Strong.Render(g.who(e.script)) + t.Faint.Render(" · ") + state
	asked := g.asked.Lines(width, t, func() []string { return wrapMarkdown(itemtext.Markdown(e.asked().Question.Text), width, t) })
	given := g.given.Lines(width, t, func() []string { return wrap(clean.Text(e.attempt.Response(e.item).Text), width) })
	question, answer := t.Title.Render("Soal"), t.Title.Render("Jawaban")
	if low {
		return slices.Concat([]string{head}, given, []string{question}, asked)
	}
	return slices.Concat([]string{head, "", question}, asked, []string{"", answer}, given)
}

// forget has question and answer drawn anew.
func (g *Grading) forget() {
	g.asked.Forget()
	g.given.Forget()
}

// who names the writer of a script: by a number that says nothing, as long as names are hidden.
func (g *Grading) who(s *script) string {
	if g.order.named {
		return s.name
	}
	return fmt.Sprintf("Peserta %d", slices.Index(g.order.shuffled(g.scripts), s)+1)
}

// panel draws what is given for the answer, or how it is written, in at most height lines.
func (g *Grading) panel(f ui.Frame, height int) []string {
	width, t := g.panelWidth(f), f.Theme
	switch g.phase {
	case writing:
		area := g.area
		area.SetStyles(t.Area())
		area.SetWidth(width)
		area.SetHeight(min(max(height-2, 3), 8))
		return append([]string{t.Title.Render("Komentar untuk peserta"), ""}, strings.Split(area.View(), "\n")...)
	case picking:
		menu := g.menu.View(ui.Frame{Width: width, Height: height, Theme: t}, max(height-2, 3))
		return append([]string{t.Title.Render("Komentar yang pernah dipakai"), ""}, strings.Split(menu, "\n")...)
	}
	foot := g.footLines(width, t)
	return append(rubricLines(g.draft.rubric, g.draft.levels, g.draft.at, width, height-len(foot), t), foot...)
}

// footLines tell what the levels come to, and the comment.
func (g *Grading) footLines(width int, t ui.Theme) []string {
	lines := []string{"", " " + t.Strong.Render(g.scoreText())}
	if g.draft.comment == "" {
		return append(lines, " "+t.Faint.Render("Belum ada komentar."))
	}
	const most = 3 // lines
	comment := wrap("Komentar: "+clean.Line(g.draft.comment), width-2)
	if len(comment) > most {
		comment = append(comment[:most-1], comment[most-1]+"…")
	}
	return append(lines, beside(nil, comment, 1)...)
}

// pointsText is what footLines tell, in one line.
func (g *Grading) pointsText() string {
	if g.draft.comment == "" {
		return g.scoreText()
	}
	return g.scoreText() + " · ada komentar"
}

// scoreText tells what the levels come to.
func (g *Grading) scoreText() string {
	mark, complete := g.mark()
	worth := g.queue[g.at].asked().Question.Points
	points := review.PointsText(mark.Fraction*worth, worth)
	switch open := len(g.openAspects()); {
	case complete && open == len(g.draft.levels):
		return "Nilai " + points + ", diberikan tanpa rubrik"
	case complete:
		return "Nilai " + points
	case open < len(g.draft.levels):
		return fmt.Sprintf("Sejauh ini %s, %d aspek lagi", points, open)
	}
	return fmt.Sprintf("Belum dinilai, paling banyak %s poin", plaintext.Number(worth, 2))
}

// ShortHelp lists the keys that matter.
func (g *Grading) ShortHelp() []key.Binding {
	switch g.phase {
	case writing:
		return []key.Binding{gradingKeys.Done}
	case picking:
		return []key.Binding{ui.Describe(ui.Keys.Enter, "enter", "pakai"), ui.Keys.Filter, ui.Describe(ui.Keys.Back, "esc", "batal")}
	}
	return []key.Binding{ui.Describe(gradingKeys.Level, "1–9", "tingkat"), ui.Describe(gradingKeys.Save, "enter", "simpan"), ui.Describe(gradingKeys.Comment, "e", "komentar"),
		ui.Describe(gradingKeys.Used, "d", "daftar"), ui.Keys.Help, ui.Keys.Back}
}

// FullHelp lists all keys.
func (g *Grading) FullHelp() [][]key.Binding {
	return [][]key.Binding{
		{gradingKeys.Level, ui.Describe(ui.Keys.Up, "↑↓", "aspek"), ui.Describe(gradingKeys.Save, "enter", "simpan nilai, lanjut ke esai berikut"), gradingKeys.Comment, gradingKeys.Used},
		{gradingKeys.Next, gradingKeys.Previous, ui.Describe(ui.Keys.PageDown, "pgdn", "gulir jawaban"), ui.Keys.PageUp, gradingKeys.Names, gradingKeys.Order, gradingKeys.All, ui.Keys.Back},
	}
}
