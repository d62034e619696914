package sim_test

import (
	"slices"
	"testing"

	"mufakat/internal/sim"
)

// No place of a case that can hold a condition or an outcome is left out.
func TestVisitor(t *testing.T) {
	value := 0
	next := func() *sim.Condition {
		value++
		return level(warga, sim.Trust, sim.AtLeast, value)
	}
	text := func() sim.Text { return sim.Text{{{When: next()}, {When: next()}, {}}} }
	c := &sim.Case{Intro: text(), Acts: []sim.Act{{Intro: text()}}}
	passage := sim.Passage{Text: text()}
	choice := sim.Choice{Requires: all(next(), not(next()))}
	choice.Outcome = sim.Outcome{Flags: []int{1}, Feedback: text(), Branches: []sim.Branching{{
		{When: next(), Outcome: sim.Outcome{Flags: []int{2}, Branches: []sim.Branching{{{When: next(), Outcome: sim.Outcome{Flags: []int{3}}}}}}},
		{Outcome: sim.Outcome{Flags: []int{4}, Feedback: text()}},
	}}}
	passage.Choices = []sim.Choice{choice}
	c.Passages = []sim.Passage{passage}
	c.EndingIntro = text()
	c.Endings = []sim.Ending{{Requires: next(), Text: text()}}
	c.Voices = []sim.Voice{{Text: text()}}

	var values, outcomes []int
	sim.Visitor{
		Condition: func(cond *sim.Condition) {
			if cond.Kind == sim.Compares {
				values = append(values, cond.Value)
			}
		},
		Outcome: func(o *sim.Outcome) { outcomes = append(outcomes, o.Flags...) },
	}.Visit(c)
	want := make([]int, value)
	for i := range want {
		want[i] = i + 1
	}
	if !slices.Equal(values, want) || !slices.Equal(outcomes, []int{1, 2, 3, 4}) {
		t.Errorf("conditions %v, want %v; outcomes %v", values, want, outcomes)
	}
	sim.Visitor{}.Visit(c) // which skips everything
}
