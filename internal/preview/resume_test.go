package preview_test

import (
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"time"

	"mufakat/internal/preview"
	"mufakat/internal/sim"
	"mufakat/internal/sim/simtest"
)

// played is the story, played by option numbers.
func played(t *testing.T, options ...int) *sim.Playthrough {
	t.Helper()
	play := sim.Replay(parse(t, story), sim.Run{})
	for _, o := range options {
		if err := play.Choose(o, time.Time{}, "", nil); err != nil {
			t.Fatal(err)
		}
	}
	return play
}

func TestResumeInAChangedText(t *testing.T) {
	for _, c := range []struct {
		name    string
		options []int
		edit    []string
		at      string // where it stands then
		steps   int
		told    string // part of it; empty: nothing
	}{
		{"text changed", []int{0, 0}, []string{"Kapur.", "Spidol."}, "papan", 2, ""},
		{"option's text changed", []int{0, 0}, []string{"Dengarkan Bu Sri", "Dengarkan beliau"}, "papan", 2, "1 pilihan yang berganti nama"},
		{"option removed", []int{1, 0}, []string{"- [Ukur petaknya](#jeda)\n  - jam: -1\n  > Angka.\n", "- [Pulang](#papan)\n  > Ya.\n"}, "payung", 0,
			"Langkah ke-1 tidak ada lagi di naskah ini; Anda kembali ke adegan “Payung”."},
		{"option locked now", []int{0, 0, 1}, []string{"- [Undi](#akhir)\n", "- [Undi](#akhir)\n  - syarat: jam minimal 9\n"}, "papan", 2, "Langkah ke-3"},
		{"passage inserted before", []int{0, 0}, []string{"### Payung\n", "### Subuh\n\nGelap.\n\n- [Lanjut](#payung)\n\n### Payung\n"}, "papan", 3, ""},
		{"two passages inserted, the second with a decision", []int{0, 0}, []string{"### Payung\n", "### Subuh\n\nGelap.\n\n- [Lanjut](#fajar)\n\n### Fajar\n\nTerang.\n\n- [Bangun](#payung)\n  > Ya.\n- [Tidur](#payung)\n  > Tidak.\n\n### Payung\n"}, "fajar", 1,
			"Langkah ke-2 tidak ada lagi di naskah ini; Anda kembali ke adegan “Fajar”."},
		{"passage inserted behind", []int{0}, []string{"### Papan\n", "### Sore\n\nReda.\n\n- [Lanjut](#papan)\n\n### Papan\n"}, "jeda", 1, ""},
		{"passage removed on the way", []int{0, 0}, []string{"### Jeda\n\nSiang.\n\n- [Lanjut](#papan)\n\n", "", "](#jeda)", "](#papan)", "](#jeda)", "](#papan)"}, "papan", 1, ""},
		{"passage renamed", []int{0, 0}, []string{"### Papan\n", "### Papan tulis\n", "](#papan)", "](#papan-tulis)"}, "papan-tulis", 2,
			"Adegan “Papan” tidak ada lagi atau berganti judul; Anda kini di adegan “Papan tulis”."},
		{"story leads elsewhere", []int{0}, []string{"](#jeda)", "](#papan)"}, "papan", 1, "Jalan ceritanya berubah: Anda kini di adegan “Papan”."},
		{"another ending", []int{0, 0, 0}, []string{"minimal 40", "minimal 90"}, "sepi", 3, "Anda kini di akhir “Sepi”."},
		{"ending renamed", []int{0, 0, 0}, []string{"### Damai", "### Rukun"}, "rukun", 3, "Akhir “Damai” tidak ada lagi"},
	} {
		before := played(t, c.options...)
		play, kept, told := preview.Resume(parse(t, edit(t, c.edit...)), preview.Start{}, before.Run, before)
		if got := play.Case.TargetID(play.State().At); got != c.at || len(play.Steps) != c.steps {
			t.Errorf("%s: at %s after %d steps", c.name, got, len(play.Steps))
		}
		if len(kept.Decisions) != len(play.Run.Decisions)+play.Lost || len(play.Run.Decisions) != c.steps {
			t.Errorf("%s: %d decisions kept, %d in the run", c.name, len(kept.Decisions), len(play.Run.Decisions))
		}
		if !strings.Contains(told, c.told) || c.told == "" && told != "" {
			t.Errorf("%s: told %q", c.name, told)
		}
	}
}

func TestStoryThatGoesRoundIsReplayedToAnEnd(t *testing.T) {
	before := played(t, 0, 0)
	round := parse(t, edit(t, "### Payung\n", "### Subuh\n\nGelap.\n\n- [Lanjut](#fajar)\n\n### Fajar\n\nTerang.\n\n- [Lanjut](#subuh)\n\n### Payung\n"))
	play, _, told := preview.Resume(round, preview.Start{}, before.Run, before)
	if play.Lost != 2 || !strings.Contains(told, "tidak ada lagi") {
		t.Errorf("%d lost, told %q", play.Lost, told)
	}
}

// What a version that was saved by the way does not allow comes back with the next, and is told of once.
func TestLostDecisionsComeBack(t *testing.T) {
	first := played(t, 0, 0)
	without := parse(t, edit(t, "[Dengarkan Bu Sri](#jeda)", "[Bicara](#papan)"))
	second, kept, told := preview.Resume(without, preview.Start{}, first.Run, first)
	if len(second.Steps) != 0 || told == "" {
		t.Fatalf("%d steps, told %q", len(second.Steps), told)
	}
	third, kept, told := preview.Resume(without, preview.Start{}, kept, second)
	if told != "" {
		t.Errorf("told twice: %q", told)
	}
	fourth, _, told := preview.Resume(parse(t, story), preview.Start{}, kept, third)
	if len(fourth.Steps) != 2 || !strings.Contains(told, "ada lagi; Anda kini di adegan “Papan”") {
		t.Errorf("%d steps, told %q", len(fourth.Steps), told)
	}
}

