// Package simtest makes random cases for property tests.
package simtest

import (
	"fmt"
	"math/rand/v2"

	"mufakat/internal/sim"
)

// Options bound what [Case] makes: there may be no resources and no flags, but of everything else at least one, so the
// bound is at least 1.
type Options struct {
	Stakeholders, Resources, Flags int
	Passages, Choices, Endings     int
	Loops                          bool // a link may lead back, so that the story can go on without end
}

// Small is a case that brute force can exhaust.
var Small = Options{Stakeholders: 3, Resources: 2, Flags: 3, Passages: 5, Choices: 3, Endings: 3}

// Case returns a random case that uses everything a case can do: flags, locks, costs, caps, conditional effects,
// conditional targets, levels that do not count. The numbers in o are upper bounds. Text is short but never absent.
func Case(rng *rand.Rand, o Options) *sim.Case {
	g := generator{rng: rng, o: o, c: &sim.Case{
		ID: "acak", Hash: "acak", Title: "Kasus Acak", Role: "Peserta", Minutes: 20, Version: "1",
		Weights: [sim.Criteria]int{1 + rng.IntN(3), 1 + rng.IntN(3), 1 + rng.IntN(3)},
		Intro:   prose("Pengantar."),
		Acts:    []sim.Act{{ID: "babak-satu", Title: "Babak satu"}},
	}}
	g.people()
	endings := 1 + rng.IntN(o.Endings)
	passages := 1 + rng.IntN(o.Passages)
	g.c.Passages = make([]sim.Passage, passages)
	for i := range endings {
		e := sim.Ending{ID: fmt.Sprintf("tamat-%d", i), Title: fmt.Sprintf("Tamat %d", i), Rank: i + 1, Cap: sim.NoCap, Text: prose("Selesai.")}
		if i < endings-1 {
			e.Requires = g.condition(2)
		}
		if rng.IntN(3) == 0 {
			e.Cap = rng.IntN(101)
		}
		g.c.Endings = append(g.c.Endings, e)
	}
	for i := range g.c.Passages {
		p := &g.c.Passages[i]
		*p = sim.Passage{ID: fmt.Sprintf("adegan-%d", i), Title: fmt.Sprintf("Adegan %d", i), Text: g.text()}
		for k := range 1 + rng.IntN(o.Choices) {
			p.Choices = append(p.Choices, g.choice(i, k))
		}
	}
	return g.c
}

// Chain returns a case of the given size without locks, flags or loops: every path takes all the decisions. It is the
// size at which search is measured.
func Chain(rng *rand.Rand, decisions, choices, stakeholders int) *sim.Case {
	g := generator{rng: rng, o: Options{Stakeholders: stakeholders, Flags: decisions}, c: &sim.Case{
		ID: "rantai", Hash: "rantai", Title: "Rantai", Weights: [sim.Criteria]int{1, 1, 1},
		Acts: []sim.Act{{ID: "babak-satu", Title: "Babak satu"}},
	}}
	for i := range stakeholders {
		var l sim.Levels
		for k := range l {
			l[k] = 25 + 5*rng.IntN(8)
		}
		g.c.Stakeholders = append(g.c.Stakeholders, sim.Stakeholder{Code: fmt.Sprintf("pihak%d", i), Name: fmt.Sprintf("Pihak %d", i), Start: l})
	}
	for i := range decisions {
		g.c.Flags = append(g.c.Flags, fmt.Sprintf("tanda%d", i))
	}
	g.c.Endings = []sim.Ending{
		{ID: "baik", Title: "Baik", Rank: 1, Cap: sim.NoCap, Requires: &sim.Condition{Kind: sim.Compares,
			Quantity: sim.Quantity{Kind: sim.TotalLevel}, Relation: sim.AtLeast, Value: 50}},
		{ID: "kurang", Title: "Kurang", Rank: 2, Cap: 40},
	}
	g.c.Passages = make([]sim.Passage, decisions)
	for i := range g.c.Passages {
		p := &g.c.Passages[i]
		*p = sim.Passage{ID: fmt.Sprintf("adegan-%d", i), Title: fmt.Sprintf("Adegan %d", i)}
		to := sim.Target{Kind: sim.ToFinish}
		if i+1 < decisions {
			to = sim.Target{Kind: sim.ToPassage, Index: i + 1}
		}
		for k := range choices {
			ch := sim.Choice{ID: fmt.Sprintf("opsi-%d", k), Text: fmt.Sprintf("Opsi %d", k), Target: to}
			for range 3 {
				ch.Outcome.Levels = append(ch.Outcome.Levels, g.levelEffect())
			}
			if rng.IntN(3) == 0 {
				ch.Outcome.Flags = []int{i}
			}
			if i > 0 && rng.IntN(3) == 0 {
				ch.Outcome.Branches = []sim.Branching{{
					{When: &sim.Condition{Kind: sim.FlagSet, Flag: rng.IntN(i)}, Outcome: sim.Outcome{Levels: []sim.LevelEffect{g.levelEffect()}}},
					{Outcome: sim.Outcome{Levels: []sim.LevelEffect{g.levelEffect()}}},
				}}
			}
			p.Choices = append(p.Choices, ch)
		}
	}
	return g.c
}

