package scenes

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"mufakat/internal/clean"
	"mufakat/internal/diagnostic"
	"mufakat/internal/pack"
	"mufakat/internal/preview"
	"mufakat/internal/ui"
	"mufakat/internal/widget"
)

// Workbench is what can be done with something that an instructor has opened: a case, or a folder, pack or zip of them.
type Workbench struct {
	subject  *subject
	remember bool // it is still to be put among those that were opened last
	entries  []benchEntry
	menu     widget.Menu
	install  job
}

// benchEntry is a line of the workbench's menu.
type benchEntry struct {
	item widget.Item
	do   func() tea.Cmd
}

// NewWorkbench returns the workbench for a path, which is remembered among those that were opened last.
func NewWorkbench(app *App, path string) *Workbench {
	w := newWorkbench(app, path)
	w.remember = true
	return w
}

func newWorkbench(app *App, path string) *Workbench {
	return &Workbench{subject: &subject{app: app, path: path}, menu: widget.NewMenu(nil)}
}

// checkAgain checks anew what has been changed in another window.
var checkAgain = ui.Bind("r", "periksa lagi", "r")

// Init checks the files.
func (w *Workbench) Init() tea.Cmd { return w.subject.check() }

// Resume checks them again if they have changed.
func (w *Workbench) Resume() tea.Cmd { return w.subject.look() }

// Heading names what was opened.
func (w *Workbench) Heading() ui.Heading {
	h := ui.Heading{Left: w.subject.title()}
	if w.subject.checks > 0 {
		h.Right = w.subject.kind.String()
	}
	return h
}

// Typing tells whether letters go into the filter.
func (w *Workbench) Typing() bool { return w.menu.Typing() }

// Update takes what was found out, and chooses.
func (w *Workbench) Update(msg tea.Msg, f ui.Frame) (ui.Scene, tea.Cmd) {
	s := w.subject
	switch msg := msg.(type) {
	case progress:
		return w, tea.Batch(s.update(msg), w.install.advance(msg))
	case subjectChecked, subjectChanged:
		before := s.checks
		cmd := s.update(msg)
		if s.checks != before {
			return w, tea.Batch(cmd, w.checked(f))
		}
		return w, cmd
	case packExamined:
		if msg.by == w && w.install.end(msg.ctx) {
			return w, w.askInstall(msg)
		}
		return w, nil
	case installWanted:
		if msg.by == w {
			return w, w.installPack(msg.options)
		}
		return w, nil
	case packInstalled:
		if msg.by == w && w.install.end(msg.ctx) {
			return w, installResult(msg)
		}
		return w, nil
	case tea.KeyPressMsg:
		switch {
		case w.menu.Typing():
		case key.Matches(msg, checkAgain):
			return w, s.check()
		case key.Matches(msg, ui.Keys.Back) && w.install.running():
			w.install.cancel() // what came of it will be told: it may be too late
			return w, nil
		}
	}
	chosen, taken := w.menu.Update(msg, f)
	if chosen >= 0 {
		return w, w.entries[chosen].do()
	}
	if press, ok := msg.(tea.KeyPressMsg); ok && !taken && key.Matches(press, ui.Keys.Back) {
		s.job.stop()
		return w, ui.Pop
	}
	return w, nil
}

// checked shows what was found out. What cannot be read at all is not opened.
func (w *Workbench) checked(f ui.Frame) tea.Cmd {
	s := w.subject
	if s.trouble != nil && s.checks == 1 && len(s.checked.Names) == 0 {
		return tea.Sequence(ui.Pop, ui.Fail("Belum bisa dibuka", s.trouble))
	}
	w.fill(f)
	if !w.remember {
		return nil
	}
	w.remember = false
	return func() tea.Msg {
		if err := remember(s.app.Store, s.path); err != nil {
			return ui.Fail("Belum tercatat di daftar terakhir dibuka", err)()
		}
		return nil
	}
}

func (w *Workbench) fill(f ui.Frame) {
	s := w.subject
	w.entries = nil
	switch {
	case len(s.checked.Names) == 0: // there is nothing left to work on
	case s.kind == caseSubject:
		w.caseEntries(f)
	case s.kind == fileSubject:
		w.add(f, "Temuan", "apa yang perlu diperbaiki", w.openFindings(""))
	default:
		w.add(f, "Semua temuan", "apa yang perlu diperbaiki", w.openFindings(""))
		w.add(f, "Pasang sebagai paket", "kasusnya tampil di daftar Kasus", w.examine)
		for _, name := range s.checked.Names {
			w.addFile(name, f)
		}
	}
	items := make([]widget.Item, len(w.entries))
	for i, e := range w.entries {
		items[i] = e.item
	}
	w.menu.SetItems(items)
}

// add adds a line to the menu.
func (w *Workbench) add(f ui.Frame, label, note string, do func() tea.Cmd) {
	w.entries = append(w.entries, benchEntry{widget.Item{Label: label, Right: f.Theme.Faint.Render(note)}, do})
}

