package scenes

import (
	"fmt"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"mufakat/internal/report"
	"mufakat/internal/sim"
	"mufakat/internal/store"
	"mufakat/internal/ui"
	"mufakat/internal/widget"
)

// History shows the profile's runs, the newest first, and the nilai over time.
type History struct {
	app    *App
	runs   []store.Info // newest first
	loaded bool
	menu   widget.Menu
}

// NewHistory returns the history.
func NewHistory(app *App) *History { return &History{app: app, menu: widget.NewMenu(nil)} }

type historyRead struct {
	runs []store.Info
	err  error
}

// Init reads the history.
func (h *History) Init() tea.Cmd {
	profile := h.app.Profile.ID
	return func() tea.Msg {
		runs, err := h.app.Store.History(profile)
		return historyRead{runs, err}
	}
}

// Resume reads it again.
func (h *History) Resume() tea.Cmd { return h.Init() }

// Heading names the scene.
func (h *History) Heading() ui.Heading {
	return ui.Heading{Left: "Riwayat", Right: h.app.Profile.Name}
}

// Typing tells whether letters go into the filter.
func (h *History) Typing() bool { return h.menu.Typing() }

// Update opens a run: to go on, or its debrief.
func (h *History) Update(msg tea.Msg, f ui.Frame) (ui.Scene, tea.Cmd) {
	if read, ok := msg.(historyRead); ok {
		if read.err != nil {
			return h, ui.Fail("Riwayat tidak terbaca", read.err)
		}
		h.runs, h.loaded = read.runs, true
		slices.Reverse(h.runs)
		first := store.Summarize(read.runs)
		items := make([]widget.Item, len(h.runs))
		for i, r := range h.runs {
			items[i] = widget.Item{Label: r.Title, Right: runText(r, first[r.Case], f.Theme),
				Note: fmt.Sprintf("%s · %s · %d langkah", report.Date(r.Begun), r.Mode.Way(r.Group), r.Decisions)}
		}
		h.menu.SetItems(items)
		return h, nil
	}
	chosen, taken := h.menu.Update(msg, f)
	if chosen >= 0 {
		return h, h.openRun(h.runs[chosen])
	}
	if press, ok := msg.(tea.KeyPressMsg); ok && !taken && key.Matches(press, ui.Keys.Back) {
		return h, ui.Pop
	}
	return h, nil
}

// runText is how a run ended; the first finished run of a case is marked, because it is the one that counts.
func runText(r store.Info, s store.Summary, t ui.Theme) string {
	if len(r.Results) == 0 {
		if r.State == store.StateAbandoned {
			return t.Faint.Render("ditinggalkan")
		}
		return t.Accent.Render("▸ berjalan")
	}
	last := r.Results[len(r.Results)-1]
	text := fmt.Sprintf("%s · nilai %s", last.EndingTitle, scoreText(last))
	if s.First != nil && s.First.At.Equal(last.At) {
		text = "pertama · " + text
	}
	return text
}

func (h *History) openRun(info store.Info) tea.Cmd {
	return func() tea.Msg {
		saved, err := h.app.Store.Run(info.ID)
		if err != nil {
			return ui.Fail("Permainan ini tidak bisa dibuka", err)()
		}
		if info.State != store.StateAbandoned {
			return continueRun(h.app, saved)()
		}
		c, err := h.app.Library.Case(saved.Case.Source, saved.Case.ID)
		if err != nil {
			return ui.Fail("Permainan ini tidak bisa dibuka", err)()
		}
		return ui.Push(NewTrail(sim.Replay(c, saved.Run), nil))()
	}
}

// View draws the nilai over time, and the runs.
func (h *History) View(f ui.Frame) string {
	if h.loaded && len(h.runs) == 0 {
		return "\n   Belum ada permainan. Mulailah dari daftar kasus."
	}
	chart := h.chart(f)
	return strings.Join(chart, "\n") + "\n" + h.menu.View(f, f.Height-len(chart))
}

// chart draws the nilai of finished runs over time, from two of them on.
func (h *History) chart(f ui.Frame) []string {
	var scores []float64
	for i := len(h.runs) - 1; i >= 0; i-- {
		for _, r := range h.runs[i].Results {
			scores = append(scores, r.ScoreLow)
		}
	}
	scores = scores[max(len(scores)-(f.Width-12)/2, 0):]
	if len(scores) < 2 || f.Height < 16 {
		return []string{""}
	}
	drawn := widget.Chart([]widget.Series{{Name: "nilai", Mark: '●', Values: scores}}, f.Width-4, 5, f.Theme)
	lines := strings.Split(drawn, "\n")
	lines = append([]string{f.Theme.Faint.Render("nilai setiap permainan yang selesai")}, lines[:len(lines)-1]...)
	return append(strings.Split(indent(strings.Join(lines, "\n")), "\n"), "")
}

// ShortHelp lists the keys that matter.
func (h *History) ShortHelp() []key.Binding {
	return []key.Binding{ui.Describe(ui.Keys.Up, "↑↓", "pilih"), ui.Describe(ui.Keys.Enter, "enter", "buka"), ui.Keys.Filter, ui.Keys.Help, ui.Keys.Back}
}

// FullHelp lists all keys.
func (h *History) FullHelp() [][]key.Binding {
	return [][]key.Binding{{ui.Keys.Up, ui.Keys.Down, ui.Keys.Enter, ui.Keys.Filter, ui.Keys.Back}}
}
