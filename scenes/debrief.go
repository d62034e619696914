package scenes

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"

	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/textarea"
	tea "charm.land/bubbletea/v2"

	"mufakat/internal/debrief"
	"mufakat/internal/sim"
	"mufakat/internal/store"
	"mufakat/internal/ui"
	"mufakat/internal/widget"
)

// page is one part of the debrief, in the order that makes debriefs work: first what one thinks oneself, then what
// happened, then why, then what is elsewhere, then what to take home.
type page int

const (
	pageGuess page = iota
	pageEnding
	pageTurns
	pageActual
	pageThemes
	pageAnswers
	pageUnit
	pageExport
	pages
)

var pageTitles = [pages]string{
	"Sebelum melihat nilai", "Akhir", "Titik balik", "Yang sebenarnya terjadi",
	"Tiga kriteria", "Lembar jawab kasus", "Untuk unit Anda", "Simpan",
}

// Debrief explains a finished run.
type Debrief struct {
	app     *App
	run     StoredRun
	play    *sim.Playthrough
	ctx     context.Context
	cancel  context.CancelFunc
	result  *debrief.Debrief  // nil until it is worked out
	info    store.Info        // what is stored of the run, as the debrief was opened
	notes   map[string]string // as they were written
	kept    map[string]string // as they are in the store
	keeping bool              // a note is on its way there
	page    page
	short   bool // the first four pages only
	guess   widget.Menu
	turn    int // the turning point under the cursor
	answer  int // the heading of the case paper
	model   bool
	writing bool
	area    textarea.Model
	scroll  widget.Scroll
	text    widget.Memo
}

// NewDebrief returns the debrief of a finished run.
func NewDebrief(app *App, run store.RunID, play *sim.Playthrough) *Debrief {
	d := &Debrief{app: app, run: StoredRun{app.Store, run}, play: play, notes: map[string]string{}, kept: map[string]string{}}
	d.ctx, d.cancel = context.WithCancel(context.Background())
	items := make([]widget.Item, len(play.Case.Stakeholders))
	for i, s := range play.Case.Stakeholders {
		items[i] = widget.Item{Label: s.Name}
	}
	d.guess = widget.NewMenu(items)
	return d
}

var debriefKeys = struct {
	Next, Previous, Short, Branch, Card, Write, Model, Trail, Done key.Binding
}{
	Next:     ui.Bind("enter", "lanjut", "enter", "right", "l", "space"),
	Previous: ui.Bind("←", "halaman lalu", "left", "h", "backspace"),
	Short:    ui.Bind("s", "singkat (5 menit)", "s"),
	Branch:   ui.Bind("c", "coba cabang", "c"),
	Card:     ui.Bind("k", "konsep", "k"),
	Write:    ui.Bind("e", "tulis", "e"),
	Model:    ui.Bind("m", "pembanding", "m"),
	Trail:    ui.Bind("j", "jejak", "j"),
	Done:     ui.Bind("ctrl+s", "simpan", "ctrl+s", "esc"),
}

type explained struct {
	run    store.RunID
	info   store.Info
	result *debrief.Debrief
	notes  map[string]string
	err    error
}

// noteSaved tells that a note is in the store.
type noteSaved struct {
	run        store.RunID
	name, text string
	err        error
}

// Init works the run out, stores its result, and reads what was written before.
func (d *Debrief) Init() tea.Cmd {
	return func() tea.Msg {
		e := explained{run: d.run.ID}
		saved, err := d.app.Store.Run(d.run.ID)
		if err != nil {
			e.err = err
			return e
		}
		e.info = saved.Info
		if e.notes, e.err = d.run.Notes(); e.err != nil {
			return e
		}
		if e.result, e.err = d.app.Analyst.Explain(d.ctx, d.play, d.app.Library.Grades(saved.Case.Source)); e.err != nil {
			return e
		}
		if e.info.State == store.StateOpen {
			e.err = d.run.Finish(e.result)
		}
		return e
	}
}

// Heading names the page.
func (d *Debrief) Heading() ui.Heading {
	last := pages
	if d.short {
		last = pageActual + 1
	}
	return ui.Heading{Left: pageTitles[d.page], Right: fmt.Sprintf("%s · debrief %d/%d", d.play.Case.Title, d.page+1, last)}
}

// Typing tells whether letters are text.
func (d *Debrief) Typing() bool { return d.writing }

// Leave saves what is not yet in the store.
func (d *Debrief) Leave() tea.Cmd {
	changed := maps.Clone(d.notes)
	maps.DeleteFunc(changed, func(name, text string) bool { return text == d.kept[name] })
	return func() tea.Msg {
		for name, text := range changed {
			if err := d.run.SaveNote(name, text); err != nil {
				return ui.Fail("Catatan belum tersimpan", err)()
			}
		}
		return nil
	}
}

// goHome goes back to the title screen once everything is saved. Where that fails, the debrief stays, with its texts.
func (d *Debrief) goHome() tea.Cmd {
	save := d.Leave()
	return func() tea.Msg {
		if msg := save(); msg != nil {
			return msg
		}
		return ui.Home()
	}
}

