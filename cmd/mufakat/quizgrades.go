package main

import (
	"bytes"
	"errors"
	"io"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"mufakat/internal/gradebook"
	"mufakat/internal/report"
)

// outputOptions tell in which form something is wanted, and where.
type outputOptions struct {
	asJSON, asCSV bool
	separator     string // of CSV
	file          string // empty: standard output
	overwrite     bool   // a file that exists
}

func (o *outputOptions) addTo(cmd *cobra.Command, csv, file string) {
	cmd.Flags().BoolVar(&o.asJSON, "json", false, "cetak sebagai JSON")
	cmd.Flags().BoolVar(&o.asCSV, "csv", false, csv)
	cmd.Flags().StringVar(&o.separator, "pemisah", ",", "pisahkan kolom CSV dengan `TANDA` ini: , atau ;")
	cmd.Flags().StringVar(&o.file, "keluar", "", file)
	cmd.Flags().BoolVar(&o.overwrite, "timpa", false, "timpa berkas yang sudah ada")
}

// check finds options that do not go together; csv tells that CSV is wanted, whatever the file's name says. The error is a sentence.
func (o *outputOptions) check(cmd *cobra.Command, csv bool) error {
	form, ending := "", strings.ToLower(filepath.Ext(strings.TrimSpace(o.file)))
	switch {
	case csv:
		form = ".csv"
	case o.asJSON:
		form = ".json"
	}
	switch {
	case csv && o.asJSON:
		return cannot("--json dan --csv bertentangan. Pakai salah satu.")
	case o.file != "" && form != "" && ending != form: // Excel, for one, refuses CSV that is called .xlsx
		return cannot("Nama %s tidak sesuai dengan isinya. Pakai nama yang berakhiran %s.", o.file, form)
	case cmd.Flags().Changed("pemisah") && !csv && ending != ".csv":
		return cannot("--pemisah hanya berlaku untuk CSV, misalnya: --csv --pemisah \";\"")
	case o.overwrite && o.file == "":
		return cannot("--timpa hanya berlaku bersama --keluar, misalnya: --keluar hasil.csv --timpa")
	}
	return nil
}

// gradesOptions tell how grades are wanted.
type gradesOptions struct {
	outputOptions
	asMoodle bool
	people   string // file of a course's participants; empty: none
	exam     string // the only one that is of interest; empty: all
}

// gradesCommand tells what a class earned in an exam.
func (p *program) gradesCommand() *cobra.Command {
	var o gradesOptions
	cmd := &cobra.Command{
		Use:     "nilai UJIAN|BERKAS.json|FOLDER …",
		Aliases: []string{"grades"},
		Short:   "Tampilkan atau ekspor nilai ujian peserta",
		Long: `Mengumpulkan nilai sebuah ujian: dari percobaan yang tersimpan di komputer ini
(sebut id ujiannya, atau PAKET:ID) dan dari berkas yang diserahkan peserta
(dibuat dengan mufakat kuis hasil). Yang menjadi nilai: percobaan terbaik.

--moodle membuat CSV untuk diimpor ke buku nilai Moodle. Peserta dikenali dari
NIP di kolom “ID number”; dengan --peserta dari “Email address” di daftar LMS.
Saat mengimpor, petakan kolom nilai dan umpan baliknya sekaligus.
Status keluar 1 bila ada yang tidak terbaca atau tidak disertakan.`,
		Example: `  mufakat kuis nilai akhir
  mufakat kuis nilai kelas-a/ --keluar nilai.xlsx
  mufakat kuis nilai akhir --moodle --peserta peserta.csv --keluar moodle.csv`,
		DisableFlagsInUseLine: true,
		Args:                  atLeast(1, "Ujian, berkas, atau folder hasil peserta"),
		RunE: func(cmd *cobra.Command, args []string) error {
			forms := 0
			for _, wanted := range []bool{o.asJSON, o.asCSV, o.asMoodle} {
				if wanted {
					forms++
				}
			}
			switch {
			case forms > 1:
				return cannot("--json, --csv, dan --moodle bertentangan. Pakai salah satu.")
			case o.people != "" && !o.asMoodle:
				return cannot("--peserta hanya berlaku bersama --moodle.")
			}
			if err := o.check(cmd, o.asCSV || o.asMoodle); err != nil {
				return err
			}
			return p.grades(args, o)
		},
	}
	o.addTo(cmd, "cetak sebagai CSV, satu baris setiap percobaan", "tulis ke `BERKAS` ini: .xlsx, .csv, atau .json")
	cmd.Flags().BoolVar(&o.asMoodle, "moodle", false, "cetak sebagai CSV untuk buku nilai Moodle")
	cmd.Flags().StringVar(&o.people, "peserta", "", "kenali peserta dari daftar LMS di `BERKAS` CSV ini")
	cmd.Flags().StringVar(&o.exam, "ujian", "", "hanya ujian dengan `ID` ini")
	return cmd
}

