package scenes

import (
	"slices"
	"time"

	"mufakat/internal/practice"
	"mufakat/internal/quiz"
	"mufakat/internal/store"
)

// practised is what is known of somebody's practice of one source.
type practised struct {
	profile store.ProfileID
	source  string
	bank    quiz.Bank
	broken  error // what of the bank could not be read, one sentence a line; may be nil
	reviews []practice.Review
	plan    practice.Plan
}

// readPractised reads it from the store and the library. Who never said how to practise gets the default plan.
func readPractised(app *App, profile store.ProfileID, source string) (p practised, err error) {
	p = practised{profile: profile, source: source}
	if p.reviews, err = app.Store.Reviews(profile, source); err != nil {
		return p, err
	}
	plan, said, err := app.Store.PracticePlan(profile, source)
	if err != nil {
		return p, err
	}
	if !said {
		plan.PerDay = practice.DefaultPerDay
	}
	plan.Seed = app.Seed()
	p.plan = plan
	p.bank, p.broken = app.Quizzes.Bank(source)
	return p, nil
}

func (p *practised) memory(now time.Time) *practice.Memory {
	return practice.New(p.bank.Questions, p.reviews, p.plan, now)
}

// dueCount is how many questions the current profile should answer again today, of those that are offered for practice and
// that it has ever practised or been asked in an exam; other banks are not read.
func dueCount(app *App) (due int, err error) {
	profile, err := app.Store.CurrentProfile()
	if err != nil {
		return 0, err
	}
	sources, err := app.Store.PractisedSources(profile.ID)
	if err != nil || len(sources) == 0 {
		return 0, err
	}
	banks, _ := app.Quizzes.Banks() // what cannot be listed is told where the banks are
	for _, bank := range banks {
		if !slices.Contains(sources, bank.Source) {
			continue
		}
		p, err := readPractised(app, profile.ID, bank.Source)
		if err != nil {
			return 0, err
		}
		now := app.Now()
		due += p.memory(now).Standing(now).Due
	}
	return due, nil
}
