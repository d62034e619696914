package analysis

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"unicode/utf8"

	"mufakat/internal/plaintext"
	"mufakat/internal/sim"
	"mufakat/internal/sim/simtest"
)

// The survey of small random cases is what brute force finds, along all paths and from state to state alike.
func TestSurveyAgreesWithBruteForce(t *testing.T) {
	endless, infinite := 0, 0
	check := func(t *testing.T, c *sim.Case, g *graph, walk func(*surveyor, *state) bool) {
		compiled := Compile(c)
		b, ok := newBruteSurvey(g)
		if !ok {
			return
		}
		extremes, err := compiled.Extremes(context.Background(), c.Start(), DefaultLimit)
		if err != nil {
			t.Fatal(err)
		}
		w := compiled.newSurveyor(meter{ctx: context.Background(), left: DefaultLimit}, extremes)
		start := compiled.pack(c.Start())
		if !walk(w, &start) {
			t.Fatal("the walk gave up")
		}
		w.finish()
		b.compare(t, w.out)
		if w.out.Endless > 0 {
			endless++
		}
		if w.out.Paths.Infinite {
			infinite++
		}
	}
	eachCase(t, 1500, simtest.Small, func(t *testing.T, c *sim.Case, g *graph, _ *rand.Rand) {
		if !Compile(c).loops && !c.Start().Finished() {
			check(t, c, g, (*surveyor).followPaths)
		}
		check(t, c, g, (*surveyor).followStates)
	})
	loops := simtest.Small
	loops.Loops = true
	eachCase(t, 1000, loops, func(t *testing.T, c *sim.Case, g *graph, _ *rand.Rand) {
		check(t, c, g, (*surveyor).followStates)
	})
	if endless == 0 || infinite == 0 {
		t.Errorf("%d cases without a way out and %d with endless loops are too few", endless, infinite)
	}
}

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

// tellOptions tells what options and decisions are worth.
func (b *bruteSurvey) tellOptions(want numbers) {
	for at := range b.c.Passages {
		var nodes []*graphNode
		for _, n := range b.nodes {
			if !n.state.Finished() && n.state.At.Index == at {
				nodes = append(nodes, n)
			}
		}
		for option := range b.c.Passages[at].Choices {
			b.tellOption(want, at, option, nodes)
		}
		b.tellDecision(want, at, nodes)
	}
}

// same tells whether two states are the same for all that is to come and all that is shown. (Random cases read their flags
// in conditions of choices and endings; simtest writes none that is read by nothing.)
func (b *bruteSurvey) same(x, y sim.State, read []bool) bool {
	for i := range x.Flags {
		if read[i] && x.Flags[i] != y.Flags[i] {
			return false
		}
	}
	return slices.Equal(x.Levels, y.Levels) && slices.Equal(x.Resources, y.Resources)
}

func (b *bruteSurvey) tellOption(want numbers, at, option int, nodes []*graphNode) {
	dominators := map[int]bool{}
	better := map[int]bool{}
	for other := range b.c.Passages[at].Choices {
		dominators[other] = true
	}
	chosen, idle, read := false, true, b.flagsRead()
	for _, n := range nodes {
		next := n.next[option]
		if next == nil {
			continue
		}
		chosen = true
		own := b.can[next]
		if own != nil {
			want.flag(true, "option %d.%d ends", at, option)
			want.max(b.nilai(own.best), "option %d.%d best", at, option)
			want.max(-b.nilai(own.worst), "option %d.%d worst", at, option)
		}
		for other := range dominators {
			if n.next[other] == nil {
				delete(dominators, other)
				continue
			}
			as, more := b.allows(b.can[n.next[other]], own)
			if !as {
				delete(dominators, other)
			}
			better[other] = better[other] || more
		}
		open := b.open(n)
		if len(open) == 1 || !b.same(n.state, next.state, read) {
			idle = false
		}
		for _, other := range open {
			idle = idle && n.next[other].state.At == next.state.At
		}
	}
	dominated := -1
	for other := range b.c.Passages[at].Choices {
		if dominated < 0 && dominators[other] && better[other] {
			dominated = other
		}
	}
	if chosen {
		want[fmt.Sprintf("option %d.%d dominated", at, option)] = float64(dominated + 1)
		want.flag(idle, "option %d.%d idle", at, option)
	}
}

