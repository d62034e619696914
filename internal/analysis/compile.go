// Package analysis searches everything that can happen in a case: the best and the worst final total, what each decision
// of a run cost, what guessing earns, which endings can be reached, and where a story can get stuck.
//
// The answers are exact within a limit of work, which is counted in decisions and not in time, so that they are the
// same on every machine. Beyond the limit they are bounds that contain the truth, and say so. Totals are exact
// [sim.Points] throughout the search; only what is shown is a float.
package analysis

import (
	"sync"

	"mufakat/internal/sim"
)

// DefaultLimit is the number of decisions that one search may apply unless the caller knows better. It suffices for
// every path of a case of twelve decisions with four options each.
const DefaultLimit = 25_000_000

// Compiled is a case in a compact form, made for search. It is never changed and may be used by several goroutines.
type Compiled struct {
	sim       *sim.Case
	scale     sim.Scale
	slots     [][sim.Criteria]int // of the levels, by stakeholder and criterion; noSlot where the level is absent
	columns   []column            // one for each criterion, in the order of the criteria
	resources int                 // their number
	passages  []passage
	endings   []ending
	tried     int   // so many endings, from the first to one without a condition, are tried at the finish
	loops     bool  // the story can come to some passage again
	order     []int // the passages, each after those that it leads to, except along loops

	// What only searches need is worked out at the first one: see foresee.
	foresight func()
	scenes    []scene // first one for each passage, in their order, of which no flag is known
	upper     outlook
	lower     outlook
}

const noSlot = -1

// column is where a state keeps the levels of one criterion.
type column struct {
	first, end int   // slots
	factor     int64 // of the measure, in the total
}

// measure is sum + n·lowest of n levels: the collaboration's level, times 2n.
func (col *column) measure(sum, lowest int64) int64 {
	return sum + int64(col.end-col.first)*lowest
}

type passage struct {
	choices    []choice
	alwaysOpen bool // some option can never be locked
	looping    bool // the story can come here again
	scenes     passageScenes
}

type ending struct {
	requires *condition
	limit    sim.Points // the cap; more than any total where there is none
}

type choice struct {
	requires *condition
	target   place
	outcome  outcome
	reach    // in whatever state
}

type outcome struct {
	levels    []levelEffect
	resources []resourceEffect
	flags     uint64
	branches  [][]branch
}

type levelEffect struct {
	slot, delta int
	worth       int64 // of delta, in the sum of all levels
}

type resourceEffect struct {
	resource int
	delta    int64
}

type branch struct {
	when    *condition
	target  *place
	outcome outcome
}

// condition is a [sim.Condition] whose quantities are resolved to slots and whose values are in the quantity's own unit.
type condition struct {
	kind     conditionKind
	parts    []condition
	flag     uint64 // flagSet: its bit
	index    int    // of the slot, the column or the resource
	relation sim.Relation
	value    int64
}

type conditionKind int

const (
	allOf conditionKind = iota
	anyOf
	notOf
	flagSet
	levelCompares
	columnCompares
	totalCompares
	resourceCompares
	never // compares a level that is absent
)

// Compile makes the compact form of a case. The case must keep to the bounds of package sim (its Max constants, levels
// within 0–100 or absent) and have a passage and an ending; a file that was read without errors does.
func Compile(sc *sim.Case) *Compiled {
	c := &Compiled{sim: sc, scale: sc.Scale(), resources: len(sc.Resources)}
	c.compileLevels()
	for i := range sc.Endings {
		e := ending{requires: c.condition(sc.Endings[i].Requires), limit: noLimit}
		if limit := sc.Endings[i].Cap; limit != sim.NoCap {
			e.limit = sim.Points(limit) * c.scale.One
		}
		c.endings = append(c.endings, e)
	}
	for c.tried = 1; c.endings[c.tried-1].requires != nil && c.tried < len(c.endings); {
		c.tried++
	}
	c.passages = make([]passage, len(sc.Passages))
	for i := range sc.Passages {
		p := &c.passages[i]
		for k := range sc.Passages[i].Choices {
			p.choices = append(p.choices, c.choice(&sc.Passages[i].Choices[k]))
		}
		for k := range p.choices {
			p.alwaysOpen = p.alwaysOpen || c.alwaysOpen(&p.choices[k])
		}
	}
	c.orderPassages()
	c.foresight = sync.OnceFunc(func() {
		c.findScenes()
		c.upper = c.newOutlook(true)
		c.lower = c.newOutlook(false)
	})
	return c
}

// foresee makes sure that scenes and outlooks are there. They take most of the time that a case takes, and whoever only
// wants to know whether a story can get stuck does not need them.
func (c *Compiled) foresee() { c.foresight() }

