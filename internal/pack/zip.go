package pack

import (
	"archive/zip"
	"cmp"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"mufakat/internal/clean"
)

// The most that a zip may hold; more is refused before anything is unpacked.
const (
	maxZipFiles = 2000
	maxZipDepth = 16      // folders within one another
	maxZipRatio = 100     // how many times its packed size a file may have, where it is bigger than bigFile
	bigFile     = 1 << 20 // bytes
)

// Zip is an opened zip in which nothing was found that could do harm. It is a file system.
type Zip struct {
	*zip.ReadCloser
	Root string // the folder that holds everything else; "." where there is none
}

// OpenZip opens a zip. The error is a sentence: it is none, or it is refused because it climbs out of its folder, holds
// links or a password, or unfolds to more than anybody wrote.
func OpenZip(name string) (*Zip, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, Unreadable(name, err)
	}
	if info.Size() > maxSize {
		return nil, fmt.Errorf("%s lebih besar dari %d MB. Kemas hanya paketnya.", name, maxSize>>20)
	}
	z, err := zip.OpenReader(name)
	if err != nil {
		return nil, fmt.Errorf("%s bukan zip yang utuh. Kemas ulang, atau unduh sekali lagi.", name)
	}
	if err := checkZip(name, z.File); err != nil {
		z.Close()
		return nil, err
	}
	return &Zip{z, rootOf(z.File)}, nil
}

// checkZip refuses what no pack needs. The sizes in the directory of a zip can be trusted: the reader fails where a file
// is bigger than it says.
func checkZip(name string, files []*zip.File) error {
	if len(files) > maxZipFiles {
		return fmt.Errorf("%s berisi %d berkas; paling banyak %d. Kemas hanya paketnya.", name, len(files), maxZipFiles)
	}
	var size uint64
	names := make([]string, len(files))
	for i, f := range files {
		if err := checkEntry(name, f); err != nil {
			return err
		}
		size += min(f.UncompressedSize64, maxSize+1) // so that no sum overflows
		names[i] = path.Clean(f.Name)
	}
	if size > maxSize {
		return fmt.Errorf("%s terurai menjadi lebih dari %d MB, jadi tidak dibuka. Kemas hanya paketnya.", name, maxSize>>20)
	}
	for _, f := range files {
		if f.UncompressedSize64 > bigFile && f.UncompressedSize64/maxZipRatio > f.CompressedSize64 {
			return fmt.Errorf("%s berisi %q, yang terurai lebih dari %d kali lipat, jadi tidak dibuka. Kemas ulang dari folder paketnya.", name, f.Name, maxZipRatio)
		}
	}
	if a, b, found := clash(names); found {
		return clashError(name, a, b)
	}
	return nil
}

func checkEntry(name string, f *zip.File) error {
	why := ""
	switch local := path.Clean(f.Name); {
	case !utf8.ValidString(f.Name):
		return fmt.Errorf("%s berisi nama berkas dengan pengodean lama, jadi tidak dibuka. Beri berkas itu nama dengan huruf biasa, lalu kemas ulang.", name)
	case f.Flags&0x1 != 0:
		return fmt.Errorf("%s berkata sandi, jadi tidak bisa dibuka. Kemas ulang tanpa kata sandi.", name)
	case strings.Contains(f.Name, `\`) || !fs.ValidPath(local):
		why = "nama yang keluar dari foldernya"
	case strings.ContainsFunc(f.Name, func(r rune) bool { return !clean.Visible(r) }):
		why = "nama dengan huruf yang tidak terbaca"
	case f.Mode().Type()&^fs.ModeDir != 0:
		why = "tautan atau perangkat, bukan berkas"
	case strings.Count(local, "/") >= maxZipDepth:
		why = "folder yang terlalu dalam"
	}
	if why != "" {
		return fmt.Errorf("%s berisi %s (%q), jadi tidak dibuka. Kemas ulang dari folder paketnya.", name, why, f.Name)
	}
	return nil
}

func clashError(name, a, b string) error {
	return fmt.Errorf("%s berisi “%s” dan “%s”, yang tidak bisa berdampingan di Windows dan macOS. Ganti nama salah satunya.", name, clean.Line(a), clean.Line(b))
}

// rootOf is the folder that all files lie in, such as a code host puts around them; "." where there is none.
func rootOf(files []*zip.File) string {
	root := "."
	for _, f := range files {
		top, _, below := strings.Cut(path.Clean(f.Name), "/")
		switch {
		case isJunk(top):
		case !below && !f.Mode().IsDir() || root != "." && top != root:
			return "."
		default:
			root = top
		}
	}
	return root
}

// isJunk tells whether an entry is none of an author's: hidden, or left there by the system.
func isJunk(name string) bool {
	return strings.HasPrefix(name, ".") || slices.Contains([]string{"__MACOSX", "Thumbs.db", "desktop.ini"}, name)
}

// WriteZip writes the files of a pack as a zip. The same files give the same bytes: sorted by name, without their times
// and rights.
func (s *Source) WriteZip(w io.Writer) error {
	z := zip.NewWriter(w)
	files := slices.SortedFunc(slices.Values(s.files), func(a, b file) int { return cmp.Compare(a.name, b.name) })
	for _, f := range files {
		header := &zip.FileHeader{Name: f.name, Method: zip.Deflate, Modified: time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)} // the earliest that a zip knows
		header.SetMode(0o644)
		entry, err := z.CreateHeader(header)
		if err != nil {
			return err
		}
		text, err := f.read()
		if err != nil {
			return err
		}
		if _, err := entry.Write(text); err != nil {
			return err
		}
	}
	return z.Close()
}
