package scenes

import (
	"fmt"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"mufakat/internal/itemtext"
	"mufakat/internal/quiz"
	"mufakat/internal/ui"
	"mufakat/internal/widget"
)

// matchField answers a Matching: every line gets one of the choices, which stand below the lines with their numbers.
type matchField struct {
	lines   []string // Markdown
	choices []string // Markdown, in the order shown
	shown   []int    // the choices' indices in the question
	places  []int    // of the choice that each line has, in the order shown; -1: none
	line    int      // under the cursor
	choice  int      // under the cursor while picking
	picking bool     // the cursor is on the choices
}

func newMatchField(item quiz.Item) *matchField {
	q := item.Question
	m := &matchField{shown: item.Shown}
	for _, i := range q.Lines() {
		m.lines = append(m.lines, itemtext.Markdown(q.Pairs[i].Left))
	}
	all := q.Choices()
	for _, i := range item.Shown {
		m.choices = append(m.choices, itemtext.Markdown(quiz.Text{Source: all[i], Format: quiz.Plain}))
	}
	m.places = make([]int, len(m.lines))
	return m
}

const noChoice = -1

func (m *matchField) response() (r quiz.Response) {
	if !slices.ContainsFunc(m.places, func(place int) bool { return place != noChoice }) {
		return r
	}
	for _, place := range m.places {
		if place == noChoice {
			r.Matches = append(r.Matches, noChoice)
		} else {
			r.Matches = append(r.Matches, m.shown[place])
		}
	}
	return r
}

func (m *matchField) set(r quiz.Response) {
	for i := range m.places {
		m.places[i] = noChoice
		if i < len(r.Matches) {
			m.places[i] = slices.Index(m.shown, r.Matches[i])
		}
	}
	m.line, m.picking = max(slices.Index(m.places, noChoice), 0), false
}

func (m *matchField) update(msg tea.Msg, _ ui.Frame) (taken bool, cmd tea.Cmd) {
	press, ok := msg.(tea.KeyPressMsg)
	if !ok || len(m.lines) == 0 {
		return false, nil
	}
	cursor, last := &m.line, len(m.lines)-1
	if m.picking {
		cursor, last = &m.choice, len(m.choices)-1
	}
	switch {
	case key.Matches(press, ui.Keys.Up):
		*cursor = max(*cursor-1, 0)
	case key.Matches(press, ui.Keys.Down):
		*cursor = min(*cursor+1, last)
	case key.Matches(press, ui.Keys.Digit):
		if n := ui.Digit(press); n < len(m.choices) {
			m.match(n)
		}
	case key.Matches(press, answerKeys.ClearLine):
		m.places[m.line], m.picking = noChoice, false
	case m.picking && key.Matches(press, answerKeys.Pick):
		m.match(m.choice)
	case m.picking && key.Matches(press, ui.Keys.Back):
		m.picking = false
	case key.Matches(press, answerKeys.Pick):
		m.picking, m.choice = true, max(m.places[m.line], 0)
	default:
		return false, nil
	}
	return true, nil
}

// match gives the line under the cursor a choice, and goes on to the next line.
func (m *matchField) match(place int) {
	m.places[m.line], m.picking = place, false
	m.line = min(m.line+1, len(m.lines)-1)
}

func (m *matchField) typing() bool { return false }

func (m *matchField) hint() string {
	if m.picking {
		return fmt.Sprintf("Jawaban untuk baris ke-%d: ↑↓ lalu enter.", m.line+1)
	}
	if len(m.choices) > 9 {
		return "Jodohkan: ↑↓ memilih baris, enter memilih jawabannya."
	}
	return "Jodohkan: ↑↓ memilih baris, lalu tekan nomor jawabannya."
}

func (m *matchField) view(width, height int, t ui.Theme) []string {
	lines := make([]string, len(m.lines))
	for i, text := range m.lines {
		box := "[ ] "
		if place := m.places[i]; place != noChoice {
			box = t.Accent.Render(fmt.Sprintf("[%d] ", place+1))
		}
		lines[i] = entry(i == m.line, box, text, width, t)
	}
	choices := make([]string, len(m.choices))
	for i, text := range m.choices {
		choices[i] = entry(m.picking && i == m.choice, t.Key.Render(fmt.Sprintf("%3d", i+1))+"  ", text, width, t)
	}
	under := m.choice
	if !m.picking && len(m.places) > 0 {
		under = max(m.places[m.line], 0)
	}
	upper, lower := linesOf(lines), linesOf(choices)
	if m.picking {
		lower, upper = parted(height-1, lower, upper)
	} else {
		upper, lower = parted(height-1, upper, lower)
	}
	drawn := append(widget.Entries(lines, m.line, upper, "baris", t), "")
	return append(drawn, widget.Entries(choices, under, lower, "jawaban", t)...)
}

// parted shares a height out between two lists of so many lines. The one with the cursor comes first, but leaves the other a
// third.
func parted(height, cursor, other int) (int, int) {
	if cursor+other > height {
		other = min(other, max(height/3, height-cursor, 1))
		cursor = max(height-other, 1)
	}
	return cursor, other
}

func linesOf(entries []string) (n int) {
	for _, e := range entries {
		n += strings.Count(e, "\n") + 1
	}
	return n
}

func (m *matchField) keys() []key.Binding {
	if m.picking {
		return []key.Binding{ui.Describe(ui.Keys.Up, "↑↓", "pindah"), ui.Describe(answerKeys.Pick, "enter", "jodohkan"), ui.Describe(ui.Keys.Back, "esc", "batal")}
	}
	return []key.Binding{ui.Describe(ui.Keys.Up, "↑↓", "pindah baris"), digits(len(m.choices), "jodohkan"), answerKeys.Pick, answerKeys.ClearLine}
}
