package scenes

import (
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"mufakat/internal/practice"
	"mufakat/internal/quiz"
	"mufakat/internal/review"
	"mufakat/internal/ui"
	"mufakat/internal/widget"
)

// PracticeSession asks one question after the other and tells at once what an answer is worth. An answer is in the store
// before anything is told of it, so that one may leave at any time.
type PracticeSession struct {
	app     *App
	known   practised
	title   string
	memory  *practice.Memory
	session *practice.Session
	cards   titlesByCode

	phase  practicePhase
	item   quiz.Item // that is asked
	pane   *answer
	asked  time.Time // when it was shown
	scorer *scorer   // of an essay

	given  quiz.Response
	review practice.Review // of the answer that was given
	told   review.Item     // what the answer was worth
	all    []practisedItem // in the order in which they were first answered

	scroll widget.Scroll
	text   widget.Memo
}

// practisedItem is a question that was answered in a session.
type practisedItem struct {
	key    string // see [quiz.Question.Key]
	told   review.Item
	missed bool // at least once
}

type practicePhase int

const (
	practiceAnswering practicePhase = iota
	practiceScoring                 // the trainee scores her own essay
	practiceKeeping                 // the answer is on its way to the store
	practiceTold
	practiceOver
)

var practiceKeys = struct{ Check, Sure, Unknown, Keep, Next, Card, Leave key.Binding }{
	Check:   ui.Bind("p", "periksa", "p"),
	Sure:    ui.Bind("y", "yakin, periksa", "y"),
	Unknown: ui.Bind("t", "belum tahu", "t"),
	Keep:    ui.Bind("enter", "simpan nilai", "enter"),
	Next:    ui.Bind("enter", "soal berikut", "enter"),
	Card:    ui.Bind("k", "baca kartu konsep", "k"),
	Leave:   ui.Describe(ui.Keys.Back, "esc", "berhenti"),
}

// newPracticeSession returns a session of the kind that begin makes.
func newPracticeSession(app *App, known practised, title string, begin func(*practice.Memory, time.Time) *practice.Session) *PracticeSession {
	now := app.Now()
	s := &PracticeSession{app: app, known: known, title: title, memory: known.memory(now)}
	s.session = begin(s.memory, now)
	s.next()
	return s
}

// Init looks up the titles of the concept cards.
func (s *PracticeSession) Init() tea.Cmd { return readTitles(s.app.Library, s) }

// next asks the next question, or ends the session.
func (s *PracticeSession) next() {
	s.scroll, s.scorer = widget.Scroll{}, nil
	s.text.Forget()
	q, more := s.session.Next()
	if !more {
		s.phase = practiceOver
		return
	}
	s.phase, s.item, s.asked = practiceAnswering, s.known.bank.Item(q, s.app.Seed()), s.app.Now()
	s.pane = newAnswer(s.item, quiz.Response{}, "lalu enter untuk memeriksa")
}

// Typing tells whether letters are text.
func (s *PracticeSession) Typing() bool { return s.phase == practiceAnswering && s.pane.Typing() }

type reviewKept struct {
	of  *PracticeSession
	err error
}

// Update takes an answer, has it kept, tells what it was worth, and goes on.
func (s *PracticeSession) Update(msg tea.Msg, f ui.Frame) (ui.Scene, tea.Cmd) {
	switch msg := msg.(type) {
	case cardTitles:
		if msg.of == s {
			s.cards = msg.titles
			s.text.Forget()
		}
		return s, nil
	case reviewKept:
		if msg.of == s {
			return s, s.kept(msg.err)
		}
		return s, nil
	}
	switch s.phase {
	case practiceAnswering:
		return s, s.answer(msg, f)
	case practiceScoring:
		return s, s.score(msg, f)
	case practiceTold, practiceOver:
		return s, s.read(msg, f)
	}
	return s, nil // while something is being kept, keys wait
}

// answer hands input to the pane, and what is none of its business to the session.
func (s *PracticeSession) answer(msg tea.Msg, f ui.Frame) tea.Cmd {
	typing := s.pane.Typing()
	changed, taken, cmd := s.pane.Update(msg, paneFrame(f))
	press, isKey := msg.(tea.KeyPressMsg)
	switch {
	case !isKey:
		return cmd
	case !typing && !taken && key.Matches(press, practiceKeys.Leave):
		return s.askToLeave()
	case !typing && !taken && key.Matches(press, practiceKeys.Unknown):
		if given := s.pane.Response(); !given.Blank() {
			return ui.Notify("Anda sudah menjawab. Tekan p untuk memeriksa, atau x untuk mengosongkan.")
		}
		return s.check(quiz.Response{}, false)
	case !typing && !taken && key.Matches(press, s.checkKeys()...):
		given := s.pane.Response()
		if given.Blank() {
			return ui.Notify("Belum ada jawaban. Jawab dulu, atau tekan t bila Anda belum tahu.")
		}
		return s.check(given, key.Matches(press, practiceKeys.Sure))
	case key.Matches(press, ui.Keys.Enter, ui.Keys.Digit) && taken && !changed && s.settled(typing):
		return s.check(s.pane.Response(), false)
	}
	return cmd
}

// checkKeys have the answer checked. Who scores an essay herself cannot be sure of it beforehand.
func (s *PracticeSession) checkKeys() []key.Binding {
	if s.item.Rubric != nil {
		return []key.Binding{practiceKeys.Check}
	}
	return []key.Binding{practiceKeys.Check, practiceKeys.Sure}
}

