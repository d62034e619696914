package scenes

import (
	"encoding/json"
	"errors"
	"path/filepath"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"mufakat/internal/clean"
	"mufakat/internal/pack"
	"mufakat/internal/report"
	"mufakat/internal/ui"
	"mufakat/internal/widget"
)

// Instructor is where an instructor begins: open something, look after the packs, read the report on a class, see
// what it made of an exam.
type Instructor struct {
	app    *App
	recent []string // absolute paths, the last opened first
	menu   widget.Menu
}

// NewInstructor returns the scene.
func NewInstructor(app *App) *Instructor {
	in := &Instructor{app: app}
	in.fill()
	return in
}

type recentRead struct{ recent []string }

// Init reads what was opened last.
func (in *Instructor) Init() tea.Cmd {
	return func() tea.Msg {
		recent, err := recentFiles(in.app.Store)
		if err != nil {
			return ui.Fail("Daftar berkas terakhir tidak terbaca", err)()
		}
		return recentRead{recent}
	}
}

// Resume reads it again.
func (in *Instructor) Resume() tea.Cmd { return in.Init() }

// What is kept of the files that were opened last: as a list in JSON, the last one first.
const (
	settingRecent = "berkas-terakhir"
	maxRecent     = 5
)

func recentFiles(store SettingStore) ([]string, error) {
	stored, err := store.Settings()
	if err != nil {
		return nil, err
	}
	var recent []string
	if json.Unmarshal([]byte(stored[settingRecent]), &recent) != nil {
		return nil, nil // none was kept yet
	}
	return recent, nil
}

// remember puts a path first among those that were opened last.
func remember(store SettingStore, path string) error {
	recent, err := recentFiles(store)
	if err != nil {
		return err
	}
	recent = slices.DeleteFunc(recent, func(p string) bool { return p == path })
	recent = append([]string{path}, recent...)
	text, err := json.Marshal(recent[:min(len(recent), maxRecent)])
	if err != nil {
		return err
	}
	return store.SetSetting(settingRecent, string(text))
}

// The entries of the menu before the files that were opened last.
const (
	openEntry = iota
	packsEntry
	reportEntry
	resultsEntry
	firstRecent
)

func (in *Instructor) fill() {
	items := []widget.Item{
		{Label: "Buka berkas atau folder", Note: "periksa, analisis, pratinjau, cetak, dan pasang kasus"},
		{Label: "Paket terpasang", Note: "lihat isinya, atau hapus"},
		{Label: "Laporan kelas", Note: "sandingkan hasil ekspor beberapa kelompok (.json)"},
		{Label: "Ujian dan nilai", Note: "hasil kelas, penilaian esai, statistik butir, ekspor nilai"},
	}
	for _, path := range in.recent {
		items = append(items, widget.Item{Label: clean.Line(filepath.Base(path)), Note: "terakhir dibuka · " + clean.Line(homely(filepath.Dir(path), in.app.HomeDir))})
	}
	in.menu.SetItems(items)
}

// Heading names the scene.
func (in *Instructor) Heading() ui.Heading {
	return ui.Heading{Left: "Pengajar", Right: in.app.Profile.Name}
}

// Typing tells whether letters go into the filter.
func (in *Instructor) Typing() bool { return in.menu.Typing() }

// Update chooses.
func (in *Instructor) Update(msg tea.Msg, f ui.Frame) (ui.Scene, tea.Cmd) {
	if read, ok := msg.(recentRead); ok {
		in.recent = read.recent
		in.fill()
		return in, nil
	}
	chosen, taken := in.menu.Update(msg, f)
	switch press, isKey := msg.(tea.KeyPressMsg); {
	case chosen == openEntry:
		return in, ui.Push(newPicker(in.app, pickerTask{title: "Buka berkas atau folder", fits: isAuthored, open: in.open,
			wanted: "Yang bisa dibuka: folder, kasus (.md), zip, dan paket.yaml."}))
	case chosen == packsEntry:
		return in, ui.Push(NewPacks(in.app))
	case chosen == reportEntry:
		return in, ui.Push(newPicker(in.app, pickerTask{title: "Laporan kelas", fits: isRunFile, open: openClassReport, many: true,
			wanted: "Yang bisa dibuka: hasil ekspor (.json), atau folder berisi hasil ekspor."}))
	case chosen == resultsEntry:
		return in, ui.Push(NewResultsList(in.app))
	case chosen >= firstRecent:
		return in, in.open([]string{in.recent[chosen-firstRecent]})
	case isKey && !taken && key.Matches(press, ui.Keys.Back):
		return in, ui.Pop
	}
	return in, nil
}

// isAuthored tells by its name whether a file can be opened: a case or card, a zip, or a pack's manifest.
func isAuthored(path string) bool {
	ending := strings.ToLower(filepath.Ext(path))
	return ending == ".md" || ending == ".zip" || filepath.Base(path) == pack.ManifestFile
}

// isRunFile tells by its name whether a file can hold an exported run.
func isRunFile(path string) bool {
	return strings.EqualFold(filepath.Ext(path), report.JSON.Extension())
}

// open opens the workbench for what was chosen: for a manifest that is its pack.
func (in *Instructor) open(paths []string) tea.Cmd {
	path := paths[0]
	if filepath.Base(path) == pack.ManifestFile {
		path = filepath.Dir(path)
	}
	return ui.Push(NewWorkbench(in.app, path))
}

// openClassReport reads exported runs and opens the report on them.
func openClassReport(paths []string) tea.Cmd {
	return func() tea.Msg {
		read := report.ReadRuns(paths)
		trouble := append(read.Doubles, read.Refused...)
		if len(read.Runs) == 0 {
			return ui.Fail("Belum ada yang bisa dilaporkan", errors.New(strings.Join(trouble, "\n")))()
		}
		return ui.Push(NewClassReport(report.Classes(read.Runs, false), trouble))()
	}
}

// View draws the choices.
func (in *Instructor) View(f ui.Frame) string { return "\n" + in.menu.View(f, f.Height-1) }

// ShortHelp lists the keys that matter.
func (in *Instructor) ShortHelp() []key.Binding {
	return []key.Binding{ui.Describe(ui.Keys.Up, "↑↓", "pilih"), ui.Describe(ui.Keys.Enter, "enter", "buka"), ui.Keys.Digit, ui.Keys.Help, ui.Keys.Back}
}

// FullHelp lists all keys.
func (in *Instructor) FullHelp() [][]key.Binding {
	return [][]key.Binding{{ui.Keys.Up, ui.Keys.Down, ui.Describe(ui.Keys.Enter, "enter", "buka"), ui.Keys.Digit, ui.Keys.Filter, ui.Keys.Back}}
}
