package scenes

import (
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"mufakat/internal/ui"
	"mufakat/internal/widget"
)

// indent sets every line one column in, the margin of all bodies.
func indent(s string) string {
	return " " + strings.ReplaceAll(s, "\n", "\n ")
}

// beside sets the lines of right next to those of left, from the given column on.
func beside(left, right []string, column int) []string {
	for i, r := range right {
		if i == len(left) {
			left = append(left, "")
		}
		left[i] = pad(left[i], column) + r
	}
	return left
}

// section appends lines after a blank line; nothing where there are none.
func section(lines, more []string) []string {
	if len(more) == 0 {
		return lines
	}
	if len(lines) > 0 {
		lines = append(lines, "")
	}
	return append(lines, more...)
}

// pad fills s with spaces to a width.
func pad(s string, width int) string {
	return s + strings.Repeat(" ", max(width-lipgloss.Width(s), 0))
}

// cut shortens s to a width.
func cut(s string, width int) string {
	return ansi.Truncate(s, width, "…")
}

// wrap breaks s into lines of at most width columns.
func wrap(s string, width int) []string {
	return strings.Split(lipgloss.Wrap(s, max(width, 1), ""), "\n")
}

// styled draws every line in a style.
func styled(lines []string, style lipgloss.Style) []string {
	for i, l := range lines {
		lines[i] = style.Render(l)
	}
	return lines
}

// wrapMarkdown draws Markdown as lines.
func wrapMarkdown(source string, width int, t ui.Theme) []string {
	return strings.Split(widget.Markdown(source, width, t), "\n")
}

// listView draws a list, and above it the sentences that tell what is missing from it; broken may be nil.
func listView(menu *widget.Menu, broken error, f ui.Frame) string {
	if broken == nil {
		return "\n" + menu.View(f, f.Height-1)
	}
	lines := []string{""}
	for sentence := range strings.Lines(broken.Error()) {
		lines = append(lines, wrap("! "+strings.TrimSpace(sentence), f.Width-4)...)
	}
	lines = append(lines[:min(len(lines), f.Height/2)], "") // the list keeps the other half
	return indent(strings.Join(styled(lines, f.Theme.Bad), "\n")) + "\n" + menu.View(f, f.Height-len(lines))
}
