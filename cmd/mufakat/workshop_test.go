package main

import (
	"archive/zip"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"mufakat/internal/casefile"
)

// newWorkshop is a workshop with a library of its own, and a folder with a case in it.
func newWorkshop(t *testing.T) (w workshop, folder, text string) {
	t.Helper()
	src, err := os.ReadFile(filepath.Join("testdata", "pasar.md"))
	if err != nil {
		t.Fatal(err)
	}
	folder = t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "pasar.md"), src, 0o644); err != nil {
		t.Fatal(err)
	}
	data := t.TempDir()
	return workshop{newLibrary(func() (string, error) { return data, nil })}, folder, string(src)
}

func TestWorkshopChecks(t *testing.T) {
	w, folder, _ := newWorkshop(t)
	name := filepath.Join(folder, "pasar.md")
	one, err := w.Check(context.Background(), name, nil)
	if err != nil || one.Document == nil || one.Document.Case == nil || one.Survey == nil || len(one.Names) != 1 {
		t.Fatalf("%+v %v", one, err)
	}
	told := 0
	all, err := w.Check(context.Background(), folder, func(done, total int) { told = done })
	if err != nil || all.Document != nil || len(all.Names) != 1 || all.Names[0] != name || told != 1 || len(all.Findings) != len(one.Findings) {
		t.Errorf("%+v %d %v", all, told, err)
	}
	if _, err := w.Check(context.Background(), filepath.Join(folder, "tiada.md"), nil); err == nil || !strings.Contains(err.Error(), "tiada.md tidak ada.") {
		t.Error(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := w.Check(ctx, name, nil); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func TestWorkshopReadsText(t *testing.T) {
	w, folder, text := newWorkshop(t)
	zipped := filepath.Join(folder, "kirim.zip")
	to, err := os.Create(zipped)
	if err != nil {
		t.Fatal(err)
	}
	z := zip.NewWriter(to)
	entry, err := z.Create("latsar/kasus/pasar.md")
	if err != nil {
		t.Fatal(err)
	}
	_, err = entry.Write([]byte(text))
	if err := errors.Join(err, z.Close(), to.Close()); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"pasar.md", "kirim.zip/latsar/kasus/pasar.md"} {
		if got, err := w.Text(filepath.Join(folder, filepath.FromSlash(name))); err != nil || got != text {
			t.Errorf("%s: %.20q %v", name, got, err)
		}
	}
	// Findings in a zip are about names that can be read.
	checked, err := w.Check(context.Background(), zipped, nil)
	if err != nil || len(checked.Names) != 1 {
		t.Fatal(checked.Names, err)
	}
	if got, err := w.Text(checked.Names[0]); err != nil || got != text {
		t.Errorf("%s: %.20q %v", checked.Names[0], got, err)
	}
	if err := os.WriteFile(filepath.Join(folder, "besar.md"), make([]byte, casefile.MaxSize+1), 0o644); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"besar.md": "terlalu besar", "tiada.md": "tidak ada", "kirim.zip/tiada.md": "tidak ada", "pasar.md/x.md": "bukan zip"} {
		if _, err := w.Text(filepath.Join(folder, filepath.FromSlash(name))); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestWorkshopExplains(t *testing.T) {
	w, _, _ := newWorkshop(t)
	if text, err := w.Explain(casefile.UnknownTarget); err != nil || !strings.HasPrefix(text, "## Sasaran tautan tidak ada\n\n") || len(text) < 100 {
		t.Errorf("%q %v", text, err)
	}
	if _, err := w.Explain("K999"); err == nil || !strings.Contains(err.Error(), "tidak ada") {
		t.Error(err)
	}
}

func TestWorkshopPrints(t *testing.T) {
	w, folder, _ := newWorkshop(t)
	checked, err := w.Check(context.Background(), filepath.Join(folder, "pasar.md"), nil)
	if err != nil {
		t.Fatal(err)
	}
	for ending, want := range map[string]string{".html": "<!DOCTYPE html>", ".md": "# Pasar"} {
		name := filepath.Join(folder, "cetak"+ending)
		full, err := w.Print(context.Background(), checked.Document.Case, " "+name+" ")
		if err != nil || full != name {
			t.Fatal(full, err)
		}
		if text, err := os.ReadFile(name); err != nil || !strings.Contains(string(text), want) {
			t.Errorf("%s: %.40q %v", ending, text, err)
		}
		if _, err := w.Print(context.Background(), checked.Document.Case, name); err == nil || !strings.Contains(err.Error(), "sudah ada") {
			t.Error(err)
		}
	}
	if full, err := w.Print(context.Background(), checked.Document.Case, filepath.Join(folder, "lain")); err != nil || filepath.Base(full) != "lain.html" {
		t.Error(full, err)
	}
	if _, err := w.Print(context.Background(), checked.Document.Case, " "); err == nil || !strings.Contains(err.Error(), "masih kosong") {
		t.Error(err)
	}
	if _, err := w.Print(context.Background(), checked.Document.Case, filepath.Join(folder, "cetak.pdf")); err == nil || !strings.Contains(err.Error(), "“.pdf” tidak dikenal") {
		t.Error(err)
	}
}
