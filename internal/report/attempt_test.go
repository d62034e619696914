package report_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"mufakat/internal/gift"
	"mufakat/internal/gradebook"
	"mufakat/internal/quiz"
	"mufakat/internal/report"
	"mufakat/internal/review"
)

// examBank has a question of every kind. In it, what gives away the key has KUNCI in it unless it stands in an option, and
// every feedback has BALIK.
const examBank = `
// [id:A-1] [tag:C-07]
Apa yang dibangun dulu?{=Kepercayaan#BALIK ya. ~%50%Anggaran#BALIK belum. ~Aturan ####BALIK umum.}

// [id:A-2] [tag:C-07] [tag:L-01]
Mana kondisi awal?{~%50%Kuasa#BALIK benar. ~%50%Riwayat ~%-50%Keberhasilan}

// [id:A-3]
Setuju pada setiap hasil.{FALSE#BALIK bukan.#BALIK tepat.}

Disebut apa?{=KUNCI*#BALIK tepat.}

Berapa?{#300:5#BALIK ya.}

Jodohkan.{=Ansell -> siklus KUNCI =Perri -> kontinum}

Urutkan.{>3 ALL VERTICAL
 satu
 dua
 tiga
}

// @poin: 4
Tulis.{}
`

// examSheet is an attempt at an exam with all these questions, shown in their order, with the given answers.
func examSheet(t testing.TB, answers map[int]quiz.Response) *gradebook.Sheet {
	t.Helper()
	questions := gift.Parse("uji.gift", []byte(examBank)).Questions()
	b := &quiz.Blueprint{ID: "akhir", Title: "Akhir modul", Minutes: 20, Pass: 60, Sections: []quiz.Section{{Title: "Konsep", Pass: 50}, {Title: "Terapan"}}}
	a := &quiz.Attempt{Started: when, Paper: &quiz.Paper{Blueprint: b, Seed: 5}}
	for i := range questions {
		a.Paper.Items = append(a.Paper.Items, quiz.Item{Question: &questions[i], Section: i / 4})
		if r, ok := answers[i]; ok {
			a.Events = append(a.Events, quiz.Event{Item: i, Response: r})
		}
	}
	rubric := &quiz.Rubric{Aspects: []quiz.Aspect{{Title: "Masalah", Levels: []string{"tidak ada", "disebut", "dijelaskan"}}}}
	a.Paper.Items[7].Rubric = rubric
	a.Events = append(a.Events, quiz.Event{Kind: quiz.HandIn, At: when.Add(10 * time.Minute), Elapsed: 10 * time.Minute})
	return &gradebook.Sheet{Name: "Budi", NIP: "199001012020121001", Exam: gradebook.Exam{Source: "kelas", ID: "akhir", Title: b.Title}, Attempt: a}
}

func mixedAnswers() map[int]quiz.Response {
	yes := true
	return map[int]quiz.Response{0: {Options: []int{1}}, 1: {Options: []int{0, 1}}, 2: {True: &yes}, 3: {Text: "=HYPERLINK(1)"}, 4: {Text: "301"},
		5: {Matches: []int{1, 1}}, 6: {Order: []int{1, 0, 2}}, 7: {Text: "Satu muara.\nTiga daerah."}}
}

