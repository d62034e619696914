package casefile

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"mufakat/internal/sim"
	"mufakat/internal/sim/simtest"
)

// TestTenMistakes holds that every one of ten mistakes in a case gets its message, at its place, and nothing else does.
func TestTenMistakes(t *testing.T) {
	src := wholeCase
	for _, edit := range [][2]string{
		{"durasi: 10", "durasi: lama"},
		{"| bau | 30 |", "| bau | 300 |"},
		{"{diskusi 3 menit}", "{diskusi x menit}"},
		{"[Temui warga](#tenda)", "[Temui warga](#tend)"},
		{"  - hari: -1\n  - catat", "  - hari: 1\n  - catat"},
		{"    - semua: komitmen -10", "    - semua: komitmn -10"},
		{"[Bicara](#akhir)", "[Bicara] (#akhir)"},
		{"hari minimal 2", "hari minimal"},
		{"### warga", "### wrga"},
		{"- total paling tinggi: 35", "- total paling tinggi: banyak"},
	} {
		if !strings.Contains(src, edit[0]) {
			t.Fatalf("%q is not in the case", edit[0])
		}
		src = strings.Replace(src, edit[0], edit[1], 1)
	}
	var got []string
	for _, d := range Parse("kecil.md", []byte(src), concepts).Diagnostics {
		got = append(got, fmt.Sprintf("%d:%d %s", d.Place.Line, d.Place.Column, d.Code))
	}
	want := []string{"4:9 K205", "16:26 K225", "32:10 K320", "34:17 K301", "36:11 K404", "43:14 K403", "55:3 K306", "56:25 K504", "76:24 K404", "82:5 K402"}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

// TestUniformSpelling holds that what word processors and other systems make of a text reads as the text itself.
func TestUniformSpelling(t *testing.T) {
	want := mustParse(t, "kecil.md", []byte(wholeCase))
	bullets := func(s string) string {
		return strings.NewReplacer("\n- ", "\n• ", "\n  - ", "\n  – ", "\n    - ", "\n    * ").Replace(s)
	}
	for name, change := range map[string]func(string) string{
		"BOM":      func(s string) string { return "\ufeff" + s },
		"CRLF":     func(s string) string { return strings.ReplaceAll(s, "\n", "\r\n") },
		"CR":       func(s string) string { return strings.ReplaceAll(s, "\n", "\r") },
		"NBSP":     func(s string) string { return strings.ReplaceAll(s, ": ", ":\u00a0") },
		"tabs":     func(s string) string { return strings.ReplaceAll(strings.ReplaceAll(s, "\n    ", "\n\t"), "| ", "|\t") },
		"bullets":  bullets,
		"minus":    func(s string) string { return strings.ReplaceAll(s, "-1\n", "−1\n") },
		"dash":     func(s string) string { return strings.ReplaceAll(s, "-10\n", "–10\n") },
		"comments": func(s string) string { return strings.ReplaceAll(s, "\n\n", " <!-- a -->\n<!-- ## b\n\n- c\n--> \n\n") },
		"signs":    func(s string) string { return strings.ReplaceAll(s, "minimal", "≥") },
		"words":    func(s string) string { return strings.ReplaceAll(s, "di bawah", "DI  BAWAH") },
		"else":     func(s string) string { return strings.ReplaceAll(s, "bila tidak", "selain itu") },
		"no end":   func(s string) string { return strings.TrimSuffix(s, "\n") },
		"spaces":   func(s string) string { return strings.ReplaceAll(s, "\n", " \n") },
	} {
		t.Run(name, func(t *testing.T) {
			changed := change(wholeCase)
			if changed == wholeCase {
				t.Fatal("nothing is changed")
			}
			sameCase(t, mustParse(t, "kecil.md", []byte(changed)), want)
		})
	}
}

// TestPlaces holds that a finding points at the author's own line and column, whatever was made uniform before it.
func TestPlaces(t *testing.T) {
	for _, test := range []struct {
		name, old, new string
		want           Place
	}{
		{"plain", "[Temui warga](#tenda)", "[Temui warga](#x)", Place{Line: 34, Column: 17}},
		{"letters of two bytes", "[Temui warga](#tenda)", "[Témüi warga](#x)", Place{Line: 34, Column: 17}},
		{"bullet of three bytes", "- [Temui warga](#tenda)", "• [Temui warga](#x)", Place{Line: 34, Column: 17}},
		{"comment before", "[Temui warga](#tenda)", "[Temui <!-- siapa -->warga](#x)", Place{Line: 34, Column: 31}},
		{"invisible before", "[Temui warga](#tenda)", "[Temui\u200b warga](#x)", Place{Line: 34, Column: 18}},
		{"tab before", "[Temui warga](#tenda)", "[Temui\twarga](#x)", Place{Line: 34, Column: 17}},
		{"second line", "[Temui warga](#tenda)", "[Temui\n  warga](#x)", Place{Line: 35, Column: 10}},
	} {
		t.Run(test.name, func(t *testing.T) {
			doc := Parse("kecil.md", []byte(strings.Replace(wholeCase, test.old, test.new, 1)), concepts)
			i := slices.IndexFunc(doc.Diagnostics, func(d Diagnostic) bool { return d.Code == UnknownTarget })
			if i < 0 || doc.Diagnostics[i].Place != test.want {
				t.Errorf("want %v in %v", test.want, doc.Diagnostics)
			}
		})
	}
	for _, newline := range []string{"\r\n", "\r"} {
		doc := Parse("kecil.md", []byte(strings.ReplaceAll(strings.Replace(wholeCase, "#tenda", "#x", 1), "\n", newline)), concepts)
		if got := doc.Diagnostics[0].Place; got != (Place{Line: 34, Column: 17}) {
			t.Errorf("with %q: %v", newline, got)
		}
	}
}

func TestPlacesOfParts(t *testing.T) {
	doc := Parse("kecil.md", []byte(wholeCase), concepts)
	got := fmt.Sprint(doc.Places)
	want := "{{8 3} [{16 3} {17 3}] [{23 3}] [{27 5} {49 5}] [[{34 4} {41 4}] [{55 4} {60 4}]] [{68 5} {74 5}]}"
	if got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// TestReading looks at what the parts of a case have become.
func TestReading(t *testing.T) {
	c := mustParse(t, "dir/kecil.md", []byte(wholeCase))
	text := func(v any) string { return fmt.Sprintf("%+v", v) }
	for _, test := range []struct{ what, got, want string }{
		{"id", c.ID, "kecil"},
		{"head", fmt.Sprint(c.Code, c.Title, c.Role, c.Minutes, c.Version, c.Status, c.Weights), "K-99Kasus KecilStaf101uji coba[1 1 1]"},
		{"absent level", fmt.Sprint(c.Stakeholders[1].Start), "[40 45 -1]"},
		{"resources", fmt.Sprint(c.Resources), "[{hari 10}]"},
		{"concepts", fmt.Sprint(c.Passages[0].Concepts), "[C-06]"},
		{"discussion", text(c.Passages[0].Text[1][0]), "{Kind:3 When:<nil> Markdown:Siapa dulu? Minutes:3}"},
		{"option id", c.Passages[0].Choices[0].ID, "temui-warga"},
		{"effects", fmt.Sprint(c.Passages[0].Choices[0].Outcome.Levels), "[{[0] kepercayaan 10} {[0] pemahaman 5}]"},
		{"costs", fmt.Sprint(c.Passages[0].Choices[0].Outcome.Resources), "[{0 -1}]"},
		{"flags", fmt.Sprint(c.Flags, c.Passages[0].Choices[0].Outcome.Flags), "[janji] [0]"},
		{"feedback", text(c.Passages[0].Choices[0].Outcome.Feedback), "[[{Kind:1 When:<nil> Markdown:Bu Sri menarik kursi. Minutes:0}] [{Kind:2 When:<nil> Markdown:Datanglah. Minutes:0}]]"},
		{"branches", fmt.Sprint(len(c.Passages[0].Choices[1].Outcome.Branches), len(c.Passages[0].Choices[1].Outcome.Branches[0])), "1 2"},
		{"alternatives", fmt.Sprint(len(c.Passages[1].Text), len(c.Passages[1].Text[0])), "1 2"},
		{"condition", c.ConditionText(c.Passages[1].Choices[0].Requires), "hari minimal 2"},
		{"lock", c.Passages[1].Choices[0].LockReason, "Waktu habis."},
		{"targets", fmt.Sprint(c.TargetID(c.Passages[1].Choices[0].Target), " ", c.TargetID(c.Passages[1].Choices[1].Target)), "akhir bubar"},
		{"endings", fmt.Sprint(c.Endings[0].Rank, c.Endings[0].Cap, c.Endings[1].Rank, c.Endings[1].Cap), "1 -1 2 35"},
		{"voices", fmt.Sprint(len(c.Voices), len(c.Voices[0].Text[0])) + c.Voices[0].Text[0][1].Markdown, "1 2\"Tidak ada yang datang.\""},
		{"answers", c.Answers[3].Title + ": " + c.Answers[3].Markdown, "Alternatif penyelesaian: Duduk bersama."},
		{"sources", c.Sources, "- Catatan, 2024."},
	} {
		if test.got != test.want {
			t.Errorf("%s: got %q, want %q", test.what, test.got, test.want)
		}
	}
}

func TestEffects(t *testing.T) {
	for _, test := range []struct{ statement, want string }{
		{"semua kecuali warga: komitmen -5", "[{[1] komitmen -5}]"},
		{"bantul, warga: komitmen −5", "[{[0 1] komitmen -5}]"},
		{"SEMUA: Komitmen + 5", "[{[0 1] komitmen 5}]"},
		{"warga: pemahaman –5, komitmen+5", "[{[0] pemahaman -5} {[0] komitmen 5}]"},
		{"warga: kepercayaan +5,\n    komitmen -5", "[{[0] kepercayaan 5} {[0] komitmen -5}]"},
	} {
		c := mustParse(t, "kecil.md", []byte(strings.Replace(wholeCase, "warga: komitmen +5\n", test.statement+"\n", 1)))
		if got := fmt.Sprint(c.Passages[1].Choices[0].Outcome.Levels); got != test.want {
			t.Errorf("%q: got %s, want %s", test.statement, got, test.want)
		}
	}
}

func TestConditions(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"janji", "janji"},
		{"Janji", "janji"},
		{"belum janji", "bukan janji"},
		{"tanpa a dan tidak b", "bukan a dan bukan b"},
		{"a atau b dan c", "a atau b dan c"},
		{"(a atau b) dan c", "(a atau b) dan c"},
		{"((a))", "a"},
		{"bukan (a dan b)", "bukan (a dan b)"},
		{"a dan (b dan c)", "a dan (b dan c)"},
		{"kepercayaan warga >= 30", "kepercayaan warga minimal 30"},
		{"KOMITMEN bantul Di Bawah 30", "komitmen bantul di bawah 30"},
		{"komitmen≤30", "komitmen maksimal 30"},
		{"total > 0", "total di atas 0"},
		{"hari < 1000", "hari di bawah 1000"},
		{"bukan hari minimal 3 dan total maksimal 100", "bukan hari minimal 3 dan total maksimal 100"},
	} {
		c, found := readCondition(test.text)
		if len(found) > 0 {
			t.Errorf("%q: %s", test.text, found[0])
		} else if got := c.ConditionText(c.Endings[0].Requires); got != test.want {
			t.Errorf("%q: got %q, want %q", test.text, got, test.want)
		}
	}
}

