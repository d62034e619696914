package sim

// Visitor visits every condition and every outcome of a case, in the order in which [Case] holds them; a nil function skips its
// kind.
type Visitor struct {
	Condition func(*Condition) // also the parts of a condition, each after the whole
	Outcome   func(*Outcome)   // of choices and of their branches
}

// Visit visits the case.
func (v Visitor) Visit(c *Case) {
	v.text(c.Intro)
	for i := range c.Acts {
		v.text(c.Acts[i].Intro)
	}
	for i := range c.Passages {
		v.text(c.Passages[i].Text)
		for k := range c.Passages[i].Choices {
			ch := &c.Passages[i].Choices[k]
			v.condition(ch.Requires)
			v.VisitOutcome(&ch.Outcome)
		}
	}
	v.text(c.EndingIntro)
	for i := range c.Endings {
		v.condition(c.Endings[i].Requires)
		v.text(c.Endings[i].Text)
	}
	for i := range c.Voices {
		v.text(c.Voices[i].Text)
	}
}

func (v Visitor) text(t Text) {
	for _, alternatives := range t {
		for i := range alternatives {
			v.condition(alternatives[i].When)
		}
	}
}

func (v Visitor) condition(cond *Condition) {
	if cond == nil || v.Condition == nil {
		return
	}
	v.Condition(cond)
	for i := range cond.Parts {
		v.condition(&cond.Parts[i])
	}
}

// VisitOutcome visits one outcome and the branches in it.
func (v Visitor) VisitOutcome(o *Outcome) {
	if v.Outcome != nil {
		v.Outcome(o)
	}
	v.text(o.Feedback)
	for _, branching := range o.Branches {
		for i := range branching {
			v.condition(branching[i].When)
			v.VisitOutcome(&branching[i].Outcome)
		}
	}
}
