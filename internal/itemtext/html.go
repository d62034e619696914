package itemtext

import (
	"html"
	"strings"
	"sync"

	"github.com/JohannesKaufmann/html-to-markdown/v2/converter"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/base"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/commonmark"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/table"

	"mufakat/internal/clean"
)

// toMarkdown is made at first use, because start-up pays for what is made before.
var toMarkdown = sync.OnceValue(func() *converter.Converter {
	return converter.NewConverter(converter.WithPlugins(base.NewBasePlugin(), commonmark.NewCommonmarkPlugin(), table.NewTablePlugin()))
})

// maxSteps bounds the work of the converter, which for every "[" looks for the end of a link up to the end of the text: 0.1 s.
const maxSteps = 1 << 27

// fromHTML converts what it can. What the converter refuses, such as tags nested in hundreds, keeps its words without their
// looks.
func fromHTML(source string) string {
	source = patterns().image.ReplaceAllStringFunc(source, described)
	if strings.Count(source, "[")*len(source) <= maxSteps {
		// The converter does not keep "&lt;" from becoming "<" where the author wrote "&amp;lt;".
		if text, err := toMarkdown().ConvertString(patterns().entity.ReplaceAllString(source, "&amp;amp;$1")); err == nil {
			return clean.Text(text)
		}
	}
	source = patterns().unseen.ReplaceAllString(source, " ")
	return fromPlain(clean.Text(html.UnescapeString(patterns().tag.ReplaceAllString(source, " "))))
}

// described is an image by its description.
func described(image string) string {
	if found := patterns().alt.FindStringSubmatch(image); found != nil {
		if alt := strings.TrimSpace(found[1] + found[2] + found[3]); alt != "" {
			return "(gambar: " + strings.NewReplacer("<", "&lt;", ">", "&gt;").Replace(alt) + ")"
		}
	}
	return "(gambar)"
}
