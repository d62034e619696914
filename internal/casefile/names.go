package casefile

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// isWordRune tells whether r can stand in a code, a flag or an id.
func isWordRune(r rune) bool {
	return r == '-' || r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
}

// isWord tells whether s can be a code, a flag or an id: word characters only, the first a letter or a digit.
func isWord(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	if s == "" || !unicode.IsLetter(first) && !unicode.IsDigit(first) {
		return false
	}
	return !strings.ContainsFunc(s, func(r rune) bool { return !isWordRune(r) })
}

func isDigits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// slug turns a title into the id by which code hosts link to its heading: lower case, blanks to hyphens, punctuation
// dropped.
func slug(title string) string {
	var b strings.Builder
	for _, r := range strings.TrimSpace(title) {
		switch {
		case r == ' ':
			b.WriteByte('-')
		case isWordRune(r):
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}

// isReserved tells whether a word means something in statements and conditions: no stakeholder, resource or flag can be
// called so.
func isReserved(word string) bool {
	switch word {
	case "semua", "kecuali", "bila", "selain", "catat", "konsep", "syarat", "ke", "total", "peringkat",
		"kepercayaan", "komitmen", "pemahaman", "dan", "atau", "bukan", "belum", "tidak", "tanpa",
		"minimal", "maksimal", "di", "bawah", "atas", finishID:
		return true
	}
	return false
}

// maxNameLength is how long a name, in characters, may be for others to be compared with it.
const maxNameLength = 80

// Nearest returns the one or two candidates that word was probably meant to be, the likeliest first.
func Nearest(word string, candidates []string) []string {
	type near struct {
		name     string
		distance int
	}
	if utf8.RuneCountInString(word) > maxNameLength {
		return nil
	}
	word = strings.ToLower(word)
	limit := max(1, utf8.RuneCountInString(word)/3)
	var found []near
	for _, c := range candidates {
		lower := strings.ToLower(c)
		if d := distance(word, lower, limit); d <= limit && lower != word {
			found = append(found, near{c, d})
		}
	}
	slices.SortStableFunc(found, func(a, b near) int { return a.distance - b.distance })
	var names []string
	for i, f := range found {
		if i < 2 && f.distance <= found[0].distance+1 {
			names = append(names, f.name)
		}
	}
	return names
}

// distance is the Damerau–Levenshtein distance (of adjacent swaps) between a and b, or limit+1 where it is more.
func distance(a, b string, limit int) int {
	x, y := []rune(a), []rune(b)
	if len(x)-len(y) > limit || len(y)-len(x) > limit {
		return limit + 1
	}
	before, above, row := make([]int, len(y)+1), make([]int, len(y)+1), make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(x); i++ {
		before, above, row = above, row, before
		row[0] = i
		least := i
		for j := 1; j <= len(y); j++ {
			cost := 1
			if x[i-1] == y[j-1] {
				cost = 0
			}
			row[j] = min(above[j]+1, row[j-1]+1, above[j-1]+cost)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
			least = min(least, row[j])
		}
		if least > limit {
			return limit + 1
		}
	}
	return row[len(y)]
}

// didYouMean is the proposal made of the nearest names; empty where there are none.
func didYouMean(names []string) string {
	if len(names) == 0 {
		return ""
	}
	return "Maksud Anda “" + strings.Join(names, "” atau “") + "”?"
}
