package ui

import (
	"reflect"
	"slices"

	tea "charm.land/bubbletea/v2"
)

// move is a step between scenes that a scene has asked for. It arrives a moment later, when something else may have
// happened: so it says whose it is.
type move struct {
	from Scene
	kind moveKind
	to   Scene // push and replace
}

type moveKind int

const (
	push moveKind = iota
	replace
	pop
	home
)

// Push opens a scene on top of the one that asks for it.
func Push(s Scene) tea.Cmd { return func() tea.Msg { return move{kind: push, to: s} } }

// Replace opens a scene in place of the one that asks for it.
func Replace(s Scene) tea.Cmd { return func() tea.Msg { return move{kind: replace, to: s} } }

// Pop closes the scene that asks for it; from the last one the program ends.
func Pop() tea.Msg { return move{kind: pop} }

// Home goes back to the lowest scene; from that one the program ends.
func Home() tea.Msg { return move{kind: home} }

// signed is a scene's command whose moves say that they are the scene's.
func signed(from Scene, cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	return func() tea.Msg {
		msg := cmd()
		if m, isMove := msg.(move); isMove && m.from == nil {
			m.from = from
			return m
		}
		// What tea.Batch and tea.Sequence return are slices of further commands; the latter's type has no name outside.
		if list := reflect.ValueOf(msg); list.Kind() == reflect.Slice && list.Type().Elem() == reflect.TypeFor[tea.Cmd]() {
			for i := range list.Len() {
				list.Index(i).Set(reflect.ValueOf(signed(from, list.Index(i).Interface().(tea.Cmd))))
			}
		}
		return msg
	}
}

// move does what a scene has asked for, unless it is late: the scene was closed in the meantime, or has opened another one
// already, as happens when a key is pressed twice. Help on top of it does not count.
func (r *Root) move(m move) tea.Cmd {
	top := len(r.stack) - 1
	at := top // whoever is no scene speaks for the one on top
	if m.from != nil {
		at = slices.Index(r.stack, m.from)
	}
	if at < 0 {
		return nil
	}
	switch m.kind {
	case push:
		if helped := at == top-1 && r.stack[top] == r.opened; at != top && !helped {
			return nil
		}
		r.stack = append(r.stack[:at+1], m.to)
		return signed(m.to, m.to.Init())
	case replace:
		r.stack[at] = m.to
		return signed(m.to, m.to.Init())
	case pop:
		if at == 0 {
			return r.leave()
		}
		r.stack = r.stack[:at]
	case home:
		if top == 0 {
			return r.leave()
		}
		r.stack = r.stack[:1]
	}
	return r.resume()
}

// resume lets the scene on top look again at what it shows.
func (r *Root) resume() tea.Cmd {
	if s, ok := r.top().(Resumer); ok {
		return signed(r.top(), s.Resume())
	}
	return nil
}
