package scenes

import (
	"fmt"
	"strconv"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"mufakat/internal/preview"
	"mufakat/internal/sim"
	"mufakat/internal/ui"
	"mufakat/internal/widget"
)

// PreviewStart lets an author choose a passage to begin from, and the levels, resources and flags there.
type PreviewStart struct {
	c      *sim.Case
	now    sim.State // where the play stands; the passage that is chosen begins with its levels
	done   func(preview.Start) tea.Cmd
	menu   widget.Menu
	chosen int       // the passage; -1: not yet
	state  sim.State // as it is being set
	fields []startField
	cursor int
	typing bool // the next digit goes on with the number under the cursor
	scroll widget.Scroll
}

// startField is one number or flag that can be set, at its place on the screen. Of a level, index is the stakeholder and
// column the criterion.
type startField struct {
	kind        startKind
	index       int
	row, column int
}

type startKind int

const (
	levelField startKind = iota
	resourceField
	flagField
)

const (
	mostResource = 9999 // of a resource can be set
	flagColumns  = 3    // side by side
)

// NewPreviewStart returns the scene for where a play stands; done is called with what was chosen.
func NewPreviewStart(play *sim.Playthrough, done func(preview.Start) tea.Cmd) *PreviewStart {
	c := play.Case
	s := &PreviewStart{c: c, now: play.State(), done: done, chosen: -1}
	items := make([]widget.Item, len(c.Passages))
	for i, p := range c.Passages {
		items[i] = widget.Item{Label: p.Title, Search: p.ID}
		if p.Act >= 0 {
			items[i].Right = cut(c.Acts[p.Act].Title, 24)
		}
	}
	s.menu = widget.NewMenu(items)
	for i, sh := range c.Stakeholders {
		for k, v := range sh.Start {
			if v != sim.Absent {
				s.fields = append(s.fields, startField{levelField, i, i, k})
			}
		}
	}
	row := len(c.Stakeholders)
	for i := range c.Resources {
		s.fields = append(s.fields, startField{resourceField, i, row + i, 0})
	}
	row += len(c.Resources)
	for i := range c.Flags {
		s.fields = append(s.fields, startField{flagField, i, row + i/flagColumns, i % flagColumns})
	}
	return s
}

