package scenes

import (
	"errors"
	"fmt"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"mufakat/internal/gradebook"
	"mufakat/internal/itemstats"
	"mufakat/internal/store"
	"mufakat/internal/ui"
	"mufakat/internal/widget"
)

// ExamResults shows an instructor what a class made of an exam: who earned what, how the items worked, and how far the whole
// can be relied on. From here essays are graded and files are written.
type ExamResults struct {
	app   *App
	read  func() (examResults, error)
	title string // of the exam, once it is known

	examResults
	loaded    bool
	page      resultsPage
	sorting   classOrder
	bySection bool        // the class's table shows sections in place of NIP, points and time
	people    []int       // of the book, in the order of the table
	table     widget.Menu // of people
	items     widget.Menu
	scroll    widget.Scroll // of the page on the whole test
	text      widget.Memo   // likewise
}

// examResults is what was read of an exam.
type examResults struct {
	book    *gradebook.Book
	stats   *itemstats.Result
	scripts []*script // of all sheets with essays, by name
	trouble []string  // sentences on what could not be read
}

type resultsPage int

const (
	peopleTab resultsPage = iota
	itemsTab
	testTab
	resultsPages
)

// String is the page's title.
func (p resultsPage) String() string {
	return [...]string{"Peserta", "Butir soal", "Seluruh tes"}[p]
}

// NewExamResults returns the results of an exam that was sat on this computer.
func NewExamResults(app *App, exam store.ExamKey) *ExamResults {
	return &ExamResults{app: app, read: func() (examResults, error) { return readStoredExam(app.Store, exam) }}
}

// newFileResults returns the results of an exam of which attempts came as files.
func newFileResults(app *App, exam gradebook.Exam, paths []string) *ExamResults {
	return &ExamResults{app: app, title: exam.Title, read: func() (examResults, error) { return readExamFiles(exam, paths, app.Store) }}
}

var resultsKeys = struct{ Next, Previous, Grade, Sort, Sections, Save key.Binding }{
	Next:     ui.Bind("→", "halaman berikut", "right", "l", "tab"),
	Previous: ui.Bind("←", "halaman lalu", "left", "h", "shift+tab"),
	Grade:    ui.Bind("e", "nilai esai", "e"),
	Sort:     ui.Bind("u", "ganti urutan", "u"),
	Sections: ui.Bind("b", "nilai per bagian", "b"),
	Save:     ui.Bind("s", "simpan berkas", "s"),
}

type examResultsRead struct {
	by *ExamResults
	examResults
	err error
}

// Init reads the attempts and works out what they come to.
func (r *ExamResults) Init() tea.Cmd {
	return func() tea.Msg {
		read, err := r.read()
		return examResultsRead{r, read, err}
	}
}

// Resume reads them again: essays may have been graded.
func (r *ExamResults) Resume() tea.Cmd { return r.Init() }

// Heading names the exam and how the class is sorted.
func (r *ExamResults) Heading() ui.Heading {
	h := ui.Heading{Left: "Hasil: " + r.title}
	if r.loaded && r.page == peopleTab {
		h.Right = "urut " + r.sorting.String()
	}
	return h
}

// Typing tells whether letters go into a filter.
func (r *ExamResults) Typing() bool {
	menu := r.menu()
	return menu != nil && menu.Typing()
}

// menu is the table of the page; nil where it has none.
func (r *ExamResults) menu() *widget.Menu {
	switch r.page {
	case peopleTab:
		return &r.table
	case itemsTab:
		return &r.items
	}
	return nil
}

// Update turns the pages, opens what is chosen, and takes what was read.
func (r *ExamResults) Update(msg tea.Msg, f ui.Frame) (ui.Scene, tea.Cmd) {
	switch msg := msg.(type) {
	case examResultsRead:
		if msg.by == r {
			return r, r.taken(msg, f)
		}
		return r, nil
	case tea.WindowSizeMsg:
		if r.loaded {
			r.fill(f)
		}
		return r, nil
	case tea.KeyPressMsg:
		if r.loaded && !r.Typing() {
			if cmd, taken := r.pressed(msg, f); taken {
				return r, cmd
			}
		}
	}
	chosen, taken := -1, false
	if menu := r.menu(); menu != nil {
		chosen, taken = menu.Update(msg, f)
	} else {
		r.scroll.Update(msg, len(r.testLines(f)), r.room(f), true)
	}
	if chosen >= 0 {
		return r, r.openRow(chosen)
	}
	if press, ok := msg.(tea.KeyPressMsg); ok && !taken && key.Matches(press, ui.Keys.Back) {
		return r, ui.Pop
	}
	return r, nil
}

// taken shows what was read.
func (r *ExamResults) taken(read examResultsRead, f ui.Frame) tea.Cmd {
	if read.err != nil {
		return tea.Sequence(ui.Pop, ui.Fail("Hasil ujian tidak bisa dibuka", read.err))
	}
	first := !r.loaded
	r.examResults, r.loaded, r.title = read.examResults, true, read.book.Exam.Title
	r.text.Forget()
	r.fill(f)
	if first && len(r.trouble) > 0 {
		return ui.Fail("Tidak semuanya ikut dihitung", errors.New(few(r.trouble)))
	}
	return nil
}

