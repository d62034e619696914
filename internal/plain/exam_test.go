package plain

import (
	"bytes"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"mufakat/internal/quiz"
)

// wholeExam takes the well's exam from its first item to the hand-in; see testdata/ujian.txt.
var wholeExam = []string{
	"?", "1 2", "9", "1", // one option
	"tandai", "1 3", "u", "1 2", // several: flagged, answered, gone back to, answered anew
	"daftar", "waktu", "2", // true or false
	"?", "mufakat", // a short answer
	"1c", "x", "2b", "soal 5", "1a", // a matching, half of it, the rest, and another answer
	"meter", "10,5", // a number
	"3 1", "312", // an ordering
	"Tidak ada yang", "merasa memiliki", "", "sumur itu.", ".", // an essay
	"1", "tandai", "", "soal 8", ".", "soal 8", "?", "ganti 2", "merasa punya", "ganti 9", "Dan pompa.", ".", // over it again
	"kumpulkan", "1", "2", "2", // not yet; handed in
}

func TestExamDialogue(t *testing.T) {
	s := quizStage()
	lines := append([]string{"2", "1", "1"}, wholeExam...)
	lines = append(lines, "1", "", "8", "k C-07", "u", "2", "", "3", "ada.txt", "", "4", // read, kept as files
		"3", "1", "4", // the past result
		"1", "1", "soal 4", "=", "u", "hapus", "= tandai", "hapus", "kumpulkan", "2", "4", // the second attempt
		"1", "4", "4") // none is left
	s.exports["ada.txt"] = nil
	if err := s.input(lines...).Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	golden(t, "ujian", s.out.String())
	if n := len(s.attempts.all); n != 2 {
		t.Fatalf("%d attempts", n)
	}
	first, r := s.attempts.all[0].attempt, s.attempts.all[0].attempt.Result()
	want := []quiz.Verdict{quiz.Right, quiz.Right, quiz.Right, quiz.Right, quiz.Right, quiz.Right, quiz.Partial, quiz.NeedsGrading}
	for i, own := range r.Items {
		if own.Verdict != want[i] {
			t.Errorf("item %d, %+v: %v, want %v", i+1, first.Response(i), own.Verdict, want[i])
		}
	}
	if got := first.Response(7).Text; got != "Tidak ada yang\nmerasa punya\n\nsumur itu.\nDan pompa." {
		t.Errorf("the essay is %q", got)
	}
	if files := slices.Sorted(maps.Keys(s.exports)); !slices.Equal(files, []string{"ada.txt", "hasil-akhir.json", "hasil-akhir.txt"}) {
		t.Errorf("the files %q", files)
	}
	if r := s.attempts.all[1].attempt.Response(3); r.Text != "tandai" {
		t.Errorf("behind = a command is no text: %+v", r)
	}
}

// TestExamInterrupted sits an exam in four sessions: the second finds the answers, the third a clock that was set back, the
// last one that time is over.
func TestExamInterrupted(t *testing.T) {
	s := quizStage()
	for _, session := range []struct {
		minute int // of the machine's clock
		lines  []string
	}{{0, []string{"1", "1", "1 2", "tandai"}}, {7, []string{"1", "2", "peta"}}, {3, []string{"1", "mufakat", "waktu"}}, {25, []string{"1", "", "q"}}} {
		s.Now = func() time.Time { return now().Add(time.Duration(session.minute) * time.Minute) }
		if err := s.input(session.lines...).Exam(t.Context(), "uji", "akhir"); err != nil {
			t.Fatal(err)
		}
	}
	golden(t, "ujian-terputus", s.out.String())
	a := s.attempts.only(t)
	var kinds []quiz.EventKind
	for _, e := range a.Events {
		kinds = append(kinds, e.Kind)
	}
	want := []quiz.EventKind{quiz.Answer, quiz.Answer, quiz.Flag, quiz.Answer, quiz.ClockBack, quiz.Answer, quiz.HandIn}
	if !slices.Equal(kinds, want) {
		t.Errorf("events %v, want %v", kinds, want)
	}
}

// TestExamTime waits while time passes: it is told five minutes and one minute before the end, and at the end the attempt is
// handed in; what was being typed is neither an answer nor lost on the next question.
func TestExamTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := quizStage()
		s.Now = at(time.Now())
		s.In = typist(line{0, "1"}, line{time.Minute, "1"}, line{13 * time.Minute, "1 2"}, line{30 * time.Second, "1"}, line{7 * time.Minute, "mufakat"}, line{0, "4"})
		if err := s.Exam(t.Context(), "uji", "akhir"); err != nil {
			t.Fatal(err)
		}
		golden(t, "ujian-waktu", s.out.String())
		a := s.attempts.only(t)
		last := a.Events[len(a.Events)-1]
		if last.Kind != quiz.HandIn || last.Elapsed < 20*time.Minute || last.Elapsed > 20*time.Minute+time.Second || len(a.Events) != 4 {
			t.Errorf("events %+v", a.Events)
		}
	})
}

