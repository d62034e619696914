package casefile

import "mufakat/internal/diagnostic"

// Findings are told in the terms of package diagnostic; these are its names, as this package writes them.
type (
	Severity    = diagnostic.Severity
	Place       = diagnostic.Place
	Diagnostic  = diagnostic.Diagnostic
	Code        = diagnostic.Code
	Explanation = diagnostic.Explanation
)

// The severities, the worst first.
const (
	Error      = diagnostic.Error      // galat: the case cannot be played as it is
	Warning    = diagnostic.Warning    // peringatan: playable, but probably not what was meant
	Suggestion = diagnostic.Suggestion // saran: could be better
)
