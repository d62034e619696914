package review

import (
	"fmt"
	"strings"
	"time"

	"mufakat/internal/plaintext"
	"mufakat/internal/quiz"
)

// ExamText names an exam in a list of other things, and GoOnText going on with it. A title that says itself what it is stays
// alone: "Ujian akhir", not "Ujian: Ujian akhir".
func ExamText(title string) string {
	if saysExam(title) {
		return title
	}
	return "Ujian: " + title
}

// GoOnText is what ExamText tells of.
func GoOnText(title string) string {
	if saysExam(title) {
		return "Lanjutkan: " + title
	}
	return "Lanjutkan ujian: " + title
}

func saysExam(title string) bool {
	first, _, _ := strings.Cut(title, " ")
	return strings.EqualFold(first, "ujian")
}

// PercentText writes a share of 0–100: "66,67 %".
func PercentText(percent float64) string { return plaintext.Number(percent, 2) + " %" }

// PointsText writes what was earned of how much: "1,5 dari 2 poin".
func PointsText(points, most float64) string {
	return fmt.Sprintf("%s dari %s poin", plaintext.Number(points, 2), plaintext.Number(most, 2))
}

// ScoreText tells what the attempt came to, and what still waits for a grade; empty where that is not told.
func (r *Review) ScoreText() string {
	if !r.Show.Score {
		return ""
	}
	text := fmt.Sprintf("Nilai %s: %s.", PercentText(r.Percent), PointsText(r.Points, r.Max))
	if r.Pending > 0 {
		return fmt.Sprintf("Nilai sementara %s: %s. %s.", PercentText(r.Percent), PointsText(r.Points, r.Max), plaintext.Capital(PendingText(r.Pending)))
	}
	return text
}

// PendingText tells of essays that wait; empty where there are none.
func PendingText(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("%d esai menunggu penilaian", n)
}

// PassText tells whether the attempt passed, against which mark, and what it failed by. It is empty where no pass mark is set or
// the score is not told.
func (r *Review) PassText() string {
	asked, mark, failed := r.Pass > 0, " Batas lulus %s.", []string{}
	for _, s := range r.Sections {
		if s.Pass > 0 {
			asked, mark = true, " Batas lulus keseluruhan %s."
		}
		if !s.Passed {
			failed = append(failed, fmt.Sprintf("bagian %s baru %s, batasnya %s", s.Title, PercentText(s.Percent), PercentText(s.Pass)))
		}
	}
	if mark = fmt.Sprintf(mark, PercentText(r.Pass)); r.Pass == 0 {
		mark = ""
	}
	switch {
	case !r.Show.Score || !asked:
		return ""
	case r.Pending > 0:
		return "Lulus atau tidaknya baru pasti sesudah semua esai dinilai." + mark
	case r.Passed:
		return "Lulus." + mark
	case len(failed) > 0:
		return "Belum lulus: " + plaintext.Enumerate(failed) + "." + mark
	}
	return "Belum lulus." + mark
}

// TimeText tells how long the attempt took and how it ended.
func (r *Review) TimeText() string {
	text := "Waktu yang dipakai: " + DurationText(r.Used)
	if r.Minutes > 0 {
		text += fmt.Sprintf(" dari %d menit", r.Minutes)
	}
	switch {
	case r.HandedIn.IsZero():
		text += "; belum dikumpulkan."
	case r.ByClock:
		text += "; dikumpulkan otomatis ketika waktu habis."
	default:
		text += "; dikumpulkan oleh peserta."
	}
	return text
}

// ClockText tells that the machine's clock was set back; empty where it was not.
func (r *Review) ClockText() string {
	if !r.clockBack {
		return ""
	}
	return "Jam komputer sempat dimundurkan selama ujian. Waktu tetap dihitung terus, dan hal ini dicatat."
}

// HiddenText tells what is not shown of this exam; empty where everything is.
func (r *Review) HiddenText() string {
	switch hidden := parts(r.Show, false); {
	case r.Show == (quiz.Reveal{}):
		return "Sesuai aturan ujian ini, hasilnya tidak langsung ditampilkan; pengajar yang menyampaikannya."
	case len(hidden) > 0:
		return "Sesuai aturan ujian ini, yang tidak ditampilkan: " + plaintext.Enumerate(hidden) + "."
	}
	return ""
}

// Text tells what was earned: "75 % · 3 dari 4 poin · 2 soal".
func (o Objective) Text() string {
	return joined(PercentText(o.Percent), PointsText(o.Points, o.Max), fmt.Sprintf("%d soal", o.Items), PendingText(o.Pending))
}

// Text tells what was earned, and against which mark.
func (s Section) Text() string {
	verdict := ""
	switch {
	case s.Pass == 0 || s.Pending > 0:
	case s.Passed:
		verdict = "lulus"
	default:
		verdict = "belum lulus"
	}
	mark := ""
	if s.Pass > 0 {
		mark = "batas " + PercentText(s.Pass)
	}
	return joined(PercentText(s.Percent), PointsText(s.Points, s.Max), mark, verdict, PendingText(s.Pending))
}

