package check_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"mufakat/internal/casefile"
	"mufakat/internal/check"
	"mufakat/internal/diagnostic"
)

// story is a case without findings; its second passage has the options that are given.
func story(options string) string {
	return `# Kisah

## Pemangku kepentingan

| Kode | Nama | Kepentingan | Kepercayaan | Komitmen | Pemahaman |
|---|---|---|---|---|---|
| warga | Warga | hidup tenang | 40 | 40 | 40 |

## Babak

### Awal

Mulai.

- [Kiri](#tengah) {#kiri}
  - warga: kepercayaan +10
  > Ya.
- [Kanan](#tengah) {#kanan}
  - warga: kepercayaan -10
  > Tidak.

### Tengah

Lalu.

` + options + `
## Akhir

### Selesai
- peringkat: 1

Begitulah.

## Suara

### warga

> "Ya."

## Yang sebenarnya terjadi

Rekaan.

## Lembar jawab kasus

### Masalah pokok

x

### Aktor dan perannya

x

### Nilai yang diterapkan atau dilanggar

x

### Alternatif penyelesaian

x

## Refleksi

x

## Sumber

x
`
}

const (
	open = "- [Maju](#akhir)\n  - warga: komitmen +5\n  - konsep: C-06\n  > Ya.\n- [Diam](#akhir)\n  - warga: komitmen -5\n  > Tidak.\n"
	// Both are locked after "kanan", which leaves 30 of 40.
	locked = "- [Maju](#akhir)\n  - syarat: kepercayaan warga minimal 45\n    > Belum.\n  - warga: komitmen +5\n  > Ya.\n" +
		"- [Diam](#akhir)\n  - syarat: kepercayaan warga minimal 50\n    > Belum.\n  - warga: komitmen -5\n  > Tidak.\n"
	manifest = "nama: coba\njudul: Coba\nkasus:\n  - kisah\n"
	card     = "---\nkode: C-06\ntema: Proses\n---\n# Kartu\n\nIsi. Lihat [L-01](L-01.md) dan [ini](https://contoh.id/x.md).\n"
)

func goodPack() map[string]string {
	return map[string]string{
		"paket.yaml":       manifest,
		"README.md":        "Bukan kasus.",
		"kasus/README.md":  "Bukan kasus juga.",
		"kasus/._kisah.md": "Dari macOS.",
		"kasus/kisah.md":   story(open),
		"pustaka/C-06.md":  card,
		"pustaka/L-01.md":  "---\nkode: L-01\ntema: Hukum\n---\n# Hukum\n\nIsi.\n",
	}
}

