package scenes

import (
	"strings"

	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"

	"mufakat/internal/clean"
	"mufakat/internal/plaintext"
	"mufakat/internal/sim"
	"mufakat/internal/ui"
	"mufakat/internal/widget"
)

// Recorder keeps what is decided in a run. Both methods return only when the change is durable, or an error that says
// in one sentence why it is not.
type Recorder interface {
	// Append records the decision that follows n others.
	Append(n int, d sim.Decision) error
	// Rewind takes back all but the first to of the run's n decisions.
	Rewind(n, to int) error
}

// phase is where in a decision the scene stands.
type phase int

const (
	choosing phase = iota // reading, and the cursor on the options
	counting              // a group enters its raised hands
	asking                // one line: why?
	saving                // the decision is on its way to the store; keys wait
	outcome               // what the decision brought about
	resting               // the end of an act: go on, or stop here
)

// Main plays a case, one passage after another.
type Main struct {
	app      *App
	record   Recorder // nil: nothing is kept, and aside tells what is played
	aside    aside
	finished func(*sim.Playthrough) tea.Cmd
	play     *sim.Playthrough
	phase    phase
	before   phase        // the phase to go back to where saving fails
	options  []sim.Option // in the order shown
	cursor   int
	picked   bool  // the hands are counted for the option under the cursor, which is then taken
	hands    []int // in the author's order, entered for the passage at hand
	input    textinput.Model
	scroll   widget.Scroll
	text     widget.Memo
}

// NewMain returns the scene that goes on with a playthrough. finished opens what comes after the end.
func NewMain(app *App, play *sim.Playthrough, record Recorder, finished func(*sim.Playthrough) tea.Cmd) *Main {
	m := &Main{app: app, play: play, record: record, finished: finished}
	m.enterPassage()
	return m
}

var mainKeys = struct {
	People, Undo, Trail, Card, Hands, GoOn, Decide, Stop key.Binding
}{
	People: ui.Bind("p", "pemangku", "p"),
	Undo:   ui.Bind("u", "mundur", "u"),
	Trail:  ui.Bind("j", "jejak", "j"),
	Card:   ui.Bind("k", "konsep", "k"),
	Hands:  ui.Bind("t", "hitung tangan", "t"),
	GoOn:   ui.Bind("enter", "lanjut", "enter", "space"),
	Decide: ui.Bind("enter", "putuskan", "enter"),
	Stop:   ui.Bind("esc", "berhenti dulu", "esc", "b"),
}

// saved tells that the store has taken a change (or why not); after is the playthrough with it.
type saved struct {
	by    *Main
	after *sim.Playthrough
	err   error
}

// Init goes straight on where the run had already ended.
func (m *Main) Init() tea.Cmd {
	if m.phase == choosing && m.play.State().Finished() {
		return m.finished(m.play)
	}
	return nil
}

// Heading names the case, the act and what is left of the resources.
func (m *Main) Heading() ui.Heading {
	c := m.play.Case
	h := ui.Heading{Left: c.Title}
	if m.aside.label != "" {
		h.Left = m.aside.label + " · " + h.Left
	}
	var right []string
	if act := m.act(); act >= 0 {
		right = append(right, cut(c.Acts[act].Title, 28))
	}
	t := ui.NewTheme(true, ui.NoColours)
	for i, n := range m.play.State().Resources {
		right = append(right, widget.Pips(c.Resources[i].Name, n, c.Resources[i].Start, t))
	}
	h.Right = strings.Join(right, "   ")
	return h
}

func (m *Main) act() int {
	state := m.play.State()
	if m.phase == outcome || m.phase == resting {
		return m.play.Case.Passages[m.lastStep().Passage].Act
	}
	if p := m.play.Case.Passage(state); p != nil {
		return p.Act
	}
	return -1
}

func (m *Main) lastStep() sim.Step { return m.play.Steps[len(m.play.Steps)-1] }

// enterPassage gets ready for the passage where the run stands.
func (m *Main) enterPassage() {
	m.options = m.play.Case.Shuffled(m.play.State(), m.play.Run.Seed)
	m.cursor, m.hands = 0, nil
	m.scroll = widget.Scroll{}
	m.text.Forget()
	m.phase = choosing
}

// counts tells whether raised hands are counted here.
func (m *Main) counts() bool { return m.play.Run.Group && m.record != nil && m.isDecision() }

