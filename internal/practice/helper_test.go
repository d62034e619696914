package practice_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"mufakat/internal/practice"
	"mufakat/internal/quiz"
)

const day = 24 * time.Hour

// wib is the western Indonesian time: a day begins there at 17:00 UTC.
var (
	wib  = time.FixedZone("WIB", 7*60*60)
	noon = time.Date(2026, 11, 21, 12, 0, 0, 0, wib)
)

// bank has n items, "s0" and so on.
func bank(n int) []*quiz.Question {
	all := make([]*quiz.Question, n)
	for i := range all {
		all[i] = &quiz.Question{Kind: quiz.TrueFalse, ID: fmt.Sprint("s", i)}
	}
	return all
}

func review(id string, at time.Time, fraction float64) practice.Review {
	return practice.Review{ItemID: id, At: at.UTC(), Fraction: fraction}
}

// history is what somebody answered over some weeks up to noon, in the order of time, to the items of bank(items).
func history(rng *rand.Rand, items, reviews int) []practice.Review {
	all := make([]practice.Review, reviews)
	at := noon.Add(-60 * day)
	for i := range all {
		at = at.Add(time.Duration(1 + rng.Int64N(int64(119*day)/int64(reviews))))
		all[i] = anyReview(rng, fmt.Sprint("s", rng.IntN(items)), at)
	}
	return all
}

// anyReview is a review of any rating.
func anyReview(rng *rand.Rand, id string, at time.Time) practice.Review {
	r := review(id, at, []float64{0, 0.3, 0.5, 0.8, 1, 1, 1}[rng.IntN(7)])
	r.Sure, r.Took = rng.IntN(2) == 0, time.Duration(rng.IntN(30))*time.Second
	r.Exam = rng.IntN(20) == 0
	return r
}

// ids are the items' own, in their order.
func ids(questions []*quiz.Question) []string {
	all := make([]string, len(questions))
	for i, q := range questions {
		all[i] = q.ID
	}
	return all
}

func seeded(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 11)) }

// fresh is a memory of bank(items) without plan.
func fresh(items int, reviews ...practice.Review) *practice.Memory {
	return practice.New(bank(items), reviews, practice.Plan{}, noon)
}

// dueOn fails unless an item is due at the beginning of a day, so many days from noon's.
func dueOn(t *testing.T, m *practice.Memory, id string, now time.Time, days int) {
	t.Helper()
	want := time.Date(noon.Year(), noon.Month(), noon.Day()+days, 0, 0, 0, 0, wib)
	if got, asked := m.DueOn(id, now); !asked || !got.Equal(want) {
		t.Errorf("%s is due on %v (%t), want %v", id, got, asked, want)
	}
}
