package install

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"mufakat/internal/check"
	"mufakat/internal/diagnostic"
	"mufakat/internal/pack"
)

// Options change how a pack is taken in.
type Options struct {
	AllowOlder bool                  // also in place of a newer version
	Progress   func(done, total int) // told after every file that was checked; may be nil
}

// ErrFaulty refuses a pack with a galat. The result then holds the findings.
var ErrFaulty = errors.New("Paket ini masih punya galat. Perbaiki dulu, lalu ulangi.")

// OlderError refuses a pack because a newer version of it is installed.
type OlderError struct{ Name, Installed, Offered string }

func (e *OlderError) Error() string {
	return fmt.Sprintf("Paket %s versi %s lebih lama daripada yang terpasang (versi %s).", e.Name, versionText(e.Offered), versionText(e.Installed))
}

func versionText(v string) string {
	if v == "" {
		return "tanpa nomor"
	}
	return v
}

// Taken is a pack that was taken in from outside and checked.
type Taken struct {
	Contents
	Manifest pack.Manifest
	Report   check.Report // with the files' names as the user knows them
	LeftOut  []string     // files that belong to no pack
	single   bool
}

// Installed tells what [Shelf.Install] did.
type Installed struct {
	Taken
	Replaced           *pack.Manifest // of the pack that stood there; nil: none did
	ReplacedBuiltIn    bool           // that was the one that the program brings with it
	New, Changed, Gone []string       // ids of cases, against Replaced
}

// Install checks the pack that a path names (a folder, a zip, or a single case, which becomes a pack of its own) and puts it
// on the shelf, in place of the pack of that name. Nothing of it is there before all of it is, and that is what was checked.
// The error is a sentence, or ctx's: [ErrFaulty], an [OlderError], a source that is refused, a folder that cannot be changed.
func (s *Shelf) Install(ctx context.Context, source string, o Options) (Installed, error) {
	var done Installed
	err := s.locked(func() error {
		temp, err := os.MkdirTemp(s.dir, tempPrefix)
		if err != nil {
			return pack.Unwritable(s.dir, err)
		}
		defer os.RemoveAll(temp)
		s.afterStep()
		if done.Taken, err = s.take(ctx, source, temp, o); err != nil {
			return err
		}
		if err := s.compare(&done, pack.Open(os.DirFS(temp)), o); err != nil {
			return err
		}
		for _, folder := range []string{pack.CaseFolder, pack.CardFolder, pack.QuizFolder, "."} {
			syncFolder(filepath.Join(temp, folder))
		}
		return s.replace(filepath.Base(temp), done.Manifest.Name)
	})
	return done, err
}

// take copies a pack into an empty folder and checks the copy.
func (s *Shelf) take(ctx context.Context, source, folder string, o Options) (Taken, error) {
	var t Taken
	from, err := pack.OpenSource(source)
	if err != nil {
		return t, err
	}
	defer from.Close()
	t.LeftOut, t.single = from.LeftOut, from.Single
	if err := from.CopyTo(ctx, folder); err != nil {
		return t, err
	}
	s.afterStep()
	builtIn, name := s.BuiltIn()
	t.Report, err = check.Path(ctx, folder, check.Options{Concepts: builtIn.Concepts(), Rubrics: builtIn.RubricIDs(), ConceptsOf: name, Progress: o.Progress})
	if err != nil {
		return t, err
	}
	rename := func(name *string) {
		if inside, err := filepath.Rel(folder, *name); err == nil {
			*name = from.Shown(filepath.ToSlash(inside))
		}
	}
	for i := range t.Report.Names {
		rename(&t.Report.Names[i])
	}
	for i := range t.Report.Findings {
		rename(&t.Report.Findings[i].File)
	}
	if slices.ContainsFunc(t.Report.Findings, func(d diagnostic.Diagnostic) bool { return d.Severity == diagnostic.Error }) {
		return t, ErrFaulty
	}
	p := pack.Open(os.DirFS(folder))
	if t.Contents, err = ContentsOf(p); err != nil {
		return t, err
	}
	t.Manifest, err = p.Manifest()
	return t, err
}

// compare sets the pack against the one that it replaces, and refuses it if it should not.
func (s *Shelf) compare(done *Installed, p *pack.Pack, o Options) error {
	ids, err := p.CaseIDs()
	if err != nil {
		return err
	}
	entries, err := s.List()
	if err != nil {
		return err
	}
	at := slices.IndexFunc(entries, func(e Entry) bool { return e.Name == done.Manifest.Name && e.Err == nil })
	if at < 0 {
		done.New = ids
		return nil
	}
	old := entries[at]
	oldIDs, err := old.Pack.CaseIDs()
	if err != nil {
		return err
	}
	if done.single && (!slices.Equal(ids, oldIDs) || len(old.Pack.Concepts()) > 0) { // more than this case would be lost
		return fmt.Errorf("Nama %s sudah dipakai paket lain, “%s”. Ganti nama berkas kasusnya, lalu ulangi.", old.Name, old.Manifest.Title)
	}
	if compareVersions(done.Manifest.Version, old.Manifest.Version) < 0 && !o.AllowOlder {
		return &OlderError{old.Name, old.Manifest.Version, done.Manifest.Version}
	}
	done.Replaced, done.ReplacedBuiltIn = &old.Manifest, old.BuiltIn
	for _, id := range ids {
		before, err := old.Pack.CaseText(id)
		now, errNow := p.CaseText(id)
		switch {
		case errNow != nil:
			return errNow
		case err != nil:
			done.New = append(done.New, id)
		case !bytes.Equal(before, now):
			done.Changed = append(done.Changed, id)
		}
	}
	for _, id := range oldIDs {
		if !slices.Contains(ids, id) {
			done.Gone = append(done.Gone, id)
		}
	}
	return nil
}

// Built is a pack as a zip.
type Built struct {
	Taken
	FileName string // by which it should be known: its name and version
	Zip      []byte
}

// Build checks the pack that a path names, as [Shelf.Install] does, and packs it. The same pack always gives the same bytes.
func (s *Shelf) Build(ctx context.Context, source string, o Options) (Built, error) {
	var b Built
	temp, err := os.MkdirTemp("", "mufakat-")
	if err != nil {
		return b, pack.Unwritable(os.TempDir(), err)
	}
	defer os.RemoveAll(temp)
	if b.Taken, err = s.take(ctx, source, temp, o); err != nil {
		return b, err
	}
	checked, err := pack.OpenSource(temp)
	if err != nil {
		return b, err
	}
	defer checked.Close()
	var zipped bytes.Buffer
	if err := checked.WriteZip(&zipped); err != nil {
		return b, err
	}
	b.Zip, b.FileName = zipped.Bytes(), b.Manifest.Name+".zip"
	if version := strings.Join(strings.FieldsFunc(b.Manifest.Version, func(r rune) bool { return !isVersionRune(r) && r != '.' }), "-"); version != "" {
		b.FileName = b.Manifest.Name + "-" + version + ".zip"
	}
	return b, nil
}
