package analysis

import (
	"context"
	"math"
	"math/rand/v2"
)

// Survey follows everything that can happen in the case and tells what it comes to. A story without loops is followed
// along all its paths, of which none is stored. A story with loops, or with too many paths, is followed from state to
// state, as long as there are no more than can be kept. Where that is too much as well, plays are drawn at random, the
// same ones every time: the survey is then not Complete. It applies at most about five times limit decisions: in two
// searches for the extremes and up to three walks. The error is ctx's, and then the rest means nothing.
func (c *Compiled) Survey(ctx context.Context, limit int) (*Survey, error) {
	extremes, err := c.Extremes(ctx, c.sim.Start(), limit)
	if err != nil {
		return nil, err
	}
	start := c.pack(c.sim.Start())
	var w *surveyor
	for _, walk := range []func(*surveyor, *state) bool{(*surveyor).followPaths, (*surveyor).followStates, (*surveyor).drawPlays} {
		w = c.newSurveyor(meter{ctx: ctx, left: limit}, extremes)
		if done := walk(w, &start); w.meter.err != nil || done {
			break
		}
	}
	if w.meter.err != nil {
		return nil, w.meter.err
	}
	w.finish()
	w.out.Bots, err = c.bots(ctx, limit/botsPart)
	return w.out, err
}

// followPaths walks along all paths of a story without loops. It returns false if that cannot be done.
func (w *surveyor) followPaths(start *state) bool {
	if w.c.loops || !w.out.Extremes.Exact() || start.finished() {
		return false
	}
	if paths, _ := w.tryPlays(start); paths > tooMany*float64(w.meter.left) {
		return false
	}
	w.followFrom(start, 1, &[]*frame{})
	w.out.Complete = w.meter.used < w.meter.left
	return w.out.Complete
}

// tooMany is by how much the estimated number of paths must exceed the decisions allowed for a walk not to be tried.
const tooMany = 4

// frame is what followFrom works with at one distance from the start.
type frame struct {
	open  []child
	allow []attainable
}

// followFrom walks along all paths from a state; frames has one for each distance from the start that it has come to.
func (w *surveyor) followFrom(s *state, share float64, frames *[]*frame) attainable {
	depth := len(w.way)
	if depth == len(*frames) {
		*frames = append(*frames, &frame{})
	}
	f := (*frames)[depth]
	f.open = w.c.expand(s, f.open[:0])
	f.allow = f.allow[:0]
	w.meter.used += len(f.open)
	if !w.meter.more() {
		return attainable{}
	}
	w.visit(s, share, f.open)
	var all attainable
	for i := range f.open {
		ch := &f.open[i]
		each := share / float64(len(f.open))
		w.way = append(w.way, ch.option)
		var can attainable
		if ch.finished() {
			w.out.Paths.add(1)
			can = w.leaf(&ch.state, each)
		} else {
			can = w.followFrom(&ch.state, each, frames)
		}
		w.way = w.way[:depth]
		f.allow = append(f.allow, can)
		all = all.or(can)
	}
	w.weigh(s, share, f.open, f.allow)
	return all
}

// add counts n paths more.
func (p *Paths) add(n uint64) {
	if p.Number+n < n {
		p.Number, p.AtLeast = math.MaxUint64, true
		return
	}
	p.Number += n
}

// tryPlays plays a few times at random. It guesses how many paths a story without loops has: the mean of the product of the
// numbers of open options on the way (Knuth 1975). And it tells how many options a play looks at on average.
func (w *surveyor) tryPlays(start *state) (paths, work float64) {
	const plays = 100
	rng := rand.New(rand.NewPCG(1, 1))
	var open []child
	for range plays {
		product, s := 1.0, *start
		for steps := 0; steps < longestPlay && !s.finished(); steps++ {
			open = w.c.expand(&s, open[:0])
			product *= float64(len(open))
			work += float64(len(open)) / plays
			s = open[rng.IntN(len(open))].state
		}
		paths += product / plays
	}
	return paths, work
}

// Of plays that are drawn at random, where there are too many to follow.
const (
	fewestPlays = 1000
	mostPlays   = 400_000
	longestPlay = 1000 // decisions of one play; a story that goes on is taken for one that does not end
	mistaken    = 1e-9 // the probability that a share is further off than the margin
)

// drawPlays draws as many plays at random as the work allows. The margins of shares and of means are Hoeffding's (1963).
func (w *surveyor) drawPlays(start *state) bool {
	rng := rand.New(rand.NewPCG(1, 2))
	_, work := w.tryPlays(start)
	plays := int(min(max(float64(w.meter.left)/max(work, 1), fewestPlays), mostPlays))
	var open []child
	for range plays {
		open = w.drawPlay(start, 1/float64(plays), rng, open)
		if !w.meter.more() { // asks whether the context is done
			break
		}
	}
	w.chance = math.Sqrt(math.Log(2/mistaken) / (2 * float64(plays)))
	w.out.Margin = w.chance + w.unfinished
	w.out.Paths.AtLeast, w.out.Paths.Infinite = true, w.c.loops
	return true
}

// drawPlay takes down one play with its share, until it ends, is sure never to, or takes too long. It works in open, and
// returns it for the next one.
func (w *surveyor) drawPlay(start *state, share float64, rng *rand.Rand, open []child) []child {
	s := *start
	defer func() { w.way = w.way[:0] }()
	for len(w.way) < longestPlay {
		if s.finished() {
			w.leaf(&s, share)
			return open
		}
		open = w.c.expand(&s, open[:0])
		w.visit(&s, share, open)
		if !w.c.upper.prospects[w.c.sceneOf(&s)].ends {
			w.trap(&s)
			w.out.Endless += share
			return open
		}
		next := &open[rng.IntN(len(open))]
		w.way = append(w.way, next.option)
		s = next.state
	}
	w.unfinished += share
	return open
}
