package main

import (
	"os"
	"path/filepath"
	"testing"
)

// An instructor opens a case by its name, installs it, and looks at its analysis; then it is in the list of cases.
func TestInstructorInstallsACase(t *testing.T) {
	src, err := os.ReadFile(filepath.Join("testdata", "pasar.md"))
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "lapak-kita.md")
	if err := os.WriteFile(name, src, 0o644); err != nil {
		t.Fatal(err)
	}
	data := t.TempDir()
	term := newTerminal(t, 100, 30)
	wait := term.start(at(data))
	for _, step := range []struct{ keys, shows string }{
		{"", "Pengajar"}, {"5", "Buka berkas atau folder"}, {"1", "folder ini"}, {"n", "lengkapi"}, {name + "\r", "apa yang perlu diperbaiki"},
		{"7", "Pasang paket"}, {"1", "Terpasang: "}, {"\r", ""}, {"2", "Jalan terbaik"},
	} {
		term.press(step.keys)
		term.await(step.shows)
	}
	term.press("\x03")
	if status, errs := wait(); status != statusOK || errs != "" {
		t.Fatalf("status %d, %s", status, errs)
	}
	cases, err := newLibrary(func() (string, error) { return data, nil }).Cases()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range cases {
		if c.Source == "lapak-kita" && c.ID == "lapak-kita" {
			return
		}
	}
	t.Errorf("not installed: %v", cases)
}
