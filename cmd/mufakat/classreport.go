package main

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"mufakat/internal/report"
	"mufakat/internal/ui"
	"mufakat/scenes"
)

// classOptions tell in which forms the report on a class is wanted.
type classOptions struct {
	nameless, text, asJSON bool
	markdown, csv, xlsx    string // files; empty: not wanted
	separator              string // of the CSV file
	overwrite              bool
}

// classReportCommand shows an instructor what a class made of a case.
func (p *program) classReportCommand() *cobra.Command {
	var o classOptions
	cmd := &cobra.Command{
		Use:     "laporan BERKAS.json|FOLDER …",
		Aliases: []string{"report"},
		Short:   "Tampilkan laporan kelas dari hasil ekspor beberapa peserta",
		Long: `Menyandingkan permainan beberapa peserta atau kelompok, dari berkas yang ditulis
oleh mufakat ekspor: siapa memilih apa dan mengapa, hitungan tangan, harga,
akhir, dan refleksi. Di terminal, laporan tampil sebagai layar. Status keluar 1
bila ada berkas yang tidak terbaca, 2 bila tidak satu pun terbaca.`,
		Example: `  mufakat laporan kelas-a/
  mufakat laporan kelompok-*.json --xlsx laporan.xlsx
  mufakat laporan kelas-a/ --csv laporan.csv --pemisah ";"`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return exactly(1, "Berkas atau folder hasil ekspor")(cmd, args)
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if cmd.Flags().Changed("pemisah") && o.csv == "" {
				return cannot("--pemisah hanya berlaku bersama --csv, misalnya: --csv laporan.csv --pemisah \";\"")
			}
			ctx, stop := signal.NotifyContext(cmd.Context(), os.Interrupt) // else it could leave half a file
			defer stop()
			return p.classReport(ctx, args, o)
		},
	}
	cmd.Flags().BoolVar(&o.text, "teks", false, "cetak sebagai teks, juga di terminal")
	cmd.Flags().BoolVar(&o.asJSON, "json", false, "cetak sebagai JSON")
	cmd.Flags().StringVar(&o.markdown, "md", "", "tulis Markdown ke `BERKAS`")
	cmd.Flags().StringVar(&o.csv, "csv", "", "tulis CSV ke `BERKAS`, satu baris setiap keputusan")
	cmd.Flags().StringVar(&o.separator, "pemisah", ",", "pisahkan kolom CSV dengan `TANDA` ini: , atau ;")
	cmd.Flags().StringVar(&o.xlsx, "xlsx", "", "tulis buku kerja Excel ke `BERKAS`")
	cmd.Flags().BoolVar(&o.overwrite, "timpa", false, "timpa berkas yang sudah ada")
	cmd.Flags().BoolVar(&o.nameless, "tanpa-nama", false, "ganti nama dengan Peserta 1, Peserta 2, …")
	return cmd
}

func (p *program) classReport(ctx context.Context, names []string, o classOptions) error {
	comma, err := comma(o.separator)
	switch {
	case err != nil:
		return err
	case o.xlsx != "" && !strings.EqualFold(filepath.Ext(strings.TrimSpace(o.xlsx)), ".xlsx"): // Excel refuses such a file
		return cannot("Excel hanya membuka buku kerja yang berakhiran .xlsx. Tulis misalnya: --xlsx laporan.xlsx")
	case o.text && o.asJSON:
		return cannot("--teks dan --json bertentangan. Pakai salah satu.")
	}
	read := report.ReadRuns(names)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	trouble := append(read.Doubles, read.Refused...)
	sentences := strings.Join(trouble, "\n")
	if len(read.Runs) == 0 {
		return cannot("%s", sentences)
	}
	for _, run := range read.Runs {
		if err := cmp.Or(notOver(o.markdown, run.File), notOver(o.csv, run.File), notOver(o.xlsx, run.File)); err != nil {
			return err
		}
	}
	if err := p.showClasses(ctx, report.Classes(read.Runs, o.nameless), comma, trouble, o); err != nil {
		return err
	}
	if len(read.Refused) > 0 {
		return doesNotHold("%s", sentences)
	}
	if sentences != "" {
		fmt.Fprintln(p.err, sentences)
	}
	return nil
}

// showClasses gives the report the forms that are wanted; where none is named, it is a screen, or text where there is no
// terminal. trouble are sentences on files.
func (p *program) showClasses(ctx context.Context, classes []*report.Class, comma rune, trouble []string, o classOptions) error {
	files := []struct {
		name  string
		write func(io.Writer) error
	}{
		{o.markdown, func(w io.Writer) error { return report.WriteClasses(w, report.Markdown, classes) }},
		{o.csv, func(w io.Writer) error { return report.WriteCSV(w, classes, comma) }},
		{o.xlsx, func(w io.Writer) error { return report.WriteXLSX(w, classes) }},
	}
	written := false
	for _, file := range files {
		if file.name == "" {
			continue
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		full, err := saveFile(file.name, o.overwrite, file.write)
		if err != nil {
			return err
		}
		written = true
		if o.asJSON {
			continue // standard output holds the JSON and nothing else
		}
		if err := p.write("Tertulis: " + full + "\n"); err != nil {
			return err
		}
	}
	switch {
	case o.asJSON:
		return p.writeJSON(classes)
	case o.text, !written && (p.noScreen() != "" || p.getenv("ACCESSIBLE") != ""):
		var b bytes.Buffer
		if err := report.WriteClasses(&b, report.Text, classes); err != nil {
			return err
		}
		return p.write(wrappedLines(b.String()))
	case written:
		return nil
	}
	return p.showAlone(ctx, func(*scenes.App) ui.Scene { return scenes.NewClassReport(classes, trouble) })
}

// wrappedLines breaks lines that are too long; the rest of an item of a list stands below its text.
func wrappedLines(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		rest := strings.TrimLeft(line, " ")
		indent := line[:len(line)-len(rest)]
		if item, isItem := strings.CutPrefix(rest, "- "); isItem {
			b.WriteString(indent + "- " + strings.TrimPrefix(wrapped(item, indent+"  "), indent+"  "))
		} else {
			b.WriteString(wrapped(rest, indent))
		}
	}
	return b.String()
}
