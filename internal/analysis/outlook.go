package analysis

import (
	"cmp"
	"math"
	"slices"

	"mufakat/internal/sim"
)

// outlook bounds what can come of a state: no final total that can be reached is higher (best) or lower than its bound.
//
// A total is made of the sum of all levels (each with its column's factor) and of the lowest levels. An outlook looks at
// every level by itself, as if each decision from here on were taken for its sake, whatever is locked by levels and
// resources. This bounds the lowest levels and the sum. Where the story has no loops it bounds the sum as a whole too, as
// if each decision were taken for the sum's sake: that sees that what serves one level may harm another.
type outlook struct {
	best      bool
	prospects []prospect // by scene
}

// prospect is what an outlook knows of one scene.
type prospect struct {
	ends  bool       // some way leads from here to an ending
	limit sim.Points // the highest (lowest) cap of the endings that can be reached
	fates []fate     // of the levels, by slot
	worth int64      // without loops: the most (least) that decisions can still add to the sum
}

// fate bounds what becomes of one level.
//
// A level is held within 0–100 after every decision, so that a loss may be swallowed at 0 and a gain at 100. What a row of
// decisions makes of a level is therefore min(roof, max(floor, level+gain)): gain is the sum of what they add, floor is
// where a level of 0 ends, and roof where one of 100 does. A fate has the greatest (least) of each that any row has.
type fate struct {
	gain, floor, roof int
	slack             int // without loops: a row can swallow what a level is less than this (a level − 100 is more than this)
}

// end is the highest (lowest) at which the level can end.
func (f *fate) end(level int) int { return min(f.roof, max(f.floor, level+f.gain)) }

// swallowed is the most (minus the most) by which the level can end above (below) the sum of all that is added to it.
func (o *outlook) swallowed(f *fate, level int) int {
	if o.best {
		return max(f.slack-level, 0)
	}
	return min(f.slack+sim.MaxLevel-level, 0)
}

// before is the fate of a level to which a decision adds something and which is then left to fate f.
func (o *outlook) before(f fate, adds change) fate {
	delta, against := adds.least, adds.most
	if o.best {
		delta, against = adds.most, adds.least
	}
	first := fate{
		gain:  min(max(f.gain+delta, -sim.MaxLevel), sim.MaxLevel), // more comes to the same
		floor: f.end(max(sim.MinLevel+delta, sim.MinLevel)),
		roof:  f.end(min(sim.MaxLevel+delta, sim.MaxLevel)),
	}
	if o.best {
		first.slack = max(f.slack-against, 0)
	} else {
		first.slack = min(f.slack-against, 0)
	}
	return first
}

// sign turns totals into what a search makes as great as possible.
func (o *outlook) sign() sim.Points {
	if o.best {
		return 1
	}
	return -1
}

// bound is the highest (lowest) final total that can come of an unfinished state; false if no ending can.
func (c *Compiled) bound(o *outlook, s *state) (sim.Points, bool) {
	p := &o.prospects[c.sceneOf(s)]
	if !p.ends {
		return 0, false
	}
	var lowests, each int64 // parts of the total
	whole := p.worth        // instead of each
	for k := range c.columns {
		col := &c.columns[k]
		lowest, ends, sum := sim.MaxLevel, 0, 0
		for slot := col.first; slot < col.end; slot++ {
			f, level := &p.fates[slot], int(s.levels[slot])
			end := f.end(level)
			ends += end
			lowest = min(lowest, end)
			sum += level + o.swallowed(f, level)
		}
		lowests += col.factor * col.measure(0, int64(lowest))
		each += col.factor * int64(ends)
		whole += col.factor * int64(sum)
	}
	switch {
	case c.loops: // the whole is not known
	case o.best:
		each = min(each, whole)
	default:
		each = max(each, whole)
	}
	return min(sim.Points(lowests+each), p.limit), true
}

// newOutlook works out the prospects from the endings backwards, again and again until nothing changes: once for a story
// without loops. With loops it comes to an end too, as values only move one way and stay within narrow bounds.
func (c *Compiled) newOutlook(best bool) outlook {
	o := outlook{best: best, prospects: make([]prospect, len(c.scenes))}
	slots := c.columns[sim.Criteria-1].end
	for i := range o.prospects {
		o.prospects[i].fates = make([]fate, slots)
	}
	for changed := true; changed; {
		changed = false
		for _, i := range c.order {
			for _, k := range c.passages[i].scenes.all {
				for w := range c.scenes[k].ways {
					if c.merge(&o, &o.prospects[k], &c.scenes[k].ways[w]) {
						changed = c.loops
					}
				}
			}
		}
	}
	return o
}

