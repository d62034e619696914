package scenes

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"mufakat/internal/clean"
	"mufakat/internal/diagnostic"
	"mufakat/internal/ui"
	"mufakat/internal/widget"
)

// Findings lists what was found in an author's files, the worst first. Each leads to its line.
type Findings struct {
	subject *subject
	file    string                  // only those about this one; empty: all
	hidden  bool                    // suggestions are not shown
	shown   []diagnostic.Diagnostic // as the menu has them
	checks  int                     // of the subject, when shown was filled
	menu    widget.Menu
}

// newFindings returns the list of what was found in a file of the subject, or in all of them where it is not named.
func newFindings(s *subject, file string) *Findings {
	return &Findings{subject: s, file: file, menu: widget.NewMenu(nil)}
}

var findingKeys = struct{ Suggestions, Next, Previous, Meaning key.Binding }{
	Suggestions: ui.Bind("s", "saran", "s"),
	Next:        ui.Bind("n", "berikutnya", "n", "tab"),
	Previous:    ui.Bind("p", "sebelumnya", "p", "shift+tab"),
	Meaning:     ui.Bind("a", "artinya", "a"),
}

// findingsOpened lets the list fill itself.
type findingsOpened struct{}

// Init lists what is known already.
func (l *Findings) Init() tea.Cmd { return func() tea.Msg { return findingsOpened{} } }

// Resume checks again if the files have changed.
func (l *Findings) Resume() tea.Cmd { return l.subject.look() }

// Heading names the file, and counts.
func (l *Findings) Heading() ui.Heading {
	h := ui.Heading{Left: "Temuan: " + l.subject.title()}
	if l.file != "" {
		h.Left = "Temuan: " + clean.Line(filepath.Base(l.file))
	}
	all := l.subject.findingsIn(l.file)
	h.Right = countText(all, ui.Theme{})
	if l.hidden && len(l.shown) < len(all) {
		h.Right = fmt.Sprintf("%d saran disembunyikan", len(all)-len(l.shown))
	}
	return h
}

// Typing tells whether letters go into the filter.
func (l *Findings) Typing() bool { return l.menu.Typing() }

// Update chooses a finding. What the subject's commands bring, the workbench below has already taken.
func (l *Findings) Update(msg tea.Msg, f ui.Frame) (ui.Scene, tea.Cmd) {
	if l.checks != l.subject.checks {
		l.fill(f)
	}
	press, isKey := msg.(tea.KeyPressMsg)
	if isKey && !l.menu.Typing() {
		switch {
		case key.Matches(press, checkAgain):
			return l, l.subject.check()
		case key.Matches(press, findingKeys.Suggestions):
			l.hidden = !l.hidden
			l.fill(f)
			return l, nil
		case key.Matches(press, findingKeys.Meaning) && l.menu.Cursor() >= 0:
			return l, ui.Push(newMeaning(l.subject.app, l.shown[l.menu.Cursor()].Code))
		}
	}
	chosen, taken := l.menu.Update(msg, f)
	switch {
	case chosen >= 0:
		return l, ui.Push(newManuscript(l, chosen))
	case isKey && !taken && key.Matches(press, ui.Keys.Back):
		return l, ui.Pop
	}
	return l, nil
}

// fill takes what was found last.
func (l *Findings) fill(f ui.Frame) {
	l.checks = l.subject.checks
	l.shown = slices.DeleteFunc(slices.Clone(l.subject.findingsIn(l.file)), func(d diagnostic.Diagnostic) bool {
		return l.hidden && d.Severity == diagnostic.Suggestion
	})
	items := make([]widget.Item, len(l.shown))
	for i, d := range l.shown {
		note := fmt.Sprintf("baris %d · %s", d.Place.Line, d.Code)
		if l.subject.kind.several() && l.file == "" {
			note = clean.Line(filepath.Base(d.File)) + " · " + note
		}
		if d.Proposal != "" {
			note += " · " + d.Proposal
		}
		items[i] = widget.Item{Label: d.Message, Right: severityStyle(d.Severity, f.Theme).Render(d.Severity.String()), Note: note,
			Search: note + " " + d.Severity.String()}
	}
	l.menu.SetItems(items)
}

// View draws the list.
func (l *Findings) View(f ui.Frame) string {
	s, t := l.subject, f.Theme
	switch {
	case s.job.running() && len(l.shown) == 0:
		return "\n   " + t.Accent.Render(s.job.text())
	case s.job.running():
		return strings.Join([]string{"", "   " + t.Accent.Render(s.job.text()), "", l.menu.View(f, f.Height-3)}, "\n")
	case s.trouble != nil && len(l.shown) == 0:
		return "\n" + indent(strings.Join(styled(wrap("! "+clean.Text(s.trouble.Error()), f.Width-4), t.Bad), "\n"))
	case len(l.shown) == 0 && len(s.findingsIn(l.file)) > 0:
		return "\n   Hanya ada saran. Tekan s untuk menampilkannya."
	case len(l.shown) == 0:
		return "\n   Tidak ada temuan. Semua yang bisa diperiksa program sudah beres."
	}
	return "\n" + l.menu.View(f, f.Height-1)
}

// ShortHelp lists the keys that matter.
func (l *Findings) ShortHelp() []key.Binding {
	return []key.Binding{ui.Describe(ui.Keys.Enter, "enter", "naskah"), findingKeys.Meaning, findingKeys.Suggestions, checkAgain, ui.Keys.Help, ui.Keys.Back}
}

// FullHelp lists all keys.
func (l *Findings) FullHelp() [][]key.Binding {
	return [][]key.Binding{{ui.Keys.Up, ui.Keys.Down, ui.Keys.PageUp, ui.Keys.PageDown, ui.Describe(ui.Keys.Enter, "enter", "lihat baris ini dalam naskah"),
		ui.Describe(findingKeys.Meaning, "a", "arti temuan ini dan cara memperbaikinya"), ui.Keys.Filter,
		ui.Describe(findingKeys.Suggestions, "s", "tampilkan atau sembunyikan saran"), ui.Describe(checkAgain, "r", "periksa lagi, sesudah berkasnya disimpan"), ui.Keys.Back}}
}
