package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"mufakat/internal/analysis"
	"mufakat/internal/casefile"
	"mufakat/internal/check"
	"mufakat/internal/diagnostic"
	"mufakat/internal/handout"
	"mufakat/internal/pack"
	"mufakat/internal/preview"
	"mufakat/internal/report"
	"mufakat/internal/sim"
	"mufakat/scenes"
)

// workshop is what the instructors' screens do with files; see [scenes.Workshop].
type workshop struct{ library library }

// Check reads a single case itself, for its survey; everything else is package check's.
func (w workshop) Check(ctx context.Context, path string, progress func(done, total int)) (scenes.Checked, error) {
	o := w.library.checkOptions()
	o.Progress = progress
	if strings.EqualFold(filepath.Ext(path), ".md") {
		if doc, err := check.Document(path, o); err == nil {
			survey, err := check.Analyse(ctx, doc)
			return scenes.Checked{Names: []string{path}, Findings: doc.Diagnostics, Document: doc, Survey: survey}, err
		}
	}
	r, err := check.Path(ctx, path, o) // which also says why there was no case
	return scenes.Checked{Names: r.Names, Findings: r.Findings}, err
}

// Text looks for the zip, if there is one, among the folders above the name.
func (w workshop) Text(name string) (string, error) {
	for above := filepath.Dir(name); above != filepath.Dir(above); above = filepath.Dir(above) {
		if info, err := os.Stat(above); err != nil || info.IsDir() {
			continue
		}
		z, err := pack.OpenZip(above)
		if err != nil {
			return "", err
		}
		defer z.Close()
		inside, err := filepath.Rel(above, name)
		if err != nil {
			return "", pack.Unreadable(name, err)
		}
		f, err := z.Open(filepath.ToSlash(inside))
		return textOf(f, name, err)
	}
	f, err := os.Open(name)
	return textOf(f, name, err)
}

// textOf reads a file that was opened, or not.
func textOf(f io.ReadCloser, name string, err error) (string, error) {
	if err != nil {
		return "", pack.Unreadable(name, err)
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, casefile.MaxSize+1))
	switch {
	case err != nil:
		return "", pack.Unreadable(name, err)
	case len(text) > casefile.MaxSize:
		return "", cannot("%s terlalu besar untuk ditampilkan.", name)
	}
	return string(text), nil
}

// Explain is the code's title and what stands below it in the guide.
func (w workshop) Explain(code diagnostic.Code) (string, error) {
	e, err := findCode(string(code), allCodes())
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("## %s\n\n%s", e.Title, guideEntry(code)), nil
}

// Print writes the pages of trainees and facilitators; a name without an ending gets .html.
func (w workshop) Print(ctx context.Context, c *sim.Case, file string) (full string, err error) {
	best, err := bestWay(ctx, c, analysis.DefaultLimit)
	if err != nil {
		return "", err
	}
	doc := handout.New(c, handout.Everyone, best)
	file = strings.TrimSpace(file)
	text := doc.HTML
	switch ending := strings.ToLower(filepath.Ext(file)); ending {
	case ".html", ".htm":
	case ".md":
		text = doc.Markdown
	case "":
		if file != "" { // that it is empty, is said below
			file += ".html"
		}
	default:
		return "", cannot("Akhiran “%s” tidak dikenal. Pakai .html atau .md.", ending)
	}
	return report.NewFile(file, func(out io.Writer) error {
		_, err := io.WriteString(out, text())
		return err
	})
}

// Draft is the file, checked as any other.
func (w workshop) Draft(path string) scenes.PreviewFile {
	return preview.File{Name: path, Options: w.library.checkOptions()}
}
