package main

import (
	"bytes"
	"strings"

	"github.com/spf13/cobra"
)

// completionCommand prints the script by which a shell completes commands, cases and files.
func (p *program) completionCommand() *cobra.Command {
	shells := []string{"bash", "zsh", "fish", "powershell"}
	return &cobra.Command{
		Use:     "lengkapi bash|zsh|fish|powershell",
		Aliases: []string{"completion"},
		Short:   "Cetak skrip pelengkapan otomatis untuk sebuah shell",
		Long: `Mencetak skrip agar tombol tab melengkapi perintah, nama kasus, dan nama berkas.
Muat skripnya sekali dari berkas pengaturan shell Anda.`,
		Example: `  bash        source <(mufakat lengkapi bash)           di ~/.bashrc; perlu paket bash-completion
  zsh         source <(mufakat lengkapi zsh)            di ~/.zshrc, sesudah compinit
  fish        mufakat lengkapi fish | source            di ~/.config/fish/config.fish
  powershell  mufakat lengkapi powershell | Out-String | Invoke-Expression`,
		Args:      exactly(1, "Nama shell"),
		ValidArgs: shells,
		RunE: func(cmd *cobra.Command, args []string) error {
			var script bytes.Buffer
			var err error
			switch root := cmd.Root(); args[0] {
			case "bash":
				err = root.GenBashCompletionV2(&script, true)
			case "zsh":
				err = root.GenZshCompletion(&script)
			case "fish":
				err = root.GenFishCompletion(&script, true)
			case "powershell":
				err = root.GenPowerShellCompletionWithDesc(&script)
			default:
				return cannot("Shell “%s” tidak dikenal. Yang ada: %s.", args[0], strings.Join(shells, ", "))
			}
			if err != nil {
				return err
			}
			return p.write(script.String())
		},
	}
}

// completeCases proposes the cases of the pack; where none fits, the shell proposes files.
func (p *program) completeCases(_ *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
	cases, _ := p.library.Cases() // broken packs are no matter of the shell's
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	var found []cobra.Completion
	for i, name := range caseNames(cases) {
		found = append(found, cobra.CompletionWithDesc(name, cases[i].Title))
	}
	return found, cobra.ShellCompDirectiveDefault
}

// completeConcepts proposes the codes of the concept cards.
func (p *program) completeConcepts(_ *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
	cards, _ := p.library.Cards()
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	var found []cobra.Completion
	for _, c := range cards {
		found = append(found, cobra.CompletionWithDesc(c.Code, c.Title))
	}
	return found, cobra.ShellCompDirectiveNoFileComp
}

// completeCommands proposes the commands.
func completeCommands(cmd *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
	var found []cobra.Completion
	for _, c := range cmd.Root().Commands() {
		if !c.Hidden && len(args) == 0 {
			found = append(found, cobra.CompletionWithDesc(c.Name(), c.Short))
		}
	}
	return found, cobra.ShellCompDirectiveNoFileComp
}
