package scenes

import (
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"mufakat/internal/itemtext"
	"mufakat/internal/quiz"
	"mufakat/internal/ui"
	"mufakat/internal/widget"
)

// orderField answers an Ordering: its items are moved up and down.
type orderField struct {
	texts   map[int]string // of the items, as Markdown, by their indices in the question
	shown   []int          // the order in which they are shown at first
	order   []int          // as it stands
	given   bool           // the order is an answer; else it is still the one shown at first
	cursor  int
	grabbed bool // the item under the cursor moves with it
}

func newOrderField(item quiz.Item) *orderField {
	o := &orderField{texts: map[int]string{}, shown: item.Shown}
	for _, i := range item.Shown {
		o.texts[i] = itemtext.Markdown(item.Question.Order.Items[i])
	}
	return o
}

func (o *orderField) response() (r quiz.Response) {
	if o.given {
		r.Order = slices.Clone(o.order)
	}
	return r
}

// set shows an order, unless it is not one of the items that are shown.
func (o *orderField) set(r quiz.Response) {
	o.order, o.given, o.cursor, o.grabbed = slices.Clone(o.shown), false, 0, false
	if slices.Equal(slices.Sorted(slices.Values(r.Order)), slices.Sorted(slices.Values(o.shown))) {
		o.order, o.given = slices.Clone(r.Order), true
	}
}

func (o *orderField) update(msg tea.Msg, _ ui.Frame) (taken bool, cmd tea.Cmd) {
	press, ok := msg.(tea.KeyPressMsg)
	if !ok || len(o.order) == 0 {
		return false, nil
	}
	switch {
	case key.Matches(press, answerKeys.MoveUp) || o.grabbed && key.Matches(press, ui.Keys.Up):
		o.moveTo(o.cursor - 1)
	case key.Matches(press, answerKeys.MoveDown) || o.grabbed && key.Matches(press, ui.Keys.Down):
		o.moveTo(o.cursor + 1)
	case key.Matches(press, ui.Keys.Up):
		o.cursor = max(o.cursor-1, 0)
	case key.Matches(press, ui.Keys.Down):
		o.cursor = min(o.cursor+1, len(o.order)-1)
	case key.Matches(press, ui.Keys.Digit):
		o.moveTo(ui.Digit(press))
	case o.grabbed && key.Matches(press, answerKeys.Drop):
		o.grabbed, o.given = false, true // where it was, too: so the order shown can be given as it is
	case key.Matches(press, answerKeys.Grab):
		o.grabbed = true
	default:
		return false, nil
	}
	return true, nil
}

// moveTo moves the item under the cursor to a place, as far as there is one; the others close up.
func (o *orderField) moveTo(place int) {
	if place < 0 || place >= len(o.order) {
		return
	}
	item := o.order[o.cursor]
	o.order = slices.Insert(slices.Delete(o.order, o.cursor, o.cursor+1), place, item)
	o.cursor, o.given = place, true
}

func (o *orderField) typing() bool { return false }

func (o *orderField) hint() string {
	switch {
	case o.grabbed:
		return "Baris terangkat: ↑↓ menggesernya, spasi menaruhnya."
	case !o.given:
		return "Urutan acak, belum dijawab: spasi mengangkat baris, ↑↓ menggesernya."
	}
	return "Urutan ini jawaban Anda. Spasi mengangkat baris, ↑↓ menggesernya."
}

func (o *orderField) view(width, height int, t ui.Theme) []string {
	entries := make([]string, len(o.order))
	for place, item := range o.order {
		mark := "  "
		if o.grabbed && place == o.cursor {
			mark = t.Accent.Render("↕ ")
		}
		entries[place] = entry(place == o.cursor, t.Key.Render(digitOf(place))+" "+mark, o.texts[item], width, t)
	}
	return widget.Entries(entries, o.cursor, height, "baris", t)
}

func (o *orderField) keys() []key.Binding {
	if o.grabbed {
		return []key.Binding{ui.Describe(ui.Keys.Up, "↑↓", "geser"), answerKeys.Drop}
	}
	return []key.Binding{
		ui.Describe(ui.Keys.Up, "↑↓", "pindah"), answerKeys.Grab, digits(len(o.order), "taruh di tempat itu"), answerKeys.MoveUp, answerKeys.MoveDown,
	}
}
