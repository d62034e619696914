package scenes

import (
	"fmt"
	"slices"
	"strings"

	"charm.land/lipgloss/v2"

	"mufakat/internal/plaintext"
	"mufakat/internal/sim"
	"mufakat/internal/ui"
	"mufakat/internal/widget"
)

// sideWidth is the room that the people need beside the text, and wide the width from which they have it.
const (
	sideWidth = 28
	wide      = 96
)

// textColumn is the width of the column of prose: at most 72 signs, with the people at its right where there is room.
func textColumn(f ui.Frame) int {
	if f.Width >= wide {
		return min(widget.TextWidth, f.Width-sideWidth-4)
	}
	return min(widget.TextWidth, f.Width-3)
}

// View draws the phase.
func (m *Main) View(f ui.Frame) string {
	switch m.phase {
	case outcome:
		return indent(m.scroll.View(m.lines(f), f.Height, f.Theme))
	case resting:
		return indent(strings.Join(m.restLines(f), "\n"))
	}
	top, foot, room := m.layout(f)
	// The options follow the text; where not all of it fits, they stay in sight and the text scrolls above them.
	left := append(strings.Split(m.scroll.View(m.lines(f), room, f.Theme), "\n"), foot...)
	if f.Width >= wide {
		left = beside(left, m.sidebar(f), textColumn(f)+3)
	}
	return indent(strings.Join(append(top, left...), "\n"))
}

// leastText is how many lines of the story are seen even on a low screen, if there are as many.
const leastText = 5

// layout parts the body: gauges, options with what is asked, and the room between them for the story. On a low screen the
// gauges shrink first, then only the options around the cursor are drawn.
func (m *Main) layout(f ui.Frame) (top, foot []string, room int) {
	top = m.gauges(f)
	questions, prompt := m.questionLines(f), m.promptLines(f)
	text := min(len(m.lines(f)), leastText)
	left := func() int { return f.Height - len(top) - len(questions) - len(prompt) - 1 - text }
	options := m.optionLines(f, f.Height)
	if len(options) > left() {
		top = top[:1]
		options = m.optionLines(f, max(left(), 3))
	}
	foot = slices.Concat([]string{""}, questions, options, prompt)
	return top, foot, max(f.Height-len(top)-len(foot), 1)
}

// textHeight is the room that the passage's text has.
func (m *Main) textHeight(f ui.Frame) int {
	if m.phase == outcome {
		return f.Height
	}
	_, _, room := m.layout(f)
	return room
}

// lines are the text of the phase, from memory where nothing has changed.
func (m *Main) lines(f ui.Frame) []string {
	return m.text.Lines(textColumn(f), f.Theme, func() []string {
		if m.phase == outcome {
			return m.outcomeLines(textColumn(f), f.Theme)
		}
		return m.passageLines(textColumn(f), f.Theme)
	})
}

func (m *Main) passageLines(width int, t ui.Theme) []string {
	c, state := m.play.Case, m.play.State()
	p := c.Passage(state)
	if p == nil {
		return nil
	}
	var lines []string
	if m.firstOfAct() {
		lines = drawBlocks(m.told(c.Acts[p.Act].Intro.Show(c, state)), width, t)
	}
	lines = append(section(lines, []string{t.Title.Render(p.Title)}), "")
	story, _ := discussions(p.Text.Show(c, state))
	return append(lines, drawBlocks(story, width, t)...)
}

// firstOfAct tells whether the story enters the act for the first time, so that the act's own text is shown.
func (m *Main) firstOfAct() bool {
	p := m.play.Case.Passage(m.play.State())
	if p.Act < 0 || len(m.play.Case.Acts[p.Act].Intro) == 0 {
		return false
	}
	return !slices.ContainsFunc(m.play.Steps, func(s sim.Step) bool { return m.play.Case.Passages[s.Passage].Act == p.Act })
}

// told leaves out the questions for a group where nobody plays in one.
func (m *Main) told(blocks []sim.Block) []sim.Block {
	if m.play.Run.Group {
		return blocks
	}
	story, _ := discussions(blocks)
	return story
}

// discussions parts a passage's text into the story and the questions for a group.
func discussions(blocks []sim.Block) (story, questions []sim.Block) {
	for _, b := range blocks {
		if b.Kind == sim.Discussion {
			questions = append(questions, b)
		} else {
			story = append(story, b)
		}
	}
	return story, questions
}

