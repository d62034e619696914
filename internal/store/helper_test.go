package store

import (
	"fmt"
	"math/rand/v2"
	"sync/atomic"
	"testing"
	"time"

	"mufakat/internal/sim"
)

var firstMoment = time.Date(2026, 3, 2, 8, 0, 0, 123456789, time.UTC)

// ticking is a clock that goes on by one second at every look.
func ticking() func() time.Time {
	var ticks atomic.Int64
	return func() time.Time { return firstMoment.Add(time.Duration(ticks.Add(1)) * time.Second) }
}

func open(t testing.TB, dir string, o Options) *Store {
	t.Helper()
	if o.Now == nil {
		o.Now = ticking()
	}
	s, err := Open(dir, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// player opens a new database and returns it with its first profile.
func player(t testing.TB) (*Store, ProfileID) {
	t.Helper()
	s := open(t, t.TempDir(), Options{})
	p, err := s.CurrentProfile()
	if err != nil {
		t.Fatal(err)
	}
	return s, p.ID
}

func begin(t testing.TB, s *Store, p ProfileID, caseID string) RunID {
	t.Helper()
	id, err := s.Begin(p, "", "Judul "+caseID, sim.Run{Case: caseID, Hash: "h1", Seed: 7})
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// decision is the nth decision of a run, always the same one.
func decision(n int) sim.Decision {
	return sim.Decision{Passage: fmt.Sprintf("adegan-%d", n), Option: fmt.Sprintf("opsi-%d", n), Place: n % 4,
		Target: fmt.Sprintf("adegan-%d", n+1), At: firstMoment.Add(time.Duration(n) * time.Minute), Reason: "supaya ada pegangan"}
}

func randomDecision(rng *rand.Rand) sim.Decision {
	d := decision(rng.IntN(1000))
	d.At = firstMoment.Add(time.Duration(rng.Int64N(1e18)))
	d.Reason = []string{"", "karena \"itu\"", "α ☕ 王", "baris"}[rng.IntN(4)]
	switch rng.IntN(3) {
	case 0:
		d.Hands = []int{}
	case 1:
		d.Hands = []int{rng.IntN(10), rng.IntN(10), 0}
	}
	return d
}

func play(t testing.TB, s *Store, id RunID, from, to int) {
	t.Helper()
	for n := from; n < to; n++ {
		must(t, s.Append(id, n, decision(n)))
	}
}

func resultOf(score float64) Result {
	return Result{Ending: "meja", EndingTitle: "Meja tetap ada", EndingRank: 1, Levels: [sim.Criteria]float64{60.5, 50, sim.Absent},
		Total: 55.25, ScoreLow: score, ScoreHigh: score, Guessing: 47}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatalf("%v (%#v)", err, err)
	}
}

// fails checks an error's code and its whole sentence.
func fails(t testing.TB, err error, code Code, sentence string) {
	t.Helper()
	if err == nil {
		t.Fatalf("no error; want code %d: %s", code, sentence)
	}
	if CodeOf(err) != code || err.Error() != sentence {
		t.Errorf("code %d: %s\nwant %d: %s\n(cause: %v)", CodeOf(err), err, code, sentence, unwrap(err))
	}
}

func unwrap(err error) error {
	if e, ok := err.(*Error); ok {
		return e.Err
	}
	return err
}

// count runs a query that returns one number.
func count(t testing.TB, s *Store, query string, args ...any) (n int) {
	t.Helper()
	must(t, s.db.QueryRow(query, args...).Scan(&n))
	return n
}
