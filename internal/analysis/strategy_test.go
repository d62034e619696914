package analysis

import (
	"context"
	"math"
	"math/rand/v2"
	"testing"
	"unicode/utf8"

	"mufakat/internal/plaintext"
	"mufakat/internal/sim"
	"mufakat/internal/sim/simtest"
)

// Bots on small random cases do what their habit says, by package sim alone.
func TestBotsAgreeWithBruteForce(t *testing.T) {
	eachCase(t, 500, simtest.Small, func(t *testing.T, c *sim.Case, g *graph, rng *rand.Rand) {
		for i := range c.Passages {
			for k := range c.Passages[i].Choices {
				c.Passages[i].Choices[k].Text = []string{"Pergi", "Ajak **dialog**", "Musyawarah bersama", "Tunggu dulu"}[rng.IntN(4)]
			}
		}
		bots, err := Compile(c).bots(context.Background(), 100_000)
		if err != nil {
			t.Fatal(err)
		}
		if want := 4 + len(c.Stakeholders) + 1; len(bots) < want {
			t.Fatalf("%d bots", len(bots))
		}
		for _, bot := range bots {
			pruned := g.keep(func(n *graphNode, option int) float64 { return rateBySim(c, bot.Strategy, n, option) })
			mean, shares, ok := pruned.random()
			if !ok {
				continue
			}
			if math.Abs(bot.Play.Mean.Lo-mean) > 1e-9 {
				t.Errorf("%s: mean %v, want %v", bot.Strategy.Name(c), bot.Play.Mean, mean)
			}
			for i, share := range shares {
				if math.Abs(bot.Play.Endings[i].Share.Lo-share) > 1e-9 {
					t.Errorf("%s: ending %d: %v, want %v", bot.Strategy.Name(c), i, bot.Play.Endings[i].Share, share)
				}
			}
		}
	})
}

// keep is the graph with only the open options that are rated highest.
func (g *graph) keep(rate func(n *graphNode, option int) float64) *graph {
	pruned := &graph{c: g.c}
	at := map[*graphNode]*graphNode{}
	for _, n := range g.nodes {
		at[n] = &graphNode{state: n.state}
		pruned.nodes = append(pruned.nodes, at[n])
	}
	for _, n := range g.nodes {
		highest := math.Inf(-1)
		for option, next := range n.next {
			if next != nil {
				highest = max(highest, rate(n, option))
			}
		}
		for option, next := range n.next {
			if next != nil && rate(n, option) == highest {
				at[n].next = append(at[n].next, at[next])
			} else {
				at[n].next = append(at[n].next, nil)
			}
		}
	}
	return pruned
}

func rateBySim(c *sim.Case, s Strategy, n *graphNode, option int) float64 {
	text := plaintext.Line(c.Passages[n.state.At.Index].Choices[option].Text)
	after := n.next[option].state.Levels
	switch s.Habit {
	case First:
		return -float64(option)
	case Longest:
		return float64(utf8.RuneCountInString(text))
	case Shortest:
		return -float64(utf8.RuneCountInString(text))
	case Virtuous:
		return float64(map[string]int{"Ajak dialog": 1, "Musyawarah bersama": 2}[text])
	case Favour:
		sum := 0
		for _, level := range after[s.Stakeholder] {
			if level != sim.Absent {
				sum += level
			}
		}
		return float64(sum)
	case GreedyCriterion:
		level, _ := sim.GroupLevel(after, s.Criterion)
		return level
	}
	return float64(c.Scale().Total(after))
}

func TestVirtueWords(t *testing.T) {
	for text, want := range map[string]int{
		"": 0, "Tutup gerbang": 0, "Musyawarah, lalu dialog": 2, "Libatkan warga secara TRANSPARAN": 2,
		"Keterlibatan, kolaborasi, kebersamaan": 3, "bersama-sama": 1, "Ajak bicara": 0,
	} {
		if got := VirtueWords(text); got != want {
			t.Errorf("%q: %d, want %d", text, got, want)
		}
	}
}
