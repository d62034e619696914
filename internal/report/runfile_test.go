package report_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"mufakat/internal/debrief"
	"mufakat/internal/report"
)

// exported is a run file as a trainee hands it in.
func exported(t testing.TB) *report.RunFile {
	t.Helper()
	notes := map[string]string{debrief.NoteAnswer(0): "Satu petak,\ndua payung.\n", debrief.NoteUnit: "Dengar dulu.", debrief.NoteLowest: "sri"}
	origin := report.Origin{Name: "Kelompok 3", NIP: "198705122010121003", Source: filepath.Join("kasus", "lapak.md"), Begun: when}
	f := report.NewRunFile(finished(t), origin, notes)
	f.Begun, f.Ended = time.Date(2026, 8, 21, 2, 0, 0, 0, time.UTC), time.Date(2026, 8, 21, 2, 30, 0, 0, time.UTC)
	return f
}

func source(t testing.TB, f *report.RunFile) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// The keys are stable: older files must be read, and other programs may read them too.
func TestRunFile(t *testing.T) {
	got := source(t, exported(t))
	want, err := os.ReadFile(filepath.Join("testdata", "permainan.json"))
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != strings.ReplaceAll(string(want), "\r\n", "\n") {
		t.Errorf("got\n%s", got)
	}
	read, err := report.ReadRun(bytes.NewReader(append([]byte("\ufeff"), got...)))
	if err != nil {
		t.Fatal(err)
	}
	if again := source(t, read); !bytes.Equal(again, got) {
		t.Errorf("read and written again:\n%s", again)
	}
	name := "lapak-kelompok-3-" + read.Ended.Local().Format("2006-01-02-1504") + ".json"
	if read.Name() != name {
		t.Errorf("name %s, want %s", read.Name(), name)
	}
	if text := read.ScoreText(); text != "50 = 100 − 50" || read.Turn() != 0 || read.Way() != "latihan kelompok" {
		t.Errorf("%s, turn %d, %s", text, read.Turn(), read.Way())
	}
}

func TestRunFileWithoutStore(t *testing.T) {
	f := report.NewRunFile(finished(t), report.Origin{}, nil)
	if !f.Begun.Equal(when) || !f.Ended.Equal(when) || f.Who != (report.RunPlayer{}) || f.Case.Source != "" {
		t.Errorf("%+v", f)
	}
	if name := f.Name(); !strings.HasPrefix(name, "lapak-2026-08-2") {
		t.Errorf("name %s", name)
	}
	if _, err := report.ReadRun(bytes.NewReader(source(t, f))); err != nil {
		t.Error(err)
	}
}

// edited is the file with one text in it replaced.
func edited(t testing.TB, old, new string) string {
	t.Helper()
	text := string(source(t, exported(t)))
	if !strings.Contains(text, old) {
		t.Fatalf("no %s in\n%s", old, text)
	}
	return strings.Replace(text, old, new, 1)
}

