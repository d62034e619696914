package resultfile_test

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"mufakat/internal/resultfile"
)

// A file of one kind that is given for another is told where it belongs.
func TestKinds(t *testing.T) {
	const run, attempt = `{"program": "mufakat", "jenis": "permainan", "format": 1}`, `{"program": "mufakat", "jenis": "ujian", "format": 1}`
	for _, test := range []struct {
		kind         resultfile.Kind
		source, want string // want is empty where it is read
	}{
		{resultfile.Run, run, ""},
		{resultfile.Attempt, "\ufeff" + attempt, ""},
		{resultfile.Run, attempt, "berisi ujian, bukan permainan. Bacalah dengan: mufakat kuis nilai"},
		{resultfile.Attempt, run, "berisi permainan, bukan ujian. Bacalah dengan: mufakat laporan"},
		{resultfile.Attempt, attempt + "}", "bukan berkas JSON yang utuh. Minta berkas itu diekspor sekali lagi."},
		{resultfile.Attempt, "", "bukan berkas JSON yang utuh. Minta berkas itu diekspor sekali lagi."},
		{resultfile.Attempt, "[]", "bukan hasil ekspor Mufakat. Buatlah dengan: mufakat kuis hasil NOMOR --keluar BERKAS.json"},
	} {
		source, err := test.kind.Read(strings.NewReader(test.source))
		switch {
		case test.want == "" && (err != nil || !bytes.HasPrefix(source, []byte("{"))):
			t.Errorf("%s: %v", test.source, err)
		case test.want != "" && (err == nil || err.Error() != test.want):
			t.Errorf("%s: %v, want %s", test.source, err, test.want)
		}
	}
}

// Names are files, folders and patterns; a file counts once, however it is named.
func TestFiles(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, name := range []string{"kelas/b.json", "kelas/a.JSON", "kelas/x.txt", "kelas/dalam/c.json", "kosong/.keep", "satu.json"} {
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	files, refused := resultfile.Attempt.Files([]string{"satu.json", "kelas", "kelas/*.json", "kosong", ""})
	if want := []string{"satu.json", filepath.Join("kelas", "a.JSON"), filepath.Join("kelas", "b.json")}; !slices.Equal(files, want) {
		t.Errorf("%q, want %q", files, want)
	}
	want := []string{"Di folder kosong tidak ada berkas .json. Isi dengan hasil dari: mufakat kuis hasil NOMOR --keluar BERKAS.json",
		"Nama berkasnya kosong. Sebut berkas atau folder hasil dari: mufakat kuis hasil NOMOR --keluar BERKAS.json"}
	if !slices.Equal(refused, want) {
		t.Errorf("refused %q", refused)
	}
}