// fill makes the tables, for the frame's width.
func (r *ExamResults) fill(f ui.Frame) {
	r.sortPeople()
	people := make([]widget.Item, len(r.people))
	for row, i := range r.people {
		people[row] = r.personRow(i, f)
	}
	r.table.SetItems(people)
	items := make([]widget.Item, len(r.stats.Items))
	_, counted := r.book.Counted()
	for i := range r.stats.Items {
		items[i] = itemRow(&r.stats.Items[i], r.book.Items[counted[i]].Text(), f)
	}
	r.items.SetItems(items)
}

// pressed handles the keys that are the scene's own.
func (r *ExamResults) pressed(msg tea.KeyPressMsg, f ui.Frame) (cmd tea.Cmd, taken bool) {
	switch {
	case key.Matches(msg, resultsKeys.Next):
		r.page = (r.page + 1) % resultsPages
	case key.Matches(msg, resultsKeys.Previous):
		r.page = (r.page + resultsPages - 1) % resultsPages
	case key.Matches(msg, resultsKeys.Grade):
		return r.grade(), true
	case key.Matches(msg, resultsKeys.Save):
		return r.save(), true
	case r.page == peopleTab && key.Matches(msg, resultsKeys.Sort):
		r.sorting = (r.sorting + 1) % classOrders
		r.fill(f)
	case r.page == peopleTab && key.Matches(msg, resultsKeys.Sections):
		r.bySection = !r.bySection
		r.fill(f)
	default:
		return nil, false
	}
	return nil, true
}

// grade opens the essays.
func (r *ExamResults) grade() tea.Cmd {
	if len(r.scripts) == 0 {
		return ui.Notify("Tidak ada esai yang dijawab di ujian ini.")
	}
	exam := r.book.Exam
	return ui.Push(newGrading(r.app, store.ExamKey{Source: exam.Source, ID: exam.ID}, exam.Title, r.scripts))
}

// openRow opens a person's attempts, or an item.
func (r *ExamResults) openRow(row int) tea.Cmd {
	if r.page == itemsTab {
		return ui.Push(newItemDetail(r.examResults, row))
	}
	return r.openPerson(&r.book.People[r.people[row]])
}

// room is the height below the tabs.
func (r *ExamResults) room(f ui.Frame) int { return max(f.Height-3, 1) }

// View draws the pages' titles as tabs, and the page.
func (r *ExamResults) View(f ui.Frame) string {
	if !r.loaded {
		return ""
	}
	tabs := make([]string, resultsPages)
	for page := range resultsPages {
		tabs[page] = "  " + page.String()
		if page == r.page {
			tabs[page] = f.Theme.Selected.Render("▸ " + page.String())
		}
	}
	head := "\n" + cut(" "+strings.Join(tabs, "  "), f.Width) + "\n\n"
	switch r.page {
	case peopleTab:
		return head + r.peopleView(f)
	case itemsTab:
		return head + r.itemsView(f)
	}
	return head + indent(r.scroll.View(r.testLines(f), r.room(f), f.Theme))
}

// tableView draws a table below what is to be known of it, in so many lines.
func tableView(above []string, head string, table *widget.Menu, f ui.Frame, height int) string {
	lines := append(above, "", f.Theme.Faint.Render(strings.Repeat(" ", rowMargin)+head))
	return strings.Join(lines, "\n") + "\n" + table.View(f, max(height-len(lines), 1))
}

// rowMargin is what stands left of a menu's label, and leastLabel what a label's name has at least of its columns.
const (
	rowMargin  = 6
	leastLabel = 15
)

// rowRoom is the width of a label beside so much at the right.
func rowRoom(f ui.Frame, right int) int { return max(f.Width-rowMargin-right-3, 20) }

// column is text at the right of so many columns.
func column(text string, width int) string { return fmt.Sprintf(" %*s", width-1, text) }

// ShortHelp lists the keys that matter.
func (r *ExamResults) ShortHelp() []key.Binding {
	second := ui.Describe(ui.Keys.Enter, "enter", "rinci")
	if r.page == testTab {
		second = ui.Describe(ui.Keys.Up, "↑↓", "gulir")
	}
	keys := []key.Binding{ui.Describe(ui.Keys.Left, "←→", "halaman"), second}
	if len(r.scripts) > 0 {
		keys = append(keys, resultsKeys.Grade)
	}
	keys = append(keys, ui.Describe(resultsKeys.Save, "s", "simpan"))
	if r.page == peopleTab {
		keys = append(keys, ui.Describe(resultsKeys.Sort, "u", "urutkan"))
	}
	return append(keys, ui.Keys.Help, ui.Keys.Back)
}

// FullHelp lists all keys.
func (r *ExamResults) FullHelp() [][]key.Binding {
	return [][]key.Binding{
		{resultsKeys.Next, resultsKeys.Previous, ui.Keys.Up, ui.Keys.Down, ui.Describe(ui.Keys.Enter, "enter", "buka peserta atau butir"), ui.Keys.Filter},
		{resultsKeys.Grade, resultsKeys.Save, ui.Describe(resultsKeys.Sort, "u", "urutkan peserta menurut nama, nilai, waktu, atau esai"),
			ui.Describe(resultsKeys.Sections, "b", "tampilkan nilai per bagian"), ui.Keys.Back},
	}
}
