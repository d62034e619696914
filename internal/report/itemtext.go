package report

import (
	"fmt"
	"io"
	"strings"

	"mufakat/internal/itemstats"
	"mufakat/internal/plaintext"
)

// itemNameWidth is the width of the items' names in the text on their statistics, in characters.
const itemNameWidth = 16

// WriteItems writes the statistics of a test and its items as text for people, with what its numbers mean; where they rest on
// nobody, only that. The title names the test. The error is w's.
func WriteItems(w io.Writer, title string, r *itemstats.Result) error {
	t := itemText{r: r}
	t.line("Statistik butir: %s", title)
	if r.Test.N == 0 {
		t.paragraph("", r.Test.Caution)
	} else {
		t.statistics()
	}
	_, err := io.WriteString(w, t.String())
	return err
}

// itemText is the text on item statistics as it is being written.
type itemText struct {
	textLines
	r *itemstats.Result
}

func (t *itemText) statistics() {
	t.line("%d peserta, %d butir, nilai maksimum %s", t.r.Test.N, t.r.Test.Items, plaintext.Number(t.r.Test.Max, 2))
	if t.r.Test.Caution != "" {
		t.line("")
		t.paragraph("", t.r.Test.Caution)
	}
	t.line("")
	t.table()
	t.remarks()
	t.distractors()
	t.line("")
	t.test()
	t.line("")
	t.legend()
}

func (t *itemText) table() {
	const row = "%-*s %4s %6s %5s %5s %6s %6s %7s %7s %5s"
	t.line(row, itemNameWidth, "", "", "", "", "", "daya", "efi-", "bobot", "bobot", "")
	t.line(row, itemNameWidth, "Butir", "N", "kosong", "mudah", "SB", "beda", "siensi", "rencana", "efektif", "tebak")
	for i := range t.r.Items {
		s := &t.r.Items[i]
		cells := []any{itemNameWidth, plaintext.Cut(s.Name, itemNameWidth)}
		for _, figure := range ItemFigures(s) {
			cells = append(cells, figure.Value)
		}
		t.line(row, cells...)
	}
}

// remarks tell of every item that is flagged what to look at.
func (t *itemText) remarks() {
	flagged := false
	for i := range t.r.Items {
		s := &t.r.Items[i]
		for k, f := range s.Flags {
			if !flagged {
				flagged = true
				t.line("")
				t.line("Yang perlu dibaca ulang")
			}
			label := "  " + strings.Repeat(" ", itemNameWidth+1)
			if k == 0 {
				label = fmt.Sprintf("  %-*s ", itemNameWidth, plaintext.Cut(s.Name, itemNameWidth))
			}
			t.paragraph(label, f.Sentence())
		}
	}
}

// distractors tell of every item whose choices are known who chose what.
func (t *itemText) distractors() {
	const row = "  %6s %7s %6s  %s"
	told := false
	for i := range t.r.Items {
		s := &t.r.Items[i]
		if s.Options == nil {
			continue
		}
		if !told {
			told = true
			t.line("")
			t.line("Pilihan jawaban: berapa yang memilih, bagiannya, dan rata-rata nilai mereka")
			t.line("di butir-butir lain")
		}
		t.line("")
		t.line("%s (N = %d)", plaintext.Cut(s.Name, lineWidth-12), s.N)
		t.line(row, "orang", "bagian", "lain", "pilihan")
		for _, o := range s.Options {
			t.option(row, o)
		}
	}
}

func (t *itemText) option(row string, o itemstats.OptionStats) {
	text := o.Text
	if remark := OptionRemark(o); remark != "" {
		text += " (" + remark + ")"
	}
	t.paragraph(fmt.Sprintf(row, fmt.Sprint(o.Count), shareOf(o), measure(o.MeanRest, 2), ""), text)
}

func (t *itemText) test() {
	t.line("Seluruh tes (N = %d)", t.r.Test.N)
	for _, figure := range TestFigures(&t.r.Test) {
		t.paragraph(fmt.Sprintf("  %-39s%7s  ", figure.Name, figure.Value), figure.Missing)
	}
	if t.r.Test.KR20.Known() {
		t.line("  Semua butir dinilai benar atau salah, jadi alpha sama dengan KR-20.")
	}
	if verdict := t.r.Test.Verdict(); verdict != "" {
		t.paragraph("  ", verdict)
	}
}

func (t *itemText) legend() {
	t.line("Arti kolom")
	for _, figure := range append(ItemFigures(&itemstats.ItemStats{}), Figure{Name: "–", Meaning: "tidak dapat dihitung, atau pesertanya terlalu sedikit"}) {
		t.paragraph(fmt.Sprintf("  %-10s ", figure.Name), figure.Meaning)
	}
}
