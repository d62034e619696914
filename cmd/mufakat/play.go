package main

import (
	"context"
	"crypto/rand"
	"encoding/binary"

	"github.com/spf13/cobra"

	"mufakat/internal/plain"
	"mufakat/internal/sim"
	"mufakat/internal/store"
)

// playOptions tell what is played, and how.
type playOptions struct {
	subject string     // a case's id or code, or its file; empty: from the title screen
	plain   bool       // line by line, even where a full screen could be drawn
	way     *plain.Way // how to play; nil: the briefing asks
}

// playCommand plays a case.
func (p *program) playCommand() *cobra.Command {
	var o playOptions
	var mode, choices string
	var group, asJSON bool
	cmd := &cobra.Command{
		Use:     "main [KASUS|BERKAS.md]",
		Aliases: []string{"play"},
		Short:   "Mainkan sebuah kasus",
		Long: `Memainkan sebuah kasus dari daftar, atau dari berkas. Tanpa nama kasus, layar
utama terbuka. --mode dan --kelompok melewati pertanyaan tentang cara bermain;
kasus yang sedang berjalan tidak ditutup tanpa bertanya. Dengan --pilih, kasus
dimainkan tanpa layar dan hasilnya dicetak.`,
		Example: `  mufakat main kartamantul
  mufakat main kasus-saya.md --polos
  mufakat main K-01 --mode penilaian --kelompok
  mufakat main kartamantul --pilih 1,3,2 --json`,
		Args:              atMost(1),
		ValidArgsFunction: p.completeCases,
		RunE: func(cmd *cobra.Command, args []string) error {
			given := cmd.Flags().Changed
			if len(args) == 1 {
				o.subject = args[0]
			}
			var err error
			switch {
			case len(args) == 1 && args[0] == "":
				return cannot("Nama kasusnya kosong. Daftar kasus: mufakat kasus.")
			case len(args) == 0 && (given("pilih") || given("mode") || group):
				return cannot("Kasusnya belum disebut, misalnya: mufakat main kartamantul. Daftar kasus: mufakat kasus.")
			case given("pilih") && (o.plain || given("mode") || group):
				return cannot("--pilih mencetak hasil tanpa bermain, jadi tidak bisa bersama --polos, --mode, atau --kelompok.")
			case given("pilih"):
				return p.playListed(cmd.Context(), o.subject, choices, asJSON)
			case asJSON:
				return cannot("--json hanya berlaku bersama --pilih, misalnya: mufakat main kartamantul --pilih 1,2 --json.")
			case given("mode") || group:
				o.way, err = wayOf(mode, group)
			}
			if err != nil {
				return err
			}
			return p.play(cmd.Context(), o)
		},
	}
	cmd.Flags().StringVar(&choices, "pilih", "", "mainkan `DAFTAR` nomor atau id pilihan, lalu cetak hasilnya")
	cmd.Flags().BoolVar(&asJSON, "json", false, "bersama --pilih: cetak sebagai JSON")
	cmd.Flags().BoolVar(&o.plain, "polos", false, "baris demi baris, tanpa layar penuh")
	cmd.Flags().StringVar(&mode, "mode", sim.Practice.String(), "langsung mulai dengan `MODE`: latihan atau penilaian")
	cmd.Flags().BoolVar(&group, "kelompok", false, "langsung mulai sebagai kelompok, dengan hitungan tangan")
	_ = cmd.RegisterFlagCompletionFunc("mode", cobra.FixedCompletions([]cobra.Completion{sim.Practice.String(), sim.Assessment.String()}, cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

// wayOf is the way to play that --mode and --kelompok name.
func wayOf(mode string, group bool) (*plain.Way, error) {
	for _, m := range []sim.Mode{sim.Practice, sim.Assessment} {
		if mode == m.String() {
			return &plain.Way{Mode: m, Group: group}, nil
		}
	}
	return nil, cannot("Mode “%s” tidak dikenal. Yang ada: %s dan %s.", mode, sim.Practice, sim.Assessment)
}

// playListed plays a list of choices and prints what came of it.
func (p *program) playListed(ctx context.Context, subject, choices string, asJSON bool) error {
	source, c, err := p.library.open(subject)
	if err != nil {
		return err
	}
	play, err := playChoices(c, choices)
	if err != nil {
		return err
	}
	result, err := evaluate(ctx, play, p.library.Grades(source))
	if err != nil {
		return err
	}
	if asJSON {
		return p.writeJSON(result.json())
	}
	return p.write(result.text())
}

// table is where one sits down to play: the store, who plays, and what is played.
type table struct {
	store   *store.Store
	profile store.Profile
	dir     string    // of the store
	source  string    // of the case; empty: from the title screen
	c       *sim.Case // nil: likewise
	way     *plain.Way
}

// play plays on the full screen, or line by line where that was asked for or the terminal can do no more.
func (p *program) play(ctx context.Context, o playOptions) error {
	t := table{way: o.way}
	var err error
	if o.subject != "" {
		if t.source, t.c, err = p.library.open(o.subject); err != nil {
			return err
		}
	}
	if t.dir, err = p.dataDir(); err != nil {
		return err
	}
	if t.store, err = store.Open(t.dir, store.Options{}); err != nil {
		return err
	}
	defer t.store.Close()
	if t.profile, err = t.store.CurrentProfile(); err != nil {
		return err
	}
	if p.wantsPlain(o) {
		return p.playPlain(ctx, t)
	}
	return p.playScreen(ctx, t)
}

// seed is the seed of a new run's order of options.
func seed() uint64 {
	var b [8]byte
	rand.Read(b[:]) // never fails
	return binary.LittleEndian.Uint64(b[:])
}
