package analysis

import (
	"fmt"
	"math"
	"reflect"
	"slices"

	"mufakat/internal/sim"
)

// tellOptions tells what options and decisions are worth.
func (b *bruteSurvey) tellOptions(want numbers) {
	for at := range b.c.Passages {
		var nodes []*graphNode
		for _, n := range b.nodes {
			if !n.state.Finished() && n.state.At.Index == at {
				nodes = append(nodes, n)
			}
		}
		for option := range b.c.Passages[at].Choices {
			b.tellOption(want, at, option, nodes)
		}
		b.tellDecision(want, at, nodes)
	}
}

// same tells whether two states are the same for all that is to come and all that is shown. (Random cases read their flags
// in conditions of choices and endings; simtest writes none that is read by nothing.)
func (b *bruteSurvey) same(x, y sim.State, read []bool) bool {
	for i := range x.Flags {
		if read[i] && x.Flags[i] != y.Flags[i] {
			return false
		}
	}
	return slices.Equal(x.Levels, y.Levels) && slices.Equal(x.Resources, y.Resources)
}

func (b *bruteSurvey) tellOption(want numbers, at, option int, nodes []*graphNode) {
	dominators := map[int]bool{}
	better := map[int]bool{}
	for other := range b.c.Passages[at].Choices {
		dominators[other] = true
	}
	chosen, idle, read := false, true, b.flagsRead()
	for _, n := range nodes {
		next := n.next[option]
		if next == nil {
			continue
		}
		chosen = true
		own := b.can[next]
		if own != nil {
			want.flag(true, "option %d.%d ends", at, option)
			want.max(b.nilai(own.best), "option %d.%d best", at, option)
			want.max(-b.nilai(own.worst), "option %d.%d worst", at, option)
		}
		for other := range dominators {
			if n.next[other] == nil {
				delete(dominators, other)
				continue
			}
			as, more := b.allows(b.can[n.next[other]], own)
			if !as {
				delete(dominators, other)
			}
			better[other] = better[other] || more
		}
		open := b.open(n)
		if len(open) == 1 || !b.same(n.state, next.state, read) {
			idle = false
		}
		for _, other := range open {
			idle = idle && n.next[other].state.At == next.state.At
		}
	}
	dominated := -1
	for other := range b.c.Passages[at].Choices {
		if dominated < 0 && dominators[other] && better[other] {
			dominated = other
		}
	}
	if chosen {
		want[fmt.Sprintf("option %d.%d dominated", at, option)] = float64(dominated + 1)
		want.flag(idle, "option %d.%d idle", at, option)
	}
}

func (b *bruteSurvey) allows(x, y *bruteWorth) (atLeast, more bool) {
	if x == nil || y == nil {
		return x != nil || y == nil, x != nil && y == nil
	}
	atLeast, more = x.best >= y.best, x.best > y.best
	for k := range x.highest {
		atLeast, more = atLeast && x.highest[k] >= y.highest[k], more || x.highest[k] > y.highest[k]
	}
	return atLeast, more
}

// flagsRead looks for conditions in every corner of the case, whatever its fields are called.
func (b *bruteSurvey) flagsRead() []bool {
	read := make([]bool, len(b.c.Flags))
	var look func(v reflect.Value)
	look = func(v reflect.Value) {
		switch v.Kind() {
		case reflect.Pointer:
			if !v.IsNil() {
				look(v.Elem())
			}
		case reflect.Slice, reflect.Array:
			for i := range v.Len() {
				look(v.Index(i))
			}
		case reflect.Struct:
			if cond, ok := v.Interface().(sim.Condition); ok && cond.Kind == sim.FlagSet {
				read[cond.Flag] = true
			}
			for i := range v.NumField() {
				look(v.Field(i))
			}
		}
	}
	look(reflect.ValueOf(b.c))
	return read
}

