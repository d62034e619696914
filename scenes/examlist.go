package scenes

import (
	"fmt"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"mufakat/internal/quiz"
	"mufakat/internal/ui"
	"mufakat/internal/widget"
)

// examList is the list of all items of an exam, in rows, and below them the way to hand in.
type examList struct {
	cursor int // an item; behind the last one: to hand in
}

// cellWidth is the room that one item has in its row: a cursor, three digits, two marks, and a gap.
const cellWidth = 7

// listRow is a row of items, or a section's title above its first one.
type listRow struct {
	title       string
	first, last int // items; last is behind the row's
}

// listRows are the rows of the list, so many items in each.
func listRows(paper *quiz.Paper, columns int) (rows []listRow) {
	section := -1
	for i, item := range paper.Items {
		if item.Section != section {
			section = item.Section
			if title := paper.Blueprint.Sections[section].Title; title != "" {
				rows = append(rows, listRow{title: title, first: i, last: i})
			}
			rows = append(rows, listRow{first: i, last: i})
		}
		row := &rows[len(rows)-1]
		if row.last-row.first == columns {
			rows = append(rows, listRow{first: i, last: i})
			row = &rows[len(rows)-1]
		}
		row.last = i + 1
	}
	return rows
}

func listColumns(f ui.Frame) int { return min((f.Width-3)/cellWidth, 10) }

func (e *Exam) openList() tea.Cmd {
	e.list = &examList{cursor: e.at}
	return e.record.store()
}

// onList reacts to a key in the list.
func (e *Exam) onList(msg tea.KeyPressMsg, f ui.Frame) tea.Cmd {
	items := len(e.sitting.Attempt.Paper.Items)
	l := e.list
	switch {
	case key.Matches(msg, ui.Keys.Left, examKeys.Previous):
		l.cursor = max(l.cursor-1, 0)
	case key.Matches(msg, ui.Keys.Right, examKeys.Next):
		l.cursor = min(l.cursor+1, items)
	case key.Matches(msg, ui.Keys.Up):
		l.moveRow(e.sitting.Attempt.Paper, listColumns(f), -1)
	case key.Matches(msg, ui.Keys.Down):
		l.moveRow(e.sitting.Attempt.Paper, listColumns(f), 1)
	case key.Matches(msg, ui.Keys.Top):
		l.cursor = 0
	case key.Matches(msg, ui.Keys.Bottom):
		l.cursor = items
	case key.Matches(msg, examKeys.HandIn), key.Matches(msg, ui.Keys.Enter) && l.cursor == items:
		return e.askHandIn()
	case key.Matches(msg, ui.Keys.Enter):
		return e.open(l.cursor)
	case key.Matches(msg, ui.Keys.Back, examKeys.List):
		e.list = nil
	}
	return nil
}

// moveRow moves the cursor to the row below or above, as far as it can in the same column.
func (l *examList) moveRow(paper *quiz.Paper, columns, by int) {
	rows := slices.DeleteFunc(listRows(paper, columns), func(r listRow) bool { return r.title != "" })
	at := slices.IndexFunc(rows, func(r listRow) bool { return l.cursor < r.last })
	switch next := at + by; {
	case at < 0 && by < 0:
		l.cursor = rows[len(rows)-1].first
	case at < 0 || next == len(rows):
		l.cursor = len(paper.Items)
	case next >= 0:
		l.cursor = min(rows[next].first+l.cursor-rows[at].first, rows[next].last-1)
	}
}

// listLines draw the list: what there is to know of it, the items, and the way to hand in.
func (e *Exam) listLines(f ui.Frame) []string {
	attempt, t := e.record.attempt(), f.Theme
	open, items := attempt.Open(), len(attempt.Paper.Items)
	at := 0 // the line of the cursor
	var lines []string
	for _, row := range listRows(attempt.Paper, listColumns(f)) {
		if row.first <= e.list.cursor && e.list.cursor < row.last {
			at = len(lines)
		}
		if row.title != "" {
			lines = append(lines, t.Strong.Render(cut(row.title, f.Width-3)))
			continue
		}
		var cells strings.Builder
		for i := row.first; i < row.last; i++ {
			cells.WriteString(listCell(i, i == e.list.cursor, !slices.Contains(open, i), attempt.Flagged(i), t))
		}
		lines = append(lines, cells.String())
	}
	handIn := "   " + t.Key.Render("s") + "  Kumpulkan ujian"
	if e.list.cursor == items {
		at = len(lines) - 1
		handIn = t.Selected.Render(" ▸ s  Kumpulkan ujian")
	}
	head := []string{fmt.Sprintf("%d dari %d soal terjawab.", items-len(open), items), t.Faint.Render("● terjawab   ○ belum   ⚑ ditandai"), ""}
	room := max(f.Height-len(head)-2, 1)
	var window widget.Scroll
	window.Show(at, at, len(lines), room)
	return slices.Concat(head, strings.Split(window.View(lines, room, t), "\n"), []string{"", handIn})
}

// listCell draws one item of the list.
func listCell(item int, cursor, answered, flagged bool, t ui.Theme) string {
	mark, flag := "○", " "
	if answered {
		mark = t.Accent.Render("●")
	}
	if flagged {
		flag = t.Key.Render("⚑")
	}
	number, style := fmt.Sprint(item+1), t.Text
	if cursor {
		number, style = "▸"+number, t.Selected
	}
	return style.Render(fmt.Sprintf("%4s", number)) + mark + flag + " "
}

func listKeys() []key.Binding {
	return []key.Binding{
		ui.Describe(ui.Keys.Up, "↑↓←→", "pindah"), ui.Describe(ui.Keys.Enter, "enter", "buka"), examKeys.HandIn, ui.Keys.Help, ui.Keys.Back,
	}
}
