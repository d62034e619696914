package widget

import (
	"fmt"
	"math"
	"strings"

	"mufakat/internal/ui"
)

// Series is one line of a Chart: values from 0 to 100, one for each column of time. Mark is its sign.
type Series struct {
	Name   string
	Mark   rune
	Values []float64
}

// Chart draws series over time, height lines with an axis at the left and the step's number below. Where two lines
// meet, the later series is seen; signs, not colours, tell them apart. The scale is what the values need, in tens. Where
// there are more steps than columns, the last ones are drawn.
func Chart(series []Series, width, height int, t ui.Theme) string {
	const axisWidth = 6
	low, high, columns := scale(series)
	if columns == 0 || height < 3 {
		return ""
	}
	shown := min(columns, max(width-axisWidth, 1))
	first := columns - shown
	step := 1
	if shown > 1 {
		step = min(max((width-axisWidth-1)/(shown-1), 1), 10)
	}
	cells := make([][]rune, height)
	for y := range cells {
		cells[y] = []rune(strings.Repeat(" ", (shown-1)*step+1))
	}
	line := func(v float64) int {
		return height - 1 - int(math.Round((v-low)/(high-low)*float64(height-1)))
	}
	for _, s := range series { // first the way between the values, then over it the values themselves
		for x := range (shown - 1) * step {
			share := float64(x%step) / float64(step)
			from := s.Values[first+x/step]
			cells[line(from+(s.Values[first+x/step+1]-from)*share)][x] = '·'
		}
	}
	for _, s := range series {
		for i, v := range s.Values[first:] {
			cells[line(v)][i*step] = s.Mark
		}
	}
	var b strings.Builder
	for y, row := range cells {
		label := "    "
		if y == 0 || y == height-1 || y == (height-1)/2 {
			label = fmt.Sprintf("%4.0f", high-(high-low)*float64(y)/float64(height-1))
		}
		b.WriteString(t.Faint.Render(label) + t.Rule.Render(" ┤") + colourMarks(string(row), series, t) + "\n")
	}
	return b.String() + strings.Repeat(" ", axisWidth) + t.Faint.Render(numbers(first, shown, step, max(width-axisWidth, 1)))
}

// numbers are the steps' numbers below a chart, at most room wide; some are left out where they would run into each other.
func numbers(first, shown, step, room int) string {
	every := len(fmt.Sprint(first+shown))/step + 1
	var b strings.Builder
	for i := 0; i < shown; i += every {
		number := fmt.Sprint(first + i)
		if i*step+len(number) <= room {
			b.WriteString(strings.Repeat(" ", i*step-b.Len()) + number)
		}
	}
	return b.String()
}

// Legend names the series of a chart.
func Legend(series []Series, t ui.Theme) string {
	names := make([]string, len(series))
	for i, s := range series {
		names[i] = colourMarks(string(s.Mark), series, t) + " " + s.Name
	}
	return strings.Join(names, "  ")
}

func scale(series []Series) (low, high float64, columns int) {
	low, high = 100, 0
	for _, s := range series {
		columns = max(columns, len(s.Values))
		for _, v := range s.Values {
			low, high = min(low, v), max(high, v)
		}
	}
	low, high = math.Floor(low/10)*10, math.Ceil(high/10)*10
	if high-low < 20 {
		low, high = max(low-10, 0), min(high+10, 100)
	}
	return low, high, columns
}

func colourMarks(row string, series []Series, t ui.Theme) string {
	row = strings.ReplaceAll(row, "·", t.Faint.Render("·"))
	styles := []func(...string) string{t.Title.Render, t.Accent.Render, t.Good.Render}
	for i, s := range series {
		row = strings.ReplaceAll(row, string(s.Mark), styles[i%len(styles)](string(s.Mark)))
	}
	return row
}
