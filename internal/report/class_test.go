package report_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"mufakat/internal/report"
)

// taken is a decision between "temui" and "surat" (and further options), by hand.
func taken(passage string, place int, chosen string, price int, reason string, hands ...int) report.RunDecision {
	d := report.RunDecision{Passage: passage, Title: strings.ToUpper(passage[:1]) + passage[1:], Place: place,
		Options: []report.RunOption{{ID: "temui", Text: "Temui pedagang"}, {ID: "surat", Text: "Kirim surat"}, {ID: "tunda", Text: "Tunda"}},
		Chosen:  chosen, Best: "temui", Reason: reason, Hands: hands, Price: report.Amount{Whole: price, Low: float64(price), High: float64(price)}}
	return d
}

// group is a run of the case "pasar" whose nilai follows from the prices of its decisions.
func group(name string, ending report.RunEnding, decisions ...report.RunDecision) report.Source {
	nilai := 100
	for _, d := range decisions {
		nilai -= d.Price.Whole
	}
	trust := float64(nilai)
	amount := func(n int) report.Amount { return report.Amount{Whole: n, Low: float64(n), High: float64(n)} }
	return report.Source{File: strings.ToLower(name) + ".json", Run: &report.RunFile{
		Program: "mufakat", Kind: "permainan", Format: 1,
		Case: report.RunCase{ID: "pasar", Code: "K-90", Title: "Pasar Pagi", Text: "a1"}, Who: report.RunPlayer{Name: name},
		Mode: "latihan", Group: true, Seed: uint64(len(name)), Begun: when, Ended: when.Add(30 * time.Minute), Exact: true,
		Score:  report.RunScore{Process: amount(nilai), Random: amount(47), Total: 55, Levels: report.RunLevels{Trust: &trust}},
		Ending: ending, Decisions: decisions,
		Answers: []report.RunAnswer{{Title: "Masalah pokok", Text: "Menurut " + name + ":\nlapak."}, {Title: "Aktor"}},
	}}
}

var (
	together = report.RunEnding{ID: "bersama", Title: "Pindah bersama", Rank: 1}
	forced   = report.RunEnding{ID: "paksa", Title: "Pindah terpaksa", Rank: 2}
	unranked = report.RunEnding{ID: "lain", Title: "Masing-masing"}
)

// fourGroups are a class: they part at "pagi", only two come past "sore", and the last comes past "siang" twice.
func fourGroups() []report.Source {
	one := group("Satu", forced, taken("pagi", 1, "surat", 20, "supaya cepat", 1, 3, 0), taken("siang", 3, "temui", 0, ""))
	two := group("Dua", together, taken("pagi", 1, "temui", 0, "", 4, 1, 0), taken("sore", 2, "temui", 0, ""), taken("siang", 3, "temui", 0, ""))
	three := group("Tiga", together, taken("pagi", 1, "temui", 0, "dengar | dulu", 2, 2, 1), taken("siang", 3, "temui", 0, ""))
	four := group("Satu", unranked, taken("pagi", 1, "surat", 25, ""), taken("sore", 2, "surat", 5, ""), taken("siang", 3, "temui", 0, ""),
		taken("siang", 3, "tunda", 10, "ragu"))
	one.Run.Who.NIP = "198705122010121003"
	one.Run.Lowest = report.RunLowest{Guess: "Bu Sum", Actual: "Pak Hadi"}
	two.Run.Unit = "=1+1"
	four.Run.Seed = 99
	return []report.Source{one, two, three, four}
}

