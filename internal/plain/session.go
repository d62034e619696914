// Package plain plays the cases as numbered questions, line by line, over an io.Reader and an io.Writer, and so it holds exams
// and practice: for a screen reader, for a pipe, for a terminal that can do no more. What it writes has no colours, no control codes and no drawn
// boxes, and nothing that was written changes afterwards.
package plain

import (
	"bufio"
	"context"
	"errors"
	"io"
	"time"

	"mufakat/internal/debrief"
	"mufakat/internal/quiz"
	"mufakat/internal/report"
	"mufakat/internal/review"
	"mufakat/internal/sim"
)

// DefaultWidth is the width of a line that fits every terminal, in characters.
const DefaultWidth = 76

// Library is what can be played and read. Its errors are sentences for the trainee.
type Library interface {
	// Cases lists the cases in the order in which they are offered. The error tells what could not be listed; the other
	// cases are there nevertheless.
	Cases() ([]CaseInfo, error)
	// Case reads one case. source is a pack's name or whatever else [Session.Play] or [Saved] named.
	Case(source, id string) (*sim.Case, error)
	// Cards lists the concept cards, with an error as that of Cases.
	Cards() ([]Card, error)
	// FindCards lists those that a search for words finds, the best first, with an error as that of Cases.
	FindCards(words string) ([]Card, error)
	// Card reads one concept card.
	Card(code string) (Card, error)
	// Grades is the table of practice grades for the cases of a source, best first.
	Grades(source string) []sim.Grade
}

// CaseInfo is one line of the list of cases. Code, Role and Minutes may be empty.
type CaseInfo struct {
	Source, ID, Code, Title, Role string
	Minutes                       int
}

// Card is a concept card.
type Card struct{ Code, Title, Markdown string }

// Runs are the stored runs of the trainee who plays. Its errors are sentences for the trainee.
type Runs interface {
	// LastOpen is the unfinished run that was played last; false where there is none.
	LastOpen() (Saved, bool, error)
	// Open is the unfinished run of a case that was played last; false where there is none.
	Open(source, caseID string) (Saved, bool, error)
	// Finished lists the runs that have a debrief, the latest first.
	Finished() ([]Saved, error)
	// Begin stores a new run.
	Begin(source, title string, run sim.Run) (Record, error)
}

// Record is one stored run. Every method returns only when the change is durable, or an error that says in one sentence
// why it is not.
type Record interface {
	// Append records the decision that follows n others.
	Append(n int, d sim.Decision) error
	// Rewind takes back all but the first to of the run's n decisions.
	Rewind(n, to int) error
	// Finish records how the run ended. A run that is finished already stays as it is.
	Finish(*debrief.Debrief) error
	// Abandon closes an unfinished run, so that its case can be begun anew.
	Abandon() error
	// Notes are the texts written in the run's debrief, by the keys of package debrief.
	Notes() (map[string]string, error)
	// SaveNote keeps one such text.
	SaveNote(key, text string) error
}

// Saved is a stored run that can be gone on with.
type Saved struct {
	Record  Record
	Source  string // of its case
	Title   string // of its case, when it began
	Run     sim.Run
	Touched time.Time // when it was changed last

	Finished bool   // it has an ending, and a debrief
	Result   string // how it ended, as a sentence; empty where it did not
}

// Analyst explains finished runs.
type Analyst interface {
	// Explain works out what every decision was worth. It stops early, with ctx's error, when ctx is done.
	Explain(ctx context.Context, play *sim.Playthrough, grades []sim.Grade) (*debrief.Debrief, error)
}

// Exporter writes debriefs and results of exams to files.
type Exporter interface {
	// Export writes a new file and returns its full name. The name's ending decides the form, format where it has none.
	// It overwrites nothing.
	Export(name string, format report.Format, source string, d *debrief.Debrief, notes map[string]string) (string, error)
	// ExportAttempt does the same with an attempt at an exam from a source, as far as a review tells of it; as JSON it is the
	// whole attempt, for an instructor.
	ExportAttempt(name string, format report.Format, source string, a *quiz.Attempt, r *review.Review) (string, error)
	// AttemptName proposes a name for that file.
	AttemptName(format report.Format, source string, a *quiz.Attempt) string
}

