package scenes

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"mufakat/internal/plaintext"
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
		if event.Kind != quiz.ClockBack && event.Item < len(a.Paper.Items) {
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
	List:     ui.Bind("d", "daftar", "d"),
	HandIn:   ui.Bind("s", "selesai", "s"),
	Leave:    ui.Bind("esc", "keluar", "esc"),
}

const (
	writingPause = time.Second      // a text is stored when its writer pauses for so long …
	writingMost  = 10 * time.Second // … and at the latest after so much writing
	retryAfter   = 5 * time.Second
)

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
	if e.record.attempt().ClockWasBack() && !e.sitting.Attempt.ClockWasBack() {
		back = ui.Ask(ui.Dialog{
			Title:   "Jam komputer sempat mundur",
			Text:    "Itu dicatat, dan tidak mengubah sisa waktu Anda: waktu yang sudah terpakai tetap dihitung.",
			Answers: []ui.Answer{{Label: "Mengerti"}},
		})
	}
	return tea.Batch(look, back, e.record.store(), e.tick())
}

// Heading names the exam, and tells where one is in it and how much time is left.
func (e *Exam) Heading() ui.Heading {
	paper := e.sitting.Attempt.Paper
	right := fmt.Sprintf("soal %d dari %d", e.at+1, len(paper.Items))
	if e.list != nil {
		right = "daftar soal"
	}
	if e.limited {
		text, _ := timeLeft(e.left)
		right += "   " + text
	}
	return ui.Heading{Left: paper.Blueprint.Title, Right: right}
}

// Typing tells whether letters are text.
func (e *Exam) Typing() bool { return e.list == nil && e.pane.Typing() }

// Leave stores what is not stored yet, such as a text that is being written.
func (e *Exam) Leave() tea.Cmd {
	if len(e.record.waiting) == 0 {
		return nil
	}
	write := e.record.write()
	return func() tea.Msg {
		if _, err := write(); err != nil {
			return ui.Fail("Belum tersimpan", err)()
		}
		return nil
	}
}

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
			return e, e.do(quiz.HandIn, quiz.Response{})
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
	e.pane = newAnswer(e.sitting.Attempt.Paper.Items[item], e.record.attempt().Response(item))
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

// rest stores a text that is being written when its writer pauses.
func (e *Exam) rest() tea.Cmd {
	e.typed = e.app.Now()
	if e.resting {
		return nil
	}
	e.resting, e.since = true, e.typed
	return e.app.After(writingPause, examPause{e})
}

func (e *Exam) paused() tea.Cmd {
	if now := e.app.Now(); now.Sub(e.typed) < writingPause && now.Sub(e.since) < writingMost {
		return e.app.After(writingPause, examPause{e})
	}
	e.resting = false
	return e.record.store()
}

// stored goes on when the store has taken something, or says why it has not.
func (e *Exam) stored(msg examStored) tea.Cmd {
	e.record.stored(msg.stored)
	if msg.err != nil {
		return e.failed(msg.err)
	}
	e.failing = false
	switch {
	case e.sitting.Attempt.HandedIn():
		return e.close()
	case e.leaving && len(e.record.waiting) == 0:
		return e.gone()
	}
	look := e.look()
	if e.resting && !e.leaving {
		return look // what is being written waits for its pause
	}
	return tea.Batch(look, e.record.store())
}

// failed says once why nothing is stored, and tries again after a while. What cannot be mended by that is left to the trainee,
// whose answer stays on the screen.
func (e *Exam) failed(err error) tea.Cmd {
	left := e.leaving
	e.leaving = false
	var again, say tea.Cmd
	switch store.CodeOf(err) {
	case store.AttemptClosed: // in another window
		return e.close()
	case store.ChangedElsewhere, store.NoAttempt, store.PaperUnreadable:
	default:
		if !e.retrying {
			e.retrying = true
			again = e.app.After(retryAfter, examRetry{e})
		}
	}
	switch {
	case left:
		say = ui.Ask(ui.Dialog{Title: "Belum tersimpan", Text: err.Error(), Answers: []ui.Answer{
			{Label: "Tetap di sini"}, {Label: "Keluar tanpa yang terakhir", Do: ui.Pop},
		}})
	case !e.failing:
		say = ui.Fail("Belum tersimpan", err)
	}
	e.failing = true
	return tea.Batch(again, say)
}

