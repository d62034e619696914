package scenes

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"mufakat/internal/quiz"
	"mufakat/internal/store"
	"mufakat/internal/ui"
)

// Exam is an attempt at an exam while it is sat: one item at a time, or the list of all of them.
type Exam struct {
	app      *App
	id       store.AttemptID
	sitting  *quiz.Sitting
	record   *examRecord
	at       int           // the item on the screen
	pane     *answer       // of that item
	list     *examList     // of all items, while it is open; else nil
	left     time.Duration // as it was looked at last
	limited  bool
	typed    time.Time // the last key in a text …
	since    time.Time // … and the first one after the text was stored
	resting  bool      // a text is stored when its writer pauses
	retrying bool      // storing failed, and is tried again after a while
	failing  bool      // that was said
	leaving  bool      // the scene closes when all is stored
	willing  bool      // the trainee hands in herself
}

// NewExam returns the scene that goes on with an attempt that is not handed in.
func NewExam(app *App, saved store.SavedAttempt) *Exam {
	sitting := quiz.Sit(saved.Attempt, app.Now())
	e := &Exam{app: app, id: saved.ID, sitting: sitting, record: newExamRecord(app, saved.ID, sitting)}
	e.left, e.limited = sitting.Left(app.Now())
	e.open(lastItem(saved.Attempt))
	return e
}

// lastItem is the item that something was done with last; the first one where nothing was.
func lastItem(a *quiz.Attempt) int {
	for _, event := range slices.Backward(a.Events) {
		if event.Kind != quiz.ClockBack && event.Item >= 0 && event.Item < len(a.Paper.Items) {
			return event.Item
		}
	}
	return 0
}

// openAttempt opens a stored attempt: to go on with, or its result.
func openAttempt(app *App, id store.AttemptID) tea.Cmd {
	return func() tea.Msg {
		saved, err := app.Store.Attempt(id)
		switch {
		case err != nil:
			return ui.Fail("Ujian ini tidak bisa dibuka", err)()
		case saved.Attempt.HandedIn():
			return ui.Push(NewAttemptResult(app, saved))()
		case len(saved.Attempt.Paper.Items) == 0:
			return ui.Fail("Ujian ini tidak bisa dibuka", errors.New("Ujian ini tidak berisi soal. Beri tahu pengajar Anda."))()
		}
		return ui.Push(NewExam(app, saved))()
	}
}

var examKeys = struct {
	Next, Previous, Flag, List, HandIn, Leave key.Binding
}{
	Next:     ui.Bind("→", "soal berikut", "right", "n", "l", "tab"),
	Previous: ui.Bind("←", "soal sebelumnya", "left", "p", "h", "shift+tab"),
	Flag:     ui.Bind("t", "tandai", "t"),
	List:     ui.Bind("d", "daftar soal", "d"),
	HandIn:   ui.Bind("s", "kumpulkan", "s"),
	Leave:    ui.Bind("esc", "keluar", "esc"),
}

// The messages of the scene's own.
type (
	examPause  struct{ by *Exam } // a writer may have paused
	examRetry  struct{ by *Exam }
	examHandIn struct{ by *Exam } // it was confirmed
)

// Init starts the clock, and puts down what was due while nobody looked.
func (e *Exam) Init() tea.Cmd {
	look := e.look()
	var back tea.Cmd
	if w := e.record.waiting; len(w) > 0 && w[0].Kind == quiz.ClockBack {
		back = ui.Ask(ui.Dialog{
			Title:   "Jam komputer sempat mundur",
			Text:    "Itu dicatat, dan tidak mengubah sisa waktu Anda: waktu yang sudah terpakai tetap dihitung.",
			Answers: []ui.Answer{{Label: "Mengerti"}},
		})
	}
	return tea.Batch(look, back, e.record.store(), e.tick())
}

// Typing tells whether letters are text.
func (e *Exam) Typing() bool { return e.list == nil && e.pane.Typing() }

