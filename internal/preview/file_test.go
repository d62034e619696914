package preview_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"mufakat/internal/preview"
)

// editor saves a file step by step: one step every time that the preview waits. Then it stops the preview's waiting.
type editor struct {
	name  string
	steps []func()
	idle  int // how often it does nothing first, so that a save begins at another moment of a look
	waits int
	spare int // waits after the last step
}

func (e *editor) sleep(context.Context, time.Duration) error {
	e.waits++
	i := e.waits - 1 - e.idle
	switch {
	case i < 0:
	case i < len(e.steps):
		e.steps[i]()
		// The steps follow each other faster than a file system's clock may tick; those of people do not.
		at := time.Date(2026, 11, 21, 8, 0, e.waits, 0, time.UTC)
		_ = os.Chtimes(e.name, at, at) // the step may have removed it
	case i >= len(e.steps)+e.spare:
		return errors.New("enough")
	}
	return nil
}

// follow returns every version that is seen while the editor is at work, the first as well.
func follow(e *editor) []*preview.Version {
	f := preview.File{Name: e.name, Sleep: func(context.Context, time.Duration) error { return nil }}
	v := f.Look(context.Background(), nil)
	seen := []*preview.Version{v}
	f.Sleep = e.sleep
	for {
		if v = f.Next(context.Background(), v); v == nil {
			return seen
		}
		seen = append(seen, v)
	}
}

// However an editor saves, the preview sees the new text whole, and nothing broken in between.
func TestEveryWayOfSaving(t *testing.T) {
	after := edit(t, "Hujan.", "Hujan deras.")
	must := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	ways := map[string]func(name string) []func(){
		"written over": func(name string) []func() {
			return []func(){func() { write(t, name, after) }}
		},
		"emptied, then written": func(name string) []func() {
			return []func(){
				func() { must(os.Truncate(name, 0)) },
				func() {},
				func() { write(t, name, after) },
			}
		},
		"written in two parts": func(name string) []func() {
			return []func(){
				func() { write(t, name, after[:len(after)/2]) },
				func() { write(t, name, after) },
			}
		},
		"renamed into its place": func(name string) []func() {
			return []func(){
				func() { write(t, name+".baru", after[:10]) },
				func() { write(t, name+".baru", after) },
				func() { must(os.Rename(name+".baru", name)) },
			}
		},
		"moved away, then written": func(name string) []func() {
			return []func(){
				func() { must(os.Rename(name, name+"~")) },
				func() { write(t, name, after) },
				func() { must(os.Remove(name + "~")) },
			}
		},
		"deleted, then created empty, then written": func(name string) []func() {
			return []func(){
				func() { must(os.Remove(name)) },
				func() {},
				func() { write(t, name, "") },
				func() { write(t, name, after) },
			}
		},
		"same size, by its time": func(name string) []func() {
			return []func(){func() { write(t, name, strings.Replace(story, "Hujan.", "Panas.", 1)) }}
		},
	}
	for way, steps := range ways {
		for idle := range 3 {
			name := newFile(t)
			seen := follow(&editor{name: name, steps: steps(name), idle: idle, spare: 8})
			for i, v := range seen {
				if v.Err != nil || v.Document.Case == nil {
					t.Errorf("%s, idle %d: version %d of %d is broken: %v", way, idle, i, len(seen), v.Err)
				}
			}
			want, err := os.ReadFile(name)
			must(err)
			if last := seen[len(seen)-1].Document.Case; last == nil || last.Hash != parse(t, string(want)).Hash || len(seen) != 2 {
				t.Errorf("%s, idle %d: %d versions, of which the last is not what was saved", way, idle, len(seen))
			}
		}
	}
}

