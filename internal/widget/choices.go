package widget

import (
	"fmt"
	"strings"

	"charm.land/lipgloss/v2"

	"mufakat/internal/ui"
)

// Choice is one option as it is shown.
type Choice struct {
	Text   string // inline Markdown
	Cost   string // what it spends, such as "hari −2"
	Locked bool
	Reason string // Markdown; why it is locked
}

// Choices draws options with their digits, the one at cursor marked (-1: none). Locked options have no digit, and
// their reason stands below them.
func Choices(options []Choice, cursor, width int, t ui.Theme) []string {
	var lines []string
	digit := 0
	for i, o := range options {
		mark, style := "   ", t.Text
		if i == cursor {
			mark, style = t.Selected.Render(" ▸ "), t.Selected
		}
		label := "·"
		if o.Locked {
			style = t.Locked
			label = t.Locked.Render(label)
		} else {
			digit++
			label = t.Key.Render(fmt.Sprint(digit))
		}
		room := width - 6
		if o.Cost != "" {
			room -= lipgloss.Width(o.Cost) + 1
		}
		text := strings.Split(lipgloss.Wrap(style.Render(PlainText(o.Text)), max(room, 20), ""), "\n")
		for k, l := range text {
			switch {
			case k > 0:
				l = "      " + l
			case o.Cost != "":
				l = mark + label + "  " + l
				l += strings.Repeat(" ", max(width-lipgloss.Width(l)-lipgloss.Width(o.Cost), 1)) + t.Faint.Render(o.Cost)
			default:
				l = mark + label + "  " + l
			}
			lines = append(lines, l)
		}
		if o.Locked && o.Reason != "" {
			for _, l := range strings.Split(lipgloss.Wrap(t.Locked.Render("terkunci: "+PlainText(o.Reason)), width-6, ""), "\n") {
				lines = append(lines, "      "+l)
			}
		}
	}
	return lines
}
