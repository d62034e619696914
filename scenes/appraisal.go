package scenes

import (
	"fmt"
	"regexp"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"mufakat/internal/analysis"
	"mufakat/internal/appraisal"
	"mufakat/internal/sim"
	"mufakat/internal/ui"
	"mufakat/internal/widget"
)

// Appraisal shows the analysis of a case, page by page.
type Appraisal struct {
	c      *sim.Case
	survey *analysis.Survey
	at     int // the page
	pages  []appraisal.Page
	width  int // for which the pages were made
	scroll widget.Scroll
}

// NewAppraisal returns the analysis of a case.
func NewAppraisal(c *sim.Case, survey *analysis.Survey) *Appraisal {
	return &Appraisal{c: c, survey: survey}
}

// Init does nothing.
func (*Appraisal) Init() tea.Cmd { return nil }

// Heading names the case.
func (a *Appraisal) Heading() ui.Heading {
	return ui.Heading{Left: "Analisis: " + a.c.Title, Right: a.c.ID}
}

// Update turns the pages and scrolls.
func (a *Appraisal) Update(msg tea.Msg, f ui.Frame) (ui.Scene, tea.Cmd) {
	pages := a.made(f)
	if press, ok := msg.(tea.KeyPressMsg); ok {
		switch {
		case key.Matches(press, ui.Keys.Back):
			return a, ui.Pop
		case key.Matches(press, ui.Keys.Right, ui.Keys.Next, ui.Keys.Enter):
			a.turnTo((a.at + 1) % len(pages))
			return a, nil
		case key.Matches(press, ui.Keys.Left, ui.Keys.Previous):
			a.turnTo((a.at + len(pages) - 1) % len(pages))
			return a, nil
		case key.Matches(press, ui.Keys.Digit):
			if n := ui.Digit(press); n < len(pages) {
				a.turnTo(n)
			}
			return a, nil
		}
	}
	a.scroll.Update(msg, len(pages[a.at].Lines), a.textHeight(f), true)
	return a, nil
}

func (a *Appraisal) turnTo(page int) { a.at, a.scroll = page, widget.Scroll{} }

// made are the pages for a frame; they are made anew when its width changes.
func (a *Appraisal) made(f ui.Frame) []appraisal.Page {
	if width := min(f.Width-4, 96); a.width != width {
		a.width, a.pages = width, appraisal.Pages(a.c, a.survey, width)
	}
	return a.pages
}

// textHeight is the room below the tabs.
func (a *Appraisal) textHeight(f ui.Frame) int { return max(f.Height-3, 1) }

// View draws the pages' titles as tabs, and the page.
func (a *Appraisal) View(f ui.Frame) string {
	t, pages := f.Theme, a.made(f)
	tabs := make([]string, len(pages))
	for i, p := range pages {
		tabs[i] = "  " + p.Title
		if i == a.at {
			tabs[i] = t.Selected.Render("▸ " + p.Title)
		}
	}
	lines := make([]string, len(pages[a.at].Lines))
	for i, l := range pages[a.at].Lines {
		lines[i] = "  " + bars.ReplaceAllStringFunc(l, func(bar string) string { return t.Accent.Render(bar) })
	}
	return fmt.Sprintf("\n%s\n\n%s", cut(" "+strings.Join(tabs, "  "), f.Width), a.scroll.View(lines, a.textHeight(f), t))
}

// bars are the parts of a page that are drawn.
var bars = regexp.MustCompile(`[█▄▌▀]+`)

// ShortHelp lists the keys that matter.
func (a *Appraisal) ShortHelp() []key.Binding {
	return []key.Binding{ui.Describe(ui.Keys.Left, "←→", "halaman"), ui.Describe(ui.Keys.Up, "↑↓", "gulir"), ui.Keys.PageDown, ui.Keys.Help, ui.Keys.Back}
}

// FullHelp lists all keys.
func (a *Appraisal) FullHelp() [][]key.Binding {
	return [][]key.Binding{{ui.Describe(ui.Keys.Right, "→ tab", "halaman berikut"), ui.Describe(ui.Keys.Left, "←", "halaman sebelumnya"),
		ui.Describe(ui.Keys.Digit, "1–5", "langsung ke halaman"), ui.Keys.Up, ui.Keys.Down, ui.Keys.PageUp, ui.Keys.PageDown, ui.Keys.Back}}
}
