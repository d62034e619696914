package analysis

import (
	"cmp"
	"math"
	"slices"

	"mufakat/internal/sim"
)

// outlook bounds what can come of a state: no final total that can be reached is higher (best) or lower than its bound.
//
// It looks at every level by itself: how high (low) this level can end when every decision from here on is taken for
// its sake, whatever is locked. A level is held within 0–100 after every decision, so that a loss may be swallowed at
// 0; therefore this is kept as a table from the level now to the level at the end and not as a sum of effects.
type outlook struct {
	best     bool
	passages []prospect
}

// prospect is what an outlook knows of one passage.
type prospect struct {
	ends   bool       // some way leads from here to an ending
	levels []uint8    // by slot·rowSize + the level now
	limit  sim.Points // the highest (lowest) cap of the endings that can be reached
}

const rowSize = sim.MaxLevel + 1

// sign turns totals into what a search makes as great as possible.
func (o *outlook) sign() sim.Points {
	if o.best {
		return 1
	}
	return -1
}

// wider tells whether a bound a allows more than b.
func (o *outlook) wider(a, b sim.Points) bool { return a != b && (a > b) == o.best }

// bound is the highest (lowest) final total that can come of an unfinished state; false if no ending can.
func (c *Compiled) bound(o *outlook, s *state) (sim.Points, bool) {
	p := &o.passages[s.at]
	if !p.ends {
		return 0, false
	}
	var total int64
	for k := range c.columns {
		col := &c.columns[k]
		lowest, sum := int64(sim.MaxLevel), int64(0)
		row := col.first * rowSize
		for _, level := range s.levels[col.first:col.end] {
			end := int64(p.levels[row+int(level)])
			sum += end
			lowest = min(lowest, end)
			row += rowSize
		}
		total += col.factor * col.measure(sum, lowest)
	}
	return min(sim.Points(total), p.limit), true
}

// newOutlook works out the tables from the endings backwards, again and again until nothing changes: once for a story
// without loops. With loops it comes to an end too, as values only move one way and stay within 0–100.
func (c *Compiled) newOutlook(best bool) outlook {
	o := outlook{best: best, passages: make([]prospect, len(c.passages))}
	slots := c.columns[sim.Criteria-1].end
	for changed := true; changed; {
		changed = false
		for _, i := range c.order {
			p := &o.passages[i]
			if p.levels == nil {
				p.levels = make([]uint8, slots*rowSize)
			}
			if !c.passages[i].alwaysOpen && c.merge(&o, p, nil, toFinish) {
				changed = true
			}
			for k := range c.passages[i].choices {
				ch := &c.passages[i].choices[k]
				for _, to := range ch.targets {
					if c.merge(&o, p, ch.changes, to) {
						changed = true
					}
				}
			}
		}
	}
	return o
}

// merge widens p by what lies behind one way out of the passage, and tells whether that changed it.
func (c *Compiled) merge(o *outlook, p *prospect, changes []change, to place) bool {
	var next *prospect // nil where the way leads to an ending
	if to >= 0 {
		if next = &o.passages[to]; !next.ends {
			return false
		}
	}
	changed := !p.ends
	limit := c.limitBehind(o, to, next)
	if !p.ends || o.wider(limit, p.limit) {
		p.limit, changed = limit, true
	}
	for slot := range len(p.levels) / rowSize {
		delta := 0
		if len(changes) > 0 && changes[0].slot == slot {
			if delta = changes[0].least; o.best {
				delta = changes[0].most
			}
			changes = changes[1:]
		}
		row := p.levels[slot*rowSize : (slot+1)*rowSize]
		for level := range row {
			end := min(max(level+delta, sim.MinLevel), sim.MaxLevel)
			if next != nil {
				end = int(next.levels[slot*rowSize+end])
			}
			if !p.ends || o.wider(sim.Points(end), sim.Points(row[level])) {
				row[level], changed = uint8(end), true
			}
		}
	}
	p.ends = true
	return changed
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
