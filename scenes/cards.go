package scenes

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"mufakat/internal/pack"
	"mufakat/internal/ui"
	"mufakat/internal/widget"
)

// Cards is the library of concept cards: searched as one types, by theme if wanted.
type Cards struct {
	app    *App
	uses   conceptUses
	cards  []pack.Card
	search *pack.CardSearch // nil until the cards are read
	seen   map[string]time.Time
	themes []string
	theme  int // of which cards are shown, an index in themes; -1: all
	line   textinput.Model
	hits   []pack.CardHit // shown
	menu   widget.Menu
}

// NewCards returns the library of cards.
func NewCards(app *App) *Cards {
	line := ui.NewInput(ui.Theme{}, "ketik kata, judul, atau kode", 60)
	line.Focus()
	return &Cards{app: app, uses: sync.OnceValue(app.Library.Uses), theme: -1, line: line, menu: widget.Menu{Unnumbered: true}}
}

type cardsListed struct {
	by     *Cards
	cards  []pack.Card
	search *pack.CardSearch
	seen   map[string]time.Time
	err    error
}

// Init reads the cards.
func (c *Cards) Init() tea.Cmd {
	profile := c.app.Profile.ID
	return func() tea.Msg {
		cards, err := c.app.Library.Cards()
		if err != nil && len(cards) == 0 { // which packs are broken, the list of cases tells
			return cardsListed{by: c, err: err}
		}
		seen, err := c.app.Store.Seen(profile)
		return cardsListed{c, cards, pack.NewCardSearch(cards), seen, err}
	}
}

// Resume reads them again: one may have been marked as read.
func (c *Cards) Resume() tea.Cmd { return c.Init() }

// Heading names the scene, and tells how many cards were read.
func (c *Cards) Heading() ui.Heading {
	h := ui.Heading{Left: "Pustaka"}
	if c.search != nil {
		read := 0
		for _, card := range c.cards {
			if c.isRead(card.Code) {
				read++
			}
		}
		h.Right = fmt.Sprintf("✓ %d dari %d dibaca", read, len(c.cards))
	}
	return h
}

func (c *Cards) isRead(code string) bool {
	_, read := c.seen[code]
	return read
}

// Typing tells whether every letter is text. On an empty line ? still opens the help: no search begins with it.
func (c *Cards) Typing() bool { return c.line.Value() != "" }

// Update searches and chooses.
func (c *Cards) Update(msg tea.Msg, f ui.Frame) (ui.Scene, tea.Cmd) {
	switch msg := msg.(type) {
	case cardsListed:
		switch {
		case msg.by != c:
		case msg.err != nil:
			return c, ui.Fail("Pustaka tidak terbaca", msg.err)
		default:
			c.list(msg)
		}
		return c, nil
	case tea.MouseWheelMsg:
		c.menu.Update(msg, f)
		return c, nil
	case tea.KeyPressMsg:
		if cmd, taken := c.pressed(msg, f); taken {
			return c, cmd
		}
	}
	before := c.line.Value()
	c.line, _ = c.line.Update(msg)
	if c.line.Value() != before {
		c.find()
		c.menu.Select(0)
	}
	return c, nil
}

// pressed handles the keys that are no text.
func (c *Cards) pressed(msg tea.KeyPressMsg, f ui.Frame) (cmd tea.Cmd, taken bool) {
	switch {
	case msg.Text != "":
		return nil, false
	case key.Matches(msg, ui.Keys.Back):
		if c.line.Value() == "" {
			return ui.Pop, true
		}
		c.line.Reset()
	case key.Matches(msg, ui.Keys.Next):
		c.theme++
		if c.theme == len(c.themes) {
			c.theme = -1
		}
	case key.Matches(msg, ui.Keys.Previous):
		if c.theme == -1 {
			c.theme = len(c.themes)
		}
		c.theme--
	default:
		chosen, taken := c.menu.Update(msg, f)
		if chosen >= 0 {
			return ui.Push(newCard(c.app, c.uses, []string{c.hits[chosen].Code})), true
		}
		return nil, taken
	}
	c.find()
	c.menu.Select(0)
	return nil, true
}

// list takes the cards over as they are now.
func (c *Cards) list(msg cardsListed) {
	chosen := ""
	if c.theme >= 0 {
		chosen = c.themes[c.theme]
	}
	c.cards, c.search, c.seen = msg.cards, msg.search, msg.seen
	c.themes = slices.DeleteFunc(pack.Themes(msg.cards), func(theme string) bool { return theme == "" })
	c.theme = slices.Index(c.themes, chosen)
	c.find()
}

