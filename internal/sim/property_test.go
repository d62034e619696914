package sim_test

import (
	"errors"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"mufakat/internal/sim"
	"mufakat/internal/sim/simtest"
)

// large is a case with more of everything than the rules need, so that paths differ.
var large = simtest.Options{Stakeholders: 4, Resources: 2, Flags: 4, Passages: 7, Choices: 4, Endings: 4}

// randomCase is the case that a seed stands for, with loops under every second seed.
func randomCase(seed uint64) (*sim.Case, *rand.Rand) {
	rng := rand.New(rand.NewPCG(seed, 5))
	o := large
	o.Loops = seed%2 == 1
	return simtest.Case(rng, o), rng
}

// playOn takes at most limit random open options.
func playOn(t *testing.T, rng *rand.Rand, p *sim.Playthrough, limit int) {
	t.Helper()
	for range limit {
		open := slices.DeleteFunc(p.Case.Options(p.State()), func(o sim.Option) bool { return o.Lock.Locked })
		if len(open) == 0 {
			return
		}
		if err := p.Choose(open[rng.IntN(len(open))].Index, noon, "", nil); err != nil {
			t.Fatal(err)
		}
	}
}

// equal tells whether two playthroughs are the same to the last detail; before the first decision, nil or an empty list
// is one thing.
func equal(p, q *sim.Playthrough) bool {
	plain := func(p sim.Playthrough) sim.Playthrough {
		if len(p.Steps) == 0 && len(p.Run.Decisions) == 0 {
			p.Steps, p.Run.Decisions = nil, nil
		}
		return p
	}
	return reflect.DeepEqual(plain(*p), plain(*q))
}

// Every step of random play must be what the rules of the format say, by a second, plain reading of them.
func TestRandomPlayFollowsTheRules(t *testing.T) {
	const cases = 2000
	steps, locked, stranded, clamped := 0, 0, 0, 0
	for seed := range uint64(cases) {
		c, rng := randomCase(seed)
		s := c.Start()
		if want, _ := arrival(t, c, c.Neutral(), toPassage(0)); s.At != want {
			t.Fatalf("seed %d: starts at %+v, want %+v", seed, s.At, want)
		}
		for i := 0; i < 60 && !s.Finished(); i++ {
			var open []int
			for _, o := range c.Options(s) {
				want, reached := expected(t, c, s, o.Choice)
				if o.Lock.Locked == reached {
					t.Fatalf("seed %d, step %d: option %d is locked: %v", seed, i, o.Index, o.Lock)
				}
				before := copyOf(s)
				next, step, err := c.Choose(s, o.Index)
				if !reflect.DeepEqual(s, before) {
					t.Fatalf("seed %d, step %d: the state before was changed", seed, i)
				}
				if !reached {
					locked++
					if !errors.Is(err, sim.ErrLocked) || o.Lock.Reason == "" || !reflect.DeepEqual(next, before) {
						t.Fatalf("seed %d, step %d: %v from a locked option", seed, i, err)
					}
					continue
				}
				if err != nil || !reflect.DeepEqual(next, want) {
					t.Fatalf("seed %d, step %d, option %d: %v, %+v, want %+v", seed, i, o.Index, err, next, want)
				}
				checkStep(t, c, before, next, step)
				checkState(t, c, next)
				if step.Stranded >= 0 {
					stranded++
				}
				if slices.ContainsFunc(step.Changes, func(ch sim.Change) bool { return ch.To-ch.From != ch.Delta }) {
					clamped++
				}
				open = append(open, o.Index)
			}
			if len(open) == 0 {
				t.Fatalf("seed %d, step %d: every option is locked and the story goes on", seed, i)
			}
			s, _ = choose(t, c, s, open[rng.IntN(len(open))])
			steps++
		}
	}
	if steps < cases || min(locked, stranded, clamped) < 100 {
		t.Errorf("%d steps, %d locked options, %d stranded, %d clamped: the cases test little", steps, locked, stranded, clamped)
	}
}

