package review_test

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"mufakat/internal/gift"
	"mufakat/internal/quiz"
	"mufakat/internal/review"
)

var began = time.Date(2026, 11, 21, 8, 0, 0, 0, time.UTC)

// attempt is an exam of two sections and four items: a choice and a number in the first, a truth and an essay of 2 points in the
// second. Of 20 minutes it took 12 and a half.
func attempt(t testing.TB, events ...quiz.Event) *quiz.Attempt {
	t.Helper()
	bank := gift.Parse("uji.gift", []byte("// [id:A] [tag:C-07]\n"+single+"\n\n// [tag:C-07] [tag:angka]\n"+number+"\n\n// [tag:L-01]\n"+truth+"\n\n// [tag:T]\n// @poin: 2\nTulis.{}"))
	b := &quiz.Blueprint{ID: "akhir", Title: "Akhir modul", Minutes: 20, Pass: 60, After: all,
		Sections: []quiz.Section{{Title: "Konsep", Pass: 50}, {}}}
	a := &quiz.Attempt{Started: began, Paper: &quiz.Paper{Blueprint: b}}
	questions := bank.Questions()
	for i := range questions {
		a.Paper.Items = append(a.Paper.Items, quiz.Item{Question: &questions[i], Section: i / 2})
	}
	used := 12*time.Minute + 30*time.Second
	a.Events = append(events, quiz.Event{Kind: quiz.HandIn, At: began.Add(used), Elapsed: used})
	return a
}

func answer(item int, r quiz.Response) quiz.Event { return quiz.Event{Item: item, Response: r} }

func TestReview(t *testing.T) {
	no := false
	answers := []quiz.Event{answer(0, quiz.Response{Options: []int{0}}), answer(2, quiz.Response{True: &no}), answer(3, quiz.Response{Text: "Muara."})}
	a := attempt(t, answers...)
	r := review.Of(a, all)
	for _, tt := range []struct{ name, got, want string }{
		{"score", r.ScoreText(), "Nilai sementara 40 %: 2 dari 5 poin. 1 esai menunggu penilaian."},
		{"pass", r.PassText(), "Lulus atau tidaknya baru pasti sesudah semua esai dinilai. Batas lulus keseluruhan 60 %."},
		{"time", r.TimeText(), "Waktu yang dipakai: 12 menit 30 detik dari 20 menit; dikumpulkan oleh peserta."},
		{"clock", r.ClockText(), ""},
		{"hidden", r.HiddenText(), ""},
		{"section", r.Sections[0].Title + ": " + r.Sections[0].Text(), "Konsep: 50 % · 1 dari 2 poin · batas 50 % · lulus"},
		{"section with an essay", r.Sections[1].Title + ": " + r.Sections[1].Text(), "Bagian 2: 33,33 % · 1 dari 3 poin · 1 esai menunggu penilaian"},
		{"objective", r.Objectives[2].Tag + ": " + r.Objectives[2].Text(), "C-07: 50 % · 1 dari 2 poin · 2 soal"},
		{"objective with an essay", r.Objectives[1].Tag + ": " + r.Objectives[1].Text(), "T: 0 % · 0 dari 2 poin · 1 soal · 1 esai menunggu penilaian"},
		{"item", r.Items[3].Section + ": " + r.Items[3].ScoreText(), "Bagian 2: menunggu penilaian · paling tinggi 2 poin"},
	} {
		if tt.got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, tt.got, tt.want)
		}
	}
	if !r.HandedIn.Equal(began.Add(r.Used)) || len(r.Items) != 4 || len(r.Objectives) != 4 || !r.Readable() || r.Items[3].Missed() || !r.Items[1].Missed() {
		t.Errorf("%+v", r)
	}

	a.Marks = []quiz.Mark{{Item: 3, Fraction: 0.75}}
	if r = review.Of(a, all); r.PassText() != "Lulus. Batas lulus keseluruhan 60 %." || r.ScoreText() != "Nilai 70 %: 3,5 dari 5 poin." {
		t.Errorf("%q %q", r.ScoreText(), r.PassText())
	}
	a.Marks[0].Fraction = 0
	if r = review.Of(a, all); r.PassText() != "Belum lulus. Batas lulus keseluruhan 60 %." {
		t.Errorf("%q", r.PassText())
	}
	a.Marks[0].Fraction = 1
	a.Events[0] = answer(0, quiz.Response{})
	if r = review.Of(a, all); r.PassText() != "Belum lulus: bagian Konsep baru 0 %, batasnya 50 %. Batas lulus keseluruhan 60 %." {
		t.Errorf("%q", r.PassText())
	}
}

