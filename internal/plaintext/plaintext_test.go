package plaintext

import (
	"strings"
	"testing"
)

func TestMarkdownText(t *testing.T) {
	tests := []struct{ name, markdown, want string }{
		{"nothing", " \n\n", ""},
		{"a paragraph on several lines", "Satu\ndua  \ntiga\\\nempat.", "Satu dua tiga empat."},
		{"paragraphs", "Satu.\n\n\nDua.", "Satu.||Dua."},
		{"emphasis", "**Pak Danu:** air *itu* ***tidak*** __ada__ _lagi_.", "Pak Danu: air itu tidak ada lagi."},
		{"stars that are none", "5 * 3 = 15, catatan*", "5 * 3 = 15, catatan*"},
		{"a star without a counterpart", "2*3, lalu **tebal", "2*3, lalu **tebal"},
		{"underscores in a word", "nama_berkas_saya dan _miring_", "nama_berkas_saya dan miring"},
		{"escapes", `\*bukan\* \[tautan\](x) C:\data 1\.`, "*bukan* [tautan](x) C:\\data 1."},
		{"entities", "a &amp; b &#27;[2J", "a & b [2J"},
		{"links", "[C-07](C-07.md), [situs](https://a.id/b \"judul\"), <https://c.id>, [https://d.id](https://d.id), ![gambar](x.png)",
			"C-07, situs (https://a.id/b), https://c.id, https://d.id, gambar"},
		{"brackets that are no link", "[catatan] (x) [a", "[catatan] (x) [a"},
		{"a sign that is no tag", "a < b > c", "a < b > c"},
		{"code", "`a *b*` dan ``c ` d`` dan `e", "a *b* dan c ` d dan `e"},
		{"headings", "## Judul ##\nTeks", "Judul||Teks"},
		{"lists", "Ada:\n- satu\n  lanjut\n* dua\n\n1. tiga\n2) **empat**\n\nAkhir", "Ada:||- satu lanjut|- dua|1. tiga|2. empat||Akhir"},
		{"a quotation", "> **Bu Sri:** \"Haus.\n> Sekali.\"\n>\n> Lalu diam.\n\nHening.", "Bu Sri: \"Haus. Sekali.\"||Lalu diam.||Hening."},
		{"a table", "| Hal | Isi |\n|:--|--:|\n| air | **kurang** \\| jauh |\n| | kosong |\n\nTeks", "Hal: air; Isi: kurang | jauh|Isi: kosong||Teks"},
		{"two tables", "|A|\n|-|\n|1|\n\n|B|\n|-|\n|2|", "A: 1|B: 2"},
		{"a rule", "Satu\n\n---\n\nDua", "Satu||Dua"},
		{"drawings in code", "```\n┌─ AWAL ─┐\n│ air    │\n└───▼────┘\n```\nTeks", "AWAL|air||Teks"},
		{"code that is never closed", "```\n# x", "# x"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := strings.Join(Lines(tt.markdown), "|"); got != tt.want {
				t.Errorf("got  %q\nwant %q", got, tt.want)
			}
		})
	}
}

// FuzzMarkdown: no Markdown panics, and words are not lost.
func FuzzMarkdown(f *testing.F) {
	for _, seed := range []string{"**a** _b_ [c](d) `e`", "| a | b |\n|--|\n| c", "> - 1. x\n***", "![", "[](", "`", "\\", "*_*_", "```\n│"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, markdown string) {
		for _, line := range Lines(markdown) {
			if strings.ContainsAny(line, "\n") && !strings.Contains(markdown, "&") {
				t.Errorf("%q holds a line break", line)
			}
		}
		if word := "kata"; !strings.Contains(Line(word+" "+markdown), word) && !strings.ContainsAny(markdown, "[`") {
			t.Errorf("%q lost its first word", markdown)
		}
	})
}
