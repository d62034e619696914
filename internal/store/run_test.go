package store

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"sync"
	"testing"
	"time"

	"mufakat/internal/sim"
)

func runOf(caseID string) sim.Run { return sim.Run{Case: caseID, Hash: "h1"} }

func TestBeginAndRun(t *testing.T) {
	s, p := player(t)
	for _, run := range []sim.Run{
		{Case: "kartamantul", Hash: "abc", Seed: math.MaxUint64, Mode: sim.Assessment, Group: true},
		{Case: "bentor", Seed: 1<<63 + 5},
		{Case: "bentor", Seed: 0, Decisions: []sim.Decision{decision(0), decision(1)}},
	} {
		id, err := s.Begin(p, "/srv/kasus ku.md", "Gerbang yang Ditutup", run)
		must(t, err)
		saved, err := s.Run(id)
		must(t, err)
		if !reflect.DeepEqual(saved.Run, run) {
			t.Errorf("%+v\nwant %+v", saved.Run, run)
		}
		info := saved.Info
		want := Info{ID: id, Profile: p, Case: CaseKey{"/srv/kasus ku.md", run.Case}, Title: "Gerbang yang Ditutup", Hash: run.Hash,
			Mode: run.Mode, Group: run.Group, State: StateOpen, Begun: info.Begun, Touched: info.Begun, Decisions: len(run.Decisions)}
		if !reflect.DeepEqual(info, want) || !info.Begun.After(firstMoment) {
			t.Errorf("%+v\nwant %+v", info, want)
		}
	}
}

func TestAppendKeepsEveryField(t *testing.T) {
	s, p := player(t)
	id := begin(t, s, p, "k")
	zone := time.FixedZone("WIB", 7*3600)
	want := []sim.Decision{
		{Passage: "rapat-malam-itu", Option: "janji", Place: 3, Target: "surat", At: firstMoment.Add(time.Nanosecond), Reason: "supaya \"ada\" pegangan", Hands: []int{4, 3, 2, 1}},
		{Passage: "surat", Option: "lanjut", Target: "akhir", At: firstMoment, Hands: []int{}},
		{},
	}
	for n, d := range want {
		d.At = d.At.In(zone) // stored and read back in UTC
		must(t, s.Append(id, n, d))
	}
	saved, err := s.Run(id)
	must(t, err)
	if !reflect.DeepEqual(saved.Run.Decisions, want) {
		t.Errorf("%+v\nwant %+v", saved.Run.Decisions, want)
	}
	if n := count(t, s, "SELECT count(*) FROM decision WHERE hands IS NULL"); n != 1 {
		t.Errorf("%d decisions without a count of hands, want 1", n)
	}
}

func TestTextIsCleaned(t *testing.T) {
	s, p := player(t)
	id, err := s.Begin(p, "", "Ju\u202edul\n", runOf("k"))
	must(t, err)
	d := decision(0)
	d.Reason = " sebab\x1b \u200b\nbegitu "
	must(t, s.Append(id, 0, d))
	r := resultOf(1)
	r.EndingTitle = "Meja\x1b[0m tetap"
	must(t, s.Finish(id, 1, r))
	saved, err := s.Run(id)
	must(t, err)
	if saved.Title != "Judul" || saved.Run.Decisions[0].Reason != "sebab begitu" || saved.Results[0].EndingTitle != "Meja[0m tetap" {
		t.Errorf("%+v", saved)
	}
	must(t, s.SaveNote(id, "satu", "baris\r\nkedua\x1b[0m"))
	if notes, err := s.Notes(id); err != nil || notes["satu"] != "baris\nkedua[0m" {
		t.Errorf("%q, %v", notes, err)
	}
}

// A file is found again by its name, however odd.
func TestSourceIsKeptExactly(t *testing.T) {
	s, p := player(t)
	key := CaseKey{"/srv/kasus  saya \u200d.md", "kasus  saya \u200d"}
	id, err := s.Begin(p, key.Source, "", runOf(key.ID))
	must(t, err)
	play(t, s, id, 0, 1)
	if saved, found, err := s.OpenRun(p, key); err != nil || !found || saved.ID != id || saved.Case != key || saved.Run.Case != key.ID {
		t.Errorf("%+v, %v, %v", saved, found, err)
	}
}

