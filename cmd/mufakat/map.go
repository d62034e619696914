package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"slices"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"mufakat/internal/analysis"
	"mufakat/internal/sim"
	"mufakat/internal/storymap"
	"mufakat/internal/ui"
	"mufakat/scenes"
)

// mapJSON is `peta --json`.
type mapJSON struct {
	Case     string        `json:"kasus"`
	Complete bool          `json:"lengkap"` // every share and every "tercapai" is exact
	Acts     []string      `json:"babak"`
	Nodes    []mapNodeJSON `json:"simpul"` // in the order of the map; the finish, if there is one, last
	Edges    []mapEdgeJSON `json:"sisi"`
}

type mapNodeJSON struct {
	ID      string  `json:"id"`    // as in Mermaid and Graphviz, and as "dari" and "ke" name it
	Kind    string  `json:"jenis"` // adegan, akhir, or penentu: "#akhir", where the endings' conditions decide
	Name    string  `json:"nama"`  // the id in the case, as links write it
	Title   string  `json:"judul"`
	Number  int     `json:"nomor"`     // on the map; 0 for penentu
	Act     *int    `json:"babak"`     // index into babak; null: none
	Rank    *int    `json:"peringkat"` // of an ending; null: none given
	Reached *bool   `json:"tercapai"`  // null: unknown within the limit of work
	Share   float64 `json:"bagian"`    // of random play: how often a play comes here on average
}

type mapEdgeJSON struct {
	From   string       `json:"dari"`
	To     string       `json:"ke"`
	Course string       `json:"arah"` // turun; naik: to what stands further up; putar: the story can come round here again
	Ways   []mapWayJSON `json:"jalan"`
}

type mapWayJSON struct {
	Option *string  `json:"pilihan"` // id of the option; null on the edges from penentu
	Text   string   `json:"teks"`
	Lock   string   `json:"syarat"` // of the option; empty: none
	When   []string `json:"bila"`   // conditions any of which lead here; empty: always, or where no other does
	Never  bool     `json:"tak_pernah_terbuka"`
}

// mapFormat is a way to print a map; its flag has its name.
type mapFormat struct {
	name, usage string
	print       func(*storymap.Graph) error
}

func (p *program) mapFormats() []mapFormat {
	return []mapFormat{
		{"teks", "cetak peta sebagai teks", p.writeMapText},
		{"mermaid", "cetak sebagai diagram Mermaid (bawaan bila keluaran bukan terminal)", p.writeMermaid},
		{"dot", "cetak sebagai diagram Graphviz (DOT)", func(g *storymap.Graph) error { return p.write(g.Graphviz()) }},
		{"json", "cetak sebagai JSON", func(g *storymap.Graph) error { return p.writeJSON(newMapJSON(g)) }},
	}
}

// mapCommand shows the story of a case as a map.
func (p *program) mapCommand() *cobra.Command {
	formats := p.mapFormats()
	cmd := &cobra.Command{
		Use:     "peta KASUS|BERKAS",
		Aliases: []string{"map"},
		Short:   "Lihat alur cerita sebuah kasus sebagai peta",
		Long: `Menggambar alur cerita sebuah kasus: babak, adegan, pilihan dengan syaratnya,
dan akhir, dengan seberapa sering masing-masing tercapai bila memilih acak.
Di terminal peta terbuka sebagai layar; selain itu tercetak sebagai Mermaid.`,
		Example: `  mufakat peta kartamantul
  mufakat peta kasus-saya.md --teks
  mufakat peta kasus-saya.md --mermaid > peta.mmd
  mufakat peta kasus-saya.md --dot > peta.dot`,
		Args:              exactly(1, "Kasus yang dipetakan"),
		ValidArgsFunction: p.completeCases,
		RunE: func(cmd *cobra.Command, args []string) error {
			var asked *mapFormat
			for i, f := range formats {
				if chosen, _ := cmd.Flags().GetBool(f.name); !chosen {
					continue
				}
				if asked != nil {
					return cannot("--%s dan --%s tidak bisa bersama. Pilih salah satu.", asked.name, f.name)
				}
				asked = &formats[i]
			}
			c, survey, err := p.survey(cmd.Context(), args[0])
			switch {
			case err != nil:
				return err
			case asked != nil:
				return asked.print(storymap.Build(c, survey))
			case !isTerminal(p.out):
				return p.writeMermaid(storymap.Build(c, survey))
			case p.noScreen() != "" || p.getenv("ACCESSIBLE") != "":
				return p.writeMapText(storymap.Build(c, survey))
			}
			return p.showAlone(cmd.Context(), func(*scenes.App) ui.Scene { return scenes.NewMap(c, survey) })
		},
	}
	for _, f := range formats {
		cmd.Flags().Bool(f.name, false, f.usage)
	}
	return cmd
}

