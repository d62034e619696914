package handout

import (
	"bytes"
	"slices"
	"strings"

	"mufakat/internal/dialect"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	goldrenderer "github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// renderer turns authors' Markdown into HTML. Markup in the Markdown is text and is shown as such; so is a link that does
// not lead to the web, and of a picture its description.
type renderer struct {
	block goldmark.Markdown
	line  goldmark.Markdown // knows nothing but a paragraph
}

func newRenderer() *renderer {
	inline := []util.PrioritizedValue{ // without HTML in lines
		util.Prioritized(parser.NewCodeSpanParser(), 100),
		util.Prioritized(parser.NewLinkParser(), 200),
		util.Prioritized(parser.NewAutoLinkParser(), 300),
		util.Prioritized(parser.NewEmphasisParser(), 500),
	}
	safe := goldmark.WithRendererOptions(goldrenderer.WithNodeRenderers(util.Prioritized(links{}, 1)))
	return &renderer{
		block: goldmark.New(goldmark.WithParser(parser.NewParser(parser.WithBlockParsers(dialect.Blocks()...), parser.WithInlineParsers(inline...))),
			goldmark.WithExtensions(extension.Table), safe),
		line: goldmark.New(goldmark.WithParser(parser.NewParser(
			parser.WithBlockParsers(util.Prioritized(parser.NewParagraphParser(), 1000)), parser.WithInlineParsers(inline...))), safe),
	}
}

// blocks is Markdown as HTML. Its headings stand below one of the given level.
func (r *renderer) blocks(markdown string, level int) string {
	source := []byte(markdown)
	root := r.block.Parser().Parse(text.NewReader(source))
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch n := n.(type) {
		case *ast.Heading:
			n.Level = level + 1
		case *extast.TableCell:
			if n.Parent().Kind() == extast.KindTableHeader {
				n.SetAttributeString("scope", "col")
			}
		}
		return ast.WalkContinue, nil
	})
	return write(r.block, source, root)
}

// inline is a line of Markdown as HTML without a paragraph around it.
func (r *renderer) inline(markdown string) string {
	source := []byte(strings.Join(strings.Fields(markdown), " "))
	out := strings.TrimSpace(write(r.line, source, r.line.Parser().Parse(text.NewReader(source))))
	return strings.TrimSuffix(strings.TrimPrefix(out, "<p>"), "</p>")
}

func write(md goldmark.Markdown, source []byte, root ast.Node) string {
	var b bytes.Buffer
	_ = md.Renderer().Render(&b, source, root) // a buffer takes everything
	return b.String()
}

// links renders what leads out of the page.
type links struct{}

// RegisterFuncs implements goldmark's NodeRenderer.
func (links) RegisterFuncs(r goldrenderer.NodeRendererFuncRegisterer) {
	r.Register(ast.KindLink, func(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		if address := n.(*ast.Link).Destination; leadsToWeb(address) {
			writeLink(w, "out", address, entering)
		}
		return ast.WalkContinue, nil
	})
	r.Register(ast.KindAutoLink, func(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		link := n.(*ast.AutoLink)
		if !entering {
			return ast.WalkContinue, nil
		}
		address := link.URL(source)
		if leadsToWeb(address) {
			writeLink(w, "", address, true)
			defer writeLink(w, "", address, false)
		}
		_, err := w.Write(util.EscapeHTML(link.Label(source)))
		return ast.WalkContinue, err
	})
	r.Register(ast.KindImage, func(util.BufWriter, []byte, ast.Node, bool) (ast.WalkStatus, error) {
		return ast.WalkContinue, nil // what describes it stands inside it
	})
}

func leadsToWeb(address []byte) bool {
	return slices.ContainsFunc([]string{"http://", "https://", "mailto:"}, func(scheme string) bool {
		return len(address) >= len(scheme) && strings.EqualFold(string(address[:len(scheme)]), scheme)
	})
}

// writeLink begins or ends a link. On paper the address follows a link of class "out", whose text is not its address.
func writeLink(w util.BufWriter, class string, address []byte, begin bool) {
	if !begin {
		_, _ = w.WriteString("</a>")
		return
	}
	_, _ = w.WriteString("<a")
	if class != "" {
		_, _ = w.WriteString(` class="` + class + `"`)
	}
	_, _ = w.WriteString(` href="`)
	_, _ = w.Write(util.EscapeHTML(util.URLEscape(address, true)))
	_, _ = w.WriteString(`">`)
}
