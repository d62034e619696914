package scenes

import (
	"fmt"
	"strings"

	"charm.land/lipgloss/v2"

	"mufakat/internal/analysis"
	"mufakat/internal/plaintext"
	"mufakat/internal/sim"
	"mufakat/internal/storymap"
	"mufakat/internal/ui"
	"mufakat/internal/widget"
)

// mapDrawing draws the lines of a story map.
type mapDrawing struct {
	graph       *storymap.Graph
	lanes, bare storymap.Layout
	title, next int // columns of the longest title, and of the longest list of where options lead
}

func newMapDrawing(g *storymap.Graph) mapDrawing {
	d := mapDrawing{graph: g, lanes: g.Layout(storymap.MaxLanes), bare: g.Layout(1), title: len("adegan"), next: len("lanjut ke")}
	for _, n := range g.Order {
		d.title = max(d.title, lipgloss.Width(g.Nodes[n].Title))
		d.next = max(d.next, lipgloss.Width(d.leads(n)))
	}
	return d
}

// layout is what is drawn in a width: with lanes, unless they would take too much of it.
func (d *mapDrawing) layout(width int) storymap.Layout {
	if 2*d.lanes.Lanes > width/5 {
		return d.bare
	}
	return d.lanes
}

// mapColumns are the widths of what stands on a line of the map, from the left on.
type mapColumns struct {
	rail, number, title, bar, share, next int
}

// columns shares out a width of at least 40 columns. The bar and where options lead give way first.
func (d *mapDrawing) columns(width int) mapColumns {
	const gap, unreachable = 2, 14 // “tak terjangkau”
	c := mapColumns{rail: 2 * d.layout(width).Lanes, number: len(fmt.Sprint(len(d.graph.Order))), share: unreachable}
	if width >= 72 {
		c.bar, c.share = 8, 9
	}
	room := width - c.rail - c.number - c.bar - c.share - 2*gap
	if width < 56 {
		c.title = min(room, d.title)
		return c
	}
	room -= gap
	c.title = min(room-min(d.next, 18), d.title)
	c.next = room - c.title
	return c
}

// head names the columns.
func (d *mapDrawing) head(width int, t ui.Theme) string {
	c := d.columns(width)
	line := pad("", c.rail+c.number+2) + pad(cut("adegan", c.title), c.title)
	if d.graph.Survey != nil {
		line += "  " + strings.Repeat(" ", max(c.bar+c.share-len("bila acak"), 0)) + "bila acak"
	} else {
		line += pad("", 2+c.bar+c.share)
	}
	if c.next > 0 {
		line += "  " + cut("lanjut ke", c.next)
	}
	return t.Faint.Render(line)
}

// line draws one line of the layout.
func (d *mapDrawing) line(l storymap.Line, width int, selected bool, t ui.Theme) string {
	switch l.Kind {
	case storymap.LinkLine:
		return t.Faint.Render(l.Rail)
	case storymap.HeadingLine:
		title := cut(l.Title, width-lipgloss.Width(l.Rail)-4)
		rule := strings.Repeat("─", max(width-lipgloss.Width(l.Rail)-lipgloss.Width(title)-1, 0))
		return t.Faint.Render(l.Rail) + t.Title.Render(title) + " " + t.Rule.Render(rule)
	}
	n, c := &d.graph.Nodes[l.Node], d.columns(width)
	style := t.Text
	switch {
	case selected:
		style = t.Selected
	case n.Reached == analysis.No:
		style = t.Locked
	}
	line := drawRail(l.Rail, t) + t.Key.Render(fmt.Sprintf("%*d", c.number, n.Number)) + "  " + style.Render(pad(cut(n.Title, c.title), c.title)) +
		"  " + d.share(n, c, t)
	if c.next > 0 {
		line += "  " + t.Faint.Render(cut(d.leads(l.Node), c.next))
	}
	return line
}

// drawRail sets the mark off from the lanes.
func drawRail(rail string, t ui.Theme) string {
	at := strings.IndexAny(rail, storymap.Marks)
	if at < 0 {
		return t.Faint.Render(rail)
	}
	mark := string([]rune(rail[at:])[0])
	return t.Faint.Render(rail[:at]) + t.Title.Render(mark) + t.Faint.Render(rail[at+len(mark):])
}

