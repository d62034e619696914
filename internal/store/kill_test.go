package store

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"mufakat/internal/sim"
)

// playDir, in the environment, makes the test program play in that folder until it is killed.
const playDir = "MUFAKAT_STORE_TEST_PLAY_DIR"

func TestMain(m *testing.M) {
	if dir := os.Getenv(playDir); dir != "" {
		fmt.Println("error:", playForever(dir))
		os.Exit(1)
	}
	os.Exit(m.Run())
}

// playForever goes on with the open run, finishes it after 60 decisions and begins the next. After each decision that the
// store has acknowledged it prints the run's id and number of decisions.
func playForever(dir string) error {
	s, err := Open(dir, Options{})
	if err != nil {
		return err
	}
	p, err := s.CurrentProfile()
	if err != nil {
		return err
	}
	for {
		saved, found, err := s.LastOpenRun(p.ID)
		if err != nil {
			return err
		}
		id, n := saved.ID, len(saved.Run.Decisions)
		if !found {
			if id, err = s.Begin(p.ID, "", "", sim.Run{Case: "k"}); err != nil {
				return err
			}
		}
		for n < 60 {
			if err := s.Append(id, n, decision(n)); err != nil {
				return err
			}
			n++
			fmt.Println(id, n)
		}
		if err := s.Finish(id, n, resultOf(50)); err != nil {
			return err
		}
	}
}

// A playing program is killed again and again, at random moments. Every decision that was acknowledged is there, and what
// is there is a beginning of what was played.
func TestKill(t *testing.T) {
	dir := t.TempDir()
	rng := rand.New(rand.NewPCG(20, 26))
	var acknowledged RunID // the last run of which the player spoke
	var decisions int      // of that run
	for round := range 24 {
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), playDir+"="+dir)
		out, err := cmd.StdoutPipe()
		must(t, err)
		must(t, cmd.Start())
		// Half of the kills fall anywhere, the opening of the database included; half in the midst of play.
		kill := func(within time.Duration) {
			time.AfterFunc(time.Duration(rng.Int64N(int64(within))), func() { cmd.Process.Kill() })
		}
		lines, last := 0, -1
		if round%2 == 0 {
			kill(60 * time.Millisecond)
		} else {
			last = 1 + rng.IntN(40)
		}
		for scanner := bufio.NewScanner(out); scanner.Scan(); {
			if line := scanner.Text(); strings.HasPrefix(line, "error:") {
				t.Fatal(line)
			} else if id, n, found := strings.Cut(line, " "); found {
				acknowledged, decisions = RunID(number(t, id)), number(t, n)
			}
			if lines++; lines == last {
				kill(2 * time.Millisecond)
			}
		}
		cmd.Wait() // fails: killed

		s := open(t, dir, Options{})
		if acknowledged > 0 {
			saved, err := s.Run(acknowledged)
			must(t, err)
			if len(saved.Run.Decisions) < decisions {
				t.Fatalf("round %d: run %d has %d decisions, %d were acknowledged", round, acknowledged, len(saved.Run.Decisions), decisions)
			}
			for n, d := range saved.Run.Decisions {
				if want := decision(n); d.Option != want.Option || !d.At.Equal(want.At) {
					t.Fatalf("round %d: decision %d is %+v", round, n, d)
				}
			}
		}
		var sound string
		must(t, s.db.QueryRow("PRAGMA integrity_check").Scan(&sound))
		if sound != "ok" {
			t.Fatalf("round %d: %s", round, sound)
		}
		must(t, s.Close())
	}
	if acknowledged == 0 {
		t.Error("no decision was ever acknowledged: nothing was tested")
	}
}

func number(t *testing.T, text string) int {
	t.Helper()
	n, err := strconv.Atoi(text)
	must(t, err)
	return n
}
