// Package check says what is wrong with authors' files: one case, a folder of them, a pack, or a zip with either. To what
// package casefile finds by reading a case it adds what only a search of the story shows, and it checks the concept cards
// and paket.yaml of a pack.
package check

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"mufakat/internal/analysis"
	"mufakat/internal/casefile"
	"mufakat/internal/pack"
)

// Options are what files are checked against.
type Options struct {
	Concepts []string              // the concept codes that a case outside any pack may cite; nil: they are not checked
	Progress func(done, total int) // told after every file; may be nil
}

// Report is what was found.
type Report struct {
	Files    int // how many were checked
	Findings []casefile.Diagnostic
}

// Path checks what a path of the system names: a case (.md), a folder, or a zip. A folder with paket.yaml is checked as a
// pack, as is a single file or folder within one. In other folders every .md file is taken for a case, but for README.md.
//
// The error is a sentence in Indonesian for what could not be read, or ctx's; the report then holds what was found in the
// other files.
func Path(ctx context.Context, name string, o Options) (Report, error) {
	files, done, err := find(name, o)
	if err != nil {
		return Report{}, err
	}
	defer done()
	if len(files) == 0 {
		return Report{}, refuse("Tidak ada kasus (.md) di %s. Sebut berkas kasusnya, foldernya, atau zip-nya.", name)
	}
	var r Report
	var unreadable error
	for i, f := range files {
		findings, err := f.check(ctx)
		if ctx.Err() != nil {
			return r, ctx.Err()
		}
		if err != nil && unreadable == nil {
			unreadable = err
		}
		if err == nil {
			r.Files++
		}
		r.Findings = append(r.Findings, findings...)
		if o.Progress != nil {
			o.Progress(i+1, len(files))
		}
	}
	return r, unreadable
}

// Document reads the case in a file of the system as [Path] does, without searching its story. The error is a sentence in
// Indonesian: there is no such file, or it cannot be read.
func Document(name string, o Options) (*casefile.Document, error) {
	files, done, err := find(name, o)
	if err != nil {
		return nil, err
	}
	defer done()
	if len(files) != 1 || files[0].kind != caseFile {
		return nil, refuse("%s bukan sebuah kasus. Sebut satu berkas kasus (.md).", name)
	}
	src, err := files[0].read()
	if err != nil {
		return nil, err
	}
	return files[0].parse(src), nil
}

type kind int

const (
	caseFile kind = iota
	cardFile
	manifestFile
)

// file is one file to be checked.
type file struct {
	fsys     fs.FS
	name     string // in fsys
	shown    string // as messages name it
	kind     kind
	concepts []string
	pack     *pack.Pack // nil outside a pack
	folder   string     // of the pack, in fsys
}

func (f *file) check(ctx context.Context) ([]casefile.Diagnostic, error) {
	src, err := f.read()
	if err != nil {
		return nil, err
	}
	switch f.kind {
	case cardFile:
		return f.checkCard(src), nil
	case manifestFile:
		return f.checkManifest(src), nil
	}
	doc := f.parse(src)
	if err := f.addLocked(ctx, doc); err != nil {
		return nil, err
	}
	return doc.Diagnostics, nil
}

func (f *file) parse(src []byte) *casefile.Document {
	return casefile.Parse(f.shown, src, casefile.Options{Concepts: f.concepts})
}

