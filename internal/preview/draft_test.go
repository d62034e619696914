package preview_test

import (
	"context"
	"os"
	"slices"
	"testing"
	"time"

	"mufakat/internal/casefile"
	"mufakat/internal/diagnostic"
	"mufakat/internal/preview"
)

// The last version that can be played stays, whatever becomes of the file.
func TestDraftKeepsTheLastGoodVersion(t *testing.T) {
	name := newFile(t)
	f := preview.File{Name: name, Sleep: func(context.Context, time.Duration) error { return nil }}
	var d preview.Draft
	clock := time.Date(2026, 11, 21, 14, 32, 5, 0, time.UTC)
	take := func() bool {
		clock = clock.Add(time.Minute)
		return d.Take(f.Look(context.Background(), d.Version), clock)
	}
	write(t, name, edit(t, "](#akhir)", "](#ahkir)"))
	if take() || d.Case != nil || d.Current() || diagnostic.Count(d.Findings)[diagnostic.Error] == 0 {
		t.Errorf("never good: %+v", d)
	}
	write(t, name, story)
	if !take() || d.Case == nil || !d.Current() || diagnostic.Count(d.Findings)[diagnostic.Error] != 0 {
		t.Errorf("good: %+v", d)
	}
	good, read := d.Case, d.Read
	write(t, name, edit(t, "](#jeda)", "](#jida)"))
	if take() || d.Case != good || d.Read != read || d.Current() || diagnostic.Count(d.Findings)[diagnostic.Error] == 0 {
		t.Errorf("broken: %+v", d)
	}
	if err := os.Remove(name); err != nil {
		t.Fatal(err)
	}
	if take() || d.Case != good || d.Current() || len(d.Findings) != 0 || d.Version.Err == nil {
		t.Errorf("gone: %+v", d)
	}
	write(t, name, story)
	if take() || !d.Current() {
		t.Error("the same text again is no other text")
	}
	write(t, name, edit(t, "Hujan.", "Hujan deras."))
	if !take() || d.Case == good || !d.Read.Equal(clock) {
		t.Errorf("mended: %+v", d)
	}
}

func TestFindingsOfTheLastVersionOnlyWorstFirst(t *testing.T) {
	var d preview.Draft
	old, now := &preview.Version{Document: &casefile.Document{}}, &preview.Version{Document: &casefile.Document{}}
	d.Take(old, time.Time{})
	d.Take(now, time.Time{})
	finding := func(s diagnostic.Severity, line int) diagnostic.Diagnostic {
		return diagnostic.Diagnostic{Severity: s, Place: diagnostic.Place{Line: line, Column: 1}}
	}
	d.Complete(old, []diagnostic.Diagnostic{finding(diagnostic.Error, 1)})
	if d.Searched || len(d.Findings) != 0 {
		t.Error("an answer about an earlier version was taken")
	}
	d.Complete(now, []diagnostic.Diagnostic{finding(diagnostic.Suggestion, 2), finding(diagnostic.Error, 9), finding(diagnostic.Warning, 1), finding(diagnostic.Error, 4)})
	var order []int
	for _, f := range d.Findings {
		order = append(order, f.Place.Line)
	}
	if !d.Searched || !slices.Equal(order, []int{4, 9, 1, 2}) {
		t.Errorf("in this order: %v", order)
	}
}
