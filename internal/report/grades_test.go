package report_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"mufakat/internal/gradebook"
	"mufakat/internal/quiz"
	"mufakat/internal/report"
)

// gradedSheet is an attempt at an exam of two sections: whether the choice was right, and what the essay was given (below 0: nothing
// yet).
func gradedSheet(name, nip string, hour int, right bool, essay float64) gradebook.Sheet {
	text := func(source string) quiz.Text { return quiz.Text{Source: source, Format: quiz.Markdown} }
	paper := &quiz.Paper{
		Blueprint: &quiz.Blueprint{ID: "akhir", Title: "Akhir modul", Minutes: 30, Pass: 60, Sections: []quiz.Section{{Title: "Konsep"}, {Title: "Terapan", Pass: 50}}},
		Seed:      uint64(hour*100 + len(name)),
		Items: []quiz.Item{
			{Question: &quiz.Question{Kind: quiz.TrueFalse, ID: "=KOL-1", Tags: []string{"C-07"}, Text: text("Musyawarah *wajib*?"), Points: 1, True: true}},
			{Question: &quiz.Question{Kind: quiz.Essay, ID: "KOL-2", Tags: []string{"C-07", "T-06"}, Text: text("Uraikan."), Points: 3}, Section: 1, Rubric: quiz.Holistic()},
		},
	}
	begun := time.Date(2026, 11, 20, hour, 0, 0, 0, time.UTC)
	at := func(seconds int) time.Time { return begun.Add(time.Duration(seconds) * time.Second) }
	a := &quiz.Attempt{Paper: paper, Started: begun, Events: []quiz.Event{
		{Kind: quiz.Answer, Item: 0, Response: quiz.Response{True: &right}, At: at(30), Elapsed: 30 * time.Second},
		{Kind: quiz.Answer, Item: 1, Response: quiz.Response{Text: "Begini."}, At: at(60), Elapsed: time.Minute},
		{Kind: quiz.HandIn, At: at(90), Elapsed: 90 * time.Second},
	}}
	if essay >= 0 {
		a.Marks = []quiz.Mark{{Item: 1, Fraction: essay, Comment: "=Sebut\naktornya."}}
	}
	return gradebook.Sheet{Name: name, NIP: nip, Exam: gradebook.Exam{Source: "kelas", ID: "akhir", Title: paper.Blueprint.Title}, Attempt: a}
}

// gradedClass is a class of four, of whom one has two attempts, one waits for a grade, and one looks like a formula.
func gradedClass(t testing.TB) *gradebook.Book {
	t.Helper()
	books := gradebook.Books([]gradebook.Sheet{
		gradedSheet("Budi Santoso", "198705122010121003", 1, false, 1./3), gradedSheet("Budi Santoso", "198705122010121003", 3, true, 0.5),
		gradedSheet("Sri Rahayu", "", 2, true, -1), gradedSheet("=1+1", "2", 2, true, 1), gradedSheet("Ani", "3", 5, false, 0.75),
	})
	return books[0]
}

