package store

import (
	"fmt"
	"strings"
	"testing"

	"mufakat/internal/quiz"
)

// lived returns a folder whose profile has played 200 runs of 10 decisions.
func lived(b *testing.B) (dir string, p ProfileID) {
	dir = b.TempDir()
	s := open(b, dir, Options{})
	profile, err := s.CurrentProfile()
	must(b, err)
	for i := range 200 {
		id := begin(b, s, profile.ID, fmt.Sprintf("k%d", i%12))
		play(b, s, id, 0, 10)
		if i%5 > 0 {
			must(b, s.Finish(id, 10, resultOf(50)))
		}
	}
	must(b, s.Close())
	return dir, profile.ID
}

// BenchmarkOpen is a start of the program: open, whose profile, what to continue.
func BenchmarkOpen(b *testing.B) {
	dir, _ := lived(b)
	for b.Loop() {
		s, err := Open(dir, Options{})
		must(b, err)
		p, err := s.CurrentProfile()
		must(b, err)
		_, _, err = s.LastOpenRun(p.ID)
		must(b, err)
		_, err = s.Settings()
		must(b, err)
		must(b, s.Close())
	}
}

func BenchmarkAppend(b *testing.B) {
	s, p := player(b)
	id, n := begin(b, s, p, "k"), 0
	for b.Loop() {
		must(b, s.Append(id, n, decision(n%10)))
		n++
	}
}

func BenchmarkSummaries(b *testing.B) {
	dir, p := lived(b)
	s := open(b, dir, Options{})
	for b.Loop() {
		summaries, err := s.Summaries(p)
		must(b, err)
		if len(summaries) != 12 {
			b.Fatal(len(summaries))
		}
	}
}

// longExam is a paper of 40 items.
func longExam(b *testing.B) *quiz.Paper {
	var bank []*quiz.Question
	for i := range 40 {
		q := *examBank()[i%7]
		q.General = quiz.Text{Source: strings.Repeat("Musyawarah mendahulukan yang paling tertinggal. ", 8)}
		bank = append(bank, &q)
	}
	blueprint := &quiz.Blueprint{ID: "panjang", Minutes: 60, Sections: []quiz.Section{{Draws: []quiz.Draw{{Number: 40}}}}}
	paper, err := blueprint.Compose(&quiz.Bank{Questions: bank}, 1)
	must(b, err)
	return paper
}

// sitLong begins an attempt of 40 items with n events.
func sitLong(b *testing.B, s *Store, p ProfileID, n int) AttemptID {
	id, err := s.BeginAttempt(p, "", longExam(b), firstMoment)
	must(b, err)
	for i := range n {
		must(b, s.AppendEvent(id, i, examEvent(i)))
	}
	return id
}

// BenchmarkAppendEvent makes one event of an exam durable.
func BenchmarkAppendEvent(b *testing.B) {
	s, p := player(b)
	id, n := sitLong(b, s, p, 0), 0
	for b.Loop() {
		must(b, s.AppendEvent(id, n, examEvent(n)))
		n++
	}
}

// BenchmarkOpenAttempt goes on with an attempt of 40 items and 200 events.
func BenchmarkOpenAttempt(b *testing.B) {
	s, p := player(b)
	id := sitLong(b, s, p, 200)
	for b.Loop() {
		saved, _, err := s.OpenAttempt(p, ExamKey{ID: "panjang"})
		must(b, err)
		if saved.ID != id || len(saved.Attempt.Events) != 200 {
			b.Fatal(saved.ID, len(saved.Attempt.Events))
		}
	}
}

// BenchmarkHandIn begins an attempt of 40 items, and hands it in after 5 answers.
func BenchmarkHandIn(b *testing.B) {
	s, p := player(b)
	for b.Loop() {
		handIn(b, s, sitLong(b, s, p, 5), 5)
	}
}
