package gift

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"mufakat/internal/quiz"
)

// Random banks of all kinds read back as they were written, and written again they are the same file.
func TestWriteReadsBack(t *testing.T) {
	for seed := range uint64(3000) {
		g := generator{rand.New(rand.NewPCG(seed, 7))}
		entries := g.entries()
		written, err := Write(entries)
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		bank := Parse("bank.gift", written)
		if len(bank.failures) > 0 {
			t.Fatalf("seed %d: refused: %v\n%s", seed, bank.failures, written)
		}
		sameEntries(t, fmt.Sprintf("seed %d:\n%s", seed, written), bank.Entries, entries)
		again, err := Write(bank.Entries)
		if err != nil || string(again) != string(written) {
			t.Fatalf("seed %d: %v, written again:\n%s\nfirst:\n%s", seed, err, again, written)
		}
	}
}

// sameEntries holds that two banks mean the same.
func sameEntries(t *testing.T, label string, got, want []Entry) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%s\n%d entries, want %d", label, len(got), len(want))
	}
	for i := range want {
		a, b := got[i], want[i]
		if a.Kind != b.Kind || a.Category != b.Category || strings.Join(a.Comments, "\n") != strings.Join(b.Comments, "\n") || !reflect.DeepEqual(a.Question, b.Question) {
			t.Fatalf("%s\nentry %d reads\n%+v\n%+v\nwant\n%+v\n%+v", label, i, a, a.Question, b, b.Question)
		}
	}
}

// What GIFT cannot express is told, not written wrong.
func TestWriteRefuses(t *testing.T) {
	text := func(s string) quiz.Text { return quiz.Text{Source: s, Format: quiz.Moodle} }
	for _, tc := range []struct {
		want string
		q    quiz.Question
	}{
		{"kurang dari dua", quiz.Question{Kind: quiz.MultipleChoice, Options: []quiz.Option{{Text: text("a"), Fraction: 1}}}},
		{"bernilai penuh", quiz.Question{Kind: quiz.MultipleChoice, Single: true, Options: []quiz.Option{{Text: text("a")}, {Text: text("b")}}}},
		{"umpan balik umum", quiz.Question{Kind: quiz.Description, General: text("x")}},
		{"tanda ->", quiz.Question{Kind: quiz.ShortAnswer, Patterns: []quiz.Pattern{{Text: "a -> b"}, {Text: "c"}}}},
		{"tanda ->", quiz.Question{Kind: quiz.Matching, Pairs: []quiz.Pair{{Left: text("a -> b")}, {Left: text("c")}}}},
		{"tidak ada", quiz.Question{Kind: quiz.Numerical}},
		{"tidak ada", quiz.Question{Kind: quiz.ShortAnswer}},
		{"pasangannya", quiz.Question{Kind: quiz.Matching}},
		{"terpanjang", quiz.Question{Kind: quiz.Ordering, Order: quiz.Order{Grading: quiz.LongestOrderedSubset}}},
	} {
		tc.q.Name = "Soal uji"
		_, err := Write([]Entry{{Kind: Item, Question: &tc.q}})
		if err == nil || !strings.Contains(err.Error(), tc.want) || !strings.Contains(err.Error(), "“Soal uji”") {
			t.Errorf("%v: %v", tc.want, err)
		}
	}
}