// drawBlocks draws blocks of text with a blank line between them; quotations that follow one another share their bar.
func drawBlocks(blocks []sim.Block, width int, t ui.Theme) []string {
	var lines []string
	for i, b := range blocks {
		if i > 0 {
			if b.Kind == sim.Quote && blocks[i-1].Kind == sim.Quote {
				lines = append(lines, t.Quote.Render("│"))
			} else {
				lines = append(lines, "")
			}
		}
		var drawn string
		switch b.Kind {
		case sim.Quote:
			drawn = widget.Quote(b.Markdown, width, t)
		case sim.Lesson:
			drawn = widget.Markdown("**Pelajaran.** "+b.Markdown, width, t)
		case sim.Discussion:
			drawn = widget.Markdown(discussionLabel(b)+" "+b.Markdown, width, t)
		default:
			drawn = widget.Markdown(b.Markdown, width, t)
		}
		lines = append(lines, strings.Split(drawn, "\n")...)
	}
	return lines
}

func discussionLabel(b sim.Block) string {
	if b.Minutes > 0 {
		return fmt.Sprintf("**Diskusi %d menit.**", b.Minutes)
	}
	return "**Diskusi.**"
}

// gauges are the meters above the text; during an assessment, what may be known instead.
func (m *Main) gauges(f ui.Frame) []string {
	if m.play.Run.Mode == sim.Assessment {
		text := "Penilaian · tingkat tampil di debrief"
		if m.isDecision() {
			text = fmt.Sprintf("Penilaian · keputusan ke-%d · tingkat tampil di debrief", len(m.play.Decisions())+1)
		}
		return []string{f.Theme.Faint.Render(text), ""}
	}
	lines := []string{meters(m.play.State().Levels, f), ""}
	if f.Width < wide {
		lines[1] = f.Theme.Faint.Render(lowestLine(m.play.Case, m.play.State(), f.Width-2))
		lines = append(lines, "")
	}
	return lines
}

// meters are the collaboration's three levels on one line.
func meters(levels []sim.Levels, f ui.Frame) string {
	width := min((f.Width-2-2*3)/3, 38)
	var parts []string
	for k := range sim.Criterion(sim.Criteria) {
		if v, ok := sim.GroupLevel(levels, k); ok {
			parts = append(parts, widget.LabelledMeter(title(k), v, width, f.Theme))
		}
	}
	return strings.Join(parts, "   ")
}

// title is the criterion's name with a capital letter.
func title(k sim.Criterion) string {
	return plaintext.Capital(k.String())
}

// lowestLine is the table of people folded into one line of at most width columns.
func lowestLine(c *sim.Case, s sim.State, width int) string {
	i := sim.Lowest(s.Levels)
	if i < 0 {
		return ""
	}
	levels := " (" + levelsText(s.Levels[i]) + ")"
	line := fmt.Sprintf("%d pemangku kepentingan · paling tertinggal: %s", len(c.Stakeholders), c.Stakeholders[i].ShortName())
	if lipgloss.Width(line)+len(levels) > width {
		line = "tertinggal: " + c.Stakeholders[i].ShortName()
	}
	return cut(line, width-len(levels)) + levels
}

// brief are the criteria's names where there is little room.
var brief = [sim.Criteria]string{"Kep", "Kom", "Pem"}

// levelsText is "Kep 30, Kom 35, Pem 40", without a level that does not count.
func levelsText(l sim.Levels) string {
	var parts []string
	for k, v := range l {
		if v != sim.Absent {
			parts = append(parts, fmt.Sprintf("%s %d", brief[k], v))
		}
	}
	return strings.Join(parts, ", ")
}

func levelText(v int) string {
	if v == sim.Absent {
		return "–"
	}
	return fmt.Sprint(v)
}

// sidebar is the table of people at the right of a wide screen.
func (m *Main) sidebar(f ui.Frame) []string {
	return peopleTable(m.play.Case, m.play.State(), min(f.Width-textColumn(f)-5, 44), m.play.Run.Mode == sim.Practice, f.Theme)
}

