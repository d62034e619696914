package diagnostic

import (
	"strings"
	"testing"
)

func TestExcerpt(t *testing.T) {
	long := strings.Repeat("a", 100) + "TENGAH" + strings.Repeat("b", 100)
	for _, test := range []struct {
		line          string
		column, width int
		text, caret   string
	}{
		{"abc def", 4, 3, "abc def", "    ^^^"},
		{"abc", 3, 1, "abc", "   ^"},
		{"abc", 99, 1, "abc", "   ^"},
		{"", 0, 1, "", "^"},
		{"a\tb", 2, 1, "a    b", "     ^"},
		{"漢字 x", 3, 1, "漢字 x", "     ^"},
		{"e\u0301x", 2, 1, "e\u0301x", " ^"},
		{"a\u202eb", 2, 1, "a·b", "  ^"},
		{long, 100, 6, "…" + strings.Repeat("a", 24) + "TENGAH" + strings.Repeat("b", 42) + "…", strings.Repeat(" ", 25) + "^^^^^^"},
		{long, 0, 4, strings.Repeat("a", 72) + "…", "^^^^"},
		{long, 200, 99, "…" + strings.Repeat("b", 72), strings.Repeat(" ", 67) + "^^^^^^"},
	} {
		if text, caret := excerpt(test.line, test.column, test.width); text != test.text || caret != test.caret {
			t.Errorf("%q from %d:\n%s\n%s\nwant\n%s\n%s", test.line, test.column, text, caret, test.text, test.caret)
		}
	}
}

// A file's name may hold what a terminal would obey.
func TestNameOfFileIsCleaned(t *testing.T) {
	d := Diagnostic{File: "a\x1b[31m\nb.md", Place: Place{1, 1}, Code: "K101", Message: "Salah."}
	if got := d.String(); got != "a[31m b.md:1:1: galat K101: Salah." {
		t.Errorf("%q", got)
	}
}