func (b *bruteSurvey) tellDecision(want numbers, at int, nodes []*graphNode) {
	open, spreads, oneSided, most, idle := 0.0, 0.0, 0.0, 0.0, true
	read, decides := b.flagsRead(), false
	for _, n := range nodes {
		options := b.open(n)
		if len(options) < 2 {
			continue
		}
		decides = true
		first := n.next[options[0]]
		best, highest, lowest := sim.Points(math.MinInt64), sim.Points(math.MinInt64), sim.Points(math.MaxInt64)
		for _, option := range options {
			next := n.next[option]
			idle = idle && next.state.At == first.state.At && b.same(next.state, first.state, read)
			worth := b.worst
			if can := b.can[next]; can != nil {
				worth = can.best
				best = max(best, can.best)
			}
			highest, lowest = max(highest, worth), min(lowest, worth)
		}
		spread := b.nilai(highest) - b.nilai(lowest)
		share := b.visits[n]
		open += share
		spreads += share * spread
		most = max(most, spread)
		for _, option := range options {
			if can := b.can[n.next[option]]; best == math.MinInt64 || can != nil && can.best == best {
				if b.isOneSided(n, option, options) {
					oneSided += share
					break
				}
			}
		}
	}
	want.add(open, "decision %d open", at)
	if open > 0 {
		want.flag(idle && decides, "decision %d idle", at)
		want.add(spreads/open, "decision %d mean spread", at)
		want.add(most, "decision %d most", at)
		want.add(oneSided/open, "decision %d one-sided", at)
	}
}

func (b *bruteSurvey) isOneSided(n *graphNode, option int, options []int) bool {
	own, higher := b.levels(n.next[option].state), false
	for _, other := range options {
		theirs := b.levels(n.next[other].state)
		for k := range own {
			if own[k] < theirs[k] {
				return false
			}
			higher = higher || own[k] > theirs[k]
		}
	}
	return higher
}

// tellResources tells which resources lock an option or change an answer.
func (b *bruteSurvey) tellResources(want numbers) {
	answers := map[string][2]bool{} // whether a condition on a resource was seen not to hold, and to hold
	for _, n := range b.nodes {
		if n.state.Finished() {
			for i := range b.c.Endings {
				b.ask(answers, b.c.Endings[i].Requires, n.state, "akhir")
			}
			continue
		}
		b.tellPassage(want, answers, n.state.At.Index, n.state)
		for option, passage := range n.stranded {
			if passage >= 0 {
				b.tellPassage(want, answers, passage, n.next[option].state)
			}
		}
	}
	for key, seen := range answers {
		if seen[0] && seen[1] {
			var r int
			fmt.Sscanf(key, "%d", &r)
			want.flag(true, "resource %d", r)
		}
	}
}

func (b *bruteSurvey) tellPassage(want numbers, answers map[string][2]bool, at int, s sim.State) {
	s.At = sim.Target{Kind: sim.ToPassage, Index: at}
	for i := range b.c.Passages[at].Choices {
		ch := &b.c.Passages[at].Choices[i]
		b.ask(answers, ch.Requires, s, fmt.Sprint(at))
		b.askOutcome(answers, &ch.Outcome, s, fmt.Sprint(at))
		if !b.c.Holds(ch.Requires, s) {
			continue
		}
		for r := range b.c.Resources {
			if s.Resources[r]+b.gain(&ch.Outcome, s, r) < 0 {
				want.flag(true, "resource %d", r)
			}
		}
	}
}

// gain is what an outcome does to a resource, the branches taken included.
func (b *bruteSurvey) gain(o *sim.Outcome, s sim.State, r int) (sum int) {
	for _, e := range o.Resources {
		if e.Resource == r {
			sum += e.Delta
		}
	}
	for _, branching := range o.Branches {
		for i := range branching {
			if b.c.Holds(branching[i].When, s) {
				sum += b.gain(&branching[i].Outcome, s, r)
				break
			}
		}
	}
	return sum
}

func (b *bruteSurvey) askOutcome(answers map[string][2]bool, o *sim.Outcome, s sim.State, where string) {
	for _, branching := range o.Branches {
		for i := range branching {
			b.ask(answers, branching[i].When, s, where)
			b.askOutcome(answers, &branching[i].Outcome, s, where)
		}
	}
}

func (b *bruteSurvey) ask(answers map[string][2]bool, cond *sim.Condition, s sim.State, where string) {
	if cond == nil {
		return
	}
	for i := range cond.Parts {
		b.ask(answers, &cond.Parts[i], s, where)
	}
	if cond.Kind != sim.Compares || cond.Quantity.Kind != sim.ResourceLeft {
		return
	}
	key := fmt.Sprintf("%d %s %p", cond.Quantity.Resource, where, cond)
	seen := answers[key]
	seen[map[bool]int{true: 1}[b.c.Holds(cond, s)]] = true
	answers[key] = seen
}
