package plain

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"mufakat/internal/debrief"
	"mufakat/internal/plaintext"
	"mufakat/internal/sim"
	"mufakat/internal/sim/simtest"
)

// wholeGame takes practice in the well from its beginning to the end of the debrief, with a step back and a branch.
var wholeGame = []string{
	"2", "haus", "", "1", "1", "lagi", "u", "1", "", "1", "1", "capek", "", "1", "2", "sudah", "",
	"1", "", "", "1", "q", "", "", "", "", "Air kurang", "dan jauh", "", "Semua", "", "", "Bertanya.", "", "1", "berkas.md",
}

// told counts the outcomes of recorded decisions in a transcript, before the debrief.
func told(transcript string) int {
	story, _, _ := strings.Cut(transcript, "\nDebrief: ")
	return len(regexp.MustCompile(`(?m)^Terjadi `).FindAllString(story, -1))
}

// decided counts the recorded decisions that have an outcome to tell.
func decided(all []sim.Decision) int {
	n := 0
	for _, d := range all {
		if d.Passage != "malam" {
			n++
		}
	}
	return n
}

// checkEnded checks what must hold wherever the input or the output ended.
func checkEnded(t *testing.T, s *stage, err error) {
	t.Helper()
	if err != nil {
		t.Fatalf("the session failed: %v", err)
	}
	if n := len(s.runs.all); n > 1 {
		t.Fatalf("%d runs are stored", n)
	}
}

// TestInputEnds cuts a whole game after every byte: it never fails, and what was told is exactly what was recorded.
func TestInputEnds(t *testing.T) {
	script := strings.Join(wholeGame, "\n") + "\n"
	for cut := range len(script) + 1 {
		s := newStage()
		s.AskReason = true
		s.In = strings.NewReader(script[:cut])
		err := s.Play(t.Context(), "uji", wellCase(), &Way{})
		checkEnded(t, s, err)
		out, record := s.out.String(), s.only(t)
		// A step back withdraws a decision that was told.
		if got, want := told(out), decided(record.run.Decisions)+record.withdrawn; got != want {
			t.Fatalf("cut after %q: %d outcomes were told, %d decisions are recorded\n%s", script[:cut], got, want, out)
		}
		ended, finished := strings.Count(out, "Masukan berakhir."), strings.Count(out, "Debrief selesai.")
		if ended+finished != 1 || cut == len(script) && finished != 1 {
			t.Fatalf("cut after %q: the end of the input is told %d times, that of the debrief %d times\n%s", script[:cut], ended, finished, out)
		}
		if !strings.HasSuffix(out, "\n") || strings.Contains(out, "\n\n\n") {
			t.Fatalf("cut after %q: ragged output\n%q", script[:cut], out)
		}
		if strings.Contains(script[:cut], "Air kurang\n") && !strings.HasPrefix(record.notes[debrief.NoteAnswer(0)], "Air kurang") {
			t.Fatalf("cut after %q: the answer is lost, notes %v", script[:cut], record.notes)
		}
	}
}

// TestInputEndsThenContinues cuts a game after every line and plays the rest in a second session: the decisions are those of
// a game that was never cut.
func TestInputEndsThenContinues(t *testing.T) {
	lines := []string{"2", "", "1", "1", "1", "2", "1", "2"}
	atRest := []int{2, 4, 6} // answers at the end of an act; where the story goes on, that is not asked again
	whole := newStage()
	whole.play(t, Way{}, lines...)
	want := whole.only(t).run.Decisions
	for cut := range lines {
		s := newStage()
		s.input(lines[:cut]...)
		if cut == 0 {
			s.In = strings.NewReader("")
		}
		if err := s.Play(t.Context(), "uji", wellCase(), &Way{}); err != nil {
			t.Fatal(err)
		}
		saved, open, _ := s.runs.LastOpen()
		if !open {
			t.Fatalf("cut after %q: nothing to continue", lines[:cut])
		}
		rest := lines[cut:]
		if slices.Contains(atRest, cut) {
			rest = rest[1:]
		}
		if err := s.input(rest...).Continue(t.Context(), saved); err != nil {
			t.Fatal(err)
		}
		if got := s.only(t).run.Decisions; !reflect.DeepEqual(got, want) {
			t.Errorf("cut after %q: decisions %v, want %v", lines[:cut], got, want)
		}
	}
}

// TestOutputEnds breaks the output after every so many bytes: the session ends quietly, and what was recorded stays.
func TestOutputEnds(t *testing.T) {
	full := newStage()
	full.AskReason = true
	whole := len(full.play(t, Way{}, wholeGame...))
	for room := 0; room < whole; room += 7 {
		s := newStage()
		s.AskReason = true
		s.Out = &brokenWriter{room}
		s.input(wholeGame...)
		checkEnded(t, s, s.Play(t.Context(), "uji", wellCase(), &Way{}))
		if got, all := s.only(t).appended, full.only(t).appended; got > all {
			t.Fatalf("room for %d bytes: %d decisions, of %d", room, got, all)
		}
	}
}

