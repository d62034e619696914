// Package widget holds the parts that scenes draw with: plain structs and functions that render to a string. None of
// them reads input of its own accord, and none knows of cases.
package widget

import (
	"strconv"
	"strings"
	"sync"

	"charm.land/lipgloss/v2"
	"charm.land/lipgloss/v2/table"
	"github.com/charmbracelet/x/ansi"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"mufakat/internal/clean"
	"mufakat/internal/ui"
)

// TextWidth is the widest column of prose: longer lines are hard to read.
const TextWidth = 72

// markdownParser is built at first use, because building it costs more than a frame.
var markdownParser = sync.OnceValue(func() parser.Parser {
	return goldmark.New(goldmark.WithExtensions(extension.Table)).Parser()
})

// Markdown draws Markdown in at most width columns: paragraphs, headings, lists, quotations, tables, code.
func Markdown(source string, width int, t ui.Theme) string {
	p := pane{source: []byte(source), theme: t}
	return strings.Join(p.blocks(markdownParser().Parse(text.NewReader(p.source)), width), "\n")
}

// Quote draws Markdown as a quotation with a bar at its left. A paragraph that begins with a name in bold and a colon
// gets the name on a line of its own.
func Quote(source string, width int, t ui.Theme) string {
	p := pane{source: []byte(source), theme: t}
	return strings.Join(p.quoted(markdownParser().Parse(text.NewReader(p.source)), width), "\n")
}

// pane draws one Markdown document.
type pane struct {
	source []byte
	theme  ui.Theme
}

// blocks draws the children of a container, with a blank line between them.
func (p pane) blocks(parent ast.Node, width int) []string {
	var lines []string
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		if len(lines) > 0 {
			lines = append(lines, "")
		}
		lines = append(lines, p.block(n, width)...)
	}
	return lines
}

func (p pane) block(n ast.Node, width int) []string {
	switch n := n.(type) {
	case *ast.Heading:
		return p.wrap(p.theme.Title.Render(p.inline(n, lipgloss.NewStyle())), width)
	case *ast.List:
		return p.list(n, width)
	case *ast.Blockquote:
		return p.quoted(n, width)
	case *ast.FencedCodeBlock:
		return p.code(n.Lines(), width)
	case *ast.CodeBlock:
		return p.code(n.Lines(), width)
	case *ast.HTMLBlock:
		return p.code(n.Lines(), width)
	case *ast.ThematicBreak:
		return []string{p.theme.Rule.Render(strings.Repeat("─", width))}
	case *extast.Table:
		return p.table(n, width)
	}
	return p.wrap(p.inline(n, p.theme.Text), width)
}

func (p pane) wrap(s string, width int) []string {
	return strings.Split(lipgloss.Wrap(s, max(width, 1), ""), "\n")
}

func (p pane) quoted(parent ast.Node, width int) []string {
	bar := p.theme.Quote.Render("│") + " "
	var lines []string
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		if len(lines) > 0 {
			lines = append(lines, bar)
		}
		var block []string
		if name, ok := n.FirstChild().(*ast.Emphasis); ok && name.Level == 2 && n.Kind() == ast.KindParagraph && strings.HasSuffix(p.inline(name, lipgloss.NewStyle()), ":") {
			speaker := strings.TrimSuffix(p.inline(name, lipgloss.NewStyle()), ":")
			block = append(block, p.wrap(p.theme.Strong.Render(speaker), width-2)...)
			n.RemoveChild(n, name)
			block = append(block, p.wrap(strings.TrimSpace(p.inline(n, p.theme.Text)), width-2)...)
		} else {
			block = p.block(n, width-2)
		}
		for _, l := range block {
			lines = append(lines, bar+l)
		}
	}
	return lines
}

func (p pane) list(n *ast.List, width int) []string {
	var lines []string
	number := n.Start
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		marker := "• "
		if n.IsOrdered() {
			marker = strconv.Itoa(number) + ". "
			number++
		}
		if len(lines) > 0 && !n.IsTight {
			lines = append(lines, "")
		}
		indent := strings.Repeat(" ", len([]rune(marker)))
		for block := item.FirstChild(); block != nil; block = block.NextSibling() {
			for _, l := range p.block(block, width-len(indent)) {
				lines = append(lines, p.theme.Quote.Render(marker)+l)
				marker = indent
			}
		}
	}
	return lines
}

// code draws lines as they are; what is too wide is cut, because a drawing that is folded shows nothing.
func (p pane) code(segments *text.Segments, width int) []string {
	var lines []string
	for i := range segments.Len() {
		s := segments.At(i)
		lines = append(lines, ansi.Truncate("  "+strings.TrimRight(string(s.Value(p.source)), "\n"), width, "…"))
	}
	return lines
}

func (p pane) table(n *extast.Table, width int) []string {
	tb := table.New().Border(lipgloss.NormalBorder()).BorderStyle(p.theme.Rule).
		BorderTop(false).BorderBottom(false).BorderLeft(false).BorderRight(false).BorderColumn(false).
		StyleFunc(func(row, _ int) lipgloss.Style {
			s := lipgloss.NewStyle().PaddingRight(2)
			if row == table.HeaderRow {
				return s.Inherit(p.theme.Strong)
			}
			return s
		})
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		var cells []string
		for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
			cells = append(cells, p.inline(cell, p.theme.Text))
		}
		if row.Kind() == extast.KindTableHeader {
			tb.Headers(cells...)
		} else {
			tb.Row(cells...)
		}
	}
	if drawn := tb.Render(); lipgloss.Width(drawn) <= width {
		return strings.Split(drawn, "\n")
	}
	return strings.Split(tb.Width(width).Render(), "\n")
}

// inline draws the inline children of a node in a style; soft line breaks become spaces.
func (p pane) inline(n ast.Node, style lipgloss.Style) string {
	var b strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			b.WriteString(render(style, literal(c, p.source)))
			if c.HardLineBreak() {
				b.WriteByte('\n')
			} else if c.SoftLineBreak() {
				b.WriteByte(' ')
			}
		case *ast.String:
			b.WriteString(render(style, string(c.Value)))
		case *ast.Emphasis:
			inner := style.Italic(true)
			if c.Level == 2 {
				inner = style.Bold(true)
			}
			b.WriteString(p.inline(c, inner))
		case *ast.Link:
			b.WriteString(p.inline(c, p.theme.Link))
		case *ast.AutoLink:
			b.WriteString(render(p.theme.Link, string(c.Label(p.source))))
		case *ast.RawHTML:
			for i := range c.Segments.Len() {
				s := c.Segments.At(i)
				b.WriteString(render(style, string(s.Value(p.source))))
			}
		default: // code spans, images: their text
			b.WriteString(p.inline(c, style))
		}
	}
	return b.String()
}

// literal is what a piece of text says: without the backslashes of escapes, with entities resolved. These may stand for what a
// terminal would obey.
func literal(c *ast.Text, source []byte) string {
	if c.IsRaw() {
		return string(c.Value(source))
	}
	return clean.Text(string(util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations(c.Value(source))))))
}

// render styles s; text without attributes stays as it is, which keeps frames small.
func render(style lipgloss.Style, s string) string {
	if strings.TrimSpace(s) == "" {
		return s
	}
	return style.Render(s)
}
