package practice_test

import (
	"fmt"
	"testing"
	"time"

	"mufakat/internal/practice"
	"mufakat/internal/quiz"
)

// years is a bank of 5,000 items that were answered 20 times each.
func years() ([]*quiz.Question, []practice.Review) {
	const items, times = 5000, 20
	rng := seeded(3)
	reviews := make([]practice.Review, 0, items*times)
	for round := range times {
		for i := range items {
			at := noon.Add(time.Duration(round-times)*7*day + time.Duration(i)*time.Minute)
			reviews = append(reviews, anyReview(rng, fmt.Sprint("s", i), at))
		}
	}
	return bank(items), reviews
}

// toExam is a plan under which some of these items are due, and the exam orders them.
var toExam = practice.Plan{PerDay: 20, Exam: noon.Add(30 * day)}

// BenchmarkReplay is a memory rebuilt from 100,000 reviews.
func BenchmarkReplay(b *testing.B) {
	items, reviews := years()
	for b.Loop() {
		practice.New(items, reviews, toExam, noon)
	}
}

// BenchmarkFirst counts what is due, and begins a session with its first item.
func BenchmarkFirst(b *testing.B) {
	items, reviews := years()
	m := practice.New(items, reviews, toExam, noon)
	for b.Loop() {
		due := len(m.Due(noon))
		if _, ok := practice.NewSession(m, noon).Next(); !ok || due < 1000 {
			b.Fatalf("only %d items are due", due)
		}
	}
}