// TestOptionOrder: the options stand in the order of the full screen, for the run's own seed.
func TestOptionOrder(t *testing.T) {
	for seed := range uint64(30) {
		s := newStage()
		s.Seed = func() uint64 { return seed }
		out := s.play(t, Way{}, "1")
		c := wellCase()
		shown := c.Shuffled(c.Start(), seed)
		want := fmt.Sprintf("1. %s", plaintext.Line(shown[0].Choice.Text))
		if !strings.Contains(out, want) {
			t.Errorf("seed %d: %q is missing in\n%s", seed, want, out)
		}
		if got := s.only(t).run.Decisions[0].Option; got != shown[0].Choice.ID {
			t.Errorf("seed %d: option 1 took %s, want %s", seed, got, shown[0].Choice.ID)
		}
	}
}

func TestAssessmentHidesLevels(t *testing.T) {
	s := newStage()
	out := s.play(t, Way{Mode: sim.Assessment}, "p", "1", "p", "k", "j 1", "", "1", "2", "", "p", "j 1")
	story, _, _ := strings.Cut(out, "Bagian 2 dari 8")
	for _, hidden := range []string{"Ajaran", "kepercayaan", "Tingkat kolaborasi", "tertinggal: ", "Konsep:"} {
		if strings.Contains(story, hidden) {
			t.Errorf("%q is shown in an assessment:\n%s", hidden, story)
		}
	}
	s = newStage()
	if out := s.play(t, Way{}, "p", "1"); !strings.Contains(out, "kepercayaan 25") || !strings.Contains(out, "Ajaran") {
		t.Errorf("practice hides levels or lessons:\n%s", out)
	}
}

// TestDecisionNotStored: the trainee is told, the question comes again, and nothing has happened.
func TestDecisionNotStored(t *testing.T) {
	s := newStage()
	way := Way{}
	s.input("1", "1", "u")
	s.Runs = failing{s.runs, 1}
	if err := s.Play(t.Context(), "uji", wellCase(), &way); err != nil {
		t.Fatal(err)
	}
	out := s.out.String()
	if n := strings.Count(out, "Keputusan belum tersimpan. Disk penuh."); n != 1 {
		t.Errorf("told %d times that a decision is not stored\n%s", n, out)
	}
	if s.only(t).appended != 1 || told(out) != 1 {
		t.Errorf("%d recorded, %d told, want one each\n%s", s.only(t).appended, told(out), out)
	}
}

// failing lets the writes after the next Begin fail, n times.
type failing struct {
	*fakeRuns
	n int
}

func (f failing) Begin(source, title string, run sim.Run) (Record, error) {
	r, err := f.fakeRuns.Begin(source, title, run)
	f.failures = f.n
	return r, err
}

// TestOtherWritesFail: a step back and a note that are not stored are told, and the game goes on.
func TestOtherWritesFail(t *testing.T) {
	s := newStage()
	s.play(t, Way{}, "2")
	saved, _, _ := s.runs.LastOpen()
	s.runs.failures = 1
	s.input("u", "1", "1", "2", "")
	if err := s.Continue(t.Context(), saved); err != nil {
		t.Fatal(err)
	}
	if out := s.out.String(); !strings.Contains(out, "Belum bisa mundur. Disk penuh.") || len(s.only(t).run.Decisions) != 3 {
		t.Errorf("after a step back that failed: %d decisions\n%s", len(s.only(t).run.Decisions), out)
	}
	s.out.Reset()
	saved, _ = s.runs.saved(s.only(t)), 0
	s.input("1", "l")
	s.In = failAfter{s.In, func() { s.runs.failures = 1 }}
	if err := s.Continue(t.Context(), saved); err != nil {
		t.Fatal(err)
	}
	if out := s.out.String(); !strings.Contains(out, "Catatan belum tersimpan. Disk penuh.") || !strings.Contains(out, "Bagian 3 dari 8") {
		t.Errorf("after a note that was not stored:\n%s", out)
	}
}

// failAfter calls f at the first read.
type failAfter struct {
	in interface{ Read([]byte) (int, error) }
	f  func()
}

func (r failAfter) Read(p []byte) (int, error) { r.f(); return r.in.Read(p) }

