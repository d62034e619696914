// Package casefile reads and writes case studies as Markdown documents (see content/README.md for the format, in
// Indonesian, for authors). It says of everything that it cannot use what is wrong, where, and what to do.
//
// The way of a text: [source] makes its spelling uniform, blocks reads it as Markdown, the outline cuts it into
// sections, and the reader turns them into a [sim.Case], whose story is checked as a whole at the end.
package casefile

import (
	"bytes"
	"path"
	"slices"
	"strings"

	"mufakat/internal/sim"
)

// Options are what a text is checked against.
type Options struct {
	Concepts []string // the known concept codes; nil: they are not checked
}

// Document is a case's text, read.
type Document struct {
	Case        *sim.Case // nil where a finding is a galat
	Diagnostics []Diagnostic
	Places      Places
	src         *source
	actual      [][]span // the lines of the paragraphs of “Yang sebenarnya terjadi”
}

// Places tell where the parts of a case stand in its text; the slices are indexed as those of [sim.Case].
type Places struct {
	Title        Place
	Stakeholders []Place
	Resources    []Place
	Passages     []Place
	Choices      [][]Place // by passage
	Endings      []Place
}

// Parse reads a case. The name is the file's: messages begin with it, and the case's id is its last element without the
// ending. Parse always returns a document; its diagnostics tell what is wrong, in the order of the text.
func Parse(name string, src []byte, opt Options) *Document {
	rep := &reporter{}
	s, ok := newSource(name, src, rep)
	doc := &Document{src: s}
	if ok {
		r := newReader(s, rep, opt)
		out := newOutline(s, s.blocks(rep), rep)
		r.read(out)
		doc.Case, doc.Places = r.c, r.places
		if actual := out.section(actualTitle); actual != nil {
			doc.actual = s.paragraphs(actual.body)
		}
	}
	doc.Diagnostics = rep.finish()
	if slices.ContainsFunc(doc.Diagnostics, isError) {
		doc.Case = nil
	}
	return doc
}

func isError(d Diagnostic) bool { return d.Severity == Error }

// Add adds a finding that does not come of reading the text, such as [AllLocked]; its code may be another package's.
// Message and proposal are sentences.
func (d *Document) Add(code Code, severity Severity, at Place, message, proposal string) {
	found := d.src.diagnose(code, at, 1, message, proposal)
	found.Severity = severity
	d.Diagnostics = append(d.Diagnostics, found)
	sortDiagnostics(d.Diagnostics)
}

// Paragraph is a stretch of the author's text, as Markdown, with its lines joined by blanks. It knows where it stands.
type Paragraph struct {
	phrase
	src *source
}

// Text is what the author wrote.
func (p Paragraph) Text() string { return p.text }

// Place is where byte i of the text stands in the file; i is at most the text's length.
func (p Paragraph) Place(i int) Place { return p.src.place(p.offset(i)) }

// Actual is the section “Yang sebenarnya terjadi” by paragraphs; a list and a table belong to the paragraph above them.
func (d *Document) Actual() []Paragraph {
	var paragraphs []Paragraph
	for _, lines := range d.actual {
		paragraphs = append(paragraphs, Paragraph{d.src.phrase(lines...), d.src})
	}
	return paragraphs
}

// Head is what a list of cases shows of one.
type Head struct {
	ID      string
	Code    string
	Title   string
	Role    string
	Minutes int
	Version string
	Status  string
	Summary string // the first paragraph below the title, as Markdown
}

// ReadHead reads only what a list shows, without reading the story. The findings are those about that part.
func ReadHead(name string, src []byte) (Head, []Diagnostic) {
	rep := &reporter{}
	s, ok := newSource(name, headOf(src), rep)
	if !ok {
		return Head{ID: idOf(name)}, rep.finish()
	}
	r := newReader(s, rep, Options{})
	out := newOutline(s, s.blocks(rep), rep)
	r.frontMatter()
	r.title(out)
	head := Head{ID: r.c.ID, Code: r.c.Code, Title: r.c.Title, Role: r.c.Role, Minutes: r.c.Minutes, Version: r.c.Version, Status: r.c.Status}
	for i := range out.intro {
		if out.intro[i].kind == paragraph {
			head.Summary = s.block(&out.intro[i])
			break
		}
	}
	return head, rep.finish()
}

// headOf cuts the text before its first section, where that is sure to be one. A file that is too big is not cut, so
// that it is reported.
func headOf(src []byte) []byte {
	i := bytes.Index(src, []byte("\n## "))
	if i < 0 || len(src) > MaxSize || bytes.Contains(src[:i], []byte("<!--")) || bytes.Contains(src[:i], []byte("```")) {
		return src
	}
	return src[:i+1]
}

func idOf(name string) string {
	base := path.Base(strings.ReplaceAll(name, `\`, "/"))
	if id := strings.TrimSuffix(base, path.Ext(base)); id != "" {
		return id
	}
	return base
}
