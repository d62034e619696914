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

// layout parts the body into the answer, with its width and height, and the panel, which is drawn.
func (g *Grading) layout(f ui.Frame) (width, height int, panel []string) {
	if f.Width >= wide {
		return min(f.Width-rubricWidth-5, widget.TextWidth), f.Height, g.panel(f, f.Height)
	}
	panel = g.panel(f, f.Height-f.Height/4-1) // the answer keeps a quarter
	return min(f.Width-3, widget.TextWidth), f.Height - len(panel) - 1, panel
}

// View draws question and answer, and what is given for it.
func (g *Grading) View(f ui.Frame) string {
	if g.phase == opening {
		return ""
	}
	width, height, panel := g.layout(f)
	lines := g.answerLines(width, f.Theme)
	text := strings.Split(g.scroll.View(lines, height, f.Theme), "\n")
	if f.Width >= wide {
		return indent(strings.Join(beside(text, panel, width+4), "\n"))
	}
	for len(text) < height {
		text = append(text, "")
	}
	text = append(text, f.Theme.Rule.Render(strings.Repeat("─", f.Width-2)))
	return indent(strings.Join(append(text, panel...), "\n"))
}

// scrollText moves through question and answer.
func (g *Grading) scrollText(msg tea.Msg, f ui.Frame) {
	if g.phase == opening {
		return
	}
	width, height, _ := g.layout(f)
	g.scroll.Update(msg, len(g.answerLines(width, f.Theme)), height, false)
}

// answerLines are whose answer it is, if that may be seen, the question and the answer.
func (g *Grading) answerLines(width int, t ui.Theme) []string {
	return g.text.Lines(width, t, func() []string {
		e := g.queue[g.at]
		state := t.Accent.Render("belum dinilai")
		if !e.waits() {
			state = t.Good.Render("✓ sudah dinilai")
		}
		lines := []string{t.Strong.Render(g.who(e.script)) + t.Faint.Render(" · ") + state, ""}
		lines = append(lines, t.Title.Render("Soal"))
		lines = append(lines, wrapMarkdown(itemtext.Markdown(e.asked().Question.Text), width, t)...)
		lines = append(lines, "", t.Title.Render("Jawaban"))
		return append(lines, wrap(clean.Text(e.attempt.Response(e.item).Text), width)...)
	})
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
	mark, complete := g.mark()
	worth := g.queue[g.at].asked().Question.Points
	points := review.PointsText(mark.Fraction*worth, worth)
	switch open := len(g.openAspects()); {
	case complete && open == len(g.draft.levels):
		points = "Nilai " + points + ", diberikan tanpa rubrik"
	case complete:
		points = "Nilai " + points
	case open < len(g.draft.levels):
		points = fmt.Sprintf("Sejauh ini %s, %d aspek lagi", points, open)
	default:
		points = fmt.Sprintf("Belum dinilai, paling banyak %s poin", plaintext.Number(worth, 2))
	}
	lines := []string{"", " " + t.Strong.Render(points)}
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
