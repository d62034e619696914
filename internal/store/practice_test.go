package store

import (
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"mufakat/internal/practice"
	"mufakat/internal/quiz"
)

// randomReview is an answer as the store gives it back.
func randomReview(rng *rand.Rand) practice.Review {
	return practice.Review{ItemID: []string{"KOL-001", "KOL 002", "isi-0f"}[rng.IntN(3)], At: firstMoment.Add(time.Duration(rng.Int64N(1e18))),
		Fraction: []float64{0, 1. / 3, 1}[rng.IntN(3)], Took: time.Duration(rng.Int64N(1e11)), Sure: rng.IntN(2) == 0, Exam: rng.IntN(2) == 0}
}

func reviews(t testing.TB, s *Store, p ProfileID, source string) []practice.Review {
	t.Helper()
	all, err := s.Reviews(p, source)
	must(t, err)
	return all
}

// Reviews come back as they were given, in their order and not that of the clock, each at its source and profile.
func TestReviewsKeepEverything(t *testing.T) {
	s, p := player(t)
	other, err := s.AddProfile("Sri", "")
	must(t, err)
	rng := rand.New(rand.NewPCG(1, 1))
	type place struct {
		profile ProfileID
		source  string
	}
	want := map[place][]practice.Review{}
	for range 200 {
		at := place{[]ProfileID{p, other.ID}[rng.IntN(2)], []string{"kelas", "/srv/bank  ku.gift"}[rng.IntN(2)]}
		r := randomReview(rng)
		want[at] = append(want[at], r)
		r.At = r.At.In(time.FixedZone("WIB", 7*3600))
		must(t, s.AddReview(at.profile, at.source, r))
	}
	for _, profile := range []ProfileID{p, other.ID, other.ID + 1} {
		must(t, s.SetPracticePlan(other.ID, "rencana saja", practice.Plan{}))
		var sources []string
		for at := range want {
			if at.profile == profile {
				sources = append(sources, at.source)
			}
		}
		if slices.Sort(sources); profile == other.ID {
			sources = append(sources, "rencana saja")
		}
		if got, err := s.PractisedSources(profile); err != nil || !slices.Equal(got, sources) {
			t.Errorf("%d: %q, %v; want %q", profile, got, err, sources)
		}
	}
	for at, own := range want {
		if got := reviews(t, s, at.profile, at.source); !reflect.DeepEqual(got, own) {
			t.Errorf("%v: %+v\nwant %+v", at, got, own)
		}
	}
	if none := reviews(t, s, p, "lain"); len(none) != 0 {
		t.Errorf("%+v", none)
	}
}

// What is no share of the points is stored as the nearest one; no number is none of them.
func TestReviewIsCleaned(t *testing.T) {
	s, p := player(t)
	for _, fraction := range []float64{math.NaN(), math.Inf(1), math.Inf(-1), -0.5, 1.5} {
		must(t, s.AddReview(p, "kelas", practice.Review{ItemID: "KOL\x1b-001", At: firstMoment, Fraction: fraction}))
	}
	var got []float64
	for _, r := range reviews(t, s, p, "kelas") {
		if r.ItemID != "KOL-001" {
			t.Errorf("item %q", r.ItemID)
		}
		got = append(got, r.Fraction)
	}
	if want := []float64{0, 1, 0, 0, 1}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

// Two copies of the program that practise at once lose nothing, and each keeps its order.
func TestReviewsOfTwoCopies(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, Options{})
	p, err := s.CurrentProfile()
	must(t, err)
	const each = 40
	var wait sync.WaitGroup
	for _, name := range []string{"satu", "dua"} {
		twin := open(t, dir, Options{})
		wait.Go(func() {
			for n := range each {
				if err := twin.AddReview(p.ID, "kelas", practice.Review{ItemID: name, At: firstMoment, Took: time.Duration(n)}); err != nil {
					t.Errorf("%v (%v)", err, unwrap(err))
				}
			}
		})
	}
	wait.Wait()
	next := map[string]time.Duration{}
	for _, r := range reviews(t, s, p.ID, "kelas") {
		if r.Took != next[r.ItemID] {
			t.Fatalf("%s: number %d, want %d", r.ItemID, r.Took, next[r.ItemID])
		}
		next[r.ItemID]++
	}
	if next["satu"] != each || next["dua"] != each {
		t.Errorf("%v", next)
	}
}

