package practice_test

import (
	"cmp"
	"fmt"
	"math"
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/open-spaced-repetition/go-fsrs/v4"

	"mufakat/internal/practice"
	"mufakat/internal/quiz"
)

// One right answer is remembered for 2.3065 days with a chance of 0.9, and forgotten along a power of −0.1542.
func TestRecall(t *testing.T) {
	m := fresh(2, review("s0", noon, 1))
	factor := math.Pow(0.9, -1/0.1542) - 1
	for _, days := range []float64{0, 0.5, 1, 2.3065, 14, 365, 40000} {
		want := math.Pow(1+factor*days/2.3065, -0.1542)
		if got := m.Recall("s0", noon.Add(time.Duration(days*float64(day)))); math.Abs(got-want) > 1e-6 {
			t.Errorf("after %v days %v, want %v", days, got, want)
		}
	}
	if got := m.Recall("s0", noon.Add(-day)); got != 1 {
		t.Errorf("before the review: %v", got)
	}
	if m.Recall("s1", noon) != 0 || m.Recall("lain", noon) != 0 {
		t.Error("an item that was never asked is remembered")
	}
}

// What one answer is worth: the days until the item is due again.
func TestRatings(t *testing.T) {
	sure := func(fraction float64, took time.Duration) practice.Review {
		return practice.Review{ItemID: "s0", At: noon, Fraction: fraction, Took: took, Sure: true}
	}
	for _, test := range []struct {
		name   string
		review practice.Review
		days   int
	}{
		{"wrong", review("s0", noon, 0), 0},
		{"less than half", review("s0", noon, 0.49), 0},
		{"no number", review("s0", noon, math.NaN()), 0},
		{"negative", review("s0", noon, -1), 0},
		{"half", review("s0", noon, 0.5), 1},
		{"nearly", review("s0", noon, 0.99), 1},
		{"right", review("s0", noon, 1), 2},
		{"right in three thirds", review("s0", noon, 3*0.3333333), 2},
		{"fast and sure", sure(1, 15*time.Second), 8},
		{"sure", sure(1, 16*time.Second), 2},
		{"sure, and nobody knows how fast", sure(1, 0), 2},
		{"fast", practice.Review{ItemID: "s0", At: noon, Fraction: 1, Took: time.Second}, 2},
		{"fast and sure, and half", sure(0.5, time.Second), 1},
		{"fast, sure and wrong", sure(0, time.Second), 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			m := fresh(1, test.review)
			dueOn(t, m, "s0", noon, test.days)
			if due := len(m.Due(noon)) > 0; due != (test.days == 0) {
				t.Errorf("due at once: %t", due)
			}
		})
	}
}

// The memory is the one that the library's own scheduler comes to, review by review (it counts days in UTC).
func TestAgreesWithTheScheduler(t *testing.T) {
	for seed := range uint64(200) {
		rng, scheduler := seeded(seed), fsrs.NewFSRS(fsrs.DefaultParam())
		card, at := fsrs.NewCard(noon), noon.UTC()
		m := practice.New(bank(1), nil, practice.Plan{}, at)
		for range 30 {
			at = at.Add(time.Duration(rng.Int64N(int64(10 * day))))
			rating := fsrs.Rating(1 + rng.IntN(4))
			r := review("s0", at, []float64{0, 0.5, 1, 1}[rating-1])
			r.Sure, r.Took = rating == fsrs.Easy, time.Second
			info, err := scheduler.Next(card, at, rating)
			if err != nil {
				t.Fatal(err)
			}
			card = info.Card
			m.Add(r)
			for _, days := range []int{0, 1, 7, 90} {
				later := at.Add(time.Duration(days) * day)
				want, err := scheduler.Retrievability(card, later)
				if got := m.Recall("s0", later); err != nil || math.Abs(got-want) > 1e-12 {
					t.Fatalf("seed %d, %d days later: recall %v, want %v (%v)", seed, days, got, want, err)
				}
			}
		}
	}
}

// Whatever came before, a better answer never leads to a lower recall later on, nor to an earlier return.
func TestBetterAnswersAreRememberedLonger(t *testing.T) {
	for seed := range uint64(300) {
		rng := seeded(seed)
		before := history(rng, 1, rng.IntN(30))
		at := noon.Add(time.Duration(rng.Int64N(int64(100 * day))))
		answers := []practice.Review{review("s0", at, 0), review("s0", at, 0.7), review("s0", at, 1), review("s0", at, 1)}
		answers[3].Sure, answers[3].Took = true, time.Second
		var worse *practice.Memory
		for i, r := range answers {
			better := fresh(1, before...)
			better.Add(r)
			for _, after := range []time.Duration{time.Minute, day, 30 * day, 3000 * day} {
				if worse != nil && better.Recall("s0", at.Add(after)) < worse.Recall("s0", at.Add(after)) {
					t.Fatalf("seed %d: answer %d is forgotten sooner than the worse one", seed, i)
				}
			}
			if worse != nil {
				early, _ := worse.DueOn("s0", at)
				if late, _ := better.DueOn("s0", at); late.Before(early) {
					t.Fatalf("seed %d: answer %d comes back sooner than the worse one", seed, i)
				}
			}
			worse = better
		}
	}
}

