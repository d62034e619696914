package storymap

import (
	"context"
	"flag"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"mufakat/internal/analysis"
	"mufakat/internal/casefile"
	"mufakat/internal/sim"
	"mufakat/internal/sim/simtest"
)

var update = flag.Bool("update", false, "write the golden files anew")

// harbour is a small case with a loop, a lock that never opens, branches that lead elsewhere, a passage that nothing leads
// to, and signs in its titles that mean something to the formats.
func harbour(t testing.TB) *sim.Case {
	t.Helper()
	src, err := os.ReadFile("testdata/dermaga.md")
	if err != nil {
		t.Fatal(err)
	}
	doc := casefile.Parse("dermaga.md", src, casefile.Options{})
	if doc.Case == nil {
		t.Fatal(doc.Diagnostics)
	}
	return doc.Case
}

// surveyed is a survey of the small case, with numbers made up: everything is reached but the passage that nothing leads to,
// and one option is never open.
func surveyed(c *sim.Case) *analysis.Survey {
	s := &analysis.Survey{Complete: true}
	for i, visits := range []float64{1.3, 0.5, 0.667, 0} {
		p := analysis.PassageSurvey{Reached: analysis.Yes, Visits: visits}
		for range c.Passages[i].Choices {
			p.Options = append(p.Options, analysis.OptionSurvey{Chosen: analysis.Yes})
		}
		s.Passages = append(s.Passages, p)
	}
	s.Passages[3].Reached = analysis.No
	s.Passages[1].Options[2].Chosen = analysis.No
	s.Endings = []analysis.EndingSurvey{{Reached: analysis.Yes, Share: 0.0321}, {Reached: analysis.Yes, Share: 0.9679}}
	return s
}

// text is a layout with the nodes' numbers and titles.
func (g *Graph) text(l Layout) string {
	var b strings.Builder
	for _, line := range l.Lines {
		title := line.Title
		if line.Kind == NodeLine {
			title = g.Nodes[line.Node].Title
		}
		b.WriteString(strings.TrimRight(line.Rail+title, " ") + "\n")
	}
	return b.String()
}

// The whole map in every form. go test ./internal/storymap -update writes the files anew.
func TestGolden(t *testing.T) {
	c := harbour(t)
	for name, s := range map[string]*analysis.Survey{"survei": surveyed(c), "struktur": nil} {
		g := Build(c, s)
		for ending, got := range map[string]string{"mmd": g.Mermaid(), "dot": g.Graphviz(), "txt": g.text(g.Layout(MaxLanes)) + "\n" + g.text(g.Layout(1))} {
			file := filepath.Join("testdata", name+"."+ending)
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if got != strings.ReplaceAll(string(want), "\r\n", "\n") {
				t.Errorf("%s (go test -update writes it anew):\n%s", file, got)
			}
		}
	}
}

// randomCase is the case that a seed stands for; every second one loops, every third one is large.
func randomCase(seed uint64) (*sim.Case, *rand.Rand) {
	rng := rand.New(rand.NewPCG(seed, 11))
	o := simtest.Small
	if seed%3 == 0 {
		o = simtest.Options{Stakeholders: 2, Resources: 1, Flags: 3, Passages: 40, Choices: 4, Endings: 6}
	}
	o.Loops = seed%2 == 0
	c := simtest.Case(rng, o)
	for i := range c.Passages { // acts in no good order, and passages before the first
		c.Passages[i].Act = rng.IntN(4) - 1
	}
	c.Acts = []sim.Act{{Title: "Satu"}, {Title: "Dua"}, {Title: "Tiga"}}
	return c, rng
}

