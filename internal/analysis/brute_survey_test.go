package analysis

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"mufakat/internal/sim"
)

// bruteSurvey is a survey of a graph, by package sim alone.
type bruteSurvey struct {
	*graph
	can    map[*graphNode]*bruteWorth
	visits map[*graphNode]float64
	best   sim.Points
	worst  sim.Points
	ended  float64
}

// bruteWorth is what can be had from a node.
type bruteWorth struct {
	best, worst sim.Points
	highest     [sim.Criteria]float64
}

// newBruteSurvey returns false where random play takes too long to settle.
func newBruteSurvey(g *graph) (*bruteSurvey, bool) {
	b := &bruteSurvey{graph: g, can: map[*graphNode]*bruteWorth{}, visits: map[*graphNode]float64{}}
	b.best, b.worst, _ = g.extremes()
	for changed := true; changed; {
		changed = false
		for _, n := range slices.Backward(g.nodes) {
			changed = b.attain(n) || changed
		}
	}
	here := map[*graphNode]float64{g.nodes[0]: 1}
	for range 3000 {
		next, moving := map[*graphNode]float64{}, 0.0
		for _, n := range g.nodes {
			p := here[n]
			b.visits[n] += p
			if p == 0 || n.state.Finished() || b.can[n] == nil {
				continue
			}
			moving += p
			open := b.open(n)
			for _, option := range open {
				next[n.next[option]] += p / float64(len(open))
			}
		}
		here = next
		if moving < 1e-13 {
			for _, n := range g.nodes {
				if n.state.Finished() {
					b.ended += b.visits[n]
				}
			}
			return b, true
		}
	}
	return nil, false
}

func (b *bruteSurvey) open(n *graphNode) (open []int) {
	for option, next := range n.next {
		if next != nil {
			open = append(open, option)
		}
	}
	return open
}

func (b *bruteSurvey) levels(s sim.State) (levels [sim.Criteria]float64) {
	for k := range sim.Criterion(sim.Criteria) {
		levels[k], _ = sim.GroupLevel(s.Levels, k)
	}
	return levels
}

func (b *bruteSurvey) attain(n *graphNode) (changed bool) {
	if n.state.Finished() {
		if b.can[n] == nil {
			total := b.c.FinalTotal(n.state)
			b.can[n] = &bruteWorth{total, total, b.levels(n.state)}
			return true
		}
		return false
	}
	for _, option := range b.open(n) {
		behind := b.can[n.next[option]]
		if behind == nil {
			continue
		}
		if b.can[n] == nil {
			first := *behind
			b.can[n], changed = &first, true
			continue
		}
		own, was := b.can[n], *b.can[n]
		own.best, own.worst = max(own.best, behind.best), min(own.worst, behind.worst)
		for k := range own.highest {
			own.highest[k] = max(own.highest[k], behind.highest[k])
		}
		changed = changed || *own != was
	}
	return changed
}

// numbers of a survey that are compared, by name; what a survey says nothing of is not there.
type numbers map[string]float64

func (n numbers) flag(yes bool, format string, args ...any) {
	n[fmt.Sprintf(format, args...)] = map[bool]float64{true: 1}[yes]
}

func (n numbers) add(value float64, format string, args ...any) {
	n[fmt.Sprintf(format, args...)] += value
}

func (n numbers) max(value float64, format string, args ...any) {
	name := fmt.Sprintf(format, args...)
	if old, known := n[name]; !known || value > old {
		n[name] = value
	}
}

func (b *bruteSurvey) nilai(total sim.Points) float64 { return nilai(total, b.worst, b.best) }

func (b *bruteSurvey) compare(t *testing.T, s *Survey) {
	t.Helper()
	want := numbers{}
	b.tellPlay(want)
	b.tellOptions(want)
	b.tellEnds(want)
	b.tellResources(want)
	b.tellPaths(want)
	got := numbersOf(b.c, s)
	for name, value := range want {
		if math.Abs(got[name]-value) > 1e-7 {
			t.Errorf("%s: %v, want %v", name, got[name], value)
		}
	}
	for name, value := range got {
		if _, told := want[name]; !told && value != 0 {
			t.Errorf("%s: %v, want nothing", name, value)
		}
	}
	b.comparePaths(t, s)
}

