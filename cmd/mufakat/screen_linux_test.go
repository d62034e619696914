package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"golang.org/x/sys/unix"
)

// pty is a pseudo-terminal: the program has one end, the test types and reads at the other.
type pty struct {
	t       *testing.T
	program *os.File
	user    *os.File

	mu    sync.Mutex
	shown bytes.Buffer
	more  chan struct{} // something was shown
}

// newTerminal opens a terminal of a size; 0 columns: it does not tell.
func newTerminal(t *testing.T, columns, rows uint16) *pty {
	t.Helper()
	user, err := os.OpenFile("/dev/ptmx", os.O_RDWR, 0)
	if err != nil {
		t.Skip("this system has no pseudo-terminals: ", err)
	}
	t.Cleanup(func() { user.Close() })
	number, err := unix.IoctlGetInt(int(user.Fd()), unix.TIOCGPTN)
	if err != nil {
		t.Fatal(err)
	}
	if err := unix.IoctlSetPointerInt(int(user.Fd()), unix.TIOCSPTLCK, 0); err != nil {
		t.Fatal(err)
	}
	program, err := os.OpenFile(fmt.Sprintf("/dev/pts/%d", number), os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { program.Close() })
	if err := unix.IoctlSetWinsize(int(program.Fd()), unix.TIOCSWINSZ, &unix.Winsize{Col: columns, Row: rows}); err != nil {
		t.Fatal(err)
	}
	term := &pty{t: t, program: program, user: user, more: make(chan struct{}, 1)}
	go term.read()
	return term
}

func (term *pty) read() {
	buffer := make([]byte, 4096)
	for {
		n, err := term.user.Read(buffer)
		term.mu.Lock()
		term.shown.Write(buffer[:n])
		term.mu.Unlock()
		select {
		case term.more <- struct{}{}:
		default:
		}
		if err != nil {
			return
		}
	}
}

// await waits until the program has shown a text.
func (term *pty) await(text string) {
	term.t.Helper()
	patience := time.After(20 * time.Second)
	for !strings.Contains(term.screen(), text) {
		select {
		case <-term.more:
		case <-patience:
			term.t.Fatalf("%q was never shown; there was: %q", text, term.screen())
		}
	}
}

func (term *pty) screen() string {
	term.mu.Lock()
	defer term.mu.Unlock()
	return term.shown.String()
}

func (term *pty) press(keys string) {
	if _, err := io.WriteString(term.user, keys); err != nil {
		term.t.Fatal(err)
	}
}

// start runs the program at the terminal; what it returns waits for the end.
func (term *pty) start(env []string, args ...string) (wait func() (status int, errs string)) {
	var errs bytes.Buffer
	done := make(chan int)
	go func() {
		done <- run(context.Background(), args, system{in: term.program, out: term.program, err: &errs, env: env})
	}()
	return func() (int, string) {
		term.t.Helper()
		select {
		case status := <-done:
			return status, errs.String()
		case <-time.After(20 * time.Second):
			term.t.Fatalf("the program does not end; there was: %q", term.screen())
			return 0, ""
		}
	}
}

// at is the environment of a terminal with colours, and a data folder.
func at(data string) []string { return []string{"MUFAKAT_DATA=" + data, "TERM=xterm-256color"} }

const leaveAltScreen = "\x1b[?1049l"

func TestScreenOpensAndCloses(t *testing.T) {
	for _, c := range []struct {
		args        []string
		shown, keys string
	}{
		{nil, "M U F A K A T", "q"},
		{[]string{"testdata/pasar.md"}, "Di meja", "\x1b"},
		{[]string{"main", "testdata/pasar.md", "--mode", "latihan"}, "Lapak sudah buka", "\x03"},
	} {
		term := newTerminal(t, 100, 30)
		wait := term.start(at(t.TempDir()), c.args...)
		term.await(c.shown)
		term.press(c.keys)
		if status, errs := wait(); status != statusOK || errs != "" {
			t.Errorf("%v: status %d, %s", c.args, status, errs)
		}
		term.await(leaveAltScreen)
	}
}

