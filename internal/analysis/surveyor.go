package analysis

import (
	"math/bits"
	"slices"

	"mufakat/internal/sim"
)

// surveyor takes down what a walk over a case comes to: visit for every state in which the story goes on, and leaf for
// every end. The walks themselves are in survey_walk.go and survey_graph.go.
type surveyor struct {
	c     *Compiled
	meter meter
	out   *Survey
	way   []int // the options that led to the state that is told of

	people   [][]int // the slots of each stakeholder
	read     uint64  // the flags that anything reads, texts included
	traces   []trace // one for each passage
	atEnd    leftover
	locks    [sim.MaxResources]bool // whether a resource locks an option anywhere
	moved    slots                  // levels that rise and fall
	effects  [maxSlots]float64      // how often something is done to a level, on average …
	cut      [maxSlots]float64      // … and how often 0 or 100 swallows a part of it
	totals   []float64              // by ending: sum of share · final total
	front    []frontier
	criteria [sim.Criteria]criterionTrace
	ended    float64 // share of the plays that ended

	// Of plays that are drawn at random: by how much a share can be off by chance, and the share that was given up.
	chance, unfinished float64
}

// slots are sets of levels: a bit for each slot.
type slots struct{ rose, fell uint64 }

// trace is what is known of one passage while the walk goes on.
type trace struct {
	left      leftover
	options   []optionTrace
	decisions float64 // share of the visits with more than one option open …
	spread    float64 // … and sums over them: of share · spread
	oneSided  float64
	maxSpread sim.Points
	differs   bool // two open options led to different states
}

type optionTrace struct {
	best, worst sim.Points
	ends        bool
	atLeast     uint16 // the options that allowed as much of everything wherever this one was open: a bit for each …
	more        uint16 // … and those that somewhere allowed more of something
	matters     bool   // it did something, or led elsewhere than another option
}

// leftover is the least and the most that is left of each resource in some states.
type leftover struct {
	known       bool
	least, most resources
}

func (l *leftover) add(left *resources) {
	if !l.known {
		*l = leftover{true, *left, *left}
		return
	}
	for r := range left {
		l.least[r], l.most[r] = min(l.least[r], left[r]), max(l.most[r], left[r])
	}
}

// attainable is what can still be had from a state on.
type attainable struct {
	ends        bool // an ending
	best, worst sim.Points
	highest     [sim.Criteria]int64 // measure of each column at an end
}

// or is what can be had where one may choose.
func (a attainable) or(b attainable) attainable {
	switch {
	case !b.ends:
		return a
	case !a.ends:
		return b
	}
	a.best, a.worst = max(a.best, b.best), min(a.worst, b.worst)
	for k := range a.highest {
		a.highest[k] = max(a.highest[k], b.highest[k])
	}
	return a
}

// allows tells whether a lets one have at least as much of everything as b, and whether more of something.
func (a *attainable) allows(b *attainable) (atLeast, more bool) {
	if !a.ends || !b.ends {
		return a.ends || !b.ends, a.ends && !b.ends
	}
	atLeast, more = a.best >= b.best, a.best > b.best
	for k := range a.highest {
		atLeast = atLeast && a.highest[k] >= b.highest[k]
		more = more || a.highest[k] > b.highest[k]
	}
	return atLeast, more
}

func (c *Compiled) newSurveyor(m meter, e Extremes) *surveyor {
	s := &surveyor{c: c, meter: m, read: c.flagsReadAnywhere(), totals: make([]float64, len(c.endings))}
	for i := range c.slots {
		var own []int
		for _, slot := range c.slots[i] {
			if slot != noSlot {
				own = append(own, slot)
			}
		}
		s.people = append(s.people, own)
	}
	s.out = &Survey{Extremes: e, Passages: make([]PassageSurvey, len(c.passages)), Endings: make([]EndingSurvey, len(c.endings)),
		Stakeholders: make([]StakeholderSurvey, len(c.slots)), Resources: make([]ResourceSurvey, c.resources)}
	s.traces = make([]trace, len(c.passages))
	for i := range c.passages {
		n := len(c.passages[i].choices)
		s.out.Passages[i].Options = make([]OptionSurvey, n)
		s.traces[i].options = make([]optionTrace, n)
	}
	return s
}