const (
	changedSentence = "Permainan ini sudah diubah dari jendela Mufakat yang lain; kembali ke Beranda, lalu buka lagi untuk meneruskan dari keputusan terakhir."
	closedSentence  = "Permainan itu sudah selesai atau ditinggalkan; mulai permainan baru dari daftar kasus."
	noRunSentence   = "Permainan itu sudah tidak ada, mungkin dihapus dari jendela Mufakat yang lain; kembali ke Beranda dan pilih yang lain."
)

func TestChangedElsewhere(t *testing.T) {
	dir := t.TempDir()
	one, two := open(t, dir, Options{}), open(t, dir, Options{})
	p, err := one.CurrentProfile()
	must(t, err)
	id := begin(t, one, p.ID, "k")
	play(t, one, id, 0, 3)
	play(t, two, id, 3, 4)
	before, err := one.Run(id)
	must(t, err)
	for name, err := range map[string]error{
		"append":       one.Append(id, 3, decision(9)),
		"append ahead": one.Append(id, 5, decision(9)),
		"negative":     one.Append(id, -1, decision(9)),
		"rewind":       one.Rewind(id, 3, 0),
		"finish":       one.Finish(id, 3, resultOf(50)),
	} {
		t.Run(name, func(t *testing.T) { fails(t, err, ChangedElsewhere, changedSentence) })
	}
	after, err := one.Run(id)
	must(t, err)
	if !reflect.DeepEqual(before, after) {
		t.Errorf("something was written: %+v\nwas %+v", after, before)
	}
	must(t, one.Append(id, 4, decision(4)))
}

func TestUnknownRun(t *testing.T) {
	s, _ := player(t)
	_, runErr := s.Run(99)
	for name, err := range map[string]error{
		"append": s.Append(99, 0, decision(0)), "rewind": s.Rewind(99, 1, 0), "finish": s.Finish(99, 0, Result{}),
		"abandon": s.Abandon(99), "note": s.SaveNote(99, "a", "b"), "run": runErr,
	} {
		t.Run(name, func(t *testing.T) { fails(t, err, NoRun, noRunSentence) })
	}
}

func TestRewindKeepsWithdrawnDecisions(t *testing.T) {
	s, p := player(t)
	id := begin(t, s, p, "k")
	play(t, s, id, 0, 5)
	must(t, s.Rewind(id, 5, 2))
	play(t, s, id, 2, 3)
	must(t, s.Rewind(id, 3, -1))
	play(t, s, id, 0, 1)
	must(t, s.Rewind(id, 1, 1)) // nothing to withdraw
	must(t, s.Rewind(id, 1, 7))
	saved, err := s.Run(id)
	must(t, err)
	if len(saved.Run.Decisions) != 1 {
		t.Errorf("%d decisions", len(saved.Run.Decisions))
	}
	if n := count(t, s, "SELECT count(*) FROM decision WHERE withdrawn_at IS NOT NULL"); n != 6 {
		t.Errorf("%d withdrawn", n)
	}
	// Each keeps the time of its own withdrawal.
	if n := count(t, s, "SELECT count(DISTINCT withdrawn_at) FROM decision"); n != 2 {
		t.Errorf("withdrawn at %d moments", n)
	}
}

