package scenes

import (
	"fmt"
	"slices"
	"strconv"

	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/textarea"
	tea "charm.land/bubbletea/v2"

	"mufakat/internal/plaintext"
	"mufakat/internal/quiz"
	"mufakat/internal/store"
	"mufakat/internal/ui"
	"mufakat/internal/widget"
)

// Grading is where an instructor grades essays, one answer after the other, by the levels of their rubrics. What an answer is
// given is kept before another one is shown. Names are hidden until they are asked for.
type Grading struct {
	app     *App
	exam    store.ExamKey
	title   string
	scripts []*script      // in the order of their names
	waiting map[essay]bool // those that nobody had graded when the screen was opened
	all     bool           // also those that had a grade by then
	order   gradingOrder
	queue   []essay
	at      int // index into queue

	draft    draft
	phase    gradingPhase
	area     textarea.Model // of the comment, while it is being written
	comments []usedComment  // kept for the exam
	offered  []usedComment  // in the menu
	menu     widget.Menu    // of comments
	scroll   widget.Scroll  // of question and answer
	asked    widget.Memo    // the question
	given    widget.Memo    // the answer
}

type gradingPhase int

const (
	opening   gradingPhase = iota // what is kept between sessions is being read
	levelling                     // digits give levels
	writing                       // a comment
	picking                       // a comment that was used before
	storing                       // a mark; keys wait
)

// outside is where one goes from an essay to leave the screen; else one goes to a place of the queue, or behind its last one.
const outside = -1

// settingGradingSeed names the setting with the seed of the order in which nameless people are graded.
const settingGradingSeed = "urutan-penilaian"

// newGrading returns the scene for the essays of an exam: those that nobody has graded yet, or all where there are none. The
// scripts stand in the order of their names, and have at least one essay.
func newGrading(app *App, exam store.ExamKey, title string, scripts []*script) *Grading {
	g := &Grading{app: app, exam: exam, title: title, scripts: scripts, waiting: map[essay]bool{}}
	for _, s := range scripts {
		for _, e := range s.essays() {
			if e.waits() {
				g.waiting[e] = true
			}
		}
	}
	g.all = len(g.waiting) == 0
	return g
}

var gradingKeys = struct{ Level, Save, Next, Previous, Comment, Used, Names, Order, All, Done key.Binding }{
	Level:    ui.Describe(ui.Keys.Digit, "1–9", "beri tingkat"),
	Save:     ui.Bind("enter", "simpan, lanjut", "enter"),
	Next:     ui.Bind("→", "esai berikut", "right", "tab"),
	Previous: ui.Bind("←", "esai sebelumnya", "left", "shift+tab"),
	Comment:  ui.Bind("e", "tulis komentar", "e"),
	Used:     ui.Bind("d", "daftar komentar yang pernah dipakai", "d"),
	Names:    ui.Bind("n", "tampilkan atau sembunyikan nama", "n"),
	Order:    ui.Bind("u", "urut per soal atau per peserta", "u"),
	All:      ui.Bind("a", "semua esai, atau yang belum dinilai saja", "a"),
	Done:     ui.Bind("esc", "selesai menulis", "esc"),
}

// The messages of the scene's commands.
type (
	gradingRead struct {
		by       *Grading
		seed     uint64
		comments []usedComment
		err      error
	}
	essayGraded struct {
		by       *Grading
		mark     quiz.Mark
		to       int           // where to go then
		comments []usedComment // nil: as before
		err      error         // the mark was not kept
		trouble  error         // the comment was not kept for another time
	}
	draftDropped struct {
		by *Grading
		to int
	}
)

// Init reads what is kept between sessions.
func (g *Grading) Init() tea.Cmd {
	return func() tea.Msg {
		settings, err := g.app.Store.Settings()
		if err != nil {
			return gradingRead{by: g, err: err}
		}
		seed, err := strconv.ParseUint(settings[settingGradingSeed], 10, 64)
		if err != nil { // it is the first time
			seed = g.app.Seed()
			err = g.app.Store.SetSetting(settingGradingSeed, strconv.FormatUint(seed, 10))
		}
		return gradingRead{g, seed, storedComments(settings, g.exam), err}
	}
}

