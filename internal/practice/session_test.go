package practice_test

import (
	"slices"
	"testing"
	"time"

	"mufakat/internal/practice"
	"mufakat/internal/quiz"
)

// sit answers everything that a session asks, a minute each, and returns the reviews in their order. answer gives the
// fraction of the n-th one.
func sit(t *testing.T, s *practice.Session, limit int, answer func(n int, id string) float64) (given []practice.Review) {
	t.Helper()
	for n := 0; ; n++ {
		q, ok := s.Next()
		if left, _ := s.Left(); ok != (left > 0) {
			t.Fatalf("after %d answers Next says %t with %d left", n, ok, left)
		}
		if !ok {
			return given
		}
		if n == limit {
			t.Fatalf("no end after %d answers", n)
		}
		if same, _ := s.Next(); same != q {
			t.Fatal("the item changes before it is answered")
		}
		r := review(q.ID, noon.Add(time.Duration(n)*time.Minute), answer(n, q.ID))
		s.Record(r)
		given = append(given, r)
	}
}

// A session asks first what is due, then what is new; a wrong item again after four others, as long as there are any.
func TestOrder(t *testing.T) {
	reviews := []practice.Review{
		review("s0", noon.Add(-9*day), 1), review("s1", noon.Add(-30*day), 1), review("s2", noon.Add(-2*time.Hour), 1),
	}
	plan := practice.Plan{PerDay: 6, Seed: 2}
	m := practice.New(bank(10), reviews, plan, noon)
	news := ids(m.Fresh(noon))
	if len(news) != 5 || slices.Contains(news, "s2") {
		t.Fatalf("one of six was begun today: %v", news)
	}
	want := []string{"s1", "s0", news[0], news[1], news[2], "s1", news[3], news[4], news[3], news[4], news[3]}
	wrong := []int{0, 6, 7, 8}
	var asked []string
	for _, r := range sit(t, practice.NewSession(m, noon), 20, func(n int, _ string) float64 {
		if slices.Contains(wrong, n) {
			return 0
		}
		return 1
	}) {
		asked = append(asked, r.ItemID)
	}
	if !slices.Equal(asked, want) {
		t.Errorf("asked %v, want %v", asked, want)
	}
}

// A session asks every item of today, and once more for every wrong answer; none is left before it was known.
func TestSessionEnds(t *testing.T) {
	for seed := range uint64(200) {
		rng := seeded(seed)
		plan := practice.Plan{PerDay: rng.IntN(20), Seed: seed}
		if seed%2 == 0 {
			plan.Exam = noon.Add(time.Duration(rng.IntN(8)) * day)
		}
		reviews := history(rng, 60, 150)
		m := practice.New(bank(60), reviews, plan, noon)
		today := append(ids(m.Due(noon)), ids(m.Fresh(noon))...)
		s := practice.NewSession(m, noon)
		if left, again := s.Left(); left != len(today) || again != 0 {
			t.Fatalf("seed %d: %d left, %d again, of %d", seed, left, again, len(today))
		}
		wrong := 0
		given := sit(t, s, 2000, func(int, string) float64 {
			if rng.IntN(3) == 0 {
				wrong++
				return 0.2
			}
			return []float64{0.5, 1}[rng.IntN(2)]
		})
		if len(given) != len(today)+wrong {
			t.Fatalf("seed %d: %d answers to %d items with %d mistakes", seed, len(given), len(today), wrong)
		}
		last := map[string]int{}
		for n, r := range given {
			before, seen := last[r.ItemID]
			if seen && !given[before].Wrong() {
				t.Fatalf("seed %d: %s is asked again after it was known", seed, r.ItemID)
			}
			if seen && n-before < 5 && n < len(today) {
				t.Fatalf("seed %d: %s is back after %d answers, while others wait", seed, r.ItemID, n-before)
			}
			last[r.ItemID] = n
		}
		for id, n := range last {
			if given[n].Wrong() || !slices.Contains(today, id) {
				t.Fatalf("seed %d: %s was left unknown, or is not of today", seed, id)
			}
		}
		// Nothing is left for a second session of the same day.
		if after := practice.New(bank(60), append(reviews, given...), plan, noon); len(after.Due(noon))+len(after.Fresh(noon)) > 0 {
			t.Fatalf("seed %d: due again %v, fresh again %v", seed, ids(after.Due(noon)), ids(after.Fresh(noon)))
		}
	}
}

