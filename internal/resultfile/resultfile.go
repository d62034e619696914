// Package resultfile holds what the files have in common in which one copy of Mufakat hands results to another: what they say of
// themselves, how large they may be, and how the many files of a class are found.
package resultfile

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"mufakat/internal/clean"
)

// Program is what every such file says under "program".
const Program = "mufakat"

// extension is how the files' names end.
const extension = ".json"

// Kind tells what a file holds.
type Kind int

// The kinds.
const (
	Run     Kind = iota // a case that was played to its end
	Attempt             // an attempt at an exam that was handed in
)

// form is what is to be known of a kind.
type form struct {
	name    string // in the file, under "jenis"
	format  int    // the newest that this program can read
	maxSize int    // bytes: far more than people can write
	made    string // the command that writes such files
	read    string // and one that reads them
}

func (k Kind) form() form {
	return [...]form{
		Run:     {"permainan", 1, 2 << 20, "mufakat ekspor", "mufakat laporan"},
		Attempt: {"ujian", 1, 16 << 20, "mufakat kuis hasil NOMOR --keluar BERKAS.json", "mufakat kuis nilai"},
	}[k]
}

// Name is the kind as files have it under "jenis".
func (k Kind) Name() string { return k.form().name }

// Format is the form that this program writes, under "format". A newer one may mean something else by the same keys.
func (k Kind) Format() int { return k.form().format }

var errUnreadable = errors.New("tidak terbaca. Periksa apakah Anda boleh membukanya.")

func (k Kind) errTooBig() error {
	return fmt.Errorf("terlalu besar (lebih dari %d MB) untuk hasil ekspor Mufakat. Periksa apakah berkasnya benar.", k.form().maxSize>>20)
}

// ErrAltered is the error for a file that says what cannot be.
func ErrAltered(what string) error {
	return fmt.Errorf("sudah diubah atau rusak: %s. Minta berkas itu diekspor sekali lagi.", what)
}

// Read reads a file of this kind, which is JSON, without a byte order mark. The error is a sentence about the file ("bukan …"),
// to be read after its name: it is too big or of no such kind, or newer than this program.
func (k Kind) Read(r io.Reader) (source []byte, err error) {
	of := k.form()
	source, err = io.ReadAll(io.LimitReader(r, int64(of.maxSize)+1))
	if err != nil {
		return nil, errUnreadable
	}
	if len(source) > of.maxSize {
		return nil, k.errTooBig()
	}
	source = bytes.TrimPrefix(source, []byte("\ufeff")) // an editor may have added it
	var head struct {
		Program string `json:"program"`
		Kind    string `json:"jenis"`
		Format  int    `json:"format"`
	}
	err = json.Unmarshal(source, &head)
	switch broken := (*json.SyntaxError)(nil); {
	case errors.As(err, &broken):
		return nil, errors.New("bukan berkas JSON yang utuh. Minta berkas itu diekspor sekali lagi.")
	case err != nil || head.Program != Program:
		return nil, fmt.Errorf("bukan hasil ekspor Mufakat. Buatlah dengan: %s", of.made)
	case head.Kind != of.name:
		for _, other := range []Kind{Run, Attempt} {
			if head.Kind == other.Name() {
				return nil, fmt.Errorf("berisi %s, bukan %s. Bacalah dengan: %s", head.Kind, of.name, other.form().read)
			}
		}
		return nil, fmt.Errorf("berisi “%.40s”, bukan %s. Yang dibaca di sini hanya hasil: %s", clean.Line(head.Kind), of.name, of.made)
	case head.Format > of.format:
		return nil, errors.New("dibuat oleh Mufakat yang lebih baru. Perbarui Mufakat di komputer ini.")
	}
	return source, nil
}

// ReadFile reads one file; for the error see [Kind.Read].
func (k Kind) ReadFile(file string) (source []byte, err error) {
	info, err := os.Stat(file)
	switch {
	case err == nil && !info.Mode().IsRegular(): // reading it might wait forever
		return nil, fmt.Errorf("bukan berkas biasa. Sebut hasil dari: %s", k.form().made)
	case err == nil && info.Size() > int64(k.form().maxSize):
		return nil, k.errTooBig()
	}
	f, err := os.Open(file)
	if err != nil {
		return nil, errUnreadable
	}
	defer f.Close()
	return k.Read(f)
}

// Files are the files that names stand for, each once, in the order in which they were given, and of a folder by name. A name
// may be that of a file, of a folder (all its .json files, not those of folders within), or a pattern with * such as
// "kelompok-*.json", which some shells leave to the program. refused has a sentence for each name that stands for none.
func (k Kind) Files(names []string) (files, refused []string) {
	seen := map[string]bool{}
	for _, name := range names {
		found, err := k.filesOf(name)
		if err != nil {
			refused = append(refused, err.Error())
		}
		for _, file := range found {
			if full, err := filepath.Abs(file); err != nil || !seen[full] {
				seen[full] = true
				files = append(files, file)
			}
		}
	}
	return files, refused
}

// filesOf are the files that a name stands for. The error is a sentence: there are none.
func (k Kind) filesOf(name string) ([]string, error) {
	info, err := os.Stat(name)
	switch {
	case name == "":
		return nil, fmt.Errorf("Nama berkasnya kosong. Sebut berkas atau folder hasil dari: %s", k.form().made)
	case err == nil && info.IsDir():
		entries, err := os.ReadDir(name)
		if err != nil {
			return nil, fmt.Errorf("Folder %s tidak terbaca. Periksa apakah Anda boleh membukanya.", name)
		}
		var files []string
		for _, e := range entries {
			files = append(files, filepath.Join(name, e.Name()))
		}
		if files = onlyJSON(files); len(files) == 0 {
			return nil, fmt.Errorf("Di folder %s tidak ada berkas .json. Isi dengan hasil dari: %s", name, k.form().made)
		}
		return files, nil
	case err == nil:
		return []string{name}, nil
	case strings.ContainsAny(name, "*?["):
		found, err := filepath.Glob(name)
		if found = onlyJSON(found); err != nil || len(found) == 0 {
			return nil, fmt.Errorf("Tidak ada berkas .json yang cocok dengan %s. Periksa nama dan foldernya.", name)
		}
		return found, nil
	case os.IsNotExist(err):
		return nil, fmt.Errorf("%s tidak ada. Periksa nama dan foldernya.", name)
	}
	return nil, fmt.Errorf("%s %w", name, errUnreadable)
}

// onlyJSON are those of the names that end in .json.
func onlyJSON(names []string) []string {
	var files []string
	for _, name := range names {
		if strings.EqualFold(filepath.Ext(name), extension) {
			files = append(files, name)
		}
	}
	return files
}