func TestBrokenConditions(t *testing.T) {
	for _, test := range []struct {
		text   string
		code   Code
		column int
	}{
		{"", BadCondition, 1},
		{"dan a", BadCondition, 1},
		{"a dan", BadCondition, 6},
		{"a b", BadCondition, 3},
		{"a & b", BadCondition, 3},
		{"30", BadCondition, 1},
		{"(a", Parenthesis, 1},
		{"a)", Parenthesis, 2},
		{"(a b)", BadCondition, 4},
		{"kepercayaan", NoComparison, 12},
		{"kepercayaan wrga minimal 3", UnknownStakeholder, 13},
		{"kepercayan warga minimal 3", UnknownName, 1},
		{"kepercayaan warga di 3", NoComparison, 19},
		{"kepercayaan warga minimal -3", NoComparison, 27},
		{"kepercayaan warga = 3", NoComparison, 19},
		{"warga minimal 3", NoComparison, 1},
		{"pemahaman bantul minimal 3", AbsentLevel, 1},
		{"total minimal 101", ConditionRange, 15},
		{"hari minimal 99999999", ConditionRange, 14},
		{strings.Repeat("bukan ", 50) + "a", BadCondition, 241},
		{strings.Repeat("(", 100000), BadCondition, 41},
	} {
		_, found := readCondition(test.text)
		if len(found) != 1 || found[0].Code != test.code || found[0].Place.Column != test.column {
			t.Errorf("%.40q: want one %s in column %d, got %v", test.text, test.code, test.column, found)
		}
	}
}

