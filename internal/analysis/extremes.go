package analysis

import (
	"context"

	"mufakat/internal/plaintext"
	"mufakat/internal/sim"
)

// Range contains a number that is known exactly where Lo and Hi are equal.
type Range struct{ Lo, Hi float64 }

// Text writes the number with so many decimals, or "40–55" where it is not known exactly.
func (r Range) Text(decimals int) string {
	lo, hi := plaintext.Decimal(r.Lo, decimals), plaintext.Decimal(r.Hi, decimals)
	if lo == hi {
		return lo
	}
	return lo + "–" + hi
}

// Extremes are the best and the worst final total that can be reached from the same state. They are what nilai is
// measured with.
type Extremes struct {
	Best, Worst Extreme
	scale       sim.Scale
}

// Extremes finds the best and the worst final total that can be reached from a state of the case; each of the two
// searches applies at most limit decisions. The error is ctx's, and then the rest means nothing.
func (c *Compiled) Extremes(ctx context.Context, from sim.State, limit int) (Extremes, error) {
	best, err := c.Best(ctx, from, limit)
	if err != nil {
		return Extremes{}, err
	}
	worst, err := c.Worst(ctx, from, limit)
	return Extremes{best, worst, c.scale}, err
}

// Exact tells whether both are known.
func (e Extremes) Exact() bool { return e.Best.Exact && e.Worst.Exact }

// Score is the nilai, 0–100, of a final total: a single number where both extremes are known.
func (e Extremes) Score(total sim.Points) Range {
	return e.score(float64(total), float64(total))
}

// ScoreOf is the nilai, 0–100, of a total that is itself given as a range of numbers from 0 to 100, such as the mean of
// random play.
func (e Extremes) ScoreOf(total Range) Range {
	one := float64(e.scale.One)
	return e.score(total.Lo*one, total.Hi*one)
}

// score is the nilai of a total between lo and hi points. With a higher best or a higher worst, the nilai is lower.
func (e Extremes) score(lo, hi float64) Range {
	if !e.Best.Found || !e.Worst.Found {
		return Range{0, 100}
	}
	if e.Exact() && e.Best.Lo == e.Worst.Lo {
		return Range{100, 100}
	}
	r := Range{0, 100}
	if worst := e.Worst.Hi; e.Best.Hi > worst {
		r.Lo = clampScore(100 * (lo - float64(worst)) / float64(e.Best.Hi-worst))
	}
	if worst := e.Worst.Lo; e.Best.Lo > worst {
		r.Hi = clampScore(100 * (hi - float64(worst)) / float64(e.Best.Lo-worst))
	}
	return r
}

// loss is what of the nilai is gone when the best final total that can be reached falls from before to after.
func (e Extremes) loss(before, after Extreme) Range {
	if !e.Best.Found || !e.Worst.Found {
		return Range{0, 100}
	}
	if e.Exact() && e.Best.Lo == e.Worst.Lo {
		return Range{}
	}
	r := Range{0, 100}
	if span := e.Best.Hi - e.Worst.Lo; span > 0 {
		r.Lo = clampScore(100 * float64(before.Lo-after.Hi) / float64(span))
	}
	if span := e.Best.Lo - e.Worst.Hi; span > 0 {
		r.Hi = clampScore(100 * float64(before.Hi-after.Lo) / float64(span))
	}
	return r
}

func clampScore(score float64) float64 { return min(max(score, 0), 100) }

func (e Extremes) scoreOf(best Extreme) Range { return e.score(float64(best.Lo), float64(best.Hi)) }
