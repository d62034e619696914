package report_test

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"mufakat/internal/report"
)

func TestNewFile(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "a.txt")
	hello := func(w io.Writer) error { _, err := io.WriteString(w, "halo"); return err }

	full, err := report.NewFile(" "+path+" ", hello)
	if err != nil || full != path {
		t.Fatalf("%q, %v", full, err)
	}
	tests := []struct {
		name, path string
		write      func(io.Writer) error
		want       string
	}{
		{"taken", path, hello, "sudah ada dan tidak ditimpa"},
		{"empty", "  ", hello, "masih kosong"},
		{"no such folder", filepath.Join(folder, "tiada", "b.txt"), hello, "tidak bisa ditulis"},
		{"a file for a folder", filepath.Join(path, "b.txt"), hello, "tidak bisa ditulis"},
		{"half-way", filepath.Join(folder, "c.txt"), func(io.Writer) error { return errors.New("disk full") }, "tidak tertulis sampai selesai"},
	}
	for _, test := range tests {
		if _, err := report.NewFile(test.path, test.write); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %v", test.name, err)
		}
	}
	entries, err := os.ReadDir(folder)
	if err != nil || len(entries) != 1 {
		t.Errorf("left behind: %v, %v", entries, err)
	}
}

func TestDebriefFileChoosesByItsEnding(t *testing.T) {
	folder, d := t.TempDir(), finished(t)
	for name, begin := range map[string]string{"a.md": "# Dua Lapak\n", "b.TXT": "Dua Lapak\n===", "c": "# Dua Lapak\n"} {
		full, err := report.DebriefFile(filepath.Join(folder, name), d, "Budi", when, nil)
		if err != nil {
			t.Fatal(err)
		}
		if text, err := os.ReadFile(full); err != nil || !strings.HasPrefix(string(text), begin) {
			t.Errorf("%s: %q, %v", name, text[:20], err)
		}
	}
}
