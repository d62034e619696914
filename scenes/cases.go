package scenes

import (
	"fmt"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"mufakat/internal/analysis"
	"mufakat/internal/pack"
	"mufakat/internal/sim"
	"mufakat/internal/store"
	"mufakat/internal/ui"
	"mufakat/internal/widget"
)

// Cases lists the cases with how far one is in each.
type Cases struct {
	app    *App
	cases  []pack.CaseInfo
	broken error // what could not be listed, one sentence a line; may be nil
	menu   widget.Menu
}

// NewCases returns the list of cases.
func NewCases(app *App) *Cases { return &Cases{app: app, menu: widget.NewMenu(nil)} }

type casesListed struct {
	cases     []pack.CaseInfo
	broken    error
	summaries map[store.CaseKey]store.Summary
	err       error
}

// Init lists the cases.
func (c *Cases) Init() tea.Cmd {
	profile := c.app.Profile.ID
	return func() tea.Msg {
		cases, broken := c.app.Library.Cases()
		summaries, err := c.app.Store.Summaries(profile)
		return casesListed{cases, broken, summaries, err}
	}
}

// Resume lists them again: something may have been finished.
func (c *Cases) Resume() tea.Cmd { return c.Init() }

// Heading names the scene.
func (c *Cases) Heading() ui.Heading {
	return ui.Heading{Left: "Kasus", Right: c.app.Profile.Name}
}

// Typing tells whether letters go into the filter.
func (c *Cases) Typing() bool { return c.menu.Typing() }

// Update chooses a case.
func (c *Cases) Update(msg tea.Msg, f ui.Frame) (ui.Scene, tea.Cmd) {
	if listed, ok := msg.(casesListed); ok {
		if listed.err != nil {
			return c, ui.Fail("Daftar kasus tidak terbaca", listed.err)
		}
		c.cases, c.broken = listed.cases, listed.broken
		items := make([]widget.Item, len(c.cases))
		for i, info := range c.cases {
			items[i] = widget.Item{
				Label: info.Title, Note: caseNote(info), Search: info.Code + " " + info.Role,
				Right: progressText(listed.summaries[store.CaseKey{Source: info.Source, ID: info.ID}], f.Theme),
			}
		}
		c.menu.SetItems(items)
		return c, nil
	}
	chosen, taken := c.menu.Update(msg, f)
	if chosen >= 0 {
		return c, ui.Push(NewBriefing(c.app, c.cases[chosen].Source, c.cases[chosen].ID))
	}
	if press, ok := msg.(tea.KeyPressMsg); ok && !taken && key.Matches(press, ui.Keys.Back) {
		return c, ui.Pop
	}
	return c, nil
}

// caseNote is what one knows of a case before opening it.
func caseNote(info pack.CaseInfo) string {
	note := info.Role
	if info.Minutes > 0 {
		note = fmt.Sprintf("%d menit · %s", info.Minutes, note)
	}
	if info.Code != "" {
		note = info.Code + " · " + note
	}
	return note
}

// progressText is how far one is in a case. The first finished run counts; the best stands beside it.
func progressText(s store.Summary, t ui.Theme) string {
	text := t.Faint.Render("belum dimainkan")
	switch {
	case s.First != nil && s.Best.ScoreLow > s.First.ScoreLow:
		text = fmt.Sprintf("nilai pertama %s, terbaik %s", scoreText(*s.First), scoreText(*s.Best))
	case s.First != nil:
		text = "nilai " + scoreText(*s.First)
	case s.Runs > 0 && s.Open == 0:
		text = t.Faint.Render("belum selesai")
	}
	if s.Open != 0 {
		text = t.Accent.Render("▸ berjalan")
		if s.First != nil {
			text += " · nilai " + scoreText(*s.First)
		}
	}
	return text
}

// scoreText is a stored nilai: whole, or a range where it was not known exactly.
func scoreText(r store.Result) string { return analysis.Range{Lo: r.ScoreLow, Hi: r.ScoreHigh}.Text(0) }

// View draws the list, and above it which packs are missing from it.
func (c *Cases) View(f ui.Frame) string { return listView(&c.menu, c.broken, f) }

