package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"mufakat/internal/diagnostic"
	"mufakat/internal/install"
)

// packJSON is a pack in `paket daftar --json`.
type packJSON struct {
	Name     string   `json:"nama"`
	Title    string   `json:"judul"`
	Version  string   `json:"versi"`
	Authors  []string `json:"penulis"`
	Licence  string   `json:"lisensi"`
	Cases    int      `json:"kasus"`
	Cards    int      `json:"kartu"`
	Quizzes  int      `json:"kuis"` // question banks
	Exams    int      `json:"ujian"`
	BuiltIn  bool     `json:"bawaan"`            // it comes with the program
	StandsIn bool     `json:"menggantikan"`      // it is installed in place of the one that comes with the program
	Problem  string   `json:"masalah,omitempty"` // why it cannot be used; then all but nama is empty
}

// packsCommand holds the commands about packs.
func (p *program) packsCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:     "paket",
		Aliases: []string{"pack"},
		Short:   "Daftar, pasang, hapus, atau kemas paket kasus",
		Long: `Sebuah paket adalah folder atau zip dengan paket.yaml dan folder kasus,
pustaka, atau kuis. Paket yang dipasang ikut tampil dalam daftar kasus.`,
		Example: `  mufakat paket pasang latsar-2026.zip
  mufakat paket daftar`,
		Args: packsArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return p.write(helpText(cmd)) },
	}
	cmd.AddCommand(p.packListCommand(), p.packInstallCommand(), p.packRemoveCommand(), p.packBuildCommand())
	for _, c := range cmd.Commands() {
		c.DisableFlagsInUseLine = true
	}
	return cmd
}

// packsArgs accepts none, and tells of anything else which command may have been meant.
func packsArgs(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	var names []string
	for _, c := range cmd.Commands() {
		names = append(append(names, c.Name()), c.Aliases...)
	}
	if meant := nearest(args[0], names); meant != "" {
		return cannot("Perintah “paket %s” tidak dikenal. Maksud Anda: mufakat paket %s?", args[0], meant)
	}
	return cannot("Perintah “paket %s” tidak dikenal. Yang ada: daftar, pasang, hapus, kemas.", args[0])
}

func (p *program) packListCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:               "daftar",
		Aliases:           []string{"list"},
		Short:             "Tampilkan paket yang ada",
		Args:              atMost(0),
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(*cobra.Command, []string) error {
			entries, err := p.library.shelf().List()
			if err != nil {
				return err
			}
			rows := make([]packJSON, len(entries))
			for i, e := range entries {
				rows[i] = packRow(e)
			}
			if asJSON {
				return p.writeJSON(rows)
			}
			return p.write(packsText(rows))
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "cetak sebagai JSON")
	return cmd
}

func packRow(e install.Entry) packJSON {
	row := packJSON{Name: e.Name, Authors: []string{}, BuiltIn: e.BuiltIn, StandsIn: e.StandsIn}
	if e.Err != nil {
		row.Problem = e.Err.Error()
		return row
	}
	m := e.Manifest
	row.Title, row.Version, row.Authors, row.Licence = m.Title, m.Version, list(m.Authors), m.Licence
	holds, err := install.ContentsOf(e.Pack)
	if err != nil {
		row.Problem = err.Error()
	}
	row.Cases, row.Cards, row.Quizzes, row.Exams = holds.Cases, holds.Cards, holds.Quizzes, holds.Exams
	return row
}

func packsText(rows []packJSON) string {
	var b strings.Builder
	for _, r := range rows {
		if r.Problem != "" {
			fmt.Fprintf(&b, "%s\n%s\n", r.Name, wrapped(r.Problem+" Pasang ulang paketnya, atau hapus: mufakat paket hapus "+r.Name, "  "))
			continue
		}
		fmt.Fprintf(&b, "%s (%s)\n", r.Title, r.Name)
		facts := []string{install.Contents{Cases: r.Cases, Cards: r.Cards, Quizzes: r.Quizzes}.Text()}
		switch {
		case r.BuiltIn:
			facts = append(facts, "bawaan program")
		case r.StandsIn:
			facts = append(facts, "menggantikan paket bawaan")
		}
		if r.Version != "" {
			facts = append([]string{"versi " + r.Version}, facts...)
		}
		if len(r.Authors) > 0 {
			facts = append(facts, strings.Join(r.Authors, ", "))
		}
		if r.Licence != "" {
			facts = append(facts, r.Licence)
		}
		b.WriteString(wrapped(strings.Join(facts, " · "), "  ") + "\n")
	}
	b.WriteString("Pasang paket lain: mufakat paket pasang FOLDER|ZIP|BERKAS.md\n")
	return b.String()
}