const wantAttempt = `Akhir modul
===========

Budi (NIP 199001012020121001) · 21 Agu 2026 09.30

Nilai 54,55 %: 6 dari 11 poin.

Belum lulus: bagian Konsep baru 37,5 %, batasnya 50 %. Batas lulus keseluruhan 60 %.

Waktu yang dipakai: 10 menit dari 20 menit; dikumpulkan oleh peserta.

Menurut bagian
--------------

- Konsep: 37,5 % · 1,5 dari 4 poin · batas 50 % · belum lulus
- Terapan: 64,29 % · 4,5 dari 7 poin

Menurut tujuan belajar
----------------------

- C-07: 75 % · 1,5 dari 2 poin · 2 soal
- L-01: 100 % · 1 dari 1 poin · 1 soal

Soal demi soal
--------------

Soal 1 (A-1)

sebagian benar · 0,5 dari 1 poin

Apa yang dibangun dulu?

1. Kepercayaan [kunci]
2. Anggaran [dipilih; 50 %]
   BALIK belum.
3. Aturan

Umpan balik:

BALIK umum.

Soal 2 (A-2)

benar · 1 dari 1 poin

Mana kondisi awal?

1. Kuasa [dipilih; kunci, 50 %]
   BALIK benar.
2. Riwayat [dipilih; kunci, 50 %]
3. Keberhasilan [mengurangi 50 %]

Soal 3 (A-3)

salah · 0 dari 1 poin

Setuju pada setiap hasil.

1. Benar [dipilih]
2. Salah [kunci]

Umpan balik:

BALIK bukan.

Soal 4

salah · 0 dari 1 poin

Disebut apa?

Jawaban: =HYPERLINK(1)

Kunci: KUNCI…

Soal 5

benar · 1 dari 1 poin

Berapa?

Jawaban: 301

Kunci: 300 (dari 295 sampai 305)

Umpan balik:

BALIK ya.

Soal 6

sebagian benar · 0,5 dari 1 poin

Jodohkan.

1. Ansell [dijawab: kontinum; kunci: siklus KUNCI]
2. Perri [dijawab: kontinum]

Soal 7

salah · 0 dari 1 poin

Urutkan.

Urutan yang diberikan (dinilai dari berapa butir yang langsung diikuti butir yang benar):

1. dua [seharusnya ke-2]
2. satu [seharusnya ke-1]
3. tiga [tepat di tempatnya]

Kunci: satu → dua → tiga

Soal 8

sudah dinilai · 3 dari 4 poin

Tulis.

Jawaban: Satu muara.
Tiga daerah.

- Masalah: tingkat 2 dari 3: disebut

Catatan penilai: Sebut aktornya.
`

func marked(t testing.TB) *gradebook.Sheet {
	s := examSheet(t, mixedAnswers())
	s.Attempt.Marks = []quiz.Mark{{Item: 7, Fraction: 0.75, Levels: []int{1}, Comment: "Sebut aktornya."}}
	return s
}

var everything = quiz.Reveal{Score: true, Answers: true, Key: true, Feedback: true}

func TestAttemptText(t *testing.T) {
	s := marked(t)
	var b bytes.Buffer
	if err := report.WriteAttempt(&b, report.Text, s, review.Of(s.Attempt, everything)); err != nil {
		t.Fatal(err)
	}
	if b.String() != wantAttempt {
		t.Errorf("%s", b.String())
	}
}

func TestAttemptMarkdown(t *testing.T) {
	s := marked(t)
	s.Name, s.NIP = "", ""
	s.Attempt.Paper.Items[0].Question.Options[0].Text = quiz.Text{Source: "<p>Satu</p><p>Dua</p>", Format: quiz.HTML}
	var b bytes.Buffer
	if err := report.WriteAttempt(&b, report.Markdown, s, review.Of(s.Attempt, everything)); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"# Akhir modul\n\n21 Agu 2026 09.30\n", "### Soal 1 (A-1)\n", "1. Satu\n   \n   Dua [kunci]\n2. Anggaran [dipilih; 50 %]\n   \n   BALIK belum.\n3. "} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("no %q in\n%s", want, b.String())
		}
	}
}

