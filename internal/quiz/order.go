package quiz

import "slices"

// fraction grades an order of the items shown; order has their indices, and the right order is the ascending one. It follows
// Moodle's plug-in qtype_ordering. Indices that name no item, or one twice, make the order worth nothing.
func (o *Order) fraction(order []int) float64 {
	right := slices.Clone(order)
	slices.Sort(right)
	for i, item := range right {
		if item < 0 || item >= len(o.Items) || i > 0 && item == right[i-1] {
			return 0
		}
	}
	place := map[int]int{} // where in the right order an item stands
	for i, item := range right {
		place[item] = i
	}
	places := make([]int, len(order)) // in the order given
	for i, item := range order {
		places[i] = place[item]
	}
	switch o.Grading {
	case AllOrNothing:
		if slices.Equal(order, right) {
			return 1
		}
		return 0
	case AbsolutePosition:
		return share(count(places, func(i, p int) bool { return i == p }), len(places))
	case RelativeToCorrect:
		return relativeToCorrect(places)
	case RelativeNextExcludeLast, RelativeNextIncludeLast:
		return relativeNext(places, o.Grading == RelativeNextIncludeLast)
	case RelativeOnePreviousAndNext:
		return neighbours(places)
	case RelativeAllPreviousAndNext:
		return allPairs(places)
	case LongestContiguousSubset:
		return longest(places, func(before, after int) bool { return after == before+1 })
	}
	return longest(places, func(before, after int) bool { return after > before })
}

func share(part, whole int) float64 {
	if whole <= 0 {
		return 0
	}
	return float64(part) / float64(whole)
}

func count(places []int, holds func(i, place int) bool) (n int) {
	for i, p := range places {
		if holds(i, p) {
			n++
		}
	}
	return n
}

// relativeToCorrect lets every item earn the less, the further it stands from its place.
func relativeToCorrect(places []int) float64 {
	most, earned := len(places)-1, 0
	for i, p := range places {
		earned += max(most-max(i-p, p-i), 0)
	}
	return share(earned, most*len(places))
}

// relativeNext is the share of items that are followed by the right one; the last one, where it counts, by nothing.
func relativeNext(places []int, last bool) float64 {
	n := len(places)
	right := count(places, func(i, p int) bool { return i+1 < n && places[i+1] == p+1 })
	whole := n - 1
	if last {
		whole = n
		if n > 0 && places[n-1] == n-1 {
			right++
		}
	}
	return share(right, whole)
}

// neighbours is the share of right neighbours, of which every item has two: the nothing at both ends is one as well.
func neighbours(places []int) float64 {
	n, right := len(places), 0
	at := func(i int) int {
		switch {
		case i < 0:
			return -1
		case i >= n:
			return n
		}
		return places[i]
	}
	for i, p := range places {
		if at(i-1) == p-1 {
			right++
		}
		if at(i+1) == p+1 {
			right++
		}
	}
	return share(right, 2*n)
}

// allPairs is the share of pairs of items that stand in the right order.
func allPairs(places []int) float64 {
	n, right := len(places), 0
	for i := range places {
		for k := i + 1; k < n; k++ {
			if places[i] < places[k] {
				right++
			}
		}
	}
	return share(right, n*(n-1)/2)
}

// longest is the share of items in the longest row of items, others between them left out, in which each fits behind the one
// before it. A single item is no row.
func longest(places []int, fits func(before, after int) bool) float64 {
	best := 0
	rows := make([]int, len(places)) // the longest that ends at each item
	for i := range places {
		rows[i] = 1
		for k := range i {
			if fits(places[k], places[i]) {
				rows[i] = max(rows[i], rows[k]+1)
			}
		}
		best = max(best, rows[i])
	}
	if best < 2 {
		return 0
	}
	return share(best, len(places))
}