func TestServicesFail(t *testing.T) {
	disk := "Disk penuh"
	t.Run("a run that cannot begin is an error of Play", func(t *testing.T) {
		s := newStage().input("1")
		s.runs.failures = 1
		if err := s.Play(t.Context(), "uji", wellCase(), &Way{}); err == nil || !strings.Contains(err.Error(), disk) {
			t.Errorf("error %v", err)
		}
	})
	t.Run("and is told in the menu", func(t *testing.T) {
		s := newStage().input("1", "1", "4")
		s.runs.failures = 1
		if err := s.Run(t.Context()); err != nil || !strings.Contains(s.out.String(), disk) || !strings.Contains(s.out.String(), "Sampai jumpa.") {
			t.Errorf("error %v\n%s", err, s.out.String())
		}
	})
	t.Run("a run whose case is gone is an error of Continue", func(t *testing.T) {
		s := newStage().input()
		record, _ := s.runs.Begin("lain", "Lama", sim.Run{Case: "hilang"})
		err := s.Continue(t.Context(), Saved{Record: record, Source: "lain", Run: sim.Run{Case: "hilang"}})
		if err == nil || !strings.Contains(err.Error(), "hilang tidak ada") {
			t.Errorf("error %v", err)
		}
	})
	t.Run("a context that is done ends it", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		s := newStage().input("1", "1", "1")
		if err := s.Run(ctx); !errors.Is(err, context.Canceled) {
			t.Errorf("error %v", err)
		}
	})
}

// TestWays: Play asks for the way unless it is given, and asks before it closes an unfinished run.
func TestWays(t *testing.T) {
	s := newStage().input("4", "", "q")
	if err := s.Play(t.Context(), "uji", wellCase(), nil); err != nil {
		t.Fatal(err)
	}
	if r := s.only(t).run; r.Mode != sim.Assessment || !r.Group || r.Seed != 1 || r.Hash != "h1" || r.Case != "sumur" {
		t.Errorf("the run is %+v", r)
	}
	s.play(t, Way{}, "2", "1", "1") // anew, yes, and a decision
	if len(s.runs.all) != 2 || !s.runs.all[0].closed || s.runs.all[1].appended != 1 {
		t.Errorf("after beginning anew: %+v", s.runs.all)
	}
	s.play(t, Way{Mode: sim.Assessment}, "1", "q") // goes on with the second instead
	if len(s.runs.all) != 2 {
		t.Errorf("%d runs after going on", len(s.runs.all))
	}
}

// TestChangedCase resumes a run whose text was changed.
func TestChangedCase(t *testing.T) {
	s := newStage()
	s.play(t, Way{}, "2", "", "1", "1")
	renamed, shortened := wellCase(), wellCase()
	for i := range renamed.Passages[0].Choices {
		renamed.Passages[0].Choices[i].ID += "-baru"
	}
	shortened.Passages[2].Choices = shortened.Passages[2].Choices[:2]
	saved, _, _ := s.runs.LastOpen()

	s.out.Reset()
	s.Library = fakeLibrary{[]*sim.Case{renamed}}
	if err := s.input().Continue(t.Context(), saved); err != nil {
		t.Fatal(err)
	}
	if out := s.out.String(); !strings.Contains(out, "1 pilihan dikenali kembali") || !strings.Contains(out, "Langkah yang tersimpan: 3.") {
		t.Errorf("with renamed options:\n%s", out)
	}

	// Of a run that was finished, the result and the notes are told; it is neither rewound nor opened again.
	s.Library = fakeLibrary{[]*sim.Case{shortened}}
	before := len(s.only(t).run.Decisions)
	over := saved
	over.Finished, over.Result = true, "Air mengalir, nilai 56."
	s.only(t).notes = map[string]string{debrief.NoteAnswer(0): "Sumur itu.", debrief.NotePage: "3"}
	s.out.Reset()
	if err := s.input().Continue(t.Context(), over); err != nil || len(s.only(t).run.Decisions) != before {
		t.Errorf("finished: error %v, %d decisions", err, len(s.only(t).run.Decisions))
	}
	if out := s.out.String(); !strings.Contains(out, "Air mengalir, nilai 56.") || !strings.Contains(out, "judul ke-1: Sumur itu.") {
		t.Errorf("finished:\n%s", out)
	}
	if err := s.input("2").Continue(t.Context(), saved); err != nil || len(s.only(t).run.Decisions) != 3 {
		t.Errorf("not now: error %v, %d decisions", err, len(s.only(t).run.Decisions))
	}
	if err := s.input("1", "1").Continue(t.Context(), saved); err != nil || len(s.only(t).run.Decisions) != 3 {
		t.Errorf("go on: error %v, decisions %v", err, s.only(t).run.Decisions)
	}
	if got := s.only(t).run.Decisions[2].Option; got == "ulang" {
		t.Errorf("the lost decision is still there")
	}
}

