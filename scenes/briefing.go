package scenes

import (
	"fmt"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"mufakat/internal/plaintext"
	"mufakat/internal/sim"
	"mufakat/internal/store"
	"mufakat/internal/ui"
	"mufakat/internal/widget"
)

// Briefing is what one reads before a case: who one is, who is at the table, how long it takes; then the mode.
type Briefing struct {
	app    *App
	key    store.CaseKey
	c      *sim.Case // nil until it is read
	saved  store.Saved
	open   bool
	modes  []briefingMode
	menu   widget.Menu
	scroll widget.Scroll
	text   widget.Memo
	begun  bool // a run is being stored
}

// briefingMode is one way to begin, or to go on.
type briefingMode struct {
	label, note string
	mode        sim.Mode
	group       bool
	goOn        bool
}

// NewBriefing returns the briefing of a case.
func NewBriefing(app *App, source, id string) *Briefing {
	return &Briefing{app: app, key: store.CaseKey{Source: source, ID: id}, menu: widget.NewMenu(nil)}
}

type briefingRead struct {
	key   store.CaseKey
	c     *sim.Case
	saved store.Saved
	open  bool
	err   error
}

// Init reads the case.
func (b *Briefing) Init() tea.Cmd {
	profile := b.app.Profile.ID
	return func() tea.Msg {
		c, err := b.app.Library.Case(b.key.Source, b.key.ID)
		if err != nil {
			return briefingRead{key: b.key, err: err}
		}
		saved, open, err := b.app.Store.OpenRun(profile, b.key)
		return briefingRead{b.key, c, saved, open, err}
	}
}

// Resume looks again: the case may have been played in the meantime.
func (b *Briefing) Resume() tea.Cmd { return b.Init() }

// Heading names the case.
func (b *Briefing) Heading() ui.Heading {
	if b.c == nil {
		return ui.Heading{Left: "Kasus"}
	}
	return ui.Heading{Left: b.c.Title, Right: "pengantar"}
}

func (b *Briefing) read(msg briefingRead, f ui.Frame) tea.Cmd {
	if msg.err != nil {
		return tea.Sequence(ui.Pop, ui.Fail("Kasus ini tidak bisa dibuka", msg.err))
	}
	b.c, b.saved, b.open, b.begun = msg.c, msg.saved, msg.open, false
	b.text.Forget()
	b.modes = nil
	if b.open {
		b.modes = append(b.modes, briefingMode{label: "Lanjutkan", note: continueNote(b.saved), goOn: true})
	}
	b.modes = append(b.modes,
		briefingMode{label: "Latihan", note: "umpan balik tiap pilihan, boleh mundur"},
		briefingMode{label: "Penilaian", note: "tanpa mundur, hasil baru tampil di debrief", mode: sim.Assessment},
		briefingMode{label: "Latihan kelompok", note: "satu layar bersama, tangan dihitung", group: true},
		briefingMode{label: "Penilaian kelompok", note: "penilaian, tangan dihitung", mode: sim.Assessment, group: true},
	)
	items := make([]widget.Item, len(b.modes))
	for i, m := range b.modes {
		items[i] = widget.Item{Label: m.label, Right: f.Theme.Faint.Render(m.note)}
	}
	b.menu.SetItems(items)
	return nil
}

// Update scrolls the briefing and chooses the mode.
func (b *Briefing) Update(msg tea.Msg, f ui.Frame) (ui.Scene, tea.Cmd) {
	switch msg := msg.(type) {
	case briefingRead:
		if msg.key == b.key {
			return b, b.read(msg, f)
		}
		return b, nil
	case tea.KeyPressMsg:
		if key.Matches(msg, ui.Keys.Back) {
			return b, ui.Pop
		}
	}
	if b.c == nil {
		return b, nil
	}
	if b.scroll.Update(msg, len(b.lines(f)), b.textHeight(f), false) {
		return b, nil
	}
	if press, ok := msg.(tea.KeyPressMsg); ok && key.Matches(press, ui.Keys.Filter) {
		return b, nil // five ways need no filter
	}
	if chosen, _ := b.menu.Update(msg, f); chosen >= 0 {
		return b, b.begin(b.modes[chosen])
	}
	return b, nil
}