// Heading names the exam, and tells how far one is.
func (g *Grading) Heading() ui.Heading {
	h := ui.Heading{Left: "Penilaian esai: " + g.title}
	if g.phase != opening {
		h.Right = fmt.Sprintf("%d dari %d", g.at+1, len(g.queue))
	}
	return h
}

// Typing tells whether letters are text.
func (g *Grading) Typing() bool { return g.phase == writing || g.phase == picking && g.menu.Typing() }

// Leave keeps the grade at hand; where that is not complete, it asks. One that is on its way to the store is rather kept twice,
// which changes nothing, than lost.
func (g *Grading) Leave() tea.Cmd {
	if g.phase == opening || !g.changed() {
		return nil
	}
	mark, complete := g.mark()
	if !complete {
		return g.askToDrop(tea.Quit)
	}
	keep := g.queue[g.at].keep
	return func() tea.Msg {
		if err := keep(mark); err != nil {
			return ui.Fail("Nilai belum tersimpan", err)()
		}
		return nil
	}
}

// Update reacts to keys, and to what was kept.
func (g *Grading) Update(msg tea.Msg, f ui.Frame) (ui.Scene, tea.Cmd) {
	switch msg := msg.(type) {
	case gradingRead:
		if msg.by == g {
			return g, g.opened(msg)
		}
	case essayGraded:
		if msg.by == g {
			return g, g.graded(msg)
		}
	case draftDropped:
		if msg.by == g {
			return g, g.open(msg.to)
		}
	case tea.PasteMsg:
		switch g.phase {
		case writing:
			return g, g.paste(msg, f)
		case picking:
			g.menu.Update(msg, f)
		}
	case tea.KeyPressMsg:
		switch g.phase {
		case levelling:
			return g, g.pressed(msg, f)
		case writing:
			return g, g.write(msg, f)
		case picking:
			g.pick(msg, f)
		}
	case tea.MouseWheelMsg:
		g.scrollText(msg, f)
	}
	return g, nil
}

func (g *Grading) opened(msg gradingRead) tea.Cmd {
	if msg.err != nil {
		return tea.Sequence(ui.Pop, ui.Fail("Penilaian belum bisa dibuka", msg.err))
	}
	g.order.seed, g.comments = msg.seed, msg.comments
	g.arrange()
	return g.open(0)
}

// arrange puts the essays in order.
func (g *Grading) arrange() {
	g.queue = g.order.queue(g.scripts, func(e essay) bool { return g.all || g.waiting[e] })
}

// rearrange does so while the essay at hand stays.
func (g *Grading) rearrange() {
	at := g.queue[g.at]
	g.arrange()
	g.at = max(slices.Index(g.queue, at), 0)
	g.forget()
}

// pressed reacts to a key while levels are given.
func (g *Grading) pressed(msg tea.KeyPressMsg, f ui.Frame) tea.Cmd {
	if cmd, taken := g.score(msg); taken {
		return cmd
	}
	switch {
	case key.Matches(msg, ui.Keys.Back):
		return g.moveTo(outside)
	case key.Matches(msg, gradingKeys.Save):
		return g.next()
	case key.Matches(msg, gradingKeys.Next) && g.at+1 < len(g.queue):
		return g.moveTo(g.at + 1)
	case key.Matches(msg, gradingKeys.Previous) && g.at > 0:
		return g.moveTo(g.at - 1)
	case key.Matches(msg, gradingKeys.Comment):
		return g.startWriting()
	case key.Matches(msg, gradingKeys.Used):
		return g.startPicking()
	case key.Matches(msg, gradingKeys.Names):
		g.order.named = !g.order.named
		g.rearrange()
	case key.Matches(msg, gradingKeys.Order):
		g.order.byPerson = !g.order.byPerson
		g.rearrange()
		return ui.Notify(map[bool]string{true: "Urut per peserta.", false: "Urut per soal."}[g.order.byPerson])
	case key.Matches(msg, gradingKeys.All):
		return g.toggleAll()
	default:
		g.scrollText(msg, f)
	}
	return nil
}

// toggleAll takes up the essays that had a grade already, or leaves them out again.
func (g *Grading) toggleAll() tea.Cmd {
	switch {
	case g.all && len(g.waiting) == 0:
		return ui.Notify("Semua esai sudah pernah dinilai; tidak ada yang menunggu.")
	case g.all && !g.waiting[g.queue[g.at]] && g.changed():
		return ui.Notify("Simpan dulu nilai esai ini dengan enter.")
	}
	g.all = !g.all
	at := g.queue[g.at]
	g.arrange()
	if place := slices.Index(g.queue, at); place >= 0 {
		g.at = place
	} else {
		g.open(0)
	}
	return ui.Notify(map[bool]string{true: "Semua esai.", false: "Hanya esai yang belum dinilai ketika layar ini dibuka."}[g.all])
}