// A bank of thousands of items is no other matter.
func TestLargeBank(t *testing.T) {
	items, reviews := years()
	m := practice.New(append(items, &quiz.Question{ID: "baru"}), reviews, toExam, noon)
	due := ids(m.Due(noon))
	given := sit(t, practice.NewSession(m, noon), 6000, func(int, string) float64 { return 1 })
	if len(due) < 1000 || len(given) != len(due)+1 || given[len(due)].ItemID != "baru" {
		t.Fatalf("%d answers to %d due items and a new one", len(given), len(due))
	}
	for i, id := range due {
		if given[i].ItemID != id {
			t.Fatalf("item %d of the session is %s, of those due %s", i, given[i].ItemID, id)
		}
	}
}

// Whoever leaves a session and comes back the same day finds what was left of it, the wrong items included.
func TestInterrupted(t *testing.T) {
	for seed := range uint64(100) {
		rng := seeded(seed)
		plan := practice.Plan{PerDay: 10, Seed: seed}
		reviews := history(rng, 60, 150)
		s := practice.NewSession(practice.New(bank(60), reviews, plan, noon), noon)
		left := map[string]bool{}
		for n := range rng.IntN(15) {
			q, ok := s.Next()
			if !ok {
				break
			}
			r := review(q.ID, noon.Add(time.Duration(n)*time.Second), float64(rng.IntN(2)))
			s.Record(r)
			reviews = append(reviews, r)
		}
		resumed := practice.NewSession(practice.New(bank(60), reviews, plan, noon), noon)
		for _, session := range []*practice.Session{s, resumed} {
			for _, r := range sit(t, session, 100, func(int, string) float64 { return 1 }) {
				left[r.ItemID] = !left[r.ItemID]
			}
		}
		for id, once := range left {
			if once {
				t.Fatalf("seed %d: %s is asked by one of the two only", seed, id)
			}
		}
	}
}

// An answer that does not count changes nothing, one to an item that waits its turn or was not to be asked does.
func TestRecord(t *testing.T) {
	m := practice.New(bank(3), []practice.Review{review("s0", noon.Add(-9*day), 1), review("s1", noon.Add(-8*day), 1)}, practice.Plan{}, noon)
	s := practice.NewSession(m, noon)
	expect := func(step, next string, items, again int) {
		t.Helper()
		q, ok := s.Next()
		if l, a := s.Left(); l != items || a != again || ok != (next != "") || ok && q.ID != next {
			t.Errorf("%s: next %v, left %d, again %d; want %q, %d, %d", step, q, l, a, next, items, again)
		}
	}
	expect("begin", "s0", 2, 0)
	s.Record(review("hilang", noon, 0))
	expect("unknown", "s0", 2, 0)
	s.Record(review("s0", noon, 0))
	expect("wrong", "s1", 2, 1)
	s.Record(review("s0", noon, 0))
	expect("the same once more", "s1", 2, 1)
	s.Record(review("s0", noon, 1))
	expect("answered before its turn", "s1", 1, 0)
	s.Record(review("s0", noon, 0))
	expect("its first answer again", "s1", 1, 0)
	s.Record(review("s2", noon, 0))
	expect("one that was not asked", "s1", 2, 1)
	s.Record(review("s1", noon, 1))
	expect("nothing else waits", "s2", 1, 1)
	s.Record(review("s2", noon, 0.5))
	expect("end", "", 0, 0)
}

// A whole session asks everything, whatever the plan allows today: what is due, what was never asked, and then what is still
// remembered, the least first. Wrong answers come back as ever.
func TestWholeSession(t *testing.T) {
	reviews := []practice.Review{
		review("s0", noon.Add(-26*time.Hour), 1), review("s1", noon.Add(-30*day), 1), review("s2", noon.Add(-time.Hour), 1), review("s3", noon.Add(-day), 1),
	}
	m := practice.New(bank(6), reviews, practice.Plan{PerDay: 0, Seed: 2}, noon)
	if due, fresh := ids(m.Due(noon)), m.Fresh(noon); !slices.Equal(due, []string{"s1"}) || len(fresh) > 0 {
		t.Fatalf("due are %v, new are %d", due, len(fresh))
	}
	var asked []string
	for _, r := range sit(t, practice.NewWholeSession(m, noon), 20, func(n int, _ string) float64 {
		if n == 5 {
			return 0
		}
		return 1
	}) {
		asked = append(asked, r.ItemID)
	}
	if len(asked) != 7 || asked[0] != "s1" || asked[5] != "s2" || asked[6] != "s2" {
		t.Errorf("asked %v", asked)
	}
	if never := asked[1:3]; !slices.Contains(never, "s4") || !slices.Contains(never, "s5") {
		t.Errorf("what was never asked does not follow what is due: %v", asked)
	}
	if remembered := asked[3:5]; !slices.Equal(remembered, []string{"s0", "s3"}) {
		t.Errorf("of the rest, the least remembered does not come first: %v", asked)
	}
}
