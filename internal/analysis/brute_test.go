package analysis

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"mufakat/internal/sim"
	"mufakat/internal/sim/simtest"
)

// graph is everything that can happen from a state, found by playing the case itself: what the analysis is held against.
type graph struct {
	c     *sim.Case
	nodes []*graphNode // breadth first; the first is the start
	index map[string]*graphNode
}

type graphNode struct {
	state    sim.State
	next     []*graphNode // by option; nil where it is locked
	stranded []int        // by option: the passage that the option led to and that ended the story there; -1: none
}

// maxGraph is how many states brute force takes on.
const maxGraph = 500

// explore returns false if there is too much.
func explore(c *sim.Case, from sim.State) (*graph, bool) {
	g := &graph{c: c, index: map[string]*graphNode{}}
	g.add(from)
	for i := 0; i < len(g.nodes); i++ {
		n := g.nodes[i]
		if n.state.Finished() {
			continue
		}
		for option := range c.Passage(n.state).Choices {
			next, step, err := c.Choose(n.state, option)
			if err != nil {
				n.next, n.stranded = append(n.next, nil), append(n.stranded, -1)
				continue
			}
			n.next, n.stranded = append(n.next, g.add(next)), append(n.stranded, step.Stranded)
		}
		if len(g.nodes) > maxGraph {
			return nil, false
		}
	}
	return g, true
}

func (g *graph) add(s sim.State) *graphNode {
	key := fmt.Sprint(s)
	if n := g.index[key]; n != nil {
		return n
	}
	n := &graphNode{state: s}
	g.index[key] = n
	g.nodes = append(g.nodes, n)
	return n
}

// extremes are the best and the worst final total; false where no ending can be reached.
func (g *graph) extremes() (best, worst sim.Points, ends bool) {
	best, worst = math.MinInt64, math.MaxInt64
	for _, n := range g.nodes {
		if n.state.Finished() {
			total := g.c.FinalTotal(n.state)
			best, worst, ends = max(best, total), min(worst, total), true
		}
	}
	return best, worst, ends
}

// random is the mean total of random play that ends, and the share of every ending, found by letting the whole
// probability flow through the graph until no more than a trace is on its way. It returns false if that takes too long,
// or if some plays never end.
func (g *graph) random() (mean float64, shares []float64, ok bool) {
	shares = make([]float64, len(g.c.Endings))
	here := map[*graphNode]float64{g.nodes[0]: 1}
	for range 5000 {
		moving := 0.0
		next := map[*graphNode]float64{}
		for _, n := range g.nodes { // in order, so that sums are the same every time
			p, present := here[n]
			if !present {
				continue
			}
			if n.state.Finished() {
				shares[n.state.At.Index] += p
				mean += p * g.c.Scale().Value(g.c.FinalTotal(n.state))
				continue
			}
			open := 0.0
			for _, to := range n.next {
				if to != nil {
					open++
				}
			}
			for _, to := range n.next {
				if to != nil {
					next[to] += p / open
				}
			}
			moving += p
		}
		if moving < 1e-14 {
			return mean, shares, true
		}
		here = next
	}
	return 0, nil, false
}

// strandings are the passages in which the story gets stuck somewhere in the graph.
func (g *graph) strandings() map[int]bool {
	stranded := map[int]bool{}
	for _, n := range g.nodes {
		for _, passage := range n.stranded {
			if passage >= 0 {
				stranded[passage] = true
			}
		}
	}
	start := g.c.Neutral()
	locked := true
	for _, o := range g.c.Options(start) {
		locked = locked && o.Lock.Locked
	}
	if locked {
		stranded[0] = true
	}
	return stranded
}

// eachCase runs a check on n random cases that brute force can exhaust.
func eachCase(t *testing.T, n int, o simtest.Options, check func(t *testing.T, c *sim.Case, g *graph, rng *rand.Rand)) {
	t.Helper()
	done := 0
	for seed := uint64(0); done < n; seed++ {
		rng := rand.New(rand.NewPCG(seed, 2))
		c := simtest.Case(rng, o)
		g, ok := explore(c, c.Start())
		if !ok {
			continue
		}
		done++
		check(t, c, g, rng)
		if t.Failed() {
			t.Fatalf("seed %d", seed)
		}
	}
}

// follow plays a path and returns where it leads.
func follow(t *testing.T, c *sim.Case, from sim.State, path []int) sim.State {
	t.Helper()
	for _, option := range path {
		next, _, err := c.Choose(from, option)
		if err != nil {
			t.Fatalf("path %v: option %d: %v", path, option, err)
		}
		from = next
	}
	return from
}

// nilai is the nilai proses by its definition: where a total lies between the worst and the best attainable one; 100 where
// both are equal.
func nilai(total, worst, best sim.Points) float64 {
	if best == worst {
		return 100
	}
	return 100 * float64(total-worst) / float64(best-worst)
}
