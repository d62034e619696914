package pack_test

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"mufakat/internal/casefile"
	"mufakat/internal/pack"
)

// entry is a file of a zip that a test builds.
type entry struct {
	name, text string
	mode       fs.FileMode
	flags      uint16
	stored     bool // not packed
}

// zipFile writes a zip of these entries, as they are, to a new file.
func zipFile(t testing.TB, entries ...entry) string {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, e := range entries {
		h := &zip.FileHeader{Name: e.name, Method: zip.Deflate, Flags: e.flags}
		if e.stored {
			h.Method = zip.Store
		}
		if e.mode != 0 {
			h.SetMode(e.mode)
		}
		f, err := w.CreateHeader(h)
		if err == nil && !strings.HasSuffix(e.name, "/") {
			_, err = f.Write([]byte(e.text))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "paket.zip")
	write(t, name, b.String())
	return name
}

func write(t testing.TB, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// folder writes the smallest pack, and these files (name, text, name, text …) into it.
func folder(t testing.TB, files ...string) string {
	t.Helper()
	root := t.TempDir()
	files = append([]string{"paket.yaml", manifest, "kasus/pasar.md", "# Pasar\n"}, files...)
	for i := 0; i < len(files); i += 2 {
		write(t, filepath.Join(root, filepath.FromSlash(files[i])), files[i+1])
	}
	return root
}

// copied opens a source and copies it; it returns the copy's files with their texts.
func copied(t testing.TB, name string) (s *pack.Source, files map[string]string, err error) {
	t.Helper()
	s, err = pack.OpenSource(name)
	if err != nil {
		return nil, nil, err
	}
	defer s.Close()
	to := t.TempDir()
	err = s.CopyTo(context.Background(), to)
	files = map[string]string{}
	walkErr := filepath.WalkDir(to, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		inside, _ := filepath.Rel(to, path)
		files[filepath.ToSlash(inside)] = string(text)
		return err
	})
	if walkErr != nil {
		t.Fatal(walkErr)
	}
	return s, files, err
}

func names(files map[string]string) []string {
	var all []string
	for name := range files {
		all = append(all, name)
	}
	slices.Sort(all)
	return all
}

// packEntries is a pack with every kind of file, and others that are none of its.
func packEntries(root string) []entry {
	var all []entry
	for _, name := range []string{"paket.yaml", "README.md", "LICENSE", "LICENSE.txt", "kasus/pasar.md", "kasus/ALUN.MD", "kasus/catatan.txt", "kasus/README.md",
		"kasus/dalam/x.md", "pustaka/C-06.md", "kuis/soal.gift", "kuis/lama.zip", "foto/pasar.png", "program.exe", ".git/config", ".DS_Store", "kasus/._pasar.md"} {
		text := "isi " + name
		if name == "paket.yaml" {
			text = manifest
		}
		all = append(all, entry{name: root + name, text: text})
	}
	return all
}

func TestOnlyWhatBelongsToAPackIsTaken(t *testing.T) {
	inFolder := t.TempDir()
	for _, e := range packEntries("") {
		write(t, filepath.Join(inFolder, filepath.FromSlash(e.name)), e.text)
	}
	wanted := []string{"LICENSE", "LICENSE.txt", "README.md", "kasus/ALUN.MD", "kasus/pasar.md", "kuis/soal.gift", "paket.yaml", "pustaka/C-06.md"}
	leftOut := []string{"foto/", "kasus/README.md", "kasus/catatan.txt", "kasus/dalam/", "kuis/lama.zip", "program.exe"}
	for name, source := range map[string]string{
		"folder": inFolder, "zip": zipFile(t, packEntries("")...), "zip around a folder": zipFile(t, packEntries("paket-main/")...),
		"zip by macOS": zipFile(t, append(packEntries("uji/"), entry{name: "__MACOSX/uji/._paket.yaml", text: "x"})...),
	} {
		s, files, err := copied(t, source)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got := names(files); !slices.Equal(got, wanted) {
			t.Errorf("%s: taken %q", name, got)
		}
		if got := files["kuis/soal.gift"]; got != "isi kuis/soal.gift" {
			t.Errorf("%s: %q", name, got)
		}
		slices.Sort(s.LeftOut)
		if !slices.Equal(s.LeftOut, leftOut) {
			t.Errorf("%s: left out %q", name, s.LeftOut)
		}
	}
}

func TestMessagesNameTheFileWhereTheUserHasIt(t *testing.T) {
	for source, want := range map[string]string{
		zipFile(t, packEntries("uji/")...): filepath.Join("paket.zip", "uji", "kasus", "pasar.md"),
		zipFile(t, packEntries("")...):     filepath.Join("paket.zip", "kasus", "pasar.md"),
	} {
		s, err := pack.OpenSource(source)
		if err != nil {
			t.Fatal(err)
		}
		if got := s.Shown("kasus/pasar.md"); !strings.HasSuffix(got, want) {
			t.Errorf("%s, want %s", got, want)
		}
		s.Close()
	}
}

func TestSingleCaseBecomesAPack(t *testing.T) {
	name := filepath.Join(t.TempDir(), "Rapat RT 05.md")
	text := "---\nversi: 3\n---\n# Rapat: *RT* “05”\n\nIsi.\n"
	write(t, name, text)
	s, files, err := copied(t, name)
	if err != nil || !s.Single || s.Shown("kasus/Rapat RT 05.md") != name {
		t.Fatal(err, s)
	}
	if got := names(files); !slices.Equal(got, []string{"kasus/Rapat RT 05.md", "paket.yaml"}) || files["kasus/Rapat RT 05.md"] != text {
		t.Errorf("%q", files)
	}
	to := folder(t, "paket.yaml", files["paket.yaml"])
	m, err := pack.Open(os.DirFS(to)).Manifest()
	if err != nil || m.Name != "rapat-rt-05" || m.Title != "Rapat: RT “05”" || m.Version != "3" {
		t.Errorf("%+v, %v", m, err)
	}
	untitled := filepath.Join(t.TempDir(), "con.md")
	write(t, untitled, "Tanpa judul.\n")
	if _, err := pack.OpenSource(untitled); err == nil || !strings.Contains(err.Error(), "adalah nama perangkat di Windows") {
		t.Error(err)
	}
}

func TestHostileZips(t *testing.T) {
	base := []entry{{name: "paket.yaml", text: manifest}, {name: "kasus/pasar.md", text: "# Pasar\n"}}
	var many, big []entry
	for i := range 2001 {
		many = append(many, entry{name: fmt.Sprintf("%d.md", i)})
	}
	full := strings.Repeat("x", casefile.MaxSize)
	for i := range 17 {
		big = append(big, entry{name: fmt.Sprintf("%d.txt", i), text: full})
	}
	for name, c := range map[string]struct {
		entries []entry
		want    string
	}{
		"climbs":               {[]entry{{name: "../luar.md", text: "x"}}, "keluar dari foldernya"},
		"climbs from within":   {[]entry{{name: "kasus/../../luar.md", text: "x"}}, "keluar dari foldernya"},
		"absolute":             {[]entry{{name: "/etc/x.md", text: "x"}}, "keluar dari foldernya"},
		"backslash":            {[]entry{{name: `..\luar.md`, text: "x"}}, "keluar dari foldernya"},
		"link":                 {[]entry{{name: "kasus/tautan.md", text: "/etc/passwd", mode: fs.ModeSymlink | 0o777}}, "tautan atau perangkat"},
		"link that is no case": {[]entry{{name: "lain", text: "/etc", mode: fs.ModeSymlink | 0o777}}, "tautan atau perangkat"},
		"device":               {[]entry{{name: "kasus/x.md", mode: fs.ModeDevice | fs.ModeCharDevice | 0o666}}, "tautan atau perangkat"},
		"pipe":                 {[]entry{{name: "kasus/x.md", mode: fs.ModeNamedPipe | 0o666}}, "tautan atau perangkat"},
		"too many":             {many, "berisi 2003 berkas"},
		"too big together":     {big, "terurai menjadi lebih dari 64 MB"},
		"ratio":                {[]entry{{name: "kasus/bom.md", text: strings.Repeat("x", 2<<20)}}, "terurai lebih dari 100 kali lipat"},
		"nested":               {[]entry{{name: strings.Repeat("a/", 20) + "x.md", text: "x"}}, "folder yang terlalu dalam"},
		"differ in case":       {[]entry{{name: "kasus/Pasar.md", text: "x"}}, "tidak bisa berdampingan di Windows dan macOS"},
		"differ in accents":    {[]entry{{name: "kasus/kaf\u00e9.md", text: "x"}, {name: "kasus/kafe\u0301.md", text: "x"}}, "tidak bisa berdampingan"},
		"the same twice":       {[]entry{{name: "kasus/pasar.md", text: "x"}}, "tidak bisa berdampingan"},
		"password":             {[]entry{{name: "kasus/rahasia.md", text: "x", flags: 1}}, "berkata sandi"},
		"old encoding":         {[]entry{{name: "kasus/caf\x82.md", text: "x"}}, "pengodean lama"},
		"file for a folder":    {[]entry{{name: "kuis", text: "x"}}, "kuis seharusnya sebuah folder"},
		"folder for a file":    {[]entry{{name: "kasus/x.md/", text: ""}}, "x.md seharusnya sebuah berkas"},
		"a case too big":       {[]entry{{name: "kasus/besar.md", text: full + "x", stored: true}}, "lebih besar dari 4096 kB"},
		"question bank big":    {[]entry{{name: "kuis/besar.gift", text: full + "x", stored: true}}, "lebih besar dari 4096 kB"},
		"device of Windows":    {[]entry{{name: "kasus/nul.md", text: "x"}}, "adalah nama perangkat di Windows"},
		"colon":                {[]entry{{name: "kasus/a:b.md", text: "x"}}, "memuat salah satu dari <"},
		"hidden character":     {[]entry{{name: "kasus/a\x1b[2J.md", text: "x"}}, "nama dengan huruf yang tidak terbaca"},
		"very long name":       {[]entry{{name: "kasus/" + strings.Repeat("a", 120) + ".md", text: "x"}}, "lebih dari 100 huruf"},
	} {
		t.Run(name, func(t *testing.T) {
			_, _, err := copied(t, zipFile(t, append(slices.Clone(base), c.entries...)...))
			if err == nil || !strings.Contains(err.Error(), c.want) || strings.ContainsRune(err.Error(), '\x1b') {
				t.Errorf("%v, want %q", err, c.want)
			}
		})
	}
	if _, files, err := copied(t, zipFile(t, append(base, entry{name: "dalam.zip", text: "PK"})...)); err != nil || len(files) != 2 {
		t.Error("a zip in a zip is left out:", err, files)
	}
}

func TestZipThatLiesAboutASize(t *testing.T) {
	name := zipFile(t, entry{name: "paket.yaml", text: manifest}, entry{name: "kasus/pasar.md", text: strings.Repeat("abcdefgh\n", 10000)})
	archive, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	at := bytes.LastIndex(archive, []byte("PK\x01\x02")) // the case's entry in the directory; its size stands 24 bytes behind
	copy(archive[at+24:], []byte{10, 0, 0, 0})
	write(t, name, string(archive))
	if _, files, err := copied(t, name); err == nil || !strings.Contains(err.Error(), "tidak terbaca") || len(files["kasus/pasar.md"]) > 10 {
		t.Errorf("%v, %d bytes", err, len(files["kasus/pasar.md"]))
	}
}

func TestRefusedFoldersAndFiles(t *testing.T) {
	huge := func(name string) string {
		f, err := os.Create(name)
		if err == nil {
			err = f.Truncate(1 << 30)
		}
		if err != nil {
			t.Fatal(err)
		}
		f.Close()
		return name
	}
	linked, empty, noManifest, plain := folder(t), t.TempDir(), t.TempDir(), t.TempDir()
	write(t, filepath.Join(noManifest, "kasus", "x.md"), "x")
	write(t, filepath.Join(plain, "paket.yaml"), manifest)
	withHuge := folder(t)
	huge(filepath.Join(withHuge, "kasus", "besar.md"))
	hugeManifest := folder(t)
	huge(filepath.Join(hugeManifest, "paket.yaml"))
	pack1 := t.TempDir()
	write(t, filepath.Join(pack1, "README.md"), "# Tentang folder ini\n")
	cases := map[string]string{
		empty:                                  "tidak ada paket.yaml di dalamnya",
		noManifest:                             "tidak ada paket.yaml di dalamnya",
		plain:                                  "tidak berisi kasus, kartu, atau kuis",
		withHuge:                               "besar.md lebih besar dari 4096 kB",
		hugeManifest:                           "paket.yaml lebih besar dari 64 kB",
		huge(filepath.Join(pack1, "x.zip")):    "x.zip lebih besar dari 64 MB",
		huge(filepath.Join(pack1, "x.md")):     "x.md lebih besar dari 4096 kB",
		filepath.Join(pack1, "README.md"):      "README.md bukan kasus",
		filepath.Join(pack1, "tidak-ada"):      "tidak ada. Periksa nama dan foldernya.",
		filepath.Join(plain, "paket.yaml"):     "paket.yaml bukan paket",
		"":                                     "Nama paketnya kosong",
		folder(t, "kasus/PASAR.md", "# Lain"):  "tidak bisa berdampingan di Windows dan macOS",
		folder(t, "kasus/nul.md", "# Lain"):    "adalah nama perangkat di Windows",
		folder(t, "kasus/x.md/y.md", "# Lain"): "x.md seharusnya sebuah berkas",
	}
	if err := os.Symlink("/etc/passwd", filepath.Join(linked, "kasus", "tautan.md")); err == nil {
		cases[linked] = "tautan.md adalah tautan atau perangkat"
	}
	for name, want := range cases {
		if _, _, err := copied(t, name); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", name, err, want)
		}
	}
}

