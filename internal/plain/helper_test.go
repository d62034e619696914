package plain

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"mufakat/internal/analysis"
	"mufakat/internal/debrief"
	"mufakat/internal/report"
	"mufakat/internal/sim"
)

func prose(markdown ...string) sim.Text { return text(sim.Prose, markdown...) }

func text(kind sim.BlockKind, markdown ...string) sim.Text {
	var t sim.Text
	for _, m := range markdown {
		t = append(t, sim.Alternatives{{Kind: kind, Markdown: m}})
	}
	return t
}

func effect(who int, k sim.Criterion, delta int) sim.LevelEffect {
	return sim.LevelEffect{Stakeholders: []int{who}, Criterion: k, Delta: delta}
}

func to(passage int) sim.Target { return sim.Target{Kind: sim.ToPassage, Index: passage} }

// option is a choice whose feedback is "Terjadi <id>." and "Pelajaran <id>.", so that a test can count what was told.
func option(id string, target sim.Target, effects ...sim.LevelEffect) sim.Choice {
	feedback := append(text(sim.Quote, "Terjadi "+id+"."), text(sim.Lesson, "Ajaran "+id+".")...)
	return sim.Choice{ID: id, Text: "Pilih **" + id + "**", Target: target,
		Outcome: sim.Outcome{Levels: effects, Feedback: feedback, Concepts: []string{"C-07"}}}
}

// wellCase is a case with two acts, a passage with a single way on, a locked option, a resource and a loop.
func wellCase() *sim.Case {
	locked := option("surat", to(2), effect(0, sim.Trust, 5))
	locked.Requires = &sim.Condition{Kind: sim.FlagSet}
	locked.LockReason = "Belum ada yang mau *menulis*."
	dig := option("gali", to(1), effect(0, sim.Trust, 10), effect(1, sim.Commitment, -40))
	dig.Outcome.Resources = []sim.ResourceEffect{{Resource: 0, Delta: -1}}
	dig.Outcome.Flags = []int{0}
	onward := sim.Choice{ID: "lanjut", Text: "Pulang", Target: to(2)}
	again := option("ulang", to(0), effect(1, sim.Understanding, 5))
	again.Outcome.Resources = []sim.ResourceEffect{{Resource: 0, Delta: -1}}
	return &sim.Case{
		ID: "sumur", Hash: "h1", Code: "K-99", Title: "Sumur Bersama", Role: "Staf desa", Minutes: 5, Version: "1",
		Weights: [sim.Criteria]int{1, 1, 1},
		Intro:   prose("Anda staf desa. Sumur *satu-satunya* kering."),
		Stakeholders: []sim.Stakeholder{
			{Code: "warga", Name: "Bu Sri, warga", Interest: "air", Start: sim.Levels{25, 30, 35}},
			{Code: "desa", Name: "Pak Danu, kepala desa", Interest: "tenang", Start: sim.Levels{40, 35, sim.Absent}},
		},
		Resources: []sim.Resource{{Name: "hari", Start: 2}},
		Flags:     []string{"digali"},
		Acts:      []sim.Act{{ID: "satu", Title: "Babak 1: Kering", Intro: prose("Kemarau panjang.")}, {ID: "dua", Title: "Babak 2: Hujan"}},
		Passages: []sim.Passage{
			{ID: "rapat", Title: "Rapat", Act: 0,
				Text: append(append(prose("Pukul tujuh malam."), text(sim.Quote, "**Bu Sri:** \"Kami haus.\"")...),
					sim.Alternatives{{Kind: sim.Discussion, Markdown: "Siapa duduk dulu?", Minutes: 3}}),
				Choices: []sim.Choice{dig, option("tunda", to(1), effect(0, sim.Trust, -10)), locked}},
			{ID: "malam", Title: "Malam itu", Act: 0, Text: prose("Semua pulang."), Choices: []sim.Choice{onward}},
			{ID: "hujan", Title: "Hujan", Act: 1, Text: prose("Hujan turun."),
				Choices: []sim.Choice{option("bagi", sim.Target{Kind: sim.ToFinish}, effect(1, sim.Trust, 15)), option("diam", sim.Target{Kind: sim.ToFinish}), again}},
		},
		EndingIntro: prose("Setahun kemudian."),
		Endings: []sim.Ending{
			{ID: "baik", Title: "Air mengalir", Rank: 1, Cap: sim.NoCap, Text: prose("Semua minum."),
				Requires: &sim.Condition{Kind: sim.Compares, Quantity: sim.Quantity{Kind: sim.StakeholderLevel, Stakeholder: 1}, Value: 50}},
			{ID: "buruk", Title: "Tetap kering", Rank: 2, Cap: 35, Text: prose("Semua haus.")},
		},
		Voices:     []sim.Voice{{Stakeholder: 0, Text: text(sim.Quote, "\"Lumayan.\"")}},
		Actual:     "Cerita ini rekaan.\n\n| Hal | Isi |\n|---|---|\n| sumur | ada |",
		Answers:    []sim.ModelAnswer{{Title: "Masalah pokok", Markdown: "Air **kurang**."}, {Title: "Aktor dan perannya", Markdown: "- Bu Sri\n- Pak Danu"}},
		Reflection: "Sumur siapa?",
		Sources:    "- Buku *Air* (2020)",
	}
}