// Update moves through the pages.
func (d *Debrief) Update(msg tea.Msg, f ui.Frame) (ui.Scene, tea.Cmd) {
	if d.writing {
		d.fitArea(f)
	}
	switch msg := msg.(type) {
	case explained:
		if msg.run == d.run.ID && d.result == nil {
			return d, d.explained(msg)
		}
		return d, nil
	case noteSaved:
		if msg.run == d.run.ID {
			return d, d.noteSaved(msg)
		}
		return d, nil
	case tea.KeyPressMsg:
		if d.writing {
			return d, d.write(msg)
		}
		return d, d.pressed(msg, f)
	case tea.PasteMsg:
		if d.writing {
			return d, d.paste(msg)
		}
	case tea.MouseWheelMsg:
		d.scroll.Update(msg, len(d.lines(f)), f.Height, false)
	}
	return d, nil
}

func (d *Debrief) explained(msg explained) tea.Cmd {
	for name, text := range msg.notes {
		d.kept[name] = text
		if _, newer := d.notes[name]; !newer { // the first question may have been answered in the meantime
			d.notes[name] = text
		}
	}
	if msg.err != nil {
		if d.ctx.Err() != nil {
			return nil
		}
		return tea.Sequence(ui.Pop, ui.Fail("Debrief belum bisa dibuka", msg.err))
	}
	d.result, d.info = msg.result, msg.info
	d.text.Forget()
	if d.page != pageGuess {
		return nil
	}
	if d.notes[debrief.NoteLowest] != "" {
		d.page = pageEnding // it was answered before
	}
	if n, err := strconv.Atoi(d.notes[debrief.NotePage]); err == nil && page(n) > pageGuess && page(n) < pages {
		d.page = page(n)
	}
	return nil
}

// pressed reacts to a key outside the writing of text.
func (d *Debrief) pressed(msg tea.KeyPressMsg, f ui.Frame) tea.Cmd {
	if key.Matches(msg, ui.Keys.Back) {
		d.cancel()
		return d.goHome()
	}
	if d.page == pageGuess {
		return d.guessed(msg, f)
	}
	if d.result == nil {
		return nil
	}
	switch {
	case key.Matches(msg, debriefKeys.Previous):
		return d.turnTo(max(d.page-1, pageEnding)) // the first question was before the nilai
	case key.Matches(msg, debriefKeys.Next):
		if d.scroll.Advance(len(d.lines(f)), f.Height) {
			return nil // nothing is turned over unread
		}
		return d.next()
	case key.Matches(msg, debriefKeys.Trail):
		return ui.Push(NewTrail(d.play, nil))
	}
	switch d.page {
	case pageTurns:
		if cmd, taken := d.onTurns(msg, f); taken {
			return cmd
		}
	case pageThemes:
		if key.Matches(msg, debriefKeys.Card) {
			return d.openCards(d.themeConcepts())
		}
	case pageAnswers, pageUnit:
		if cmd, taken := d.onWriting(msg, f); taken {
			return cmd
		}
	case pageExport:
		if key.Matches(msg, ui.Keys.Digit) {
			return d.export(ui.Digit(msg))
		}
	}
	d.scroll.Update(msg, len(d.lines(f)), f.Height, true)
	return nil
}

// guessed is the first page: one key, before any score.
func (d *Debrief) guessed(msg tea.KeyPressMsg, f ui.Frame) tea.Cmd {
	switch {
	case key.Matches(msg, debriefKeys.Short):
		d.short = !d.short
		return nil
	case key.Matches(msg, ui.Keys.Filter):
		return nil // a handful of people needs no filter
	}
	chosen, _ := d.guess.Update(msg, f)
	if chosen < 0 {
		return nil
	}
	code := d.play.Case.Stakeholders[chosen].Code
	d.notes[debrief.NoteLowest] = code
	return d.turnTo(pageEnding)
}

// next goes to the next page; on the case paper first to its next heading, and from the last page home.
func (d *Debrief) next() tea.Cmd {
	switch {
	case d.page == pageAnswers && !d.model && len(d.play.Case.Answers) > 0:
		d.model = true // first the own answer, then the model, then the next heading
		d.text.Forget()
		return nil
	case d.page == pageAnswers && d.answer+1 < len(d.play.Case.Answers):
		d.answer, d.model = d.answer+1, false
		d.scroll = widget.Scroll{}
		d.text.Forget()
		return nil
	case d.short && d.page == pageActual, d.page == pageExport:
		d.notes[debrief.NotePage] = "0"
		return d.goHome()
	}
	return d.turnTo(d.page + 1)
}

// turnTo opens a page and remembers it, so that the debrief can be left and gone on with.
func (d *Debrief) turnTo(p page) tea.Cmd {
	d.page = min(max(p, pageGuess), pages-1)
	d.turn, d.answer, d.model = 0, 0, false
	d.scroll = widget.Scroll{}
	d.text.Forget()
	d.notes[debrief.NotePage] = strconv.Itoa(int(d.page))
	return d.keep()
}

