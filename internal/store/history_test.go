package store

import (
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
	"time"

	"mufakat/internal/sim"
)

func TestOpenRuns(t *testing.T) {
	s, p := player(t)
	none := func(found bool, err error) {
		t.Helper()
		if found || err != nil {
			t.Errorf("found %v, %v", found, err)
		}
	}
	_, found, err := s.LastOpenRun(p)
	none(found, err)
	opened := begin(t, s, p, "a") // and nothing was decided: it does not count
	_, found, err = s.LastOpenRun(p)
	none(found, err)
	older, newer, other := begin(t, s, p, "a"), begin(t, s, p, "a"), begin(t, s, p, "b")
	play(t, s, older, 0, 1)
	play(t, s, other, 0, 1)
	play(t, s, newer, 0, 1)
	stranger, err := s.AddProfile("Lain", "")
	must(t, err)
	begin(t, s, stranger.ID, "a")
	draft, err := s.Begin(p, "/srv/a.md", "Draf", runOf("a"))
	must(t, err)

	want := func(id RunID, decisions int) func(Saved, bool, error) {
		return func(saved Saved, found bool, err error) {
			t.Helper()
			if err != nil || !found || saved.ID != id || len(saved.Run.Decisions) != decisions {
				t.Errorf("run %d with %d decisions, found %v, %v; want run %d", saved.ID, len(saved.Run.Decisions), found, err, id)
			}
		}
	}
	play(t, s, draft, 0, 1)
	want(newer, 1)(s.OpenRun(p, CaseKey{ID: "a"}))
	want(draft, 1)(s.OpenRun(p, CaseKey{"/srv/a.md", "a"}))
	want(draft, 1)(s.LastOpenRun(p))
	play(t, s, older, 1, 2) // now the one changed last
	want(older, 2)(s.OpenRun(p, CaseKey{ID: "a"}))
	want(older, 2)(s.LastOpenRun(p))
	must(t, s.Rewind(newer, 1, 1))
	want(older, 2)(s.LastOpenRun(p))
	must(t, s.Finish(older, 2, resultOf(10)))
	want(newer, 1)(s.OpenRun(p, CaseKey{ID: "a"}))
	must(t, s.Rewind(older, 2, 1)) // open again
	want(older, 1)(s.OpenRun(p, CaseKey{ID: "a"}))
	must(t, s.Abandon(older))
	must(t, s.Abandon(newer))
	_, found, err = s.OpenRun(p, CaseKey{ID: "a"})
	none(found, err)
	must(t, s.Abandon(draft))
	want(other, 1)(s.LastOpenRun(p))
	must(t, s.Rewind(other, 1, 0)) // taken back, but something was decided
	want(other, 0)(s.LastOpenRun(p))
	if history, err := s.History(p); err != nil || slices.ContainsFunc(history, func(i Info) bool { return i.ID == opened }) {
		t.Errorf("%+v, %v", history, err)
	}
	_, found, err = s.OpenRun(p, CaseKey{ID: "x"})
	none(found, err)
}

func TestHistoryAndSummaries(t *testing.T) {
	s, p := player(t)
	first, second := begin(t, s, p, "a"), begin(t, s, p, "a")
	play(t, s, second, 0, 2)
	must(t, s.Finish(second, 2, resultOf(40))) // the first to be finished, not the first to be begun
	play(t, s, first, 0, 3)
	must(t, s.Finish(first, 3, resultOf(70)))
	must(t, s.Rewind(first, 3, 1))
	must(t, s.Finish(first, 1, resultOf(90)))
	third := begin(t, s, p, "a")
	onlyOpen := begin(t, s, p, "b")
	left := begin(t, s, p, "c")
	for _, id := range []RunID{third, onlyOpen, left} {
		play(t, s, id, 0, 1)
	}
	must(t, s.Abandon(left))

	history, err := s.History(p)
	must(t, err)
	var ids []RunID
	for _, info := range history {
		ids = append(ids, info.ID)
	}
	if want := []RunID{first, second, third, onlyOpen, left}; !reflect.DeepEqual(ids, want) {
		t.Errorf("history %v, want %v", ids, want)
	}
	if r := history[0].Results; len(r) != 2 || r[0].ScoreLow != 70 || r[0].Decisions != 3 || r[1].ScoreLow != 90 || history[0].Decisions != 1 {
		t.Errorf("%+v", history[0])
	}
	summaries, err := s.Summaries(p)
	must(t, err)
	a, b, c := summaries[CaseKey{ID: "a"}], summaries[CaseKey{ID: "b"}], summaries[CaseKey{ID: "c"}]
	if a.First == nil || a.First.ScoreLow != 40 || a.Best == nil || a.Best.ScoreLow != 90 || a.Open != third || a.Runs != 3 {
		t.Errorf("a: %+v", a)
	}
	if (b != Summary{Open: onlyOpen, Runs: 1}) || (c != Summary{Runs: 1}) || len(summaries) != 3 {
		t.Errorf("%+v", summaries)
	}
	if empty, err := s.Summaries(p + 1); err != nil || len(empty) != 0 {
		t.Errorf("%+v, %v", empty, err)
	}
}

