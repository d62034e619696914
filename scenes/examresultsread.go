package scenes

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"mufakat/internal/gradebook"
	"mufakat/internal/itemstats"
	"mufakat/internal/quiz"
	"mufakat/internal/report"
	"mufakat/internal/store"
)

// NewSheet is an attempt in the store with whose it is.
func NewSheet(saved store.SavedAttempt, who store.Profile) gradebook.Sheet {
	return gradebook.Sheet{
		Name: who.Name, NIP: who.NIP, Attempt: saved.Attempt, Stored: int64(saved.ID),
		Exam: gradebook.Exam{Source: saved.Exam.Source, ID: saved.Exam.ID, Title: saved.Title},
	}
}

// StoredSheets are the attempts at an exam that were handed in on this computer, and how many beside them cannot be read.
func StoredSheets(st Store, exam store.ExamKey) (sheets []gradebook.Sheet, unreadable int, err error) {
	profiles, err := st.Profiles()
	if err != nil {
		return nil, 0, err
	}
	all, unreadable, err := st.AllAttempts(exam)
	for _, a := range all {
		at := slices.IndexFunc(profiles, func(p store.Profile) bool { return p.ID == a.Profile })
		if at >= 0 { // else it was deleted meanwhile, with its attempts
			sheets = append(sheets, NewSheet(a, profiles[at]))
		}
	}
	return sheets, unreadable, err
}

// readStoredExam reads what everybody handed in on this computer.
func readStoredExam(st Store, exam store.ExamKey) (examResults, error) {
	sheets, unreadable, err := StoredSheets(st, exam)
	if err != nil {
		return examResults{}, err
	}
	var trouble []string
	if unreadable > 0 {
		trouble = append(trouble, fmt.Sprintf("%d percobaan tidak terbaca, mungkin karena disimpan oleh versi Mufakat yang lain. Perbarui Mufakat, lalu buka lagi.", unreadable))
	}
	if len(sheets) == 0 {
		return examResults{}, errors.New(strings.Join(append([]string{"Belum ada percobaan yang bisa ditampilkan."}, trouble...), " "))
	}
	return resultsOf(gradebook.Books(sheets)[0], trouble, st), nil
}

// readExamFiles reads those attempts at an exam that are in the files.
func readExamFiles(exam gradebook.Exam, paths []string, st ExamStore) (examResults, error) {
	read := gradebook.ReadFiles(paths)
	for _, b := range gradebook.Books(read.Sheets) {
		if b.Exam.ID == exam.ID && b.Exam.Source == exam.Source {
			return resultsOf(b, append(read.Refused, b.Doubles...), st), nil
		}
	}
	return examResults{}, errors.New(few(append([]string{"Berkas ujian ini sudah tidak ada, atau tidak terbaca lagi."}, read.Refused...)))
}

// resultsOf works out what the screens show of a book.
func resultsOf(b *gradebook.Book, trouble []string, st ExamStore) examResults {
	r := examResults{book: b, stats: itemstats.Compute(b.Matrix()), trouble: trouble}
	for i := range b.People {
		p := &b.People[i]
		for _, n := range p.Sheets {
			sheet := b.Sheets[n]
			s := &script{name: p.Label, attempt: sheet.Attempt, keep: func(m quiz.Mark) error { return keepMark(st, sheet, m) }}
			if len(s.essays()) > 0 {
				r.scripts = append(r.scripts, s)
			}
		}
	}
	return r
}

// keepMark makes a mark durable where the attempt came from: in the store, or in its file, which is written anew.
func keepMark(st ExamStore, sheet gradebook.Sheet, m quiz.Mark) error {
	if sheet.Origin == "" {
		return st.AddMark(store.AttemptID(sheet.Stored), m)
	}
	read := gradebook.ReadFiles([]string{sheet.Origin})
	if len(read.Sheets) == 0 {
		return errors.New(strings.Join(read.Refused, " "))
	}
	now := read.Sheets[0]
	if a := now.Attempt; a.Paper.Seed != sheet.Attempt.Paper.Seed || !a.Started.Equal(sheet.Attempt.Started) {
		return fmt.Errorf("%s sekarang berisi percobaan yang lain. Kembali ke hasil ujian, lalu buka lagi berkasnya.", sheet.Origin)
	}
	now.Attempt.Marks = append(now.Attempt.Marks, m)
	return report.SaveSheet(&now)
}