// merge widens p by what lies behind one way out of its scene, and tells whether that changed it.
func (c *Compiled) merge(o *outlook, p *prospect, w *way) (changed bool) {
	var next *prospect // nil where the way leads to an ending
	if w.to >= 0 {
		if next = &o.prospects[w.scene]; !next.ends {
			return false
		}
	}
	first := !p.ends
	p.ends = true
	changed = widen(o, &p.limit, c.limitBehind(o, w.to, next), first)
	if !c.loops {
		worth := w.worth.least
		if o.best {
			worth = w.worth.most
		}
		if next != nil {
			worth += next.worth
		}
		widen(o, &p.worth, worth, first)
	}
	changes := w.changes
	for slot := range p.fates {
		then, adds := fate{floor: sim.MinLevel, roof: sim.MaxLevel}, change{}
		if next != nil {
			then = next.fates[slot]
		}
		if len(changes) > 0 && changes[0].slot == slot {
			adds, changes = changes[0], changes[1:]
		}
		f, now := &p.fates[slot], o.before(then, adds)
		if widen(o, &f.gain, now.gain, first) {
			changed = true
		}
		if widen(o, &f.floor, now.floor, first) {
			changed = true
		}
		if widen(o, &f.roof, now.roof, first) {
			changed = true
		}
		if !c.loops {
			widen(o, &f.slack, now.slack, first)
		}
	}
	return changed
}

// widen moves a bound to a value that allows more, or to the first, and tells whether it did.
func widen[N int | int64 | sim.Points](o *outlook, bound *N, value N, first bool) bool {
	if !first && (value == *bound || value > *bound != o.best) {
		return false
	}
	*bound = value
	return true
}

// limitBehind is the highest (lowest) cap that can apply behind a way out of a passage.
func (c *Compiled) limitBehind(o *outlook, to place, next *prospect) sim.Points {
	switch {
	case next != nil:
		return next.limit
	case to != toFinish:
		return c.endings[^to].limit
	}
	byLimit := func(a, b ending) int { return cmp.Compare(a.limit, b.limit) }
	if o.best {
		return slices.MaxFunc(c.endings[:c.tried], byLimit).limit
	}
	return slices.MinFunc(c.endings[:c.tried], byLimit).limit
}

// orderPassages puts every passage after those that it leads to, as far as loops allow, and finds the loops.
func (c *Compiled) orderPassages() {
	seen := make([]bool, len(c.passages))
	var visit func(i int)
	visit = func(i int) {
		seen[i] = true
		c.eachNext(i, func(next int) {
			if !seen[next] {
				visit(next)
			}
		})
		c.order = append(c.order, i)
	}
	for i := range c.passages {
		if !seen[i] {
			visit(i)
		}
	}
	for i := range c.passages {
		c.passages[i].looping = c.reaches(i)[i]
		c.loops = c.loops || c.passages[i].looping
	}
}

// reaches tells for every passage whether links lead to it from passage i, by one decision or more.
func (c *Compiled) reaches(i int) []bool {
	reached := make([]bool, len(c.passages))
	todo := []int{i}
	for len(todo) > 0 {
		i, todo = todo[len(todo)-1], todo[:len(todo)-1]
		c.eachNext(i, func(next int) {
			if !reached[next] {
				reached[next] = true
				todo = append(todo, next)
			}
		})
	}
	return reached
}

// possibleEndings tells for every ending whether links lead to it from a place, whatever is locked.
func (c *Compiled) possibleEndings(from place) []bool {
	possible := make([]bool, len(c.endings))
	if from < 0 {
		possible[^from] = true
		return possible
	}
	reached := c.reaches(int(from))
	reached[from] = true
	for i := range c.passages {
		if !reached[i] {
			continue
		}
		finishes := !c.passages[i].alwaysOpen
		for _, ch := range c.passages[i].choices {
			for _, to := range ch.targets {
				finishes = finishes || to == toFinish
				if to < 0 && to != toFinish {
					possible[^to] = true
				}
			}
		}
		for k := range c.tried {
			possible[k] = possible[k] || finishes
		}
	}
	return possible
}

// eachNext visits the passages that a link in passage i names.
func (c *Compiled) eachNext(i int, visit func(next int)) {
	for k := range c.passages[i].choices {
		for _, to := range c.passages[i].choices[k].targets {
			if to >= 0 {
				visit(int(to))
			}
		}
	}
}

// noLimit stands for the cap of an ending without one: more than any total.
const noLimit = sim.Points(math.MaxInt64)
