package debrief

import (
	"fmt"

	"mufakat/internal/analysis"
)

// ScoreText explains the nilai as a sum: "Nilai 62 = 100 − 22 − 9 − 7 …", with what guessing earns beside it. Where the
// nilai is not known exactly, it says so.
func (d *Debrief) ScoreText() string {
	s := d.Score
	if !s.Exact {
		return fmt.Sprintf("Nilai %s dari 100 (perkiraan; kasus ini terlalu luas untuk dihitung tepat). Menebak rata-rata %s.", RangeText(s.Nilai), RangeText(s.Random))
	}
	return fmt.Sprintf("Nilai %s. 100 jalan terbaik, 0 terburuk; menebak rata-rata %s.", d.SumText(), RangeText(s.Random))
}

// SumText is an exact nilai as a sum of whole numbers: "62 = 100 − 22 − 9 − 7".
func (d *Debrief) SumText() string {
	sum := fmt.Sprintf("%d = 100", d.Score.Whole)
	for _, p := range d.Prices {
		if p.Whole > 0 {
			sum += fmt.Sprintf(" − %d", p.Whole)
		}
	}
	return sum
}

// PriceText is the price of a step: a whole number, or a range where it is not known exactly.
func (d *Debrief) PriceText(step int) string {
	if d.Score.Exact {
		return fmt.Sprint(d.Prices[step].Whole)
	}
	return RangeText(d.Prices[step].Price)
}

// RangeText writes a range of points: one whole number, or "40–55" where it is not known exactly.
func RangeText(r analysis.Range) string {
	lo, hi := fmt.Sprintf("%.0f", r.Lo), fmt.Sprintf("%.0f", r.Hi)
	if lo == hi {
		return lo
	}
	return lo + "–" + hi
}