func TestRefusedFiles(t *testing.T) {
	const mend = ". Minta berkas itu diekspor sekali lagi."
	tests := []struct{ name, text, want string }{
		{"empty", "", "bukan berkas JSON yang utuh. Minta berkas itu diekspor sekali lagi."},
		{"half", string(source(t, exported(t))[:300]), "bukan berkas JSON yang utuh. Minta berkas itu diekspor sekali lagi."},
		{"text", "Nilai kelompok 3: 62", "bukan berkas JSON yang utuh. Minta berkas itu diekspor sekali lagi."},
		{"list", "[1, 2]", "bukan hasil ekspor Mufakat. Buatlah dengan: mufakat ekspor"},
		{"foreign", `{"program": "lain", "jenis": "permainan"}`, "bukan hasil ekspor Mufakat. Buatlah dengan: mufakat ekspor"},
		{"foreign types", `{"program": 7}`, "bukan hasil ekspor Mufakat. Buatlah dengan: mufakat ekspor"},
		{"kind", edited(t, `"permainan"`, `"kuis\u001b[2J"`), "berisi “kuis[2J”, bukan permainan. Yang dibaca di sini hanya hasil: mufakat ekspor"},
		{"newer", edited(t, `"format": 1`, `"format": 2, "baru": []`), "dibuat oleh Mufakat yang lebih baru. Perbarui Mufakat di komputer ini."},
		{"big", edited(t, "Dengar dulu.", strings.Repeat("a", 2<<20)), "terlalu besar (lebih dari 2 MB) untuk hasil ekspor Mufakat. Periksa apakah berkasnya benar."},
		{"older", edited(t, `"format": 1`, `"format": 0`), "sudah diubah atau rusak: versi bentuknya tidak ada" + mend},
		{"type", edited(t, `"bulat": 50`, `"bulat": "lima puluh"`), "sudah diubah atau rusak: ada isian yang salah jenis" + mend},
		{"no case", edited(t, `"id": "lapak"`, `"id": " "`), "sudah diubah atau rusak: kasusnya tidak disebut" + mend},
		{"mode", edited(t, `"latihan"`, `"ujian"`), "sudah diubah atau rusak: cara bermainnya tidak dikenal" + mend},
		{"nip", edited(t, "198705122010121003", "=1+1"), "sudah diubah atau rusak: NIP-nya bukan angka" + mend},
		{"no end", edited(t, "2026-08-21T02:30:00Z", "0001-01-01T00:00:00Z"), "sudah diubah atau rusak: waktu selesainya tidak ada" + mend},
		{"no ending", edited(t, "Lorong sepi", ""), "sudah diubah atau rusak: akhirnya tidak disebut" + mend},
		{"no passage", edited(t, `"adegan": "siang"`, `"adegan": ""`), "sudah diubah atau rusak: keputusan ke-2: adegannya tidak disebut" + mend},
		{"twice", edited(t, `"id": "tegur"`, `"id": "dengar"`), "sudah diubah atau rusak: keputusan ke-1: ada pilihan tanpa id, atau yang tertulis dua kali" + mend},
		{"chosen", edited(t, `"dipilih": "tegur"`, `"dipilih": "lain"`), "sudah diubah atau rusak: keputusan ke-1: pilihan yang diambil tidak ada dalam daftarnya" + mend},
		{"best", edited(t, `"terbaik": "dengar"`, `"terbaik": "lain"`), "sudah diubah atau rusak: keputusan ke-1: pilihan yang diambil tidak ada dalam daftarnya" + mend},
		{"fewer hands", edited(t, "\n        2,", ""), "sudah diubah atau rusak: keputusan ke-1: jumlah tangan tidak sebanyak pilihannya" + mend},
		{"hands", edited(t, "\n        2,", "\n        -2,"), "sudah diubah atau rusak: keputusan ke-1: jumlah tangan tidak mungkin" + mend},
		{"nilai", edited(t, `"dari": 50`, `"dari": 20`), "sudah diubah atau rusak: angka nilainya tidak cocok satu sama lain" + mend},
		{"sum", edited(t, `"bulat": 50`, `"bulat": 51`), "sudah diubah atau rusak: angka nilainya tidak cocok satu sama lain" + mend},
		{"total", edited(t, `"total": 60`, `"total": 160`), "sudah diubah atau rusak: angka nilainya tidak cocok satu sama lain" + mend},
		{"price", edited(t, `"harga": {`, `"harga": {"dari": 200, "sampai": 200}, "x": {`), "sudah diubah atau rusak: keputusan ke-1: harganya tidak mungkin" + mend},
		{"reason", edited(t, "biar tertib", strings.Repeat("a", debrief.MaxAnswer+1)), "sudah diubah atau rusak: ada tulisan yang terlalu panjang" + mend},
		{"answer", edited(t, "dua payung.", strings.Repeat("a", debrief.MaxAnswer)), "sudah diubah atau rusak: ada tulisan yang terlalu panjang" + mend},
		{"heading", edited(t, `"judul": "Masalah pokok"`, `"judul": ""`), "sudah diubah atau rusak: ada jawaban tanpa judul" + mend},
	}
	for _, test := range tests {
		if _, err := report.ReadRun(strings.NewReader(test.text)); err == nil || err.Error() != test.want {
			t.Errorf("%s: %v, want %s", test.name, err, test.want)
		}
	}
	none := exported(t)
	none.Decisions = nil
	if _, err := report.ReadRun(bytes.NewReader(source(t, none))); err == nil || !strings.Contains(err.Error(), "tidak ada keputusan") {
		t.Error(err)
	}
	one := exported(t)
	one.Decisions[0].Options = one.Decisions[0].Options[1:]
	if _, err := report.ReadRun(bytes.NewReader(source(t, one))); err == nil || !strings.Contains(err.Error(), "jumlah pilihannya tidak mungkin") {
		t.Error(err)
	}
}

func TestTextsAreCleaned(t *testing.T) {
	f := exported(t)
	f.Who.Name, f.Unit, f.Decisions[0].Reason, f.Decisions[0].Options[0].Text = "Sri\x1b[2J", "a\u202eb\r\nc", "satu\ndua", "Tanya\tdulu"
	read, err := report.ReadRun(bytes.NewReader(source(t, f)))
	if err != nil {
		t.Fatal(err)
	}
	if read.Who.Name != "Sri[2J" || read.Unit != "ab\nc" || read.Decisions[0].Reason != "satu dua" || read.Decisions[0].Options[0].Text != "Tanya dulu" {
		t.Errorf("%+v", read)
	}
}

// Where a nilai is not known exactly, its parts need not add up, and are shown as ranges.
func TestRangesAreRead(t *testing.T) {
	f := exported(t)
	f.Exact, f.Score.Process, f.Decisions[0].Price = false, report.Amount{Whole: 40, Low: 40, High: 55}, report.Amount{Whole: 20, Low: 20, High: 60}
	read, err := report.ReadRun(bytes.NewReader(source(t, f)))
	if err != nil {
		t.Fatal(err)
	}
	if read.ScoreText() != "40–55" || read.AmountText(read.Decisions[0].Price) != "20–60" || read.Turn() != 0 {
		t.Errorf("%s, %s, %d", read.ScoreText(), read.AmountText(read.Decisions[0].Price), read.Turn())
	}
}

// Whatever is read can be reported, and read again.
func FuzzReadRun(f *testing.F) {
	f.Add(source(f, exported(f)))
	f.Add([]byte(`{"program":"mufakat","jenis":"permainan","format":1}`))
	f.Add([]byte(edited(f, `"tangan": [`, `"tangan": null, "x": [`)))
	f.Fuzz(func(t *testing.T, text []byte) {
		run, err := report.ReadRun(bytes.NewReader(text))
		if err != nil {
			return
		}
		if _, err := report.ReadRun(bytes.NewReader(source(t, run))); err != nil {
			t.Fatalf("not read again: %v", err)
		}
		classes := report.Classes([]report.Source{{File: "a", Run: run}, {File: "b", Run: run}}, false)
		var b bytes.Buffer
		for _, form := range report.Formats() {
			if err := report.WriteClasses(&b, form, classes); err != nil {
				t.Fatal(err)
			}
		}
		if err := report.WriteCSV(&b, classes, ';'); err != nil {
			t.Fatal(err)
		}
		if !json.Valid(source(t, run)) {
			t.Error("no JSON")
		}
	})
}
