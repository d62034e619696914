package scenes

import (
	"fmt"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"mufakat/internal/plaintext"
	"mufakat/internal/review"
	"mufakat/internal/ui"
	"mufakat/internal/widget"
)

// AttemptReview goes through the items of an attempt, one by one, or from a list.
type AttemptReview struct {
	app     *App
	items   []review.Item
	cards   titlesByCode
	at      int  // the item that is read
	missed  bool // only items that earned less than they could are gone through
	listing bool // the list is open
	list    widget.Menu
	listed  []int // the items in it
	scroll  widget.Scroll
	text    widget.Memo
}

// newAttemptReview returns the scene for the items of a review, of which there is at least one.
func newAttemptReview(app *App, items []review.Item) *AttemptReview {
	return &AttemptReview{app: app, items: items, list: widget.NewMenu(nil)}
}

var reviewKeys = struct{ Next, Previous, Missed, List, Card key.Binding }{
	Next:     ui.Bind("→", "soal berikut", "right", "l", "tab"),
	Previous: ui.Bind("←", "soal sebelumnya", "left", "h", "shift+tab", "backspace"),
	Missed:   ui.Bind("b", "hanya yang belum benar, atau semua", "b"),
	List:     ui.Bind("d", "daftar soal", "d"),
	Card:     ui.Bind("k", "baca kartu konsep", "k"),
}

// Init looks up the titles of the concept cards.
func (a *AttemptReview) Init() tea.Cmd { return readTitles(a.app.Library, a) }

// Heading tells which item it is.
func (a *AttemptReview) Heading() ui.Heading {
	filter := ""
	if a.missed {
		filter = "hanya yang belum benar"
	}
	if a.listing {
		return ui.Heading{Left: "Daftar soal", Right: filter}
	}
	it := a.items[a.at]
	right := []string{it.Section, filter}
	return ui.Heading{Left: fmt.Sprintf("Soal %d dari %d", it.Number, len(a.items)), Right: strings.Trim(strings.Join(right, " · "), " ·")}
}

// Typing tells whether letters go into the list's filter.
func (a *AttemptReview) Typing() bool { return a.listing && a.list.Typing() }

// Update goes from item to item.
func (a *AttemptReview) Update(msg tea.Msg, f ui.Frame) (ui.Scene, tea.Cmd) {
	if read, ok := msg.(cardTitles); ok {
		if read.of == a {
			a.cards = read.titles
			a.text.Forget()
		}
		return a, nil
	}
	if a.listing {
		a.updateList(msg, f)
		return a, nil
	}
	if press, ok := msg.(tea.KeyPressMsg); ok {
		switch {
		case key.Matches(press, ui.Keys.Back):
			return a, ui.Pop
		case key.Matches(press, ui.Keys.Enter):
			if !a.scroll.Advance(len(a.lines(f)), f.Height) { // nothing is turned over unread
				a.step(1)
			}
			return a, nil
		case key.Matches(press, reviewKeys.Next):
			a.step(1)
			return a, nil
		case key.Matches(press, reviewKeys.Previous):
			a.step(-1)
			return a, nil
		case key.Matches(press, reviewKeys.Missed):
			return a, a.toggleMissed()
		case key.Matches(press, reviewKeys.List):
			a.openList(f.Theme)
			return a, nil
		case key.Matches(press, reviewKeys.Card):
			if codes := a.codes(); len(codes) > 0 {
				return a, ui.Push(NewCard(a.app, codes...))
			}
			return a, nil
		}
	}
	a.scroll.Update(msg, len(a.lines(f)), f.Height, true)
	return a, nil
}

func (a *AttemptReview) updateList(msg tea.Msg, f ui.Frame) {
	chosen, taken := a.list.Update(msg, f)
	press, isKey := msg.(tea.KeyPressMsg)
	switch {
	case chosen >= 0:
		a.listing = false
		a.open(a.listed[chosen])
	case isKey && !taken && key.Matches(press, ui.Keys.Back, reviewKeys.List):
		a.listing = false
	}
}

