package analysis

import (
	"cmp"
	"context"
	"slices"

	"mufakat/internal/sim"
)

// Extreme is the best or the worst final total that can be reached from a state.
type Extreme struct {
	Lo, Hi  sim.Points // contain the true total; equal where it is known
	Found   bool       // an ending was found, by Path; its final total is Lo of a best and Hi of a worst
	Path    []int      // options in the author's order, one for each passage on the way; empty in a finished state
	Exact   bool       // nothing better can be found; if nothing was Found, then no ending can be reached at all
	Visited int        // states that the search came to
}

// Best is the best final total that can be reached from a state of the case, as package sim makes it. It applies at most
// limit decisions. The error is ctx's, and then the rest means nothing.
func (c *Compiled) Best(ctx context.Context, from sim.State, limit int) (Extreme, error) {
	c.foresee()
	return c.extreme(ctx, &c.upper, c.pack(from), nil, limit)
}

// Worst is the worst final total that can be reached from a state of the case; see [Compiled.Best].
func (c *Compiled) Worst(ctx context.Context, from sim.State, limit int) (Extreme, error) {
	c.foresee()
	return c.extreme(ctx, &c.lower, c.pack(from), nil, limit)
}

// beamWidth is how many states the beam keeps after each decision.
const beamWidth = 64

// extreme searches from a state. ceiling, where it is not nil, is a total that is known not to be surpassed, so that a path
// which attains it ends the search.
func (c *Compiled) extreme(ctx context.Context, o *outlook, from state, ceiling *sim.Points, limit int) (Extreme, error) {
	if from.finished() {
		total := c.finalTotal(&from)
		return Extreme{Lo: total, Hi: total, Found: true, Exact: true, Visited: 1}, ctx.Err()
	}
	bound, ends := c.bound(o, &from)
	if !ends {
		return Extreme{Exact: true, Visited: 1}, ctx.Err()
	}
	s := search{c: c, outlook: o, sign: o.sign(), meter: meter{ctx: ctx, left: limit}}
	s.ceiling = s.sign * bound
	if ceiling != nil {
		s.ceiling = min(s.ceiling, s.sign**ceiling)
	}
	s.beam(from)
	missed, complete := c.walk(&s.meter, node{state: from, gain: s.ceiling}, &s)
	if s.meter.err != nil {
		return Extreme{}, s.meter.err
	}
	complete = complete || !s.improves(missed) // what was left out may have been overtaken since
	e := Extreme{Found: s.found, Path: s.path, Exact: complete, Visited: s.meter.used + 1}
	if !s.found && complete {
		return e, nil
	}
	near, far := s.sign*s.gain, s.sign*s.gain // of the range: what was found, what might be
	if !s.found {
		near, _ = c.bound(c.opposite(o), &from)
	}
	if !complete {
		far = s.sign * min(s.ceiling, missed)
	}
	e.Lo, e.Hi = min(near, far), max(near, far)
	return e, nil
}

func (c *Compiled) opposite(o *outlook) *outlook {
	if o.best {
		return &c.lower
	}
	return &c.upper
}

// search is a branch and bound for the best ("best" in the sense of its outlook) final total.
type search struct {
	c       *Compiled
	outlook *outlook
	sign    sim.Points
	meter   meter
	ceiling sim.Points // no path gains more
	found   bool
	gain    sim.Points // of path; a gain is sign·total, and the search makes it as great as possible
	path    []int
	buffer  []child
}

func (s *search) worthwhile(n *node) bool { return s.improves(n.gain) }

// improves tells whether a gain is more than what was found, and more can be found at all.
func (s *search) improves(gain sim.Points) bool {
	return !s.found || gain > s.gain && s.gain < s.ceiling
}

// expand takes note of the endings to which n leads, and appends the other states that are worthwhile, the most
// promising last.
func (s *search) expand(n *node, way []int, into []node) []node {
	s.buffer = s.c.expand(&n.state, s.buffer[:0])
	s.meter.used += len(s.buffer)
	first := len(into)
	for i := range s.buffer {
		ch := &s.buffer[i]
		if ch.finished() {
			if gain := s.sign * s.c.finalTotal(&ch.state); s.improves(gain) {
				s.found, s.gain = true, gain
				s.path = append(slices.Clone(way), ch.option)
			}
			continue
		}
		if bound, ends := s.c.bound(s.outlook, &ch.state); ends && s.improves(s.sign*bound) {
			into = append(into, node{ch.state, s.sign * bound, n.depth + 1, ch.option})
		}
	}
	slices.SortStableFunc(into[first:], func(a, b node) int { return cmp.Compare(a.gain, b.gain) })
	return into
}

// beam takes decision after decision with the most promising states only, so that the search proper starts with a good
// path in hand.
func (s *search) beam(from state) {
	type beamNode struct {
		node
		way []int
	}
	layer := []beamNode{{node: node{state: from, gain: s.ceiling}}}
	var nodes []node
	for range 2 * len(s.c.passages) { // enough, unless it is a loop that pays
		var next []beamNode
		for i := range layer {
			b := &layer[i]
			if !s.worthwhile(&b.node) || !s.meter.more() {
				continue
			}
			nodes = s.expand(&b.node, b.way, nodes[:0])
			for _, n := range nodes {
				next = append(next, beamNode{n, append(slices.Clip(b.way), n.option)})
			}
		}
		slices.SortStableFunc(next, func(a, b beamNode) int { return cmp.Compare(b.gain, a.gain) })
		layer = next[:min(len(next), beamWidth)]
	}
}
