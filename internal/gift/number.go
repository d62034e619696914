package gift

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"mufakat/internal/quiz"
)

// writtenNumber is a number and its tolerance as Moodle keeps them.
type writtenNumber struct{ answer, tolerance string }

// numerical reads numbers, each "value:tolerance" or "least..most", and behind "~#" feedback for all other answers.
func (b *block) numerical(entry *Entry, answer piece) bool {
	q := entry.Question
	q.Kind = quiz.Numerical
	numbers, _, other := answer.cut('~')
	parts := splitAnswers(numbers)
	if len(parts) == 0 {
		mended := "Tulis misalnya {#1945} atau {#3.14:0.01}."
		if numbers.trim().text == "0" {
			mended = "Tulis {#=0}."
		}
		b.report(NoAnswer, piece{answer.text, answer.at - 1}, "Soal angka ini dibaca Moodle sebagai tanpa jawaban.", mended)
		b.fail("giftnonumericalanswers", "")
		return false
	}
	best := 0.0
	for _, part := range parts {
		text, fraction, raw := b.weigh(part, 1)
		source, feedback := b.withFeedback(text, q.Text.Format)
		number, as, ok := b.number(source)
		if !ok {
			b.fail("errornotnumbers", "")
			return false
		}
		number.Fraction, number.Feedback = fraction, feedback
		best = max(best, fraction)
		q.Numbers = append(q.Numbers, number)
		entry.written.numbers = append(entry.written.numbers, as)
		entry.written.fractions = append(entry.written.fractions, raw)
	}
	if other {
		_, feedback, _ := answer.from(len(numbers.text)).cut('#')
		q.Wrong = feedback.trim().formatted(q.Text.Format)
		if trim(feedback.text) == "" {
			b.report(StraySeparator, answer.from(len(numbers.text)), "Sesudah ~ hanya umpan balik yang dibaca, dan itu diawali #.", "Tulis “~#umpan balik untuk jawaban lain”.")
		}
	}
	b.checkBest(best, parts[0])
	return true
}

// number reads one number as Moodle does: what is none becomes "*", which accepts anything. It returns false where Moodle
// refuses the question.
func (b *block) number(source piece) (number quiz.Number, as writtenNumber, ok bool) {
	text := source.formatted(quiz.Moodle).Source
	least, most, isRange := strings.Cut(text, "..")
	value, tolerance, hasTolerance := strings.Cut(text, ":")
	switch {
	case isRange && least != "":
		return b.numberRange(source, trim(least), trim(most))
	case hasTolerance && value != "":
		as = writtenNumber{trim(value), trim(tolerance)}
	default:
		as = writtenNumber{trim(text), "0"}
	}
	number.Tolerance, ok = phpNumber(as.tolerance)
	if !ok {
		b.report(BadTolerance, source, "Toleransi "+quote(as.tolerance)+" bukan angka, jadi Moodle menolak soal ini.", mendedNumber(text, "Tulis angka sesudah titik dua, misalnya “3.14:0.01”."))
		return number, as, false
	}
	if number.Tolerance < 0 {
		b.report(BadTolerance, source, "Toleransi tidak boleh di bawah nol.", "Tulis selisih yang masih diterima, misalnya “3.14:0.01”.")
	}
	if number.Value, ok = phpNumber(as.answer); ok {
		if math.IsInf(number.Value, 0) || math.IsInf(number.Tolerance, 0) {
			b.report(NotANumber, source, "Angka ini terlalu besar.", "Tulis angka yang lebih kecil.")
			number.Value, number.Tolerance = finite(number.Value), finite(number.Tolerance)
		} else if thousands, found := strings.CutSuffix(as.answer, ".000"); found && len(strings.TrimLeft(thousands, "+-")) <= 3 && thousands != "0" {
			b.report(DecimalComma, source, fmt.Sprintf("Moodle membaca “%s” sebagai %s, bukan ribuan.", as.answer, thousands), fmt.Sprintf("Tulis “%s000” tanpa titik, atau “%s”.", thousands, thousands))
		}
		return number, as, true
	}
	if as.answer != "*" {
		b.reportNoNumber(source, text)
	}
	return quiz.Number{Any: true}, writtenNumber{"*", as.tolerance}, true
}

