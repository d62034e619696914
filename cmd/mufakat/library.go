package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"mufakat/content"
	"mufakat/internal/casefile"
	"mufakat/internal/check"
	"mufakat/internal/install"
	"mufakat/internal/pack"
	"mufakat/internal/sim"
)

// packFolder is the embedded pack's folder, and the name in its manifest.
const packFolder = "kolaboratif"

// shelfFolder is the folder of the installed packs in the data folder.
const shelfFolder = "paket"

// library is what can be played and read: the embedded pack, the installed ones, and cases in files of their own. Nothing
// is read before it is asked for, and then as it is at that moment: packs come and go while the program runs.
type library struct {
	embedded *pack.Pack
	dataDir  func() (string, error)
}

func newLibrary(dataDir func() (string, error)) library {
	folder, err := fs.Sub(content.FS, packFolder)
	if err != nil {
		panic(err) // only for a folder name that is no path
	}
	return library{pack.Open(folder), dataDir}
}

// shelf is where the packs are. Where no data folder is known, it holds the embedded one alone.
func (l library) shelf() *install.Shelf {
	dir, err := l.dataDir()
	if err == nil {
		dir = filepath.Join(dir, shelfFolder)
	}
	return install.NewShelf(dir, l.embedded)
}

// Cases lists the cases of all packs, those of the embedded one first. The error tells, one sentence a line, which packs
// were passed over because they are broken; the cases of the others are there nevertheless.
func (l library) Cases() ([]pack.CaseInfo, error) {
	return ofAllPacks(l, (*pack.Pack).Cases)
}

// Cards reads the concept cards of all packs, by code, with an error as that of Cases. A code counts once, for the first
// pack that has it.
func (l library) Cards() ([]pack.Card, error) {
	cards, err := ofAllPacks(l, (*pack.Pack).Cards)
	slices.SortStableFunc(cards, pack.ByCode)
	return slices.CompactFunc(cards, func(a, b pack.Card) bool { return a.Code == b.Code }), err
}

// ofAllPacks lists what each pack has, and collects the errors of those that are broken.
func ofAllPacks[T any](l library, list func(*pack.Pack) ([]T, error)) ([]T, error) {
	entries, err := l.shelf().List()
	problems := []error{err}
	var all []T
	for _, e := range entries {
		if e.Err != nil {
			problems = append(problems, e.Err)
			continue
		}
		some, err := list(e.Pack)
		if err != nil {
			problems = append(problems, cannot("Paket %s: %s", e.Name, err))
		}
		all = append(all, some...)
	}
	return all, errors.Join(problems...)
}

// Card reads one concept card, from the first pack that has it. The error is a sentence.
func (l library) Card(code string) (pack.Card, error) {
	entries, err := l.shelf().List()
	for _, e := range entries {
		if e.Err == nil && slices.Contains(e.Pack.Concepts(), code) {
			return e.Pack.Card(code)
		}
	}
	if err != nil {
		return pack.Card{}, err
	}
	return l.embedded.Card(code) // which says that there is none
}

// Uses tells for every concept, by its code, which cases and questions of all packs exercise it.
func (l library) Uses() map[string]*pack.Uses {
	entries, _ := l.shelf().List()
	var packs []*pack.Pack
	for _, e := range entries {
		if e.Err == nil {
			packs = append(packs, e.Pack)
		}
	}
	return pack.FindUses(packs)
}

// Case reads a case. source is a pack's name, or the absolute path of the case's file. The error is a sentence: there is
// no such pack or case, or it cannot be played.
func (l library) Case(source, id string) (*sim.Case, error) {
	doc, err := l.Document(source, id)
	if err != nil {
		return nil, err
	}
	return pack.Playable(doc)
}

// Document reads a case with what is wrong in it. The error is a sentence: there is no such pack or case.
func (l library) Document(source, id string) (*casefile.Document, error) {
	if isFileName(source) {
		return check.Document(source, l.checkOptions())
	}
	p, err := l.shelf().Find(source)
	if err != nil {
		return nil, err
	}
	return p.Document(id)
}

// checkOptions are what authors' files are checked against: all may name the cards and rubrics of the embedded pack, or of what
// stands in for it.
func (l library) checkOptions() check.Options {
	base, name := l.shelf().BuiltIn()
	return check.Options{Concepts: base.Concepts(), Rubrics: base.RubricIDs(), ConceptsOf: name}
}

// Grades is the table of practice grades for cases from a source, best first. A case in a file has that of the embedded
// pack, or of what stands in for it.
func (l library) Grades(source string) []sim.Grade {
	p, err := l.shelf().Find(source)
	if err != nil {
		p, _ = l.shelf().BuiltIn()
	}
	return p.Grades()
}

// find finds the case that an argument of the command line names: a file, or an id or code, with its pack's name and a
// colon before it where two packs have the same.
func (l library) find(arg string) (source, id string, err error) {
	if isFileName(arg) {
		abs, err := filepath.Abs(arg)
		if err != nil {
			return "", "", cannot("Folder kerja tidak terbaca. Sebut %s dengan nama lengkapnya.", arg)
		}
		base := filepath.Base(abs)
		return abs, strings.TrimSuffix(base, filepath.Ext(base)), nil
	}
	cases, broken := l.Cases()
	of, name, qualified := strings.Cut(arg, ":")
	if !qualified {
		of, name = "", arg
	}
	var names []string
	for _, c := range cases {
		if qualified && !strings.EqualFold(of, c.Source) {
			continue
		}
		if strings.EqualFold(c.ID, name) || c.Code != "" && strings.EqualFold(c.Code, name) {
			return c.Source, c.ID, nil
		}
		names = append(names, c.ID)
	}
	if info, err := os.Stat(arg); err == nil && info.IsDir() {
		return "", "", cannot("%s adalah folder, sedangkan di sini diperlukan satu kasus. Sebut berkasnya, misalnya %s.", arg, shellWord(filepath.Join(arg, "kasus-saya.md")))
	}
	if file := meantFile(arg); file != "" {
		return "", "", cannot("Kasus “%s” tidak ada. Maksud Anda berkas %s?", arg, shellWord(file))
	}
	switch meant := nearest(name, names); {
	case meant != "":
		return "", "", cannot("Kasus “%s” tidak ada. Maksud Anda %s?", arg, meant)
	case broken != nil:
		return "", "", cannot("Kasus “%s” tidak ada. %s", arg, broken)
	}
	return "", "", cannot("Kasus “%s” tidak ada. Daftar kasus: mufakat kasus.", arg)
}

// meantFile is the file of a case that an argument names without its ending; empty where there is none.
func meantFile(arg string) string {
	file := arg + ".md"
	if info, err := os.Stat(file); err != nil || !info.Mode().IsRegular() {
		return ""
	}
	return file
}

// open reads the case that an argument of the command line names.
func (l library) open(arg string) (source string, c *sim.Case, err error) {
	source, id, err := l.find(arg)
	if err != nil {
		return "", nil, err
	}
	c, err = l.Case(source, id)
	return source, c, err
}