func TestScreenStoresAndResumes(t *testing.T) {
	data := t.TempDir()
	term := newTerminal(t, 100, 30)
	wait := term.start(at(data), "main", "testdata/pasar.md", "--mode", "latihan")
	term.await("Lapak sudah buka")
	term.press("1")
	term.await("Mengapa?")
	term.press("\r")
	term.await("lanjut")
	term.press("\x03")
	wait()
	if runs := history(t, data); len(runs) != 1 || runs[0].Decisions != 1 || runs[0].Mode != "latihan" {
		t.Fatalf("the history is %+v", runs)
	}
	again := newTerminal(t, 100, 30)
	wait = again.start(at(data), "main", "testdata/pasar.md", "--mode", "penilaian")
	again.await("Lanjutkan") // the open run is not left behind unasked
	again.press("\x1b")
	wait()
	if runs := history(t, data); len(runs) != 1 {
		t.Errorf("the history is %+v", runs)
	}
}

func TestNoColor(t *testing.T) {
	for value, colours := range map[string]bool{"": true, "0": false, "yes": false} {
		term := newTerminal(t, 100, 30)
		wait := term.start(append(at(t.TempDir()), "NO_COLOR="+value))
		term.await("keluar")
		term.press("q")
		wait()
		term.await(leaveAltScreen)
		if got := strings.Contains(term.screen(), "[38;") || strings.Contains(term.screen(), ";38;"); got != colours {
			t.Errorf("NO_COLOR=%q: colours %t", value, got)
		}
	}
}

func TestTerminalThatCanDoNoMoreIsPlayedPlain(t *testing.T) {
	for _, c := range []struct {
		columns uint16
		env     string
		notice  string
	}{
		{0, "TERM=xterm", "Terminal ini tidak memberi tahu ukurannya, jadi dipakai mode polos, baris demi baris (sama dengan --polos).\n"},
		{100, "TERM=dumb", "Terminal ini (TERM=dumb) tidak bisa menggambar layar penuh, jadi dipakai mode polos, baris demi baris (sama dengan --polos).\n"},
		{100, "ACCESSIBLE=1", ""},
	} {
		term := newTerminal(t, c.columns, 30)
		wait := term.start(append(at(t.TempDir()), c.env))
		term.await("Pilihan (1-")
		term.press("\x04") // end of input
		if status, errs := wait(); status != statusOK || errs != c.notice {
			t.Errorf("%v: status %d, %q", c.env, status, errs)
		}
		if strings.Contains(term.screen(), "\x1b[?1049h") {
			t.Errorf("%v: the full screen was opened", c.env)
		}
	}
}

// crashing is a screen with a bug: in its view, in its update, or in a command.
type crashing string

func (c crashing) Init() tea.Cmd {
	crash := func() tea.Msg { panic("a bug in a command") }
	switch c {
	case "command":
		return crash
	case "batch":
		return tea.Batch(crash, crash)
	case "sequence":
		return tea.Sequence(nil, func() tea.Msg { return nil }, tea.Batch(func() tea.Msg { return tea.Sequence(crash, nil, crash)() }, nil))
	}
	return func() tea.Msg { return c }
}

func (c crashing) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if msg == crashing("update") {
		panic("a bug in update")
	}
	return c, nil
}

func (c crashing) View() tea.View {
	if c == "view" {
		panic("a bug in view")
	}
	v := tea.NewView("layar")
	v.AltScreen = true
	return v
}

func TestPanicOnTheScreenRestoresTheTerminal(t *testing.T) {
	for _, bug := range []crashing{"view", "update", "command", "batch", "sequence"} {
		term := newTerminal(t, 100, 30)
		data := t.TempDir()
		before, err := unix.IoctlGetTermios(int(term.program.Fd()), unix.TCGETS)
		if err != nil {
			t.Fatal(err)
		}
		p := &program{system: system{in: term.program, out: term.program, env: []string{"MUFAKAT_DATA=" + data}}}
		err = p.show(context.Background(), bug)
		if err == nil || !strings.HasPrefix(err.Error(), "Ada kesalahan dalam program ini.") || strings.Contains(err.Error(), "goroutine") {
			t.Errorf("%s: the user is told %v", bug, err)
		}
		after, err := unix.IoctlGetTermios(int(term.program.Fd()), unix.TCGETS)
		if err != nil || *after != *before {
			t.Error(bug, "the terminal is not as it was", err)
		}
		if strings.Contains(term.screen(), "goroutine") {
			t.Error(bug, "a stack trace is on the screen")
		}
		if log, err := os.ReadFile(filepath.Join(data, logFile)); err != nil || !bytes.Contains(log, []byte("a bug in ")) {
			t.Errorf("%s: the log: %v %s", bug, err, log)
		}
	}
}
