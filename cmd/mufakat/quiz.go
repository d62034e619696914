package main

import (
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"mufakat/internal/check"
	"mufakat/internal/clean"
	"mufakat/internal/diagnostic"
	"mufakat/internal/gift"
	"mufakat/internal/pack"
	"mufakat/internal/quiz"
	"mufakat/internal/review"
)

// quizCommand opens exams and questions, and holds the commands about them.
func (p *program) quizCommand() *cobra.Command {
	var lines bool
	cmd := &cobra.Command{
		Use:     "kuis [UJIAN|BERKAS.gift]",
		Aliases: []string{"quiz"},
		Short:   "Kerjakan ujian atau latihan soal, dan olah hasilnya",
		Long: `Membuka sebuah ujian menurut id-nya, atau latihan dengan soal dari sebuah berkas.
Tanpa argumen: pilihan ujian dan latihan. Bank soal ditulis dalam GIFT, format
teks Moodle, jadi dapat dibawa dari LMS dan kembali ke sana.`,
		Example: `  mufakat kuis                     pilih ujian atau latihan
  mufakat kuis akhir-modul         kerjakan satu ujian
  mufakat kuis bank.gift --polos   latihan, baris demi baris
  mufakat kuis nilai kelas-a/      nilai sebuah kelas`,
		Args:              atMost(1),
		ValidArgsFunction: p.completeExams,
		RunE: func(cmd *cobra.Command, args []string) error {
			var subject quizSubject
			if len(args) == 1 {
				var err error
				if subject, err = p.quizSubject(cmd, args[0]); err != nil {
					return err
				}
			}
			return p.openQuiz(cmd.Context(), subject, lines)
		},
	}
	cmd.Flags().BoolVar(&lines, "polos", false, "baris demi baris, tanpa layar penuh")
	cmd.AddCommand(p.bankCheckCommand(), p.bankReadCommand(), p.gradesCommand(), p.resultsCommand(), p.statisticsCommand())
	for _, c := range cmd.Commands() {
		c.DisableFlagsInUseLine = true
	}
	return cmd
}

// bankCheckCommand tells what is wrong with banks of questions.
func (p *program) bankCheckCommand() *cobra.Command {
	var asJSON, strict bool
	cmd := &cobra.Command{
		Use:     "periksa BERKAS.gift …",
		Aliases: []string{"check"},
		Short:   "Periksa bank soal",
		Long: `Memeriksa bank soal GIFT: apa yang ditolak Moodle (galat), dan apa yang diterima
tetapi rupanya bukan maksud penulisnya (peringatan). Status keluar 1 bila ada
galat, 2 bila ada yang tidak terbaca. Arti setiap kode: mufakat periksa --jelaskan KODE`,
		Example: `  mufakat kuis periksa bank.gift
  mufakat kuis periksa --ketat kuis/*.gift`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return exactly(1, "Bank soal yang diperiksa")(cmd, args)
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error { return p.checkBanks(args, asJSON, strict) },
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "cetak sebagai JSON")
	cmd.Flags().BoolVar(&strict, "ketat", false, "peringatan juga membuat status keluar 1")
	return cmd
}

func (p *program) checkBanks(names []string, asJSON, strict bool) error {
	var all check.Report
	var unreadable []string
	options := p.library.checkOptions()
	for _, name := range names {
		bank, err := readBank(name)
		if err != nil {
			unreadable = append(unreadable, err.Error())
			continue
		}
		all.Names = append(all.Names, name)
		all.Findings = slices.Concat(all.Findings, bank.Findings, check.Rubrics(name, bank, options))
	}
	return p.tellFindings(all, unreadable, asJSON, strict)
}

