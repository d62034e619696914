package analysis

import (
	"mufakat/internal/sim"
)

// Strategy is a fixed habit of choosing among the options that are open.
type Strategy struct {
	Habit       Habit
	Stakeholder int           // Favour only
	Criterion   sim.Criterion // GreedyCriterion only
}

// Habit is a kind of strategy.
type Habit int

// The habits. Those up to Favour go by what a trainee sees; the greedy ones see the hidden numbers.
const (
	First           Habit = iota // the first option, in the author's order
	Longest                      // the longest text
	Shortest                     // the shortest text
	Virtuous                     // the most virtue words; see virtueWords
	Favour                       // what raises one stakeholder's levels most, at once
	GreedyCriterion              // what leaves the collaboration's level of one criterion highest, at once
	GreedyTotal                  // what leaves the total highest, at once
)

// Visible tells whether the strategy goes by what a trainee sees.
func (s Strategy) Visible() bool { return s.Habit <= Favour }

// Name is the strategy in Indonesian, such as "selalu yang terpanjang".
func (s Strategy) Name(c *sim.Case) string {
	switch s.Habit {
	case First:
		return "selalu yang pertama"
	case Longest:
		return "selalu yang terpanjang"
	case Shortest:
		return "selalu yang terpendek"
	case Virtuous:
		return "selalu yang paling banyak kata mulianya"
	case Favour:
		return "selalu membela " + c.Stakeholders[s.Stakeholder].ShortName()
	case GreedyCriterion:
		return "mengejar " + s.Criterion.String()
	}
	return "mengejar total"
}