func written(t testing.TB, write func(*bytes.Buffer) error) string {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestGradesText(t *testing.T) {
	b := gradedClass(t)
	got := written(t, func(w *bytes.Buffer) error { return report.WriteGrades(w, b) })
	const want = `Nilai ujian: Akhir modul
4 peserta, 5 percobaan, batas lulus 60

Nama                      NIP                 nilai       poin  hasil
=1+1                      2                     100        4/4  lulus
Ani                       3                   56,25     2,25/4  belum lulus
Budi Santoso              198705122010121003   62,5      2,5/4  lulus
Sri Rahayu                                       25        1/4  menunggu

Rata-rata 72,92. Lulus: 2 dari 3 peserta. 1 peserta menunggu penilaian esai:
nilainya masih sementara dan belum ikut dihitung di sini. Esai dinilai di
layar Pengajar, Ujian dan nilai.
Nilai berskala 100, dari percobaan terbaik setiap peserta.
`
	if got != want {
		t.Errorf("got\n%s", got)
	}
}

func TestGradesCSV(t *testing.T) {
	b := gradedClass(t)
	got := written(t, func(w *bytes.Buffer) error { return report.WriteGradesCSV(w, b, ';') })
	day := func(hour, minute int) string {
		return time.Date(2026, 11, 20, hour, minute, 0, 0, time.UTC).Local().Format("2006-01-02 15:04")
	}
	want := "\ufeffNama;NIP;Percobaan;Mulai;Selesai;Lama (menit);Nilai;Poin;Poin tertinggi;Hasil;Esai menunggu;Dihitung;Jam dimundurkan;'=KOL-1;KOL-2;Berkas\r\n" +
		"'=1+1;2;1;" + day(2, 0) + ";" + day(2, 1) + ";1,5;100;4;4;lulus;0;ya;tidak;1;3;\r\n" +
		"Ani;3;1;" + day(5, 0) + ";" + day(5, 1) + ";1,5;56,25;2,25;4;belum lulus;0;ya;tidak;0;2,25;\r\n" +
		"Budi Santoso;19870512 201012 1 003;1;" + day(1, 0) + ";" + day(1, 1) + ";1,5;25;1;4;belum lulus;0;tidak;tidak;0;1;\r\n" +
		"Budi Santoso;19870512 201012 1 003;2;" + day(3, 0) + ";" + day(3, 1) + ";1,5;62,5;2,5;4;lulus;0;ya;tidak;1;1,5;\r\n" +
		"Sri Rahayu;;1;" + day(2, 0) + ";" + day(2, 1) + ";1,5;25;1;4;menunggu;1;ya;tidak;1;menunggu;\r\n"
	if got != want {
		t.Errorf("got\n%s", got)
	}
}

func TestGradesXLSX(t *testing.T) {
	b := gradedClass(t)
	book, err := excelize.OpenReader(strings.NewReader(written(t, func(w *bytes.Buffer) error { return report.WriteGradesXLSX(w, b) })))
	if err != nil {
		t.Fatal(err)
	}
	if sheets := book.GetSheetList(); !slices.Equal(sheets, []string{"Nilai", "Butir", "Bagian dan tanda"}) {
		t.Fatalf("%q", sheets)
	}
	for cell, want := range map[string]string{"Nilai!A2": "=1+1", "Nilai!B4": "198705122010121003", "Nilai!G4": "25", "Nilai!N1": "=KOL-1", "Nilai!O5": "1.5", "Nilai!O6": "menunggu",
		"Butir!A2": "=KOL-1", "Butir!F3": "3", "Butir!H2": "60", "Butir!I2": "Musyawarah wajib?", "Bagian dan tanda!D3": "Terapan", "Bagian dan tanda!H3": "lulus", "Bagian dan tanda!D4": "C-07", "Bagian dan tanda!G5": "100"} {
		sheet, at, _ := strings.Cut(cell, "!")
		if got, err := book.GetCellValue(sheet, at); err != nil || got != want {
			t.Errorf("%s: %q, %v, want %q", cell, got, err, want)
		}
		if formula, _ := book.GetCellFormula(sheet, at); formula != "" {
			t.Errorf("%s is the formula %s", cell, formula)
		}
	}
	for cell, numeric := range map[string]bool{"B4": false, "G4": true, "N2": true} {
		kind, err := book.GetCellType("Nilai", cell)
		if isText := kind == excelize.CellTypeInlineString || kind == excelize.CellTypeSharedString; err != nil || isText == numeric {
			t.Errorf("%s is of type %v", cell, kind)
		}
	}
}

// What has to be known to read the grades is filed with them.
func TestGradesXLSXRemarks(t *testing.T) {
	b := gradebook.Books([]gradebook.Sheet{gradedSheet("Ani", "", 1, true, 1), gradedSheet("Ani", "", 3, false, 0)})[0]
	book, err := excelize.OpenReader(strings.NewReader(written(t, func(w *bytes.Buffer) error { return report.WriteGradesXLSX(w, b) })))
	if err != nil {
		t.Fatal(err)
	}
	if got, err := book.GetCellValue("Catatan", "A2"); err != nil || got != b.Remarks()[0] {
		t.Errorf("%q, %v", got, err)
	}
}

// The keys are stable: other programs read them.
func TestGradesJSON(t *testing.T) {
	b := gradedClass(t)
	got := written(t, func(w *bytes.Buffer) error { return report.WriteGradesJSON(w, b) })
	golden := filepath.Join("testdata", "nilai.json")
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if got != strings.ReplaceAll(string(want), "\r\n", "\n") {
		t.Errorf("got\n%s", got)
	}
	var grades report.Grades
	if err := json.Unmarshal([]byte(got), &grades); err != nil || !reflect.DeepEqual(&grades, report.NewGrades(b)) {
		t.Errorf("%v: read as %+v", err, grades)
	}
}

func TestMoodleGrades(t *testing.T) {
	b := gradedClass(t)
	m := report.NewMoodleGrades(b, nil)
	got := written(t, func(w *bytes.Buffer) error { return m.Write(w, ';') })
	const want = "\ufeffID number;Nama;Akhir modul;Akhir modul (umpan balik)\r\n" +
		"2;'=1+1;100;Nilai 100 %: 4 dari 4 poin. Lulus. Batas lulus keseluruhan 60 %. Konsep: 100 % · 1 dari 1 poin. Terapan: 100 % · 3 dari 3 poin · batas 50 % · lulus. Soal 2: =Sebut aktornya.\r\n" +
		"3;Ani;56.25;Nilai 56,25 %: 2,25 dari 4 poin. Belum lulus. Batas lulus keseluruhan 60 %. Konsep: 0 % · 0 dari 1 poin. Terapan: 75 % · 2,25 dari 3 poin · batas 50 % · lulus. Soal 2: =Sebut aktornya.\r\n" +
		"198705122010121003;Budi Santoso;62.5;Nilai 62,5 %: 2,5 dari 4 poin. Lulus. Batas lulus keseluruhan 60 %. Konsep: 100 % · 1 dari 1 poin. Terapan: 50 % · 1,5 dari 3 poin · batas 50 % · lulus. Soal 2: =Sebut aktornya.\r\n"
	if got != want {
		t.Errorf("got\n%s", got)
	}
	if left := []string{"Sri Rahayu belum disertakan: esainya menunggu penilaian."}; !slices.Equal(m.Left, left) || m.Len() != 3 || m.Unknown {
		t.Errorf("%d grades, left %q", m.Len(), m.Left)
	}
	for i := range b.People {
		b.People[i].NIP = ""
	}
	if m := report.NewMoodleGrades(b, nil); m.Len() != 0 || !m.Unknown || len(m.Left) != 4 || m.Left[1] != "Ani tidak disertakan: NIP-nya tidak diketahui." {
		t.Errorf("without NIPs %d grades, left %q", m.Len(), m.Left)
	}
}

// With a list of participants people are known by their addresses; who is not on it is told.
func TestMoodleGradesByAddress(t *testing.T) {
	b := gradedClass(t)
	people, err := gradebook.ReadParticipants(strings.NewReader("First name,Last name,ID number,Email address\nBudi,Santoso,,budi@contoh.id\nLain,Orang,2,budi@contoh.id\nSri,Rahayu,,sri@contoh.id\n"))
	if err != nil {
		t.Fatal(err)
	}
	m := report.NewMoodleGrades(b, people)
	got := written(t, func(w *bytes.Buffer) error { return m.Write(w, ',') })
	if lines := strings.Split(got, "\r\n"); len(lines) != 3 || lines[0] != "\ufeffEmail address,Nama,Akhir modul,Akhir modul (umpan balik)" || !strings.HasPrefix(lines[1], "budi@contoh.id,'=1+1,100,") {
		t.Errorf("got\n%s", got)
	}
	left := []string{"Ani tidak disertakan: tidak ada, atau tidak hanya satu, dalam daftar peserta.",
		"Budi Santoso tidak disertakan: budi@contoh.id sudah dipakai orang lain.", "Sri Rahayu belum disertakan: esainya menunggu penilaian."}
	if !slices.Equal(m.Left, left) {
		t.Errorf("left %q", m.Left)
	}
}

func TestGradesFile(t *testing.T) {
	b := gradedClass(t)
	t.Chdir(t.TempDir())
	for name, want := range map[string]string{"nilai": "nilai.xlsx", "a.csv": "a.csv", "b.JSON": "b.JSON", " c.xlsx ": "c.xlsx"} {
		full, err := report.GradesFile(name, b)
		if err != nil || filepath.Base(full) != want {
			t.Errorf("%q: %s, %v", name, full, err)
		}
	}
	for name, want := range map[string]string{"nilai.ods": "Akhiran “.ods” tidak dikenal. Pakai .xlsx, .csv, atau .json.", " ": "Nama berkas masih kosong. Ketik sebuah nama."} {
		if _, err := report.GradesFile(name, b); err == nil || err.Error() != want {
			t.Errorf("%q: %v", name, err)
		}
	}
}

// A sheet that was graded takes the place of the one that was read, and nothing is left beside it.
func TestSaveSheet(t *testing.T) {
	folder := t.TempDir()
	file := filepath.Join(folder, "sri.json")
	s := gradedSheet("Sri Rahayu", "", 2, true, -1)
	s.Origin = file
	var b bytes.Buffer
	if err := gradebook.Encode(&b, &s); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	s.Attempt.Marks = append(s.Attempt.Marks, quiz.Mark{Item: 1, Fraction: 0.5})
	if err := report.SaveSheet(&s); err != nil {
		t.Fatal(err)
	}
	read := gradebook.ReadFiles([]string{folder})
	if len(read.Sheets) != 1 || read.Refused != nil || read.Sheets[0].Attempt.Result().Points != 2.5 {
		t.Errorf("%+v", read)
	}
	if entries, _ := os.ReadDir(folder); len(entries) != 1 {
		t.Errorf("left in the folder: %v", entries)
	}
}
