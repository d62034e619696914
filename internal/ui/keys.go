package ui

import "charm.land/bubbles/v2/key"

// Keys are all the program's keys that more than one scene uses. A scene lists those that hold in it through its
// help.KeyMap, and never compares a key's name itself.
var Keys = struct {
	Up, Down, Left, Right, Top, Bottom, PageUp, PageDown key.Binding
	Enter, Back, Help, Quit, Filter, Next, Previous      key.Binding
	Digit                                                key.Binding
}{
	Up:       bind("↑", "naik", "up", "k"),
	Down:     bind("↓", "turun", "down", "j"),
	Left:     bind("←", "kiri", "left", "h"),
	Right:    bind("→", "kanan", "right", "l"),
	Top:      bind("g", "ke awal", "home", "g"),
	Bottom:   bind("G", "ke akhir", "end", "G"),
	PageUp:   bind("pgup", "gulir naik", "pgup", "ctrl+b"),
	PageDown: bind("pgdn", "gulir turun", "pgdown", "ctrl+f", "space"),
	Enter:    bind("enter", "pilih", "enter"),
	Back:     bind("esc", "kembali", "esc"),
	Help:     bind("?", "bantuan", "?", "f1"),
	Quit:     bind("q", "keluar", "q"),
	Filter:   bind("/", "saring", "/"),
	Next:     bind("tab", "berikut", "tab"),
	Previous: bind("shift+tab", "sebelum", "shift+tab"),
	Digit:    bind("1–9", "langsung", "1", "2", "3", "4", "5", "6", "7", "8", "9"),
}

// Describe returns the binding under another description, for the footer of one scene.
func Describe(b key.Binding, keys, description string) key.Binding {
	b.SetHelp(keys, description)
	return b
}

// Bind returns a binding of one scene's own.
func Bind(shown, description string, keys ...string) key.Binding {
	return bind(shown, description, keys...)
}

func bind(shown, description string, keys ...string) key.Binding {
	return key.NewBinding(key.WithKeys(keys...), key.WithHelp(shown, description))
}

// interrupt always leaves, whatever has the keyboard.
var interrupt = bind("ctrl+c", "keluar", "ctrl+c")
