package report

import (
	"fmt"
	"io"
	"strings"

	"mufakat/internal/itemstats"
	"mufakat/internal/plaintext"
)

// itemWidth is the width of the text on item statistics, and itemNameWidth that of the names in it, in characters.
const (
	itemWidth     = 76
	itemNameWidth = 16
)

// WriteItems writes the statistics of a test and its items as text for people, with what its numbers mean. The title names
// the test. The error is w's.
func WriteItems(w io.Writer, title string, r *itemstats.Result) error {
	t := itemText{r: r}
	t.line("Statistik butir: %s", title)
	t.line("%d peserta, %d butir, nilai maksimum %s", r.Test.N, r.Test.Items, plainNumber(r.Test.Max))
	if r.Test.Caution != "" {
		t.line("")
		t.paragraph("", r.Test.Caution)
	}
	t.line("")
	t.table()
	t.remarks()
	t.distractors()
	t.line("")
	t.test()
	t.line("")
	t.legend()
	_, err := io.WriteString(w, t.String())
	return err
}

// itemText is a text as it is being written.
type itemText struct {
	strings.Builder
	r *itemstats.Result
}

func (t *itemText) line(format string, args ...any) {
	t.WriteString(strings.TrimRight(fmt.Sprintf(format, args...), " ") + "\n")
}

// paragraph writes text behind a label; lines after the first stand below the text.
func (t *itemText) paragraph(label, text string) {
	width := len([]rune(label))
	for _, l := range plaintext.Wrap(text, itemWidth-width) {
		t.line("%s%s", label, l)
		label = strings.Repeat(" ", width)
	}
}

// measure is a number with so many decimals, or "–".
func measure(m itemstats.Measure, decimals int) string {
	if !m.Known() {
		return "–"
	}
	return plaintext.Decimal(m.Value, decimals)
}

// scaled is a measure times a factor.
func scaled(m itemstats.Measure, factor float64) itemstats.Measure {
	m.Value *= factor
	return m
}

// ofFew is a measure of discrimination, or none where an item has too few people for it.
func ofFew(s *itemstats.ItemStats, m itemstats.Measure) itemstats.Measure {
	if s.N < itemstats.MinDiscrimination {
		return itemstats.Measure{Missing: fmt.Sprintf("perlu sedikitnya %d peserta", itemstats.MinDiscrimination)}
	}
	return m
}

// plainNumber is a number with as many decimals as it has, at most two.
func plainNumber(x float64) string {
	return strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(plaintext.Decimal(x, 2), "0"), "0"), ",")
}

func (t *itemText) table() {
	const row = "%-*s %4s %6s %5s %5s %6s %6s %7s %7s %5s"
	t.line(row, itemNameWidth, "", "", "", "", "", "daya", "efi-", "bobot", "bobot", "")
	t.line(row, itemNameWidth, "Butir", "N", "kosong", "mudah", "SB", "beda", "siensi", "rencana", "efektif", "tebak")
	for i := range t.r.Items {
		s := &t.r.Items[i]
		t.line(row, itemNameWidth, plaintext.Cut(s.Name, itemNameWidth), fmt.Sprint(s.N), fmt.Sprint(s.BlankCells), measure(scaled(s.Facility, 100), 1), measure(s.SD, 2),
			measure(ofFew(s, s.Discrimination), 1), measure(ofFew(s, s.Efficiency), 1), measure(s.IntendedWeight, 1), measure(s.EffectiveWeight, 1), measure(scaled(s.Guess, 100), 1))
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
		t.line("%s (N = %d)", plaintext.Cut(s.Name, itemWidth-12), s.N)
		t.line(row, "orang", "bagian", "lain", "pilihan")
		for _, o := range s.Options {
			t.option(row, o)
		}
	}
}

func (t *itemText) option(row string, o itemstats.OptionStats) {
	text := o.Text
	switch {
	case o.Fraction > 0:
		text += fmt.Sprintf(" (bernilai %s %%)", plainNumber(100*o.Fraction))
	case o.StrongerThanKeys:
		text += " (pemilihnya lebih kuat daripada pemilih kunci)"
	}
	share := "–"
	if o.Share.Known() {
		share = plaintext.Share(o.Share.Value)
	}
	t.paragraph(fmt.Sprintf(row, fmt.Sprint(o.Count), share, measure(o.MeanRest, 2), ""), text)
}

// testMeasure is a measure of the whole test: its name, with Moodle's English behind it, and how many decimals it is shown with.
type testMeasure struct {
	name     string
	value    itemstats.Measure
	decimals int
}

func testMeasures(t *itemstats.TestStats) []testMeasure {
	return []testMeasure{
		{"Rata-rata (mean)", t.Mean, 2},
		{"Median", t.Median, 2},
		{"Simpangan baku, SB (standard deviation)", t.SD, 2},
		{"Kemencengan (skewness)", t.Skewness, 2},
		{"Keruncingan (kurtosis)", t.Kurtosis, 2},
		{"Konsistensi internal (CIC), %", t.CIC, 1},
		{"Alpha Cronbach", t.Alpha, 2},
		{"Rasio galat (error ratio), %", t.ErrorRatio, 1},
		{"Galat baku (standard error)", t.StandardError, 2},
	}
}

func (t *itemText) test() {
	t.line("Seluruh tes (N = %d)", t.r.Test.N)
	for _, m := range testMeasures(&t.r.Test) {
		label := fmt.Sprintf("  %-39s%7s", m.name, measure(m.value, m.decimals))
		if m.value.Known() {
			t.line("%s", label)
		} else {
			t.paragraph(label+"  ", m.value.Missing)
		}
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
	for _, l := range [][2]string{
		{"N", "peserta yang mendapat butir itu"},
		{"kosong", "di antaranya yang tidak menjawab; nilainya 0"},
		{"mudah", "indeks kemudahan (facility index): rata-rata nilai, dalam % nilai maksimum. Panduan: 30–70"},
		{"SB", "simpangan baku nilai butir (standard deviation)"},
		{"daya beda", "daya beda (discrimination index): apakah peserta yang bernilai tinggi di butir lain juga bernilai tinggi di sini, dari -100 sampai 100. Di bawah 20 lemah; negatif berarti kuncinya patut dicurigai"},
		{"efisiensi", "efisiensi daya beda (discriminative efficiency): daya beda dalam % dari yang tertinggi yang mungkin"},
		{"rencana", "bobot rencana (intended weight): bagian butir dalam nilai tertinggi, %"},
		{"efektif", "bobot efektif (effective weight): bagian butir dalam perbedaan nilai total, %"},
		{"tebak", "nilai tebakan (random guess score): rata-rata bila menebak, %"},
		{"–", "tidak dapat dihitung, atau pesertanya terlalu sedikit"},
	} {
		t.paragraph(fmt.Sprintf("  %-10s ", l[0]), l[1])
	}
}
