package plaintext_test

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"mufakat/internal/plaintext"
)

// TestWrap: a line keeps its words in order, and every part fits unless it is a single word, or could have taken no more.
func TestWrap(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		words := make([]string, rng.IntN(12))
		for i := range words {
			words[i] = strings.Repeat("é", 1+rng.IntN(9))
		}
		line, width := strings.Join(words, " "), rng.IntN(14)
		parts := plaintext.Wrap(line, width)
		if got := strings.Join(parts, " "); got != line {
			t.Fatalf("wrap(%q, %d) = %q", line, width, parts)
		}
		for i, part := range parts {
			n := utf8.RuneCountInString(part)
			if width > 0 && n > width && strings.Contains(part, " ") {
				t.Fatalf("wrap(%q, %d): %q is too long", line, width, part)
			}
			if i > 0 {
				next, _, _ := strings.Cut(part, " ")
				if before := parts[i-1]; width == 0 || utf8.RuneCountInString(before+" "+next) <= width {
					t.Fatalf("wrap(%q, %d): %q had room for %q", line, width, before, next)
				}
			}
		}
	}
}

func TestShare(t *testing.T) {
	for share, want := range map[float64]string{0: "0 %", 0.0001: "< 0,1 %", 0.032: "3,2 %", 0.0994: "9,9 %", 0.0996: "10 %", 0.5: "50 %",
		1.0000001: "100 %", 1.84: "1,8 kali"} {
		if got := plaintext.Share(share); got != want {
			t.Errorf("%v: %s, want %s", share, got, want)
		}
	}
}

func TestDecimalCapitalAndCut(t *testing.T) {
	for _, tt := range []struct{ got, want string }{
		{plaintext.Decimal(3.14159, 2), "3,14"}, {plaintext.Decimal(-0.5, 1), "-0,5"}, {plaintext.Decimal(12, 0), "12"},
		{plaintext.Number(2, 2), "2"}, {plaintext.Number(0.755, 2), "0,76"}, {plaintext.Number(100, 2), "100"}, {plaintext.Number(66.5, 2), "66,5"}, {plaintext.Number(100, 0), "100"},
		{plaintext.Count(0), "0"}, {plaintext.Count(999), "999"}, {plaintext.Count(12000), "12.000"}, {plaintext.Count(1234567), "1.234.567"},
		{plaintext.Capital("élan, lalu"), "Élan, lalu"}, {plaintext.Capital(""), ""},
		{plaintext.Cut("gerbang", 7), "gerbang"}, {plaintext.Cut("gerbang", 6), "gerba…"}, {plaintext.Cut("di meja", 4), "di…"}, {plaintext.Cut("", 0), ""},
	} {
		if tt.got != tt.want {
			t.Errorf("%q, want %q", tt.got, tt.want)
		}
	}
}

func TestEnumerate(t *testing.T) {
	for want, list := range map[string][]string{"": nil, "a": {"a"}, "a dan b": {"a", "b"}, "a, b, dan c": {"a", "b", "c"}} {
		if got := plaintext.Enumerate(list); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
