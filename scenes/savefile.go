package scenes

import (
	tea "charm.land/bubbletea/v2"

	"mufakat/internal/ui"
)

// saveFile asks for the name of a file, proposing one, and tells how writing it went. write returns the file's full name;
// its error is a sentence for the user.
func saveFile(title, text, name string, write func(path string) (full string, err error)) tea.Cmd {
	submit := func(path string) tea.Cmd {
		return func() tea.Msg {
			full, err := write(path)
			if err != nil {
				return ui.Fail("Berkas tidak tertulis", err)()
			}
			return ui.Ask(ui.Dialog{Title: "Tersimpan", Text: full, Answers: []ui.Answer{{Label: "Mengerti"}}})()
		}
	}
	return ui.Ask(ui.Dialog{
		Title: title, Text: text,
		Input:   &ui.Input{Value: name, Limit: 300, Submit: submit},
		Answers: []ui.Answer{{Label: "enter simpan"}, {Label: "esc batal"}},
	})
}