func (b *bruteSurvey) tellPlay(want numbers) {
	seen := map[string]bool{}
	effects, cut := numbers{}, numbers{}
	for _, n := range b.nodes {
		if n.state.Finished() {
			continue
		}
		at, open := n.state.At.Index, b.open(n)
		want.flag(true, "passage %d reached", at)
		want.add(b.visits[n], "passage %d visits", at)
		if b.can[n] == nil {
			want.flag(true, "passage %d endless", at)
			want.add(b.visits[n], "endless")
		}
		for _, option := range open {
			share := b.visits[n] / float64(len(open))
			want.flag(true, "option %d.%d chosen", at, option)
			want.add(share, "option %d.%d taken", at, option)
			_, step, _ := b.c.Choose(n.state, option)
			for _, ch := range step.Changes {
				level := fmt.Sprintf("level %d.%d", ch.Stakeholder, ch.Criterion)
				want.flag(want[level+" rises"] == 1 || ch.To > ch.From, "%s rises", level)
				want.flag(want[level+" falls"] == 1 || ch.To < ch.From, "%s falls", level)
				if ch.Delta != 0 {
					effects[level] += share
				}
				if ch.To-ch.From != ch.Delta {
					cut[level] += share
				}
				seen[level] = true
			}
		}
	}
	for level := range seen {
		if effects[level] > 0 {
			want[level+" swallowed"] = cut[level] / effects[level]
		}
	}
}

func (b *bruteSurvey) tellEnds(want numbers) {
	sums := make([]float64, len(b.c.Endings))
	sum := 0.0
	for _, n := range b.nodes {
		if !n.state.Finished() {
			continue
		}
		at, share, score := n.state.At.Index, b.visits[n], b.nilai(b.c.FinalTotal(n.state))
		want.flag(true, "ending %d reached", at)
		want.add(share, "ending %d share", at)
		sums[at] += share * score
		sum += share * score
		bar := min(int(score*HistogramBars/100), HistogramBars-1)
		if b.ended > 0 {
			want.add(share/b.ended, "bar %d", bar)
		}
		if lowest := sim.Lowest(n.state.Levels); lowest >= 0 && b.ended > 0 {
			want.add(share/b.ended, "lowest %d", lowest)
		}
		for k := range sim.Criterion(sim.Criteria) {
			if level, counts := sim.GroupLevel(n.state.Levels, k); counts {
				want.max(level, "criterion %d best", k)
				want.max(-level, "criterion %d worst", k)
			}
		}
		b.tellFront(want, n)
	}
	for i := range sums {
		if share := want[fmt.Sprintf("ending %d share", i)]; share > 0 {
			want.add(sums[i]/share, "ending %d mean", i)
		}
	}
	if b.ended > 0 {
		want.add(sum/b.ended, "mean")
	}
}

// tellFront tells of an end unless another beats it.
func (b *bruteSurvey) tellFront(want numbers, n *graphNode) {
	own := b.levels(n.state)
	for _, other := range b.nodes {
		if !other.state.Finished() {
			continue
		}
		theirs := b.levels(other.state)
		least := true
		for k := range own {
			least = least && theirs[k] >= own[k]
		}
		if least && theirs != own {
			return
		}
	}
	want.max(b.nilai(b.c.FinalTotal(n.state)), "front %v", own)
}

// tellPaths counts the paths by walking along every one.
func (b *bruteSurvey) tellPaths(want numbers) {
	onWay := map[*graphNode]bool{}
	var count func(n *graphNode) float64
	count = func(n *graphNode) float64 {
		switch {
		case n.state.Finished():
			return 1
		case b.can[n] == nil:
			return 0
		case onWay[n]:
			return math.Inf(1)
		}
		onWay[n] = true
		sum := 0.0
		for _, option := range b.open(n) {
			if sum += count(n.next[option]); math.IsInf(sum, 1) {
				break
			}
		}
		onWay[n] = false
		return sum
	}
	if paths := count(b.nodes[0]); math.IsInf(paths, 1) {
		want.flag(true, "infinite")
	} else {
		want.add(paths, "paths")
	}
}

