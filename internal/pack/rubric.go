package pack

import (
	"fmt"

	"go.yaml.in/yaml/v3"

	"mufakat/internal/quiz"
)

// Rubric is a rubric in paket.yaml.
type Rubric struct {
	quiz.Rubric
	form
}

// The keys of a rubric and of an aspect.
var (
	rubricKeys = []string{"id", "judul", "aspek"}
	aspectKeys = []string{"judul", "uraian", "bobot", "tingkat"}
)

// The bounds of a rubric: its levels are given with the digits 1 to 9, and its aspects stand on one screen.
const (
	maxAspects = 12
	maxLevels  = 9
)

// UnmarshalYAML reads a rubric:
//
//	id: kasus-empat-aspek
//	judul: Kasus dengan empat judul
//	aspek:
//	  - judul: Masalah pokok
//	    uraian: Yang dicari dalam jawaban.      # may be left out
//	    bobot: 2                                # beside the other aspects; 1 where there is none
//	    tingkat: [tidak ada, disebut, dijelaskan]    # what earns 0, 1, 2 … points
func (r *Rubric) UnmarshalYAML(node *yaml.Node) error {
	r.Line = node.Line
	fields := r.mapping(node, "rubrik", rubricKeys)
	if fields == nil {
		return nil
	}
	r.ID, r.Title = r.names(fields, "Rubrik", "Esai kasus")
	for _, n := range r.list(fields["aspek"], "aspek") {
		r.aspect(n)
	}
	if n := len(r.Aspects); n == 0 || n > maxAspects {
		r.problem(node.Line, fmt.Sprintf("Rubrik ini punya %d aspek; yang bisa dipakai 1 sampai %d.", n, maxAspects), "Tulis di bawah “aspek:”, misalnya “- {judul: Masalah pokok, tingkat: [tidak ada, disebut, dijelaskan]}”.")
	}
	return nil
}

func (r *Rubric) aspect(node *yaml.Node) {
	fields := r.mapping(node, "aspek", aspectKeys)
	if fields == nil {
		return
	}
	a := quiz.Aspect{Title: r.text(fields["judul"]), Text: r.text(fields["uraian"]), Weight: float64(r.whole(fields["bobot"], "bobot", 1, 100))}
	for _, level := range r.list(fields["tingkat"], "tingkat") {
		a.Levels = append(a.Levels, r.text(level))
	}
	if a.Title == "" {
		r.problem(node.Line, "Aspek ini belum berjudul.", "Tulis misalnya “judul: Masalah pokok”.")
	}
	if n := len(a.Levels); n < 2 || n > maxLevels {
		r.problem(node.Line, fmt.Sprintf("Aspek “%s” punya %d tingkat; yang bisa dipakai 2 sampai %d.", a.Title, n, maxLevels), "Sebut dari yang terendah, misalnya “tingkat: [tidak ada, disebut, dijelaskan]”.")
	}
	r.Aspects = append(r.Aspects, a)
}
