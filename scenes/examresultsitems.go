package scenes

import (
	"fmt"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"mufakat/internal/itemstats"
	"mufakat/internal/itemtext"
	"mufakat/internal/report"
	"mufakat/internal/ui"
	"mufakat/internal/widget"
)

// flagsWidth is the room at the right of an item's line for the number of its flags.
const flagsWidth = 8

// itemRow is the line in the table of an item, which asks so.
func itemRow(s *itemstats.ItemStats, asked string, f ui.Frame) widget.Item {
	cells := ""
	for _, figure := range shownFigures(s, f) {
		cells += column(figure.Value, figureColumn(figure))
	}
	flags := ""
	if n := len(s.Flags); n > 0 {
		flags = f.Theme.Bad.Render(fmt.Sprintf("! %d", n))
	}
	width := rowRoom(f, flagsWidth) - len([]rune(cells))
	return widget.Item{Label: pad(cut(s.Name+"  "+asked, width), width) + cells, Right: pad(flags, flagsWidth)}
}

// shownFigures are so many of an item's measures as there is room for beside its name.
func shownFigures(s *itemstats.ItemStats, f ui.Frame) []report.Figure {
	figures := report.ItemFigures(s)
	room := rowRoom(f, flagsWidth) - leastLabel
	for i, figure := range figures {
		if room -= figureColumn(figure); room < 0 {
			return figures[:i]
		}
	}
	return figures
}

// figureColumn is how wide a measure's column is, with the blank before it.
func figureColumn(figure report.Figure) int { return max(len([]rune(figure.Name)), 5) + 1 }

// itemsView draws how far the table can be relied on, and the table.
func (r *ExamResults) itemsView(f ui.Frame) string {
	above := styled(r.cautionLines(f.Width-6), f.Theme.Accent)
	for i := range above {
		above[i] = "   " + above[i]
	}
	if len(r.stats.Items) == 0 {
		return strings.Join(above, "\n")
	}
	cells := ""
	for _, figure := range shownFigures(&itemstats.ItemStats{}, f) {
		cells += column(figure.Name, figureColumn(figure))
	}
	head := pad("butir", rowRoom(f, flagsWidth)-len([]rune(cells))) + cells + "  catatan"
	return tableView(above, head, &r.items, f, r.room(f))
}

// cautionLines tell how many people the statistics rest on, and how far these can be relied on.
func (r *ExamResults) cautionLines(width int) []string {
	text := fmt.Sprintf("N = %d peserta.", r.stats.Test.N)
	if r.stats.Test.Caution != "" {
		text = r.stats.Test.Caution
	}
	return wrap(strings.Join(append([]string{text}, r.book.Basis()...), " "), width)
}

// testLines tell how far the whole test can be relied on.
func (r *ExamResults) testLines(f ui.Frame) []string {
	return r.text.Lines(f.Width, f.Theme, func() []string {
		width, t := min(f.Width-3, 96), f.Theme
		lines := styled(r.cautionLines(width), t.Accent)
		if test := &r.stats.Test; test.N > 0 {
			lines = append([]string{t.Strong.Render(fmt.Sprintf("%d peserta, %d butir", test.N, test.Items))}, lines...)
			if verdict := test.Verdict(); verdict != "" {
				lines = section(lines, styled(wrap(verdict, width), t.Strong))
			}
			lines = section(lines, figureLines(report.TestFigures(test), width, t))
		}
		for _, remark := range append(r.book.Remarks(), r.trouble...) {
			lines = section(lines, styled(wrap(remark, width), t.Faint))
		}
		return lines
	})
}

// figureLines draw measures in words: the name, the value or why there is none, and below it what that means.
func figureLines(figures []report.Figure, width int, t ui.Theme) (lines []string) {
	column := 0
	for _, figure := range figures {
		column = max(column, len([]rune(figure.Name))+3)
	}
	for _, figure := range figures {
		value := t.Strong.Render(figure.Value)
		if figure.Missing != "" {
			value += t.Faint.Render(" " + figure.Missing)
		}
		lines = append(lines, beside([]string{figure.Name}, wrap(value, width-column), column)...)
		lines = append(lines, beside(nil, styled(wrap(figure.Meaning, width-3), t.Faint), 3)...)
	}
	return lines
}