func (b *bruteSurvey) allows(x, y *bruteWorth) (atLeast, more bool) {
	if x == nil || y == nil {
		return x != nil || y == nil, x != nil && y == nil
	}
	atLeast, more = x.best >= y.best, x.best > y.best
	for k := range x.highest {
		atLeast, more = atLeast && x.highest[k] >= y.highest[k], more || x.highest[k] > y.highest[k]
	}
	return atLeast, more
}

func (b *bruteSurvey) flagsRead() []bool {
	read := make([]bool, len(b.c.Flags))
	for i, bits := 0, Compile(b.c).flagsReadAnywhere(); i < len(read); i++ {
		read[i] = bits&(1<<i) != 0
	}
	return read
}

func (b *bruteSurvey) tellDecision(want numbers, at int, nodes []*graphNode) {
	open, spreads, oneSided, most, idle := 0.0, 0.0, 0.0, 0.0, true
	read, decides := b.flagsRead(), false
	for _, n := range nodes {
		options := b.open(n)
		if len(options) < 2 {
			continue
		}
		decides = true
		first := n.next[options[0]]
		best, highest, lowest := sim.Points(math.MinInt64), sim.Points(math.MinInt64), sim.Points(math.MaxInt64)
		for _, option := range options {
			next := n.next[option]
			idle = idle && next.state.At == first.state.At && b.same(next.state, first.state, read)
			worth := b.worst
			if can := b.can[next]; can != nil {
				worth = can.best
				best = max(best, can.best)
			}
			highest, lowest = max(highest, worth), min(lowest, worth)
		}
		spread := b.nilai(highest) - b.nilai(lowest)
		share := b.visits[n]
		open += share
		spreads += share * spread
		most = max(most, spread)
		for _, option := range options {
			if can := b.can[n.next[option]]; best == math.MinInt64 || can != nil && can.best == best {
				if b.isOneSided(n, option, options) {
					oneSided += share
					break
				}
			}
		}
	}
	want.add(open, "decision %d open", at)
	if open > 0 {
		want.flag(idle && decides, "decision %d idle", at)
		want.add(spreads/open, "decision %d mean spread", at)
		want.add(most, "decision %d most", at)
		want.add(oneSided/open, "decision %d one-sided", at)
	}
}

