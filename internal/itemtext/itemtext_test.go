package itemtext_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"mufakat/internal/clean"
	"mufakat/internal/itemtext"
	"mufakat/internal/plaintext"
	"mufakat/internal/quiz"
)

func TestMarkdown(t *testing.T) {
	for _, tt := range []struct {
		format       quiz.Format
		source, want string
	}{
		{quiz.Markdown, "**tebal**\n\n- a", "**tebal**\n\n- a"},
		{quiz.Markdown, "&#27;[31m&#x9b;merah &#8364; &#x202e;", "[31mmerah &#8364; "},

		// Plain text shows every sign as it is, and keeps its lines.
		{quiz.Plain, "satu\ndua\n\n\ntiga", "satu  \ndua\n\ntiga"},
		{quiz.Plain, "<b>x</b> &nbsp; R&D", `\<b\>x\</b\> &amp;nbsp; R&amp;D`},
		{quiz.Plain, "1. a\n2) b\n- c\n# d\n> e\n10.5 juta", "1\\. a  \n2\\) b  \n\\- c  \n\\# d  \n\\> e  \n10\\.5 juta"},
		{quiz.Plain, "    a_b *c* `d` [e](f) ![g](h) i|j ~~~", "a\\_b \\*c\\* \\`d\\` \\[e\\](f) !\\[g\\](h) i\\|j \\~\\~\\~"},
		{quiz.Plain, "Rp5.000 - 3 = 2 & 1", "Rp5.000 - 3 = 2 & 1"},
		{quiz.Plain, "", ""},

		// Moodle's own format is plain as long as it holds no markup …
		{quiz.Moodle, "satu\ndua\n\ntiga", "satu  \ndua\n\ntiga"},
		{quiz.Moodle, "3 < 5 dan 7 > 6", `3 \< 5 dan 7 \> 6`},
		{"", "5 * 3", `5 \* 3`},
		// … and else HTML, in which only line breaks away from tags break lines.
		{quiz.Moodle, "satu\ndua\n\n<b>tiga</b>", "satu  \ndua  \n**tiga**"},
		{quiz.Moodle, "satu\n\ndua <i>tiga</i>", "satu\n\ndua *tiga*"},
		{quiz.Moodle, "<ul>\n<li>a</li>\n<li>b</li>\n</ul>", "- a\n- b"},
		{quiz.Moodle, "x &lt; y &amp; z", "x &lt; y & z"},
		{quiz.Moodle, "a<!-- catatan -->b", "ab"},

		{quiz.HTML, "<p>satu\ndua</p><p>tiga<br>empat</p>", "satu dua\n\ntiga  \nempat"},
		{quiz.HTML, "<script>alert(1)</script><style>p{}</style><p onclick='x()'>isi</p>", "isi"},
		{quiz.HTML, `<a href="https://a.id/?x=1&amp;y=2">tautan</a>`, "[tautan](https://a.id/?x=1&y=2)"},
		{quiz.HTML, `<img src="data:image/png;base64,AAAA" alt='peta [a](b) > c'> lalu <img src="x.png">`, `(gambar: peta \[a](b) &gt; c) lalu (gambar)`},
		{quiz.HTML, "<table><tr><th>Aktor</th><th>Peran</th></tr><tr><td>Sekda</td><td>a|b</td></tr></table>", "| Aktor | Peran |\n|-------|-------|\n| Sekda | a\\|b  |"},
		{quiz.HTML, "&copy; &eacute; &#8364;&nbsp;5 &amp;lt; &amp; &#38;gt;", "© é € 5 &amp;lt; & &amp;gt;"},
		{quiz.HTML, "&#27;[31mmerah&#x202e;", `[31mmerah`},
		{quiz.HTML, "<p>tak ditutup <b>tebal", "tak ditutup **tebal**"},
	} {
		if got := itemtext.Markdown(quiz.Text{Source: tt.source, Format: tt.format}); got != tt.want {
			t.Errorf("%s %q:\n%q, want\n%q", tt.format, tt.source, got, tt.want)
		}
	}
}

