package gift

import (
	"strings"

	"mufakat/internal/clean"
)

// categoryMark begins a block that names the category of the questions that follow.
const categoryMark = "$CATEGORY:"

// category reads what stands behind the mark. All of the block is the name, further lines included.
func (b *block) category(entry *Entry, name piece) {
	name = name.trim()
	entry.Kind, entry.Comments = Category, b.comments
	entry.Category = name.plain()
	entry.written = &written{category: name.text}
	b.r.path, b.r.show = entry.Category, categoryPath(entry.Category)
	if first, rest, more := strings.Cut(name.text, "\n"); more {
		if rest = trim(rest); rest != "" {
			b.report(CategoryGlued, piece{rest, name.at + len(first) + strings.Index(name.text[len(first):], rest)},
				"Baris ini menempel pada $CATEGORY, jadi menjadi bagian dari nama kategori; soal di sini hilang.",
				"Sisipkan baris kosong sesudah baris $CATEGORY.")
		}
	}
	if i := name.firstEscape(); i >= 0 {
		b.report(CategoryEscape, name.from(i).to(2), "Dalam nama kategori Moodle tidak mengenal tanda \\, dan menulis kode seperti &&058; di tempatnya.",
			"Tulis "+quote(strings.ReplaceAll(entry.Category, "\n", " "))+".")
	}
}

// firstEscape is where the first escape stands; -1 where none does. A doubled backslash is none: it is undone everywhere.
func (p piece) firstEscape() int {
	for i := 0; i < len(p.text); i++ {
		if escapeAt(p.text, i) {
			if p.text[i+1] != '\\' {
				return i
			}
			i++
		}
	}
	return -1
}

// categoryPath is a category's path as people read it: without Moodle's context and the category "top" above all. Names are
// parted by single slashes; a doubled one is a slash in a name.
func categoryPath(category string) string {
	var names []string
	var name strings.Builder
	for category != "" {
		rest := strings.TrimLeft(category, "/")
		switch slashes := len(category) - len(rest); {
		case slashes == 1:
			names = append(names, clean.Line(name.String()))
			name.Reset()
		case slashes > 1:
			name.WriteString(strings.Repeat("/", slashes-slashes/2))
		default:
			end := strings.IndexByte(category, '/')
			if end < 0 {
				end = len(category)
			}
			name.WriteString(category[:end])
			rest = category[end:]
		}
		category = rest
	}
	names = append(names, clean.Line(name.String()))
	if strings.HasPrefix(names[0], "$") && strings.HasSuffix(names[0], "$") {
		names = names[1:]
	}
	if len(names) > 0 && names[0] == "top" {
		names = names[1:]
	}
	return strings.Join(names, " / ")
}