func (p *program) packInstallCommand() *cobra.Command {
	var older bool
	cmd := &cobra.Command{
		Use:     "pasang FOLDER|ZIP|BERKAS.md",
		Aliases: []string{"install"},
		Short:   "Periksa lalu pasang sebuah paket",
		Long: `Memeriksa sebuah paket (folder, zip, atau satu berkas kasus), lalu memasangnya.
Paket dengan galat ditolak. Versi lama tetap dipakai sampai versi baru siap.`,
		Example: `  mufakat paket pasang latsar-2026.zip
  mufakat paket pasang kasus-saya.md`,
		Args: exactly(1, "Paket yang dipasang"),
		RunE: func(cmd *cobra.Command, args []string) error {
			ctx, stop := signal.NotifyContext(cmd.Context(), os.Interrupt)
			defer stop()
			progress, done := p.progress()
			defer done()
			r, err := p.library.shelf().Install(ctx, args[0], install.Options{AllowOlder: older, Progress: progress})
			done()
			var tooOld *install.OlderError
			if errors.As(err, &tooOld) {
				return cannot("%s Bila memang versi lama yang Anda inginkan, tambahkan --turun.", tooOld)
			}
			if err != nil {
				return p.refused(r.Taken, err)
			}
			return p.write(installedText(r, args[0]))
		},
	}
	cmd.Flags().BoolVar(&older, "turun", false, "pasang juga bila versinya lebih lama daripada yang terpasang")
	return cmd
}

// refused prints what was found in a pack that has a galat. Any other error stays as it is.
func (p *program) refused(t install.Taken, err error) error {
	if !errors.Is(err, install.ErrFaulty) {
		return err
	}
	if err := p.write(findingsText(t.Report)); err != nil {
		return err
	}
	return doesNotHold("%s", err)
}

func installedText(r install.Installed, source string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "Terpasang: %s\n", titleText(r.Taken))
	fmt.Fprintf(&b, "  %s\n", r.Contents.Text())
	if r.Replaced != nil {
		which := ""
		if r.ReplacedBuiltIn {
			which = " bawaan program"
		}
		if r.Replaced.Version != "" {
			which += " versi " + r.Replaced.Version
		}
		if which == "" {
			which = " yang lama"
		}
		fmt.Fprintf(&b, "  menggantikan paket%s\n", which)
		for _, change := range []struct {
			title string
			ids   []string
		}{{"kasus baru", r.New}, {"kasus berubah", r.Changed}, {"kasus yang tidak ada lagi", r.Gone}} {
			if len(change.ids) > 0 {
				b.WriteString(wrapped(change.title+": "+strings.Join(change.ids, ", "), "  "))
			}
		}
		if r.Cases > 0 && len(r.New)+len(r.Changed)+len(r.Gone) == 0 {
			b.WriteString("  kasusnya tidak berubah\n")
		}
	}
	b.WriteString(leftOutText(r.Taken, "dipasang"))
	if n := diagnostic.Count(r.Report.Findings); n[diagnostic.Warning] > 0 {
		b.WriteString(wrapped(fmt.Sprintf("Ada %d peringatan. Lihat: mufakat periksa %s", n[diagnostic.Warning], source), ""))
	}
	if r.Cases > 0 {
		b.WriteString("Daftar kasus: mufakat kasus\n")
	}
	return b.String()
}

// titleText is a pack's title with its name and version.
func titleText(t install.Taken) string {
	if t.Manifest.Version == "" {
		return fmt.Sprintf("%s (%s)", t.Manifest.Title, t.Manifest.Name)
	}
	return fmt.Sprintf("%s (%s), versi %s", t.Manifest.Title, t.Manifest.Name, t.Manifest.Version)
}