// passes tells whether an item is among those that are gone through.
func (a *AttemptReview) passes(item int) bool { return !a.missed || a.items[item].Missed() }

// step goes to the next item in a direction; false where there is none.
func (a *AttemptReview) step(by int) bool {
	for item := a.at + by; item >= 0 && item < len(a.items); item += by {
		if a.passes(item) {
			a.open(item)
			return true
		}
	}
	return false
}

func (a *AttemptReview) open(item int) {
	a.at, a.scroll = item, widget.Scroll{}
	a.text.Forget()
}

// toggleMissed leaves out what is right, or takes it in again.
func (a *AttemptReview) toggleMissed() tea.Cmd {
	a.missed = !a.missed
	switch {
	case !a.items[a.at].Show.Score:
		a.missed = false
	case a.passes(a.at) || a.step(1) || a.step(-1):
	default:
		a.missed = false
		return ui.Notify("Tidak ada soal yang salah, kosong, atau baru sebagian benar.")
	}
	return nil
}

// openList opens the list of the items that are gone through.
func (a *AttemptReview) openList(t ui.Theme) {
	a.listing, a.listed = true, nil
	var items []widget.Item
	cursor := 0
	for i, it := range a.items {
		if !a.passes(i) {
			continue
		}
		if i == a.at {
			cursor = len(items)
		}
		entry := widget.Item{Label: fmt.Sprintf("Soal %d: %s", it.Number, plaintext.Line(it.Text)), Search: strings.Join(it.Tags, " ") + " " + it.Word}
		if it.Show.Score {
			mark, style := verdictMark(it.Verdict, t)
			entry.Right = style.Render(mark + " " + it.Word)
		}
		items, a.listed = append(items, entry), append(a.listed, i)
	}
	a.list = widget.NewMenu(items)
	a.list.Select(cursor)
}

// codes are the concept cards that the item belongs to, as far as the library has them.
func (a *AttemptReview) codes() []string { return a.cards.of(a.items[a.at]) }

// View draws the item, or the list.
func (a *AttemptReview) View(f ui.Frame) string {
	if a.listing {
		return "\n" + a.list.View(f, f.Height-1)
	}
	return indent(a.scroll.View(a.lines(f), f.Height, f.Theme))
}

func (a *AttemptReview) lines(f ui.Frame) []string {
	return a.text.Lines(f.Width, f.Theme, func() []string {
		width, t := min(widget.TextWidth, f.Width-3), f.Theme
		return section(itemLines(a.items[a.at], width, t), a.cards.lines(a.codes(), reviewKeys.Card, width, t))
	})
}

// ShortHelp lists the keys that matter.
func (a *AttemptReview) ShortHelp() []key.Binding {
	if a.listing {
		return []key.Binding{ui.Describe(ui.Keys.Up, "↑↓", "pilih"), ui.Describe(ui.Keys.Enter, "enter", "buka"), ui.Keys.Filter, ui.Keys.Help, ui.Keys.Back}
	}
	keys := []key.Binding{ui.Describe(ui.Keys.Left, "←→", "soal"), reviewKeys.List}
	if a.items[a.at].Show.Score {
		keys = append(keys, ui.Describe(reviewKeys.Missed, "b", "belum benar"))
	}
	if len(a.codes()) > 0 {
		keys = append(keys, ui.Describe(reviewKeys.Card, "k", "kartu"))
	}
	return append(keys, ui.Keys.Help, ui.Keys.Back)
}

// FullHelp lists all keys.
func (a *AttemptReview) FullHelp() [][]key.Binding {
	return [][]key.Binding{
		{reviewKeys.Next, reviewKeys.Previous, ui.Describe(ui.Keys.Enter, "enter", "gulir, lalu soal berikut"), ui.Keys.Up, ui.Keys.Down, ui.Keys.PageUp, ui.Keys.PageDown},
		{reviewKeys.List, reviewKeys.Missed, reviewKeys.Card, ui.Keys.Back},
	}
}
