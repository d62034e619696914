package scenes_test

import (
	"cmp"
	"context"
	"flag"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"mufakat/internal/analysis"
	"mufakat/internal/casefile"
	"mufakat/internal/debrief"
	"mufakat/internal/pack"
	"mufakat/internal/quiz"
	"mufakat/internal/sim"
	"mufakat/internal/store"
	"mufakat/internal/ui"
	"mufakat/scenes"
)

var update = flag.Bool("update", false, "write the golden screens anew")

// driver plays the program without a terminal: it sends keys to the root model and runs the commands that come back, one
// after the other, until nothing is left to do.
type driver struct {
	t     testing.TB
	root  tea.Model
	app   *scenes.App
	store *store.Store
	ended bool
	ahead time.Duration // by which the clock was moved
	waits []wait        // the soonest first
}

// wait is a message that the program asked for at a later time.
type wait struct {
	at  time.Duration // as ahead
	msg tea.Msg
}

// start opens the program at Beranda on a screen of the given size, with a store of its own.
func start(t testing.TB, width, height int) *driver {
	t.Helper()
	return startIn(t, t.TempDir(), width, height)
}

// startIn opens the program on the data in a folder.
func startIn(t testing.TB, dir string, width, height int) *driver {
	t.Helper()
	d := &driver{t: t}
	now := time.Date(2026, 11, 21, 8, 0, 0, 0, time.Local)
	clock := func() time.Time { now = now.Add(time.Second); return now.Add(d.ahead) }
	st, err := store.Open(dir, store.Options{Now: clock})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	settings, err := st.Settings()
	if err != nil {
		t.Fatal(err)
	}
	profile, err := st.CurrentProfile()
	if err != nil {
		t.Fatal(err)
	}
	d.store = st
	d.app = &scenes.App{
		Library: library{t}, Quizzes: quizzes{pack.Open(os.DirFS("testdata/kelas"))}, Store: st, Analyst: analyst{}, Settings: scenes.SettingsFrom(settings),
		Profile: profile, Now: clock, After: d.after, Seed: func() uint64 { return 7 }, DataFile: "/data/mufakat.db",
	}
	d.root = ui.NewRoot(scenes.NewBeranda(d.app), ui.Options{Preferences: d.app.Settings.Preferences(), Guide: scenes.OpenGuide})
	d.send(tea.WindowSizeMsg{Width: width, Height: height})
	d.run(d.root.Init())
	return d
}

// after is how the program waits: the message comes when the clock is moved on.
func (d *driver) after(time time.Duration, msg tea.Msg) tea.Cmd {
	return func() tea.Msg {
		w := wait{d.ahead + time, msg}
		at, _ := slices.BinarySearchFunc(d.waits, w, func(other, w wait) int { return cmp.Or(cmp.Compare(other.at, w.at), -1) })
		d.waits = slices.Insert(d.waits, at, w)
		return nil
	}
}

// pass lets time go by, and brings what was to come meanwhile.
func (d *driver) pass(time time.Duration) *driver {
	d.t.Helper()
	until := d.ahead + time
	for len(d.waits) > 0 && d.waits[0].at <= until {
		w := d.waits[0]
		d.waits = d.waits[1:]
		d.ahead = max(d.ahead, w.at)
		d.send(w.msg)
	}
	d.ahead = until
	return d
}

// press types keys by name, separated by spaces: "enter", "down", "2", "esc", "ctrl+c".
func (d *driver) press(keys string) *driver {
	d.t.Helper()
	for _, name := range strings.Fields(keys) {
		d.send(keyPress(name))
	}
	return d
}

// enterUntil presses Enter until a text is on the screen.
func (d *driver) enterUntil(text string) *driver {
	d.t.Helper()
	for range 30 {
		if strings.Contains(d.screen(), text) {
			return d
		}
		d.press("enter")
	}
	return d.sees(text)
}

// typed types a text, letter by letter.
func (d *driver) typed(text string) *driver {
	d.t.Helper()
	for _, r := range text {
		d.send(tea.KeyPressMsg{Code: r, Text: string(r)})
	}
	return d
}

func (d *driver) send(msg tea.Msg) {
	d.t.Helper()
	var cmd tea.Cmd
	d.root, cmd = d.root.Update(msg)
	d.run(cmd)
}

// run runs a command and everything that comes of it.
func (d *driver) run(cmd tea.Cmd) {
	d.t.Helper()
	if cmd == nil {
		return
	}
	switch msg := cmd().(type) {
	case nil:
	case tea.QuitMsg:
		d.ended = true
	default:
		if cmds := reflect.ValueOf(msg); cmds.Kind() == reflect.Slice && cmds.Type().Elem() == reflect.TypeFor[tea.Cmd]() {
			for i := range cmds.Len() {
				d.run(cmds.Index(i).Interface().(tea.Cmd))
			}
			return
		}
		if strings.HasPrefix(reflect.TypeOf(msg).String(), "tea.") {
			return // asks the terminal
		}
		d.send(msg)
	}
}

