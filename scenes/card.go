package scenes

import (
	"regexp"
	"slices"
	"strings"
	"sync"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"mufakat/internal/pack"
	"mufakat/internal/store"
	"mufakat/internal/ui"
	"mufakat/internal/widget"
)

// Card reads one concept card. Below its text stand the cards, cases and questions that belong to it.
type Card struct {
	app       *App
	uses      conceptUses // nil: the card was opened in the middle of something, and leads to other cards only
	code      string
	also      []string // cards to offer beside those that it links to
	card      pack.Card
	loaded    bool
	links     []reference // to other cards
	exercises []reference // to cases and questions
	chosen    int         // of all references; -1: none
	scroll    widget.Scroll
	text      widget.Memo
}

// conceptUses are where concepts are exercised. They are looked for once, when they are first asked for: cards that are opened
// from one another share them.
type conceptUses func() map[string]*pack.Uses

// NewCard returns the reader of the card with the first code; the others can be opened from it.
func NewCard(app *App, codes ...string) *Card {
	return newCard(app, sync.OnceValue(app.Library.Uses), codes)
}

// NewCardAside returns a reader for somebody in the middle of a case or of a practice: nothing else can be begun from it.
func NewCardAside(app *App, codes ...string) *Card { return newCard(app, nil, codes) }

func newCard(app *App, uses conceptUses, codes []string) *Card {
	return &Card{app: app, uses: uses, code: codes[0], also: codes[1:], chosen: -1}
}

var cardKeys = struct{ Practise key.Binding }{
	Practise: ui.Bind("l", "latihan soal", "l"),
}

// The messages of a card's commands.
type (
	cardRead struct {
		of     *Card
		card   pack.Card
		titles titlesByCode
		err    error
	}
	cardUses struct {
		of        *Card
		uses      *pack.Uses // nil: none
		summaries map[store.CaseKey]store.Summary
		err       error
	}
)

// Init reads the card, and then looks for what exercises it.
func (c *Card) Init() tea.Cmd {
	profile := c.app.Profile.ID
	read := func() tea.Msg {
		card, err := c.app.Library.Card(c.code)
		if err == nil {
			err = c.app.Store.MarkSeen(profile, c.code)
		}
		return cardRead{c, card, titlesOf(c.app.Library), err}
	}
	return tea.Batch(read, c.Resume())
}

// Resume looks again at what exercises the card: a case may have been finished.
func (c *Card) Resume() tea.Cmd {
	if c.uses == nil {
		return nil
	}
	profile := c.app.Profile.ID
	return func() tea.Msg {
		summaries, err := c.app.Store.Summaries(profile)
		return cardUses{c, c.uses()[c.code], summaries, err}
	}
}

// Heading names the card.
func (c *Card) Heading() ui.Heading {
	return ui.Heading{Left: c.card.Title, Right: strings.TrimPrefix(c.card.Theme+" · "+c.code, " · ")}
}

// Update scrolls and follows references.
func (c *Card) Update(msg tea.Msg, f ui.Frame) (ui.Scene, tea.Cmd) {
	switch msg := msg.(type) {
	case cardRead:
		if msg.of == c {
			return c, c.read(msg)
		}
		return c, nil
	case cardUses:
		if msg.of != c {
			return c, nil
		}
		if msg.err != nil {
			return c, ui.Fail("Kasus dan soal kartu ini tidak terbaca", msg.err)
		}
		c.exercises = c.exercisesIn(msg.uses, msg.summaries)
		c.chosen = min(c.chosen, len(c.references())-1)
		return c, nil
	case tea.KeyPressMsg:
		if cmd, taken := c.pressed(msg, f); taken {
			return c, cmd
		}
	}
	lines, _ := c.lines(f)
	c.scroll.Update(msg, len(lines), f.Height, true)
	return c, nil
}

func (c *Card) read(msg cardRead) tea.Cmd {
	if msg.err != nil {
		return tea.Sequence(ui.Pop, ui.Fail("Kartu ini tidak bisa dibuka", msg.err))
	}
	c.card, c.loaded = msg.card, true
	c.links = nil
	for _, code := range cardLinks(msg.card, c.also) {
		if title, known := msg.titles[code]; known {
			c.links = append(c.links, reference{group: "Kartu terkait", label: code + "  " + title,
				open: func() tea.Cmd { return ui.Push(newCard(c.app, c.uses, []string{code})) }})
		}
	}
	c.text.Forget()
	return nil
}

