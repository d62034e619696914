package scenes

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"mufakat/internal/diagnostic"
	"mufakat/internal/ui"
	"mufakat/internal/widget"
)

// Meaning shows what the authors' guide says of a kind of finding: what it means, an example, how to mend it.
type Meaning struct {
	app    *App
	code   diagnostic.Code
	entry  string // Markdown; empty until it is read
	scroll widget.Scroll
	text   widget.Memo
}

// newMeaning returns the entry of a code.
func newMeaning(app *App, code diagnostic.Code) *Meaning { return &Meaning{app: app, code: code} }

type meaningRead struct {
	by    *Meaning
	entry string
	err   error
}

// Init reads the entry.
func (m *Meaning) Init() tea.Cmd {
	return func() tea.Msg {
		entry, err := m.app.Workshop.Explain(m.code)
		return meaningRead{m, entry, err}
	}
}

// Heading names the code.
func (m *Meaning) Heading() ui.Heading { return ui.Heading{Left: "Arti temuan " + string(m.code)} }

// Update scrolls.
func (m *Meaning) Update(msg tea.Msg, f ui.Frame) (ui.Scene, tea.Cmd) {
	switch msg := msg.(type) {
	case meaningRead:
		if msg.by != m {
			return m, nil
		}
		if msg.err != nil {
			return m, tea.Sequence(ui.Pop, ui.Fail("Tidak ada penjelasannya", msg.err))
		}
		m.entry = msg.entry
		m.text.Forget()
		return m, nil
	case tea.KeyPressMsg:
		if key.Matches(msg, ui.Keys.Back, ui.Keys.Enter, findingKeys.Meaning) {
			return m, ui.Pop
		}
	}
	m.scroll.Update(msg, len(m.lines(f)), f.Height, true)
	return m, nil
}

// View draws the entry.
func (m *Meaning) View(f ui.Frame) string {
	return indent(m.scroll.View(m.lines(f), f.Height, f.Theme))
}

func (m *Meaning) lines(f ui.Frame) []string {
	return m.text.Lines(f.Width, f.Theme, func() []string { return wrapMarkdown(m.entry, min(widget.TextWidth, f.Width-3), f.Theme) })
}

// ShortHelp lists the keys that matter.
func (m *Meaning) ShortHelp() []key.Binding {
	return []key.Binding{ui.Describe(ui.Keys.Up, "↑↓", "gulir"), ui.Keys.PageDown, ui.Keys.Help, ui.Keys.Back}
}

// FullHelp lists all keys.
func (m *Meaning) FullHelp() [][]key.Binding {
	return [][]key.Binding{{ui.Keys.Up, ui.Keys.Down, ui.Keys.PageUp, ui.Keys.PageDown, ui.Keys.Back}}
}
