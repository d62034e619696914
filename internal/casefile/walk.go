package casefile

import "mufakat/internal/sim"

// walker visits every part of a case that names something; a nil function skips its kind.
type walker struct {
	condition func(*sim.Condition)
	outcome   func(*sim.Outcome)
}

func (w walker) visit(c *sim.Case) {
	w.text(c.Intro)
	for i := range c.Acts {
		w.text(c.Acts[i].Intro)
	}
	for i := range c.Passages {
		w.text(c.Passages[i].Text)
		for k := range c.Passages[i].Choices {
			ch := &c.Passages[i].Choices[k]
			w.when(ch.Requires)
			w.result(&ch.Outcome)
		}
	}
	w.text(c.EndingIntro)
	for i := range c.Endings {
		w.when(c.Endings[i].Requires)
		w.text(c.Endings[i].Text)
	}
	for i := range c.Voices {
		w.text(c.Voices[i].Text)
	}
}

func (w walker) text(t sim.Text) {
	for _, alternatives := range t {
		for i := range alternatives {
			w.when(alternatives[i].When)
		}
	}
}

func (w walker) when(cond *sim.Condition) {
	if cond == nil || w.condition == nil {
		return
	}
	w.condition(cond)
	for i := range cond.Parts {
		w.when(&cond.Parts[i])
	}
}

func (w walker) result(o *sim.Outcome) {
	if w.outcome != nil {
		w.outcome(o)
	}
	w.text(o.Feedback)
	for _, branching := range o.Branches {
		for i := range branching {
			w.when(branching[i].When)
			w.result(&branching[i].Outcome)
		}
	}
}
