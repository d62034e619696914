package main

import (
	"cmp"
	"slices"
	"time"

	"mufakat/internal/plain"
	"mufakat/internal/practice"
	"mufakat/internal/quiz"
	"mufakat/internal/store"
)

// plainQuizzes are the exams and the questions in the terms of package plain.
type plainQuizzes struct{ library }

func (q plainQuizzes) Exams() ([]plain.ExamInfo, error) {
	exams, err := q.library.Exams()
	infos := make([]plain.ExamInfo, len(exams))
	for i, e := range exams {
		infos[i] = plain.ExamInfo{Source: e.Source, Blueprint: e.Blueprint}
	}
	return infos, err
}

func (q plainQuizzes) Banks() ([]plain.BankInfo, error) {
	banks, err := q.library.Banks()
	infos := make([]plain.BankInfo, len(banks))
	for i, b := range banks {
		infos[i] = plain.BankInfo{Source: b.Source, Title: b.Title, Questions: b.Questions}
	}
	return infos, err
}

// plainTrainee is the profile that sits exams, in the terms of package plain.
type plainTrainee struct {
	store *store.Store
	store.Profile
}

func (t *plainTrainee) Identity() (name, nip string) { return t.OwnName(), t.NIP }

func (t *plainTrainee) Identify(name, nip string) error {
	err := t.store.UpdateProfile(t.ID, cmp.Or(name, t.Name), nip)
	if err != nil {
		return err
	}
	t.Profile, err = t.store.Profile(t.ID) // as it was stored
	return err
}

// plainAttempts are the stored attempts of a profile in the terms of package plain.
type plainAttempts struct {
	store   *store.Store
	profile store.ProfileID
}

func (a plainAttempts) All() ([]plain.SavedAttempt, error) {
	infos, err := a.store.Attempts(a.profile)
	var all []plain.SavedAttempt
	for _, info := range slices.Backward(infos) {
		result, handedIn := info.Result()
		all = append(all, plain.SavedAttempt{Record: storedAttempt{a.store, info.ID}, Source: info.Exam.Source, Blueprint: info.Blueprint, Started: info.Started,
			HandedIn: handedIn, Percent: result.Percent(), Pending: result.Pending, Passed: result.Passed})
	}
	return all, err
}

func (a plainAttempts) Begin(source string, paper *quiz.Paper, started time.Time) (plain.AttemptRecord, error) {
	id, err := a.store.BeginAttempt(a.profile, source, paper, started)
	return storedAttempt{a.store, id}, err
}

// storedAttempt is one attempt in the store.
type storedAttempt struct {
	store *store.Store
	id    store.AttemptID
}

func (a storedAttempt) Attempt() (*quiz.Attempt, error) {
	saved, err := a.store.Attempt(a.id)
	return saved.Attempt, err
}

func (a storedAttempt) Append(n int, e quiz.Event) error { return a.store.AppendEvent(a.id, n, e) }

// plainExercises keep what a profile practised, in the terms of package plain.
type plainExercises struct {
	store   *store.Store
	profile store.ProfileID
}

func (e plainExercises) Reviews(source string) ([]practice.Review, error) {
	return e.store.Reviews(e.profile, source)
}

func (e plainExercises) AddReview(source string, r practice.Review) error {
	return e.store.AddReview(e.profile, source, r)
}

func (e plainExercises) Plan(source string) (practice.Plan, bool, error) {
	return e.store.PracticePlan(e.profile, source)
}

func (e plainExercises) SetPlan(source string, plan practice.Plan) error {
	return e.store.SetPracticePlan(e.profile, source, plan)
}