func TestNearest(t *testing.T) {
	candidates := []string{"kepercayaan", "komitmen", "warga", "bantul"}
	for word, want := range map[string]string{
		"kepercayan": "kepercayaan", "wagra": "warga", "Komitment": "komitmen", "batul": "bantul", "sleman": "", "": "",
	} {
		if got := strings.Join(Nearest(word, candidates), ","); got != want {
			t.Errorf("%q: got %q, want %q", word, got, want)
		}
	}
}

func TestSlug(t *testing.T) {
	for title, want := range map[string]string{
		"Rapat malam itu": "rapat-malam-itu", "Babak 1: Mendengar": "babak-1-mendengar", "Siapa, dan mengapa?": "siapa-dan-mengapa",
		"Ya – tidak": "ya--tidak", "snake_case": "snake_case", "Übung": "übung", "…": "",
	} {
		if got := slug(title); got != want {
			t.Errorf("%q: got %q, want %q", title, got, want)
		}
	}
}

func TestReadHead(t *testing.T) {
	want := Head{ID: "kecil", Code: "K-99", Title: "Kasus Kecil", Role: "Staf", Minutes: 10, Version: "1", Status: "uji coba", Summary: "Pengantar."}
	for _, src := range []string{
		wholeCase,
		strings.ReplaceAll(wholeCase, "\n", "\r\n"),
		strings.Replace(wholeCase, "Pengantar.", "<!-- dulu:\n## Lama\n-->\n\nPengantar.", 1),
		strings.Replace(wholeCase, "#tenda", "#salah", 1), // the story is not read
	} {
		if head, found := ReadHead("a/b/kecil.md", []byte(src)); head != want || len(found) > 0 {
			t.Errorf("got %+v, %v", head, found)
		}
	}
	for _, src := range []string{"", "Halo.\n", "\xff\xfea\x00"} {
		if head, found := ReadHead("kosong.md", []byte(src)); head.ID != "kosong" || head.Title != "" || len(found) == 0 {
			t.Errorf("%q: got %+v, %v", src, head, found)
		}
	}
}

