package scenes

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"mufakat/internal/debrief"
	"mufakat/internal/report"
	"mufakat/internal/store"
	"mufakat/internal/ui"
	"mufakat/internal/widget"
)

// OldRun shows what is left of a finished run whose case can no longer be replayed: its results, and what was written.
type OldRun struct {
	app    *App
	saved  store.Saved
	why    string
	notes  map[string]string
	scroll widget.Scroll
}

// NewOldRun returns the scene; why is a sentence that says why there is no debrief.
func NewOldRun(app *App, saved store.Saved, why string) *OldRun {
	return &OldRun{app: app, saved: saved, why: why}
}

type oldNotes struct {
	run   store.RunID
	notes map[string]string
	err   error
}

// Init reads the notes.
func (o *OldRun) Init() tea.Cmd {
	return func() tea.Msg {
		notes, err := o.app.Store.Notes(o.saved.ID)
		return oldNotes{o.saved.ID, notes, err}
	}
}

// Heading names the case.
func (o *OldRun) Heading() ui.Heading {
	return ui.Heading{Left: o.saved.Title, Right: "hasil yang tersimpan"}
}

// Update scrolls.
func (o *OldRun) Update(msg tea.Msg, f ui.Frame) (ui.Scene, tea.Cmd) {
	switch msg := msg.(type) {
	case oldNotes:
		if msg.run != o.saved.ID {
			return o, nil
		}
		if msg.err != nil {
			return o, ui.Fail("Catatan tidak terbaca", msg.err)
		}
		o.notes = msg.notes
		return o, nil
	case tea.KeyPressMsg:
		if key.Matches(msg, ui.Keys.Back, ui.Keys.Enter) {
			return o, ui.Pop
		}
	}
	o.scroll.Update(msg, len(o.lines(f)), f.Height, true)
	return o, nil
}

// View draws the results and the notes.
func (o *OldRun) View(f ui.Frame) string {
	return indent(o.scroll.View(o.lines(f), f.Height, f.Theme))
}

func (o *OldRun) lines(f ui.Frame) []string {
	t, width := f.Theme, min(widget.TextWidth, f.Width-3)
	lines := wrap(o.why+" Hasil dan catatan Anda tetap tersimpan.", width)
	for _, r := range o.saved.Results {
		lines = section(lines, wrap(fmt.Sprintf("%s · %s · nilai %s; memilih acak rata-rata %.0f", report.Date(r.At), r.EndingTitle, scoreText(r), r.Guessing), width))
	}
	for _, name := range slices.Sorted(maps.Keys(o.notes)) {
		answer, isAnswer := debrief.AnswerOf(name)
		if !isAnswer && name != debrief.NoteUnit || strings.TrimSpace(o.notes[name]) == "" {
			continue
		}
		title := "Untuk unit Anda"
		if isAnswer {
			title = fmt.Sprintf("Lembar jawab kasus, judul ke-%d", answer+1)
		}
		lines = section(lines, []string{t.Strong.Render(title)})
		lines = append(lines, wrap(o.notes[name], width)...)
	}
	return lines
}

// ShortHelp lists the keys that matter.
func (o *OldRun) ShortHelp() []key.Binding {
	return []key.Binding{ui.Describe(ui.Keys.Up, "↑↓", "gulir"), ui.Keys.Help, ui.Keys.Back}
}

// FullHelp lists all keys.
func (o *OldRun) FullHelp() [][]key.Binding {
	return [][]key.Binding{{ui.Keys.Up, ui.Keys.Down, ui.Keys.PageUp, ui.Keys.PageDown, ui.Keys.Back}}
}