var startKeys = struct {
	Less, More, Toggle, Number, Erase, Reset, Go key.Binding
}{
	Less:   ui.Bind("←", "kurangi", "left", "h", "-"),
	More:   ui.Bind("→", "tambah", "right", "l", "+"),
	Toggle: ui.Bind("spasi", "pasang atau lepas penanda", "space"),
	Number: ui.Bind("0–9", "ketik angkanya", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9"),
	Erase:  ui.Bind("⌫", "hapus angka", "backspace"),
	Reset:  ui.Bind("r", "kembalikan ke awal kasus", "r"),
	Go:     ui.Bind("enter", "mulai", "enter"),
}

// Init does nothing.
func (*PreviewStart) Init() tea.Cmd { return nil }

// Heading names the scene.
func (s *PreviewStart) Heading() ui.Heading {
	if s.chosen < 0 {
		return ui.Heading{Left: "Mulai dari adegan mana?", Right: s.c.Title}
	}
	return ui.Heading{Left: "Mulai dari “" + s.c.Passages[s.chosen].Title + "”", Right: s.c.Title}
}

// Typing tells whether letters go into the filter.
func (s *PreviewStart) Typing() bool { return s.chosen < 0 && s.menu.Typing() }

// Update chooses the passage, then sets the state there.
func (s *PreviewStart) Update(msg tea.Msg, f ui.Frame) (ui.Scene, tea.Cmd) {
	press, isKey := msg.(tea.KeyPressMsg)
	if s.chosen < 0 {
		chosen, taken := s.menu.Update(msg, f)
		switch {
		case chosen >= 0:
			s.chosen, s.state = chosen, s.c.StartAt(chosen, s.now)
			s.cursor, s.typing, s.scroll = 0, false, widget.Scroll{}
		case !taken && isKey && key.Matches(press, ui.Keys.Back):
			return s, ui.Pop
		}
		return s, nil
	}
	if !isKey {
		s.scroll.Update(msg, len(s.lines(f)), f.Height, false)
		return s, nil
	}
	cmd := s.pressed(press)
	lines, at := s.draw(f)
	s.scroll.Show(at, at, len(lines), f.Height)
	return s, cmd
}

// pressed reacts to a key while the state is being set.
func (s *PreviewStart) pressed(msg tea.KeyPressMsg) tea.Cmd {
	typing := s.typing
	s.typing = false
	switch {
	case key.Matches(msg, ui.Keys.Back):
		s.chosen = -1
	case key.Matches(msg, startKeys.Go):
		return tea.Sequence(ui.Pop, s.done(preview.StartOf(s.c, s.chosen, s.state)))
	case key.Matches(msg, startKeys.Reset):
		s.state = s.c.StartAt(s.chosen, s.c.Neutral())
	case len(s.fields) == 0:
	case key.Matches(msg, ui.Keys.Next):
		s.cursor = (s.cursor + 1) % len(s.fields)
	case key.Matches(msg, ui.Keys.Previous):
		s.cursor = (s.cursor + len(s.fields) - 1) % len(s.fields)
	case key.Matches(msg, ui.Keys.Up):
		s.moveRow(-1)
	case key.Matches(msg, ui.Keys.Down):
		s.moveRow(1)
	case key.Matches(msg, startKeys.Less):
		s.step(-1)
	case key.Matches(msg, startKeys.More):
		s.step(1)
	case key.Matches(msg, startKeys.Toggle):
		if s.fields[s.cursor].kind == flagField {
			s.step(1)
		}
	case key.Matches(msg, startKeys.Number):
		n := int(msg.String()[0] - '0')
		if typing {
			n += 10 * s.value(s.fields[s.cursor])
		}
		s.set(n)
		s.typing = true
	case key.Matches(msg, startKeys.Erase):
		s.set(s.value(s.fields[s.cursor]) / 10)
		s.typing = true
	}
	return nil
}

// moveRow moves the cursor to a neighbouring row, in the same column as far as there is one.
func (s *PreviewStart) moveRow(by int) {
	from := s.fields[s.cursor]
	best := -1
	for i, f := range s.fields {
		if f.row == from.row+by && (best < 0 || f.column <= from.column) {
			best = i
		}
	}
	if best >= 0 {
		s.cursor = best
	}
}

// step changes what is under the cursor: levels by five, a resource by one, a flag to its opposite.
func (s *PreviewStart) step(direction int) {
	f := s.fields[s.cursor]
	switch f.kind {
	case levelField:
		s.set(s.value(f) + 5*direction)
	case resourceField:
		s.set(s.value(f) + direction)
	case flagField:
		s.state.Flags[f.index] = !s.state.Flags[f.index]
	}
}

// value is the number in a field; that of a flag is 0.
func (s *PreviewStart) value(f startField) int {
	switch f.kind {
	case levelField:
		return s.state.Levels[f.index][f.column]
	case resourceField:
		return s.state.Resources[f.index]
	}
	return 0
}

// set puts a number, held within what is possible, into the field under the cursor; a flag has none.
func (s *PreviewStart) set(n int) {
	switch f := s.fields[s.cursor]; f.kind {
	case levelField:
		s.state.Levels[f.index][f.column] = min(max(n, sim.MinLevel), sim.MaxLevel)
	case resourceField:
		s.state.Resources[f.index] = min(max(n, 0), mostResource)
	}
}

// View draws the list of passages, or the state.
func (s *PreviewStart) View(f ui.Frame) string {
	if s.chosen < 0 {
		return s.menu.View(f, f.Height)
	}
	return indent(s.scroll.View(s.lines(f), f.Height, f.Theme))
}

func (s *PreviewStart) lines(f ui.Frame) []string {
	lines, _ := s.draw(f)
	return lines
}

// draw draws what can be set; at is the line of the cursor.
func (s *PreviewStart) draw(f ui.Frame) (lines []string, at int) {
	const cell = 6
	t, c := f.Theme, s.c
	name := min(f.Width-3-cell*sim.Criteria, 44)
	lines = append(wrap("Keadaan saat adegan ini dimulai, mula-mula seperti permainan Anda sekarang.", f.Width-3), "")
	head := pad("", name)
	for _, b := range brief {
		head += fmt.Sprintf("%*s", cell, b)
	}
	lines = append(lines, t.Faint.Render(head))
	// The fields come in the order in which they stand on the screen.
	next := 0
	number := func() string {
		text := strconv.Itoa(s.value(s.fields[next]))
		next++
		if next-1 != s.cursor {
			return fmt.Sprintf("%*s", cell, text)
		}
		at = len(lines)
		return strings.Repeat(" ", max(cell-2-len(text), 0)) + t.Selected.Render("▸ "+text)
	}
	for _, sh := range c.Stakeholders {
		line := pad(cut(sh.Name, name-1), name)
		for _, v := range sh.Start {
			if v == sim.Absent {
				line += fmt.Sprintf("%*s", cell, "–")
			} else {
				line += number()
			}
		}
		lines = append(lines, line)
	}
	for i, r := range c.Resources {
		if i == 0 {
			lines = append(lines, "")
		}
		lines = append(lines, pad(cut(r.Name, name-1), name)+number())
	}
	for i, flag := range c.Flags {
		if i == 0 {
			lines = append(lines, "", t.Faint.Render("Penanda"))
		}
		if i%flagColumns == 0 {
			lines = append(lines, "")
		}
		width := (f.Width - 3) / flagColumns
		text := "[ ] " + flag
		if s.state.Flags[i] {
			text = "[x] " + flag
		}
		text = cut(text, width-3)
		if next == s.cursor {
			at = len(lines) - 1
			text = t.Selected.Render("▸ " + text)
		} else {
			text = "  " + text
		}
		next++
		lines[len(lines)-1] += pad(text, width)
	}
	return lines, at
}

// ShortHelp lists the keys that matter.
func (s *PreviewStart) ShortHelp() []key.Binding {
	if s.chosen < 0 {
		return []key.Binding{ui.Describe(ui.Keys.Up, "↑↓", "pilih"), ui.Keys.Filter, ui.Keys.Enter, ui.Keys.Help, ui.Keys.Back}
	}
	return []key.Binding{ui.Describe(ui.Keys.Up, "↑↓ tab", "pilih"), ui.Describe(startKeys.More, "←→", "ubah"), ui.Describe(startKeys.Number, "0–9", "ketik"), ui.Describe(startKeys.Reset, "r", "awal kasus"), startKeys.Go, ui.Keys.Back}
}

// FullHelp lists all keys.
func (s *PreviewStart) FullHelp() [][]key.Binding {
	if s.chosen < 0 {
		return [][]key.Binding{{ui.Keys.Up, ui.Keys.Down, ui.Keys.Filter, ui.Keys.Enter, ui.Keys.Back}}
	}
	return [][]key.Binding{
		{ui.Keys.Up, ui.Keys.Down, ui.Keys.Next, ui.Keys.Previous, startKeys.Less, startKeys.More, startKeys.Number, startKeys.Erase, startKeys.Toggle},
		{startKeys.Reset, startKeys.Go, ui.Describe(ui.Keys.Back, "esc", "ke daftar adegan")},
	}
}
