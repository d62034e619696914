package ui_test

import (
	"errors"
	"strings"
	"testing"

	"charm.land/bubbles/v2/help"
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"mufakat/internal/ui"
)

// page is a scene that writes down what it is sent.
type page struct {
	name   string
	got    []string
	typing bool
	body   string
	keys   []key.Binding // of the footer; nil: Enter alone
	reply  tea.Cmd       // to the next key
	// unsaved is why it cannot save.
	unsaved error
}

type hello string

func (p *page) Init() tea.Cmd       { p.got = append(p.got, "init"); return nil }
func (p *page) Resume() tea.Cmd     { p.got = append(p.got, "resume"); return nil }
func (p *page) Typing() bool        { return p.typing }
func (p *page) Heading() ui.Heading { return ui.Heading{Left: p.name, Right: "kanan"} }
func (p *page) View(ui.Frame) string {
	if p.body != "" {
		return p.body
	}
	return "isi " + p.name
}
func (p *page) ShortHelp() []key.Binding {
	if p.keys != nil {
		return p.keys
	}
	return []key.Binding{ui.Keys.Enter}
}
func (p *page) FullHelp() [][]key.Binding { return [][]key.Binding{{ui.Keys.Enter}} }
func (p *page) Leave() tea.Cmd {
	return func() tea.Msg {
		if p.unsaved != nil {
			return ui.Fail("Belum tersimpan", p.unsaved)()
		}
		return nil
	}
}

func (p *page) Update(msg tea.Msg, f ui.Frame) (ui.Scene, tea.Cmd) {
	switch msg := msg.(type) {
	case hello:
		p.got = append(p.got, string(msg))
	case tea.KeyPressMsg:
		p.got = append(p.got, "key "+msg.String())
		reply := p.reply
		p.reply = nil
		return p, reply
	}
	return p, nil
}

func newRoot(first ui.Scene) *ui.Root {
	r := ui.NewRoot(first, ui.Options{Guide: func(help.KeyMap) ui.Scene { return &page{name: "bantuan"} }})
	r.Update(tea.WindowSizeMsg{Width: 80, Height: 24})
	return r
}

// do runs a command that yields a single message, and hands it to the root.
func do(r *ui.Root, cmd tea.Cmd) tea.Cmd {
	_, next := r.Update(cmd())
	return next
}

func press(r *ui.Root, code rune) tea.Cmd {
	msg := tea.KeyPressMsg{Code: code}
	if code > ' ' && code < 0x7f {
		msg.Text = string(code)
	}
	_, cmd := r.Update(msg)
	return cmd
}

func screen(r *ui.Root) string { return ansi.Strip(r.View().Content) }

func TestStackOfScenes(t *testing.T) {
	first, second := &page{name: "satu"}, &page{name: "dua"}
	r := newRoot(first)
	do(r, ui.Push(second))
	if !strings.Contains(screen(r), "isi dua") {
		t.Fatal(screen(r))
	}
	press(r, 'x')
	r.Update(hello("kabar")) // no input: it reaches the covered scene too
	if got := strings.Join(second.got, ","); got != "init,key x,kabar" {
		t.Errorf("second got %s", got)
	}
	if got := strings.Join(first.got, ","); got != "kabar" {
		t.Errorf("first got %s", got)
	}
	do(r, ui.Pop)
	if got := strings.Join(first.got, ","); got != "kabar,resume" || !strings.Contains(screen(r), "isi satu") {
		t.Errorf("first got %s\n%s", got, screen(r))
	}
	do(r, ui.Replace(second))
	do(r, ui.Push(first))
	do(r, ui.Home)
	if !strings.Contains(screen(r), "isi dua") {
		t.Error(screen(r))
	}
}

// A key pressed twice asks for the same move twice; the second one is late and changes nothing.
func TestMovesThatComeLate(t *testing.T) {
	first, second, third := &page{name: "satu"}, &page{name: "dua"}, &page{name: "tiga"}
	r := newRoot(first)
	asks := func(p *page, cmd tea.Cmd) tea.Msg { // p answers a key with cmd; what it brings is on its way
		p.reply = cmd
		return press(r, 'x')()
	}
	one, two := asks(first, ui.Push(second)), asks(first, ui.Push(third))
	r.Update(one)
	r.Update(two)
	if !strings.Contains(screen(r), "isi dua") {
		t.Fatalf("pushed twice:\n%s", screen(r))
	}
	one, two = asks(second, ui.Pop), asks(second, ui.Pop)
	r.Update(one)
	if _, cmd := r.Update(two); cmd != nil || !strings.Contains(screen(r), "isi satu") {
		t.Fatalf("popped twice:\n%s", screen(r))
	}
	// What a scene asks for while help covers it happens to the scene, not to the help.
	r.Update(asks(first, ui.Push(second)))
	late := asks(second, ui.Replace(third))
	do(r, press(r, '?'))
	r.Update(late)
	if !strings.Contains(screen(r), "isi bantuan") {
		t.Fatalf("the help was replaced:\n%s", screen(r))
	}
	do(r, press(r, '?'))
	if !strings.Contains(screen(r), "isi tiga") {
		t.Fatalf("the scene was not replaced:\n%s", screen(r))
	}
}

