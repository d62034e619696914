// Package scenes holds the states of the program's state machine: one file a screen. Scenes get their services through
// [App], as small interfaces; whatever reads or writes runs in a command, never in Update or View.
package scenes

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"mufakat/internal/debrief"
	"mufakat/internal/pack"
	"mufakat/internal/quiz"
	"mufakat/internal/sim"
	"mufakat/internal/store"
)

// App is what every scene may use.
type App struct {
	Library  Library
	Quizzes  Quizzes
	Store    Store
	Analyst  Analyst
	Workshop Workshop // for instructors, as is the shelf
	Shelf    Shelf
	Settings *Settings // changed only by the settings scene, on the event loop
	Profile  store.Profile
	Now      func() time.Time
	After    func(time.Duration, tea.Msg) tea.Cmd // brings a message when so much time has passed
	Seed     func() uint64
	DataFile string // of the store; shown in the settings
	WorkDir  string // where the program was started: there the choosing of a file begins
	HomeDir  string // of the user; may be empty
}

// Library is what can be played and read.
type Library interface {
	// Cases lists the cases in the order in which they are offered. The error tells, one sentence a line, what could not
	// be listed; the other cases are there nevertheless.
	Cases() ([]pack.CaseInfo, error)
	// Case reads one case from a source (a pack's name, or a file's absolute name); the error names what is wrong with
	// its text.
	Case(source, id string) (*sim.Case, error)
	// Cards reads the concept cards, by code; the error is as that of Cases.
	Cards() ([]pack.Card, error)
	// Card reads one concept card.
	Card(code string) (pack.Card, error)
	// Uses tells for every concept, by its code, which cases and questions exercise it. It reads them all.
	Uses() map[string]*pack.Uses
	// Grades is the table of practice grades for the cases of a source, best first.
	Grades(source string) []sim.Grade
}

// Quizzes are the exams that can be sat and the questions that can be practised. A source is a pack's name, or the absolute
// name of a bank's file.
type Quizzes interface {
	// Exams lists the exams of all packs. The error tells, one sentence a line, what could not be listed; the others are
	// there nevertheless.
	Exams() ([]pack.ExamInfo, error)
	// Banks lists the packs that have questions, with an error as that of Exams.
	Banks() ([]pack.BankInfo, error)
	// Bank reads the questions of a source. The error tells, one sentence a line, what could not be read; the others are
	// there nevertheless.
	Bank(source string) (quiz.Bank, error)
}

// Analyst explains finished runs.
type Analyst interface {
	// Explain works out what every decision was worth. It stops early, with an error, when ctx is done.
	Explain(ctx context.Context, play *sim.Playthrough, grades []sim.Grade) (*debrief.Debrief, error)
}

// Store keeps what trainees do. Its errors are sentences for the trainee; see package store.
type Store interface {
	ProfileStore
	RunStore
	ExamStore
	PracticeStore
	SettingStore
}
