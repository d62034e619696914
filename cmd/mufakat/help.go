package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// helpText is the help of a command.
func helpText(cmd *cobra.Command) string {
	var b strings.Builder
	about := cmd.Long
	if about == "" {
		about = cmd.Short + "."
	}
	fmt.Fprintf(&b, "%s\n\nCara memakai:\n  %s [pilihan]\n", about, cmd.UseLine())
	if len(cmd.Aliases) > 0 {
		fmt.Fprintf(&b, "\nNama lain: %s\n", strings.Join(cmd.Aliases, ", "))
	}
	if cmd.Example != "" {
		fmt.Fprintf(&b, "\nContoh:\n%s\n", cmd.Example)
	}
	var commands [][2]string
	for _, c := range cmd.Commands() {
		if !c.Hidden {
			commands = append(commands, [2]string{c.Name(), c.Short})
		}
	}
	section(&b, "Perintah", commands)
	section(&b, "Pilihan", flagLines(cmd.LocalNonPersistentFlags()))
	common := pflag.NewFlagSet("", pflag.ContinueOnError)
	common.AddFlagSet(cmd.InheritedFlags())
	common.AddFlagSet(cmd.PersistentFlags())
	section(&b, "Pilihan umum", flagLines(common))
	if cmd.HasSubCommands() {
		b.WriteString("\nBantuan satu perintah: mufakat bantuan PERINTAH\n")
	}
	return b.String()
}

// section writes a titled list of two columns, or nothing where there are no rows.
func section(b *strings.Builder, title string, rows [][2]string) {
	if len(rows) == 0 {
		return
	}
	width := 0
	for _, r := range rows {
		width = max(width, len(r[0]))
	}
	fmt.Fprintf(b, "\n%s:\n", title)
	for _, r := range rows {
		fmt.Fprintf(b, "  %-*s   %s\n", width, r[0], r[1])
	}
}

func flagLines(flags *pflag.FlagSet) [][2]string {
	var rows [][2]string
	flags.VisitAll(func(f *pflag.Flag) {
		value, usage := pflag.UnquoteUsage(f)
		name := "--" + f.Name
		if f.Shorthand != "" {
			name = "-" + f.Shorthand + ", " + name
		}
		if value != "" {
			name += " " + value
		}
		rows = append(rows, [2]string{name, usage})
	})
	return rows
}

// helpCommand prints the help of a command.
func (p *program) helpCommand() *cobra.Command {
	return &cobra.Command{
		Use:               "bantuan [PERINTAH …]",
		Aliases:           []string{"help"},
		Short:             "Tampilkan bantuan, atau bantuan satu perintah",
		ValidArgsFunction: completeCommands,

		DisableFlagsInUseLine: true,
		RunE: func(cmd *cobra.Command, args []string) error {
			about, rest, _ := cmd.Root().Find(args) // the root where there is no such command
			check := atMost(0)
			if about.HasSubCommands() {
				check, cmd = about.Args, about
			}
			if err := check(cmd, rest); err != nil {
				return err
			}
			return p.write(helpText(about))
		},
	}
}

// flagError puts an error of the command library into a sentence of ours.
func flagError(cmd *cobra.Command, err error) error {
	more := "Lihat: " + strings.TrimSuffix("mufakat bantuan "+strings.TrimPrefix(cmd.CommandPath(), "mufakat"), " ")
	more = strings.ReplaceAll(more, "  ", " ") + "."
	var unknown *pflag.NotExistError
	var needsValue *pflag.ValueRequiredError
	var badValue *pflag.InvalidValueError
	var badSyntax *pflag.InvalidSyntaxError
	switch {
	case errors.As(err, &unknown) && unknown.GetSpecifiedShortnames() != "":
		return cannot("Pilihan -%s tidak dikenal. %s", unknown.GetSpecifiedShortnames(), more)
	case errors.As(err, &unknown):
		var names []string
		cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
		if meant := nearest(unknown.GetSpecifiedName(), names); meant != "" {
			return cannot("Pilihan --%s tidak dikenal. Maksud Anda --%s?", unknown.GetSpecifiedName(), meant)
		}
		return cannot("Pilihan --%s tidak dikenal. %s", unknown.GetSpecifiedName(), more)
	case errors.As(err, &needsValue):
		return cannot("Pilihan --%s perlu nilai. %s", needsValue.GetFlag().Name, more)
	case errors.As(err, &badValue):
		return cannot("Nilai “%s” tidak cocok untuk --%s. %s", badValue.GetValue(), badValue.GetFlag().Name, more)
	case errors.As(err, &badSyntax):
		return cannot("“%s” salah tulis sebagai pilihan. %s", badSyntax.GetSpecifiedFlag(), more)
	}
	return cannot("Perintah ini tidak terbaca. %s", more)
}