func TestFinish(t *testing.T) {
	s, p := player(t)
	id := begin(t, s, p, "k")
	play(t, s, id, 0, 4)
	first := resultOf(62.5)
	must(t, s.Finish(id, 4, first))
	must(t, s.Finish(id, 4, resultOf(99))) // the first one stays
	fails(t, s.Append(id, 4, decision(4)), RunClosed, closedSentence)
	must(t, s.Abandon(id)) // has nothing to abandon
	must(t, s.Rewind(id, 4, 1))
	play(t, s, id, 1, 3)
	second := resultOf(80)
	second.ScoreHigh = 81.25
	must(t, s.Finish(id, 3, second))
	saved, err := s.Run(id)
	must(t, err)
	if saved.State != StateFinished || len(saved.Results) != 2 {
		t.Fatalf("%+v", saved.Info)
	}
	first.Decisions, second.Decisions = 4, 3
	for i, want := range []Result{first, second} {
		got := saved.Results[i]
		want.At = got.At
		if got != want || got.Exact() != (i == 0) || got.At.Before(saved.Begun) {
			t.Errorf("result %d: %+v\nwant %+v", i, got, want)
		}
	}
}

func TestAbandon(t *testing.T) {
	s, p := player(t)
	id := begin(t, s, p, "k")
	play(t, s, id, 0, 2)
	must(t, s.Abandon(id))
	must(t, s.Abandon(id))
	fails(t, s.Append(id, 2, decision(2)), RunClosed, closedSentence)
	fails(t, s.Rewind(id, 2, 0), RunClosed, closedSentence)
	fails(t, s.Finish(id, 2, resultOf(1)), RunClosed, closedSentence)
	if _, found, err := s.LastOpenRun(p); found || err != nil {
		t.Errorf("open run found: %v, %v", found, err)
	}
	history, err := s.History(p)
	must(t, err)
	if len(history) != 1 || history[0].State != StateAbandoned || history[0].Decisions != 2 {
		t.Errorf("%+v", history)
	}
}

// Two copies of the program play at random; what is stored equals a model that knows nothing of SQLite.
func TestRunsEqualModel(t *testing.T) {
	type model struct {
		decisions []sim.Decision
		state     State
		results   []float64
	}
	for seed := range uint64(4) {
		rng := rand.New(rand.NewPCG(seed, 5))
		dir := t.TempDir()
		copies := []*Store{open(t, dir, Options{}), open(t, dir, Options{})}
		p, err := copies[0].CurrentProfile()
		must(t, err)
		runs := map[RunID]*model{}
		var ids []RunID
		stored := 0
		for range 150 {
			s := copies[rng.IntN(2)]
			if len(ids) == 0 || rng.IntN(15) == 0 {
				id := begin(t, s, p.ID, fmt.Sprintf("k%d", rng.IntN(3)))
				ids = append(ids, id)
				runs[id] = &model{state: StateOpen}
				continue
			}
			id := ids[rng.IntN(len(ids))]
			m := runs[id]
			n := len(m.decisions)
			var want Code
			switch action := rng.IntN(20); {
			case action < 14:
				d := randomDecision(rng)
				if err = s.Append(id, n, d); m.state != StateOpen {
					want = RunClosed
				} else {
					m.decisions = append(m.decisions, d)
					stored++
				}
			case action < 16:
				to := rng.IntN(n + 2)
				if err = s.Rewind(id, n, to); m.state == StateAbandoned {
					want = RunClosed
				} else if to < n {
					m.decisions, m.state = m.decisions[:to], StateOpen
				}
			case action < 19:
				score := float64(rng.IntN(100))
				if err = s.Finish(id, n, resultOf(score)); m.state == StateAbandoned {
					want = RunClosed
				} else if m.state == StateOpen {
					m.results, m.state = append(m.results, score), StateFinished
				}
			default:
				if err = s.Abandon(id); m.state == StateOpen {
					m.state = StateAbandoned
				}
			}
			if (err != nil) != (want != Unknown) || CodeOf(err) != want {
				t.Fatalf("seed %d: %v, want code %d", seed, err, want)
			}
		}
		for id, m := range runs {
			saved, err := copies[0].Run(id)
			must(t, err)
			var scores []float64
			for _, r := range saved.Results {
				scores = append(scores, r.ScoreLow)
			}
			if len(m.decisions) == 0 {
				m.decisions = nil
			}
			if !reflect.DeepEqual(saved.Run.Decisions, m.decisions) || saved.State != m.state || !reflect.DeepEqual(scores, m.results) {
				t.Errorf("seed %d, run %d: %+v\nwant %+v", seed, id, saved, m)
			}
		}
		if n := count(t, copies[1], "SELECT count(*) FROM decision"); n != stored {
			t.Errorf("seed %d: %d decisions stored, %d taken", seed, n, stored)
		}
	}
}