// Every passage and every ending is in the order and in the drawing exactly once, and every edge keeps what it promises.
func TestEverythingIsOnTheMapOnce(t *testing.T) {
	railed := 0
	for seed := range uint64(600) {
		c, _ := randomCase(seed)
		g := Build(c, nil)
		if seed%2 == 1 && len(c.Passages) < 10 {
			s, err := analysis.Compile(c).Survey(context.Background(), 20_000)
			if err != nil {
				t.Fatal(err)
			}
			g = Build(c, s)
		}
		for _, most := range []int{1, MaxLanes, 1000} {
			l := g.Layout(most)
			var seen []int
			for _, line := range l.Lines {
				if n := len([]rune(line.Rail)); n != 2*l.Lanes {
					t.Fatalf("seed %d: a rail of %d columns for %d lanes\n%s", seed, n, l.Lanes, g.text(l))
				}
				if line.Kind == NodeLine {
					seen = append(seen, line.Node)
				}
			}
			if !slices.Equal(seen, g.Order) || l.Lanes > most {
				t.Fatalf("seed %d: draws %v, ordered %v; %d lanes", seed, seen, g.Order, l.Lanes)
			}
			if l.Lanes > 1 {
				railed++
			}
		}
		for i, n := range g.Order {
			if g.Nodes[n].Number != i+1 {
				t.Fatalf("seed %d: node %d has number %d", seed, n, g.Nodes[n].Number)
			}
		}
		all := slices.Sorted(slices.Values(g.Order))
		for i := range all {
			if all[i] != i || len(all) != len(c.Passages)+len(c.Endings) {
				t.Fatalf("seed %d: order %v", seed, g.Order)
			}
		}
		checkEdges(t, seed, g)
	}
	if railed < 600 {
		t.Errorf("only %d drawings had lanes", railed)
	}
}

// checkEdges compares the edges with a plain look at the choices, and their courses with what can be walked.
func checkEdges(t *testing.T, seed uint64, g *Graph) {
	t.Helper()
	on := map[[3]int]int{} // passage, option, target node: ways
	for i, e := range g.Edges {
		if i > 0 && (g.Edges[i-1].From > e.From || g.Edges[i-1].From == e.From && g.Edges[i-1].To == e.To) {
			t.Fatalf("seed %d: edges %d and %d", seed, i-1, i)
		}
		for _, w := range e.Ways {
			if w.Option >= 0 {
				on[[3]int{e.From, w.Option, e.To}]++
			}
		}
		from, to := &g.Nodes[e.From], &g.Nodes[e.To]
		lower := to.Kind != Passage || to.Number > from.Number
		if back := e.To == e.From || g.walks(e.To, e.From); (e.Course == Down) != lower || !lower && (e.Course == Around) != back {
			t.Fatalf("seed %d: course %d from %d to %d", seed, e.Course, from.Number, to.Number)
		}
	}
	for key, ways := range on {
		if ways != 1 {
			t.Fatalf("seed %d: %v on %d ways", seed, key, ways)
		}
	}
	for p := range g.Case.Passages {
		for o := range g.Case.Passages[p].Choices {
			ch := &g.Case.Passages[p].Choices[o]
			named := append(namedTargets(&ch.Outcome), ch.Target)
			for key := range on {
				if key[0] == p && key[1] == o && !slices.ContainsFunc(named, func(n sim.Target) bool { return g.node(n) == key[2] }) {
					t.Fatalf("seed %d: passage %d, option %d leads to %d", seed, p, o, key[2])
				}
			}
		}
	}
}

func namedTargets(o *sim.Outcome) (all []sim.Target) {
	for _, branching := range o.Branches {
		for _, b := range branching {
			if b.Target != nil {
				all = append(all, *b.Target)
			}
			all = append(all, namedTargets(&b.Outcome)...)
		}
	}
	return all
}

// walks tells whether edges lead from one passage to another.
func (g *Graph) walks(from, to int) bool {
	seen := map[int]bool{from: true}
	for todo := []int{from}; len(todo) > 0; todo = todo[1:] {
		for _, e := range g.Out(todo[0]) {
			if e.To == to {
				return true
			}
			if !seen[e.To] && g.Nodes[e.To].Kind == Passage {
				seen[e.To] = true
				todo = append(todo, e.To)
			}
		}
	}
	return false
}

// Wherever play goes, the map has an edge for it that names the option.
func TestPlayStaysOnTheEdges(t *testing.T) {
	steps := 0
	for seed := range uint64(400) {
		c, rng := randomCase(seed)
		g := Build(c, nil)
		for range 10 {
			s := c.Start()
			for i := 0; i < 40 && !s.Finished(); i++ {
				option := rng.IntN(len(c.Passage(s).Choices))
				next, step, err := c.Choose(s, option)
				if err != nil {
					continue
				}
				steps++
				to := g.node(step.To)
				if step.Stranded >= 0 {
					to = step.Stranded
				}
				if !g.goes(step.Passage, option, to) && !(step.To.Kind == sim.ToEnding && g.HasFinish() &&
					g.goes(step.Passage, option, len(g.Nodes)-1) && g.goes(len(g.Nodes)-1, -1, to)) {
					t.Fatalf("seed %d: passage %d, option %d, to node %d", seed, step.Passage, option, to)
				}
				s = next
			}
		}
	}
	if steps < 5000 {
		t.Errorf("only %d steps", steps)
	}
}