// expected is the state after a choice by the rules, with conditions read from their text; false where it is locked.
func expected(t *testing.T, c *sim.Case, s sim.State, ch *sim.Choice) (sim.State, bool) {
	t.Helper()
	if !textHolds(t, c, s, ch.Requires) {
		return sim.State{}, false
	}
	next, to := copyOf(s), ch.Target
	taken, targets := takenOutcomes(t, c, s, &ch.Outcome)
	if len(targets) > 0 {
		to = targets[0]
	}
	for i := range next.Levels {
		for k := range sim.Criterion(sim.Criteria) {
			sum := next.Levels[i][k]
			for _, o := range taken {
				for _, e := range o.Levels {
					if e.Criterion == k && slices.Contains(e.Stakeholders, i) {
						sum += e.Delta
					}
				}
			}
			if next.Levels[i][k] != sim.Absent {
				next.Levels[i][k] = max(0, min(100, sum))
			}
		}
	}
	for _, o := range taken {
		for _, e := range o.Resources {
			next.Resources[e.Resource] += e.Delta
		}
		for _, f := range o.Flags {
			next.Flags[f] = true
		}
	}
	if slices.ContainsFunc(next.Resources, func(n int) bool { return n < 0 }) {
		return sim.State{}, false
	}
	next.At, _ = arrival(t, c, next, to)
	return next, true
}

// takenOutcomes lists an outcome, the branches of it that are taken in s, and their targets, in the order written.
func takenOutcomes(t *testing.T, c *sim.Case, s sim.State, o *sim.Outcome) (taken []*sim.Outcome, targets []sim.Target) {
	t.Helper()
	taken = append(taken, o)
	for _, branching := range o.Branches {
		first := slices.IndexFunc(branching, func(b sim.Branch) bool { return textHolds(t, c, s, b.When) })
		if first < 0 {
			continue
		}
		if b := branching[first]; b.Target != nil {
			targets = append(targets, *b.Target)
		}
		inner, further := takenOutcomes(t, c, s, &branching[first].Outcome)
		taken, targets = append(taken, inner...), append(targets, further...)
	}
	return taken, targets
}

// arrival is where a link leads in state s, and the passage that was found all locked (-1: none).
func arrival(t *testing.T, c *sim.Case, s sim.State, to sim.Target) (at sim.Target, stranded int) {
	t.Helper()
	stranded = -1
	if to.Kind == sim.ToPassage {
		for i := range c.Passages[to.Index].Choices {
			ch := &c.Passages[to.Index].Choices[i]
			if textHolds(t, c, s, ch.Requires) && affordable(t, c, s, ch) {
				return to, -1
			}
		}
		stranded = to.Index
	} else if to.Kind == sim.ToEnding {
		return to, -1
	}
	for i, e := range c.Endings {
		if i == len(c.Endings)-1 || textHolds(t, c, s, e.Requires) {
			return toEnding(i), stranded
		}
	}
	panic("a case without endings")
}

func affordable(t *testing.T, c *sim.Case, s sim.State, ch *sim.Choice) bool {
	t.Helper()
	taken, _ := takenOutcomes(t, c, s, &ch.Outcome)
	for r, left := range s.Resources {
		for _, o := range taken {
			for _, e := range o.Resources {
				if e.Resource == r {
					left += e.Delta
				}
			}
		}
		if left < 0 {
			return false
		}
	}
	return true
}

func textHolds(t *testing.T, c *sim.Case, s sim.State, cond *sim.Condition) bool {
	t.Helper()
	return cond == nil || meaning(t, c, s, c.ConditionText(cond))
}

