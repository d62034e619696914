package scenes

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"mufakat/internal/clean"
	"mufakat/internal/diagnostic"
	"mufakat/internal/ui"
	"mufakat/internal/widget"
)

// Manuscript shows the author's text around the line of a finding, and goes from one finding to the next.
type Manuscript struct {
	list   *Findings // whose findings they are
	at     int       // index into list.shown
	of     diagnostic.Diagnostic
	source []string // its lines; nil until it is read
	err    error    // why it cannot be
	checks int      // of the subject, when the finding was found
	scroll widget.Scroll
	text   widget.Memo
	first  int // the rows of text where the finding stands, from here …
	last   int // … to here
}

// newManuscript returns the text around one of the findings of a list.
func newManuscript(list *Findings, finding int) *Manuscript {
	return &Manuscript{list: list, at: finding, of: list.shown[finding], checks: list.subject.checks}
}

type manuscriptRead struct {
	by     *Manuscript
	file   string
	source string
	err    error
}

// Init reads the text.
func (m *Manuscript) Init() tea.Cmd {
	file, workshop := m.of.File, m.list.subject.app.Workshop
	return func() tea.Msg {
		text, err := workshop.Text(file)
		return manuscriptRead{m, file, text, err}
	}
}

// Resume checks again if the files have changed.
func (m *Manuscript) Resume() tea.Cmd { return m.list.subject.look() }

// Heading names the place, and which finding it is.
func (m *Manuscript) Heading() ui.Heading {
	h := ui.Heading{Left: fmt.Sprintf("%s · baris %d", clean.Line(filepath.Base(m.of.File)), m.of.Place.Line)}
	if len(m.list.shown) > 0 {
		h.Right = fmt.Sprintf("temuan %d dari %d", m.at+1, len(m.list.shown))
	}
	return h
}

// Update scrolls, and goes to other findings. The list, which lies below, has already taken what a check has found.
func (m *Manuscript) Update(msg tea.Msg, f ui.Frame) (ui.Scene, tea.Cmd) {
	if m.checks != m.list.subject.checks {
		m.checks = m.list.subject.checks
		return m, m.checkedAgain(f)
	}
	switch msg := msg.(type) {
	case manuscriptRead:
		if msg.by == m && msg.file == m.of.File {
			m.source, m.err = strings.Split(lineBreaks.Replace(strings.TrimPrefix(msg.source, "\ufeff")), "\n"), msg.err
			m.show(f)
		}
		return m, nil
	case tea.WindowSizeMsg:
		m.show(f)
		return m, nil
	case tea.KeyPressMsg:
		switch {
		case key.Matches(msg, ui.Keys.Back):
			return m, ui.Pop
		case key.Matches(msg, findingKeys.Next):
			return m, m.turnTo(m.at+1, f)
		case key.Matches(msg, findingKeys.Previous):
			return m, m.turnTo(m.at-1, f)
		case key.Matches(msg, findingKeys.Meaning):
			return m, ui.Push(newMeaning(m.list.subject.app, m.of.Code))
		case key.Matches(msg, checkAgain):
			return m, m.list.subject.check()
		}
	}
	m.scroll.Update(msg, len(m.lines(f)), m.textHeight(f), true)
	return m, nil
}

// turnTo goes to another finding of the list; beyond the first and the last there is none.
func (m *Manuscript) turnTo(finding int, f ui.Frame) tea.Cmd {
	if finding < 0 || finding >= len(m.list.shown) {
		return nil
	}
	before := m.of.File
	m.at, m.of = finding, m.list.shown[finding]
	if m.of.File != before {
		m.source, m.err = nil, nil
		m.text.Forget()
		return m.Init()
	}
	m.show(f)
	return nil
}

// checkedAgain stays at the finding if it is still there; else it goes to the one that has taken its place.
func (m *Manuscript) checkedAgain(f ui.Frame) tea.Cmd {
	shown := m.list.shown
	if len(shown) == 0 {
		return tea.Sequence(ui.Pop, ui.Notify("Temuan ini sudah tidak ada."))
	}
	at := slices.IndexFunc(shown, func(d diagnostic.Diagnostic) bool {
		return d.File == m.of.File && d.Code == m.of.Code && d.Message == m.of.Message
	})
	told := ui.Notify("Sudah diperiksa lagi.")
	if at < 0 {
		at, told = min(m.at, len(shown)-1), ui.Notify("Temuan tadi sudah tidak ada; ini yang berikutnya.")
	}
	m.at, m.of = at, shown[at]
	return tea.Batch(m.Init(), told)
}

// show draws anew and scrolls to the finding.
func (m *Manuscript) show(f ui.Frame) {
	m.text.Forget()
	lines, height := m.lines(f), m.textHeight(f)
	m.scroll.Offset = max(m.first-height/3, 0)
	m.scroll.Show(m.first, m.last, len(lines), height)
}

// View draws the text, and below it what was found.
func (m *Manuscript) View(f ui.Frame) string {
	panel, height := m.panel(f), m.textHeight(f)
	shown := m.scroll.View(m.lines(f), height, f.Theme)
	shown += strings.Repeat("\n", max(height-1-strings.Count(shown, "\n"), 0))
	return shown + "\n" + strings.Join(panel, "\n")
}

func (m *Manuscript) textHeight(f ui.Frame) int { return max(f.Height-len(m.panel(f)), 1) }