func (m *Main) isDecision() bool {
	p := m.play.Case.Passage(m.play.State())
	return p != nil && p.IsDecision()
}

// ask opens the one-line input of a phase.
func (m *Main) ask(p phase) {
	m.phase = p
	placeholder, limit := "mengapa? boleh kosong", sim.MaxReason
	if p == counting {
		placeholder, limit = "misalnya "+sim.HandsExample(m.options)+"; kosong bila tidak dihitung", 80
	}
	m.input = ui.NewInput(ui.NewTheme(true, ui.NoColours), placeholder, limit)
	m.input.Focus()
}

// Typing tells whether letters are text.
func (m *Main) Typing() bool { return m.phase == counting || m.phase == asking }

// Update plays.
func (m *Main) Update(msg tea.Msg, f ui.Frame) (ui.Scene, tea.Cmd) {
	switch msg := msg.(type) {
	case saved:
		if msg.by == m {
			return m, m.saved(msg)
		}
		return m, nil
	case tea.KeyPressMsg:
		switch m.phase {
		case choosing:
			return m, m.choose(msg, f)
		case counting, asking:
			return m, m.typed(msg, f)
		case outcome:
			return m, m.readOn(msg, f)
		case resting:
			return m, m.rest(msg)
		}
	case tea.PasteMsg:
		if m.Typing() {
			return m, m.paste(msg)
		}
	case tea.MouseWheelMsg:
		m.scroll.Update(msg, len(m.lines(f)), m.textHeight(f), false)
	}
	return m, nil
}

// choose reacts to a key while the options are open.
func (m *Main) choose(msg tea.KeyPressMsg, f ui.Frame) tea.Cmd {
	switch {
	case key.Matches(msg, ui.Keys.Back):
		return m.leave()
	case key.Matches(msg, mainKeys.People):
		return ui.Push(NewPeople(m.play, m.showLessons()))
	case key.Matches(msg, mainKeys.Trail):
		return ui.Push(NewTrail(m.play, m.rewinder()))
	case key.Matches(msg, mainKeys.Undo) && m.canRewind():
		return m.rewind(len(m.play.Steps) - 1)
	case key.Matches(msg, mainKeys.Hands) && m.counts():
		m.picked = false
		m.ask(counting)
	case key.Matches(msg, ui.Keys.Up):
		m.cursor = max(m.cursor-1, 0)
	case key.Matches(msg, ui.Keys.Down):
		m.cursor = min(m.cursor+1, len(m.options)-1)
	case key.Matches(msg, ui.Keys.Enter):
		return m.pick(m.cursor)
	case key.Matches(msg, ui.Keys.Digit):
		if n := ui.Digit(msg); n < m.open() {
			return m.pick(n)
		}
	default:
		m.scroll.Update(msg, len(m.lines(f)), m.textHeight(f), false)
	}
	return nil
}

// open is the number of open options; they come first.
func (m *Main) open() int {
	n := 0
	for _, o := range m.options {
		if !o.Lock.Locked {
			n++
		}
	}
	return n
}

// pick takes the option: first a group counts its hands, then it may say why.
func (m *Main) pick(n int) tea.Cmd {
	m.cursor = n
	if m.options[n].Lock.Locked {
		return ui.Notify("Pilihan ini terkunci: " + plaintext.Line(m.options[n].Lock.Reason))
	}
	if m.counts() && m.hands == nil {
		m.picked = true
		m.ask(counting)
		return nil
	}
	return m.askWhy()
}

func (m *Main) askWhy() tea.Cmd {
	if m.isDecision() && m.record != nil && m.app.Settings.AskReason {
		m.ask(asking)
		return nil
	}
	return m.decide("")
}

