package scenes

import (
	"fmt"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"mufakat/internal/report"
	"mufakat/internal/ui"
	"mufakat/internal/widget"
)

// ClassReport shows an instructor what a class made of a case, page by page; several cases follow one another.
type ClassReport struct {
	classes []*report.Class
	pages   []classPage
	at      int // the page
	scroll  widget.Scroll
	text    widget.Memo
}

// classPage is a page with the case that it is about.
type classPage struct {
	report.Page
	of *report.Class
}

// NewClassReport returns the scene for reports on one or more cases; trouble are sentences on files that do not count.
func NewClassReport(classes []*report.Class, trouble []string) *ClassReport {
	r := &ClassReport{classes: classes}
	for _, c := range classes {
		for _, page := range c.Pages() {
			r.pages = append(r.pages, classPage{page, c})
		}
	}
	if len(trouble) > 0 {
		part := report.Part{Heading: "Berkas"}
		for _, sentence := range trouble {
			part.Rows = append(part.Rows, report.Row{Text: sentence})
		}
		r.pages[0].Parts = append(r.pages[0].Parts, part)
	}
	return r
}

var classKeys = struct{ Next, Previous, Save key.Binding }{
	Next:     ui.Bind("→", "halaman berikut", "right", "l", "tab", "enter"),
	Previous: ui.Bind("←", "halaman lalu", "left", "h", "shift+tab", "backspace"),
	Save:     ui.Bind("s", "simpan", "s"),
}

// Init does nothing.
func (*ClassReport) Init() tea.Cmd { return nil }

// Heading names the page and the case.
func (r *ClassReport) Heading() ui.Heading {
	page := r.pages[r.at]
	return ui.Heading{Left: page.Title, Right: fmt.Sprintf("%s · %d/%d", page.of.Case.Title, r.at+1, len(r.pages))}
}

// Update turns the pages, scrolls, and saves.
func (r *ClassReport) Update(msg tea.Msg, f ui.Frame) (ui.Scene, tea.Cmd) {
	if press, ok := msg.(tea.KeyPressMsg); ok {
		switch {
		case key.Matches(press, ui.Keys.Back):
			return r, ui.Pop
		case key.Matches(press, classKeys.Next):
			r.turnTo(r.at + 1)
			return r, nil
		case key.Matches(press, classKeys.Previous):
			r.turnTo(r.at - 1)
			return r, nil
		case key.Matches(press, classKeys.Save):
			return r, r.save()
		}
	}
	r.scroll.Update(msg, len(r.lines(f)), f.Height, true)
	return r, nil
}

// turnTo opens a page; beyond the first and the last there is none.
func (r *ClassReport) turnTo(page int) {
	page = min(max(page, 0), len(r.pages)-1)
	if page == r.at {
		return
	}
	r.at, r.scroll = page, widget.Scroll{}
	r.text.Forget()
}

func (r *ClassReport) save() tea.Cmd {
	name := "laporan-kelas.xlsx"
	if len(r.classes) == 1 {
		name = "laporan-" + r.classes[0].Case.ID + ".xlsx"
	}
	return saveFile("Simpan laporan", "Nama berkas. Akhirannya menentukan bentuknya: .xlsx, .csv, .md, .txt, atau .json.", name, func(path string) (string, error) {
		return report.ClassFile(path, r.classes)
	})
}

// View draws the page.
func (r *ClassReport) View(f ui.Frame) string {
	return indent(r.scroll.View(r.lines(f), f.Height, f.Theme))
}

func (r *ClassReport) lines(f ui.Frame) []string {
	return r.text.Lines(f.Width, f.Theme, func() []string {
		var lines []string
		for _, part := range r.pages[r.at].Parts {
			lines = section(lines, partLines(part, min(f.Width-3, 96), f.Theme))
		}
		return lines
	})
}

// partLines draw a part of a page: its heading, and its rows with the labels in a column.
func partLines(part report.Part, width int, t ui.Theme) []string {
	const widest = 24 // of a label beside its text
	var lines []string
	if part.Heading != "" {
		lines = styled(wrap(part.Heading, width), t.Strong)
	}
	column := 0
	for _, row := range part.Rows {
		if w := lipgloss.Width(row.Label); w <= widest {
			column = max(column, w)
		}
	}
	for _, row := range part.Rows {
		switch {
		case row.Label == "":
			lines = append(lines, wrap(row.Text, width)...)
		case lipgloss.Width(row.Label) > widest:
			lines = append(lines, styled(wrap(row.Label, width), t.Accent)...)
			lines = append(lines, beside(nil, wrap(row.Text, width-column-2), column+2)...)
		default:
			lines = append(lines, beside([]string{t.Accent.Render(row.Label)}, wrap(row.Text, width-column-2), column+2)...)
		}
	}
	return lines
}

// ShortHelp lists the keys that matter.
func (r *ClassReport) ShortHelp() []key.Binding {
	return []key.Binding{ui.Describe(ui.Keys.Left, "←→", "halaman"), ui.Describe(ui.Keys.Up, "↑↓", "gulir"), classKeys.Save, ui.Keys.Help, ui.Describe(ui.Keys.Back, "esc", "tutup")}
}

// FullHelp lists all keys.
func (r *ClassReport) FullHelp() [][]key.Binding {
	return [][]key.Binding{{classKeys.Next, classKeys.Previous, ui.Keys.Up, ui.Keys.Down, ui.Keys.PageUp, ui.Keys.PageDown},
		{classKeys.Save, ui.Describe(ui.Keys.Back, "esc", "tutup")}}
}
