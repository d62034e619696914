package store

import (
	"fmt"
	"math/rand/v2"
	"sync/atomic"
	"testing"
	"time"

	"mufakat/internal/quiz"
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

// examBank has one question of each kind that is asked.
func examBank() []*quiz.Question {
	text := func(s string) quiz.Text { return quiz.Text{Source: s, Format: quiz.Moodle} }
	return []*quiz.Question{
		{Kind: quiz.MultipleChoice, ID: "KOL-001", Tags: []string{"C-07"}, Text: text("Siapa yang duduk lebih dulu?"), Points: 2, Single: true,
			Options: []quiz.Option{{Text: text("Warga"), Fraction: 1}, {Text: text("Sekda <semua>"), Fraction: 1. / 3}, {Text: text("Truk")}}},
		{Kind: quiz.TrueFalse, ID: "KOL-002", Points: 1, True: true, Wrong: text("Baca lagi.")},
		{Kind: quiz.ShortAnswer, ID: "KOL-003", Points: 1, Patterns: []quiz.Pattern{{Text: "musyawarah*", Fraction: 1}}},
		{Kind: quiz.Numerical, ID: "KOL-004", Points: 1, Numbers: []quiz.Number{{Value: 30, Tolerance: 0.5, Fraction: 1}}},
		{Kind: quiz.Matching, ID: "KOL-005", Points: 1, Pairs: []quiz.Pair{{Left: text("a"), Right: "1"}, {Left: text("b"), Right: "2"}, {Right: "3"}}},
		{Kind: quiz.Ordering, ID: "KOL-006", Points: 1, Order: quiz.Order{Items: []quiz.Text{text("satu"), text("dua"), text("tiga")}}},
		{Kind: quiz.Essay, ID: "KOL-007", Points: 4, Rubric: "kasus-empat-aspek"},
	}
}

// examPaper is a paper with every question of examBank, of the exam "akhir".
func examPaper(seed uint64) *quiz.Paper {
	b := &quiz.Blueprint{ID: "akhir", Title: "Akhir modul", Minutes: 40, Pass: 70, Sections: []quiz.Section{{Draws: []quiz.Draw{{Number: 7}}}},
		After: quiz.Reveal{Score: true}}
	paper, err := b.Compose(&quiz.Bank{Questions: examBank()}, seed)
	if err != nil {
		panic(err)
	}
	return paper
}

// examEvent is the nth event of an attempt, always the same one; every kind but the hand-in comes.
func examEvent(n int) quiz.Event {
	e := quiz.Event{Item: n * 5 % 7, At: firstMoment.Add(time.Duration(n) * time.Second), Elapsed: time.Duration(n) * time.Second}
	right := n%2 == 0
	switch n % 9 {
	case 0:
		e.Response.Options = []int{n % 3}
	case 1:
		e.Response.True = &right
	case 2:
		e.Response.Text = fmt.Sprintf("Menurut saya, \"%d\"\nα ☕", n)
	case 3:
		e.Response.Matches = []int{-1, n % 3}
	case 4:
		e.Response.Order = []int{2, 0, 1}
	case 5: // the answer is taken back
	case 6:
		e.Kind = quiz.Flag
	case 7:
		e.Kind = quiz.Unflag
	default:
		e.Kind, e.Item = quiz.ClockBack, 0
	}
	return e
}

// sit begins an attempt and stores its first n events.
func sit(t testing.TB, s *Store, p ProfileID, n int) AttemptID {
	t.Helper()
	id, err := s.BeginAttempt(p, "kolaboratif", examPaper(1), firstMoment)
	must(t, err)
	for i := range n {
		must(t, s.AppendEvent(id, i, examEvent(i)))
	}
	return id
}

// handIn ends an attempt that has n events.
func handIn(t testing.TB, s *Store, id AttemptID, n int) {
	t.Helper()
	must(t, s.AppendEvent(id, n, quiz.Event{Kind: quiz.HandIn, At: firstMoment.Add(time.Hour), Elapsed: time.Hour}))
}