// find looks for what was typed among the cards of the theme.
func (c *Cards) find() {
	if c.search == nil {
		return
	}
	c.hits = slices.DeleteFunc(c.search.Find(c.line.Value()), func(hit pack.CardHit) bool {
		return c.theme >= 0 && hit.Theme != c.themes[c.theme]
	})
	widest := 0
	for _, card := range c.cards {
		widest = max(widest, lipgloss.Width(card.Code))
	}
	items := make([]widget.Item, len(c.hits))
	for i, hit := range c.hits {
		mark := "  "
		if c.isRead(hit.Code) {
			mark = "✓ "
		}
		items[i] = widget.Item{Label: mark + pad(hit.Code, widest) + "  " + hit.Title, Right: hit.Theme}
		if hit.Excerpt != "" {
			items[i].Note = strings.Repeat(" ", widest+4) + hit.Excerpt
		}
	}
	c.menu.SetItems(items)
}

// View draws what is searched for, the themes, and the cards.
func (c *Cards) View(f ui.Frame) string {
	if c.search == nil {
		return ""
	}
	t, line := f.Theme, c.line
	line.SetStyles(t.Input())
	line.SetWidth(f.Width - 10)
	head := []string{"", t.Faint.Render("Cari  ") + line.View()}
	if len(c.themes) > 1 {
		head = append(head, t.Faint.Render("Tema  ")+c.themesView(f.Width-8, t))
	}
	head = append(head, "")
	if len(c.hits) == 0 {
		head = append(head, styled(wrap(c.nothing(), f.Width-4), t.Faint)...)
		return indent(strings.Join(head, "\n"))
	}
	return indent(strings.Join(head, "\n")) + "\n" + c.menu.View(f, f.Height-len(head))
}

// themesView are the themes in one line, the one that is shown in brackets. On a narrow screen the line begins later, so that
// this one is in it.
func (c *Cards) themesView(width int, t ui.Theme) string {
	names := append([]string{"Semua"}, c.themes...)
	at := c.theme + 1
	names[at] = t.Selected.Render("[" + names[at] + "]")
	row := func(from, to int) string {
		lead := ""
		if from > 0 {
			lead = "… "
		}
		return lead + strings.Join(names[from:to], "  ")
	}
	first := 0
	for first < at && lipgloss.Width(row(first, at+1)) > width-2 {
		first++
	}
	return cut(row(first, len(names)), width)
}

// nothing tells that no card is shown, and what to do.
func (c *Cards) nothing() string {
	switch {
	case len(c.cards) == 0:
		return "Belum ada kartu di pustaka ini."
	case c.theme >= 0:
		return fmt.Sprintf("Tidak ada yang cocok di tema %s. Tekan tab untuk tema lain, atau esc untuk mengosongkan pencarian.", c.themes[c.theme])
	}
	return "Tidak ada yang cocok. Coba kata yang lebih pendek, atau tekan esc untuk mengosongkan pencarian."
}

// ShortHelp lists the keys that matter.
func (c *Cards) ShortHelp() []key.Binding {
	help, back := ui.Keys.Help, ui.Keys.Back
	if c.Typing() {
		help, back = ui.Describe(help, "f1", "bantuan"), ui.Describe(back, "esc", "kosongkan")
	}
	keys := []key.Binding{ui.Describe(ui.Keys.Up, "↑↓", "pilih"), ui.Describe(ui.Keys.Enter, "enter", "baca")}
	if len(c.themes) > 1 {
		keys = append(keys, ui.Describe(ui.Keys.Next, "tab", "tema"))
	}
	return append(keys, help, back)
}

// FullHelp lists all keys.
func (c *Cards) FullHelp() [][]key.Binding {
	return [][]key.Binding{{ui.Bind("huruf", "cari dalam kode, judul, tema, dan isi"), ui.Describe(ui.Keys.Up, "↑↓", "pilih kartu"), ui.Keys.PageUp, ui.Keys.PageDown,
		ui.Describe(ui.Keys.Enter, "enter", "baca kartu"), ui.Describe(ui.Keys.Next, "tab", "tema berikutnya"), ui.Describe(ui.Keys.Previous, "shift+tab", "tema sebelumnya"),
		ui.Describe(ui.Keys.Back, "esc", "kosongkan pencarian, lalu kembali")}}
}
