package check

import (
	"context"
	"slices"
	"testing"

	"mufakat/content"
	"mufakat/internal/casefile"
	"mufakat/internal/sim"
)

// The case to start from shows every part of the format, and balance and writing as the checker wants them.
func TestStarter(t *testing.T) {
	doc := casefile.Parse("contoh.md", []byte(content.Starter), casefile.Options{})
	survey, err := Analyse(context.Background(), doc)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range doc.Diagnostics {
		t.Error(d)
	}
	if doc.Case == nil || !survey.Complete {
		t.Fatal("the case to start from cannot be played, or is not surveyed whole")
	}
	c := doc.Case
	if len(c.Acts) != 2 || len(c.Endings) != 4 || len(c.Stakeholders) != 3 || len(c.Resources) != 1 || len(c.Voices) != 3 || len(c.Answers) != 4 {
		t.Errorf("%d acts, %d endings, %d stakeholders, %d resources, %d voices, %d answers", len(c.Acts), len(c.Endings), len(c.Stakeholders), len(c.Resources), len(c.Voices), len(c.Answers))
	}
	decisions, locks, redirects := 0, 0, 0
	for i := range c.Passages {
		p := &c.Passages[i]
		if !p.IsDecision() {
			continue
		}
		decisions++
		if survey.Passages[i].Decision.OneSided > 0.3 {
			t.Errorf("%s: the best option is best on all three criteria too often", p.Title)
		}
		for k := range p.Choices {
			ch := &p.Choices[k]
			if ch.Requires != nil && ch.LockReason != "" {
				locks++
			}
			eachOutcome(&ch.Outcome, func(o *sim.Outcome, to *sim.Target) {
				if to != nil {
					redirects++
				}
				for _, e := range o.Levels {
					if !slices.Contains([]int{5, 10, 20, -5, -10, -20}, e.Delta) {
						t.Errorf("%s: an effect of %d", ch.Text, e.Delta)
					}
				}
			})
		}
	}
	if decisions != 3 || locks != 1 || redirects != 1 {
		t.Errorf("%d decisions, %d locks with a reason, %d branches that lead elsewhere", decisions, locks, redirects)
	}
	for i, s := range survey.Stakeholders {
		for k, l := range s.Levels {
			if !l.Rises || !l.Falls {
				t.Errorf("%s of %s cannot rise and fall", sim.Criterion(k), c.Stakeholders[i].Name)
			}
		}
	}
	for i, e := range survey.Endings {
		if e.Share < 0.02 {
			t.Errorf("%s is reached in only %.3f of random play", c.Endings[i].Title, e.Share)
		}
	}
}

// eachOutcome visits an outcome and those of its branches, with where they lead.
func eachOutcome(o *sim.Outcome, visit func(*sim.Outcome, *sim.Target)) {
	visit(o, nil)
	for _, branching := range o.Branches {
		for i := range branching {
			if to := branching[i].Target; to != nil {
				visit(&sim.Outcome{}, to)
			}
			eachOutcome(&branching[i].Outcome, visit)
		}
	}
}