// folder writes files below a new folder.
func folder(t *testing.T, files map[string]string) string {
	t.Helper()
	root := t.TempDir()
	for name, text := range files {
		full := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

// path checks something that can be read.
func path(t *testing.T, name string) check.Report {
	t.Helper()
	r, err := check.Path(context.Background(), name, check.Options{Concepts: []string{"C-06"}})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// brief lists findings as "name:line code", the name without its folder.
func brief(r check.Report) []string {
	var all []string
	for _, f := range r.Findings {
		all = append(all, fmt.Sprintf("%s:%d %s", filepath.Base(f.File), f.Place.Line, f.Code))
	}
	return all
}

func TestWhatIsChecked(t *testing.T) {
	files := goodPack()
	for name, text := range goodPack() {
		files["dalam/paket/"+name] = text
	}
	root := folder(t, files)
	loose := folder(t, map[string]string{"satu.md": story(open), "dua/DUA.MD": story(open), "readme.md": "x", "catatan.txt": "x", ".git/x.md": "x", "paket/paket.yaml": manifest, "paket/kasus/kisah.md": story(open)})
	for name, files := range map[string]int{
		root:                                   4, // the pack alone: nothing else in its folder is read
		filepath.Join(root, "kasus"):           1,
		filepath.Join(root, "pustaka"):         2,
		filepath.Join(root, "paket.yaml"):      1,
		filepath.Join(root, "kasus/kisah.md"):  1,
		filepath.Join(root, "pustaka/C-06.md"): 1,
		filepath.Join(root, "dalam"):           4,
		loose:                                  4,
		filepath.Join(loose, "satu.md"):        1,
		filepath.Join(loose, "dua"):            1,
	} {
		if r := path(t, name); len(r.Names) != files || len(r.Findings) > 0 {
			t.Errorf("%s: %d files, want %d; %v", name, len(r.Names), files, r.Findings)
		}
	}
}

func TestMessagesNameTheFileAsItWasNamed(t *testing.T) {
	root := folder(t, map[string]string{"a/rusak.md": "x"})
	t.Chdir(root)
	for name, want := range map[string]string{"a/rusak.md": "a/rusak.md", "./a": "a/rusak.md", ".": "a/rusak.md"} {
		r := path(t, name)
		if len(r.Findings) == 0 || r.Findings[0].File != filepath.FromSlash(want) {
			t.Errorf("%s: %v", name, r.Findings)
		}
	}
}

func TestConceptsOfThePackAndOfTheProgram(t *testing.T) {
	cites := strings.Replace(story(open), "C-06", "L-01", 1)
	files := goodPack()
	files["kasus/kisah.md"] = cites
	if r := path(t, folder(t, files)); len(r.Findings) > 0 {
		t.Errorf("the pack has the card, but: %v", r.Findings)
	}
	delete(files, "pustaka/L-01.md")
	files["pustaka/C-06.md"] = strings.Replace(card, "[L-01](L-01.md)", "L-01", 1)
	known := check.Options{Concepts: []string{"L-01"}, ConceptsOf: "dasar"}
	if r, err := check.Path(context.Background(), folder(t, files), known); err != nil || len(r.Findings) > 0 {
		t.Errorf("the card is one that every pack may cite, but: %v %v", r.Findings, err)
	}
	known.ConceptsOf = "coba" // this very pack
	if r, err := check.Path(context.Background(), folder(t, files), known); err != nil || !slices.Equal(brief(r), []string{"kisah.md:28 K406"}) {
		t.Errorf("the pack has lost its card, but: %v %v", r.Findings, err)
	}
	outside := filepath.Join(folder(t, map[string]string{"kisah.md": cites}), "kisah.md")
	if got := brief(path(t, outside)); !slices.Equal(got, []string{"kisah.md:28 K406"}) {
		t.Errorf("only C-06 is known outside a pack, but: %v", got)
	}
}

func TestStateInWhichEverythingIsLocked(t *testing.T) {
	name := filepath.Join(folder(t, map[string]string{"kisah.md": story(locked)}), "kisah.md")
	r := path(t, name)
	if got := brief(r); !slices.Equal(got, []string{"kisah.md:22 K606"}) {
		t.Fatal(got)
	}
	if f := r.Findings[0]; f.Severity != diagnostic.Error || !strings.Contains(f.Proposal, "kanan") || !strings.Contains(f.Message, "Tengah") {
		t.Error(f)
	}
	doc, err := check.Document(name, check.Options{})
	if err != nil || doc.Case == nil {
		t.Error("a case that can get stuck can still be played", err)
	}
}

func TestFindingsInPacks(t *testing.T) {
	for _, c := range []struct {
		name    string
		change  map[string]string // "" removes
		finding []string
	}{
		{"no manifest", map[string]string{"paket.yaml": ""}, []string{"paket.yaml:1 K701"}},
		{"broken manifest", map[string]string{"paket.yaml": "nama: [\n"}, []string{"paket.yaml:1 K701"}},
		{"manifest without a name", map[string]string{"paket.yaml": "judul: x\n"}, []string{"paket.yaml:1 K701"}},
		{"unknown key", map[string]string{"paket.yaml": manifest + "predikatt:\n  - {mulai: 0, nama: Ya}\n"}, []string{"paket.yaml:5 K702"}},
		{"unknown case", map[string]string{"paket.yaml": manifest + "  - hilang # hilang\n"}, []string{"paket.yaml:5 K703"}},
		{"grade above 100", map[string]string{"paket.yaml": manifest + "predikat:\n  - {mulai: 120, nama: Ya}\n  - {mulai: 0, nama: Tidak}\n"}, []string{"paket.yaml:5 K704"}},
		{"grade that is no number", map[string]string{"paket.yaml": manifest + "predikat:\n  - {mulai: .nan, nama: Ya}\n  - {mulai: 0, nama: Tidak}\n"}, []string{"paket.yaml:5 K704"}},
		{"same grade twice, none from 0", map[string]string{"paket.yaml": manifest + "predikat:\n  - {mulai: 50, nama: Ya}\n  - {mulai: 50, nama: Tidak}\n"}, []string{"paket.yaml:5 K704", "paket.yaml:5 K704"}},
		{"name with blanks", map[string]string{"paket.yaml": "judul: x\nnama: Coba Lagi\n"}, []string{"paket.yaml:2 K705"}},
		{"name of a device", map[string]string{"paket.yaml": "nama: con\njudul: x\n"}, []string{"paket.yaml:1 K705"}},
		{"alias bomb", map[string]string{"paket.yaml": manifest + "penulis: &a [x, *a]\n"}, []string{"paket.yaml:1 K701"}},
		{"manifest too big", map[string]string{"paket.yaml": manifest + strings.Repeat("# x\n", 20000)}, []string{"paket.yaml:1 K701"}},
		{"exams that cannot be", map[string]string{"paket.yaml": manifest + "ujian:\n  - id: a\n    judul: A\n    soal: {jumlah: 0}\n  - id: a\n    judul: B\n    soal: {jumlah: 1}\n"}, []string{"paket.yaml:8 K706", "paket.yaml:9 K706", "paket.yaml:11 K708"}},
		{"an exam that its banks suffice for", map[string]string{"kuis/a.gift": "// [tag:C-07]\nBenar? {T}\n\n// [tag:C-07]\nSalah? {F}\n", "paket.yaml": manifest + "ujian:\n  - id: a\n    judul: A\n    soal: {tanda: C-07, jumlah: 2}\n"}, nil},
		{"an id that another bank has", map[string]string{"kuis/a.gift": "// [id:a]\nBenar? {T}\n", "kuis/b.gift": "// [id:b]\nBenar? {T}\n\n//  [id:a]\nSalah? {F}\n"}, []string{"b.gift:4 Q217"}},
		{"a broken bank, and so an item too few", map[string]string{"kuis/a.gift": "// [tag:C-07]\nBenar? {T}\n\n// [tag:C-07]\nSalah? {F\n", "paket.yaml": manifest + "ujian:\n  - id: a\n    judul: A\n    soal: {tanda: C-07, jumlah: 2}\n"}, []string{"paket.yaml:8 K708", "a.gift:5 Q201"}},
		{"names that Windows cannot hold", map[string]string{"pustaka/C-06.md": "", "kasus/con.md": story(open)}, []string{"con.md:1 K707"}},
		{"card in Windows-1252", map[string]string{"pustaka/C-06.md": "---\nkode: C-06\ntema: x\n---\n# K\n\nIsi \x93ini\x94.\n"}, []string{"C-06.md:7 K801"}},
		{"card without front matter", map[string]string{"pustaka/C-06.md": "# Kartu\n\nIsi.\n"}, []string{"C-06.md:1 K802"}},
		{"line that is no pair, unknown key", map[string]string{"pustaka/C-06.md": "---\nkode: C-06\ntema: x\napa\njudul: y\n---\n# K\n\nIsi.\n"}, []string{"C-06.md:4 K802", "C-06.md:5 K802"}},
		{"another code", map[string]string{"pustaka/C-06.md": "---\nkode: C-07\ntema: x\n---\n# K\n\nIsi.\n"}, []string{"C-06.md:2 K803"}},
		{"no code, no theme", map[string]string{"pustaka/C-06.md": "---\n\n---\n# K\n\nIsi.\n"}, []string{"C-06.md:1 K803", "C-06.md:1 K804"}},
		{"no title", map[string]string{"pustaka/C-06.md": "---\nkode: C-06\ntema: x\n---\n\nIsi.\n"}, []string{"C-06.md:6 K805"}},
		{"nothing at all below the front matter", map[string]string{"pustaka/C-06.md": "---\nkode: C-06\ntema: x\n---"}, []string{"C-06.md:4 K805"}},
		{"empty card", map[string]string{"pustaka/C-06.md": "---\nkode: C-06\ntema: x\n---\n# K\n\n"}, []string{"C-06.md:5 K806"}},
		{"link to nowhere", map[string]string{"pustaka/L-01.md": "", "pustaka/C-06.md": card + "[luar](../../x.md), [potong](C-06.md"}, []string{"C-06.md:7 K807", "C-06.md:8 K807", "C-06.md:8 K807"}},
		{"empty file", map[string]string{"pustaka/C-06.md": "\n"}, []string{"C-06.md:1 K802"}},
		{"card too big", map[string]string{"pustaka/C-06.md": card + strings.Repeat("x", casefile.MaxSize)}, []string{"C-06.md:1 K808"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			files := goodPack()
			for name, text := range c.change {
				files[name] = text
				if text == "" {
					delete(files, name)
				}
			}
			r := path(t, folder(t, files))
			if got := brief(r); !slices.Equal(got, c.finding) {
				t.Errorf("got %v, want %v", got, c.finding)
			}
			for _, f := range r.Findings {
				if text := f.String(); strings.Contains(text, "yaml:") && strings.Contains(text, "line ") {
					t.Errorf("the YAML library's own words: %s", text)
				}
			}
		})
	}
}

func TestEveryCodeIsExplained(t *testing.T) {
	guide, err := os.ReadFile(filepath.Join("..", "..", "content", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	seen := map[diagnostic.Code]bool{}
	for _, e := range append(casefile.Codes(), check.Codes()...) {
		if seen[e.Code] || e.Title == "" {
			t.Errorf("%s is there twice, or has no title", e.Code)
		}
		if heading := fmt.Sprintf("\n### %s · %s\n", e.Code, e.Title); !bytes.Contains(guide, []byte(heading)) {
			t.Errorf("the authors' guide has no section%s", heading)
		}
		seen[e.Code] = true
	}
}

func TestUnreadable(t *testing.T) {
	root := folder(t, map[string]string{"kisah.md": story(open), "gambar.png": "x", "bukan.zip": "x"})
	if err := os.Mkdir(filepath.Join(root, "kosong"), 0o755); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"hilang.md":  "hilang.md tidak ada. Periksa nama dan foldernya.",
		"gambar.png": "gambar.png bukan kasus. Yang bisa diperiksa: berkas kasus (.md), bank soal (.gift), folder, atau zip.",
		"bukan.zip":  "bukan.zip bukan zip yang utuh. Kemas ulang, atau unduh sekali lagi.",
		"":           "Nama berkasnya kosong. Sebut berkas kasusnya, foldernya, atau zip-nya.",
		"kosong":     "Tidak ada kasus (.md) di kosong. Sebut berkas kasusnya, foldernya, atau zip-nya.",
	} {
		t.Chdir(root)
		if _, err := check.Path(context.Background(), name, check.Options{}); err == nil || err.Error() != want {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := os.Symlink("tidak-ada.md", filepath.Join(root, "tautan.md")); err != nil {
		t.Skip(err)
	}
	r, err := check.Path(context.Background(), root, check.Options{Concepts: []string{"C-06"}})
	if err == nil || !strings.HasSuffix(err.Error(), "tautan.md tidak ada. Periksa nama dan foldernya.") || len(r.Names) != 1 || len(r.Findings) > 0 {
		t.Errorf("one file cannot be read, the other one is fine: %v, %+v", err, r)
	}
}

// What is no plain file is refused before it is opened: a pipe would never end.
func TestLinksToWhatIsNoFile(t *testing.T) {
	root := folder(t, map[string]string{"kisah.md": story(open), "paket/paket.yaml": manifest, "paket/kasus/kisah.md": story(open), "folder/x.txt": ""})
	for _, name := range []string{"tautan.md", "paket/pustaka/C-06.md", "paket/kasus/b.md"} {
		full := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink(os.DevNull, full); err != nil {
			t.Skip(err)
		}
		_, err := check.Path(context.Background(), filepath.Dir(full), check.Options{})
		if want := filepath.Base(full) + " bukan berkas biasa. Ganti dengan berkasnya sendiri."; err == nil || !strings.HasSuffix(err.Error(), want) {
			t.Errorf("%s: %v", name, err)
		}
		if err := os.Remove(full); err != nil {
			t.Fatal(err)
		}
	}
}

// Of a pack whose cases cannot be listed nobody is told that nothing is wrong with it.
func TestCasesThatCannotBeListed(t *testing.T) {
	files := goodPack()
	for name := range files {
		if strings.HasPrefix(name, "kasus/") {
			delete(files, name)
		}
	}
	files["kasus"] = "no folder"
	root := folder(t, files)
	r, err := check.Path(context.Background(), root, check.Options{})
	if want := filepath.Join(root, "kasus") + " tidak terbaca"; err == nil || !strings.HasPrefix(err.Error(), want) || len(r.Names) == 0 {
		t.Errorf("%v, %v", err, r.Names)
	}
}

func TestDocumentIsOneCase(t *testing.T) {
	root := folder(t, goodPack())
	doc, err := check.Document(filepath.Join(root, "kasus", "kisah.md"), check.Options{})
	if err != nil || doc.Case == nil || doc.Case.ID != "kisah" {
		t.Errorf("%v %+v", err, doc)
	}
	for _, name := range []string{root, filepath.Join(root, "pustaka", "C-06.md"), filepath.Join(root, "paket.yaml"), filepath.Join(root, "x.md")} {
		if _, err := check.Document(name, check.Options{}); err == nil {
			t.Errorf("%s is no case", name)
		}
	}
}

func TestCaseThatIsTooBig(t *testing.T) {
	name := filepath.Join(folder(t, map[string]string{"besar.md": strings.Repeat("x", casefile.MaxSize+1)}), "besar.md")
	if got := brief(path(t, name)); !slices.Equal(got, []string{"besar.md:1 K102"}) {
		t.Error(got)
	}
}

func TestCancelAndProgress(t *testing.T) {
	root := folder(t, goodPack())
	ctx, cancel := context.WithCancel(context.Background())
	var told []string
	_, err := check.Path(ctx, root, check.Options{Progress: func(done, total int) {
		told = append(told, fmt.Sprintf("%d/%d", done, total))
		if done == 2 {
			cancel()
		}
	}})
	if !errors.Is(err, context.Canceled) || !slices.Equal(told, []string{"1/4", "2/4"}) {
		t.Errorf("%v, told %v", err, told)
	}
}

// zipped packs files, in the order of their names, and writes the archive.
func zipped(t *testing.T, files map[string]string) string {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	names := []string{}
	for name := range files {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		f, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte(files[name])); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return filepath.Join(folder(t, map[string]string{"paket.zip": b.String()}), "paket.zip")
}

func TestZip(t *testing.T) {
	if r := path(t, zipped(t, goodPack())); len(r.Names) != 4 || len(r.Findings) > 0 {
		t.Errorf("%+v", r)
	}
	below := map[string]string{}
	for name, text := range goodPack() {
		below["coba-main/"+name] = text
	}
	below["coba-main/kasus/kisah.md"] = story(locked)
	r := path(t, zipped(t, below))
	if got := brief(r); len(r.Names) != 4 || !slices.Equal(got, []string{"kisah.md:22 K606"}) {
		t.Errorf("%d files, %v", len(r.Names), got)
	}
	if want := filepath.Join("paket.zip", "coba-main", "kasus", "kisah.md"); !strings.HasSuffix(r.Findings[0].File, want) {
		t.Errorf("the finding is in %s", r.Findings[0].File)
	}
}

// What else is refused, package pack tests.
func TestHostileZip(t *testing.T) {
	_, err := check.Path(context.Background(), zipped(t, map[string]string{"../luar.md": "x"}), check.Options{})
	if err == nil || !strings.Contains(err.Error(), "keluar dari foldernya") {
		t.Error(err)
	}
}

// TestZipThatLies gives a file a smaller size than it has: reading must stop there.
func TestZipThatLies(t *testing.T) {
	name := zipped(t, map[string]string{"kisah.md": strings.Repeat("x", 1<<20)})
	archive, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	entry := bytes.LastIndex(archive, []byte("PK\x01\x02")) // the entry in the directory; its size stands 24 bytes behind
	binary.LittleEndian.PutUint32(archive[entry+24:], 10)
	if err := os.WriteFile(name, archive, 0o644); err != nil {
		t.Fatal(err)
	}
	r, err := check.Path(context.Background(), name, check.Options{})
	if err == nil || !strings.Contains(err.Error(), "kisah.md tidak terbaca") || len(r.Names) != 0 {
		t.Errorf("%v, %+v", err, r)
	}
}

// One shipped case, read and checked whole: parsing, the rules, and the search for states without a way out.
func BenchmarkCase(b *testing.B) {
	const name = "../../content/kolaboratif/kasus/kartamantul.md"
	for b.Loop() {
		if _, err := check.Path(context.Background(), name, check.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
