package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"mufakat/internal/analysis"
	"mufakat/internal/store"
)

// start runs the program in this process, with a data folder of the test's own and no terminal.
func start(t *testing.T, args ...string) (status int, out, errs string) {
	t.Helper()
	return startIn(context.Background(), t.TempDir(), args...)
}

func startIn(ctx context.Context, data string, args ...string) (status int, out, errs string) {
	var o, e bytes.Buffer
	status = run(ctx, args, system{in: strings.NewReader(""), out: &o, err: &e, env: []string{"MUFAKAT_DATA=" + data}})
	return status, o.String(), e.String()
}

// printed runs a command that must succeed and returns its JSON.
func printed[T any](t *testing.T, args ...string) T {
	t.Helper()
	status, out, errs := start(t, args...)
	if status != statusOK || errs != "" {
		t.Fatalf("%v: status %d, %s", args, status, errs)
	}
	var value T
	if err := json.Unmarshal([]byte(out), &value); err != nil {
		t.Fatalf("%v: %v", args, err)
	}
	return value
}

// everyCase calls f for the cases of the pack and the small one of the tests.
func everyCase(t *testing.T, f func(t *testing.T, subject string)) {
	subjects := []string{filepath.Join("testdata", "pasar.md")}
	for _, c := range printed[[]caseJSON](t, "kasus", "--json") {
		subjects = append(subjects, c.ID)
	}
	if len(subjects) < 3 {
		t.Fatal("the pack has lost its cases")
	}
	for _, s := range subjects {
		t.Run(filepath.Base(s), func(t *testing.T) { f(t, s) })
	}
}

func TestBestAndWorstPathsPlayToTheirTotals(t *testing.T) {
	everyCase(t, func(t *testing.T, subject string) {
		a := printed[analysisJSON](t, "analisis", subject, "--json")
		if !a.Complete {
			t.Fatal("a shipped case is not analysed exactly")
		}
		for _, e := range []struct {
			extreme extremeJSON
			score   float64
		}{{a.Best, 100}, {a.Worst, 0}} {
			p := printed[playJSON](t, "main", subject, "--pilih", strings.Join(e.extreme.Choices, ","), "--json")
			if !p.Finished || p.Score.Total != e.extreme.Total || *p.Score.Process != e.score {
				t.Errorf("total %v, nilai %v; want %v, %v", p.Score.Total, *p.Score.Process, e.extreme.Total, e.score)
			}
			if math.Abs(p.Random-a.Random.Nilai) > 1e-6 { // two ways to add up the same shares
				t.Errorf("guessing earns %v here and %v there", p.Random, a.Random.Nilai)
			}
			if i := slices.IndexFunc(a.Endings, func(r reachedJSON) bool { return r.ID == p.Ending.ID }); i < 0 || a.Endings[i].Reached == nil || !*a.Endings[i].Reached {
				t.Errorf("the ending %s was reached, but the analysis does not say so", p.Ending.ID)
			}
		}
	})
}

// TestListIsPlayedStepByStep walks through every case by what "tersedia" offers, and checks that a longer list only adds
// to a shorter one, and that nilai is 100 minus the prices.
func TestListIsPlayedStepByStep(t *testing.T) {
	everyCase(t, func(t *testing.T, subject string) {
		var choices []string
		for pick := 0; ; pick++ {
			p := printed[playJSON](t, "main", subject, "--pilih", strings.Join(choices, ","), "--json")
			if len(p.Steps) != len(choices) || len(p.Prices) != len(choices) {
				t.Fatalf("%d steps and %d prices for %d choices", len(p.Steps), len(p.Prices), len(choices))
			}
			if p.Finished {
				sum := 100.0
				for _, price := range p.Prices {
					sum -= price
				}
				if d := sum - *p.Score.Process; d > 1e-6 || d < -1e-6 || len(p.Open) != 0 || p.Grade == nil {
					t.Errorf("nilai %v, but 100 minus the prices is %v; open %v, grade %v", *p.Score.Process, sum, p.Open, p.Grade)
				}
				return
			}
			if p.Score.Process != nil || p.Ending != nil || p.Grade != nil {
				t.Fatal("an unfinished play has a result")
			}
			open := slices.DeleteFunc(p.Open, func(o optionJSON) bool { return o.Locked })
			choices = append(choices, open[pick%len(open)].ID)
		}
	})
}

func TestShippedPackIsClean(t *testing.T) {
	status, out, errs := start(t, "periksa", filepath.Join("..", "..", "content", "kolaboratif"))
	if status != statusOK || errs != "" {
		t.Errorf("status %d: %s%s", status, out, errs)
	}
}