// TestDebriefResumes leaves a debrief in its sixth part and finds it there again, with what was written.
func TestDebriefResumes(t *testing.T) {
	s := newStage()
	s.play(t, Way{}, "1", "", "1", "2", "", "2", "l", "l", "l", "l", "", "Air kurang", "", "q")
	s.out.Reset()
	finished, _ := s.runs.Finished()
	if len(finished) != 1 {
		t.Fatalf("%d finished runs", len(finished))
	}
	if err := s.input("", "", "q").Continue(t.Context(), finished[0]); err != nil {
		t.Fatal(err)
	}
	out := s.out.String()
	if !strings.Contains(out, "Bagian 6 dari 8") || strings.Contains(out, "Bagian 5 dari 8") || !strings.Contains(out, "sebelumnya:\nAir kurang") {
		t.Errorf("the debrief goes on with\n%s", out)
	}
	if note := s.only(t).notes[debrief.NoteAnswer(0)]; note != "Air kurang" {
		t.Errorf("Enter changed the answer to %q", note)
	}
}

func TestExportAsksAgain(t *testing.T) {
	s := newStage()
	s.exports["ada.md"] = nil
	out := s.play(t, Way{}, "1", "", "1", "2", "", "", "l", "l", "l", "l", "l", "l", "", "1", "ada.md", "1", "baru.md")
	if _, written := s.exports["baru.md"]; !written || !strings.Contains(out, "Nama itu sudah ada.") {
		t.Errorf("exports %v\n%s", s.exports, out)
	}
}

func TestHandsAreKept(t *testing.T) {
	s := newStage()
	s.play(t, Way{Group: true}, "4 3", "2", "", "1", "", "1")
	shown := wellCase().Shuffled(wellCase().Start(), 1)
	want := make([]int, 3)
	want[shown[0].Index], want[shown[1].Index] = 4, 3
	d := s.only(t).run.Decisions
	if !slices.Equal(d[0].Hands, want) || d[1].Hands != nil || d[2].Hands != nil {
		t.Errorf("hands %v, %v, %v; want %v and none", d[0].Hands, d[1].Hands, d[2].Hands, want)
	}
}

// TestRandomCases plays random cases to their end with random answers; what is recorded replays to the ending told.
func TestRandomCases(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 7))
	for i := range 300 {
		options := simtest.Small
		options.Loops = i%3 == 0
		c := simtest.Case(rng, options)
		var script []string
		for range 400 {
			script = append(script, []string{"1", "2", "3", "", "u", "1 1", "j 2", "p", "l"}[rng.IntN(9)])
		}
		s := newStage(c).input(script...)
		s.Width = []int{0, 10, DefaultWidth}[i%3]
		s.AskReason = i%2 == 0
		way := Way{sim.Mode(rng.IntN(2)), i%5 == 0}
		if err := s.Play(t.Context(), "uji", c, &way); err != nil {
			t.Fatalf("case %d: %v", i, err)
		}
		record := s.only(t)
		play := sim.Replay(c, record.run)
		if play.Lost > 0 || play.State().Finished() != record.finished {
			t.Fatalf("case %d: %d decisions lost, finished %v, recorded %v", i, play.Lost, play.State().Finished(), record.finished)
		}
		checkText(t, s.out.String(), s.Width)
	}
}

// checkText checks that a transcript holds nothing that a terminal obeys, and no line that is too long but could be broken.
func checkText(t *testing.T, out string, width int) {
	t.Helper()
	for line := range strings.Lines(out) {
		line = strings.TrimSuffix(line, "\n")
		for _, r := range line {
			if !unicode.IsPrint(r) || r >= 0x2500 && r <= 0x25ff {
				t.Fatalf("%q holds %q", line, r)
			}
		}
		asked := strings.Contains(line, "bantuan):") // what was typed follows
		if width > 0 && !asked && utf8.RuneCountInString(line) > width && strings.Contains(line, " ") {
			t.Fatalf("%q is wider than %d", line, width)
		}
	}
}

// FuzzSession types anything: nothing panics, it ends, and what is stored can be replayed.
func FuzzSession(f *testing.F) {
	f.Add([]byte("1\n1\n2\nharus\n\n1\n1\n"), false)
	f.Add([]byte("1\n4\n4 3\n2\n\xff\xfe\x00?\n\x1b[2J\r\nu 1\nk C-07"), true)
	f.Add([]byte("1\n1\n"+strings.Join(wholeGame, "\n")+"\n2\n1\n2\n\n"), true)
	f.Fuzz(func(t *testing.T, input []byte, reasons bool) {
		s := newStage()
		s.AskReason, s.Echo = reasons, false
		s.In = bytes.NewReader(input)
		if err := s.Run(t.Context()); err != nil {
			t.Fatalf("the session failed: %v", err)
		}
		checkText(t, s.out.String(), 0)
		for i, r := range s.runs.all {
			if play := sim.Replay(wellCase(), r.run); play.Lost > 0 {
				t.Fatalf("run %d: %d decisions do not replay", i, play.Lost)
			}
		}
	})
}
