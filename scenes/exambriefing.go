package scenes

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"mufakat/internal/plaintext"
	"mufakat/internal/quiz"
	"mufakat/internal/review"
	"mufakat/internal/store"
	"mufakat/internal/ui"
	"mufakat/internal/widget"
)

// ExamBriefing is what one reads before an exam: what it asks, how long it takes, what is shown afterwards; then the start.
type ExamBriefing struct {
	app    *App
	exam   store.ExamKey
	read   *examRead // nil until it is read
	scroll widget.Scroll
	text   widget.Memo
	begun  bool // an attempt is being stored
}

// NewExamBriefing returns the briefing of an exam of a source.
func NewExamBriefing(app *App, source, id string) *ExamBriefing {
	return &ExamBriefing{app: app, exam: store.ExamKey{Source: source, ID: id}}
}

// examRead is what there is to know of an exam.
type examRead struct {
	by        *ExamBriefing
	blueprint *quiz.Blueprint
	begun     int              // attempts
	results   []string         // of those that were handed in
	running   []runningAttempt // the others, of which there should be one at most
	err       error
}

// examRefused tells why no attempt was begun, or why it cannot be opened.
type examRefused struct {
	by    *ExamBriefing
	title string
	err   error
}

// Init reads the exam and the attempts at it.
func (b *ExamBriefing) Init() tea.Cmd {
	profile := b.app.Profile.ID
	return func() tea.Msg {
		read := examRead{by: b}
		if read.blueprint, read.err = findExam(b.app.Quizzes, b.exam); read.err != nil {
			return read
		}
		attempts, err := b.app.Store.Attempts(profile)
		attempts = slices.DeleteFunc(attempts, func(a store.AttemptInfo) bool { return a.Exam != b.exam })
		read.begun, read.running, read.err = len(attempts), runningAttempts(b.app, attempts), err
		for _, a := range attempts {
			if len(a.Results) > 0 {
				read.results = append(read.results, attemptText(a))
			}
		}
		return read
	}
}

func findExam(quizzes Quizzes, exam store.ExamKey) (*quiz.Blueprint, error) {
	exams, err := quizzes.Exams()
	for _, e := range exams {
		if e.Source == exam.Source && e.ID == exam.ID {
			return e.Blueprint, nil
		}
	}
	return nil, errors.Join(errors.New("Ujian itu tidak ada lagi dalam paketnya. Pilih ujian lain dari daftar Kuis."), err)
}

// Resume looks again: an attempt may have been begun or handed in.
func (b *ExamBriefing) Resume() tea.Cmd { return b.Init() }

// Heading names the exam.
func (b *ExamBriefing) Heading() ui.Heading {
	if b.read == nil {
		return ui.Heading{Left: "Ujian"}
	}
	return ui.Heading{Left: b.read.blueprint.Title, Right: "pengantar"}
}

// Update scrolls, and starts.
func (b *ExamBriefing) Update(msg tea.Msg, f ui.Frame) (ui.Scene, tea.Cmd) {
	switch msg := msg.(type) {
	case examRead:
		switch {
		case msg.by != b:
			return b, nil
		case msg.err != nil:
			return b, tea.Sequence(ui.Pop, ui.Fail("Ujian ini tidak bisa dibuka", msg.err))
		}
		b.read = &msg
		b.text.Forget()
		return b, nil
	case examRefused:
		if msg.by != b {
			return b, nil
		}
		b.begun = false
		return b, tea.Batch(b.Init(), ui.Fail(msg.title, msg.err))
	case ownerKept:
		if msg.by == b {
			b.app.Profile = msg.owner
			b.text.Forget()
		}
		return b, nil
	case tea.KeyPressMsg:
		switch {
		case key.Matches(msg, ui.Keys.Back):
			return b, ui.Pop
		case key.Matches(msg, ui.Keys.Enter) && b.read != nil:
			return b, b.enter()
		case key.Matches(msg, ownerKey) && b.asksOwner():
			return b, b.askName()
		}
	}
	if b.read != nil {
		b.scroll.Update(msg, len(b.lines(f)), b.textHeight(f), true)
	}
	return b, nil
}

// enter goes on with the attempt that is open, or starts one.
func (b *ExamBriefing) enter() tea.Cmd {
	switch {
	case len(b.read.running) > 0:
		return openAttempt(b.app, b.read.running[0].id)
	case b.begun || !b.mayStart():
		return nil // a key pressed twice starts one attempt
	}
	b.begun = true
	return b.start()
}

// mayStart tells whether an attempt may be begun: none is open, and there is one left.
func (b *ExamBriefing) mayStart() bool {
	limit := b.read.blueprint.Attempts
	return len(b.read.running) == 0 && (limit == 0 || b.read.begun < limit)
}