// FuzzParse holds that nothing makes the reader panic, that findings lie within the file, and that what was read is read
// alike once it is written.
func FuzzParse(f *testing.F) {
	for _, src := range []string{
		"::a::b {=c#d ~%50%e ~f####g}\n\n// [id:1\\]] [tag:x] rest\n// @poin: 2,5\n// @rubrik: r\n::t:: s {}\n",
		"$CATEGORY: $course$/top/a//b/c\nx\n\n{#1..2 =%50%3,5:0.1#x ~#y}\n\n{#=*}\n\n{T#a#b####c}\n\n{= -> x =[html]a -> b}",
		"{>3 ALL VERTICAL ABSOLUTE_POSITION SHOW 123\na\n\\n//b\n\\n0\nc\\:####\n}\n\n} {\n\nx { y\n\n z }\n\n0\n\u00a0\n{a -> b}",
		"[html]<b>x</b> {[plain]a} [HTML]\r\n\r\n::::\\n{=a=b~%100%c}\n\n::< ::x{~%33.3%a ~%--5%b ~%100.5%c ~%50,5% d}",
	} {
		f.Add([]byte(src))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		if len(src) > 1<<14 {
			t.Skip()
		}
		bank := Parse("bank.gift", src)
		checkPlaces(t, bank, src)
		bank.Import()
		bank.Questions()
		written, err := Write(bank.Entries)
		if err != nil {
			t.Fatal(err)
		}
		again := Parse("bank.gift", written)
		if strings.Count(string(written), "\x00")*20 > len(written) {
			t.Skip() // that is a binary file
		}
		if len(again.failures) > 0 {
			t.Fatalf("what was written is refused: %v\n%q", again.failures, written)
		}
		sameEntries(t, fmt.Sprintf("%q", written), again.Entries, bank.Entries)
	})
}

// checkPlaces holds that every finding lies within the file.
func checkPlaces(t *testing.T, bank *Bank, src []byte) {
	t.Helper()
	if !bank.Readable() {
		return
	}
	text, _ := decode("", src)
	lines := strings.Split(text, "\n")
	for _, d := range bank.Findings {
		if d.Place.Line < 1 || d.Place.Line > len(lines) {
			t.Fatalf("line %d of %d: %s", d.Place.Line, len(lines), d)
		}
		if n := utf8.RuneCountInString(lines[d.Place.Line-1]); d.Place.Column < 1 || d.Place.Column > n+1 {
			t.Fatalf("column %d of %d: %s", d.Place.Column, n, d)
		}
		if d.Message == "" || d.Width < 1 {
			t.Fatalf("an empty finding: %+v", d)
		}
	}
}

// generator makes random banks.
type generator struct{ *rand.Rand }

func (g generator) entries() (list []Entry) {
	path := ""
	for range 1 + g.IntN(4) {
		switch g.IntN(8) {
		case 0:
			path = "$course$/top/" + g.text(1)
			list = append(list, Entry{Kind: Category, Category: trim(path), Comments: g.comments()})
			path = trim(path)
		case 1:
			list = append(list, Entry{Kind: Remark, Comments: append(g.comments(), " catatan")})
			if last := len(list) - 2; last >= 0 && list[last].Kind == Remark {
				list = list[:last+1]
			}
		default:
			q := g.question()
			q.Category = categoryPath(path)
			list = append(list, Entry{Kind: Item, Question: &q, Comments: g.comments()})
		}
	}
	return list
}

func (g generator) comments() (list []string) {
	for range g.IntN(3) {
		list = append(list, [...]string{"", " biasa", "--- # = ~ { } : ---", " @tujuan: KOL-3", " [waktu:5]"}[g.IntN(5)])
	}
	return list
}

