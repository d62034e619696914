package analysis

import (
	"context"
	"math"

	"mufakat/internal/sim"
)

// RandomPlay is what comes of guessing: at every step each open option is as likely as the others.
type RandomPlay struct {
	Mean     Range         // of the final total, 0–100, over the plays that end; 0 if none does
	Endings  []EndingShare // one for each ending of the case
	Exact    bool          // the ranges are as narrow as floats allow, and no ending is Unknown
	Unplayed float64       // the share of plays that never end, or were not followed to their ending
	Visited  int           // states that the search came to
}

// EndingShare tells how often random play comes to an ending.
type EndingShare struct {
	Share   Range // 0–1, of all plays
	Reached Reach
}

// Reach tells whether something can happen in a case.
type Reach int

// The answers; Unknown where the limit of work was reached before one was found.
const (
	Unknown Reach = iota
	Yes
	No
)

const (
	maxMerged  = 1 << 15         // states at one distance from the start that are kept where a story loops
	patience   = 1000            // decisions in which half the players still on their way round a loop must have ended
	negligible = 1e-9            // a share of plays that is not followed further round a loop; it counts as Unplayed
	rounding   = 1e-9            // a range of totals that is narrower counts as a single number
	vanishing  = rounding / 1000 // a share of plays that cannot move a total by more than a tenth of that
)

// RandomPlay follows all plays from a state of the case, each with its probability. It applies at most limit decisions.
// The error is ctx's, and then the rest means nothing.
func (c *Compiled) RandomPlay(ctx context.Context, from sim.State, limit int) (RandomPlay, error) {
	return c.playBy(ctx, from, limit, func(_ *state, open []child) []child { return open })
}

// playBy follows the plays of those who take one of the options that a habit leaves of the open ones, each as likely as
// the others. A habit must leave some.
func (c *Compiled) playBy(ctx context.Context, from sim.State, limit int, habit func(s *state, open []child) []child) (RandomPlay, error) {
	c.foresee()
	g := guesser{c: c, habit: habit, meter: meter{ctx: ctx, left: limit}, start: c.pack(from), ended: make([]float64, len(c.endings))}
	g.play()
	if g.meter.err != nil {
		return RandomPlay{}, g.meter.err
	}
	return g.result(), nil
}

// player is the share of all plays that come to a state.
type player struct {
	state
	share float64
}

// guesser adds up where the players end.
type guesser struct {
	c        *Compiled
	habit    func(s *state, open []child) []child
	meter    meter
	start    state
	ended    []float64 // share by ending
	points   float64   // sum of share · final total
	unplayed float64   // share of those that may end but were not followed so far …
	lo, hi   float64   // … and sums of share · bound of their final total
	closed   bool      // the unplayed stand in states whose every consequence was seen
	buffer   []child
}

func (g *guesser) play() {
	players := g.sort(nil, &g.start, 1)
	if g.c.loops {
		players = g.playTogether(players)
	}
	var stack []player
	for i := range players {
		stack = append(stack, players[i])
		for len(stack) > 0 {
			p := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			if !g.meter.more() || p.share < negligible && g.c.passages[p.at].looping {
				g.leave(&p)
				continue
			}
			stack = g.step(stack, &p)
		}
	}
}

// step lets the players in one state choose, and appends those that have not come to an ending to next.
func (g *guesser) step(next []player, p *player) []player {
	g.buffer = g.c.expand(&p.state, g.buffer[:0])
	g.meter.used += len(g.buffer)
	taken := g.habit(&p.state, g.buffer)
	share := p.share / float64(len(taken))
	for i := range taken {
		next = g.sort(next, &taken[i].state, share)
	}
	return next
}

// sort takes note of players whose story has ended, forgets those whose story cannot end, and appends the others.
func (g *guesser) sort(next []player, s *state, share float64) []player {
	switch {
	case s.finished():
		g.ended[s.ending()] += share
		g.points += share * float64(g.c.finalTotal(s))
	case g.c.upper.prospects[g.c.sceneOf(s)].ends:
		next = append(next, player{*s, share})
	}
	return next
}

// leave takes note of players that are not followed further.
func (g *guesser) leave(p *player) {
	s := &p.state
	if g.c.loops {
		// Some of them may never end, and then the mean is over the others. With bounds that hold for all players it stays
		// within the range, however many that are.
		s = &g.start
	}
	lo, _ := g.c.bound(&g.c.lower, s)
	hi, _ := g.c.bound(&g.c.upper, s)
	g.unplayed += p.share
	g.lo += p.share * float64(lo)
	g.hi += p.share * float64(hi)
}

// crowd are players in different states, in the order in which they came.
type crowd struct {
	players []player
	index   map[state]int
}

// add merges players with those in the same state.
func (c *crowd) add(p *player) {
	at, known := c.index[p.state]
	if !known {
		at = len(c.players)
		c.index[p.state] = at
		c.players = append(c.players, player{state: p.state})
	}
	c.players[at].share += p.share
}

func (c *crowd) clear() {
	c.players = c.players[:0]
	clear(c.index)
}

// playTogether lets all players choose at the same time, again and again, and merges those in equal states, so that going
// round a loop does not multiply them. It returns those with whom this does not help, because they are too many.
func (g *guesser) playTogether(players []player) []player {
	seen := map[state]bool{}
	now, next := &crowd{players: players, index: map[state]int{}}, &crowd{index: map[state]int{}}
	var stepped []player
	for round, before := 0, math.Inf(1); ; round++ {
		if len(now.players) > maxMerged || len(seen) > maxStored {
			return now.players
		}
		share := 0.0
		for i := range now.players {
			p := &now.players[i]
			if !g.meter.more() {
				return append(now.players[i:], next.players...)
			}
			share += p.share
			seen[p.state] = true
			stepped = g.step(stepped[:0], p)
			for k := range stepped {
				next.add(&stepped[k])
			}
		}
		now.clear()
		now, next = next, now
		if share < vanishing {
			break
		}
		if round%patience == 0 {
			if share > before/2 {
				break // most of them will never end
			}
			before = share
		}
	}
	g.closed = true
	for i := range now.players {
		p := &now.players[i]
		g.closed = g.closed && seen[p.state]
		g.leave(p)
	}
	return nil
}

func (g *guesser) result() RandomPlay {
	r := RandomPlay{Unplayed: 1, Visited: g.meter.used + 1, Exact: true}
	possible := g.c.possibleEndings(g.start.at)
	for i, share := range g.ended {
		e := EndingShare{Share: Range{share, share}, Reached: Unknown}
		switch {
		case share > 0:
			e.Reached = Yes
			e.Share.Hi = min(share+g.unplayed, 1)
		case !possible[i] || g.unplayed == 0 || g.closed:
			e.Reached = No
		default:
			e.Share.Hi = min(g.unplayed, 1)
			r.Exact = false
		}
		r.Exact = r.Exact && e.Share.Hi-e.Share.Lo < rounding
		r.Unplayed -= share
		r.Endings = append(r.Endings, e)
	}
	played := 1 - r.Unplayed
	r.Unplayed = max(r.Unplayed, 0)
	if played+g.unplayed <= 0 {
		return r // no play ends
	}
	one := float64(g.c.scale.One) * (played + g.unplayed)
	r.Mean = Range{(g.points + g.lo) / one, (g.points + g.hi) / one}
	r.Exact = r.Exact && r.Mean.Hi-r.Mean.Lo < rounding
	return r
}
