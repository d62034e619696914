package report_test

import (
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"mufakat/internal/report"
)

var update = flag.Bool("update", false, "write the golden reports anew")

// folderOf is a folder with these files.
func folderOf(t *testing.T, files map[string]string) string {
	t.Helper()
	folder := t.TempDir()
	for name, text := range files {
		path := filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

// Of two exports of one run, the one that was made when more of its debrief was written counts, whatever the files' names.
func TestReadRunsPrefersTheFullerDebrief(t *testing.T) {
	full, bare := exported(t), exported(t)
	full.Unit = "Saya akan bertanya dulu."
	bare.Unit, bare.Lowest.Guess, bare.Answers = "", "", nil
	t.Chdir(folderOf(t, map[string]string{"a.json": string(source(t, bare)), "b.json": string(source(t, full))}))
	for _, names := range [][]string{{"a.json", "b.json"}, {"b.json", "a.json"}} {
		r := report.ReadRuns(names)
		if len(r.Runs) != 1 || r.Runs[0].File != "b.json" || r.Runs[0].Run.Unit != full.Unit || len(r.Doubles) != 1 || !strings.HasSuffix(r.Doubles[0], "dari b.json.") {
			t.Errorf("%q: %v, %q", names, r.Runs, r.Doubles)
		}
	}
}

func TestReadRuns(t *testing.T) {
	again, other := exported(t), exported(t)
	again.Ended = again.Ended.Add(-time.Minute)
	other.Seed = 5
	folder := folderOf(t, map[string]string{
		"a.json": string(source(t, exported(t))), "b.JSON": string(source(t, other)), "catatan.txt": "bukan", "asing.json": "{}",
		"lagi/z.json": string(source(t, again)), "kosong/.keep": "", "besar.json": strings.Repeat("{}\n", 1<<20), "satu[1].json": string(source(t, other)),
	})
	t.Chdir(folder)
	const foreign = "asing.json bukan hasil ekspor Mufakat. Buatlah dengan: mufakat ekspor"
	const big = "besar.json terlalu besar (lebih dari 2 MB) untuk hasil ekspor Mufakat. Periksa apakah berkasnya benar."
	in := filepath.Join
	tests := []struct {
		names                  []string
		files, refused, double []string
	}{
		{[]string{"a.json", "b.JSON", "./a.json"}, []string{"a.json", "b.JSON"}, nil, nil},
		{[]string{"[ab].*"}, []string{"a.json", "b.JSON"}, nil, nil},
		{[]string{"satu[1].json"}, []string{"satu[1].json"}, nil, nil},
		{[]string{"."}, []string{"a.json", "b.JSON"}, []string{foreign, big},
			[]string{"b.JSON dan satu[1].json berisi permainan yang sama; dihitung sekali, dari b.JSON."}},
		{[]string{"lagi", "a.json"}, []string{in("lagi", "z.json")}, nil,
			[]string{in("lagi", "z.json") + " dan a.json berisi permainan yang sama; dihitung sekali, dari " + in("lagi", "z.json") + "."}},
		{[]string{"a.json", "lagi"}, []string{in("lagi", "z.json")}, nil,
			[]string{"a.json dan " + in("lagi", "z.json") + " berisi permainan yang sama; dihitung sekali, dari " + in("lagi", "z.json") + "."}},
		{[]string{"tiada.json", "kosong", "x*.json", "catatan.txt"}, nil, []string{"tiada.json tidak ada. Periksa nama dan foldernya.",
			"Di folder kosong tidak ada berkas .json. Isi dengan hasil dari: mufakat ekspor",
			"Tidak ada berkas .json yang cocok dengan x*.json. Periksa nama dan foldernya.",
			"catatan.txt bukan berkas JSON yang utuh. Minta berkas itu diekspor sekali lagi."}, nil},
	}
	for _, test := range tests {
		r := report.ReadRuns(test.names)
		var files []string
		for _, s := range r.Runs {
			files = append(files, s.File)
		}
		if !slices.Equal(files, test.files) || !slices.Equal(r.Refused, test.refused) || !slices.Equal(r.Doubles, test.double) {
			t.Errorf("%q:\nfiles %q\nrefused %q\ndoubles %q", test.names, files, r.Refused, r.Doubles)
		}
	}
}