// text is text of up to n bits, in which everything that GIFT obeys comes.
func (g generator) text(n int) string {
	bits := []string{"a", "Sleman", " ", "\n", `\`, `\\`, "#", "####", "=", "~", "{", "}", ":", "::", "[html]", "%50%", "//", "0", "-", ">", "é", "…", "\u00a0", "$CATEGORY:", "T", "<b>", "n", "\n\n", "3,5", "..", "*", "]", "&amp;"}
	var b strings.Builder
	for range g.IntN(n + 1) {
		b.WriteString(bits[g.IntN(len(bits))])
	}
	return trim(b.String())
}

func (g generator) formatted(n int) quiz.Text {
	formats := []quiz.Format{quiz.Moodle, quiz.Moodle, quiz.HTML, quiz.Plain, quiz.Markdown}
	return quiz.Text{Source: g.text(n), Format: formats[g.IntN(len(formats))]}
}

func (g generator) fraction() float64 {
	if g.IntN(8) == 0 {
		return percentage(fmt.Sprintf("%.*f", g.IntN(6), g.Float64()*99))
	}
	weights := legalWeights()
	f := weights[g.IntN(len(weights))].fraction
	if g.IntN(3) == 0 && f != 0 {
		return -f
	}
	return f
}

func (g generator) question() quiz.Question {
	q := quiz.Question{Kind: quiz.Kind(g.IntN(int(quiz.Description) + 1)), Name: cleanName(g.text(6)), Text: g.formatted(10), General: g.formatted(5), Points: 1}
	if g.IntN(3) == 0 {
		q.ID = clearID(g.text(3))
		q.Points = float64(1+g.IntN(40)) / 4
	}
	for range g.IntN(3) {
		if tag := trim(strings.NewReplacer("\n", "", "<", "", ">", "").Replace(g.text(4))); tag != "" {
			q.Tags = append(q.Tags, tag)
		}
	}
	switch q.Kind {
	case quiz.MultipleChoice:
		g.choices(&q)
	case quiz.TrueFalse:
		q.True, q.Right, q.Wrong = g.IntN(2) == 0, g.formatted(4), g.formatted(4)
	case quiz.ShortAnswer:
		g.patterns(&q)
	case quiz.Numerical:
		for range 1 + g.IntN(3) {
			n := quiz.Number{Value: g.NormFloat64() * 1000, Tolerance: float64(g.IntN(3)) / 8, Fraction: g.fraction(), Feedback: g.formatted(4)}
			if g.IntN(4) == 0 {
				n.Any, n.Value, n.Tolerance = true, 0, 0
			}
			q.Numbers = append(q.Numbers, n)
		}
		if g.IntN(2) == 0 {
			q.Wrong = g.formatted(4)
		}
	case quiz.Matching:
		for range 2 + g.IntN(3) {
			left := g.formatted(4)
			left.Source = strings.ReplaceAll(left.Source, "->", "")
			q.Pairs = append(q.Pairs, quiz.Pair{Left: left, Right: g.text(4)})
		}
	case quiz.Ordering:
		g.order(&q)
	case quiz.Essay:
		q.Rubric = trim(strings.ReplaceAll(strings.ReplaceAll(g.text(2), "\n", ""), "[", ""))
	case quiz.Description:
		q.Points, q.General = 0, quiz.Text{Format: q.Text.Format}
	}
	return q
}

func clearID(s string) string { return trim(strings.ReplaceAll(s, "\n", "")) }

func (g generator) choices(q *quiz.Question) {
	q.Single = g.IntN(2) == 0
	for range 2 + g.IntN(3) {
		q.Options = append(q.Options, quiz.Option{Text: g.formatted(5), Fraction: g.fraction(), Feedback: g.formatted(4)})
	}
	if q.Single {
		q.Options[g.IntN(len(q.Options))].Fraction = 1
	}
}

func (g generator) patterns(q *quiz.Question) {
	for range 1 + g.IntN(3) {
		p := quiz.Pattern{Text: g.text(5), Fraction: g.fraction(), Feedback: g.formatted(4)}
		if strings.Contains(p.Text+"\n"+p.Feedback.Source, "->") && len(q.Patterns) > 0 {
			continue
		}
		q.Patterns = append(q.Patterns, p)
		if strings.Contains(p.Text+"\n"+p.Feedback.Source, "->") {
			return
		}
	}
}

func (g generator) order(q *quiz.Question) {
	for range 2 + g.IntN(4) {
		if text := g.text(4); text != "" {
			q.Order.Items = append(q.Order.Items, quiz.Text{Source: text, Format: quiz.Moodle})
		}
	}
	q.Order.Layout = [...]string{"VERTICAL", "HORIZONTAL"}[g.IntN(2)]
	q.Order.Show = [...]string{"SHOW", "HIDE"}[g.IntN(2)]
	q.Order.Numbering = numberingWords()[g.IntN(len(numberingWords()))]
	q.Order.Select = quiz.Selection(g.IntN(3))
	for q.Order.Grading = quiz.LongestOrderedSubset; q.Order.Grading == quiz.LongestOrderedSubset; {
		q.Order.Grading = quiz.OrderGrading(g.IntN(int(quiz.LongestContiguousSubset) + 1))
	}
	if q.Order.Count = min(6, len(q.Order.Items)); q.Order.Count > 2 {
		q.Order.Count = 2 + g.IntN(q.Order.Count-1)
	}
}
