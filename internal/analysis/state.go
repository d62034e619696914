package analysis

import "mufakat/internal/sim"

// state is a [sim.State] in a fixed number of bytes, so that copying and comparing are cheap.
type state struct {
	flags     uint64
	resources resources
	levels    [maxSlots]int8 // by slot; unused slots are 0
	at        place
}

// resources is what is left of each resource, or what it is changed by.
type resources [sim.MaxResources]int64

// maxSlots is the greatest number of levels that a case can have.
const maxSlots = sim.MaxStakeholders * sim.Criteria

// place is a passage (its index, 0 or more), an ending (^index, negative), or toFinish.
type place int32

// toFinish leads to the first ending whose condition holds. No state stands there.
const toFinish place = -1 << 31

func endingPlace(ending int) place { return ^place(ending) }

func (s *state) finished() bool { return s.at < 0 }

// ending is the index of the ending that a finished state has reached.
func (s *state) ending() int { return int(^s.at) }

// pack turns a state of the case, as package sim makes it, into its compact form.
func (c *Compiled) pack(from sim.State) state {
	s := state{at: compilePlace(from.At)}
	for i := range from.Levels {
		for k, level := range from.Levels[i] {
			if slot := c.slots[i][k]; slot != noSlot {
				s.levels[slot] = int8(level)
			}
		}
	}
	for i, n := range from.Resources {
		s.resources[i] = int64(n)
	}
	for i, set := range from.Flags {
		if set {
			s.flags |= 1 << i
		}
	}
	return s
}

// measureOf is the measure of the column's levels in state s.
func (col *column) measureOf(s *state) int64 {
	lowest, sum := int64(sim.MaxLevel), int64(0)
	for _, level := range s.levels[col.first:col.end] {
		sum += int64(level)
		lowest = min(lowest, int64(level))
	}
	return col.measure(sum, lowest)
}

// total is the total of the levels, before an ending caps it.
func (c *Compiled) total(s *state) sim.Points {
	var total int64
	for k := range c.columns {
		total += c.columns[k].factor * c.columns[k].measureOf(s)
	}
	return sim.Points(total)
}

// finalTotal is the total of a finished state, with its ending's cap.
func (c *Compiled) finalTotal(s *state) sim.Points {
	return min(c.total(s), c.endings[s.ending()].limit)
}

func (c *Compiled) holds(cond *condition, s *state) bool {
	if cond == nil {
		return true
	}
	switch cond.kind {
	case flagSet:
		return s.flags&cond.flag != 0
	case notOf:
		return !c.holds(&cond.parts[0], s)
	case allOf:
		for i := range cond.parts {
			if !c.holds(&cond.parts[i], s) {
				return false
			}
		}
		return true
	case anyOf:
		for i := range cond.parts {
			if c.holds(&cond.parts[i], s) {
				return true
			}
		}
		return false
	case levelCompares:
		return cond.relation.Compare(int64(s.levels[cond.index]), cond.value)
	case columnCompares:
		return cond.relation.Compare(c.columns[cond.index].measureOf(s), cond.value)
	case totalCompares:
		return cond.relation.Compare(int64(c.total(s)), cond.value)
	case resourceCompares:
		return cond.relation.Compare(s.resources[cond.index], cond.value)
	}
	return false // never
}

// effects are what one choice does in one state, branches included.
type effects struct {
	levels    [maxSlots]int
	resources resources
	flags     uint64
	target    *place // of the first branch taken that names one
}

// gather adds what the outcome does in state s to sum.
func (c *Compiled) gather(o *outcome, s *state, sum *effects) {
	for _, e := range o.levels {
		sum.levels[e.slot] += e.delta
	}
	for _, e := range o.resources {
		sum.resources[e.resource] += e.delta
	}
	sum.flags |= o.flags
	for _, branching := range o.branches {
		for i := range branching {
			if b := &branching[i]; c.holds(b.when, s) {
				if sum.target == nil {
					sum.target = b.target
				}
				c.gather(&b.outcome, s, sum)
				break
			}
		}
	}
}

// apply takes a choice of the passage where s stands and fills next, but for its option. It is [sim.Case.Choose]. It
// tells whether the choice is open; if not, next holds nothing of use.
func (c *Compiled) apply(s *state, ch *choice, next *child) (open bool) {
	if !c.holds(ch.requires, s) {
		return false
	}
	var sum effects
	c.gather(&ch.outcome, s, &sum)
	next.state = *s
	for i := range c.resources {
		if next.resources[i] += sum.resources[i]; next.resources[i] < 0 {
			return false
		}
	}
	next.flags |= sum.flags
	next.rose, next.fell, next.cut = 0, 0, 0
	for _, e := range ch.changes {
		before := int(s.levels[e.slot])
		wanted := before + sum.levels[e.slot]
		after := min(max(wanted, sim.MinLevel), sim.MaxLevel)
		next.levels[e.slot] = int8(after)
		switch {
		case after > before:
			next.rose |= 1 << e.slot
		case after < before:
			next.fell |= 1 << e.slot
		}
		if after != wanted {
			next.cut |= 1 << e.slot
		}
	}
	next.led = ch.target
	if sum.target != nil {
		next.led = *sum.target
	}
	next.at = c.arrive(&next.state, next.led)
	return true
}

// arrive is where a state comes to stand that is led to a place: a passage without an open option ends the story.
func (c *Compiled) arrive(s *state, to place) place {
	if to >= 0 && !c.anyOpen(s, &c.passages[to]) {
		to = toFinish
	}
	if to == toFinish {
		return endingPlace(c.finish(s))
	}
	return to
}

func (c *Compiled) finish(s *state) int {
	for i := range c.endings {
		if c.holds(c.endings[i].requires, s) {
			return i
		}
	}
	return len(c.endings) - 1
}

func (c *Compiled) anyOpen(s *state, p *passage) bool {
	if p.alwaysOpen {
		return true
	}
	for i := range p.choices {
		if c.open(s, &p.choices[i]) {
			return true
		}
	}
	return false
}

// open tells whether a choice can be taken in state s.
func (c *Compiled) open(s *state, ch *choice) bool {
	if !c.holds(ch.requires, s) {
		return false
	}
	if c.affordable(ch, &s.resources) {
		return true
	}
	var sum effects
	c.gather(&ch.outcome, s, &sum)
	for i := range c.resources {
		if s.resources[i]+sum.resources[i] < 0 {
			return false
		}
	}
	return true
}

// child is a state that one decision leads to.
type child struct {
	state
	option          int
	led             place  // where the decision led; the state does not stand there if that is toFinish, or a passage without an open option
	rose, fell, cut uint64 // the levels that it raised and lowered, and those of which 0 or 100 swallowed a part: a bit for each slot
}

// expand appends the states that the open options of s's passage lead to, in the author's order.
func (c *Compiled) expand(s *state, children []child) []child {
	choices := c.passages[s.at].choices
	for i := range choices {
		children = append(children, child{option: i})
		if !c.apply(s, &choices[i], &children[len(children)-1]) {
			children = children[:len(children)-1]
		}
	}
	return children
}
