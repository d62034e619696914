package itemstats

import (
	"math"
	"slices"
)

// Result is how a test works, and each of its items in the order of the matrix.
type Result struct {
	Test  TestStats   `json:"test"`
	Items []ItemStats `json:"items"`
}

// TestStats is how a test works as a whole. Its keys as JSON are stable.
type TestStats struct {
	N             int               `json:"n"` // people
	Items         int               `json:"items"`
	Mean          Measure           `json:"mean"` // of the totals, as are the next four
	Median        Measure           `json:"median"`
	SD            Measure           `json:"sd"`
	Skewness      Measure           `json:"skewness"`      // by Fisher's k-statistics
	Kurtosis      Measure           `json:"kurtosis"`      // likewise; 0 for a normal distribution
	CIC           Measure           `json:"cic"`           // at most 100: coefficient of internal consistency
	Alpha         Measure           `json:"alpha"`         // Cronbach's: the same as a share
	ErrorRatio    Measure           `json:"errorratio"`    // %: how much of SD is chance
	StandardError Measure           `json:"standarderror"` // of one person's total
	KR20          Measure           `json:"kr20"`          // Kuder-Richardson 20
	Max           float64           `json:"maxmark"`       // sum of the items' highest marks
	Caution       string            `json:"caution"`       // a sentence; empty where there are people enough
	Reasons       map[string]string `json:"reasons"`       // why a measure is null, by its key
}

// Compute works out the statistics of a test. Marks must be finite; every attempt must have a cell for every item.
func Compute(m *Matrix) *Result {
	totals := m.totals()
	var grain float64
	for _, t := range totals {
		grain = max(grain, dust*math.Abs(t))
	}
	r := &Result{Items: make([]ItemStats, len(m.Items))}
	for i := range m.Items {
		r.Items[i] = m.itemStats(i, totals, grain)
	}
	complete := m.complete()
	weigh(r.Items, complete)
	for i := range r.Items {
		s := &r.Items[i]
		s.Flags, s.Reasons = s.flags(), reasons(*s)
	}
	r.Test = m.testStats(totals, r.Items, complete, grain)
	return r
}

func (m *Matrix) testStats(totals []float64, items []ItemStats, complete bool, grain float64) TestStats {
	t := TestStats{N: len(totals), Items: len(items), Mean: missing(noPeople), Median: missing(noPeople), Caution: caution(len(totals))}
	var highest, variances accumulator
	for i := range items {
		highest.add(items[i].Max)
		variances.add(items[i].MarkVariance.Value)
	}
	t.Max = highest.sum()
	if t.N > 0 {
		t.Mean, t.Median = known(mean(totals)), known(median(totals))
	}
	off := deviations(totals, grain)
	t.SD = missing(twoPeople)
	var variance float64
	if t.N >= 2 {
		variance = covariance(off, off)
		t.SD = known(math.Sqrt(variance))
	}
	t.shape(off, variance)
	t.reliability(variances.sum(), variance, complete)
	t.KR20 = t.Alpha
	if t.Alpha.Known() && !m.dichotomous() {
		t.KR20 = missing(gradedMarks)
	}
	t.Reasons = reasons(t)
	return t
}

// shape tells how the totals, as deviations with their variance, are distributed.
func (t *TestStats) shape(off []float64, variance float64) {
	n := float64(t.N)
	switch {
	case t.N < 3:
		t.Skewness = missing(threePeople)
	case variance == 0:
		t.Skewness = missing(sameTotal)
	default:
		k3 := n * n * powerMean(off, 3) / ((n - 1) * (n - 2))
		t.Skewness = known(k3 / math.Pow(variance, 1.5))
	}
	switch {
	case t.N < 4:
		t.Kurtosis = missing(fourPeople)
	case variance == 0:
		t.Kurtosis = missing(sameTotal)
	default:
		m2 := powerMean(off, 2)
		k4 := n * n * ((n+1)*powerMean(off, 4) - 3*(n-1)*m2*m2) / ((n - 1) * (n - 2) * (n - 3))
		t.Kurtosis = known(k4 / (variance * variance))
	}
}

// reliability tells how far the items measure one and the same, from the sum of their variances and that of the total.
func (t *TestStats) reliability(itemVariances, variance float64, complete bool) {
	why := ""
	switch {
	case t.N < 3: // as in Moodle
		why = threePeople
	case t.Items < 2:
		why = twoItems
	case !complete:
		why = mixedItems
	case variance == 0:
		why = sameTotal
	}
	if why != "" {
		t.CIC, t.Alpha, t.ErrorRatio, t.StandardError = missing(why), missing(why), missing(why), missing(why)
		return
	}
	k := float64(t.Items)
	t.Alpha = known(k / (k - 1) * (1 - itemVariances/variance))
	t.CIC = known(100 * t.Alpha.Value)
	chance := math.Sqrt(max(0, 1-t.Alpha.Value)) // rounding may bring alpha above 1
	t.ErrorRatio, t.StandardError = known(100*chance), known(chance*math.Sqrt(variance))
}

// dichotomous tells whether every mark is all or nothing, and of the same worth. Alpha then is KR-20.
func (m *Matrix) dichotomous() bool {
	highest := m.Items[0].Max
	if slices.ContainsFunc(m.Items, func(i Item) bool { return i.Max != highest }) {
		return false
	}
	for i := range m.Attempts {
		for k := range m.Attempts[i].Cells {
			if mark := m.Attempts[i].Cells[k].mark(); mark != 0 && mark != highest {
				return false
			}
		}
	}
	return true
}
