package sim_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"mufakat/internal/sim"
)

// The indices of what [newCase] holds.
const (
	warga, bantul         = 0, 1 // bantul has no commitment that counts
	hari, dana            = 0, 1
	janji, data           = 0, 1
	mulai, kedua          = 0, 1
	damai, macet, sisanya = 0, 1, 2
)

// noon is the time of every decision in these tests.
var noon = time.Date(2025, 3, 4, 12, 0, 0, 0, time.UTC)

// newCase is a case of two passages: the first has the given choices, which get the ids "opsi-0" and on where they
// have none; the second has two open ones.
func newCase(choices ...sim.Choice) *sim.Case {
	for i := range choices {
		if choices[i].ID == "" {
			choices[i].ID = fmt.Sprintf("opsi-%d", i)
		}
	}
	return &sim.Case{
		ID: "uji", Hash: "h1", Weights: [sim.Criteria]int{1, 1, 1},
		Stakeholders: []sim.Stakeholder{
			{Code: "warga", Name: "Bu Sri", Start: sim.Levels{25, 30, 40}},
			{Code: "bantul", Name: "Pak Yudi", Start: sim.Levels{50, sim.Absent, 60}},
		},
		Resources: []sim.Resource{{Name: "hari", Start: 5}, {Name: "dana", Start: 2}},
		Flags:     []string{"janji", "data"},
		Passages: []sim.Passage{
			{ID: "mulai", Choices: choices},
			{ID: "kedua", Choices: []sim.Choice{
				{ID: "tutup", Target: sim.Target{Kind: sim.ToFinish}},
				{ID: "lagi", Target: toPassage(kedua)},
			}},
		},
		Endings: []sim.Ending{
			{ID: "damai", Rank: 1, Cap: sim.NoCap, Requires: flag(janji)},
			{ID: "macet", Rank: 3, Cap: 20, Requires: flag(data)},
			{ID: "sisanya", Rank: 2, Cap: 100},
		},
	}
}

func toPassage(i int) sim.Target { return sim.Target{Kind: sim.ToPassage, Index: i} }
func toEnding(i int) sim.Target  { return sim.Target{Kind: sim.ToEnding, Index: i} }

func flag(i int) *sim.Condition { return &sim.Condition{Kind: sim.FlagSet, Flag: i} }

func not(c *sim.Condition) *sim.Condition {
	return &sim.Condition{Kind: sim.NotOf, Parts: []sim.Condition{*c}}
}

func all(parts ...*sim.Condition) *sim.Condition  { return joined(sim.AllOf, parts) }
func some(parts ...*sim.Condition) *sim.Condition { return joined(sim.AnyOf, parts) }

func joined(kind sim.ConditionKind, parts []*sim.Condition) *sim.Condition {
	c := &sim.Condition{Kind: kind}
	for _, p := range parts {
		c.Parts = append(c.Parts, *p)
	}
	return c
}

func level(who int, k sim.Criterion, r sim.Relation, value int) *sim.Condition {
	return compares(sim.Quantity{Kind: sim.StakeholderLevel, Stakeholder: who, Criterion: k}, r, value)
}

func groupLevel(k sim.Criterion, r sim.Relation, value int) *sim.Condition {
	return compares(sim.Quantity{Kind: sim.CollaborationLevel, Criterion: k}, r, value)
}

func total(r sim.Relation, value int) *sim.Condition {
	return compares(sim.Quantity{Kind: sim.TotalLevel}, r, value)
}

func left(resource int, r sim.Relation, value int) *sim.Condition {
	return compares(sim.Quantity{Kind: sim.ResourceLeft, Resource: resource}, r, value)
}

func compares(q sim.Quantity, r sim.Relation, value int) *sim.Condition {
	return &sim.Condition{Kind: sim.Compares, Quantity: q, Relation: r, Value: value}
}

func moves(k sim.Criterion, delta int, who ...int) sim.LevelEffect {
	return sim.LevelEffect{Stakeholders: who, Criterion: k, Delta: delta}
}

func spends(resource, delta int) sim.ResourceEffect {
	return sim.ResourceEffect{Resource: resource, Delta: delta}
}

// cost is an outcome that only changes one resource.
func cost(resource, delta int) sim.Outcome {
	return sim.Outcome{Resources: []sim.ResourceEffect{spends(resource, delta)}}
}

// choose takes an option that must be open.
func choose(t *testing.T, c *sim.Case, s sim.State, option int) (sim.State, sim.Step) {
	t.Helper()
	next, step, err := c.Choose(s, option)
	if err != nil {
		t.Fatalf("option %d of %+v: %v", option, s.At, err)
	}
	return next, step
}

// copyOf is s without shared memory.
func copyOf(s sim.State) sim.State {
	s.Levels = slices.Clone(s.Levels)
	s.Resources = slices.Clone(s.Resources)
	s.Flags = slices.Clone(s.Flags)
	return s
}