// TestExamLate types an answer when time is over and no timer has noticed, as after a machine's sleep.
func TestExamLate(t *testing.T) {
	s := quizStage()
	minute := 0
	s.Now = func() time.Time { return now().Add(time.Duration(minute) * time.Minute) }
	s.input("1", "2", "1", "4")
	s.In = jump{s.In, func() { minute += 25 }, "2\n"}
	if err := s.Exam(t.Context(), "uji", "akhir"); err != nil {
		t.Fatal(err)
	}
	out := s.out.String()
	if a := s.attempts.only(t); !a.HandedIn() || len(a.Open()) != 8 {
		t.Errorf("events %+v", a.Events)
	}
	if !strings.Contains(out, "datang sesudah waktu habis") || strings.Contains(out, "Tersimpan") || !strings.Contains(out, "dikumpulkan otomatis ketika") {
		t.Errorf("the dialogue is\n%s", out)
	}
}

// jump reads a line at a time, and calls f before it hands over one of them.
type jump struct {
	in interface{ Read([]byte) (int, error) }
	f  func()
	at string
}

func (j jump) Read(p []byte) (int, error) {
	for n := range p {
		if read, err := j.in.Read(p[n : n+1]); read == 0 {
			return n, err
		}
		if p[n] == '\n' {
			if string(p[:n+1]) == j.at {
				j.f()
			}
			return n + 1, nil
		}
	}
	return len(p), nil
}

// TestExamInputEnds cuts a whole exam after every byte: it never fails, and every answer that was confirmed is stored.
func TestExamInputEnds(t *testing.T) {
	script := strings.Join(append([]string{"1"}, wholeExam...), "\n") + "\n"
	for cut := range len(script) + 1 {
		s := quizStage()
		s.In = strings.NewReader(script[:cut])
		if err := s.Exam(t.Context(), "uji", "akhir"); err != nil {
			t.Fatalf("cut after %q: %v", script[:cut], err)
		}
		out := s.out.String()
		stored := 0
		for _, saved := range s.attempts.all {
			for _, e := range saved.attempt.Events {
				if e.Kind == quiz.Answer {
					stored++
				}
			}
		}
		// A half matching is kept before it is whole, an essay line by line.
		if told := strings.Count(out, "Tersimpan: "); told > stored {
			t.Fatalf("cut after %q: %d answers are confirmed, %d stored\n%s", script[:cut], told, stored, out)
		}
		if strings.Count(out, "Masukan berakhir.") != 1 || strings.Contains(out, "\n\n\n") {
			t.Fatalf("cut after %q:\n%s", script[:cut], out)
		}
		if strings.Contains(script[:cut], "\nTidak ada yang\n") && !strings.HasPrefix(s.attempts.only(t).Response(7).Text, "Tidak ada yang") {
			t.Fatalf("cut after %q: a line of the essay is lost", script[:cut])
		}
	}
}

// TestExamOwner gives a name and an NIP before the exam; what is left out stays as it was, and what is refused is asked again.
func TestExamOwner(t *testing.T) {
	s := quizStage()
	type who = fakeTrainee
	for _, tt := range []struct {
		before, want who
		lines        []string
		told         string
	}{
		{who{}, who{"Ayu", "1991"}, []string{"2", "Ayu", "lupa", "1991", "1"}, "NIP hanya boleh berisi angka.\n\nNIP Anda (angka, enter biarkan kosong, ? bantuan): 1991\n\nAtas nama Ayu, NIP 1991.\n\nSelanjutnya\n1. Mulai; waktu langsung berjalan\n2. Kembali\n"},
		{who{}, who{"Ayu", ""}, []string{"2", "Ayu", "", "1"}, "Atas nama Ayu, tanpa NIP."},
		{who{"Ayu", ""}, who{"Ayu", "1"}, []string{"2", "", "1", "1"}, "Nama Anda (nama, enter tetap Ayu, ? bantuan)"},
		{who{}, who{}, []string{"2", "u", "1"}, "2. Isi nama dan NIP\n3. Kembali\n\nPilihan (1-3, ? bantuan): 1"},
		{who{"Ayu", "1"}, who{"Ayu", "1"}, []string{"1"}, "2. Kembali"},
	} {
		s.attempts.all = nil
		s.out.Reset()
		given := tt.before
		s.Trainee = &given
		if err := s.input(tt.lines...).Exam(t.Context(), "uji", "akhir"); err != nil {
			t.Fatal(err)
		}
		out := s.out.String()
		if given != tt.want || !strings.Contains(out, tt.told) || !strings.Contains(out, "Soal 1 dari 8") {
			t.Errorf("%q: %+v\n%s", tt.lines, given, out)
		}
	}
}

