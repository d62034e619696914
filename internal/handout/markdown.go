package handout

import "strings"

// Markdown writes the document as Markdown. Parts are kept apart by rules, cards by a line to cut along.
func (d *Document) Markdown() string {
	var m markdownWriter
	m.paragraph("", "# "+d.title)
	m.paragraph("", d.facts)
	for i := range d.sections {
		s := &d.sections[i]
		if s.level == 2 {
			m.paragraph("", "---")
		}
		m.paragraph("", strings.Repeat("#", s.level)+" "+s.heading())
		m.blocks("", s.blocks)
		if s.card {
			m.paragraph("", "✂ "+strings.Repeat("– ", 30))
		}
	}
	return m.b.String()
}

type markdownWriter struct{ b strings.Builder }

// paragraph writes Markdown behind an indentation, with an empty line between it and what came before.
func (m *markdownWriter) paragraph(indent, markdown string) {
	if markdown = strings.TrimSpace(markdown); markdown == "" {
		return
	}
	if m.b.Len() > 0 {
		m.b.WriteByte('\n')
	}
	m.lines(indent, markdown)
}

func (m *markdownWriter) lines(indent, markdown string) {
	for line := range strings.Lines(markdown) {
		if strings.TrimSpace(line) != "" { // two spaces at its end would break the line, so they stay
			m.b.WriteString(indent + strings.TrimSuffix(line, "\n"))
		}
		m.b.WriteByte('\n')
	}
}

// blocks writes blocks; items that follow one another without blocks of their own stay together.
func (m *markdownWriter) blocks(indent string, blocks []block) {
	for i := range blocks {
		if i > 0 && isLine(&blocks[i]) && isLine(&blocks[i-1]) {
			m.lines(indent, "- "+withNumber(&blocks[i]))
		} else {
			m.block(indent, &blocks[i])
		}
	}
}

// isLine tells whether a block is an item of a single line.
func isLine(b *block) bool { return b.kind == item && len(b.blocks) == 0 }

// withNumber is a block's text with the number behind it, if there is one.
func withNumber(b *block) string {
	if b.to == "" {
		return b.markdown
	}
	return b.markdown + " **" + b.to + "**"
}

func (m *markdownWriter) block(indent string, b *block) {
	line := withNumber(b)
	switch b.kind {
	case quote:
		m.paragraph(indent, "> "+strings.ReplaceAll(line, "\n", "\n> "))
	case item:
		m.paragraph(indent, "- "+line)
		m.blocks(indent+"  ", b.blocks)
	case sheet:
		m.paragraph(indent, tableMarkdown(&b.table))
	default:
		m.paragraph(indent, line)
	}
}

func tableMarkdown(t *table) string {
	var b strings.Builder
	row := func(cells []string) {
		for _, cell := range cells {
			b.WriteString("| " + strings.ReplaceAll(cell, "|", `\|`) + " ")
		}
		b.WriteString("|\n")
	}
	row(t.head)
	b.WriteString(strings.Repeat("|---", len(t.head)) + "|\n")
	for _, cells := range t.rows {
		row(cells)
	}
	return b.String()
}
