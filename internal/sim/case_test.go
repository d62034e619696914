package sim_test

import (
	"slices"
	"testing"

	"mufakat/internal/sim"
)

func TestNames(t *testing.T) {
	for got, want := range map[string]string{
		sim.Trust.String():         "kepercayaan",
		sim.Commitment.String():    "komitmen",
		sim.Understanding.String(): "pemahaman",
		sim.AtLeast.String():       "minimal",
		sim.AtMost.String():        "maksimal",
		sim.Below.String():         "di bawah",
		sim.Above.String():         "di atas",
		sim.Practice.String():      "latihan",
		sim.Assessment.String():    "penilaian",
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestTargetID(t *testing.T) {
	c := newCase(sim.Choice{})
	for want, target := range map[string]sim.Target{
		"kedua": toPassage(kedua), "macet": toEnding(macet), "akhir": {Kind: sim.ToFinish},
	} {
		if got := c.TargetID(target); got != want {
			t.Errorf("%+v is %q, want %q", target, got, want)
		}
	}
}

func TestIsDecision(t *testing.T) {
	for n, want := range []bool{false, false, true, true} {
		p := sim.Passage{Choices: make([]sim.Choice, n)}
		if p.IsDecision() != want {
			t.Errorf("%d options: %v", n, !want)
		}
	}
}

func TestTextShow(t *testing.T) {
	c := newCase(sim.Choice{})
	s := c.Start()
	s.Flags[janji] = true
	text := sim.Text{
		{{Markdown: "selalu"}},
		{{When: flag(data), Markdown: "data"}},
		{{When: flag(data), Markdown: "data"}, {When: flag(janji), Markdown: "janji"}, {Markdown: "bila tidak"}},
		{{When: flag(data), Markdown: "data"}, {Kind: sim.Discussion, Minutes: 3, Markdown: "siapa dulu?"}},
		{},
	}
	want := []sim.Block{
		{Markdown: "selalu"},
		{When: flag(janji), Markdown: "janji"},
		{Kind: sim.Discussion, Minutes: 3, Markdown: "siapa dulu?"},
	}
	same := func(a, b sim.Block) bool {
		return a.Kind == b.Kind && a.Markdown == b.Markdown && a.Minutes == b.Minutes && (a.When == nil) == (b.When == nil)
	}
	if got := text.Show(c, s); !slices.EqualFunc(got, want, same) {
		t.Errorf("shown %+v, want %+v", got, want)
	}
	if got := sim.Text(nil).Show(c, s); got != nil {
		t.Errorf("no text shows %+v", got)
	}
}