// peopleTable lists the stakeholders in width columns, with their levels unless they are hidden.
func peopleTable(c *sim.Case, s sim.State, width int, levels bool, t ui.Theme) []string {
	name := width
	head := "di meja"
	if levels {
		name = width - 12
		head = pad(head, name) + " Kep Kom Pem"
	}
	lines := []string{t.Faint.Render(head)}
	full := !slices.ContainsFunc(c.Stakeholders, func(s sim.Stakeholder) bool { return lipgloss.Width(s.Name) > name })
	for i, sh := range c.Stakeholders {
		label := sh.Name
		if !full {
			label = sh.ShortName()
		}
		line := pad(cut(label, name), name)
		if levels {
			for _, v := range s.Levels[i] {
				line += fmt.Sprintf(" %3s", levelText(v))
			}
		}
		lines = append(lines, line)
	}
	return lines
}

// questionLines are a group's questions; they stay in sight, whatever scrolls.
func (m *Main) questionLines(f ui.Frame) []string {
	p := m.play.Case.Passage(m.play.State())
	if !m.play.Run.Group || p == nil {
		return nil
	}
	_, questions := discussions(p.Text.Show(m.play.Case, m.play.State()))
	if len(questions) == 0 {
		return nil
	}
	return append(drawBlocks(questions, textColumn(f), f.Theme), "")
}

// optionLines are the options, in at most height lines.
func (m *Main) optionLines(f ui.Frame, height int) []string {
	width := textColumn(f)
	if f.Width < wide {
		width = min(f.Width-3, widget.TextWidth+5)
	}
	choices := make([]widget.Choice, len(m.options))
	for i, o := range m.options {
		beside := costText(m.play.Case, o)
		if m.aside.beside != nil {
			beside = m.aside.beside(m.play.Case, m.play.State(), o)
		}
		choices[i] = widget.Choice{Text: o.Choice.Text, Cost: beside, Locked: o.Lock.Locked, Reason: o.Lock.Reason}
		if m.hands != nil && !o.Lock.Locked {
			choices[i].Cost = strings.TrimPrefix(choices[i].Cost+fmt.Sprintf(" · %d tangan", m.hands[o.Index]), " · ")
		}
	}
	return widget.Choices(choices, m.cursor, width, height, f.Theme)
}

// promptLines are the line that is asked for, if one is.
func (m *Main) promptLines(f ui.Frame) []string {
	switch m.phase {
	case counting:
		return append(append([]string{""}, wrap(f.Theme.Strong.Render("Berapa tangan")+" untuk tiap pilihan, menurut urutan di atas?", textColumn(f))...), m.inputLine(f))
	case asking:
		return []string{"", f.Theme.Strong.Render("Mengapa?") + " Satu kalimat, atau enter saja:", m.inputLine(f)}
	}
	return nil
}

func (m *Main) inputLine(f ui.Frame) string {
	in := m.input
	in.SetStyles(f.Theme.Input())
	in.SetWidth(textColumn(f) - 4)
	return f.Theme.Accent.Render(" ▸ ") + in.View()
}

// costText is what the option spends by itself, such as "hari −2"; what a condition adds is not known beforehand.
func costText(c *sim.Case, o sim.Option) string {
	var parts []string
	for _, e := range o.Choice.Outcome.Resources {
		parts = append(parts, c.Resources[e.Resource].Name+" "+widget.Signed(e.Delta))
	}
	return strings.Join(parts, ", ")
}

// outcomeLines tell first what happened, in words; then the levels that moved; then the lesson.
func (m *Main) outcomeLines(width int, t ui.Theme) []string {
	c, step := m.play.Case, m.lastStep()
	p := c.Passages[step.Passage]
	var lines []string
	if p.IsDecision() {
		lines = append(lines, t.Faint.Render(p.Title), t.Title.Render("▸ ")+t.Strong.Render(cut(plaintext.Line(p.Choices[step.Option].Text), width-2)), "")
	} else {
		lines = append(lines, t.Title.Render(p.Title), "")
	}
	happened, lessons := split(step.Feedback)
	lines = append(lines, drawBlocks(happened, width, t)...)
	if m.showLessons() {
		lines = section(lines, changeLines(c, step, width, t))
		lines = append(lines, m.groupLines(width, t)...)
	}
	lines = section(lines, resourceLines(c, step, t))
	if m.showLessons() {
		lines = section(lines, drawBlocks(lessons, width, t))
		if len(step.Concepts) > 0 {
			lines = section(lines, []string{t.Faint.Render("konsep "+strings.Join(step.Concepts, ", ")+" · ") + t.Key.Render("k") + t.Faint.Render(" membacanya")})
		}
	}
	if step.Stranded >= 0 {
		stranded := c.Passages[step.Stranded]
		lines = section(lines, append([]string{t.Title.Render(stranded.Title), ""}, drawBlocks(m.told(stranded.Text.Show(c, m.play.State())), width, t)...))
	}
	return lines
}

