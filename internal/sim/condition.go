package sim

import (
	"fmt"
	"strings"
)

// ConditionKind tells what a [Condition] asks.
type ConditionKind int

// The kinds of condition.
const (
	AllOf    ConditionKind = iota // every one of Parts
	AnyOf                         // at least one of Parts
	NotOf                         // not the one part
	FlagSet                       // the flag is set
	Compares                      // a quantity against a number
)

// Condition asks something of a state. A nil *Condition always holds.
type Condition struct {
	Kind     ConditionKind
	Parts    []Condition // AllOf, AnyOf: two or more; NotOf: one
	Flag     int
	Quantity Quantity
	Relation Relation
	Value    int
}

// Relation is a comparison.
type Relation int

// The comparisons.
const (
	AtLeast Relation = iota // minimal
	AtMost                  // maksimal
	Below                   // di bawah
	Above                   // di atas
)

// String is the relation as authors write it.
func (r Relation) String() string {
	return [...]string{"minimal", "maksimal", "di bawah", "di atas"}[r]
}

// Compare tells whether left stands in this relation to right.
func (r Relation) Compare(left, right int64) bool {
	switch r {
	case AtLeast:
		return left >= right
	case AtMost:
		return left <= right
	case Below:
		return left < right
	}
	return left > right
}

// QuantityKind tells what a [Quantity] measures.
type QuantityKind int

// The kinds of quantity.
const (
	StakeholderLevel   QuantityKind = iota // one stakeholder's level
	CollaborationLevel                     // the collaboration's level of one criterion
	TotalLevel                             // the weighted mean of the three
	ResourceLeft
)

// Quantity is a number read from a state.
type Quantity struct {
	Kind        QuantityKind
	Stakeholder int
	Criterion   Criterion
	Resource    int
}

// Holds tells whether the condition holds in state s; nil holds. A comparison with a level that is [Absent] does not,
// nor one with the collaboration's level of a criterion that counts for nobody.
func (c *Case) Holds(cond *Condition, s State) bool {
	if cond == nil {
		return true
	}
	switch cond.Kind {
	case AllOf:
		for i := range cond.Parts {
			if !c.Holds(&cond.Parts[i], s) {
				return false
			}
		}
		return true
	case AnyOf:
		for i := range cond.Parts {
			if c.Holds(&cond.Parts[i], s) {
				return true
			}
		}
		return false
	case NotOf:
		return !c.Holds(&cond.Parts[0], s)
	case FlagSet:
		return s.Flags[cond.Flag]
	}
	value := int64(cond.Value)
	switch q := cond.Quantity; q.Kind {
	case StakeholderLevel:
		level := s.Levels[q.Stakeholder][q.Criterion]
		return level != Absent && cond.Relation.Compare(int64(level), value)
	case CollaborationLevel:
		twice, n := collaboration(s.Levels, q.Criterion)
		return n > 0 && cond.Relation.Compare(twice, 2*n*value)
	case TotalLevel:
		scale := c.Scale()
		return cond.Relation.Compare(int64(scale.Total(s.Levels)), value*int64(scale.One))
	default:
		return cond.Relation.Compare(int64(s.Resources[q.Resource]), value)
	}
}

// ConditionText writes a condition, which must not be nil, the way an author would.
func (c *Case) ConditionText(cond *Condition) string {
	return c.conditionText(cond, 0)
}

// conditionText puts parentheses where a part binds no more tightly than what surrounds it: inside is 0 where nothing
// does, 1 inside atau, 2 inside dan and bukan.
func (c *Case) conditionText(cond *Condition, inside int) string {
	join := func(word string, strength int) string {
		parts := make([]string, len(cond.Parts))
		for i := range cond.Parts {
			// The part gets one more than its own strength, so that "a dan (b dan c)" keeps its shape.
			parts[i] = c.conditionText(&cond.Parts[i], strength+1)
		}
		text := strings.Join(parts, " "+word+" ")
		if inside > strength {
			return "(" + text + ")"
		}
		return text
	}
	switch cond.Kind {
	case AllOf:
		return join("dan", 1)
	case AnyOf:
		return join("atau", 0)
	case NotOf:
		return "bukan " + c.conditionText(&cond.Parts[0], 2)
	case FlagSet:
		return c.Flags[cond.Flag]
	}
	return fmt.Sprintf("%s %s %d", c.quantityText(cond.Quantity), cond.Relation, cond.Value)
}

func (c *Case) quantityText(q Quantity) string {
	switch q.Kind {
	case StakeholderLevel:
		return q.Criterion.String() + " " + c.Stakeholders[q.Stakeholder].Code
	case CollaborationLevel:
		return q.Criterion.String()
	case TotalLevel:
		return "total"
	}
	return c.Resources[q.Resource].Name
}
