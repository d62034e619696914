package storymap

import (
	"fmt"
	"strings"
	"unicode"

	"mufakat/internal/analysis"
	"mufakat/internal/plaintext"
)

// The most that Mermaid draws unless whoever runs it allows more.
const (
	MermaidCharacters = 50000
	MermaidEdges      = 500
)

// Mermaid is the map as a flowchart of Mermaid, with a subgraph for each act.
func (g *Graph) Mermaid() string {
	var b strings.Builder
	b.WriteString("flowchart TD\n")
	var unreachable []string
	node := func(indent string, n *Node) {
		open, end := `["`, `"]`
		switch {
		case n.Kind == Finish:
			open, end = `{{"`, `"}}`
		case n.Kind == Ending:
			open, end = `(["`, `"])`
		case !g.isDecision(n):
			open, end = `("`, `")`
		}
		fmt.Fprintf(&b, "%s%s%s%s%s\n", indent, n.ID, open, mermaidText(g.nodeLabel(n)), end)
		if n.Reached == analysis.No {
			unreachable = append(unreachable, n.ID)
		}
	}
	for _, act := range g.acts() {
		indent := "  "
		if act.index >= 0 {
			fmt.Fprintf(&b, "  subgraph babak%d[\"%s\"]\n", act.index, mermaidText([]string{short(plaintext.Line(g.Case.Acts[act.index].Title))}))
			indent = "    "
		}
		for _, n := range act.nodes {
			node(indent, n)
		}
		if act.index >= 0 {
			b.WriteString("  end\n")
		}
	}
	for _, n := range g.final() {
		node("  ", n)
	}
	for i := range g.Edges {
		e := &g.Edges[i]
		arrow := "-->"
		if e.never() {
			arrow = "-.->"
		}
		if label := mermaidText(edgeLabel(e)); label != "" {
			arrow += `|"` + label + `"|`
		}
		fmt.Fprintf(&b, "  %s %s %s\n", g.Nodes[e.From].ID, arrow, g.Nodes[e.To].ID)
	}
	if len(unreachable) > 0 {
		fmt.Fprintf(&b, "  classDef takTerjangkau stroke-dasharray:5 5\n  class %s takTerjangkau\n", strings.Join(unreachable, ","))
	}
	return b.String()
}

// mermaidText writes lines as a quoted label: whatever could be taken for a mark of Mermaid, of Markdown or of HTML becomes
// the number of its character.
func mermaidText(lines []string) string {
	return escaped(lines, "<br/>", func(r rune) string {
		if r > unicode.MaxASCII || unicode.IsLetter(r) || unicode.IsDigit(r) || r == ' ' || r == ',' {
			return string(r)
		}
		return fmt.Sprintf("#%d;", r)
	})
}