// groupLines tell how the collaboration's levels moved, and who is the lowest where that is somebody else now: a level can
// fall while somebody rises, because it is the lowest that counts.
func (m *Main) groupLines(width int, t ui.Theme) []string {
	before, after := m.play.States[len(m.play.Steps)-1].Levels, m.play.State().Levels
	var parts []string
	for k := range sim.Criterion(sim.Criteria) {
		from, counts := sim.GroupLevel(before, k)
		to, _ := sim.GroupLevel(after, k)
		shown := fmt.Sprintf("%.0f → %.0f", from, to)
		switch {
		case !counts || fmt.Sprintf("%.0f → %.0f", from, from) == shown:
		case to > from:
			parts = append(parts, fmt.Sprintf("%s %s ▲", k, shown))
		default:
			parts = append(parts, fmt.Sprintf("%s %s ▼", k, shown))
		}
	}
	if len(parts) == 0 {
		return nil
	}
	text := "Bersama: " + strings.Join(parts, ", ")
	if i := sim.Lowest(after); i >= 0 && i != sim.Lowest(before) {
		text += "; paling tertinggal kini " + m.play.Case.Stakeholders[i].ShortName()
	}
	return styled(wrap(text, width), t.Faint)
}

// split parts a feedback into what happened and what it teaches.
func split(feedback []sim.Block) (happened, lessons []sim.Block) {
	for _, b := range feedback {
		if b.Kind == sim.Lesson {
			lessons = append(lessons, b)
		} else {
			happened = append(happened, b)
		}
	}
	return happened, lessons
}

// changeLines are the levels that moved: "Bu Sri  kepercayaan 25 → 35  ▲ +10". Several of one person share a line where
// there is room.
func changeLines(c *sim.Case, step sim.Step, width int, t ui.Theme) []string {
	name := 0
	for _, ch := range step.Changes {
		name = min(max(name, lipgloss.Width(c.Stakeholders[ch.Stakeholder].ShortName())), width/3)
	}
	var lines []string
	last := -1
	for _, ch := range step.Changes {
		text := fmt.Sprintf("%s %d → %d %s %s", ch.Criterion, ch.From, ch.To, widget.Arrow(ch.To-ch.From, t), widget.Signed(ch.To-ch.From))
		if ch.To == ch.From {
			text = fmt.Sprintf("%s tetap %d", ch.Criterion, ch.To)
		}
		if ch.To-ch.From != ch.Delta {
			text += t.Faint.Render(" (sudah di batas)")
		}
		if ch.Stakeholder == last && lipgloss.Width(lines[len(lines)-1])+3+lipgloss.Width(text) <= width {
			lines[len(lines)-1] += "   " + text
			continue
		}
		who := ""
		if ch.Stakeholder != last {
			who = cut(c.Stakeholders[ch.Stakeholder].ShortName(), name)
		}
		lines = append(lines, pad(who, name)+"  "+text)
		last = ch.Stakeholder
	}
	return lines
}

func resourceLines(c *sim.Case, step sim.Step, t ui.Theme) []string {
	var lines []string
	for _, r := range step.Resources {
		lines = append(lines, fmt.Sprintf("%s %d → %d %s", c.Resources[r.Resource].Name, r.From, r.To, widget.Arrow(r.To-r.From, t)))
	}
	return lines
}

func (m *Main) restLines(f ui.Frame) []string {
	c, t := m.play.Case, f.Theme
	next := c.Passage(m.play.State())
	done := c.Passages[m.lastStep().Passage].Act
	lines := []string{"", t.Title.Render(c.Acts[done].Title), "", "Babak ini selesai. Semua keputusan sudah tersimpan.", ""}
	if m.play.Run.Mode == sim.Practice {
		lines = append(lines, meters(m.play.State().Levels, f), "")
	}
	onward := "lanjutkan"
	if next.Act >= 0 {
		onward = "lanjut ke " + c.Acts[next.Act].Title
	}
	return append(lines, "  "+t.Key.Render("1")+"  "+onward, "  "+t.Key.Render("2")+"  berhenti dulu; sambung lagi dari Beranda")
}
