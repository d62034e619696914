// Package ui is the frame around the program's screens: the one [tea.Model], a stack of scenes, dialogs, the theme
// and the keys. It knows nothing of cases.
package ui

import (
	"charm.land/bubbles/v2/help"
	tea "charm.land/bubbletea/v2"
)

// A Scene is one state of the program's state machine: a full screen.
type Scene interface {
	Init() tea.Cmd
	// Update reacts to a message. A scene reads and writes files and the store only through the commands it returns.
	Update(tea.Msg, Frame) (Scene, tea.Cmd)
	// View draws the body, at most Frame.Height lines; Root draws header, footer and dialogs. It changes nothing.
	View(Frame) string
	// Heading is what the header line says.
	Heading() Heading
	help.KeyMap // footer and ? come from here
}

// Heading is the header line: where one is, and at its right end how it stands.
type Heading struct {
	Left, Right string
}

// Frame is what a scene may know of the screen it is drawn on: the room for its body, and the theme.
type Frame struct {
	Width, Height int
	Theme         Theme
}

// Typing is a scene in which letters may be text: while it says so, Root takes no letter for a key of its own.
type Typing interface {
	Typing() bool
}

// Resumer is a scene that looks again at what it shows when it comes to the top of the stack once more.
type Resumer interface {
	Resume() tea.Cmd
}

// Leaver is a scene with something unsaved: Root runs the command before the program ends. If it brings a message, such
// as that of [Fail], the program goes on with that instead of ending.
type Leaver interface {
	Leave() tea.Cmd
}

type refreshMsg struct{}

// Refresh lets the scene on top look again at what it shows, as if it had just come back to the top.
func Refresh() tea.Msg { return refreshMsg{} }

// Preferences are the settings that the frame itself obeys.
type Preferences struct {
	Theme ThemeChoice
	Mouse bool
}

// PreferencesMsg makes Root obey new preferences.
type PreferencesMsg Preferences

type noticeMsg string

// Notify shows one sentence above the footer until the next key.
func Notify(sentence string) tea.Cmd { return func() tea.Msg { return noticeMsg(sentence) } }