func keyPress(name string) tea.KeyPressMsg {
	special := map[string]rune{
		"enter": tea.KeyEnter, "esc": tea.KeyEscape, "up": tea.KeyUp, "down": tea.KeyDown, "left": tea.KeyLeft,
		"right": tea.KeyRight, "tab": tea.KeyTab, "pgdown": tea.KeyPgDown, "pgup": tea.KeyPgUp, "home": tea.KeyHome,
		"end": tea.KeyEnd, "backspace": tea.KeyBackspace, "f1": tea.KeyF1,
	}
	if name, shifted := strings.CutPrefix(name, "shift+"); shifted {
		return tea.KeyPressMsg{Code: special[name], Mod: tea.ModShift}
	}
	if code, ok := special[name]; ok {
		return tea.KeyPressMsg{Code: code}
	}
	if letter, ok := strings.CutPrefix(name, "ctrl+"); ok {
		return tea.KeyPressMsg{Code: rune(letter[0]), Mod: tea.ModCtrl}
	}
	if name == "space" {
		return tea.KeyPressMsg{Code: tea.KeySpace, Text: " "}
	}
	r := []rune(name)[0]
	return tea.KeyPressMsg{Code: r, Text: string(r)}
}

// screen is what is seen now, without styles.
func (d *driver) screen() string {
	return ansi.Strip(d.root.(*ui.Root).View().Content)
}

// sees fails the test unless every text is on the screen.
func (d *driver) sees(texts ...string) *driver {
	d.t.Helper()
	screen := d.screen()
	for _, text := range texts {
		if !strings.Contains(screen, text) {
			d.t.Fatalf("tidak terlihat: %q\n%s", text, screen)
		}
	}
	return d
}

// misses fails the test if one of the texts is on the screen.
func (d *driver) misses(texts ...string) *driver {
	d.t.Helper()
	screen := d.screen()
	for _, text := range texts {
		if strings.Contains(screen, text) {
			d.t.Fatalf("seharusnya tidak terlihat: %q\n%s", text, screen)
		}
	}
	return d
}

// golden compares the screen with a stored one; go test -update writes it anew.
func (d *driver) golden(name string) *driver {
	d.t.Helper()
	lines := strings.Split(d.screen(), "\n")
	for i, l := range lines {
		lines[i] = strings.TrimRight(l, " ")
	}
	got := strings.Join(lines, "\n") + "\n"
	file := filepath.Join("testdata", name+".txt")
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			d.t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			d.t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		d.t.Fatal(err)
	}
	if got != strings.ReplaceAll(string(want), "\r\n", "\n") {
		d.t.Errorf("%s: layar berubah (go test ./scenes -update menulisnya kembali)\n%s", file, got)
	}
	return d
}

// library offers the one case in testdata, and two cards.
type library struct{ t testing.TB }

func (l library) Cases() ([]pack.CaseInfo, error) {
	src, err := os.ReadFile("testdata/pasar.md")
	head, _ := casefile.ReadHead("pasar.md", src)
	return []pack.CaseInfo{{Source: "uji", Head: head}}, err
}

func (l library) Case(_, id string) (*sim.Case, error) {
	src, err := os.ReadFile("testdata/" + id + ".md")
	if err != nil {
		return nil, err
	}
	return pack.Playable(casefile.Parse(id+".md", src, casefile.Options{}))
}

func (l library) Cards() ([]pack.Card, error) {
	return []pack.Card{{Code: "C-06", Title: "Model", Theme: "Kerangka"}, {Code: "C-07", Title: "Lima proses", Theme: "Proses"}}, nil
}

func (l library) Card(code string) (pack.Card, error) {
	return pack.Card{Code: code, Title: "Kartu " + code, Theme: "Proses",
		Markdown: "Isi kartu, dengan rujukan ke [C-06](C-06.md).\n\n| a | b |\n|---|---|\n| 1 | 2 |"}, nil
}

func (l library) Uses() map[string]*pack.Uses { return nil }

func (l library) Grades(string) []sim.Grade { return sim.DefaultGrades() }

// quizzes offers the exam and the questions of testdata/kelas.
type quizzes struct{ kelas *pack.Pack }

func (q quizzes) Exams() ([]pack.ExamInfo, error) { return q.kelas.Exams() }

func (q quizzes) Banks() ([]pack.BankInfo, error) { return q.kelas.BankInfos() }

func (q quizzes) Bank(string) (quiz.Bank, error) { return q.kelas.Bank() }

type analyst struct{}

func (analyst) Explain(ctx context.Context, play *sim.Playthrough, grades []sim.Grade) (*debrief.Debrief, error) {
	return debrief.Explain(ctx, analysis.Compile(play.Case), play, grades)
}
