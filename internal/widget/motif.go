package widget

import (
	"strings"

	"mufakat/internal/ui"
)

// kawung is one repeat of the batik motif of the same name: four ovals around a centre. Rows alternate, so that the
// ovals interlock.
var kawung = []string{
	"╲╱◇╲╱◆",
	"╱╲◆╱╲◇",
}

// Motif draws a band of kawung of the given size.
func Motif(width, height int, t ui.Theme) string {
	rows := make([]string, height)
	for i := range rows {
		unit := kawung[i%len(kawung)]
		row := strings.Repeat(unit, width/len([]rune(unit))+1)
		row = string([]rune(row)[:max(width, 0)])
		var b strings.Builder
		for _, r := range row {
			switch r {
			case '◆':
				b.WriteString(t.Accent.Render("◆"))
			case '◇':
				b.WriteString(t.Title.Render("◇"))
			default:
				b.WriteString(t.Quote.Render(string(r)))
			}
		}
		rows[i] = b.String()
	}
	return strings.Join(rows, "\n")
}
