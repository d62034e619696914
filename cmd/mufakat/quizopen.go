package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"mufakat/internal/pack"
	"mufakat/internal/plain"
	"mufakat/internal/store"
	"mufakat/internal/ui"
	"mufakat/scenes"
)

// quizSubject is what `kuis` opens: an exam, the questions of a file, or, where both are empty, the choice of all.
type quizSubject struct {
	source string // the exam's pack, or the absolute name of a bank's file
	exam   string // its id; empty: the questions are practised
}

// quizSubject finds what an argument of `kuis` names. The error is a sentence.
func (p *program) quizSubject(cmd *cobra.Command, arg string) (quizSubject, error) {
	if isBankName(arg) {
		full, err := filepath.Abs(arg)
		if err != nil {
			return quizSubject{}, cannot("Folder kerja tidak terbaca. Sebut %s dengan nama lengkapnya.", arg)
		}
		if _, err := p.library.Bank(full); err != nil { // told before a screen is opened
			return quizSubject{}, err
		}
		return quizSubject{source: full}, nil
	}
	exams, broken := p.library.Exams()
	var known []store.ExamKey
	var ids []string
	for _, e := range exams {
		known, ids = append(known, store.ExamKey{Source: e.Source, ID: e.ID}), append(ids, e.ID)
	}
	exam, found, err := namedExam(arg, known)
	if found || err != nil {
		return quizSubject{exam.Source, exam.ID}, err
	}
	return quizSubject{}, p.noSuchQuiz(cmd, arg, ids, broken)
}

// noSuchQuiz says what an argument that names nothing may have been meant to be.
func (p *program) noSuchQuiz(cmd *cobra.Command, arg string, exams []string, broken error) error {
	for _, c := range cmd.Commands() {
		exams = append(append(exams, c.Name()), c.Aliases...)
	}
	if _, err := os.Stat(arg + ".gift"); err == nil {
		return cannot("Ujian “%s” tidak ada. Maksud Anda berkas %s?", arg, shellWord(arg+".gift"))
	}
	switch meant := nearest(arg, exams); {
	case meant != "":
		return cannot("Ujian “%s” tidak ada. Maksud Anda: mufakat kuis %s?", arg, meant)
	case broken != nil:
		return cannot("Ujian “%s” tidak ada. %s", arg, broken)
	}
	return cannot("Ujian “%s” tidak ada. Daftar ujian: mufakat kuis.", arg)
}

// openQuiz opens an exam, the practice of a bank, or the choice of all, on the full screen or line by line.
func (p *program) openQuiz(ctx context.Context, subject quizSubject, lines bool) error {
	if p.wantsPlain(playOptions{plain: lines}) {
		return p.quizPlain(ctx, subject)
	}
	return p.showAlone(ctx, func(app *scenes.App) ui.Scene {
		switch {
		case subject.exam != "":
			return scenes.NewExamBriefing(app, subject.source, subject.exam)
		case subject.source != "":
			return scenes.NewPractice(app, subject.source)
		}
		return scenes.NewExams(app)
	})
}

func (p *program) quizPlain(ctx context.Context, subject quizSubject) error {
	return p.withProfile(func(st *store.Store, profile store.Profile) error {
		s, err := p.plainSession(st, profile)
		if err != nil {
			return err
		}
		return quizSession(ctx, s, subject)
	})
}

func quizSession(ctx context.Context, s *plain.Session, subject quizSubject) error {
	switch {
	case subject.exam != "":
		return s.Exam(ctx, subject.source, subject.exam)
	case subject.source != "":
		return s.Practice(ctx, subject.source)
	}
	return s.Quiz(ctx)
}

// completeExams proposes the exams; where none fits, the shell proposes files.
func (p *program) completeExams(_ *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	exams, _ := p.library.Exams() // broken packs are no matter of the shell's
	var found []cobra.Completion
	for _, e := range exams {
		found = append(found, cobra.CompletionWithDesc(examName(e, exams), e.Title))
	}
	return found, cobra.ShellCompDirectiveDefault
}

// examName is the shortest name by which an exam can be opened.
func examName(e pack.ExamInfo, all []pack.ExamInfo) string {
	for _, other := range all {
		if strings.EqualFold(other.ID, e.ID) && other.Source != e.Source {
			return qualified(e.Source, e.ID)
		}
	}
	return e.ID
}