// checkStep compares what a step tells with the states around it.
func checkStep(t *testing.T, c *sim.Case, before, after sim.State, step sim.Step) {
	t.Helper()
	told := copyOf(before)
	told.At = step.To
	place := func(ch sim.Change) int { return ch.Stakeholder*sim.Criteria + int(ch.Criterion) }
	for i, ch := range step.Changes {
		if i > 0 && place(step.Changes[i-1]) >= place(ch) {
			t.Fatalf("changes are not in order, or told twice: %+v", step.Changes)
		}
		if ch.From != told.Levels[ch.Stakeholder][ch.Criterion] || ch.To != max(0, min(100, ch.From+ch.Delta)) {
			t.Fatalf("change %+v of %v", ch, before.Levels)
		}
		told.Levels[ch.Stakeholder][ch.Criterion] = ch.To
	}
	for _, r := range step.Resources {
		if r.From != told.Resources[r.Resource] || r.From == r.To {
			t.Fatalf("resource %+v of %v", r, before.Resources)
		}
		told.Resources[r.Resource] = r.To
	}
	for _, f := range step.Flags {
		if told.Flags[f] {
			t.Fatalf("flag %d was set before, or is told twice", f)
		}
		told.Flags[f] = true
	}
	if !reflect.DeepEqual(told, after) {
		t.Fatalf("the step tells %+v, the state is %+v", told, after)
	}
	ch := &c.Passages[before.At.Index].Choices[step.Option]
	taken, targets := takenOutcomes(t, c, before, &ch.Outcome)
	to := ch.Target
	if len(targets) > 0 {
		to = targets[0]
	}
	if _, stranded := arrival(t, c, after, to); stranded != step.Stranded || step.Passage != before.At.Index {
		t.Fatalf("stranded %d, want %d; passage %d, want %d", step.Stranded, stranded, step.Passage, before.At.Index)
	}
	var concepts []string
	for _, o := range taken {
		concepts = append(concepts, o.Concepts...)
	}
	slices.Sort(concepts)
	if got := slices.Sorted(slices.Values(step.Concepts)); !slices.Equal(got, slices.Compact(concepts)) {
		t.Fatalf("concepts %q, want %q", step.Concepts, concepts)
	}
}

// checkState proves what must hold of every state that play can reach.
func checkState(t *testing.T, c *sim.Case, s sim.State) {
	t.Helper()
	for i, l := range s.Levels {
		for k := range l {
			start := c.Stakeholders[i].Start[k]
			if (l[k] == sim.Absent) != (start == sim.Absent) || l[k] != sim.Absent && (l[k] < sim.MinLevel || l[k] > sim.MaxLevel) {
				t.Fatalf("level %d of %d is %d, and was %d at the start", k, i, l[k], start)
			}
		}
	}
	for i, n := range s.Resources {
		if n < 0 {
			t.Fatalf("%d of resource %d is left", n, i)
		}
	}
	switch s.At.Kind {
	case sim.ToPassage:
		if s.At.Index < 0 || s.At.Index >= len(c.Passages) || s.Finished() {
			t.Fatalf("at passage %d of %d", s.At.Index, len(c.Passages))
		}
	case sim.ToEnding:
		if s.At.Index < 0 || s.At.Index >= len(c.Endings) || !s.Finished() {
			t.Fatalf("at ending %d of %d", s.At.Index, len(c.Endings))
		}
	default:
		t.Fatalf("at %+v", s.At)
	}
	scale := c.Scale()
	if total := scale.Value(c.FinalTotal(s)); total < 0 || total > 100 {
		t.Fatalf("total %v", total)
	}
}

func TestReplayEqualsPlay(t *testing.T) {
	for seed := range uint64(2000) {
		c, rng := randomCase(seed)
		p := sim.Replay(c, sim.Run{Case: c.ID, Hash: c.Hash, Seed: seed})
		playOn(t, rng, p, 60)
		if again := sim.Replay(c, p.Run); !reflect.DeepEqual(again, p) {
			t.Fatalf("seed %d: played %+v, replayed %+v", seed, p, again)
		}
		for i := range p.Steps {
			for f, set := range p.States[i].Flags {
				if set && !p.States[i+1].Flags[f] {
					t.Fatalf("seed %d: step %d unsets flag %d", seed, i, f)
				}
			}
		}
	}
}

