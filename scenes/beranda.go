package scenes

import (
	"fmt"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"mufakat/internal/report"
	"mufakat/internal/review"
	"mufakat/internal/store"
	"mufakat/internal/ui"
	"mufakat/internal/widget"
)

// Beranda is the title screen: go on where one stopped, or choose.
type Beranda struct {
	app     *App
	menu    widget.Menu
	entries []berandaEntry
	saved   store.Saved
	open    bool             // saved can be gone on with
	running []runningAttempt // at exams
	due     int              // questions to practise today
}

type berandaEntry struct {
	item widget.Item
	do   func() tea.Cmd
}

// NewBeranda returns the title screen.
func NewBeranda(app *App) *Beranda {
	b := &Beranda{app: app}
	b.fill()
	return b
}

type berandaLoaded struct {
	profile store.Profile
	saved   store.Saved
	open    bool
	running []runningAttempt
	err     error
}

// berandaDue is the number of questions to practise today.
type berandaDue int

// Init looks for what can be gone on with, and then for what is to be practised.
func (b *Beranda) Init() tea.Cmd {
	return tea.Sequence(b.load, b.count)
}

func (b *Beranda) load() tea.Msg {
	profile, err := b.app.Store.CurrentProfile()
	if err != nil {
		return berandaLoaded{err: err}
	}
	saved, open, err := b.app.Store.LastOpenRun(profile.ID)
	if err != nil {
		return berandaLoaded{err: err}
	}
	attempts, err := b.app.Store.Attempts(profile.ID)
	return berandaLoaded{profile, saved, open, runningAttempts(b.app, attempts), err}
}

// count counts what is due. Where that cannot be told, the screen Kuis tells why.
func (b *Beranda) count() tea.Msg {
	due, err := dueCount(b.app)
	if err != nil {
		return nil
	}
	return berandaDue(due)
}

// Resume looks again.
func (b *Beranda) Resume() tea.Cmd { return b.Init() }

func (b *Beranda) fill() {
	b.entries = nil
	add := func(label, note string, do func() tea.Cmd) {
		b.entries = append(b.entries, berandaEntry{widget.Item{Label: label, Note: note}, do})
	}
	for _, r := range b.running {
		add(review.GoOnText(r.title), r.note, func() tea.Cmd { return openAttempt(b.app, r.id) })
	}
	if b.open {
		add("Lanjutkan: "+b.saved.Title, continueNote(b.saved), func() tea.Cmd { return continueRun(b.app, b.saved) })
	}
	add("Kasus", "", func() tea.Cmd { return ui.Push(NewCases(b.app)) })
	add("Kuis", dueNote(b.due), func() tea.Cmd { return ui.Push(NewExams(b.app)) })
	add("Pustaka", "", func() tea.Cmd { return ui.Push(NewCards(b.app)) })
	add("Riwayat", "", func() tea.Cmd { return ui.Push(NewHistory(b.app)) })
	add("Pengajar", "", func() tea.Cmd { return ui.Push(NewInstructor(b.app)) })
	add("Profil", "", func() tea.Cmd { return ui.Push(NewProfiles(b.app)) })
	add("Pengaturan", "", func() tea.Cmd { return ui.Push(NewSettings(b.app)) })
	add("Bantuan", "", func() tea.Cmd { return ui.Push(NewGuide(nil)) })
	add("Keluar", "", func() tea.Cmd { return ui.Pop })
	items := make([]widget.Item, len(b.entries))
	for i, e := range b.entries {
		items[i] = e.item
	}
	b.menu.SetItems(items)
}

// continueNote tells how far a run is.
func continueNote(s store.Saved) string {
	return fmt.Sprintf("%s · %d langkah tersimpan · %s", s.Mode.Way(s.Group), s.Decisions, report.Date(s.Touched))
}

// dueNote tells how many questions are to be practised today; empty where there are none.
func dueNote(due int) string {
	if due == 0 {
		return ""
	}
	return fmt.Sprintf("%d soal perlu dilatih hari ini", due)
}

// Heading names the program and who plays.
func (b *Beranda) Heading() ui.Heading {
	return ui.Heading{Left: "Mufakat", Right: b.app.Profile.Name}
}

// Typing tells whether letters go into the filter.
func (b *Beranda) Typing() bool { return b.menu.Typing() }

// Update chooses.
func (b *Beranda) Update(msg tea.Msg, f ui.Frame) (ui.Scene, tea.Cmd) {
	switch msg := msg.(type) {
	case berandaLoaded:
		if msg.err != nil {
			return b, ui.Fail("Data belum terbaca", msg.err)
		}
		b.app.Profile, b.saved, b.open, b.running = msg.profile, msg.saved, msg.open, msg.running
		b.fill()
		return b, nil
	case berandaDue:
		b.due = int(msg)
		b.fill()
		return b, nil
	case tea.KeyPressMsg:
		if !b.menu.Typing() && key.Matches(msg, ui.Keys.Quit) {
			return b, ui.Pop
		}
	}
	if chosen, _ := b.menu.Update(msg, f); chosen >= 0 {
		return b, b.entries[chosen].do()
	}
	return b, nil
}

// View draws the motif, the name and the choices.
func (b *Beranda) View(f ui.Frame) string {
	band := 2
	if f.Height >= 24 {
		band = 6
	}
	head := strings.Split(widget.Motif(f.Width-2, band, f.Theme), "\n")
	tagline := "Berlatih memutuskan bersama: studi kasus tata kelola kolaboratif"
	head = append(head, "", f.Theme.Title.Render("M U F A K A T"), f.Theme.Faint.Render(cut(tagline, f.Width-2)), "")
	if room := f.Height - b.menuHeight() - 1; len(head) > room {
		head = head[len(head)-max(room, 3):] // on a low screen the motif gives way
	}
	return indent(strings.Join(head, "\n")) + "\n" + b.menu.View(f, f.Height-len(head))
}

// menuHeight is the number of lines of the choices.
func (b *Beranda) menuHeight() (lines int) {
	for _, e := range b.entries {
		lines++
		if e.item.Note != "" {
			lines++
		}
	}
	return lines
}

// ShortHelp lists the keys that matter.
func (b *Beranda) ShortHelp() []key.Binding {
	return []key.Binding{ui.Describe(ui.Keys.Up, "↑↓", "pilih"), ui.Keys.Enter, ui.Keys.Digit, ui.Keys.Help, ui.Keys.Quit}
}

// FullHelp lists all keys.
func (b *Beranda) FullHelp() [][]key.Binding {
	return [][]key.Binding{{ui.Keys.Up, ui.Keys.Down, ui.Keys.Enter, ui.Keys.Digit, ui.Keys.Quit}}
}
