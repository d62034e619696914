package scenes

import (
	"strings"
	"unicode/utf8"

	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"

	"mufakat/internal/quiz"
	"mufakat/internal/ui"
)

// maxLine is the longest answer of one line, in characters.
const maxLine = 300

// lineField answers a ShortAnswer or a Numerical: one line of text.
type lineField struct {
	number  bool
	onward  string // see [newAnswer]
	input   textinput.Model
	writing bool
}

func newLineField(number bool, onward string) *lineField {
	l := &lineField{number: number, onward: onward, input: ui.NewInput(ui.NewTheme(true, ui.NoColours), "", maxLine)}
	l.input.Blur()
	return l
}

func (l *lineField) response() quiz.Response { return quiz.Response{Text: l.input.Value()} }

func (l *lineField) set(r quiz.Response) {
	l.input.CharLimit = max(maxLine, utf8.RuneCountInString(r.Text)) // what was given stays whole
	l.input.SetValue(r.Text)
	l.input.CursorEnd()
}

func (l *lineField) update(msg tea.Msg, _ ui.Frame) (taken bool, cmd tea.Cmd) {
	switch msg := msg.(type) {
	case tea.PasteMsg:
		l.write()
		cut := utf8.RuneCountInString(l.input.Value())+utf8.RuneCountInString(msg.Content) > l.input.CharLimit
		l.input, cmd = l.input.Update(msg)
		if cut {
			cmd = tea.Batch(cmd, cutNotice(l.input.CharLimit))
		}
		return true, cmd
	case tea.KeyPressMsg:
		switch {
		case l.writing && key.Matches(msg, answerKeys.Done, ui.Keys.Enter):
			l.writing = false
			l.input.Blur()
			return true, nil
		case l.writing && key.Matches(msg, ui.Keys.PageUp, ui.Keys.PageDown) && msg.Text == "":
			return false, nil // scrolls the question
		case !l.writing && key.Matches(msg, answerKeys.Write):
			return true, l.write()
		case !l.writing && l.number && strings.ContainsAny(msg.Text, "0123456789-"):
			l.write() // a number is begun without further ado
		}
		if l.writing {
			l.input, cmd = l.input.Update(msg)
			return true, cmd
		}
	}
	return false, nil
}

func (l *lineField) write() tea.Cmd {
	l.writing = true
	return l.input.Focus()
}

func (l *lineField) typing() bool { return l.writing }

func (l *lineField) hint() string {
	switch {
	case l.writing:
		return "Ketik jawaban, " + l.onward + "."
	case l.number:
		return "Jawab dengan angka: ketik langsung, misalnya 12,5."
	}
	return "Jawab singkat: tekan enter, lalu ketik."
}

func (l *lineField) view(width, _ int, t ui.Theme) []string {
	in := l.input
	in.SetStyles(t.Input())
	in.SetWidth(width - 5)
	mark := t.Rule.Render(" ▸ ")
	if l.writing {
		mark = t.Accent.Render(" ▸ ")
	}
	lines := []string{mark + in.View()}
	if text := strings.TrimSpace(l.input.Value()); l.number && text != "" {
		if _, isNumber := quiz.ParseNumber(text); !isNumber {
			lines = append(lines, styled(wrap("Ini bukan angka. Tulis hanya angkanya, tanpa satuan: 300 atau 12,5.", width), t.Bad)...)
		}
	}
	return lines
}

func (l *lineField) keys() []key.Binding {
	if l.writing {
		return []key.Binding{ui.Describe(answerKeys.Done, "enter", "selesai menulis")}
	}
	return []key.Binding{answerKeys.Write}
}