func TestPracticePlan(t *testing.T) {
	s, p := player(t)
	plan := func(source string) (practice.Plan, bool) {
		t.Helper()
		plan, said, err := s.PracticePlan(p, source)
		must(t, err)
		return plan, said
	}
	if got, said := plan("kelas"); said || got != (practice.Plan{}) {
		t.Errorf("%+v, %v before anything was said", got, said)
	}
	exam := time.Date(2026, 12, 24, 0, 0, 0, 0, time.FixedZone("WIB", 7*3600))
	for _, want := range []practice.Plan{{Exam: exam, PerDay: 10}, {PerDay: 25}, {Exam: exam}, {}} {
		must(t, s.SetPracticePlan(p, "kelas", want))
		got, said := plan("kelas")
		if !said || !got.Exam.Equal(want.Exam) || got.Exam.IsZero() != want.Exam.IsZero() || got.PerDay != want.PerDay {
			t.Errorf("%+v, %v; want %+v", got, said, want)
		}
	}
	must(t, s.SetPracticePlan(p, "lain", practice.Plan{PerDay: 3}))
	if got, _ := plan("kelas"); got.PerDay != 0 {
		t.Errorf("the plan of another source came through: %+v", got)
	}
}

// What an exam says of the memory of its questions is stored with the hand-in, or not at all.
func TestHandInStoresReviews(t *testing.T) {
	s, p := player(t)
	id := sit(t, s, p, 20)
	if n := len(reviews(t, s, p, "kolaboratif")); n != 0 {
		t.Errorf("%d reviews before the hand-in", n)
	}
	_, err := s.db.Exec("CREATE TRIGGER refused BEFORE INSERT ON attempt_result BEGIN SELECT RAISE(ABORT, 'refused'); END")
	must(t, err)
	if err := s.AppendEvent(id, 20, quiz.Event{Kind: quiz.HandIn, At: firstMoment}); err == nil {
		t.Fatal("the hand-in was stored without its result")
	}
	if n := len(reviews(t, s, p, "kolaboratif")); n != 0 {
		t.Errorf("%d reviews of a hand-in that failed", n)
	}
	_, err = s.db.Exec("DROP TRIGGER refused")
	must(t, err)
	handIn(t, s, id, 20)
	saved, err := s.Attempt(id)
	must(t, err)
	want := practice.FromExam(saved.Attempt)
	if got := reviews(t, s, p, "kolaboratif"); len(got) == 0 || !reflect.DeepEqual(got, want) {
		t.Errorf("%+v\nwant %+v", got, want)
	}
	fails(t, s.AppendEvent(id, 21, quiz.Event{Kind: quiz.HandIn}), AttemptClosed, attemptClosedSentence)
	if got := reviews(t, s, p, "kolaboratif"); len(got) != len(want) {
		t.Errorf("%d reviews after a second hand-in, want %d", len(got), len(want))
	}
}

func TestReviewOnFullDisk(t *testing.T) {
	s := open(t, t.TempDir(), Options{MaxPages: 50})
	p, err := s.CurrentProfile()
	must(t, err)
	r := practice.Review{ItemID: strings.Repeat("x", 2000), At: firstMoment}
	stored := 0
	for err == nil && stored < 1000 {
		if err = s.AddReview(p.ID, "kelas", r); err == nil {
			stored++
		}
	}
	if CodeOf(err) != DiskFull {
		t.Fatalf("%v (%v) after %d", err, unwrap(err), stored)
	}
	if n := len(reviews(t, s, p.ID, "kelas")); n != stored {
		t.Errorf("%d reviews, want %d", n, stored)
	}
}

// Levels of a rubric are kept with a mark; one that was given without has none.
func TestMarkKeepsLevels(t *testing.T) {
	s, p := player(t)
	id := sit(t, s, p, 3)
	handIn(t, s, id, 3)
	essay := essayOf(examPaper(1))
	var want []quiz.Mark
	for _, levels := range [][]int{nil, {3, 0}, {}} {
		want = append(want, quiz.Mark{Item: essay, Fraction: 0.5, Levels: levels})
		must(t, s.AddMark(id, want[len(want)-1]))
	}
	saved, err := s.Attempt(id)
	must(t, err)
	if !reflect.DeepEqual(saved.Attempt.Marks, want) {
		t.Errorf("%+v\nwant %+v", saved.Attempt.Marks, want)
	}
}
