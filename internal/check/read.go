package check

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"strings"

	"mufakat/internal/casefile"
)

// The most that a zip may hold; more is refused before anything is unpacked.
const (
	maxZipFiles = 2000
	maxZipSize  = 64 << 20 // bytes, unpacked
)

// read reads the file; of one that is too big only so much that it is found to be.
func (f *file) read() ([]byte, error) {
	opened, err := f.fsys.Open(f.name)
	if err != nil {
		if f.kind == manifestFile && errors.Is(err, fs.ErrNotExist) {
			return nil, nil // that it is missing is a finding
		}
		return nil, unreadable(f.shown, err)
	}
	defer opened.Close()
	src, err := io.ReadAll(io.LimitReader(opened, casefile.MaxSize+1))
	if err != nil {
		return nil, unreadable(f.shown, err)
	}
	return src, nil
}

// sentence is an error that is shown to users as it is.
type sentence string

func (s sentence) Error() string { return string(s) }

func refuse(format string, args ...any) error { return sentence(fmt.Sprintf(format, args...)) }

// unreadable says in a sentence why a file or folder could not be read.
func unreadable(name string, err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return refuse("%s tidak ada. Periksa nama dan foldernya.", name)
	case errors.Is(err, fs.ErrPermission):
		return refuse("%s tidak boleh dibaca. Periksa hak aksesnya.", name)
	}
	return refuse("%s tidak terbaca; mungkin rusak atau berkata sandi. Coba salin ulang dari asalnya.", name)
}

// fromZip lists the files of a zip. A folder that holds everything else is passed over.
func fromZip(name string, size int64, o Options) (files []file, done func(), err error) {
	none := func() {}
	if size > maxZipSize {
		return nil, none, refuse("%s lebih besar dari %d MB. Kemas hanya paketnya.", name, maxZipSize>>20)
	}
	z, err := zip.OpenReader(name)
	if err != nil {
		return nil, none, refuse("%s bukan zip yang utuh. Kemas ulang, atau unduh sekali lagi.", name)
	}
	defer func() {
		if err != nil {
			z.Close()
		}
	}()
	if err := checkZip(name, &z.Reader); err != nil {
		return nil, none, err
	}
	root := "."
	if entries, err := fs.ReadDir(z, "."); err == nil && len(entries) == 1 && entries[0].IsDir() {
		root = entries[0].Name()
	}
	files, err = collect(z, root, filepath.Join(name, root), o)
	return files, func() { z.Close() }, err
}

// checkZip refuses a zip that climbs out of its folder or unfolds to more than anybody wrote. The sizes in the directory
// of a zip can be trusted: the reader fails where a file is bigger than it says.
func checkZip(name string, z *zip.Reader) error {
	if len(z.File) > maxZipFiles {
		return refuse("%s berisi %d berkas; paling banyak %d. Kemas hanya paketnya.", name, len(z.File), maxZipFiles)
	}
	var size uint64
	for _, f := range z.File {
		if strings.Contains(f.Name, `\`) || !filepath.IsLocal(f.Name) {
			return refuse("%s berisi nama yang keluar dari foldernya (%q), jadi tidak dibuka. Kemas ulang dari folder paketnya.", name, f.Name)
		}
		size += min(f.UncompressedSize64, maxZipSize+1) // so that no sum overflows
	}
	if size > maxZipSize {
		return refuse("%s terurai menjadi lebih dari %d MB, jadi tidak dibuka. Kemas hanya paketnya.", name, maxZipSize>>20)
	}
	return nil
}
