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
		{"no such folder", filepath.Join(folder, "tiada", "b.txt"), hello, "tidak ada. Buat dulu foldernya"},
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
	tests := []struct {
		name   string
		format report.Format
		want   string
		begin  string
	}{
		{"a.md", report.Text, "a.md", "# Dua Lapak\n"},
		{"b.TXT", report.Markdown, "b.TXT", "Dua Lapak\n==="},
		{"laporan", report.Text, "laporan.txt", "Dua Lapak\n==="},
		{"laporan 1.2", report.Markdown, "laporan 1.2.md", "# Dua Lapak\n"},
		{"c.json", report.Text, "c.json", "{\n  \"program\": \"mufakat\""},
		{"kelompok", report.JSON, "kelompok.json", "{\n  \"program\": \"mufakat\""},
	}
	for _, test := range tests {
		full, err := report.DebriefFile(filepath.Join(folder, test.name), test.format, d, report.Origin{Name: "Budi"}, nil)
		if err != nil {
			t.Fatal(err)
		}
		if text, err := os.ReadFile(full); err != nil || filepath.Base(full) != test.want || !strings.HasPrefix(string(text), test.begin) {
			t.Errorf("%s: %s, %q, %v", test.name, full, text[:20], err)
		}
	}
}

func TestPlainName(t *testing.T) {
	for name, want := range map[string]string{"Kelompok 3": "kelompok-3", "Bu Sri, S.Sos.": "bu-sri-ssos", "../x": "x", "": ""} {
		if got := report.PlainName(name); got != want {
			t.Errorf("%q: %q", name, got)
		}
	}
}
