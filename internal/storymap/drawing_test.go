package storymap

import (
	"maps"
	"slices"
	"strings"
	"testing"
)

// edge is a way in a drawing, from a node to another.
type edge [2]int

// Whoever follows the lanes with a finger comes to where the edges lead, and nowhere else.
func TestLanesLeadWhereTheEdgesDo(t *testing.T) {
	drawn := 0
	for seed := range uint64(600) {
		c, _ := randomCase(seed)
		g := Build(c, nil)
		l := g.Layout(1000)
		want := map[edge]bool{}
		for _, e := range g.Edges {
			switch {
			case e.Course != Down || g.Nodes[e.From].Kind == Finish:
			case g.Nodes[e.To].Kind != Finish:
				want[edge{e.From, e.To}] = true
			default: // the finish has no line of its own
				for _, chosen := range g.Out(e.To) {
					want[edge{e.From, chosen.To}] = true
				}
			}
		}
		if got := traced(t, g, l); !maps.Equal(got, want) {
			t.Fatalf("seed %d: the lanes say %v, the edges %v\n%s", seed, got, want, g.text(l))
		}
		drawn += len(want)
	}
	if drawn < 3000 {
		t.Errorf("only %d edges", drawn)
	}
}

// traced follows the lanes from the top down. flow is what comes down on each lane.
func traced(t *testing.T, g *Graph, l Layout) map[edge]bool {
	found := map[edge]bool{}
	flow := make([]map[int]bool, l.Lanes)
	last, lastLane := -1, -1 // the node above
	for _, line := range l.Lines {
		rail := []rune(line.Rail)
		if line.Kind == NodeLine {
			lane := slices.IndexFunc(rail, func(r rune) bool { return strings.ContainsRune(Marks, r) }) / 2
			for i := range flow {
				from, directions := flow[i], directionsOf(rail[2*i])
				if i == lane || directions&^(up|down) != 0 && directions != left|right { // the node, or the finish's lane beside it
					for source := range from {
						found[edge{source, line.Node}] = true
					}
				}
				if i != lane && directions&down == 0 {
					flow[i] = nil
				}
			}
			if flow[lane] = nil; g.Nodes[line.Node].Kind == Passage { // an ending is where a way stops
				flow[lane] = map[int]bool{line.Node: true}
			}
			last, lastLane = line.Node, lane
			continue
		}
		var downs []int
		all := map[int]bool{}
		for i := range flow {
			directions := directionsOf(rail[2*i])
			if met := directions&(left|right) != 0 && directions != left|right; !met {
				if directions == 0 {
					flow[i] = nil
				}
				continue
			}
			if directions&up != 0 {
				maps.Copy(all, flow[i])
			}
			if directions&down != 0 {
				downs = append(downs, i)
			} else {
				flow[i] = nil
			}
		}
		switch {
		case len(downs) == 1: // lanes join
			flow[downs[0]] = all
		case len(downs) > 1: // they branch off from the node above
			for _, i := range downs {
				if directionsOf(rail[2*i])&up == 0 || i == lastLane {
					flow[i] = map[int]bool{}
				}
				flow[i][last] = true
			}
		}
	}
	return found
}

func directionsOf(sign rune) byte {
	for directions := range byte(16) {
		if (cells{directions}).runes()[0] == sign {
			return directions
		}
	}
	return 0
}
