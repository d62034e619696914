package analysis

import (
	"context"

	"mufakat/internal/sim"
)

// The bounds of a walk in a story that loops; without loops it keeps to them by itself.
const (
	maxStored = 1 << 17 // states remembered
	maxDepth  = 1 << 12 // decisions on one path
)

// node is a state still to be looked into.
type node struct {
	state
	gain   sim.Points // for a search: no path through here gains more
	depth  int        // decisions from the start
	option int        // the last of them
}

// visitor is what a walk is for.
type visitor interface {
	// worthwhile tells whether n need be looked into.
	worthwhile(n *node) bool
	// expand appends the states to which n leads and which are to be looked into, the first to come last. way are the
	// options that led to n.
	expand(n *node, way []int, into []node) []node
}

// walk looks into all that can come of a state and is worthwhile, depth first. Where a story loops it looks into short
// paths first and then into ever longer ones, so that it neither gets lost in a loop nor finds needless detours. If it
// could not look into everything, it is not complete, and missed is the greatest gain of what it left out.
func (c *Compiled) walk(m *meter, from node, v visitor) (missed sim.Points, complete bool) {
	seen := map[state]struct{}{}
	for depth := len(c.passages); ; depth *= 2 {
		clear(seen)
		missed, complete = c.walkTo(depth, m, from, v, seen)
		if complete || depth >= maxDepth || !m.more() {
			return missed, complete
		}
	}
}

// walkTo is a walk over the paths of at most depth decisions. In seen it remembers the states at passages to which the
// story can come again.
func (c *Compiled) walkTo(depth int, m *meter, from node, v visitor, seen map[state]struct{}) (missed sim.Points, complete bool) {
	complete = true
	miss := func(n *node) {
		if v.worthwhile(n) && (complete || n.gain > missed) {
			missed, complete = n.gain, false
		}
	}
	var way []int
	stack := []node{from}
	var n node
	for len(stack) > 0 && len(seen) < maxStored && m.more() {
		n = stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if n.depth > 0 {
			way = append(way[:n.depth-1], n.option)
		}
		if !v.worthwhile(&n) {
			continue
		}
		if n.depth >= depth {
			miss(&n)
			continue
		}
		if c.passages[n.at].looping {
			if _, again := seen[n.state]; again {
				continue
			}
			seen[n.state] = struct{}{}
		}
		stack = v.expand(&n, way, stack)
	}
	for i := range stack {
		miss(&stack[i])
	}
	return missed, complete
}

// meter counts the decisions that a search applies and stops it at the limit, or when its context is done.
type meter struct {
	ctx   context.Context
	left  int // decisions at the most
	used  int
	asked int
	err   error // the context's
}

// more tells whether the search may go on. The last decisions allowed are all the options of one passage, so that a
// search can apply a few more than the limit.
func (m *meter) more() bool {
	if m.asked%1024 == 0 && m.err == nil {
		m.err = m.ctx.Err()
	}
	m.asked++
	return m.err == nil && m.used < m.left
}
