package scenes

import (
	"context"
	"fmt"

	tea "charm.land/bubbletea/v2"
)

// job is work beside the screen that tells how far it is, and ends early when it is no longer wanted. It does one thing at a
// time.
type job struct {
	ctx         context.Context // of the work at hand; nil: none
	cancel      context.CancelFunc
	told        chan progress
	done, total int // of files; total is 0 until the first is done
}

// progress is how far a job is.
type progress struct {
	of          *job
	ctx         context.Context
	done, total int
}

// start gives the job something to do, in place of what it did. work returns the message that the command brings; a message
// of work that was stopped is to be passed over, see [job.end].
func (j *job) start(work func(ctx context.Context, tell func(done, total int)) tea.Msg) tea.Cmd {
	j.stop()
	ctx, cancel := context.WithCancel(context.Background())
	told := make(chan progress, 1)
	j.ctx, j.cancel, j.told = ctx, cancel, told
	run := func() tea.Msg {
		defer close(told)
		return work(ctx, func(done, total int) {
			select {
			case <-told: // the screen did not keep up: only the last is of interest
			default:
			}
			told <- progress{j, ctx, done, total}
		})
	}
	return tea.Batch(run, j.listen())
}

// listen waits for the next progress.
func (j *job) listen() tea.Cmd {
	told := j.told
	return func() tea.Msg {
		if p, more := <-told; more {
			return p
		}
		return nil
	}
}

// advance takes progress and waits for more.
func (j *job) advance(p progress) tea.Cmd {
	if p.of != j || p.ctx != j.ctx {
		return nil
	}
	j.done, j.total = p.done, p.total
	return j.listen()
}

// end tells whether the work with this context is the one at hand, which thereby has ended.
func (j *job) end(ctx context.Context) bool {
	if j.ctx != ctx {
		return false
	}
	j.stop()
	return true
}

// stop ends the work at hand, if there is any.
func (j *job) stop() {
	if j.ctx != nil {
		j.cancel()
	}
	*j = job{}
}

// running tells whether there is work at hand.
func (j *job) running() bool { return j.ctx != nil }

// text says how far the work is: "Memeriksa 12 dari 200 …".
func (j *job) text() string {
	if j.total < 2 {
		return "Memeriksa …"
	}
	return fmt.Sprintf("Memeriksa %d dari %d …", j.done, j.total)
}
