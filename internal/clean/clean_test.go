package clean

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestLine(t *testing.T) {
	for _, test := range []struct{ name, in, want string }{
		{"plain", "Siti Nurhaliza", "Siti Nurhaliza"},
		{"accents and other scripts", "Žofia ꦱꦶꦠꦶ 王", "Žofia ꦱꦶꦠꦶ 王"},
		{"ends", "  Budi \t", "Budi"},
		{"inner white space", "Budi \t\r\n Santoso", "Budi Santoso"},
		{"no-break and em space", "Budi\u00a0\u2003Santoso", "Budi Santoso"},
		{"escape sequence", "\x1b[31mBudi\x07", "[31mBudi"},
		{"C1", "Bu\u009bdi\u0090", "Budi"},
		{"next line is white space", "Bu\u0085di", "Bu di"},
		{"DEL and NUL", "B\x7fu\x00di", "Budi"},
		{"bidi override", "Budi\u202egnp.exe\u202c\u2066\u2069\u200e", "Budignp.exe"},
		{"zero width", "\ufeffBu\u200b\u200c\u200d\u2060di", "Budi"},
		{"soft hyphen", "Bu\u00addi", "Budi"},
		{"invisible letters", "\u3164\u115f\uffa0\u034f", ""},
		{"tags and variation selectors", "B\U000e0041udi\ufe0f", "Budi"},
		{"space left by what was removed", "Budi \u200b Santoso", "Budi Santoso"},
		{"line separators", "Budi\u2028Santoso\u2029", "Budi Santoso"},
		{"not UTF-8", "Bu\xffdi", "Bu\ufffddi"},
		{"empty", "", ""},
	} {
		if got := Line(test.in); got != test.want {
			t.Errorf("%s: Line(%q) = %q, want %q", test.name, test.in, got, test.want)
		}
	}
}

func TestText(t *testing.T) {
	for _, test := range []struct{ name, in, want string }{
		{"lines stay", "satu\ndua\n\n  tiga\n", "satu\ndua\n\n  tiga\n"},
		{"every line break", "a\r\nb\rc\u2028d\u2029e\u0085f", "a\nb\nc\nd\ne\nf"},
		{"CR CR LF", "a\r\r\nb", "a\n\nb"},
		{"tab", "a\tb", "a    b"},
		{"no-break space", "a\u00a0b", "a b"},
		{"vertical tab and form feed", "a\vb\fc", "a b c"},
		{"control characters", "a\x1b[2Jb\u009cc", "a[2Jbc"},
		{"bidi and zero width", "\u202ea\u200b\u2067b", "ab"},
		{"not UTF-8", "a\xc3\nb", "a\ufffd\nb"},
	} {
		if got := Text(test.in); got != test.want {
			t.Errorf("%s: Text(%q) = %q, want %q", test.name, test.in, got, test.want)
		}
	}
}

func FuzzClean(f *testing.F) {
	for _, seed := range []string{"Budi", " a\r\r\n\tb ", "\x1b[31m\u202e\u200b", "\xff\xc3(", "\r\u200b\n", "\u0085\u2028"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for name, clean := range map[string]func(string) string{"Line": Line, "Text": Text} {
			got := clean(s)
			if !utf8.ValidString(got) {
				t.Errorf("%s(%q) = %q: not UTF-8", name, s, got)
			}
			if again := clean(got); again != got {
				t.Errorf("%s(%q) = %q, and again %q", name, s, got, again)
			}
			for _, r := range got {
				if r != '\n' && r != ' ' && unicode.In(r, unicode.Cc, unicode.Z, unicode.Bidi_Control, unicode.Join_Control) {
					t.Errorf("%s(%q) left %U", name, s, r)
				}
			}
		}
		if line := Line(s); strings.ContainsAny(line, "\n\r\t") || line != strings.TrimSpace(line) || strings.Contains(line, "  ") {
			t.Errorf("Line(%q) = %q", s, line)
		}
	})
}
