package main

import (
	"errors"
	"strings"

	"mufakat/internal/pack"
	"mufakat/internal/quiz"
)

// Exams lists the exams of all packs, as Cases lists the cases.
func (l library) Exams() ([]pack.ExamInfo, error) { return ofAllPacks(l, (*pack.Pack).Exams) }

// Banks lists the packs that have questions, likewise.
func (l library) Banks() ([]pack.BankInfo, error) { return ofAllPacks(l, (*pack.Pack).BankInfos) }

// Bank reads the questions of a pack, or those of a file in GIFT by its absolute name. Essays may name the rubrics of the
// embedded pack, or of what stands in for it, beside those of their own. The error tells, one sentence a line, what could
// not be read; the other questions are there nevertheless.
func (l library) Bank(source string) (quiz.Bank, error) {
	base, name := l.shelf().BuiltIn()
	var bank quiz.Bank
	var err error
	switch {
	case isBankName(source):
		bank, err = bankOfFile(source)
	default:
		var p *pack.Pack
		if p, err = l.shelf().Find(source); err != nil {
			return quiz.Bank{}, err
		}
		bank, err = p.Bank()
	}
	if source != name {
		m, manifestErr := base.Manifest()
		err = errors.Join(err, manifestErr)
		for _, r := range m.Rubrics {
			bank.Rubrics = append(bank.Rubrics, r.Rubric)
		}
	}
	return bank, err
}

// isBankName tells whether an argument names a file of questions.
func isBankName(arg string) bool { return strings.HasSuffix(strings.ToLower(arg), ".gift") }

// bankOfFile are the questions of a file that can be asked.
func bankOfFile(name string) (bank quiz.Bank, err error) {
	read, err := readBank(name)
	if err != nil {
		return bank, err
	}
	if !read.Readable() {
		return bank, cannot("%s: %s %s", name, read.Findings[0].Message, read.Findings[0].Proposal)
	}
	questions := read.Questions()
	for i := range questions {
		bank.Questions = append(bank.Questions, &questions[i])
	}
	return bank, nil
}