func joined(parts ...string) string {
	var told []string
	for _, part := range parts {
		if part != "" {
			told = append(told, part)
		}
	}
	return strings.Join(told, " · ")
}

// DurationText writes a time in minutes and seconds: "17 menit 5 detik".
func DurationText(d time.Duration) string {
	d = d.Round(time.Second)
	minutes, seconds := int(d.Minutes()), int(d.Seconds())%60
	switch {
	case minutes == 0:
		return fmt.Sprintf("%d detik", seconds)
	case seconds == 0:
		return fmt.Sprintf("%d menit", minutes)
	}
	return fmt.Sprintf("%d menit %d detik", minutes, seconds)
}

// verdictWord is the verdict for people. An essay is no question of right or wrong.
func verdictWord(kind quiz.Kind, v quiz.Verdict) string {
	if kind == quiz.Essay && v != quiz.Unanswered && v != quiz.NeedsGrading {
		return "sudah dinilai"
	}
	return [...]string{quiz.Unanswered: "tidak dijawab", quiz.Wrong: "salah", quiz.Partial: "sebagian benar", quiz.Right: "benar",
		quiz.NeedsGrading: "menunggu penilaian"}[v]
}

// ScoreText tells the verdict and what was earned: "benar · 1 dari 1 poin"; empty where the score is not told.
func (it Item) ScoreText() string {
	switch {
	case !it.Show.Score:
		return ""
	case it.Verdict == quiz.NeedsGrading:
		return fmt.Sprintf("%s · paling tinggi %s poin", it.Word, plaintext.Number(it.Max, 2))
	}
	return it.Word + " · " + PointsText(it.Points, it.Max)
}

// Missed tells that the item earned less than it could, as far as that is told; what waits for its grade has not missed anything.
func (it Item) Missed() bool {
	return it.Show.Score && it.Verdict != quiz.NeedsGrading && it.Verdict != quiz.Right
}

// Beside is what has to be told beside the lines: the answer and the key where they do not show them, each possibly empty.
func (it Item) Beside() (given, right string) {
	if it.Blank && !it.Show.Score { // else the verdict says so
		given = verdictWord(it.Kind, quiz.Unanswered)
	}
	switch it.Kind {
	case quiz.MultipleChoice, quiz.TrueFalse, quiz.Matching:
		return given, ""
	case quiz.Ordering:
		return given, it.Right
	}
	return given + it.Given, it.Right
}

// LinesText says what the lines are; empty where that goes without saying.
func (it Item) LinesText() string {
	switch {
	case it.Kind != quiz.Ordering || len(it.Lines) == 0:
		return ""
	case it.graded != "":
		return "Urutan yang diberikan (" + it.graded + ")"
	case it.Given != "":
		return "Urutan yang diberikan"
	}
	return "Yang harus diurutkan"
}

// orderGrading tells how an Ordering is graded.
func orderGrading(g quiz.OrderGrading) string {
	return "dinilai dari " + [...]string{
		quiz.RelativeNextExcludeLast:    "berapa butir yang langsung diikuti butir yang benar",
		quiz.RelativeNextIncludeLast:    "berapa butir yang langsung diikuti butir yang benar",
		quiz.RelativeOnePreviousAndNext: "berapa butir yang benar tetangganya, sebelum dan sesudahnya",
		quiz.RelativeAllPreviousAndNext: "berapa pasang butir yang benar urutannya",
		quiz.RelativeToCorrect:          "seberapa dekat setiap butir dengan tempatnya",
		quiz.AbsolutePosition:           "berapa butir yang tepat di tempatnya",
		quiz.AllOrNothing:               "benar tidaknya seluruh urutan",
		quiz.LongestOrderedSubset:       "sebanyak apa butir yang urutannya benar, dengan atau tanpa butir lain di antaranya",
		quiz.LongestContiguousSubset:    "panjangnya deretan yang benar tanpa sela",
	}[g]
}

// Text tells how an aspect was graded: "tingkat 3 dari 4: masalahnya disebut". It counts as the number keys do that give a
// level: the lowest, which earns nothing, is the first.
func (l Level) Text() string {
	return fmt.Sprintf("tingkat %d dari %d: %s", l.Level+1, l.Most+1, l.Words)
}

// KindName is what the kind of a question is called, for tables.
func KindName(q *quiz.Question) string {
	if q.Kind == quiz.MultipleChoice && !q.Single {
		return "pilihan ganda, beberapa jawaban"
	}
	return [...]string{quiz.MultipleChoice: "pilihan ganda", quiz.TrueFalse: "benar-salah", quiz.ShortAnswer: "isian singkat", quiz.Numerical: "isian angka",
		quiz.Matching: "menjodohkan", quiz.Ordering: "mengurutkan", quiz.Essay: "esai", quiz.Description: "keterangan"}[q.Kind]
}
