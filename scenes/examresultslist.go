package scenes

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"mufakat/internal/clean"
	"mufakat/internal/gradebook"
	"mufakat/internal/report"
	"mufakat/internal/store"
	"mufakat/internal/ui"
	"mufakat/internal/widget"
)

// ResultsList is where an instructor chooses the exam whose results she wants to see: one that was sat on this computer, or
// one that came as files.
type ResultsList struct {
	app    *App
	exams  []satExam
	loaded bool
	menu   widget.Menu
}

// satExam is an exam that was handed in on this computer, be it once.
type satExam struct {
	key      store.ExamKey
	title    string
	people   int
	attempts int
	pending  int // essays that nobody has graded yet
	last     store.AttemptInfo
}

// NewResultsList returns the scene.
func NewResultsList(app *App) *ResultsList {
	return &ResultsList{app: app, menu: widget.NewMenu(nil)}
}

type satExamsRead struct {
	by    *ResultsList
	exams []satExam
	err   error
}

// Init looks which exams were sat.
func (l *ResultsList) Init() tea.Cmd {
	return func() tea.Msg {
		exams, err := satExams(l.app.Store)
		return satExamsRead{l, exams, err}
	}
}

// Resume looks again: essays may have been graded.
func (l *ResultsList) Resume() tea.Cmd { return l.Init() }

// satExams lists the exams that were handed in, the one that was begun last first.
func satExams(st Store) (exams []satExam, err error) {
	profiles, err := st.Profiles()
	if err != nil {
		return nil, err
	}
	for _, p := range profiles {
		infos, err := st.Attempts(p.ID)
		if err != nil {
			return nil, err
		}
		counted := map[store.ExamKey]bool{}
		for _, info := range infos {
			result, over := info.Result()
			if !over {
				continue
			}
			at := slices.IndexFunc(exams, func(e satExam) bool { return e.key == info.Exam })
			if at < 0 {
				at = len(exams)
				exams = append(exams, satExam{key: info.Exam})
			}
			e := &exams[at]
			if e.attempts == 0 || info.Started.After(e.last.Started) {
				e.title, e.last = info.Title, info
			}
			if !counted[info.Exam] {
				counted[info.Exam] = true
				e.people++
			}
			e.attempts, e.pending = e.attempts+1, e.pending+result.Pending
		}
	}
	slices.SortStableFunc(exams, func(a, b satExam) int { return b.last.Started.Compare(a.last.Started) })
	return exams, nil
}

// note tells how often the exam was sat.
func (e satExam) note(home string) string {
	facts := []string{fmt.Sprintf("%d peserta, %d percobaan", e.people, e.attempts), "terakhir " + report.Date(e.last.Started), clean.Line(homely(e.key.Source, home))}
	return strings.Join(facts, " · ")
}

// Heading names the scene.
func (*ResultsList) Heading() ui.Heading { return ui.Heading{Left: "Ujian dan nilai"} }

// Typing tells whether letters go into the filter.
func (l *ResultsList) Typing() bool { return l.menu.Typing() }

// Update chooses.
func (l *ResultsList) Update(msg tea.Msg, f ui.Frame) (ui.Scene, tea.Cmd) {
	if read, ok := msg.(satExamsRead); ok {
		if read.by != l {
			return l, nil
		}
		l.exams, l.loaded = read.exams, true
		l.fill(f)
		if read.err != nil {
			return l, ui.Fail("Daftar ujian tidak terbaca", read.err)
		}
		return l, nil
	}
	chosen, taken := l.menu.Update(msg, f)
	switch press, isKey := msg.(tea.KeyPressMsg); {
	case chosen >= 0 && chosen < len(l.exams):
		return l, ui.Push(NewExamResults(l.app, l.exams[chosen].key))
	case chosen >= 0:
		return l, ui.Push(newPicker(l.app, pickerTask{title: "Buka berkas ujian", fits: isRunFile, open: l.openFiles, many: true,
			wanted: "Yang bisa dibuka: berkas ujian peserta (.json), atau folder berisi berkas itu."}))
	case isKey && !taken && key.Matches(press, ui.Keys.Back):
		return l, ui.Pop
	}
	return l, nil
}

