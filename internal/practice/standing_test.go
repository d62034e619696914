package practice_test

import (
	"testing"
	"time"

	"mufakat/internal/practice"
)

func TestStanding(t *testing.T) {
	today := time.Date(noon.Year(), noon.Month(), noon.Day(), 0, 0, 0, 0, noon.Location())
	right := review("s0", noon.Add(-time.Hour), 1)
	known := practice.New(bank(4), []practice.Review{right}, practice.Plan{}, noon)
	due, _ := known.DueOn("s0", noon)
	for _, c := range []struct {
		name    string
		reviews []practice.Review
		plan    practice.Plan
		want    practice.Standing
	}{
		{"nothing asked, nothing wanted", nil, practice.Plan{}, practice.Standing{Items: 4}},
		{"a few a day", nil, practice.Plan{PerDay: 3}, practice.Standing{Items: 4, Fresh: 3, Next: today.Add(day)}},
		{"all at once", nil, practice.Plan{PerDay: 9}, practice.Standing{Items: 4, Fresh: 4}},
		{"one is known", []practice.Review{right}, practice.Plan{}, practice.Standing{Items: 4, Known: 1, Next: due}},
		{"one is wrong, one overdue", []practice.Review{review("s1", noon, 0), review("s2", noon.Add(-90*day), 1)}, practice.Plan{}, practice.Standing{Items: 4, Due: 2}},
		{"known, and a new one tomorrow", []practice.Review{right}, practice.Plan{PerDay: 1}, practice.Standing{Items: 4, Known: 1, Next: today.Add(day)}},
	} {
		if got := practice.New(bank(4), c.reviews, c.plan, noon).Standing(noon); got != c.want {
			t.Errorf("%s: %+v, want %+v", c.name, got, c.want)
		}
	}
}

// The counts are those of what is asked; when all that is answered, the next day is the first one with something to ask.
func TestStandingCounts(t *testing.T) {
	for seed := range uint64(100) {
		rng := seeded(seed)
		plan := practice.Plan{PerDay: rng.IntN(20), Seed: seed}
		if seed%2 == 0 {
			plan.Exam = noon.Add(time.Duration(rng.IntN(8)) * day)
		}
		m := practice.New(bank(60), history(rng, 60, 150), plan, noon)
		s := m.Standing(noon)
		if asked := len(m.Due(noon)) + len(m.Fresh(noon)); s.Items != 60 || s.Due+s.Fresh != asked || s.Known > 60-asked {
			t.Errorf("seed %d: %+v, of %d that are asked", seed, s, asked)
		}
		for _, q := range append(m.Due(noon), m.Fresh(noon)...) {
			m.Add(review(q.ID, noon, 1))
		}
		done := m.Standing(noon)
		if done.Due+done.Fresh > 0 || done.Next.IsZero() {
			t.Fatalf("seed %d: everything was answered, but %+v", seed, done)
		}
		eve, next := m.Standing(done.Next.Add(-time.Second)), m.Standing(done.Next)
		if eve.Due+eve.Fresh > 0 || next.Due+next.Fresh == 0 {
			t.Errorf("seed %d: next on %v, but %+v, then %+v", seed, done.Next, eve, next)
		}
	}
}
