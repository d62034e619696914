package scenes_test

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"mufakat/content"
	"mufakat/internal/casefile"
	"mufakat/internal/pack"
	"mufakat/internal/sim"
	"mufakat/internal/ui"
	"mufakat/internal/widget"
	"mufakat/scenes"
)

// shipped are the cases that come with the program.
func shipped(t *testing.T) (cases []*sim.Case) {
	t.Helper()
	folder, err := fs.Sub(content.FS, "kolaboratif")
	if err != nil {
		t.Fatal(err)
	}
	p := pack.Open(folder)
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

// only is a library of one case.
type only struct {
	library
	c *sim.Case
}

func (l only) Case(string, string) (*sim.Case, error) { return l.c, nil }

// Every case that comes with the program is played in every mode with keys pressed at random, from its first screen to the
// debrief; no screen on the way is empty, or wider or higher than the terminal.
func TestShippedCasesOnTheScreen(t *testing.T) {
	ways := []struct {
		mode  sim.Mode
		group bool
	}{{sim.Practice, false}, {sim.Assessment, false}, {sim.Practice, true}, {sim.Assessment, true}}
	for _, c := range shipped(t) {
		for i, way := range ways {
			t.Run(fmt.Sprintf("%s/%s", c.ID, way.mode.Way(way.group)), func(t *testing.T) {
				t.Parallel()
				size := [][2]int{{80, 24}, {100, 30}}[i%2]
				d := start(t, size[0], size[1])
				d.app.Library = only{library{t}, c}
				run := sim.Run{Case: c.ID, Hash: c.Hash, Seed: uint64(i), Mode: way.mode, Group: way.group}
				id, err := d.store.Begin(d.app.Profile.ID, "uji", c.Title, run)
				if err != nil {
					t.Fatal(err)
				}
				d.root = ui.NewRoot(&measured{scenes.NewStoredMain(d.app, id, sim.Replay(c, run)), t}, ui.Options{Preferences: d.app.Settings.Preferences(), Guide: scenes.OpenGuide})
				d.send(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
				d.run(d.root.Init())
				rng := rand.New(rand.NewPCG(uint64(i), 7))
				for range 400 {
					switch screen := d.screen(); {
					case strings.Contains(screen, "debrief 1/8"):
						return
					case strings.Contains(screen, "Berapa tangan"):
						d.press("enter") // nobody counts
					default:
						d.press([]string{"1", "2", "3", "4", "enter", "enter"}[rng.IntN(6)])
					}
				}
				t.Fatalf("400 keys do not lead to the debrief\n%s", d.screen())
			})
		}
	}
}

// measured is a scene that fails the test where it draws next to nothing, or more than its frame holds: Root would only cut
// that off.
type measured struct {
	ui.Scene
	t *testing.T
}

func (m *measured) Update(msg tea.Msg, f ui.Frame) (ui.Scene, tea.Cmd) {
	scene, cmd := m.Scene.Update(msg, f)
	m.Scene = scene
	return m, cmd
}

func (m *measured) View(f ui.Frame) string {
	view := m.Scene.View(f)
	lines, written := strings.Split(strings.TrimRight(view, "\n"), "\n"), 0
	for _, l := range lines {
		if lipgloss.Width(l) > f.Width {
			m.t.Errorf("wider than the screen: %q", l)
		}
		if strings.TrimSpace(l) != "" {
			written++
		}
	}
	if len(lines) > f.Height || written < 2 {
		m.t.Errorf("%d lines of %d, %d of them written in\n%s", len(lines), f.Height, written, view)
	}
	return view
}

// Whatever a case can say fits into the column of prose.
func TestShippedTextsFitTheColumn(t *testing.T) {
	theme := ui.NewTheme(true, ui.AllColours)
	for _, c := range shipped(t) {
		check := func(where, markdown string) {
			for _, l := range strings.Split(widget.Markdown(markdown, widget.TextWidth, theme), "\n") {
				if lipgloss.Width(l) > widget.TextWidth {
					t.Errorf("%s, %s: %q", c.ID, where, l)
				}
			}
		}
		texts := func(where string, text sim.Text) {
			for _, alternatives := range text {
				for _, block := range alternatives {
					check(where, block.Markdown)
				}
			}
		}
		texts("Pengantar", c.Intro)
		for i := range c.Passages {
			p := &c.Passages[i]
			texts(p.Title, p.Text)
			for k := range p.Choices {
				sim.Visitor{Outcome: func(o *sim.Outcome) { texts(p.Title, o.Feedback) }}.VisitOutcome(&p.Choices[k].Outcome)
			}
		}
		for i := range c.Endings {
			texts(c.Endings[i].Title, c.Endings[i].Text)
		}
		for _, v := range c.Voices {
			texts("Suara", v.Text)
		}
		for _, a := range c.Answers {
			check(a.Title, a.Markdown)
		}
		check("Yang sebenarnya terjadi", c.Actual)
		check("Refleksi", c.Reflection)
		check("Sumber", c.Sources)
	}
}

// What two effects take back and forth is said to stay.
func TestLevelThatStays(t *testing.T) {
	text, err := os.ReadFile("testdata/pasar.md")
	if err != nil {
		t.Fatal(err)
	}
	changed := strings.Replace(string(text), "  - sri: kepercayaan +15", "  - semua: komitmen +5\n  - sri: komitmen -5\n  - sri: kepercayaan +15", 1)
	c, err := pack.Playable(casefile.Parse("pasar.md", []byte(changed), casefile.Options{}))
	if err != nil {
		t.Fatal(err)
	}
	d := start(t, 100, 30)
	d.app.Library = only{library{t}, c}
	d.press("1 1 1").press(optionDigit(d, "Dengarkan")).press("enter").sees("komitmen tetap 35").misses("35 → 35")
}

// optionDigit is the digit by which the option with a text is chosen.
func optionDigit(d *driver, text string) string {
	d.t.Helper()
	for line := range strings.Lines(d.screen()) {
		if fields := strings.Fields(strings.TrimPrefix(strings.TrimSpace(line), "▸")); strings.Contains(line, text) && len(fields) > 0 {
			return fields[0]
		}
	}
	d.t.Fatalf("tidak terlihat: %q", text)
	return ""
}
