package scenes

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/textarea"
	tea "charm.land/bubbletea/v2"

	"mufakat/internal/clean"
	"mufakat/internal/debrief"
	"mufakat/internal/plaintext"
	"mufakat/internal/quiz"
	"mufakat/internal/ui"
)

// essayField answers an Essay: a text of several lines.
type essayField struct {
	area    textarea.Model
	text    string // of the area, cleaned
	writing bool
}

func newEssayField() *essayField {
	e := &essayField{area: newArea(debrief.MaxAnswer)}
	e.area.Blur()
	return e
}

// newArea returns an empty text area for at most limit characters.
func newArea(limit int) textarea.Model {
	area := textarea.New()
	area.ShowLineNumbers = false
	area.Prompt = " "
	area.CharLimit = limit
	area.MaxHeight = 0
	area.SetStyles(ui.NewTheme(true, ui.NoColours).Area())
	area.KeyMap.Paste.SetEnabled(false) // the terminal pastes, and Root cleans what it brings
	return area
}

// cutNotice says that a text was too long.
func cutNotice(limit int) tea.Cmd {
	return ui.Notify(fmt.Sprintf("Terlalu panjang; dipotong pada %s huruf.", plaintext.Count(limit)))
}

func (e *essayField) response() quiz.Response { return quiz.Response{Text: e.text} }

func (e *essayField) set(r quiz.Response) {
	e.area.CharLimit = max(debrief.MaxAnswer, utf8.RuneCountInString(r.Text)) // what was given stays whole
	e.area.SetValue(r.Text)
	e.area.MoveToEnd()
	e.text = r.Text
}

func (e *essayField) update(msg tea.Msg, f ui.Frame) (taken bool, cmd tea.Cmd) {
	switch msg := msg.(type) {
	case tea.PasteMsg:
		cmds := []tea.Cmd{e.write()}
		if utf8.RuneCountInString(msg.Content) > e.area.CharLimit-e.area.Length() {
			cmds = append(cmds, cutNotice(e.area.CharLimit))
		}
		return true, tea.Batch(append(cmds, e.edit(msg, f))...)
	case tea.KeyPressMsg:
		switch {
		case e.writing && key.Matches(msg, answerKeys.Done):
			e.writing = false
			e.area.Blur()
			return true, nil
		case e.writing:
			return true, e.edit(msg, f)
		case key.Matches(msg, answerKeys.Write):
			return true, e.write()
		}
	}
	return false, nil
}

func (e *essayField) write() tea.Cmd {
	e.writing = true
	return e.area.Focus()
}

// edit hands input to the text area, which moves by the lines that it is seen to have.
func (e *essayField) edit(msg tea.Msg, f ui.Frame) (cmd tea.Cmd) {
	e.area.SetWidth(answerWidth(f))
	e.area, cmd = e.area.Update(msg)
	e.text = clean.Text(e.area.Value())
	return cmd
}

func (e *essayField) typing() bool { return e.writing }

func (e *essayField) hint() string {
	words, letters, most := plaintext.Count(len(strings.Fields(e.text))), plaintext.Count(e.area.Length()), plaintext.Count(e.area.CharLimit)
	length := fmt.Sprintf("%s kata, %s dari %s huruf", words, letters, most)
	if e.writing {
		return "Esc bila selesai menulis. " + length + "."
	}
	return "Jawab dengan uraian: tekan enter, lalu ketik. " + length + "."
}

// The lines that the text area has even where the text is shorter: on a low screen and before it is written in, and while it is.
const (
	leastArea   = 3
	writingArea = 6
)

func (e *essayField) view(width, height int, t ui.Theme) []string {
	area := e.area // what it scrolls in is shared with the copy: update scrolls by the height that was drawn last
	area.SetStyles(t.Area())
	area.SetWidth(width)
	least, lines := leastArea, len(wrap(e.text, width-1))
	if e.writing {
		least, lines = writingArea, lines+1
	}
	area.SetHeight(max(min(height, max(lines, least)), leastArea)) // the question needs what the text does not
	return strings.Split(area.View(), "\n")
}

func (e *essayField) keys() []key.Binding {
	if e.writing {
		return []key.Binding{answerKeys.Done}
	}
	return []key.Binding{answerKeys.Write}
}
