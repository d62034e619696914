package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"strings"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"mufakat/internal/check"
	"mufakat/internal/diagnostic"
)

// findingJSON is a finding in `periksa --json`.
type findingJSON struct {
	File     string `json:"berkas"`
	Line     int    `json:"baris"`
	Column   int    `json:"kolom"`
	Severity string `json:"tingkat"` // galat, peringatan, saran
	Code     string `json:"kode"`
	Message  string `json:"pesan"`
	Proposal string `json:"saran"` // may be empty
}

// checkCommand tells what is wrong with authors' files.
func (p *program) checkCommand() *cobra.Command {
	var asJSON, strict, explain bool
	cmd := &cobra.Command{
		Use:     "periksa BERKAS|FOLDER|ZIP …",
		Aliases: []string{"check"},
		Short:   "Periksa kasus, folder, atau paket",
		Long: `Memeriksa berkas kasus (.md), bank soal (.gift), semuanya dalam folder, atau
paket (folder atau zip dengan paket.yaml). Status keluar 1 bila ada galat, 2 bila
ada yang tidak terbaca; saran tidak pernah menggagalkan. Dengan --jelaskan, yang
disebut adalah kode temuan, dan artinya dicetak.`,
		Example: `  mufakat periksa kasus-saya.md
  mufakat periksa --ketat paket-saya/
  mufakat periksa --jelaskan K301`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 && !explain {
				return exactly(1, "Berkas yang diperiksa")(cmd, args)
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			ctx, stop := signal.NotifyContext(cmd.Context(), os.Interrupt)
			defer stop()
			if explain {
				return p.explain(args, asJSON)
			}
			return p.check(ctx, args, asJSON, strict)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "cetak sebagai JSON")
	cmd.Flags().BoolVar(&strict, "ketat", false, "peringatan juga membuat status keluar 1")
	cmd.Flags().BoolVar(&explain, "jelaskan", false, "cetak arti `KODE` temuan; tanpa KODE, daftar semua kode")
	return cmd
}

func (p *program) check(ctx context.Context, names []string, asJSON, strict bool) error {
	var all check.Report
	var unreadable []string
	progress, done := p.progress()
	defer done()
	options := p.library.checkOptions()
	options.Progress = progress
	for _, name := range names {
		r, err := check.Path(ctx, name, options)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			unreadable = append(unreadable, err.Error())
		}
		all.Names = append(all.Names, r.Names...)
		all.Findings = append(all.Findings, r.Findings...)
	}
	done()
	return p.tellFindings(all, unreadable, asJSON, strict)
}

// tellFindings prints what was found. The error tells of what could not be read, or is the status for what was found.
func (p *program) tellFindings(all check.Report, unreadable []string, asJSON, strict bool) error {
	var err error
	switch {
	case asJSON:
		err = p.writeJSON(findingsJSON(all.Findings))
	case len(all.Findings) == 0 && len(unreadable) > 0 && len(all.Names) > 0: // what could not be read may hold some
		err = p.write(fmt.Sprintf("Tidak ada yang perlu diperbaiki di %d berkas yang terbaca.\n", len(all.Names)))
	case len(all.Names) > 0:
		err = p.write(findingsText(all))
	}
	if err != nil {
		return err
	}
	if len(unreadable) > 0 {
		return cannot("%s", strings.Join(unreadable, "\n"))
	}
	n := diagnostic.Count(all.Findings)
	if n[diagnostic.Error] > 0 || strict && n[diagnostic.Warning] > 0 {
		return &failure{status: statusNo}
	}
	return nil
}

// patience is how long a check takes before it says that it is at work.
const patience = time.Second

// progress returns a function that shows on the terminal how many files are checked, and one that removes that again. A check
// that is over soon shows nothing, as does one whose standard error is no terminal.
func (p *program) progress() (show func(n, of int), done func()) {
	if !isTerminal(p.err) {
		return nil, func() {}
	}
	var mu sync.Mutex
	text, late, over := "Memeriksa …", false, false
	write := func() {
		if late && !over {
			fmt.Fprintf(p.err, "\r%-50s", text)
		}
	}
	timer := time.AfterFunc(patience, func() {
		mu.Lock()
		defer mu.Unlock()
		late = true
		write()
	})
	show = func(n, of int) {
		mu.Lock()
		defer mu.Unlock()
		if of > 1 {
			text = fmt.Sprintf("Memeriksa berkas %d dari %d", n, of)
		}
		write()
	}
	return show, func() {
		timer.Stop()
		mu.Lock()
		defer mu.Unlock()
		if late && !over {
			fmt.Fprintf(p.err, "\r%50s\r", "")
		}
		over = true
	}
}

func findingsJSON(findings []diagnostic.Diagnostic) []findingJSON {
	rows := make([]findingJSON, len(findings))
	for i, f := range findings {
		rows[i] = findingJSON{f.File, f.Place.Line, f.Place.Column, f.Severity.String(), string(f.Code), f.Message, f.Proposal}
	}
	return rows
}

func findingsText(r check.Report) string {
	var b strings.Builder
	for _, f := range r.Findings {
		fmt.Fprintf(&b, "%s\n\n", f)
	}
	if len(r.Findings) == 0 {
		fmt.Fprintf(&b, "Tidak ada yang perlu diperbaiki (%d berkas diperiksa).\n", len(r.Names))
		return b.String()
	}
	n := diagnostic.Count(r.Findings)
	fmt.Fprintf(&b, "%d galat, %d peringatan, %d saran dalam %d berkas\n", n[diagnostic.Error], n[diagnostic.Warning], n[diagnostic.Suggestion], len(r.Names))
	fmt.Fprintf(&b, "Arti setiap kode: mufakat periksa --jelaskan %s\n", r.Findings[0].Code)
	return b.String()
}
