package scenes

import (
	"fmt"
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"mufakat/internal/quiz"
	"mufakat/internal/ui"
)

// draft is what the essay at hand is being given.
type draft struct {
	scorer
	comment string
	before  quiz.Mark // what it was given last, if it was
	given   bool
}

// score gives the aspect at hand the level of a digit, or moves to another aspect.
func (g *Grading) score(msg tea.KeyPressMsg) (cmd tea.Cmd, taken bool) {
	if levels := len(g.draft.rubric.Aspects[g.draft.at].Levels); key.Matches(msg, ui.Keys.Digit) && ui.Digit(msg) >= levels {
		return ui.Notify(fmt.Sprintf("Aspek ini punya tingkat 1 sampai %d.", levels)), true
	}
	return nil, g.draft.update(msg)
}

// mark is what the essay at hand is being given, and whether that is complete. One that was given without levels stands
// until there are some. The levels of a rubric that is not the paper's mean nothing to others, so they are left out.
func (g *Grading) mark() (m quiz.Mark, complete bool) {
	d, e := &g.draft, g.queue[g.at]
	m = quiz.Mark{Item: e.item, Comment: d.comment}
	if d.given && d.before.Levels == nil && len(g.openAspects()) == len(d.levels) {
		m.Fraction = d.before.Fraction
		return m, true
	}
	m.Fraction, complete = d.rubric.Fraction(d.levels)
	if _, own := e.rubric(); own {
		m.Levels = slices.Clone(d.levels)
	}
	return m, complete
}

// changed tells whether something was given that is not kept yet.
func (g *Grading) changed() bool {
	d := &g.draft
	return d.comment != d.before.Comment || !slices.Equal(d.levels, levelsOf(d.before, d.rubric))
}

// levelsOf are the levels of a mark, one for each aspect of the rubric; -1 where there is none.
func levelsOf(m quiz.Mark, r *quiz.Rubric) []int {
	levels := make([]int, len(r.Aspects))
	for i, a := range r.Aspects {
		levels[i] = -1
		if i < len(m.Levels) && m.Levels[i] < len(a.Levels) {
			levels[i] = max(m.Levels[i], -1)
		}
	}
	return levels
}

// openAspects are those that have no level yet, as indices.
func (g *Grading) openAspects() (open []int) {
	for i, level := range g.draft.levels {
		if level < 0 {
			open = append(open, i)
		}
	}
	return open
}
