package report

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"mufakat/internal/debrief"
)

// DebriefFile writes a debrief to a new file and returns its absolute name. The name's ending (.md, .txt or .json) decides
// the form; a name without one gets that of format. See [NewFile] for the errors.
func DebriefFile(path string, format Format, d *debrief.Debrief, o Origin, notes map[string]string) (full string, err error) {
	path = strings.TrimSpace(path)
	if named, ok := formatOf(path); ok {
		format = named
	} else if path != "" {
		path += format.Extension()
	}
	return NewFile(path, func(w io.Writer) error { return Debrief(w, format, d, o, notes) })
}

// formatOf is the form that the ending of a file's name stands for.
func formatOf(path string) (f Format, ok bool) {
	ending := endingOf(path)
	i := slices.IndexFunc(Formats(), func(f Format) bool { return f.Extension() == ending })
	if i < 0 {
		return 0, false
	}
	return Formats()[i], true
}

// ClassFile writes reports on classes to a new file and returns its absolute name. The name's ending decides the form: .xlsx
// (also for a name without one), .csv, .md, .txt or .json. Beside those of [NewFile], there is an error for another ending.
func ClassFile(path string, classes []*Class) (full string, err error) {
	path = withEnding(path, ".xlsx")
	var write func(w io.Writer) error
	format, ok := formatOf(path)
	switch ending := endingOf(path); {
	case ok:
		write = func(w io.Writer) error { return WriteClasses(w, format, classes) }
	case ending == ".csv":
		write = func(w io.Writer) error { return WriteCSV(w, classes, ',') }
	case ending == ".xlsx", path == "":
		write = func(w io.Writer) error { return WriteXLSX(w, classes) }
	default:
		return "", errEnding(path, ".xlsx, .csv, .md, .txt, atau .json")
	}
	return NewFile(path, write)
}

// endingOf is how a file's name ends, with the point, in small letters; empty where it has no ending.
func endingOf(path string) string { return strings.ToLower(filepath.Ext(strings.TrimSpace(path))) }

// withEnding is the name of a file with an ending: its own, else the usual one. An empty name stays empty.
func withEnding(path, usual string) string {
	path = strings.TrimSpace(path)
	if path != "" && filepath.Ext(path) == "" {
		path += usual
	}
	return path
}

// errEnding tells that the ending of a file's name stands for no form; known are those that do.
func errEnding(path, known string) error {
	if ending := endingOf(path); ending != "" {
		return fmt.Errorf("Akhiran “%s” tidak dikenal. Pakai %s.", ending, known)
	}
	return fmt.Errorf("Nama berkas belum berakhiran. Pakai %s.", known)
}

// NewFile writes a new file and returns its absolute name. It never overwrites, and leaves nothing half-written, unless the
// program is killed in that moment. The error is a sentence for the user: the name is empty or taken, its folder is not
// there or cannot be written to, or writing failed half-way.
func NewFile(path string, write func(io.Writer) error) (full string, err error) {
	path = strings.TrimSpace(path)
	if path == "" {
		return "", errors.New("Nama berkas masih kosong. Ketik sebuah nama.")
	}
	full, err = filepath.Abs(path)
	if err != nil {
		return "", errNoFolder
	}
	f, err := os.OpenFile(full, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	switch {
	case errors.Is(err, fs.ErrExist):
		return "", fmt.Errorf("%s sudah ada dan tidak ditimpa. Pilih nama lain.", full)
	case errors.Is(err, fs.ErrNotExist):
		return "", fmt.Errorf("Folder %s tidak ada. Buat dulu foldernya, atau pilih folder lain.", filepath.Dir(full))
	case err != nil:
		return "", fmt.Errorf("%s tidak bisa ditulis. Pilih folder yang boleh Anda tulisi.", full)
	}
	err = write(f)
	if err == nil {
		err = f.Sync() // a full disk may only show here
	}
	if err = errors.Join(err, f.Close()); err != nil {
		os.Remove(full)
		return "", fmt.Errorf("%s tidak tertulis sampai selesai, mungkin karena disk penuh. Kosongkan ruang, lalu coba lagi.", full)
	}
	return full, nil
}

// ReplaceFile writes a file in the place of one that exists, whole or not at all, and returns its absolute name. The error is a
// sentence for the user.
func ReplaceFile(path string, write func(io.Writer) error) (full string, err error) {
	full, err = filepath.Abs(path)
	if err != nil {
		return "", errNoFolder
	}
	written, err := NewFile(fmt.Sprintf("%s.%d.baru", full, os.Getpid()), write)
	if err != nil {
		return "", err
	}
	if err := os.Rename(written, full); err != nil {
		os.Remove(written)
		return "", fmt.Errorf("%s tidak bisa ditimpa. Tutup program lain yang membukanya, lalu coba lagi.", full)
	}
	return full, nil
}

// errNoFolder tells that the folder in which the program runs cannot be found out.
var errNoFolder = errors.New("Folder kerja tidak terbaca. Tulis nama berkas lengkap dengan foldernya.")

// PlainName is a name of a person or a group as a part of a file's name: "Kelompok 3" becomes "kelompok-3".
func PlainName(name string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			return r
		case r == ' ' || r == '-':
			return '-'
		}
		return -1
	}, strings.ToLower(name))
}