func (b *bruteSurvey) isOneSided(n *graphNode, option int, options []int) bool {
	own, higher := b.levels(n.next[option].state), false
	for _, other := range options {
		theirs := b.levels(n.next[other].state)
		for k := range own {
			if own[k] < theirs[k] {
				return false
			}
			higher = higher || own[k] > theirs[k]
		}
	}
	return higher
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

// tellResources tells which resources lock an option or change an answer.
func (b *bruteSurvey) tellResources(want numbers) {
	answers := map[string][2]bool{} // whether a condition on a resource was seen not to hold, and to hold
	for _, n := range b.nodes {
		if n.state.Finished() {
			for i := range b.c.Endings {
				b.ask(answers, b.c.Endings[i].Requires, n.state, "akhir")
			}
			continue
		}
		b.tellPassage(want, answers, n.state.At.Index, n.state)
		for option, passage := range n.stranded {
			if passage >= 0 {
				b.tellPassage(want, answers, passage, n.next[option].state)
			}
		}
	}
	for key, seen := range answers {
		if seen[0] && seen[1] {
			var r int
			fmt.Sscanf(key, "%d", &r)
			want.flag(true, "resource %d", r)
		}
	}
}

func (b *bruteSurvey) tellPassage(want numbers, answers map[string][2]bool, at int, s sim.State) {
	s.At = sim.Target{Kind: sim.ToPassage, Index: at}
	for i := range b.c.Passages[at].Choices {
		ch := &b.c.Passages[at].Choices[i]
		b.ask(answers, ch.Requires, s, fmt.Sprint(at))
		b.askOutcome(answers, &ch.Outcome, s, fmt.Sprint(at))
		if !b.c.Holds(ch.Requires, s) {
			continue
		}
		for r := range b.c.Resources {
			if s.Resources[r]+b.gain(&ch.Outcome, s, r) < 0 {
				want.flag(true, "resource %d", r)
			}
		}
	}
}

// gain is what an outcome does to a resource, the branches taken included.
func (b *bruteSurvey) gain(o *sim.Outcome, s sim.State, r int) (sum int) {
	for _, e := range o.Resources {
		if e.Resource == r {
			sum += e.Delta
		}
	}
	for _, branching := range o.Branches {
		for i := range branching {
			if b.c.Holds(branching[i].When, s) {
				sum += b.gain(&branching[i].Outcome, s, r)
				break
			}
		}
	}
	return sum
}

func (b *bruteSurvey) askOutcome(answers map[string][2]bool, o *sim.Outcome, s sim.State, where string) {
	for _, branching := range o.Branches {
		for i := range branching {
			b.ask(answers, branching[i].When, s, where)
			b.askOutcome(answers, &branching[i].Outcome, s, where)
		}
	}
}

func (b *bruteSurvey) ask(answers map[string][2]bool, cond *sim.Condition, s sim.State, where string) {
	if cond == nil {
		return
	}
	for i := range cond.Parts {
		b.ask(answers, &cond.Parts[i], s, where)
	}
	if cond.Kind != sim.Compares || cond.Quantity.Kind != sim.ResourceLeft {
		return
	}
	key := fmt.Sprintf("%d %s %p", cond.Quantity.Resource, where, cond)
	seen := answers[key]
	seen[map[bool]int{true: 1}[b.c.Holds(cond, s)]] = true
	answers[key] = seen
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

// Bots on small random cases do what their habit says, by package sim alone.
func TestBotsAgreeWithBruteForce(t *testing.T) {
	eachCase(t, 500, simtest.Small, func(t *testing.T, c *sim.Case, g *graph, rng *rand.Rand) {
		for i := range c.Passages {
			for k := range c.Passages[i].Choices {
				c.Passages[i].Choices[k].Text = []string{"Pergi", "Ajak **dialog**", "Musyawarah bersama", "Tunggu dulu"}[rng.IntN(4)]
			}
		}
		bots, err := Compile(c).bots(context.Background(), 100_000)
		if err != nil {
			t.Fatal(err)
		}
		if want := 4 + len(c.Stakeholders) + 1; len(bots) < want {
			t.Fatalf("%d bots", len(bots))
		}
		for _, bot := range bots {
			pruned := g.keep(func(n *graphNode, option int) float64 { return rateBySim(c, bot.Strategy, n, option) })
			mean, shares, ok := pruned.random()
			if !ok {
				continue
			}
			if math.Abs(bot.Play.Mean.Lo-mean) > 1e-9 {
				t.Errorf("%s: mean %v, want %v", bot.Strategy.Name(c), bot.Play.Mean, mean)
			}
			for i, share := range shares {
				if math.Abs(bot.Play.Endings[i].Share.Lo-share) > 1e-9 {
					t.Errorf("%s: ending %d: %v, want %v", bot.Strategy.Name(c), i, bot.Play.Endings[i].Share, share)
				}
			}
		}
	})
}

// keep is the graph with only the open options that are rated highest.
func (g *graph) keep(rate func(n *graphNode, option int) float64) *graph {
	pruned := &graph{c: g.c}
	at := map[*graphNode]*graphNode{}
	for _, n := range g.nodes {
		at[n] = &graphNode{state: n.state}
		pruned.nodes = append(pruned.nodes, at[n])
	}
	for _, n := range g.nodes {
		highest := math.Inf(-1)
		for option, next := range n.next {
			if next != nil {
				highest = max(highest, rate(n, option))
			}
		}
		for option, next := range n.next {
			if next != nil && rate(n, option) == highest {
				at[n].next = append(at[n].next, at[next])
			} else {
				at[n].next = append(at[n].next, nil)
			}
		}
	}
	return pruned
}

func rateBySim(c *sim.Case, s Strategy, n *graphNode, option int) float64 {
	text := plaintext.Line(c.Passages[n.state.At.Index].Choices[option].Text)
	after := n.next[option].state.Levels
	switch s.Habit {
	case First:
		return -float64(option)
	case Longest:
		return float64(utf8.RuneCountInString(text))
	case Shortest:
		return -float64(utf8.RuneCountInString(text))
	case Virtuous:
		return float64(map[string]int{"Ajak dialog": 1, "Musyawarah bersama": 2}[text])
	case Favour:
		sum := 0
		for _, level := range after[s.Stakeholder] {
			if level != sim.Absent {
				sum += level
			}
		}
		return float64(sum)
	case GreedyCriterion:
		level, _ := sim.GroupLevel(after, s.Criterion)
		return level
	}
	return float64(c.Scale().Total(after))
}

// A case with too many paths is surveyed by plays drawn at random: the survey says so, its shares are within the margin,
// and the means of nilai within their ranges.
func TestSurveyOfTooMuch(t *testing.T) {
	c := Compile(chain(1, 8))
	whole, err := c.Survey(context.Background(), DefaultLimit)
	if err != nil || !whole.Complete || whole.Margin != 0 || whole.Paths.Number != 1<<16 {
		t.Fatalf("%v, %v, %v", err, whole.Complete, whole.Paths)
	}
	for limit, exact := range map[int]bool{1000: false, 20_000: true} {
		part, err := c.Survey(context.Background(), limit)
		if err != nil || part.Complete || part.Margin == 0 || !part.Paths.AtLeast || part.Extremes.Exact() != exact {
			t.Fatalf("%v, %v, %v, %v, %v", err, part.Complete, part.Margin, part.Paths, part.Extremes)
		}
		compareSample(t, part, whole)
	}
}

func compareSample(t *testing.T, part, whole *Survey) {
	t.Helper()
	isWithin := func(r, truth Range) {
		t.Helper()
		if r.Lo >= r.Hi || r.Lo > truth.Lo || r.Hi < truth.Hi {
			t.Errorf("a mean is told as %v, but truly is %v", r, truth)
		}
	}
	isWithin(part.Mean, whole.Mean)
	for i := range part.Endings {
		if math.Abs(part.Endings[i].Share-whole.Endings[i].Share) > part.Margin {
			t.Errorf("ending %d: %v, but truly %v", i, part.Endings[i].Share, whole.Endings[i].Share)
		}
		isWithin(part.Endings[i].Mean, whole.Endings[i].Mean)
	}
	for i := range part.Passages {
		if math.Abs(part.Passages[i].Visits-whole.Passages[i].Visits) > part.Margin || part.Passages[i].Decision.MaxSpread != 0 {
			t.Errorf("passage %d: %v, but truly %v", i, part.Passages[i].Visits, whole.Passages[i].Visits)
		}
	}
}

// A trap is found among plays drawn at random too, and ends the play: it is not counted again and again.
func TestSurveyOfTooMuchFindsATrap(t *testing.T) {
	to := func(kind sim.TargetKind, index int) sim.Choice {
		return sim.Choice{ID: fmt.Sprint(kind, index), Target: sim.Target{Kind: kind, Index: index}}
	}
	c := Compile(&sim.Case{
		Stakeholders: []sim.Stakeholder{{Start: sim.Levels{50, 50, 50}}},
		Passages: []sim.Passage{
			{ID: "pagi", Choices: []sim.Choice{to(sim.ToPassage, 1), to(sim.ToEnding, 0)}},
			{ID: "putar", Choices: []sim.Choice{to(sim.ToPassage, 1)}},
		},
		Endings: []sim.Ending{{ID: "tamat", Cap: sim.NoCap}},
	})
	s, err := c.Survey(context.Background(), 1)
	if err != nil || s.Complete {
		t.Fatal(err, s.Complete)
	}
	trap := s.Passages[1]
	if math.Abs(trap.Visits-0.5) > s.Margin || math.Abs(s.Endless-0.5) > s.Margin || s.Margin > 0.2 || !slices.Equal(trap.Trap, []int{0}) {
		t.Errorf("visits %v, endless %v, margin %v, trap %v", trap.Visits, s.Endless, s.Margin, trap.Trap)
	}
}

func TestSurveyStopsWhenItsContextIsDone(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Compile(chain(1, 12)).Survey(ctx, DefaultLimit); err == nil {
		t.Error("no error")
	}
}

func TestVirtueWords(t *testing.T) {
	for text, want := range map[string]int{
		"": 0, "Tutup gerbang": 0, "Musyawarah, lalu dialog": 2, "Libatkan warga secara TRANSPARAN": 2,
		"Keterlibatan, kolaborasi, kebersamaan": 3, "bersama-sama": 1, "Ajak bicara": 0,
	} {
		if got := VirtueWords(text); got != want {
			t.Errorf("%q: %d, want %d", text, got, want)
		}
	}
}
