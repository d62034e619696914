// Package install keeps the packs that users add: it checks a pack, puts it on the shelf in one step, takes it away again,
// and builds the zip in which a pack travels. Whatever interrupts it, every pack is there whole, the old one or the new.
package install

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"mufakat/internal/clean"
	"mufakat/internal/pack"
)

// Shelf is the folder of installed packs, and the pack that the program brings with it. A pack stands in a folder of its
// name; one with the name of the built-in pack stands in for that.
//
// Who changes the shelf holds its lock. Readers need none: a pack is replaced by renaming, and at worst seems to be missing
// for that moment.
type Shelf struct {
	dir       string
	builtIn   *pack.Pack
	afterStep func() // called after every change to the shelf's folder; does nothing but in tests
}

// NewShelf returns the shelf in a folder, which need not exist. An empty dir holds nothing and takes nothing.
func NewShelf(dir string, builtIn *pack.Pack) *Shelf {
	return &Shelf{dir: dir, builtIn: builtIn, afterStep: func() {}}
}

// Entry is a pack that can be played, or that was found broken.
type Entry struct {
	Name     string
	Pack     *pack.Pack    // nil where Err is not
	Manifest pack.Manifest // empty where Err is not
	BuiltIn  bool          // it is the pack that the program brings with it
	StandsIn bool          // it is installed in place of that
	Err      error         // a sentence that says what is wrong with it
}

// List lists the packs: the built-in one or what stands in for it, then the others by name. A broken pack is listed with
// what is wrong with it; if it was to stand in for the built-in pack, that is listed as well. Only the manifests are read.
// The error is a sentence; what could be listed is there nevertheless.
func (s *Shelf) List() ([]Entry, error) {
	builtIn, err := s.builtIn.Manifest()
	if err != nil {
		return nil, err
	}
	names, err := s.names()
	first := []Entry{{Name: builtIn.Name, Pack: s.builtIn, Manifest: builtIn, BuiltIn: true}}
	var others []Entry
	for _, name := range names {
		e := s.entry(name)
		if e.StandsIn = name == builtIn.Name; e.StandsIn && e.Err == nil {
			first = []Entry{e}
		} else {
			others = append(others, e)
		}
	}
	return append(first, others...), err
}

// names are the installed packs' names, sorted.
func (s *Shelf) names() ([]string, error) {
	if s.dir == "" {
		return nil, nil
	}
	s.tidyIfNeeded()
	entries, err := os.ReadDir(s.dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, syscall.ENOTDIR) {
		return nil, pack.Unreadable(s.dir, err)
	}
	var names []string
	for _, e := range entries {
		if e.IsDir() && !strings.HasPrefix(e.Name(), ".") {
			names = append(names, e.Name())
		}
	}
	return names, nil
}

// entry opens an installed pack.
func (s *Shelf) entry(name string) Entry {
	p := pack.Open(os.DirFS(filepath.Join(s.dir, name)))
	m, err := p.Manifest()
	switch {
	case err != nil:
		return Entry{Name: name, Err: fmt.Errorf("Paket %s tidak bisa dipakai. %w", name, err)}
	case m.Name != name:
		return Entry{Name: name, Err: fmt.Errorf("Paket %s tidak bisa dipakai: paket.yaml-nya menyebut nama %s. Pasang ulang paket itu dari asalnya.", name, m.Name)}
	}
	return Entry{Name: name, Pack: p, Manifest: m}
}

// Find opens the pack with this name. The error is a sentence: it is not installed, or it is broken.
func (s *Shelf) Find(name string) (*pack.Pack, error) {
	builtIn, builtInName := s.BuiltIn()
	if name == builtInName {
		return builtIn, nil
	}
	names, err := s.names()
	if err != nil {
		return nil, err
	}
	if !slices.Contains(names, name) {
		return nil, fmt.Errorf("Paket %s tidak terpasang. Pasang paket itu untuk membuka kasusnya.", name)
	}
	e := s.entry(name)
	return e.Pack, e.Err
}

// BuiltIn is the built-in pack or what stands in for it, and its name.
func (s *Shelf) BuiltIn() (p *pack.Pack, name string) {
	m, err := s.builtIn.Manifest()
	if err != nil {
		return s.builtIn, ""
	}
	if names, _ := s.names(); slices.Contains(names, m.Name) {
		if e := s.entry(m.Name); e.Err == nil {
			return e.Pack, m.Name
		}
	}
	return s.builtIn, m.Name
}

// Remove takes a pack off the shelf and returns what it was; the built-in pack is back where it stood in for that. What was
// played of it stays stored. The error is a sentence: there is no such pack, it is the built-in one, or the folder cannot be
// changed now.
func (s *Shelf) Remove(name string) (Entry, error) {
	var removed Entry
	err := s.locked(func() error {
		names, err := s.names()
		if err != nil {
			return err
		}
		builtIn, err := s.builtIn.Manifest()
		if err != nil {
			return err
		}
		isBuiltIn := name == builtIn.Name
		switch installed := slices.Contains(names, name); {
		case !installed && isBuiltIn:
			return fmt.Errorf("Paket %s adalah bawaan program, jadi tidak bisa dihapus.", name)
		case !installed:
			return fmt.Errorf("Paket “%s” tidak terpasang. Daftar paket: mufakat paket daftar.", clean.Line(name))
		}
		removed = s.entry(name)
		removed.StandsIn = isBuiltIn
		grave, err := os.MkdirTemp(s.dir, tempPrefix)
		if err != nil {
			return pack.Unwritable(s.dir, err)
		}
		defer os.RemoveAll(grave) // what stays of it is tidied up later
		return s.rename(name, filepath.Join(filepath.Base(grave), name))
	})
	return removed, err
}
