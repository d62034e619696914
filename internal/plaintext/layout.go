package plaintext

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Decimal writes a number with so many decimals, behind a comma as Indonesian has it.
func Decimal(x float64, decimals int) string {
	return strings.Replace(strconv.FormatFloat(x, 'f', decimals, 64), ".", ",", 1)
}

// Number writes a number with as many decimals as it has, but no more than so many.
func Number(x float64, most int) string {
	text := Decimal(x, most)
	if most > 0 {
		text = strings.TrimRight(strings.TrimRight(text, "0"), ",")
	}
	return text
}

// Count writes a whole number, 0 or more, with a point between its thousands as Indonesian has it: "12.000".
func Count(n int) string {
	text := strconv.Itoa(n)
	for at := len(text) - 3; at > 0; at -= 3 {
		text = text[:at] + "." + text[at:]
	}
	return text
}

// Enumerate writes a list as Indonesian has it: "a, b, dan c".
func Enumerate(list []string) string {
	switch n := len(list); n {
	case 0:
		return ""
	case 1:
		return list[0]
	case 2:
		return list[0] + " dan " + list[1]
	default:
		return strings.Join(list[:n-1], ", ") + ", dan " + list[n-1]
	}
}

// Share writes a share of 0–1 as "25 %", "2,1 %" or "< 0,1 %"; more than 1, an average number of times, as "1,5 kali".
func Share(share float64) string {
	switch {
	case share > 1.005:
		return Decimal(share, 1) + " kali"
	case share >= 0.0995:
		return Decimal(100*share, 0) + " %"
	case share >= 0.0005:
		return Decimal(100*share, 1) + " %"
	case share > 0:
		return "< 0,1 %"
	}
	return "0 %"
}

// Capital is text with a capital first letter.
func Capital(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	if size == 0 {
		return text
	}
	return string(unicode.ToUpper(first)) + text[size:]
}

// Cut is text of at most width characters; where it is longer, the last one left is "…".
func Cut(text string, width int) string {
	if utf8.RuneCountInString(text) <= width {
		return text
	}
	runes := []rune(text)
	return strings.TrimRight(string(runes[:max(width-1, 0)]), " ") + "…"
}

// Wrap breaks a line at spaces so that no line has more than width characters, unless a single word does. Width 0 does
// not break.
func Wrap(line string, width int) []string {
	if width <= 0 {
		return []string{line}
	}
	var lines []string
	for len(line) > 0 && utf8.RuneCountInString(line) > width {
		at := breakAt(line, width)
		if at < 0 {
			break
		}
		lines = append(lines, line[:at])
		line = line[at+1:]
	}
	return append(lines, line)
}

// breakAt returns the index of the last space that leaves at most width characters before it; else of the first space;
// -1 where there is none.
func breakAt(line string, width int) int {
	at, n := -1, 0
	for i, r := range line {
		if r == ' ' {
			if n > width && at >= 0 {
				return at
			}
			at = i
			if n > width {
				return at
			}
		}
		n++
	}
	return at
}
