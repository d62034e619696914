package main

import (
	"slices"
	"strings"
	"testing"

	"mufakat/internal/diagnostic"
	"mufakat/internal/gift"
)

// Every code has an entry in the guide, which ends where the next one begins and not within an example.
func TestGuideEntries(t *testing.T) {
	for _, e := range allCodes() {
		text := guideEntry(e.Code)
		severity := strings.ToUpper(e.Severity.String()[:1]) + e.Severity.String()[1:]
		if !strings.HasPrefix(text, "*"+severity+".*") || strings.Count(text, "\n```")%2 != 0 || strings.Contains(text, " · ") {
			t.Errorf("%s: %q", e.Code, text)
		}
	}
}

// What the guide shows as wrong has the finding that it explains, and what it shows as right has none.
func TestGuideBanks(t *testing.T) {
	examples := 0
	for _, e := range gift.Codes() {
		parts := strings.Split(guideEntry(e.Code), "\n```\n")
		for i := 1; i < len(parts); i += 2 {
			examples++
			wrong := strings.HasSuffix(parts[i-1], "Salah:\n")
			findings := gift.Parse("bank.gift", []byte(parts[i])).Findings
			found := slices.ContainsFunc(findings, func(d diagnostic.Diagnostic) bool { return d.Code == e.Code })
			if found != wrong || !wrong && len(findings) > 0 && strings.Contains(parts[i], "{") {
				t.Errorf("%s: %s: %v", e.Code, parts[i], findings)
			}
		}
	}
	if examples < len(gift.Codes()) {
		t.Errorf("only %d examples", examples)
	}
}
