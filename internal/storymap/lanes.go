package storymap

import (
	"cmp"
	"slices"
)

// drawing is a layout at work, from the top down.
type drawing struct {
	g      *Graph
	lanes  []int // the node to which each lane leads, or free
	width  int   // the most lanes so far
	finish int   // the finish's node; -1: none
	chosen []int // the endings to which the finish leads and which are still to be drawn
	dead   int   // the lane of the passage just above, if that leads nowhere further down; -1: none
	lines  []Line
}

// free is a lane that leads nowhere.
const free = -1

func newDrawing(g *Graph) *drawing {
	d := &drawing{g: g, finish: -1, dead: -1}
	if g.HasFinish() {
		d.finish = len(g.Nodes) - 1
		for _, e := range g.Out(d.finish) {
			d.chosen = append(d.chosen, e.To)
		}
	}
	return d
}

// put adds a line.
func (d *drawing) put(l Line, rail []rune) {
	l.Rail = string(rail)
	d.lines = append(d.lines, l)
}

// passing are the lanes as they go on down.
func (d *drawing) passing() cells {
	d.width = max(d.width, len(d.lanes))
	c := make(cells, 2*len(d.lanes))
	for i, to := range d.lanes {
		if to != free {
			c[2*i] = up | down
		}
	}
	return c
}

// take leads the first free lane from the given one on to a node, a new one if there is none, and returns it.
func (d *drawing) take(from, node int) int {
	for i := from; i < len(d.lanes); i++ {
		if d.lanes[i] == free {
			d.lanes[i] = node
			return i
		}
	}
	d.lanes = append(d.lanes, node)
	return len(d.lanes) - 1
}

// join draws together the lanes that lead to a node, and before an ending those that lead to the finish.
func (d *drawing) join(n int) {
	if d.g.Nodes[n].Kind == Ending && d.finish >= 0 {
		if len(d.chosen) == 0 { // nothing comes of the finish: its lanes end here
			for i, to := range d.lanes {
				if to == d.finish {
					d.lanes[i] = free
				}
			}
		}
		d.merge(d.finish)
	}
	d.merge(n)
}

// merge leaves only the first of the lanes that lead to a node.
func (d *drawing) merge(n int) {
	c := d.passing()
	keep := slices.Index(d.lanes, n)
	var joined []int
	for i := keep + 1; keep >= 0 && i < len(d.lanes); i++ {
		if d.lanes[i] == n {
			c[2*i] = up
			d.lanes[i] = free
			joined = append(joined, i)
		}
	}
	if len(joined) > 0 {
		c.connect(keep, joined)
		d.put(Line{Kind: LinkLine}, c.runes())
	}
}

// node draws a node, and below it the lanes that branch off.
func (d *drawing) node(n int) {
	from := -1 // the finish's lane, where that leads to this ending
	if slices.Contains(d.chosen, n) {
		from = slices.Index(d.lanes, d.finish)
		d.chosen = slices.DeleteFunc(d.chosen, func(other int) bool { return other == n })
	}
	at := slices.Index(d.lanes, n)
	if at < 0 {
		if at = d.take(from+1, n); at == d.dead { // it would look as if the passage above led here
			at = d.take(at+1, n)
			d.lanes[d.dead] = free
		}
	}
	d.dead = -1
	c := d.passing()
	if from >= 0 {
		if len(d.chosen) == 0 {
			c[2*from] = up
			d.lanes[from] = free
		}
		c.connect(from, []int{at})
	}
	rail := c.runes()
	rail[2*at] = d.g.Nodes[n].mark()
	d.put(Line{Kind: NodeLine, Node: n}, rail)

	var to []int
	for _, e := range d.g.Out(n) {
		if e.Course == Down {
			to = append(to, e.To)
		}
	}
	switch len(to) {
	case 0:
		d.lanes[at] = free
		if d.g.Nodes[n].Kind == Passage {
			d.dead = at
		}
	case 1:
		d.lanes[at] = to[0] // beside another lane with the same end, if there is one: they join just above it
	default:
		d.branch(at, to)
	}
}

// branch draws how the lane of a node leads on to several others: to the lanes that lead there already, by the node's own
// lane to the first of the rest, and by new lanes to what remains.
func (d *drawing) branch(own int, to []int) {
	c := d.passing()
	c[2*own] = up
	var others []int
	for _, n := range to {
		lane := slices.Index(d.lanes, n)
		switch {
		case lane >= 0:
			others = append(others, lane)
		case c[2*own] == up:
			c[2*own] = up | down
			d.lanes[own] = n
		default:
			lane = d.take(0, n)
			if 2*lane == len(c) {
				c = append(c, 0, 0)
			}
			c[2*lane] = down
			others = append(others, lane)
		}
	}
	if c[2*own] == up {
		d.lanes[own] = free
	}
	d.width = max(d.width, len(d.lanes))
	c.connect(own, others)
	d.put(Line{Kind: LinkLine}, c.runes())
}

// cells are a rail in the making, two to a lane: the directions in which lines leave each.
type cells []byte

const (
	up byte = 1 << iota
	down
	left
	right
)

// runes are the cells as box-drawing signs.
func (c cells) runes() []rune {
	signs := [...]rune{' ', '╵', '╷', '│', '╴', '╯', '╮', '┤', '╶', '╰', '╭', '├', '─', '┴', '┬', '┼'} // by directions
	runes := make([]rune, len(c))
	for i, directions := range c {
		runes[i] = signs[directions]
	}
	return runes
}

// connect draws lines from one lane to others, behind those lanes that only pass.
func (c cells) connect(from int, to []int) {
	slices.SortFunc(to, func(a, b int) int { return cmp.Compare(max(a-from, from-a), max(b-from, from-b)) })
	for _, lane := range to { // the near ones first: what was met before is met by the line to a farther one too
		ahead, back, step := right, left, 1
		if lane < from {
			ahead, back, step = left, right, -1
		}
		c[2*from] |= ahead
		for at := 2*from + step; at != 2*lane; at += step {
			if c[at] != up|down {
				c[at] |= left | right
			}
		}
		c[2*lane] |= back
	}
}
