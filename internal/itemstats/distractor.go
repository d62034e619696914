package itemstats

// OptionStats is how one option of an item works. Its keys as JSON are stable.
type OptionStats struct {
	Text             string  `json:"option"`
	Fraction         float64 `json:"fraction"` // of the item's highest mark that it earns
	Count            int     `json:"count"`    // people who chose it
	Share            Measure `json:"share"`    // of those who were asked
	MeanRest         Measure `json:"meanrest"` // what those who chose it earned on all other items, on average
	NeverChosen      bool    `json:"neverchosen"`
	StrongerThanKeys bool    `json:"strongerthankey"` // a distractor whose choosers earned more elsewhere than those of the key
}

// optionStats tells who chose which option. The key is the option that earns most, or several if they earn the same.
func optionStats(options []Option, a *answers, grain float64) []OptionStats {
	rests := make([]accumulator, len(options))
	stats := make([]OptionStats, len(options))
	for i, chosen := range a.chosen {
		for _, k := range chosen {
			stats[k].Count++
			rests[k].add(a.rests[i])
		}
	}
	best := options[0].Fraction
	for _, o := range options {
		best = max(best, o.Fraction)
	}
	var keyRest accumulator
	keyCount := 0
	for k, o := range options {
		s := &stats[k]
		s.Text, s.Fraction = o.Text, o.Fraction
		s.NeverChosen = s.Count == 0 && len(a.marks) > 0
		s.Share, s.MeanRest = missing(noPeople), missing(notChosen)
		if len(a.marks) > 0 {
			s.Share = known(float64(s.Count) / float64(len(a.marks)))
		}
		if s.Count > 0 {
			s.MeanRest = known(rests[k].sum() / float64(s.Count))
		}
		if o.Fraction == best {
			keyRest.add(rests[k].sum())
			keyCount += s.Count
		}
	}
	for k := range stats {
		s := &stats[k]
		s.StrongerThanKeys = s.Fraction <= 0 && s.Fraction < best && s.Count > 0 && keyCount > 0 &&
			s.MeanRest.Value > keyRest.sum()/float64(keyCount)+grain
	}
	return stats
}
