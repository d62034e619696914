package scenes

import (
	"fmt"
	"strings"
	"time"

	"charm.land/lipgloss/v2"

	"mufakat/internal/diagnostic"
	"mufakat/internal/sim"
	"mufakat/internal/ui"
	"mufakat/internal/widget"
)

// View draws what is to be said of the file, and below it the story, its end, or all findings.
func (p *Preview) View(f ui.Frame) string {
	below := p.below(f)
	body := ""
	if p.main == nil || p.listing || p.ended {
		body = indent(p.scroll.View(p.lines(f), below.Height, f.Theme))
	} else {
		body = p.main.View(below)
	}
	return strings.Join(append(p.panel(f), body), "\n")
}

// below is the room that the panel leaves.
func (p *Preview) below(f ui.Frame) ui.Frame {
	f.Height -= len(p.panel(f))
	return f
}

// panel says how the file is, what its last reload has changed, and the worst of what was found: at most five lines on a
// screen of 24, one where all is well.
func (p *Preview) panel(f ui.Frame) []string {
	if p.draft.Version == nil {
		return nil
	}
	t, width := f.Theme, f.Width-2
	// What is on the screen is what is in the file: then there need be nothing here.
	shown := p.draft.Current() && p.told == ""
	if shown && p.hidden && !p.listing {
		return nil
	}
	style := t.Faint
	if !p.draft.Current() {
		style = t.Bad
	}
	lines := styled(wrap(p.statusText(), width), style)
	if p.told != "" {
		lines = append(lines, styled(wrap(p.told, width), t.Accent)...)
	}
	if shown && len(p.draft.Findings) == 0 && p.main != nil && !p.listing {
		return strings.Split(indent(lines[0]), "\n")
	}
	room := min(max((f.Height-5)/3, 2), 10)
	if p.main != nil && !p.listing && !p.hidden {
		for _, d := range p.draft.Findings[:min(len(p.draft.Findings), max(room-1-len(lines), 0))] {
			lines = append(lines, cut(severityStyle(d.Severity, t).Render(briefly(d)), width))
		}
	}
	lines = strings.Split(indent(strings.Join(lines, "\n")), "\n")
	if len(lines) >= room {
		return lines[:room]
	}
	return append(lines, t.Rule.Render(strings.Repeat("─", f.Width)))
}

// briefly is a finding on one line.
func briefly(d diagnostic.Diagnostic) string {
	return fmt.Sprintf("baris %d · %s %s · %s", d.Place.Line, d.Severity, d.Code, d.Message)
}

func severityStyle(s diagnostic.Severity, t ui.Theme) lipgloss.Style {
	switch s {
	case diagnostic.Error:
		return t.Bad
	case diagnostic.Warning:
		return t.Key
	}
	return t.Faint
}

// statusText says how the file is, and what is on the screen if that is not what is in the file.
func (p *Preview) statusText() string {
	d := &p.draft
	text := countText(d.Findings, ui.Theme{})
	switch {
	case d.Version.Err != nil:
		text = d.Version.Err.Error()
	case d.Current():
		text += " · dibaca " + clock(d.Read)
		if !d.Searched {
			text += " · ceritanya masih ditelusuri"
		}
		if !p.start.IsZero() {
			text += " · mulai dari “" + p.main.play.Case.TargetID(p.main.play.States[0].At) + "”"
		}
		return text
	default:
		text += "."
	}
	if p.main == nil {
		return text + " Perbaiki, lalu simpan; ceritanya langsung tampil di sini."
	}
	return text + " Yang tampil: versi terakhir yang benar, " + clock(d.Read) + "."
}

func clock(t time.Time) string { return t.Format("15.04.05") }

// lines are the findings, or the end.
func (p *Preview) lines(f ui.Frame) []string {
	return p.text.Lines(f.Width, f.Theme, func() []string {
		if p.listing || p.main == nil {
			return findingLines(p.draft.Findings, f.Width-3, f.Theme)
		}
		return p.endLines(min(widget.TextWidth, f.Width-3), f.Theme)
	})
}

// findingLines are findings with the author's line, a caret below what each is about, and what to do.
func findingLines(findings []diagnostic.Diagnostic, width int, t ui.Theme) []string {
	var lines []string
	for _, d := range findings {
		head := fmt.Sprintf("baris %d, kolom %d · %s %s", d.Place.Line, d.Place.Column, d.Severity, d.Code)
		block := append([]string{severityStyle(d.Severity, t).Render(head)}, wrap(t.Strong.Render(d.Message), width)...)
		if strings.TrimSpace(d.Source) != "" { // then the author's line and the caret follow the first line
			block = append(block, strings.Split(d.String(), "\n")[1:3]...)
		}
		if d.Proposal != "" {
			block = append(block, strings.Split("    "+strings.Join(wrap(d.Proposal, width-4), "\n    "), "\n")...)
		}
		lines = section(lines, block)
	}
	return lines
}

// endLines are the ending, what the stakeholders say, and what every decision was worth.
func (p *Preview) endLines(width int, t ui.Theme) []string {
	lines := append([]string{""}, endingText(p.main.play, width, t)...)
	if p.result == nil {
		return section(lines, []string{t.Faint.Render("Menghitung nilai setiap keputusan …")})
	}
	r := p.result
	lines = section(lines, reactions(r, width, t))
	if !p.start.IsZero() {
		lines = append(lines, styled(wrap("Nilai ini dihitung dari awal yang Anda pilih, bukan dari awal cerita.", width), t.Faint)...)
	}
	if len(r.Play.Decisions()) > 0 {
		lines = section(lines, decisionLines(r, width, t))
	}
	for _, turn := range r.Turns {
		if way := r.OtherWay(turn); way != "" {
			title := p.main.play.Case.Passages[p.main.play.Steps[turn.Step].Passage].Title
			lines = section(lines, append([]string{t.Strong.Render("Lebih baik di “" + title + "”")}, wrap(way+".", width)...))
		}
	}
	return lines
}

// beside is what stands beside an option: what it costs, or all that it does.
func (p *Preview) beside(c *sim.Case, s sim.State, o sim.Option) string {
	if p.effects {
		return effectText(c, s, o)
	}
	return costText(c, o)
}

// effectText is what an option does in a state, for its author: where it leads, what it moves, what it notes. Of a locked
// one it says where its link leads and under which condition it opens.
func effectText(c *sim.Case, s sim.State, o sim.Option) string {
	if o.Lock.Locked {
		text := "→ " + c.TargetID(o.Choice.Target)
		if o.Choice.Requires != nil {
			text += " · syarat: " + c.ConditionText(o.Choice.Requires)
		}
		return text
	}
	_, step, err := c.Choose(s, o.Index)
	if err != nil {
		return "" // only a locked option cannot be chosen
	}
	parts := []string{"→ " + c.TargetID(step.To)}
	if moves := moveText(c, step); moves != "" {
		parts = append(parts, moves)
	}
	var noted []string
	for _, i := range step.Flags {
		noted = append(noted, c.Flags[i])
	}
	if noted != nil {
		parts = append(parts, "catat "+strings.Join(noted, ", "))
	}
	if step.Stranded >= 0 {
		parts = append(parts, fmt.Sprintf("semua pilihan di “%s” terkunci", c.Passages[step.Stranded].ID))
	}
	return strings.Join(parts, " · ")
}
