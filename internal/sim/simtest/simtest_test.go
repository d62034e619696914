package simtest_test

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"mufakat/internal/sim"
	"mufakat/internal/sim/simtest"
)

// Property tests are worth what their cases contain.
func TestCasesUseEverything(t *testing.T) {
	used := map[string]int{}
	count := func(what string, is bool) {
		if is {
			used[what]++
		}
	}
	var outcome func(o *sim.Outcome, depth int)
	outcome = func(o *sim.Outcome, depth int) {
		count("level effect", len(o.Levels) > 0)
		count("flag set", len(o.Flags) > 0)
		count("concept", len(o.Concepts) > 0)
		for _, r := range o.Resources {
			count("cost", r.Delta < 0)
			count("cost in a branch", r.Delta < 0 && depth > 0)
			count("gain", r.Delta > 0)
		}
		for _, branching := range o.Branches {
			count("branch", depth == 0)
			count("nested branch", depth > 0)
			for i := range branching {
				count("bila tidak", branching[i].When == nil)
				count("second bila", i > 0 && branching[i].When != nil)
				count("conditional target", branching[i].Target != nil)
				outcome(&branching[i].Outcome, depth+1)
			}
		}
	}
	for seed := range uint64(500) {
		c := simtest.Case(rand.New(rand.NewPCG(seed, 0)), simtest.Small)
		count("one passage", len(c.Passages) == 1)
		count("several passages", len(c.Passages) > 2)
		count("unequal weights", c.Weights[0] != c.Weights[1])
		for _, sh := range c.Stakeholders {
			count("absent level", slices.Contains(sh.Start[:], sim.Absent))
		}
		for _, e := range c.Endings {
			count("cap", e.Cap != sim.NoCap)
			count("conditional ending", e.Requires != nil)
		}
		for i := range c.Passages {
			p := &c.Passages[i]
			count("passage that only goes on", !p.IsDecision())
			count("conditional text", slices.ContainsFunc(p.Text, func(a sim.Alternatives) bool { return len(a) > 1 }))
			for k := range p.Choices {
				ch := &p.Choices[k]
				count("lock", ch.Requires != nil)
				count("lock with a reason", ch.LockReason != "")
				count("direct ending", ch.Target.Kind == sim.ToEnding)
				count("finish", ch.Target.Kind == sim.ToFinish)
				count("passage skipped", ch.Target.Kind == sim.ToPassage && ch.Target.Index > i+1)
				outcome(&ch.Outcome, 0)
			}
		}
	}
	for _, what := range []string{"level effect", "flag set", "concept", "cost", "cost in a branch", "gain", "branch",
		"nested branch", "bila tidak", "second bila", "conditional target", "one passage", "several passages",
		"unequal weights", "absent level", "cap", "conditional ending", "passage that only goes on", "conditional text",
		"lock", "lock with a reason", "direct ending", "finish", "passage skipped"} {
		if used[what] < 20 {
			t.Errorf("%s: %d times in 500 cases", what, used[what])
		}
	}
}

// Every index must point at something, and the numbers in Options are upper bounds.
func TestCasesAreWhole(t *testing.T) {
	for seed := range uint64(500) {
		o := simtest.Options{Stakeholders: 3, Passages: 6, Choices: 4, Endings: 3, Loops: seed%2 == 0}
		if seed%3 > 0 {
			o.Resources, o.Flags = 2, 3
		}
		c := simtest.Case(rand.New(rand.NewPCG(seed, 1)), o)
		if len(c.Stakeholders) > o.Stakeholders || len(c.Resources) > o.Resources || len(c.Flags) > o.Flags ||
			len(c.Passages) > o.Passages || len(c.Endings) > o.Endings {
			t.Fatalf("seed %d: more than %+v", seed, o)
		}
		if c.Endings[len(c.Endings)-1].Requires != nil {
			t.Errorf("seed %d: the last ending is conditional", seed)
		}
		for i, p := range c.Passages {
			ids := map[string]bool{}
			if len(p.Choices) == 0 || len(p.Choices) > o.Choices {
				t.Errorf("seed %d: passage %d has %d options", seed, i, len(p.Choices))
			}
			for _, ch := range p.Choices {
				if ids[ch.ID] || ch.Text == "" {
					t.Errorf("seed %d: option %q of passage %d", seed, ch.ID, i)
				}
				ids[ch.ID] = true
				checkTarget(t, c, o, i, &ch.Target)
				checkOutcome(t, c, o, i, &ch.Outcome)
			}
		}
	}
}

func checkOutcome(t *testing.T, c *sim.Case, o simtest.Options, passage int, out *sim.Outcome) {
	t.Helper()
	for _, e := range out.Levels {
		if len(e.Stakeholders) == 0 || !slices.IsSorted(e.Stakeholders) || e.Delta == 0 ||
			e.Stakeholders[0] < 0 || e.Stakeholders[len(e.Stakeholders)-1] >= len(c.Stakeholders) {
			t.Errorf("level effect %+v among %d", e, len(c.Stakeholders))
		}
	}
	for _, branching := range out.Branches {
		for i := range branching {
			if branching[i].When == nil && i < len(branching)-1 {
				t.Error("a branch after bila tidak can never be taken")
			}
			checkTarget(t, c, o, passage, branching[i].Target)
			checkOutcome(t, c, o, passage, &branching[i].Outcome)
		}
	}
}

func checkTarget(t *testing.T, c *sim.Case, o simtest.Options, from int, to *sim.Target) {
	t.Helper()
	if to == nil {
		return
	}
	if c.TargetID(*to) == "" {
		t.Errorf("%+v has no id", to)
	}
	if !o.Loops && to.Kind == sim.ToPassage && to.Index <= from {
		t.Errorf("passage %d leads back to %d without Loops", from, to.Index)
	}
}

func TestLoopsLeadBack(t *testing.T) {
	back := 0
	for seed := range uint64(100) {
		o := simtest.Small
		o.Loops = true
		c := simtest.Case(rand.New(rand.NewPCG(seed, 2)), o)
		for i, p := range c.Passages {
			for _, ch := range p.Choices {
				if ch.Target.Kind == sim.ToPassage && ch.Target.Index <= i {
					back++
				}
			}
		}
	}
	if back < 20 {
		t.Errorf("%d links lead back in 100 cases", back)
	}
}

func TestASeedMakesOneCase(t *testing.T) {
	made := func(seed uint64) *sim.Case { return simtest.Case(rand.New(rand.NewPCG(seed, 3)), simtest.Small) }
	if !reflect.DeepEqual(made(4), made(4)) {
		t.Error("one seed made two cases")
	}
	if reflect.DeepEqual(made(4), made(5)) {
		t.Error("two seeds made one case")
	}
}

func TestChainTakesAllItsDecisions(t *testing.T) {
	rng := rand.New(rand.NewPCG(4, 4))
	c := simtest.Chain(rng, 12, 4, 6)
	if len(c.Passages) != 12 || len(c.Stakeholders) != 6 {
		t.Fatalf("%d passages, %d stakeholders", len(c.Passages), len(c.Stakeholders))
	}
	for range 50 {
		s := c.Start()
		for i := range 12 {
			options := c.Options(s)
			if len(options) != 4 {
				t.Fatalf("decision %d has %d options", i, len(options))
			}
			next, _, err := c.Choose(s, rng.IntN(4))
			if err != nil {
				t.Fatal(err)
			}
			s = next
		}
		if !s.Finished() {
			t.Fatal("not finished after all decisions")
		}
	}
}