// ItemDetail tells all that is known of how an item worked.
type ItemDetail struct {
	examResults
	items  []int // of the book, as the statistics have them
	at     int
	scroll widget.Scroll
	text   widget.Memo
}

func newItemDetail(of examResults, item int) *ItemDetail {
	_, items := of.book.Counted()
	return &ItemDetail{examResults: of, items: items, at: item}
}

var itemKeys = struct{ Next, Previous key.Binding }{
	Next:     ui.Bind("→", "butir berikut", "right", "l", "tab", "enter"),
	Previous: ui.Bind("←", "butir sebelumnya", "left", "h", "shift+tab"),
}

// Init does nothing.
func (*ItemDetail) Init() tea.Cmd { return nil }

// Heading names the item.
func (d *ItemDetail) Heading() ui.Heading {
	return ui.Heading{Left: "Butir " + d.stats.Items[d.at].Name, Right: fmt.Sprintf("%d dari %d", d.at+1, len(d.items))}
}

// Update goes from item to item, and scrolls.
func (d *ItemDetail) Update(msg tea.Msg, f ui.Frame) (ui.Scene, tea.Cmd) {
	if press, ok := msg.(tea.KeyPressMsg); ok {
		switch {
		case key.Matches(press, ui.Keys.Back):
			return d, ui.Pop
		case key.Matches(press, itemKeys.Next):
			d.open(min(d.at+1, len(d.items)-1))
			return d, nil
		case key.Matches(press, itemKeys.Previous):
			d.open(max(d.at-1, 0))
			return d, nil
		}
	}
	d.scroll.Update(msg, len(d.lines(f)), f.Height, true)
	return d, nil
}

func (d *ItemDetail) open(item int) {
	d.at, d.scroll = item, widget.Scroll{}
	d.text.Forget()
}

// View draws the item.
func (d *ItemDetail) View(f ui.Frame) string {
	return indent(d.scroll.View(d.lines(f), f.Height, f.Theme))
}

func (d *ItemDetail) lines(f ui.Frame) []string {
	return d.text.Lines(f.Width, f.Theme, func() []string {
		width, t, s := min(f.Width-3, 96), f.Theme, &d.stats.Items[d.at]
		lines := wrapMarkdown(itemtext.Markdown(d.book.Items[d.items[d.at]].Question.Text), min(width, widget.TextWidth), t)
		lines = section(lines, styled(wrap(strings.TrimSpace(fmt.Sprintf("N = %d. %s", s.N, s.Caution())), width), t.Accent))
		var flags []string
		for _, flag := range s.Flags {
			flags = append(flags, beside([]string{t.Bad.Render("!")}, wrap(flag.Sentence(), width-2), 2)...)
		}
		lines = section(lines, flags)
		lines = section(lines, optionLines(s, width, t))
		return section(lines, figureLines(report.ItemFigures(s), width, t))
	})
}

// optionLines tell who chose what.
func optionLines(s *itemstats.ItemStats, width int, t ui.Theme) []string {
	if s.Options == nil {
		return nil
	}
	const bar = 20
	lines := []string{t.Strong.Render("Pilihan jawaban"), t.Faint.Render("bagian · orang · rata-rata nilai mereka di butir-butir lain")}
	for _, o := range s.Options {
		mark := "  "
		if o.Fraction > 0 {
			mark = t.Good.Render("✓ ")
		}
		lines = append(lines, beside([]string{mark}, wrap(o.Text, width-2), 2)...)
		numbers := report.OptionNumbers(o)
		if remark := report.OptionRemark(o); remark != "" {
			numbers += " · " + remark
		}
		lines = append(lines, beside([]string{"  " + widget.Bar(100*o.Share.Value, bar, t)}, wrap(numbers, width-bar-3), bar+3)...)
	}
	return lines
}

// ShortHelp lists the keys that matter.
func (*ItemDetail) ShortHelp() []key.Binding {
	return []key.Binding{ui.Describe(ui.Keys.Left, "←→", "butir"), ui.Describe(ui.Keys.Up, "↑↓", "gulir"), ui.Keys.PageDown, ui.Keys.Help, ui.Keys.Back}
}

// FullHelp lists all keys.
func (*ItemDetail) FullHelp() [][]key.Binding {
	return [][]key.Binding{{itemKeys.Next, itemKeys.Previous, ui.Keys.Up, ui.Keys.Down, ui.Keys.PageUp, ui.Keys.PageDown, ui.Keys.Back}}
}
