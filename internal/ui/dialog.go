package ui

import (
	"strings"

	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"
)

// Dialog is a question over the scene. It takes the keys before the scene does; esc closes it and answers nothing.
type Dialog struct {
	Title   string
	Text    string
	Input   *Input   // asks for one line as well; nil: only for an answer
	Answers []Answer // the first is what Enter takes
	chosen  int
	input   textinput.Model
}

// Input is the line that a dialog asks for.
type Input struct {
	Value string
	Limit int // in characters; 0: none
	// Submit is called with the line when the first answer is taken.
	Submit func(line string) tea.Cmd
}

// Answer is one way out of a dialog; Do may be nil.
type Answer struct {
	Label string
	Do    tea.Cmd
}

type dialogMsg struct{ dialog Dialog }

// Ask opens a dialog.
func Ask(d Dialog) tea.Cmd { return func() tea.Msg { return dialogMsg{d} } }

// Fail tells of an error: its own sentence, which says what to do next.
func Fail(title string, err error) tea.Cmd {
	return Ask(Dialog{Title: title, Text: err.Error(), Answers: []Answer{{Label: "Mengerti"}}})
}

func (d *Dialog) open(t Theme) tea.Cmd {
	if d.Input == nil {
		return nil
	}
	d.input = NewInput(t, "", d.Input.Limit)
	d.input.SetValue(d.Input.Value)
	d.input.CursorEnd()
	return d.input.Focus()
}

// NewInput returns a one-line input in the program's looks.
func NewInput(t Theme, placeholder string, limit int) textinput.Model {
	in := textinput.New()
	in.Prompt = ""
	in.Placeholder = placeholder
	in.CharLimit = limit
	in.SetStyles(t.Input())
	in.KeyMap.Paste.SetEnabled(false) // the terminal pastes, and Root cleans what it brings
	return in
}

// update returns whether the dialog is done.
func (d *Dialog) update(msg tea.Msg) (done bool, cmd tea.Cmd) {
	if press, ok := msg.(tea.KeyPressMsg); ok {
		switch {
		case key.Matches(press, Keys.Back):
			return true, nil
		case key.Matches(press, Keys.Enter):
			return true, d.take()
		case key.Matches(press, Keys.Next), d.Input == nil && key.Matches(press, Keys.Right, Keys.Down):
			d.chosen = (d.chosen + 1) % len(d.Answers)
			return false, nil
		case key.Matches(press, Keys.Previous), d.Input == nil && key.Matches(press, Keys.Left, Keys.Up):
			d.chosen = (d.chosen + len(d.Answers) - 1) % len(d.Answers)
			return false, nil
		case d.Input == nil && key.Matches(press, Keys.Digit):
			if n := Digit(press); n < len(d.Answers) {
				d.chosen = n
				return true, d.take()
			}
			return false, nil
		}
	}
	if d.Input != nil {
		d.input, cmd = d.input.Update(msg)
	}
	return false, cmd
}

func (d *Dialog) take() tea.Cmd {
	if d.chosen == 0 && d.Input != nil {
		return d.Input.Submit(d.input.Value())
	}
	return d.Answers[d.chosen].Do
}

func (d Dialog) view(f Frame) string {
	inner := min(f.Width-f.Theme.Dialog.GetHorizontalFrameSize()-2, 60)
	var parts []string
	if d.Title != "" {
		parts = append(parts, f.Theme.Title.Render(lipgloss.Wrap(d.Title, inner, "")), "")
	}
	if d.Text != "" {
		parts = append(parts, lipgloss.Wrap(d.Text, inner, ""), "")
	}
	if d.Input != nil {
		d.input.SetWidth(inner - 2)
		parts = append(parts, f.Theme.Accent.Render("▸ ")+d.input.View(), "")
	}
	answers := make([]string, len(d.Answers))
	for i, a := range d.Answers {
		label := "  " + a.Label
		if d.Input == nil && len(d.Answers) > 1 {
			label = "  " + string(rune('1'+i)) + " " + a.Label
		}
		if i == d.chosen {
			label = f.Theme.Selected.Render("▸" + label[1:])
		}
		answers[i] = label
	}
	row := strings.Join(answers, "    ")
	if lipgloss.Width(row) > inner { // then each has a line of its own
		row = strings.Join(answers, "\n")
	}
	parts = append(parts, lipgloss.Wrap(row, inner, ""))
	return f.Theme.Dialog.Render(strings.Join(parts, "\n"))
}
