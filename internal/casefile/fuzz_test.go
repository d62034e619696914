package casefile

import (
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"mufakat/internal/sim"
)

// FuzzParse holds that nothing makes the parser panic or answer differently, that findings lie within the file, and
// that what is read without a galat is read alike once it is written.
func FuzzParse(f *testing.F) {
	f.Add([]byte(wholeCase))
	for _, m := range mistakes() {
		src := wholeCase
		for i := 0; i < len(m.edits); i += 2 {
			src = strings.Replace(src, m.edits[i], m.edits[i+1], 1)
		}
		f.Add([]byte(src))
	}
	f.Add([]byte(strings.ReplaceAll(wholeCase, "\n", "\r\n")))
	f.Add([]byte("\xef\xbb\xbf# A\r\r• [x](#akhir)\n\t– hari: −1\n"))
	f.Fuzz(func(t *testing.T, src []byte) {
		if len(src) > 1<<16 {
			t.Skip()
		}
		doc := Parse("kasus.md", src, concepts)
		again := Parse("kasus.md", src, concepts)
		if !reflect.DeepEqual(doc.Diagnostics, again.Diagnostics) || !reflect.DeepEqual(doc.Case, again.Case) {
			t.Fatal("two readings differ")
		}
		lines := doc.src.lines
		for _, d := range doc.Diagnostics {
			if d.Place.Line < 1 || d.Place.Line > len(lines) {
				t.Fatalf("line %d of %d: %s", d.Place.Line, len(lines), d)
			}
			if n := utf8.RuneCountInString(lines[d.Place.Line-1].original); d.Place.Column < 1 || d.Place.Column > n+1 {
				t.Fatalf("column %d of %d: %s", d.Place.Column, n, d)
			}
			if d.String() == "" || d.Message == "" {
				t.Fatal("an empty finding")
			}
		}
		ReadHead("kasus.md", src)
		if doc.Case == nil {
			return
		}
		written := Write(doc.Case)
		sameCase(t, mustParse(t, "kasus.md", written), doc.Case)
		if twice := Write(mustParse(t, "kasus.md", written)); string(twice) != string(written) {
			t.Fatalf("written again:\n%s\n--- instead of ---\n%s", twice, written)
		}
	})
}

// FuzzCondition holds that a condition is read or reported, and read alike once it is written.
func FuzzCondition(f *testing.F) {
	for _, s := range []string{"janji", "bukan (a dan b) atau total minimal 30", "kepercayaan warga di bawah 30", "hari >= 2 dan tidak belum a", "((a", "komitmen ≤ 5 5", "di", "a di atas"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if strings.ContainsAny(text, "\n\r") || !utf8.ValidString(text) {
			t.Skip()
		}
		c, found := readCondition(text)
		if len(found) > 0 {
			return
		}
		written := c.ConditionText(c.Endings[0].Requires)
		again, found := readCondition(written)
		if len(found) > 0 {
			t.Fatalf("%q, written as %q: %s", text, written, found[0])
		}
		if got := again.ConditionText(again.Endings[0].Requires); got != written || !reflect.DeepEqual(again.Endings, c.Endings) {
			t.Fatalf("%q, written as %q, became %q", text, written, got)
		}
	})
}

// readCondition reads a condition in a case with the stakeholders warga and bantul (without pemahaman) and the resource
// hari. It is the condition of the first ending.
func readCondition(text string) (*sim.Case, []Diagnostic) {
	rep := &reporter{}
	s, ok := newSource("syarat.md", []byte(text), rep)
	if !ok {
		return nil, rep.finish()
	}
	r := newReader(s, rep, Options{})
	r.c.Stakeholders = []sim.Stakeholder{{Code: "warga"}, {Code: "bantul", Start: sim.Levels{40, 40, sim.Absent}}}
	r.c.Resources = []sim.Resource{{Name: "hari", Start: 10}}
	r.stakeholders["warga"], r.stakeholders["bantul"], r.resources["hari"] = 0, 1, 0
	r.c.Endings = []sim.Ending{{Requires: r.condition(s.phrase(span{0, len(s.text) - 1}))}}
	return r.c, rep.finish()
}

// FuzzText puts text into the places of a case where text can stand: what is read without a galat must be read alike
// once it is written.
func FuzzText(f *testing.F) {
	f.Add("- satu\n- dua\n\n1) tiga", "**Bu Sri:** ya\\\nsudah", "### Judul\n\n> > kutipan")
	f.Add("| a | b |\n|---|---|\n| 1 | 2 |", "{bila janji} ya\n>\n> {bila tidak} tidak", "```\n<b>\n```")
	f.Add("{diskusi} apa\n\n{bila janji} ya  \nsudah\n\n{bila hari > 3} lagi", "- a\n>\n>   b\n> - c", "* a\n  * b\n\n    c\n2. d\n\n-\n- e")
	f.Add("- a", "ya", "- -\n    --\n\n--\n    - -")
	f.Fuzz(func(t *testing.T, prose, feedback, free string) {
		if len(prose)+len(feedback)+len(free) > 1<<12 {
			t.Skip()
		}
		src := strings.Replace(wholeCase, "Pukul tujuh malam.", prose, 1)
		src = strings.Replace(src, "Semua duduk.", prose, 1)
		src = strings.Replace(src, "  > Gelap.", "  > "+strings.ReplaceAll(feedback, "\n", "\n  > "), 1)
		src = strings.Replace(src, "    > Waktu habis.", "    > "+strings.ReplaceAll(feedback, "\n", "\n    > "), 1)
		src = strings.Replace(src, "Begitulah.", free, 1)
		src = strings.Replace(src, "Duduk bersama.", free, 1)
		doc := Parse("kasus.md", []byte(src), concepts)
		if doc.Case == nil {
			return
		}
		written := Write(doc.Case)
		sameCase(t, mustParse(t, "kasus.md", written), doc.Case)
	})
}
