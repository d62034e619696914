package scenes

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"mufakat/internal/pack"
	"mufakat/internal/quiz"
	"mufakat/internal/report"
	"mufakat/internal/review"
	"mufakat/internal/store"
	"mufakat/internal/ui"
	"mufakat/internal/widget"
)

// Exams is the screen Kuis: what goes on, the exams, the questions to practise, and what was handed in.
type Exams struct {
	app     *App
	loaded  bool
	broken  error // what could not be listed, one sentence a line; may be nil
	entries []examEntry
	menu    widget.Menu
}

type examEntry struct {
	item widget.Item
	do   func() tea.Cmd
}

// NewExams returns the screen.
func NewExams(app *App) *Exams { return &Exams{app: app, menu: widget.NewMenu(nil)} }

type examsListed struct {
	by       *Exams
	exams    []pack.ExamInfo
	banks    []examBank
	broken   error
	attempts []store.AttemptInfo
	running  []runningAttempt
	err      error
}

// examBank is a bank in the list, with the number of its questions to practise today.
type examBank struct {
	pack.BankInfo
	due int
}

// Init lists everything.
func (e *Exams) Init() tea.Cmd {
	profile := e.app.Profile.ID
	return func() tea.Msg {
		exams, examsErr := e.app.Quizzes.Exams()
		banks, banksErr := e.app.Quizzes.Banks()
		listed := examsListed{by: e, exams: exams, broken: errors.Join(examsErr, banksErr)}
		for _, bank := range banks {
			known, err := readPractised(e.app, profile, bank.Source)
			if err != nil {
				return examsListed{by: e, err: err}
			}
			now := e.app.Now()
			listed.banks = append(listed.banks, examBank{bank, known.memory(now).Standing(now).Due})
		}
		listed.attempts, listed.err = e.app.Store.Attempts(profile)
		listed.running = runningAttempts(e.app, listed.attempts)
		return listed
	}
}

// Resume lists it again: something may have been handed in.
func (e *Exams) Resume() tea.Cmd { return e.Init() }

// runningAttempt is an attempt that is not handed in.
type runningAttempt struct {
	id          store.AttemptID
	title, note string
}

// runningAttempts are those of the attempts that are not handed in, the latest first.
func runningAttempts(app *App, attempts []store.AttemptInfo) (running []runningAttempt) {
	for _, info := range slices.Backward(attempts) {
		if len(info.Results) > 0 {
			continue
		}
		note := "belum bisa dibaca" // opening it tells why
		if saved, err := app.Store.Attempt(info.ID); err == nil {
			note = runningNote(saved.Attempt, app.Now())
		}
		running = append(running, runningAttempt{info.ID, info.Title, note})
	}
	return running
}

// runningNote tells how far an attempt is, and how much time is left for it.
func runningNote(a *quiz.Attempt, now time.Time) string {
	items := len(a.Paper.Items)
	note := fmt.Sprintf("%d dari %d soal terjawab", items-len(a.Open()), items)
	left, limited := quiz.Sit(a, now).Left(now)
	switch {
	case limited && left == 0:
		return "waktunya habis: buka untuk mengumpulkan"
	case limited:
		text, _ := timeLeft(left)
		return text + " · " + note
	}
	return note
}

// attemptText is what an attempt that was handed in came to, and when it was begun.
func attemptText(a store.AttemptInfo) string {
	r, _ := a.Result()
	return report.Date(a.Started) + ": " + review.OutcomeText(a.Blueprint, r.Percent(), r.Pending, r.Passed)
}

// Heading names the scene.
func (e *Exams) Heading() ui.Heading {
	return ui.Heading{Left: "Kuis", Right: e.app.Profile.Name}
}

// Typing tells whether letters go into the filter.
func (e *Exams) Typing() bool { return e.menu.Typing() }

// Update chooses.
func (e *Exams) Update(msg tea.Msg, f ui.Frame) (ui.Scene, tea.Cmd) {
	if listed, ok := msg.(examsListed); ok {
		switch {
		case listed.by != e:
			return e, nil
		case listed.err != nil:
			return e, ui.Fail("Daftar kuis tidak terbaca", listed.err)
		}
		e.loaded, e.broken = true, listed.broken
		e.fill(listed)
		return e, nil
	}
	chosen, taken := e.menu.Update(msg, f)
	if chosen >= 0 {
		return e, e.entries[chosen].do()
	}
	if press, ok := msg.(tea.KeyPressMsg); ok && !taken && key.Matches(press, ui.Keys.Back) {
		return e, ui.Pop
	}
	return e, nil
}

