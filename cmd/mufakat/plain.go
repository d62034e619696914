package main

import (
	"context"
	"fmt"
	"slices"
	"time"

	"mufakat/internal/analysis"
	"mufakat/internal/debrief"
	"mufakat/internal/gradebook"
	"mufakat/internal/pack"
	"mufakat/internal/plain"
	"mufakat/internal/quiz"
	"mufakat/internal/report"
	"mufakat/internal/review"
	"mufakat/internal/sim"
	"mufakat/internal/store"
	"mufakat/scenes"
)

// playPlain plays line by line.
func (p *program) playPlain(ctx context.Context, t table) error {
	s, err := p.plainSession(t.store, t.profile)
	if err != nil {
		return err
	}
	if t.c != nil {
		return s.Play(ctx, t.source, t.c, t.way)
	}
	return s.Run(ctx)
}

// plainSession is a session of the line mode over the program's input and output.
func (p *program) plainSession(st *store.Store, profile store.Profile) (*plain.Session, error) {
	stored, err := st.Settings()
	if err != nil {
		return nil, err
	}
	width := plain.DefaultWidth
	if columns := p.columns(); columns > 0 {
		width = min(width, columns)
	}
	who := &plainTrainee{st, profile}
	return &plain.Session{
		In: p.in, Out: p.out, Width: width, Echo: !isTerminal(p.in) || !isTerminal(p.out),
		AskReason: scenes.SettingsFrom(stored).AskReason,
		Library:   plainLibrary{p.library}, Runs: plainRuns{st, profile.ID}, Analyst: newAnalyst(), Exporter: exporter{who},
		Quizzes: plainQuizzes{p.library}, Trainee: who, Attempts: plainAttempts{st, profile.ID}, Exercises: plainExercises{st, profile.ID},
		Now: time.Now, Seed: seed,
	}, nil
}

// plainLibrary is the library in the terms of package plain.
type plainLibrary struct{ library }

func (l plainLibrary) Cases() ([]plain.CaseInfo, error) {
	cases, err := l.library.Cases()
	infos := make([]plain.CaseInfo, len(cases))
	for i, c := range cases {
		infos[i] = plain.CaseInfo{Source: c.Source, ID: c.ID, Code: c.Code, Title: c.Title, Role: c.Role, Minutes: c.Minutes}
	}
	return infos, err
}

func (l plainLibrary) Cards() ([]plain.Card, error) {
	cards, err := l.library.Cards()
	list := make([]plain.Card, len(cards))
	for i, c := range cards {
		list[i] = plainCard(c)
	}
	return list, err
}

func (l plainLibrary) FindCards(words string) ([]plain.Card, error) {
	cards, err := l.library.Cards()
	var found []plain.Card
	for _, hit := range pack.NewCardSearch(cards).Find(words) {
		found = append(found, plainCard(hit.Card))
	}
	return found, err
}

func (l plainLibrary) Card(code string) (plain.Card, error) {
	card, err := l.library.Card(code)
	return plainCard(card), err
}

func plainCard(c pack.Card) plain.Card {
	return plain.Card{Code: c.Code, Title: c.Title, Markdown: c.Markdown}
}

// plainRuns are the stored runs of a profile in the terms of package plain.
type plainRuns struct {
	store   *store.Store
	profile store.ProfileID
}

func (r plainRuns) LastOpen() (plain.Saved, bool, error) {
	saved, found, err := r.store.LastOpenRun(r.profile)
	return r.saved(saved), found, err
}

func (r plainRuns) Open(source, id string) (plain.Saved, bool, error) {
	saved, found, err := r.store.OpenRun(r.profile, store.CaseKey{Source: source, ID: id})
	return r.saved(saved), found, err
}

func (r plainRuns) Finished() ([]plain.Saved, error) {
	history, err := r.store.History(r.profile)
	if err != nil {
		return nil, err
	}
	var finished []plain.Saved
	for _, info := range slices.Backward(history) {
		if info.State != store.StateFinished {
			continue
		}
		saved, err := r.store.Run(info.ID)
		if err != nil {
			return nil, err
		}
		finished = append(finished, r.saved(saved))
	}
	return finished, nil
}

func (r plainRuns) Begin(source, title string, run sim.Run) (plain.Record, error) {
	id, err := r.store.Begin(r.profile, source, title, run)
	return scenes.StoredRun{Store: r.store, ID: id}, err
}

func (r plainRuns) saved(s store.Saved) plain.Saved {
	saved := plain.Saved{Record: scenes.StoredRun{Store: r.store, ID: s.ID}, Source: s.Case.Source, Title: s.Title, Run: s.Run, Touched: s.Touched,
		Finished: s.State == store.StateFinished}
	if n := len(s.Results); n > 0 {
		last := s.Results[n-1]
		saved.Result = fmt.Sprintf("%s, nilai %s.", last.EndingTitle, analysis.Range{Lo: last.ScoreLow, Hi: last.ScoreHigh}.Text(0))
	}
	return saved
}

// exporter writes the debriefs of a trainee, and what she earned in exams, to files.
type exporter struct{ who *plainTrainee }

// Export writes a new file and returns its absolute name.
func (e exporter) Export(path string, format report.Format, source string, d *debrief.Debrief, notes map[string]string) (string, error) {
	return report.DebriefFile(path, format, d, report.Origin{Name: e.who.Name, NIP: e.who.NIP, Source: source}, notes)
}

// ExportAttempt writes a new file and returns its absolute name.
func (e exporter) ExportAttempt(path string, format report.Format, source string, a *quiz.Attempt, r *review.Review) (string, error) {
	return report.AttemptFile(path, format, e.sheet(source, a), r)
}

// AttemptName proposes a name for that file.
func (e exporter) AttemptName(format report.Format, source string, a *quiz.Attempt) string {
	return report.AttemptName(format, e.sheet(source, a))
}

func (e exporter) sheet(source string, a *quiz.Attempt) *gradebook.Sheet {
	b := a.Paper.Blueprint
	return &gradebook.Sheet{Name: e.who.Name, NIP: e.who.NIP, Exam: gradebook.Exam{Source: source, ID: b.ID, Title: b.Title}, Attempt: a}
}
