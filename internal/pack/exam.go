package pack

import (
	"slices"

	"go.yaml.in/yaml/v3"

	"mufakat/internal/quiz"
)

// Exam is a blueprint in paket.yaml.
type Exam struct {
	quiz.Blueprint
	form
}

// The keys of an exam, of a section and of a draw.
var (
	examKeys    = []string{"id", "judul", "menit", "lulus", "percobaan", "acak", "tampilkan", "soal", "bagian"}
	sectionKeys = []string{"judul", "lulus", "soal"}
	drawKeys    = []string{"tanda", "jumlah"}
	shuffled    = []string{"soal", "pilihan", "tidak"}
	revealed    = []string{"nilai", "jawaban", "kunci", "umpan-balik"}
)

// UnmarshalYAML reads an exam:
//
//	id: akhir-modul
//	judul: Akhir modul
//	menit: 40            # 0 or none: no limit
//	lulus: 70            # percent; 0 or none: no pass mark
//	percobaan: 2         # 0 or none: any number
//	acak: [soal, pilihan]    # the default; or tidak
//	tampilkan: [nilai, jawaban, kunci, umpan-balik]    # after the hand-in; none: nilai and jawaban
//	soal: [{tanda: C-07, jumlah: 3}, {jumlah: 5}]      # or sections:
//	bagian: [{judul: Hukum, lulus: 60, soal: [{tanda: L-01, jumlah: 4}]}]
func (e *Exam) UnmarshalYAML(node *yaml.Node) error {
	e.Line = node.Line
	fields := e.mapping(node, "ujian", examKeys)
	if fields == nil {
		return nil
	}
	e.Minutes = e.whole(fields["menit"], "menit", 0, 24*60)
	e.Attempts = e.whole(fields["percobaan"], "percobaan", 0, 100)
	e.Pass = float64(e.whole(fields["lulus"], "lulus", 0, 100))
	e.shuffle(fields["acak"])
	e.reveal(fields["tampilkan"])
	e.ID, e.Title = e.names(fields, "Ujian", "Akhir modul")
	if draws := fields["soal"]; draws != nil {
		e.Sections = append(e.Sections, quiz.Section{Draws: e.draws(draws)})
	}
	for _, part := range e.list(fields["bagian"], "bagian") {
		own := e.mapping(part, "bagian", sectionKeys)
		if own != nil && own["soal"] == nil {
			e.problem(part.Line, "Bagian ini belum menyebut soalnya.", "Tulis misalnya “soal: [{tanda: C-07, jumlah: 3}]”.")
		}
		e.Sections = append(e.Sections, quiz.Section{Title: e.text(own["judul"]), Pass: float64(e.whole(own["lulus"], "lulus", 0, 100)), Draws: e.draws(own["soal"])})
	}
	if fields["soal"] == nil && fields["bagian"] == nil {
		e.problem(node.Line, "Ujian ini belum menyebut soalnya.", "Tulis misalnya “soal: [{tanda: C-07, jumlah: 3}]”, atau “soal: [{jumlah: 10}]”.")
	}
	return nil
}

func (e *Exam) shuffle(node *yaml.Node) {
	if words := e.words(node, "acak", shuffled); words != nil {
		e.KeepItems, e.KeepOptions = !slices.Contains(words, "soal"), !slices.Contains(words, "pilihan")
	}
}

func (e *Exam) reveal(node *yaml.Node) {
	if node == nil {
		e.After = quiz.Reveal{Score: true, Answers: true}
		return
	}
	words := e.words(node, "tampilkan", revealed)
	e.After = quiz.Reveal{Score: slices.Contains(words, "nilai"), Answers: slices.Contains(words, "jawaban"),
		Key: slices.Contains(words, "kunci"), Feedback: slices.Contains(words, "umpan-balik")}
}

func (e *Exam) draws(node *yaml.Node) (draws []quiz.Draw) {
	for _, n := range e.list(node, "soal") {
		fields := e.mapping(n, "soal", drawKeys)
		if fields == nil {
			continue
		}
		d := quiz.Draw{Number: e.whole(fields["jumlah"], "jumlah", 1, 1000), Line: n.Line}
		for _, tag := range e.list(fields["tanda"], "tanda") {
			d.Tags = append(d.Tags, e.text(tag))
		}
		if fields["jumlah"] == nil {
			e.problem(n.Line, "Baris soal ini belum menyebut jumlahnya.", "Tulis misalnya “{tanda: C-07, jumlah: 3}”.")
		}
		draws = append(draws, d)
	}
	return draws
}
