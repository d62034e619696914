// Package pack reads a pack: a folder of cases and concept cards with its paket.yaml, whatever holds it (the program
// itself, a directory, a zip). Nothing is parsed before it is asked for. A [Source] is a pack that comes from outside, of
// which only what is harmless and belongs to a pack is taken.
package pack

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"mufakat/internal/casefile"
	"mufakat/internal/diagnostic"
	"mufakat/internal/sim"
)

// The places in a pack.
const (
	ManifestFile = "paket.yaml"
	CaseFolder   = "kasus"
	CardFolder   = "pustaka"
	QuizFolder   = "kuis"
)

// Pack is an opened pack. It may be used by several goroutines.
type Pack struct {
	fsys     fs.FS // a file that is not there is an fs.ErrNotExist
	manifest func() (Manifest, error)
}

// Open opens a pack. Nothing is read yet.
func Open(fsys fs.FS) *Pack {
	return &Pack{fsys: fsys, manifest: sync.OnceValues(func() (Manifest, error) { return readManifest(fsys) })}
}

// Manifest reads paket.yaml. The error says what is wrong with it.
func (p *Pack) Manifest() (Manifest, error) { return p.manifest() }

// Grades is the pack's table of practice grades, best first; the default where it has none.
func (p *Pack) Grades() []sim.Grade {
	m, err := p.Manifest()
	if err != nil || len(m.Grades) == 0 {
		return sim.DefaultGrades()
	}
	grades := make([]sim.Grade, len(m.Grades))
	for i, g := range m.Grades {
		grades[i] = sim.Grade{From: g.From, Name: g.Name}
	}
	slices.SortStableFunc(grades, func(a, b sim.Grade) int { return cmp.Compare(b.From, a.From) })
	return grades
}

// CaseInfo is one line of a list of cases.
type CaseInfo struct {
	Source string // the pack's name
	casefile.Head
}

// Cases lists the cases, those that the manifest names first, in its order. Only the beginning of each file is parsed. The
// error tells which cannot be read, a sentence a line; the others are there nevertheless.
func (p *Pack) Cases() ([]CaseInfo, error) {
	m, err := p.Manifest()
	if err != nil {
		return nil, err
	}
	ids, err := p.CaseIDs()
	if err != nil {
		return nil, err
	}
	rank := func(id string) int {
		if i := slices.Index(m.Order, id); i >= 0 {
			return i
		}
		return len(m.Order)
	}
	slices.SortStableFunc(ids, func(a, b string) int { return rank(a) - rank(b) })
	var infos []CaseInfo
	var unreadable []error
	for _, id := range ids {
		src, err := p.CaseText(id)
		if err != nil {
			unreadable = append(unreadable, err)
			continue
		}
		head, _ := casefile.ReadHead(id+".md", src)
		infos = append(infos, CaseInfo{m.Name, head})
	}
	return infos, errors.Join(unreadable...)
}

// CaseIDs lists the ids of the cases, sorted.
func (p *Pack) CaseIDs() ([]string, error) { return p.list(CaseFolder) }

// CaseText is a case as its author wrote it. The error tells that there is no such case.
func (p *Pack) CaseText(id string) ([]byte, error) { return p.readFile(CaseFolder, id) }

// Document reads a case with its diagnostics, but for those about concept cards that are missing: a case can be played
// without them. The error tells that there is no such case.
func (p *Pack) Document(id string) (*casefile.Document, error) {
	src, err := p.CaseText(id)
	if err != nil {
		return nil, err
	}
	return casefile.Parse(id+".md", src, casefile.Options{}), nil
}

// Case reads a case that can be played. The error tells that there is none, or the first thing wrong with it.
func (p *Pack) Case(id string) (*sim.Case, error) {
	doc, err := p.Document(id)
	if err != nil {
		return nil, err
	}
	return Playable(doc)
}

// Playable returns a document's case, or an error that names the first galat and where to see them all.
func Playable(doc *casefile.Document) (*sim.Case, error) {
	if doc.Case != nil {
		return doc.Case, nil
	}
	galat := 0
	var first diagnostic.Diagnostic
	for _, d := range doc.Diagnostics {
		if d.Severity == diagnostic.Error {
			if galat == 0 {
				first = d
			}
			galat++
		}
	}
	return nil, fmt.Errorf("%s punya %d galat, jadi belum bisa dimainkan. Yang pertama, baris %d: %s Lihat semuanya dengan: mufakat periksa %s",
		first.File, galat, first.Place.Line, first.Message, shellWord(first.File))
}

// shellWord is a file name as one types it in a command.
func shellWord(name string) string {
	if strings.Contains(name, " ") {
		return `"` + name + `"`
	}
	return name
}

// Concepts are the codes of the concept cards, sorted; none where they cannot be read.
func (p *Pack) Concepts() []string {
	codes, err := p.list(CardFolder)
	if err != nil {
		return nil
	}
	return codes
}

// IsText tells whether a folder's entry is a Markdown file of the pack, however its ending is written: no folder, no hidden
// file, and not README.md, which is about the folder.
func IsText(e fs.DirEntry) bool {
	return e.Type()&^fs.ModeSymlink == 0 && isTextName(e.Name())
}

func isTextName(name string) bool {
	return strings.EqualFold(path.Ext(name), ".md") && !strings.HasPrefix(name, ".") && !strings.EqualFold(name, "README.md")
}

// list returns the names of a folder's Markdown files without their ending, sorted; none where the pack does without it.
func (p *Pack) list(folder string) ([]string, error) {
	entries, err := fs.ReadDir(p.fsys, folder)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, Unreadable(folder, err)
	}
	var names []string
	for _, e := range entries {
		if IsText(e) {
			names = append(names, strings.TrimSuffix(e.Name(), path.Ext(e.Name())))
		}
	}
	return names, nil
}

func (p *Pack) readFile(folder, name string) ([]byte, error) {
	for _, ending := range []string{".md", ".MD", ".Md", ".mD"} {
		file := path.Join(folder, name+ending)
		if src, err := readLimited(p.fsys, file, file, casefile.MaxSize); !errors.Is(err, fs.ErrNotExist) {
			return src, err
		}
	}
	return nil, fmt.Errorf("%s tidak ada dalam paket ini.", name)
}
