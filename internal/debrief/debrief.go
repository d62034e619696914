// Package debrief explains a finished run as data: its nilai as a sum, the turning points, the three criteria over time,
// and where a group was split. Scenes draw it, the plain mode prints it, package report exports it.
package debrief

import (
	"context"
	"math"
	"slices"
	"sort"
	"strconv"
	"strings"

	"mufakat/internal/analysis"
	"mufakat/internal/sim"
)

// Debrief is a finished run explained.
type Debrief struct {
	Play     *sim.Playthrough
	Ending   *sim.Ending
	Lowest   int // the stakeholder left furthest behind; -1 where nobody has a level
	Score    Score
	Prices   []Price        // one for each step
	Turns    []TurningPoint // the decisions that cost most, dearest first, at most three
	Themes   []Theme        // one for each criterion that counts for somebody
	Splits   []Split        // the decisions over which a group was most divided, at most three
	Voices   []Voice
	Grade    string // the practice grade
	extremes analysis.Extremes
	grades   []sim.Grade
}

// Score is the nilai and what stands beside it. Where a number is not known exactly it is a range.
type Score struct {
	Nilai  analysis.Range // 0–100
	Random analysis.Range // the mean nilai of random play
	Total  float64        // of this run, with its ending's cap
	Exact  bool           // nilai, best and worst are exact
	Whole  int            // nilai rounded; 100 minus the whole prices
}

// Price is what one step cost, in points of nilai.
type Price struct {
	Price  analysis.Range
	Before analysis.Range // the best nilai that could be had before the step
	Best   int            // the option that would have been best, in the author's order; -1: unknown
	Whole  int            // the price rounded, so that the whole prices and the whole nilai add up to 100
}

// TurningPoint is a decision that cost much.
type TurningPoint struct {
	Step  int   // index into Play.Steps
	Later []int // steps where it was felt again, because of what was noted
	Price
}

// Theme is one criterion over the run.
type Theme struct {
	Criterion sim.Criterion
	Levels    []float64 // the collaboration's level at the start and after every step
	Rise      Move      // the step that raised it most; its Delta is 0 where none did
	Fall      Move      // the step that lowered it most; likewise
	Concepts  []string  // of those two steps, without repeats
}

// Move is what one step did to a level of the collaboration.
type Move struct {
	Step  int
	Delta float64
}

// Split is a decision over which a group was divided.
type Split struct {
	Step  int
	Share float64 // of the hands that the most popular option had, 0–1
}

// Voice is what one stakeholder says of the trainee.
type Voice struct {
	Stakeholder int
	Blocks      []sim.Block
}

// Keys of the texts that a trainee writes in a debrief, as the store keeps them.
const (
	NoteLowest = "tertinggal" // code of the stakeholder that the trainee takes for the one left furthest behind
	NoteUnit   = "unit"       // one sentence for the own unit
	NotePage   = "halaman"    // where the debrief was left
	noteAnswer = "lembar-"
)

// MaxAnswer is the longest text that a trainee writes under one heading, in characters: some four pages.
const MaxAnswer = 12_000

// AnswerOf is the heading, counted from 0, whose text a key holds; false for other keys.
func AnswerOf(key string) (int, bool) {
	number, isAnswer := strings.CutPrefix(key, noteAnswer)
	i, err := strconv.Atoi(number)
	return i - 1, isAnswer && err == nil
}

// NoteAnswer is the key of the trainee's own text under heading i of the case paper, counted from 0.
func NoteAnswer(i int) string { return noteAnswer + strconv.Itoa(i+1) }

// turningPoints is how many a debrief shows, and united the share of votes from which a group counts as of one mind.
const (
	turningPoints = 3
	united        = 0.75
)

// Divided tells whether a group with so many votes for each option was divided: less than three quarters are for the most
// popular one. share is that option's, 0–1. Without votes nobody is divided.
func Divided(votes []int) (share float64, divided bool) {
	most, sum := 0, 0
	for _, n := range votes {
		most, sum = max(most, n), sum+n
	}
	if sum == 0 {
		return 0, false
	}
	share = float64(most) / float64(sum)
	return share, share < united
}

