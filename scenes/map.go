package scenes

import (
	"fmt"
	"strconv"
	"strings"

	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"

	"mufakat/internal/analysis"
	"mufakat/internal/plaintext"
	"mufakat/internal/sim"
	"mufakat/internal/storymap"
	"mufakat/internal/ui"
	"mufakat/internal/widget"
)

// Map shows the story of a case as a map to walk on: the acts as bands, every passage with where it leads, the endings
// below, and of what stands under the cursor all options.
type Map struct {
	drawing mapDrawing
	at      int // the cursor: a place in the graph's order
	scroll  widget.Scroll
	details []mapDetail // of the node under the cursor
	option  int         // the line of them that the keys are on; -1: they move over the map
	find    textinput.Model
	finding bool
	before  int // where the cursor was before the search
}

// NewMap returns the map of a case. survey tells how often what happens; it may be nil, or of a walk that is not complete.
func NewMap(c *sim.Case, survey *analysis.Survey) *Map {
	m := &Map{drawing: newMapDrawing(storymap.Build(c, survey))}
	m.stand(0)
	return m
}

// Init does nothing.
func (*Map) Init() tea.Cmd { return nil }

// Heading names the case.
func (m *Map) Heading() ui.Heading {
	return ui.Heading{Left: "Peta: " + plaintext.Line(m.drawing.graph.Case.Title), Right: m.drawing.summary()}
}

// Typing tells whether letters are searched for.
func (m *Map) Typing() bool { return m.finding }

// stand moves the cursor to a place in the graph's order, as near as there is one.
func (m *Map) stand(at int) {
	m.at = min(max(at, 0), len(m.drawing.graph.Order)-1)
	m.details, m.option = m.drawing.details(m.node()), -1
}

// node is the node under the cursor.
func (m *Map) node() int { return m.drawing.graph.Order[m.at] }

// Update moves the cursor over the map or over the options.
func (m *Map) Update(msg tea.Msg, f ui.Frame) (ui.Scene, tea.Cmd) {
	var cmd tea.Cmd
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		switch {
		case m.finding:
			m.search(msg, f)
		case m.option >= 0:
			m.pressedInOptions(msg)
		default:
			cmd = m.pressed(msg, f)
		}
	case tea.PasteMsg:
		if m.finding {
			m.search(msg, f)
		}
	case tea.MouseWheelMsg:
		switch msg.Button {
		case tea.MouseWheelUp:
			m.stand(m.at - 1)
		case tea.MouseWheelDown:
			m.stand(m.at + 1)
		}
	}
	m.show(f)
	return m, cmd
}

// pressed moves over the map.
func (m *Map) pressed(msg tea.KeyPressMsg, f ui.Frame) tea.Cmd {
	page := max(m.mapHeight(f)/2, 1)
	switch {
	case key.Matches(msg, ui.Keys.Up):
		m.stand(m.at - 1)
	case key.Matches(msg, ui.Keys.Down):
		m.stand(m.at + 1)
	case key.Matches(msg, ui.Keys.PageUp):
		m.stand(m.at - page)
	case key.Matches(msg, ui.Keys.PageDown):
		m.stand(m.at + page)
	case key.Matches(msg, ui.Keys.Top):
		m.stand(0)
	case key.Matches(msg, ui.Keys.Bottom):
		m.stand(len(m.drawing.graph.Order))
	case key.Matches(msg, ui.Keys.Enter, ui.Keys.Right, ui.Keys.Next):
		m.option = m.nextOption(-1, 1)
	case key.Matches(msg, ui.Keys.Filter, ui.Keys.Digit):
		m.finding, m.before = true, m.at
		m.find = ui.NewInput(f.Theme, "judul atau nomor", 40)
		m.find.Focus()
		if key.Matches(msg, ui.Keys.Digit) {
			m.search(msg, f)
		}
	case key.Matches(msg, ui.Keys.Back):
		return ui.Pop
	}
	return nil
}

// nextOption is the nearest line of the details that leads somewhere, from the one beside at on in a direction; at if
// there is none.
func (m *Map) nextOption(at, by int) int {
	for i := at + by; i >= 0 && i < len(m.details); i += by {
		if m.details[i].to >= 0 {
			return i
		}
	}
	return at
}

// pressedInOptions moves over the options, and along one of them.
func (m *Map) pressedInOptions(msg tea.KeyPressMsg) {
	switch {
	case key.Matches(msg, ui.Keys.Up):
		m.option = m.nextOption(m.option, -1)
	case key.Matches(msg, ui.Keys.Down):
		m.option = m.nextOption(m.option, 1)
	case key.Matches(msg, ui.Keys.Top):
		m.option = m.nextOption(-1, 1)
	case key.Matches(msg, ui.Keys.Bottom):
		m.option = m.nextOption(len(m.details), -1)
	case key.Matches(msg, ui.Keys.Back, ui.Keys.Left, ui.Keys.Previous):
		m.option = -1
	case key.Matches(msg, ui.Keys.Enter, ui.Keys.Right):
		g := m.drawing.graph
		to := m.details[m.option].to
		if g.Nodes[to].Kind == storymap.Finish {
			m.stand(len(g.Case.Passages))
			return
		}
		m.stand(g.Nodes[to].Number - 1)
	}
}

// search changes what is searched for; the cursor goes to the first match, and with the arrows to others.
func (m *Map) search(msg tea.Msg, f ui.Frame) {
	press, isKey := msg.(tea.KeyPressMsg)
	switch {
	case isKey && key.Matches(press, ui.Keys.Back):
		m.finding = false
		m.stand(m.before)
	case isKey && key.Matches(press, ui.Keys.Enter):
		m.finding = false
	case isKey && press.Code == tea.KeyDown:
		m.stand(m.match(m.at+1, 1))
	case isKey && press.Code == tea.KeyUp:
		m.stand(m.match(m.at-1, -1))
	default:
		m.find, _ = m.find.Update(msg)
		m.stand(m.match(m.before, 1))
	}
}

