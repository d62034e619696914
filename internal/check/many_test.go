package check_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"mufakat/internal/check"
)

// manyCases is a folder of 200 cases. Every third one can get stuck.
func manyCases(t *testing.T) (root string, stuck []string) {
	t.Helper()
	files := map[string]string{}
	for i := range 200 {
		name := fmt.Sprintf("kisah-%03d.md", i)
		files[name] = story(open)
		if i%3 == 0 {
			files[name] = story(locked)
			stuck = append(stuck, name+":22 K606")
		}
	}
	return folder(t, files), stuck
}

// withWorkers lets more than one file be checked at once, on whatever machine.
func withWorkers(t *testing.T) {
	before := runtime.GOMAXPROCS(4)
	t.Cleanup(func() { runtime.GOMAXPROCS(before) })
}

// Whoever names a whole disk by mistake can stop while its files are still being looked for.
func TestStopWhileFilesAreListed(t *testing.T) {
	root, _ := manyCases(t)
	ctx, stop := context.WithCancel(context.Background())
	stop()
	told := false
	r, err := check.Path(ctx, root, check.Options{Progress: func(int, int) { told = true }})
	if !errors.Is(err, context.Canceled) || len(r.Names) > 0 || told {
		t.Errorf("%v, %d files, told %t", err, len(r.Names), told)
	}
}

func TestManyFiles(t *testing.T) {
	withWorkers(t)
	root, stuck := manyCases(t)
	unreadable := 0
	for _, name := range []string{"kisah-100a.md", "kisah-150a.md"} {
		if err := os.Symlink("tidak-ada.md", filepath.Join(root, name)); err == nil { // not everybody may make links on Windows
			unreadable++
		}
	}
	total := 200 + unreadable
	var telling atomic.Int32
	var told []int
	r, err := check.Path(context.Background(), root, check.Options{Concepts: []string{"C-06"}, Progress: func(done, of int) {
		if telling.Add(1) != 1 {
			t.Error("told by two at once")
		}
		told = append(told, done)
		if of != total {
			t.Errorf("%d of %d files, want %d", done, of, total)
		}
		telling.Add(-1)
	}})
	if unreadable > 0 && (err == nil || !strings.HasSuffix(err.Error(), "kisah-100a.md tidak ada. Periksa nama dan foldernya.")) {
		t.Errorf("the first that cannot be read is not told: %v", err)
	}
	if len(r.Names) != 200 || !slices.Equal(brief(r), stuck) {
		t.Errorf("%d files, %v", len(r.Names), brief(r))
	}
	for i, done := range told {
		if done != i+1 {
			t.Fatalf("told %v", told)
		}
	}
	if len(told) != total {
		t.Errorf("told %d times, want %d", len(told), total)
	}
}

func TestCancelAmongMany(t *testing.T) {
	withWorkers(t)
	root, _ := manyCases(t)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	told := 0
	r, err := check.Path(ctx, root, check.Options{Progress: func(done, _ int) {
		if told = done; done == 5 {
			cancel()
		}
	}})
	if !errors.Is(err, context.Canceled) || told != 5 || len(r.Names) != 0 || r.Findings != nil {
		t.Errorf("%v, told of %d, %+v", err, told, r)
	}
}