// Explain works out a finished playthrough of the compiled case. The error is ctx's.
func Explain(ctx context.Context, c *analysis.Compiled, play *sim.Playthrough, grades []sim.Grade) (*Debrief, error) {
	start := play.States[0]
	extremes, err := c.Extremes(ctx, start, analysis.DefaultLimit)
	if err != nil {
		return nil, err
	}
	prices, err := c.Prices(ctx, play, extremes, analysis.DefaultLimit)
	if err != nil {
		return nil, err
	}
	random, err := c.RandomPlay(ctx, start, analysis.DefaultLimit)
	if err != nil {
		return nil, err
	}
	state, scale := play.State(), play.Case.Scale()
	d := &Debrief{
		Play:   play,
		Ending: &play.Case.Endings[state.At.Index],
		Lowest: sim.Lowest(state.Levels),
		Score: Score{
			Nilai:  prices.Score,
			Random: extremes.ScoreOf(random.Mean),
			Total:  scale.Value(play.Case.FinalTotal(state)),
			Exact:  prices.Exact,
		},
		Grade:    sim.GradeOf(grades, prices.Score.Lo),
		Themes:   themes(play),
		Splits:   splits(play),
		Voices:   voices(play),
		extremes: extremes,
		grades:   grades,
	}
	for i := range prices.Steps {
		p := &prices.Steps[i]
		d.Prices = append(d.Prices, Price{Price: p.Price, Before: p.Before, Best: p.Best()})
	}
	d.roundPrices()
	d.Turns = d.turns()
	return d, nil
}

// Branch is the playthrough that takes, at a step, another option (in the author's order) instead of the one taken.
// The trainee plays on from there; nothing of it belongs to the run.
func (d *Debrief) Branch(step, option int) (*sim.Playthrough, error) {
	branch := d.Play.Rewind(step)
	at := d.Play.Run.Decisions[step].At
	return branch, branch.Choose(option, at, "", nil)
}

// BranchScore is the nilai of a finished branch of the same case.
func (d *Debrief) BranchScore(branch *sim.Playthrough) analysis.Range {
	return d.extremes.Score(branch.Case.FinalTotal(branch.State()))
}

// roundPrices gives every price a whole number so that 100 minus their sum is the rounded nilai: the largest remainders
// are rounded up.
func (d *Debrief) roundPrices() {
	d.Score.Whole = int(math.Round(d.Score.Nilai.Lo))
	left := 100 - d.Score.Whole
	order := make([]int, len(d.Prices))
	for i := range d.Prices {
		order[i] = i
		d.Prices[i].Whole = int(d.Prices[i].Price.Lo)
		left -= d.Prices[i].Whole
	}
	remainder := func(i int) float64 { return d.Prices[i].Price.Lo - math.Floor(d.Prices[i].Price.Lo) }
	sort.SliceStable(order, func(a, b int) bool { return remainder(order[a]) > remainder(order[b]) })
	for _, i := range order {
		if left <= 0 || !d.Score.Exact {
			return
		}
		if remainder(i) > 0 {
			d.Prices[i].Whole++
			left--
		}
	}
}

// turns are the dearest decisions whose price, as it is shown, is not 0.
func (d *Debrief) turns() []TurningPoint {
	var all []TurningPoint
	for i, p := range d.Prices {
		if p.Whole > 0 || !d.Score.Exact && p.Price.Lo >= 0.5 {
			all = append(all, TurningPoint{Step: i, Price: p})
		}
	}
	sort.SliceStable(all, func(a, b int) bool { return all[a].Price.Price.Lo > all[b].Price.Price.Lo })
	all = all[:min(len(all), turningPoints)]
	for i := range all {
		all[i].Later = d.later(all[i])
	}
	return all
}

func themes(play *sim.Playthrough) []Theme {
	var all []Theme
	for k := range sim.Criterion(sim.Criteria) {
		t := Theme{Criterion: k}
		for i, s := range play.States {
			level, counts := sim.GroupLevel(s.Levels, k)
			if !counts {
				break
			}
			t.Levels = append(t.Levels, level)
			if i == 0 {
				continue
			}
			delta := level - t.Levels[i-1]
			if delta > t.Rise.Delta {
				t.Rise = Move{i - 1, delta}
			}
			if delta < t.Fall.Delta {
				t.Fall = Move{i - 1, delta}
			}
		}
		if t.Levels == nil {
			continue
		}
		for _, m := range []Move{t.Rise, t.Fall} {
			if m.Delta == 0 {
				continue
			}
			for _, code := range play.Steps[m.Step].Concepts {
				if !slices.Contains(t.Concepts, code) {
					t.Concepts = append(t.Concepts, code)
				}
			}
		}
		all = append(all, t)
	}
	return all
}

func splits(play *sim.Playthrough) []Split {
	var all []Split
	for i, decision := range play.Run.Decisions {
		if share, divided := Divided(decision.Hands); divided {
			all = append(all, Split{i, share})
		}
	}
	sort.SliceStable(all, func(a, b int) bool { return all[a].Share < all[b].Share })
	return all[:min(len(all), turningPoints)]
}

func voices(play *sim.Playthrough) []Voice {
	var all []Voice
	for _, v := range play.Case.Voices {
		if blocks := v.Text.Show(play.Case, play.State()); len(blocks) > 0 {
			all = append(all, Voice{v.Stakeholder, blocks})
		}
	}
	return all
}
