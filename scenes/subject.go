package scenes

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"mufakat/internal/clean"
	"mufakat/internal/diagnostic"
	"mufakat/internal/pack"
	"mufakat/internal/ui"
)

// subject is what an instructor has opened, with what was found out about it. The workbench owns it; the scenes that are
// opened from there look at it too.
type subject struct {
	app     *App
	path    string // absolute
	kind    subjectKind
	checked Checked
	trouble error  // what could not be read, as a sentence; may be nil
	stamp   string // of the files when they were checked
	checks  int    // how many checks have ended
	job     job
}

type subjectKind int

const (
	caseSubject   subjectKind = iota
	fileSubject               // a concept card, or paket.yaml by itself
	folderSubject             // of cases
	packSubject               // a folder with paket.yaml
	zipSubject
)

// String names the kind, as a heading does.
func (k subjectKind) String() string {
	return [...]string{"Kasus", "Berkas", "Folder", "Paket", "Zip"}[k]
}

// several tells whether there is more than one file in it.
func (k subjectKind) several() bool { return k >= folderSubject }

// The messages of a subject's commands.
type (
	subjectChecked struct {
		of      *subject
		ctx     context.Context
		kind    subjectKind
		checked Checked
		err     error
		stamp   string
	}
	subjectChanged struct{ of *subject }
)

// check looks at the files anew.
func (s *subject) check() tea.Cmd {
	path, workshop := s.path, s.app.Workshop
	return s.job.start(func(ctx context.Context, tell func(done, total int)) tea.Msg {
		before := stampOf(path) // what is saved from now on is a change
		checked, err := workshop.Check(ctx, path, tell)
		slices.SortStableFunc(checked.Findings, diagnostic.BySeverity)
		return subjectChecked{s, ctx, kindOf(path, checked), checked, err, before + stampOf(checked.Names...)}
	})
}

// look checks again if a file has changed since.
func (s *subject) look() tea.Cmd {
	if s.job.running() {
		return nil
	}
	path, names, stamp := s.path, s.checked.Names, s.stamp
	return func() tea.Msg {
		if stampOf(path)+stampOf(names...) == stamp {
			return nil
		}
		return subjectChanged{s}
	}
}

// update takes the messages of the subject's own commands.
func (s *subject) update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case progress:
		return s.job.advance(msg)
	case subjectChanged:
		if msg.of == s {
			return s.check()
		}
	case subjectChecked:
		if msg.of == s && s.job.end(msg.ctx) {
			if len(msg.checked.Names) > 0 { // else it is still what it was before it could no longer be read
				s.kind = msg.kind
			}
			s.checked, s.trouble, s.stamp = msg.checked, msg.err, msg.stamp
			s.checks++
		}
	}
	return nil
}

// kindOf tells what a path is. It looks at the disk.
func kindOf(path string, checked Checked) subjectKind {
	if checked.Document != nil {
		return caseSubject
	}
	info, err := os.Stat(path)
	switch {
	case err == nil && info.IsDir():
		if _, err := os.Stat(filepath.Join(path, pack.ManifestFile)); err == nil {
			return packSubject
		}
		return folderSubject
	case strings.EqualFold(filepath.Ext(path), ".zip"):
		return zipSubject
	}
	return fileSubject
}

// stampOf tells two states of files apart without reading them; of a file it also looks at the folder, in which others may
// have appeared.
func stampOf(names ...string) string {
	var b strings.Builder
	seen := map[string]bool{}
	for _, name := range names {
		for _, n := range []string{name, filepath.Dir(name)} {
			if seen[n] {
				continue
			}
			seen[n] = true
			if info, err := os.Stat(n); err == nil {
				fmt.Fprintf(&b, "%s %d %d\n", n, info.Size(), info.ModTime().UnixNano())
			}
		}
	}
	return b.String()
}

// findingsIn are those about one file; all where it is not named.
func (s *subject) findingsIn(file string) []diagnostic.Diagnostic {
	if file == "" {
		return s.checked.Findings
	}
	var found []diagnostic.Diagnostic
	for _, d := range s.checked.Findings {
		if d.File == file {
			found = append(found, d)
		}
	}
	return found
}

// title names the subject in headings.
func (s *subject) title() string {
	if doc := s.checked.Document; doc != nil && doc.Case != nil {
		return doc.Case.Title
	}
	return clean.Line(filepath.Base(s.path))
}

// countText counts findings by severity, coloured: "2 galat, 1 saran".
func countText(findings []diagnostic.Diagnostic, t ui.Theme) string {
	var parts []string
	for i, n := range diagnostic.Count(findings) {
		if s := diagnostic.Severity(i); n > 0 {
			parts = append(parts, severityStyle(s, t).Render(fmt.Sprintf("%d %s", n, s)))
		}
	}
	if parts == nil {
		return t.Good.Render("Tidak ada temuan")
	}
	return strings.Join(parts, ", ")
}
