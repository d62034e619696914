package main

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"mufakat/internal/clean"
	"mufakat/internal/itemstats"
	"mufakat/internal/plaintext"
	"mufakat/internal/report"
)

// statisticsCommand tells how well the items of an exam work.
func (p *program) statisticsCommand() *cobra.Command {
	var o outputOptions
	var exam string
	cmd := &cobra.Command{
		Use:     "statistik BERKAS.csv|UJIAN|BERKAS.json|FOLDER …",
		Aliases: []string{"stats"},
		Short:   "Hitung statistik butir dari nilai peserta",
		Long: `Menghitung kemudahan, daya beda, bobot, dan keandalan butir soal seperti Moodle,
dari percobaan pertama setiap peserta: ujian di komputer ini (sebut id-nya, atau
PAKET:ID), berkas yang diserahkan peserta, atau CSV dengan satu baris setiap
peserta. Baris pertama CSV: id, lalu NAMA:MAKS atau NAMA:MAKS:TEBAKAN untuk
setiap butir. Sel kosong berarti tidak dijawab dan bernilai 0. Titik koma dan
koma desimal juga diterima.`,
		Example: `  mufakat kuis statistik nilai.csv
  mufakat kuis statistik akhir kelas-a/ --keluar butir.xlsx
  mufakat kuis statistik nilai.csv --json`,
		DisableFlagsInUseLine: true,
		Args:                  atLeast(1, "Berkas nilai (CSV), ujian, atau hasil peserta"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := o.check(cmd, o.asCSV); err != nil {
				return err
			}
			return p.statistics(args, exam, o)
		},
	}
	o.addTo(cmd, "cetak sebagai CSV, satu baris setiap butir", "tulis ke `BERKAS` ini: .xlsx, .csv, .txt, atau .json")
	cmd.Flags().StringVar(&exam, "ujian", "", "hanya ujian dengan `ID` ini")
	return cmd
}

// marks are what statistics are worked out from.
type marks struct {
	gathered
	title  string
	matrix *itemstats.Matrix
	notes  []string // sentences on what has to be known to read them
}

func (p *program) statistics(args []string, exam string, o outputOptions) error {
	comma, err := comma(o.separator)
	if err != nil {
		return err
	}
	m, err := p.marks(args, exam)
	if err != nil {
		return err
	}
	result := itemstats.Compute(m.matrix)
	switch {
	case o.file != "":
		var write func(io.Writer) error
		if write, err = report.ItemsFormat(o.file, m.title, result, comma); err == nil {
			err = p.save(m.files, o, write)
		}
	case o.asJSON:
		err = p.writeJSON(result)
	case o.asCSV:
		err = p.print(func(w io.Writer) error { return report.WriteItemsCSV(w, result, comma) })
	default:
		err = p.print(func(w io.Writer) error {
			if err := report.WriteItems(w, m.title, result); err != nil || m.notes == nil {
				return err
			}
			_, err := fmt.Fprintf(w, "\nCatatan\n%s\n", strings.Join(plaintext.Wrap(strings.Join(m.notes, " "), textWidth), "\n"))
			return err
		})
		m.notes = nil // told
	}
	if err != nil {
		return err
	}
	for _, note := range m.notes {
		p.warn(errors.New(note))
	}
	return p.tell(m.gathered)
}

// marks reads what people earned: from one CSV file, or from attempts. The error is a sentence.
func (p *program) marks(args []string, exam string) (m marks, err error) {
	if isTable(args[0]) {
		if len(args) > 1 || exam != "" {
			return m, cannot("%s dihitung sendiri: CSV tidak digabung dengan yang lain.", args[0])
		}
		m.title, m.files = clean.Line(filepath.Base(args[0])), args
		m.matrix, err = readMarks(args[0])
		return m, err
	}
	if m.gathered, err = p.gather(args, exam); err != nil {
		return m, err
	}
	book, err := m.only()
	if err != nil {
		return m, err
	}
	m.title, m.matrix, m.notes = book.Exam.Title, book.Matrix(), append(book.Basis(), book.Remarks()...)
	return m, nil
}

// isTable tells whether an argument names a file of marks rather than attempts.
func isTable(arg string) bool {
	ending := strings.ToLower(filepath.Ext(arg))
	return ending == ".csv" || ending == ".txt"
}

// readMarks reads what people earned from a CSV file. The error is a sentence, or one for each mistake in the file.
func readMarks(name string) (*itemstats.Matrix, error) {
	f, err := openRegular(name, "berkas CSV dengan nilai peserta")
	if err != nil {
		return nil, err
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
