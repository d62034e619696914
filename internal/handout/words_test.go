package handout

import (
	"strings"
	"testing"

	"mufakat/internal/sim"
)

func TestConditionInWords(t *testing.T) {
	c := &sim.Case{
		Stakeholders: []sim.Stakeholder{{Code: "warga", Name: "Bu Sri, koordinator"}},
		Resources:    []sim.Resource{{Name: "hari", Start: 3}},
		Flags:        []string{"janji-tertulis", "serah"},
	}
	flag := func(i int) sim.Condition { return sim.Condition{Kind: sim.FlagSet, Flag: i} }
	is := func(kind sim.QuantityKind, r sim.Relation) sim.Condition {
		return sim.Condition{Kind: sim.Compares, Quantity: sim.Quantity{Kind: kind, Criterion: sim.Commitment}, Relation: r, Value: 40}
	}
	all := func(parts ...sim.Condition) sim.Condition { return sim.Condition{Kind: sim.AllOf, Parts: parts} }
	anyOf := func(parts ...sim.Condition) sim.Condition { return sim.Condition{Kind: sim.AnyOf, Parts: parts} }
	not := func(part sim.Condition) sim.Condition {
		return sim.Condition{Kind: sim.NotOf, Parts: []sim.Condition{part}}
	}
	for _, tt := range []struct {
		cond sim.Condition
		want string
	}{
		{is(sim.StakeholderLevel, sim.AtLeast), "komitmen Bu Sri minimal 40"},
		{is(sim.CollaborationLevel, sim.Below), "komitmen bersama di bawah 40"},
		{is(sim.TotalLevel, sim.AtMost), "total maksimal 40"},
		{is(sim.ResourceLeft, sim.Above), "sisa hari di atas 40"},
		{flag(0), "“janji tertulis” tercatat"},
		{not(flag(0)), "“janji tertulis” tidak tercatat"},
		{not(is(sim.TotalLevel, sim.AtLeast)), "total di bawah 40"},
		{not(is(sim.TotalLevel, sim.AtMost)), "total di atas 40"},
		{not(is(sim.TotalLevel, sim.Below)), "total minimal 40"},
		{not(not(is(sim.TotalLevel, sim.Above))), "total di atas 40"},
		{anyOf(flag(0), all(flag(1), flag(0))), "“janji tertulis” tercatat atau “serah” tercatat dan “janji tertulis” tercatat"},
		{all(flag(1), anyOf(flag(0), flag(1))), "“serah” tercatat dan (“janji tertulis” tercatat atau “serah” tercatat)"},
		{not(anyOf(flag(0), flag(1))), "“janji tertulis” tidak tercatat dan “serah” tidak tercatat"},
		{all(flag(1), not(all(flag(0), not(flag(1))))), "“serah” tercatat dan (“janji tertulis” tidak tercatat atau “serah” tercatat)"},
	} {
		if got := newBuilder(c).condition(&tt.cond); got != tt.want {
			t.Errorf("%s\nwant %s", got, tt.want)
		}
	}
}

func TestOppositeHoldsWhereTheOtherDoesNot(t *testing.T) {
	for _, r := range []sim.Relation{sim.AtLeast, sim.AtMost, sim.Below, sim.Above} {
		for left := int64(39); left <= 41; left++ {
			if r.Compare(left, 40) == opposite(r).Compare(left, 40) {
				t.Errorf("%d %s 40 and its opposite agree", left, r)
			}
		}
	}
}

func TestLevelChangesInWords(t *testing.T) {
	people := func(names ...string) *sim.Case {
		c := &sim.Case{}
		for _, name := range names {
			c.Stakeholders = append(c.Stakeholders, sim.Stakeholder{Name: name, Start: sim.Levels{50, 50, 50}})
		}
		return c
	}
	effect := func(k sim.Criterion, delta int, who ...int) sim.LevelEffect {
		return sim.LevelEffect{Criterion: k, Delta: delta, Stakeholders: who}
	}
	four := people("Ana", "Budi, guru", "Cica", "Dodo")
	four.Stakeholders[3].Start[sim.Commitment] = sim.Absent
	for _, tt := range []struct {
		name    string
		c       *sim.Case
		effects []sim.LevelEffect
		want    string
	}{
		{"nothing", four, nil, ""},
		{"one sum for each level", four, []sim.LevelEffect{effect(sim.Trust, 10, 0, 1, 2, 3), effect(sim.Trust, -15, 1)}, "Ana, Cica, dan Dodo: kepercayaan +10; Budi: kepercayaan −5"},
		{"two alike", four, []sim.LevelEffect{effect(sim.Understanding, 5, 1, 3), effect(sim.Trust, -5, 1, 3)}, "Budi dan Dodo: kepercayaan −5, pemahaman +5"},
		{"everybody", four, []sim.LevelEffect{effect(sim.Trust, 5, 0, 1, 2, 3)}, "semua: kepercayaan +5"},
		{"a level that does not count", four, []sim.LevelEffect{effect(sim.Commitment, 5, 0, 1, 2, 3)}, "Ana, Budi, dan Cica: komitmen +5"},
		{"what cancels out", four, []sim.LevelEffect{effect(sim.Trust, 5, 0), effect(sim.Trust, -5, 0)}, ""},
		{"everybody, who are two", people("Ana", "Budi"), []sim.LevelEffect{effect(sim.Trust, 5, 0, 1)}, "Ana dan Budi: kepercayaan +5"},
		{"alone", people("Ana"), []sim.LevelEffect{effect(sim.Trust, 5, 0)}, "Ana: kepercayaan +5"},
	} {
		if got := strings.Join(newBuilder(tt.c).levelChanges(tt.effects), "; "); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}
