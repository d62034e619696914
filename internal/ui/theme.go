package ui

import (
	"fmt"
	"image/color"

	"charm.land/bubbles/v2/help"
	"charm.land/bubbles/v2/textarea"
	"charm.land/bubbles/v2/textinput"
	"charm.land/lipgloss/v2"
)

// ThemeChoice is what the trainee wants of the colours.
type ThemeChoice string

// The choices, as stored.
const (
	ThemeAuto  ThemeChoice = "otomatis" // ask the terminal whether its background is dark
	ThemeDark  ThemeChoice = "gelap"
	ThemeLight ThemeChoice = "terang"
	ThemeNone  ThemeChoice = "tanpa-warna"
)

// Theme holds every style of the program; no other place names a colour. The terminal's own background is never
// painted. Text colours keep a contrast of at least 4.5:1 on black and on white.
type Theme struct {
	Name     string // tells two themes apart
	Text     lipgloss.Style
	Faint    lipgloss.Style // beside the point, still readable
	Strong   lipgloss.Style
	Emphasis lipgloss.Style
	Title    lipgloss.Style // soga brown
	Accent   lipgloss.Style // indigo
	Selected lipgloss.Style // the line under the cursor
	Key      lipgloss.Style
	Good     lipgloss.Style
	Bad      lipgloss.Style
	Rule     lipgloss.Style // lines and empty meters
	Locked   lipgloss.Style
	Quote    lipgloss.Style // the bar beside a quotation
	Link     lipgloss.Style
	Dialog   lipgloss.Style // a dialog's frame
}

// Depth tells how many colours a theme may use.
type Depth int

// The depths.
const (
	NoColours      Depth = iota // only bold, italic and underline
	SixteenColours              // the terminal's own palette, whatever its owner made of it
	AllColours                  // reduced to what the terminal can by the renderer
)

// NewTheme returns the theme for a dark or a light background.
func NewTheme(dark bool, depth Depth) Theme {
	name := fmt.Sprintf("%t/%d", dark, depth)
	s := lipgloss.NewStyle()
	if depth == NoColours {
		return Theme{
			Name: name, Text: s, Faint: s, Strong: s.Bold(true), Emphasis: s.Italic(true), Title: s.Bold(true), Accent: s.Bold(true),
			Selected: s.Bold(true), Key: s.Bold(true), Good: s, Bad: s, Rule: s, Locked: s, Quote: s, Link: s.Underline(true),
			Dialog: s.Border(lipgloss.RoundedBorder()).Padding(1, 3),
		}
	}
	// Reducing soga to sixteen colours by nearness makes it red; so the palette's own colours are named.
	pick := lipgloss.LightDark(dark)
	colour := func(light, darkColour string, light16, dark16 color.Color) lipgloss.Style {
		if depth == SixteenColours {
			return s.Foreground(pick(light16, dark16))
		}
		return s.Foreground(pick(lipgloss.Color(light), lipgloss.Color(darkColour)))
	}
	soga := colour("#8A5416", "#D7A265", lipgloss.Magenta, lipgloss.Yellow)
	indigo := colour("#3A4A9F", "#9DB0F2", lipgloss.Blue, lipgloss.BrightCyan)
	faint := colour("#5C5C5C", "#A3A3A3", lipgloss.Black, lipgloss.White)
	return Theme{
		Name:     name,
		Text:     s,
		Faint:    faint,
		Strong:   s.Bold(true),
		Emphasis: s.Italic(true),
		Title:    soga.Bold(true),
		Accent:   indigo,
		Selected: indigo.Bold(true),
		Key:      soga,
		Good:     colour("#2C6B33", "#8CC58B", lipgloss.Green, lipgloss.BrightGreen),
		Bad:      colour("#A5302A", "#EE9183", lipgloss.Red, lipgloss.BrightRed),
		Rule:     colour("#B4B4B4", "#5E5E5E", lipgloss.White, lipgloss.BrightBlack),
		Locked:   faint,
		Quote:    soga,
		Link:     indigo.Underline(true),
		Dialog:   s.Border(lipgloss.RoundedBorder()).BorderForeground(soga.GetForeground()).Padding(1, 3),
	}
}

// Help are the styles of the footer.
func (t Theme) Help() help.Styles {
	return help.Styles{
		ShortKey: t.Key, ShortDesc: t.Faint, ShortSeparator: t.Rule, Ellipsis: t.Faint,
		FullKey: t.Key, FullDesc: t.Text, FullSeparator: t.Rule,
	}
}

// Input are the styles of a one-line input. The cursor does not blink: nothing moves that says nothing.
func (t Theme) Input() textinput.Styles {
	state := textinput.StyleState{Text: t.Text, Placeholder: t.Faint, Suggestion: t.Faint, Prompt: t.Accent}
	return textinput.Styles{Focused: state, Blurred: state, Cursor: textinput.CursorStyle{Color: t.cursor()}}
}

// Area are the styles of a text area.
func (t Theme) Area() textarea.Styles {
	state := textarea.StyleState{Base: t.Text, Text: t.Text, CursorLine: t.Text, Placeholder: t.Faint, Prompt: t.Rule, EndOfBuffer: t.Rule, LineNumber: t.Faint, CursorLineNumber: t.Faint}
	return textarea.Styles{Focused: state, Blurred: state, Cursor: textarea.CursorStyle{Color: t.cursor()}}
}

func (t Theme) cursor() color.Color { return t.Accent.GetForeground() }
