package report

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"mufakat/internal/debrief"
)

// DebriefFile writes a debrief to a new file and returns its absolute name. The name's ending (.md or .txt) decides the
// form; a name without one gets that of format. See [NewFile] for the errors.
func DebriefFile(path string, format Format, d *debrief.Debrief, name string, notes map[string]string) (full string, err error) {
	path = strings.TrimSpace(path)
	switch ending := strings.ToLower(filepath.Ext(path)); {
	case ending == Text.Extension():
		format = Text
	case ending == Markdown.Extension():
		format = Markdown
	case path != "":
		path += format.Extension()
	}
	return NewFile(path, func(w io.Writer) error { return Debrief(w, format, d, name, notes) })
}

// NewFile writes a new file and returns its absolute name. It never overwrites, and leaves nothing half-written. The error
// is a sentence for the user: the name is empty or taken, the place cannot be written to, or writing failed half-way.
func NewFile(path string, write func(io.Writer) error) (full string, err error) {
	path = strings.TrimSpace(path)
	if path == "" {
		return "", errors.New("Nama berkas masih kosong. Ketik sebuah nama.")
	}
	full, err = filepath.Abs(path)
	if err != nil {
		return "", errors.New("Folder kerja tidak terbaca. Tulis nama berkas lengkap dengan foldernya.")
	}
	f, err := os.OpenFile(full, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	switch {
	case errors.Is(err, fs.ErrExist):
		return "", fmt.Errorf("%s sudah ada dan tidak ditimpa. Pilih nama lain.", full)
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