func TestPackThatIsTooBigTogether(t *testing.T) {
	root := folder(t)
	for i := range 17 {
		f, err := os.Create(filepath.Join(root, "kasus", fmt.Sprintf("%d.md", i)))
		if err == nil {
			err = f.Truncate(casefile.MaxSize)
		}
		if err != nil {
			t.Fatal(err)
		}
		f.Close()
	}
	if _, _, err := copied(t, root); err == nil || !strings.Contains(err.Error(), "lebih besar dari 64 MB. Pecah") {
		t.Error(err)
	}
}

// The same files give the same bytes, whatever their times, rights and order.
func TestZipIsReproducible(t *testing.T) {
	zipped := func(name string) []byte {
		s, err := pack.OpenSource(name)
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		var b bytes.Buffer
		if err := s.WriteZip(&b); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	one := folder(t, "pustaka/C-06.md", "x", "README.md", "y")
	first := zipped(one)
	if err := os.Chtimes(filepath.Join(one, "README.md"), fixedTime, fixedTime); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(filepath.Join(one, "README.md"), 0o600); err != nil {
		t.Fatal(err)
	}
	same := filepath.Join(t.TempDir(), "kiriman.zip")
	write(t, same, string(first))
	for _, again := range [][]byte{zipped(one), zipped(folder(t, "README.md", "y", "pustaka/C-06.md", "x", "catatan.txt", "tidak ikut")), zipped(same)} {
		if !bytes.Equal(first, again) {
			t.Error("the zip differs")
		}
	}
	if bytes.Equal(first, zipped(folder(t, "pustaka/C-06.md", "x", "README.md", "z"))) {
		t.Error("other content gives the same zip")
	}
}

// Whatever a zip holds: what is copied stays in the folder, within the limits, and a refusal is a sentence.
func FuzzZip(f *testing.F) {
	for _, entries := range [][]entry{packEntries(""), packEntries("a/"), {{name: "../x", text: "x"}}} {
		seed, err := os.ReadFile(zipFile(f, entries...))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, archive []byte) {
		dir := t.TempDir()
		name := filepath.Join(dir, "paket.zip")
		write(t, name, string(archive))
		_, files, err := copied(t, name)
		if err != nil && !strings.HasSuffix(err.Error(), ".") {
			t.Errorf("no sentence: %v", err)
		}
		for name, text := range files {
			if len(text) > casefile.MaxSize || strings.Count(name, "/") > 1 {
				t.Errorf("%s with %d bytes", name, len(text))
			}
		}
		if beside, err := os.ReadDir(dir); err != nil || len(beside) != 1 {
			t.Errorf("%v %v", beside, err)
		}
	})
}
