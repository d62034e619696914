package install

import (
	"cmp"
	"strings"
)

func isVersionRune(r rune) bool {
	return '0' <= r && r <= '9' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z'
}

// compareVersions orders versions such as "2", "1.10" or "2026-03": part by part, numbers by value, anything else by its
// letters. A part that is missing is 0, so that 1 and 1.0 are the same.
func compareVersions(a, b string) int {
	parts := func(v string) []string {
		return strings.FieldsFunc(strings.TrimPrefix(strings.ToLower(v), "v"), func(r rune) bool { return !isVersionRune(r) })
	}
	partsA, partsB := parts(a), parts(b)
	part := func(all []string, i int) string {
		if i >= len(all) {
			return "0"
		}
		return all[i]
	}
	for i := range max(len(partsA), len(partsB)) {
		if order := comparePart(part(partsA, i), part(partsB, i)); order != 0 {
			return order
		}
	}
	return 0
}

func comparePart(a, b string) int {
	if isNumber(a) && isNumber(b) {
		a, b = strings.TrimLeft(a, "0"), strings.TrimLeft(b, "0")
		return cmp.Or(cmp.Compare(len(a), len(b)), strings.Compare(a, b)) // of any length
	}
	return strings.Compare(a, b)
}

func isNumber(s string) bool { return strings.Trim(s, "0123456789") == "" }