func (p *program) grades(args []string, o gradesOptions) error {
	comma, err := comma(o.separator)
	if err != nil {
		return err
	}
	g, err := p.gather(args, o.exam)
	if err != nil {
		return err
	}
	if !o.asJSON && !o.asCSV && !o.asMoodle && o.file == "" {
		var b bytes.Buffer
		for i, book := range g.books {
			if i > 0 {
				b.WriteString("\n")
			}
			if err := report.WriteGrades(&b, book); err != nil {
				return err
			}
		}
		if err := p.write(b.String()); err != nil {
			return err
		}
		return p.tell(g)
	}
	book, err := g.only()
	if err != nil {
		return err
	}
	write, left, err := p.gradesWriter(book, comma, o)
	switch {
	case err != nil:
		return err
	case write == nil:
		return p.tell(g, left...)
	case o.file != "":
		err = p.save(append(g.files, o.people), o.outputOptions, write)
	case o.asJSON:
		err = p.writeJSON(report.NewGrades(book))
	default:
		err = p.print(write)
	}
	if err != nil {
		return err
	}
	for _, remark := range book.Remarks() { // the text and some of the forms tell it themselves; a table of CSV cannot
		p.warn(errors.New(remark))
	}
	return p.tell(g, left...)
}

// gradesWriter is the form that is wanted: the one that was named, or that of the file's ending. left are sentences on who is not
// among the grades; write is nil where nobody is.
func (p *program) gradesWriter(b *gradebook.Book, comma rune, o gradesOptions) (write func(io.Writer) error, left []string, err error) {
	switch {
	case o.asMoodle:
		var people *gradebook.Participants
		if o.people != "" {
			if people, err = gradebook.ReadParticipantsFile(o.people); err != nil {
				return nil, nil, cannot("%s %s", o.people, err)
			}
		}
		m := report.NewMoodleGrades(b, people)
		if left = m.Left; m.Unknown {
			left = append(left, "Isi NIP di Profil, atau cocokkan nama dengan daftar dari LMS: --peserta BERKAS.csv")
		}
		if m.Len() == 0 {
			return nil, append([]string{"Belum ada nilai untuk Moodle, jadi tidak ada yang ditulis."}, left...), nil
		}
		return func(w io.Writer) error { return m.Write(w, comma) }, left, nil
	case o.asCSV:
		write, err = report.GradesFormat(".csv", b, comma)
	case o.asJSON:
		write, err = report.GradesFormat(".json", b, comma)
	default:
		write, err = report.GradesFormat(o.file, b, comma)
	}
	return write, nil, err
}

// print puts on standard output what write writes.
func (p *program) print(write func(io.Writer) error) error {
	var b bytes.Buffer
	if err := write(&b); err != nil {
		return err
	}
	return p.write(b.String())
}

// atLeast accepts n arguments or more; what says what the missing one is.
func atLeast(n int, what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) < n {
			return exactly(n, what)(cmd, args)
		}
		return nil
	}
}
