package scenes

import (
	"fmt"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"

	"mufakat/internal/plaintext"
	"mufakat/internal/review"
	"mufakat/internal/ui"
	"mufakat/internal/widget"
)

// Heading names the questions, and tells how many are left.
func (s *PracticeSession) Heading() ui.Heading {
	left, again := s.session.Left()
	right := fmt.Sprintf("%d soal lagi", left)
	if again > 0 {
		right += fmt.Sprintf(", %d diulang", again)
	}
	if s.phase == practiceOver {
		right = "selesai"
	}
	return ui.Heading{Left: "Latihan: " + s.title, Right: right}
}

// paneFrame is the frame of the pane: below it stands what can be done with the answer.
func paneFrame(f ui.Frame) ui.Frame {
	f.Height = max(f.Height-2, 1)
	return f
}

// View draws the question, what the answer was worth, or the end.
func (s *PracticeSession) View(f ui.Frame) string {
	switch s.phase {
	case practiceAnswering:
		return s.answeringView(f)
	case practiceScoring:
		lines, panel := s.scoringLines(f)
		height := f.Height - len(panel)
		shown := strings.Split(s.scroll.View(lines, height, f.Theme), "\n")
		for len(shown) < height {
			shown = append(shown, "")
		}
		return indent(strings.Join(append(shown, panel...), "\n"))
	case practiceKeeping:
		return indent(f.Theme.Faint.Render("Menyimpan jawaban …"))
	}
	return indent(s.scroll.View(s.toldLines(f), f.Height, f.Theme))
}

func (s *PracticeSession) answeringView(f ui.Frame) string {
	inner := paneFrame(f)
	lines := s.pane.View(inner, inner.Height)
	return indent(strings.Join(append(lines, "", f.Theme.Faint.Render(cut(s.hint(), f.Width-2))), "\n"))
}

// hint tells what can be done with the answer as it stands.
func (s *PracticeSession) hint() string {
	switch given := s.pane.Response(); {
	case s.pane.Typing():
		return ""
	case given.Blank():
		return "Belum tahu? Tekan t: jawabannya ditunjukkan, dan soal ini datang lagi."
	case s.item.Rubric != nil:
		return "Tekan p bila esai sudah siap Anda nilai sendiri."
	}
	return "Tekan p untuk memeriksa, atau y bila Anda yakin benar."
}

// practiceWidth is how wide texts are drawn.
func practiceWidth(f ui.Frame) int { return min(widget.TextWidth, f.Width-3) }

// scoringLines are the essay with what was said of the question to everybody, and below them the rubric.
func (s *PracticeSession) scoringLines(f ui.Frame) (lines, panel []string) {
	t := f.Theme
	lines = s.text.Lines(f.Width, t, func() []string { return itemLines(s.told, practiceWidth(f), t) })
	width := min(f.Width-3, widget.TextWidth+4)
	foot := "Nilai tulisan Anda sendiri: tekan angka tingkatnya."
	if s.scorer.complete() {
		own := s.item.Result(s.given, s.scorer.levels)
		foot = fmt.Sprintf("Nilai Anda %s. Tekan enter untuk menyimpan.", review.PointsText(own.Points, s.item.Question.Points))
	}
	const least = 6 // lines of the essay that stay in sight
	panel = []string{t.Rule.Render(strings.Repeat("─", f.Width-2))}
	panel = append(panel, rubricLines(s.item.Rubric, s.scorer.levels, s.scorer.at, width, max(f.Height-least-3, leastRubric(s.item.Rubric, s.scorer.at)), t)...)
	return lines, append(panel, "", t.Strong.Render(cut(foot, f.Width-2)))
}

// toldLines are what an answer was worth and when its question comes again, or how the session went.
func (s *PracticeSession) toldLines(f ui.Frame) []string {
	return s.text.Lines(f.Width, f.Theme, func() []string {
		if s.phase == practiceOver {
			return s.overLines(practiceWidth(f), f.Theme)
		}
		width, t := practiceWidth(f), f.Theme
		lines := section(itemLines(s.told, width, t), styled(wrap(s.againText(), width), t.Strong))
		return section(lines, s.cards.lines(s.codes(), practiceKeys.Card, width, t))
	})
}

