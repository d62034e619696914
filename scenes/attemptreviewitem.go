package scenes

import (
	"fmt"
	"strings"

	"charm.land/lipgloss/v2"

	"mufakat/internal/quiz"
	"mufakat/internal/review"
	"mufakat/internal/ui"
	"mufakat/internal/widget"
)

// itemLines draw one explained item: how it was graded, the question, what was answered and what is right, and what is said of
// it. What is not to be told is not in the item. Signs and words say everything; colour only helps.
func itemLines(it review.Item, width int, t ui.Theme) []string {
	var lines []string
	if score := it.ScoreText(); score != "" {
		mark, style := verdictMark(it.Verdict, t)
		lines = styled(wrap(mark+" "+score, width), style)
	}
	if it.Text != "" {
		lines = section(lines, wrapMarkdown(it.Text, width, t))
	}
	lines = section(lines, answerLines(it, width, t))
	lines = section(lines, writtenLines(it, width, t))
	for _, source := range it.Feedback {
		lines = section(lines, strings.Split(widget.Quote(source, width, t), "\n"))
	}
	var graded []string
	for _, l := range it.Levels {
		graded = append(graded, wrap(t.Strong.Render(l.Aspect+": ")+l.Text(), width)...)
	}
	lines = section(lines, graded)
	if it.Comment != "" {
		lines = section(lines, append([]string{t.Strong.Render("Catatan penilai")}, wrap(it.Comment, width)...))
	}
	return lines
}

// verdictMark is the sign of a verdict, and its style.
func verdictMark(v quiz.Verdict, t ui.Theme) (string, lipgloss.Style) {
	switch v {
	case quiz.Right:
		return "✓", t.Good
	case quiz.Partial:
		return "◐", t.Accent
	case quiz.NeedsGrading:
		return "…", t.Accent
	case quiz.Wrong:
		return "✗", t.Bad
	}
	return "–", t.Bad
}

// answerLines draw what there was to be chosen, joined or put in order, each line with what is to be said of it.
func answerLines(it review.Item, width int, t ui.Theme) []string {
	var lines []string
	if caption := it.LinesText(); caption != "" {
		lines = styled(wrap(caption, width), t.Strong)
	}
	for i, l := range it.Lines {
		before := lineMark(it, l, t) + " " + lineSign(it, l, i)
		margin := lipgloss.Width(before)
		text := wrapMarkdown(l.Text, width-margin, t)
		style := t.Faint
		if it.Kind == quiz.Matching {
			style = t.Text // the remark is the answer
		}
		switch last := len(text) - 1; {
		case l.Remark == "":
		case lipgloss.Width(text[last])+3+lipgloss.Width(l.Remark) <= width-margin:
			text[last] += "   " + style.Render(l.Remark)
		default:
			text = append(text, styled(wrap(l.Remark, width-margin), style)...)
		}
		if l.Feedback != "" {
			text = append(text, strings.Split(widget.Quote(l.Feedback, width-margin, t), "\n")...)
		}
		lines = append(lines, beside([]string{before}, text, margin)...)
	}
	return lines
}

// lineMark tells where the key is told whether a line is right, or what was answered there is wrong or right in part.
func lineMark(it review.Item, l review.Line, t ui.Theme) string {
	switch {
	case l.Key:
		return t.Good.Render("✓")
	case l.Chosen && l.Share > 0:
		return t.Accent.Render("◐")
	case it.Show.Key && (l.Chosen || l.Joined != "" || it.Kind == quiz.Ordering && it.Given != ""):
		return t.Bad.Render("✗")
	}
	return " "
}

// lineSign is what stands before a line: whether it was taken, as where it was answered, or its number.
func lineSign(it review.Item, l review.Line, i int) string {
	switch {
	case it.Kind != quiz.MultipleChoice && it.Kind != quiz.TrueFalse:
		return fmt.Sprintf("%2d ", i+1)
	case it.Several && l.Chosen:
		return "[x] "
	case it.Several:
		return "[ ] "
	case l.Chosen:
		return "(•) "
	}
	return "( ) "
}

// writtenLines draw the answer and the key where no lines tell them.
func writtenLines(it review.Item, width int, t ui.Theme) []string {
	const column = 9
	var lines []string
	row := func(label, text string) {
		if text != "" {
			lines = append(lines, beside([]string{t.Accent.Render(label)}, wrap(text, width-column), column)...)
		}
	}
	given, right := it.Beside()
	row("Jawaban", given)
	row("Kunci", right)
	return lines
}
