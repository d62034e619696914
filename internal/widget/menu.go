package widget

import (
	"fmt"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"mufakat/internal/ui"
)

// Item is one line of a Menu, with a second line below it if it has a Note.
type Item struct {
	Label string
	Right string // at the right edge
	Note  string
	Dim   bool // drawn faint: choosing it does nothing useful now
	// Search is what a filter looks at beside the label.
	Search string
}

// Menu is a list with a cursor. Digits choose among the first nine that are shown; / filters.
type Menu struct {
	Unnumbered bool // drawn without numbers, because digits are typed elsewhere

	items  []Item
	shown  []int // indices of items that pass the filter
	cursor int   // index into shown
	filter textinput.Model
	typing bool
}

// NewMenu returns a menu of these items.
func NewMenu(items []Item) Menu {
	var m Menu
	m.SetItems(items)
	return m
}

// SetItems changes the items; the cursor stays at its place as far as there is one.
func (m *Menu) SetItems(items []Item) {
	m.items = items
	m.refilter()
}

// Cursor is the index of the item under the cursor, -1 if none is shown.
func (m *Menu) Cursor() int {
	if m.cursor >= len(m.shown) {
		return -1
	}
	return m.shown[m.cursor]
}

// Select moves the cursor to the item with this index, if it is shown.
func (m *Menu) Select(item int) {
	if i := slices.Index(m.shown, item); i >= 0 {
		m.cursor = i
	}
}

// Typing tells whether letters go into the filter.
func (m *Menu) Typing() bool { return m.typing }

func (m *Menu) refilter() {
	query := strings.ToLower(strings.TrimSpace(m.filter.Value()))
	m.shown = m.shown[:0]
	for i, it := range m.items {
		if query == "" || strings.Contains(strings.ToLower(it.Label+" "+it.Search), query) {
			m.shown = append(m.shown, i)
		}
	}
	m.cursor = min(m.cursor, max(len(m.shown)-1, 0))
}

// Update moves the cursor. It returns the index of the item that was chosen, or -1, and whether the key was the menu's.
func (m *Menu) Update(msg tea.Msg, f ui.Frame) (chosen int, taken bool) {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		if m.typing {
			return m.typed(msg)
		}
		return m.pressed(msg, f)
	case tea.PasteMsg:
		if m.typing {
			m.filter, _ = m.filter.Update(msg)
			m.refilter()
			return -1, true
		}
	case tea.MouseWheelMsg:
		switch msg.Button {
		case tea.MouseWheelUp:
			m.move(-1)
		case tea.MouseWheelDown:
			m.move(1)
		}
		return -1, true
	}
	return -1, false
}

func (m *Menu) pressed(msg tea.KeyPressMsg, f ui.Frame) (chosen int, taken bool) {
	switch {
	case key.Matches(msg, ui.Keys.Up):
		m.move(-1)
	case key.Matches(msg, ui.Keys.Down):
		m.move(1)
	case key.Matches(msg, ui.Keys.Top):
		m.cursor = 0
	case key.Matches(msg, ui.Keys.Bottom):
		m.cursor = max(len(m.shown)-1, 0)
	case key.Matches(msg, ui.Keys.PageUp):
		m.move(-max(f.Height/2, 1))
	case key.Matches(msg, ui.Keys.PageDown):
		m.move(max(f.Height/2, 1))
	case key.Matches(msg, ui.Keys.Enter):
		return m.Cursor(), true
	case key.Matches(msg, ui.Keys.Digit):
		n := ui.Digit(msg)
		if n >= len(m.shown) {
			return -1, true
		}
		m.cursor = n
		return m.Cursor(), true
	case key.Matches(msg, ui.Keys.Filter):
		m.typing = true
		m.filter = ui.NewInput(f.Theme, "ketik untuk menyaring", 40)
		m.filter.Focus()
	case key.Matches(msg, ui.Keys.Back) && m.filter.Value() != "":
		m.filter.Reset()
		m.refilter()
	default:
		return -1, false
	}
	return -1, true
}

func (m *Menu) typed(msg tea.KeyPressMsg) (chosen int, taken bool) {
	switch {
	case key.Matches(msg, ui.Keys.Back):
		m.typing = false
		m.filter.Reset()
	case key.Matches(msg, ui.Keys.Enter):
		m.typing = false
	default:
		m.filter, _ = m.filter.Update(msg)
	}
	m.refilter()
	return -1, true
}

func (m *Menu) move(by int) {
	m.cursor = min(max(m.cursor+by, 0), max(len(m.shown)-1, 0))
}

// View draws the menu in the frame's width and at most height lines.
func (m *Menu) View(f ui.Frame, height int) string {
	var lines []string
	if m.typing || m.filter.Value() != "" {
		lines = append(lines, " "+f.Theme.Accent.Render("/ ")+m.filter.View(), "")
		height -= 2
	}
	if len(m.shown) == 0 {
		return strings.Join(append(lines, f.Theme.Faint.Render("   tidak ada yang cocok")), "\n")
	}
	entries := make([]string, len(m.shown))
	for i := range m.shown {
		entries[i] = m.entry(i, f)
	}
	first, last := window(entries, m.cursor, height)
	return strings.Join(append(lines, entries[first:last]...), "\n")
}

func (m *Menu) entry(i int, f ui.Frame) string {
	it := m.items[m.shown[i]]
	number := "   "
	switch {
	case m.Unnumbered:
		number = ""
	case i < 9:
		number = fmt.Sprintf("%d  ", i+1)
	}
	lead, style := "   ", f.Theme.Text
	if it.Dim {
		style = f.Theme.Faint
	}
	if i == m.cursor {
		lead, style = f.Theme.Selected.Render(" ▸ "), f.Theme.Selected
	}
	room := f.Width - 7 - lipgloss.Width(it.Right)
	label := ansi.Truncate(it.Label, max(room-1, 8), "…")
	line := lead + f.Theme.Key.Render(number) + style.Render(label)
	if it.Right != "" {
		line += strings.Repeat(" ", max(f.Width-1-lipgloss.Width(line)-lipgloss.Width(it.Right), 1)) + it.Right
	}
	if it.Note != "" {
		line += "\n" + strings.Repeat(" ", 3+len(number)) + f.Theme.Faint.Render(ansi.Truncate(it.Note, f.Width-7, "…"))
	}
	return line
}

// window returns which entries, each of some lines, fit in height lines around the cursor.
func window(entries []string, cursor, height int) (first, last int) {
	size := func(i int) int { return strings.Count(entries[i], "\n") + 1 }
	used := size(cursor)
	first, last = cursor, cursor+1
	for {
		switch {
		case first > 0 && used+size(first-1) <= height && (last-cursor > cursor-first || last == len(entries)):
			first--
			used += size(first)
		case last < len(entries) && used+size(last) <= height:
			used += size(last)
			last++
		case first > 0 && used+size(first-1) <= height:
			first--
			used += size(first)
		default:
			return first, last
		}
	}
}
