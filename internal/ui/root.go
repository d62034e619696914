package ui

import (
	"fmt"
	"slices"
	"strings"

	"charm.land/bubbles/v2/help"
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"mufakat/internal/clean"
)

// The smallest screen on which every scene can be used.
const (
	MinWidth  = 60
	MinHeight = 16
)

// chrome is the number of lines around a scene's body: header, rule, rule, footer.
const chrome = 4

// Root is the program's only tea.Model: the stack of scenes and what surrounds them.
type Root struct {
	stack   []Scene
	dialogs []Dialog // the last one has the keyboard
	frame   Frame    // of the whole screen
	prefs   Preferences
	dark    bool
	depth   Depth // of the terminal
	noColor bool
	notice  string
	footer  help.Model
	guide   func(help.KeyMap) Scene
	opened  Scene // the help that was opened last
}

// Options are what Root needs beside its first scene.
type Options struct {
	Preferences Preferences
	NoColor     bool                    // NO_COLOR is set: no theme has colours
	Guide       func(help.KeyMap) Scene // opens the help, for the scene with these keys
}

// NewRoot returns the program's model with its first scene.
func NewRoot(first Scene, o Options) *Root {
	r := &Root{stack: []Scene{first}, prefs: o.Preferences, dark: true, depth: AllColours, noColor: o.NoColor, guide: o.Guide, footer: help.New()}
	r.footer.ShortSeparator = "   "
	r.restyle()
	return r
}

// Init starts the first scene and asks the terminal for its background.
func (r *Root) Init() tea.Cmd {
	return tea.Batch(signed(r.top(), r.top().Init()), tea.RequestBackgroundColor)
}

func (r *Root) top() Scene { return r.stack[len(r.stack)-1] }

// restyle sets the theme from what was chosen and what is known of the terminal.
func (r *Root) restyle() {
	dark := r.dark
	switch r.prefs.Theme {
	case ThemeDark:
		dark = true
	case ThemeLight:
		dark = false
	}
	depth := r.depth
	if r.noColor || r.prefs.Theme == ThemeNone {
		depth = NoColours
	}
	r.frame.Theme = NewTheme(dark, depth)
	r.footer.Styles = r.frame.Theme.Help()
	for i := range r.dialogs {
		if r.dialogs[i].Input != nil {
			r.dialogs[i].input.SetStyles(r.frame.Theme.Input())
		}
	}
}

// body is the frame that scenes are given.
func (r *Root) body() Frame {
	return Frame{Width: r.frame.Width, Height: r.frame.Height - chrome, Theme: r.frame.Theme}
}

// Update handles what concerns the frame and hands everything else to the dialog or the scene on top.
func (r *Root) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		r.frame.Width, r.frame.Height = msg.Width, msg.Height
	case tea.BackgroundColorMsg:
		r.dark = msg.IsDark()
		r.restyle()
		return r, nil
	case tea.ColorProfileMsg:
		switch msg.Profile {
		case colorprofile.NoTTY, colorprofile.ASCII:
			r.depth = NoColours
		case colorprofile.ANSI:
			r.depth = SixteenColours
		default:
			r.depth = AllColours
		}
		r.restyle()
		return r, nil
	case PreferencesMsg:
		r.prefs = Preferences(msg)
		r.restyle()
		return r, nil
	case noticeMsg:
		r.notice = string(msg)
		return r, nil
	case tea.PasteMsg:
		return r, r.input(tea.PasteMsg{Content: clean.Text(msg.Content)})
	case dialogMsg:
		r.dialogs = append(r.dialogs, msg.dialog)
		return r, r.dialogs[len(r.dialogs)-1].open(r.frame.Theme)
	case move:
		return r, r.move(msg)
	case refreshMsg:
		return r, r.resume()
	case tea.KeyPressMsg:
		if cmd, taken := r.pressed(msg); taken {
			return r, cmd
		}
	}
	if !isInput(msg) {
		return r, r.broadcast(msg)
	}
	return r, r.input(msg)
}

// input hands what the trainee does to the dialog on top, or else to the scene on top.
func (r *Root) input(msg tea.Msg) tea.Cmd {
	n := len(r.dialogs)
	if n == 0 {
		return r.send(len(r.stack)-1, msg)
	}
	done, cmd := r.dialogs[n-1].update(msg)
	if done {
		r.dialogs = slices.Delete(r.dialogs, n-1, n)
	}
	return signed(r.top(), cmd)
}

// send hands a message to one scene.
func (r *Root) send(i int, msg tea.Msg) tea.Cmd {
	scene, cmd := r.stack[i].Update(msg, r.body())
	r.stack[i] = scene
	return signed(scene, cmd)
}

// broadcast hands a message that is no input to every scene: what a command brings may be for one that another scene
// has covered in the meantime.
func (r *Root) broadcast(msg tea.Msg) tea.Cmd {
	cmds := make([]tea.Cmd, len(r.stack))
	for i := range r.stack {
		cmds[i] = r.send(i, msg)
	}
	return tea.Batch(cmds...)
}

// isInput tells whether a message comes from the trainee: the dialog or the scene on top has it alone.
func isInput(msg tea.Msg) bool {
	switch msg.(type) {
	case tea.KeyPressMsg, tea.PasteMsg, tea.MouseMsg:
		return true
	}
	return false
}

