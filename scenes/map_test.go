package scenes_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"mufakat/internal/analysis"
	"mufakat/internal/casefile"
	"mufakat/internal/sim"
	"mufakat/internal/sim/simtest"
	"mufakat/internal/storymap"
	"mufakat/internal/ui"
	"mufakat/scenes"
)

// openMap opens the map of a case.
func openMap(t testing.TB, c *sim.Case, survey *analysis.Survey, width, height int) *driver {
	t.Helper()
	d := &driver{t: t, root: ui.NewRoot(scenes.NewMap(c, survey), ui.Options{Guide: scenes.OpenGuide})}
	d.send(tea.WindowSizeMsg{Width: width, Height: height})
	d.run(d.root.Init())
	return d
}

func parsedCase(t testing.TB, file string) *sim.Case {
	t.Helper()
	src, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	doc := casefile.Parse(file, src, casefile.Options{})
	if doc.Case == nil {
		t.Fatal(doc.Diagnostics)
	}
	return doc.Case
}

func surveyOf(t testing.TB, c *sim.Case) *analysis.Survey {
	t.Helper()
	s, err := analysis.Compile(c).Survey(context.Background(), 20_000)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// harbour is a case with a loop, branches that lead elsewhere, and a passage that nothing leads to. The numbers of its
// survey are made up; one option is never open.
func harbour(t testing.TB) (*sim.Case, *analysis.Survey) {
	t.Helper()
	c := parsedCase(t, "../internal/storymap/testdata/dermaga.md")
	s := &analysis.Survey{}
	for i, visits := range []float64{1.3, 0.5, 0.667, 0} {
		p := analysis.PassageSurvey{Reached: analysis.Yes, Visits: visits}
		for k := range c.Passages[i].Choices {
			p.Options = append(p.Options, analysis.OptionSurvey{Chosen: analysis.Yes, Taken: visits / 4, Best: analysis.Range{Lo: 80, Hi: float64(80 + 10*k)}})
		}
		s.Passages = append(s.Passages, p)
	}
	s.Passages[1].Options[2] = analysis.OptionSurvey{Chosen: analysis.No}
	s.Passages[3].Reached = analysis.No
	for i := range s.Passages[3].Options {
		s.Passages[3].Options[i] = analysis.OptionSurvey{Chosen: analysis.No}
	}
	s.Endings = []analysis.EndingSurvey{{Reached: analysis.Yes, Share: 0.0321, Mean: analysis.Range{Lo: 81, Hi: 84}}, {Reached: analysis.Yes, Share: 0.9679, Mean: analysis.Range{Lo: 30, Hi: 30}}}
	return c, s
}

func TestGoldenMaps(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {100, 30}} {
		golden := func(d *driver, name string) {
			t.Helper()
			d.golden(fmt.Sprintf("%s-%dx%d", name, size[0], size[1]))
		}
		market := parsedCase(t, "testdata/pasar.md")
		golden(openMap(t, market, surveyOf(t, market), size[0], size[1]), "peta-pasar")
		c, survey := harbour(t)
		golden(openMap(t, c, nil, size[0], size[1]), "peta-struktur")
		d := openMap(t, c, survey, size[0], size[1])
		golden(d, "peta")
		golden(d.press("enter down down"), "peta-pilihan")
		golden(d.press("esc /").typed("hantu"), "peta-cari")
		golden(d.press("enter G up"), "peta-akhir")
	}
}

// Of an option after which no ending can be reached the map tells no nilai.
func TestMapOfADeadEnd(t *testing.T) {
	c := parsedCase(t, "testdata/pasar.md")
	survey := surveyOf(t, c)
	if !survey.Complete {
		t.Fatal("not complete")
	}
	option := &survey.Passages[0].Options[0]
	option.Ends, option.Best, option.Worst = false, analysis.Range{}, analysis.Range{}
	screen := openMap(t, c, survey, 100, 30).screen()
	for line := range strings.Lines(screen) {
		if strings.Contains(line, c.Passages[0].Choices[0].Text) {
			if !strings.Contains(line, "–") {
				t.Error(line)
			}
			return
		}
	}
	t.Errorf("no such option\n%s", screen)
}

