package content_test

import (
	"io/fs"
	"math/rand/v2"
	"testing"

	"mufakat/content"
	"mufakat/internal/pack"
	"mufakat/internal/sim"
)

// shipped is the embedded pack.
func shipped(t *testing.T) *pack.Pack {
	t.Helper()
	folder, err := fs.Sub(content.FS, "kolaboratif")
	if err != nil {
		t.Fatal(err)
	}
	return pack.Open(folder)
}

// shippedCases are all cases of the embedded pack.
func shippedCases(t *testing.T) (cases []*sim.Case) {
	t.Helper()
	p := shipped(t)
	ids, err := p.CaseIDs()
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range ids {
		c, err := p.Case(id)
		if err != nil {
			t.Fatal(err)
		}
		cases = append(cases, c)
	}
	return cases
}

const (
	walks = 10_000
	// longest is the most options that a walk may take: ten decisions, and steps of a single option between them.
	longest = 20
	// fewest and most are the decisions of a path: what a group can do in an hour, and no less than a case needs.
	fewest, most = 7, 10
)

// However a case is played, nobody is locked in, nothing is empty, and it is as long as it should be. Half of the walks are
// random; the others look for what was not seen yet, until every option and every ending was.
func TestEveryCaseIsWalked(t *testing.T) {
	for _, c := range shippedCases(t) {
		t.Run(c.ID, func(t *testing.T) {
			t.Parallel()
			w := walker{t: t, c: c, rng: rand.New(rand.NewPCG(1, 2)), taken: map[*sim.Choice]int{}, ended: make([]int, len(c.Endings)), told: map[string]bool{}}
			for n := range walks {
				w.walk(n%2 == 1)
			}
			for i := range c.Passages {
				for k := range c.Passages[i].Choices {
					if ch := &c.Passages[i].Choices[k]; w.taken[ch] == 0 {
						t.Errorf("%s: nobody could take “%s”", c.Passages[i].Title, ch.Text)
					}
				}
			}
			w.untold()
			for i, n := range w.ended {
				if n == 0 {
					t.Errorf("nobody came to the ending “%s”", c.Endings[i].Title)
				}
			}
		})
	}
}

type walker struct {
	t     *testing.T
	c     *sim.Case
	rng   *rand.Rand
	taken map[*sim.Choice]int
	ended []int           // by ending
	told  map[string]bool // every block of text that was shown
}

// tell notes what is shown.
func (w *walker) tell(blocks []sim.Block) []sim.Block {
	for _, b := range blocks {
		w.told[b.Markdown] = true
	}
	return blocks
}

// untold reports what nobody could ever read: a paragraph or a feedback whose condition never holds where it stands.
func (w *walker) untold() {
	report := func(where string, text sim.Text) {
		for _, alternatives := range text {
			for _, b := range alternatives {
				if !w.told[b.Markdown] {
					w.t.Errorf("%s: nobody could read “%.60s…”", where, b.Markdown)
				}
			}
		}
	}
	for i := range w.c.Passages {
		p := &w.c.Passages[i]
		report(p.Title, p.Text)
		for k := range p.Choices {
			sim.Visitor{Outcome: func(o *sim.Outcome) { report(p.Title, o.Feedback) }}.VisitOutcome(&p.Choices[k].Outcome)
		}
	}
	for i := range w.c.Endings {
		report(w.c.Endings[i].Title, w.c.Endings[i].Text)
	}
	for _, v := range w.c.Voices {
		report("Suara "+w.c.Stakeholders[v.Stakeholder].Name, v.Text)
	}
}

// walk plays the case once; curious, it takes the option that was taken least.
func (w *walker) walk(curious bool) {
	c, s, decisions := w.c, w.c.Start(), 0
	for steps := 0; !s.Finished(); steps++ {
		p := c.Passage(s)
		if steps == longest {
			w.t.Fatalf("after %d steps the story is still at “%s”", steps, p.Title)
		}
		if len(w.tell(p.Text.Show(c, s))) == 0 {
			w.t.Fatalf("“%s” is empty", p.Title)
		}
		var open []sim.Option
		for _, o := range c.Options(s) {
			if !o.Lock.Locked {
				open = append(open, o)
			}
		}
		if len(open) == 0 {
			w.t.Fatalf("nothing is open at “%s”", p.Title)
		}
		if len(p.Choices) > 1 {
			decisions++
		}
		next, step, err := c.Choose(s, w.pick(open, curious))
		if err != nil {
			w.t.Fatal(err)
		}
		if len(w.tell(step.Feedback)) == 0 && len(p.Choices) > 1 {
			w.t.Fatalf("at “%s” nothing is told of what a decision brings about", p.Title)
		}
		if step.Stranded >= 0 {
			w.t.Fatalf("at “%s” every option is locked", c.Passages[step.Stranded].Title)
		}
		s = next
	}
	if decisions < fewest || decisions > most {
		w.t.Fatalf("a path has %d decisions, not %d to %d", decisions, fewest, most)
	}
	w.ended[s.At.Index]++
	if len(w.tell(c.Endings[s.At.Index].Text.Show(c, s))) == 0 {
		w.t.Fatalf("the ending “%s” is empty", c.Endings[s.At.Index].Title)
	}
	for _, v := range c.Voices {
		if len(w.tell(v.Text.Show(c, s))) == 0 {
			w.t.Fatalf("at the end %s says nothing", c.Stakeholders[v.Stakeholder].Name)
		}
	}
}

func (w *walker) pick(open []sim.Option, curious bool) int {
	w.rng.Shuffle(len(open), func(i, k int) { open[i], open[k] = open[k], open[i] })
	chosen := open[0]
	for _, o := range open {
		if curious && w.taken[o.Choice] < w.taken[chosen.Choice] {
			chosen = o
		}
	}
	w.taken[chosen.Choice]++
	return chosen.Index
}
