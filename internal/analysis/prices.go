package analysis

import (
	"context"

	"mufakat/internal/sim"
)

// Prices tell what every step of a run cost. The nilai of a finished run is 100 minus the sum of its prices.
type Prices struct {
	Steps []Price // one for each step of the playthrough
	Score Range   // the nilai; of a run that is not finished, the best that can still be had
	Exact bool    // every number is known; else some are ranges
}

// Price is what one step took away of the nilai that could still be had, and how to have kept it. Its numbers are points
// of nilai, 0–100.
type Price struct {
	Before, After Range // the best nilai that could be had before and after the step
	Price         Range // Before − After
	Path          []int // the best path from before the step to an ending: options in the author's order
}

// Best is the option, in the author's order, that would have been best: the one taken if that cost nothing, and -1 where
// no ending was found.
func (p *Price) Best() int {
	if len(p.Path) == 0 {
		return -1
	}
	return p.Path[0]
}

// Prices finds the price of every step. The playthrough must be one of the case, and e the extremes of the state in
// which it began. Each step needs one search at the most, which applies at most limit decisions. The price of a step
// to a state from which no ending can be reached is all that could still be had. The error is ctx's, and then the rest
// means nothing.
func (c *Compiled) Prices(ctx context.Context, p *sim.Playthrough, e Extremes, limit int) (Prices, error) {
	c.foresee()
	best := []Extreme{e.Best} // from before every step, and from the last state
	exact := e.Exact()
	for i := range p.Steps {
		after, err := c.bestAfter(ctx, best[i], p.Steps[i].Option, c.pack(p.States[i+1]), limit)
		if err != nil {
			return Prices{}, err
		}
		exact = exact && after.Exact
		best = append(best, after.orAtLeast(e.Worst))
	}
	// What can be had after a step could be had before it. So a range gets narrower, and the best path is the one that
	// was taken wherever that cost nothing.
	for i := len(p.Steps) - 1; i >= 0; i-- {
		if b, after := &best[i], &best[i+1]; after.Found && after.Lo >= b.Lo {
			b.Lo = after.Lo
			b.Path = append([]int{p.Steps[i].Option}, after.Path...)
			b.Found = true
		}
	}
	e.Best = best[0]
	prices := Prices{Exact: exact, Score: e.scoreOf(best[len(best)-1])}
	for i := range p.Steps {
		price := Price{Before: e.scoreOf(best[i]), After: e.scoreOf(best[i+1]), Path: best[i].Path}
		if s := c.pack(p.States[i]); len(c.expand(&s, nil)) > 1 {
			price.Price = e.loss(best[i], best[i+1])
		}
		prices.Steps = append(prices.Steps, price)
	}
	return prices, nil
}

// bestAfter is the best that can be had from the state to which an option led, given the best from before it.
func (c *Compiled) bestAfter(ctx context.Context, before Extreme, option int, after state, limit int) (Extreme, error) {
	if before.Exact && before.Found && before.Path[0] == option {
		before.Path, before.Visited = before.Path[1:], 0
		return before, nil
	}
	return c.extreme(ctx, &c.upper, after, &before.Hi, limit)
}

// orAtLeast is e, or where no ending was found, what counts instead: it may be that nothing is left to be had.
func (e Extreme) orAtLeast(worst Extreme) Extreme {
	if !e.Found {
		e.Lo = worst.Lo
		if e.Exact {
			e.Hi = worst.Hi
		}
	}
	return e
}
