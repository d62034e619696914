package casefile

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"mufakat/internal/dialect"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// nodeKind is the kind of a block of Markdown.
type nodeKind int

const (
	heading nodeKind = iota
	paragraph
	list // its children are items
	item
	quote
	fence
)

// node is one block of Markdown. Inline Markdown is left as written.
type node struct {
	kind     nodeKind
	offset   int    // where it begins in the normalised text
	level    int    // of a heading
	marker   byte   // of a list: '-', '.' or ')'
	first    int    // number of the first item of a numbered list
	tight    bool   // of a list: no empty lines between its items
	info     string // what stands behind the opening fence
	lines    []span // of a heading (at most one), a paragraph, a fence
	children []node
}

// blocks reads the text as Markdown, and reports what is legal there but has no place in a case.
func (s *source) blocks(rep *reporter) []node {
	body := []byte(s.text[s.body:])
	c := converter{src: s, rep: rep}
	return c.children(parser.NewParser(parser.WithBlockParsers(dialect.Blocks()...)).Parse(text.NewReader(body)))
}

type converter struct {
	src    *source
	rep    *reporter
	quotes int // quotations around the block being converted
}

func (c *converter) children(parent ast.Node) []node {
	var nodes []node
	for child := parent.FirstChild(); child != nil; child = child.NextSibling() {
		n, ok := c.node(child, nodes)
		if !ok {
			continue
		}
		if last := len(nodes) - 1; last >= 0 && n.kind == list && nodes[last].kind == list && nodes[last].marker == n.marker {
			// What stood between the two was dropped, so that they have become one.
			nodes[last].children = append(nodes[last].children, n.children...)
			nodes[last].tight = false
			continue
		}
		nodes = append(nodes, n)
	}
	return nodes
}

// node converts one block; before are those that precede it under the same parent.
func (c *converter) node(from ast.Node, before []node) (node, bool) {
	n := node{offset: c.src.body + max(from.Pos(), 0)}
	switch from := from.(type) {
	case *ast.Heading:
		n.kind, n.level, n.lines = heading, from.Level, c.spans(from)
	case *ast.Paragraph, *ast.TextBlock:
		n.kind, n.lines = paragraph, c.quotedLines(c.spans(from))
		c.checkParagraph(&n)
		return n, len(n.lines) > 0
	case *ast.List:
		n.kind, n.marker, n.first, n.tight = list, from.Marker, from.Start, from.IsTight
		if !from.IsOrdered() {
			n.marker = '-'
		}
		n.children = c.children(from)
		return n, len(n.children) > 0
	case *ast.ListItem:
		if from.FirstChild() == nil {
			c.rep.at(EmptyItem, n.offset, 1, "Butir ini kosong dan tidak ditampilkan.", "Tulis isinya sesudah tanda hubung, atau hapus.")
		}
		n.kind, n.children = item, c.children(from)
		return n, len(n.children) > 0
	case *ast.Blockquote:
		c.quotes++
		n.kind, n.children = quote, c.children(from)
		c.quotes--
		return n, len(n.children) > 0
	case *ast.FencedCodeBlock:
		n.kind, n.lines = fence, c.spans(from)
		if from.Info != nil {
			info := from.Info.Segment
			n.info = c.src.at(span{c.src.body + info.Start, c.src.body + info.Stop})
		}
	case *ast.CodeBlock:
		p := c.src.phrase(c.spans(from)[0]).trim()
		c.rep.on(IndentedCode, p, "Baris ini menjorok terlalu jauh, sehingga terbaca sebagai kode.",
			"Kurangi spasi di awal baris: isi sebuah butir menjorok dua spasi dari butirnya.")
		return n, false
	case *ast.ThematicBreak:
		c.checkRule(n.offset, before)
		return n, false
	}
	return n, true
}

// spans are a block's lines, without blanks and line ends at their ends (but fenced code keeps its indentation).
func (c *converter) spans(from ast.Node) []span {
	lines := from.Lines()
	var spans []span
	for i := range lines.Len() {
		seg := lines.At(i)
		sp := span{c.src.body + seg.Start, c.src.body + seg.Stop}
		for sp.stop > sp.start && c.src.text[sp.stop-1] == '\n' {
			sp.stop--
		}
		spans = append(spans, sp)
	}
	return spans
}