type generator struct {
	rng *rand.Rand
	o   Options
	c   *sim.Case
}

func (g *generator) people() {
	for i := range 1 + g.rng.IntN(g.o.Stakeholders) {
		var l sim.Levels
		for k := range l {
			l[k] = g.rng.IntN(101)
			if i > 0 && g.rng.IntN(12) == 0 {
				l[k] = sim.Absent
			}
		}
		g.c.Stakeholders = append(g.c.Stakeholders, sim.Stakeholder{
			Code: fmt.Sprintf("pihak%d", i), Name: fmt.Sprintf("Pihak %d", i), Interest: "kepentingan", Start: l})
	}
	if g.o.Resources > 0 {
		for i := range g.rng.IntN(g.o.Resources + 1) {
			g.c.Resources = append(g.c.Resources, sim.Resource{Name: fmt.Sprintf("bekal%d", i), Start: 1 + g.rng.IntN(6)})
		}
	}
	if g.o.Flags > 0 {
		for i := range g.rng.IntN(g.o.Flags + 1) {
			g.c.Flags = append(g.c.Flags, fmt.Sprintf("tanda%d", i))
		}
	}
}

func (g *generator) choice(passage, k int) sim.Choice {
	ch := sim.Choice{ID: fmt.Sprintf("opsi-%d", k), Text: fmt.Sprintf("Opsi %d", k), Target: g.target(passage), Outcome: g.outcome(passage, 2)}
	if k > 0 && g.rng.IntN(4) == 0 {
		ch.Requires = g.condition(2)
		if g.rng.IntN(2) == 0 {
			ch.LockReason = "Belum waktunya."
		}
	}
	return ch
}

func (g *generator) target(passage int) sim.Target {
	switch first, n := passage+1, len(g.c.Passages); {
	case g.o.Loops && g.rng.IntN(5) == 0:
		return sim.Target{Kind: sim.ToPassage, Index: g.rng.IntN(n)}
	case g.rng.IntN(10) == 0:
		return sim.Target{Kind: sim.ToEnding, Index: g.rng.IntN(len(g.c.Endings))}
	case first < n:
		return sim.Target{Kind: sim.ToPassage, Index: first + g.rng.IntN(min(2, n-first))}
	}
	return sim.Target{Kind: sim.ToFinish}
}