// TestExamNotStored: what the store refuses is told, and stored when the trainee tries again.
func TestExamNotStored(t *testing.T) {
	for _, tt := range []struct {
		name   string
		lines  []string
		before string // the line before which the disk is full, once
		want   string
	}{
		{"an answer", []string{"1", "2", "", "q"}, "2\n", "Jawaban belum tersimpan. Disk penuh."},
		{"a flag", []string{"1", "tandai", "", "q"}, "tandai\n", "Tanda belum tersimpan. Disk penuh."},
		{"the hand-in", []string{"1", "kumpulkan", "2", "", "4"}, "2\n", "Pengumpulan belum tersimpan. Disk penuh."},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := quizStage().input(tt.lines...)
			s.In = jump{s.In, func() { s.attempts.failures = 1 }, tt.before}
			if err := s.Exam(t.Context(), "uji", "akhir"); err != nil {
				t.Fatal(err)
			}
			out := s.out.String()
			if len(s.attempts.only(t).Events) != 1 || strings.Count(out, tt.want) != 1 || strings.Contains(out, "Masukan berakhir") {
				t.Errorf("%d events\n%s", len(s.attempts.only(t).Events), out)
			}
		})
	}
	s := quizStage().input("1")
	s.attempts.failures = 1
	if err := s.Exam(t.Context(), "uji", "akhir"); err == nil || len(s.attempts.all) > 0 {
		t.Errorf("an attempt that cannot begin: %v", err)
	}
}

// TestExamWithoutLimit: no time is told, and the attempt waits.
func TestExamWithoutLimit(t *testing.T) {
	exam := wellExam()
	exam.Minutes, exam.Attempts = 0, 0
	s := quizStage().input("1", "1", "waktu", "?", "q")
	s.Quizzes = wellQuizzes{exam}
	if err := s.Exam(t.Context(), "uji", "akhir"); err != nil {
		t.Fatal(err)
	}
	s.Now = func() time.Time { return now().AddDate(1, 0, 0) }
	if err := s.input("1", "q").Exam(t.Context(), "uji", "akhir"); err != nil {
		t.Fatal(err)
	}
	out := s.out.String()
	if strings.Contains(out, "Sisa waktu") || strings.Contains(out, "terus dihitung") || !strings.Contains(out, "q: keluar dulu; ujian dapat dilanjutkan kapan saja") || !strings.Contains(out, "Ujian ini tidak dibatasi waktu.") || !strings.Contains(out, "Ujian ini dapat dilanjutkan kapan saja") ||
		!strings.Contains(out, "1. Lanjutkan: Ujian sumur\n") || s.attempts.only(t).HandedIn() {
		t.Errorf("the dialogue is\n%s", out)
	}
}

// TestExamReveals: nothing is told that the exam does not let be told.
func TestExamReveals(t *testing.T) {
	for _, tt := range []struct {
		after  quiz.Reveal
		shown  []string
		hidden []string
	}{
		{quiz.Reveal{}, []string{"hasilnya tidak langsung ditampilkan", "sudah dikumpulkan"}, []string{"Nilai", "%.", "benar ·", "Kunci", "Tepat: mulai", "Baca soal"}},
		{quiz.Reveal{Score: true}, []string{"Nilai", "Soal 2: benar", "Menurut bagian"}, []string{"Kunci", "(dipilih", "Tepat: mulai", "Baca soal"}},
		{quiz.Reveal{Answers: true}, []string{"(dipilih)", "Jawaban Anda: mufakat"}, []string{"Kunci", "kunci)", "Tepat: mulai", "benar ·", "poin:"}},
		{quiz.Reveal{Score: true, Answers: true, Key: true}, []string{"(dipilih; kunci)"}, []string{"Tepat: mulai", "Dialog tatap muka membangun"}},
	} {
		s := quizStage()
		exam := wellExam()
		exam.After = tt.after
		s.Quizzes = wellQuizzes{exam}
		lines := append([]string{"2", "1", "1"}, wholeExam...)
		lines = append(lines, "1", "", "", "", "", "", "", "", "", "q", "3", "q")
		if err := s.input(lines...).Run(t.Context()); err != nil {
			t.Fatal(err)
		}
		out := s.out.String()
		_, after, _ := strings.Cut(out, "Hasil: ")
		for _, want := range tt.shown {
			if !strings.Contains(strings.ReplaceAll(out, "\n", " "), want) {
				t.Errorf("%+v: %q is missing in\n%s", tt.after, want, out)
			}
		}
		for _, secret := range tt.hidden {
			if strings.Contains(after, secret) {
				t.Errorf("%+v: %q is told in\n%s", tt.after, secret, after)
			}
		}
	}
}

