package gradebook_test

import (
	"bytes"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"mufakat/internal/gradebook"
	"mufakat/internal/quiz"
)

// A file holds all that the result is made of, and its writing loses nothing more than the flags.
func TestFileRoundTrip(t *testing.T) {
	for seed := range uint64(200) {
		want := sheet(t, exam(8), bank(), "Bu Sri", "198705122010121003", seed)
		if seed%2 == 0 {
			want = graded(want)
		}
		source := encoded(t, want)
		got := read(t, "\ufeff"+source)
		a, b := want.Attempt, got.Attempt
		if got.Name != want.Name || got.NIP != want.NIP || got.Exam != want.Exam || !reflect.DeepEqual(a.Paper, b.Paper) || !reflect.DeepEqual(a.Marks, b.Marks) ||
			!reflect.DeepEqual(a.Result(), b.Result()) || !a.Started.Equal(b.Started) || a.Used() != b.Used() || a.ClockWasBack() != b.ClockWasBack() || !want.Ended().Equal(got.Ended()) {
			t.Fatalf("seed %d: read back as\n%+v\n%s", seed, got, source)
		}
		for i := range a.Paper.Items {
			if !reflect.DeepEqual(a.Response(i), b.Response(i)) {
				t.Fatalf("seed %d, item %d: %+v, want %+v", seed, i, b.Response(i), a.Response(i))
			}
		}
		if again := encoded(t, *got); again != source {
			t.Fatalf("seed %d: written again:\n%s", seed, again)
		}
	}
}

// An answer that was taken back is none, and of two the last counts.
func TestFileKeepsTheLastAnswer(t *testing.T) {
	s := sheet(t, exam(8), bank(), "", "", 4)
	s.Exam.Source = `C:\Kuis\bank.gift`
	at := slices.IndexFunc(s.Attempt.Paper.Items, func(i quiz.Item) bool { return i.Question.ID == "S-4" })
	put := func(text string) {
		hand := len(s.Attempt.Events) - 1
		s.Attempt.Events = slices.Insert(s.Attempt.Events, hand, quiz.Event{Kind: quiz.Answer, Item: at, Response: quiz.Response{Text: text}, At: start})
	}
	put("mufakat")
	if r := read(t, encoded(t, s)).Attempt.Response(at); r.Text != "mufakat" {
		t.Errorf("the last answer is %q", r.Text)
	}
	put("")
	got := read(t, encoded(t, s))
	if r := got.Attempt.Response(at); !r.Blank() {
		t.Errorf("an answer that was taken back is %q", r.Text)
	}
	if got.Exam.Source != "bank.gift" {
		t.Errorf("the file tells of the folder %q", got.Exam.Source)
	}
}

func TestFileTextsAreCleaned(t *testing.T) {
	s := graded(sheet(t, exam(8), bank(), "Bu \u202eSri", "", 1))
	for i := range s.Attempt.Paper.Items {
		q := *s.Attempt.Paper.Items[i].Question
		q.Text.Source += "\x1b[2J\u200b"
		s.Attempt.Paper.Items[i].Question = &q
	}
	s.Attempt.Marks[0].Comment = "\u009bA"
	got := read(t, encoded(t, s))
	if got.Name != "Bu Sri" || got.Attempt.Marks[0].Comment != "A" {
		t.Errorf("name %q, comment %q", got.Name, got.Attempt.Marks[0].Comment)
	}
	for _, item := range got.Attempt.Paper.Items {
		if strings.ContainsAny(item.Question.Text.Source, "\x1b\u200b") {
			t.Errorf("text %q", item.Question.Text.Source)
		}
	}
}

