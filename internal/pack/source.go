package pack

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"go.yaml.in/yaml/v3"

	"mufakat/internal/casefile"
	"mufakat/internal/clean"
)

// The most that a pack may hold.
const (
	maxSize  = 64 << 20 // bytes, all files together
	maxFiles = 2000
)

// Source is where a pack comes from: a folder, a zip, or a single case, which becomes a pack of its own. Of what lies
// there it takes only what belongs to a pack.
type Source struct {
	LeftOut []string // what is there beside it, but for hidden files; cleaned, to be shown
	Single  bool     // a single case
	name    string   // as the user named it
	root    string   // the folder within, by which messages name files
	files   []file
	close   func() error
}

// file is one file of a source.
type file struct {
	name string // in the pack
	read func() ([]byte, error)
}

// OpenSource opens what a path of the system names. Nothing but names is read of folders and zips. The error is a
// sentence: it is no pack, or it is refused because not every system could hold it, or because it could do harm.
func OpenSource(name string) (*Source, error) {
	info, err := os.Stat(name)
	ending := strings.ToLower(filepath.Ext(name))
	switch {
	case name == "":
		return nil, errors.New("Nama paketnya kosong. Sebut foldernya, zip-nya, atau satu berkas kasus (.md).")
	case err != nil:
		return nil, Unreadable(name, err)
	case info.IsDir():
		root, err := os.OpenRoot(name) // links in it do not lead out
		if err != nil {
			return nil, Unreadable(name, err)
		}
		return listed(&Source{name: name, root: ".", close: root.Close}, root.FS())
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("%s bukan berkas biasa. Sebut folder paket, zip, atau satu berkas kasus (.md).", name)
	case ending == ".zip":
		z, err := OpenZip(name)
		if err != nil {
			return nil, err
		}
		return listed(&Source{name: name, root: z.Root, close: z.Close}, z)
	case ending == ".md":
		return single(name)
	}
	return nil, fmt.Errorf("%s bukan paket. Sebut folder paket, zip, atau satu berkas kasus (.md).", name)
}

// Close closes what was opened.
func (s *Source) Close() error { return s.close() }

// Shown is the name by which messages call a file of the pack, cleaned.
func (s *Source) Shown(file string) string {
	if s.Single {
		return clean.Line(s.name)
	}
	return clean.Line(filepath.Join(s.name, filepath.FromSlash(s.root), filepath.FromSlash(file)))
}

// listed lists the source's files in fsys, or closes it.
func listed(s *Source, fsys fs.FS) (*Source, error) {
	if err := s.list(fsys); err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

func (s *Source) list(fsys fs.FS) error {
	if err := s.listFolder(fsys, "."); err != nil {
		return err
	}
	has := func(inPack func(file) bool) bool { return slices.ContainsFunc(s.files, inPack) }
	switch {
	case !has(func(f file) bool { return f.name == ManifestFile }):
		return fmt.Errorf("%s bukan paket: tidak ada paket.yaml di dalamnya. Sebut folder yang berisi paket.yaml, atau satu berkas kasus (.md).", s.name)
	case !has(func(f file) bool { return strings.Contains(f.name, "/") }):
		return fmt.Errorf("%s tidak berisi kasus, kartu, atau kuis. Taruh berkasnya di folder kasus, pustaka, atau kuis (huruf kecil).", s.name)
	case len(s.files) > maxFiles:
		return fmt.Errorf("%s berisi %d berkas; paling banyak %d. Pecah menjadi beberapa paket.", s.name, len(s.files), maxFiles)
	}
	names := make([]string, len(s.files))
	for i, f := range s.files {
		names[i] = f.name
	}
	if a, b, found := clash(names); found {
		return clashError(s.name, a, b)
	}
	return nil
}

// listFolder sorts the entries of a folder of the pack into files and what is left out.
func (s *Source) listFolder(fsys fs.FS, folder string) error {
	entries, err := fs.ReadDir(fsys, path.Join(s.root, folder))
	if err != nil {
		return Unreadable(s.Shown(folder), err)
	}
	for _, e := range entries {
		name := path.Join(folder, e.Name())
		isFolder := folder == "." && slices.Contains([]string{CaseFolder, CardFolder, QuizFolder}, e.Name())
		switch why := Portable(e.Name()); {
		case isJunk(e.Name()):
		case !isFolder && !belongs(folder, e):
			if e.IsDir() {
				name += "/"
			}
			s.LeftOut = append(s.LeftOut, clean.Line(name))
		case why != "":
			return fmt.Errorf("%s: nama berkas ini %s. Ganti namanya.", s.Shown(name), why)
		case !e.IsDir() && !e.Type().IsRegular():
			return fmt.Errorf("%s adalah tautan atau perangkat, bukan berkas. Ganti dengan berkasnya sendiri.", s.Shown(name))
		case isFolder && !e.IsDir():
			return fmt.Errorf("%s seharusnya sebuah folder. Ganti namanya, atau pindahkan.", s.Shown(name))
		case e.IsDir() && !isFolder:
			return fmt.Errorf("%s seharusnya sebuah berkas. Ganti namanya, atau pindahkan.", s.Shown(name))
		case isFolder:
			if err := s.listFolder(fsys, name); err != nil {
				return err
			}
		default:
			limit := int64(casefile.MaxSize)
			if name == ManifestFile {
				limit = maxManifest
			}
			s.files = append(s.files, file{name, func() ([]byte, error) {
				return readLimited(fsys, path.Join(s.root, name), s.Shown(name), limit)
			}})
		}
	}
	return nil
}

// belongs tells whether a file in one of a pack's folders, by its name, is part of the pack.
func belongs(folder string, e fs.DirEntry) bool {
	name := e.Name()
	switch folder {
	case ".":
		upper := strings.ToUpper(name)
		return !e.IsDir() && (name == ManifestFile || upper == "README.MD" || strings.HasPrefix(upper, "LICENSE"))
	case QuizFolder:
		return IsBank(e)
	}
	return isTextName(name)
}

// single makes a pack of one case: named after its file, with its title and version.
func single(name string) (*Source, error) {
	base := filepath.Base(name)
	if !isTextName(base) {
		return nil, fmt.Errorf("%s bukan kasus: nama berkasnya dipakai untuk hal lain. Ganti namanya.", name)
	}
	if why := Portable(base); why != "" {
		return nil, fmt.Errorf("%s: nama berkas ini %s. Ganti namanya.", clean.Line(name), why)
	}
	text, err := readLimited(os.DirFS(filepath.Dir(name)), base, name, casefile.MaxSize)
	if err != nil {
		return nil, err
	}
	head, _ := casefile.ReadHead(base, text)
	m := map[string]string{"nama": FitName(head.ID), "judul": head.Title, "versi": head.Version}
	if m["judul"] == "" {
		m["judul"] = head.ID // that the title is missing will be found in the case
	}
	if m["versi"] == "" {
		m["versi"] = "1"
	}
	manifest, err := yaml.Marshal(m)
	if err != nil {
		return nil, err
	}
	held := func(name string, text []byte) file {
		return file{name, func() ([]byte, error) { return text, nil }}
	}
	return &Source{Single: true, name: name, close: func() error { return nil },
		files: []file{held(path.Join(CaseFolder, base), text), held(ManifestFile, manifest)}}, nil
}

// CopyTo writes the pack's files into an empty folder, durably. It fails, leaving some of them there, where a file or the
// whole is too big, where one cannot be read, or when ctx is done. The error is a sentence, or ctx's.
func (s *Source) CopyTo(ctx context.Context, folder string) error {
	size := 0
	for _, f := range s.files {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		n, err := f.write(folder)
		if err != nil {
			return err
		}
		if size += n; size > maxSize {
			return fmt.Errorf("%s lebih besar dari %d MB. Pecah menjadi beberapa paket.", s.name, maxSize>>20)
		}
	}
	return nil
}

// write writes the file below a folder, durably, and returns its size in bytes.
func (f file) write(folder string) (size int, err error) {
	text, err := f.read()
	if err != nil {
		return 0, err
	}
	name := filepath.Join(folder, filepath.FromSlash(f.name))
	if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
		return 0, Unwritable(folder, err)
	}
	to, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return 0, Unwritable(folder, err)
	}
	_, err = to.Write(text)
	if err == nil {
		err = to.Sync()
	}
	if err := errors.Join(err, to.Close()); err != nil {
		return 0, Unwritable(folder, err)
	}
	return len(text), nil
}

