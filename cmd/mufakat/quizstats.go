package main

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"mufakat/internal/clean"
	"mufakat/internal/itemstats"
	"mufakat/internal/pack"
	"mufakat/internal/report"
)

// statisticsOptions tell in which form the statistics are wanted.
type statisticsOptions struct {
	asJSON, asCSV bool
	separator     string // of the CSV
	output        string // file for the CSV; empty: standard output
	overwrite     bool
}

// statisticsCommand tells how well the items of an exam work.
func (p *program) statisticsCommand() *cobra.Command {
	var o statisticsOptions
	cmd := &cobra.Command{
		Use:     "statistik BERKAS.csv",
		Aliases: []string{"stats"},
		Short:   "Hitung statistik butir dari nilai peserta",
		Long: `Menghitung kemudahan, daya beda, bobot, dan keandalan butir soal seperti Moodle,
dari CSV dengan satu baris setiap peserta (percobaan pertamanya). Baris pertama:
id, lalu NAMA:MAKS atau NAMA:MAKS:TEBAKAN untuk setiap butir. Sel kosong berarti
tidak dijawab dan bernilai 0. Titik koma dan koma desimal juga diterima.`,
		Example: `  mufakat kuis statistik nilai.csv
  mufakat kuis statistik nilai.csv --csv --pemisah ";" --keluar butir.csv
  mufakat kuis statistik nilai.csv --json`,
		DisableFlagsInUseLine: true,
		Args:                  exactly(1, "Berkas nilai (CSV)"),
		RunE: func(cmd *cobra.Command, args []string) error {
			switch {
			case o.asJSON && o.asCSV:
				return cannot("--json dan --csv bertentangan. Pakai salah satu.")
			case !o.asCSV && cmd.Flags().Changed("pemisah"):
				return cannot("--pemisah hanya berlaku bersama --csv, misalnya: --csv --pemisah \";\"")
			case !o.asCSV && (o.output != "" || o.overwrite):
				return cannot("--keluar dan --timpa hanya berlaku bersama --csv, misalnya: --csv --keluar butir.csv")
			}
			return p.statistics(args[0], o)
		},
	}
	cmd.Flags().BoolVar(&o.asJSON, "json", false, "cetak sebagai JSON")
	cmd.Flags().BoolVar(&o.asCSV, "csv", false, "cetak sebagai CSV, satu baris setiap butir")
	cmd.Flags().StringVar(&o.separator, "pemisah", ",", "pisahkan kolom CSV dengan `TANDA` ini: , atau ;")
	cmd.Flags().StringVar(&o.output, "keluar", "", "tulis CSV ke `BERKAS` ini")
	cmd.Flags().BoolVar(&o.overwrite, "timpa", false, "timpa berkas yang sudah ada")
	return cmd
}

func (p *program) statistics(name string, o statisticsOptions) error {
	comma, size := utf8.DecodeRuneInString(o.separator)
	if size != len(o.separator) || !strings.ContainsRune(",;", comma) {
		return cannot("Pemisah “%s” tidak bisa dipakai. Pakai koma atau titik koma, misalnya: --pemisah \";\"", o.separator)
	}
	m, err := readMarks(name)
	if err != nil {
		return err
	}
	result := itemstats.Compute(m)
	asCSV := func(w io.Writer) error { return report.WriteItemsCSV(w, result, comma) }
	var b bytes.Buffer
	switch {
	case o.asJSON:
		return p.writeJSON(result)
	case o.output != "":
		full, err := saveFile(o.output, o.overwrite, asCSV)
		if err != nil {
			return err
		}
		return p.write("Tertulis: " + full + "\n")
	case o.asCSV:
		err = asCSV(&b)
	default:
		err = report.WriteItems(&b, clean.Line(filepath.Base(name)), result)
	}
	if err != nil {
		return err
	}
	return p.write(b.String())
}

// readMarks reads what people earned from a CSV file. The error is a sentence, or one for each mistake in the file.
func readMarks(name string) (*itemstats.Matrix, error) {
	info, err := os.Stat(name)
	switch {
	case err != nil:
		return nil, pack.Unreadable(name, err)
	case !info.Mode().IsRegular(): // reading it might wait forever
		return nil, cannot("%s bukan berkas biasa. Sebut berkas CSV dengan nilai peserta.", name)
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, pack.Unreadable(name, err)
	}
	defer f.Close()
	m, err := itemstats.ReadCSV(f)
	if defects := (*itemstats.Defects)(nil); errors.As(err, &defects) {
		return nil, cannot("%s", defects.In(name))
	}
	if err != nil {
		return nil, cannot("%s %s", name, err)
	}
	return m, nil
}