// Whatever plain text says, Markdown's reader says it again.
func TestPlainIsShownAsItIs(t *testing.T) {
	rng := rand.New(rand.NewPCG(6, 4))
	parts := []string{"a", "b c", " ", "*", "**", "_", "`", "[", "](", ")", "!", "<b>", "</b>", "<", ">", "&", "&amp;", "&#65;", "&lt;", "1.", "2)", "#", "-", "+", "=", "---", "===", ":-:", "|", "~~~", "\\", "http://a.id", "é"}
	for range 20000 {
		var b strings.Builder
		for range 1 + rng.IntN(8) {
			b.WriteString(parts[rng.IntN(len(parts))])
		}
		source := strings.TrimSpace(b.String())
		markdown := itemtext.Markdown(quiz.Text{Source: source, Format: quiz.Plain})
		if got, want := plaintext.Line(markdown), strings.Join(strings.Fields(source), " "); got != want {
			t.Fatalf("%q becomes %q, which reads %q", source, markdown, got)
		}
	}
}

// What would keep a converter busy or end it keeps its words, and brings no tags.
func TestHostileHTML(t *testing.T) {
	for name, source := range map[string]string{
		"nested":       strings.Repeat("<div><b>", 50000) + "isi <script>x()</script>dua",
		"quotations":   strings.Repeat("<blockquote>", 5000) + "isi dua",
		"lists":        strings.Repeat("<ul><li>", 5000) + "isi dua",
		"a megabyte":   strings.Repeat("<p>kata <b>tebal</b> lagi</p>", 35000) + "isi dua",
		"brackets":     "isi " + strings.Repeat("[", 200000) + " dua",
		"images":       "isi " + strings.Repeat("![", 200000) + " dua",
		"open tags":    "isi dua" + strings.Repeat("<a ", 300000),
		"attributes":   "<p " + strings.Repeat("a=b ", 200000) + ">isi dua",
		"a wide table": "isi dua<table><tr>" + strings.Repeat("<td>a</td>", 5000),
		"base64":       `isi <img alt="x" src="data:` + strings.Repeat("QUJD", 300000) + `"> dua`,
	} {
		t.Run(name, func(t *testing.T) {
			got := itemtext.Markdown(quiz.Text{Source: source, Format: quiz.HTML})
			if !strings.Contains(got, "isi") || !strings.Contains(got, "dua") || strings.Contains(got, "x()") || rawTag(got) {
				t.Errorf("%.200q", got)
			}
		})
	}
}

// rawTag tells whether Markdown holds a tag of HTML.
func rawTag(markdown string) bool {
	for i := range len(markdown) - 1 {
		if markdown[i] == '<' && (i == 0 || markdown[i-1] != '\\') && strings.ContainsRune("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ/", rune(markdown[i+1])) {
			return true
		}
	}
	return false
}

// Any text becomes something that can be shown: no panic, no tags, nothing that a terminal obeys.
func FuzzMarkdown(f *testing.F) {
	for _, source := range []string{"<p>a</p>", "a\n\n<b>b", "&#27;[2J", "<table><tr><td>a|b", "<img alt='x' src=y>", "<a href=x>[y](z)</a>", "&amp;lt;b&amp;gt;", "<<b>>", "`<b>`"} {
		f.Add(source)
	}
	f.Fuzz(func(t *testing.T, source string) {
		source = clean.Text(source) // as the reader of banks leaves it
		for _, format := range []quiz.Format{quiz.Moodle, quiz.HTML, quiz.Plain, quiz.Markdown} {
			got := itemtext.Markdown(quiz.Text{Source: source, Format: format})
			if clean.Text(got) != got {
				t.Errorf("%s %q becomes %q, which is not clean", format, source, got)
			}
			// In code and in the address of a link a tag is only text.
			if format != quiz.Markdown && !strings.ContainsAny(source, "`") && !strings.Contains(strings.ToLower(source), "<code") && !strings.Contains(strings.ToLower(source), "<pre") && rawTag(got) {
				t.Errorf("%s %q becomes %q, which holds a tag", format, source, got)
			}
		}
	})
}

func BenchmarkMarkdown(b *testing.B) {
	for name, source := range map[string]string{"plain": "Kepercayaan antarpihak %d", "html": "<p>Kepercayaan <b>antarpihak</b> %d</p>"} {
		b.Run(name, func(b *testing.B) {
			options := make([]quiz.Text, 5000)
			for i := range options {
				options[i] = quiz.Text{Source: fmt.Sprintf(source, i), Format: quiz.HTML}
				if name == "plain" {
					options[i].Format = quiz.Moodle
				}
			}
			for b.Loop() {
				for _, o := range options {
					itemtext.Markdown(o)
				}
			}
		})
	}
}
