// Package preview is what an author's preview of a case knows without a screen: when the file has changed, which version
// of it can be played, where to begin, and how a play goes on in a text that has changed.
package preview

import (
	"context"
	"os"
	"time"

	"mufakat/internal/casefile"
	"mufakat/internal/check"
	"mufakat/internal/diagnostic"
)

// How a file is watched.
const (
	interval = 200 * time.Millisecond // between two looks
	settling = 75 * time.Millisecond  // how long a file must stay as it is to count as saved
	patience = 5                      // how often settling begins anew before the file is taken as it is
)

// File is a case's file, which somebody is writing in an editor.
type File struct {
	Name    string
	Options check.Options
	// Sleep waits; it returns ctx's error where ctx is done first. nil: by the clock.
	Sleep func(ctx context.Context, d time.Duration) error
}

// String is the file's name.
func (f File) String() string { return f.Name }

// Version is what a look at the file found.
type Version struct {
	Document *casefile.Document // nil where the file could not be read
	Err      error              // why, as a sentence in Indonesian
	stamp    stamp
}

// stamp tells two versions of a file apart without reading them.
type stamp struct {
	info os.FileInfo // nil where there is no such file, or it cannot be looked at
	err  error
}

func (f File) stamp() stamp {
	info, err := os.Stat(f.Name)
	return stamp{info, err}
}

func (s stamp) same(o stamp) bool {
	if s.info == nil || o.info == nil {
		return s.info == nil && o.info == nil && s.err.Error() == o.err.Error()
	}
	return os.SameFile(s.info, o.info) && s.info.Size() == o.info.Size() && s.info.ModTime().Equal(o.info.ModTime()) && s.info.Mode() == o.info.Mode()
}

// unsettled tells whether the file looks as it does in the middle of being saved: gone, or empty.
func (s stamp) unsettled() bool { return s.info == nil || s.info.Size() == 0 }

// Next waits until the file is no longer what last says, and returns what it is then; nil once ctx is done.
func (f File) Next(ctx context.Context, last *Version) *Version {
	for f.sleep(ctx, interval) {
		if v := f.Look(ctx, last); v != last {
			return v
		}
	}
	return nil
}

// Look returns what the file is now: last itself if nothing has changed since. last is nil at the first look.
func (f File) Look(ctx context.Context, last *Version) *Version {
	now := f.stamp()
	// A file that could not be read although it is there may become readable without a trace.
	if last != nil && now.same(last.stamp) && (last.Err == nil || now.info == nil) {
		return last
	}
	v := f.read(ctx, now)
	if last != nil && last.Err != nil && v.Err != nil && last.Err.Error() == v.Err.Error() {
		return last
	}
	return v
}

// read reads the file once it has come to rest: editors empty it before they write it anew, or delete it before they put
// another in its place.
func (f File) read(ctx context.Context, now stamp) *Version {
	for try := 0; ; try++ {
		doc, err := check.Document(f.Name, f.Options)
		v := &Version{Document: doc, Err: err, stamp: now}
		if !f.sleep(ctx, settling) {
			return v
		}
		next := f.stamp()
		if next.same(now) && !now.unsettled() || try == patience {
			return v
		}
		now = next
	}
}

// Search checks the file whole, with the search of its story, which can take seconds. The error is ctx's, or says that the
// file can no longer be read.
func (f File) Search(ctx context.Context) ([]diagnostic.Diagnostic, error) {
	report, err := check.Path(ctx, f.Name, f.Options)
	return report.Findings, err
}

// sleep tells whether to go on after waiting.
func (f File) sleep(ctx context.Context, d time.Duration) bool {
	if f.Sleep != nil {
		return f.Sleep(ctx, d) == nil
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}
