package analysis

import (
	"slices"

	"mufakat/internal/sim"
)

// reach is all that a choice can do, whatever the levels and resources are.
type reach struct {
	changes   []change  // of every level that it can touch, by slot
	worth     worth     // of what it does to all levels together
	leastGain resources // the least that it can bring of each resource
	targets   []place   // everywhere it can lead, its branches included
	sets      flagSets  // of flags that it can set
}

// change is the least and the most that a choice can add to a level.
type change struct{ slot, least, most int }

// worth is the least and the most that a choice can add to the sum of all levels, in the points of a total.
type worth struct{ least, most int64 }

// flagSets are sets of flags, of which it is open which one will be set; nil where they are more than maxFlagSets.
type flagSets []uint64

const maxFlagSets = 16

// or are the sets where one of either will be set.
func (a flagSets) or(b flagSets) flagSets {
	if a == nil || b == nil {
		return nil
	}
	return a.with(b...)
}

// and are the sets where one of each will be set.
func (a flagSets) and(b flagSets) flagSets {
	if a == nil || b == nil {
		return nil
	}
	var both flagSets
	for _, x := range a {
		for _, y := range b {
			if both = both.with(x | y); both == nil {
				return nil
			}
		}
	}
	return both
}

// with adds sets, each once.
func (a flagSets) with(sets ...uint64) flagSets {
	for _, set := range sets {
		if !slices.Contains(a, set) {
			a = append(a, set)
		}
	}
	if len(a) > maxFlagSets {
		return nil
	}
	return a
}

// reachOf is what a choice with this outcome and target can do.
func reachOf(o *outcome, target place, flags knowledge) reach {
	sp := o.span(flags)
	r := reach{worth: sp.worth, leastGain: sp.leastGain, targets: append(sp.targets, target), sets: sp.sets}
	for slot := range maxSlots {
		if sp.least[slot] != 0 || sp.most[slot] != 0 {
			r.changes = append(r.changes, change{slot, sp.least[slot], sp.most[slot]})
		}
	}
	return r
}

// span is what can be done at the least and at the most, whichever branches are taken.
type span struct {
	least, most [maxSlots]int
	worth       worth
	leastGain   resources
	targets     []place // of the branches
	sets        flagSets
}

// span is what an outcome can do, given what is known of the flags.
func (o *outcome) span(flags knowledge) *span {
	sp := &span{sets: flagSets{o.flags}}
	for _, e := range o.levels {
		sp.least[e.slot] += e.delta
		sp.most[e.slot] += e.delta
		sp.worth.least += e.worth
		sp.worth.most += e.worth
	}
	for _, e := range o.resources {
		sp.leastGain[e.resource] += e.delta
	}
	for _, branches := range o.branches {
		sp.add(spanOfOne(branches, flags))
	}
	return sp
}

// spanOfOne is what one of the branches does, or nothing where it may be that none is taken.
func spanOfOne(branches []branch, flags knowledge) (one *span) {
	for i := range branches {
		b := &branches[i]
		if !b.when.can(true, flags) {
			continue
		}
		s := b.outcome.span(flags)
		if b.target != nil {
			s.targets = append(s.targets, *b.target)
		}
		one = one.or(s)
		if !b.when.can(false, flags) {
			return one
		}
	}
	return one.or(&span{sets: flagSets{0}})
}

// or makes sp, which may be nil, contain what can be done instead.
func (sp *span) or(s *span) *span {
	if sp == nil {
		return s
	}
	for k := range maxSlots {
		sp.least[k], sp.most[k] = min(sp.least[k], s.least[k]), max(sp.most[k], s.most[k])
	}
	sp.worth.least, sp.worth.most = min(sp.worth.least, s.worth.least), max(sp.worth.most, s.worth.most)
	for k := range sim.MaxResources {
		sp.leastGain[k] = min(sp.leastGain[k], s.leastGain[k])
	}
	sp.targets = append(sp.targets, s.targets...)
	sp.sets = sp.sets.or(s.sets)
	return sp
}

// add makes sp contain what is done besides.
func (sp *span) add(s *span) {
	for k := range maxSlots {
		sp.least[k] += s.least[k]
		sp.most[k] += s.most[k]
	}
	sp.worth.least += s.worth.least
	sp.worth.most += s.worth.most
	for k := range sim.MaxResources {
		sp.leastGain[k] += s.leastGain[k]
	}
	sp.targets = append(sp.targets, s.targets...)
	sp.sets = sp.sets.and(s.sets)
}
