package widget

import (
	"fmt"
	"strings"

	"charm.land/lipgloss/v2"

	"mufakat/internal/plaintext"
	"mufakat/internal/ui"
)

// Choice is one option as it is shown.
type Choice struct {
	Text   string // inline Markdown
	Cost   string // what it spends, such as "hari −2"
	Locked bool
	Reason string // Markdown; why it is locked
}

// Choices draws options with their digits, the one at cursor marked (-1: none), in at most height lines: where they do not
// all fit, those around the cursor are drawn, and how many there are beside them. Locked options have no digit, and their
// reason stands below them; nor has the tenth option and what follows.
func Choices(options []Choice, cursor, width, height int, t ui.Theme) []string {
	entries := make([]string, len(options))
	digit := 0
	for i, o := range options {
		label := " "
		if o.Locked {
			label = "·"
		} else if digit++; digit <= 9 {
			label = t.Key.Render(fmt.Sprint(digit))
		}
		entries[i] = choice(o, label, i == cursor, width, t)
	}
	return Entries(entries, cursor, height, "pilihan", t)
}

// Entries draws the entries of a list, each of some lines, in at most height lines: where they do not all fit, those around
// the cursor, and where there is room for it how many there are, by what they are called. An entry that is too long by itself
// ends in "…", two columns beyond its width at most.
func Entries(entries []string, cursor, height int, called string, t ui.Theme) []string {
	if all := strings.Split(strings.Join(entries, "\n"), "\n"); len(all) <= height || len(entries) == 0 {
		return all
	}
	count := height >= countFrom
	room := max(height, 1)
	if count {
		room--
	}
	first, last := window(entries, max(cursor, 0), room)
	shown := strings.Split(strings.Join(entries[first:last], "\n"), "\n")
	if len(shown) > room {
		shown = shown[:room]
		shown[room-1] += t.Faint.Render(" …")
	}
	if !count {
		return shown
	}
	return append(shown, t.Faint.Render(fmt.Sprintf("      %d–%d dari %d %s (↑↓)", first+1, last, len(entries), called)))
}

// countFrom is the least height of a list that has a line to tell how many entries there are.
const countFrom = 3

// choice draws one option. A cost that would squeeze the text stands below it.
func choice(o Choice, label string, selected bool, width int, t ui.Theme) string {
	mark, style := "   ", t.Text
	switch {
	case selected:
		mark, style = t.Selected.Render(" ▸ "), t.Selected
	case o.Locked:
		style = t.Locked
	}
	const margin = 6
	room, cost := width-margin, lipgloss.Width(o.Cost)
	beside := cost > 0 && cost <= room/3
	if beside {
		room -= cost + 1
	}
	lines := strings.Split(lipgloss.Wrap(style.Render(plaintext.Line(o.Text)), room, ""), "\n")
	for i, l := range lines {
		if i > 0 {
			lines[i] = strings.Repeat(" ", margin) + l
			continue
		}
		lines[i] = mark + label + "  " + l
		if beside {
			lines[i] += strings.Repeat(" ", max(width-lipgloss.Width(lines[i])-cost, 1)) + t.Faint.Render(o.Cost)
		}
	}
	below := func(text string, style lipgloss.Style) {
		for _, l := range strings.Split(lipgloss.Wrap(style.Render(text), width-margin, ""), "\n") {
			lines = append(lines, strings.Repeat(" ", margin)+l)
		}
	}
	if cost > 0 && !beside {
		below(o.Cost, t.Faint)
	}
	if o.Locked && o.Reason != "" {
		below("terkunci: "+plaintext.Line(o.Reason), t.Locked)
	}
	return strings.Join(lines, "\n")
}
