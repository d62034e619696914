package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"mufakat/internal/pack"
	"mufakat/internal/plaintext"
)

// caseJSON is a case in `kasus --json`.
type caseJSON struct {
	ID      string `json:"id"`
	Code    string `json:"kode"`
	Title   string `json:"judul"`
	Role    string `json:"peran"`
	Minutes int    `json:"menit"` // 0: not given
	Version string `json:"versi"`
	Status  string `json:"status"`
	Summary string `json:"ringkasan"` // Markdown
	Source  string `json:"sumber"`    // the pack's name
}

// casesCommand lists the cases.
func (p *program) casesCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:               "kasus",
		Aliases:           []string{"cases"},
		Short:             "Tampilkan daftar kasus",
		Args:              atMost(0),
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(*cobra.Command, []string) error {
			cases, broken := p.library.Cases()
			p.warn(broken)
			if !asJSON {
				return p.write(casesText(cases))
			}
			rows := make([]caseJSON, len(cases))
			for i, c := range cases {
				rows[i] = caseJSON{c.ID, c.Code, c.Title, c.Role, c.Minutes, c.Version, c.Status, c.Summary, c.Source}
			}
			return p.writeJSON(rows)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "cetak sebagai JSON")
	return cmd
}

func casesText(cases []pack.CaseInfo) string {
	var b strings.Builder
	names := caseNames(cases)
	for i, c := range cases {
		fmt.Fprintf(&b, "%s (%s)\n", c.Title, names[i])
		facts := []string{}
		if c.Code != "" {
			facts = append(facts, c.Code)
		}
		if c.Minutes > 0 {
			facts = append(facts, fmt.Sprintf("sekitar %d menit", c.Minutes))
		}
		if c.Role != "" {
			facts = append(facts, "Anda: "+c.Role)
		}
		if len(facts) > 0 {
			b.WriteString(wrapped(strings.Join(facts, " · "), "  "))
		}
		if c.Summary != "" {
			b.WriteString(wrapped(plaintext.Line(c.Summary), "  "))
		}
		b.WriteString("\n")
	}
	if len(cases) == 0 {
		return "Belum ada kasus.\n"
	}
	fmt.Fprintf(&b, "Mainkan salah satunya, misalnya: mufakat main %s\n", names[0])
	return b.String()
}

// caseNames are the names by which commands call the cases: their ids, after the pack's name where another pack before has
// the same id.
func caseNames(cases []pack.CaseInfo) []string {
	names := make([]string, len(cases))
	seen := map[string]bool{}
	for i, c := range cases {
		names[i] = c.ID
		if id := strings.ToLower(c.ID); seen[id] {
			names[i] = c.Source + ":" + c.ID
		} else {
			seen[id] = true
		}
	}
	return names
}