// match is the nearest place that fits what is searched for, from a place on in a direction and round the map's end; the
// cursor's where there is none.
func (m *Map) match(from, by int) int {
	order := m.drawing.graph.Order
	for i := range order {
		at := (from + i*by + 2*len(order)) % len(order)
		if m.matches(&m.drawing.graph.Nodes[order[at]]) {
			return at
		}
	}
	return m.at
}

// matches tells whether a node's title has what is searched for in it, or its number is that.
func (m *Map) matches(n *storymap.Node) bool {
	query := strings.ToLower(strings.TrimSpace(m.find.Value()))
	if number, err := strconv.Atoi(query); err == nil && number == n.Number {
		return true
	}
	return query != "" && strings.Contains(strings.ToLower(n.Title), query)
}

// detailHeight is how many lines the details have, with the rule above them.
func detailHeight(f ui.Frame) int { return max(f.Height*2/5, 4) + 1 }

// mapHeight is how many lines of the map are seen.
func (m *Map) mapHeight(f ui.Frame) int { return max(f.Height-detailHeight(f)-1, 1) }

// show scrolls the map so that the cursor is seen.
func (m *Map) show(f ui.Frame) {
	lines := m.drawing.layout(f.Width - 3).Lines
	for i, l := range lines {
		if l.Kind == storymap.NodeLine && l.Node == m.node() {
			first := i
			for first > 0 && lines[first-1].Kind != storymap.NodeLine { // with the heading and the lanes above it
				first--
			}
			m.scroll.Show(first, i, len(lines), m.mapHeight(f))
		}
	}
}

// View draws the part of the map around the cursor, and below it the details.
func (m *Map) View(f ui.Frame) string {
	t, width := f.Theme, f.Width-3
	layout, height := m.drawing.layout(width), m.mapHeight(f)
	lines := make([]string, len(layout.Lines)) // only those that are seen are drawn
	for i := m.scroll.Offset; i < min(m.scroll.Offset+height, len(lines)); i++ {
		lead, selected := "  ", layout.Lines[i].Kind == storymap.NodeLine && layout.Lines[i].Node == m.node()
		if selected {
			lead = t.Selected.Render("▸ ")
		}
		lines[i] = lead + m.drawing.line(layout.Lines[i], width, selected, t)
	}
	shown := m.scroll.View(lines, height, t)
	shown += strings.Repeat("\n", max(height-1-strings.Count(shown, "\n"), 0))
	return "  " + m.drawing.head(width, t) + "\n" + shown + "\n" + strings.Join(m.detailLines(f), "\n")
}

// detailLines are the details as far as there is room, from a rule on, which gives way to what is searched for.
func (m *Map) detailLines(f ui.Frame) []string {
	t, width, room := f.Theme, f.Width-3, detailHeight(f)-2
	rule := t.Rule.Render(strings.Repeat("─", f.Width))
	if m.finding {
		rule = " " + t.Accent.Render("cari ") + m.find.View()
		if m.find.Value() != "" && !m.matches(&m.drawing.graph.Nodes[m.node()]) {
			rule += t.Faint.Render("  tidak ada yang cocok")
		}
	}
	lines := []string{cut(rule, f.Width), "  " + m.drawing.detailHead(m.node(), m.details, width, t)}
	first := min(max(m.option-room+2, 0), max(len(m.details)-room, 0))
	for i := first; i < min(first+room, len(m.details)); i++ {
		lead := "  "
		if i == m.option {
			lead = t.Selected.Render("▸ ")
		}
		lines = append(lines, lead+m.drawing.detailLine(m.details, i, width, i == m.option, t))
	}
	if left := len(m.details) - first - room; left > 0 {
		lines[len(lines)-1] = t.Faint.Render(fmt.Sprintf("    ▾ %d baris lagi", left+1))
	}
	return lines
}

// ShortHelp lists the keys that matter.
func (m *Map) ShortHelp() []key.Binding {
	switch {
	case m.finding:
		return []key.Binding{ui.Describe(ui.Keys.Down, "↑↓", "yang cocok"), ui.Describe(ui.Keys.Enter, "enter", "selesai"), ui.Describe(ui.Keys.Back, "esc", "batal")}
	case m.option >= 0:
		return []key.Binding{ui.Describe(ui.Keys.Up, "↑↓", "pindah"), ui.Describe(ui.Keys.Enter, "enter", "ikuti"), ui.Keys.Help, ui.Describe(ui.Keys.Back, "esc", "ke peta")}
	}
	return []key.Binding{ui.Describe(ui.Keys.Up, "↑↓", "pindah"), ui.Describe(ui.Keys.Enter, "enter", "pilihan"), ui.Describe(ui.Keys.Filter, "/", "cari"), ui.Keys.Help, ui.Keys.Back}
}

// FullHelp lists all keys.
func (m *Map) FullHelp() [][]key.Binding {
	return [][]key.Binding{{ui.Keys.Up, ui.Keys.Down, ui.Keys.PageUp, ui.Keys.PageDown, ui.Keys.Top, ui.Keys.Bottom,
		ui.Describe(ui.Keys.Enter, "enter →", "masuk ke pilihan, lalu ikuti"), ui.Describe(ui.Keys.Left, "←", "kembali ke peta"),
		ui.Describe(ui.Keys.Filter, "/", "cari judul"), ui.Describe(ui.Keys.Digit, "1–9", "cari nomor"), ui.Keys.Back}}
}