// A file that cannot be used is told of in a sentence, once, and is used again when it is back.
func TestFileThatIsGoneForAWhile(t *testing.T) {
	nothing := func() {}
	long := make([]func(), 12) // longer than any save takes
	for i := range long {
		long[i] = nothing
	}
	for what, c := range map[string]struct {
		away func(name string) error
		want string
	}{
		"gone":   {os.Remove, "tidak ada"},
		"folder": {func(name string) error { return errors.Join(os.Remove(name), os.Mkdir(name, 0o755)) }, "bukan sebuah kasus"},
		"loop":   {func(name string) error { return errors.Join(os.Remove(name), os.Symlink(name, name)) }, "tidak terbaca"},
	} {
		name := newFile(t)
		if what == "loop" && os.Symlink(name, filepath.Join(t.TempDir(), "x")) != nil {
			continue // this system lets nobody make links
		}
		steps := append([]func(){func() {
			if err := c.away(name); err != nil {
				t.Fatal(err)
			}
		}}, long...)
		steps = append(steps, func() {
			if err := os.Remove(name); err != nil && what != "gone" {
				t.Fatal(err)
			}
			write(t, name, story)
		})
		seen := follow(&editor{name: name, steps: steps, spare: 8})
		if len(seen) != 3 {
			t.Errorf("%s: %d versions instead of 3", what, len(seen))
			continue
		}
		if err := seen[1].Err; err == nil || !strings.Contains(err.Error(), c.want) || !strings.HasSuffix(err.Error(), ".") {
			t.Errorf("%s: the author is told %v", what, err)
		}
		if seen[2].Err != nil || seen[2].Document.Case == nil {
			t.Errorf("%s: the file is back, but not seen: %v", what, seen[2].Err)
		}
	}
}

func TestFileThatMayNotBeRead(t *testing.T) {
	name := newFile(t)
	if err := os.Chmod(name, 0); err != nil {
		t.Fatal(err)
	}
	if f, err := os.Open(name); err == nil {
		f.Close()
		t.Skip("this user may read everything")
	}
	f := preview.File{Name: name, Sleep: func(context.Context, time.Duration) error { return nil }}
	v := f.Look(context.Background(), nil)
	if v.Err == nil || !strings.Contains(v.Err.Error(), "tidak boleh dibaca") {
		t.Fatalf("the author is told %v", v.Err)
	}
	if again := f.Look(context.Background(), v); again != v {
		t.Error("the same is told twice")
	}
	if err := os.Chmod(name, 0o644); err != nil {
		t.Fatal(err)
	}
	if v = f.Look(context.Background(), v); v.Err != nil {
		t.Error(v.Err)
	}
}

// What is no case is a finding, quickly and in little memory, however big the file is.
func TestFileThatIsNoCase(t *testing.T) {
	for what, change := range map[string]func(name string) error{
		"binary": func(name string) error { return os.WriteFile(name, []byte("\x7fELF\x00\xff\xfe\x00\x01"), 0o644) },
		"100 MB": func(name string) error { return os.Truncate(name, 100<<20) },
		"empty":  func(name string) error { return os.Truncate(name, 0) },
	} {
		name := newFile(t)
		var failed error
		seen := follow(&editor{name: name, steps: []func(){func() { failed = change(name) }}, spare: 12})
		if failed != nil {
			t.Fatal(failed)
		}
		last := seen[len(seen)-1]
		if len(seen) != 2 || last.Err != nil || last.Document.Case != nil || len(last.Document.Diagnostics) == 0 {
			t.Errorf("%s: %d versions, the last: %v", what, len(seen), last.Err)
		}
	}
}

// A file that never comes to rest is read all the same, within half a second.
func TestFileThatIsAlwaysBeingWritten(t *testing.T) {
	name := newFile(t)
	var waited time.Duration
	f := preview.File{Name: name, Sleep: func(_ context.Context, d time.Duration) error {
		waited += d
		write(t, name, story+strings.Repeat("\n", int(waited/time.Millisecond)))
		return nil
	}}
	if v := f.Look(context.Background(), nil); v.Err != nil || v.Document.Case == nil {
		t.Error(v.Err)
	}
	if waited > 500*time.Millisecond {
		t.Errorf("it was read after %v", waited)
	}
}

func TestWaitingEndsWithTheContext(t *testing.T) {
	f := preview.File{Name: newFile(t)}
	v := f.Look(context.Background(), nil)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if next := f.Next(ctx, v); next != nil {
		t.Error("there is nothing new")
	}
	if _, err := f.Search(ctx); err == nil {
		t.Error("the search went on")
	}
}

func TestSearchFindsWhatReadingDoesNot(t *testing.T) {
	name := newFile(t)
	write(t, name, edit(t, "- [Jadwal bergiliran](#akhir)\n", "- [Jadwal bergiliran](#akhir)\n  - syarat: didengar\n",
		"- [Undi](#akhir)\n", "- [Undi](#akhir)\n  - syarat: didengar\n"))
	f := preview.File{Name: name}
	v := f.Look(context.Background(), nil)
	if v.Document.Case == nil {
		t.Fatal(v.Document.Diagnostics)
	}
	findings, err := f.Search(context.Background())
	if err != nil || len(findings) <= len(v.Document.Diagnostics) {
		t.Errorf("%d findings, %d before the search, %v", len(findings), len(v.Document.Diagnostics), err)
	}
}