// quotedLines are the lines of a paragraph that have all the ">" of the quotations around it. Markdown takes a line
// without them for the rest of the quotation; here that would swallow statements.
func (c *converter) quotedLines(lines []span) []span {
	if c.quotes == 0 {
		return lines
	}
	kept := lines[:1]
	for _, sp := range lines[1:] {
		before := c.src.text[c.src.starts[c.src.line(sp.start)]:sp.start]
		if strings.Count(before, ">") >= c.quotes {
			kept = append(kept, sp)
			continue
		}
		c.rep.on(Glued, c.src.phrase(sp).trim(), "Baris ini menempel pada kutipan di atasnya dan terbaca sebagai lanjutannya.",
			"Bila ini lanjutan kutipan, awali dengan >; bila pernyataan, tulis sebagai butir “- …”; bila teks lain, beri baris kosong di atasnya.")
	}
	return kept
}

// checkRule reports a rule: as the underline of a heading if there is text right above it.
func (c *converter) checkRule(offset int, before []node) {
	line := c.src.line(offset)
	stop := c.src.starts[line] + len(c.src.lines[line].text)
	p := c.src.phrase(span{min(offset, stop), stop}).trim()
	if len(before) > 0 && strings.Trim(p.text, "-") == "" {
		if last := &before[len(before)-1]; last.kind == paragraph && c.src.line(last.lines[len(last.lines)-1].start) == line-1 {
			c.reportUnderline(p)
			return
		}
	}
	c.rep.on(Rule, p, "Garis pemisah tidak ditampilkan.", "Hapus garis ini; adegan dipisahkan oleh judul.")
}

func (c *converter) reportUnderline(p phrase) {
	c.rep.on(Underline, p, "Garis ini membuat baris di atasnya menjadi judul di banyak program.",
		"Hapus garis ini, atau beri baris kosong di atasnya. Judul ditulis dengan # di awal baris.")
}

// checkParagraph reports what looks like a heading or HTML in a paragraph, and drops underlines.
func (c *converter) checkParagraph(n *node) {
	kept := n.lines[:0]
	reported := false
	for i, sp := range n.lines {
		text := c.src.at(sp)
		if plain := strings.TrimSpace(text); i > 0 && plain != "" && (strings.Trim(plain, "-") == "" || strings.Trim(plain, "=") == "") {
			c.reportUnderline(c.src.phrase(sp).trim())
			continue
		}
		kept = append(kept, sp)
		if hashes := len(text) - len(strings.TrimLeft(text, "#")); hashes > 1 && hashes <= 6 && hashes < len(text) && text[hashes] != ' ' {
			c.rep.at(HeadingGlued, sp.start, hashes, "Judul perlu spasi sesudah tanda #.", "Tulis “"+text[:hashes]+" "+cutText(text[hashes:])+"”.")
		}
		if i, j := htmlTag(text); j > 0 && !reported {
			reported = true
			c.rep.at(HTML, sp.start+i, utf8.RuneCountInString(text[i:j]), "Tanda HTML tidak berlaku di sini dan tampil apa adanya.", "Hapus, atau pakai Markdown: **tebal**, *miring*.")
		}
	}
	n.lines = kept
}

// cutText shortens a text for a proposal.
func cutText(s string) string {
	if runes := []rune(s); len(runes) > 60 {
		return string(runes[:59]) + "…"
	}
	return s
}

// htmlTag finds the first HTML tag in a line: "<", an optional "/", a name, and ">" somewhere after it.
func htmlTag(text string) (start, stop int) {
	for i := 0; i < len(text); i++ {
		if text[i] != '<' {
			continue
		}
		j := i + 1
		if j < len(text) && text[j] == '/' {
			j++
		}
		name := j
		for j < len(text) && (text[j] >= 'a' && text[j] <= 'z' || text[j] >= 'A' && text[j] <= 'Z' || j > name && text[j] >= '0' && text[j] <= '9') {
			j++
		}
		if j == name || j == len(text) || strings.IndexByte(" />", text[j]) < 0 {
			continue
		}
		end := strings.IndexByte(text[j:], '>')
		if end < 0 {
			return 0, 0
		}
		return i, j + end + 1
	}
	return 0, 0
}

// markdown writes blocks again in a uniform way: lines joined, lists with hyphens, one empty line between blocks.
func (s *source) markdown(nodes []node) string {
	return s.joinBlocks(nodes, "\n\n")
}