// linkTarget finds the cards that a card links to; made at first use, because start-up pays for what is made before.
var linkTarget = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\]\(([A-Z]-\d+)\.md\)`) })

// cardLinks are the given codes and those a card links to, each once, in order.
func cardLinks(card pack.Card, also []string) (codes []string) {
	for _, m := range linkTarget().FindAllStringSubmatch(card.Markdown, -1) {
		also = append(also, m[1])
	}
	for _, code := range also {
		if code != card.Code && !slices.Contains(codes, code) {
			codes = append(codes, code)
		}
	}
	return codes
}

// references are all that can be opened from the card; none before it is read, so that their numbers stay.
func (c *Card) references() []reference {
	if !c.loaded {
		return nil
	}
	return slices.Concat(c.links, c.exercises)
}

// pressed handles the keys that do not scroll.
func (c *Card) pressed(msg tea.KeyPressMsg, f ui.Frame) (cmd tea.Cmd, taken bool) {
	refs := c.references()
	switch {
	case key.Matches(msg, ui.Keys.Enter) && c.chosen >= 0:
		return refs[c.chosen].open(), true
	case key.Matches(msg, ui.Keys.Back, ui.Keys.Enter):
		return ui.Pop, true
	case key.Matches(msg, ui.Keys.Digit):
		if n := ui.Digit(msg); n < len(refs) {
			return refs[n].open(), true
		}
		return nil, true
	case key.Matches(msg, cardKeys.Practise):
		if i := slices.IndexFunc(refs, isPractice); i >= 0 {
			return refs[i].open(), true
		}
		return nil, true
	case key.Matches(msg, ui.Keys.Next) && len(refs) > 0:
		c.choose((c.chosen+1)%len(refs), f)
		return nil, true
	case key.Matches(msg, ui.Keys.Previous) && len(refs) > 0:
		c.choose((max(c.chosen, 0)+len(refs)-1)%len(refs), f)
		return nil, true
	}
	return nil, false
}

// choose puts the cursor on a reference, and brings that into sight.
func (c *Card) choose(i int, f ui.Frame) {
	c.chosen = i
	lines, starts := c.lines(f)
	c.scroll.Show(starts[i], starts[i]+1, len(lines), f.Height)
}

// lines are the text and the references below it, and the line in which each of these begins.
func (c *Card) lines(f ui.Frame) (lines []string, starts []int) {
	width := min(widget.TextWidth+4, f.Width-3)
	text := c.text.Lines(width, f.Theme, func() []string {
		if !c.loaded {
			return []string{""}
		}
		return wrapMarkdown(c.card.Markdown, width, f.Theme)
	})
	return referenceLines(slices.Clone(text), c.references(), c.chosen, width, f.Theme)
}

// View draws the card.
func (c *Card) View(f ui.Frame) string {
	lines, _ := c.lines(f)
	return indent(c.scroll.View(lines, f.Height, f.Theme))
}

// ShortHelp lists the keys that matter.
func (c *Card) ShortHelp() []key.Binding {
	keys := []key.Binding{ui.Describe(ui.Keys.Up, "↑↓", "gulir")}
	refs := c.references()
	switch {
	case c.chosen >= 0:
		keys = append(keys, ui.Describe(ui.Keys.Enter, "enter", "buka"), ui.Describe(ui.Keys.Next, "tab", "pilih"))
	case len(refs) > 0:
		keys = append(keys, ui.Describe(ui.Keys.Digit, "1–9", "buka"), ui.Describe(ui.Keys.Next, "tab", "pilih"))
	}
	if slices.ContainsFunc(refs, isPractice) {
		keys = append(keys, cardKeys.Practise)
	}
	return append(keys, ui.Keys.Help, ui.Keys.Back)
}

// FullHelp lists all keys.
func (c *Card) FullHelp() [][]key.Binding {
	keys := []key.Binding{ui.Keys.Up, ui.Keys.Down, ui.Keys.PageUp, ui.Keys.PageDown, ui.Keys.Top, ui.Keys.Bottom,
		ui.Describe(ui.Keys.Digit, "1–9", "buka yang bernomor di bawah kartu"), ui.Describe(ui.Keys.Next, "tab", "pilih di antaranya; enter membuka")}
	if c.uses != nil {
		keys = append(keys, ui.Describe(cardKeys.Practise, "l", "latih soal tentang kartu ini, bila ada"))
	}
	return [][]key.Binding{append(keys, ui.Keys.Back)}
}