// close opens the result of the attempt, which is over.
func (e *Exam) close() tea.Cmd {
	app, id, willing := e.app, e.id, e.willing
	return func() tea.Msg {
		saved, err := app.Store.Attempt(id)
		if err != nil {
			return tea.Sequence(ui.Pop, ui.Fail("Hasil ujian belum bisa dibuka", err))()
		}
		result := ui.Replace(NewAttemptResult(app, saved))
		if willing {
			return result()
		}
		return tea.Sequence(result, ui.Ask(ui.Dialog{
			Title:   "Waktu ujian ini sudah habis",
			Text:    "Jawaban Anda dikumpulkan otomatis. Semua yang sudah tersimpan ikut dinilai.",
			Answers: []ui.Answer{{Label: "Lihat hasilnya"}},
		}))()
	}
}

// leave closes the scene when everything is stored.
func (e *Exam) leave() tea.Cmd {
	if len(e.record.waiting) == 0 {
		return e.gone()
	}
	e.leaving = true
	return e.record.store()
}

func (e *Exam) gone() tea.Cmd {
	sentence := "Tersimpan. Lanjutkan kapan saja dari Beranda."
	if e.limited {
		sentence = "Ujian tetap berjalan; waktu terus dihitung."
	}
	return tea.Sequence(ui.Pop, ui.Notify(sentence))
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

// itemHead is the height of what stands above an item.
const itemHead = 2

// paneFrame is the part of the body that the answer's pane has.
func (e *Exam) paneFrame(f ui.Frame) ui.Frame {
	f.Height -= itemHead
	return f
}

// View draws the item, or the list of all.
func (e *Exam) View(f ui.Frame) string {
	switch {
	case e.over():
		text := "Jawaban Anda sedang dikumpulkan …"
		if e.failing {
			text = "Ujian ini belum terkumpul; Mufakat terus mencoba. Anda boleh keluar dengan esc: yang sudah tersimpan tetap aman, dan ujian ini bisa dibuka lagi dari Kuis."
		}
		return indent(strings.Join(append([]string{""}, wrap(text, answerWidth(f))...), "\n"))
	case e.list != nil:
		return indent(strings.Join(e.listLines(f), "\n"))
	}
	pane := e.paneFrame(f)
	lines := append([]string{e.itemLine(f), ""}, e.pane.View(pane, pane.Height)...)
	return indent(strings.Join(lines, "\n"))
}

// itemLine tells of the item on the screen: its section, its points, whether it is flagged, and whether all is stored.
func (e *Exam) itemLine(f ui.Frame) string {
	paper := e.sitting.Attempt.Paper
	item := paper.Items[e.at]
	var parts []string
	if title := paper.Blueprint.Sections[item.Section].Title; title != "" {
		parts = append(parts, title)
	}
	parts = append(parts, plaintext.Number(item.Question.Points, 2)+" poin")
	if e.record.attempt().Flagged(e.at) {
		parts = append(parts, "⚑ ditandai")
	}
	t := f.Theme
	state := t.Faint.Render(e.state())
	for _, w := range timeWarnings {
		if e.limited && e.left <= w.left {
			state = t.Strong.Render(w.standing) + "   " + state
			break
		}
	}
	room := f.Width - 3
	left := t.Faint.Render(cut(strings.Join(parts, " · "), room-lipgloss.Width(state)-1))
	return pad(left, room-lipgloss.Width(state)) + state
}

// state tells whether everything is stored.
func (e *Exam) state() string {
	switch {
	case len(e.record.waiting) == 0:
		return "tersimpan"
	case e.failing:
		return "belum tersimpan"
	case e.resting:
		return "menulis …"
	}
	return "menyimpan …"
}

// ShortHelp lists the keys that matter now.
func (e *Exam) ShortHelp() []key.Binding {
	switch {
	case e.over():
		return []key.Binding{ui.Keys.Help, examKeys.Leave}
	case e.list != nil:
		return listKeys()
	case e.pane.Typing():
		return e.pane.Keys()
	}
	keys := []key.Binding{ui.Describe(examKeys.Next, "←→", "soal lain"), examKeys.List, examKeys.Flag, examKeys.HandIn}
	return append(append(keys, e.pane.Keys()...), ui.Keys.Help, examKeys.Leave)
}

// FullHelp lists all keys.
func (e *Exam) FullHelp() [][]key.Binding {
	return [][]key.Binding{
		e.pane.Keys(),
		{
			examKeys.Next, examKeys.Previous, ui.Describe(examKeys.List, "d", "daftar semua soal"), ui.Describe(examKeys.Flag, "t", "tandai, atau lepas tandanya"),
			ui.Describe(examKeys.HandIn, "s", "selesai: kumpulkan"),
		},
		{ui.Keys.PageUp, ui.Keys.PageDown, ui.Describe(ui.Keys.Back, "esc", "keluar dulu; waktu terus dihitung")},
	}
}