func (g *generator) outcome(passage, depth int) sim.Outcome {
	o := sim.Outcome{Feedback: sim.Text{
		{{Kind: sim.Quote, Markdown: "Sesuatu terjadi."}},
		{{Kind: sim.Lesson, Markdown: "Sesuatu dipelajari."}},
	}}
	for range g.rng.IntN(3) {
		o.Levels = append(o.Levels, g.levelEffect())
	}
	if len(g.c.Resources) > 0 && g.rng.IntN(3) == 0 {
		o.Resources = append(o.Resources, sim.ResourceEffect{Resource: g.rng.IntN(len(g.c.Resources)), Delta: g.rng.IntN(5) - 3})
	}
	if len(g.c.Flags) > 0 && g.rng.IntN(3) == 0 {
		o.Flags = append(o.Flags, g.rng.IntN(len(g.c.Flags)))
	}
	if g.rng.IntN(4) == 0 {
		o.Concepts = []string{"C-07"}
	}
	if depth > 0 && g.rng.IntN(3) == 0 {
		var br sim.Branching
		for range 1 + g.rng.IntN(2) {
			b := sim.Branch{When: g.condition(1), Outcome: g.outcome(passage, depth-1)}
			if g.rng.IntN(4) == 0 {
				t := g.target(passage)
				b.Target = &t
			}
			br = append(br, b)
		}
		if g.rng.IntN(2) == 0 {
			br = append(br, sim.Branch{Outcome: g.outcome(passage, depth-1)})
		}
		o.Branches = append(o.Branches, br)
	}
	return o
}

func (g *generator) levelEffect() sim.LevelEffect {
	e := sim.LevelEffect{Criterion: sim.Criterion(g.rng.IntN(sim.Criteria)), Delta: 5 * (g.rng.IntN(13) - 6)}
	if e.Delta == 0 {
		e.Delta = 5
	}
	if g.rng.IntN(4) == 0 {
		for i := range g.c.Stakeholders {
			e.Stakeholders = append(e.Stakeholders, i)
		}
		return e
	}
	e.Stakeholders = []int{g.rng.IntN(len(g.c.Stakeholders))}
	return e
}

func (g *generator) condition(depth int) *sim.Condition {
	c := g.conditionValue(depth)
	return &c
}

func (g *generator) conditionValue(depth int) sim.Condition {
	if depth > 0 {
		switch g.rng.IntN(6) {
		case 0:
			return sim.Condition{Kind: sim.AllOf, Parts: []sim.Condition{g.conditionValue(depth - 1), g.conditionValue(depth - 1)}}
		case 1:
			return sim.Condition{Kind: sim.AnyOf, Parts: []sim.Condition{g.conditionValue(depth - 1), g.conditionValue(depth - 1)}}
		case 2:
			return sim.Condition{Kind: sim.NotOf, Parts: []sim.Condition{g.conditionValue(depth - 1)}}
		}
	}
	if len(g.c.Flags) > 0 && g.rng.IntN(2) == 0 {
		return sim.Condition{Kind: sim.FlagSet, Flag: g.rng.IntN(len(g.c.Flags))}
	}
	cond := sim.Condition{Kind: sim.Compares, Relation: sim.Relation(g.rng.IntN(4)), Value: g.rng.IntN(101)}
	criterion := sim.Criterion(g.rng.IntN(sim.Criteria))
	switch g.rng.IntN(4) {
	case 0: // the first stakeholder has all three levels
		cond.Quantity = sim.Quantity{Kind: sim.StakeholderLevel, Criterion: criterion}
	case 1:
		cond.Quantity = sim.Quantity{Kind: sim.CollaborationLevel, Criterion: criterion}
	case 2:
		cond.Quantity = sim.Quantity{Kind: sim.TotalLevel}
	default:
		if len(g.c.Resources) == 0 {
			cond.Quantity = sim.Quantity{Kind: sim.TotalLevel}
			break
		}
		cond.Quantity = sim.Quantity{Kind: sim.ResourceLeft, Resource: g.rng.IntN(len(g.c.Resources))}
		cond.Value = g.rng.IntN(6)
	}
	return cond
}

func (g *generator) text() sim.Text {
	t := prose("Sesuatu terjadi pagi ini.")
	if g.rng.IntN(3) == 0 {
		t = append(t, sim.Alternatives{
			{Kind: sim.Prose, When: g.condition(1), Markdown: "Begini."},
			{Kind: sim.Prose, Markdown: "Atau begitu."},
		})
	}
	return t
}

func prose(markdown string) sim.Text {
	return sim.Text{{{Kind: sim.Prose, Markdown: markdown}}}
}
