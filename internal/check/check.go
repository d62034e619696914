// Package check says what is wrong with authors' files: one case, a folder of them, a pack, or a zip with either. To what
// package casefile finds by reading a case it adds what only a search of the story shows, and it checks the concept cards
// and paket.yaml of a pack.
package check

import (
	"context"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"

	"mufakat/internal/casefile"
	"mufakat/internal/diagnostic"
	"mufakat/internal/gift"
	"mufakat/internal/pack"
)

// Options are what files are checked against.
type Options struct {
	Concepts   []string              // the concept codes that any case may cite beside those of its pack; nil: outside a pack they are not checked
	Rubrics    []string              // the ids of the rubrics that any essay may name beside those of its pack; nil: likewise
	ConceptsOf string                // the name of the pack that Concepts and Rubrics are from; this pack itself may name only what it has
	Progress   func(done, total int) // told after every file, never by two goroutines at once; may be nil
}

// Report is what was found.
type Report struct {
	Names    []string // of the files that could be checked, as findings name them
	Findings []diagnostic.Diagnostic
}

// Path checks what a path of the system names: a case (.md), a folder, or a zip. A folder with paket.yaml is checked as a
// pack, as is a single file or folder within one. In other folders every .md file is taken for a case, but for README.md.
//
// The error is a sentence in Indonesian for the first file that could not be read, and the report holds what was found in
// the others; or it is ctx's, and the report is empty.
func Path(ctx context.Context, name string, o Options) (Report, error) {
	files, done, err := find(ctx, name, o)
	if err != nil {
		return Report{}, err
	}
	defer done()
	if len(files) == 0 {
		return Report{}, refuse("Tidak ada kasus (.md) di %s. Sebut berkas kasusnya, foldernya, atau zip-nya.", name)
	}
	return checkAll(ctx, files, o.Progress)
}

// checkAll checks files on all processors at once. The report is in their order.
func checkAll(ctx context.Context, files []file, progress func(done, total int)) (Report, error) {
	type result struct {
		findings []diagnostic.Diagnostic
		err      error
	}
	results := make([]result, len(files))
	waiting := make(chan int, len(files))
	for i := range files {
		waiting <- i
	}
	close(waiting)
	var workers sync.WaitGroup
	var telling sync.Mutex // guards done, and lets one worker at a time tell of it
	done := 0
	for range min(runtime.GOMAXPROCS(0), len(files)) {
		workers.Go(func() {
			for i := range waiting {
				findings, err := files[i].check(ctx)
				results[i] = result{findings, err}
				telling.Lock()
				done++
				if progress != nil && ctx.Err() == nil {
					progress(done, len(files))
				}
				telling.Unlock()
				if ctx.Err() != nil {
					return
				}
			}
		})
	}
	workers.Wait()
	if err := ctx.Err(); err != nil {
		return Report{}, err
	}
	var r Report
	var unreadable error
	for i, res := range results {
		if res.err == nil {
			r.Names = append(r.Names, files[i].shown)
		} else if unreadable == nil {
			unreadable = res.err
		}
		r.Findings = append(r.Findings, res.findings...)
	}
	return r, unreadable
}

// Document reads the case in a file of the system as [Path] does, without searching its story. The error is a sentence in
// Indonesian: there is no such file, or it cannot be read.
func Document(name string, o Options) (*casefile.Document, error) {
	if info, err := os.Stat(name); err == nil && info.IsDir() { // whose files need not be looked for
		return nil, refuse("%s bukan sebuah kasus. Sebut satu berkas kasus (.md).", name)
	}
	files, done, err := find(context.Background(), name, o)
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
	bankFile
	manifestFile
)

// file is one file to be checked.
type file struct {
	fsys     fs.FS
	name     string // in fsys
	shown    string // as messages name it
	kind     kind
	concepts []string
	rubrics  []string   // that an essay may name; nil: nobody knows
	pack     *pack.Pack // nil outside a pack
	folder   string     // of the pack, in fsys
	err      error      // it is a folder, and this sentence says why its files are not known; nothing else is set but shown
}