// TestDraft holds that a case written before there was a checker is playable, and that its sloppy spots are named.
func TestDraft(t *testing.T) {
	doc := Parse("saling-tunjuk.md", readFile(t, "testdata/saling-tunjuk.md"), Options{})
	if doc.Case == nil {
		t.Fatal(doc.Diagnostics)
	}
	var got []string
	for _, d := range doc.Diagnostics {
		got = append(got, fmt.Sprintf("%d %s", d.Place.Line, d.Code))
	}
	if want := []string{"8 K216", "24 K230", "265 K509", "406 K607"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestShippedCasesAreClean(t *testing.T) {
	var known Options
	cards, _ := filepath.Glob("../../content/*/pustaka/*.md")
	for _, path := range cards {
		known.Concepts = append(known.Concepts, idOf(path))
	}
	for _, path := range shipped(t) {
		for _, d := range Parse(path, readFile(t, path), known).Diagnostics {
			t.Error(d)
		}
	}
}

func TestHash(t *testing.T) {
	hash := func(s string) string { return mustParse(t, "kecil.md", []byte(s)).Hash }
	if a, b := hash(wholeCase), hash("\ufeff"+strings.ReplaceAll(wholeCase, "\n", "\r\n")); a != b || len(a) != 32 {
		t.Errorf("%q and %q", a, b)
	}
	if hash(wholeCase) == hash(strings.Replace(wholeCase, "Sepi.", "Sunyi.", 1)) {
		t.Error("another text has the same hash")
	}
}

// TestHugeTexts holds that hostile texts as large as a file may be are read in good time; it hangs where they are not.
func TestHugeTexts(t *testing.T) {
	for _, piece := range []string{
		"<!-- -->", "<!--", ">", "> ", "- ", "```\n~~~~\n", "[", "[x](#y)\n\n", "{bila a} b\n\n", "### x\n", "- [x](#akhir)\n", "a\n---\n", "| a |\n|---|\n",
		"- bila a:\n", "\\", "(#", "*", "\u202e", "– x\n",
	} {
		if doc := Parse("besar.md", []byte(strings.Repeat(piece, (1<<18)/len(piece))), Options{}); doc.Case != nil {
			t.Errorf("%q: a case without a title", piece)
		}
	}
}

// largeCase is a case of about 40 kB.
func largeCase() []byte {
	rng := rand.New(rand.NewPCG(7, 7))
	c := simtest.Chain(rng, 24, 4, 6)
	sentence := "Pukul tujuh malam truk mengular di depan gerbang dan lampunya dimatikan satu per satu. "
	for i := range c.Passages {
		c.Passages[i].Text = sim.Text{{{Markdown: strings.Repeat(sentence, 4)}}}
		for k := range c.Passages[i].Choices {
			c.Passages[i].Choices[k].Outcome.Feedback = sim.Text{
				{{Kind: sim.Quote, Markdown: sentence}}, {{Kind: sim.Lesson, Markdown: sentence}},
			}
		}
	}
	slices.Sort(c.Flags)
	c.Passages[0].Choices[0].Outcome.Flags = allFlags(c)
	return Write(c)
}

func BenchmarkParse(b *testing.B) {
	src := largeCase()
	b.SetBytes(int64(len(src)))
	for b.Loop() {
		if doc := Parse("besar.md", src, Options{}); doc.Case == nil {
			b.Fatal(doc.Diagnostics[0])
		}
	}
}

func BenchmarkReadHead(b *testing.B) {
	src := largeCase()
	for b.Loop() {
		ReadHead("besar.md", src)
	}
}

func BenchmarkWrite(b *testing.B) {
	src, err := os.ReadFile("testdata/saling-tunjuk.md")
	if err != nil {
		b.Fatal(err)
	}
	c := mustParse(b, "saling-tunjuk.md", src)
	for b.Loop() {
		Write(c)
	}
}