// typed reacts to a key while a line is being typed.
func (m *Main) typed(msg tea.KeyPressMsg, f ui.Frame) tea.Cmd {
	switch {
	case key.Matches(msg, ui.Keys.Back):
		m.phase = choosing
	case m.phase == counting && !m.picked && msg.Code == tea.KeyUp:
		m.cursor = max(m.cursor-1, 0)
	case m.phase == counting && !m.picked && msg.Code == tea.KeyDown:
		m.cursor = min(m.cursor+1, len(m.options)-1)
	case key.Matches(msg, ui.Keys.PageUp, ui.Keys.PageDown) && msg.String() != "space":
		m.scroll.Update(msg, len(m.lines(f)), m.textHeight(f), false)
	case !key.Matches(msg, ui.Keys.Enter):
		m.input, _ = m.input.Update(msg)
	case m.phase == asking:
		return m.decide(sim.Reason(clean.Line(m.input.Value())))
	default:
		hands, err := sim.ReadHands(m.input.Value(), m.options)
		if err != nil {
			return ui.Notify(err.Error())
		}
		m.hands = hands
		if m.picked {
			return m.askWhy()
		}
		m.phase = choosing
	}
	return nil
}

// paste puts text into the line; what does not fit is said to be cut.
func (m *Main) paste(msg tea.PasteMsg) tea.Cmd {
	room := m.input.CharLimit - len([]rune(m.input.Value()))
	m.input, _ = m.input.Update(msg)
	if len([]rune(msg.Content)) > room {
		return cutNotice(m.input.CharLimit)
	}
	return nil
}

// decide takes the option under the cursor: first into the store, then onto the screen.
func (m *Main) decide(reason string) tea.Cmd {
	before := m.play
	after := before.Rewind(len(before.Steps))
	if err := after.Choose(m.options[m.cursor].Index, m.app.Now(), reason, m.hands); err != nil {
		return ui.Fail("Pilihan itu tidak bisa diambil", err)
	}
	return m.save(after, func(r Recorder) error {
		return r.Append(len(before.Run.Decisions), after.Run.Decisions[len(before.Run.Decisions)])
	})
}

// save lets the store take a change; the screen moves on when it has.
func (m *Main) save(after *sim.Playthrough, change func(Recorder) error) tea.Cmd {
	m.before, m.phase = m.phase, saving
	record := m.record
	return func() tea.Msg {
		if record == nil {
			return saved{by: m, after: after}
		}
		return saved{m, after, change(record)}
	}
}

func (m *Main) saved(msg saved) tea.Cmd {
	if msg.err != nil {
		m.phase = m.before // what was typed is still there
		return ui.Fail("Belum tersimpan", msg.err)
	}
	forward := len(msg.after.Steps) > len(m.play.Steps)
	m.play = msg.after
	if !forward {
		m.enterPassage()
		return nil
	}
	m.phase = outcome
	m.scroll = widget.Scroll{}
	m.text.Forget()
	if !m.hasOutcome() {
		return m.moveOn()
	}
	return nil
}

// hasOutcome tells whether the last step has anything to show: a bare "Lanjut" has nothing.
func (m *Main) hasOutcome() bool {
	s := m.lastStep()
	return len(s.Feedback) > 0 || len(s.Changes) > 0 || len(s.Resources) > 0
}

// readOn reacts to a key while an outcome is shown.
func (m *Main) readOn(msg tea.KeyPressMsg, f ui.Frame) tea.Cmd {
	switch {
	case key.Matches(msg, mainKeys.GoOn):
		if !m.scroll.Advance(len(m.lines(f)), f.Height) {
			return m.moveOn()
		}
	case key.Matches(msg, ui.Keys.Back):
		return m.leave()
	case key.Matches(msg, mainKeys.Undo) && m.canRewind():
		return m.rewind(len(m.play.Steps) - 1)
	case key.Matches(msg, mainKeys.People):
		return ui.Push(NewPeople(m.play, m.showLessons()))
	case key.Matches(msg, mainKeys.Card) && m.showLessons():
		return m.openCard()
	default:
		m.scroll.Update(msg, len(m.lines(f)), f.Height, true)
	}
	return nil
}

func (m *Main) openCard() tea.Cmd {
	codes := m.lastStep().Concepts
	if len(codes) == 0 {
		return nil
	}
	return ui.Push(NewCardAside(m.app, codes...))
}

// moveOn leaves the outcome: to the next passage, to the rest at the end of an act, or to what comes after the end.
func (m *Main) moveOn() tea.Cmd {
	state := m.play.State()
	if state.Finished() {
		return m.finished(m.play)
	}
	before, next := m.play.Case.Passages[m.lastStep().Passage].Act, m.play.Case.Passage(state).Act
	if before != next && before >= 0 && m.record != nil {
		m.phase = resting
		return nil
	}
	m.enterPassage()
	return nil
}

