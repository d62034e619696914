package storymap

import (
	"fmt"
	"strings"

	"mufakat/internal/analysis"
	"mufakat/internal/plaintext"
)

// Graphviz is the map in the DOT language, with a cluster for each act.
func (g *Graph) Graphviz() string {
	var b strings.Builder
	fmt.Fprintf(&b, "digraph peta {\n  label=\"%s\";\n  labelloc=t;\n  node [shape=box, style=solid];\n", dotText([]string{plaintext.Line(g.Case.Title)}))
	node := func(indent string, n *Node) {
		shape, style := "box", "solid"
		switch {
		case n.Kind == Finish:
			shape = "hexagon"
		case n.Kind == Ending:
			shape = "doubleoctagon"
		case !g.isDecision(n):
			shape = "ellipse"
		}
		if n.Reached == analysis.No {
			style = "dashed"
		}
		fmt.Fprintf(&b, "%s%s [label=\"%s\", shape=%s, style=%s];\n", indent, n.ID, dotText(g.nodeLabel(n)), shape, style)
	}
	for _, act := range g.acts() {
		indent := "  "
		if act.index >= 0 {
			fmt.Fprintf(&b, "  subgraph cluster_babak%d {\n    label=\"%s\";\n", act.index, dotText([]string{short(plaintext.Line(g.Case.Acts[act.index].Title))}))
			indent = "    "
		}
		for _, n := range act.nodes {
			node(indent, n)
		}
		if act.index >= 0 {
			b.WriteString("  }\n")
		}
	}
	for _, n := range g.final() {
		node("  ", n)
	}
	for i := range g.Edges {
		e := &g.Edges[i]
		style := "solid"
		if e.never() {
			style = "dashed"
		}
		fmt.Fprintf(&b, "  %s -> %s [label=\"%s\", style=%s];\n", g.Nodes[e.From].ID, g.Nodes[e.To].ID, dotText(edgeLabel(e)), style)
	}
	b.WriteString("}\n")
	return b.String()
}

// dotText writes lines as a quoted label. Graphviz reads backslashes, quotes and the entities of HTML.
func dotText(lines []string) string {
	return escaped(lines, `\n`, func(r rune) string {
		switch r {
		case '"', '\\':
			return `\` + string(r)
		case '&':
			return "&amp;"
		}
		return string(r)
	})
}
