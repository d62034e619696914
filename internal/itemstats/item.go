package itemstats

import "math"

// ItemStats is how one item works. Its keys as JSON are stable.
type ItemStats struct {
	Name               string            `json:"item"`
	N                  int               `json:"n"` // people who were asked
	Max                float64           `json:"maxmark"`
	Mean               Measure           `json:"mean"`                      // of the marks
	Facility           Measure           `json:"facility"`                  // the mean as a share of Max
	SD                 Measure           `json:"sd"`                        // of the marks
	MarkVariance       Measure           `json:"markvariance"`              // square of SD
	RestVariance       Measure           `json:"othermarkvariance"`         // of what each earned on all other items
	Covariance         Measure           `json:"covariance"`                // of both
	CovarianceMax      Measure           `json:"covariancemax"`             // the largest that the same marks could have
	CovarianceTotal    Measure           `json:"covariancewithoverallmark"` // of the mark and the total
	Guess              Measure           `json:"randomguessscore"`          // share of Max
	Discrimination     Measure           `json:"discriminationindex"`       // −100 to 100: correlation with the rest
	Efficiency         Measure           `json:"discriminativeefficiency"`  // at most 100: Covariance in % of CovarianceMax
	NegativeCovariance bool              `json:"negcovar"`                  // with the total
	GroupDifference    Measure           `json:"d27"`                       // −1 to 1: facility among the best 27 % less that among the worst
	EffectiveWeight    Measure           `json:"effectiveweight"`           // %: its part in how the totals differ
	IntendedWeight     Measure           `json:"intendedweight"`            // %: its part in the highest total
	BlankCells         int               `json:"blank"`                     // people who left it open
	Options            []OptionStats     `json:"distractors"`               // nil where choices are not known
	Flags              []Flag            `json:"flags"`
	Reasons            map[string]string `json:"reasons"` // why a measure is null, by its key
}

// answers are the marks on one item of those who were asked, and beside them their marks on all other items, their totals
// and the options that they chose (where the item has options).
type answers struct {
	marks, rests, totals []float64
	chosen               [][]int
	blank                int
}

func (m *Matrix) answers(item int, totals []float64) answers {
	var a answers
	for i := range m.Attempts {
		c := &m.Attempts[i].Cells[item]
		if c.State == NotAsked {
			continue
		}
		if c.State == Blank {
			a.blank++
		}
		a.marks = append(a.marks, c.mark())
		a.rests = append(a.rests, totals[i]-c.mark())
		a.totals = append(a.totals, totals[i])
		if m.Items[item].Options != nil {
			a.chosen = append(a.chosen, c.Chosen)
		}
	}
	return a
}

// itemStats tells of one item all that needs no other item's statistics. Deviations of at most grain are rounding.
func (m *Matrix) itemStats(item int, totals []float64, grain float64) ItemStats {
	of := &m.Items[item]
	a := m.answers(item, totals)
	s := ItemStats{
		Name: of.Name, N: len(a.marks), Max: of.Max, BlankCells: a.blank, Mean: missing(noPeople), Guess: missing(guessUnknown),
	}
	if of.Guess != nil {
		s.Guess = known(*of.Guess)
	}
	if s.N > 0 {
		s.Mean = known(mean(a.marks))
	}
	switch {
	case s.N == 0:
		s.Facility = s.Mean
	case of.Max == 0:
		s.Facility = missing(maxIsZero)
	default:
		s.Facility = known(s.Mean.Value / of.Max)
	}
	s.spread(&a, grain)
	if len(of.Options) > 0 {
		s.Options = optionStats(of.Options, &a, grain)
	}
	return s
}

// spread works out what tells how the marks differ, and whether they do so as the other marks do.
func (s *ItemStats) spread(a *answers, grain float64) {
	if s.N < 2 {
		for _, measure := range []*Measure{&s.SD, &s.MarkVariance, &s.RestVariance, &s.Covariance, &s.CovarianceMax,
			&s.CovarianceTotal, &s.Discrimination, &s.Efficiency, &s.GroupDifference} {
			*measure = missing(twoPeople)
		}
		return
	}
	marks, rests, totals := deviations(a.marks, grain), deviations(a.rests, grain), deviations(a.totals, grain)
	variance, restVariance := covariance(marks, marks), covariance(rests, rests)
	together, most, withTotal := covariance(marks, rests), covariance(sorted(marks), sorted(rests)), covariance(marks, totals)
	s.SD, s.MarkVariance, s.RestVariance = known(math.Sqrt(variance)), known(variance), known(restVariance)
	s.Covariance, s.CovarianceMax, s.CovarianceTotal = known(together), known(most), known(withTotal)
	s.NegativeCovariance = withTotal < 0
	switch {
	case variance == 0:
		s.Discrimination, s.Efficiency = missing(sameMark), missing(sameMark)
	case restVariance == 0:
		s.Discrimination, s.Efficiency = missing(sameRest), missing(sameRest)
	default:
		s.Discrimination = known(100 * together / (math.Sqrt(variance) * math.Sqrt(restVariance)))
		s.Efficiency = known(100 * together / most)
	}
	if s.Max == 0 {
		s.GroupDifference = missing(maxIsZero)
	} else {
		s.GroupDifference = known(groupDifference(a.marks, a.totals) / s.Max)
	}
}

// weigh works out what part each item has in the total. If not everybody was asked the same items, none has one.
func weigh(items []ItemStats, complete bool) {
	var highest, roots accumulator
	for i := range items {
		highest.add(items[i].Max)
		if c := items[i].CovarianceTotal; c.Known() && c.Value > 0 {
			roots.add(math.Sqrt(c.Value))
		}
	}
	for i := range items {
		s := &items[i]
		switch {
		case !complete:
			s.IntendedWeight = missing(mixedItems)
		case highest.sum() == 0:
			s.IntendedWeight = missing(maxIsZero)
		default:
			s.IntendedWeight = known(100 * s.Max / highest.sum())
		}
		switch {
		case !complete:
			s.EffectiveWeight = missing(mixedItems)
		case !s.CovarianceTotal.Known():
			s.EffectiveWeight = s.CovarianceTotal
		case s.NegativeCovariance:
			s.EffectiveWeight = missing(negative)
		case roots.sum() == 0:
			s.EffectiveWeight = missing(sameTotal)
		default:
			s.EffectiveWeight = known(100 * math.Sqrt(s.CovarianceTotal.Value) / roots.sum())
		}
	}
}
