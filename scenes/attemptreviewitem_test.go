package scenes

import (
	"strings"
	"testing"

	"charm.land/lipgloss/v2"

	"mufakat/internal/quiz"
	"mufakat/internal/review"
	"mufakat/internal/ui"
)

// No line of an item is too long, however narrow the screen and however long the words.
func TestItemLinesFit(t *testing.T) {
	long := strings.Repeat("bersama-sama ", 12)
	text := func(s string) quiz.Text { return quiz.Text{Source: s, Format: quiz.Plain} }
	ordering := quiz.Order{Items: []quiz.Text{text("satu " + long), text("dua"), text("tiga")}}
	options := []quiz.Option{{Text: text("pilihan " + long), Fraction: 1, Feedback: text("umpan balik " + long)}, {Text: text("lain"), Fraction: 0.5}}
	pairs := []quiz.Pair{{Left: text("kiri " + long), Right: "kanan " + long}, {Left: text("k"), Right: "n"}}
	rubric := &quiz.Rubric{Aspects: []quiz.Aspect{{Title: "Aspek " + long, Levels: []string{"tidak", "ya " + long}}}}
	show := quiz.Reveal{Score: true, Answers: true, Key: true, Feedback: true}
	for _, tt := range []struct {
		item     quiz.Item
		response quiz.Response
		words    []string // that have to be seen
	}{
		{quiz.Item{Question: &quiz.Question{Kind: quiz.MultipleChoice, Points: 1, Options: options}}, quiz.Response{Options: []int{0, 1}}, []string{"[x]", "pilihan", "umpan", "dipilih; kunci"}},
		{quiz.Item{Question: &quiz.Question{Kind: quiz.Matching, Points: 1, Pairs: pairs}}, quiz.Response{Matches: []int{1, 0}}, []string{"kiri", "dijawab: n", "kunci:", "kanan"}},
		{quiz.Item{Question: &quiz.Question{Kind: quiz.Ordering, Points: 1, Order: ordering}}, quiz.Response{Order: []int{2, 0, 1}}, []string{"dinilai dari", "seharusnya ke-3", "Kunci"}},
		{quiz.Item{Question: &quiz.Question{Kind: quiz.Essay, Points: 1}, Rubric: rubric}, quiz.Response{Text: "esai " + long}, []string{"Jawaban", "esai", "Aspek", "tingkat 2 dari", "Catatan penilai", "komentar"}},
	} {
		tt.item.Question.Text, tt.item.Question.General = text("soal "+long), text("umum "+long)
		own := quiz.ItemResult{Grade: tt.item.Question.Grade(tt.response), Levels: []int{1}, Comment: "komentar " + long}
		it := review.Explain(1, tt.item, tt.response, own, show)
		for _, width := range []int{24, 40, 72} {
			lines := itemLines(it, width, ui.NewTheme(true, ui.NoColours))
			for _, line := range lines {
				if n := lipgloss.Width(line); n > width {
					t.Errorf("%s: %d columns in %d: %q", it.KindName, n, width, line)
				}
			}
			seen := strings.Join(strings.Fields(lipgloss.NewStyle().Render(strings.Join(lines, " "))), " ")
			for _, word := range append(tt.words, "soal", "umum") {
				if !strings.Contains(seen, word) {
					t.Errorf("%s in %d: no %q in\n%s", it.KindName, width, word, strings.Join(lines, "\n"))
				}
			}
		}
	}
}
