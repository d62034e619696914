package main

import (
	"fmt"
	"slices"
	"strings"

	"mufakat/content"
	"mufakat/internal/casefile"
	"mufakat/internal/check"
	"mufakat/internal/diagnostic"
	"mufakat/internal/gift"
)

// explanationJSON is a code in `periksa --jelaskan --json`; the text is left out of the list of all.
type explanationJSON struct {
	Code     string `json:"kode"`
	Severity string `json:"tingkat"`
	Title    string `json:"judul"`
	Text     string `json:"isi,omitempty"` // Markdown
}

// explain prints what the authors' guide says of codes of findings; without any, the list of all codes.
func (p *program) explain(codes []string, asJSON bool) error {
	all := allCodes()
	if len(codes) == 0 {
		if asJSON {
			return p.writeJSON(explanationsJSON(all, false))
		}
		return p.write(codesText(all))
	}
	var asked []diagnostic.Explanation
	for _, code := range codes {
		e, err := findCode(code, all)
		if err != nil {
			return err
		}
		asked = append(asked, e)
	}
	if asJSON {
		return p.writeJSON(explanationsJSON(asked, true))
	}
	var texts []string
	for _, e := range asked {
		texts = append(texts, fmt.Sprintf("%s  %s\n\n%s", e.Code, e.Title, markdownText(guideEntry(e.Code))))
	}
	return p.write(strings.Join(texts, "\n"))
}

// allCodes are the codes that a finding can have.
func allCodes() []diagnostic.Explanation {
	return slices.Concat(casefile.Codes(), check.Codes(), gift.Codes())
}

// findCode finds a code in whatever case its letter was typed. The error is a sentence.
func findCode(code string, all []diagnostic.Explanation) (diagnostic.Explanation, error) {
	var names []string
	for _, e := range all {
		if strings.EqualFold(string(e.Code), strings.TrimSpace(code)) {
			return e, nil
		}
		names = append(names, string(e.Code))
	}
	if near := casefile.Nearest(code, names); len(near) > 0 {
		return diagnostic.Explanation{}, cannot("Kode “%s” tidak ada. Maksud Anda %s?", code, strings.Join(near, " atau "))
	}
	return diagnostic.Explanation{}, cannot("Kode “%s” tidak ada. Daftar kode: mufakat periksa --jelaskan", code)
}

// guideEntry is what stands below a code's heading in the authors' guide, as Markdown. Its examples are fenced, and hold
// headings of their own.
func guideEntry(code diagnostic.Code) string {
	_, rest, _ := strings.Cut(content.Guide, "\n### "+string(code)+" · ")
	_, rest, _ = strings.Cut(rest, "\n")
	var b strings.Builder
	fenced := false
	for line := range strings.Lines(rest) {
		if strings.HasPrefix(line, "```") {
			fenced = !fenced
		}
		if !fenced && strings.HasPrefix(line, "#") {
			break
		}
		b.WriteString(line)
	}
	return strings.TrimSpace(b.String())
}

func explanationsJSON(list []diagnostic.Explanation, whole bool) []explanationJSON {
	rows := make([]explanationJSON, len(list))
	for i, e := range list {
		rows[i] = explanationJSON{Code: string(e.Code), Severity: e.Severity.String(), Title: e.Title}
		if whole {
			rows[i].Text = guideEntry(e.Code)
		}
	}
	return rows
}

func codesText(all []diagnostic.Explanation) string {
	var b strings.Builder
	for _, e := range all {
		fmt.Fprintf(&b, "%s  %-10s  %s\n", e.Code, e.Severity, e.Title)
	}
	b.WriteString("\nBaca satu di antaranya: mufakat periksa --jelaskan KODE\n")
	return b.String()
}
