package storymap

import "mufakat/internal/sim"

// link is a target of an option, and the condition of the branch that names it; nil: the option's own target.
type link struct {
	to   sim.Target
	when *sim.Condition
}

// links are where an option can lead: its own target, unless a branch always names another, then those of its branches.
// The condition of a branch is as written, without that those before it do not hold.
func links(ch *sim.Choice) []link {
	branches, always := branchLinks(&ch.Outcome, nil)
	if always {
		return branches
	}
	return append([]link{{to: ch.Target}}, branches...)
}

// branchLinks are the targets that the branches of an outcome name, which itself stands under a condition; always tells
// that one of them is sure to be taken. As in play, the first branch that names a target counts: a branch's own target
// hides those inside it, and what is always taken hides what is written after it.
func branchLinks(o *sim.Outcome, under *sim.Condition) (found []link, always bool) {
	for _, branching := range o.Branches {
		var before []sim.Condition
		decided := true // every branch so far leads somewhere
		for i := range branching {
			b := &branching[i]
			when := both(under, b.When)
			if b.When == nil {
				when = both(under, noneOf(before))
			}
			if b.Target != nil {
				found = append(found, link{*b.Target, when})
			} else {
				inside, sure := branchLinks(&b.Outcome, when)
				found, decided = append(found, inside...), decided && sure
			}
			if b.When == nil {
				if decided {
					return found, true
				}
				break
			}
			before = append(before, *b.When)
		}
	}
	return found, false
}

// both is the condition that a and b hold; nil always does.
func both(a, b *sim.Condition) *sim.Condition {
	switch {
	case a == nil:
		return b
	case b == nil:
		return a
	}
	return &sim.Condition{Kind: sim.AllOf, Parts: []sim.Condition{*a, *b}}
}

// noneOf is the condition that none of these hold; nil without any.
func noneOf(conditions []sim.Condition) *sim.Condition {
	switch len(conditions) {
	case 0:
		return nil
	case 1:
		return &sim.Condition{Kind: sim.NotOf, Parts: conditions}
	}
	return &sim.Condition{Kind: sim.NotOf, Parts: []sim.Condition{{Kind: sim.AnyOf, Parts: conditions}}}
}