func TestClass(t *testing.T) {
	classes := report.Classes(fourGroups(), false)
	if len(classes) != 1 {
		t.Fatalf("%d classes", len(classes))
	}
	c := classes[0]
	var labels []string
	for _, r := range c.Runs {
		labels = append(labels, r.Label)
	}
	if want := []string{"Satu", "Dua", "Tiga", "Satu (satu)"}; !slices.Equal(labels, want) {
		t.Errorf("labels %q", labels)
	}
	// (80 + 100 + 100 + 60) / 4
	if c.Mean.Lo != 85 || c.Random.Lo != 47 || len(c.Remarks) != 0 {
		t.Errorf("mean %v, random %v, %q", c.Mean, c.Random, c.Remarks)
	}
	type sum struct {
		decision     string
		visit        int
		runs, hands  [3]int
		divided      bool
		handsDivided bool
	}
	var got []sum
	for _, d := range c.Decisions {
		s := sum{decision: d.Passage, visit: d.Visit, divided: d.Divided, handsDivided: d.HandsDivided}
		for i, o := range d.Options {
			s.runs[i], s.hands[i] = o.Runs, o.Hands
		}
		got = append(got, s)
	}
	want := []sum{
		{"pagi", 1, [3]int{2, 2, 0}, [3]int{7, 6, 1}, true, true},
		{"sore", 1, [3]int{1, 1, 0}, [3]int{}, true, false},
		{"siang", 1, [3]int{4, 0, 0}, [3]int{}, false, false},
		{"siang", 2, [3]int{0, 0, 1}, [3]int{}, false, false},
	}
	if !slices.Equal(got, want) {
		t.Errorf("decisions\n%+v, want\n%+v", got, want)
	}
	var endings []string
	for _, e := range c.Endings {
		endings = append(endings, fmt.Sprint(e.ID, e.Runs))
	}
	if want := []string{"bersama[1 2]", "paksa[0]", "lain[3]"}; !slices.Equal(endings, want) {
		t.Errorf("endings %q", endings)
	}
}

func TestClassOfSeveralTexts(t *testing.T) {
	runs := fourGroups()
	newer := taken("pagi", 1, "ajak", 0, "")
	newer.Options = []report.RunOption{{ID: "ajak", Text: "Ajak bicara"}, {ID: "temui", Text: "Temui pedagang di lapak"}}
	runs[1] = group("Dua", together, newer)
	runs[1].Run.Case.Text, runs[2].Run.Changed, runs[3].Run.Exact = "b2", true, false
	c := report.Classes(runs, false)[0]
	want := []string{
		"Ada 2 naskah yang berbeda dari kasus ini (naskah 1: Satu, Tiga, Satu (satu); naskah 2: Dua). Keputusan disandingkan menurut adegan dan pilihannya; harga dan nilai mengikuti naskah masing-masing, jadi bandingkan dengan hati-hati.",
		"Naskah kasus berubah sesudah dimainkan, dan nilai mengikuti naskah yang baru: Tiga.",
		"Kasus ini terlalu luas untuk dihitung tepat; rentang memuat angka yang benar: Satu (satu).",
	}
	if !slices.Equal(c.Remarks, want) {
		t.Errorf("remarks\n%s", strings.Join(c.Remarks, "\n"))
	}
	var options []string
	for _, o := range c.Decisions[0].Options {
		options = append(options, fmt.Sprint(o.ID, o.Runs))
	}
	if want := []string{"temui1", "surat2", "tunda0", "ajak1"}; !slices.Equal(options, want) {
		t.Errorf("options %q", options)
	}
}

func TestOneReportForEachCase(t *testing.T) {
	runs := fourGroups()
	runs[1].Run.Case.ID, runs[1].Run.Case.Title = "lapak", "Dua Lapak"
	classes := report.Classes(runs, true)
	if len(classes) != 2 || len(classes[0].Runs) != 3 || len(classes[1].Runs) != 1 {
		t.Fatalf("%d classes", len(classes))
	}
	var b bytes.Buffer
	if err := report.WriteClasses(&b, report.JSON, classes); err != nil {
		t.Fatal(err)
	}
	for _, told := range []string{`"siapa": "Satu"`, "satu.json", `"nama": "Satu"`, "198705122010121003"} {
		if strings.Contains(b.String(), told) {
			t.Errorf("without names, %s is told", told)
		}
	}
	if !strings.Contains(b.String(), `"siapa": "Peserta 3"`) || runs[0].Run.Who.Name != "Satu" {
		t.Error("people are numbered, and what was read stays as it was")
	}
}