// Where a scene cannot save, the program says so and stays; asked once more, it ends.
func TestLeavingWhereSavingFails(t *testing.T) {
	p := &page{name: "satu", unsaved: errors.New("Disk penuh.")}
	r := newRoot(p)
	interrupt := tea.KeyPressMsg{Code: 'c', Mod: tea.ModCtrl}
	_, cmd := r.Update(interrupt)
	r.Update(cmd())
	if !strings.Contains(screen(r), "Disk penuh.") {
		t.Fatal(screen(r))
	}
	if _, cmd := r.Update(interrupt); cmd == nil {
		t.Fatal("it never ends")
	} else if _, quit := cmd().(tea.QuitMsg); !quit {
		t.Fatal("it never ends")
	}
}

func TestFrameFitsWhateverASceneDraws(t *testing.T) {
	p := &page{name: "satu", body: strings.Repeat(strings.Repeat("lebar ", 60)+"\n", 60)}
	r := newRoot(p)
	for _, size := range [][2]int{{60, 16}, {80, 24}, {200, 70}} {
		r.Update(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
		lines := strings.Split(screen(r), "\n")
		if len(lines) != size[1] {
			t.Errorf("%v: %d lines", size, len(lines))
		}
		for _, l := range lines {
			if ansi.StringWidth(l) > size[0] {
				t.Errorf("%v: %q", size, l)
			}
		}
	}
	r.Update(tea.WindowSizeMsg{Width: 59, Height: 24})
	if got := screen(r); !strings.Contains(got, "60×16") || !strings.Contains(got, "59×24") {
		t.Errorf("too small:\n%s", got)
	}
	press(r, 'x')
	if len(p.got) != 0 {
		t.Error("a scene that is not seen got a key")
	}
	r.Update(tea.WindowSizeMsg{})
	if got := r.View().Content; got != "" {
		t.Errorf("a terminal without size: %q", got)
	}
}

func TestDialogHasTheKeyboard(t *testing.T) {
	p := &page{name: "satu"}
	r := newRoot(p)
	answered := ""
	answer := func(s string) tea.Cmd { return func() tea.Msg { answered = s; return nil } }
	dialog := ui.Dialog{Title: "Yakin?", Answers: []ui.Answer{{Label: "Ya", Do: answer("ya")}, {Label: "Tidak", Do: answer("tidak")}}}

	do(r, ui.Ask(dialog))
	if !strings.Contains(screen(r), "Yakin?") || !strings.Contains(screen(r), "isi satu") {
		t.Fatal(screen(r))
	}
	press(r, tea.KeyEnter)()
	if answered != "ya" || len(p.got) != 0 || strings.Contains(screen(r), "Yakin?") {
		t.Errorf("enter: %q, scene got %v", answered, p.got)
	}
	do(r, ui.Ask(dialog))
	if cmd := press(r, tea.KeyEscape); cmd != nil || strings.Contains(screen(r), "Yakin?") {
		t.Error("esc answers, or leaves the dialog open")
	}
	do(r, ui.Ask(dialog))
	press(r, '2')()
	if answered != "tidak" {
		t.Errorf("2: %q", answered)
	}
	do(r, ui.Ask(dialog))
	press(r, tea.KeyTab)
	press(r, tea.KeyEnter)()
	if answered != "tidak" {
		t.Errorf("tab enter: %q", answered)
	}
}

func TestDialogAsksForALine(t *testing.T) {
	r := newRoot(&page{name: "satu"})
	got := ""
	do(r, ui.Ask(ui.Dialog{
		Title:   "Nama?",
		Input:   &ui.Input{Value: "Bud", Submit: func(line string) tea.Cmd { got = line; return nil }},
		Answers: []ui.Answer{{Label: "simpan"}, {Label: "batal"}},
	}))
	press(r, 'i')
	press(r, '?') // a letter like any other
	press(r, tea.KeyEnter)
	if got != "Budi?" {
		t.Errorf("got %q", got)
	}
}

func TestFailShowsTheSentence(t *testing.T) {
	r := newRoot(&page{name: "satu"})
	do(r, ui.Fail("Belum tersimpan", errors.New("Disk penuh. Kosongkan ruang.")))
	if got := screen(r); !strings.Contains(got, "Belum tersimpan") || !strings.Contains(got, "Disk penuh. Kosongkan ruang.") {
		t.Error(got)
	}
}

func TestHelpOpensUnlessSomebodyTypes(t *testing.T) {
	p := &page{name: "satu", typing: true}
	r := newRoot(p)
	press(r, '?')
	if strings.Join(p.got, ",") != "key ?" {
		t.Errorf("got %v", p.got)
	}
	p.typing = false
	do(r, press(r, '?'))
	if !strings.Contains(screen(r), "isi bantuan") {
		t.Error(screen(r))
	}
	do(r, press(r, '?')) // closes it again
	if !strings.Contains(screen(r), "isi satu") {
		t.Error(screen(r))
	}
}

// What is pasted is cleaned where it enters.
func TestPasteIsCleaned(t *testing.T) {
	r := newRoot(&page{name: "satu"})
	got := ""
	do(r, ui.Ask(ui.Dialog{
		Input:   &ui.Input{Submit: func(line string) tea.Cmd { got = line; return nil }},
		Answers: []ui.Answer{{Label: "simpan"}},
	}))
	r.Update(tea.PasteMsg{Content: "Bu\u202edi\u200b \x1b[31mS"})
	press(r, tea.KeyEnter)
	if got != "Budi [31mS" {
		t.Errorf("got %q", got)
	}
}

func TestHeaderKeepsTheLeftEnd(t *testing.T) {
	r := newRoot(&page{name: "Gerbang yang Ditutup"})
	r.Update(tea.WindowSizeMsg{Width: 60, Height: 16})
	do(r, ui.Replace(&long{}))
	if first, _, _ := strings.Cut(screen(r), "\n"); !strings.HasPrefix(first, " Gerbang yang Di") || ansi.StringWidth(first) > 60 {
		t.Errorf("%q", first)
	}
}

// long is a scene with far too much to say in its heading.
type long struct{ page }

func (*long) Heading() ui.Heading {
	return ui.Heading{Left: "Gerbang yang Ditutup", Right: strings.Repeat("sumber daya 12   ", 9)}
}

func TestNoticeStaysUntilTheNextKey(t *testing.T) {
	r := newRoot(&page{name: "satu"})
	do(r, ui.Notify("Tersimpan."))
	if !strings.Contains(screen(r), "Tersimpan.") {
		t.Error(screen(r))
	}
	press(r, 'x')
	if strings.Contains(screen(r), "Tersimpan.") {
		t.Error(screen(r))
	}
}

func TestPreferences(t *testing.T) {
	r := newRoot(&page{name: "satu"})
	if r.View().MouseMode != tea.MouseModeNone || !r.View().AltScreen {
		t.Error("the mouse is on by default, or the screen is not the alternate one")
	}
	r.Update(ui.PreferencesMsg{Mouse: true, Theme: ui.ThemeNone})
	if r.View().MouseMode == tea.MouseModeNone || strings.Contains(r.View().Content, "\x1b[38") {
		t.Error("preferences are not obeyed")
	}
}

// However many keys a scene has, help and the way out stay in sight, and what is left out is marked.
func TestTheWayOutStaysInSight(t *testing.T) {
	for _, tt := range []struct {
		keys int
		want string
	}{
		{1, " a satu   ? bantuan   esc kembali"},
		{5, " a satu   b dua   c tiga   …   ? bantuan   esc kembali"},
	} {
		var keys []key.Binding
		for i := range tt.keys {
			letter := string(rune('a' + i))
			keys = append(keys, ui.Bind(letter, []string{"satu", "dua", "tiga", "empat", "lima"}[i], letter))
		}
		r := newRoot(&page{name: "a", keys: append(keys, ui.Keys.Help, ui.Keys.Back)})
		r.Update(tea.WindowSizeMsg{Width: 60, Height: 24})
		screen := strings.TrimRight(ansi.Strip(r.View().Content), " \n")
		if footer := strings.TrimRight(screen[strings.LastIndex(screen, "\n")+1:], " "); footer != tt.want {
			t.Errorf("%d keys: %q, want %q", tt.keys, footer, tt.want)
		}
	}
}
