package pack_test

import (
	"strings"
	"testing"
	"time"

	"mufakat/internal/pack"
)

// fixedTime is some time that is not now.
var fixedTime = time.Date(2001, 2, 3, 4, 5, 6, 0, time.UTC)

func TestNames(t *testing.T) {
	for _, name := range []string{"kolaboratif", "latsar-2026", "a", "3", strings.Repeat("x", pack.MaxName)} {
		if !pack.ValidName(name) {
			t.Errorf("%q is refused", name)
		}
	}
	for text, fit := range map[string]string{
		"Latsar Angkatan IV": "latsar-angkatan-iv", "": "kasus", "--": "kasus", "…": "kasus", "Kafé Rakyat": "kafe-rakyat", "kafe\u0301": "kafe",
		"../../etc": "etc", "a--b": "a-b", "-a-": "a", "CON": "kasus-con", "Readme": "kasus-readme", "lpt1": "kasus-lpt1", "com": "COM", "a_b": "a-b", "日本": "kasus",
		strings.Repeat("x", 39) + " y": strings.Repeat("x", 39), strings.Repeat("z", 50): strings.Repeat("z", 40),
	} {
		fit = strings.ToLower(fit)
		if got := pack.FitName(text); got != fit || !pack.ValidName(got) {
			t.Errorf("FitName(%q) = %q, want %q", text, got, fit)
		}
		if pack.ValidName(text) && text != fit {
			t.Errorf("%q is accepted", text)
		}
	}
}

func FuzzFitName(f *testing.F) {
	for _, seed := range []string{"Rapat RT 05", "con.md", "é", "a\u0301\u0301-", "0 \u0301 0", strings.Repeat("ab ", 20)} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if fit := pack.FitName(text); !pack.ValidName(fit) || len(fit) > pack.MaxName+len("kasus-") {
			t.Errorf("FitName(%q) = %q", text, fit)
		}
	})
}