// What people typed, and what is no Markdown in a bank, is none in the file either; as text it stays as it is.
func TestAttemptMarkdownIsNotTyped(t *testing.T) {
	s := examSheet(t, map[int]quiz.Response{7: {Text: "# Satu *muara*"}})
	s.Name = "Budi_<b>"
	s.Attempt.Marks = []quiz.Mark{{Item: 7, Fraction: 0.5, Comment: "Lihat [1]."}}
	r := review.Of(s.Attempt, quiz.Reveal{Score: true, Answers: true, Key: true, Feedback: true})
	for format, wanted := range map[report.Format][]string{
		report.Markdown: {`Budi\_\<b>`, `Jawaban: \# Satu \*muara\*`, `Catatan penilai: Lihat \[1].`},
		report.Text:     {"Budi_<b>", "Jawaban: # Satu *muara*", "Catatan penilai: Lihat [1]."},
	} {
		got := written(t, func(w *bytes.Buffer) error { return report.WriteAttempt(w, format, s, r) })
		for _, want := range wanted {
			if !strings.Contains(got, want) {
				t.Errorf("no %q in\n%s", want, got)
			}
		}
	}
}

func TestAttemptCSV(t *testing.T) {
	s := examSheet(t, mixedAnswers())
	var b bytes.Buffer
	if err := report.WriteAttemptCSV(&b, s, review.Of(s.Attempt, everything), ';'); err != nil {
		t.Fatal(err)
	}
	reader := csv.NewReader(strings.NewReader(strings.TrimPrefix(b.String(), "\ufeff")))
	reader.Comma = ';'
	rows, err := reader.ReadAll()
	if err != nil || len(rows) != 9 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	for _, tt := range []struct {
		row  int
		want string
	}{
		{0, "Nama|NIP|Ujian|Mulai|Nomor|ID|Judul|Bagian|Tanda|Jenis|Jawaban|Kunci|Hasil|Poin|Poin maksimum|Catatan penilai"},
		{1, "Budi|19900101 202012 1 001|Akhir modul|21 Agu 2026 09.30|1|A-1|Apa yang dibangun dulu?|Konsep|C-07|pilihan ganda|Anggaran|Kepercayaan|sebagian benar|0,5|1|"},
		{4, "Budi|19900101 202012 1 001|Akhir modul|21 Agu 2026 09.30|4||Disebut apa?|Konsep||isian singkat|'=HYPERLINK(1)|KUNCI…|salah|0|1|"},
		{8, "Budi|19900101 202012 1 001|Akhir modul|21 Agu 2026 09.30|8||Tulis.|Terapan||esai|Satu muara.\nTiga daerah.||menunggu penilaian||4|"},
	} {
		if got := strings.Join(rows[tt.row], "|"); got != tt.want {
			t.Errorf("row %d:\n%s, want\n%s", tt.row, got, tt.want)
		}
	}
}

// forms are an attempt in every form that obeys what may be told.
func forms(t testing.TB, s *gradebook.Sheet, show quiz.Reveal) string {
	t.Helper()
	r := review.Of(s.Attempt, show)
	var b bytes.Buffer
	for _, f := range []report.Format{report.Text, report.Markdown} {
		if err := report.WriteAttempt(&b, f, s, r); err != nil {
			t.Fatal(err)
		}
	}
	if err := report.WriteAttemptCSV(&b, s, r, ','); err != nil {
		t.Fatal(err)
	}
	fmt.Fprintf(&b, "%+v", *r)
	return b.String()
}

// otherKey changes what is right, so that [mixedAnswers] earn the same as before.
func otherKey(s *gradebook.Sheet) {
	q := func(i int) *quiz.Question { return s.Attempt.Paper.Items[i].Question }
	q(0).Options[0].Fraction, q(0).Options[2].Fraction = 0, 1
	q(1).Options[0].Fraction, q(1).Options[1].Fraction, q(1).Options[2].Fraction = 0.75, 0.25, 0
	q(3).Patterns[0].Text = "lain"
	q(4).Numbers[0].Value, q(4).Numbers[0].Tolerance = 301, 0
	pairs := q(5).Pairs // the answer that both lines got stays right for one of them
	pairs[0].Right, pairs[1].Right = pairs[1].Right, pairs[0].Right
	s.Attempt.Paper.Items[5].Shown = []int{1, 0}
	for i := range s.Attempt.Events {
		if e := &s.Attempt.Events[i]; e.Item == 5 && e.Kind == quiz.Answer {
			e.Response = quiz.Response{Matches: []int{0, 0}} // now the first of the choices
		}
	}
}

