// Package storymap draws up the map of a case: what leads where, in which order it is told, and as a drawing of lines and
// marks, as Mermaid or as Graphviz.
package storymap

import (
	"fmt"
	"slices"

	"mufakat/internal/analysis"
	"mufakat/internal/plaintext"
	"mufakat/internal/sim"
)

// Kind tells what a [Node] stands for.
type Kind int

// The kinds of node.
const (
	Passage Kind = iota
	Ending
	Finish // "#akhir", from which the story goes to the first ending whose condition holds
)

// Node is a place of the story.
type Node struct {
	Kind    Kind
	Index   int    // into Case.Passages or Case.Endings; 0 for Finish
	ID      string // for programs: a0, a1 … are the passages as written, akhir0 … the endings, akhir is the finish
	Title   string // plain text on one line
	Act     int    // of a passage, into Case.Acts; -1: none
	Number  int    // its place on the map, from 1 on; 0 for Finish, which has none
	Reached analysis.Reach
	Share   float64 // how often random play comes here, on average; only with a survey
}

// Edge leads from one node to another, by one option or by several.
type Edge struct {
	From, To int // into Graph.Nodes
	Course   Course
	Ways     []Way // in the author's order
}

// Course tells in which direction an edge runs on the map.
type Course int

// The courses.
const (
	Down   Course = iota
	Up            // to what stands further up, without a way back from there
	Around        // to what stands further up, from where the story can come here again; or to itself
)

// Way is one option that leads along an edge, or one condition by which the finish does.
type Way struct {
	Option int      // into the passage's Choices; -1 on an edge from Finish
	Text   string   // plain text on one line; empty on an edge from Finish
	Lock   string   // the option's condition, as authors write it; empty: none
	When   []string // the conditions under which it leads here, any of which is enough; nil: always, or where none leads elsewhere
	Never  bool     // the story comes to the passage, but never finds the option open
}

// Graph is a case as nodes and edges. Where the story ends because every option is locked, which periksa calls an error,
// there is no edge.
type Graph struct {
	Case   *sim.Case
	Survey *analysis.Survey // nil: nothing is known but the structure
	Nodes  []Node           // the passages, then the endings as written, then the finish if an option leads there
	Order  []int            // the nodes as they stand on the map, from the top down; without the finish
	Edges  []Edge           // by From, then by the place of To on the map
}

// Build draws up the map of a case. Without a survey (nil) nothing has a share, and only passages to which no link leads
// from the start on count as unreachable.
func Build(c *sim.Case, survey *analysis.Survey) *Graph {
	g := &Graph{Case: c, Survey: survey}
	for i, p := range c.Passages {
		g.Nodes = append(g.Nodes, Node{Kind: Passage, Index: i, ID: fmt.Sprintf("a%d", i), Title: plaintext.Line(p.Title), Act: p.Act})
	}
	for i, e := range c.Endings {
		g.Nodes = append(g.Nodes, Node{Kind: Ending, Index: i, ID: fmt.Sprintf("akhir%d", i), Title: plaintext.Line(e.Title), Act: -1})
	}
	if survey != nil {
		for i := range c.Passages {
			g.Nodes[i].Reached, g.Nodes[i].Share = survey.Passages[i].Reached, survey.Passages[i].Visits
		}
		for i := range c.Endings {
			n := &g.Nodes[len(c.Passages)+i]
			n.Reached, n.Share = survey.Endings[i].Reached, survey.Endings[i].Share
		}
	}
	for i := range c.Passages {
		g.linkPassage(i)
	}
	g.linkFinish()
	g.arrange()
	return g
}

// linkPassage adds the edges that lead from a passage.
func (g *Graph) linkPassage(passage int) {
	first := len(g.Edges)
	for i := range g.Case.Passages[passage].Choices {
		ch := &g.Case.Passages[passage].Choices[i]
		way := Way{Option: i, Text: plaintext.Line(ch.Text), Never: g.neverOpen(passage, i)}
		if ch.Requires != nil {
			way.Lock = g.Case.ConditionText(ch.Requires)
		}
		for _, l := range links(ch) {
			g.addWay(first, Edge{From: passage, To: g.node(l.to)}, way, l.when)
		}
	}
}

func (g *Graph) neverOpen(passage, option int) bool {
	return g.Survey != nil && g.Nodes[passage].Reached == analysis.Yes &&
		g.Survey.Passages[passage].Options[option].Chosen == analysis.No
}

// addWay adds a way to the edge from e.From to e.To, which is among those from first on or else new. An option that leads
// there under several conditions remains one way.
func (g *Graph) addWay(first int, e Edge, way Way, when *sim.Condition) {
	at := slices.IndexFunc(g.Edges[first:], func(known Edge) bool { return known.To == e.To })
	if at < 0 {
		at = len(g.Edges) - first
		g.Edges = append(g.Edges, e)
	}
	ways := &g.Edges[first+at].Ways
	if n := len(*ways); n > 0 && (*ways)[n-1].Option == way.Option {
		switch last := &(*ways)[n-1]; {
		case when == nil:
			last.When = nil
		case last.When != nil: // else it leads there anyhow
			last.When = append(last.When, g.Case.ConditionText(when))
		}
		return
	}
	if when != nil {
		way.When = []string{g.Case.ConditionText(when)}
	}
	*ways = append(*ways, way)
}

// node is the node of a target. The finish is added when it is first asked for.
func (g *Graph) node(t sim.Target) int {
	switch t.Kind {
	case sim.ToPassage:
		return t.Index
	case sim.ToEnding:
		return len(g.Case.Passages) + t.Index
	}
	finish := len(g.Case.Passages) + len(g.Case.Endings)
	if len(g.Nodes) == finish {
		g.Nodes = append(g.Nodes, Node{Kind: Finish, ID: "akhir", Title: "akhir cerita", Act: -1})
	}
	return finish
}

// HasFinish tells whether an option leads to "#akhir"; the finish is then the last of the nodes.
func (g *Graph) HasFinish() bool { return g.Nodes[len(g.Nodes)-1].Kind == Finish }

// linkFinish leads the finish to the endings that it may choose: all up to the first without a condition, except those
// that the survey rules out.
func (g *Graph) linkFinish() {
	if !g.HasFinish() {
		return
	}
	finish, first := len(g.Nodes)-1, len(g.Edges)
	for i, e := range g.Case.Endings {
		ending := g.node(sim.Target{Kind: sim.ToEnding, Index: i})
		if g.Nodes[ending].Reached != analysis.No {
			g.addWay(first, Edge{From: finish, To: ending}, Way{Option: -1}, e.Requires)
		}
		if e.Requires == nil {
			break
		}
	}
}

// Out are the edges that lead from a node.
func (g *Graph) Out(node int) []Edge {
	from, _ := slices.BinarySearchFunc(g.Edges, node, func(e Edge, node int) int { return e.From - node })
	to, _ := slices.BinarySearchFunc(g.Edges, node+1, func(e Edge, node int) int { return e.From - node })
	return g.Edges[from:to]
}

// In are the nodes from which an edge leads to a node, in the order of the map.
func (g *Graph) In(node int) []int {
	var from []int
	for _, e := range g.Edges {
		if e.To == node {
			from = append(from, e.From)
		}
	}
	slices.SortFunc(from, func(a, b int) int { return g.Nodes[a].Number - g.Nodes[b].Number })
	return from
}
