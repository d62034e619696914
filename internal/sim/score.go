package sim

import "math"

// Points is an exact total, in units of 1/[Scale.One]. Totals of one case compare without rounding.
type Points int64

// Scale turns the levels of one case into exact totals.
//
// The collaboration's level of a criterion is the mean of (the stakeholders' average, the lowest stakeholder), that
// is (sum + n·lowest) / 2n over the n stakeholders for whom it counts; the total is the weighted mean of the three.
// A criterion that counts for nobody has no weight.
type Scale struct {
	One    Points          // what 1 is in points
	factor [Criteria]int64 // of sum + n·lowest
}

// Scale returns the case's scale.
func (c *Case) Scale() Scale {
	var n [Criteria]int64
	for _, s := range c.Stakeholders {
		for k := range Criteria {
			if s.Start[k] != Absent {
				n[k]++
			}
		}
	}
	common, weights := int64(1), int64(0)
	for k := range Criteria {
		if n[k] > 0 {
			common = lcm(common, n[k])
			weights += int64(c.Weights[k])
		}
	}
	if weights == 0 {
		return Scale{One: 1}
	}
	scale := Scale{One: Points(2 * common * weights)}
	for k := range Criteria {
		if n[k] > 0 {
			scale.factor[k] = int64(c.Weights[k]) * (common / n[k])
		}
	}
	return scale
}

// Factor is what one criterion's sum + n·lowest counts for in points; 0 where the criterion counts for nobody.
func (sc Scale) Factor(k Criterion) int64 { return sc.factor[k] }

// Total is the total of these levels, before an ending caps it.
func (sc Scale) Total(levels []Levels) Points {
	var total int64
	for k := range Criterion(Criteria) {
		twice, _ := collaboration(levels, k)
		total += sc.factor[k] * twice
	}
	return Points(total)
}

// Value is p as a number from 0 to 100.
func (sc Scale) Value(p Points) float64 { return float64(p) / float64(sc.One) }

// collaboration returns sum + n·lowest of one criterion, and n; both 0 where the criterion counts for nobody.
func collaboration(levels []Levels, k Criterion) (twice, n int64) {
	lowest := int64(MaxLevel)
	var sum int64
	for _, l := range levels {
		if l[k] == Absent {
			continue
		}
		n++
		sum += int64(l[k])
		lowest = min(lowest, int64(l[k]))
	}
	if n == 0 {
		return 0, 0
	}
	return sum + n*lowest, n
}

// GroupLevel is the collaboration's level of one criterion, 0–100; false where it counts for nobody.
func GroupLevel(levels []Levels, k Criterion) (float64, bool) {
	twice, n := collaboration(levels, k)
	if n == 0 {
		return 0, false
	}
	return float64(twice) / float64(2*n), true
}

// Lowest returns the stakeholder with the lowest mean of levels, the first of equals: the one left furthest behind.
// It returns -1 where nobody has a level.
func Lowest(levels []Levels) int {
	lowest, mean := -1, math.Inf(1)
	for i, l := range levels {
		sum, n := 0, 0
		for _, v := range l {
			if v != Absent {
				sum, n = sum+v, n+1
			}
		}
		if n > 0 && float64(sum)/float64(n) < mean {
			lowest, mean = i, float64(sum)/float64(n)
		}
	}
	return lowest
}

// FinalTotal is the total of a finished state, with its ending's cap.
func (c *Case) FinalTotal(s State) Points {
	scale := c.Scale()
	total := scale.Total(s.Levels)
	if s.At.Kind == ToEnding {
		if limit := c.Endings[s.At.Index].Cap; limit != NoCap {
			total = min(total, Points(limit)*scale.One)
		}
	}
	return total
}

// Grade is one line of a table of grades: the least score that earns it.
type Grade struct {
	From float64
	Name string
}

// DefaultGrades are the practice grades of a pack that brings none, best first. They are no official grades.
func DefaultGrades() []Grade {
	return []Grade{{90, "Sangat baik"}, {75, "Baik"}, {60, "Cukup"}, {45, "Kurang"}, {0, "Perlu diulang"}}
}

// GradeOf returns the name that score earns in a table that is sorted best first. The score is compared after rounding
// to two decimals, so that a score shown as 90 earns what 90 earns. A score below the whole table earns its last line.
func GradeOf(table []Grade, score float64) string {
	if len(table) == 0 {
		return ""
	}
	score = math.Round(score*100) / 100
	for _, g := range table {
		if score >= g.From {
			return g.Name
		}
	}
	return table[len(table)-1].Name
}

func lcm(a, b int64) int64 {
	x, y := a, b
	for y != 0 {
		x, y = y, x%y
	}
	return a / x * b
}
