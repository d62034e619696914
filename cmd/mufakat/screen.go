package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"reflect"
	"runtime/debug"
	"time"

	tea "charm.land/bubbletea/v2"

	"mufakat/internal/sim"
	"mufakat/internal/store"
	"mufakat/internal/ui"
	"mufakat/scenes"
)

// playScreen plays on the full screen.
func (p *program) playScreen(ctx context.Context, t table) error {
	app, err := p.newApp(t.store, t.profile)
	if err != nil {
		return err
	}
	first, err := firstScene(app, t)
	if err != nil {
		return err
	}
	return p.showScene(ctx, app, first)
}

// newApp is what the scenes may use.
func (p *program) newApp(st *store.Store, profile store.Profile) (*scenes.App, error) {
	stored, err := st.Settings()
	if err != nil {
		return nil, err
	}
	// Where the system does not tell a folder, the choosing of a file begins elsewhere.
	home, _ := os.UserHomeDir()
	work, err := os.Getwd()
	if err != nil {
		work = home
	}
	return &scenes.App{Library: p.library, Quizzes: p.library, Store: st, Analyst: newAnalyst(), Workshop: workshop{p.library}, Shelf: p.library.shelf(),
		Settings: scenes.SettingsFrom(stored), Profile: profile, Now: time.Now, After: after, Seed: seed, DataFile: st.Path(), WorkDir: work, HomeDir: home}, nil
}

// after brings a message when so much time has passed.
func after(wait time.Duration, msg tea.Msg) tea.Cmd {
	return tea.Tick(wait, func(time.Time) tea.Msg { return msg })
}

// showScene runs the full screen from its first scene on until it is left.
func (p *program) showScene(ctx context.Context, app *scenes.App, first ui.Scene) error {
	return p.show(ctx, ui.NewRoot(first, ui.Options{Preferences: app.Settings.Preferences(), NoColor: p.getenv("NO_COLOR") != "", Guide: scenes.OpenGuide}))
}

// showAlone runs the full screen with a scene to which no run belongs. The store is there for the look that was chosen in
// the settings.
func (p *program) showAlone(ctx context.Context, scene func(*scenes.App) ui.Scene) error {
	return p.withProfile(func(st *store.Store, profile store.Profile) error {
		app, err := p.newApp(st, profile)
		if err != nil {
			return err
		}
		return p.showScene(ctx, app, scene(app))
	})
}

// withProfile does something with the open store and whoever plays now.
func (p *program) withProfile(do func(*store.Store, store.Profile) error) error {
	st, err := p.openStore()
	if err != nil {
		return err
	}
	defer st.Close()
	profile, err := st.CurrentProfile()
	if err != nil {
		return err
	}
	return do(st, profile)
}

// show runs the full screen until it is left.
func (p *program) show(ctx context.Context, root tea.Model) error {
	trace, err := keepingTrace(func() error {
		_, err := tea.NewProgram(guarded{root}, tea.WithContext(ctx), tea.WithInput(p.in), tea.WithOutput(p.out), tea.WithEnvironment(p.env)).Run()
		return err
	})
	switch {
	case errors.Is(err, tea.ErrProgramPanic):
		return p.crashed("layar penuh", []byte(trace))
	case err == nil, errors.Is(err, tea.ErrInterrupted), errors.Is(err, tea.ErrProgramKilled):
		return nil // everything is stored
	}
	return cannot("Layar penuh tidak dapat dibuka di terminal ini. Jalankan: mufakat --polos")
}

// firstScene is where the screen begins: the title, a case's briefing, or straight in its story. The briefing asks about a
// run that is still open, so that none is left behind unasked.
func firstScene(app *scenes.App, t table) (ui.Scene, error) {
	if t.c == nil {
		return scenes.NewBeranda(app), nil
	}
	_, open, err := t.store.OpenRun(t.profile.ID, store.CaseKey{Source: t.source, ID: t.c.ID})
	if err != nil {
		return nil, err
	}
	if t.way == nil || open {
		return scenes.NewBriefing(app, t.source, t.c.ID), nil
	}
	run := sim.Run{Case: t.c.ID, Hash: t.c.Hash, Seed: seed(), Mode: t.way.Mode, Group: t.way.Group}
	id, err := t.store.Begin(t.profile.ID, t.source, t.c.Title, run)
	if err != nil {
		return nil, err
	}
	return scenes.NewStoredMain(app, id, sim.Replay(t.c, run)), nil
}

// keepingTrace runs f and returns what it wrote to os.Stderr: that is where Bubble Tea, after it has restored the terminal,
// writes the stack trace of a panic, in English and over the user's screen.
func keepingTrace(f func() error) (trace string, err error) {
	r, w, err := os.Pipe()
	if err != nil {
		return "", f()
	}
	stderr := os.Stderr
	os.Stderr = w
	written := make(chan string)
	go func() {
		text, _ := io.ReadAll(r)
		written <- string(text)
	}()
	err = f()
	os.Stderr = stderr
	w.Close()
	trace = <-written
	r.Close()
	return trace, err
}

// guarded is a model whose commands do not panic in the goroutines that run them: Bubble Tea would write the stack trace
// of such a panic at a time of its own, maybe after the program has ended. They panic in Update instead.
type guarded struct{ tea.Model }

// commandPanic is a panic in a command, with its stack trace.
type commandPanic string

func (g guarded) Init() tea.Cmd { return guard(g.Model.Init()) }

func (g guarded) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if trace, panicked := msg.(commandPanic); panicked {
		panic(string(trace))
	}
	model, cmd := g.Model.Update(msg)
	return guarded{model}, guard(cmd)
}

func guard(cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	return func() (msg tea.Msg) {
		defer func() {
			if r := recover(); r != nil {
				msg = commandPanic(fmt.Sprintf("%v\n%s", r, debug.Stack()))
			}
		}()
		msg = cmd()
		// What tea.Batch and tea.Sequence return are slices of further commands; the latter's type has no name outside.
		if list := reflect.ValueOf(msg); list.Kind() == reflect.Slice && list.Type().Elem() == reflect.TypeFor[tea.Cmd]() {
			for i := range list.Len() {
				list.Index(i).Set(reflect.ValueOf(guard(list.Index(i).Interface().(tea.Cmd))))
			}
		}
		return msg
	}
}
