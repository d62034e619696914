package review_test

import (
	"reflect"
	"strings"
	"testing"

	"mufakat/internal/gift"
	"mufakat/internal/quiz"
	"mufakat/internal/review"
)

var all = quiz.Reveal{Score: true, Answers: true, Key: true, Feedback: true}

// item is a question in GIFT, to be asked by itself, with what is to be chosen from in the order of the file.
func item(t testing.TB, source string) quiz.Item {
	t.Helper()
	bank := gift.Parse("uji.gift", []byte(source))
	questions := bank.Questions()
	if len(questions) != 1 {
		t.Fatalf("%d questions in %q: %v", len(questions), source, bank.Findings)
	}
	return quiz.Item{Question: &questions[0]}
}

func explain(it quiz.Item, r quiz.Response, show quiz.Reveal) review.Item {
	return review.Explain(1, it, r, quiz.ItemResult{Grade: it.Question.Grade(r), Points: it.Question.Grade(r).Fraction * it.Question.Points}, show)
}

// told is all that an item says of its lines, one a line: a mark for what was taken and for what is right, the text, the remark,
// the feedback.
func told(it review.Item) string {
	var b strings.Builder
	for _, l := range it.Lines {
		mark := []byte("  ")
		if l.Chosen {
			mark[0] = '*'
		}
		if l.Key {
			mark[1] = '+'
		}
		b.WriteString(strings.Join([]string{string(mark) + " " + l.Text, l.Remark, l.Feedback}, " | ") + "\n")
	}
	return b.String()
}

const (
	single   = "Apa yang dibangun dulu?{=Kepercayaan#Ya. ~Anggaran#Belum. ~%50%Komitmen ~Aturan ####Siklus.}"
	several  = "Mana kondisi awal?{~%50%Kuasa#Benar. ~%50%Riwayat ~%-50%Keberhasilan kecil#Itu proses. ~Lain}"
	truth    = "Komitmen berarti setuju.{FALSE#Bukan.#Tepat.}"
	short    = "Pemimpin proses disebut {=fasilit* =%50%penengah\\* =%0%manajer#Terlalu luas.}"
	number   = "Berapa juta?{#300:5#Ya.}"
	exact    = "Berapa?{#=3.14:0.005 =%50%3:0}"
	matching = "Jodohkan.{=Ansell -> siklus =Perri 6 -> kontinum = -> pasar}"
	ordering = "Urutkan.{>3 ALL VERTICAL\n satu\n dua\n tiga\n}"
	situated = "Kursi kosong.{=Telepon ~%75%Datangi ~%50%Tunda ~%25%Kirim ~%0%Lanjut}"
	essay    = "// @rubrik: kasus\n// @poin: 4\nTulis.{}"
)