// survey reads the case that an argument names and finds out what can happen in it.
func (p *program) survey(ctx context.Context, arg string) (*sim.Case, *analysis.Survey, error) {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt)
	defer stop()
	_, c, err := p.library.open(arg)
	if err != nil {
		return nil, nil, err
	}
	survey, err := analysis.Compile(c).Survey(ctx, analysis.DefaultLimit)
	return c, survey, err
}

func (p *program) writeMapText(g *storymap.Graph) error {
	return p.write(scenes.MapText(g, textWidth))
}

// writeMermaid prints a map for Mermaid, and says so where that will refuse to draw it.
func (p *program) writeMermaid(g *storymap.Graph) error {
	text := g.Mermaid()
	if utf8.RuneCountInString(text) > storymap.MermaidCharacters || len(g.Edges) > storymap.MermaidEdges {
		fmt.Fprintln(p.err, "Peta ini lebih besar daripada yang digambar Mermaid dengan setelan bawaannya. Pakai --dot atau --teks, atau naikkan maxTextSize dan maxEdges di Mermaid.")
	}
	return p.write(text)
}

// newMapJSON is a map as JSON.
func newMapJSON(g *storymap.Graph) mapJSON {
	out := mapJSON{Case: g.Case.ID, Complete: g.Survey.Complete, Acts: []string{}}
	for _, act := range g.Case.Acts {
		out.Acts = append(out.Acts, act.Title)
	}
	order := g.Order
	if g.HasFinish() {
		order = append(slices.Clip(order), len(g.Nodes)-1)
	}
	for _, i := range order {
		out.Nodes = append(out.Nodes, newMapNodeJSON(g, g.Nodes[i]))
	}
	for _, e := range g.Edges {
		course := map[storymap.Course]string{storymap.Down: "turun", storymap.Up: "naik", storymap.Around: "putar"}[e.Course]
		edge := mapEdgeJSON{From: g.Nodes[e.From].ID, To: g.Nodes[e.To].ID, Course: course}
		for _, w := range e.Ways {
			way := mapWayJSON{Text: w.Text, Lock: w.Lock, When: list(w.When), Never: w.Never}
			if w.Option >= 0 {
				way.Option = &g.Case.Passages[e.From].Choices[w.Option].ID
			}
			edge.Ways = append(edge.Ways, way)
		}
		out.Edges = append(out.Edges, edge)
	}
	return out
}

func newMapNodeJSON(g *storymap.Graph, n storymap.Node) mapNodeJSON {
	row := mapNodeJSON{ID: n.ID, Kind: "adegan", Name: "akhir", Title: n.Title, Number: n.Number, Share: rounded(n.Share)}
	switch n.Kind {
	case storymap.Passage:
		row.Name = g.Case.Passages[n.Index].ID
		if n.Act >= 0 {
			row.Act = &n.Act
		}
	case storymap.Ending:
		row.Kind, row.Name, row.Rank = "akhir", g.Case.Endings[n.Index].ID, rank(g.Case.Endings[n.Index])
	case storymap.Finish:
		row.Kind = "penentu"
		return row
	}
	row.Reached = answer(n.Reached)
	return row
}