// leftOutText tells which files belong to no pack and so were not, say, installed.
func leftOutText(t install.Taken, done string) string {
	if len(t.LeftOut) == 0 {
		return ""
	}
	const shown = 10
	names := t.LeftOut[:min(len(t.LeftOut), shown)]
	text := fmt.Sprintf("Tidak ikut %s, karena bukan bagian paket (%d): %s", done, len(t.LeftOut), strings.Join(names, ", "))
	if len(t.LeftOut) > shown {
		text += ", …"
	}
	return wrapped(text, "  ")
}

func (p *program) packRemoveCommand() *cobra.Command {
	return &cobra.Command{
		Use:               "hapus NAMA",
		Aliases:           []string{"remove"},
		Short:             "Hapus sebuah paket; yang sudah dimainkan tetap tersimpan",
		Args:              exactly(1, "Nama paket yang dihapus"),
		ValidArgsFunction: p.completePacks,
		RunE: func(_ *cobra.Command, args []string) error {
			removed, err := p.library.shelf().Remove(args[0])
			if err != nil {
				return err
			}
			text := fmt.Sprintf("Terhapus: paket %s. Yang sudah dimainkan tetap ada di riwayat.\n", removed.Name)
			if removed.StandsIn {
				text += "Paket bawaan program dipakai lagi.\n"
			}
			return p.write(text)
		},
	}
}

// completePacks proposes the installed packs.
func (p *program) completePacks(_ *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
	var found []cobra.Completion
	entries, _ := p.library.shelf().List()
	for _, e := range entries {
		if !e.BuiltIn && len(args) == 0 {
			found = append(found, cobra.CompletionWithDesc(e.Name, e.Manifest.Title))
		}
	}
	return found, cobra.ShellCompDirectiveNoFileComp
}

func (p *program) packBuildCommand() *cobra.Command {
	var output string
	var overwrite bool
	cmd := &cobra.Command{
		Use:     "kemas FOLDER|BERKAS.md",
		Aliases: []string{"build"},
		Short:   "Periksa lalu kemas sebuah paket menjadi zip",
		Long: `Memeriksa sebuah paket, lalu mengemasnya menjadi zip yang bisa dipasang di
komputer lain. Isi yang sama selalu menghasilkan zip yang sama persis.`,
		Example: `  mufakat paket kemas latsar-2026/
  mufakat paket kemas latsar-2026/ --keluar kirim.zip --timpa`,
		Args: exactly(1, "Paket yang dikemas"),
		RunE: func(cmd *cobra.Command, args []string) error {
			ctx, stop := signal.NotifyContext(cmd.Context(), os.Interrupt)
			defer stop()
			progress, done := p.progress()
			defer done()
			built, err := p.library.shelf().Build(ctx, args[0], install.Options{Progress: progress})
			done()
			if err != nil {
				return p.refused(built.Taken, err)
			}
			if output == "" {
				output = built.FileName
				if _, err := os.Stat(output); err == nil && !overwrite {
					where := "paket.yaml"
					if strings.EqualFold(filepath.Ext(args[0]), ".md") {
						where = "kepala kasus"
					}
					return cannot("%s sudah ada dan tidak ditimpa. Naikkan versi di %s, atau tambahkan --timpa.", output, where)
				}
			}
			if err := notOver(output, args[0]); err != nil {
				return err
			}
			full, err := saveFile(output, overwrite, func(w io.Writer) error {
				_, err := w.Write(built.Zip)
				return err
			})
			if err != nil {
				return err
			}
			return p.write(fmt.Sprintf("Tertulis: %s\n  %s: %s\n%s", full, titleText(built.Taken), built.Contents.Text(), leftOutText(built.Taken, "dikemas")))
		},
	}
	cmd.Flags().StringVar(&output, "keluar", "", "tulis ke `BERKAS` ini, bukan ke NAMA-VERSI.zip")
	cmd.Flags().BoolVar(&overwrite, "timpa", false, "timpa berkas yang sudah ada")
	return cmd
}
