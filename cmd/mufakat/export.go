package main

import (
	"context"
	"slices"
	"strconv"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"mufakat/internal/clean"
	"mufakat/internal/report"
	"mufakat/internal/sim"
	"mufakat/internal/store"
)

// exportOptions tell what is exported, and under whose name.
type exportOptions struct {
	number    string // as riwayat shows it; empty: the run that was finished last
	profile   string // empty: the current one
	file      string // empty: a name of the program's own
	name      string // of a group, instead of the profile's
	nameless  bool
	overwrite bool // a file that exists
}

// exportCommand writes a finished run to a file for the instructor.
func (p *program) exportCommand() *cobra.Command {
	var o exportOptions
	cmd := &cobra.Command{
		Use:     "ekspor [NOMOR]",
		Aliases: []string{"export"},
		Short:   "Tulis satu permainan yang selesai ke berkas, untuk widyaiswara",
		Long: `Menulis permainan yang selesai, dengan debriefnya, ke berkas JSON untuk laporan
kelas (mufakat laporan). Tanpa nomor: yang terakhir selesai. Nomor permainan ada
di: mufakat riwayat.`,
		Example: `  mufakat ekspor --nama "Kelompok 3"
  mufakat ekspor 12 --tanpa-nama --keluar kelas-a/satu.json`,
		Args:              atMost(1),
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 1 {
				o.number = args[0]
			}
			if utf8.RuneCountInString(o.name) > store.MaxName {
				return cannot("Nama itu terlalu panjang. Singkat menjadi paling banyak %d huruf.", store.MaxName)
			}
			if o.nameless && cmd.Flags().Changed("nama") {
				return cannot("--nama dan --tanpa-nama bertentangan. Pakai salah satu.")
			}
			return p.export(cmd.Context(), o)
		},
	}
	cmd.Flags().StringVar(&o.file, "keluar", "", "tulis ke `BERKAS` ini, bukan ke kasus-nama-tanggal.json")
	cmd.Flags().StringVar(&o.name, "nama", "", "pakai `NAMA` kelompok, bukan nama dan NIP profil")
	cmd.Flags().BoolVar(&o.nameless, "tanpa-nama", false, "tanpa nama dan NIP")
	cmd.Flags().StringVar(&o.profile, "profil", "", "permainan profil `NAMA`, bukan profil yang sedang dipakai")
	cmd.Flags().BoolVar(&o.overwrite, "timpa", false, "timpa berkas yang sudah ada")
	return cmd
}

// export writes the file and says where it is.
func (p *program) export(ctx context.Context, o exportOptions) error {
	s, err := p.openStore()
	if err != nil {
		return err
	}
	defer s.Close()
	who, err := findProfile(s, o.profile)
	if err != nil {
		return err
	}
	run, err := finishedRun(s, who, o.number)
	if err != nil {
		return err
	}
	file, err := p.runFile(ctx, s, run, o.origin(who))
	if err != nil {
		return err
	}
	if o.file == "" {
		o.file = file.Name()
	}
	full, err := saveFile(o.file, o.overwrite, file.Write)
	if err != nil {
		return err
	}
	return p.write("Tertulis: " + full + "\n")
}

// origin is who is named in the file. A group's name does not go with the number of one of them.
func (o exportOptions) origin(who store.Profile) report.Origin {
	switch name := clean.Line(o.name); {
	case o.nameless:
		return report.Origin{}
	case name != "":
		return report.Origin{Name: name}
	}
	return report.Origin{Name: who.Name, NIP: who.NIP}
}

// finishedRun is the profile's finished run with this number, or where it is empty the one that was finished last.
func finishedRun(s *store.Store, who store.Profile, number string) (store.Saved, error) {
	history, err := s.History(who.ID)
	if err != nil {
		return store.Saved{}, err
	}
	finished := slices.DeleteFunc(slices.Clone(history), func(r store.Info) bool { return r.State != store.StateFinished })
	if number == "" {
		if len(finished) == 0 {
			return store.Saved{}, cannot("%s belum menyelesaikan satu kasus pun. Mainkan dulu sampai akhir, lalu ekspor.", who.Name)
		}
		last := slices.MaxFunc(finished, func(a, b store.Info) int { return lastResult(a).At.Compare(lastResult(b).At) })
		return s.Run(last.ID)
	}
	id, err := strconv.ParseInt(number, 10, 64)
	at := slices.IndexFunc(history, func(r store.Info) bool { return int64(r.ID) == id })
	switch {
	case err != nil || at < 0:
		return store.Saved{}, cannot("Permainan nomor “%s” tidak ada pada %s. Nomornya ada di: mufakat riwayat.", number, who.Name)
	case history[at].State != store.StateFinished:
		return store.Saved{}, cannot("Permainan nomor %d belum selesai. Mainkan dulu sampai akhir, lalu ekspor.", id)
	}
	return s.Run(history[at].ID)
}

// lastResult is how a finished run ended last.
func lastResult(r store.Info) store.Result {
	if len(r.Results) == 0 {
		return store.Result{}
	}
	return r.Results[len(r.Results)-1]
}

// runFile works a finished run out once more.
func (p *program) runFile(ctx context.Context, s *store.Store, saved store.Saved, o report.Origin) (*report.RunFile, error) {
	c, err := p.library.Case(saved.Case.Source, saved.Case.ID)
	if err != nil {
		return nil, err
	}
	play := sim.Replay(c, saved.Run)
	if play.Lost > 0 || !play.State().Finished() {
		return nil, cannot("Naskah “%s” berubah sesudah dimainkan, sehingga keputusannya tidak bisa lagi diulang di atasnya. Kembalikan naskahnya, atau ekspor permainan lain.", saved.Title)
	}
	notes, err := s.Notes(saved.ID)
	if err != nil {
		return nil, err
	}
	d, err := newAnalyst().Explain(ctx, play, p.library.Grades(saved.Case.Source))
	if err != nil {
		return nil, err
	}
	o.Source, o.Begun = saved.Case.Source, saved.Begun
	return report.NewRunFile(d, o, notes), nil
}
