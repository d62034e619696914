package install

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// After every step of an installation, of a replacement and of a removal the shelf's folder is copied: that is what a power
// cut leaves there. On every copy the old pack or the new one is there whole, and what was left is tidied up.
func TestInterruptions(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*Shelf) error
		steps  int // at least
		states []string
	}{
		"install": {func(s *Shelf) error {
			return second(s.Install(context.Background(), packFolder(t, "lain", "1", "a"), Options{}))
		}, 3, []string{"dasar 2, uji 1", "dasar 2, lain 1, uji 1"}},
		"replace": {func(s *Shelf) error {
			return second(s.Install(context.Background(), packFolder(t, "uji", "2", "a", "b", "c"), Options{}))
		}, 5, []string{"dasar 2, uji 1", "dasar 2, uji 2"}},
		"remove": {func(s *Shelf) error { return second(s.Remove("uji")) }, 1, []string{"dasar 2, uji 1", "dasar 2"}},
	} {
		t.Run(name, func(t *testing.T) {
			s := newShelf(t)
			install(t, s, packFolder(t, "uji", "1", "a", "b"), Options{})
			var cuts []string
			s.afterStep = func() {
				cut := filepath.Join(t.TempDir(), "paket")
				if err := os.CopyFS(cut, os.DirFS(s.dir)); err != nil {
					t.Fatal(err)
				}
				cuts = append(cuts, cut)
			}
			if err := c.change(s); err != nil {
				t.Fatal(err)
			}
			if len(cuts) < c.steps {
				t.Fatalf("only %d steps", len(cuts))
			}
			seen := 0 // states pass from the old one to the new one, and never back
			for i, cut := range cuts {
				after := NewShelf(cut, builtIn())
				got := onShelf(t, after)
				for seen < len(c.states) && c.states[seen] != got {
					seen++
				}
				if seen == len(c.states) {
					t.Errorf("after step %d: %s", i+1, got)
					break
				}
				if left := leftovers(t, after); len(left) > 0 {
					t.Errorf("after step %d there stays %v", i+1, left)
				}
				for _, e := range must(after.List()) {
					ids, err := e.Pack.CaseIDs()
					if err != nil || e.Name == "uji" && len(ids) != map[string]int{"1": 2, "2": 3}[e.Manifest.Version] {
						t.Errorf("after step %d: %s has the cases %v, %v", i+1, e.Name, ids, err)
					}
					for _, id := range ids {
						if _, err := e.Pack.Case(id); err != nil {
							t.Errorf("after step %d: %v", i+1, err)
						}
					}
				}
				install(t, after, packFolder(t, "uji", "5", "a"), Options{})
			}
		})
	}
}

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

// While one copy of the program is at work, another one is told so, reads what is there, and leaves the work alone.
func TestTwoAtOnce(t *testing.T) {
	s := newShelf(t)
	install(t, s, packFolder(t, "uji", "1", "a"), Options{})
	other := NewShelf(s.dir, builtIn())
	source := packFolder(t, "lain", "1", "a")
	s.afterStep = func() {
		if _, err := other.Install(context.Background(), source, Options{}); err == nil || !strings.Contains(err.Error(), "Jendela Mufakat yang lain") {
			t.Errorf("it was let in: %v", err)
		}
		if got := onShelf(t, other); !strings.HasPrefix(got, "dasar 2") {
			t.Error(got)
		}
	}
	if done, err := s.Install(context.Background(), packFolder(t, "uji", "2", "a"), Options{}); err != nil || done.Replaced == nil {
		t.Error(err)
	}
	if _, err := other.Install(context.Background(), source, Options{}); err != nil {
		t.Errorf("the lock was not given back: %v", err)
	}
}

// Many copies of the program at once: each either installs whole or is told to wait.
func TestManyAtOnce(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "paket")
	var sources []string
	for _, version := range []string{"1", "2", "3", "4"} {
		sources = append(sources, packFolder(t, "uji", version, "a", "b"))
	}
	var all sync.WaitGroup
	for _, source := range sources {
		all.Go(func() {
			s := NewShelf(dir, builtIn())
			for range 5 {
				_, err := s.Install(context.Background(), source, Options{AllowOlder: true})
				if err != nil && !strings.Contains(err.Error(), "Jendela Mufakat yang lain") {
					t.Error(err)
				}
				if _, err := s.List(); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	s := NewShelf(dir, builtIn())
	install(t, s, sources[0], Options{AllowOlder: true})
	if got := onShelf(t, s); got != "dasar 2, uji 1" || len(leftovers(t, s)) > 0 {
		t.Error(got, leftovers(t, s))
	}
}

// A shelf that cannot be written to is still read.
func TestReadOnlyShelf(t *testing.T) {
	s := newShelf(t)
	install(t, s, packFolder(t, "uji", "1", "a"), Options{})
	if err := os.Mkdir(filepath.Join(s.dir, tempPrefix+"1"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(s.dir, 0o500); err != nil {
		t.Fatal(err)
	}
	defer os.Chmod(s.dir, 0o700)
	if probe := os.Mkdir(filepath.Join(s.dir, "coba"), 0o700); probe == nil || !errors.Is(probe, os.ErrPermission) {
		t.Skip("rights do not bind here")
	}
	if got := onShelf(t, s); got != "dasar 2, uji 1" {
		t.Error(got)
	}
	if _, err := s.Remove("uji"); err == nil || !strings.Contains(err.Error(), "tidak boleh ditulisi") {
		t.Error(err)
	}
}