// bankReadCommand tells what is read from a bank of questions.
func (p *program) bankReadCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:     "urai BERKAS.gift",
		Aliases: []string{"parse"},
		Short:   "Tampilkan apa yang terbaca dari bank soal",
		Long: `Membaca bank soal GIFT seperti Moodle membacanya, dan mencetak isinya: jumlah
soal menurut jenis dan kategori. Dengan --json, setiap soal dicetak dengan
nama-nama dari Moodle (type, name, text, answers, fraction, feedback …).`,
		Example: `  mufakat kuis urai bank.gift
  mufakat kuis urai bank.gift --json`,
		Args: exactly(1, "Bank soal"),
		RunE: func(_ *cobra.Command, args []string) error {
			bank, err := readBank(args[0])
			if err != nil {
				return err
			}
			if !bank.Readable() {
				d := bank.Findings[0]
				return cannot("%s:%d:%d: %s %s", clean.Line(d.File), d.Place.Line, d.Place.Column, d.Message, d.Proposal)
			}
			if asJSON {
				return p.writeJSON(bank.Import())
			}
			return p.write(bankText(args[0], bank))
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "cetak sebagai JSON, dengan nama-nama dari Moodle")
	return cmd
}

// readBank reads a file; of one that is too big only so much that it is found to be. The error is a sentence.
func readBank(name string) (*gift.Bank, error) {
	if name == "" {
		return nil, cannot("Nama berkasnya kosong. Sebut bank soalnya (.gift).")
	}
	f, err := openRegular(name, "satu bank soal (.gift)")
	if err != nil {
		return nil, err
	}
	defer f.Close()
	src, err := io.ReadAll(io.LimitReader(f, gift.MaxSize+1))
	if err != nil {
		return nil, pack.Unreadable(name, err)
	}
	return gift.Parse(name, src), nil
}

// openRegular opens a file that holds what is wanted. The error is a sentence: nothing else than a regular file is opened, because
// reading it might wait forever.
func openRegular(name, wanted string) (*os.File, error) {
	info, err := os.Stat(name)
	if err == nil && !info.Mode().IsRegular() {
		return nil, cannot("%s bukan berkas biasa. Sebut %s.", name, wanted)
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, pack.Unreadable(name, err)
	}
	return f, nil
}

// bankText tells what a bank holds.
func bankText(name string, bank *gift.Bank) string {
	kinds := map[string]int{}
	perCategory := map[string]int{}
	var categories []string
	total := 0
	for _, e := range bank.Entries {
		if e.Kind != gift.Item {
			continue
		}
		total++
		kinds[review.KindName(e.Question)]++
		if perCategory[e.Question.Category]++; perCategory[e.Question.Category] == 1 {
			categories = append(categories, e.Question.Category)
		}
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %d soal terbaca\n", clean.Line(name), total)
	for _, kind := range kindNames() {
		if kinds[kind] > 0 {
			fmt.Fprintf(&b, "%6d  %s\n", kinds[kind], kind)
		}
	}
	if len(categories) > 1 || len(categories) == 1 && categories[0] != "" {
		b.WriteString("\nKategori\n")
		for _, category := range categories {
			shown := category
			if shown == "" {
				shown = "(tanpa kategori)"
			}
			fmt.Fprintf(&b, "%6d  %s\n", perCategory[category], clean.Line(shown))
		}
	}
	if n := len(bank.Import().Errors); n > 0 {
		fmt.Fprintf(&b, "\n%d blok tidak terbaca.\n", n)
	}
	if n := diagnostic.Count(bank.Findings); len(bank.Findings) > 0 {
		fmt.Fprintf(&b, "\n%d galat, %d peringatan. Rinciannya: mufakat kuis periksa %s\n", n[diagnostic.Error], n[diagnostic.Warning], clean.Line(name))
	}
	return b.String()
}

// kindNames are all names of kinds, in their order.
func kindNames() []string {
	names := []string{review.KindName(&quiz.Question{Single: true}), review.KindName(&quiz.Question{})}
	for kind := quiz.TrueFalse; kind <= quiz.Description; kind++ {
		names = append(names, review.KindName(&quiz.Question{Kind: kind}))
	}
	return names
}