// settled tells whether Enter or a digit, which changed nothing, means that the answer is ready: it names the one option that
// is taken, or Enter has just ended a line that was typed.
func (s *PracticeSession) settled(typed bool) bool {
	given := s.pane.Response()
	switch q := s.item.Question; q.Kind {
	case quiz.MultipleChoice:
		return q.Single && !given.Blank()
	case quiz.TrueFalse:
		return !given.Blank()
	case quiz.ShortAnswer, quiz.Numerical:
		return typed && !s.pane.Typing() && !given.Blank()
	}
	return false
}

// check takes an answer as given. An essay is scored first, by the trainee herself.
func (s *PracticeSession) check(given quiz.Response, sure bool) tea.Cmd {
	now := s.app.Now()
	s.given = given
	s.review = practice.Review{ItemID: s.item.Question.Key(), At: now, Took: now.Sub(s.asked), Sure: sure}
	if s.item.Rubric == nil || given.Blank() {
		return s.keep(nil)
	}
	s.phase, s.scorer, s.scroll = practiceScoring, newScorer(s.item.Rubric), widget.Scroll{}
	s.explain(nil)
	return nil
}

// explain works out what the answer is worth, of an essay by the levels of its rubric; of one that is still to be scored there
// is no score to tell.
func (s *PracticeSession) explain(levels []int) quiz.ItemResult {
	own := s.item.Result(s.given, levels)
	s.told = review.Explain(len(s.all)+1, s.item, s.given, own,
		quiz.Reveal{Score: own.Verdict != quiz.NeedsGrading, Answers: true, Key: true, Feedback: true})
	s.text.Forget()
	return own
}

// score lets the trainee score her essay.
func (s *PracticeSession) score(msg tea.Msg, f ui.Frame) tea.Cmd {
	press, isKey := msg.(tea.KeyPressMsg)
	switch {
	case isKey && key.Matches(press, practiceKeys.Leave):
		return s.askToLeave()
	case isKey && key.Matches(press, practiceKeys.Keep):
		if !s.scorer.complete() {
			return ui.Notify("Masih ada aspek yang belum Anda nilai. Tekan angka tingkatnya.")
		}
		return s.keep(s.scorer.levels)
	case isKey && s.scorer.update(press):
		return nil
	}
	lines, panel := s.scoringLines(f)
	s.scroll.Update(msg, len(lines), f.Height-len(panel), false)
	return nil
}

// keep brings the answer to the store.
func (s *PracticeSession) keep(levels []int) tea.Cmd {
	s.review.Fraction = s.explain(levels).Fraction
	s.phase = practiceKeeping
	write := s.write()
	return func() tea.Msg { return reviewKept{s, write()} }
}

// write returns what stores the answer, and may be called beside the event loop.
func (s *PracticeSession) write() func() error {
	app, known, r := s.app, s.known, s.review
	return func() error { return app.Store.AddReview(known.profile, known.source, r) }
}

// Leave keeps an answer that is on its way to the store, as it may not arrive any more; kept twice, it counts once.
func (s *PracticeSession) Leave() tea.Cmd {
	if s.phase != practiceKeeping {
		return nil
	}
	write := s.write()
	return func() tea.Msg {
		if err := write(); err != nil {
			return ui.Fail("Jawaban belum tersimpan", err)()
		}
		return nil
	}
}

// kept tells what the answer was worth, now that it is in the store. Where it is not, it can be given once more.
func (s *PracticeSession) kept(err error) tea.Cmd {
	if err != nil {
		s.phase = practiceAnswering
		if s.scorer != nil {
			s.phase = practiceScoring
			s.explain(nil)
		}
		return ui.Fail("Jawaban belum tersimpan", err)
	}
	s.session.Record(s.review)
	s.phase, s.scroll = practiceTold, widget.Scroll{}
	s.note()
	s.text.Forget()
	return nil
}

// note adds the answer to those of the session.
func (s *PracticeSession) note() {
	id := s.review.ItemID
	for i := range s.all {
		if s.all[i].key == id {
			s.all[i].told, s.all[i].missed = s.told, s.all[i].missed || s.review.Wrong()
			return
		}
	}
	s.all = append(s.all, practisedItem{id, s.told, s.review.Wrong()})
}

// read goes on from what was told, or from the end.
func (s *PracticeSession) read(msg tea.Msg, f ui.Frame) tea.Cmd {
	if press, ok := msg.(tea.KeyPressMsg); ok {
		switch {
		case key.Matches(press, practiceKeys.Leave):
			return ui.Pop
		case key.Matches(press, ui.Keys.Enter):
			switch {
			case s.scroll.Advance(len(s.toldLines(f)), f.Height): // nothing is turned over unread
			case s.phase == practiceOver:
				return ui.Pop
			default:
				s.next()
			}
			return nil
		case key.Matches(press, practiceKeys.Card):
			if codes := s.codes(); len(codes) > 0 {
				return ui.Push(NewCardAside(s.app, codes...))
			}
			return nil
		}
	}
	s.scroll.Update(msg, len(s.toldLines(f)), f.Height, true)
	return nil
}

// askToLeave leaves; with an answer that was not checked yet, not without asking.
func (s *PracticeSession) askToLeave() tea.Cmd {
	if given := s.pane.Response(); given.Blank() {
		return ui.Pop
	}
	return ui.Ask(ui.Dialog{
		Title:   "Berhenti berlatih?",
		Text:    "Jawaban untuk soal ini belum diperiksa, jadi tidak ikut tersimpan. Jawaban sebelumnya sudah tersimpan semua.",
		Answers: []ui.Answer{{Label: "Tetap di sini"}, {Label: "Berhenti", Do: ui.Pop}},
	})
}
