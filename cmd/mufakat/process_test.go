package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// conversation is a program that plays line by line, as a process of its own.
type conversation struct {
	t   *testing.T
	cmd *exec.Cmd
	in  io.WriteCloser
	out *bufio.Reader
}

// converse starts the program in plain mode.
func converse(t *testing.T, data string, args ...string) *conversation {
	t.Helper()
	cmd := exec.Command("mufakat", append(args, "--polos", "--data", data)...)
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	c := &conversation{t, cmd, in, bufio.NewReader(out)}
	t.Cleanup(c.kill)
	return c
}

// until reads until the text was printed, and returns everything read. A process that keeps silent is killed in the end,
// so that the test fails instead of waiting.
func (c *conversation) until(text string) string {
	c.t.Helper()
	silent := time.AfterFunc(time.Minute, func() { c.cmd.Process.Kill() })
	defer silent.Stop()
	var read strings.Builder
	for !strings.HasSuffix(read.String(), text) {
		b, err := c.out.ReadByte()
		if err != nil {
			c.t.Fatalf("%q never came; there was:\n%s", text, read.String())
		}
		read.WriteByte(b)
	}
	return read.String()
}

func (c *conversation) answer(line string) {
	c.t.Helper()
	if _, err := io.WriteString(c.in, line+"\n"); err != nil {
		c.t.Fatal(err)
	}
}

// decide takes the first option without a reason, and returns when its consequence is being printed.
func (c *conversation) decide() {
	c.t.Helper()
	c.until("Pilihan (1-")
	c.answer("1")
	c.until("Mengapa?")
	c.answer("")
	c.until("Anda memilih: ")
}

// kill ends the process at once (SIGKILL, where there are signals).
func (c *conversation) kill() {
	c.cmd.Process.Kill()
	c.cmd.Wait()
}

// history is what riwayat says of a data folder.
func history(t *testing.T, data string) []runJSON {
	t.Helper()
	status, out, errs := startIn(context.Background(), data, "riwayat", "--json")
	if status != statusOK {
		t.Fatal(errs)
	}
	var h historyJSON
	if err := json.Unmarshal([]byte(out), &h); err != nil {
		t.Fatal(err)
	}
	return h.Runs
}

// chain writes a case of so many decisions, one after another, and returns its file's name.
func chain(t *testing.T, decisions int) string {
	t.Helper()
	var b strings.Builder
	b.WriteString("# Rantai\n\n## Pemangku kepentingan\n\n" +
		"| Kode | Nama | Kepentingan | Kepercayaan | Komitmen | Pemahaman |\n|---|---|---|---|---|---|\n| a | A | x | 40 | 40 | 40 |\n\n## Babak\n")
	for i := range decisions {
		target := fmt.Sprintf("adegan-%d", i+2)
		if i == decisions-1 {
			target = "akhir"
		}
		fmt.Fprintf(&b, "\n### Adegan %d\n\nMaju.\n\n- [Kiri](#%s)\n  - a: kepercayaan +1\n  > Ya.\n- [Kanan](#%s)\n  - a: kepercayaan -1\n  > Tidak.\n", i+1, target, target)
	}
	b.WriteString("\n## Akhir\n\n### Selesai\n- peringkat: 1\n\nSampai.\n")
	name := filepath.Join(t.TempDir(), "rantai.md")
	if err := os.WriteFile(name, []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// TestKilledAfterEveryDecision kills a playing process as soon as the consequence of a decision is being shown: the decision
// must be stored, and the next start must go on behind it.
func TestKilledAfterEveryDecision(t *testing.T) {
	const kills = 10
	data := t.TempDir()
	c := converse(t, data, "main", chain(t, kills+1), "--mode", "latihan")
	for n := 1; n <= kills; n++ {
		c.until(fmt.Sprintf("Keputusan ke-%d: Adegan %d", n, n))
		c.decide()
		c.kill()
		if runs := history(t, data); len(runs) != 1 || runs[0].State != "berjalan" || runs[0].Decisions != n {
			t.Fatalf("%d decisions were shown, and the history is %+v", n, runs)
		}
		c = converse(t, data)
		c.until("1. Lanjutkan: Rantai")
		c.until("Pilihan (1-")
		c.answer("1")
	}
}

// TestTwoCopiesAtOnce lets two processes play the same run: the one that comes late is told so and stores nothing.
func TestTwoCopiesAtOnce(t *testing.T) {
	data := t.TempDir()
	first := converse(t, data, "main", chain(t, 3), "--mode", "latihan")
	first.decide()
	first.until("Pilihan (1-")
	second := converse(t, data)
	second.until("1. Lanjutkan: Rantai")
	second.until("Pilihan (1-")
	second.answer("1")
	second.decide()

	first.answer("2")
	first.until("Mengapa?")
	first.answer("")
	first.until("Keputusan belum tersimpan.")
	if runs := history(t, data); len(runs) != 1 || runs[0].Decisions != 2 {
		t.Errorf("the history is %+v", runs)
	}
}
