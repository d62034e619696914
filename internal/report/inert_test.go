package report

import "testing"

// No cell begins like a formula, wherever a program splits its line; what only looks like one stays as it is.
func TestInert(t *testing.T) {
	for text, want := range map[string]string{
		"": "", "Bu Sri": "Bu Sri", "=1+1": "'=1+1", "-5": "'-5", "@warga": "'@warga", "＝1": "'＝1", "\t=1": "'\t=1",
		"Rp10.000,-": "Rp10.000,-", "a,=1+1": "a,'=1+1", "a;-2": "a;'-2", "=": "'=", "5 - 3": "5 - 3", "a, -2": "a, -2",
	} {
		if got := inert(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
