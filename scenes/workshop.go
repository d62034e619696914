package scenes

import (
	"context"

	"mufakat/internal/analysis"
	"mufakat/internal/casefile"
	"mufakat/internal/diagnostic"
	"mufakat/internal/install"
	"mufakat/internal/sim"
)

// Workshop works on instructors' files. A method may take seconds and runs in commands only; its errors are sentences for
// the instructor, or ctx's.
type Workshop interface {
	// Check finds out what is wrong with a case, a folder, a pack or a zip, and what can happen in a single case. progress
	// is told after every file. Beside an error there is what was found in the files that could be read.
	Check(ctx context.Context, path string, progress func(done, total int)) (Checked, error)
	// Text reads a file by the name that findings have for it, which may lie within a zip.
	Text(name string) (string, error)
	// Explain is what the authors' guide says of a code, as Markdown.
	Explain(code diagnostic.Code) (string, error)
	// Print writes a case as pages for a class without computers to a new file, in the form that its ending names (.html or
	// .md), and returns the file's absolute name.
	Print(ctx context.Context, c *sim.Case, file string) (full string, err error)
	// Draft is the file of a case as the preview watches it.
	Draft(path string) PreviewFile
}

// Checked is what was found out about files.
type Checked struct {
	Names    []string // of all files that were checked, as findings name them
	Findings []diagnostic.Diagnostic
	Document *casefile.Document // of a single case; nil for anything else
	Survey   *analysis.Survey   // of a single case without a galat; else nil
}

// Shelf keeps the installed packs; see package install for what its methods do and for their errors.
type Shelf interface {
	List() ([]install.Entry, error)
	Examine(ctx context.Context, source string, o install.Options) (install.Installed, error)
	Install(ctx context.Context, source string, o install.Options) (install.Installed, error)
	Remove(name string) (install.Entry, error)
}