func (l *ResultsList) fill(f ui.Frame) {
	var items []widget.Item
	for _, e := range l.exams {
		item := widget.Item{Label: e.title, Note: e.note(l.app.HomeDir)}
		if e.pending > 0 {
			item.Right = f.Theme.Accent.Render(fmt.Sprintf("%d esai menunggu", e.pending))
		}
		items = append(items, item)
	}
	l.menu.SetItems(append(items, widget.Item{Label: "Buka berkas ujian peserta (.json)", Note: "satu atau beberapa berkas, atau sebuah folder"}))
}

// openFiles reads attempts from files and opens the results, of several exams the choice between them.
func (l *ResultsList) openFiles(paths []string) tea.Cmd {
	return func() tea.Msg {
		read := gradebook.ReadFiles(paths)
		books := gradebook.Books(read.Sheets)
		switch len(books) {
		case 0:
			return ui.Fail("Belum ada hasil ujian yang bisa dibuka", errors.New(few(read.Refused)))()
		case 1:
			return ui.Push(newFileResults(l.app, books[0].Exam, paths))()
		}
		return ui.Push(newBookList(l.app, books, paths))()
	}
}

// View draws the choices.
func (l *ResultsList) View(f ui.Frame) string {
	switch {
	case !l.loaded:
		return ""
	case len(l.exams) == 0:
		return "\n" + indent("  "+strings.Join(wrap("Di komputer ini belum ada ujian yang dikumpulkan. Berkas dari peserta bisa dibuka di bawah ini.", f.Width-6), "\n  ")) + "\n\n" + l.menu.View(f, f.Height-4)
	}
	return "\n" + l.menu.View(f, f.Height-1)
}

// ShortHelp lists the keys that matter.
func (*ResultsList) ShortHelp() []key.Binding {
	return []key.Binding{ui.Describe(ui.Keys.Up, "↑↓", "pilih"), ui.Describe(ui.Keys.Enter, "enter", "buka"), ui.Keys.Filter, ui.Keys.Help, ui.Keys.Back}
}

// FullHelp lists all keys.
func (*ResultsList) FullHelp() [][]key.Binding {
	return [][]key.Binding{{ui.Keys.Up, ui.Keys.Down, ui.Describe(ui.Keys.Enter, "enter", "buka"), ui.Keys.Digit, ui.Keys.Filter, ui.Keys.Back}}
}

// choice is a short list of which one is opened.
type choice struct {
	heading ui.Heading
	menu    widget.Menu
	open    func(chosen int) tea.Cmd
}

// newBookList is the choice between several exams that came as files.
func newBookList(app *App, books []*gradebook.Book, paths []string) *choice {
	items := make([]widget.Item, len(books))
	for i, b := range books {
		items[i] = widget.Item{Label: b.Exam.Title, Note: fmt.Sprintf("%d peserta, %d percobaan", len(b.People), len(b.Sheets))}
	}
	return &choice{ui.Heading{Left: "Berkas dari beberapa ujian"}, widget.NewMenu(items), func(chosen int) tea.Cmd {
		return ui.Push(newFileResults(app, books[chosen].Exam, paths))
	}}
}

// Init does nothing.
func (*choice) Init() tea.Cmd { return nil }

// Heading names what is chosen from.
func (c *choice) Heading() ui.Heading { return c.heading }

// Typing tells whether letters go into the filter.
func (c *choice) Typing() bool { return c.menu.Typing() }

// Update chooses.
func (c *choice) Update(msg tea.Msg, f ui.Frame) (ui.Scene, tea.Cmd) {
	chosen, taken := c.menu.Update(msg, f)
	if chosen >= 0 {
		return c, c.open(chosen)
	}
	if press, isKey := msg.(tea.KeyPressMsg); isKey && !taken && key.Matches(press, ui.Keys.Back) {
		return c, ui.Pop
	}
	return c, nil
}

// View draws the list.
func (c *choice) View(f ui.Frame) string { return "\n" + c.menu.View(f, f.Height-1) }

// ShortHelp lists the keys that matter.
func (*choice) ShortHelp() []key.Binding { return (*ResultsList)(nil).ShortHelp() }

// FullHelp lists all keys.
func (*choice) FullHelp() [][]key.Binding { return (*ResultsList)(nil).FullHelp() }
