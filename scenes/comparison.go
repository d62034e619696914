package scenes

import (
	"fmt"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"mufakat/internal/debrief"
	"mufakat/internal/sim"
	"mufakat/internal/ui"
	"mufakat/internal/widget"
)

// NewBranch plays a "bagaimana jika" branch, whose last step is the option tried. Nothing of it is kept, so it is played as
// practice, whatever the run was: the debrief has shown the levels already.
func NewBranch(app *App, branch *sim.Playthrough, finished func(*sim.Playthrough) tea.Cmd) *Main {
	branch.Run.Mode, branch.Run.Group = sim.Practice, false
	m := NewMain(app, branch, nil, finished)
	m.aside = aside{label: "Bagaimana jika", leave: "ke debrief"}
	m.phase = outcome
	return m
}

// Comparison closes a "bagaimana jika" branch: its end beside that of the run.
type Comparison struct {
	result *debrief.Debrief
	branch *sim.Playthrough
	scroll widget.Scroll
}

// NewComparison returns the scene for a finished branch of a debrief's run.
func NewComparison(result *debrief.Debrief, branch *sim.Playthrough) *Comparison {
	return &Comparison{result: result, branch: branch}
}

// Init does nothing.
func (*Comparison) Init() tea.Cmd { return nil }

// Heading names the scene.
func (c *Comparison) Heading() ui.Heading {
	return ui.Heading{Left: "Bagaimana jika", Right: "tidak dicatat"}
}

// Update scrolls, and goes back to the debrief.
func (c *Comparison) Update(msg tea.Msg, f ui.Frame) (ui.Scene, tea.Cmd) {
	if press, ok := msg.(tea.KeyPressMsg); ok && key.Matches(press, ui.Keys.Back, ui.Keys.Enter) {
		return c, ui.Pop
	}
	c.scroll.Update(msg, len(c.lines(f)), f.Height, true)
	return c, nil
}

// View draws both ends.
func (c *Comparison) View(f ui.Frame) string {
	return indent(c.scroll.View(c.lines(f), f.Height, f.Theme))
}

func (c *Comparison) lines(f ui.Frame) []string {
	t, width := f.Theme, min(widget.TextWidth, f.Width-3)
	play, state := c.branch.Case, c.branch.State()
	ending := &play.Endings[state.At.Index]
	lines := []string{t.Title.Render(ending.Title), ""}
	lines = append(lines, drawBlocks(ending.Text.Show(play, state), width, t)...)
	return section(lines, []string{
		pad("Cabang ini", 17) + fmt.Sprintf("nilai %s  ", c.result.BranchScore(c.branch).Text(0)) + t.Faint.Render(ending.Title),
		pad("Permainan Anda", 17) + fmt.Sprintf("nilai %s  ", c.result.Score.Nilai.Text(0)) + t.Faint.Render(c.result.Ending.Title),
		"",
		t.Key.Render("enter") + t.Faint.Render(" kembali ke debrief"),
	})
}

// ShortHelp lists the keys that matter.
func (c *Comparison) ShortHelp() []key.Binding {
	return []key.Binding{ui.Describe(ui.Keys.Enter, "enter", "kembali ke debrief")}
}

// FullHelp lists all keys.
func (c *Comparison) FullHelp() [][]key.Binding {
	return [][]key.Binding{{ui.Keys.Enter, ui.Keys.Back, ui.Keys.Up, ui.Keys.Down}}
}