// numberRange reads "least..most"; of a bound that is no number PHP takes the number that it begins with.
func (b *block) numberRange(source piece, least, most string) (number quiz.Number, as writtenNumber, ok bool) {
	low, lowExact := leadingNumber(least)
	high, highExact := leadingNumber(most)
	number.Value = (high + low) / 2
	number.Tolerance = high - number.Value
	as = writtenNumber{phpFloat(number.Value), phpFloat(number.Tolerance)}
	if !strings.ContainsAny(least+most, ".eE") && number.Value == math.Trunc(number.Value) { // PHP reckons with whole numbers
		as = writtenNumber{strconv.FormatFloat(number.Value, 'f', -1, 64), strconv.FormatFloat(number.Tolerance, 'f', -1, 64)}
	}
	switch {
	case math.IsInf(high-low, 0) || math.IsNaN(high-low) || math.IsInf(number.Value, 0):
		b.report(NotANumber, source, "Rentang ini terlalu besar.", "Tulis angka yang lebih kecil.")
		number.Value, number.Tolerance = 0, 0
	case !lowExact || !highExact:
		if !b.reportComma(source, least+".."+most) {
			b.report(NotANumber, source, "Batas rentang ini bukan angka.", "Tulis dua angka dengan dua titik di antaranya, misalnya “3..5”.")
		}
		ok = leadingLength(least) > 0 && leadingLength(most) > 0 // or PHP gives up
		return number, as, ok
	case high < low:
		b.report(EmptyRange, source, fmt.Sprintf("Rentang ini terbalik: %s lebih besar dari %s.", least, most), "Tulis yang kecil lebih dulu: "+quote(most+".."+least)+".")
	}
	return number, as, true
}

// reportNoNumber reports an answer that is no number.
func (b *block) reportNoNumber(source piece, text string) {
	if !b.reportComma(source, text) {
		b.report(NotANumber, source, quote(text)+" bukan angka, jadi Moodle membenarkan jawaban apa pun.", "Tulis angka, misalnya {#1945}; untuk jawaban berupa kata, hapus tanda #.")
	}
}

// reportComma reports a number that is one in Indonesia and none in Moodle. It returns false for anything else.
func (b *block) reportComma(source piece, text string) bool {
	mended := mendedNumber(text, "")
	if mended == "" {
		return false
	}
	b.report(DecimalComma, source, "Moodle hanya mengenal titik desimal, tanpa titik ribuan, jadi tidak membaca "+quote(text)+" sebagai angka itu.", mended)
	return true
}

// mendedNumber is a proposal to write numbers as Moodle reads them; otherwise where there is none such.
func mendedNumber(text, otherwise string) string {
	separator := ":"
	if strings.Contains(text, "..") {
		separator = ".."
	}
	parts := strings.Split(text, separator)
	changed := false
	for i, part := range parts {
		if _, ok := phpNumber(trim(part)); ok {
			continue
		}
		value, ok := quiz.ParseNumber(part)
		if !ok {
			return otherwise
		}
		parts[i] = strconv.FormatFloat(value, 'f', -1, 64)
		changed = true
	}
	if !changed {
		return otherwise
	}
	return "Tulis " + quote(strings.Join(parts, separator)) + "."
}

// phpNumber reads what PHP takes for a number: digits, a decimal point, an exponent, blanks around them.
func phpNumber(s string) (float64, bool) {
	s = strings.Trim(s, " \t\n\r\v\f")
	if s == "" || leadingLength(s) < len(s) {
		return 0, false
	}
	f, _ := strconv.ParseFloat(s, 64) // one that is too big is infinite
	return f, true
}

// leadingNumber is the number that a text begins with, 0 where there is none, and whether it is all of the text.
func leadingNumber(s string) (value float64, all bool) {
	n := leadingLength(s)
	value, _ = strconv.ParseFloat(s[:n], 64)
	return value, n > 0 && n == len(s)
}

// leadingLength is the length of the number that a text begins with.
func leadingLength(s string) int {
	i := 0
	if i < len(s) && (s[i] == '+' || s[i] == '-') {
		i++
	}
	digits := 0
	for point := false; i < len(s) && (isDigit(s[i]) || s[i] == '.' && !point); i++ {
		if s[i] == '.' {
			point = true
		} else {
			digits++
		}
	}
	if digits == 0 {
		return 0
	}
	if e := i + 1; e < len(s) && (s[i] == 'e' || s[i] == 'E') {
		if e+1 < len(s) && (s[e] == '+' || s[e] == '-') {
			e++
		}
		if isDigit(s[e]) {
			for i = e; i < len(s) && isDigit(s[i]); {
				i++
			}
		}
	}
	return i
}

// phpFloat writes a number as PHP does, with 14 digits.
func phpFloat(f float64) string {
	s := strconv.FormatFloat(f+0, 'G', 14, 64)
	mantissa, exponent, found := strings.Cut(s, "E")
	if !found {
		if n := strings.IndexByte(s, '.'); n >= 0 {
			s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
		}
		return s
	}
	n, _ := strconv.Atoi(exponent)
	if strings.Contains(mantissa, ".") {
		mantissa = strings.TrimRight(mantissa, "0")
	}
	if mantissa = strings.TrimSuffix(mantissa, "."); !strings.Contains(mantissa, ".") {
		mantissa += ".0"
	}
	return fmt.Sprintf("%sE%+d", mantissa, n)
}

func finite(f float64) float64 { return min(max(f, -math.MaxFloat64), math.MaxFloat64) }
