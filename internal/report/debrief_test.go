package report_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"mufakat/internal/analysis"
	"mufakat/internal/debrief"
	"mufakat/internal/report"
	"mufakat/internal/sim"
)

// stall is a case of two decisions with a single stakeholder, so that its sums can be done in the head.
func stall() *sim.Case {
	up := func(delta int) sim.Outcome {
		return sim.Outcome{Levels: []sim.LevelEffect{{Stakeholders: []int{0}, Criterion: sim.Trust, Delta: delta}}, Concepts: []string{"C-07"}}
	}
	passage := func(id, title string, to sim.Target) sim.Passage {
		return sim.Passage{ID: id, Title: title, Act: -1, Choices: []sim.Choice{
			{ID: "dengar", Text: "**Dengarkan** dulu", Target: to, Outcome: up(30)},
			{ID: "tegur", Text: "Tegur dulu", Target: to, Outcome: up(-10)},
		}}
	}
	return &sim.Case{
		ID: "lapak", Title: "Dua Lapak", Weights: [sim.Criteria]int{1, 1, 1},
		Stakeholders: []sim.Stakeholder{{Code: "sri", Name: "Bu Sri", Start: sim.Levels{40, sim.Absent, sim.Absent}}},
		Passages:     []sim.Passage{passage("pagi", "Pagi", sim.Target{Kind: sim.ToPassage, Index: 1}), passage("siang", "Siang", sim.Target{Kind: sim.ToFinish})},
		Endings:      []sim.Ending{{ID: "tamat", Title: "Lorong sepi", Rank: 1, Cap: sim.NoCap, Text: sim.Text{{{Markdown: "Siang tiba."}}}}},
		Voices:       []sim.Voice{{Stakeholder: 0, Text: sim.Text{{{Kind: sim.Quote, Markdown: "\"Ya sudah.\""}}}}},
		Actual:       "Kasus ini **rekaan**.",
		Answers:      []sim.ModelAnswer{{Title: "Masalah pokok", Markdown: "Satu petak."}, {Title: "Aktor", Markdown: "Dua orang."}},
	}
}

func finished(t testing.TB) *debrief.Debrief {
	t.Helper()
	c := stall()
	p := sim.Replay(c, sim.Run{Case: c.ID, Group: true})
	if err := p.Choose(1, when, "biar tertib", []int{2, 3}); err != nil {
		t.Fatal(err)
	}
	if err := p.Choose(0, when, "", nil); err != nil {
		t.Fatal(err)
	}
	d, err := debrief.Explain(context.Background(), analysis.Compile(c), p, sim.DefaultGrades())
	if err != nil {
		t.Fatal(err)
	}
	return d
}

var when = time.Date(2026, 8, 21, 9, 30, 0, 0, time.Local)

const wantMarkdown = `# Dua Lapak

Budi · mode latihan kelompok · 21 Agu 2026 09.30

## Akhir: Lorong sepi

Siang tiba.

Nilai 50 = 100 − 50. 100 jalan terbaik, 0 terburuk; memilih acak rata-rata 50.

Predikat latihan: Kurang. Ini ukuran latihan, bukan predikat resmi.

Dugaan Anda tepat. Yang paling tertinggal: Bu Sri (kepercayaan 60).

## Kata mereka

Bu Sri

> "Ya sudah."

## Keputusan

1. Pagi: Tegur dulu (harga 50)
   “biar tertib”
   Tangan: Dengarkan dulu (2 tangan), Tegur dulu (3 tangan)
2. Siang: Dengarkan dulu (harga 0)

## Titik balik

- Pagi (harga 50)
  Anda: Tegur dulu
  Bila: Dengarkan dulu, lalu sisanya dimainkan sebaik mungkin: nilai masih bisa 100
  Konsep: C-07

## Di sini kelompok terbelah

- Pagi: Dengarkan dulu (2 tangan), Tegur dulu (3 tangan)

## Tiga kriteria

- kepercayaan: 40 → 60

## Yang sebenarnya terjadi

Kasus ini **rekaan**.

## Lembar jawab kasus

### Masalah pokok

Jawaban saya:

Satu petak, dua * payung.

Pembanding dari penulis kasus:

Satu petak.

### Aktor

Jawaban saya:

(belum ditulis)

Pembanding dari penulis kasus:

Dua orang.

## Satu kalimat untuk unit kerja saya

Dengar dulu.
`

func TestMarkdown(t *testing.T) {
	var b strings.Builder
	notes := map[string]string{debrief.NoteAnswer(0): "Satu petak, dua * payung.\n", debrief.NoteUnit: "Dengar dulu.", debrief.NoteLowest: "sri"}
	if err := report.Debrief(&b, report.Markdown, finished(t), report.Origin{Name: "Budi"}, notes); err != nil {
		t.Fatal(err)
	}
	if b.String() != wantMarkdown {
		t.Errorf("got\n%s", b.String())
	}
}

func TestTextHasNoMarks(t *testing.T) {
	var b strings.Builder
	if err := report.Debrief(&b, report.Text, finished(t), report.Origin{Name: "Budi"}, nil); err != nil {
		t.Fatal(err)
	}
	for _, mark := range []string{"**", "# ", "> "} {
		if strings.Contains(b.String(), mark) {
			t.Errorf("%q in\n%s", mark, b.String())
		}
	}
	if !strings.HasPrefix(b.String(), "Dua Lapak\n=========\n\n") || !strings.Contains(b.String(), "\nTitik balik\n-----------\n") {
		t.Errorf("headings:\n%s", b.String())
	}
}
