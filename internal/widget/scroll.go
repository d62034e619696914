package widget

import (
	"fmt"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"mufakat/internal/ui"
)

// Scroll is a window on lines that may be more than fit.
type Scroll struct {
	Offset int
}

// Update moves the window over total lines of which height fit; up and down move it too if arrows is true. It returns
// whether the message was a scroll.
func (s *Scroll) Update(msg tea.Msg, total, height int, arrows bool) bool {
	by := 0
	switch msg := msg.(type) {
	case tea.MouseWheelMsg:
		switch msg.Button {
		case tea.MouseWheelUp:
			by = -2
		case tea.MouseWheelDown:
			by = 2
		}
	case tea.KeyPressMsg:
		switch {
		case key.Matches(msg, ui.Keys.PageUp):
			by = -max(height-1, 1)
		case key.Matches(msg, ui.Keys.PageDown):
			by = max(height-1, 1)
		case arrows && key.Matches(msg, ui.Keys.Up):
			by = -1
		case arrows && key.Matches(msg, ui.Keys.Down):
			by = 1
		case arrows && key.Matches(msg, ui.Keys.Top):
			by = -total
		case arrows && key.Matches(msg, ui.Keys.Bottom):
			by = total
		}
	}
	if by == 0 {
		return false
	}
	s.Offset += by
	s.clamp(total, height)
	return true
}

// Show moves the window so that the lines from first to last are in it, as far as they fit.
func (s *Scroll) Show(first, last, total, height int) {
	if last >= s.Offset+height-1 { // the last line of the window may say how much follows
		s.Offset = last - height + 2
	}
	s.Offset = min(s.Offset, first)
	s.clamp(total, height)
}

// Advance moves the window on by a page; false where the end is already in it.
func (s *Scroll) Advance(total, height int) bool {
	before := s.Offset
	s.Offset += max(height-1, 1)
	s.clamp(total, height)
	return s.Offset > before
}

func (s *Scroll) clamp(total, height int) {
	s.Offset = min(max(s.Offset, 0), max(total-height, 0))
}

// View draws at most height of the lines. Where more follow, its last line says how many, and by which key.
func (s Scroll) View(lines []string, height int, t ui.Theme) string {
	if height <= 0 {
		return ""
	}
	s.clamp(len(lines), height)
	end := min(s.Offset+height, len(lines))
	if end < len(lines) && height > 1 {
		shown := append([]string{}, lines[s.Offset:end-1]...)
		more := fmt.Sprintf("   ▾ %d baris lagi (pgdn)", len(lines)-end+1)
		return strings.Join(append(shown, t.Faint.Render(more)), "\n")
	}
	return strings.Join(lines[s.Offset:end], "\n")
}

// Memo keeps lines that are drawn anew only when the width or the theme changes. Forget it when what it shows changes.
type Memo struct {
	width int
	theme string
	lines []string
}

// Lines returns what build returns, from memory where nothing has changed.
func (m *Memo) Lines(width int, t ui.Theme, build func() []string) []string {
	if m.lines == nil || m.width != width || m.theme != t.Name {
		m.width, m.theme, m.lines = width, t.Name, build()
	}
	return m.lines
}

// Forget makes the next Lines build again.
func (m *Memo) Forget() { m.lines = nil }
