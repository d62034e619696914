package main

import (
	"io"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"mufakat/content"
	"mufakat/internal/casefile"
	"mufakat/internal/pack"
	"mufakat/internal/plaintext"
	"mufakat/internal/report"
)

// newCommand writes a case to start from.
func (p *program) newCommand() *cobra.Command {
	var title string
	cmd := &cobra.Command{
		Use:     "buat NAMA",
		Aliases: []string{"new"},
		Short:   "Buat kasus baru dari contoh yang dapat diubah",
		Long: `Menulis NAMA.md: sebuah kasus kecil yang sudah lengkap dan dapat dimainkan,
dengan catatan yang menjelaskan cara menulisnya. Ganti isinya sedikit demi
sedikit. Berkas yang sudah ada tidak pernah ditimpa.`,
		Example: `  mufakat buat rapat-rt
  mufakat buat kasus/rapat-rt --judul "Rapat RT yang Tertunda"`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 1 {
				return cannot("Nama kasus ditulis tanpa spasi. Coba: mufakat buat %s", pack.FitName(strings.Join(args, " ")))
			}
			return exactly(1, "Nama kasus")(cmd, args)
		},
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(_ *cobra.Command, args []string) error {
			return p.writeStarter(args[0], title)
		},
	}
	cmd.Flags().StringVar(&title, "judul", "", "`JUDUL` kasus; tanpa pilihan ini, judul dibuat dari NAMA")
	return cmd
}

// writeStarter writes the case to start from under a name, with or without its ending. Without a title, the name serves
// as one.
func (p *program) writeStarter(name, title string) error {
	folder, base := filepath.Split(strings.TrimSpace(name))
	if ext := filepath.Ext(base); strings.EqualFold(ext, ".md") {
		base = strings.TrimSuffix(base, ext)
	}
	if !pack.ValidName(base) {
		return cannot("Nama “%s” tidak dapat dipakai. Nama kasus memakai huruf kecil, angka, dan tanda hubung, paling panjang %d huruf. Coba: mufakat buat %s",
			base, pack.MaxName, shellWord(folder+pack.FitName(base)))
	}
	if title == "" {
		title = plaintext.Capital(strings.ReplaceAll(base, "-", " "))
	}
	file := folder + base + ".md"
	text, err := starter(file, title)
	if err != nil {
		return err
	}
	if _, err := report.NewFile(file, func(w io.Writer) error { _, err := io.WriteString(w, text); return err }); err != nil {
		return err
	}
	return p.write("Kasus baru ada di " + file + ".\n\n" +
		"Buka berkas itu dengan penyunting teks, misalnya Notepad, lalu ganti isinya\n" +
		"sedikit demi sedikit. Catatan di antara <!-- dan --> menjelaskan caranya.\n\n" +
		"Mainkan selagi Anda menulis:\n  mufakat pratinjau " + shellWord(file) + "\n" +
		"Periksa:\n  mufakat periksa " + shellWord(file) + "\n")
}

// starter is the text of the case to start from under another title. The error is a sentence: the title means something
// else as Markdown.
func starter(file, title string) (string, error) {
	before, rest, _ := strings.Cut(content.Starter, "\n# ")
	_, after, _ := strings.Cut(rest, "\n")
	text := before + "\n# " + title + "\n" + after
	if doc := casefile.Parse(file, []byte(text), casefile.Options{}); doc.Case == nil || doc.Case.Title != title || len(doc.Diagnostics) > 0 {
		return "", cannot("Judul “%s” tidak dapat dipakai. Tulis satu baris tanpa tanda seperti #, *, _, {, dan <.", title)
	}
	return text, nil
}

// shellWord is a file name as one types it in a command.
func shellWord(name string) string {
	if strings.Contains(name, " ") {
		return `"` + name + `"`
	}
	return name
}