// Way is a way to play a case.
type Way struct {
	Mode  sim.Mode
	Group bool
}

// Session is a conversation with one trainee. Its methods read In to their end and buffer it, so one of them is called,
// once. When the input ends, or nobody reads the output any more, they return nil: every decision and every answer is stored
// before anything comes of it. An error is a service's, or ctx's; ctx is looked at before every question, not while one waits.
type Session struct {
	In        io.Reader
	Out       io.Writer
	Width     int  // of a line, in characters; 0: lines are not wrapped
	Echo      bool // write answers after their questions, because they are not typed on the terminal that shows Out
	AskReason bool // ask "mengapa?" at every decision

	Library   Library
	Runs      Runs
	Analyst   Analyst
	Exporter  Exporter
	Quizzes   Quizzes
	Trainee   Trainee
	Attempts  Attempts
	Exercises Exercises
	Now       func() time.Time
	Seed      func() uint64 // of a new run, a new paper, and the order of what is shown in practice
}

// Run offers everything from a menu, until the trainee leaves it.
func (s *Session) Run(ctx context.Context) error {
	return s.converse(ctx, (*dialogue).menu)
}

// Play plays one case, from its briefing to its debrief; source tells where it comes from, as [Library.Case] knows it. The
// trainee is asked for the way to play unless way names one.
func (s *Session) Play(ctx context.Context, source string, c *sim.Case, way *Way) error {
	return s.converse(ctx, func(d *dialogue) error { return d.brief(source, c, way) })
}

// Continue goes on with a stored run: in its story, or where its debrief was left.
func (s *Session) Continue(ctx context.Context, saved Saved) error {
	return s.converse(ctx, func(d *dialogue) error { return d.resume(saved) })
}

// Quiz offers the exams and the questions to practise from a menu.
func (s *Session) Quiz(ctx context.Context) error {
	return s.converse(ctx, (*dialogue).quizMenu)
}

// Exam briefs, sits and reviews one exam; source and id are those of an [ExamInfo].
func (s *Session) Exam(ctx context.Context, source, id string) error {
	return s.converse(ctx, func(d *dialogue) error { return d.openExam(source, id) })
}

// Practice practises the questions of a source, as [Quizzes.Bank] knows it.
func (s *Session) Practice(ctx context.Context, source string) error {
	return s.converse(ctx, func(d *dialogue) error { return d.practise(source) })
}

// What ends a question other than an answer.
var (
	errEnd   = errors.New("masukan berakhir")      // there is no more input, or nobody reads the output
	errLeave = errors.New("berhenti dulu")         // the trainee leaves what is being played or read
	errBack  = errors.New("kembali ke sebelumnya") // the trainee goes back to what came before the question, or elsewhere

	errSilence = errors.New("belum ada jawaban") // nothing was typed for as long as one wanted to wait
)

// dialogue is a session under way.
type dialogue struct {
	*Session
	console
	ctx context.Context
}

func (s *Session) converse(ctx context.Context, talk func(*dialogue) error) error {
	d := &dialogue{Session: s, ctx: ctx, console: console{
		in: bufio.NewReader(s.In), out: bufio.NewWriter(s.Out), width: s.Width, echo: s.Echo,
	}}
	err := talk(d)
	switch {
	case errors.Is(err, errEnd):
		d.say("Masukan berakhir. Semua yang tercatat sudah tersimpan; jalankan mufakat lagi untuk melanjutkan.")
		err = nil
	case errors.Is(err, errLeave):
		err = nil
	}
	d.out.Flush() // who no longer reads needs no message
	return err
}
