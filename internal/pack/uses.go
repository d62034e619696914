package pack

import (
	"slices"
	"strings"

	"mufakat/internal/quiz"
	"mufakat/internal/sim"
)

// Uses tell where a concept is exercised.
type Uses struct {
	Cases []CaseUse
	Banks []BankInfo // that may be practised, each with the number of its questions that are tagged with the concept's code
}

// CaseUse is a case that exercises a concept.
type CaseUse struct {
	Source   string // the pack's name
	ID       string
	Title    string
	Passages []string // titles of the passages that name the concept, or one of whose choices does, in the order written
}

// FindUses tells for every concept, by its code, where the packs exercise it: cases in the order in which they are offered,
// and questions, unless they are kept for exams (see [Manifest.Practised]). What cannot be read is passed over, as the lists
// of cases and banks tell of it.
func FindUses(packs []*Pack) map[string]*Uses {
	found := uses{}
	for _, p := range packs {
		cases, _ := p.Cases()
		for _, info := range cases {
			if c, err := p.Case(info.ID); err == nil {
				found.addCase(info.Source, c)
			}
		}
		if m, err := p.Manifest(); err == nil && m.Practised() {
			bank, _ := p.Bank()
			found.addBank(m, bank.Questions)
		}
	}
	return found
}

// uses are those found so far, by code.
type uses map[string]*Uses

func (u uses) of(code string) *Uses {
	if u[code] == nil {
		u[code] = &Uses{}
	}
	return u[code]
}

func (u uses) addCase(source string, c *sim.Case) {
	for i := range c.Passages {
		for _, code := range passageConcepts(&c.Passages[i]) {
			of := u.of(code)
			last := len(of.Cases) - 1
			if last < 0 || of.Cases[last].ID != c.ID || of.Cases[last].Source != source {
				of.Cases = append(of.Cases, CaseUse{Source: source, ID: c.ID, Title: c.Title})
				last++
			}
			of.Cases[last].Passages = append(of.Cases[last].Passages, c.Passages[i].Title)
		}
	}
}

// passageConcepts are the codes that a passage and its choices name, each once.
func passageConcepts(p *sim.Passage) []string {
	codes := slices.Clone(p.Concepts)
	gather := sim.Visitor{Outcome: func(o *sim.Outcome) { codes = append(codes, o.Concepts...) }}
	for i := range p.Choices {
		gather.VisitOutcome(&p.Choices[i].Outcome)
	}
	slices.Sort(codes)
	return slices.Compact(codes)
}

func (u uses) addBank(m Manifest, questions []*quiz.Question) {
	for _, q := range questions {
		if q.Kind == quiz.Description {
			continue
		}
		tags := make([]string, len(q.Tags))
		for i, tag := range q.Tags {
			tags[i] = strings.ToUpper(tag) // as codes are written; tags may be in any case
		}
		slices.Sort(tags)
		for _, code := range slices.Compact(tags) {
			of := u.of(code)
			last := len(of.Banks) - 1
			if last < 0 || of.Banks[last].Source != m.Name {
				of.Banks = append(of.Banks, BankInfo{Source: m.Name, Title: m.Title})
				last++
			}
			of.Banks[last].Questions++
		}
	}
}