// A memory rebuilt from all reviews is the one that took them one by one, and the one that got some of them twice.
func TestReplay(t *testing.T) {
	rng := seeded(1)
	reviews := history(rng, 40, 3000)
	plan := practice.Plan{PerDay: 5, Seed: 7, Exam: noon.Add(9 * day)}
	whole, stepwise := practice.New(bank(40), reviews, plan, noon), practice.New(bank(40), nil, plan, noon)
	var twice []practice.Review
	for i, r := range reviews {
		stepwise.Add(r)
		twice = append(twice, r)
		if rng.IntN(3) == 0 {
			twice = append(twice, reviews[rng.IntN(i+1)])
		}
	}
	if !reflect.DeepEqual(whole, stepwise) {
		t.Error("replayed as a whole and step by step it is not the same")
	}
	if !reflect.DeepEqual(whole, practice.New(bank(40), append(twice, reviews...), plan, noon)) {
		t.Error("a review that comes twice counts twice")
	}
}

// Due is what DueOn says, item by item, the least remembered first; before an exam, at the exam.
func TestDue(t *testing.T) {
	reordered := 0
	for seed := range uint64(100) {
		rng := seeded(seed)
		reviews := history(rng, 60, 200)
		plan := practice.Plan{Seed: seed}
		m := practice.New(bank(60), reviews, plan, noon)
		plan.Exam = noon.Add(time.Duration(rng.IntN(20)) * day / 2) // at noon or at midnight
		before := practice.New(bank(60), reviews, plan, noon)
		for _, now := range []time.Time{noon.Add(-5 * day), noon, noon.Add(3 * day), noon.Add(400 * day)} {
			due := checkDue(t, m, now, now)
			at := plan.Exam
			if at.Before(now) {
				at = now
			}
			if exam := checkDue(t, before, now, at); len(due) == len(exam) && !slices.Equal(due, exam) {
				reordered++
			}
		}
	}
	if reordered == 0 {
		t.Error("no exam ever changed the order: the test shows nothing")
	}
}

// checkDue holds Due against DueOn and Recall, and returns it.
func checkDue(t *testing.T, m *practice.Memory, now, at time.Time) []string {
	t.Helper()
	due := ids(m.Due(now))
	for i := range 60 {
		id := fmt.Sprint("s", i)
		on, asked := m.DueOn(id, now)
		if want := asked && !on.After(now); want != slices.Contains(due, id) {
			// An item answered wrongly by a clock that stands in now's future is due all the same.
			if !slices.Contains(due, id) || m.Recall(id, now) < 1 {
				t.Fatalf("%s, due on %v: among those due at %v: %t", id, on, now, !want)
			}
		}
	}
	if !slices.IsSortedFunc(due, func(x, y string) int { return cmp.Compare(m.Recall(x, at), m.Recall(y, at)) }) {
		t.Fatalf("not by recall: %v", due)
	}
	return due
}

// Days begin at midnight where the trainee is: two answers on both sides of it are a day apart, not those around 7:00, where
// UTC has its midnight.
func TestDaysAreLocal(t *testing.T) {
	late, early := time.Date(2026, 11, 20, 23, 50, 0, 0, wib), time.Date(2026, 11, 21, 0, 10, 0, 0, wib)
	across := fresh(1, review("s0", late, 1), review("s0", early, 1))
	six, eight := time.Date(2026, 11, 21, 6, 50, 0, 0, wib), time.Date(2026, 11, 21, 7, 10, 0, 0, wib)
	within := fresh(1, review("s0", six, 1), review("s0", eight, 1))
	if a, w := across.Recall("s0", early.Add(30*day)), within.Recall("s0", eight.Add(30*day)); a <= w {
		t.Errorf("repeated on the next day %v, on the same day %v", a, w)
	}
	m := fresh(1, review("s0", late, 0.5)) // tomorrow
	if len(m.Due(late)) != 0 || len(m.Due(early)) != 1 {
		t.Error("what is due tomorrow is not due from midnight on")
	}
}

func TestExamDate(t *testing.T) {
	easy := review("s0", noon, 1)
	easy.Sure, easy.Took = true, time.Second
	for _, test := range []struct{ exam, answered, now, due int }{
		{exam: 30, due: 8}, // far away, it changes nothing
		{exam: 9, due: 8},  // the eve
		{exam: 6, due: 5},  // the eve comes first
		{exam: 2, due: 1},
		{exam: 1, due: 1},         // answered on the eve: on the day itself
		{exam: 0, due: 8},         // answered on the day: what for?
		{exam: -1, due: 8},        // over
		{exam: 3, now: 3, due: 2}, // on the day, it still holds
		{exam: 3, now: 4, due: 8}, // and afterwards no longer
		{exam: 5, answered: 4, now: 4, due: 5},
		{exam: 5, answered: 5, now: 5, due: 5 + 8},
	} {
		r := easy
		r.At = noon.Add(time.Duration(test.answered) * day)
		now := noon.Add(time.Duration(test.now) * day)
		m := practice.New(bank(1), []practice.Review{r}, practice.Plan{Exam: noon.Add(time.Duration(test.exam) * day)}, now)
		dueOn(t, m, "s0", now, test.due)
	}
}

