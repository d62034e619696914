package scenes

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"mufakat/internal/store"
	"mufakat/internal/ui"
)

const (
	writingPause = time.Second / 2 // a text is stored when its writer pauses for so long …
	writingMost  = 5 * time.Second // … and at the latest after so much writing
	retryAfter   = 5 * time.Second
)

// rest stores a text that is being written when its writer pauses.
func (e *Exam) rest() tea.Cmd {
	e.typed = e.app.Now()
	if e.resting {
		return nil
	}
	e.resting, e.since = true, e.typed
	return e.app.After(writingPause, examPause{e})
}

// paused stores the text if its writer has paused; else it waits for the rest of a pause.
func (e *Exam) paused() tea.Cmd {
	now := e.app.Now()
	if left := min(writingPause-now.Sub(e.typed), writingMost-now.Sub(e.since)); left > 0 {
		return e.app.After(left, examPause{e})
	}
	e.resting = false
	return e.record.store()
}

// stored goes on when the store has taken something, or says why it has not.
func (e *Exam) stored(msg examStored) tea.Cmd {
	e.record.stored(msg.stored)
	if msg.err != nil {
		return e.failed(msg.err)
	}
	e.failing = false
	switch {
	case e.sitting.Attempt.HandedIn():
		return e.close()
	case e.leaving && len(e.record.waiting) == 0:
		return e.gone()
	}
	look := e.look()
	if e.resting && !e.leaving {
		return look // what is being written waits for its pause
	}
	return tea.Batch(look, e.record.store())
}

// failed says once why nothing is stored, and tries again after a while. What cannot be mended by that is left to the trainee,
// whose answer stays on the screen.
func (e *Exam) failed(err error) tea.Cmd {
	left := e.leaving
	e.leaving = false
	var again, say tea.Cmd
	switch store.CodeOf(err) {
	case store.AttemptClosed: // in another window
		return e.close()
	case store.ChangedElsewhere, store.NoAttempt, store.PaperUnreadable:
	default:
		if !e.retrying {
			e.retrying = true
			again = e.app.After(retryAfter, examRetry{e})
		}
	}
	switch {
	case left:
		say = ui.Ask(ui.Dialog{Title: "Belum tersimpan", Text: err.Error(), Answers: []ui.Answer{
			{Label: "Tetap di sini"}, {Label: "Keluar tanpa yang terakhir", Do: ui.Pop},
		}})
	case !e.failing:
		say = ui.Fail("Belum tersimpan", err)
	}
	e.failing = true
	return tea.Batch(again, say)
}

// close opens the result of the attempt, which is over, and tells by whom it was ended unless that was the trainee, here.
func (e *Exam) close() tea.Cmd {
	app, id, willing := e.app, e.id, e.willing
	ended := ui.Dialog{
		Title:   "Ujian ini sudah dikumpulkan",
		Text:    "Ujian ini dikumpulkan dari jendela lain. Semua yang tersimpan sebelum itu ikut dinilai.",
		Answers: []ui.Answer{{Label: "Lihat hasilnya"}},
	}
	if left, limited := e.sitting.Left(app.Now()); limited && left == 0 {
		ended.Title, ended.Text = "Waktu ujian ini sudah habis", "Jawaban Anda dikumpulkan otomatis. Semua yang sudah tersimpan ikut dinilai."
	}
	return func() tea.Msg {
		saved, err := app.Store.Attempt(id)
		if err != nil {
			return tea.Sequence(ui.Pop, ui.Fail("Hasil ujian belum bisa dibuka", err))()
		}
		result := ui.Replace(NewAttemptResult(app, saved))
		if willing {
			return result()
		}
		return tea.Sequence(result, ui.Ask(ended))()
	}
}

// leave closes the scene when everything is stored.
func (e *Exam) leave() tea.Cmd {
	if len(e.record.waiting) == 0 {
		return e.gone()
	}
	e.leaving = true
	return e.record.store()
}

func (e *Exam) gone() tea.Cmd {
	sentence := "Tersimpan. Lanjutkan kapan saja dari Beranda."
	if e.limited {
		sentence = "Ujian tetap berjalan; waktu terus dihitung."
	}
	return tea.Sequence(ui.Pop, ui.Notify(sentence))
}

// Leave stores what is not stored yet, such as a text that is being written.
func (e *Exam) Leave() tea.Cmd {
	if len(e.record.waiting) == 0 {
		return nil
	}
	write := e.record.write()
	return func() tea.Msg {
		if _, err := write(); err != nil {
			return ui.Fail("Belum tersimpan", err)()
		}
		return nil
	}
}