// visit takes down a state that random play comes to with a certain share, and the states to which its open options lead.
func (w *surveyor) visit(s *state, share float64, open []child) {
	out, tr := &w.out.Passages[s.at], &w.traces[s.at]
	w.out.States++
	out.Visits += share
	if out.Path == nil {
		out.Reached, out.Path = Yes, append([]int{}, w.way...)
	}
	if w.c.resources > 0 {
		tr.left.add(&s.resources)
		w.findLocks(s, s.at)
	}
	each := share / float64(len(open))
	for i := range open {
		ch := &open[i]
		option := &out.Options[ch.option]
		option.Chosen = Yes
		option.Taken += each
		w.moved.rose |= ch.rose
		w.moved.fell |= ch.fell
		for left := ch.rose | ch.fell | ch.cut; left != 0; left &= left - 1 {
			slot := bits.TrailingZeros64(left)
			w.effects[slot] += each
			if ch.cut&(1<<slot) != 0 {
				w.cut[slot] += each
			}
		}
		if ch.led >= 0 && ch.finished() && w.c.resources > 0 { // the story ended in a passage with nothing open
			w.traces[ch.led].left.add(&ch.resources)
			w.findLocks(&ch.state, ch.led)
		}
	}
}

// trap takes down a state from which no ending can be reached.
func (w *surveyor) trap(s *state) {
	if p := &w.out.Passages[s.at]; p.Trap == nil {
		p.Trap = append([]int{}, w.way...)
	}
}

// weigh takes down what the decision in a state is worth, given what its open options still allow.
func (w *surveyor) weigh(s *state, share float64, open []child, allow []attainable) {
	tr := &w.traces[s.at]
	for i := range open {
		o, a := &tr.options[open[i].option], &allow[i]
		first := o.atLeast == 0 // not seen open before: an option allows as much as itself, ever after
		switch {
		case !a.ends:
		case !o.ends:
			o.ends, o.best, o.worst = true, a.best, a.worst
		default:
			o.best, o.worst = max(o.best, a.best), min(o.worst, a.worst)
		}
		atLeast := uint16(1) << open[i].option
		for k := range open {
			if k == i {
				continue
			}
			as, more := allow[k].allows(a)
			if as {
				atLeast |= 1 << open[k].option
			}
			if more {
				o.more |= 1 << open[k].option
			}
		}
		if first {
			o.atLeast = atLeast
		}
		o.atLeast &= atLeast
	}
	if len(open) == 1 {
		tr.options[open[0].option].matters = true // there is nothing to compare it with
		return
	}
	w.weighStates(s, tr, open)
	tr.decisions += share
	spread := w.spread(allow)
	tr.maxSpread = max(tr.maxSpread, spread)
	tr.spread += share * float64(spread)
	if w.oneSided(open, allow) {
		tr.oneSided += share
	}
}

// weighStates takes down whether it matters which option is taken in a state.
func (w *surveyor) weighStates(s *state, tr *trace, open []child) {
	flags := func(s *state) uint64 { return s.flags & w.read }
	for i := range open {
		o, ch := &tr.options[open[i].option], &open[i]
		if !o.matters {
			o.matters = ch.levels != s.levels || ch.resources != s.resources || flags(&ch.state) != flags(s) ||
				slices.ContainsFunc(open, func(other child) bool { return other.at != ch.at })
		}
		if first := &open[0]; !tr.differs {
			tr.differs = ch.levels != first.levels || ch.resources != first.resources || ch.at != first.at || flags(&ch.state) != flags(&first.state)
		}
	}
}

// spread is how far apart the best totals are that the options still allow. Nothing less than the worst total of all
// counts for an option after which the story cannot end.
func (w *surveyor) spread(allow []attainable) sim.Points {
	most, least := w.out.Extremes.Worst.Hi, w.out.Extremes.Best.Lo
	for i := range allow {
		best := w.out.Extremes.Worst.Hi
		if allow[i].ends {
			best = allow[i].best
		}
		most, least = max(most, best), min(least, best)
	}
	return most - least
}

// oneSided tells whether one of the options with the best total still to be had leaves all three criteria at least as
// high as any other does at once, and some higher.
func (w *surveyor) oneSided(open []child, allow []attainable) bool {
	var best sim.Points
	for i := range allow {
		if i == 0 || allow[i].best > best {
			best = allow[i].best
		}
	}
	var levels [sim.MaxChoices][sim.Criteria]int64
	for i := range open {
		if open[i].finished() {
			levels[i] = allow[i].highest // of an end, those are its own
			continue
		}
		for k := range w.c.columns {
			levels[i][k] = w.c.columns[k].measureOf(&open[i].state)
		}
	}
	for i := range open {
		if allow[i].best < best {
			continue
		}
		highest, higher := true, false
		for j := range open {
			for k := range levels[i] {
				highest = highest && levels[i][k] >= levels[j][k]
				higher = higher || levels[i][k] > levels[j][k]
			}
		}
		if highest && higher {
			return true
		}
	}
	return false
}