// addLocked adds the passages in which a story can get stuck because every option is locked.
func (f *file) addLocked(ctx context.Context, doc *casefile.Document) error {
	if doc.Case == nil {
		return nil
	}
	compiled := analysis.Compile(doc.Case)
	stranding, err := compiled.Stranding(ctx, analysis.DefaultLimit)
	if err != nil {
		return err
	}
	start := doc.Case.Neutral()
	for _, s := range stranding.Passages {
		proposal := "Semuanya terkunci sejak awal cerita."
		if len(s.Path) > 0 {
			ids, err := compiled.OptionIDs(start, s.Path)
			if err != nil {
				return err
			}
			proposal = "Jalan ke sana, misalnya: " + strings.Join(ids, ", ") + "."
		}
		doc.Add(casefile.AllLocked, doc.Places.Passages[s.Passage],
			fmt.Sprintf("Semua pilihan di adegan “%s” dapat terkunci sekaligus.", doc.Case.Passages[s.Passage].Title),
			proposal+" Beri satu pilihan yang selalu terbuka.")
	}
	if !stranding.Exact {
		doc.Diagnostics = append(doc.Diagnostics, casefile.Diagnostic{
			File: f.shown, Place: doc.Places.Title, Width: 1, Code: casefile.AllLocked, Severity: casefile.Suggestion,
			Message:  "Cerita ini terlalu luas untuk memastikan bahwa selalu ada pilihan yang terbuka.",
			Proposal: "Beri satu pilihan tanpa syarat pada setiap adegan yang semua pilihannya bersyarat.",
		})
	}
	return nil
}

// find lists the files that a path names. done closes what stays open for reading them.
func find(name string, o Options) (files []file, done func(), err error) {
	done = func() {}
	if name == "" {
		return nil, done, refuse("Nama berkasnya kosong. Sebut berkas kasusnya, foldernya, atau zip-nya.")
	}
	info, err := os.Stat(name)
	if err != nil {
		return nil, done, unreadable(name, err)
	}
	if info.IsDir() || strings.EqualFold(filepath.Ext(name), ".md") || filepath.Base(name) == pack.ManifestFile {
		if files := inPack(name); files != nil {
			return files, done, nil
		}
	}
	switch ext := strings.ToLower(filepath.Ext(name)); {
	case info.IsDir():
		files, err = collect(os.DirFS(name), ".", name, o)
	case !info.Mode().IsRegular():
		err = refuse("%s bukan berkas biasa. Sebut berkas kasus (.md), folder, atau zip.", name)
	case ext == ".zip":
		return fromZip(name, info.Size(), o)
	case ext == ".md":
		dir, base := filepath.Split(name)
		if dir == "" {
			dir = "."
		}
		files = []file{{fsys: os.DirFS(dir), name: base, shown: name, concepts: o.Concepts}}
	default:
		err = refuse("%s bukan kasus. Yang bisa diperiksa: berkas kasus (.md), folder, atau zip.", name)
	}
	return files, done, err
}

// inPack lists the files that a path within a pack's folder names; none where it lies in no pack.
func inPack(name string) []file {
	abs, err := filepath.Abs(name)
	if err != nil {
		return nil
	}
	folder := filepath.Dir(abs)
	for range 2 { // a pack is one folder deep
		if _, err := os.Stat(filepath.Join(folder, pack.ManifestFile)); err == nil {
			inside := filepath.ToSlash(strings.TrimPrefix(abs[len(folder):], string(filepath.Separator)))
			var files []file
			all, err := packFiles(os.DirFS(folder), ".", "")
			if err != nil {
				return nil
			}
			for _, f := range all {
				rest, within := strings.CutPrefix(f.name, inside)
				if !within || rest != "" && rest[0] != '/' {
					continue
				}
				f.shown = filepath.Join(name, filepath.FromSlash(rest))
				files = append(files, f)
			}
			return files
		}
		folder = filepath.Dir(folder)
	}
	return nil
}

// collect lists the files of a folder and the folders in it.
func collect(fsys fs.FS, folder, shown string, o Options) ([]file, error) {
	if isPack(fsys, folder) {
		return packFiles(fsys, folder, shown)
	}
	entries, err := fs.ReadDir(fsys, folder)
	if err != nil {
		return nil, unreadable(shown, err)
	}
	var files []file
	for _, e := range entries {
		name, entryShown := path.Join(folder, e.Name()), filepath.Join(shown, e.Name())
		switch {
		case e.IsDir() && !strings.HasPrefix(e.Name(), "."):
			below, err := collect(fsys, name, entryShown, o)
			if err != nil {
				return nil, err
			}
			files = append(files, below...)
		case pack.IsText(e):
			files = append(files, file{fsys: fsys, name: name, shown: entryShown, concepts: o.Concepts})
		}
	}
	return files, nil
}
