package storymap

import (
	"html"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"mufakat/internal/sim"
)

// parsed is a diagram as its notation says it: labels by node, and edges as "from to label".
type parsed struct {
	nodes map[string]string
	edges []string
}

// The only lines that a Mermaid map consists of. A label has nothing but letters, digits, spaces, commas, numbers of
// characters and line breaks in it, so that Mermaid can take nothing in it for its own.
var (
	mermaidLabel = `(?:[A-Za-z0-9 ,]|[^\x00-\x7f]|#\d+;|<br/>)*`
	mermaidNode  = regexp.MustCompile(`^ +(a\d+|akhir\d*)(?:\["(` + mermaidLabel + `)"\]|\("(` + mermaidLabel + `)"\)|\(\["(` + mermaidLabel + `)"\]\)|\{\{"(` + mermaidLabel + `)"\}\})$`)
	mermaidEdge  = regexp.MustCompile(`^  (a\d+|akhir) (?:-->|-\.->)(?:\|"(` + mermaidLabel + `)"\|)? (a\d+|akhir\d*)$`)
	mermaidOther = regexp.MustCompile(`^(flowchart TD|  subgraph babak\d+\["` + mermaidLabel + `"\]|  end|  classDef takTerjangkau stroke-dasharray:5 5|  class (a\d+|akhir\d+)(,(a\d+|akhir\d+))* takTerjangkau)$`)
)

func parseMermaid(t *testing.T, text string) parsed {
	t.Helper()
	p := parsed{nodes: map[string]string{}}
	plain := func(label string) string {
		label = strings.ReplaceAll(label, "<br/>", "\n")
		return html.UnescapeString(regexp.MustCompile(`#(\d+);`).ReplaceAllString(label, "&#$1;"))
	}
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		if m := mermaidNode.FindStringSubmatch(line); m != nil {
			p.nodes[m[1]] = plain(m[2] + m[3] + m[4] + m[5])
		} else if m := mermaidEdge.FindStringSubmatch(line); m != nil {
			p.edges = append(p.edges, m[1]+" "+m[3]+" "+plain(m[2]))
		} else if !mermaidOther.MatchString(line) {
			t.Fatalf("this is no line of Mermaid: %q", line)
		}
	}
	return p
}

var (
	dotLabel = `((?:[^"\\\n]|\\["\\n])*)`
	dotNode  = regexp.MustCompile(`^ +(a\d+|akhir\d*) \[label="` + dotLabel + `", shape=\w+, style=\w+\];$`)
	dotEdge  = regexp.MustCompile(`^  (a\d+|akhir) -> (a\d+|akhir\d*) \[label="` + dotLabel + `", style=\w+\];$`)
	dotOther = regexp.MustCompile(`^(digraph peta \{|  label="` + dotLabel + `";|  labelloc=t;|  node \[shape=box, style=solid\];|  subgraph cluster_babak\d+ \{|    label="` + dotLabel + `";|  \}|\})$`)
)

func parseGraphviz(t *testing.T, text string) parsed {
	t.Helper()
	p := parsed{nodes: map[string]string{}}
	plain := func(label string) string {
		return html.UnescapeString(strings.NewReplacer(`\"`, `"`, `\\`, `\`, `\n`, "\n").Replace(label))
	}
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		if m := dotNode.FindStringSubmatch(line); m != nil {
			p.nodes[m[1]] = plain(m[2])
		} else if m := dotEdge.FindStringSubmatch(line); m != nil {
			p.edges = append(p.edges, m[1]+" "+m[2]+" "+plain(m[3]))
		} else if !dotOther.MatchString(line) {
			t.Fatalf("this is no line of DOT: %q", line)
		}
	}
	return p
}

// checkNotations reads what Mermaid and Graphviz are told and finds the graph in it again, its texts to the letter.
func checkNotations(t *testing.T, g *Graph) {
	t.Helper()
	for name, p := range map[string]parsed{"Mermaid": parseMermaid(t, g.Mermaid()), "Graphviz": parseGraphviz(t, g.Graphviz())} {
		if len(p.nodes) != len(g.Nodes) {
			t.Errorf("%s: %d nodes of %d", name, len(p.nodes), len(g.Nodes))
		}
		for i := range g.Nodes {
			if got, want := p.nodes[g.Nodes[i].ID], shown(g.nodeLabel(&g.Nodes[i])); got != want {
				t.Errorf("%s: %s is %q, want %q", name, g.Nodes[i].ID, got, want)
			}
		}
		var edges []string
		for i := range g.Edges {
			e := &g.Edges[i]
			edges = append(edges, g.Nodes[e.From].ID+" "+g.Nodes[e.To].ID+" "+shown(edgeLabel(e)))
		}
		if !slices.Equal(p.edges, edges) {
			t.Errorf("%s: edges\n%q, want\n%q", name, p.edges, edges)
		}
	}
}

// shown are the lines of a label without what no diagram can show.
func shown(lines []string) string {
	return escaped(lines, "\n", func(r rune) string { return string(r) })
}

func TestNotationsCarryTheGraph(t *testing.T) {
	c := harbour(t)
	checkNotations(t, Build(c, surveyed(c)))
	for seed := range uint64(200) {
		c, _ := randomCase(seed)
		checkNotations(t, Build(c, nil))
	}
}

// Whatever stands in a title or an option cannot break out of its label.
func FuzzNotations(f *testing.F) {
	for _, title := range []string{"end", `Kata "mereka"`, "a\nb", "%%{init}%%", "1. satu", "- dua", "style x:#1;", "#quot;", "&amp; <b>",
		`\N \`, "`kode`", "subgraph x", "a --> b", "|]})>", "🚧 jalan", strings.Repeat("panjang ", 20), "\x00\x1b[31m\xff", ""} {
		f.Add(title)
	}
	f.Fuzz(func(t *testing.T, title string) {
		c := &sim.Case{Title: title, Flags: []string{"x"}, Acts: []sim.Act{{Title: title}},
			Passages: []sim.Passage{{Title: title, Choices: []sim.Choice{
				{Text: title, Target: sim.Target{Kind: sim.ToEnding}, Requires: &sim.Condition{Kind: sim.FlagSet}}, {Text: title, Target: sim.Target{Kind: sim.ToFinish}}}}},
			Endings: []sim.Ending{{Title: title, Cap: sim.NoCap}}}
		g := Build(c, nil)
		for i, n := range g.Nodes {
			if n.Kind == Passage && utf8.RuneCountInString(g.nodeLabel(&g.Nodes[i])[0]) > longest {
				t.Errorf("%q is too long", g.nodeLabel(&g.Nodes[i])[0])
			}
		}
		checkNotations(t, g)
	})
}
