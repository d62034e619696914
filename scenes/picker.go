package scenes

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"

	"mufakat/internal/clean"
	"mufakat/internal/pack"
	"mufakat/internal/ui"
	"mufakat/internal/widget"
)

// Picker lets an instructor choose a file or a folder, by walking through folders or by typing a name.
type Picker struct {
	app     *App
	task    pickerTask
	dir     string // absolute; empty above the drives of Windows
	entries []pickerEntry
	marked  []string // paths
	menu    widget.Menu
	loaded  bool
	line    textinput.Model // a name that is typed
	typing  bool
}

// pickerTask is what a picker is opened for.
type pickerTask struct {
	title  string
	fits   func(name string) bool // tells by its name whether a file can be chosen
	wanted string                 // what can be chosen, for whoever tries something else
	many   bool                   // several files can be marked and chosen together
	open   func(paths []string) tea.Cmd
}

// pickerEntry is a line of a folder.
type pickerEntry struct {
	path   string
	folder bool
}

// newPicker returns a picker that begins in the folder where the program was started.
func newPicker(app *App, task pickerTask) *Picker {
	return &Picker{app: app, task: task, menu: widget.NewMenu(nil)}
}

var pickerKeys = struct{ Whole, Up, Home, Name, Mark, Complete key.Binding }{
	Whole:    ui.Bind("o", "buka folder ini", "o"),
	Up:       ui.Bind("←", "folder di atasnya", "left", "h", "backspace"),
	Home:     ui.Bind("~", "folder pribadi Anda", "~"),
	Name:     ui.Bind("n", "ketik nama", "n"),
	Mark:     ui.Bind("t", "tandai", "t"),
	Complete: ui.Bind("tab", "lengkapi", "tab"),
}

// The messages of a picker's commands.
type (
	folderRead struct {
		by      *Picker
		dir     string
		entries []pickerEntry
		err     error
	}
	nameCompleted struct {
		by         *Picker
		line, full string
		matches    int
	}
)

// Init reads the folder where the program was started.
func (p *Picker) Init() tea.Cmd { return p.read(p.app.WorkDir) }

// Resume reads the folder again: there may be new files.
func (p *Picker) Resume() tea.Cmd { return p.read(p.dir) }

func (p *Picker) read(dir string) tea.Cmd {
	return func() tea.Msg {
		entries, err := listFolder(dir)
		return folderRead{p, dir, entries, err}
	}
}

// listFolder lists a folder without what is hidden, the folders first. The error is a sentence.
func listFolder(dir string) ([]pickerEntry, error) {
	if dir == "" {
		return drives(), nil
	}
	listed, err := os.ReadDir(dir)
	if err != nil {
		return nil, pack.Unreadable(dir, err)
	}
	var entries []pickerEntry
	for _, e := range listed {
		if strings.HasPrefix(e.Name(), ".") {
			continue
		}
		entry := pickerEntry{filepath.Join(dir, e.Name()), e.IsDir()}
		if e.Type()&os.ModeSymlink != 0 {
			info, err := os.Stat(entry.path)
			entry.folder = err == nil && info.IsDir()
		}
		entries = append(entries, entry)
	}
	slices.SortStableFunc(entries, func(a, b pickerEntry) int {
		if a.folder != b.folder {
			if a.folder {
				return -1
			}
			return 1
		}
		return cmp.Compare(strings.ToLower(a.path), strings.ToLower(b.path))
	})
	return entries, nil
}