// OpenFile opens a plain file; shown is its name in the error, a sentence. Anything else is refused unopened: who opens a
// pipe, or a link to one, may wait for ever.
func OpenFile(fsys fs.FS, name, shown string) (fs.File, error) {
	info, err := fs.Stat(fsys, name)
	if err != nil {
		return nil, Unreadable(shown, err)
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s bukan berkas biasa. Ganti dengan berkasnya sendiri.", shown)
	}
	f, err := fsys.Open(name)
	if err != nil {
		return nil, Unreadable(shown, err)
	}
	return f, nil
}

// readLimited reads a file of at most limit bytes; a bigger one is refused by its size. shown is its name in the error.
func readLimited(fsys fs.FS, name, shown string, limit int64) ([]byte, error) {
	f, err := OpenFile(fsys, name, shown)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, Unreadable(shown, err)
	}
	var text []byte
	if info.Size() <= limit {
		text, err = io.ReadAll(io.LimitReader(f, limit+1)) // it may still grow
	}
	switch {
	case err != nil:
		return nil, Unreadable(shown, err)
	case info.Size() > limit || int64(len(text)) > limit:
		return nil, fmt.Errorf("%s lebih besar dari %d kB. Buang isi yang bukan teks, atau pecah berkasnya.", shown, limit>>10)
	}
	return text, nil
}

// fileError is a sentence about a file, with its cause.
type fileError struct {
	sentence string
	cause    error
}

func (e *fileError) Error() string { return e.sentence }

func (e *fileError) Unwrap() error { return e.cause }

// Unreadable says in a sentence why a file or folder could not be read.
func Unreadable(name string, err error) error {
	text := "%s tidak terbaca; mungkin rusak atau berkata sandi. Coba salin ulang dari asalnya."
	switch {
	case errors.Is(err, fs.ErrNotExist):
		text = "%s tidak ada. Periksa nama dan foldernya."
	case errors.Is(err, fs.ErrPermission):
		text = "%s tidak boleh dibaca. Periksa hak aksesnya."
	}
	return &fileError{fmt.Sprintf(text, name), err}
}

// Unwritable says in a sentence why nothing could be written to a folder.
func Unwritable(folder string, err error) error {
	text := "Folder %s tidak bisa ditulisi, mungkin karena disk penuh. Kosongkan ruang, lalu coba lagi."
	switch {
	case errors.Is(err, fs.ErrPermission):
		text = "Folder %s tidak boleh ditulisi. Periksa hak aksesnya, atau pakai folder lain."
	case errors.Is(err, syscall.ENOTDIR), errors.Is(err, fs.ErrNotExist):
		text = "Folder %s tidak bisa dibuat, mungkin karena ada berkas dengan nama itu. Pakai folder lain."
	}
	return &fileError{fmt.Sprintf(text, folder), err}
}
