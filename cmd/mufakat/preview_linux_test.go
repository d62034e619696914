package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The preview sees what an editor saves by renaming, and plays it on at the same place.
func TestPreviewFollowsTheEditor(t *testing.T) {
	src, err := os.ReadFile("testdata/pasar.md")
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "kasus.md")
	save := func(old, text string) {
		t.Helper()
		if !strings.Contains(string(src), old) {
			t.Fatalf("the case has no %q", old)
		}
		if err := os.WriteFile(name+"~", []byte(strings.Replace(string(src), old, text, 1)), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := os.Rename(name+"~", name); err != nil {
			t.Fatal(err)
		}
	}
	save("", "")
	data := t.TempDir()
	term := newTerminal(t, 100, 30)
	wait := term.start(at(data), "pratinjau", name, "--adegan", "siang", "--penanda", "sudah-bertemu")
	term.await("Rapat dimulai.")
	save("Rapat dimulai.", "Kursi-kursi ditata melingkar.")
	term.await("melingkar.")
	term.press("\x1b")
	if status, errs := wait(); status != statusOK || errs != "" {
		t.Errorf("status %d, %s", status, errs)
	}
	if runs := history(t, data); len(runs) != 0 {
		t.Errorf("the history is %+v", runs)
	}
}
