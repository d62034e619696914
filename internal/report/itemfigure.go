package report

import (
	"fmt"

	"mufakat/internal/itemstats"
	"mufakat/internal/plaintext"
)

// Figure is a measure of an item or of a whole test for people to read.
type Figure struct {
	Name    string // of an item: as at the head of a column
	Value   string // "–" where there is none …
	Missing string // … and why
	Meaning string // what the name stands for, and how the value is read
}

func figure(name string, m itemstats.Measure, decimals int, meaning string) Figure {
	return Figure{name, measure(m, decimals), m.Missing, meaning}
}

// ItemFigures are the measures of an item in the order in which tables have them, the most telling first. Measures of
// discrimination are left out where too few people were asked.
func ItemFigures(s *itemstats.ItemStats) []Figure {
	return []Figure{
		{Name: "N", Value: fmt.Sprint(s.N), Meaning: "peserta yang mendapat butir itu"},
		{Name: "kosong", Value: fmt.Sprint(s.BlankCells), Meaning: "di antaranya yang tidak menjawab; nilainya 0"},
		figure("mudah", scaled(s.Facility, 100), 1, "indeks kemudahan (facility index): rata-rata nilai, dalam % nilai maksimum. Panduan: 30–70"),
		figure("SB", s.SD, 2, "simpangan baku nilai butir (standard deviation)"),
		figure("daya beda", ofFew(s, s.Discrimination), 1, "daya beda (discrimination index): apakah peserta yang bernilai tinggi di butir lain juga bernilai tinggi di sini, dari -100 sampai 100. Di bawah 20 lemah; negatif berarti kuncinya patut dicurigai"),
		figure("efisiensi", ofFew(s, s.Efficiency), 1, "efisiensi daya beda (discriminative efficiency): daya beda dalam % dari yang tertinggi yang mungkin"),
		figure("rencana", s.IntendedWeight, 1, "bobot rencana (intended weight): bagian butir dalam nilai tertinggi, %"),
		figure("efektif", s.EffectiveWeight, 1, "bobot efektif (effective weight): bagian butir dalam perbedaan nilai total, %"),
		figure("tebak", scaled(s.Guess, 100), 1, "nilai tebakan (random guess score): rata-rata bila menebak, %"),
	}
}

// TestFigures are the measures of a whole test, with Moodle's English behind their names.
func TestFigures(t *itemstats.TestStats) []Figure {
	return []Figure{
		figure("Rata-rata (mean)", t.Mean, 2, "nilai total rata-rata"),
		figure("Median", t.Median, 2, "separuh peserta bernilai total di atasnya, separuh di bawahnya"),
		figure("Simpangan baku, SB (standard deviation)", t.SD, 2, "seberapa jauh nilai total tersebar di sekitar rata-rata"),
		figure("Kemencengan (skewness)", t.Skewness, 2, "0 bila sebaran nilai setangkup; negatif bila beberapa peserta jauh di bawah yang lain, positif bila beberapa jauh di atasnya"),
		figure("Keruncingan (kurtosis)", t.Kurtosis, 2, "0 bila sebarannya normal; positif bila sebagian besar nilai berkumpul dan beberapa jauh terpencil, negatif bila nilainya merata"),
		figure("Konsistensi internal (CIC), %", t.CIC, 1, "seberapa jauh semua butir mengukur hal yang sama; di atas 75 baik, di bawah 64 rendah"),
		figure("Alpha Cronbach", t.Alpha, 2, "konsistensi internal yang sama, sebagai bagian dari 1"),
		figure("Rasio galat (error ratio), %", t.ErrorRatio, 1, "bagian dari simpangan baku yang berasal dari kebetulan, bukan dari kemampuan peserta"),
		figure("Galat baku (standard error)", t.StandardError, 2, "seberapa jauh nilai total seorang peserta bisa meleset karena kebetulan"),
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

// OptionRemark tells what an option is worth, or that those who chose it are stronger than those who chose the key; empty
// where there is nothing to tell.
func OptionRemark(o itemstats.OptionStats) string {
	switch {
	case o.Fraction > 0:
		return fmt.Sprintf("bernilai %s %%", plaintext.Number(100*o.Fraction, 2))
	case o.StrongerThanKeys:
		return "pemilihnya lebih kuat daripada pemilih kunci"
	}
	return ""
}

// shareOf is the share of people who chose an option, or "–".
func shareOf(o itemstats.OptionStats) string {
	if !o.Share.Known() {
		return "–"
	}
	return plaintext.Share(o.Share.Value)
}

// OptionNumbers tell which share of people chose an option, how many these are, and what they earned elsewhere:
// "40 % · 12 orang · 8,20".
func OptionNumbers(o itemstats.OptionStats) string {
	return fmt.Sprintf("%s · %d orang · %s", shareOf(o), o.Count, measure(o.MeanRest, 2))
}
