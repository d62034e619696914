package main

import (
	"strings"

	"github.com/spf13/cobra"

	"mufakat/internal/casefile"
	"mufakat/internal/store"
)

// rootCommand is mufakat itself, with every command.
func (p *program) rootCommand() *cobra.Command {
	var version bool
	var o playOptions
	root := &cobra.Command{
		Use:   "mufakat [BERKAS.md]",
		Short: "Berlatih memutuskan bersama: studi kasus tata kelola kolaboratif",
		Long: `Mufakat melatih pengambilan keputusan bersama lewat studi kasus tata kelola
kolaboratif. Tanpa perintah, layar utama terbuka; dengan nama berkas, kasus
dalam berkas itu dimainkan.`,
		Example: `  mufakat                      buka layar utama
  mufakat main kartamantul     mainkan satu kasus
  mufakat periksa kasus.md     periksa kasus buatan sendiri`,
		SilenceErrors:     true,
		SilenceUsage:      true,
		CompletionOptions: cobra.CompletionOptions{DisableDefaultCmd: true},
		Args:              p.rootArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if version {
				return p.write(versionText())
			}
			if len(args) == 1 {
				o.subject = args[0]
			}
			return p.play(cmd.Context(), o)
		},
	}
	root.SetIn(p.in)
	root.SetOut(p.out)
	root.SetErr(p.err)
	root.SetFlagErrorFunc(flagError)
	root.SetHelpFunc(func(cmd *cobra.Command, _ []string) { _ = p.write(helpText(cmd)) })
	root.PersistentFlags().BoolP("help", "h", false, "tampilkan bantuan ini")
	root.PersistentFlags().StringVar(&p.data, "data", "", "simpan dan baca data di `FOLDER` ini")
	root.Flags().BoolVar(&version, "version", false, "tampilkan versi")
	root.Flags().BoolVar(&o.plain, "polos", false, "baris demi baris, tanpa layar penuh")
	root.AddCommand(p.playCommand(), p.casesCommand(), p.conceptsCommand(), p.newCommand(), p.checkCommand(), p.analyzeCommand(), p.previewCommand(), p.mapCommand(), p.handoutCommand(),
		p.quizCommand(), p.packsCommand(), p.historyCommand(), p.exportCommand(), p.classReportCommand(), p.versionCommand(), p.completionCommand())
	root.SetHelpCommand(p.helpCommand())
	root.DisableFlagsInUseLine = true // it would add an English word
	for _, c := range root.Commands() {
		c.DisableFlagsInUseLine = true
	}
	return root
}

// rootArgs accepts one case file, and tells of anything else which command may have been meant.
func (p *program) rootArgs(cmd *cobra.Command, args []string) error {
	if len(args) == 0 || isFileName(args[0]) {
		return atMost(1)(cmd, args)
	}
	var names []string
	for _, c := range cmd.Commands() {
		if !c.Hidden {
			names = append(append(names, c.Name()), c.Aliases...)
		}
	}
	if _, id, err := p.library.find(args[0]); err == nil {
		return cannot("Perintah “%s” tidak dikenal. Maksud Anda: mufakat main %s?", args[0], id)
	}
	if meant := nearest(args[0], names); meant != "" {
		return cannot("Perintah “%s” tidak dikenal. Maksud Anda: mufakat %s?", args[0], meant)
	}
	return cannot("Perintah “%s” tidak dikenal. Daftar perintah: mufakat bantuan.", args[0])
}

// isFileName tells whether an argument names a case file rather than a case of the pack.
func isFileName(arg string) bool {
	return strings.EqualFold(arg[max(0, len(arg)-len(".md")):], ".md") || strings.ContainsAny(arg, `/\`)
}

// atMost accepts up to n arguments.
func atMost(n int) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) > n {
			return cannot("“%s” berlebih. Cara memakai: %s", args[n], cmd.UseLine())
		}
		return nil
	}
}

// exactly accepts n arguments; what says what the missing one is.
func exactly(n int, what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) < n {
			return cannot("%s belum disebut. Cara memakai: %s", what, cmd.UseLine())
		}
		return atMost(n)(cmd, args)
	}
}

// dataDir is the folder of what is stored: --data, MUFAKAT_DATA, or where the system keeps such things.
func (p *program) dataDir() (string, error) {
	if p.data != "" {
		return p.data, nil
	}
	if dir := p.getenv("MUFAKAT_DATA"); dir != "" {
		return dir, nil
	}
	return store.DefaultDir()
}

// openStore opens the store; only commands that need it call this.
func (p *program) openStore() (*store.Store, error) {
	dir, err := p.dataDir()
	if err != nil {
		return nil, err
	}
	return store.Open(dir, store.Options{})
}

// nearest is the candidate that word most likely was meant to be: the one that it begins, or else the one that differs
// least; empty where none is near. Case does not matter.
func nearest(word string, candidates []string) string {
	for _, c := range candidates {
		if len(word) >= 3 && strings.HasPrefix(strings.ToLower(c), strings.ToLower(word)) {
			return c
		}
	}
	if near := casefile.Nearest(word, candidates); len(near) > 0 {
		return near[0]
	}
	return ""
}