// numbersOf are the numbers of a survey.
func numbersOf(c *sim.Case, s *Survey) numbers {
	n := numbers{}
	n.add(s.Endless, "endless")
	for i, p := range s.Passages {
		n.flag(p.Reached == Yes, "passage %d reached", i)
		n.add(p.Visits, "passage %d visits", i)
		n.flag(p.Trap != nil, "passage %d endless", i)
		for k, o := range p.Options {
			n.flag(o.Chosen == Yes, "option %d.%d chosen", i, k)
			n.add(o.Taken, "option %d.%d taken", i, k)
			n.add(float64(o.Dominated+1), "option %d.%d dominated", i, k)
			n.flag(o.Idle, "option %d.%d idle", i, k)
			n.flag(o.Ends, "option %d.%d ends", i, k)
			if o.Ends {
				n.add(o.Best.Lo, "option %d.%d best", i, k)
				n.add(-o.Worst.Hi, "option %d.%d worst", i, k)
			}
		}
		n.add(p.Decision.Open, "decision %d open", i)
		n.flag(p.Decision.Idle, "decision %d idle", i)
		n.add(p.Decision.MeanSpread, "decision %d mean spread", i)
		n.add(p.Decision.MaxSpread, "decision %d most", i)
		n.add(p.Decision.OneSided, "decision %d one-sided", i)
	}
	for i, e := range s.Endings {
		n.flag(e.Reached == Yes, "ending %d reached", i)
		n.add(e.Share, "ending %d share", i)
		n.add(e.Mean.Lo, "ending %d mean", i)
	}
	n.add(s.Mean.Hi, "mean")
	for i, share := range s.Histogram {
		n.add(share, "bar %d", i)
	}
	for i, st := range s.Stakeholders {
		n.add(st.Lowest, "lowest %d", i)
		for k, l := range st.Levels {
			n.flag(l.Rises, "level %d.%d rises", i, k)
			n.flag(l.Falls, "level %d.%d falls", i, k)
			n.add(l.Swallowed, "level %d.%d swallowed", i, k)
		}
	}
	for k, cr := range s.Criteria {
		if cr.Counts {
			n.add(cr.Best, "criterion %d best", k)
			n.add(-cr.Worst, "criterion %d worst", k)
		}
	}
	for _, f := range s.Front {
		n.add(f.Nilai.Lo, "front %v", f.Levels)
	}
	for i, r := range s.Resources {
		n.flag(r.Decides, "resource %d", i)
	}
	n.flag(s.Paths.Infinite, "infinite")
	n.add(float64(s.Paths.Number), "paths")
	return n
}

// comparePaths follows every example path.
func (b *bruteSurvey) comparePaths(t *testing.T, s *Survey) {
	t.Helper()
	start := b.c.Start()
	for i, p := range s.Passages {
		if p.Reached != Yes {
			continue
		}
		if at := follow(t, b.c, start, p.Path).At; at != (sim.Target{Kind: sim.ToPassage, Index: i}) {
			t.Errorf("path to passage %d leads to %v", i, at)
		}
		if p.Trap != nil {
			if trapped := b.index[fmt.Sprint(follow(t, b.c, start, p.Trap))]; b.can[trapped] != nil || trapped.state.At.Index != i {
				t.Errorf("path %v does not lead into the trap of passage %d", p.Trap, i)
			}
		}
	}
	for i, e := range s.Endings {
		if e.Reached != Yes {
			continue
		}
		if at := follow(t, b.c, start, e.Path).At; at != (sim.Target{Kind: sim.ToEnding, Index: i}) {
			t.Errorf("path to ending %d leads to %v", i, at)
		}
	}
	for k, cr := range s.Criteria {
		if cr.Counts && (b.levels(follow(t, b.c, start, cr.BestPath))[k] != cr.Best || b.levels(follow(t, b.c, start, cr.WorstPath))[k] != cr.Worst) {
			t.Errorf("paths of criterion %d do not lead to its levels", k)
		}
	}
	for _, f := range s.Front {
		end := follow(t, b.c, start, f.Path)
		if b.levels(end) != f.Levels || end.At.Index != f.Ending || math.Abs(b.nilai(b.c.FinalTotal(end))-f.Nilai.Lo) > 1e-9 {
			t.Errorf("path of %v leads elsewhere", f.Levels)
		}
	}
}
