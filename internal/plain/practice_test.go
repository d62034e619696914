package plain

import (
	"slices"
	"strings"
	"testing"
	"time"

	"mufakat/internal/practice"
)

// wholeSession takes the well's questions from the first to the last, as they come with the tests' seed; one is answered
// wrongly and comes back. See testdata/latihan-soal.txt.
var wholeSession = []string{
	"2",                                                     // true or false
	"Sumur kering", "", "dan jauh", ".", "1", "u", "3", "2", // an essay, scored by oneself
	"1", "k", "10.5", "213", "1b", "2c", "2", // several options (wrong), a number, an ordering, a matching line by line, one option
	"k L-03", "2 3", // the wrong one again
	"sepakat", // a short answer
}

func TestPracticeDialogue(t *testing.T) {
	s := quizStage()
	s.Now = ticking()
	lines := append([]string{"2", "besok", "24 des", "3", "x", "20", "1"}, wholeSession...)
	if err := s.input(append(lines, "1", "0", "3")...).Practice(t.Context(), "uji"); err != nil {
		t.Fatal(err)
	}
	golden(t, "latihan-soal", s.out.String())
	var fractions []float64
	for _, r := range s.exercises.reviews {
		fractions = append(fractions, r.Fraction)
		if r.Took <= 0 || r.Exam || r.ItemID == "" {
			t.Errorf("the review %+v", r)
		}
	}
	if want := []float64{1, 1, 0, 1, 1, 1, 1, 1, 0.5}; !slices.Equal(fractions, want) {
		t.Errorf("the answers earned %v, want %v", fractions, want)
	}
	if p := s.exercises.plan; !s.exercises.said || p.PerDay != 20 || !p.Exam.IsZero() {
		t.Errorf("the plan is %+v", p)
	}
}

// TestPracticeGoesOn leaves a session and comes back: the same day for what was left, days later for what is due.
func TestPracticeGoesOn(t *testing.T) {
	s := quizStage()
	tick := ticking()
	s.Now = tick
	practise := func(lines ...string) string {
		t.Helper()
		s.out.Reset()
		if err := s.input(lines...).Practice(t.Context(), "uji"); err != nil {
			t.Fatal(err)
		}
		return s.out.String()
	}
	out := practise("1", "2", "Sumur kering", ".", "3", "2", "1", "q", "4")
	if !strings.Contains(out, "Berhenti dulu. Yang sudah dijawab tersimpan; 6 soal masih menunggu.") || len(s.exercises.reviews) != 3 {
		t.Errorf("%d reviews\n%s", len(s.exercises.reviews), out)
	}
	if out := practise("4"); !strings.Contains(out, "1 soal untuk diulang, 5 soal baru") {
		t.Errorf("the same day:\n%s", out)
	}
	s.Now = func() time.Time { return tick().AddDate(0, 1, 0) }
	if out := practise("4"); !strings.Contains(out, "3 soal untuk diulang, 5 soal baru") {
		t.Errorf("a month later:\n%s", out)
	}
	s.out.Reset()
	if err := s.input("3").Quiz(t.Context()); err != nil || !strings.Contains(s.out.String(), "(8 soal, 3 menunggu diulang)") {
		t.Errorf("the menu a month later: %v\n%s", err, s.out.String())
	}
	practise("3", "0", "4")
	if out := practise("1", "", "", "", "q", "4"); !strings.Contains(out, "Hasilnya: tidak dijawab") || !s.exercises.reviews[3].Wrong() {
		t.Errorf("without an answer:\n%s", out)
	}
}

// TestPracticeNotStored: an answer is stored before it is explained.
func TestPracticeNotStored(t *testing.T) {
	s := quizStage().input("1", "2", "", "q", "4")
	s.In = jump{s.In, func() { s.exercises.failures = 1 }, "2\n"}
	if err := s.Practice(t.Context(), "uji"); err != nil {
		t.Fatal(err)
	}
	out := s.out.String()
	if told, explained := strings.Index(out, "Jawaban belum tersimpan. Disk penuh."), strings.Index(out, "Hasilnya: benar"); told < 0 || explained < told || len(s.exercises.reviews) != 1 {
		t.Errorf("%d reviews\n%s", len(s.exercises.reviews), out)
	}
	if err := s.input().Practice(t.Context(), "lain"); err == nil || !strings.Contains(err.Error(), "Paket lain tidak ada.") {
		t.Errorf("a source that is not there: %v", err)
	}
}

// TestPracticeIsDone: nothing is due, and it says when something will be.
func TestPracticeIsDone(t *testing.T) {
	s := quizStage()
	s.exercises.plan, s.exercises.said = practice.Plan{PerDay: 0, Exam: now().AddDate(0, 0, -1)}, true
	if err := s.input("3").Practice(t.Context(), "uji"); err != nil {
		t.Fatal(err)
	}
	out := s.out.String()
	if !strings.Contains(out, "Tidak ada yang menunggu hari ini.") || !strings.Contains(out, "Ujian pada tanggal: belum ada") || strings.Contains(out, "Mulai latihan") {
		t.Errorf("the dialogue is\n%s", out)
	}
}