// Whatever an exam hides, no form lets it through: over all sixteen ways to hide.
func TestAttemptHides(t *testing.T) {
	for n := range 16 {
		show := quiz.Reveal{Score: n&1 > 0, Answers: n&2 > 0, Key: n&4 > 0, Feedback: n&8 > 0}
		t.Run(fmt.Sprintf("%+v", show), func(t *testing.T) {
			s := marked(t)
			told := forms(t, s, show)
			tells := func(shown bool, texts ...string) {
				t.Helper()
				for _, text := range texts {
					if strings.Contains(told, text) != shown {
						t.Errorf("%q is told: %v\n%s", text, !shown, told)
					}
				}
			}
			tells(show.Key, "KUNCI…", "[kunci]", "mengurangi 50 %")
			tells(show.Key && show.Answers, "seharusnya ke-2", "; kunci")
			tells(show.Feedback, "BALIK umum.", "BALIK belum.")
			tells(show.Answers, "HYPERLINK", "Satu muara.", "dua → satu → tiga")
			tells(show.Score, "54,55 %", "sudah dinilai", "Belum lulus", "tingkat 2 dari 3: disebut")
			tells(show.Score || show.Feedback, "Sebut aktornya.")

			if !show.Key && !show.Feedback {
				s := examSheet(t, mixedAnswers())
				before := forms(t, s, show)
				otherKey(s)
				if after := forms(t, s, show); after != before {
					t.Errorf("another key is seen:\n%s\nbefore\n%s", after, before)
				}
			}
			if !show.Score && !show.Answers && !show.Feedback {
				if other := forms(t, examSheet(t, nil), show); other != told {
					t.Errorf("other answers are seen:\n%s\nbefore\n%s", other, told)
				}
			}
		})
	}
}

func TestAttemptName(t *testing.T) {
	s := examSheet(t, nil)
	s.Name, s.Exam.ID = "Budi Santoso", "../akhir"
	if got := report.AttemptName(report.Text, s); got != "hasil-akhir-budi-santoso-2026-08-21-0930.txt" {
		t.Error(got)
	}
	if s.Name = "李"; report.AttemptName(report.JSON, s) != "hasil-akhir-2026-08-21-0930.json" {
		t.Error(report.AttemptName(report.JSON, s))
	}
}

// A file's ending decides what is in it; one without an ending gets that of what is written for.
func TestAttemptFile(t *testing.T) {
	s := marked(t)
	r := review.Of(s.Attempt, quiz.Reveal{})
	for _, tt := range []struct {
		name   string
		usual  report.Format
		begins string
	}{
		{"a", report.Text, "Akhir modul\n==="}, {"a", report.JSON, "{"}, {"b.TXT", report.JSON, "Akhir modul\n==="}, {"c.md", report.Text, "# Akhir modul"},
		{"d.csv", report.Text, "\ufeffNama,NIP"}, {"e.json", report.Text, "{"},
	} {
		full, err := report.AttemptFile(filepath.Join(t.TempDir(), tt.name), tt.usual, s, r)
		if err != nil {
			t.Fatal(err)
		}
		content, err := os.ReadFile(full)
		if err != nil || !strings.HasPrefix(string(content), tt.begins) {
			t.Errorf("%s: %v, %.80q", full, err, content)
		}
	}
	for name, sentence := range map[string]string{"": "masih kosong", "x.pdf": "Akhiran “.pdf” tidak dikenal"} {
		if _, err := report.AttemptFile(name, report.Text, s, r); err == nil || !strings.Contains(err.Error(), sentence) {
			t.Errorf("%q: %v", name, err)
		}
	}
}
