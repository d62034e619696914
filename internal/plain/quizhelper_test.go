package plain

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"mufakat/internal/gift"
	"mufakat/internal/practice"
	"mufakat/internal/quiz"
	"mufakat/internal/report"
	"mufakat/internal/review"
)

// wellBank are eight questions, one of each kind and two of multiple choice.
func wellBank() quiz.Bank {
	name := "testdata/sumur.gift"
	src, err := os.ReadFile(name)
	if err != nil {
		panic(err)
	}
	bank := quiz.Bank{Rubrics: []quiz.Rubric{{ID: "kasus", Title: "Esai kasus", Aspects: []quiz.Aspect{
		{Title: "Masalah pokok", Text: "Apa yang macet, bukan gejalanya.", Levels: []string{"tidak ada", "disebut", "dijelaskan"}},
		{Title: "Aktor", Weight: 2, Levels: []string{"tidak ada", "disebut"}},
	}}}}
	questions := gift.Parse(name, src).Questions()
	for i := range questions {
		bank.Questions = append(bank.Questions, &questions[i])
	}
	return bank
}

// wellExam asks all of them, in two sections, in the order of the bank.
func wellExam() *quiz.Blueprint {
	draw := func(tag string) []quiz.Draw { return []quiz.Draw{{Tags: []string{tag}, Number: 4}} }
	return &quiz.Blueprint{ID: "akhir", Title: "Ujian sumur", Minutes: 20, Pass: 60, Attempts: 2, KeepItems: true, KeepOptions: true,
		Sections: []quiz.Section{{Title: "Air", Draws: draw("air")}, {Title: "Meja", Pass: 50, Draws: draw("meja")}},
		After:    quiz.Reveal{Score: true, Answers: true, Key: true, Feedback: true}}
}

// wellQuizzes are that exam and these questions, in the pack "uji".
type wellQuizzes struct{ exam *quiz.Blueprint }

func (q wellQuizzes) Exams() ([]ExamInfo, error) { return []ExamInfo{{"uji", q.exam}}, nil }

func (wellQuizzes) Banks() ([]BankInfo, error) {
	return []BankInfo{{"uji", "Bank sumur", len(wellBank().Questions)}}, nil
}

func (wellQuizzes) Bank(source string) (quiz.Bank, error) {
	if source != "uji" {
		return quiz.Bank{}, fmt.Errorf("Paket %s tidak ada.", source)
	}
	return wellBank(), nil
}

// noQuizzes has neither exams nor questions.
type noQuizzes struct{}

func (noQuizzes) Exams() ([]ExamInfo, error) { return nil, nil }
func (noQuizzes) Banks() ([]BankInfo, error) { return nil, nil }
func (noQuizzes) Bank(s string) (quiz.Bank, error) {
	return quiz.Bank{}, fmt.Errorf("Paket %s tidak ada.", s)
}

// fakeAttempts keep attempts in memory, under the rules of the store.
type fakeAttempts struct {
	all      []*fakeAttempt
	failures int // how many of the next writes fail
}

type fakeAttempt struct {
	of      *fakeAttempts
	source  string
	attempt quiz.Attempt
}

func (f *fakeAttempts) write() error {
	if f.failures == 0 {
		return nil
	}
	f.failures--
	return errors.New("Disk penuh. Kosongkan ruang, lalu coba lagi.")
}

func (f *fakeAttempts) All() (all []SavedAttempt, err error) {
	for _, a := range slices.Backward(f.all) {
		r := a.attempt.Result()
		saved := SavedAttempt{Record: a, Source: a.source, Blueprint: a.attempt.Paper.Blueprint, Started: a.attempt.Started}
		if a.attempt.HandedIn() {
			saved.HandedIn, saved.Percent, saved.Pending = true, r.Percent(), r.Pending
		}
		all = append(all, saved)
	}
	return all, nil
}

func (f *fakeAttempts) Begin(source string, paper *quiz.Paper, started time.Time) (AttemptRecord, error) {
	if err := f.write(); err != nil {
		return nil, err
	}
	a := &fakeAttempt{f, source, quiz.Attempt{Paper: paper, Started: started}}
	f.all = append(f.all, a)
	return a, nil
}