// rest reacts to a key at the end of an act.
func (m *Main) rest(msg tea.KeyPressMsg) tea.Cmd {
	switch {
	case key.Matches(msg, mainKeys.Stop):
		return m.leave()
	case key.Matches(msg, mainKeys.GoOn):
		m.enterPassage()
	case key.Matches(msg, ui.Keys.Digit) && ui.Digit(msg) == 0:
		m.enterPassage()
	case key.Matches(msg, ui.Keys.Digit) && ui.Digit(msg) == 1:
		return m.leave()
	}
	return nil
}

// leave goes back. Every decision is in the store already, so there is nothing to ask.
func (m *Main) leave() tea.Cmd {
	if m.record == nil {
		return ui.Pop
	}
	return tea.Sequence(ui.Pop, ui.Notify("Tersimpan. Lanjutkan kapan saja dari Beranda."))
}

// canRewind: in an assessment nothing is taken back.
func (m *Main) canRewind() bool {
	return len(m.play.Steps) > 0 && m.play.Run.Mode == sim.Practice && (m.record != nil || m.aside.rewinds)
}

func (m *Main) rewind(n int) tea.Cmd {
	if m.phase == saving {
		return nil // one change after the other
	}
	steps := len(m.play.Steps)
	return m.save(m.play.Rewind(n), func(r Recorder) error { return r.Rewind(steps, n) })
}

// rewinder is what the trail calls to go back to an earlier decision; nil where that is not allowed.
func (m *Main) rewinder() func(n int) tea.Cmd {
	if !m.canRewind() {
		return nil
	}
	return m.rewind
}

// showLessons: what is hidden in an assessment.
func (m *Main) showLessons() bool { return m.play.Run.Mode == sim.Practice }

// ShortHelp lists the keys that matter now.
func (m *Main) ShortHelp() []key.Binding {
	leave := ui.Describe(ui.Keys.Back, "esc", "jeda")
	if m.record == nil {
		leave = ui.Describe(ui.Keys.Back, "esc", m.aside.leave)
	}
	switch m.phase {
	case counting:
		return []key.Binding{ui.Describe(ui.Keys.Enter, "enter", "catat, atau lewati bila kosong"), ui.Describe(ui.Keys.Back, "esc", "pilih lagi")}
	case asking:
		return []key.Binding{mainKeys.Decide, ui.Describe(ui.Keys.Back, "esc", "pilih lagi")}
	case outcome:
		keys := []key.Binding{mainKeys.GoOn}
		if m.showLessons() && len(m.lastStep().Concepts) > 0 {
			keys = append(keys, mainKeys.Card)
		}
		if m.canRewind() {
			keys = append(keys, mainKeys.Undo)
		}
		return append(keys, mainKeys.People, ui.Keys.Help, leave)
	case resting:
		return []key.Binding{mainKeys.GoOn, mainKeys.Stop}
	}
	keys := []key.Binding{mainKeys.GoOn}
	if m.isDecision() {
		keys = []key.Binding{
			ui.Describe(ui.Keys.Up, "↑↓", "pilih"), m.directly("langsung"), mainKeys.Decide,
		}
	}
	keys = append(keys, mainKeys.People)
	if m.canRewind() {
		keys = append(keys, mainKeys.Undo)
	}
	return append(keys, ui.Keys.Help, leave)
}

// directly are the digits of the open options.
func (m *Main) directly(description string) key.Binding {
	return digits(m.open(), description)
}

// FullHelp lists all keys.
func (m *Main) FullHelp() [][]key.Binding {
	keys := [][]key.Binding{
		{ui.Keys.Up, ui.Keys.Down, ui.Keys.Digit, mainKeys.Decide},
		{ui.Keys.PageUp, ui.Keys.PageDown, mainKeys.People, mainKeys.Trail},
	}
	if m.play.Run.Mode == sim.Practice {
		keys = append(keys, []key.Binding{mainKeys.Undo, mainKeys.Card})
	}
	if m.play.Run.Group {
		keys = append(keys, []key.Binding{mainKeys.Hands})
	}
	leave := ui.Describe(ui.Keys.Back, "esc", "jeda; semuanya tersimpan")
	if m.record == nil {
		leave = ui.Describe(ui.Keys.Back, "esc", m.aside.leave)
	}
	return append(keys, []key.Binding{leave})
}
