// Package itemtext makes Markdown of the texts of questions, in whichever of Moodle's formats their author wrote them, so
// that one way of drawing serves for all.
package itemtext

import (
	"html"
	"regexp"
	"strings"
	"sync"

	"github.com/JohannesKaufmann/html-to-markdown/v2/converter"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/base"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/commonmark"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/table"

	"mufakat/internal/quiz"
)

// Markdown is a text as Markdown. Images are told by their description.
func Markdown(t quiz.Text) string {
	switch {
	case t.Format == quiz.Markdown:
		return t.Source
	case t.Format == quiz.HTML || t.Format != quiz.Plain && markup().MatchString(t.Source):
		return fromHTML(brokenLines(t))
	case !strings.ContainsAny(t.Source, special):
		return strings.ReplaceAll(t.Source, "\n", "  \n")
	}
	return fromHTML(lineBreaks(html.EscapeString(t.Source)))
}

// special are the signs that may mean something in Markdown or HTML; digits because "1." begins a list.
const special = "\\`*_{}[]()<>#+-!|&~=:0123456789\t"

// markup finds a tag or an entity: a text in Moodle's own format is HTML, if it holds any.
var markup = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`</?[a-zA-Z][^>]*>|&#?[0-9a-zA-Z]+;`) })

// brokenLines is a text with its line breaks as HTML has them: in HTML proper they are blanks, in Moodle's own format breaks,
// but for those between blocks.
func brokenLines(t quiz.Text) string {
	if t.Format == quiz.HTML || strings.Contains(t.Source, "<p") || strings.Contains(t.Source, "<li") {
		return t.Source
	}
	return lineBreaks(t.Source)
}

func lineBreaks(source string) string { return strings.ReplaceAll(source, "\n", "<br>\n") }

// toMarkdown is made at first use, because start-up pays for what is made before.
var toMarkdown = sync.OnceValue(func() *converter.Converter {
	return converter.NewConverter(converter.WithPlugins(base.NewBasePlugin(), commonmark.NewCommonmarkPlugin(), table.NewTablePlugin()))
})

var image = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`!\[([^\]]*)\]\([^)]*\)`) })

func fromHTML(source string) string {
	text, err := toMarkdown().ConvertString(source)
	if err != nil { // its reader takes any text; should it ever not, the source is better than nothing
		return source
	}
	return image().ReplaceAllStringFunc(text, func(found string) string {
		if alt := image().FindStringSubmatch(found)[1]; alt != "" {
			return "(gambar: " + alt + ")"
		}
		return "(gambar)"
	})
}