// start draws the paper, stores it, and opens it.
func (b *ExamBriefing) start() tea.Cmd {
	app, profile, exam, blueprint := b.app, b.app.Profile.ID, b.exam, b.read.blueprint
	return func() tea.Msg {
		id, err := beginAttempt(app, profile, exam, blueprint)
		if err != nil {
			return examRefused{b, "Ujian ini belum bisa dimulai", err}
		}
		saved, err := app.Store.Attempt(id)
		if err != nil {
			return examRefused{b, "Ujian ini belum bisa dibuka", err}
		}
		return ui.Replace(NewExam(app, saved))()
	}
}

func beginAttempt(app *App, profile store.ProfileID, exam store.ExamKey, blueprint *quiz.Blueprint) (store.AttemptID, error) {
	if blueprint.Size() == 0 {
		return 0, errors.New("Ujian ini belum berisi soal. Beri tahu pengajar Anda.")
	}
	bank, unread := app.Quizzes.Bank(exam.Source)
	paper, err := blueprint.Compose(&bank, app.Seed())
	if err != nil {
		return 0, errors.Join(err, unread) // what could not be read may be what is missing
	}
	return app.Store.BeginAttempt(profile, exam.Source, paper, app.Now())
}

func (b *ExamBriefing) textHeight(f ui.Frame) int { return max(f.Height-2-len(b.wayLines(f)), 1) }

func (b *ExamBriefing) lines(f ui.Frame) []string {
	return b.text.Lines(f.Width, f.Theme, func() []string {
		width, t, exam := min(widget.TextWidth, f.Width-3), f.Theme, b.read.blueprint
		lines := styled(wrap(review.FactsText(exam), width), t.Strong)
		if p := b.app.Profile; b.mayStart() {
			lines = append(lines, wrap(review.OwnerText(p.OwnName(), p.NIP), width)...)
		}
		for _, rule := range review.Rules(exam) {
			lines = section(lines, wrap(rule, width))
		}
		if chances := b.chancesText(); chances != "" {
			lines = section(lines, wrap(chances, width))
		}
		if len(b.read.results) > 0 {
			lines = section(lines, []string{t.Strong.Render("Yang sudah Anda kerjakan")})
			for _, text := range b.read.results {
				lines = append(lines, wrap(text, width)...)
			}
		}
		return lines
	})
}

// chancesText tells which attempt goes on, or how many are left; empty where there is no limit.
func (b *ExamBriefing) chancesText() string {
	exam := b.read.blueprint
	if exam.Attempts > 0 && len(b.read.running) > 0 {
		return fmt.Sprintf("Ini kesempatan ke-%d dari %d.", b.read.begun, exam.Attempts)
	}
	if chances := review.ChancesText(exam, b.read.begun); chances != "" {
		return plaintext.Capital(chances) + "."
	}
	return ""
}

// View draws the briefing, and what enter does.
func (b *ExamBriefing) View(f ui.Frame) string {
	if b.read == nil {
		return ""
	}
	room := b.textHeight(f)
	body := strings.Split(b.scroll.View(b.lines(f), room, f.Theme), "\n")
	for len(body) < room {
		body = append(body, "")
	}
	return indent(strings.Join(append(append(body, ""), b.wayLines(f)...), "\n"))
}

// wayLines tell what can be done here.
func (b *ExamBriefing) wayLines(f ui.Frame) []string {
	t := f.Theme
	way := t.Key.Render("enter") + "  Mulai"
	switch {
	case len(b.read.running) > 0:
		way = t.Key.Render("enter") + "  Lanjutkan" + t.Faint.Render(" · "+b.read.running[0].note)
	case !b.mayStart():
		way = t.Faint.Render("Semua kesempatan sudah Anda pakai. Hasilnya ada di daftar Kuis.")
	case b.read.blueprint.Minutes > 0:
		way += t.Faint.Render(" · waktu berjalan sejak itu")
	}
	lines := []string{cut(way, f.Width-3)}
	if b.asksOwner() {
		lines = append(lines, "    "+t.Key.Render("n")+"  Isi nama dan NIP dulu")
	}
	return lines
}

// ShortHelp lists the keys that matter.
func (b *ExamBriefing) ShortHelp() []key.Binding {
	keys := []key.Binding{ui.Describe(ui.Keys.Up, "↑↓", "gulir")}
	switch {
	case b.read == nil:
	case len(b.read.running) > 0:
		keys = append(keys, ui.Describe(ui.Keys.Enter, "enter", "lanjutkan"))
	case b.mayStart():
		keys = append(keys, ui.Describe(ui.Keys.Enter, "enter", "mulai"))
	}
	if b.asksOwner() {
		keys = append(keys, ownerKey)
	}
	return append(keys, ui.Keys.Help, ui.Keys.Back)
}

// FullHelp lists all keys.
func (b *ExamBriefing) FullHelp() [][]key.Binding {
	return [][]key.Binding{{ui.Describe(ui.Keys.Enter, "enter", "mulai atau lanjutkan"), ui.Describe(ownerKey, "n", "isi nama dan NIP, bila belum ada"), ui.Keys.Up, ui.Keys.Down, ui.Keys.PageUp, ui.Keys.PageDown, ui.Keys.Back}}
}