// againText tells when the question comes again.
func (s *PracticeSession) againText() string {
	if s.review.Wrong() {
		return "Soal ini datang lagi sebelum latihan selesai."
	}
	day, _ := s.memory.DueOn(s.review.ItemID, s.review.At)
	return "Soal ini diulang " + dayText(day, s.review.At) + "."
}

// codes are the concept cards to read, as far as the library has them: of the question at hand, or at the end of all that
// were answered wrongly.
func (s *PracticeSession) codes() []string {
	if s.phase != practiceOver {
		return s.cards.of(s.told)
	}
	var missed []review.Item
	for _, it := range s.all {
		if it.missed {
			missed = append(missed, it.told)
		}
	}
	return s.cards.of(missed...)
}

// overLines tell how the session went, and when the next one is.
func (s *PracticeSession) overLines(width int, t ui.Theme) []string {
	var missed []string
	for _, it := range s.all {
		if it.missed {
			missed = append(missed, t.Bad.Render("✗ ")+cut(plaintext.Line(it.told.Text), width-2))
		}
	}
	right := 0
	for _, it := range s.all {
		if !it.missed {
			right++
		}
	}
	summary := fmt.Sprintf("%d soal Anda jawab hari ini: semuanya tanpa salah.", len(s.all))
	if right < len(s.all) {
		summary = fmt.Sprintf("%d soal Anda jawab: %d tanpa salah, %d sempat salah lalu Anda ulang sampai bisa.", len(s.all), right, len(s.all)-right)
	}
	now := s.review.At // of the last answer
	lines := append([]string{t.Title.Render("Latihan hari ini selesai"), ""}, wrap(summary, width)...)
	if missed != nil {
		lines = section(lines, append([]string{t.Strong.Render("Yang sempat salah")}, missed...))
	}
	lines = section(lines, s.cards.lines(s.codes(), practiceKeys.Card, width, t))
	lines = section(lines, wrap(nextText(s.memory.Standing(now), now), width))
	if exam, ahead := s.known.plan.ExamDay(now); ahead {
		lines = append(lines, wrap("Ujian Anda "+dayText(exam, now)+".", width)...)
	}
	return lines
}

// ShortHelp lists the keys that matter.
func (s *PracticeSession) ShortHelp() []key.Binding {
	switch s.phase {
	case practiceAnswering:
		if s.pane.Typing() {
			return s.pane.Keys()
		}
		keys := s.checkKeys()
		if given := s.pane.Response(); given.Blank() {
			keys = []key.Binding{practiceKeys.Unknown}
		}
		return slices.Concat(keys, s.pane.Keys(), []key.Binding{ui.Keys.Help, practiceKeys.Leave})
	case practiceScoring:
		keys := []key.Binding{ui.Describe(ui.Keys.Digit, "1–9", "tingkat"), ui.Describe(ui.Keys.Up, "↑↓", "aspek"), ui.Keys.PageDown}
		if s.scorer.complete() {
			keys = append([]key.Binding{practiceKeys.Keep}, keys...)
		}
		return append(keys, ui.Keys.Help, practiceKeys.Leave)
	case practiceKeeping:
		return nil
	}
	keys := []key.Binding{practiceKeys.Next}
	if s.phase == practiceOver {
		keys = []key.Binding{ui.Describe(practiceKeys.Next, "enter", "selesai")}
	}
	if len(s.codes()) > 0 {
		keys = append(keys, ui.Describe(practiceKeys.Card, "k", "kartu"))
	}
	return append(keys, ui.Describe(ui.Keys.Up, "↑↓", "gulir"), ui.Keys.Help, practiceKeys.Leave)
}

// FullHelp lists all keys.
func (s *PracticeSession) FullHelp() [][]key.Binding {
	scroll := []key.Binding{ui.Keys.PageUp, ui.Keys.PageDown}
	switch s.phase {
	case practiceAnswering:
		return [][]key.Binding{append(s.checkKeys(), practiceKeys.Unknown, practiceKeys.Leave), append(s.pane.Keys(), scroll...)}
	case practiceScoring:
		return [][]key.Binding{{ui.Describe(ui.Keys.Digit, "1–9", "tingkat aspek ini"), ui.Describe(ui.Keys.Up, "↑↓", "aspek"), practiceKeys.Keep, practiceKeys.Leave}, scroll}
	}
	return [][]key.Binding{{practiceKeys.Next, practiceKeys.Card, practiceKeys.Leave}, append(scroll, ui.Keys.Up, ui.Keys.Down)}
}
