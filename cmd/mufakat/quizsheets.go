package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"mufakat/internal/gradebook"
	"mufakat/internal/store"
	"mufakat/scenes"
)

// gathered is what is known of the exams that the arguments of a command name.
type gathered struct {
	books  []*gradebook.Book // none only where something else than attempts was read
	unread []string          // sentences on files, names and attempts that could not be read
	files  []string          // that were read, also those of other exams
}

// gather reads the attempts that arguments name: exams that were sat on this computer by their ids, exported attempts by the names
// of files and folders. wanted, if it is not empty, is the id of the only exam that is of interest. The error is a sentence:
// nothing was found.
func (p *program) gather(args []string, wanted string) (gathered, error) {
	var g gathered
	var sheets []gradebook.Sheet
	var files []string
	for _, arg := range args {
		if namesFiles(arg) {
			files = append(files, arg)
			continue
		}
		own, unreadable, err := p.storedSheets(arg)
		if err != nil {
			return g, err
		}
		sheets = append(sheets, own...)
		if unreadable > 0 {
			g.unread = append(g.unread, fmt.Sprintf("%d percobaan ujian %s di komputer ini tidak terbaca dan tidak ikut.", unreadable, arg))
		}
	}
	read := gradebook.ReadFiles(files)
	for i := range read.Sheets {
		g.files = append(g.files, read.Sheets[i].Origin)
	}
	g.unread = append(g.unread, read.Refused...)
	g.books = gradebook.Books(append(sheets, read.Sheets...))
	if len(g.books) == 0 {
		return g, cannot("%s", strings.Join(g.unread, "\n"))
	}
	if wanted == "" {
		return g, nil
	}
	found := examNames(g.books)
	g.books = slices.DeleteFunc(g.books, func(b *gradebook.Book) bool { return !isExam(wanted, b.Exam.Source, b.Exam.ID) })
	if len(g.books) == 0 {
		return g, cannot("Ujian “%s” tidak ada di antaranya. Yang ada: %s.", wanted, found)
	}
	return g, nil
}

// only is the book, where there is but one. The error is a sentence.
func (g gathered) only() (*gradebook.Book, error) {
	if len(g.books) > 1 {
		return nil, cannot("Di sini ada %d ujian: %s. Pilih satu dengan --ujian.", len(g.books), examNames(g.books))
	}
	return g.books[0], nil
}

// tell says, after everything else was done, what did not go as was asked; left are sentences on what else was left out.
func (p *program) tell(g gathered, left ...string) error {
	var told []string
	for _, b := range g.books {
		told = append(told, b.Doubles...)
	}
	missing := slices.Concat(g.unread, left)
	if len(missing) > 0 {
		return doesNotHold("%s", strings.Join(append(told, missing...), "\n"))
	}
	for _, sentence := range told {
		p.warn(errors.New(sentence))
	}
	return nil
}

// save writes a file, but never over one of those that were read, and says where it is.
func (p *program) save(read []string, o outputOptions, write func(io.Writer) error) error {
	if err := notOver(o.file, read...); err != nil {
		return err
	}
	full, err := saveFile(o.file, o.overwrite, write)
	if err != nil {
		return err
	}
	return p.write("Tertulis: " + full + "\n")
}

// examNames lists exams as they are named on the command line.
func examNames(books []*gradebook.Book) string {
	var names []string
	for _, b := range books {
		names = append(names, qualified(b.Exam.Source, b.Exam.ID))
	}
	return strings.Join(names, ", ")
}

// qualified is an exam's id with its pack's name before it.
func qualified(source, id string) string {
	if source == "" {
		return id
	}
	return source + ":" + id
}

// isExam tells whether a word of the command line names an exam: by its id, or with its pack's name before that.
func isExam(word, source, id string) bool {
	return strings.EqualFold(word, id) || strings.EqualFold(word, qualified(source, id))
}

// namedExam is the one of some exams that a word names; false where it names none. The error is a sentence: it names several.
func namedExam(word string, among []store.ExamKey) (exam store.ExamKey, found bool, err error) {
	var names []string
	for _, e := range among {
		if isExam(word, e.Source, e.ID) {
			exam = e
			names = append(names, qualified(e.Source, e.ID))
		}
	}
	if len(names) > 1 {
		return exam, false, cannot("Ada beberapa ujian “%s”. Sebut dengan nama paketnya: %s.", word, strings.Join(names, " atau "))
	}
	return exam, len(names) == 1, nil
}

// namesFiles tells whether an argument names files rather than an exam, whose id is a plain word.
func namesFiles(arg string) bool {
	if arg == "" || strings.ContainsAny(arg, `/\*?[.`) {
		return true
	}
	info, err := os.Stat(arg)
	return err == nil && info.IsDir()
}

// storedSheets are the attempts at an exam on this computer, and how many could not be read. The error is a sentence.
func (p *program) storedSheets(word string) (sheets []gradebook.Sheet, unreadable int, err error) {
	s, err := p.openStore()
	if err != nil {
		return nil, 0, err
	}
	defer s.Close()
	exam, err := p.satExam(s, word)
	if err != nil {
		return nil, 0, err
	}
	return scenes.StoredSheets(s, exam)
}

// satExam is the exam that a word names among those that somebody handed in. The error is a sentence.
func (p *program) satExam(s *store.Store, word string) (store.ExamKey, error) {
	profiles, err := s.Profiles()
	if err != nil {
		return store.ExamKey{}, err
	}
	var sat []store.ExamKey
	for _, profile := range profiles {
		attempts, err := s.Attempts(profile.ID)
		if err != nil {
			return store.ExamKey{}, err
		}
		for _, a := range attempts {
			if _, over := a.Result(); over && !slices.Contains(sat, a.Exam) {
				sat = append(sat, a.Exam)
			}
		}
	}
	exam, found, err := namedExam(word, sat)
	if found || err != nil {
		return exam, err
	}
	var ids []string
	for _, e := range sat {
		ids = append(ids, e.ID)
	}
	exams, _ := p.library.Exams() // a broken pack is no matter of this command
	for _, e := range exams {
		if isExam(word, e.Source, e.ID) {
			return exam, cannot("Ujian “%s” belum dikumpulkan siapa pun di komputer ini. Sebut berkas atau folder dari peserta, atau tunggu hasilnya.", word)
		}
		ids = append(ids, e.ID)
	}
	if meant := nearest(word, ids); meant != "" {
		return exam, cannot("Ujian “%s” tidak ada. Maksud Anda %s?", word, meant)
	}
	return exam, cannot("Ujian “%s” tidak ada. Sebut id ujiannya, atau berkas dan folder dari peserta.", word)
}
