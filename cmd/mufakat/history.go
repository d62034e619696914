package main

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"mufakat/internal/analysis"
	"mufakat/internal/report"
	"mufakat/internal/sim"
	"mufakat/internal/store"
)

// historyJSON is `riwayat --json`.
type historyJSON struct {
	Profile string    `json:"profil"`
	Runs    []runJSON `json:"permainan"` // the latest first
}

type runJSON struct {
	ID        int64        `json:"id"`     // the number by which ekspor knows it
	Source    string       `json:"sumber"` // a pack's name, or the case's file
	Case      string       `json:"kasus"`
	Title     string       `json:"judul"`
	Mode      string       `json:"mode"`
	Group     bool         `json:"kelompok"`
	State     string       `json:"keadaan"` // berjalan, selesai, ditinggalkan
	Begun     time.Time    `json:"mulai"`
	Touched   time.Time    `json:"terakhir"`
	Decisions int          `json:"keputusan"`
	First     bool         `json:"pertama"` // the case's first finished run, which is the one that counts
	Results   []resultJSON `json:"hasil"`   // more than one where a finished run was rewound and finished again
}

type resultJSON struct {
	Ending    endingJSON `json:"akhir"`
	Score     scoreJSON  `json:"nilai"`
	Guessing  float64    `json:"acak"` // mean nilai proses of random play
	Decisions int        `json:"keputusan"`
	At        time.Time  `json:"selesai"`
}

// historyCommand prints what a profile has played.
func (p *program) historyCommand() *cobra.Command {
	var asJSON bool
	var profile string
	cmd := &cobra.Command{
		Use:               "riwayat",
		Aliases:           []string{"history"},
		Short:             "Tampilkan apa yang sudah dimainkan",
		Args:              atMost(0),
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(*cobra.Command, []string) error {
			s, err := p.openStore()
			if err != nil {
				return err
			}
			defer s.Close()
			who, err := findProfile(s, profile)
			if err != nil {
				return err
			}
			runs, err := s.History(who.ID)
			if err != nil {
				return err
			}
			first := store.Summarize(runs)
			slices.Reverse(runs)
			if !asJSON {
				return p.write(historyText(who, runs, first))
			}
			out := historyJSON{Profile: who.Name, Runs: []runJSON{}}
			for _, r := range runs {
				out.Runs = append(out.Runs, historyRow(r, first[r.Case]))
			}
			return p.writeJSON(out)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "cetak sebagai JSON")
	cmd.Flags().StringVar(&profile, "profil", "", "riwayat profil dengan `NAMA` ini, bukan profil yang sedang dipakai")
	return cmd
}

// findProfile is the profile with this name, in whatever case, or the current one where it is empty.
func findProfile(s *store.Store, name string) (store.Profile, error) {
	if name == "" {
		return s.CurrentProfile()
	}
	profiles, err := s.Profiles()
	if err != nil {
		return store.Profile{}, err
	}
	var names []string
	for _, p := range profiles {
		if strings.EqualFold(p.Name, name) {
			return p, nil
		}
		names = append(names, p.Name)
	}
	if len(names) == 0 {
		return store.Profile{}, cannot("Profil “%s” tidak ada; belum ada profil sama sekali.", name)
	}
	return store.Profile{}, cannot("Profil “%s” tidak ada. Yang ada: %s.", name, strings.Join(names, ", "))
}

// stateText is how far a run is.
func stateText(s store.State) string {
	switch s {
	case store.StateFinished:
		return "selesai"
	case store.StateAbandoned:
		return "ditinggalkan"
	}
	return "berjalan"
}

// isFirst tells whether the run's first result is the one that counts for its case.
func isFirst(r store.Info, s store.Summary) bool {
	return s.First != nil && len(r.Results) > 0 && s.First.At.Equal(r.Results[0].At)
}

func historyRow(r store.Info, s store.Summary) runJSON {
	row := runJSON{
		ID: int64(r.ID), Source: r.Case.Source, Case: r.Case.ID, Title: r.Title, Mode: r.Mode.String(), Group: r.Group,
		State: stateText(r.State), Begun: r.Begun, Touched: r.Touched, Decisions: r.Decisions, First: isFirst(r, s), Results: []resultJSON{},
	}
	for _, result := range r.Results {
		row.Results = append(row.Results, resultRow(result))
	}
	return row
}

func resultRow(r store.Result) resultJSON {
	level := func(k sim.Criterion) *float64 {
		if r.Levels[k] == sim.Absent {
			return nil
		}
		return &r.Levels[k]
	}
	score := scoreJSON{Trust: level(sim.Trust), Commitment: level(sim.Commitment), Understanding: level(sim.Understanding), Total: r.Total,
		Process: &r.ScoreLow, Bounds: bounds(analysis.Range{Lo: r.ScoreLow, Hi: r.ScoreHigh})}
	return resultJSON{endingJSON{r.Ending, r.EndingTitle, rank(sim.Ending{Rank: r.EndingRank})}, score, r.Guessing, r.Decisions, r.At}
}

func historyText(who store.Profile, runs []store.Info, first map[store.CaseKey]store.Summary) string {
	if len(runs) == 0 {
		return who.Name + " belum memainkan kasus apa pun. Mulai dengan: mufakat\n"
	}
	var b strings.Builder
	fmt.Fprintf(&b, "Riwayat %s, yang terbaru di atas\n\n", who.Name)
	for _, r := range runs {
		fmt.Fprintf(&b, "%s (nomor %d)\n", r.Title, r.ID)
		b.WriteString(wrapped(fmt.Sprintf("%s · %s · %d langkah · %s", report.Date(r.Begun), r.Mode.Way(r.Group), r.Decisions, stateText(r.State)), "  "))
		for i, result := range r.Results {
			text := fmt.Sprintf("%s: nilai %s, memilih acak rata-rata %s", result.EndingTitle,
				analysis.Range{Lo: result.ScoreLow, Hi: result.ScoreHigh}.Text(0), analysis.Range{Lo: result.Guessing, Hi: result.Guessing}.Text(0))
			if i == 0 && isFirst(r, first[r.Case]) {
				text += " (permainan pertama kasus ini, yang dihitung)"
			}
			b.WriteString(wrapped(text, "  "))
		}
		b.WriteString("\n")
	}
	return strings.TrimSuffix(b.String(), "\n")
}
