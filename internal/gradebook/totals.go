package gradebook

// Totals sum the grades of a class up. A grade that is not final (see [Book.Best]) counts for neither mean nor passes.
type Totals struct {
	Final   int     // people whose grade is final
	Passed  int     // of these
	Mean    float64 // of their grades, 0–100; 0 where there are none
	Waiting int     // people whose grade is not final
}

// Totals sums up what everybody earned.
func (b *Book) Totals() Totals {
	var t Totals
	for i := range b.People {
		best, final := b.Best(&b.People[i])
		if !final {
			t.Waiting++
			continue
		}
		t.Final++
		t.Mean += best.Result.Percent()
		if best.Result.Passed {
			t.Passed++
		}
	}
	if t.Final > 0 {
		t.Mean /= float64(t.Final)
	}
	return t
}
