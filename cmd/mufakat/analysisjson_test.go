package main

import (
	"context"
	"encoding/json"
	"math/rand/v2"
	"strings"
	"testing"

	"mufakat/internal/analysis"
	"mufakat/internal/sim/simtest"
)

// What an analysis could not find out is null, and not "no".
func TestAnalysisJSONOfTooMuch(t *testing.T) {
	c := simtest.Chain(rand.New(rand.NewPCG(1, 1)), 8, 4, 2)
	for limit, unknown := range map[int]bool{analysis.DefaultLimit: false, 1000: true} {
		s, err := analysis.Compile(c).Survey(context.Background(), limit)
		if err != nil || s.Complete == unknown {
			t.Fatal(err, s.Complete)
		}
		text, err := json.Marshal(newAnalysisJSON(c, s))
		if err != nil {
			t.Fatal(err)
		}
		for _, key := range []string{"bisa_terjebak", "bukan_keputusan", "unggul_semua", "tanpa_pengaruh"} {
			if got := strings.Contains(string(text), `"`+key+`":null`); got != unknown {
				t.Errorf("limit %d, %s: null %v", limit, key, got)
			}
		}
	}
}