// drives are the drives of Windows.
func drives() []pickerEntry {
	var entries []pickerEntry
	for letter := 'A'; letter <= 'Z'; letter++ {
		root := string(letter) + `:\`
		if _, err := os.Stat(root); err == nil {
			entries = append(entries, pickerEntry{root, true})
		}
	}
	return entries
}

// above is the folder above one; of a drive of Windows it is the list of drives, and of "/" it is "/" itself.
func above(dir string) string {
	up := filepath.Dir(dir)
	if up == dir && filepath.VolumeName(dir) != "" {
		return ""
	}
	return up
}

// Heading names what is to be chosen.
func (p *Picker) Heading() ui.Heading {
	h := ui.Heading{Left: p.task.title}
	if len(p.marked) > 0 {
		h.Right = fmt.Sprintf("%d ditandai", len(p.marked))
	}
	return h
}

// Typing tells whether letters go into the filter or into the line.
func (p *Picker) Typing() bool { return p.typing || p.menu.Typing() }

// Update walks and chooses.
func (p *Picker) Update(msg tea.Msg, f ui.Frame) (ui.Scene, tea.Cmd) {
	switch msg := msg.(type) {
	case folderRead:
		if msg.by == p {
			return p, p.entered(msg, f)
		}
		return p, nil
	case nameCompleted:
		if msg.by == p && p.typing && p.line.Value() == msg.line {
			return p, p.completed(msg)
		}
		return p, nil
	case tea.PasteMsg:
		if !p.Typing() { // a file that is dropped on the terminal arrives as its name
			p.typeName(f)
		}
	case tea.KeyPressMsg:
		if cmd, taken := p.pressed(msg, f); taken {
			return p, cmd
		}
	}
	if p.typing {
		p.line, _ = p.line.Update(msg)
		return p, nil
	}
	if chosen, _ := p.menu.Update(msg, f); chosen >= 0 {
		return p, p.choose(p.entries[chosen])
	}
	return p, nil
}

// pressed handles the keys that are the picker's own.
func (p *Picker) pressed(msg tea.KeyPressMsg, f ui.Frame) (cmd tea.Cmd, taken bool) {
	switch {
	case p.typing:
		return p.pressedInLine(msg)
	case p.menu.Typing():
		return nil, false
	case key.Matches(msg, ui.Keys.Back):
		if _, taken := p.menu.Update(msg, f); taken { // the filter goes first
			return nil, true
		}
		return ui.Pop, true
	case key.Matches(msg, pickerKeys.Up):
		return p.read(above(p.dir)), true
	case key.Matches(msg, pickerKeys.Home) && p.app.HomeDir != "":
		return p.read(p.app.HomeDir), true
	case key.Matches(msg, pickerKeys.Whole) && p.dir != "":
		return p.task.open([]string{p.dir}), true
	case key.Matches(msg, pickerKeys.Name):
		p.typeName(f)
		return nil, true
	case key.Matches(msg, ui.Keys.Right) && p.menu.Cursor() >= 0 && p.entries[p.menu.Cursor()].folder:
		return p.choose(p.entries[p.menu.Cursor()]), true
	case key.Matches(msg, pickerKeys.Mark) && p.task.many && p.menu.Cursor() >= 0:
		return p.mark(p.entries[p.menu.Cursor()], f), true
	}
	return nil, false
}

// pressedInLine handles the keys while a name is typed.
func (p *Picker) pressedInLine(msg tea.KeyPressMsg) (cmd tea.Cmd, taken bool) {
	switch {
	case key.Matches(msg, ui.Keys.Back):
		p.typing = false
	case key.Matches(msg, ui.Keys.Enter):
		return p.openTyped(p.full(p.line.Value())), true
	case key.Matches(msg, pickerKeys.Complete):
		return p.complete(p.line.Value()), true
	default:
		return nil, false
	}
	return nil, true
}

// entered shows a folder that was read, with the cursor on the folder from which one came.
func (p *Picker) entered(msg folderRead, f ui.Frame) tea.Cmd {
	if msg.err != nil {
		if !p.loaded { // then there is nothing yet to stay in
			p.dir = msg.dir
		}
		return ui.Fail("Folder belum bisa dibuka", msg.err)
	}
	from, again := p.dir, p.loaded && p.dir == msg.dir
	p.dir, p.entries, p.loaded, p.typing = msg.dir, msg.entries, true, false
	if !again {
		p.menu, p.marked = widget.NewMenu(nil), nil
	}
	p.fill(f)
	if at := slices.IndexFunc(p.entries, func(e pickerEntry) bool { return e.path == from }); at >= 0 {
		p.menu.Select(at)
	}
	return nil
}

func (p *Picker) fill(f ui.Frame) {
	items := make([]widget.Item, len(p.entries))
	for i, e := range p.entries {
		items[i].Label = clean.Line(filepath.Base(e.path))
		switch {
		case e.folder && p.dir == "":
			items[i].Label = e.path // the base of a drive is no name
		case e.folder:
			items[i].Label += string(filepath.Separator)
		case !p.task.fits(e.path):
			items[i].Dim = true
		}
		if slices.Contains(p.marked, e.path) {
			items[i].Right = f.Theme.Accent.Render("✓")
		}
	}
	p.menu.SetItems(items)
}

// choose goes into a folder, or opens a file and those that are marked.
func (p *Picker) choose(e pickerEntry) tea.Cmd {
	switch {
	case e.folder:
		return p.read(e.path)
	case !p.task.fits(e.path):
		return ui.Notify(p.task.wanted)
	case len(p.marked) > 0 && !slices.Contains(p.marked, e.path):
		return p.task.open(append(slices.Clone(p.marked), e.path))
	case len(p.marked) > 0:
		return p.task.open(slices.Clone(p.marked))
	}
	return p.task.open([]string{e.path})
}

func (p *Picker) mark(e pickerEntry, f ui.Frame) tea.Cmd {
	if e.folder || !p.task.fits(e.path) {
		return ui.Notify(p.task.wanted)
	}
	if i := slices.Index(p.marked, e.path); i >= 0 {
		p.marked = slices.Delete(p.marked, i, i+1)
	} else {
		p.marked = append(p.marked, e.path)
	}
	p.fill(f)
	return nil
}

// View draws where one is, and what is there.
func (p *Picker) View(f ui.Frame) string {
	t := f.Theme
	where := "Pilih drive"
	if p.dir != "" {
		where = shortened(clean.Line(homely(p.dir, p.app.HomeDir)), f.Width-4)
	}
	head := []string{"", "   " + t.Accent.Render(where), ""}
	if p.typing {
		p.line.SetWidth(f.Width - 10)
		head = append(head[:2], "   "+t.Accent.Render("nama ")+p.line.View(), "")
	}
	switch {
	case !p.loaded:
		return strings.Join(head, "\n")
	case len(p.entries) == 0:
		return strings.Join(append(head, t.Faint.Render("   Folder ini kosong.")), "\n")
	}
	return strings.Join(append(head, p.menu.View(f, f.Height-len(head))), "\n")
}

// ShortHelp lists the keys that matter.
func (p *Picker) ShortHelp() []key.Binding {
	if p.typing {
		return []key.Binding{ui.Describe(ui.Keys.Enter, "enter", "buka"), pickerKeys.Complete, ui.Describe(ui.Keys.Back, "esc", "batal")}
	}
	second := ui.Describe(pickerKeys.Up, "←", "ke atas")
	if p.task.many {
		second = pickerKeys.Mark
	}
	return []key.Binding{ui.Describe(ui.Keys.Enter, "enter", "buka"), second, ui.Describe(pickerKeys.Whole, "o", "folder ini"), pickerKeys.Name, ui.Keys.Help, ui.Keys.Back}
}

// FullHelp lists all keys.
func (p *Picker) FullHelp() [][]key.Binding {
	own := []key.Binding{ui.Describe(ui.Keys.Enter, "enter →", "masuk ke folder, atau buka berkas"), pickerKeys.Up, pickerKeys.Home,
		ui.Describe(pickerKeys.Whole, "o", "buka folder yang sedang tampil, seluruhnya"), ui.Describe(pickerKeys.Name, "n", "ketik atau tempel nama; tab melengkapi")}
	if p.task.many {
		own = append(own, ui.Describe(pickerKeys.Mark, "t", "tandai beberapa berkas, lalu enter"))
	}
	return [][]key.Binding{own, {ui.Keys.Up, ui.Keys.Down, ui.Keys.PageUp, ui.Keys.PageDown, ui.Keys.Filter, ui.Keys.Back}}
}