// A decision is remembered as the newest text calls it, so that it is found through many small changes.
func TestDecisionsTakeNewNames(t *testing.T) {
	play := played(t, 0)
	run := play.Run
	for _, text := range []string{
		edit(t, "Dengarkan Bu Sri", "Dengarkan beliau"),
		edit(t, "- [Dengarkan Bu Sri](#jeda)", "- [Pergi](#akhir)\n  > Ya.\n- [Dengarkan beliau](#jeda)"),
	} {
		play, run, _ = preview.Resume(parse(t, text), preview.Start{}, run, play)
	}
	if len(play.Steps) != 1 || play.Lost != 0 || !play.State().Flags[0] {
		t.Errorf("%d steps, %d lost", len(play.Steps), play.Lost)
	}
}

func TestStartOutlivesChanges(t *testing.T) {
	c := parse(t, story)
	state := c.Neutral()
	state.Levels[0] = sim.Levels{45, 35, 5}
	state.Resources[0] = 1
	state.Flags[0] = true
	start := preview.StartOf(c, 2, state)

	// The table has another order, other levels and a person more; what was chosen holds, the rest is the case's.
	changed := parse(t, edit(t, "| sri | Bu Sri | tempat lama | 30 | 35 | 40 |\n", "| lurah | Pak Lurah | tenang | 60 | 60 | 60 |\n| sri | Bu Sri | tempat lama | 25 | 50 | 40 |\n",
		"### Payung\n", "### Subuh\n\nGelap.\n\n- [Lanjut](#payung)\n\n### Payung\n"))
	got, lost := start.State(changed)
	if len(lost) > 0 || changed.Passages[got.At.Index].ID != "papan" || got.Levels[1] != (sim.Levels{45, 50, 5}) ||
		got.Levels[0] != (sim.Levels{60, 60, 60}) || got.Levels[2] != (sim.Levels{50, 45, sim.Absent}) || got.Resources[0] != 1 || !got.Flags[0] {
		t.Errorf("%+v, lost %v", got, lost)
	}

	fewer := parse(t, edit(t, "| sri | Bu Sri", "| ibu | Bu Sri", "- sri: kepercayaan", "- ibu: kepercayaan", "- sri: komitmen", "- ibu: komitmen",
		"- sri: komitmen", "- ibu: komitmen", "komitmen sri", "komitmen ibu", "| jam |", "| menit |", "- jam:", "- menit:",
		"  - catat: didengar\n", "", "bila didengar:", "bila menit di bawah 9:", "### Papan\n", "### Tulis\n", "(#papan)", "(#tulis)"))
	play, _, told := preview.Resume(fewer, start, sim.Run{}, nil)
	want := "Dari awal yang Anda pilih, yang tidak ada di naskah ini: adegan “papan”, pemangku kepentingan “sri”, penanda “didengar”, sumber daya “jam”."
	if told != want || play.State().At.Index != 0 {
		t.Errorf("told %q", told)
	}
}

func TestStartsOwnIsZero(t *testing.T) {
	c := parse(t, story)
	if s := (preview.Start{}); !s.IsZero() {
		t.Error("the zero start is the story's own")
	}
	state, lost := preview.Start{}.State(c)
	if len(lost) > 0 || state.At != c.Start().At {
		t.Errorf("%+v", state)
	}
	if preview.StartOf(c, 0, c.Neutral()).IsZero() {
		t.Error("a passage was chosen")
	}
}

// Names match as in the text of a case; a level that does not count is left alone.
func TestStartByNames(t *testing.T) {
	c := parse(t, story)
	start := preview.Start{Passage: "PAPAN", Levels: map[string]sim.Levels{"Dinas": {10, sim.Absent, 70}}, Flags: []string{"Didengar"}, Resources: map[string]int{"Jam": 2}}
	state, lost := start.State(c)
	if len(lost) > 0 || state.At.Index != 2 || state.Levels[1] != (sim.Levels{10, 45, sim.Absent}) || !state.Flags[0] || state.Resources[0] != 2 {
		t.Errorf("%+v, lost %v", state, lost)
	}
}

// In the same text a play goes on exactly where it stood, whatever it is; in quite another text it stands somewhere, and what
// was kept can be played as far as the text allows.
func TestResumeOfRandomCases(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 1))
	for range 500 {
		c, other := simtest.Case(rng, simtest.Small), simtest.Case(rng, simtest.Small)
		start := preview.StartOf(c, rng.IntN(len(c.Passages)), c.Neutral())
		state, _ := start.State(c)
		before := sim.ReplayFrom(c, state, sim.Run{})
		for range rng.IntN(6) {
			_ = before.Choose(rng.IntN(4), time.Time{}, "", nil) // one that is locked or not there is left out
		}
		play, kept, told := preview.Resume(c, start, before.Run, before)
		if told != "" || !reflect.DeepEqual(play.States, before.States) || len(kept.Decisions) != len(before.Run.Decisions) {
			t.Fatalf("%d steps instead of %d, told %q", len(play.Steps), len(before.Steps), told)
		}
		play, kept, _ = preview.Resume(other, start, before.Run, before)
		again, _, told := preview.Resume(other, start, kept, play)
		if !reflect.DeepEqual(again.States, play.States) || play.Lost != again.Lost || strings.Contains(told, "Langkah") {
			t.Fatalf("the second time %d steps instead of %d, told %q", len(again.Steps), len(play.Steps), told)
		}
	}
}