type fakeLibrary struct{ cases []*sim.Case }

func (l fakeLibrary) Cases() ([]CaseInfo, error) {
	var infos []CaseInfo
	for _, c := range l.cases {
		infos = append(infos, CaseInfo{Source: "uji", ID: c.ID, Code: c.Code, Title: c.Title, Role: c.Role, Minutes: c.Minutes})
	}
	return infos, nil
}

func (l fakeLibrary) Case(source, id string) (*sim.Case, error) {
	for _, c := range l.cases {
		if c.ID == id && source == "uji" {
			return c, nil
		}
	}
	return nil, fmt.Errorf("Kasus %s tidak ada.", id)
}

func (fakeLibrary) Cards() ([]Card, error) {
	return []Card{{Code: "C-07", Title: "Dialog tatap muka"}, {Code: "L-03", Title: "Bantuan kedinasan"}}, nil
}

// FindCards finds the cards whose code or title holds the words.
func (l fakeLibrary) FindCards(words string) (found []Card, err error) {
	cards, err := l.Cards()
	for _, c := range cards {
		if strings.Contains(strings.ToLower(c.Code+" "+c.Title), strings.ToLower(words)) {
			found = append(found, c)
		}
	}
	return found, err
}

func (l fakeLibrary) Card(code string) (Card, error) {
	if code != "C-07" {
		return Card{}, errors.New("Kartu " + code + " tidak ada.")
	}
	return Card{code, "Dialog tatap muka", "Bertemu **langsung**. Lihat [L-03](L-03.md)."}, nil
}

func (fakeLibrary) Grades(string) []sim.Grade { return sim.DefaultGrades() }

// fakeRuns keeps runs in memory, under the rules of the store.
type fakeRuns struct {
	all      []*fakeRecord
	failures int // how many of the next writes fail
}

type fakeRecord struct {
	runs     *fakeRuns
	source   string
	title    string
	run      sim.Run
	notes    map[string]string
	appended int // how often a decision was recorded
	// withdrawn counts the decisions taken back that had an outcome to tell.
	withdrawn int
	finished  bool
	closed    bool
}

func (r *fakeRuns) saved(f *fakeRecord) Saved {
	return Saved{Record: f, Source: f.source, Title: f.title, Run: f.run, Touched: now()}
}

func (r *fakeRuns) find(ok func(*fakeRecord) bool) (Saved, bool, error) {
	for _, f := range slices.Backward(r.all) {
		if !f.finished && !f.closed && ok(f) {
			return r.saved(f), true, nil
		}
	}
	return Saved{}, false, nil
}

func (r *fakeRuns) LastOpen() (Saved, bool, error) {
	return r.find(func(*fakeRecord) bool { return true })
}

func (r *fakeRuns) Open(source, id string) (Saved, bool, error) {
	return r.find(func(f *fakeRecord) bool { return f.source == source && f.run.Case == id })
}

func (r *fakeRuns) Finished() ([]Saved, error) {
	var all []Saved
	for _, f := range slices.Backward(r.all) {
		if f.finished {
			all = append(all, r.saved(f))
		}
	}
	return all, nil
}

func (r *fakeRuns) Begin(source, title string, run sim.Run) (Record, error) {
	if err := r.write(); err != nil {
		return nil, err
	}
	f := &fakeRecord{runs: r, source: source, title: title, run: run, notes: map[string]string{}}
	r.all = append(r.all, f)
	return f, nil
}