// Many goroutines of two copies append to one run: each number is won once, and all the others are told.
func TestAppendTogether(t *testing.T) {
	dir := t.TempDir()
	copies := []*Store{open(t, dir, Options{}), open(t, dir, Options{})}
	p, err := copies[0].CurrentProfile()
	must(t, err)
	id := begin(t, copies[0], p.ID, "k")
	const players, numbers = 6, 10
	won := make([][]bool, players)
	var wait sync.WaitGroup
	for i := range players {
		won[i] = make([]bool, numbers)
		wait.Go(func() {
			s := copies[i%2]
			for n := 0; n < numbers; {
				d := decision(n)
				d.Place = i
				switch err := s.Append(id, n, d); {
				case err == nil:
					won[i][n] = true
				case CodeOf(err) != ChangedElsewhere:
					t.Errorf("%v (%v)", err, unwrap(err))
					return
				}
				saved, err := s.Run(id)
				if err != nil {
					t.Errorf("%v (%v)", err, unwrap(err))
					return
				}
				n = len(saved.Run.Decisions)
			}
		})
	}
	wait.Wait()
	saved, err := copies[1].Run(id)
	must(t, err)
	if len(saved.Run.Decisions) != numbers {
		t.Fatalf("%d decisions", len(saved.Run.Decisions))
	}
	for n, d := range saved.Run.Decisions {
		for i := range players {
			if won[i][n] != (d.Place == i) {
				t.Errorf("number %d: player %d told %v, stored is player %d", n, i, won[i][n], d.Place)
			}
		}
	}
}

func TestBusy(t *testing.T) {
	dir := t.TempDir()
	one, two := open(t, dir, Options{}), open(t, dir, Options{BusyTimeout: time.Millisecond})
	p, err := one.CurrentProfile()
	must(t, err)
	id := begin(t, one, p.ID, "k")
	tx, err := one.db.Begin()
	must(t, err)
	fails(t, two.Append(id, 0, decision(0)), Busy, busySentence)
	if _, err := two.Run(id); err != nil {
		t.Errorf("reading while another copy writes: %v", err)
	}
	must(t, tx.Rollback())
	must(t, two.Append(id, 0, decision(0)))
}

// On a full disk the last decision is refused with a sentence, the ones before it are there, and play goes on once there
// is room.
func TestDiskFull(t *testing.T) {
	dir := t.TempDir()
	full := open(t, dir, Options{MaxPages: 24})
	p, err := full.CurrentProfile()
	must(t, err)
	id := begin(t, full, p.ID, "k")
	n := 0
	for ; n < 10000; n++ {
		if err = full.Append(id, n, decision(n)); err != nil {
			break
		}
	}
	sentence := fmt.Sprintf(fullSentence, full.Path())
	fails(t, err, DiskFull, sentence)
	fails(t, full.Append(id, n, decision(n)), DiskFull, sentence)
	check := func(s *Store, want int) {
		t.Helper()
		saved, err := s.Run(id)
		must(t, err)
		if len(saved.Run.Decisions) != want || saved.Run.Decisions[want-1].Option != decision(want-1).Option {
			t.Errorf("%d decisions, want %d", len(saved.Run.Decisions), want)
		}
	}
	check(full, n)
	must(t, full.Close())
	roomy := open(t, dir, Options{})
	check(roomy, n)
	must(t, roomy.Append(id, n, decision(n)))
	check(roomy, n+1)
}

func TestClosedStore(t *testing.T) {
	s, p := player(t)
	must(t, s.Close())
	_, err := s.History(p)
	fails(t, err, Unknown, fmt.Sprintf("Data di %s tidak dapat dibuka atau disimpan; tutup Mufakat, lalu buka lagi.", s.Path()))
	if errors.Unwrap(err) == nil {
		t.Error("the cause is gone")
	}
}
