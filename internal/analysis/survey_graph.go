package analysis

import (
	"slices"

	"mufakat/internal/sim"
)

// storyGraph is every state that a story can come to, each once, and where each leads.
type storyGraph struct {
	nodes []storyNode
	index map[state]int
}

// storyNode is one state of a [storyGraph].
type storyNode struct {
	state
	parent, option int   // the first way that was found to it
	next           []int // by open option, in the author's order; none of an end
	can            attainable
	share          float64 // expected visits of random play
}

// followStates walks from state to state, each once. It returns false if there are too many.
func (w *surveyor) followStates(start *state) bool {
	g, ok := w.exploreStates(start)
	if !ok || !g.attain(&w.meter) || !g.play(w) {
		return false
	}
	w.out.Complete = true
	w.tellExtremes(g)
	g.countPaths(&w.out.Paths)
	var open []child
	var allow []attainable
	for i := range g.nodes {
		n := &g.nodes[i]
		w.way = g.wayTo(i, w.way[:0])
		if n.finished() {
			w.leaf(&n.state, n.share)
			continue
		}
		open, allow = w.c.expand(&n.state, open[:0]), allow[:0]
		for _, next := range n.next {
			allow = append(allow, g.nodes[next].can)
		}
		w.visit(&n.state, n.share, open)
		w.weigh(&n.state, n.share, open, allow)
		if !n.can.ends {
			w.trap(&n.state)
		}
	}
	return true
}

// exploreStates finds all states.
func (w *surveyor) exploreStates(start *state) (g *storyGraph, ok bool) {
	g = &storyGraph{index: map[state]int{}}
	g.add(start, -1, 0)
	var open []child
	for i := 0; i < len(g.nodes); i++ {
		if g.nodes[i].finished() {
			continue
		}
		open = w.c.expand(&g.nodes[i].state, open[:0])
		w.meter.used += len(open)
		if !w.meter.more() {
			return nil, false
		}
		next := make([]int, len(open))
		for k := range open {
			next[k] = g.add(&open[k].state, i, open[k].option)
		}
		if len(g.nodes) > maxStored {
			return nil, false
		}
		g.nodes[i].next = next
	}
	for i := range g.nodes {
		if n := &g.nodes[i]; n.finished() {
			n.can = w.worth(&n.state)
		}
	}
	return g, true
}

func (g *storyGraph) add(s *state, parent, option int) int {
	if i, known := g.index[*s]; known {
		return i
	}
	i := len(g.nodes)
	g.index[*s] = i
	g.nodes = append(g.nodes, storyNode{state: *s, parent: parent, option: option})
	return i
}

// attain works out what can be had from every state, again and again until nothing changes. It returns false if that takes
// too long.
func (g *storyGraph) attain(m *meter) bool {
	for changed := true; changed; {
		changed = false
		for i := range slices.Backward(g.nodes) {
			n := &g.nodes[i]
			can := n.can
			for _, next := range n.next {
				can = can.or(g.nodes[next].can)
			}
			if can != n.can {
				n.can, changed = can, true
			}
		}
		m.used += len(g.nodes)
		if !m.more() {
			return false
		}
	}
	return true
}

// play lets all players choose at the same time, again and again, until next to none of those who can come to an end is
// still on the way. It returns false if that takes too long.
func (g *storyGraph) play(w *surveyor) bool {
	here, there := make([]float64, len(g.nodes)), make([]float64, len(g.nodes))
	here[0] = 1
	for moving := 1.0; moving > vanishing; {
		moving = 0
		for i, share := range here {
			if share == 0 {
				continue
			}
			n := &g.nodes[i]
			n.share += share
			here[i] = 0
			if n.finished() {
				continue
			}
			if !n.can.ends {
				w.out.Endless += share
				continue
			}
			moving += share
			for _, next := range n.next {
				there[next] += share / float64(len(n.next))
			}
		}
		here, there = there, here
		w.meter.used += len(g.nodes)
		if !w.meter.more() {
			return false
		}
	}
	return true
}

// countPaths counts the paths to the ends; they are infinitely many where one can come back to a state and still end.
func (g *storyGraph) countPaths(p *Paths) {
	const (
		unseen = iota
		open   // on the way to it
		counted
	)
	seen := make([]int, len(g.nodes))
	counts := make([]Paths, len(g.nodes))
	var count func(i int) Paths
	count = func(i int) Paths {
		n := &g.nodes[i]
		switch {
		case !n.can.ends || seen[i] == counted:
			return counts[i]
		case n.finished():
			return Paths{Number: 1}
		case seen[i] == open:
			return Paths{Infinite: true}
		}
		seen[i] = open
		var sum Paths
		for _, next := range n.next {
			behind := count(next)
			sum.Infinite = sum.Infinite || behind.Infinite
			sum.AtLeast = sum.AtLeast || behind.AtLeast
			sum.add(behind.Number)
		}
		seen[i], counts[i] = counted, sum
		return sum
	}
	*p = count(0)
	if p.Infinite {
		*p = Paths{Infinite: true}
	}
}

// wayTo appends the options that lead to a node.
func (g *storyGraph) wayTo(i int, way []int) []int {
	for ; g.nodes[i].parent >= 0; i = g.nodes[i].parent {
		way = append(way, g.nodes[i].option)
	}
	slices.Reverse(way)
	return way
}

// tellExtremes puts in the best and the worst total, where their search had to leave them open.
func (w *surveyor) tellExtremes(g *storyGraph) {
	can, e := &g.nodes[0].can, &w.out.Extremes
	tell := func(known *Extreme, total sim.Points) {
		if known.Exact {
			return
		}
		*known = Extreme{Exact: true, Visited: known.Visited, Found: can.ends}
		if !can.ends {
			return
		}
		known.Lo, known.Hi = total, total
		at := slices.IndexFunc(g.nodes, func(n storyNode) bool { return n.finished() && n.can.best == total })
		known.Path = g.wayTo(at, nil)
	}
	tell(&e.Best, can.best)
	tell(&e.Worst, can.worst)
}
