package store

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"time"

	"mufakat/internal/quiz"
	"mufakat/internal/sim"
)

// These, in the environment, make the test program play, or sit an exam, in that folder until it is killed.
const (
	playDir = "MUFAKAT_STORE_TEST_PLAY_DIR"
	sitDir  = "MUFAKAT_STORE_TEST_SIT_DIR"
)

func TestMain(m *testing.M) {
	for key, forever := range map[string]func(dir string) error{playDir: playForever, sitDir: sitForever} {
		if dir := os.Getenv(key); dir != "" {
			fmt.Println("error:", forever(dir))
			os.Exit(1)
		}
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

// killed runs the test program again and again in a folder, as the environment variable asks, and kills it at random moments.
// Half of the kills fall anywhere, the opening of the database included, half in the midst of what it does. A line of two
// numbers tells what was stored: said gets the last one before each kill, and the database that was left behind, which must
// be sound.
func killed(t *testing.T, variable string, rounds int, said func(s *Store, id, n int)) {
	t.Helper()
	dir := t.TempDir()
	rng := rand.New(rand.NewPCG(20, 26))
	var id, n int
	for round := range rounds {
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), variable+"="+dir)
		out, err := cmd.StdoutPipe()
		must(t, err)
		must(t, cmd.Start())
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
			} else if first, second, found := strings.Cut(line, " "); found {
				id, n = number(t, first), number(t, second)
			}
			if lines++; lines == last {
				kill(2 * time.Millisecond)
			}
		}
		cmd.Wait() // fails: killed

		s := open(t, dir, Options{})
		if id > 0 {
			said(s, id, n)
		}
		var sound string
		must(t, s.db.QueryRow("PRAGMA integrity_check").Scan(&sound))
		if sound != "ok" || t.Failed() {
			t.Fatalf("round %d; the database is %s", round, sound)
		}
		must(t, s.Close())
	}
	if id == 0 {
		t.Error("nothing was ever acknowledged: nothing was tested")
	}
}

// Every decision that was acknowledged before a kill is there, and what is there is a beginning of what was played.
func TestKill(t *testing.T) {
	killed(t, playDir, 24, func(s *Store, id, n int) {
		saved, err := s.Run(RunID(id))
		must(t, err)
		if len(saved.Run.Decisions) < n {
			t.Errorf("run %d has %d decisions, %d were acknowledged", id, len(saved.Run.Decisions), n)
		}
		for i, d := range saved.Run.Decisions {
			if want := decision(i); d.Option != want.Option || !d.At.Equal(want.At) {
				t.Errorf("decision %d is %+v", i, d)
			}
		}
	})
}

// eventsToHandIn is how many events an exam of sitForever has before its hand-in.
const eventsToHandIn = 60

// sitForever goes on with the open attempt at an exam, hands it in after some events and begins the next. After each event
// that the store has acknowledged it prints the attempt's id and its number of events.
func sitForever(dir string) error {
	s, err := Open(dir, Options{})
	if err != nil {
		return err
	}
	p, err := s.CurrentProfile()
	if err != nil {
		return err
	}
	for {
		saved, found, err := s.OpenAttempt(p.ID, ExamKey{"kolaboratif", "akhir"})
		if err != nil {
			return err
		}
		id, n := saved.ID, 0
		if found {
			n = len(saved.Attempt.Events)
		} else if id, err = s.BeginAttempt(p.ID, "kolaboratif", examPaper(1), firstMoment); err != nil {
			return err
		}
		if n > eventsToHandIn {
			return fmt.Errorf("attempt %d is open after its hand-in", id)
		}
		for ; n <= eventsToHandIn; n++ {
			e := examEvent(n)
			if n == eventsToHandIn {
				e = quiz.Event{Kind: quiz.HandIn, At: e.At, Elapsed: e.Elapsed}
			}
			if err := s.AppendEvent(id, n, e); err != nil {
				return err
			}
			fmt.Println(id, n+1)
		}
	}
}

// No answer that was given before a kill is missing, the attempt that was interrupted is the one that goes on, and it is
// handed in and graded, or neither.
func TestKillExam(t *testing.T) {
	killed(t, sitDir, 100, func(s *Store, id, n int) {
		saved, err := s.Attempt(AttemptID(id))
		must(t, err)
		a := saved.Attempt
		if len(a.Events) < n {
			t.Errorf("attempt %d has %d events, %d were acknowledged", id, len(a.Events), n)
		}
		for i, e := range a.Events[:min(len(a.Events), eventsToHandIn)] {
			if want := examEvent(i); !reflect.DeepEqual(e, want) {
				t.Errorf("event %d is %+v, want %+v", i, e, want)
			}
		}
		if _, graded := saved.Result(); graded != a.HandedIn() || graded != (len(a.Events) > eventsToHandIn) {
			t.Errorf("%d events, handed in: %v, graded: %v", len(a.Events), a.HandedIn(), graded)
		}
		attempts, err := s.Attempts(saved.Profile)
		must(t, err)
		for _, info := range attempts[:len(attempts)-1] {
			if _, graded := info.Result(); !graded {
				t.Errorf("attempt %d was left open, and another one begun", info.ID)
			}
		}
	})
}

func number(t *testing.T, text string) int {
	t.Helper()
	n, err := strconv.Atoi(text)
	must(t, err)
	return n
}