// compileLevels gives every level that counts a slot, criterion by criterion.
func (c *Compiled) compileLevels() {
	c.slots = make([][sim.Criteria]int, len(c.sim.Stakeholders))
	next := 0
	for k := range sim.Criterion(sim.Criteria) {
		first := next
		for i := range c.sim.Stakeholders {
			c.slots[i][k] = noSlot
			if c.sim.Stakeholders[i].Start[k] != sim.Absent {
				c.slots[i][k] = next
				next++
			}
		}
		c.columns = append(c.columns, column{first, next, c.scale.Factor(k)})
	}
}

func (c *Compiled) condition(cond *sim.Condition) *condition {
	if cond == nil {
		return nil
	}
	compiled := c.conditionValue(cond)
	return &compiled
}

func (c *Compiled) conditionValue(cond *sim.Condition) condition {
	var compiled condition
	switch cond.Kind {
	case sim.FlagSet:
		return condition{kind: flagSet, flag: 1 << cond.Flag}
	case sim.Compares:
		return c.comparison(cond)
	case sim.AllOf:
		compiled.kind = allOf
	case sim.AnyOf:
		compiled.kind = anyOf
	case sim.NotOf:
		compiled.kind = notOf
	}
	for i := range cond.Parts {
		compiled.parts = append(compiled.parts, c.conditionValue(&cond.Parts[i]))
	}
	return compiled
}

func (c *Compiled) comparison(cond *sim.Condition) condition {
	compiled := condition{relation: cond.Relation, value: int64(cond.Value)}
	switch q := cond.Quantity; q.Kind {
	case sim.StakeholderLevel:
		compiled.kind, compiled.index = levelCompares, c.slots[q.Stakeholder][q.Criterion]
		if compiled.index == noSlot {
			compiled.kind = never
		}
	case sim.CollaborationLevel:
		compiled.kind, compiled.index = columnCompares, int(q.Criterion)
		n := c.columns[q.Criterion].end - c.columns[q.Criterion].first
		compiled.value *= 2 * int64(n) // as it is compared with the column's measure
		if n == 0 {
			compiled.kind = never
		}
	case sim.TotalLevel:
		compiled.kind = totalCompares
		compiled.value *= int64(c.scale.One)
	case sim.ResourceLeft:
		compiled.kind, compiled.index = resourceCompares, q.Resource
	}
	return compiled
}

func compilePlace(t sim.Target) place {
	switch t.Kind {
	case sim.ToPassage:
		return place(t.Index)
	case sim.ToEnding:
		return endingPlace(t.Index)
	}
	return toFinish
}

func (c *Compiled) choice(ch *sim.Choice) choice {
	compiled := choice{
		requires: c.condition(ch.Requires),
		target:   compilePlace(ch.Target),
		outcome:  c.outcome(&ch.Outcome),
	}
	compiled.reach = reachOf(&compiled.outcome, compiled.target, knowledge{})
	return compiled
}

func (c *Compiled) outcome(o *sim.Outcome) outcome {
	var compiled outcome
	var deltas [maxSlots]int
	for _, e := range o.Levels {
		for _, i := range e.Stakeholders {
			if slot := c.slots[i][e.Criterion]; slot != noSlot {
				deltas[slot] += e.Delta
			}
		}
	}
	for _, col := range c.columns {
		for slot := col.first; slot < col.end; slot++ {
			if delta := deltas[slot]; delta != 0 {
				compiled.levels = append(compiled.levels, levelEffect{slot, delta, col.factor * int64(delta)})
			}
		}
	}
	for _, e := range o.Resources {
		compiled.resources = append(compiled.resources, resourceEffect{e.Resource, int64(e.Delta)})
	}
	for _, f := range o.Flags {
		compiled.flags |= 1 << f
	}
	for _, branching := range o.Branches {
		branches := make([]branch, len(branching))
		for i := range branching {
			b := &branches[i]
			b.when, b.outcome = c.condition(branching[i].When), c.outcome(&branching[i].Outcome)
			if t := branching[i].Target; t != nil {
				to := compilePlace(*t)
				b.target = &to
			}
		}
		compiled.branches = append(compiled.branches, branches)
	}
	return compiled
}

// alwaysOpen tells whether a choice can be taken in whatever state, as long as no resource is below 0.
func (c *Compiled) alwaysOpen(ch *choice) bool {
	if ch.requires != nil {
		return false
	}
	for i := range c.resources {
		if ch.leastGain[i] < 0 || c.sim.Resources[i].Start < 0 {
			return false
		}
	}
	return true
}