// pressed handles the keys that hold everywhere.
func (r *Root) pressed(msg tea.KeyPressMsg) (tea.Cmd, bool) {
	r.notice = ""
	if key.Matches(msg, interrupt) {
		if len(r.dialogs) > 0 {
			return tea.Quit, true // it may be the one that says that saving fails
		}
		return r.leave(), true
	}
	if r.tooSmall() {
		return nil, true // what is not seen is not operated
	}
	if len(r.dialogs) > 0 || !key.Matches(msg, Keys.Help) {
		return nil, false
	}
	if t, ok := r.top().(Typing); ok && t.Typing() && msg.String() != "f1" {
		return nil, false
	}
	if r.opened != nil && r.top() == r.opened {
		return signed(r.opened, Pop), true
	}
	r.opened = r.guide(r.top())
	return signed(r.top(), Push(r.opened)), true
}

// leave ends the program after every scene has saved what it still holds. Where that fails, it says so and stays.
func (r *Root) leave() tea.Cmd {
	var saves []tea.Cmd
	for _, s := range r.stack {
		if l, ok := s.(Leaver); ok {
			if save := l.Leave(); save != nil {
				saves = append(saves, save)
			}
		}
	}
	return func() tea.Msg {
		for _, save := range saves {
			if msg := save(); msg != nil {
				return msg
			}
		}
		return tea.QuitMsg{}
	}
}

func (r *Root) tooSmall() bool {
	return r.frame.Width < MinWidth || r.frame.Height < MinHeight
}

// View draws header, body, footer and the dialog on top.
func (r *Root) View() tea.View {
	v := tea.NewView(r.content())
	v.AltScreen = true
	v.WindowTitle = "Mufakat"
	if r.prefs.Mouse {
		v.MouseMode = tea.MouseModeCellMotion
	}
	return v
}

func (r *Root) content() string {
	f := r.frame
	if f.Width == 0 || f.Height == 0 {
		return "" // the terminal has not yet told its size
	}
	if r.tooSmall() {
		return fit(lipgloss.Wrap(fmt.Sprintf("Layar terlalu kecil: perlu paling sedikit %d×%d, sekarang %d×%d. Perbesar jendela, atau jalankan: mufakat --polos",
			MinWidth, MinHeight, f.Width, f.Height), f.Width, ""), f)
	}
	scene := r.top()
	rule := f.Theme.Rule.Render(strings.Repeat("─", f.Width))
	screen := strings.Join([]string{r.header(scene.Heading()), rule, fit(scene.View(r.body()), r.body()), r.bottomRule(rule), r.footerLine(scene)}, "\n")
	if n := len(r.dialogs); n > 0 {
		box := r.dialogs[n-1].view(f)
		w, h := lipgloss.Size(box)
		return lipgloss.NewCompositor(
			lipgloss.NewLayer(screen),
			lipgloss.NewLayer(box).X(max(0, (f.Width-w)/2)).Y(max(0, (f.Height-h)/2)).Z(1),
		).Render()
	}
	return screen
}

func (r *Root) header(h Heading) string {
	// The left end keeps a third of the line, whatever stands at the right.
	room := r.frame.Width - 4
	right := ansi.Truncate(h.Right, room-min(lipgloss.Width(h.Left), room/3), "…")
	left := ansi.Truncate(h.Left, room-lipgloss.Width(right), "…")
	gap := max(1, r.frame.Width-2-lipgloss.Width(left)-lipgloss.Width(right))
	return " " + r.frame.Theme.Title.Render(left) + strings.Repeat(" ", gap) + right
}

// bottomRule is the line above the footer; a notice takes its place.
func (r *Root) bottomRule(rule string) string {
	if r.notice == "" {
		return rule
	}
	return r.frame.Theme.Accent.Render(ansi.Truncate(" "+r.notice, r.frame.Width, "…"))
}

func (r *Root) footerLine(s Scene) string {
	return ansi.Truncate(" "+r.shortHelp(s.ShortHelp()), r.frame.Width, "")
}

// always is how many keys at the end of a scene's short help stay in sight whatever the width: help, and the way out.
const always = 2

// shortHelp lists keys as far as they fit. Where they do not, "…" stands for those that are left out before the last ones.
func (r *Root) shortHelp(keys []key.Binding) string {
	keys = slices.DeleteFunc(slices.Clone(keys), func(b key.Binding) bool { return !b.Enabled() })
	line := r.footer.ShortHelpView(keys)
	gap := r.footer.ShortSeparator
	for shown := len(keys) - always; shown > 0 && ansi.StringWidth(line) > r.frame.Width-2; {
		shown--
		line = r.footer.ShortHelpView(keys[:shown]) + gap + r.frame.Theme.Faint.Render("…") + gap + r.footer.ShortHelpView(keys[len(keys)-always:])
	}
	return line
}

// fit makes a scene's text exactly the lines of its frame, none of them wider.
func fit(body string, f Frame) string {
	lines := strings.Split(body, "\n")
	if len(lines) > f.Height {
		lines = lines[:f.Height]
	}
	for i, l := range lines {
		if ansi.StringWidth(l) > f.Width {
			lines[i] = ansi.Truncate(l, f.Width, "")
		}
	}
	return strings.Join(lines, "\n") + strings.Repeat("\n", f.Height-len(lines))
}