// addFile adds a file of a folder. A case has a workbench of its own; of other files, and of those in a zip, there are only the
// findings.
func (w *Workbench) addFile(name string, f ui.Frame) {
	s := w.subject
	do := w.openFindings(name)
	isCard := s.kind == packSubject && filepath.Base(filepath.Dir(name)) == pack.CardFolder
	if s.kind != zipSubject && !isCard && filepath.Base(name) != pack.ManifestFile {
		do = func() tea.Cmd { return ui.Push(newWorkbench(s.app, name)) }
	}
	shown, err := filepath.Rel(s.path, name)
	if err != nil {
		shown = name
	}
	w.entries = append(w.entries, benchEntry{widget.Item{Label: clean.Line(shown), Right: countText(s.findingsIn(name), f.Theme)}, do})
}

// caseEntries are what can be done with a case. What needs a case without a galat is dim where there is one.
func (w *Workbench) caseEntries(f ui.Frame) {
	s := w.subject
	doc, survey := s.checked.Document, s.checked.Survey
	w.add(f, "Temuan", "apa yang perlu diperbaiki", w.openFindings(""))
	playable := func(label, note string, do func() tea.Cmd) {
		if doc.Case == nil {
			note, do = "sesudah galatnya diperbaiki", w.refuse
		}
		w.add(f, label, note, do)
		w.entries[len(w.entries)-1].item.Dim = doc.Case == nil
	}
	playable("Analisis", "apa saja yang dapat terjadi", func() tea.Cmd { return ui.Push(NewAppraisal(doc.Case, survey)) })
	playable("Peta", "alur ceritanya", func() tea.Cmd { return ui.Push(NewMap(doc.Case, survey)) })
	w.add(f, "Pratinjau", "coba selagi Anda menulisnya", func() tea.Cmd {
		return ui.Push(NewPreview(s.app, s.app.Workshop.Draft(s.path), preview.Start{}))
	})
	playable("Mainkan", "seperti peserta; tercatat di Riwayat", func() tea.Cmd { return ui.Push(NewBriefing(s.app, s.path, doc.Case.ID)) })
	playable("Cetak", "untuk kelas tanpa komputer", func() tea.Cmd {
		return saveFile("Cetak kasus", "Nama berkas. Berakhiran .html untuk dibuka dan dicetak dari peramban, .md untuk disunting lagi.", "cetak-"+doc.Case.ID+".html",
			func(path string) (string, error) { return s.app.Workshop.Print(context.Background(), doc.Case, path) })
	})
	playable("Pasang sebagai paket", "tampil di daftar Kasus", w.examine)
}

// refuse tells what is in the way.
func (w *Workbench) refuse() tea.Cmd {
	return ui.Ask(ui.Dialog{
		Title:   fmt.Sprintf("Kasus ini masih punya %d galat", diagnostic.Count(w.subject.checked.Findings)[diagnostic.Error]),
		Text:    "Perbaiki dulu berkasnya di penyunting teks; Temuan menunjukkan tempatnya. Pratinjau tetap bisa dibuka.",
		Answers: []ui.Answer{{Label: "Lihat temuan", Do: w.openFindings("")()}, {Label: "Nanti"}},
	})
}

// openFindings opens the findings about one file, or all where it is not named.
func (w *Workbench) openFindings(file string) func() tea.Cmd {
	return func() tea.Cmd { return ui.Push(newFindings(w.subject, file)) }
}

// View draws what was opened, how it stands, and what can be done with it.
func (w *Workbench) View(f ui.Frame) string {
	s, t := w.subject, f.Theme
	lines := []string{"", "   " + t.Faint.Render(shortened(clean.Line(homely(s.path, s.app.HomeDir)), f.Width-4)), "   " + w.status(t), ""}
	if s.trouble != nil {
		for _, l := range wrap(clean.Text(s.trouble.Error()), f.Width-6) {
			lines = append(lines, "   "+t.Bad.Render(l))
		}
		lines = append(lines, "")
	}
	if len(w.entries) == 0 {
		return strings.Join(lines, "\n")
	}
	return strings.Join(append(lines, w.menu.View(f, f.Height-len(lines))), "\n")
}

// status is one line on how the subject stands, or on what is being done.
func (w *Workbench) status(t ui.Theme) string {
	s := w.subject
	switch {
	case s.job.running():
		return t.Accent.Render(s.job.text())
	case w.install.running():
		return t.Accent.Render(w.install.text())
	case len(s.checked.Names) == 0:
		return t.Faint.Render("r memeriksa lagi")
	}
	text := countText(s.checked.Findings, t)
	if s.kind.several() {
		text = fmt.Sprintf("%d berkas · ", len(s.checked.Names)) + text
	}
	return text
}

// ShortHelp lists the keys that matter.
func (w *Workbench) ShortHelp() []key.Binding {
	if w.subject.job.running() || w.install.running() {
		return []key.Binding{ui.Keys.Help, ui.Describe(ui.Keys.Back, "esc", "hentikan")}
	}
	return []key.Binding{ui.Describe(ui.Keys.Enter, "enter", "buka"), ui.Keys.Digit, checkAgain, ui.Keys.Help, ui.Keys.Back}
}

// FullHelp lists all keys.
func (w *Workbench) FullHelp() [][]key.Binding {
	return [][]key.Binding{{ui.Keys.Up, ui.Keys.Down, ui.Describe(ui.Keys.Enter, "enter", "buka"), ui.Keys.Digit, ui.Keys.Filter,
		ui.Describe(checkAgain, "r", "periksa lagi, misalnya sesudah berkasnya disimpan"), ui.Keys.Back}}
}
