package scenes

import (
	"fmt"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"mufakat/internal/plaintext"
	"mufakat/internal/quiz"
	"mufakat/internal/ui"
)

// scorer lets one score an essay by its rubric: a digit is the level of the aspect at hand.
type scorer struct {
	rubric *quiz.Rubric
	levels []int // one for each aspect; -1: none yet
	at     int
}

func newScorer(r *quiz.Rubric) *scorer {
	return &scorer{rubric: r, levels: levelsOf(quiz.Mark{}, r)}
}

// update takes a level, and goes on to the next aspect, or moves to another one; it tells whether the key was for that.
func (s *scorer) update(msg tea.KeyPressMsg) (taken bool) {
	switch {
	case key.Matches(msg, ui.Keys.Up):
		s.at = max(s.at-1, 0)
	case key.Matches(msg, ui.Keys.Down):
		s.at = min(s.at+1, len(s.levels)-1)
	case key.Matches(msg, ui.Keys.Digit):
		if n := ui.Digit(msg); n < len(s.rubric.Aspects[s.at].Levels) {
			s.levels[s.at] = n
			s.at = min(s.at+1, len(s.levels)-1)
		}
	default:
		return false
	}
	return true
}

// complete tells whether every aspect has a level.
func (s *scorer) complete() bool {
	_, complete := s.rubric.Fraction(s.levels)
	return complete
}

// rubricForm is how much is drawn of a rubric where there is little room.
type rubricForm struct {
	brief  bool // a level has a single line, and nothing says what is looked for
	folded bool // the aspect at hand alone, which says so
}

// rubricLines draw a rubric with the levels given so far, those of the aspect at hand below it, in at most height lines: as much
// of it as fits.
func rubricLines(r *quiz.Rubric, levels []int, at, width, height int, t ui.Theme) (lines []string) {
	for _, form := range []rubricForm{{}, {brief: true}, {folded: true}, {brief: true, folded: true}} {
		if lines = aspectLines(r, levels, at, width, form, t); len(lines) <= height {
			return lines
		}
	}
	return lines[:max(height, 0)]
}

// leastRubric is the number of lines that a rubric has at the least.
func leastRubric(r *quiz.Rubric, at int) int { return 1 + len(r.Aspects[at].Levels) }

func aspectLines(r *quiz.Rubric, levels []int, at, width int, form rubricForm, t ui.Theme) (lines []string) {
	for i, a := range r.Aspects {
		if form.folded && i != at {
			continue
		}
		given := t.Faint.Render("–")
		if levels[i] >= 0 {
			given = t.Good.Render("✓ " + fmt.Sprint(levels[i]+1))
		}
		mark, style := "   ", t.Text
		if i == at {
			mark, style = t.Selected.Render(" ▸ "), t.Selected
		}
		title, place := a.Title, ""
		if a.Weight > 1 {
			title += fmt.Sprintf(" (bobot %s)", plaintext.Number(a.Weight, 2))
		}
		if form.folded {
			place = fmt.Sprintf(" · aspek %d dari %d", i+1, len(r.Aspects))
		}
		title = cut(title, width-9-len([]rune(place))) + place
		lines = append(lines, pad(mark+style.Render(title), width-5)+" "+given)
		if i != at {
			continue
		}
		if a.Text != "" && !form.brief {
			lines = append(lines, beside(nil, styled(wrap(a.Text, width-5), t.Faint), 5)...)
		}
		for n, text := range a.Levels {
			if form.brief {
				text = cut(text, width-8)
			}
			lines = append(lines, levelLines(n, text, n == levels[i], width, t)...)
		}
	}
	return lines
}

// levelLines draw a level behind its digit.
func levelLines(n int, text string, given bool, width int, t ui.Theme) []string {
	mark, style := "     ", t.Text
	if given {
		mark, style = "   "+t.Good.Render("✓ "), t.Strong
	}
	return beside([]string{mark + t.Key.Render(fmt.Sprint(n+1))}, styled(wrap(text, width-8), style), 8)
}
