package analysis

import (
	"context"
	"unicode/utf8"

	"mufakat/internal/plaintext"
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
	Virtuous                     // the most virtue words; see [VirtueWords]
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
		return "selalu yang paling banyak kata mulia"
	case Favour:
		return "selalu membela " + c.Stakeholders[s.Stakeholder].ShortName()
	case GreedyCriterion:
		return "mengejar " + s.Criterion.String()
	}
	return "mengejar total"
}

// botsPart is what part of the work allowed for a survey is allowed for each of its bots.
const botsPart = 100

// bots lets every strategy play the case; each applies at most limit decisions.
func (c *Compiled) bots(ctx context.Context, limit int) ([]Bot, error) {
	strategies := []Strategy{{Habit: First}, {Habit: Longest}, {Habit: Shortest}, {Habit: Virtuous}}
	for i := range c.sim.Stakeholders {
		strategies = append(strategies, Strategy{Habit: Favour, Stakeholder: i})
	}
	for k := range c.columns {
		if c.columns[k].first < c.columns[k].end {
			strategies = append(strategies, Strategy{Habit: GreedyCriterion, Criterion: sim.Criterion(k)})
		}
	}
	strategies = append(strategies, Strategy{Habit: GreedyTotal})
	texts := c.measureTexts()
	bots := make([]Bot, len(strategies))
	for i, s := range strategies {
		play, err := c.playBy(ctx, c.sim.Start(), limit, keepHighest(c.rating(s, texts)))
		if err != nil {
			return nil, err
		}
		bots[i] = Bot{s, play}
	}
	return bots, nil
}

// optionText is what a trainee sees of an option's text.
type optionText struct{ length, virtues int }

func (c *Compiled) measureTexts() [][]optionText {
	texts := make([][]optionText, len(c.passages))
	for i := range c.sim.Passages {
		for _, ch := range c.sim.Passages[i].Choices {
			text := plaintext.Line(ch.Text)
			texts[i] = append(texts[i], optionText{utf8.RuneCountInString(text), VirtueWords(text)})
		}
	}
	return texts
}

// rating is what a strategy goes by: it takes an open option that it rates highest.
func (c *Compiled) rating(s Strategy, texts [][]optionText) func(from *state, open *child) int64 {
	text := func(from *state, open *child) optionText { return texts[from.at][open.option] }
	switch s.Habit {
	case First:
		return func(_ *state, open *child) int64 { return int64(-open.option) }
	case Longest:
		return func(from *state, open *child) int64 { return int64(text(from, open).length) }
	case Shortest:
		return func(from *state, open *child) int64 { return int64(-text(from, open).length) }
	case Virtuous:
		return func(from *state, open *child) int64 { return int64(text(from, open).virtues) }
	case Favour:
		return func(_ *state, open *child) (sum int64) {
			for _, slot := range c.slots[s.Stakeholder] {
				if slot != noSlot {
					sum += int64(open.levels[slot])
				}
			}
			return sum
		}
	case GreedyCriterion:
		return func(_ *state, open *child) int64 { return c.columns[s.Criterion].measureOf(&open.state) }
	}
	return func(_ *state, open *child) int64 { return int64(c.total(&open.state)) }
}

// keepHighest is the habit of taking one of the options that are rated highest.
func keepHighest(rate func(from *state, open *child) int64) func(*state, []child) []child {
	return func(from *state, open []child) []child {
		kept, highest := 0, int64(0)
		for i := range open {
			rating := rate(from, &open[i])
			if i == 0 || rating > highest {
				kept, highest = 0, rating
			}
			if rating == highest {
				open[kept] = open[i]
				kept++
			}
		}
		return open[:kept]
	}
}
