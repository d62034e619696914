package gift

import (
	"strings"
	"testing"
)

// hostile are big files that would take minutes if any step took more than linear time.
func hostile() map[string]string {
	n := 100_000
	return map[string]string{
		"braces":             strings.Repeat("{", n),
		"closing braces":     strings.Repeat("}", n),
		"both":               strings.Repeat("{}", n),
		"reversed":           strings.Repeat("}{", n),
		"hashes":             "x {=a" + strings.Repeat("#", n) + "}",
		"options":            "x {" + strings.Repeat("~a\n", n) + "}",
		"right options":      "x {~a" + strings.Repeat("=a", n) + "}",
		"glued options":      "x { ~a ~http://" + strings.Repeat("a=b~", n) + "}",
		"short answers":      "x {" + strings.Repeat("=", n) + "}",
		"pairs":              "x {" + strings.Repeat("=a->b", n) + "}",
		"numbers":            "x {#" + strings.Repeat("=1,5", n) + "}",
		"items":              "x {>3 " + strings.Repeat("\\:\n", n) + "}",
		"backslashes":        strings.Repeat(`\`, n),
		"colons":             "::" + strings.Repeat(": ", n),
		"tags":               strings.Repeat("<", n),
		"tags that close":    strings.Repeat("<>", n),
		"a title of tags":    "::" + strings.Repeat("< ", n) + "::x",
		"formats":            strings.Repeat("[html", n),
		"comment tokens":     "// " + strings.Repeat("[tag:", n) + "\nx",
		"comment ids":        "// " + strings.Repeat("[id:a]", n) + "\nx",
		"comment lines":      strings.Repeat("// [id:]\n", n) + "x",
		"escaped brackets":   "// [id:" + strings.Repeat(`\]`, n) + "\nx",
		"blank lines":        strings.Repeat("\n", 4*n),
		"zero lines":         strings.Repeat("0\n", n),
		"tiny questions":     strings.Repeat("x\n\n", n),
		"torn questions":     strings.Repeat("x {\n\n}\n\n", n),
		"one long line":      "x {" + strings.Repeat("~pilihan yang panjang ", n) + "}",
		"slashes":            "$CATEGORY: " + strings.Repeat("/", n),
		"digits":             "x {#" + strings.Repeat("9", n) + "}",
		"weights":            "x {" + strings.Repeat("~%", n) + "}",
		"a weight of digits": "x {~%" + strings.Repeat("9", n) + "%a ~b}",
	}
}

// Nothing takes more than linear time, and however much is wrong, the findings remain few enough to read.
func TestHostile(t *testing.T) {
	for name, src := range hostile() {
		t.Run(name, func(t *testing.T) {
			bank := Parse("bank.gift", []byte(src))
			checkPlaces(t, bank, []byte(src))
			if len(bank.Findings) > 2*maxFindings {
				t.Errorf("%d findings", len(bank.Findings))
			}
			bank.Import()
			for _, d := range bank.Findings[:min(3, len(bank.Findings))] {
				if len(d.String()) > 4096 {
					t.Errorf("a finding of %d bytes", len(d.String()))
				}
			}
			if _, err := Write(bank.Entries); err != nil {
				t.Error(err)
			}
		})
	}
}