// A clock that stood wrong costs no more than a day.
func TestClocks(t *testing.T) {
	future := review("s0", noon.Add(1500*day), 1)
	m := fresh(1, future)
	if _, asked := m.DueOn("s0", noon); asked {
		t.Error("a review from the far future counts")
	}
	m = practice.New(bank(1), []practice.Review{future, review("s0", noon, 0.5)}, practice.Plan{}, noon.Add(1500*day))
	dueOn(t, m, "s0", noon, 2) // when that day has come, the order of the list counts: known for 2 days, half right, on one day
	if got := m.Recall("s0", noon); got != 1 {
		t.Errorf("recall %v", got)
	}

	hours := fresh(1, review("s0", noon.Add(7*time.Hour), 0.5))
	dueOn(t, hours, "s0", noon, 1)
	if got := hours.Recall("s0", noon); got != 1 {
		t.Errorf("recall %v before the review", got)
	}
	wrong := fresh(1, review("s0", noon.Add(20*time.Hour), 0))
	if len(wrong.Due(noon)) != 1 {
		t.Error("a wrong answer of tomorrow is not due at once")
	}

	back := fresh(1, review("s0", noon, 1), review("s0", noon.Add(-100*day), 0))
	if len(back.Due(noon)) != 1 {
		t.Error("the clock is believed rather than the order")
	}
	back.Add(review("s0", noon.Add(-99*day), 1))
	if got := back.Recall("s0", noon.Add(-99*day)); got != 1 {
		t.Errorf("recall %v right after an answer", got)
	}
	ancient := fresh(1, review("s0", time.Time{}, 1), review("s0", noon, 1))
	if got := ancient.Recall("s0", noon.Add(day)); !(got > 0 && got < 1) {
		t.Errorf("recall %v", got)
	}
}

func TestOddBanks(t *testing.T) {
	plan := practice.Plan{PerDay: 10}
	for name, questions := range map[string][]*quiz.Question{
		"nil": nil, "empty": {}, "descriptions": {{Kind: quiz.Description, ID: "s0"}},
	} {
		m := practice.New(questions, []practice.Review{review("s0", noon, 0)}, plan, noon)
		if len(m.Due(noon)) != 0 || len(m.Fresh(noon)) != 0 || m.Recall("s0", noon) != 0 {
			t.Errorf("%s: something is asked", name)
		}
		if _, ok := practice.NewSession(m, noon).Next(); ok {
			t.Errorf("%s: a session asks something", name)
		}
	}
	double := append(bank(2), bank(2)...)
	m := practice.New(double, []practice.Review{review("hilang", noon, 0), review("s0", noon, 0)}, plan, noon)
	if due, left := ids(m.Due(noon)), ids(m.Fresh(noon)); !slices.Equal(due, []string{"s0"}) || !slices.Equal(left, []string{"s1"}) {
		t.Errorf("due %v, fresh %v", due, left)
	}
	if m.Add(review("hilang", noon, 1)) || m.Add(review("s0", noon, 0)) || !m.Add(review("s0", noon, 1)) {
		t.Error("an unknown item or a second copy counts, or a new answer does not")
	}
}

// Fresh items come in an order of the seed's, so many a day; what an exam or an earlier day began takes no place.
func TestFresh(t *testing.T) {
	plan := practice.Plan{PerDay: 3, Seed: 4}
	m := practice.New(bank(50), nil, plan, noon)
	first := ids(m.Fresh(noon))
	if len(first) != 3 || !slices.Equal(first, ids(practice.New(bank(50), nil, plan, noon).Fresh(noon))) {
		t.Fatalf("%v", first)
	}
	m.Add(review(first[0], noon, 1))
	m.Add(practice.Review{ItemID: first[2], At: noon, Exam: true})
	m.Add(review(first[2], noon, 1))
	if again := ids(m.Fresh(noon)); len(again) != 2 || again[0] != first[1] {
		t.Errorf("%v, then %v", first, again)
	}
	if tomorrow := ids(m.Fresh(noon.Add(12 * time.Hour))); len(tomorrow) != 3 || tomorrow[0] != first[1] {
		t.Errorf("%v, then tomorrow %v", first, tomorrow)
	}
	plan.Seed = 5
	if other := ids(practice.New(bank(50), nil, plan, noon).Fresh(noon)); slices.Equal(other, first) {
		t.Error("another seed changes nothing")
	}
	if none := practice.New(bank(50), nil, practice.Plan{PerDay: -1}, noon).Fresh(noon); len(none) != 0 {
		t.Errorf("%d items of -1", len(none))
	}
}
