package sim_test

import (
	"errors"
	"slices"
	"testing"

	"mufakat/internal/sim"
)

func TestWalk(t *testing.T) {
	c := newCase(sim.Choice{Target: sim.Target{Index: kedua}}, sim.Choice{Target: sim.Target{Kind: sim.ToFinish}})
	end, ids, err := c.Walk(c.Start(), []int{0, 1})
	if err != nil || end.At.Index != kedua || !slices.Equal(ids, []string{"opsi-0", "lagi"}) {
		t.Errorf("%+v, %q, %v", end.At, ids, err)
	}
	end, ids, err = c.Walk(c.Start(), []int{0, 9, 1})
	if !errors.Is(err, sim.ErrNoOption) || end.At.Index != kedua || !slices.Equal(ids, []string{"opsi-0"}) {
		t.Errorf("%+v, %q, %v", end.At, ids, err)
	}
}

func TestStartAt(t *testing.T) {
	c := newCase(sim.Choice{Target: sim.Target{Index: kedua}})
	from := c.Neutral()
	from.Levels[warga][sim.Trust] = 77
	at := c.StartAt(kedua, from)
	if at.At != (sim.Target{Index: kedua}) || at.Levels[warga][sim.Trust] != 77 || from.At.Index != mulai {
		t.Errorf("%+v", at)
	}
	never := sim.Condition{Kind: sim.FlagSet, Flag: janji}
	for i := range c.Passages[kedua].Choices {
		c.Passages[kedua].Choices[i].Requires = &never
	}
	if stuck := c.StartAt(kedua, from); !stuck.Finished() {
		t.Errorf("nothing is open, but the story stands at %+v", stuck.At)
	}
	p := sim.ReplayFrom(c, at, sim.Run{})
	if len(p.States) != 1 || p.State().At.Index != kedua {
		t.Errorf("%+v", p.State().At)
	}
}

func TestBestEndings(t *testing.T) {
	for _, tt := range []struct{ ranks, want []int }{
		{[]int{0, 0}, nil}, {[]int{2, 1, 3}, []int{1}}, {[]int{0, 2, 3, 2}, []int{1, 3}}, {[]int{1, 1}, []int{0, 1}},
	} {
		c := &sim.Case{}
		for _, rank := range tt.ranks {
			c.Endings = append(c.Endings, sim.Ending{Rank: rank})
		}
		if got := c.BestEndings(); !slices.Equal(got, tt.want) {
			t.Errorf("%v: %v, want %v", tt.ranks, got, tt.want)
		}
	}
}