func (s *source) joinBlocks(nodes []node, separator string) string {
	parts := make([]string, len(nodes))
	for i := range nodes {
		parts[i] = s.block(&nodes[i])
	}
	return strings.Join(parts, separator)
}

func (s *source) block(n *node) string {
	switch n.kind {
	case heading:
		title := ""
		if len(n.lines) > 0 {
			title = " " + s.at(n.lines[0])
		}
		return strings.Repeat("#", n.level) + title
	case paragraph:
		return s.paragraph(n.lines)
	case quote:
		return prefixLines(s.markdown(n.children), "> ", "> ")
	case fence:
		return s.fence(n)
	}
	separator := "\n\n"
	if n.tight {
		separator = "\n"
	}
	var items []string
	for i := range n.children {
		mark := "- "
		if n.marker != '-' {
			mark = strconv.Itoa(n.first+i) + string(n.marker) + " "
		}
		items = append(items, prefixLines(s.joinBlocks(n.children[i].children, separator), mark, strings.Repeat(" ", len(mark))))
	}
	return strings.Join(items, separator)
}

// paragraphs are the lines of blocks by paragraphs. What is no paragraph, and a table, belongs to the one above it.
func (s *source) paragraphs(nodes []node) [][]span {
	var all [][]span
	for i := range nodes {
		n := &nodes[i]
		lines := allLines(n)
		switch apart := n.kind == paragraph && !s.isTable(n.lines); {
		case len(lines) == 0:
		case apart || len(all) == 0:
			all = append(all, lines)
		default:
			all[len(all)-1] = append(all[len(all)-1], lines...)
		}
	}
	return all
}

// allLines are the lines of a block and of what stands in it.
func allLines(n *node) []span {
	lines := slices.Clip(n.lines)
	for i := range n.children {
		lines = append(lines, allLines(&n.children[i])...)
	}
	return lines
}

// paragraph joins the lines of a paragraph; a table and a hard line break keep theirs.
func (s *source) paragraph(lines []span) string {
	if s.isTable(lines) {
		rows := make([]string, len(lines))
		for i, sp := range lines {
			rows[i] = strings.TrimSpace(s.at(sp))
		}
		return strings.Join(rows, "\n")
	}
	var b strings.Builder
	for i, sp := range lines {
		text := s.at(sp)
		plain := strings.TrimRight(text, " ")
		b.WriteString(plain)
		switch {
		case i == len(lines)-1:
		case beginsBlock(s.text[lines[i+1].start:]): // only its indentation kept the next line from being one
			b.WriteString(" ")
		case strings.HasSuffix(plain, `\`):
			b.WriteString("\n")
		case strings.HasSuffix(text, "  "):
			b.WriteString("\\\n")
		default:
			b.WriteString(" ")
		}
	}
	joined := b.String()
	marks := strings.ReplaceAll(joined, " ", "")
	switch {
	case len(lines) > 1 && (strings.Trim(marks, "_") == "" || strings.Trim(marks, "*") == ""): // on one line it would be a rule
	case strings.Trim(marks, "-") == "": // and this one too, or behind the hyphen of an item
	default:
		return joined
	}
	return `\` + joined
}

func beginsBlock(text string) bool {
	return len(text) > 0 && (strings.IndexByte("-+*>#`~", text[0]) >= 0 || text[0] >= '0' && text[0] <= '9')
}

func (s *source) fence(n *node) string {
	var b strings.Builder
	mark := "```"
	for _, sp := range n.lines {
		for strings.Contains(s.at(sp), mark) {
			mark += "`"
		}
	}
	if strings.Contains(n.info, "`") {
		mark = strings.Repeat("~", len(mark))
	}
	b.WriteString(mark + n.info + "\n")
	for _, sp := range n.lines {
		b.WriteString(s.at(sp))
		b.WriteByte('\n')
	}
	b.WriteString(mark)
	return b.String()
}

// prefixLines puts first before the first line and rest before the others, without a blank at the end of an empty line.
func prefixLines(text, first, rest string) string {
	lines := strings.Split(text, "\n")
	for i, l := range lines {
		prefix := rest
		if i == 0 {
			prefix = first
		}
		if l == "" {
			prefix = strings.TrimRight(prefix, " ")
		}
		lines[i] = prefix + l
	}
	return strings.Join(lines, "\n")
}
