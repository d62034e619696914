package widget

import (
	"fmt"
	"math"
	"strings"

	"charm.land/lipgloss/v2"

	"mufakat/internal/ui"
)

// Meter draws a bar for a value from 0 to 100 and the number beside it: "━━━━────── 38".
func Meter(value float64, width int, t ui.Theme) string {
	return Bar(value, max(width-4, 1), t) + fmt.Sprintf(" %3.0f", value)
}

// Bar draws a value from 0 to 100 as a line of so many columns.
func Bar(value float64, width int, t ui.Theme) string {
	full := min(max(int(math.Round(value/100*float64(width))), 0), width)
	return t.Accent.Render(strings.Repeat("━", full)) + t.Rule.Render(strings.Repeat("─", width-full))
}

// LabelledMeter is a Meter behind its name, width columns together.
func LabelledMeter(label string, value float64, width int, t ui.Theme) string {
	return label + " " + Meter(value, width-lipgloss.Width(label)-1, t)
}

// Pips draws what is left of a resource: "hari ▪▪▪▪▫▫ 4". Beyond ten pips only the number is drawn.
func Pips(name string, left, start int, t ui.Theme) string {
	number := fmt.Sprintf(" %d", left)
	if start > 10 || start == 0 || left > start {
		return name + t.Key.Render(number)
	}
	return name + " " + t.Key.Render(strings.Repeat("▪", max(left, 0))) + t.Rule.Render(strings.Repeat("▫", start-max(left, 0))) + number
}

// Signed writes a change with its sign, a true minus: "+10", "−5".
func Signed(n int) string {
	if n < 0 {
		return fmt.Sprintf("−%d", -n)
	}
	return fmt.Sprintf("+%d", n)
}

// Arrow is the mark of a change that says without colour what it is: ▲, ▼ or ·.
func Arrow(change int, t ui.Theme) string {
	switch {
	case change > 0:
		return t.Good.Render("▲")
	case change < 0:
		return t.Bad.Render("▼")
	}
	return t.Faint.Render("·")
}
