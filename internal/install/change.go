package install

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"mufakat/internal/pack"
)

// What the shelf's folder holds beside the packs. No name of a pack begins with a dot.
const (
	oldPrefix  = ".lama-"      // before the name of a pack that is being replaced
	tempPrefix = ".sementara-" // of the folder in which an installation or a removal works
	lockName   = ".kunci"
)

var errLocked = errors.New("another copy of the program holds the lock")

// locked changes the shelf while no other copy of the program does, and mends before what an interrupted one left.
func (s *Shelf) locked(change func() error) error {
	if s.dir == "" {
		return errors.New("Folder data tidak dapat ditentukan, jadi paket tidak bisa dipasang. Tentukan foldernya dengan --data FOLDER.")
	}
	if err := os.MkdirAll(s.dir, 0o700); err != nil {
		return pack.Unwritable(s.dir, err)
	}
	unlock, err := lock(filepath.Join(s.dir, lockName))
	if errors.Is(err, errLocked) {
		return errors.New("Jendela Mufakat yang lain sedang memasang atau menghapus paket. Tunggu sebentar, lalu coba lagi.")
	}
	if err != nil {
		return pack.Unwritable(s.dir, err)
	}
	defer unlock()
	if err := s.tidy(); err != nil {
		return err
	}
	return change()
}

// tidyIfNeeded mends what an interrupted change left. While a change goes on, in this copy of the program or another, the
// lock is held and what lies there is left alone; where nothing can be mended, what can be read is still read.
func (s *Shelf) tidyIfNeeded() {
	entries, err := os.ReadDir(s.dir)
	if err != nil {
		return
	}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), oldPrefix) || strings.HasPrefix(e.Name(), tempPrefix) {
			_ = s.locked(func() error { return nil })
			return
		}
	}
}

// tidy puts back packs whose successor never came, and removes what is left of the others. It needs the lock.
func (s *Shelf) tidy() error {
	entries, err := os.ReadDir(s.dir)
	if err != nil {
		return pack.Unreadable(s.dir, err)
	}
	for _, e := range entries {
		name, isOld := strings.CutPrefix(e.Name(), oldPrefix)
		if isOld {
			if _, err := os.Lstat(filepath.Join(s.dir, name)); errors.Is(err, fs.ErrNotExist) {
				if err := s.rename(e.Name(), name); err != nil {
					return err
				}
				continue
			}
		}
		if isOld || strings.HasPrefix(e.Name(), tempPrefix) {
			if err := os.RemoveAll(filepath.Join(s.dir, e.Name())); err != nil {
				return pack.Unwritable(s.dir, err)
			}
		}
	}
	return nil
}

// replace puts the pack in a folder of the shelf's folder in its place. At every moment one of both packs is there whole, the
// old one perhaps under the name from which tidy puts it back.
func (s *Shelf) replace(folder, name string) error {
	old := oldPrefix + name
	err := s.rename(name, old)
	replaces := err == nil
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := s.rename(folder, name); err != nil {
		if replaces {
			_ = s.rename(old, name) // or else tidy does it
		}
		return err
	}
	_ = os.RemoveAll(filepath.Join(s.dir, old)) // what stays is tidied up later
	s.afterStep()
	return nil
}

// rename renames within the shelf's folder, durably.
func (s *Shelf) rename(from, to string) error {
	if err := os.Rename(filepath.Join(s.dir, from), filepath.Join(s.dir, to)); err != nil {
		return &renameError{s.dir, err}
	}
	syncFolder(s.dir)
	s.afterStep()
	return nil
}

// renameError tells that the shelf's folder could not be changed, with the cause.
type renameError struct {
	dir   string
	cause error
}

func (e *renameError) Error() string {
	return fmt.Sprintf("Folder %s tidak bisa diubah, mungkin karena isinya sedang dibuka program lain. Tutup program itu, lalu coba lagi.", e.dir)
}

func (e *renameError) Unwrap() error { return e.cause }

// syncFolder makes the names in a folder durable, where the system can do that (Windows cannot).
func syncFolder(name string) {
	if f, err := os.Open(name); err == nil {
		_ = f.Sync()
		f.Close()
	}
}
