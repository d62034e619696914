// Package pack reads a pack: a folder of cases and concept cards with its paket.yaml, whatever holds it (the program
// itself, a directory, a zip). Nothing is parsed before it is asked for.
package pack

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"go.yaml.in/yaml/v3"

	"mufakat/internal/casefile"
	"mufakat/internal/sim"
)

// The places in a pack.
const (
	ManifestFile = "paket.yaml"
	CaseFolder   = "kasus"
	CardFolder   = "pustaka"
)

// Manifest is what paket.yaml says.
type Manifest struct {
	Name    string       `yaml:"nama"` // short, without spaces; names the pack in commands
	Title   string       `yaml:"judul"`
	Version string       `yaml:"versi"`
	Authors []string     `yaml:"penulis"`
	Licence string       `yaml:"lisensi"`
	Order   []string     `yaml:"kasus"` // ids in the order in which the cases are offered; others follow by id
	Grades  []GradeEntry `yaml:"predikat"`
}

// GradeEntry is one line of the table of practice grades.
type GradeEntry struct {
	From float64 `yaml:"mulai"` // the least nilai that earns it
	Name string  `yaml:"nama"`
}

// Pack is an opened pack. It may be used by several goroutines.
type Pack struct {
	fsys     fs.FS
	manifest func() (Manifest, error)
}

// Open opens a pack. Nothing is read yet.
func Open(fsys fs.FS) *Pack {
	return &Pack{fsys: fsys, manifest: sync.OnceValues(func() (Manifest, error) { return readManifest(fsys) })}
}

// Manifest reads paket.yaml. The error says what is wrong with it.
func (p *Pack) Manifest() (Manifest, error) { return p.manifest() }

func readManifest(fsys fs.FS) (Manifest, error) {
	var m Manifest
	src, err := fs.ReadFile(fsys, ManifestFile)
	if err != nil {
		return m, errors.New("paket.yaml tidak ditemukan. Sebuah paket adalah folder dengan paket.yaml di dalamnya.")
	}
	if err := yaml.Unmarshal(src, &m); err != nil {
		return m, fmt.Errorf("paket.yaml tidak terbaca: %s. Periksa indentasi dan tanda titik duanya.", yamlPlace(err))
	}
	if m.Name == "" || m.Title == "" {
		return m, errors.New("paket.yaml belum lengkap: tulis nama dan judul.")
	}
	return m, nil
}

// yamlPlace is where the YAML library found the error, without its English words.
func yamlPlace(err error) string {
	var line int
	if _, after, found := strings.Cut(err.Error(), "line "); found {
		if n, _ := fmt.Sscanf(after, "%d", &line); n == 1 {
			return fmt.Sprintf("ada yang salah di sekitar baris %d", line)
		}
	}
	return "isinya bukan YAML"
}

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
	slices.SortStableFunc(grades, func(a, b sim.Grade) int {
		switch {
		case a.From > b.From:
			return -1
		case a.From < b.From:
			return 1
		}
		return 0
	})
	return grades
}

// CaseInfo is one line of a list of cases.
type CaseInfo struct {
	Source string // the pack's name
	casefile.Head
}

// Cases lists the cases, those that the manifest names first, in its order. Only the beginning of each file is read.
func (p *Pack) Cases() ([]CaseInfo, error) {
	m, err := p.Manifest()
	if err != nil {
		return nil, err
	}
	ids, err := p.list(CaseFolder)
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
	infos := make([]CaseInfo, len(ids))
	for i, id := range ids {
		src, err := p.readFile(CaseFolder, id)
		if err != nil {
			return nil, err
		}
		head, _ := casefile.ReadHead(id+".md", src)
		infos[i] = CaseInfo{m.Name, head}
	}
	return infos, nil
}

// Document reads a case with its diagnostics. The error tells that there is no such case.
func (p *Pack) Document(id string) (*casefile.Document, error) {
	src, err := p.readFile(CaseFolder, id)
	if err != nil {
		return nil, err
	}
	return casefile.Parse(id+".md", src, casefile.Options{Concepts: p.Concepts()}), nil
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
	var first casefile.Diagnostic
	for _, d := range doc.Diagnostics {
		if d.Severity == casefile.Error {
			if galat == 0 {
				first = d
			}
			galat++
		}
	}
	return nil, fmt.Errorf("%s punya %d galat, jadi belum bisa dimainkan. Yang pertama, baris %d: %s Lihat semuanya dengan: mufakat periksa %s",
		first.File, galat, first.Place.Line, first.Message, first.File)
}

// Concepts are the codes of the concept cards, sorted.
func (p *Pack) Concepts() []string {
	codes, err := p.list(CardFolder)
	if err != nil {
		return nil // a pack without a library
	}
	return codes
}

// IsText tells whether a folder's entry is a Markdown file of the pack, however its ending is written: no folder, no hidden
// file, and not README.md, which is about the folder.
func IsText(e fs.DirEntry) bool {
	name := e.Name()
	return e.Type()&^fs.ModeSymlink == 0 && strings.EqualFold(path.Ext(name), ".md") && !strings.HasPrefix(name, ".") && !strings.EqualFold(name, "README.md")
}

// list returns the names of a folder's Markdown files without their ending, sorted.
func (p *Pack) list(folder string) ([]string, error) {
	entries, err := fs.ReadDir(p.fsys, folder)
	if err != nil {
		return nil, fmt.Errorf("Folder %s tidak ada dalam paket ini.", folder)
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
		if src, err := fs.ReadFile(p.fsys, path.Join(folder, name+ending)); err == nil {
			return src, nil
		}
	}
	return nil, fmt.Errorf("%s tidak ada dalam paket ini.", name)
}
