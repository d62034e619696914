package casefile

import "cmp"

// Counts are numbers of findings by severity: an index is a [Severity].
type Counts [Suggestion + 1]int

// Count counts findings by severity.
func Count(findings []Diagnostic) Counts {
	var n Counts
	for _, d := range findings {
		n[d.Severity]++
	}
	return n
}

// BySeverity orders findings for an author to work through: the worst first, then by file and place.
func BySeverity(a, b Diagnostic) int {
	return cmp.Or(cmp.Compare(a.Severity, b.Severity), cmp.Compare(a.File, b.File), a.Place.Line-b.Place.Line, a.Place.Column-b.Place.Column)
}