// The map can be walked along the options, and searched.
func TestWalkingTheMap(t *testing.T) {
	c, survey := harbour(t)
	at := func(d *driver, title string) {
		t.Helper()
		for line := range strings.Lines(d.screen()) {
			if strings.HasPrefix(line, "▸") && strings.Contains(line, title) {
				return
			}
		}
		t.Fatalf("the cursor is not at %s\n%s", title, d.screen())
	}
	d := openMap(t, c, survey, 80, 24)
	at(d, "Rapat [pertama]")
	at(d.press("enter enter"), "Gudang")          // the first option
	at(d.press("enter enter"), "Rapat [pertama]") // and round again
	at(d.press("enter down enter"), "Surat")      // a branch of the first option
	at(d.press("tab down enter"), "Gudang")
	at(d.press("down tab enter"), "Berlabuh") // #akhir: the first ending
	at(d.press("enter"), "Berlabuh")          // an ending leads nowhere
	at(d.press("down"), "Bubar")
	at(d.press("down"), "Bubar")
	at(d.press("home up"), "Rapat [pertama]")
	at(d.press("4"), "Kapal hantu")
	at(d.press("esc"), "Rapat [pertama]")
	at(d.press("/").typed("u").press("down"), "Surat")
	at(d.press("down down down down"), "Gudang") // Kapal hantu, Berlabuh, Bubar are passed, and the search begins anew
	at(d.press("up enter"), "Bubar")
	at(d.press("/").typed("zzz").sees("tidak ada yang cocok").press("esc"), "Bubar")
	at(d.press("home enter esc"), "Rapat [pertama]")
	if d.press("esc"); !d.ended {
		t.Error("esc on the map does not leave it")
	}
}

// No line is wider than it may be, neither of the text nor on the screen, whatever the case.
func TestMapKeepsItsWidth(t *testing.T) {
	for seed := range uint64(120) {
		rng := rand.New(rand.NewPCG(seed, 3))
		o := simtest.Options{Stakeholders: 2, Resources: 1, Flags: 2, Passages: 2 + 20*int(seed%3), Choices: 4, Endings: 4, Loops: seed%2 == 1}
		c := simtest.Case(rng, o)
		for i := range c.Passages {
			c.Passages[i].Title = strings.Repeat([]string{"panjang sekali ", "長い題名", "🚧 ", "x"}[rng.IntN(4)], rng.IntN(12))
		}
		var survey *analysis.Survey
		if seed%4 == 0 {
			survey = surveyOf(t, c)
		}
		g := storymap.Build(c, survey)
		for width := 40; width <= 120; width += 1 + rng.IntN(8) {
			text := scenes.MapText(g, width)
			for line := range strings.Lines(text) {
				if got := lipgloss.Width(strings.TrimSuffix(line, "\n")); got > width {
					t.Fatalf("seed %d: %d columns of %d: %q", seed, got, width, line)
				}
			}
		}
		m := scenes.NewMap(c, survey)
		for range 60 {
			f := ui.Frame{Width: 60 + rng.IntN(60), Height: 12 + rng.IntN(20)}
			m.Update(keyPress([]string{"down", "up", "enter", "esc", "pgdown", "end", "home", "/", "a", "3", "tab"}[rng.IntN(11)]), f)
			lines := strings.Split(m.View(f), "\n")
			if len(lines) > f.Height {
				t.Fatalf("seed %d: %d lines of %d", seed, len(lines), f.Height)
			}
			for _, line := range lines {
				if got := lipgloss.Width(line); got > f.Width {
					t.Fatalf("seed %d: %d columns of %d: %q", seed, got, f.Width, line)
				}
			}
		}
	}
}

func BenchmarkMapOf1000Passages(b *testing.B) {
	rng := rand.New(rand.NewPCG(1, 1))
	o := simtest.Options{Stakeholders: 2, Flags: 3, Passages: 1000, Choices: 4, Endings: 6}
	c := simtest.Case(rng, o)
	for len(c.Passages) < 900 {
		c = simtest.Case(rng, o)
	}
	f := ui.Frame{Width: 100, Height: 26}
	b.Run("open", func(b *testing.B) {
		for b.Loop() {
			scenes.NewMap(c, nil).View(f)
		}
	})
	m := scenes.NewMap(c, nil)
	b.Run("key", func(b *testing.B) {
		for b.Loop() {
			m.Update(keyPress("down"), f)
			m.View(f)
		}
	})
}
