// Package itemstats tells how well the items of a test work, from what people earned on them: how easy they are, how well
// they discriminate, what they weigh, and how far the whole can be relied on, with the formulas of Moodle's quiz
// statistics. Every variance and covariance is that of a sample (divided by n − 1).
//
// Reading ([ReadCSV]) and computing ([Compute]) know of each other only the [Matrix], which may as well come from elsewhere.
package itemstats

// Matrix is what people earned, attempts × items. A person is meant to be in it with one attempt, the first.
type Matrix struct {
	Items    []Item
	Attempts []Attempt
}

// Item is one item of the test.
type Item struct {
	Name    string
	Max     float64  // the most that can be earned, at least 0
	Guess   *float64 // the share of Max that guessing earns on average, −1 to 1; nil: not known
	Options []Option // nil where nobody knows which options were chosen
}

// Option is one option of an item.
type Option struct {
	Text     string
	Fraction float64 // of Max that it earns, −1 to 1; an option that earns nothing is a distractor
}

// Attempt is what one person earned.
type Attempt struct {
	ID    string
	Cells []Cell // one for each item of the matrix
}

// Cell is what one person earned on one item.
type Cell struct {
	Mark   float64 // 0 to the item's Max
	State  State
	Chosen []int // indices into the item's options, each at most once
}

// State tells how a cell came to its mark.
type State uint8

// The states.
const (
	Answered State = iota
	Blank          // asked and left open: it counts as 0
	NotAsked       // this attempt was drawn without the item: it does not count at all
)

// mark is what counts of a cell that was asked.
func (c *Cell) mark() float64 {
	if c.State == Answered {
		return c.Mark
	}
	return 0
}

// totals are the sums of the marks of each attempt. Equal marks make equal totals, in whatever order they were earned.
func (m *Matrix) totals() []float64 {
	totals := make([]float64, len(m.Attempts))
	for i := range m.Attempts {
		var total accumulator
		for k := range m.Attempts[i].Cells {
			total.add(m.Attempts[i].Cells[k].mark())
		}
		totals[i] = total.sum()
	}
	return totals
}

// complete tells whether everybody was asked every item.
func (m *Matrix) complete() bool {
	for i := range m.Attempts {
		for k := range m.Attempts[i].Cells {
			if m.Attempts[i].Cells[k].State == NotAsked {
				return false
			}
		}
	}
	return true
}