func TestInexactNumbersHaveBounds(t *testing.T) {
	_, c, err := newLibrary(func() (string, error) { return t.TempDir(), nil }).open("kartamantul")
	if err != nil {
		t.Fatal(err)
	}
	survey, err := analysis.Compile(c).Survey(context.Background(), 50)
	if err != nil {
		t.Fatal(err)
	}
	out := newAnalysisJSON(c, survey)
	if out.Complete || out.Margin == 0 || out.Paths != nil || len(out.Best.Bounds) != 2 || len(out.Random.Bounds) != 2 {
		t.Errorf("with a limit of 50 decisions nothing is exact, but: %+v", out)
	}
	if out.Best.Total != out.Best.Bounds[0] || out.Worst.Total != out.Worst.Bounds[1] {
		t.Error("the number beside the bounds is not the one that is certain")
	}
	for _, p := range out.Passages {
		for _, o := range p.Options {
			if p.Spread != nil || o.Best != nil || o.Dominated != nil {
				t.Errorf("%s, %s: what was not worked out is told", p.ID, o.ID)
			}
		}
	}
}

func TestInterruptedCommandSaysSo(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for _, args := range [][]string{{"analisis", "kartamantul"}, {"periksa", "testdata/pasar.md"}, {"main", "kartamantul", "--pilih", ""}} {
		status, out, errs := startIn(ctx, t.TempDir(), args...)
		if status != statusFailed || out != "" || !strings.HasPrefix(errs, "Dihentikan.") {
			t.Errorf("%v: status %d, %q, %q", args, status, out, errs)
		}
	}
}

// brokenWriter fails or panics instead of writing.
type brokenWriter struct{ panics bool }

func (w brokenWriter) Write([]byte) (int, error) {
	if w.panics {
		panic("a bug")
	}
	return 0, errors.New("no space left on device")
}

func TestOutputThatCannotBeWritten(t *testing.T) {
	var errs bytes.Buffer
	status := run(context.Background(), []string{"kasus"}, system{out: brokenWriter{}, err: &errs})
	if status != statusFailed || errs.String() != "Keluaran tidak dapat ditulis. Periksa tujuannya, misalnya apakah disknya penuh.\n" {
		t.Errorf("status %d, %q", status, errs.String())
	}
}

func TestPanicBecomesASentenceAndALog(t *testing.T) {
	data := filepath.Join(t.TempDir(), "data")
	var errs bytes.Buffer
	status := run(context.Background(), []string{"kasus"}, system{out: brokenWriter{panics: true}, err: &errs, env: []string{"MUFAKAT_DATA=" + data}})
	log := filepath.Join(data, logFile)
	if want := "Ada kesalahan dalam program ini. Keputusan yang sudah tersimpan tidak hilang; jalankan lagi untuk melanjutkan. Rinciannya untuk dilaporkan ada di " + log + ".\n"; status != statusFailed || errs.String() != want {
		t.Errorf("status %d, %q", status, errs.String())
	}
	text, err := os.ReadFile(log)
	if err != nil || !bytes.Contains(text, []byte("a bug")) || !bytes.Contains(text, []byte("goroutine")) {
		t.Errorf("the log: %v %s", err, text)
	}
}

func TestPanicWithoutAPlaceForTheLog(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	var errs bytes.Buffer
	status := run(context.Background(), []string{"kasus"}, system{out: brokenWriter{panics: true}, err: &errs, env: []string{"MUFAKAT_DATA=" + filepath.Join(file, "data")}})
	if status != statusFailed || !strings.HasPrefix(errs.String(), "Ada kesalahan dalam program ini.") || strings.Contains(errs.String(), "goroutine") {
		t.Errorf("status %d, %q", status, errs.String())
	}
}

func TestNewerDatabaseIsLeftAlone(t *testing.T) {
	data := t.TempDir()
	s, err := store.Open(data, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(data, store.FileName)
	file, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	file[62] = 0xff // bytes 60–63 of the header hold the version of the schema
	if err := os.WriteFile(name, file, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"riwayat"}, {"--polos"}, {"main", "kartamantul", "--polos"}} {
		status, out, errs := startIn(context.Background(), data, args...)
		if status != statusFailed || out != "" || strings.Count(errs, "\n") != 1 || !strings.Contains(errs, "versi") {
			t.Errorf("%v: status %d, %q, %q", args, status, out, errs)
		}
	}
	if after, err := os.ReadFile(name); err != nil || !bytes.Equal(after, file) {
		t.Error("the database was changed", err)
	}
}

func TestNearest(t *testing.T) {
	candidates := []string{"main", "periksa", "riwayat", "kasus"}
	for word, want := range map[string]string{"mian": "main", "perikas": "periksa", "riw": "riwayat", "KASUS": "kasus", "x": "", "zzzzzz": "", "kass": "kasus"} {
		if got := nearest(word, candidates); got != want {
			t.Errorf("nearest(%q) = %q, want %q", word, got, want)
		}
	}
}
