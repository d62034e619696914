package casefile

import (
	"fmt"
	"strings"
	"testing"

	"mufakat/internal/sim"
)

// TestLessons holds that a lesson is known however its mark is set: shown as story, it would give an assessment away.
func TestLessons(t *testing.T) {
	for _, test := range []struct{ quoted, want string }{
		{"> **Pelajaran:** Datanglah.", "Datanglah."},
		{"> Cerita.\n  > **Pelajaran:** Datanglah.", "Datanglah."},
		{"> **Pelajaran :** Datanglah.", "Datanglah."},
		{"> **Pelajaran**: Datanglah.", "Datanglah."},
		{"> ***Pelajaran:*** Datanglah.", "Datanglah."},
		{"> **Pelajaran** – Datanglah.", "Datanglah."},
		{"> **Pelajaran**\n  > Datanglah.", "Datanglah."},
		{"> **Pelajaran: Datanglah.**", "Datanglah."},
		{"> Pelajaran: **Datanglah** lagi.", "**Datanglah** lagi."},
		{"> **Pelajaran:** Datanglah.\n  >\n  > Dua kali.\n  >\n  > - Bawa kopi.", "Datanglah.\n\nDua kali.\n\n- Bawa kopi."},
		{"> {bila janji} **Pelajaran:** Datanglah.", "Datanglah."},
		{"> Pelajaran itu pahit.", ""},
	} {
		c := mustParse(t, "kecil.md", []byte(strings.Replace(wholeCase, "> Gelap.", test.quoted, 1)))
		got := ""
		for _, alternatives := range c.Passages[1].Choices[1].Outcome.Feedback {
			for _, b := range alternatives {
				if b.Kind == sim.Lesson {
					got += b.Markdown
				}
			}
		}
		if got != test.want {
			t.Errorf("%q teaches %q, want %q", test.quoted, got, test.want)
		}
		sameCase(t, mustParse(t, "kecil.md", Write(c)), c)
	}
}

// TestHeadingMarks holds that titles are plain text, and that links to them stay what they are.
func TestHeadingMarks(t *testing.T) {
	src := strings.Replace(wholeCase, "### Tenda", "### **Ten**da", 1)
	src = strings.Replace(src, "### Rapat", "### _Rapat_ `malam` di desa_kami", 1)
	c := mustParse(t, "kecil.md", []byte(src))
	if p := c.Passages[0]; p.Title != "Rapat malam di desa_kami" || p.ID != "rapat-malam-di-desa_kami" {
		t.Errorf("title %q, id %q", p.Title, p.ID)
	}
	if p := c.Passages[1]; p.Title != "Tenda" || p.ID != "tenda" {
		t.Errorf("title %q, id %q", p.Title, p.ID)
	}
}

// TestStoryStaysStory holds that sentences that only resemble statements are text.
func TestStoryStaysStory(t *testing.T) {
	for _, prose := range []string{
		"Syarat itu berat.", "(Bila hujan, rapat pindah.) Malam.", "Konsep: satu desa, satu suara.", "Malam.\n\n- Syarat rapat: kopi.",
		"Malam.\n\n- **Bu Sri:** datang.", "Catat: kotak itu terkunci.", "Warga: lima puluh orang.", "> Bila ditanya, Bu Sri diam:\n> lama sekali.",
		"```\n- satu\n```",
	} {
		src := strings.Replace(wholeCase, "Pukul tujuh malam.", prose, 1)
		for _, d := range Parse("kecil.md", []byte(src), concepts).Diagnostics {
			t.Errorf("%q: %s", prose, d)
		}
	}
}

// TestWordHabits holds that what word processors write is read as what it looks like.
func TestWordHabits(t *testing.T) {
	for _, edit := range [][2]string{{"Pukul tujuh", "Pukul\vtujuh"}, {"Pukul tujuh", "Pukul\ftujuh"}, {"- hari: -1\n  > Gelap", "\uf0b7 hari: -1\n  > Gelap"}} {
		sameCase(t, mustParse(t, "kecil.md", []byte(strings.Replace(wholeCase, edit[0], edit[1], 1))), mustParse(t, "kecil.md", []byte(wholeCase)))
	}
}

// TestLongLines holds that a line without end makes few findings. Where each of them, or each mark, read the whole line
// again, this test would not come to an end.
func TestLongLines(t *testing.T) {
	names := func(name, separator string) string {
		var list []string
		for i := range 20_000 {
			list = append(list, fmt.Sprint(name, i))
		}
		return strings.Join(list, separator)
	}
	for _, edit := range [][2]string{
		{"catat: janji", "catat: janji, " + names("f", ", ")},
		{"{bila janji}", "{bila " + names("f", " dan ") + "}"},
		{"### Tenda", "### " + strings.Repeat("*_`", 100_000) + "Tenda"},
		{"(#tenda)", "(#" + strings.Repeat("y", 300_000) + ")"},
		{"Pukul tujuh", strings.Repeat("<!-- a -->", 30_000) + "Pukul tujuh"},
	} {
		src := strings.Replace(wholeCase, edit[0], edit[1], 1)
		src = strings.Replace(src, "### Sepakat", "### "+strings.Repeat("y", 300_001), 1)
		found := Parse("kecil.md", []byte(src), concepts).Diagnostics
		for _, d := range found {
			if n := len(d.String()); n > 1_000_000 {
				t.Errorf("%.20s…: a finding of %d bytes", edit[1], n)
			}
		}
		if len(found) > 20 {
			t.Errorf("%.20s…: %d findings", edit[1], len(found))
		}
	}
}