// next keeps what the essay was given and goes on, once it is complete.
func (g *Grading) next() tea.Cmd {
	if _, complete := g.mark(); !complete {
		g.draft.at = g.openAspects()[0]
		return ui.Notify(fmt.Sprintf("Beri dulu tingkat untuk “%s”.", g.draft.rubric.Aspects[g.draft.at].Title))
	}
	return g.moveTo(g.at + 1)
}

// moveTo goes to another place after what was given here is kept; where that is not complete, it asks.
func (g *Grading) moveTo(to int) tea.Cmd {
	if !g.changed() {
		return g.open(to)
	}
	mark, complete := g.mark()
	if !complete {
		return g.askToDrop(func() tea.Msg { return draftDropped{g, to} })
	}
	g.phase = storing
	e, isNew := g.queue[g.at], mark.Comment != "" && mark.Comment != g.draft.before.Comment
	return func() tea.Msg {
		done := essayGraded{by: g, mark: mark, to: to, err: e.keep(mark)}
		if done.err == nil && isNew {
			done.comments, done.trouble = rememberComment(g.app.Store, g.exam, mark.Comment)
		}
		return done
	}
}

// askToDrop asks before a grade that is not complete is given up.
func (g *Grading) askToDrop(drop tea.Cmd) tea.Cmd {
	var open []string
	for _, i := range g.openAspects() {
		open = append(open, "“"+g.draft.rubric.Aspects[i].Title+"”")
	}
	return ui.Ask(ui.Dialog{Title: "Nilai esai ini belum lengkap",
		Text:    fmt.Sprintf("Yang belum diberi tingkat: %s. Nilai baru bisa disimpan bila semua aspek sudah dinilai.", plaintext.Enumerate(open)),
		Answers: []ui.Answer{{Label: "Teruskan menilai"}, {Label: "Tinggalkan tanpa menyimpan", Do: drop}}})
}

// graded goes on once a mark is kept.
func (g *Grading) graded(msg essayGraded) tea.Cmd {
	g.phase = levelling
	if msg.err != nil {
		return ui.Fail("Nilai belum tersimpan", msg.err)
	}
	e := g.queue[g.at]
	e.attempt.Marks = append(e.attempt.Marks, msg.mark)
	if msg.comments != nil {
		g.comments = msg.comments
	}
	if msg.trouble != nil {
		return tea.Batch(g.open(msg.to), ui.Fail("Nilai tersimpan, tetapi komentarnya tidak masuk daftar", msg.trouble))
	}
	return g.open(msg.to)
}

// open shows the essay at a place of the queue, or leaves the screen.
func (g *Grading) open(at int) tea.Cmd {
	switch {
	case at == outside:
		return ui.Pop
	case at >= len(g.queue):
		return g.finish()
	}
	g.at, g.phase, g.scroll = at, levelling, widget.Scroll{}
	g.forget()
	rubric, _ := g.queue[at].rubric()
	before, given := g.queue[at].mark()
	g.draft = draft{scorer: scorer{rubric: rubric, levels: levelsOf(before, rubric)}, comment: before.Comment, before: before, given: given}
	return nil
}

// finish ends the queue: back to the results, or to what was passed over.
func (g *Grading) finish() tea.Cmd {
	g.open(len(g.queue) - 1)
	var skipped []int
	for i, e := range g.queue {
		if e.waits() {
			skipped = append(skipped, i)
		}
	}
	if skipped == nil {
		return tea.Sequence(ui.Pop, ui.Notify("Semua esai sudah dinilai."))
	}
	return ui.Ask(ui.Dialog{Title: "Sampai di akhir", Text: fmt.Sprintf("Masih ada %d esai yang belum dinilai.", len(skipped)),
		Answers: []ui.Answer{{Label: "Ke esai itu", Do: func() tea.Msg { return draftDropped{g, skipped[0]} }}, {Label: "Kembali ke hasil", Do: ui.Pop}}})
}
