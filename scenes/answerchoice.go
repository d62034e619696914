package scenes

import (
	"fmt"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"mufakat/internal/itemtext"
	"mufakat/internal/quiz"
	"mufakat/internal/ui"
	"mufakat/internal/widget"
)

// choiceField answers a MultipleChoice or a TrueFalse: options of which one, or several, are taken.
type choiceField struct {
	kind    quiz.Kind
	options []fieldOption // in the order shown
	several bool
	cursor  int
}

type fieldOption struct {
	index int    // in the question
	text  string // Markdown
	taken bool
}

// The options of a TrueFalse.
const (
	optionTrue = iota
	optionFalse
)

func newChoiceField(item quiz.Item) *choiceField {
	q := item.Question
	c := &choiceField{kind: q.Kind, several: q.Kind == quiz.MultipleChoice && !q.Single}
	if q.Kind == quiz.TrueFalse {
		c.options = []fieldOption{{index: optionTrue, text: "Benar"}, {index: optionFalse, text: "Salah"}}
	}
	for _, i := range item.Shown {
		c.options = append(c.options, fieldOption{index: i, text: itemtext.Markdown(q.Options[i].Text)})
	}
	return c
}

func (c *choiceField) response() (r quiz.Response) {
	for _, o := range c.options {
		switch {
		case !o.taken:
		case c.kind == quiz.TrueFalse:
			r.True = new(bool)
			*r.True = o.index == optionTrue
		default:
			r.Options = append(r.Options, o.index)
		}
	}
	slices.Sort(r.Options)
	return r
}

func (c *choiceField) set(r quiz.Response) {
	for i := range c.options {
		o := &c.options[i]
		o.taken = slices.Contains(r.Options, o.index) || r.True != nil && *r.True == (o.index == optionTrue)
	}
	c.cursor = max(slices.IndexFunc(c.options, func(o fieldOption) bool { return o.taken }), 0)
}

func (c *choiceField) update(msg tea.Msg, _ ui.Frame) (taken bool, cmd tea.Cmd) {
	press, ok := msg.(tea.KeyPressMsg)
	if !ok || len(c.options) == 0 {
		return false, nil
	}
	switch {
	case key.Matches(press, ui.Keys.Up):
		c.cursor = max(c.cursor-1, 0)
	case key.Matches(press, ui.Keys.Down):
		c.cursor = min(c.cursor+1, len(c.options)-1)
	case key.Matches(press, answerKeys.Take):
		c.take(c.cursor)
	case key.Matches(press, ui.Keys.Digit):
		if n := ui.Digit(press); n < len(c.options) {
			c.take(n)
		}
	default:
		return false, nil
	}
	return true, nil
}

// take takes the option at a place; where several may be taken, it gives one that was taken back.
func (c *choiceField) take(place int) {
	c.cursor = place
	if c.several {
		c.options[place].taken = !c.options[place].taken
		return
	}
	for i := range c.options {
		c.options[i].taken = i == place
	}
}

func (c *choiceField) typing() bool { return false }

func (c *choiceField) hint() string {
	switch {
	case len(c.options) == 0:
		return "Tidak ada yang perlu dijawab di sini."
	case c.several:
		return "Boleh lebih dari satu: tekan angkanya, atau ↑↓ lalu spasi."
	case c.kind == quiz.TrueFalse:
		return "Benar atau salah? Tekan 1 atau 2."
	}
	return "Pilih satu: tekan angkanya, atau ↑↓ lalu enter."
}

func (c *choiceField) view(width, height int, t ui.Theme) []string {
	entries := make([]string, len(c.options))
	for i, o := range c.options {
		box := "( )"
		switch {
		case c.several && o.taken:
			box = "[x]"
		case c.several:
			box = "[ ]"
		case o.taken:
			box = "(•)"
		}
		if o.taken {
			box = t.Accent.Render(box)
		}
		entries[i] = entry(i == c.cursor, t.Key.Render(digitOf(i))+" "+box+" ", o.text, width, t)
	}
	return widget.Entries(entries, c.cursor, height, "pilihan", t)
}

// digitOf is the key that names the entry at a place of a list; only the first nine have one.
func digitOf(place int) string {
	if place < 9 {
		return fmt.Sprint(place + 1)
	}
	return " "
}

// entry draws an entry of a list in a field: whether the cursor is on it, what stands before it, and its Markdown beside that.
func entry(cursor bool, before, markdown string, width int, t ui.Theme) string {
	lead := "   "
	if cursor {
		lead = t.Selected.Render(" ▸ ")
	}
	before = lead + before
	margin := strings.Repeat(" ", lipgloss.Width(before))
	lines := wrapMarkdown(markdown, width-len(margin), t)
	for i := range lines {
		if i == 0 {
			lines[i] = before + lines[i]
		} else {
			lines[i] = margin + lines[i]
		}
	}
	return strings.Join(lines, "\n")
}

func (c *choiceField) keys() []key.Binding {
	if len(c.options) == 0 {
		return nil
	}
	take := answerKeys.Take
	if c.several {
		take = answerKeys.Toggle
	}
	return []key.Binding{ui.Describe(ui.Keys.Up, "↑↓", "pindah"), take, digits(len(c.options), "langsung")}
}

// digits are the digits of a list of n entries.
func digits(n int, description string) key.Binding {
	return ui.Describe(ui.Keys.Digit, fmt.Sprintf("1–%d", min(n, 9)), description)
}
