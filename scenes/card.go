package scenes

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"mufakat/internal/pack"
	"mufakat/internal/ui"
	"mufakat/internal/widget"
)

// Card reads one concept card.
type Card struct {
	app    *App
	code   string
	also   []string // cards to offer beside those that it links to
	card   pack.Card
	links  []string // codes of the cards that digits open
	loaded bool
	scroll widget.Scroll
	text   widget.Memo
}

// NewCard returns the reader of the card with the first code; the others can be opened from it.
func NewCard(app *App, codes ...string) *Card {
	return &Card{app: app, code: codes[0], also: codes[1:]}
}

type cardRead struct {
	code string
	card pack.Card
	err  error
}

// Init reads the card.
func (c *Card) Init() tea.Cmd {
	profile := c.app.Profile.ID
	return func() tea.Msg {
		card, err := c.app.Library.Card(c.code)
		if err == nil {
			err = c.app.Store.MarkSeen(profile, c.code)
		}
		return cardRead{c.code, card, err}
	}
}

// Heading names the card.
func (c *Card) Heading() ui.Heading {
	return ui.Heading{Left: c.card.Title, Right: strings.TrimPrefix(c.card.Theme+" · "+c.code, " · ")}
}

// Update scrolls and follows links.
func (c *Card) Update(msg tea.Msg, f ui.Frame) (ui.Scene, tea.Cmd) {
	switch msg := msg.(type) {
	case cardRead:
		if msg.code != c.code || c.loaded {
			return c, nil
		}
		if msg.err != nil {
			return c, tea.Sequence(ui.Pop, ui.Fail("Kartu ini tidak bisa dibuka", msg.err))
		}
		c.card, c.loaded = msg.card, true
		c.links = cardLinks(msg.card, c.also)
		c.text.Forget()
		return c, nil
	case tea.KeyPressMsg:
		switch {
		case key.Matches(msg, ui.Keys.Back, ui.Keys.Enter):
			return c, ui.Pop
		case key.Matches(msg, ui.Keys.Digit):
			if n := ui.Digit(msg); n < len(c.links) {
				return c, ui.Push(NewCard(c.app, c.links[n]))
			}
			return c, nil
		}
	}
	c.scroll.Update(msg, len(c.lines(f)), f.Height, true)
	return c, nil
}

// linkTarget finds the cards that a card links to; made at first use, because start-up pays for what is made before.
var linkTarget = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\]\(([A-Z]-\d+)\.md\)`) })

// cardLinks are the given codes and those a card links to, each once, in order, at most nine.
func cardLinks(card pack.Card, also []string) []string {
	for _, m := range linkTarget().FindAllStringSubmatch(card.Markdown, -1) {
		also = append(also, m[1])
	}
	var codes []string
	for _, code := range also {
		if code != card.Code && !slices.Contains(codes, code) && len(codes) < 9 {
			codes = append(codes, code)
		}
	}
	return codes
}

func (c *Card) lines(f ui.Frame) []string {
	width := min(widget.TextWidth+4, f.Width-3)
	return c.text.Lines(width, f.Theme, func() []string {
		if !c.loaded {
			return []string{""}
		}
		lines := wrapMarkdown(c.card.Markdown, width, f.Theme)
		if len(c.links) > 0 {
			names := make([]string, len(c.links))
			for i, code := range c.links {
				names[i] = f.Theme.Key.Render(string(rune('1'+i))) + " " + code
			}
			lines = section(lines, wrap(f.Theme.Faint.Render("kartu lain: ")+strings.Join(names, "   "), width))
		}
		return lines
	})
}

// View draws the card.
func (c *Card) View(f ui.Frame) string {
	return indent(c.scroll.View(c.lines(f), f.Height, f.Theme))
}

// ShortHelp lists the keys that matter.
func (c *Card) ShortHelp() []key.Binding {
	keys := []key.Binding{ui.Describe(ui.Keys.Up, "↑↓", "gulir")}
	if len(c.links) > 0 {
		keys = append(keys, ui.Describe(ui.Keys.Digit, "1–9", "buka kartu lain"))
	}
	return append(keys, ui.Keys.Help, ui.Keys.Back)
}

// FullHelp lists all keys.
func (c *Card) FullHelp() [][]key.Binding {
	return [][]key.Binding{{ui.Keys.Up, ui.Keys.Down, ui.Keys.PageUp, ui.Keys.PageDown, ui.Keys.Top, ui.Keys.Bottom, ui.Keys.Digit, ui.Keys.Back}}
}

// Cards lists the concept cards.
type Cards struct {
	app   *App
	cards []pack.CardInfo
	menu  widget.Menu
}

// NewCards returns the list of cards.
func NewCards(app *App) *Cards { return &Cards{app: app, menu: widget.NewMenu(nil)} }

type cardsListed struct {
	cards []pack.CardInfo
	seen  map[string]time.Time
	err   error
}

// Init lists the cards.
func (c *Cards) Init() tea.Cmd {
	profile := c.app.Profile.ID
	return func() tea.Msg {
		cards, err := c.app.Library.Cards()
		if err != nil && len(cards) == 0 { // which packs are broken, the list of cases tells
			return cardsListed{err: err}
		}
		seen, err := c.app.Store.Seen(profile)
		return cardsListed{cards, seen, err}
	}
}

// Resume lists them again: a card may have been read.
func (c *Cards) Resume() tea.Cmd { return c.Init() }

// Heading names the scene.
func (c *Cards) Heading() ui.Heading {
	return ui.Heading{Left: "Kartu konsep", Right: "✓ sudah dibaca"}
}

// Typing tells whether letters go into the filter.
func (c *Cards) Typing() bool { return c.menu.Typing() }

// Update moves through the list.
func (c *Cards) Update(msg tea.Msg, f ui.Frame) (ui.Scene, tea.Cmd) {
	if listed, ok := msg.(cardsListed); ok {
		if listed.err != nil {
			return c, ui.Fail("Kartu konsep tidak terbaca", listed.err)
		}
		c.cards = listed.cards
		items := make([]widget.Item, len(c.cards))
		for i, card := range c.cards {
			items[i] = widget.Item{Label: card.Code + "  " + card.Title, Right: f.Theme.Faint.Render(card.Theme), Search: card.Theme}
			if _, seen := listed.seen[card.Code]; seen {
				items[i].Right = f.Theme.Good.Render("✓ ") + items[i].Right
			}
		}
		c.menu.SetItems(items)
		return c, nil
	}
	chosen, taken := c.menu.Update(msg, f)
	if chosen >= 0 {
		return c, ui.Push(NewCard(c.app, c.cards[chosen].Code))
	}
	if press, ok := msg.(tea.KeyPressMsg); ok && !taken && key.Matches(press, ui.Keys.Back) {
		return c, ui.Pop
	}
	return c, nil
}

// View draws the list.
func (c *Cards) View(f ui.Frame) string { return "\n" + c.menu.View(f, f.Height-1) }

// ShortHelp lists the keys that matter.
func (c *Cards) ShortHelp() []key.Binding {
	return []key.Binding{ui.Describe(ui.Keys.Up, "↑↓", "pilih"), ui.Describe(ui.Keys.Enter, "enter", "baca"), ui.Keys.Filter, ui.Keys.Help, ui.Keys.Back}
}

// FullHelp lists all keys.
func (c *Cards) FullHelp() [][]key.Binding {
	return [][]key.Binding{{ui.Keys.Up, ui.Keys.Down, ui.Keys.Enter, ui.Keys.Filter, ui.Keys.Digit, ui.Keys.Back}}
}