// The reports as they are read; go test ./internal/report -update writes them anew.
func TestClassTexts(t *testing.T) {
	for _, f := range report.Formats() {
		var b bytes.Buffer
		if err := report.WriteClasses(&b, f, report.Classes(fourGroups(), false)); err != nil {
			t.Fatal(err)
		}
		// Where this is tested, the clock may be of another zone.
		got := strings.ReplaceAll(b.String(), when.Add(30*time.Minute).Format(time.RFC3339), "SELESAI")
		got = strings.ReplaceAll(got, when.Format(time.RFC3339), "MULAI")
		file := filepath.Join("testdata", "kelas"+f.Extension())
		if *update {
			if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if got != strings.ReplaceAll(string(want), "\r\n", "\n") {
			t.Errorf("%s: got\n%s", file, got)
		}
	}
}

func TestCSV(t *testing.T) {
	runs := fourGroups()
	runs[0].Run.Decisions[0].Reason = "-2+3;=1+1,=2+2, \"kata\"\nmereka; @sini"
	runs[2].Run.Who.Name = "=HYPERLINK(\"http://x\")"
	for _, comma := range []rune{',', ';'} {
		var b bytes.Buffer
		if err := report.WriteCSV(&b, report.Classes(runs, false), comma); err != nil {
			t.Fatal(err)
		}
		text, marked := strings.CutPrefix(b.String(), "\ufeff")
		if !marked || !strings.HasSuffix(text, "\r\n") {
			t.Error("no byte order mark, or other line ends")
		}
		in := csv.NewReader(strings.NewReader(text))
		in.Comma = comma
		rows, err := in.ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		if len(rows) != 1+2+3+2+4 {
			t.Fatalf("%d rows", len(rows))
		}
		want := []string{"Pasar Pagi", "1", "Pagi", "Satu", "19870512 201012 1 003", "latihan kelompok", "2026-08-21 10:00",
			"Kirim surat", "'-2+3;'=1+1,'=2+2, \"kata\"\nmereka; @sini", "20", "Temui pedagang", "3", "4", "Temui pedagang (1 tangan), Kirim surat (3 tangan)",
			"Pindah terpaksa", "80", "pagi", "surat", "a1", "satu.json"}
		if !slices.Equal(rows[1], want) {
			t.Errorf("row\n%q, want\n%q", rows[1], want)
		}
		for _, row := range rows {
			for _, cell := range row {
				if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
					t.Errorf("a formula: %q", cell)
				}
			}
		}
	}
}

func TestXLSX(t *testing.T) {
	runs := fourGroups()
	runs[0].Run.Decisions[0].Reason = "=1+1"
	var b bytes.Buffer
	if err := report.WriteXLSX(&b, report.Classes(runs, false)); err != nil {
		t.Fatal(err)
	}
	book, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	if sheets := book.GetSheetList(); !slices.Equal(sheets, []string{"Ringkasan", "Keputusan", "Refleksi"}) {
		t.Fatalf("sheets %q", sheets)
	}
	// Row 2 of Keputusan is what the first group decided first.
	cells := []struct {
		sheet, cell, want string
		kind              excelize.CellType
	}{
		{"Ringkasan", "B2", "Satu", excelize.CellTypeInlineString},
		{"Ringkasan", "C2", "198705122010121003", excelize.CellTypeInlineString},
		{"Ringkasan", "I2", "80", excelize.CellTypeUnset},
		{"Ringkasan", "J2", "47", excelize.CellTypeUnset},
		{"Ringkasan", "M2", "", excelize.CellTypeInlineString},
		{"Keputusan", "I2", "=1+1", excelize.CellTypeInlineString},
		{"Keputusan", "J2", "20", excelize.CellTypeUnset},
		{"Refleksi", "B2", "Siapa yang paling tertinggal?", excelize.CellTypeInlineString},
		{"Refleksi", "D2", "Bu Sum; ternyata Pak Hadi", excelize.CellTypeInlineString},
		{"Refleksi", "D7", "=1+1", excelize.CellTypeInlineString},
	}
	for _, c := range cells {
		got, err := book.GetCellValue(c.sheet, c.cell)
		kind, _ := book.GetCellType(c.sheet, c.cell)
		if err != nil || got != c.want || kind != c.kind {
			t.Errorf("%s %s: %q of kind %d, %v", c.sheet, c.cell, got, kind, err)
		}
	}
	for _, sheet := range book.GetSheetList() {
		rows, err := book.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for y, row := range rows {
			for x := range row {
				name, _ := excelize.CoordinatesToCellName(x+1, y+1)
				if formula, err := book.GetCellFormula(sheet, name); err != nil || formula != "" {
					t.Errorf("%s %s: formula %q, %v", sheet, name, formula, err)
				}
			}
		}
		panes, err := book.GetPanes(sheet)
		if err != nil || !panes.Freeze || panes.YSplit != 1 {
			t.Errorf("%s: panes %+v, %v", sheet, panes, err)
		}
		if width, err := book.GetColWidth(sheet, "A"); err != nil || width != 20 {
			t.Errorf("%s: width %v, %v", sheet, width, err)
		}
	}
}

