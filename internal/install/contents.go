package install

import (
	"fmt"
	"strings"

	"mufakat/internal/pack"
)

// Contents is how much a pack holds.
type Contents struct {
	Cases, Cards, Quizzes, Exams int // Quizzes: question banks
}

// ContentsOf counts what a pack holds. The error is a sentence: its folder of cases cannot be read.
func ContentsOf(p *pack.Pack) (Contents, error) {
	ids, err := p.CaseIDs()
	m, _ := p.Manifest() // a pack with a broken one is not listed at all
	return Contents{len(ids), len(p.Concepts()), len(p.Banks()), len(m.Exams)}, err
}

// Text is "3 kasus, 21 kartu konsep, 2 ujian": what there is none of is not named.
func (c Contents) Text() string {
	var parts []string
	for _, part := range []struct {
		n    int
		what string
	}{{c.Cases, "kasus"}, {c.Cards, "kartu konsep"}, {c.Quizzes, "bank soal"}, {c.Exams, "ujian"}} {
		if part.n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", part.n, part.what))
		}
	}
	if parts == nil {
		return "belum berisi"
	}
	return strings.Join(parts, ", ")
}