func TestRefusedFiles(t *testing.T) {
	whole := encoded(t, graded(sheet(t, exam(8), bank(), "Bu Sri", "198705122010121003", 3)))
	edited := func(old, new string) string {
		if !strings.Contains(whole, old) {
			t.Fatalf("no %s in\n%s", old, whole)
		}
		return strings.Replace(whole, old, new, 1)
	}
	altered := func(what string) string {
		return "sudah diubah atau rusak: " + what + ". Minta berkas itu diekspor sekali lagi."
	}
	for _, test := range []struct{ name, source, want string }{
		{"half", whole[:500], "bukan berkas JSON yang utuh. Minta berkas itu diekspor sekali lagi."},
		{"foreign", `{}`, "bukan hasil ekspor Mufakat. Buatlah dengan: mufakat kuis hasil NOMOR --keluar BERKAS.json"},
		{"a run", edited(`"ujian"`, `"permainan"`), "berisi permainan, bukan ujian. Bacalah dengan: mufakat laporan"},
		{"a kind to come", edited(`"ujian"`, `"survei"`), "berisi “survei”, bukan ujian. Yang dibaca di sini hanya hasil: mufakat kuis hasil NOMOR --keluar BERKAS.json"},
		{"newer", edited(`"format": 1`, `"format": 2`), "dibuat oleh Mufakat yang lebih baru. Perbarui Mufakat di komputer ini."},
		{"older", edited(`"format": 1`, `"format": 0`), altered("versi bentuknya tidak ada")},
		{"big", strings.Repeat(" ", 17<<20), "terlalu besar (lebih dari 16 MB) untuk hasil ekspor Mufakat. Periksa apakah berkasnya benar."},
		{"type", edited(`"nama": "Bu Sri"`, `"nama": 7`), altered("ada isian yang salah jenis")},
		{"no exam", edited(`"judul": "Akhir modul"`, `"judul": " "`), altered("ujiannya tidak disebut")},
		{"nip", edited(`"198705122010121003"`, `"=1+1"`), altered("NIP-nya bukan angka")},
		{"no start", edited(`"mulai": "2026-11-20T04:00:00Z"`, `"mulai": "0001-01-01T00:00:00Z"`), altered("waktu mulai atau selesainya tidak ada")},
		{"no such year", edited(`"mulai": "2026-11-20T04:00:00Z"`, `"mulai": "9999-12-31T23:00:00-12:00"`), altered("waktu mulai atau selesainya tidak mungkin")},
		{"many items", edited(`"soal": [`, `"soal": [`+strings.Repeat(`{"Question": {}},`, 2000)), altered("soalnya, atau pilihan dalam sebuah soal, terlalu banyak")},
		{"many pairs", edited(`"soal": [`, `"soal": [{"Question": {"Kind": 4, "Pairs": [`+strings.Repeat(`{},`, 1000)+`{}]}},`), altered("soalnya, atau pilihan dalam sebuah soal, terlalu banyak")},
		{"many marks", edited(`"penilaian": [`, `"penilaian": [`+strings.Repeat(`{"butir": 0},`, 20_000)), altered("nilai esainya terlalu banyak")},
		{"many sections", edited(`"Sections": [`, `"Sections": [`+strings.Repeat(`{},`, 2000)), altered("susunan soalnya tidak mungkin")},
		{"time", edited(`"berlalu": `, `"berlalu": -`), altered("lama pengerjaannya tidak mungkin")},
		{"no blueprint", edited(`"cetak_biru": {`, `"x": {`), altered("susunan soalnya tidak mungkin")},
		{"section", edited(`"Section": 0`, `"Section": 1`), altered("susunan soalnya tidak mungkin")},
		{"kind", edited(`"Kind": 6`, `"Kind": 9`), altered("susunan soalnya tidak mungkin")},
		{"points", edited(`"Points": 4`, `"Points": -4`), altered("soal ke-" + place(t, whole, "S-8") + ": poinnya tidak mungkin")},
		{"rubric", edited("\"tidak\",\n       \"ya\"", `"tidak"`), altered("soal ke-" + place(t, whole, "S-8") + ": rubriknya tidak mungkin")},
		{"mark", edited(`"bagian": 0.`, `"bagian": 7.`), altered("ada nilai esai yang tidak mungkin")},
		{"level", edited("\"tingkat\": [\n    1", "\"tingkat\": [\n    2"), altered("ada nilai esai yang tidak mungkin")},
		{"answer to nothing", edited(`"jawaban": [`, `"jawaban": [{"butir": 8},`), altered("ada jawaban tanpa soal, atau dua jawaban untuk satu soal")},
		{"two answers", edited(`"jawaban": [`, `"jawaban": [{"butir": 0}, {"butir": 0},`), altered("ada jawaban tanpa soal, atau dua jawaban untuk satu soal")},
		{"answer", strings.Replace(whole, `"jawaban": [`, `"jawaban": [{"butir": 0, "isi": {"Options": [9]}}], "x": [`, 1), altered("jawaban soal ke-1 tidak mungkin")},
	} {
		if s, err := gradebook.Read(strings.NewReader(test.source)); err == nil || err.Error() != test.want {
			t.Errorf("%s: %v, %v\nwant %s", test.name, s, err, test.want)
		}
	}
}

// place is where a file has a question, from 1.
func place(t *testing.T, source, id string) string {
	for i, item := range read(t, source).Attempt.Paper.Items {
		if item.Question.ID == id {
			return string(rune('1' + i))
		}
	}
	t.Fatal("no question " + id)
	return ""
}

func TestReadFiles(t *testing.T) {
	t.Chdir(t.TempDir())
	for name, source := range map[string]string{
		"a.json": encoded(t, sheet(t, exam(8), bank(), "Ani", "", 1)), "kelas/b.json": encoded(t, sheet(t, exam(8), bank(), "Budi", "", 2)),
		"kelas/main.json": `{"program": "mufakat", "jenis": "permainan", "format": 1}`, "kelas/catatan.txt": "",
	} {
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(source), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	r := gradebook.ReadFiles([]string{"a.json", "kelas", "./a.json", "tiada.json"})
	var origins []string
	for _, s := range r.Sheets {
		origins = append(origins, s.Name+" "+s.Origin)
	}
	in := filepath.Join("kelas", "main.json")
	if want := []string{"Ani a.json", "Budi " + filepath.Join("kelas", "b.json")}; !slices.Equal(origins, want) {
		t.Errorf("read %q, want %q", origins, want)
	}
	want := []string{"tiada.json tidak ada. Periksa nama dan foldernya.", in + " berisi permainan, bukan ujian. Bacalah dengan: mufakat laporan"}
	if !slices.Equal(r.Refused, want) {
		t.Errorf("refused %q", r.Refused)
	}
}

// FuzzRead: no file brings the program down, and what is read can be graded, written and read again.
func FuzzRead(f *testing.F) {
	for seed := range uint64(4) {
		f.Add([]byte(encoded(f, graded(sheet(f, exam(8), bank(), "Bu Sri", "1", seed)))))
	}
	f.Add([]byte(`{"program": "mufakat", "jenis": "ujian", "format": 1}`))
	f.Fuzz(func(t *testing.T, source []byte) {
		s, err := gradebook.Read(bytes.NewReader(source))
		if err != nil {
			if text := err.Error(); text == "" || strings.ContainsAny(text, "\n\x1b") {
				t.Errorf("error %q", text)
			}
			return
		}
		only(t, []gradebook.Sheet{*s}).Matrix()
		again := read(t, encoded(t, *s))
		if !reflect.DeepEqual(again.Attempt.Result(), s.Attempt.Result()) {
			t.Errorf("%+v\n%+v", again.Attempt.Result(), s.Attempt.Result())
		}
	})
}
