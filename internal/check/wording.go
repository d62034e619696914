package check

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// What the rules of writing look for in words.

// words are the words of a text in lower case, each with a blank before and behind it, so that a phrase in blanks can be
// looked for among them.
func words(text string) string {
	isOther := func(r rune) bool { return !unicode.IsLetter(r) && r != '-' }
	return " " + strings.Join(strings.FieldsFunc(strings.ToLower(text), isOther), " ") + " "
}

// absoluteIn is the first word of an option that allows no exception; empty where there is none. "semua" is none: with a
// noun behind it, it only counts people.
func absoluteIn(option string) string {
	return firstIn(option, "selalu", "pasti", "tidak pernah", "semuanya", "seluruhnya", "sama sekali")
}

// reasonIn is the first word of an option that begins a reason; empty where there is none.
func reasonIn(option string) string {
	return firstIn(option, "agar", "supaya", "karena", "sehingga", "demi", "untuk menjaga", "untuk menghindari", "untuk mencegah",
		"untuk memastikan", "untuk memperkuat", "untuk membangun", "untuk meningkatkan", "untuk mempercepat")
}

// firstIn is the phrase that comes first in a text. Between two equal words, as in "satu demi satu", there is none.
func firstIn(text string, phrases ...string) string {
	all := words(text)
	found, first := "", len(all)
	for _, phrase := range phrases {
		at := strings.Index(all, " "+phrase+" ")
		if at < 0 || at >= first {
			continue
		}
		before, behind := strings.Fields(all[:at]), strings.Fields(all[at+1+len(phrase):])
		if len(before) > 0 && len(behind) > 0 && before[len(before)-1] == behind[0] {
			continue
		}
		found, first = phrase, at
	}
	return found
}

// figureIn is the first figure of a text that a reader would want to verify, and the byte where it begins: a number of
// three digits or more that is no year and no time of day, or a smaller one with a unit such as "%", "juta" or "ton". It
// is empty where there is none.
func figureIn(text string) (figure string, at int) {
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if unicode.IsLetter(r) { // C-06, Q3: names, but "Rp700" is a figure
			end := i + len(text[i:]) - len(strings.TrimLeftFunc(text[i:], unicode.IsLetter))
			if name := text[i:end]; name != "Rp" {
				end += len(text[end:]) - len(strings.TrimLeftFunc(text[end:], isNameRune))
			}
			i = end
			continue
		}
		if !isDigit(r) {
			i += size
			continue
		}
		end := i + len(text[i:]) - len(strings.TrimLeft(text[i:], "0123456789.,"))
		number := strings.TrimRight(text[i:end], ".,")
		end = i + len(number)
		if unit := unitOf(text[end:]); unit != "" {
			return number + unit, i
		}
		if isLarge(number) && !isYear(number) {
			return number, i
		}
		i = end
	}
	return "", 0
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

func isNameRune(r rune) bool { return unicode.IsLetter(r) || isDigit(r) || r == '-' }

// unitOf is the unit with which text begins, with the blank before it.
func unitOf(text string) string {
	rest := strings.TrimLeft(text, " \u00a0")
	blanks := text[:len(text)-len(rest)]
	if strings.HasPrefix(rest, "%") {
		return blanks + "%"
	}
	word := rest[:len(rest)-len(strings.TrimLeftFunc(rest, unicode.IsLetter))]
	switch word {
	case "persen", "ribu", "juta", "miliar", "triliun", "ton", "hektare":
		return blanks + word
	}
	return ""
}

// isLarge tells whether a number has three digits or more before its comma. Points have to stand before groups of three
// digits: in "07.30" they do not.
func isLarge(number string) bool {
	whole, _, _ := strings.Cut(number, ",")
	groups := strings.Split(whole, ".")
	for _, g := range groups[1:] {
		if len(g) != 3 {
			return false
		}
	}
	return len(whole) >= 3
}

// isYear tells whether a number is one of the years of which cases tell.
func isYear(number string) bool {
	return len(number) == 4 && !strings.Contains(number, ".") && (number[:2] == "19" || number[:2] == "20")
}

// isSourced tells whether a paragraph names a year or a source: one of its numbers is a year, it has a link, or it says
// "menurut" or "sumber".
func isSourced(text string) bool {
	for number := range strings.FieldsFuncSeq(text, func(r rune) bool { return !isDigit(r) && r != '.' }) {
		if isYear(strings.Trim(number, ".")) {
			return true
		}
	}
	return strings.Contains(text, "](") || strings.Contains(text, "://") || firstIn(text, "menurut", "sumber") != ""
}
