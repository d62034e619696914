package gradebook_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"mufakat/internal/gradebook"
)

func TestReadParticipantsFile(t *testing.T) {
	folder := t.TempDir()
	file := filepath.Join(folder, "lms.csv")
	if err := os.WriteFile(file, []byte("Nama lengkap;Alamat email\nCitra Ayu;citra@contoh.id\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	people, err := gradebook.ReadParticipantsFile(file)
	if err != nil || people.Email(&gradebook.Person{Name: "citra ayu"}) != "citra@contoh.id" {
		t.Errorf("%v %v", people, err)
	}
	for name, want := range map[string]string{filepath.Join(folder, "tiada.csv"): "tidak ada.", folder: "bukan berkas biasa"} {
		if _, err := gradebook.ReadParticipantsFile(name); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
