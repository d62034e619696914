package scenes

import (
	"fmt"
	"strings"

	"charm.land/bubbles/v2/key"
	"charm.land/lipgloss/v2"

	"mufakat/internal/plaintext"
	"mufakat/internal/ui"
)

// Heading names the exam, and tells where one is in it and how much time is left.
func (e *Exam) Heading() ui.Heading {
	paper := e.sitting.Attempt.Paper
	right := fmt.Sprintf("soal %d dari %d", e.at+1, len(paper.Items))
	if e.list != nil {
		right = "daftar soal"
	}
	if e.limited {
		text, _ := timeLeft(e.left)
		right += "   " + text
	}
	return ui.Heading{Left: paper.Blueprint.Title, Right: right}
}

// itemHead is the height of what stands above an item.
const itemHead = 2

// paneFrame is the part of the body that the answer's pane has.
func (e *Exam) paneFrame(f ui.Frame) ui.Frame {
	f.Height -= itemHead
	return f
}

// View draws the item, or the list of all.
func (e *Exam) View(f ui.Frame) string {
	switch {
	case e.over():
		text := "Jawaban Anda sedang dikumpulkan …"
		if e.failing {
			text = "Ujian ini belum terkumpul; Mufakat terus mencoba. Anda boleh keluar dengan esc: yang sudah tersimpan tetap aman, dan ujian ini bisa dibuka lagi dari Kuis."
		}
		return indent(strings.Join(append([]string{""}, wrap(text, answerWidth(f))...), "\n"))
	case e.list != nil:
		return indent(strings.Join(e.listLines(f), "\n"))
	}
	pane := e.paneFrame(f)
	lines := append([]string{e.itemLine(f), ""}, e.pane.View(pane, pane.Height)...)
	return indent(strings.Join(lines, "\n"))
}

// itemLine tells of the item on the screen: its section, its points, whether it is flagged, and whether all is stored.
func (e *Exam) itemLine(f ui.Frame) string {
	paper := e.sitting.Attempt.Paper
	item := paper.Items[e.at]
	var parts []string
	if title := paper.Blueprint.Sections[item.Section].Title; title != "" {
		parts = append(parts, title)
	}
	parts = append(parts, plaintext.Number(item.Question.Points, 2)+" poin")
	if e.record.attempt().Flagged(e.at) {
		parts = append(parts, "⚑ ditandai")
	}
	t := f.Theme
	state := t.Faint.Render(e.state())
	for _, w := range timeWarnings {
		if e.limited && e.left <= w.left {
			state = t.Strong.Render(w.standing) + "   " + state
			break
		}
	}
	room := f.Width - 3
	left := t.Faint.Render(cut(strings.Join(parts, " · "), room-lipgloss.Width(state)-1))
	return pad(left, room-lipgloss.Width(state)) + state
}

// state tells whether everything is stored, and whether there is an answer.
func (e *Exam) state() string {
	answer := e.record.attempt().Response(e.at)
	switch {
	case len(e.record.waiting) == 0 && answer.Blank():
		return "belum dijawab"
	case len(e.record.waiting) == 0:
		return "tersimpan"
	case e.failing:
		return "belum tersimpan"
	case e.resting:
		return "menulis …"
	}
	return "menyimpan …"
}

// ShortHelp lists the keys that matter now.
func (e *Exam) ShortHelp() []key.Binding {
	switch {
	case e.over():
		return []key.Binding{ui.Keys.Help, examKeys.Leave}
	case e.list != nil:
		return listKeys()
	case e.pane.Typing():
		return e.pane.Keys()
	}
	keys := []key.Binding{ui.Describe(examKeys.Next, "←→", "soal"), examKeys.List, examKeys.HandIn, examKeys.Flag}
	return append(append(keys, e.pane.Keys()...), ui.Keys.Help, examKeys.Leave)
}

// FullHelp lists all keys.
func (e *Exam) FullHelp() [][]key.Binding {
	leave := "keluar dulu; ujian dapat dilanjutkan kapan saja"
	if e.limited {
		leave = "keluar dulu; waktu terus dihitung"
	}
	return [][]key.Binding{
		e.pane.Keys(),
		{
			examKeys.Next, examKeys.Previous, examKeys.List, ui.Describe(examKeys.Flag, "t", "tandai, atau lepas tandanya"),
			ui.Describe(examKeys.HandIn, "s", "kumpulkan ujian"),
		},
		{ui.Keys.PageUp, ui.Keys.PageDown, ui.Describe(examKeys.Leave, "esc", leave)},
	}
}
