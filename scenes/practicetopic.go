package scenes

import (
	"fmt"
	"slices"

	tea "charm.land/bubbletea/v2"

	"mufakat/internal/practice"
	"mufakat/internal/quiz"
	"mufakat/internal/ui"
)

// practiseTopic opens a session of all questions of a source that carry a tag, whatever is due of them today: somebody has just
// read of it and wants to try. What is answered counts as in any other session.
func practiseTopic(app *App, source, tag, title string) tea.Cmd {
	profile := app.Profile.ID
	return func() tea.Msg {
		known, err := readPractised(app, profile, source)
		if err == nil {
			known.bank.Questions = slices.DeleteFunc(slices.Clone(known.bank.Questions), func(q *quiz.Question) bool { return !q.Carries(tag) })
			if len(known.bank.Questions) == 0 {
				err = fmt.Errorf("Soal bertanda %s tidak ada lagi di paket %s. Pilih latihan lain di layar Kuis.", tag, source)
			}
		}
		if err != nil {
			return ui.Fail("Latihan ini tidak bisa dibuka", err)()
		}
		return ui.Push(newPracticeSession(app, known, title, practice.NewWholeSession))()
	}
}
