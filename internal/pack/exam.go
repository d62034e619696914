package pack

import (
	"fmt"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"mufakat/internal/clean"
	"mufakat/internal/quiz"
)

// Exam is a blueprint in paket.yaml. What is wrong with it is found when it is read and kept as problems, so that one bad
// line does not hide the rest of the manifest.
type Exam struct {
	quiz.Blueprint
	Line     int // where it stands, from 1
	Problems []ExamProblem
}

// ExamProblem is one thing that is wrong with an exam: two sentences.
type ExamProblem struct {
	Line              int
	Message, Proposal string
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
	e.ID, e.Title = e.text(fields["id"]), e.text(fields["judul"])
	e.Minutes = e.whole(fields["menit"], "menit", 0, 24*60)
	e.Attempts = e.whole(fields["percobaan"], "percobaan", 0, 100)
	e.Pass = float64(e.whole(fields["lulus"], "lulus", 0, 100))
	e.shuffle(fields["acak"])
	e.reveal(fields["tampilkan"])
	if !ValidName(e.ID) {
		e.problem(node.Line, fmt.Sprintf("Ujian ini belum punya id yang bisa dipakai (“%s”).", e.ID), "Tulis misalnya “id: "+FitName(e.Title)+"”: huruf kecil, angka, dan tanda hubung.")
	}
	if e.Title == "" {
		e.problem(node.Line, "Ujian ini belum berjudul.", "Tulis misalnya “judul: Akhir modul”.")
	}
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

// Items is how many questions the exam asks.
func (e *Exam) Items() (n int) {
	for _, s := range e.Sections {
		for _, d := range s.Draws {
			n += d.Number
		}
	}
	return n
}

func (e *Exam) problem(line int, message, proposal string) {
	e.Problems = append(e.Problems, ExamProblem{line, message, proposal})
}

// mapping is what a node says by its keys. Unknown keys are problems. A node that has none is one, and then nil is returned.
func (e *Exam) mapping(node *yaml.Node, what string, known []string) map[string]*yaml.Node {
	if node.Kind != yaml.MappingNode {
		e.problem(node.Line, fmt.Sprintf("Isi “%s” bukan daftar “kunci: nilai”.", what), "Yang dikenal: "+strings.Join(known, ", ")+".")
		return nil
	}
	fields := map[string]*yaml.Node{}
	for i := 0; i+1 < len(node.Content); i += 2 {
		key, value := node.Content[i], node.Content[i+1]
		if !slices.Contains(known, key.Value) {
			e.problem(key.Line, fmt.Sprintf("Kunci “%s” tidak dikenal di “%s”.", clean.Line(key.Value), what), "Yang dikenal: "+strings.Join(known, ", ")+".")
			continue
		}
		fields[key.Value] = value
	}
	return fields
}

// list are the elements of a list; a single value stands for a list of one.
func (e *Exam) list(node *yaml.Node, what string) []*yaml.Node {
	switch {
	case node == nil || node.Tag == "!!null":
		return nil
	case node.Kind == yaml.SequenceNode:
		return node.Content
	case node.Kind == yaml.ScalarNode || node.Kind == yaml.MappingNode:
		return []*yaml.Node{node}
	}
	e.problem(node.Line, fmt.Sprintf("Isi “%s” tidak terbaca.", what), "Tulis sebagai daftar di antara [ dan ].")
	return nil
}

func (e *Exam) text(node *yaml.Node) string {
	if node == nil || node.Kind != yaml.ScalarNode || node.Tag == "!!null" {
		return ""
	}
	return strings.TrimSpace(clean.Line(node.Value))
}

// whole is a whole number from least to most; 0 where there is none.
func (e *Exam) whole(node *yaml.Node, what string, least, most int) int {
	if node == nil || node.Tag == "!!null" {
		return 0
	}
	var n int
	if err := node.Decode(&n); err != nil || n < least || n > most {
		e.problem(node.Line, fmt.Sprintf("“%s” harus bilangan bulat %d sampai %d.", what, least, most), fmt.Sprintf("Tulis misalnya “%s: %d”.", what, max(least, min(most, 10))))
		return 0
	}
	return n
}

// words are the elements of a list of known words.
func (e *Exam) words(node *yaml.Node, what string, known []string) (words []string) {
	for _, n := range e.list(node, what) {
		if word := e.text(n); slices.Contains(known, word) {
			words = append(words, word)
		} else {
			e.problem(n.Line, fmt.Sprintf("“%s” tidak dikenal di “%s”.", word, what), "Yang dikenal: "+strings.Join(known, ", ")+".")
		}
	}
	return words
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
