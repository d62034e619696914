package scenes

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"mufakat/internal/plaintext"
	"mufakat/internal/sim"
	"mufakat/internal/ui"
	"mufakat/internal/widget"
)

// People shows who is at the table: name, interest and, outside an assessment, the levels.
type People struct {
	play   *sim.Playthrough
	levels bool // may be seen
	scroll widget.Scroll
}

// NewPeople returns the scene for where the run stands; levels tells whether the levels may be seen.
func NewPeople(play *sim.Playthrough, levels bool) *People {
	return &People{play: play, levels: levels}
}

// Init does nothing.
func (*People) Init() tea.Cmd { return nil }

// Heading names the scene.
func (p *People) Heading() ui.Heading {
	return ui.Heading{Left: "Pemangku kepentingan", Right: p.play.Case.Title}
}

// Update scrolls.
func (p *People) Update(msg tea.Msg, f ui.Frame) (ui.Scene, tea.Cmd) {
	if press, ok := msg.(tea.KeyPressMsg); ok && key.Matches(press, ui.Keys.Back, ui.Keys.Enter, mainKeys.People) {
		return p, ui.Pop
	}
	p.scroll.Update(msg, len(p.lines(f)), f.Height, true)
	return p, nil
}

// View draws the people.
func (p *People) View(f ui.Frame) string {
	return indent(p.scroll.View(p.lines(f), f.Height, f.Theme))
}

func (p *People) lines(f ui.Frame) []string {
	return peopleLines(p.play.Case, p.play.State(), p.levels, f)
}

// peopleLines describe every stakeholder, with meters where the levels may be seen.
func peopleLines(c *sim.Case, s sim.State, levels bool, f ui.Frame) []string {
	t, width := f.Theme, min(widget.TextWidth, f.Width-3)
	var lines []string
	for i, sh := range c.Stakeholders {
		lines = append(lines, t.Strong.Render(cut(sh.Name, width)))
		if sh.Interest != "" {
			lines = append(lines, styled(wrap(plaintext.Line(sh.Interest), width), t.Faint)...)
		}
		if levels {
			line := ""
			for k, v := range s.Levels[i] {
				if v == sim.Absent {
					line += pad(brief[k]+" –", width/3)
					continue
				}
				line += pad(widget.LabelledMeter(brief[k], float64(v), width/3-2, t), width/3)
			}
			lines = append(lines, line)
		}
		lines = append(lines, "")
	}
	return lines
}

// ShortHelp lists the keys that matter.
func (p *People) ShortHelp() []key.Binding {
	return []key.Binding{ui.Describe(ui.Keys.Up, "↑↓", "gulir"), ui.Keys.Back}
}

// FullHelp lists all keys.
func (p *People) FullHelp() [][]key.Binding {
	return [][]key.Binding{{ui.Keys.Up, ui.Keys.Down, ui.Keys.PageUp, ui.Keys.PageDown, ui.Keys.Back}}
}
