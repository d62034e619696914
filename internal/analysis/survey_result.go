package analysis

import (
	"cmp"
	"math"
	"slices"

	"mufakat/internal/sim"
)

// finish turns what was taken down into what the survey tells.
func (w *surveyor) finish() {
	c, out := w.c, w.out
	reachable := c.reaches(0)
	reachable[0] = true
	for i := range out.Passages {
		w.finishPassage(i, reachable[i])
	}
	possible := c.possibleEndings(0)
	points := 0.0
	for i := range out.Endings {
		e := &out.Endings[i]
		points += w.totals[i]
		if e.Share > 0 {
			e.Mean = w.meanNilai(w.totals[i], e.Share)
		}
		e.Reached = w.unlessSeen(e.Reached, possible[i])
	}
	if w.ended > 0 {
		out.Mean = w.meanNilai(points, w.ended)
		for i := range out.Histogram {
			out.Histogram[i] /= w.ended
		}
	}
	for i := range out.Stakeholders {
		s := &out.Stakeholders[i]
		if w.ended > 0 {
			s.Lowest /= w.ended
		}
		for k, slot := range c.slots[i] {
			if slot != noSlot {
				s.Levels[k] = w.levelSurvey(slot)
			}
		}
	}
	for r := range out.Resources {
		out.Resources[r].Decides = w.locks[r] || w.asked(r)
	}
	for k, tr := range w.criteria {
		if col := &c.columns[k]; col.first < col.end && tr.highPath != nil {
			out.Criteria[k] = CriterionSurvey{true, col.level(tr.high), col.level(tr.low), tr.highPath, tr.lowPath}
		}
	}
	w.finishFront()
}

// meanNilai is the mean nilai of a share of the plays, of whose totals points is the sum.
func (w *surveyor) meanNilai(points, share float64) Range {
	total := points / share / float64(w.c.scale.One)
	mean := w.out.Extremes.ScoreOf(Range{total, total})
	// The fewer plays, the more chance there is in their mean, and the more those would weigh that were given up.
	off := 100 * (w.chance/math.Sqrt(share) + w.unfinished/share)
	return Range{clampScore(mean.Lo - off), clampScore(mean.Hi + off)}
}

// unlessSeen is the answer for what the walk may not have come to; possible tells whether links lead to it.
func (w *surveyor) unlessSeen(seen Reach, possible bool) Reach {
	switch {
	case seen == Yes:
		return Yes
	case w.out.Complete || !possible:
		return No
	}
	return Unknown
}

func (w *surveyor) finishPassage(i int, possible bool) {
	p, tr := &w.out.Passages[i], &w.traces[i]
	p.Reached = w.unlessSeen(p.Reached, possible)
	for k := range p.Options {
		o, ot := &p.Options[k], &tr.options[k]
		o.Chosen = w.unlessSeen(o.Chosen, possible)
		o.Dominated = -1
		if o.Chosen != Yes {
			continue
		}
		o.Best, o.Worst = Range{0, 100}, Range{0, 100}
		if !w.out.Complete {
			continue
		}
		o.Ends = ot.ends
		o.Best, o.Worst = Range{}, Range{}
		if ot.ends {
			o.Best, o.Worst = w.out.Extremes.Score(ot.best), w.out.Extremes.Score(ot.worst)
		}
		for by := range p.Options {
			if ot.atLeast&ot.more&(1<<by) != 0 {
				o.Dominated = by
				break
			}
		}
		o.Idle = !ot.matters
	}
	d := &p.Decision
	if d.Open = tr.decisions; d.Open == 0 || !w.out.Complete {
		return
	}
	d.Idle = !tr.differs
	d.OneSided = tr.oneSided / tr.decisions
	if span := float64(w.out.Extremes.Best.Lo - w.out.Extremes.Worst.Hi); span > 0 {
		d.MeanSpread = 100 * tr.spread / tr.decisions / span
		d.MaxSpread = 100 * float64(tr.maxSpread) / span
	}
}

func (w *surveyor) levelSurvey(slot int) LevelSurvey {
	l := LevelSurvey{Counts: true, Rises: w.moved.rose&(1<<slot) != 0, Falls: w.moved.fell&(1<<slot) != 0}
	if w.effects[slot] > 0 {
		l.Swallowed = w.cut[slot] / w.effects[slot]
	}
	return l
}

func (w *surveyor) finishFront() {
	slices.SortFunc(w.front, func(a, b frontier) int {
		return cmp.Or(cmp.Compare(b.total, a.total), slices.Compare(b.measures[:], a.measures[:]))
	})
	for _, f := range w.front {
		end := FinalLevels{Nilai: w.out.Extremes.Score(f.total), Ending: f.ending, Path: f.way}
		for k := range f.measures {
			end.Levels[k] = w.c.columns[k].level(f.measures[k])
		}
		w.out.Front = append(w.out.Front, end)
	}
}

// asked tells whether some condition on a resource has more than one answer, in the states in which it is asked.
func (w *surveyor) asked(r int) bool {
	for i := range w.c.passages {
		if left := &w.traces[i].left; left.known {
			for k := range w.c.passages[i].choices {
				ch := &w.c.passages[i].choices[k]
				if left.decide(ch.requires, r) || left.decideIn(&ch.outcome, r) {
					return true
				}
			}
		}
	}
	return slices.ContainsFunc(w.c.endings, func(e ending) bool { return w.atEnd.known && w.atEnd.decide(e.requires, r) })
}

func (l *leftover) decideIn(o *outcome, r int) bool {
	for _, branches := range o.branches {
		for i := range branches {
			if l.decide(branches[i].when, r) || l.decideIn(&branches[i].outcome, r) {
				return true
			}
		}
	}
	return false
}

// decide tells whether the answer to a comparison with resource r changes between the least and the most that is left.
func (l *leftover) decide(cond *condition, r int) bool {
	if cond == nil {
		return false
	}
	if cond.kind == resourceCompares && cond.index == r &&
		cond.relation.Compare(l.least[r], cond.value) != cond.relation.Compare(l.most[r], cond.value) {
		return true
	}
	return slices.ContainsFunc(cond.parts, func(part condition) bool { return l.decide(&part, r) })
}

// flagsReadAnywhere are the flags that a condition of any kind reads, those of texts included.
func (c *Compiled) flagsReadAnywhere() (read uint64) {
	sim.Visitor{Condition: func(cond *sim.Condition) {
		if cond.Kind == sim.FlagSet {
			read |= 1 << cond.Flag
		}
	}}.Visit(c.sim)
	return read
}
