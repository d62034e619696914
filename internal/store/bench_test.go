package store

import (
	"fmt"
	"testing"
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