func TestARewoundRunEqualsOneNeverPlayedOn(t *testing.T) {
	for seed := range uint64(2000) {
		c, rng := randomCase(seed)
		short := sim.Replay(c, sim.Run{Case: c.ID, Seed: seed})
		playOn(t, rng, short, rng.IntN(6))
		n := len(short.Steps)
		long := sim.Replay(c, short.Run)
		playOn(t, rng, long, 60)
		recorded := sim.Replay(c, long.Run)

		rewound := long.Rewind(n)
		if !equal(rewound, short) {
			t.Fatalf("seed %d: rewound to %d it is %+v, never played on %+v", seed, n, rewound, short)
		}
		if again := sim.Replay(c, long.Run.Rewind(n)); !equal(again, short) {
			t.Fatalf("seed %d: the run rewound to %d replays to %+v", seed, n, again)
		}
		playOn(t, rng, rewound, 60)
		if again := sim.Replay(c, rewound.Run); !reflect.DeepEqual(again, rewound) {
			t.Fatalf("seed %d: the branch does not equal its replay", seed)
		}
		if !reflect.DeepEqual(long, recorded) {
			t.Fatalf("seed %d: the branch altered the recorded run", seed)
		}
	}
}

// FuzzReplay replays runs that no play has made: of another text, damaged, or too long.
func FuzzReplay(f *testing.F) {
	f.Add(uint64(1), []byte{0, 1, 2, 3, 4, 5, 6, 7})
	f.Add(uint64(2), []byte("\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"))
	f.Add(uint64(7), []byte("\x05\x41\x82\xc3\x24\x95\xe6\x17"))
	f.Add(uint64(9999), []byte("bagaimana jika"))
	f.Fuzz(func(t *testing.T, seed uint64, moves []byte) {
		c, _ := randomCase(seed)
		run := sim.Run{Case: c.ID, Seed: seed}
		guide := c.Start() // where the run would stand, so that some of the decisions fit
		for _, b := range moves[:min(len(moves), 200)] {
			run = run.Append(damagedDecision(c, guide, b))
			if next, _, err := c.Choose(guide, int(b&3)); err == nil {
				guide = next
			}
		}
		p := sim.Replay(c, run)
		if len(p.States) != len(p.Steps)+1 || len(p.Run.Decisions) != len(p.Steps) || len(p.Steps)+p.Lost != len(run.Decisions) {
			t.Fatalf("%d decisions: %d states, %d steps, %d kept, %d lost", len(run.Decisions), len(p.States), len(p.Steps), len(p.Run.Decisions), p.Lost)
		}
		if p.Renamed > len(p.Steps) || !reflect.DeepEqual(p.Run.Decisions, run.Rewind(len(p.Steps)).Decisions) {
			t.Fatalf("%d renamed of %d; kept %+v", p.Renamed, len(p.Steps), p.Run.Decisions)
		}
		for i, step := range p.Steps {
			checkStep(t, c, p.States[i], p.States[i+1], step)
			checkState(t, c, p.States[i+1])
		}
		again := sim.Replay(c, p.Run)
		if again.Lost != 0 || again.Renamed != p.Renamed || !reflect.DeepEqual(again.States, p.States) || !reflect.DeepEqual(again.Steps, p.Steps) {
			t.Fatalf("what was kept replays to %+v, not %+v", again, p)
		}
	})
}

// damagedDecision is a decision for the option b&3 where s stands; the higher bits of b spoil its id, its place, its
// target and its passage.
func damagedDecision(c *sim.Case, s sim.State, b byte) sim.Decision {
	d := sim.Decision{Passage: "adegan-0", Option: "opsi-0", Target: "akhir"}
	if p := c.Passage(s); p != nil && int(b&3) < len(p.Choices) {
		d = c.NewDecision(s, int(b&3), noon, "", nil)
	}
	if b&0x04 != 0 {
		d.Option = "tidak-dikenal"
	}
	if b&0x18 == 0x18 {
		d.Place = int(int8(b))
	}
	if b&0x60 == 0x60 {
		d.Target = "adegan-1"
	}
	if b&0x80 != 0 {
		d.Passage = "adegan-lama"
	}
	return d
}
