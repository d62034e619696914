package storymap

import (
	"strings"

	"mufakat/internal/analysis"
	"mufakat/internal/plaintext"
)

// Layout is the map as lines from the top down, with the flow of the story drawn at their left the way the history of a
// versioned text often is: every passage stands on a lane; lanes branch off to where its options lead and join there.
type Layout struct {
	Lanes int // side by side
	Lines []Line
}

// Line is one line of a [Layout].
type Line struct {
	Kind  LineKind
	Node  int    // of a NodeLine
	Title string // of a HeadingLine: the act's, or "Akhir"
	Rail  string // marks and box-drawing signs, two columns to a lane
}

// LineKind tells what stands on a [Line].
type LineKind int

// The kinds of line.
const (
	NodeLine    LineKind = iota // a passage or an ending
	LinkLine                    // only lanes that branch off or join
	HeadingLine                 // where an act or the endings begin
)

// MaxLanes is the most lanes side by side that the eye can still follow.
const MaxLanes = 8

// Layout draws the map with at most so many lanes. Edges that lead up are not drawn; where the others would need more
// lanes, none is, and every passage has only its mark.
func (g *Graph) Layout(most int) Layout {
	d := newDrawing(g)
	for at, n := range g.Order {
		d.join(n)
		if title, begins := g.heading(at); begins {
			d.put(Line{Kind: HeadingLine, Title: title}, d.passing().runes())
		}
		d.node(n)
		if d.width > most {
			return g.bare()
		}
	}
	for i := range d.lines {
		l := &d.lines[i]
		l.Rail += strings.Repeat(" ", 2*d.width-len([]rune(l.Rail)))
	}
	return Layout{Lanes: d.width, Lines: d.lines}
}

// bare is the layout with nothing but the marks at the left.
func (g *Graph) bare() Layout {
	l := Layout{Lanes: 1}
	for at, n := range g.Order {
		if title, begins := g.heading(at); begins {
			l.Lines = append(l.Lines, Line{Kind: HeadingLine, Title: title, Rail: "  "})
		}
		l.Lines = append(l.Lines, Line{Kind: NodeLine, Node: n, Rail: string(g.Nodes[n].mark()) + " "})
	}
	return l
}

// heading is the title of the act, or of the endings, that begins at a place in the order, if one does.
func (g *Graph) heading(at int) (title string, begins bool) {
	n := &g.Nodes[g.Order[at]]
	first := at == 0 || g.Nodes[g.Order[at-1]].Kind != n.Kind || g.Nodes[g.Order[at-1]].Act != n.Act
	switch {
	case n.Kind == Ending:
		return "Akhir", first
	case n.Act >= 0:
		return plaintext.Line(g.Case.Acts[n.Act].Title), first
	}
	return "", false
}

// Marks are the signs that stand for a node on its lane, one on every NodeLine.
const Marks = "●◆○◇"

// mark is the sign of the node: a passage's or an ending's, hollow where it cannot be reached.
func (n *Node) mark() rune {
	switch unreachable := n.Reached == analysis.No; {
	case n.Kind == Ending && unreachable:
		return '◇'
	case n.Kind == Ending:
		return '◆'
	case unreachable:
		return '○'
	}
	return '●'
}