// Update answers, moves, and keeps the time.
func (e *Exam) Update(msg tea.Msg, f ui.Frame) (ui.Scene, tea.Cmd) {
	switch msg := msg.(type) {
	case examTick:
		if msg.by == e {
			return e, tea.Batch(e.look(), e.tick())
		}
	case examStored:
		if msg.by == e.record {
			return e, e.stored(msg)
		}
	case examPause:
		if msg.by == e {
			return e, e.paused()
		}
	case examRetry:
		if msg.by == e {
			e.retrying = false
			return e, e.record.store()
		}
	case examHandIn:
		if msg.by == e && !e.over() {
			e.willing = true
			e.record.put(e.sitting.Event(quiz.HandIn, 0, quiz.Response{}, e.app.Now()))
			return e, e.record.store()
		}
	case tea.KeyPressMsg, tea.PasteMsg, tea.MouseMsg:
		look := e.look() // time may be over since the last tick: a machine sleeps, and so do its timers
		return e, tea.Batch(look, e.input(msg, f))
	}
	return e, nil
}

// input reacts to what the trainee does.
func (e *Exam) input(msg tea.Msg, f ui.Frame) tea.Cmd {
	press, pressed := msg.(tea.KeyPressMsg)
	switch {
	case e.over():
		if pressed && key.Matches(press, examKeys.Leave) {
			return ui.Pop
		}
		return nil
	case e.list != nil:
		if pressed {
			return e.onList(press, f)
		}
		return nil
	}
	changed, taken, cmd := e.pane.Update(msg, e.paneFrame(f))
	switch {
	case changed && e.pane.Typing():
		e.put(quiz.Answer, e.pane.Response())
		return tea.Batch(cmd, e.rest())
	case changed:
		return tea.Batch(cmd, e.do(quiz.Answer, e.pane.Response()))
	case taken || !pressed:
		if !e.pane.Typing() {
			cmd = tea.Batch(cmd, e.record.store()) // a text that is finished
		}
		return cmd
	}
	return e.pressed(press)
}

// pressed reacts to a key that is not for the answer.
func (e *Exam) pressed(msg tea.KeyPressMsg) tea.Cmd {
	switch {
	case key.Matches(msg, examKeys.Next) && e.at == len(e.sitting.Attempt.Paper.Items)-1:
		return e.openList()
	case key.Matches(msg, examKeys.Next):
		return e.open(e.at + 1)
	case key.Matches(msg, examKeys.Previous):
		return e.open(max(e.at-1, 0))
	case key.Matches(msg, examKeys.Flag) && e.record.attempt().Flagged(e.at):
		return e.do(quiz.Unflag, quiz.Response{})
	case key.Matches(msg, examKeys.Flag):
		return e.do(quiz.Flag, quiz.Response{})
	case key.Matches(msg, examKeys.List):
		return e.openList()
	case key.Matches(msg, examKeys.HandIn):
		return e.askHandIn()
	case key.Matches(msg, examKeys.Leave):
		return e.leave()
	}
	return nil
}

// open shows an item.
func (e *Exam) open(item int) tea.Cmd {
	e.at, e.list = item, nil
	e.pane = newAnswer(e.sitting.Attempt.Paper.Items[item], e.record.attempt().Response(item), "lalu enter; sesudah itu → ke soal berikut")
	return e.record.store()
}

// put takes in what is done now with the item on the screen.
func (e *Exam) put(kind quiz.EventKind, r quiz.Response) {
	e.record.put(e.sitting.Event(kind, e.at, r, e.app.Now()))
}

// do puts something down and stores it.
func (e *Exam) do(kind quiz.EventKind, r quiz.Response) tea.Cmd {
	e.put(kind, r)
	return e.record.store()
}

// askHandIn asks whether the attempt is to be handed in, and says what is left open.
func (e *Exam) askHandIn() tea.Cmd {
	attempt := e.record.attempt()
	text := "Semua soal sudah Anda jawab."
	if open := len(attempt.Open()); open > 0 {
		text = fmt.Sprintf("%d dari %d soal belum dijawab.", open, len(attempt.Paper.Items))
	}
	flagged := 0
	for i := range attempt.Paper.Items {
		if attempt.Flagged(i) {
			flagged++
		}
	}
	if flagged > 0 {
		text += fmt.Sprintf(" %d soal masih bertanda ⚑.", flagged)
	}
	return ui.Ask(ui.Dialog{
		Title: "Kumpulkan ujian ini?",
		Text:  text + " Sesudah dikumpulkan, jawaban tidak bisa diubah lagi.",
		Answers: []ui.Answer{
			{Label: "Kembali mengerjakan"},
			{Label: "Kumpulkan", Do: func() tea.Msg { return examHandIn{e} }},
		},
	})
}