// panel says what was found and what to do about it, in at most half of the screen.
func (m *Manuscript) panel(f ui.Frame) []string {
	t, width := f.Theme, min(f.Width-4, 96)
	style := severityStyle(m.of.Severity, t)
	lines := []string{style.Render(fmt.Sprintf("%s %s", m.of.Severity, m.of.Code))}
	lines = append(lines, styled(wrap(m.of.Message, width), t.Strong)...)
	if m.of.Proposal != "" {
		lines = append(lines, wrap(m.of.Proposal, width)...)
	}
	lines = lines[:min(len(lines), max(f.Height/2-1, 1))]
	for i := range lines {
		lines[i] = "  " + lines[i]
	}
	return append([]string{t.Rule.Render(strings.Repeat("─", f.Width))}, lines...)
}

// lines are the author's text with numbers, the finding's line marked.
func (m *Manuscript) lines(f ui.Frame) []string {
	return m.text.Lines(f.Width, f.Theme, func() []string {
		if m.source == nil {
			m.first, m.last = 0, 0
			return []string{""}
		}
		if m.err != nil {
			m.first, m.last = 0, 0
			return append(strings.Split(indent(strings.Join(wrap(m.err.Error(), f.Width-3), "\n")), "\n"), "", "  "+clean.Line(m.of.Source))
		}
		return m.numbered(f)
	})
}

// numbered draws all of the text, and notes where the finding stands.
func (m *Manuscript) numbered(f ui.Frame) []string {
	t := f.Theme
	digits := len(fmt.Sprint(len(m.source)))
	gutter, room := digits+4, f.Width-digits-6
	caret := severityStyle(m.of.Severity, t)
	marked := min(max(m.of.Place.Line, 1), len(m.source))
	var lines []string
	for i, line := range m.source {
		number := fmt.Sprintf("   %*d ", digits, i+1)
		if i+1 != marked {
			for k, row := range sourceRows(line, room, -1, 0) {
				if k > 0 {
					number = strings.Repeat(" ", gutter)
				}
				lines = append(lines, t.Faint.Render(number)+" "+row.text)
			}
			continue
		}
		m.first = len(lines)
		number = t.Selected.Render(fmt.Sprintf(" ▸ %*d ", digits, i+1))
		for _, row := range sourceRows(line, room, m.of.Place.Column-1, m.of.Width) {
			lines = append(lines, number+" "+t.Strong.Render(row.text))
			number = strings.Repeat(" ", gutter)
			if row.carets != "" {
				lines = append(lines, number+" "+caret.Render(row.carets))
			}
		}
		m.last = len(lines) - 1
	}
	return lines
}

// lineBreaks are those that count as one in the places of findings.
var lineBreaks = strings.NewReplacer("\r\n", "\n", "\r", "\n")

// sourceRow is a piece of a line of an author's text that fits on the screen.
type sourceRow struct{ text, carets string }

// sourceRows breaks a line into rows of at most room columns, with carets below the characters from column on (counted from
// 0; a negative one marks nothing). What a terminal would obey or hide is shown as a sign.
func sourceRows(line string, room, column, width int) []sourceRow {
	signs := []string{}
	for _, r := range line {
		switch {
		case r == '\t':
			signs = append(signs, "    ")
		case !clean.Visible(r) || unicode.IsControl(r) || r == '\u2028' || r == '\u2029':
			signs = append(signs, "·")
		default:
			signs = append(signs, string(r))
		}
	}
	end := column + max(width, 1)
	if column >= len(signs) { // what is missing is missing at the end
		column, end = len(signs), len(signs)+1
		signs = append(signs, " ")
	}
	var rows []sourceRow
	for first := 0; first < len(signs) || first == 0; {
		next := rowEnd(signs, first, room)
		row := sourceRow{text: strings.TrimRight(strings.Join(signs[first:next], ""), " ")}
		for i := first; i < next && column >= 0; i++ {
			mark := " "
			if i >= column && i < end {
				mark = "^"
			}
			row.carets += strings.Repeat(mark, lipgloss.Width(signs[i]))
		}
		row.carets = strings.TrimRight(row.carets, " ")
		rows = append(rows, row)
		if first = next; next == 0 {
			break // an empty line
		}
	}
	return rows
}

// rowEnd is the index of the sign with which the next row begins: after the last blank that fits, if there is one.
func rowEnd(signs []string, first, room int) int {
	used, blank := 0, first
	for i := first; i < len(signs); i++ {
		if used += lipgloss.Width(signs[i]); used > room && i > first {
			if blank > first {
				return blank
			}
			return i
		}
		if signs[i] == " " {
			blank = i + 1
		}
	}
	return len(signs)
}

// ShortHelp lists the keys that matter.
func (m *Manuscript) ShortHelp() []key.Binding {
	return []key.Binding{ui.Describe(findingKeys.Next, "n/p", "temuan lain"), findingKeys.Meaning, checkAgain, ui.Keys.Help, ui.Keys.Back}
}

// FullHelp lists all keys.
func (m *Manuscript) FullHelp() [][]key.Binding {
	return [][]key.Binding{{ui.Keys.Up, ui.Keys.Down, ui.Keys.PageUp, ui.Keys.PageDown, ui.Describe(findingKeys.Next, "n", "temuan berikutnya"),
		ui.Describe(findingKeys.Previous, "p", "temuan sebelumnya"), ui.Describe(findingKeys.Meaning, "a", "arti temuan ini dan cara memperbaikinya"),
		ui.Describe(checkAgain, "r", "periksa lagi, sesudah berkasnya disimpan"), ui.Keys.Back}}
}
