package install

import (
	"fmt"

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

// Text is "3 kasus, 21 kartu konsep"; question banks are named only where there are some.
func (c Contents) Text() string {
	text := fmt.Sprintf("%d kasus, %d kartu konsep", c.Cases, c.Cards)
	if c.Quizzes > 0 {
		text += fmt.Sprintf(", %d bank soal", c.Quizzes)
	}
	if c.Exams > 0 {
		text += fmt.Sprintf(", %d ujian", c.Exams)
	}
	return text
}