// What an attempt took is told as it was.
func TestTimeText(t *testing.T) {
	for _, tt := range []struct {
		minutes int
		events  []quiz.Event
		want    string
	}{
		{20, []quiz.Event{{Kind: quiz.HandIn, At: began, Elapsed: 20 * time.Minute}}, "Waktu yang dipakai: 20 menit dari 20 menit; dikumpulkan otomatis ketika waktu habis."},
		{20, []quiz.Event{{Kind: quiz.HandIn, At: began, Elapsed: 3 * time.Hour}}, "Waktu yang dipakai: 20 menit dari 20 menit; dikumpulkan otomatis ketika waktu habis."},
		{0, []quiz.Event{{Kind: quiz.HandIn, At: began, Elapsed: 62 * time.Minute}}, "Waktu yang dipakai: 62 menit; dikumpulkan oleh peserta."},
		{0, []quiz.Event{{Kind: quiz.HandIn, At: began, Elapsed: 59800 * time.Millisecond}}, "Waktu yang dipakai: 1 menit; dikumpulkan oleh peserta."},
		{20, []quiz.Event{{Kind: quiz.Flag, Elapsed: 9 * time.Second}}, "Waktu yang dipakai: 9 detik dari 20 menit; belum dikumpulkan."},
	} {
		a := &quiz.Attempt{Started: began, Events: tt.events, Paper: &quiz.Paper{Blueprint: &quiz.Blueprint{Minutes: tt.minutes}}}
		if got := review.Of(a, all).TimeText(); got != tt.want {
			t.Errorf("%q, want %q", got, tt.want)
		}
	}
	a := attempt(t, quiz.Event{Kind: quiz.ClockBack})
	if !strings.HasPrefix(review.Of(a, quiz.Reveal{}).ClockText(), "Jam komputer sempat dimundurkan") {
		t.Error("that the clock was set back is not told")
	}
}

// An exam without parts and without a pass mark tells of neither.
func TestPlainExam(t *testing.T) {
	a := attempt(t)
	a.Paper.Blueprint.Pass, a.Paper.Blueprint.Sections = 0, []quiz.Section{{}}
	for i := range a.Paper.Items {
		a.Paper.Items[i].Section = 0
	}
	if r := review.Of(a, all); r.Sections != nil || r.PassText() != "" || r.Items[0].Section != "" || r.ScoreText() != "Nilai 0 %: 0 dari 5 poin." {
		t.Errorf("%+v", r)
	}
	a.Paper.Blueprint.Pass = 60
	if got := review.Of(a, all).PassText(); got != "Belum lulus. Batas lulus 60 %." {
		t.Error(got)
	}
}

// What is not told is not in the data, whatever was answered and whatever is right.
func TestHidden(t *testing.T) {
	no := false
	right := attempt(t, answer(0, quiz.Response{Options: []int{0}}), answer(1, quiz.Response{Text: "300"}), answer(2, quiz.Response{True: &no}), answer(3, quiz.Response{Text: "x"}))
	blank := attempt(t)
	right.Marks = []quiz.Mark{{Item: 3, Fraction: 1, Comment: "baik"}}
	if !reflect.DeepEqual(review.Of(right, quiz.Reveal{}), review.Of(blank, quiz.Reveal{})) {
		t.Error("nothing is to be told, but two attempts differ")
	}
	if !reflect.DeepEqual(review.Of(right, quiz.Reveal{Key: true}), review.Of(blank, quiz.Reveal{Key: true})) {
		t.Error("only the key is to be told, but two attempts differ")
	}
	r := review.Of(right, quiz.Reveal{})
	if r.Items != nil || r.Objectives != nil || r.Max != 0 || r.ScoreText() != "" || r.PassText() != "" || r.Readable() ||
		r.HiddenText() != "Sesuai aturan ujian ini, hasilnya tidak langsung ditampilkan; pengajar yang menyampaikannya." {
		t.Errorf("%+v", r)
	}
	r = review.Of(right, quiz.Reveal{Score: true})
	if r.Readable() || len(r.Items) != 4 || r.Items[0].Text != "" || r.Items[0].ScoreText() != "benar · 1 dari 1 poin" ||
		r.HiddenText() != "Sesuai aturan ujian ini, yang tidak ditampilkan: jawaban yang diberikan, kunci, dan umpan balik." {
		t.Errorf("%+v", r)
	}
}