func TestExplainEveryKind(t *testing.T) {
	yes := true
	for _, tt := range []struct {
		name, source string
		response     quiz.Response
		show         quiz.Reveal
		score, lines string
		given, right string
		feedback     []string
	}{
		{"single, right", single, quiz.Response{Options: []int{0}}, all, "benar · 1 dari 1 poin",
			"*+ Kepercayaan | dipilih; kunci | Ya.\n   Anggaran |  | \n   Komitmen | 50 % | \n   Aturan |  | \n", "Kepercayaan", "Kepercayaan", []string{"Siklus."}},
		{"single, wrong, the second one taken does not count", single, quiz.Response{Options: []int{9, 1, 0}}, all, "salah · 0 dari 1 poin",
			" + Kepercayaan | kunci | \n*  Anggaran | dipilih | Belum.\n   Komitmen | 50 % | \n   Aturan |  | \n", "Anggaran", "Kepercayaan", []string{"Siklus."}},
		{"single, without the key", single, quiz.Response{Options: []int{1}}, quiz.Reveal{Score: true, Answers: true}, "salah · 0 dari 1 poin",
			"   Kepercayaan |  | \n*  Anggaran | dipilih | \n   Komitmen |  | \n   Aturan |  | \n", "Anggaran", "", nil},
		{"single, without the answers", single, quiz.Response{Options: []int{1}}, quiz.Reveal{Key: true, Feedback: true}, "",
			" + Kepercayaan | kunci | \n   Anggaran |  | \n   Komitmen | 50 % | \n   Aturan |  | \n", "", "Kepercayaan", []string{"Belum.", "Siklus."}},
		{"several", several, quiz.Response{Options: []int{2, 0}}, all, "salah · 0 dari 1 poin",
			"*+ Kuasa | dipilih; kunci, 50 % | Benar.\n + Riwayat | kunci, 50 % | \n*  Keberhasilan kecil | dipilih; mengurangi 50 % | Itu proses.\n   Lain |  | \n",
			"Kuasa; Keberhasilan kecil", "Kuasa; Riwayat", nil},
		{"truth", truth, quiz.Response{True: &yes}, all, "salah · 0 dari 1 poin", "*  Benar | dipilih | \n + Salah | kunci | \n", "Benar", "Salah", []string{"Bukan."}},
		{"short", short, quiz.Response{Text: " Fasilitatif "}, all, "benar · 1 dari 1 poin", "", "Fasilitatif", "fasilit…; penengah* (50 %)", nil},
		{"short, wrong in a known way", short, quiz.Response{Text: "manajer"}, all, "salah · 0 dari 1 poin", "", "manajer", "fasilit…; penengah* (50 %)", []string{"Terlalu luas."}},
		{"number", number, quiz.Response{Text: "297,5"}, all, "benar · 1 dari 1 poin", "", "297,5", "300 (dari 295 sampai 305)", []string{"Ya."}},
		{"numbers", exact, quiz.Response{Text: "3"}, all, "sebagian benar · 0,5 dari 1 poin", "", "3", "3,14 (dari 3,135 sampai 3,145); 3 (50 %)", nil},
		{"matching", matching, quiz.Response{Matches: []int{0, 2}}, all, "sebagian benar · 0,5 dari 1 poin",
			" + Ansell | dijawab: siklus | \n   Perri 6 | dijawab: pasar; kunci: kontinum | \n", "Ansell → siklus; Perri 6 → pasar", "Ansell → siklus; Perri 6 → kontinum", nil},
		{"matching in part, without the key", matching, quiz.Response{Matches: []int{-1, 7}}, quiz.Reveal{Answers: true}, "",
			"   Ansell | tidak dijawab | \n   Perri 6 | tidak dijawab | \n", "", "", nil},
		{"ordering", ordering, quiz.Response{Order: []int{1, 0, 2}}, all, "salah · 0 dari 1 poin",
			"   dua | seharusnya ke-2 | \n   satu | seharusnya ke-1 | \n + tiga | tepat di tempatnya | \n", "dua → satu → tiga", "satu → dua → tiga", nil},
		{"ordering, without the key", ordering, quiz.Response{Order: []int{1, 0, 2}}, quiz.Reveal{Answers: true}, "", "   dua |  | \n   satu |  | \n   tiga |  | \n", "dua → satu → tiga", "", nil},
		{"ordering, not answered", ordering, quiz.Response{}, all, "tidak dijawab · 0 dari 1 poin", "   satu |  | \n   dua |  | \n   tiga |  | \n", "", "satu → dua → tiga", nil},
		{"situational", situated, quiz.Response{Options: []int{1}}, all, "sebagian benar · 0,75 dari 1 poin",
			" + Telepon | tingkat 5 dari 5 | \n*  Datangi | dipilih; tingkat 4 dari 5 | \n   Tunda | tingkat 3 dari 5 | \n   Kirim | tingkat 2 dari 5 | \n   Lanjut | tingkat 1 dari 5 | \n", "Datangi", "Telepon", nil},
		{"essay", essay, quiz.Response{Text: "Satu.\nDua.\n"}, all, "menunggu penilaian · paling tinggi 4 poin", "", "Satu.\nDua.", "", nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			it := explain(item(t, tt.source), tt.response, tt.show)
			if it.ScoreText() != tt.score || told(it) != tt.lines || it.Given != tt.given || it.Right != tt.right || !reflect.DeepEqual(it.Feedback, tt.feedback) {
				t.Errorf("%q, given %q, right %q, feedback %q, lines\n%s", it.ScoreText(), it.Given, it.Right, it.Feedback, told(it))
			}
		})
	}
}

// What stands in lines is not told a second time beside them.
func TestBeside(t *testing.T) {
	for _, tt := range []struct {
		source       string
		response     quiz.Response
		show         quiz.Reveal
		given, right string
	}{
		{single, quiz.Response{Options: []int{1}}, all, "", ""},
		{matching, quiz.Response{Matches: []int{0, 0}}, all, "", ""},
		{ordering, quiz.Response{Order: []int{2, 1, 0}}, all, "", "satu → dua → tiga"},
		{number, quiz.Response{Text: "7"}, all, "7", "300 (dari 295 sampai 305)"},
		{essay, quiz.Response{Text: "Satu."}, all, "Satu.", ""},
		{number, quiz.Response{}, all, "", "300 (dari 295 sampai 305)"}, // the verdict says that nothing was answered
		{number, quiz.Response{}, quiz.Reveal{Answers: true}, "tidak dijawab", ""},
		{single, quiz.Response{}, quiz.Reveal{Answers: true}, "tidak dijawab", ""},
		{single, quiz.Response{}, quiz.Reveal{Key: true}, "", ""},
	} {
		if given, right := explain(item(t, tt.source), tt.response, tt.show).Beside(); given != tt.given || right != tt.right {
			t.Errorf("%q: %q and %q, want %q and %q", tt.source, given, right, tt.given, tt.right)
		}
	}
}

