package check

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"

	"mufakat/internal/casefile"
	"mufakat/internal/gift"
	"mufakat/internal/pack"
)

// read reads the file; of one that is too big only so much that it is found to be.
func (f *file) read() ([]byte, error) {
	opened, err := pack.OpenFile(f.fsys, f.name, f.shown)
	if err != nil {
		if f.kind == manifestFile && errors.Is(err, fs.ErrNotExist) {
			return nil, nil // that it is missing is a finding
		}
		return nil, err
	}
	defer opened.Close()
	limit := int64(casefile.MaxSize)
	if f.kind == bankFile {
		limit = gift.MaxSize
	}
	src, err := io.ReadAll(io.LimitReader(opened, limit+1))
	if err != nil {
		return nil, pack.Unreadable(f.shown, err)
	}
	return src, nil
}

// sentence is an error that is shown to users as it is.
type sentence string

func (s sentence) Error() string { return string(s) }

func refuse(format string, args ...any) error { return sentence(fmt.Sprintf(format, args...)) }

// fromZip lists the files of a zip. A folder that holds everything else is passed over.
func fromZip(ctx context.Context, name string, o Options) (files []file, done func(), err error) {
	z, err := pack.OpenZip(name)
	if err != nil {
		return nil, func() {}, err
	}
	files, err = collect(ctx, z, z.Root, filepath.Join(name, z.Root), o)
	return files, func() { z.Close() }, err
}
