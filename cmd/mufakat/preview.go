package main

import (
	"context"
	"errors"
	"io/fs"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"mufakat/internal/check"
	"mufakat/internal/preview"
	"mufakat/internal/sim"
	"mufakat/internal/ui"
	"mufakat/scenes"
)

// startFlags are where a preview begins, as they stand on the command line.
type startFlags struct {
	passage, levels, flags, resources string
}

// previewCommand plays a case while it is being written.
func (p *program) previewCommand() *cobra.Command {
	var from startFlags
	cmd := &cobra.Command{
		Use:     "pratinjau BERKAS",
		Aliases: []string{"preview"},
		Short:   "Mainkan kasus selagi ditulis",
		Long: `Memainkan kasus dalam sebuah berkas selagi berkas itu ditulis di penyunting
teks. Setiap kali disimpan, cerita berlanjut dengan naskah yang baru, di adegan
yang sama; yang perlu diperbaiki tampil di atasnya. Tidak ada yang dicatat di
riwayat. Cerita dapat dimulai dari adegan mana saja, dengan keadaan yang dipilih.`,
		Example: `  mufakat pratinjau kasus-saya.md
  mufakat pratinjau kasus-saya.md --adegan rapat-malam-itu
  mufakat pratinjau kasus-saya.md --adegan rapat-malam-itu \
    --tingkat "warga=40/30/20,bantul=50/45/–" --penanda janji-lisan --sumber hari=3`,
		Args: exactly(1, "Berkas kasusnya"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.preview(cmd.Context(), args[0], from)
		},
	}
	cmd.Flags().StringVar(&from.passage, "adegan", "", "mulai dari adegan dengan `ID` ini")
	cmd.Flags().StringVar(&from.levels, "tingkat", "", "tingkat saat mulai, `KODE=KEP/KOM/PEM`, dipisah koma")
	cmd.Flags().StringVar(&from.flags, "penanda", "", "penanda yang sudah dicatat, `NAMA` dipisah koma")
	cmd.Flags().StringVar(&from.resources, "sumber", "", "sumber daya yang tersisa, `NAMA=ANGKA`, dipisah koma")
	return cmd
}

func (p *program) preview(ctx context.Context, name string, from startFlags) error {
	file := preview.File{Name: name, Options: p.library.checkOptions()}
	doc, err := check.Document(name, file.Options)
	if meant := meantFile(name); meant != "" && errors.Is(err, fs.ErrNotExist) {
		return cannot("%s tidak ada. Maksud Anda berkas %s?", name, shellWord(meant))
	}
	if err != nil {
		return err
	}
	start, err := from.start()
	if err != nil {
		return err
	}
	if doc.Case != nil { // else the preview tells what is unknown, once the case can be played
		if _, lost := start.State(doc.Case); len(lost) > 0 {
			return unknown(lost[0], doc.Case)
		}
	}
	reason := p.noScreen()
	if reason == "" && p.getenv("ACCESSIBLE") != "" {
		reason = "ACCESSIBLE meminta tampilan baris demi baris"
	}
	if reason != "" {
		return cannot("%s, padahal pratinjau memerlukan layar penuh. Periksa kasusnya dengan: mufakat periksa %s. Mainkan dengan: mufakat main %s --polos.", reason, shellWord(name), shellWord(name))
	}
	return p.showAlone(ctx, func(app *scenes.App) ui.Scene { return scenes.NewPreview(app, file, start) })
}

// start reads the flags, without asking whether the case knows the names in them.
func (f startFlags) start() (preview.Start, error) {
	s := preview.Start{Passage: strings.TrimPrefix(strings.TrimSpace(f.passage), "#"), Flags: words(f.flags)}
	for _, word := range words(f.levels) {
		code, numbers, _ := strings.Cut(word, "=")
		parts := strings.Split(numbers, "/")
		if len(parts) != sim.Criteria {
			return s, cannot("“%s” salah tulis sebagai tingkat. Tulis kode dan tiga angka, misalnya: --tingkat \"warga=40/30/20\".", word)
		}
		var levels sim.Levels
		for k, part := range parts {
			part = strings.TrimSpace(part)
			if part == "-" || part == "–" {
				levels[k] = sim.Absent
				continue
			}
			n, err := strconv.Atoi(part)
			if err != nil || n < sim.MinLevel || n > sim.MaxLevel {
				return s, cannot("“%s” dalam “%s” bukan tingkat. Tulis angka %d sampai %d, atau – untuk yang tidak diubah.", part, word, sim.MinLevel, sim.MaxLevel)
			}
			levels[k] = n
		}
		if s.Levels == nil {
			s.Levels = map[string]sim.Levels{}
		}
		s.Levels[strings.TrimSpace(code)] = levels
	}
	for _, word := range words(f.resources) {
		name, number, _ := strings.Cut(word, "=")
		n, err := strconv.Atoi(strings.TrimSpace(number))
		if err != nil || n < 0 {
			return s, cannot("“%s” salah tulis sebagai sumber daya. Tulis nama dan sisanya, misalnya: --sumber hari=3.", word)
		}
		if s.Resources == nil {
			s.Resources = map[string]int{}
		}
		s.Resources[strings.TrimSpace(name)] = n
	}
	return s, nil
}

// words are the parts of a list with commas, without blanks around them and without empty ones.
func words(list string) []string {
	var all []string
	for _, word := range strings.Split(list, ",") {
		if word = strings.TrimSpace(word); word != "" {
			all = append(all, word)
		}
	}
	return all
}

// unknown is the error for a name that a case does not have; it proposes what may have been meant.
func unknown(u preview.Unknown, c *sim.Case) error {
	if meant := nearest(u.Name, u.Known); meant != "" {
		return cannot("Dalam kasus “%s” tidak ada %s. Maksud Anda “%s”?", c.Title, u, meant)
	}
	if len(u.Known) == 0 {
		return cannot("Dalam kasus “%s” tidak ada %s, dan tidak ada %s lain.", c.Title, u, u.Kind)
	}
	return cannot("Dalam kasus “%s” tidak ada %s. Yang ada: %s.", c.Title, u, strings.Join(u.Known, ", "))
}