func (g *Graph) goes(from, option, to int) bool {
	return slices.ContainsFunc(g.Out(from), func(e Edge) bool {
		return e.To == to && slices.ContainsFunc(e.Ways, func(w Way) bool { return w.Option == option })
	})
}

// A survey rules out what cannot happen, and what it does not know stays open.
func TestWhatTheSurveySays(t *testing.T) {
	c := harbour(t)
	g := Build(c, surveyed(c))
	reached := map[string]analysis.Reach{}
	for _, n := range g.Nodes {
		reached[n.Title] = n.Reached
	}
	if reached["Kapal hantu"] != analysis.No || reached["Surat"] != analysis.Yes || reached["Bubar"] != analysis.Yes {
		t.Error(reached)
	}
	var never []string
	for _, e := range g.Edges {
		for _, w := range e.Ways {
			if w.Never {
				never = append(never, w.Text)
			}
		}
	}
	if !slices.Equal(never, []string{"Pakai kunci lama"}) {
		t.Errorf("never open: %q", never)
	}
	unknown := surveyed(c)
	for i := range unknown.Endings {
		unknown.Endings[i].Reached = analysis.Unknown
	}
	unknown.Endings[0].Reached = analysis.No
	g = Build(c, unknown)
	if out := g.Out(len(g.Nodes) - 1); len(out) != 1 || g.Nodes[out[0].To].Title != "Bubar" || g.Nodes[out[0].To].Reached != analysis.Unknown {
		t.Errorf("from the finish: %+v", out)
	}
}

func TestLinks(t *testing.T) {
	passage := func(i int) *sim.Target { return &sim.Target{Kind: sim.ToPassage, Index: i} }
	flag := func(i int) *sim.Condition { return &sim.Condition{Kind: sim.FlagSet, Flag: i} }
	c := &sim.Case{Flags: []string{"a", "b", "c"}}
	tests := []struct {
		name     string
		branches []sim.Branching
		want     string
	}{
		{"none", nil, "0"},
		{"one", []sim.Branching{{{When: flag(0), Target: passage(1)}}}, "0, 1 bila a"},
		{"otherwise", []sim.Branching{{{When: flag(0)}, {When: flag(1)}, {Target: passage(1)}}}, "0, 1 bila bukan (a atau b)"},
		{"always decided", []sim.Branching{{{When: flag(0), Target: passage(1)}, {Target: passage(2)}}, {{When: flag(1), Target: passage(3)}}},
			"1 bila a, 2 bila bukan a"},
		{"inside", []sim.Branching{{{When: flag(0), Outcome: sim.Outcome{Branches: []sim.Branching{{{When: flag(1), Target: passage(1)}, {Target: passage(2)}}}}},
			{Target: passage(3)}}}, "1 bila a dan b, 2 bila a dan bukan b, 3 bila bukan a"},
		{"a branch's own target hides those inside", []sim.Branching{{{When: flag(0), Target: passage(1),
			Outcome: sim.Outcome{Branches: []sim.Branching{{{When: flag(1), Target: passage(2)}}}}}}}, "0, 1 bila a"},
	}
	for _, test := range tests {
		var got []string
		for _, l := range links(&sim.Choice{Target: *passage(0), Outcome: sim.Outcome{Branches: test.branches}}) {
			text := string(rune('0' + l.to.Index))
			if l.when != nil {
				text += " bila " + c.ConditionText(l.when)
			}
			got = append(got, text)
		}
		if text := strings.Join(got, ", "); text != test.want {
			t.Errorf("%s: %s, want %s", test.name, text, test.want)
		}
	}
}

func BenchmarkLayout(b *testing.B) {
	for name, o := range map[string]simtest.Options{
		"besar":    {Stakeholders: 2, Flags: 3, Passages: 1000, Choices: 4, Endings: 6},
		"berputar": {Stakeholders: 2, Flags: 3, Passages: 1000, Choices: 4, Endings: 6, Loops: true},
	} {
		rng := rand.New(rand.NewPCG(1, 1))
		c := simtest.Case(rng, o)
		for len(c.Passages) < 900 {
			c = simtest.Case(rng, o)
		}
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				Build(c, nil).Layout(MaxLanes)
			}
		})
	}
}