// Thirty groups with ten decisions each are reported at once, and every form of the report holds each of them.
func TestManyGroups(t *testing.T) {
	rng := rand.New(rand.NewPCG(30, 10))
	var runs []report.Source
	for g := range 30 {
		var decisions []report.RunDecision
		for d := range 10 {
			chosen := []string{"temui", "surat", "tunda"}[rng.IntN(3)]
			decisions = append(decisions, taken(fmt.Sprintf("adegan-%d", d), d+1, chosen, rng.IntN(11), strings.Repeat("karena ", 20), rng.IntN(9), rng.IntN(9), rng.IntN(9)))
		}
		rng.Shuffle(10, func(i, j int) { decisions[i], decisions[j] = decisions[j], decisions[i] })
		runs = append(runs, group(fmt.Sprintf("Kelompok %d", g+1), forced, decisions...))
	}
	classes := report.Classes(runs, false)
	if d := classes[0].Decisions; len(d) != 10 || d[9].Passage != "adegan-9" || len(d[4].Answers) != 30 {
		t.Fatalf("%d decisions", len(d))
	}
	for i, d := range classes[0].Decisions {
		sum := 0
		for _, o := range d.Options {
			sum += o.Runs
		}
		if sum != 30 {
			t.Errorf("decision %d: %d chose", i, sum)
		}
	}
	var b bytes.Buffer
	if err := report.WriteXLSX(&b, classes); err != nil {
		t.Fatal(err)
	}
	book, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	if rows, err := book.GetRows("Keputusan"); err != nil || len(rows) != 301 {
		t.Errorf("%d rows, %v", len(rows), err)
	}
}

func TestClassFile(t *testing.T) {
	folder, classes := t.TempDir(), report.Classes(fourGroups(), false)
	tests := []struct{ name, file, begin, want string }{
		{"a.md", "a.md", "# Laporan kelas: Pasar Pagi (K-90)\n", ""},
		{"a.txt", "a.txt", "Laporan kelas: Pasar Pagi (K-90)\n====", ""},
		{"a.JSON", "a.JSON", "[\n", ""},
		{"a.csv", "a.csv", "\ufeffKasus,Keputusan,", ""},
		{"a", "a.xlsx", "PK", ""},
		{"a.doc", "", "", "Akhiran “.doc” tidak dikenal. Pakai .xlsx, .csv, .md, .txt, atau .json."},
		{"", "", "", "Nama berkas masih kosong. Ketik sebuah nama."},
	}
	for _, test := range tests {
		name := test.name
		if name != "" {
			name = filepath.Join(folder, name)
		}
		full, err := report.ClassFile(name, classes)
		if test.want != "" {
			if err == nil || err.Error() != test.want {
				t.Errorf("%s: %v", test.name, err)
			}
			continue
		}
		if err != nil || filepath.Base(full) != test.file {
			t.Fatalf("%s: %s, %v", test.name, full, err)
		}
		if text, err := os.ReadFile(full); err != nil || !bytes.HasPrefix(text, []byte(test.begin)) {
			t.Errorf("%s: %q, %v", test.name, text[:min(len(text), 40)], err)
		}
	}
	if text, err := os.ReadFile(filepath.Join(folder, "a.JSON")); err != nil || !json.Valid(text) {
		t.Error("no JSON", err)
	}
}
