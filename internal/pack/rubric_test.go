package pack_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"mufakat/internal/quiz"
)

func TestRubric(t *testing.T) {
	rubrics := manifestOf(t, `rubrik:
  - id: kasus-empat-aspek
    judul: Kasus dengan "empat" judul
    aspek:
      - judul: Masalah pokok
        uraian: Apa yang macet.
        bobot: 2
        tingkat: [tidak ada, 1, "dijelaskan\u001b"]
      - {judul: Aktor, tingkat: [tidak ada, disebut]}
  - {id: singkat, judul: Singkat, aspek: {judul: Isi, tingkat: [kurang, cukup]}}
`).Rubrics
	want := quiz.Rubric{ID: "kasus-empat-aspek", Title: `Kasus dengan "empat" judul`, Aspects: []quiz.Aspect{
		{Title: "Masalah pokok", Text: "Apa yang macet.", Weight: 2, Levels: []string{"tidak ada", "1", "dijelaskan"}},
		{Title: "Aktor", Levels: []string{"tidak ada", "disebut"}},
	}}
	if len(rubrics) != 2 || !reflect.DeepEqual(rubrics[0].Rubric, want) || len(rubrics[0].Problems) > 0 || rubrics[0].Line != 4 {
		t.Errorf("%+v", rubrics)
	}
	if r := rubrics[1]; len(r.Problems) > 0 || len(r.Aspects) != 1 || r.Line != 12 {
		t.Errorf("%+v", r)
	}
}

// Whatever is wrong with a rubric is told at its line, and one thing does not hide the next.
func TestRubricProblems(t *testing.T) {
	rubrics := manifestOf(t, `rubrik:
  - judul: Tanpa id
    tingkat: [a, b]
    aspek:
      - {judul: Satu, tingkat: [hanya satu]}
      - {tingkat: [a, b], bobot: berat}
      - hanya teks
  - id: kosong
    judul: Kosong
  - hanya teks
  - id: banyak
    aspek: [`+strings.Repeat("{judul: A, tingkat: [a, b]}, ", 13)+`{judul: B, tingkat: [`+strings.Repeat("a, ", 10)+`]}]
`).Rubrics
	var got []string
	for _, r := range rubrics {
		for _, p := range r.Problems {
			got = append(got, fmt.Sprintf("%02d %s", p.Line, p.Message))
		}
	}
	want := []string{
		"05 Kunci “tingkat” tidak dikenal di “rubrik”.",
		"04 Rubrik ini belum punya id yang bisa dipakai (“”).",
		"07 Aspek “Satu” punya 1 tingkat; yang bisa dipakai 2 sampai 9.",
		"08 “bobot” harus bilangan bulat 1 sampai 100.",
		"08 Aspek ini belum berjudul.",
		"09 Isi “aspek” bukan daftar “kunci: nilai”.",
		"10 Rubrik ini punya 0 aspek; yang bisa dipakai 1 sampai 12.",
		"12 Isi “rubrik” bukan daftar “kunci: nilai”.",
		"13 Rubrik ini belum berjudul.",
		"14 Aspek “B” punya 10 tingkat; yang bisa dipakai 2 sampai 9.",
		"13 Rubrik ini punya 14 aspek; yang bisa dipakai 1 sampai 12.",
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got\n%s", strings.Join(got, "\n"))
	}
}
