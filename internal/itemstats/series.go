package itemstats

import (
	"math"
	"slices"
)

// dust is the share of what is compared that only the rounding of floats makes. Without a limit, a variance that ought to
// be 0 would be 1e-33, and indices divided by it would be any number.
const dust = 1e-12

// accumulator adds numbers of very different size without losing the small ones (Neumaier 1974). Its zero value is ready.
type accumulator struct{ high, low float64 }

func (a *accumulator) add(x float64) {
	next := a.high + x
	if math.Abs(a.high) >= math.Abs(x) {
		a.low += a.high - next + x
	} else {
		a.low += x - next + a.high
	}
	a.high = next
}

func (a *accumulator) sum() float64 { return a.high + a.low }

// mean is 0 for no values.
func mean(values []float64) float64 {
	if len(values) == 0 {
		return 0
	}
	var a accumulator
	for _, v := range values {
		a.add(v)
	}
	return a.sum() / float64(len(values))
}

// deviations are the distances of the values from their mean; one of at most grain is 0.
func deviations(values []float64, grain float64) []float64 {
	m := mean(values)
	off := make([]float64, len(values))
	for i, v := range values {
		if d := v - m; math.Abs(d) > grain {
			off[i] = d
		}
	}
	return off
}

// covariance is that of two series of deviations, equally long and of at least two. It is 0 where the two are not
// correlated but for the rounding.
func covariance(a, b []float64) float64 {
	var ab, aa, bb accumulator
	for i := range a {
		ab.add(a[i] * b[i])
		aa.add(a[i] * a[i])
		bb.add(b[i] * b[i])
	}
	if math.Abs(ab.sum()) <= dust*math.Sqrt(aa.sum())*math.Sqrt(bb.sum()) {
		return 0
	}
	return ab.sum() / float64(len(a)-1)
}

// powerMean is the mean of a power of deviations: a central moment.
func powerMean(off []float64, power int) float64 {
	var a accumulator
	for _, d := range off {
		x := d
		for range power - 1 {
			x *= d
		}
		a.add(x)
	}
	return a.sum() / float64(len(off))
}

// sorted is a sorted copy.
func sorted(values []float64) []float64 {
	s := slices.Clone(values)
	slices.Sort(s)
	return s
}

// median is the middle of at least one value.
func median(values []float64) float64 {
	s := sorted(values)
	n := len(s)
	return (s[(n-1)/2] + s[n/2]) / 2
}

// outerShare is the share of people in each of the two groups that [groupDifference] compares (Kelley 1939).
const outerShare = 0.27

// groupDifference is the mean mark of the 27 % with the highest totals, less that of the 27 % with the lowest, of at least
// two people. Of several with the same total at a group's edge, each counts in part: their order does not matter.
func groupDifference(marks, totals []float64) float64 {
	size := max(1, int(math.Round(outerShare*float64(len(marks)))))
	ranked := sorted(totals)
	high, low := ranked[len(ranked)-size], ranked[size-1]
	top := groupMean(marks, totals, size, high, func(t float64) bool { return t > high })
	bottom := groupMean(marks, totals, size, low, func(t float64) bool { return t < low })
	return top - bottom
}

// groupMean is the mean mark of a group of the given size: those who are inside by their totals, and parts of those who
// have the total at its edge.
func groupMean(marks, totals []float64, size int, edge float64, inside func(total float64) bool) float64 {
	var within, atEdge accumulator
	left, tied := size, 0
	for i, t := range totals {
		switch {
		case inside(t):
			within.add(marks[i])
			left--
		case t == edge:
			atEdge.add(marks[i])
			tied++
		}
	}
	return (within.sum() + atEdge.sum()*float64(left)/float64(tied)) / float64(size)
}