// Options are listed as they were shown; an order that cannot be true is not followed.
func TestShownOrder(t *testing.T) {
	it := item(t, situated)
	first := func(shown ...int) string {
		it.Shown = shown
		return explain(it, quiz.Response{}, all).Lines[0].Text
	}
	if got := first(2, 0, 1, 4, 3); got != "Tunda" {
		t.Errorf("%q is first", got)
	}
	for _, broken := range [][]int{{2, 0, 1}, {2, 0, 1, 4, 4}, {2, 0, 1, 4, 5}, {-1, 0, 1, 4, 3}} {
		if got := first(broken...); got != "Telepon" {
			t.Errorf("%v: %q is first", broken, got)
		}
	}
	// Of an ordering, only what was drawn is there.
	it = item(t, ordering)
	it.Shown = []int{2, 0}
	if got := explain(it, quiz.Response{}, all); len(got.Lines) != 2 || got.Right != "satu → tiga" || got.LinesText() != "Yang harus diurutkan" {
		t.Errorf("%+v", got)
	}
	if got := explain(it, quiz.Response{Order: []int{2, 0}}, all); got.Lines[0].Remark != "seharusnya ke-2" || got.LinesText() != "Urutan yang diberikan (dinilai dari berapa butir yang langsung diikuti butir yang benar)" {
		t.Errorf("%+v", got)
	}
	// What is no order of them is no answer to be shown.
	for _, broken := range [][]int{{2, 9}, {2, 1}, {2, 2}, {2}} {
		if got := explain(it, quiz.Response{Order: broken}, all); got.Given != "" || strings.Contains(told(got), "seharusnya") {
			t.Errorf("%v: %q\n%s", broken, got.Given, told(got))
		}
	}
}

// Ranks are told of items whose options are all graded by even steps, and of no others.
func TestSituationalRanks(t *testing.T) {
	for source, want := range map[string]string{
		"a{=satu ~%80%dua ~%60%tiga ~%40%empat ~%20%lima}": "tingkat 4 dari 5",
		"a{=satu ~%66.66667%dua ~%33.33333%tiga ~empat}":   "tingkat 3 dari 4",
		"a{=satu ~%50%dua ~tiga}":                          "50 %",
		"a{=satu ~%75%dua ~tiga}":                          "75 %",
		"a{=satu ~%50%dua ~tiga ~empat}":                   "50 %",
		"a{=satu ~%0%dua}":                                 "",
		"a{=satu ~%-50%dua ~tiga}":                         "",
	} {
		if got := explain(item(t, source), quiz.Response{}, all).Lines[1].Remark; got != want {
			t.Errorf("%s: %q, want %q", source, got, want)
		}
	}
}

// An essay that was graded tells by which levels, as far as there are such, and what was said of it.
func TestGradedEssay(t *testing.T) {
	it := item(t, essay)
	it.Rubric = &quiz.Rubric{Aspects: []quiz.Aspect{{Title: "Masalah", Levels: []string{"tidak ada", "disebut", "dijelaskan"}}, {Title: "Aktor", Levels: []string{"tidak", "ya"}}}}
	own := quiz.ItemResult{Grade: quiz.Grade{Verdict: quiz.Partial, Fraction: 0.5}, Points: 2, Comment: " Sebut aktornya.\n", Levels: []int{1, 7}}
	got := review.Explain(3, it, quiz.Response{Text: "Satu."}, own, quiz.Reveal{Score: true})
	if got.ScoreText() != "sudah dinilai · 2 dari 4 poin" || got.Comment != "Sebut aktornya." || got.Text != "" || got.Given != "" || len(got.Levels) != 1 ||
		got.Levels[0].Aspect != "Masalah" || got.Levels[0].Text() != "tingkat 2 dari 3: disebut" || got.Number != 3 {
		t.Errorf("%+v", got)
	}
	got = review.Explain(3, it, quiz.Response{Text: "Satu."}, own, quiz.Reveal{Answers: true})
	if got.ScoreText() != "" || got.Comment != "" || got.Levels != nil || got.Given != "Satu." {
		t.Errorf("%+v", got)
	}
}

func TestCards(t *testing.T) {
	it := item(t, "// [tag:konsep] [tag:c-07] [tag:C-07] [tag:L-01] [tag:C-] [tag:XC-1]\n"+truth)
	if got := explain(it, quiz.Response{}, all).Cards; !reflect.DeepEqual(got, []string{"C-07", "L-01"}) {
		t.Error(got)
	}
}
