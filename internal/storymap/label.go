package storymap

import (
	"fmt"
	"strings"
	"unicode"

	"mufakat/internal/analysis"
	"mufakat/internal/plaintext"
)

// longest is the length in characters at which a title is cut in a diagram.
const longest = 40

// nodeLabel is what a diagram writes in a node, as lines of plain text.
func (g *Graph) nodeLabel(n *Node) []string {
	lines := []string{short(n.Title)}
	if n.Kind == Ending {
		if rank := g.Case.Endings[n.Index].Rank; rank > 0 {
			lines = append(lines, fmt.Sprintf("peringkat %d", rank))
		}
	}
	switch {
	case n.Kind == Finish:
	case n.Reached == analysis.No:
		lines = append(lines, "tak terjangkau")
	case g.Survey != nil:
		lines = append(lines, "bila acak: "+plaintext.Share(n.Share))
	}
	return lines
}

// edgeLabel is what a diagram writes beside an edge: a line of plain text for every way; none for one that needs no word.
func edgeLabel(e *Edge) []string {
	var lines []string
	for _, w := range e.Ways {
		line := short(w.Text)
		if w.Lock != "" {
			line += " (syarat: " + w.Lock + ")"
		}
		if w.When != nil {
			line += " (bila " + strings.Join(w.When, "; atau bila ") + ")"
		}
		if w.Never {
			line += " (tak pernah terbuka)"
		}
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
	}
	return lines
}

// never tells whether no option ever leads along the edge.
func (e *Edge) never() bool {
	for _, w := range e.Ways {
		if !w.Never {
			return false
		}
	}
	return true
}

// short is a title of at most so many characters as fit in a diagram.
func short(title string) string {
	runes := []rune(title)
	if len(runes) <= longest {
		return title
	}
	return strings.TrimSpace(string(runes[:longest-1])) + "…"
}

// escaped are the lines of a label in the notation of a diagram: each as replace writes its characters, with a line break
// between them. Control characters are left out.
func escaped(lines []string, lineBreak string, replace func(rune) string) string {
	var b strings.Builder
	for i, line := range lines {
		if i > 0 {
			b.WriteString(lineBreak)
		}
		for _, r := range line {
			if !unicode.IsControl(r) {
				b.WriteString(replace(r))
			}
		}
	}
	return b.String()
}

// act is a part of the story in a diagram: an act, or the passages before the first (-1).
type act struct {
	index int
	nodes []*Node
}

// acts are the passages by act, both in the order of the map, without acts that have none.
func (g *Graph) acts() []act {
	var acts []act
	for _, n := range g.Order {
		node := &g.Nodes[n]
		if node.Kind != Passage {
			continue
		}
		if len(acts) == 0 || acts[len(acts)-1].index != node.Act {
			acts = append(acts, act{index: node.Act})
		}
		last := &acts[len(acts)-1]
		last.nodes = append(last.nodes, node)
	}
	return acts
}

// isDecision tells whether the node is a passage that asks for a decision.
func (g *Graph) isDecision(n *Node) bool {
	return n.Kind == Passage && g.Case.Passages[n.Index].IsDecision()
}

// final are the endings in the order of the map, and before them the finish if there is one.
func (g *Graph) final() []*Node {
	var nodes []*Node
	if g.HasFinish() {
		nodes = append(nodes, &g.Nodes[len(g.Nodes)-1])
	}
	for _, n := range g.Order[len(g.Case.Passages):] {
		nodes = append(nodes, &g.Nodes[n])
	}
	return nodes
}