func (b *Briefing) begin(m briefingMode) tea.Cmd {
	if m.goOn {
		return continueRun(b.app, b.saved)
	}
	if b.begun {
		return nil // a key pressed twice begins one run
	}
	start := b.start(m)
	if !b.open {
		b.begun = true
		return start
	}
	old := b.saved.ID
	return ui.Ask(ui.Dialog{
		Title: "Mulai lagi dari awal?",
		Text:  "Permainan yang sedang berjalan ditutup. Keputusannya tetap ada di Riwayat, tetapi tidak bisa dilanjutkan.",
		Answers: []ui.Answer{
			{Label: "Mulai baru", Do: func() tea.Msg {
				if err := b.app.Store.Abandon(old); err != nil {
					return ui.Fail("Permainan lama belum bisa ditutup", err)()
				}
				return start()
			}},
			{Label: "Batal"},
		},
	})
}

// start stores a new run and opens it.
func (b *Briefing) start(m briefingMode) tea.Cmd {
	c, profile := b.c, b.app.Profile.ID
	return func() tea.Msg {
		run := sim.Run{Case: c.ID, Hash: c.Hash, Seed: b.app.Seed(), Mode: m.mode, Group: m.group}
		id, err := b.app.Store.Begin(profile, b.key.Source, c.Title, run)
		if err != nil {
			return tea.Batch(ui.Refresh, ui.Fail("Permainan belum bisa dimulai", err))()
		}
		return openRun(b.app, id, sim.Replay(c, run))()
	}
}

func (b *Briefing) textHeight(f ui.Frame) int { return max(f.Height-len(b.modes)-2, 1) }

func (b *Briefing) lines(f ui.Frame) []string {
	return b.text.Lines(f.Width, f.Theme, func() []string {
		return briefingLines(b.c, min(widget.TextWidth, f.Width-3), f.Theme)
	})
}

// briefingLines are a case's introduction: text, role, duration, and who is at the table.
func briefingLines(c *sim.Case, width int, t ui.Theme) []string {
	var facts []string
	if c.Role != "" {
		facts = append(facts, "Anda: "+c.Role)
	}
	if c.Minutes > 0 {
		facts = append(facts, fmt.Sprintf("sekitar %d menit", c.Minutes))
	}
	for _, r := range c.Resources {
		facts = append(facts, fmt.Sprintf("%s: %d", r.Name, r.Start))
	}
	if c.Status != "" {
		facts = append(facts, "naskah: "+c.Status)
	}
	var lines []string
	if len(facts) > 0 {
		lines = styled(wrap(strings.Join(facts, " · "), width), t.Faint)
	}
	intro, _ := discussions(c.Intro.Show(c, c.Neutral()))
	lines = section(lines, drawBlocks(intro, width, t))
	lines = section(lines, []string{t.Strong.Render("Di meja")})
	for _, s := range c.Stakeholders {
		text := t.Accent.Render(s.Name)
		if s.Interest != "" {
			text += ": " + plaintext.Line(s.Interest)
		}
		lines = append(lines, wrap(text, width)...)
	}
	return lines
}

// View draws the briefing and the ways to begin.
func (b *Briefing) View(f ui.Frame) string {
	if b.c == nil {
		return ""
	}
	room := b.textHeight(f)
	body := strings.Split(b.scroll.View(b.lines(f), room, f.Theme), "\n")
	for len(body) < room {
		body = append(body, "")
	}
	return indent(strings.Join(body, "\n")) + "\n\n" + b.menu.View(f, len(b.modes))
}

// ShortHelp lists the keys that matter.
func (b *Briefing) ShortHelp() []key.Binding {
	return []key.Binding{ui.Describe(ui.Keys.Up, "↑↓", "pilih"), ui.Describe(ui.Keys.Enter, "enter", "mulai"), ui.Keys.Digit, ui.Keys.PageDown, ui.Keys.Help, ui.Keys.Back}
}

// FullHelp lists all keys.
func (b *Briefing) FullHelp() [][]key.Binding {
	return [][]key.Binding{{ui.Keys.Up, ui.Keys.Down, ui.Keys.Enter, ui.Keys.Digit, ui.Keys.PageUp, ui.Keys.PageDown, ui.Keys.Back}}
}
