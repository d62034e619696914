package gradebook_test

import (
	"fmt"
	"testing"

	"mufakat/internal/gradebook"
	"mufakat/internal/quiz"
)

// Whoever waits for a grade counts for neither the mean nor the passes, and of several attempts only the best does.
func TestTotals(t *testing.T) {
	result := func(points float64, passed bool, pending int) *quiz.Result {
		return &quiz.Result{Points: points, Max: 10, Passed: passed, Pending: pending}
	}
	people := [][]*quiz.Result{{result(8, true, 0), result(2, false, 0)}, {result(5, false, 0)}, {result(9, true, 1)}, {result(9, true, 0), result(1, false, 1)}}
	var sheets []gradebook.Sheet
	for i, results := range people {
		for n := range results {
			sheets = append(sheets, sheet(t, exam(8), bank(), fmt.Sprint("P", i), fmt.Sprint(i+1), uint64(10*i+n)))
		}
	}
	b := only(t, sheets)
	for i := range b.People {
		for n, at := range b.People[i].Sheets {
			b.Sheets[at].Result = people[i][n]
		}
	}
	if got, want := b.Totals(), (gradebook.Totals{Final: 2, Passed: 1, Mean: 65, Waiting: 2}); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
	b.People = b.People[2:]
	if got, want := b.Totals(), (gradebook.Totals{Waiting: 2}); got != want {
		t.Errorf("nobody's grade is final: %+v", got)
	}
}