// keep brings the notes that have changed into the store, one after the other, so that a later text never loses against an
// earlier one.
func (d *Debrief) keep() tea.Cmd {
	if d.keeping {
		return nil // noteSaved goes on
	}
	for _, name := range slices.Sorted(maps.Keys(d.notes)) {
		if text := d.notes[name]; text != d.kept[name] {
			d.keeping = true
			return func() tea.Msg { return noteSaved{d.run.ID, name, text, d.run.SaveNote(name, text)} }
		}
	}
	return nil
}

func (d *Debrief) noteSaved(msg noteSaved) tea.Cmd {
	d.keeping = false
	if msg.err != nil {
		return ui.Fail("Catatan belum tersimpan", msg.err)
	}
	d.kept[msg.name] = msg.text
	return d.keep()
}

// onTurns moves among the turning points and tries the other way.
func (d *Debrief) onTurns(msg tea.KeyPressMsg, f ui.Frame) (tea.Cmd, bool) {
	if len(d.result.Turns) == 0 {
		return nil, false
	}
	turn := d.result.Turns[d.turn]
	switch {
	case key.Matches(msg, ui.Keys.Digit):
		if n := ui.Digit(msg); n < len(d.result.Turns) {
			d.selectTurn(n, f)
		}
	case key.Matches(msg, ui.Keys.Next):
		d.selectTurn((d.turn+1)%len(d.result.Turns), f)
	case key.Matches(msg, debriefKeys.Branch) && turn.Best >= 0:
		return d.tryBranch(turn), true
	case key.Matches(msg, debriefKeys.Card):
		return d.openCards(d.play.Steps[turn.Step].Concepts), true
	default:
		return nil, false
	}
	return nil, true
}

// selectTurn puts the cursor on a turning point and brings it into sight.
func (d *Debrief) selectTurn(n int, f ui.Frame) {
	d.turn = n
	d.text.Forget()
	lines, begin := d.turnLines(turnWidth(f), f.Theme)
	d.scroll.Show(begin[n], begin[n]+4, len(lines), f.Height)
}

// tryBranch plays on from a turning point with the better option. Nothing of it is kept.
func (d *Debrief) tryBranch(turn debrief.TurningPoint) tea.Cmd {
	branch, err := d.result.Branch(turn.Step, turn.Best)
	if err != nil {
		return ui.Fail("Cabang ini tidak bisa dicoba", err)
	}
	return ui.Push(NewBranch(d.app, branch, func(end *sim.Playthrough) tea.Cmd {
		return ui.Replace(NewComparison(d.result, end))
	}))
}

func (d *Debrief) openCards(codes []string) tea.Cmd {
	if len(codes) == 0 {
		return nil
	}
	return ui.Push(NewCard(d.app, codes...))
}

func (d *Debrief) themeConcepts() []string {
	var codes []string
	for _, t := range d.result.Themes {
		codes = append(codes, t.Concepts...)
	}
	return codes
}

// ShortHelp lists the keys that matter on the page.
func (d *Debrief) ShortHelp() []key.Binding {
	leave := ui.Describe(ui.Keys.Back, "esc", "tinggalkan")
	if d.writing {
		return []key.Binding{debriefKeys.Done}
	}
	keys := []key.Binding{debriefKeys.Next}
	switch d.page {
	case pageGuess:
		return []key.Binding{ui.Describe(ui.Keys.Digit, "1–9", "jawab"), debriefKeys.Short, ui.Keys.Help, leave}
	case pageTurns:
		keys = []key.Binding{debriefKeys.Next, ui.Describe(ui.Keys.Next, "tab", "titik lain"), debriefKeys.Branch, debriefKeys.Card, debriefKeys.Trail}
	case pageThemes:
		keys = append(keys, debriefKeys.Card)
	case pageAnswers:
		if len(d.play.Case.Answers) > 0 {
			keys = append(keys, debriefKeys.Write)
		}
	case pageUnit:
		keys = append(keys, debriefKeys.Write)
	case pageExport:
		keys = []key.Binding{ui.Describe(ui.Keys.Digit, "1–3", "simpan"), ui.Describe(debriefKeys.Next, "enter", "selesai")}
	}
	return append(keys, debriefKeys.Previous, ui.Keys.Help, leave)
}

// FullHelp lists all keys.
func (d *Debrief) FullHelp() [][]key.Binding {
	return [][]key.Binding{
		{debriefKeys.Next, debriefKeys.Previous, ui.Keys.Up, ui.Keys.Down, ui.Keys.PageUp, ui.Keys.PageDown},
		{ui.Keys.Next, debriefKeys.Branch, debriefKeys.Card, debriefKeys.Trail, debriefKeys.Write, debriefKeys.Model},
		{debriefKeys.Short, ui.Describe(ui.Keys.Back, "esc", "tinggalkan; halaman ini diingat")},
	}
}
