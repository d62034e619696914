package debrief

import (
	"slices"

	"mufakat/internal/sim"
)

// later returns the steps after a turning point where its decision was felt again: where what the option taken there did
// depends on a flag that the turning point's option, or the better one, sets. That is why a price can be higher than the
// levels that moved at once.
func (d *Debrief) later(t TurningPoint) []int {
	passage := &d.Play.Case.Passages[d.Play.Steps[t.Step].Passage]
	flags := slices.Clone(d.Play.Steps[t.Step].Flags)
	if t.Best >= 0 {
		flags = append(flags, flagsSet(&passage.Choices[t.Best].Outcome)...)
	}
	if len(flags) == 0 {
		return nil
	}
	var felt []int
	for i := t.Step + 1; i < len(d.Play.Steps); i++ {
		step := d.Play.Steps[i]
		if reads(&d.Play.Case.Passages[step.Passage].Choices[step.Option].Outcome, flags) {
			felt = append(felt, i)
		}
	}
	return felt
}

// flagsSet are the flags that an outcome, or a branch of it, can set.
func flagsSet(o *sim.Outcome) []int {
	flags := slices.Clone(o.Flags)
	for _, branching := range o.Branches {
		for i := range branching {
			flags = append(flags, flagsSet(&branching[i].Outcome)...)
		}
	}
	return flags
}

// reads tells whether a branch of an outcome depends on one of the flags.
func reads(o *sim.Outcome, flags []int) bool {
	for _, branching := range o.Branches {
		for i := range branching {
			if b := &branching[i]; mentions(b.When, flags) || reads(&b.Outcome, flags) {
				return true
			}
		}
	}
	return false
}

func mentions(c *sim.Condition, flags []int) bool {
	if c == nil {
		return false
	}
	if c.Kind == sim.FlagSet {
		return slices.Contains(flags, c.Flag)
	}
	return slices.ContainsFunc(c.Parts, func(part sim.Condition) bool { return mentions(&part, flags) })
}
