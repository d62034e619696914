package main

import (
	"slices"
	"strings"
	"testing"

	"mufakat/internal/casefile"
	"mufakat/internal/check"
)

// Every code has an entry in the guide, which ends where the next one begins and not within an example.
func TestGuideEntries(t *testing.T) {
	for _, e := range slices.Concat(casefile.Codes(), check.Codes()) {
		text := guideEntry(e.Code)
		severity := strings.ToUpper(e.Severity.String()[:1]) + e.Severity.String()[1:]
		if !strings.HasPrefix(text, "*"+severity+".*") || strings.Count(text, "\n```")%2 != 0 || strings.Contains(text, " · ") {
			t.Errorf("%s: %q", e.Code, text)
		}
	}
}