// share is how often random play comes to a node, as a bar and a number.
func (d *mapDrawing) share(n *storymap.Node, c mapColumns, t ui.Theme) string {
	width := c.bar + c.share
	switch {
	case n.Reached == analysis.No:
		return t.Bad.Render(fmt.Sprintf("%*s", width, "tak terjangkau"))
	case d.graph.Survey == nil:
		return strings.Repeat(" ", width)
	}
	bar := ""
	if c.bar > 0 {
		bar = widget.Bar(100*n.Share, c.bar, t)
	}
	return bar + fmt.Sprintf("%*s", c.share, plaintext.Share(n.Share))
}

// leads tells in few signs where a passage leads, by the numbers of the map; of an ending, its rank.
func (d *mapDrawing) leads(node int) string {
	if n := &d.graph.Nodes[node]; n.Kind == storymap.Ending {
		return rankText(d.graph.Case.Endings[n.Index])
	}
	signs := map[storymap.Course]string{storymap.Down: "→", storymap.Up: "↑", storymap.Around: "↺"}
	var parts []string
	for _, course := range []storymap.Course{storymap.Down, storymap.Up, storymap.Around} {
		var names []string
		for _, e := range d.graph.Out(node) {
			if e.Course == course {
				names = append(names, d.name(e.To))
			}
		}
		if names != nil {
			parts = append(parts, signs[course]+" "+strings.Join(names, ", "))
		}
	}
	return strings.Join(parts, "  ")
}

// name is how a node is referred to: by its number, the finish by "akhir".
func (d *mapDrawing) name(node int) string {
	if n := &d.graph.Nodes[node]; n.Kind != storymap.Finish {
		return fmt.Sprint(n.Number)
	}
	return "akhir"
}

// rankText is an ending's rank.
func rankText(e sim.Ending) string {
	if e.Rank == 0 {
		return "tanpa peringkat"
	}
	return fmt.Sprintf("peringkat %d", e.Rank)
}

// MapText is the map as text in at most so many columns, 40 or more, and what its signs mean.
func MapText(g *storymap.Graph, width int) string {
	d := newMapDrawing(g)
	var b strings.Builder
	put := func(line string) { b.WriteString(strings.TrimRight(line, " ") + "\n") }
	for _, line := range wrap(plaintext.Line(g.Case.Title)+" · "+d.summary(), width) {
		put(line)
	}
	put("")
	put(d.head(width, ui.Theme{}))
	for _, l := range d.layout(width).Lines {
		put(d.line(l, width, false, ui.Theme{}))
	}
	if legend := d.legend(); legend != nil {
		put("")
		for _, line := range legend {
			put(cut(line, width))
		}
	}
	return b.String()
}

// summary counts what is on the map.
func (d *mapDrawing) summary() string {
	c := d.graph.Case
	text := fmt.Sprintf("%d adegan, %d akhir", len(c.Passages), len(c.Endings))
	if s := d.graph.Survey; s != nil && !s.Complete {
		text += " (angka kira-kira)"
	}
	return text
}

// legend explains the signs that are on the map, each on a line.
func (d *mapDrawing) legend() []string {
	up, around, unreachable := false, false, false
	for _, e := range d.graph.Edges {
		up, around = up || e.Course == storymap.Up, around || e.Course == storymap.Around
	}
	for _, n := range d.graph.Nodes {
		unreachable = unreachable || n.Reached == analysis.No
	}
	var lines []string
	for _, sign := range []struct {
		there bool
		means string
	}{
		{d.graph.Survey != nil, "bila acak  seberapa sering sampai di situ bila memilih acak"},
		{up, "↑          lanjut ke adegan yang lebih atas"},
		{around, "↺          cerita bisa berputar kembali"},
		{unreachable, "○ ◇        tak terjangkau"},
	} {
		if sign.there {
			lines = append(lines, sign.means)
		}
	}
	return lines
}
