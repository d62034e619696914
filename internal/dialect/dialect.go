// Package dialect is the Markdown that authors of cases write. Whoever reads it and whoever prints it take it from here, so
// that a page never shows as a heading or a list what the checker took for something else.
package dialect

import (
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/util"
)

// Blocks are the parsers of its blocks: CommonMark without underlined (Setext) headings, HTML and link definitions. All three
// would make text vanish or change its meaning without the author noticing.
func Blocks() []util.PrioritizedValue {
	return []util.PrioritizedValue{
		util.Prioritized(parser.NewThematicBreakParser(), 200),
		util.Prioritized(parser.NewListParser(), 300),
		util.Prioritized(parser.NewListItemParser(), 400),
		util.Prioritized(parser.NewCodeBlockParser(), 500),
		util.Prioritized(parser.NewATXHeadingParser(), 600),
		util.Prioritized(parser.NewFencedCodeBlockParser(), 700),
		util.Prioritized(parser.NewBlockquoteParser(), 800),
		util.Prioritized(parser.NewParagraphParser(), 1000),
	}
}
