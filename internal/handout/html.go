package handout

import (
	_ "embed"
	"html"
	"strings"

	"mufakat/internal/plaintext"
)

// style is what the page looks like, on a screen and on paper.
//
//go:embed style.css
var style string

// HTML writes the document as one page that needs nothing from outside: no scripts, no pictures, its style within.
func (d *Document) HTML() string {
	p := page{render: newRenderer()}
	p.b.WriteString("<!DOCTYPE html>\n<html lang=\"id\">\n<head>\n<meta charset=\"utf-8\">\n" +
		"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n" +
		"<title>" + html.EscapeString(plaintext.Line(d.title)) + "</title>\n<style>\n" + style + "</style>\n</head>\n<body>\n")
	p.element("h1", p.render.inline(d.title))
	if d.facts != "" {
		p.element("p", p.render.inline(d.facts))
	}
	for i := range d.sections {
		s := &d.sections[i]
		if s.level == 2 {
			p.endPart()
			p.inPart = true
			p.b.WriteString("<section class=\"part\">\n")
			p.element("h2", p.render.inline(s.heading()))
			p.blocks(s)
			continue
		}
		p.piece(s)
	}
	p.endPart()
	p.b.WriteString("</body>\n</html>\n")
	return p.b.String()
}

// page writes HTML.
type page struct {
	b      strings.Builder
	render *renderer
	inPart bool // a part is open
}

func (p *page) endPart() {
	if p.inPart {
		p.b.WriteString("</section>\n")
	}
}

// element writes an element around what is HTML already.
func (p *page) element(name, inner string) {
	p.b.WriteString("<" + name + ">" + inner + "</" + name + ">\n")
}

func (p *page) piece(s *section) {
	class, id := "piece", ""
	if s.card {
		class = "card"
	}
	if s.number != "" {
		id = ` id="` + anchor(s.number) + `"`
	}
	p.b.WriteString(`<section class="` + class + `"` + id + ">\n")
	p.element("h3", p.render.inline(s.heading()))
	p.blocks(s)
	p.b.WriteString("</section>\n")
}

// anchor is the id of the section with a number.
func anchor(number string) string { return "n" + number }

func (p *page) blocks(s *section) {
	for i := range s.blocks {
		p.block(&s.blocks[i], s.level)
	}
}

// block writes a block; level is that of the heading above it.
func (p *page) block(b *block, level int) {
	switch b.kind {
	case quote:
		p.element("blockquote", "\n"+p.render.blocks(b.markdown, level))
	case item:
		p.b.WriteString("<div class=\"item\">\n")
		p.line(b)
		for i := range b.blocks {
			p.block(&b.blocks[i], level)
		}
		p.b.WriteString("</div>\n")
	case sheet:
		p.table(&b.table)
	default:
		if b.to != "" {
			p.line(b)
			return
		}
		p.b.WriteString(p.render.blocks(b.markdown, level))
	}
}

// line writes a single line, with the number behind it if there is one.
func (p *page) line(b *block) {
	text := p.render.inline(b.markdown)
	if b.to != "" {
		text += ` <a class="to" href="#` + anchor(b.to) + `">` + b.to + "</a>"
	}
	p.element("p", text)
}

func (p *page) table(t *table) {
	p.b.WriteString(`<div class="` + strings.TrimSpace("table "+t.class) + "\">\n<table>\n<thead>\n<tr>")
	for _, cell := range t.head {
		p.b.WriteString(`<th scope="col">` + p.render.inline(cell) + "</th>")
	}
	p.b.WriteString("</tr>\n</thead>\n<tbody>\n")
	for _, cells := range t.rows {
		p.b.WriteString(`<tr><th scope="row">` + p.render.inline(cells[0]) + "</th>")
		for _, cell := range cells[1:] {
			p.b.WriteString("<td>" + p.render.inline(cell) + "</td>")
		}
		p.b.WriteString("</tr>\n")
	}
	p.b.WriteString("</tbody>\n</table>\n</div>\n")
}