// ShortHelp lists the keys that matter.
func (c *Cases) ShortHelp() []key.Binding {
	return []key.Binding{ui.Describe(ui.Keys.Up, "↑↓", "pilih"), ui.Describe(ui.Keys.Enter, "enter", "buka"), ui.Keys.Digit, ui.Keys.Filter, ui.Keys.Help, ui.Keys.Back}
}

// FullHelp lists all keys.
func (c *Cases) FullHelp() [][]key.Binding {
	return [][]key.Binding{{ui.Keys.Up, ui.Keys.Down, ui.Keys.Enter, ui.Keys.Digit, ui.Keys.Filter, ui.Keys.Back}}
}

// continueRun reads a stored run's case, replays the run, and opens it where it stands.
func continueRun(app *App, saved store.Saved) tea.Cmd {
	return func() tea.Msg {
		c, err := app.Library.Case(saved.Case.Source, saved.Case.ID)
		if err != nil {
			return withoutCase(app, saved, err)()
		}
		play := sim.Replay(c, saved.Run)
		switch finished := saved.State == store.StateFinished; {
		case finished && (play.Lost > 0 || !play.State().Finished()):
			return ui.Push(NewOldRun(app, saved, "Naskah kasus ini berubah sesudah dimainkan, sehingga keputusan Anda tidak bisa lagi diulang di atasnya."))()
		case play.Lost > 0:
			return ui.Ask(changedDialog(app, saved, play))()
		}
		cmds := []tea.Cmd{openRun(app, saved.ID, play)}
		switch {
		case play.Renamed > 0:
			cmds = append(cmds, ui.Notify(fmt.Sprintf("Naskah kasus sudah berubah; %d pilihan dikenali kembali dari tempatnya.", play.Renamed)))
		case saved.Hash != c.Hash && saved.State == store.StateOpen:
			cmds = append(cmds, ui.Notify("Naskah kasus berubah sejak keputusan terakhir; permainan diteruskan di atas naskah yang baru."))
		}
		return tea.Sequence(cmds...)()
	}
}

// withoutCase is what is left to do with a run whose case cannot be read: of a finished one the result and the notes can be
// seen, an open one can be closed.
func withoutCase(app *App, saved store.Saved, err error) tea.Cmd {
	if saved.State == store.StateFinished {
		return ui.Push(NewOldRun(app, saved, err.Error()))
	}
	return ui.Ask(ui.Dialog{
		Title: "Kasus ini tidak bisa dilanjutkan", Text: err.Error(),
		Answers: []ui.Answer{
			{Label: "Biarkan dulu"},
			{Label: "Tutup permainan ini", Do: func() tea.Msg {
				if err := app.Store.Abandon(saved.ID); err != nil {
					return ui.Fail("Permainan ini belum tertutup", err)()
				}
				return ui.Refresh()
			}},
		},
	})
}

// changedDialog asks what to do with an open run whose case was changed so that some decisions are no longer possible.
func changedDialog(app *App, saved store.Saved, play *sim.Playthrough) ui.Dialog {
	kept, lost := len(play.Steps), play.Lost
	return ui.Dialog{
		Title: "Naskah kasus ini sudah berubah",
		Text:  fmt.Sprintf("%d langkah pertama masih bisa diulang; %d sesudahnya tidak lagi cocok dengan naskah yang baru. Yang ditarik tetap tersimpan dalam riwayat.", kept, lost),
		Answers: []ui.Answer{
			{Label: "Lanjut dari sana", Do: func() tea.Msg {
				if err := app.Store.Rewind(saved.ID, kept+lost, kept); err != nil {
					return ui.Fail("Permainan belum bisa dilanjutkan", err)()
				}
				return openRun(app, saved.ID, play)()
			}},
			{Label: "Nanti saja"},
		},
	}
}

// openRun opens a stored run where it stands: in play, or in its debrief.
func openRun(app *App, id store.RunID, play *sim.Playthrough) tea.Cmd {
	if play.State().Finished() {
		return ui.Push(NewDebrief(app, id, play))
	}
	return ui.Push(NewStoredMain(app, id, play))
}

// NewStoredMain plays a stored run; its end opens the debrief.
func NewStoredMain(app *App, id store.RunID, play *sim.Playthrough) *Main {
	return NewMain(app, play, StoredRun{app.Store, id}, func(end *sim.Playthrough) tea.Cmd {
		return ui.Replace(NewDebrief(app, id, end))
	})
}
