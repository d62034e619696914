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
)

// mapDetail is one line of what the map tells of the passage or ending under its cursor.
type mapDetail struct {
	text        string
	note        bool   // it adds to the line above
	warn        bool   // something is wrong with it
	taken, best string // of an option: how often it is taken, and the best nilai after it
	to          int    // the node to which it leads; -1: none
}

// details tell what can be done at a node, or when an ending is reached.
func (d *mapDrawing) details(node int) []mapDetail {
	if n := &d.graph.Nodes[node]; n.Kind == storymap.Ending {
		return d.endingDetails(n)
	}
	var details []mapDetail
	for i := range d.graph.Case.Passages[d.graph.Nodes[node].Index].Choices {
		details = append(details, d.optionDetails(node, i)...)
	}
	return details
}

// optionDetails are an option with its own target, then its lock, then where its branches lead.
func (d *mapDrawing) optionDetails(node, option int) []mapDetail {
	head := mapDetail{to: -1}
	var lock, branches []mapDetail
	for _, e := range d.graph.Out(node) {
		for _, w := range e.Ways {
			if w.Option != option {
				continue
			}
			head.text, lock = w.Text, lockDetails(w)
			if w.When == nil {
				head.to = e.To
				continue
			}
			branches = append(branches, mapDetail{text: "bila " + strings.Join(w.When, "; atau bila "), note: true, to: e.To})
		}
	}
	if s := d.graph.Survey; s != nil {
		told := s.Passages[d.graph.Nodes[node].Index].Options[option]
		head.taken, head.best = plaintext.Share(told.Taken), "–"
		if told.Chosen == analysis.Yes && (told.Ends || !s.Complete) {
			head.best = told.Best.Text(0)
		}
	}
	return append(append([]mapDetail{head}, lock...), branches...)
}

// lockDetails tell under which condition an option is open, and if it never is; nothing of one that is always open.
func lockDetails(w storymap.Way) []mapDetail {
	switch {
	case w.Never && w.Lock != "":
		return []mapDetail{{text: "tak pernah terbuka; syaratnya " + w.Lock, note: true, warn: true, to: -1}}
	case w.Never: // its cost is never to be had
		return []mapDetail{{text: "tak pernah terbuka", note: true, warn: true, to: -1}}
	case w.Lock != "":
		return []mapDetail{{text: "syarat: " + w.Lock, note: true, to: -1}}
	}
	return nil
}

// endingDetails tell under which condition an ending is reached, and what comes of it.
func (d *mapDrawing) endingDetails(n *storymap.Node) []mapDetail {
	e := d.graph.Case.Endings[n.Index]
	text := rankText(e)
	if e.Cap != sim.NoCap {
		text += fmt.Sprintf(" · total paling tinggi %d", e.Cap)
	}
	details := []mapDetail{{text: text, to: -1}}
	switch {
	case e.Requires != nil:
		details = append(details, mapDetail{text: "syarat: " + d.graph.Case.ConditionText(e.Requires), to: -1})
	default:
		details = append(details, mapDetail{text: "tanpa syarat", to: -1})
	}
	switch s := d.graph.Survey; {
	case n.Reached == analysis.No:
		details = append(details, mapDetail{text: "tak terjangkau", warn: true, to: -1})
	case s != nil && n.Share > 0:
		mean := s.Endings[n.Index].Mean
		details = append(details, mapDetail{text: fmt.Sprintf("bila acak: %s permainan, nilai rata-rata %s",
			plaintext.Share(n.Share), mean.Text(0)), to: -1})
	}
	return details
}

// detailHead names the node and from where the story comes to it, and the columns of its details.
func (d *mapDrawing) detailHead(node int, details []mapDetail, width int, t ui.Theme) string {
	n := &d.graph.Nodes[node]
	columns := ""
	if n.Kind == storymap.Passage && d.graph.Survey != nil {
		columns = fmt.Sprintf("%*s%*s", takenWidth, "diambil", bestWidth, "nilai s.d.") + pad("  ke", d.detailColumns(details, width).to+2)
	}
	room := width - lipgloss.Width(columns)
	head := cut(fmt.Sprintf("%d  %s", n.Number, n.Title), room)
	beside := "  awal cerita"
	if node != 0 {
		beside = d.sources(node)
	}
	beside = cut(beside, room-lipgloss.Width(head))
	return t.Title.Render(head) + t.Faint.Render(pad(beside, room-lipgloss.Width(head))+columns)
}

// sources tell from where the story comes to a node; empty where it never does.
func (d *mapDrawing) sources(node int) string {
	var direct []string
	text := ""
	for _, from := range d.graph.In(node) {
		if d.graph.Nodes[from].Kind != storymap.Finish {
			direct = append(direct, d.name(from))
			continue
		}
		text = d.sources(from) + " lewat #akhir"
	}
	if direct == nil {
		return text
	}
	return "  dari " + strings.Join(direct, ", ") + text
}

// The widths of the numbers beside an option.
const takenWidth, bestWidth = 9, 12

// detailColumns are the widths of an option's text and of where it leads.
type detailColumns struct{ text, to int }

// detailColumns shares out the width: options have their whole text as long as ten columns are left for where they lead.
func (d *mapDrawing) detailColumns(details []mapDetail, width int) detailColumns {
	longest, target := 0, 0
	for _, detail := range details {
		if !detail.note {
			longest = max(longest, lipgloss.Width(detail.text))
		}
		if detail.to >= 0 {
			target = max(target, lipgloss.Width(d.target(detail.to)))
		}
	}
	room := width - takenWidth - bestWidth - 2
	to := min(target, max(room-longest, 10))
	return detailColumns{room - to, to}
}

// detailLine draws one line of the details of a node.
func (d *mapDrawing) detailLine(details []mapDetail, i, width int, selected bool, t ui.Theme) string {
	detail, style := details[i], t.Text
	switch {
	case selected:
		style = t.Selected
	case detail.warn:
		style = t.Bad
	case detail.note:
		style = t.Faint
	}
	text, c := detail.text, d.detailColumns(details, width)
	if detail.note {
		text = "  " + text
	}
	if detail.to < 0 && detail.taken == "" {
		return style.Render(cut(text, width))
	}
	numbers := ""
	if detail.taken != "" {
		numbers = fmt.Sprintf("%*s%*s", takenWidth, detail.taken, bestWidth, detail.best)
	}
	room := width - c.to - 2 - lipgloss.Width(numbers)
	line := style.Render(pad(cut(text, room), room)) + numbers
	if detail.to >= 0 {
		line += "  " + t.Accent.Render(cut(d.target(detail.to), c.to))
	}
	return line
}

// target names where an option leads.
func (d *mapDrawing) target(node int) string {
	n := &d.graph.Nodes[node]
	if n.Kind == storymap.Finish {
		return n.Title
	}
	return fmt.Sprintf("%d %s", n.Number, n.Title)
}
