package handout_test

import (
	"encoding/xml"
	"errors"
	"io"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"mufakat/internal/handout"
	"mufakat/internal/sim"
	"mufakat/internal/sim/simtest"
)

// Whatever an author writes is text on the page: no element but ours, no attribute but ours, no address but of the web.
func TestHTMLTakesNoMarkupFromAuthors(t *testing.T) {
	const script = `<script>alert("x")</script>`
	for _, hostile := range []string{
		script, `</style>` + script, `</title>` + script, `<img src=x onerror=alert(1)>`, `" onclick="alert(1)`, `<!--`, `&lt;script&gt; & <b`,
		`[klik](javascript:alert(1))`, `[klik](JaVaScRiPt:alert(1) "judul")`, `[klik](data:text/html,x)`, `<javascript:alert(1)>`, `[klik](#n1)`, `[klik](/etc/passwd)`,
		`![gambar](https://example.org/x.png)`, `[![gambar](x.png)](https://example.org/a"b'c<d>)`, "[a]: javascript:alert(1)\n\n[a]", `[klik](https://example.org/"onclick="alert`,
		"`<script>`", "    <script>", "```\n<script>\n```", "<div onclick=alert(1)>\n\n</div>", "| <script> | b |\n|:--|--:|\n| ![x](y) | <b> |",
	} {
		c := simtest.Case(rand.New(rand.NewPCG(3, 3)), simtest.Small)
		c.Title, c.Role, c.Code, c.Version, c.Status, c.Actual, c.Sources, c.Reflection = hostile, hostile, hostile, hostile, hostile, hostile, hostile, hostile
		c.Answers = []sim.ModelAnswer{{Title: hostile, Markdown: hostile}}
		for i := range c.Stakeholders {
			c.Stakeholders[i].Name, c.Stakeholders[i].Interest = hostile, hostile
			c.Voices = append(c.Voices, sim.Voice{Stakeholder: i, Text: sim.Text{{{Kind: sim.Quote, Markdown: hostile}}}})
		}
		for i := range c.Passages {
			p := &c.Passages[i]
			p.Title, p.Text = hostile, sim.Text{{{Markdown: hostile}}, {{Kind: sim.Discussion, Markdown: hostile}}}
			for k := range p.Choices {
				p.Choices[k].Text, p.Choices[k].LockReason = hostile, hostile
				p.Choices[k].Outcome.Feedback = sim.Text{{{Kind: sim.Quote, Markdown: hostile}}, {{Kind: sim.Lesson, Markdown: hostile}}}
			}
		}
		checkPage(t, handout.New(c, handout.Everyone, nil).HTML())
		if t.Failed() {
			t.Fatalf("after %q", hostile)
		}
	}
}

// The page is in order, and nothing on it points into the void, for every audience of random cases.
func TestHTMLIsInOrder(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 5))
	for range 60 {
		c := simtest.Case(rng, simtest.Options{Stakeholders: 4, Resources: 2, Flags: 4, Passages: 6, Choices: 4, Endings: 4, Loops: true})
		mark(rng, c)
		for _, audience := range []handout.Audience{handout.Everyone, handout.Trainees, handout.Facilitator} {
			checkPage(t, handout.New(c, audience, nil).HTML())
			if t.Failed() {
				t.FailNow()
			}
		}
	}
}

// elements are all that a page may hold, with their attributes.
var elements = map[string][]string{
	"html": {"lang"}, "head": nil, "meta": {"charset", "name", "content"}, "title": nil, "style": nil, "body": nil,
	"h1": nil, "h2": nil, "h3": nil, "h4": nil, "section": {"class", "id"}, "div": {"class"}, "p": nil, "blockquote": nil,
	"ul": nil, "ol": {"start"}, "li": nil, "hr": nil, "br": nil, "strong": nil, "em": nil, "code": {"class"}, "pre": nil, "a": {"class", "href"},
	"table": nil, "thead": nil, "tbody": nil, "tr": nil, "th": {"scope", "style"}, "td": {"style"},
}

var address = regexp.MustCompile(`^(https?://|mailto:|#n\d)`)

// checkPage checks that a page is well nested, holds only what it may, that its headings go down one by one, and that
// every link within it finds its section.
func checkPage(t *testing.T, page string) {
	t.Helper()
	if !strings.HasPrefix(page, "<!DOCTYPE html>\n<html lang=\"id\">\n<head>\n<meta charset=\"utf-8\">") {
		t.Errorf("the page begins with %.80q", page)
	}
	d := xml.NewDecoder(strings.NewReader(page))
	d.Strict, d.AutoClose, d.Entity = false, []string{"meta", "br", "hr"}, xml.HTMLEntity
	var open, links []string
	ids := map[string]bool{}
	heading := "h1"
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Errorf("%v\n%s", err, page)
			return
		}
		switch token := token.(type) {
		case xml.EndElement:
			if len(open) == 0 || open[len(open)-1] != token.Name.Local {
				t.Errorf("</%s> closes %v", token.Name.Local, open)
				return
			}
			open = open[:len(open)-1]
		case xml.Comment, xml.ProcInst:
			t.Errorf("%v is no element", token)
		case xml.StartElement:
			name := token.Name.Local
			open = append(open, name)
			allowed, known := elements[name]
			if !known {
				t.Errorf("<%s> has no place on the page", name)
			}
			if len(name) == 2 && name[0] == 'h' && name[1] <= '6' {
				if name[1] > heading[1]+1 {
					t.Errorf("<%s> follows <%s>", name, heading)
				}
				heading = name
			}
			for _, a := range token.Attr {
				switch {
				case !slices.Contains(allowed, a.Name.Local):
					t.Errorf("<%s %s=%q> has no place on the page", name, a.Name.Local, a.Value)
				case a.Name.Local == "id" && ids[a.Value]:
					t.Errorf("id %q occurs twice", a.Value)
				case a.Name.Local == "id":
					ids[a.Value] = true
				case a.Name.Local == "href" && !address.MatchString(a.Value):
					t.Errorf("a link to %q", a.Value)
				case a.Name.Local == "href" && a.Value[0] == '#':
					links = append(links, a.Value[1:])
				}
			}
			if name == "th" && !slices.ContainsFunc(token.Attr, func(a xml.Attr) bool { return a.Name.Local == "scope" }) {
				t.Error("<th> without scope")
			}
		}
	}
	for _, to := range links {
		if !ids[to] {
			t.Errorf("nothing has the id %q", to)
		}
	}
	if strings.Contains(page, "url(") || strings.Contains(page, "@import") {
		t.Error("the style asks for something from outside")
	}
}

// What authors write is shown as they wrote it, and their links and headings work.
func TestHTMLShowsWhatAuthorsWrote(t *testing.T) {
	c := well(t)
	c.Actual = "Harga <5 & >3 [laporan](https://example.org/a?b=1&c=2), <https://example.org>, [dalam](#x), ![peta sumur](peta.png).\n\n##### Rinci\n\n| a | b |\n|---|---|\n| 1 | 2 |"
	page := handout.New(c, handout.Facilitator, nil).HTML()
	for _, want := range []string{
		"Harga &lt;5 &amp; &gt;3", `<a class="out" href="https://example.org/a?b=1&amp;c=2">laporan</a>`, `<a href="https://example.org">https://example.org</a>`,
		", dalam, peta sumur.", "<h3>Rinci</h3>", `<th scope="col">a</th>`, "<title>Sumur di Batas Dusun</title>",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("%s is missing:\n%s", want, page[strings.Index(page, "<body>"):])
		}
	}
}