func (r *fakeRuns) write() error {
	if r.failures == 0 {
		return nil
	}
	r.failures--
	return errors.New("Disk penuh. Kosongkan ruang, lalu coba lagi.")
}

func (f *fakeRecord) check(n int) error {
	switch err := f.runs.write(); {
	case err != nil:
		return err
	case n != len(f.run.Decisions):
		return fmt.Errorf("the run has %d decisions, not %d", len(f.run.Decisions), n)
	case f.closed:
		return errors.New("the run is closed")
	}
	return nil
}

func (f *fakeRecord) Append(n int, d sim.Decision) error {
	if err := f.check(n); err != nil {
		return err
	}
	f.run = f.run.Append(d)
	f.appended++
	return nil
}

func (f *fakeRecord) Rewind(n, to int) error {
	if err := f.check(n); err != nil {
		return err
	}
	f.withdrawn += decided(f.run.Decisions[to:])
	f.run = f.run.Rewind(to)
	f.finished = false
	return nil
}

func (f *fakeRecord) Finish(d *debrief.Debrief) error {
	err := f.check(len(d.Play.Run.Decisions))
	f.finished = f.finished || err == nil
	return err
}

func (f *fakeRecord) Abandon() error                    { f.closed = true; return f.runs.write() }
func (f *fakeRecord) Notes() (map[string]string, error) { return f.notes, nil }

func (f *fakeRecord) SaveNote(key, text string) error {
	err := f.runs.write()
	if err == nil {
		f.notes[key] = text
	}
	return err
}

type analyst struct{}

func (analyst) Explain(ctx context.Context, play *sim.Playthrough, grades []sim.Grade) (*debrief.Debrief, error) {
	return debrief.Explain(ctx, analysis.Compile(play.Case), play, grades)
}

// fakeExporter remembers what was exported; a name it has is refused.
type fakeExporter map[string]map[string]string

func (e fakeExporter) Export(name string, _ report.Format, _ string, _ *debrief.Debrief, notes map[string]string) (string, error) {
	if _, taken := e[name]; taken {
		return "", errors.New("Nama itu sudah ada. Pilih nama lain.")
	}
	e[name] = notes
	return "/folder/" + name, nil
}

func now() time.Time { return time.Date(2026, 8, 17, 10, 0, 0, 0, time.Local) }

// stage is a session over text with everything it needs in memory.
type stage struct {
	Session
	runs      *fakeRuns
	attempts  *fakeAttempts
	exercises *fakeExercises
	exports   fakeExporter
	out       bytes.Buffer
}

func newStage(cases ...*sim.Case) *stage {
	if cases == nil {
		cases = []*sim.Case{wellCase()}
	}
	s := &stage{runs: &fakeRuns{}, attempts: &fakeAttempts{}, exercises: &fakeExercises{}, exports: fakeExporter{}}
	s.Session = Session{
		Out: &s.out, Width: DefaultWidth, Echo: true, Library: fakeLibrary{cases}, Runs: s.runs, Analyst: analyst{},
		Exporter: s.exports, Quizzes: noQuizzes{}, Attempts: s.attempts, Exercises: s.exercises, Now: now, Seed: func() uint64 { return 1 },
	}
	return s
}

// input sets what is typed: one line for each argument.
func (s *stage) input(lines ...string) *stage {
	s.In = strings.NewReader(strings.Join(lines, "\n") + "\n")
	return s
}

// play plays the well in a way, and returns what was written.
func (s *stage) play(t *testing.T, way Way, lines ...string) string {
	t.Helper()
	s.input(lines...)
	if err := s.Play(t.Context(), "uji", wellCase(), &way); err != nil {
		t.Fatalf("Play: %v", err)
	}
	return s.out.String()
}

// only is the one stored run.
func (s *stage) only(t *testing.T) *fakeRecord {
	t.Helper()
	if len(s.runs.all) != 1 {
		t.Fatalf("%d runs are stored, want 1", len(s.runs.all))
	}
	return s.runs.all[0]
}

// brokenWriter takes n bytes and then fails.
type brokenWriter struct{ n int }

func (w *brokenWriter) Write(p []byte) (int, error) {
	if w.n < len(p) {
		return max(w.n, 0), io.ErrClosedPipe
	}
	w.n -= len(p)
	return len(p), nil
}
