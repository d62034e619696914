package handout

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"mufakat/internal/plaintext"
	"mufakat/internal/sim"
)

// passageNumber is the number of a passage (an index into Case.Passages).
func passageNumber(i int) string { return strconv.Itoa(i + 1) }

// resultNumber is the number of what comes of an option.
func resultNumber(passage, option int) string { return passageNumber(passage) + letter(option) }

// letter names an option in the author's order: A, B, C …
func letter(option int) string { return string(rune('A' + option)) }

// finishNumber is the number of the page that finds the ending.
func (b *builder) finishNumber() string { return strconv.Itoa(len(b.c.Passages) + 1) }

func (b *builder) endingNumber(i int) string { return strconv.Itoa(len(b.c.Passages) + 2 + i) }

func (b *builder) targetNumber(t sim.Target) string {
	switch t.Kind {
	case sim.ToPassage:
		return passageNumber(t.Index)
	case sim.ToEnding:
		return b.endingNumber(t.Index)
	}
	return b.finishNumber()
}

// flagName is a flag as people write it down: "janji tertulis".
func (b *builder) flagName(flag int) string {
	return strings.ReplaceAll(b.c.Flags[flag], "-", " ")
}

// The strengths of what surrounds a part of a condition: a part that binds less tightly gets parentheses.
const (
	insideNothing = iota
	insideOr
	insideAnd
)

// condition says in words that a condition holds.
func (b *builder) condition(cond *sim.Condition) string {
	return b.conditionText(cond, true, insideNothing)
}

// conditionText says that a condition holds, or that it does not. The negation goes down to what is compared, because
// "bukan (… atau …)" is hard to follow at a table: so "bukan minimal 40" is "di bawah 40". A level that does not count
// ("–") is compared in vain either way; package casefile warns of it.
func (b *builder) conditionText(cond *sim.Condition, holds bool, inside int) string {
	switch cond.Kind {
	case sim.NotOf:
		return b.conditionText(&cond.Parts[0], !holds, inside)
	case sim.FlagSet:
		if holds {
			return "“" + b.flagName(cond.Flag) + "” tercatat"
		}
		return "“" + b.flagName(cond.Flag) + "” tidak tercatat"
	case sim.Compares:
		relation := cond.Relation
		if !holds {
			relation = opposite(relation)
		}
		return fmt.Sprintf("%s %s %d", b.quantity(cond.Quantity), relation, cond.Value)
	}
	word, strength := "dan", insideAnd
	if (cond.Kind == sim.AnyOf) == holds {
		word, strength = "atau", insideOr
	}
	parts := make([]string, len(cond.Parts))
	for i := range cond.Parts {
		parts[i] = b.conditionText(&cond.Parts[i], holds, strength)
	}
	joined := strings.Join(parts, " "+word+" ")
	if strength < inside {
		return "(" + joined + ")"
	}
	return joined
}

// opposite is the comparison that holds exactly where r does not.
func opposite(r sim.Relation) sim.Relation {
	return [...]sim.Relation{sim.AtLeast: sim.Below, sim.AtMost: sim.Above, sim.Below: sim.AtLeast, sim.Above: sim.AtMost}[r]
}

func (b *builder) quantity(q sim.Quantity) string {
	switch q.Kind {
	case sim.StakeholderLevel:
		return q.Criterion.String() + " " + b.c.Stakeholders[q.Stakeholder].ShortName()
	case sim.CollaborationLevel:
		return q.Criterion.String() + " bersama"
	case sim.TotalLevel:
		return "total"
	}
	return "sisa " + b.c.Resources[q.Resource].Name
}

// label introduces the i-th of alternatives of which the first whose condition holds counts.
func (b *builder) label(i int, when *sim.Condition) string {
	switch {
	case i == 0:
		return "**Bila " + b.condition(when) + ":**"
	case when != nil:
		return "**Jika tidak, bila " + b.condition(when) + ":**"
	}
	return "**Jika tidak:**"
}

// levelChanges says what the score sheet gains and loses: one sum for each level, people with the same changes together.
func (b *builder) levelChanges(effects []sim.LevelEffect) []string {
	sums := make([]sim.Levels, len(b.c.Stakeholders))
	for _, e := range effects {
		for _, i := range e.Stakeholders {
			if b.c.Stakeholders[i].Start[e.Criterion] != sim.Absent {
				sums[i][e.Criterion] += e.Delta
			}
		}
	}
	var changes []string
	done := make([]bool, len(sums))
	for i, sum := range sums {
		if done[i] || sum == (sim.Levels{}) {
			continue
		}
		var names []string
		for k := i; k < len(sums); k++ {
			if sums[k] == sum {
				done[k] = true
				names = append(names, b.c.Stakeholders[k].ShortName())
			}
		}
		who := plaintext.Enumerate(names)
		if len(names) > 2 && len(names) == len(sums) {
			who = "semua"
		}
		changes = append(changes, who+": "+sumText(sum))
	}
	return changes
}

func sumText(sum sim.Levels) string {
	var parts []string
	for k, delta := range sum {
		if delta != 0 {
			parts = append(parts, sim.Criterion(k).String()+" "+signed(delta))
		}
	}
	return strings.Join(parts, ", ")
}

// resourceChanges says what is spent and gained: "hari −1".
func (b *builder) resourceChanges(effects []sim.ResourceEffect) []string {
	var changes []string
	for _, e := range effects {
		if e.Delta != 0 {
			changes = append(changes, b.c.Resources[e.Resource].Name+" "+signed(e.Delta))
		}
	}
	return changes
}

// signed is a change with its sign, a minus of its full width.
func signed(n int) string {
	return strings.Replace(fmt.Sprintf("%+d", n), "-", "−", 1)
}

func levelText(level int) string {
	if level == sim.Absent {
		return "–"
	}
	return strconv.Itoa(level)
}

// decimal is a number with a decimal comma and at most two decimals.
func decimal(x float64) string {
	return strings.Replace(strconv.FormatFloat(math.Round(100*x)/100, 'f', -1, 64), ".", ",", 1)
}

// minutes is a duration; empty where none is given.
func minutes(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n) + " menit"
}

// counted are the criteria that count for somebody.
func (b *builder) counted() []sim.Criterion {
	all := []sim.Criterion{sim.Trust, sim.Commitment, sim.Understanding}
	return slices.DeleteFunc(all, func(k sim.Criterion) bool {
		return !slices.ContainsFunc(b.c.Stakeholders, func(s sim.Stakeholder) bool { return s.Start[k] != sim.Absent })
	})
}
