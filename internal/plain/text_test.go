package plain

import (
	"bufio"
	"slices"
	"strings"
	"testing"

	"mufakat/internal/sim"
)

func TestBlocksText(t *testing.T) {
	got := strings.Join(blocksText([]sim.Block{
		{Kind: sim.Prose, Markdown: "Pagi."}, {Kind: sim.Quote, Markdown: "**Bu Sri:** \"Haus.\""},
		{Kind: sim.Lesson, Markdown: "Dengar dulu."}, {Kind: sim.Discussion, Markdown: "Siapa?", Minutes: 3}, {Kind: sim.Discussion, Markdown: "Mengapa?"},
	}), "|")
	want := `Pagi.||Bu Sri: "Haus."||Pelajaran: Dengar dulu.||Diskusi 3 menit: Siapa?||Diskusi: Mengapa?`
	if got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestChangesText(t *testing.T) {
	got := changesText(wellCase(), []sim.Change{
		{Stakeholder: 0, Criterion: sim.Trust, From: 25, To: 35, Delta: 10},
		{Stakeholder: 0, Criterion: sim.Commitment, From: 95, To: 100, Delta: 15},
		{Stakeholder: 1, Criterion: sim.Trust, From: 10, To: 0, Delta: -20},
		{Stakeholder: 1, Criterion: sim.Commitment, From: 0, To: 0, Delta: -5},
		{Stakeholder: 0, Criterion: sim.Understanding, From: 40, To: 40, Delta: 0},
	})
	want := []string{
		"Bu Sri: kepercayaan 25 menjadi 35, naik 10; komitmen 95 menjadi 100, naik 5 (sudah di batas).",
		"Pak Danu: kepercayaan 10 menjadi 0, turun 10 (sudah di batas); komitmen tetap 0 (sudah di batas).",
		"Bu Sri: pemahaman tetap 40.",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestReadLines(t *testing.T) {
	long := strings.Repeat("a", 3*maxLine)
	c := console{in: bufio.NewReaderSize(strings.NewReader("satu\r\n"+long+"\n\n\ufeff1\ntanpa ujung"), 64), out: bufio.NewWriter(&strings.Builder{})}
	for _, want := range []string{"satu", long[:maxLine], "", "1", "tanpa ujung"} {
		if got, err := c.await(0); got != want || err != nil {
			t.Fatalf("read %.20q (%d bytes), error %v; want %.20q", got, len(got), err, want)
		}
	}
	if got, err := c.await(0); err != errEnd {
		t.Errorf("after the end: %q, %v", got, err)
	}
}

func TestCut(t *testing.T) {
	for _, tt := range []struct {
		s    string
		n    int
		want string
	}{{"", 3, ""}, {"abc", 3, "abc"}, {"abcd", 3, "abc"}, {"éèê", 2, "éè"}, {"a", 0, ""}} {
		if got := cut(tt.s, tt.n); got != tt.want {
			t.Errorf("cut(%q, %d) = %q, want %q", tt.s, tt.n, got, tt.want)
		}
	}
}

func TestLongReason(t *testing.T) {
	s := newStage()
	s.AskReason = true
	out := s.play(t, Way{}, "1", strings.Repeat("é", maxSentence+1))
	if !strings.Contains(out, "300 huruf pertama") || s.only(t).run.Decisions[0].Reason != strings.Repeat("é", maxSentence) {
		t.Errorf("the reason kept is %q\n%s", s.only(t).run.Decisions[0].Reason, out)
	}
}
