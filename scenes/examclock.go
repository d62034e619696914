package scenes

import (
	"fmt"
	"time"

	tea "charm.land/bubbletea/v2"

	"mufakat/internal/ui"
)

// countdown is the time left from which on the seconds are shown.
const countdown = 5 * time.Minute

// timeLeft is the time left as it is shown, and how long it will read so: minutes, at the end minutes and seconds. What has
// begun counts as a whole one.
func timeLeft(left time.Duration) (text string, steady time.Duration) {
	unit := time.Minute
	if left <= countdown {
		unit = time.Second
	}
	whole := (left + unit - 1) / unit
	steady = left - (whole-1)*unit
	if unit == time.Minute {
		return fmt.Sprintf("sisa %d menit", whole), min(steady, left-countdown)
	}
	return fmt.Sprintf("sisa %d:%02d", whole/60, whole%60), steady
}

// timeWarnings are said once each, as soon as no more time than this is left.
var timeWarnings = []struct {
	left     time.Duration
	sentence string
	standing string // stays in sight from then on
}{
	{time.Minute, "Waktu tinggal 1 menit, lalu dikumpulkan otomatis.", "kurang dari 1 menit lagi"},
	{countdown, "Waktu tinggal 5 menit.", "kurang dari 5 menit lagi"},
}

// examTick says that the time left reads differently now.
type examTick struct{ by *Exam }

// tick waits until the time left reads differently.
func (e *Exam) tick() tea.Cmd {
	left, limited := e.sitting.Left(e.app.Now())
	if !limited {
		return nil
	}
	_, steady := timeLeft(left)
	return e.app.After(max(steady, time.Millisecond), examTick{e})
}

// look looks at the clock: it takes the time left, warns, and puts down what is due, which is the hand-in when time is over.
func (e *Exam) look() tea.Cmd {
	now, before := e.app.Now(), e.left
	e.left, e.limited = e.sitting.Left(now)
	var cmds []tea.Cmd
	for _, w := range timeWarnings {
		if e.limited && before > w.left && e.left <= w.left && e.left > 0 {
			cmds = append(cmds, ui.Notify(w.sentence))
			break
		}
	}
	if len(e.record.waiting) == 0 {
		if event, due := e.sitting.Due(now); due {
			e.record.put(event)
		}
	}
	if e.over() {
		cmds = append(cmds, e.record.store())
	}
	return tea.Batch(cmds...)
}

// over tells whether nothing can be answered any more.
func (e *Exam) over() bool { return e.limited && e.left == 0 || e.record.attempt().HandedIn() }
