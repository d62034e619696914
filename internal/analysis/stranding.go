package analysis

import (
	"cmp"
	"context"
	"slices"
)

// Stranding tells in which passages a story can get stuck because every option is locked.
type Stranding struct {
	Passages []Stranded // ascending, each passage once
	Exact    bool       // the story can get stuck nowhere else
	Visited  int        // states that the search came to; 0 where none was needed
}

// Stranded is a passage with an example of how to get stuck there.
type Stranded struct {
	Passage int
	Path    []int // options in the author's order from the start; the last leads to the passage
}

// Stranding finds the passages in which every option can be locked. It follows the story from its start only where the
// conditions and costs of a passage make that conceivable, and applies at most limit decisions. The error is ctx's,
// and then the rest means nothing.
func (c *Compiled) Stranding(ctx context.Context, limit int) (Stranding, error) {
	s := strandingSearch{c: c, meter: meter{ctx: ctx, left: limit}, sought: c.suspects()}
	if !slices.Contains(s.sought, true) {
		return Stranding{Exact: true}, ctx.Err()
	}
	complete := true
	if start := c.pack(c.sim.Neutral()); !c.anyOpen(&start, &c.passages[start.at]) {
		s.found = []Stranded{{Passage: int(start.at)}}
	} else {
		s.findLeads()
		_, complete = c.walk(&s.meter, node{state: start}, &s)
	}
	slices.SortFunc(s.found, func(a, b Stranded) int { return cmp.Compare(a.Passage, b.Passage) })
	return Stranding{s.found, complete, s.meter.used + 1}, s.meter.err
}

// strandingSearch follows the paths that lead to a passage which is still sought.
type strandingSearch struct {
	c      *Compiled
	meter  meter
	sought []bool // by passage
	leads  []bool // whether links lead from a passage to one that is sought
	found  []Stranded
	buffer []child
}

func (s *strandingSearch) findLeads() {
	s.leads = make([]bool, len(s.sought))
	for i := range s.leads {
		for k, reached := range s.c.reaches(i) {
			s.leads[i] = s.leads[i] || reached && s.sought[k]
		}
	}
}

func (s *strandingSearch) worthwhile(n *node) bool { return s.leads[n.at] }

func (s *strandingSearch) expand(n *node, way []int, into []node) []node {
	s.buffer = s.c.expand(&n.state, s.buffer[:0])
	s.meter.used += len(s.buffer)
	first := len(into)
	for i := range s.buffer {
		ch := &s.buffer[i]
		switch {
		case !ch.finished():
			into = append(into, node{state: ch.state, depth: n.depth + 1, option: ch.option})
		case ch.led >= 0 && s.sought[ch.led]:
			s.found = append(s.found, Stranded{int(ch.led), append(slices.Clone(way), ch.option)})
			s.sought[ch.led] = false
			s.findLeads()
		}
	}
	slices.Reverse(into[first:])
	return into
}

// suspects tells for every passage whether it is conceivable that all its options are locked: each has a condition, or
// costs more than may be left when the story comes there.
func (c *Compiled) suspects() []bool {
	least := c.leastResources()
	suspects := make([]bool, len(c.passages))
	for i := range c.passages {
		suspects[i] = least[i] != nil && !slices.ContainsFunc(c.passages[i].choices, func(ch choice) bool {
			return ch.requires == nil && c.affordable(&ch, least[i])
		})
	}
	return suspects
}

// affordable tells whether these resources suffice for a choice, whichever of its branches are taken.
func (c *Compiled) affordable(ch *choice, left *resources) bool {
	for r := range c.resources {
		if left[r]+ch.leastGain[r] < 0 {
			return false
		}
	}
	return true
}

// leastResources bounds from below what is left of every resource when the story comes to a passage; nil where no link
// leads from the start.
func (c *Compiled) leastResources() []*resources {
	start := c.pack(c.sim.Neutral())
	least := make([]*resources, len(c.passages))
	least[start.at] = &start.resources
	for round, changed := 0, true; changed; round++ {
		changed = false
		for _, i := range slices.Backward(c.order) {
			if least[i] == nil {
				continue
			}
			for k := range c.passages[i].choices {
				ch := &c.passages[i].choices[k]
				after := c.leastAfter(ch, *least[i])
				for _, to := range ch.targets {
					if to >= 0 && c.spend(&least[to], after, round > len(c.passages)) {
						changed = true
					}
				}
			}
		}
	}
	return least
}

// leastAfter bounds what a choice leaves. It is never below 0, because a choice that costs more is locked.
func (c *Compiled) leastAfter(ch *choice, left resources) resources {
	for r := range c.resources {
		left[r] = max(left[r]+ch.leastGain[r], 0)
	}
	return left
}

// spend lowers least to what may be left on another way to the same passage, and tells whether that changed it. What a
// loop spends round after round goes to 0 at once.
func (c *Compiled) spend(least **resources, left resources, looping bool) bool {
	if *least == nil {
		*least = &left
		return true
	}
	changed := false
	for r := range c.resources {
		if left[r] < (*least)[r] {
			(*least)[r], changed = left[r], true
			if looping {
				(*least)[r] = 0
			}
		}
	}
	return changed
}
