package plain

import (
	"strings"
	"testing"
)

// "k" and a word lists the cards that have it; a code reads one card.
func TestFindCards(t *testing.T) {
	s := newStage(wellCase())
	if err := s.input("k l-03", "k c-07", "k DIALOG", "k semua", "k cumi").Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	answers := strings.Split(s.out.String(), "Pilihan (")
	for i, want := range []string{"", "Kartu L-03 tidak ada.", "Kartu C-07: Dialog tatap muka\n\nBertemu langsung.", "membacanya.\nC-07: Dialog tatap muka\n\n",
		"C-07: Dialog tatap muka\nL-03: Bantuan kedinasan\n", "Tidak ada kartu yang memuat “cumi”. Ketik k semua untuk mendaftar semua"} {
		if i >= len(answers) || !strings.Contains(answers[i], want) {
			t.Errorf("%d: no %q in\n%s", i, want, s.out.String())
		}
	}
}