// Summarize agrees with the definitions, taken literally, whatever the order of the history.
func TestSummarizeInAnyOrder(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		var history []Info
		var results []Result
		var open Info
		for i := range 1 + rng.IntN(6) {
			info := Info{ID: RunID(i + 1), State: StateFinished, Touched: firstMoment.Add(time.Duration(rng.IntN(1000)) * time.Hour)}
			if rng.IntN(2) == 0 {
				info.State = StateOpen
				if open.ID == 0 || info.Touched.After(open.Touched) {
					open = info
				}
			}
			for range rng.IntN(3) {
				r := resultOf(float64(rng.IntN(5)))
				r.At = firstMoment.Add(time.Duration(rng.Int64N(1e15)))
				info.Results = append(info.Results, r)
				results = append(results, r)
			}
			history = append(history, info)
		}
		rng.Shuffle(len(history), func(i, j int) { history[i], history[j] = history[j], history[i] })
		sum := Summarize(history)[CaseKey{}]
		if sum.Open != open.ID || sum.Runs != len(history) || (sum.First == nil) != (len(results) == 0) {
			t.Fatalf("%+v of %+v", sum, history)
		}
		for _, r := range results {
			if r.At.Before(sum.First.At) {
				t.Errorf("%+v is before %+v", r, sum.First)
			}
			if r.ScoreLow > sum.Best.ScoreLow || r.ScoreLow == sum.Best.ScoreLow && r.At.Before(sum.Best.At) {
				t.Errorf("%+v is better than %+v", r, sum.Best)
			}
		}
	}
}

func TestNotes(t *testing.T) {
	s, p := player(t)
	one, two := begin(t, s, p, "a"), begin(t, s, p, "a")
	must(t, s.SaveNote(one, "tebakan", "warga"))
	must(t, s.SaveNote(one, "tebakan", "bantul"))
	must(t, s.SaveNote(one, "posisi", "3"))
	must(t, s.SaveNote(two, "tebakan", ""))
	for id, want := range map[RunID]map[string]string{
		one: {"tebakan": "bantul", "posisi": "3"}, two: {"tebakan": ""}, 99: {},
	} {
		if got, err := s.Notes(id); err != nil || !maps.Equal(got, want) {
			t.Errorf("run %d: %v, %v; want %v", id, got, err, want)
		}
	}
}

func TestSeen(t *testing.T) {
	s, p := player(t)
	other, err := s.AddProfile("Lain", "")
	must(t, err)
	must(t, s.MarkSeen(p, "C-07"))
	before, err := s.Seen(p)
	must(t, err)
	must(t, s.MarkSeen(p, "C-07"))
	must(t, s.MarkSeen(p, "L-01"))
	must(t, s.MarkSeen(other.ID, "C-30"))
	after, err := s.Seen(p)
	must(t, err)
	if len(after) != 2 || after["C-07"].IsZero() || !after["C-07"].Equal(before["C-07"]) || !after["L-01"].After(after["C-07"]) {
		t.Errorf("%v, then %v", before, after)
	}
}

func TestSettings(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, Options{})
	if got, err := s.Settings(); err != nil || len(got) != 0 {
		t.Errorf("%v, %v", got, err)
	}
	must(t, s.SetSetting("tema", "gelap"))
	must(t, s.SetSetting("tema", "terang"))
	must(t, s.SetSetting("tetikus", ""))
	must(t, s.Close())
	got, err := open(t, dir, Options{}).Settings()
	must(t, err)
	if !maps.Equal(got, map[string]string{"tema": "terang", "tetikus": ""}) {
		t.Errorf("%v", got)
	}
}

func TestStoredValuesThatCannotBeRead(t *testing.T) {
	for _, change := range []string{
		`UPDATE run SET begun_at = 'kemarin'`,
		`UPDATE decision SET hands = '{"a":1}'`,
		`UPDATE decision SET decided_at = ''`,
	} {
		s, p := player(t)
		id, err := s.Begin(p, "", "", sim.Run{Case: "k", Decisions: []sim.Decision{decision(0)}})
		must(t, err)
		_, err = s.db.Exec(change)
		must(t, err)
		if _, err := s.Run(id); CodeOf(err) != Damaged {
			t.Errorf("%s: %v (%v)", change, err, unwrap(err))
		}
	}
}
