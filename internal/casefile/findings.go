package casefile

import "mufakat/internal/diagnostic"

// Findings are told in the terms of package diagnostic; these are its names, for those who deal with cases only.
type (
	Severity    = diagnostic.Severity
	Place       = diagnostic.Place
	Diagnostic  = diagnostic.Diagnostic
	Code        = diagnostic.Code
	Explanation = diagnostic.Explanation
	Counts      = diagnostic.Counts
)

// The severities, the worst first.
const (
	Error      = diagnostic.Error      // galat: the case cannot be played as it is
	Warning    = diagnostic.Warning    // peringatan: playable, but probably not what was meant
	Suggestion = diagnostic.Suggestion // saran: could be better
)

// Count counts findings by severity.
func Count(findings []Diagnostic) Counts { return diagnostic.Count(findings) }

// BySeverity orders findings for an author to work through: the worst first, then by file and place.
func BySeverity(a, b Diagnostic) int { return diagnostic.BySeverity(a, b) }