// TestExamsNotThere: what cannot be sat is a sentence.
func TestExamsNotThere(t *testing.T) {
	greedy := wellExam()
	greedy.Sections[0].Draws[0].Number = 9
	for _, tt := range []struct {
		name    string
		quizzes Quizzes
		id      string
		want    string
	}{
		{"no such exam", wellQuizzes{wellExam()}, "tengah", "Ujian tengah tidak ada."},
		{"too few items", wellQuizzes{greedy}, "akhir", "Ujian ini meminta 9 soal bertanda air, padahal yang tersedia 4."},
	} {
		s := quizStage().input("1")
		s.Quizzes = tt.quizzes
		if err := s.Exam(t.Context(), "uji", tt.id); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %v", tt.name, err)
		}
	}
	s := newStage().input("2", "4")
	if err := s.Run(t.Context()); err != nil || !strings.Contains(s.out.String(), "Belum ada ujian atau bank soal.") {
		t.Errorf("without quizzes: %v\n%s", err, s.out.String())
	}
}

func TestSpans(t *testing.T) {
	for want, all := range map[string][]int{"tidak ada": nil, "3": {3}, "1, 2": {1, 2}, "1-3, 5, 7, 8": {1, 2, 3, 5, 7, 8}} {
		if got := spans(all); got != want {
			t.Errorf("%v: %q, want %q", all, got, want)
		}
	}
}

func TestLeftText(t *testing.T) {
	for left, want := range map[time.Duration]string{
		20 * time.Minute: "20 menit", 19*time.Minute + time.Millisecond: "20 menit", 5*time.Minute + 1: "6 menit", 5 * time.Minute: "5 menit",
		4*time.Minute + 30*time.Second: "4 menit 30 detik", time.Minute - 1: "1 menit", 59 * time.Second: "59 detik", 1: "1 detik", 0: "0 detik",
	} {
		if got := leftText(left); got != want {
			t.Errorf("%v: %q, want %q", left, got, want)
		}
	}
}

// FuzzExam types anything in an exam and in practice: nothing panics, it ends, and every answer stored is one to its item.
func FuzzExam(f *testing.F) {
	f.Add([]byte("1\n"+strings.Join(wholeExam, "\n")+"\n1\n\n\n3\n"), false)
	f.Add([]byte("1\n\xff\xfe\x00?\n=\nsoal x\nganti\nganti 1\nhapus\nu\nu\nlewati\n"), false)
	f.Add([]byte("1\n"+strings.Join(wholeSession, "\n")), true)
	rng := rand.New(rand.NewPCG(4, 4))
	for range 20 {
		words := []string{"1", "2", "", "1 2", "1a", "hapus", "peta", "soal 8", "u", "tandai", "kumpulkan", ".", "ganti 1", "312", "10,5"}
		script := "1\n"
		for range 60 {
			script += words[rng.IntN(len(words))] + "\n"
		}
		f.Add([]byte(script), rng.IntN(4) == 0)
	}
	f.Fuzz(func(t *testing.T, input []byte, practise bool) {
		s := quizStage()
		s.Echo = false
		s.In = bytes.NewReader(input)
		var err error
		if practise {
			err = s.Practice(t.Context(), "uji")
		} else {
			err = s.Exam(t.Context(), "uji", "akhir")
		}
		if err != nil {
			t.Fatalf("the session failed: %v", err)
		}
		checkText(t, s.out.String(), 0)
		for _, saved := range s.attempts.all {
			items := saved.attempt.Paper.Items
			for i := range items {
				r := saved.attempt.Response(i)
				if typed := typedForm(items[i], r); !r.Blank() && items[i].Question.Kind != quiz.Essay {
					if _, err := readAnswer(items[i], quiz.Response{}, typed); err != nil {
						t.Fatalf("item %d: %+v is stored: %v", i+1, r, err)
					}
				}
			}
		}
	})
}
