package gift

import (
	"math"
	"strconv"
	"strings"
)

// legalWeight is a weight that Moodle knows: the fraction, with the seven decimals that Moodle stores, and the percentage.
type legalWeight struct {
	fraction float64
	percent  string
}

// legalWeights are the weights that Moodle knows, beside the same ones below zero.
func legalWeights() [21]legalWeight {
	return [...]legalWeight{{1, "100"}, {0.9, "90"}, {0.8333333, "83.33333"}, {0.8, "80"}, {0.75, "75"}, {0.7, "70"}, {0.6666667, "66.66667"},
		{0.6, "60"}, {0.5, "50"}, {0.4, "40"}, {0.3333333, "33.33333"}, {0.3, "30"}, {0.25, "25"}, {0.2, "20"}, {0.1666667, "16.66667"},
		{0.1428571, "14.28571"}, {0.125, "12.5"}, {0.1111111, "11.11111"}, {0.1, "10"}, {0.05, "5"}, {0, "0"}}
}

// weightTolerance is how far a fraction may be from one that Moodle knows, to be taken for it.
const weightTolerance = 0.00001

// nearestLegal is the fraction that Moodle knows nearest to the given one, its percentage in words, and whether Moodle takes
// the given one for it.
func nearestLegal(fraction float64) (legal float64, percent string, taken bool) {
	best := math.Inf(1)
	for _, w := range legalWeights() {
		if d := math.Abs(math.Abs(fraction) - w.fraction); d < best {
			best, legal, percent = d, w.fraction, w.percent
		}
	}
	if fraction < 0 && legal != 0 {
		legal, percent = -legal, "-"+percent
	}
	return legal, percent, best < weightTolerance
}

// percentage is the fraction that a percentage in words is.
func percentage(s string) float64 {
	f, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return math.Copysign(1e6, f) // far beyond any weight that means something
	}
	return f/100 + 0 // + 0 makes -0 0
}

// round7 rounds to the seven decimals that Moodle stores of a fraction.
func round7(f float64) float64 { return math.Round(f*1e7) / 1e7 }

// cutWeight cuts a weight such as "%50%" or "%-33.33333%" off the front of an answer: at most two digits may stand before a
// point.
func cutWeight(p piece) (percent string, rest piece, ok bool) {
	s := p.text
	if s == "" || s[0] != '%' {
		return "", p, false
	}
	i := 1
	for i < len(s) && s[i] == '-' {
		i++
	}
	first := i
	for i < len(s) && isDigit(s[i]) {
		i++
	}
	if digits := i - first; digits > 0 && digits <= 2 && i < len(s) && s[i] == '.' {
		for i++; i < len(s) && isDigit(s[i]); {
			i++
		}
	} else if digits == 0 {
		return "", p, false
	}
	if i == len(s) || s[i] != '%' {
		return "", p, false
	}
	return s[1:i], p.from(i + 1), true
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// weigh reads the weight of an answer, which is standard where none is written. The fraction is the one that Moodle stores;
// raw is the one written.
func (b *block) weigh(answer piece, standard float64) (rest piece, fraction, raw float64) {
	percent, rest, ok := cutWeight(answer)
	if !ok {
		b.checkWeightForm(answer)
		return answer, standard, standard
	}
	about := answer.to(len(percent) + 2)
	if strings.HasPrefix(percent, "--") {
		b.report(UnknownWeight, about, "Bobot "+quote("%"+percent+"%")+" bukan angka.", "Tulis "+quote("%-"+strings.TrimLeft(percent, "-")+"%")+".")
		return rest, 0, 0
	}
	raw = percentage(percent)
	legal, nearest, taken := nearestLegal(raw)
	if !taken {
		b.report(UnknownWeight, about, "Moodle tidak mengenal bobot "+quote("%"+percent+"%")+" dan menolak soal ini.", "Bobot terdekat yang dikenal: "+quote("%"+nearest+"%")+".")
		return rest, raw, raw
	}
	return rest, legal, raw
}

// checkWeightForm looks for a weight that Moodle takes for text.
func (b *block) checkWeightForm(answer piece) {
	s, found := strings.CutPrefix(answer.text, "%")
	if !found {
		return
	}
	end := strings.IndexFunc(s, func(r rune) bool { return !strings.ContainsRune("-0123456789., ", r) })
	number := strings.ReplaceAll(strings.ReplaceAll(s[:max(end, 0)], ",", "."), " ", "")
	if number == "" {
		return
	}
	mended := number
	if f, err := strconv.ParseFloat(number, 64); err == nil {
		_, mended, _ = nearestLegal(f / 100)
	}
	b.report(WeightForm, answer.to(1+end), "Bobot ini tidak terbaca, jadi menjadi bagian dari jawaban.", "Tulis "+quote("%"+mended+"%")+": angka dengan titik desimal, di antara dua tanda %.")
}