// Attempt is a copy: what the dialogue makes of it is not stored.
func (a *fakeAttempt) Attempt() (*quiz.Attempt, error) {
	stored := a.attempt
	stored.Events = slices.Clone(stored.Events)
	return &stored, nil
}

func (a *fakeAttempt) Append(n int, e quiz.Event) error {
	switch err := a.of.write(); {
	case err != nil:
		return err
	case a.attempt.HandedIn():
		return errors.New("the attempt is handed in")
	case n != len(a.attempt.Events):
		return fmt.Errorf("the attempt has %d events, not %d", len(a.attempt.Events), n)
	}
	a.attempt.Events = append(a.attempt.Events, e)
	return nil
}

// fakeExercises keep practice in memory.
type fakeExercises struct {
	reviews  []practice.Review
	plan     practice.Plan
	said     bool
	failures int
}

func (f *fakeExercises) write() error {
	if f.failures == 0 {
		return nil
	}
	f.failures--
	return errors.New("Disk penuh. Kosongkan ruang, lalu coba lagi.")
}

func (f *fakeExercises) Reviews(string) ([]practice.Review, error) {
	return slices.Clone(f.reviews), nil
}

func (f *fakeExercises) AddReview(_ string, r practice.Review) error {
	err := f.write()
	if err == nil {
		f.reviews = append(f.reviews, r)
	}
	return err
}

func (f *fakeExercises) Plan(string) (practice.Plan, bool, error) { return f.plan, f.said, nil }

func (f *fakeExercises) SetPlan(_ string, plan practice.Plan) error {
	err := f.write()
	if err == nil {
		f.plan, f.said = plan, true
	}
	return err
}

// ExportAttempt remembers what was exported, as Export does.
func (e fakeExporter) ExportAttempt(name string, format report.Format, source string, a *quiz.Attempt, r *review.Review) (string, error) {
	return e.Export(name, format, source, nil, map[string]string{"ujian": r.Title})
}

func (fakeExporter) AttemptName(format report.Format, _ string, a *quiz.Attempt) string {
	return "hasil-" + a.Paper.Blueprint.ID + format.Extension()
}

// fakeTrainee is somebody whose NIP ends in 1, or is empty.
type fakeTrainee struct{ name, nip string }

func (f *fakeTrainee) Identity() (name, nip string) { return f.name, f.nip }

func (f *fakeTrainee) Identify(name, nip string) error {
	if nip != "" && !strings.HasSuffix(nip, "1") {
		return errors.New("NIP hanya boleh berisi angka.")
	}
	f.name, f.nip = name, nip
	return nil
}

// quizStage is a stage with the exam and the questions of the well.
func quizStage() *stage {
	s := newStage()
	s.Quizzes, s.Trainee = wellQuizzes{wellExam()}, &fakeTrainee{}
	return s
}

// only is the one stored attempt.
func (f *fakeAttempts) only(t *testing.T) *quiz.Attempt {
	t.Helper()
	if len(f.all) != 1 {
		t.Fatalf("%d attempts are stored, want 1", len(f.all))
	}
	return &f.all[0].attempt
}

// line is something typed, so long after the line before it.
type line struct {
	after time.Duration
	text  string
}

// typist types lines at their time; the input ends after the last one. It needs a bubble of package synctest.
func typist(lines ...line) io.Reader {
	r, w := io.Pipe()
	go func() {
		for _, l := range lines {
			time.Sleep(l.after)
			if _, err := io.WriteString(w, l.text+"\n"); err != nil {
				return
			}
		}
		w.Close()
	}()
	return r
}

// at is the test's day, at a time of package synctest's clock.
func at(began time.Time) func() time.Time {
	return func() time.Time { return now().Add(time.Since(began)) }
}

// ticking is a clock that goes on by ten seconds whenever it is looked at.
func ticking() func() time.Time {
	looked := 0
	return func() time.Time {
		looked++
		return now().Add(time.Duration(looked) * 10 * time.Second)
	}
}
