package analysis

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"testing"
	"time"

	"mufakat/internal/casefile"
	"mufakat/internal/sim"
	"mufakat/internal/sim/simtest"
)

var sizes = []int{8, 10, 12}

func chain(seed uint64, decisions int) *sim.Case {
	return simtest.Chain(rand.New(rand.NewPCG(seed, 1)), decisions, 4, 6)
}

// randomRun plays a chain to its end, or stops where it cannot go on.
func randomRun(rng *rand.Rand, c *sim.Case) *sim.Playthrough {
	p := sim.Replay(c, sim.Run{Case: c.ID})
	for step := 0; step < 100 && !p.State().Finished(); step++ {
		var open []int
		for _, o := range c.Options(p.State()) {
			if !o.Lock.Locked {
				open = append(open, o.Index)
			}
		}
		if err := p.Choose(open[rng.IntN(len(open))], time.Time{}, "", nil); err != nil {
			panic(err)
		}
	}
	return p
}

func BenchmarkApply(b *testing.B) {
	c := Compile(chain(1, 12))
	s := c.pack(c.sim.Start())
	var next child
	passage := &c.passages[5]
	s.at = 5
	i := 0
	for b.Loop() {
		c.apply(&s, &passage.choices[i&3], &next)
		i++
	}
}

func BenchmarkCompile(b *testing.B) {
	c := chain(1, 12)
	for b.Loop() {
		Compile(c)
	}
}

// BenchmarkExtremes takes eight cases of each size in turn, as they differ a lot.
func BenchmarkExtremes(b *testing.B) {
	for _, n := range sizes {
		b.Run(fmt.Sprintf("%dx4x6", n), func(b *testing.B) {
			var cases []*Compiled
			for seed := range uint64(8) {
				cases = append(cases, Compile(chain(seed, n)))
			}
			i, states := 0, 0
			for b.Loop() {
				c := cases[i%len(cases)]
				e, err := c.Extremes(context.Background(), c.sim.Start(), DefaultLimit)
				if err != nil || !e.Exact() {
					b.Fatal(e, err)
				}
				i++
				states += e.Best.Visited + e.Worst.Visited
			}
			b.ReportMetric(float64(states)/float64(i), "states/op")
		})
	}
}

// BenchmarkPrices is all that a debrief asks: the case compiled, its extremes, and the prices of a run.
func BenchmarkPrices(b *testing.B) {
	for _, n := range sizes {
		b.Run(fmt.Sprintf("%dx4x6", n), func(b *testing.B) {
			sc := chain(1, n)
			run := randomRun(rand.New(rand.NewPCG(1, 2)), sc)
			for b.Loop() {
				c := Compile(sc)
				e, _ := c.Extremes(context.Background(), sc.Start(), DefaultLimit)
				if p, err := c.Prices(context.Background(), run, e, DefaultLimit); err != nil || !p.Exact {
					b.Fatal(p, err)
				}
			}
		})
	}
}

// BenchmarkStranding is a case in which every option costs a day, and there are enough of them.
func BenchmarkStranding(b *testing.B) {
	sc := chain(1, 10)
	sc.Resources = []sim.Resource{{Name: "hari", Start: 10}}
	for i := range sc.Passages {
		for k := range sc.Passages[i].Choices {
			o := &sc.Passages[i].Choices[k].Outcome
			o.Resources = []sim.ResourceEffect{{Resource: 0, Delta: -1}}
		}
	}
	c := Compile(sc)
	for b.Loop() {
		if s, err := c.Stranding(context.Background(), DefaultLimit); err != nil || !s.Exact || s.Visited > 0 {
			b.Fatal(s, err)
		}
	}
}

func BenchmarkRandomPlay(b *testing.B) {
	for _, n := range sizes {
		b.Run(fmt.Sprintf("%dx4x6", n), func(b *testing.B) {
			c := Compile(chain(1, n))
			for b.Loop() {
				if r, err := c.RandomPlay(context.Background(), c.sim.Start(), DefaultLimit); err != nil || !r.Exact {
					b.Fatal(r, err)
				}
			}
		})
	}
}

// BenchmarkSurvey surveys a shipped case and the largest generated one, whole. It reports the ends that it comes to in a
// second.
func BenchmarkSurvey(b *testing.B) {
	cases := map[string]*sim.Case{"12x4x6": chain(1, 12)}
	for _, id := range []string{"kartamantul", "bantuan-kedinasan"} {
		src, err := os.ReadFile("../../content/kolaboratif/kasus/" + id + ".md")
		if err != nil {
			b.Fatal(err)
		}
		cases[id] = casefile.Parse(id+".md", src, casefile.Options{}).Case
	}
	for name, c := range cases {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			paths := uint64(0)
			for b.Loop() {
				s, err := Compile(c).Survey(context.Background(), DefaultLimit)
				if err != nil || !s.Complete {
					b.Fatal(err)
				}
				paths += s.Paths.Number
			}
			b.ReportMetric(float64(paths)/b.Elapsed().Seconds(), "leaves/s")
		})
	}
}