// findLocks takes down which resources lock an option of a passage in a state.
func (w *surveyor) findLocks(s *state, at place) {
	for i := range w.c.passages[at].choices {
		ch := &w.c.passages[at].choices[i]
		if w.c.affordable(ch, &s.resources) || !w.c.holds(ch.requires, s) {
			continue
		}
		var sum effects
		w.c.gather(&ch.outcome, s, &sum)
		for r := range w.c.resources {
			w.locks[r] = w.locks[r] || s.resources[r]+sum.resources[r] < 0
		}
	}
}

// leaf takes down an end to which random play comes with a certain share, and returns what it is worth.
func (w *surveyor) leaf(s *state, share float64) attainable {
	end := w.worth(s)
	w.out.States++
	w.ended += share
	w.totals[s.ending()] += share * float64(end.best)
	e := &w.out.Endings[s.ending()]
	e.Share += share
	if e.Path == nil {
		e.Reached, e.Path = Yes, append([]int{}, w.way...)
	}
	if w.out.Extremes.Exact() { // else a nilai is a range
		nilai := w.out.Extremes.Score(end.best).Lo
		w.out.Histogram[min(int(nilai*HistogramBars/100), HistogramBars-1)] += share
	}
	if lowest := w.lowest(s); lowest >= 0 {
		w.out.Stakeholders[lowest].Lowest += share
	}
	w.widenCriteria(&end.highest)
	w.extendFront(&end, s.ending())
	if w.c.resources > 0 {
		w.atEnd.add(&s.resources)
	}
	return end
}

// worth is what an end is worth.
func (w *surveyor) worth(s *state) attainable {
	end := attainable{ends: true}
	var total int64
	for k := range w.c.columns {
		end.highest[k] = w.c.columns[k].measureOf(s)
		total += w.c.columns[k].factor * end.highest[k]
	}
	end.best = min(sim.Points(total), w.c.endings[s.ending()].limit)
	end.worst = end.best
	return end
}

// lowest is [sim.Lowest].
func (w *surveyor) lowest(s *state) int {
	lowest, sum, n := -1, 0, 1
	for i, own := range w.people {
		mine := 0
		for _, slot := range own {
			mine += int(s.levels[slot])
		}
		if len(own) > 0 && (lowest < 0 || mine*n < sum*len(own)) {
			lowest, sum, n = i, mine, len(own)
		}
	}
	return lowest
}

func (w *surveyor) widenCriteria(measures *[sim.Criteria]int64) {
	for k, measure := range measures {
		c := &w.criteria[k]
		if c.highPath == nil || measure > c.high {
			c.high, c.highPath = measure, append([]int{}, w.way...)
		}
		if c.lowPath == nil || measure < c.low {
			c.low, c.lowPath = measure, append([]int{}, w.way...)
		}
	}
}

// criterionTrace are the highest and the lowest measure of a criterion at an end, and how to come there.
type criterionTrace struct {
	high, low         int64
	highPath, lowPath []int
}

// level is the collaboration's level, 0–100, that has a measure.
func (col *column) level(measure int64) float64 {
	if n := col.end - col.first; n > 0 {
		return float64(measure) / float64(2*n)
	}
	return 0
}

// extendFront adds an end to those that no other beats, if none of them does. The one that beat this end goes to the front
// of the line, as it will beat many.
func (w *surveyor) extendFront(end *attainable, ending int) {
	front := w.front
	for i := range front {
		if atLeast(&front[i].measures, &end.highest) {
			if front[i].measures == end.highest && end.best > front[i].total {
				break // the same levels, of which this ending makes more
			}
			front[0], front[i] = front[i], front[0]
			return
		}
	}
	front = slices.DeleteFunc(front, func(f frontier) bool { return atLeast(&end.highest, &f.measures) })
	w.front = append(front, frontier{end.highest, end.best, ending, slices.Clone(w.way)})
}

// frontier is an end that no other found so far beats.
type frontier struct {
	measures [sim.Criteria]int64
	total    sim.Points
	ending   int
	way      []int
}

func atLeast(a, b *[sim.Criteria]int64) bool {
	for k := range a {
		if a[k] < b[k] {
			return false
		}
	}
	return true
}
