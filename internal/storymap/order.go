package storymap

import (
	"cmp"
	"slices"

	"mufakat/internal/analysis"
	"mufakat/internal/sim"
)

// arrange gives every node its place on the map, and every edge its course. Passages stand by act, within it by depth
// (the longest way there, a loop counting as one step), those of one depth as written; what no link leads to comes last
// in its act. The endings follow, the best rank first, those without a rank last.
func (g *Graph) arrange() {
	passages := len(g.Case.Passages)
	loop := g.loops()
	depth := g.depths(loop)
	linked := g.linked()
	for i := range passages {
		if !linked[i] {
			g.Nodes[i].Reached = analysis.No
		}
		g.Order = append(g.Order, i)
	}
	unlinked := func(i int) int {
		if linked[i] {
			return 0
		}
		return 1
	}
	slices.SortFunc(g.Order, func(a, b int) int {
		return cmp.Or(cmp.Compare(g.Nodes[a].Act, g.Nodes[b].Act), cmp.Compare(unlinked(a), unlinked(b)),
			cmp.Compare(depth[loop[a]], depth[loop[b]]), cmp.Compare(a, b))
	})
	for i := range g.Case.Endings {
		g.Order = append(g.Order, passages+i)
	}
	slices.SortStableFunc(g.Order[passages:], func(a, b int) int {
		return sim.CompareRanks(g.Case.Endings[a-passages].Rank, g.Case.Endings[b-passages].Rank)
	})
	place := make([]int, len(g.Nodes))
	place[len(place)-1] = passages // of the finish, above the endings
	for at, n := range g.Order {
		place[n], g.Nodes[n].Number = at, at+1
		if n >= passages {
			place[n]++
		}
	}
	for i := range g.Edges {
		e := &g.Edges[i]
		if e.To >= passages || place[e.To] > place[e.From] {
			continue
		}
		e.Course = Up
		if loop[e.From] == loop[e.To] {
			e.Course = Around
		}
	}
	slices.SortFunc(g.Edges, func(a, b Edge) int { return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(place[a.To], place[b.To])) })
}

// linked tells of every passage whether links lead to it from the start on.
func (g *Graph) linked() []bool {
	linked := make([]bool, len(g.Case.Passages))
	linked[0] = true
	for todo := []int{0}; len(todo) > 0; {
		at := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		for _, e := range g.Out(at) {
			if e.To < len(linked) && !linked[e.To] {
				linked[e.To] = true
				todo = append(todo, e.To)
			}
		}
	}
	return linked
}

// loops gives every passage a number that it shares with those from which the story can come back to it (Tarjan's
// strongly connected components). An edge between two numbers leads to the lower one.
func (g *Graph) loops() []int {
	n := len(g.Case.Passages)
	loop, seen, low := make([]int, n), make([]int, n), make([]int, n) // seen: when a passage was first visited, from 1 on
	var open []int                                                    // visited, and not yet in a loop
	clock, count := 0, 0
	var visit func(at int)
	visit = func(at int) {
		clock++
		seen[at], low[at], loop[at] = clock, clock, -1
		open = append(open, at)
		for _, e := range g.Out(at) {
			switch {
			case e.To >= n: // an ending
			case seen[e.To] == 0:
				visit(e.To)
				low[at] = min(low[at], low[e.To])
			case loop[e.To] < 0:
				low[at] = min(low[at], seen[e.To])
			}
		}
		if low[at] < seen[at] {
			return
		}
		for loop[at] < 0 {
			last := open[len(open)-1]
			open = open[:len(open)-1]
			loop[last] = count
		}
		count++
	}
	for i := range n {
		if seen[i] == 0 {
			visit(i)
		}
	}
	return loop
}

// depths are the lengths of the longest ways to the loops from one that nothing leads to.
func (g *Graph) depths(loop []int) []int {
	members := make([][]int, slices.Max(loop)+1)
	for i, l := range loop {
		members[l] = append(members[l], i)
	}
	depth := make([]int, len(members))
	for l := len(members) - 1; l >= 0; l-- {
		for _, i := range members[l] {
			for _, e := range g.Out(i) {
				if e.To < len(loop) && loop[e.To] != l {
					depth[loop[e.To]] = max(depth[loop[e.To]], depth[l]+1)
				}
			}
		}
	}
	return depth
}
