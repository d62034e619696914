package review_test

import (
	"strings"
	"testing"

	"mufakat/internal/quiz"
	"mufakat/internal/review"
)

func TestRules(t *testing.T) {
	five, four := []quiz.Draw{{Number: 3}, {Number: 2}}, []quiz.Draw{{Number: 4}}
	whole := &quiz.Blueprint{Sections: []quiz.Section{{Draws: five}}}
	if got := review.FactsText(whole); got != "5 soal · tanpa batas waktu" {
		t.Error(got)
	}
	rules := strings.Join(review.Rules(whole), "\n")
	for _, missing := range []string{"Bagian", "Lulus", "menit"} {
		if strings.Contains(rules, missing) {
			t.Errorf("%q stands in the rules of an exam without sections, marks or limit:\n%s", missing, rules)
		}
	}
	if !strings.Contains(rules, "hasilnya tidak langsung ditampilkan") {
		t.Error(rules)
	}
	parted := &quiz.Blueprint{Minutes: 40, Pass: 70, After: quiz.Reveal{Score: true, Key: true},
		Sections: []quiz.Section{{Title: "Konsep", Draws: five}, {Title: "Hukum", Pass: 62.5, Draws: four}}}
	if got := review.FactsText(parted); got != "9 soal · 40 menit · batas lulus 70 %" {
		t.Error(got)
	}
	rules = strings.Join(review.Rules(parted), "\n")
	for _, want := range []string{"Konsep (5 soal) dan Hukum (4 soal, batas lulus 62,5 %).", "setiap batas lulus", "Waktunya 40 menit", "ditampilkan: nilai dan kunci."} {
		if !strings.Contains(rules, want) {
			t.Errorf("%q is not in\n%s", want, rules)
		}
	}
}

// A section without a title is called by its number, as in the result.
func TestRulesOfUntitledSections(t *testing.T) {
	b := &quiz.Blueprint{Sections: []quiz.Section{{Draws: []quiz.Draw{{Number: 3}}}, {Title: "Hukum", Draws: []quiz.Draw{{Number: 1}}}}}
	if got, want := review.Rules(b)[0], "Bagiannya: Bagian 1 (3 soal) dan Hukum (1 soal)."; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestChancesText(t *testing.T) {
	for _, test := range []struct {
		limit, begun int
		want         string
	}{{0, 7, ""}, {3, 0, "3 kesempatan"}, {3, 1, "sisa 2 dari 3 kesempatan"}, {3, 3, "kesempatan habis (3 kali)"}, {1, 2, "kesempatan habis (1 kali)"}} {
		if got := review.ChancesText(&quiz.Blueprint{Attempts: test.limit}, test.begun); got != test.want {
			t.Errorf("%d of %d: %q", test.begun, test.limit, got)
		}
	}
}

func TestOwnerText(t *testing.T) {
	for _, test := range []struct{ name, nip, want string }{
		{"", "", "Nama dan NIP Anda belum diisi; dari"}, {"", "1990", "NIP Anda 1990; nama Anda belum diisi. Dari"},
		{"Ayu", "", "Atas nama Ayu, tanpa NIP. Dengan"}, {"Ayu", "1990", "Atas nama Ayu, NIP 1990."},
	} {
		if got := review.OwnerText(test.name, test.nip); !strings.HasPrefix(got, test.want) {
			t.Errorf("%q, %q: %q", test.name, test.nip, got)
		}
	}
}

func TestOutcomeText(t *testing.T) {
	shown := quiz.Reveal{Score: true}
	section := []quiz.Section{{Pass: 50}}
	for _, test := range []struct {
		exam    quiz.Blueprint
		pending int
		passed  bool
		want    string
	}{
		{quiz.Blueprint{Pass: 60}, 0, true, "sudah dikumpulkan"},
		{quiz.Blueprint{After: shown}, 0, true, "nilai 66,5 %"},
		{quiz.Blueprint{After: shown, Pass: 60}, 0, true, "nilai 66,5 %, lulus"},
		{quiz.Blueprint{After: shown, Sections: section}, 0, false, "nilai 66,5 %, belum lulus"},
		{quiz.Blueprint{After: shown, Pass: 60}, 2, false, "nilai sementara 66,5 %, 2 esai menunggu penilaian"},
	} {
		if got := review.OutcomeText(&test.exam, 66.5, test.pending, test.passed); got != test.want {
			t.Errorf("%q instead of %q", got, test.want)
		}
	}
}
