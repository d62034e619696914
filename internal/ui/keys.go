package ui

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// Keys are all the program's keys that more than one scene uses. A scene lists those that hold in it through its
// help.KeyMap.
var Keys = struct {
	Up, Down, Left, Right, Top, Bottom, PageUp, PageDown key.Binding
	Enter, Back, Help, Quit, Filter, Next, Previous      key.Binding
	Digit                                                key.Binding
}{
	Up:       Bind("↑", "naik", "up", "k"),
	Down:     Bind("↓", "turun", "down", "j"),
	Left:     Bind("←", "kiri", "left", "h"),
	Right:    Bind("→", "kanan", "right", "l"),
	Top:      Bind("g", "ke awal", "home", "g"),
	Bottom:   Bind("G", "ke akhir", "end", "G"),
	PageUp:   Bind("pgup", "gulir naik", "pgup", "ctrl+b"),
	PageDown: Bind("pgdn", "gulir turun", "pgdown", "ctrl+f", "space"),
	Enter:    Bind("enter", "pilih", "enter"),
	Back:     Bind("esc", "kembali", "esc"),
	Help:     Bind("?", "bantuan", "?", "f1"),
	Quit:     Bind("q", "keluar", "q"),
	Filter:   Bind("/", "saring", "/"),
	Next:     Bind("tab", "berikut", "tab"),
	Previous: Bind("shift+tab", "sebelum", "shift+tab"),
	Digit:    Bind("1–9", "langsung", "1", "2", "3", "4", "5", "6", "7", "8", "9"),
}

// Describe returns the binding under another description, for the footer of one scene.
func Describe(b key.Binding, keys, description string) key.Binding {
	b.SetHelp(keys, description)
	return b
}

// Digit is the index that a key of [Keys].Digit stands for: 0 for "1". Digits of the number pad count too.
func Digit(msg tea.KeyPressMsg) int { return int(msg.String()[0] - '1') }

// Bind returns a binding of one scene's own.
func Bind(shown, description string, keys ...string) key.Binding {
	return key.NewBinding(key.WithKeys(keys...), key.WithHelp(shown, description))
}

// interrupt always leaves, whatever has the keyboard.
var interrupt = Bind("ctrl+c", "keluar", "ctrl+c")
