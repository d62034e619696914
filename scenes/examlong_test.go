package scenes_test

import (
	"fmt"
	"strings"
	"testing"

	"mufakat/internal/pack"
	"mufakat/internal/quiz"
)

// ofBank are quizzes of one exam, which asks all questions of a bank in sections of so many.
type ofBank struct {
	questions []*quiz.Question
	section   int
}

func (b ofBank) Exams() ([]pack.ExamInfo, error) {
	exam := &quiz.Blueprint{ID: "besar", Title: "Ujian besar", KeepItems: true, KeepOptions: true}
	for first := 0; first < len(b.questions); first += b.section {
		exam.Sections = append(exam.Sections, quiz.Section{Title: fmt.Sprintf("Bagian %d", first/b.section+1), Draws: []quiz.Draw{{Number: b.section}}})
	}
	return []pack.ExamInfo{{Source: "besar", Blueprint: exam}}, nil
}

func (ofBank) Banks() ([]pack.BankInfo, error) { return nil, nil }

func (b ofBank) Bank(string) (quiz.Bank, error) { return quiz.Bank{Questions: b.questions}, nil }

// beginWith begins an exam of these questions, which has no time limit.
func beginWith(t *testing.T, width, height, section int, questions ...*quiz.Question) examinee {
	t.Helper()
	e := examineeIn(t, t.TempDir(), width, height, 0)
	e.app.Quizzes = ofBank{questions, section}
	e.press("2 1").sees("tanpa batas waktu").press("enter").sees("soal 1 dari").misses("sisa")
	return e
}

func text(source string) quiz.Text { return quiz.Text{Source: source, Format: quiz.Plain} }

// A hundred items are seen at once, and the cursor reaches the last one and what stands below it.
func TestListOfAHundredItems(t *testing.T) {
	questions := make([]*quiz.Question, 100)
	for i := range questions {
		questions[i] = &quiz.Question{Kind: quiz.TrueFalse, Points: 1, ID: fmt.Sprint(i), Text: text("Ya?")}
	}
	e := beginWith(t, 80, 24, 20, questions...)
	e.press("d")
	for i := range questions {
		e.sees(fmt.Sprintf("%d○", i+1))
	}
	e.press(strings.Repeat("down ", 9)).sees("▸91○").press("down").sees("▸ s").press("up").sees("▸91○").press("end left").sees("▸100○").press("enter").sees("soal 100 dari 100")

	e = beginWith(t, 60, 16, 20, questions...)
	e.press("d end left").sees("▸100○", "Kumpulkan ujian").press("home").sees("▸1○", "baris lagi").press("down").sees("▸9○")
}

// A question that is longer than the screen scrolls; what it is answered with stays in sight, and so does the cursor.
func TestLongQuestion(t *testing.T) {
	long := strings.Repeat("Sebuah kalimat yang panjang tentang perkara di muara. ", 30)
	q := &quiz.Question{Kind: quiz.MultipleChoice, Single: true, Points: 1, ID: "a", Text: text(long + "Apa akhirnya?")}
	for i := range 12 {
		q.Options = append(q.Options, quiz.Option{Text: text(fmt.Sprintf("Pilihan ke-%d, %s.", i+1, strings.Repeat("dengan alasannya ", 6)))})
	}
	match := &quiz.Question{Kind: quiz.Matching, Points: 1, ID: "b", Text: text(long)}
	for i := range 12 {
		match.Pairs = append(match.Pairs, quiz.Pair{Left: text(fmt.Sprintf("Baris ke-%d, %s", i+1, strings.Repeat("dengan uraiannya ", 4))), Right: fmt.Sprintf("Jawaban ke-%d, %s", i+1, strings.Repeat("yang panjang ", 6))})
	}
	for _, size := range [][2]int{{60, 16}, {80, 24}} {
		e := beginWith(t, size[0], size[1], 1, q, match)
		if strings.Contains(e.screen(), "Baris ke-1,") { // which of the two comes first is drawn
			e.press("right")
		}
		e.sees("Sebuah kalimat", "▸ 1 ( ) Pilihan ke-1,", "pilihan (↑↓)", "pgdn").misses("akhirnya?")
		e.press(strings.Repeat("pgdown ", 30)).sees("akhirnya?", "Pilihan ke-1,")
		e.press(strings.Repeat("down ", 11)+"enter").sees("▸   (•) Pilihan ke-12,", "akhirnya?")

		e.press("left right left")
		if !strings.Contains(e.screen(), "Baris ke-1,") {
			e.press("right")
		}
		e.sees("▸ [ ] Baris ke-1,", "1  Jawaban ke-1,").press(strings.Repeat("down ", 11)).sees("▸ [ ] Baris ke-12,")
		e.press("enter" + strings.Repeat(" down", 11)).sees("Jawaban ke-12,").press("enter").sees("▸ [12] Baris ke-12,")
		if got := e.attempt(); len(got.Open()) != 0 {
			t.Errorf("%d items are open", len(got.Open()))
		}
	}
}

// Questions that offer nothing to choose from can be passed by, and the exam handed in.
func TestQuestionsWithoutOptions(t *testing.T) {
	e := beginWith(t, 80, 24, 1, &quiz.Question{Kind: quiz.MultipleChoice, ID: "a", Text: text("Yang mana?")},
		&quiz.Question{Kind: quiz.Matching, ID: "b", Text: text("Yang mana?")}, &quiz.Question{Kind: quiz.Ordering, ID: "c", Text: text("Yang mana?")})
	for range 3 {
		e.sees("Yang mana?").press("1 enter space up down shift+up 0 x right")
	}
	e.sees("0 dari 3 soal terjawab").press("s 2").sees("Hasil: Ujian besar")
}

// A question in HTML or Markdown is shown without their marks.
func TestFormattedQuestion(t *testing.T) {
	q := &quiz.Question{Kind: quiz.MultipleChoice, Points: 1, ID: "a", Text: quiz.Text{Source: "<p>Apa itu <b>mufakat</b>?</p><ul><li>satu</li></ul>", Format: quiz.HTML}}
	q.Options = []quiz.Option{{Text: quiz.Text{Source: "**Keputusan** bersama", Format: quiz.Markdown}}, {Text: text("2. bukan * daftar")}}
	beginWith(t, 80, 24, 1, q).sees("Apa itu mufakat?", "• satu", "[ ] Keputusan bersama", "[ ] 2. bukan * daftar").misses("<", "**")
}