func (f *file) check(ctx context.Context) ([]diagnostic.Diagnostic, error) {
	if f.err != nil {
		return nil, f.err
	}
	src, err := f.read()
	if err != nil {
		return nil, err
	}
	name := f.checkName(src)
	switch f.kind {
	case cardFile:
		return append(name, f.checkCard(src)...), nil
	case bankFile:
		bank := gift.Parse(f.shown, src)
		return slices.Concat(name, bank.Findings, unknownRubrics(bank, f.rubrics), f.sharedIDs(bank)), nil
	case manifestFile:
		return f.checkManifest(src), nil
	}
	doc := f.parse(src)
	if _, err := Analyse(ctx, doc); err != nil {
		return nil, err
	}
	return append(name, doc.Diagnostics...), nil
}

func (f *file) parse(src []byte) *casefile.Document {
	return casefile.Parse(f.shown, src, casefile.Options{Concepts: f.concepts})
}

// find lists the files that a path names; the error may be ctx's. done closes what stays open for reading them.
func find(ctx context.Context, name string, o Options) (files []file, done func(), err error) {
	done = func() {}
	if name == "" {
		return nil, done, refuse("Nama berkasnya kosong. Sebut berkas kasusnya, foldernya, atau zip-nya.")
	}
	info, err := os.Stat(name)
	if err != nil {
		return nil, done, pack.Unreadable(name, err)
	}
	if info.IsDir() || slices.Contains([]string{".md", ".gift"}, strings.ToLower(filepath.Ext(name))) || filepath.Base(name) == pack.ManifestFile {
		if files := inPack(name, o); files != nil {
			return files, done, nil
		}
	}
	switch ext := strings.ToLower(filepath.Ext(name)); {
	case info.IsDir():
		files, err = collect(ctx, os.DirFS(name), ".", name, o)
	case !info.Mode().IsRegular():
		err = refuse("%s bukan berkas biasa. Sebut berkas kasus (.md), folder, atau zip.", name)
	case ext == ".zip":
		return fromZip(ctx, name, o)
	case ext == ".md", ext == ".gift":
		dir, base := filepath.Split(name)
		if dir == "" {
			dir = "."
		}
		files = []file{{fsys: os.DirFS(dir), name: base, shown: name, concepts: o.Concepts, rubrics: o.Rubrics}}
		if ext == ".gift" {
			files[0].kind = bankFile
		}
	default:
		err = refuse("%s bukan kasus. Yang bisa diperiksa: berkas kasus (.md), bank soal (.gift), folder, atau zip.", name)
	}
	return files, done, err
}

// inPack lists the files that a path within a pack's folder names; none where it lies in no pack.
func inPack(name string, o Options) []file {
	abs, err := filepath.Abs(name)
	if err != nil {
		return nil
	}
	folder := filepath.Dir(abs)
	for range 2 { // a pack is one folder deep
		if _, err := os.Stat(filepath.Join(folder, pack.ManifestFile)); err == nil {
			inside := filepath.ToSlash(strings.TrimPrefix(abs[len(folder):], string(filepath.Separator)))
			var files []file
			for _, f := range packFiles(os.DirFS(folder), ".", "", o) {
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
func collect(ctx context.Context, fsys fs.FS, folder, shown string, o Options) ([]file, error) {
	if isPack(fsys, folder) {
		return packFiles(fsys, folder, shown, o), nil
	}
	entries, err := fs.ReadDir(fsys, folder)
	if err != nil {
		return nil, pack.Unreadable(shown, err)
	}
	var files []file
	for _, e := range entries {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		name, entryShown := path.Join(folder, e.Name()), filepath.Join(shown, e.Name())
		switch {
		case e.IsDir() && !strings.HasPrefix(e.Name(), "."):
			below, err := collect(ctx, fsys, name, entryShown, o)
			if err != nil && ctx.Err() == nil {
				below = []file{{shown: entryShown, err: err}} // the others are checked nevertheless
			}
			files = append(files, below...)
		case pack.IsText(e):
			files = append(files, file{fsys: fsys, name: name, shown: entryShown, concepts: o.Concepts})
		case pack.IsBank(e):
			files = append(files, file{fsys: fsys, name: name, shown: entryShown, kind: bankFile, rubrics: o.Rubrics})
		}
	}
	return files, nil
}
