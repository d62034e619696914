package pack

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"mufakat/internal/gift"
	"mufakat/internal/quiz"
)

// Banks are the question banks, as paths in the pack, sorted.
func (p *Pack) Banks() (banks []string) {
	entries, _ := fs.ReadDir(p.fsys, QuizFolder)
	for _, e := range entries {
		if IsBank(e) {
			banks = append(banks, path.Join(QuizFolder, e.Name()))
		}
	}
	return banks
}

// IsBank tells whether a folder's entry is a question bank in GIFT.
func IsBank(e fs.DirEntry) bool {
	return e.Type()&^fs.ModeSymlink == 0 && strings.EqualFold(path.Ext(e.Name()), ".gift") && !strings.HasPrefix(e.Name(), ".")
}

// Bank reads all questions of the pack, bank by bank, with its rubrics. What cannot be read is left out; the error tells of
// it, a sentence a file.
func (p *Pack) Bank() (quiz.Bank, error) {
	var bank quiz.Bank
	var problems []error
	for _, name := range p.Banks() {
		src, err := readLimited(p.fsys, name, name, gift.MaxSize)
		if err != nil {
			problems = append(problems, err)
			continue
		}
		read := gift.Parse(name, src)
		if !read.Readable() {
			problems = append(problems, fmt.Errorf("%s: %s", name, read.Findings[0].Message))
			continue
		}
		questions := read.Questions()
		for i := range questions {
			bank.Questions = append(bank.Questions, &questions[i])
		}
	}
	m, err := p.Manifest()
	for _, r := range m.Rubrics {
		if len(r.Problems) == 0 {
			bank.Rubrics = append(bank.Rubrics, r.Rubric)
		}
	}
	return bank, errors.Join(append(problems, err)...)
}

// RubricIDs are the ids by which essays may name the pack's rubrics; nil where the manifest cannot be read, so that nobody
// knows.
func (p *Pack) RubricIDs() []string {
	m, err := p.Manifest()
	if err != nil {
		return nil
	}
	ids := make([]string, len(m.Rubrics))
	for i, r := range m.Rubrics {
		ids[i] = r.ID
	}
	return ids
}

// BankInfo is what is known of a pack's questions in a list.
type BankInfo struct {
	Source    string // the pack's name
	Title     string
	Questions int // that can be asked
}

// BankInfos is the pack's questions as a list of one, or of none where it has none to practise.
func (p *Pack) BankInfos() ([]BankInfo, error) {
	m, err := p.Manifest()
	if err != nil || !m.Practised() || len(p.Banks()) == 0 {
		return nil, err
	}
	bank, err := p.Bank()
	asked := 0
	for _, q := range bank.Questions {
		if q.Kind != quiz.Description {
			asked++
		}
	}
	if asked == 0 {
		return nil, err
	}
	return []BankInfo{{m.Name, m.Title, asked}}, err
}

// ExamInfo is an exam in a list.
type ExamInfo struct {
	Source string // the pack's name
	*quiz.Blueprint
}

// Exams are the exams of the pack that can be sat. The error tells, a sentence each, what is wrong with the others.
func (p *Pack) Exams() (exams []ExamInfo, err error) {
	m, err := p.Manifest()
	problems := []error{err}
	for i := range m.Exams {
		e := &m.Exams[i]
		if len(e.Problems) == 0 {
			exams = append(exams, ExamInfo{m.Name, &e.Blueprint})
			continue
		}
		first := e.Problems[0]
		problems = append(problems, fmt.Errorf("%s:%d: %s %s", ManifestFile, first.Line, first.Message, first.Proposal))
	}
	return exams, errors.Join(problems...)
}
