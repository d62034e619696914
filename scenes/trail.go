package scenes

import (
	"fmt"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"mufakat/internal/plaintext"
	"mufakat/internal/sim"
	"mufakat/internal/ui"
	"mufakat/internal/widget"
)

// Trail looks back on what was decided. Looking is always allowed; going back only where rewind is given.
type Trail struct {
	play   *sim.Playthrough
	rewind func(n int) tea.Cmd // nil: nothing can be taken back
	menu   widget.Menu
	open   int // the step that is read, -1: the list
	scroll widget.Scroll
}

// NewTrail returns the trail of a playthrough.
func NewTrail(play *sim.Playthrough, rewind func(n int) tea.Cmd) *Trail {
	items := make([]widget.Item, len(play.Steps))
	for i, s := range play.Steps {
		p := &play.Case.Passages[s.Passage]
		items[i] = widget.Item{Label: p.Title, Note: plaintext.Line(p.Choices[s.Option].Text)}
		if reason := play.Run.Decisions[i].Reason; reason != "" {
			items[i].Note += " · “" + reason + "”"
		}
	}
	return &Trail{play: play, rewind: rewind, menu: widget.NewMenu(items), open: -1}
}

var trailRewind = ui.Bind("u", "mundur ke sini", "u")

// Init does nothing.
func (*Trail) Init() tea.Cmd { return nil }

// Heading names the scene.
func (tr *Trail) Heading() ui.Heading {
	return ui.Heading{Left: "Jejak keputusan", Right: fmt.Sprintf("%d langkah", len(tr.play.Steps))}
}

// Typing tells whether letters go into the filter.
func (tr *Trail) Typing() bool { return tr.menu.Typing() }

// Update moves through the trail.
func (tr *Trail) Update(msg tea.Msg, f ui.Frame) (ui.Scene, tea.Cmd) {
	press, isKey := msg.(tea.KeyPressMsg)
	if tr.open >= 0 {
		if isKey && key.Matches(press, ui.Keys.Back, ui.Keys.Enter) {
			tr.open = -1
		} else if isKey && tr.rewind != nil && key.Matches(press, trailRewind) {
			return tr, tr.goBack(tr.open)
		} else {
			tr.scroll.Update(msg, len(tr.lines(f)), f.Height, true)
		}
		return tr, nil
	}
	if isKey && tr.rewind != nil && !tr.menu.Typing() && key.Matches(press, trailRewind) && tr.menu.Cursor() >= 0 {
		return tr, tr.goBack(tr.menu.Cursor())
	}
	chosen, taken := tr.menu.Update(msg, f)
	switch {
	case chosen >= 0:
		tr.open, tr.scroll = chosen, widget.Scroll{}
	case !taken && isKey && key.Matches(press, ui.Keys.Back):
		return tr, ui.Pop
	}
	return tr, nil
}

// goBack leaves the trail and takes the decisions back.
func (tr *Trail) goBack(n int) tea.Cmd { return tea.Sequence(ui.Pop, tr.rewind(n)) }

// View draws the list, or the step that is read.
func (tr *Trail) View(f ui.Frame) string {
	if tr.open >= 0 {
		return indent(tr.scroll.View(tr.lines(f), f.Height, f.Theme))
	}
	if len(tr.play.Steps) == 0 {
		return "\n   Belum ada keputusan."
	}
	return tr.menu.View(f, f.Height)
}

// lines are one step as it was: the passage, what was chosen and why, and what came of it.
func (tr *Trail) lines(f ui.Frame) []string {
	c, step, t, width := tr.play.Case, tr.play.Steps[tr.open], f.Theme, min(widget.TextWidth, f.Width-3)
	p := &c.Passages[step.Passage]
	story, _ := discussions(p.Text.Show(c, tr.play.States[tr.open]))
	lines := append([]string{t.Title.Render(p.Title), ""}, drawBlocks(story, width, t)...)
	lines = section(lines, []string{t.Title.Render("▸ ") + t.Strong.Render(cut(plaintext.Line(p.Choices[step.Option].Text), width-2))})
	if reason := tr.play.Run.Decisions[tr.open].Reason; reason != "" {
		lines = append(lines, styled(wrap("“"+reason+"”", width), t.Faint)...)
	}
	happened, lessons := split(step.Feedback)
	lines = section(lines, drawBlocks(happened, width, t))
	if tr.play.Run.Mode == sim.Practice || tr.play.State().Finished() {
		lines = section(lines, changeLines(c, step, width, t))
		lines = section(lines, drawBlocks(lessons, width, t))
	}
	return strings.Split(strings.Join(lines, "\n"), "\n")
}

// ShortHelp lists the keys that matter.
func (tr *Trail) ShortHelp() []key.Binding {
	keys := []key.Binding{ui.Describe(ui.Keys.Enter, "enter", "baca")}
	if tr.open >= 0 {
		keys = []key.Binding{ui.Describe(ui.Keys.Up, "↑↓", "gulir")}
	}
	if tr.rewind != nil {
		keys = append(keys, trailRewind)
	}
	return append(keys, ui.Keys.Help, ui.Keys.Back)
}

// FullHelp lists all keys.
func (tr *Trail) FullHelp() [][]key.Binding {
	keys := []key.Binding{ui.Keys.Up, ui.Keys.Down, ui.Keys.Enter, ui.Keys.Filter, ui.Keys.Back}
	if tr.rewind != nil {
		keys = append(keys, trailRewind)
	}
	return [][]key.Binding{keys}
}