func (e *Exams) fill(l examsListed) {
	e.entries = nil
	add := func(item widget.Item, do func() tea.Cmd) { e.entries = append(e.entries, examEntry{item, do}) }
	for _, r := range l.running {
		add(widget.Item{Label: review.GoOnText(r.title), Note: r.note}, func() tea.Cmd { return openAttempt(e.app, r.id) })
	}
	for _, exam := range l.exams {
		add(examItem(exam, l.attempts), func() tea.Cmd { return ui.Push(NewExamBriefing(e.app, exam.Source, exam.ID)) })
	}
	for _, bank := range l.banks {
		note := fmt.Sprintf("%d soal", bank.Questions)
		if due := dueNote(bank.due); due != "" {
			note += " · " + due
		}
		add(widget.Item{Label: "Latihan soal: " + bank.Title, Note: note}, func() tea.Cmd { return ui.Push(NewPractice(e.app, bank.Source)) })
	}
	for _, a := range slices.Backward(l.attempts) {
		if len(a.Results) > 0 {
			add(widget.Item{Label: "Hasil: " + a.Title, Note: attemptText(a)}, func() tea.Cmd { return openAttempt(e.app, a.ID) })
		}
	}
	items := make([]widget.Item, len(e.entries))
	for i, entry := range e.entries {
		items[i] = entry.item
	}
	e.menu.SetItems(items)
}

// examItem is an exam in the list, with what was made of it so far: the last result, and the best one where that is another.
func examItem(exam pack.ExamInfo, attempts []store.AttemptInfo) widget.Item {
	begun := 0
	var last, best *store.AttemptInfo
	for i := range attempts {
		a := &attempts[i]
		if a.Exam != (store.ExamKey{Source: exam.Source, ID: exam.ID}) {
			continue
		}
		begun++
		if r, over := a.Result(); over {
			last = a
			if best == nil || better(r, *best) {
				best = a
			}
		}
	}
	item := widget.Item{Label: review.ExamText(exam.Title), Note: review.FactsText(exam.Blueprint)}
	if chances := review.ChancesText(exam.Blueprint, begun); chances != "" {
		item.Note += " · " + chances
		item.Dim = begun >= exam.Attempts
	}
	if last != nil {
		item.Right = percentOf(last)
		if best != last && last.Blueprint.After.Score && best.Blueprint.After.Score {
			item.Right += ", terbaik " + percentOf(best)
		}
	}
	return item
}

func better(r store.AttemptResult, than store.AttemptInfo) bool {
	other, _ := than.Result()
	return r.Percent() > other.Percent()
}

// percentOf is the score of an attempt as far as it is told.
func percentOf(a *store.AttemptInfo) string {
	if !a.Blueprint.After.Score {
		return "dikumpulkan"
	}
	r, _ := a.Result()
	return review.PercentText(r.Percent())
}

// View draws the list, and above it what is missing from it.
func (e *Exams) View(f ui.Frame) string {
	if e.loaded && len(e.entries) == 0 && e.broken == nil {
		return indent("\n" + strings.Join(wrap("Belum ada ujian atau soal latihan. Soal datang bersama paket: mintalah paketnya kepada pengajar Anda, lalu pasang lewat Pengajar di Beranda.", min(widget.TextWidth, f.Width-3)), "\n"))
	}
	return listView(&e.menu, e.broken, f)
}

// ShortHelp lists the keys that matter.
func (e *Exams) ShortHelp() []key.Binding {
	return []key.Binding{ui.Describe(ui.Keys.Up, "↑↓", "pilih"), ui.Describe(ui.Keys.Enter, "enter", "buka"), ui.Keys.Digit, ui.Keys.Filter, ui.Keys.Help, ui.Keys.Back}
}

// FullHelp lists all keys.
func (e *Exams) FullHelp() [][]key.Binding {
	return [][]key.Binding{{ui.Keys.Up, ui.Keys.Down, ui.Keys.Enter, ui.Keys.Digit, ui.Keys.Filter, ui.Keys.Back}}
}
