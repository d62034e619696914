package scenes

import (
	"reflect"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"mufakat/internal/itemtext"
	"mufakat/internal/quiz"
	"mufakat/internal/ui"
	"mufakat/internal/widget"
)

// answer is the pane in which one question is answered: what it asks, and below that what it is answered with. The screen
// that shows it decides when an answer is kept.
type answer struct {
	question string // Markdown
	field    answerField
	cleared  quiz.Response // what was taken back last
	scroll   widget.Scroll // of the question
	text     widget.Memo
}

// answerField is what a question of some kind is answered with.
type answerField interface {
	// update reacts to input; taken tells whether it was for the field.
	update(msg tea.Msg, f ui.Frame) (taken bool, cmd tea.Cmd)
	response() quiz.Response
	// set shows an answer; the zero Response empties the field.
	set(quiz.Response)
	// typing tells whether letters are text.
	typing() bool
	// hint says in one sentence how the question is answered.
	hint() string
	// view draws the field in at most height lines of at most width columns.
	view(width, height int, t ui.Theme) []string
	keys() []key.Binding
}

var answerKeys = struct {
	Take, Toggle, Write, Done, Clear, ClearLine, Pick, Grab, Drop, MoveUp, MoveDown key.Binding
}{
	Take:      ui.Bind("enter", "pilih", "enter", "space"),
	Toggle:    ui.Bind("spasi", "pilih atau lepas", "space", "enter"),
	Write:     ui.Bind("enter", "tulis", "enter"),
	Done:      ui.Bind("esc", "selesai menulis", "esc", "ctrl+s"),
	Clear:     ui.Bind("x", "kosongkan", "x", "delete"),
	ClearLine: ui.Bind("0", "lepas baris ini", "0"),
	Pick:      ui.Bind("enter", "pilih jawaban baris ini", "enter", "space"),
	Grab:      ui.Bind("spasi", "angkat", "space", "enter"),
	Drop:      ui.Bind("spasi", "taruh", "space", "enter", "esc"),
	MoveUp:    ui.Bind("shift+↑", "geser naik", "shift+up", "K"),
	MoveDown:  ui.Bind("shift+↓", "geser turun", "shift+down", "J"),
}

// newAnswer returns the pane for a question, with the answer that was given to it before. onward says how one goes on from a line
// that is being typed, in which the arrows move: "lalu enter untuk memeriksa".
func newAnswer(item quiz.Item, given quiz.Response, onward string) *answer {
	a := &answer{question: itemtext.Markdown(item.Question.Text)}
	switch q := item.Question; q.Kind {
	case quiz.ShortAnswer, quiz.Numerical:
		a.field = newLineField(q.Kind == quiz.Numerical, onward)
	case quiz.Essay:
		a.field = newEssayField()
	case quiz.Matching:
		a.field = newMatchField(item)
	case quiz.Ordering:
		a.field = newOrderField(item)
	default:
		a.field = newChoiceField(item)
	}
	a.field.set(given)
	return a
}

// Response is the answer as it stands.
func (a *answer) Response() quiz.Response { return a.field.response() }

// Typing tells whether letters are text.
func (a *answer) Typing() bool { return a.field.typing() }

// Update reacts to input. The frame's height is the one that View will be given. changed tells that Response differs from
// before; taken, that the message was for the pane.
func (a *answer) Update(msg tea.Msg, f ui.Frame) (changed, taken bool, cmd tea.Cmd) {
	before := a.Response()
	if taken, cmd = a.field.update(msg, f); !taken {
		taken, cmd = a.pressed(msg, f)
	}
	return !reflect.DeepEqual(before, a.Response()), taken, cmd
}

// pressed reacts to what is no business of the field: taking the answer back, and scrolling the question.
func (a *answer) pressed(msg tea.Msg, f ui.Frame) (taken bool, cmd tea.Cmd) {
	if press, ok := msg.(tea.KeyPressMsg); ok && !a.Typing() && key.Matches(press, answerKeys.Clear) {
		return true, a.clear()
	}
	lines, field := a.layout(f, f.Height)
	return a.scroll.Update(msg, len(lines), f.Height-len(field), true), nil
}

// clear takes the answer back; done again, it brings the answer back.
func (a *answer) clear() tea.Cmd {
	given := a.Response()
	if given.Blank() {
		a.field.set(a.cleared)
		return nil
	}
	a.cleared = given
	a.field.set(quiz.Response{})
	return ui.Notify("Jawaban dikosongkan. Tekan x sekali lagi untuk mengembalikannya.")
}

// answerWidth is how wide the pane is drawn on a screen.
func answerWidth(f ui.Frame) int { return min(widget.TextWidth+6, f.Width-3) }

// lowPane is the height below which a blank line is a luxury.
const lowPane = 12

// layout draws the whole question, and the field with what stands above it. The question keeps at least a quarter of the
// height, as far as it needs it, and gets what the field leaves.
func (a *answer) layout(f ui.Frame, height int) (question, field []string) {
	width := answerWidth(f)
	question = a.text.Lines(width, f.Theme, func() []string {
		return wrapMarkdown(a.question, min(width, widget.TextWidth), f.Theme)
	})
	hint := styled(wrap(a.field.hint(), width), f.Theme.Faint)
	room := height - min(len(question), max(height/4, 1)) - len(hint)
	if height >= lowPane {
		room--
	}
	field = append(hint, a.field.view(width, max(room, 2), f.Theme)...)
	if height >= lowPane || len(question)+len(field) < height {
		field = append([]string{""}, field...)
	}
	return question, field
}

// View draws the pane in at most height lines, for a body that indents them by a column. A long question scrolls above the
// field, which stays in sight.
func (a *answer) View(f ui.Frame, height int) []string {
	question, field := a.layout(f, height)
	return append(strings.Split(a.scroll.View(question, height-len(field), f.Theme), "\n"), field...)
}

// Keys are the keys of the pane, those that matter most first.
func (a *answer) Keys() []key.Binding {
	keys := a.field.keys()
	if !a.Typing() {
		keys = append(keys, answerKeys.Clear)
	}
	return keys
}
