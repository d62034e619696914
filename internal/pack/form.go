package pack

import (
	"fmt"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"mufakat/internal/clean"
)

// form is a part of paket.yaml that is read leniently: what is wrong with it is kept as problems, so that one bad line does
// not hide the rest of the manifest.
type form struct {
	Line     int // where the part stands, from 1
	Problems []Problem
}

// Problem is one thing that is wrong with a part of paket.yaml: two sentences.
type Problem struct {
	Line              int
	Message, Proposal string
}

func (f *form) problem(line int, message, proposal string) {
	f.Problems = append(f.Problems, Problem{line, message, proposal})
}

// mapping is what a node says by its keys. Unknown keys are problems. A node that has none is one, and then nil is returned.
func (f *form) mapping(node *yaml.Node, what string, known []string) map[string]*yaml.Node {
	if node.Kind != yaml.MappingNode {
		f.problem(node.Line, fmt.Sprintf("Isi “%s” bukan daftar “kunci: nilai”.", what), "Yang dikenal: "+strings.Join(known, ", ")+".")
		return nil
	}
	fields := map[string]*yaml.Node{}
	for i := 0; i+1 < len(node.Content); i += 2 {
		key, value := node.Content[i], node.Content[i+1]
		if !slices.Contains(known, key.Value) {
			f.problem(key.Line, fmt.Sprintf("Kunci “%s” tidak dikenal di “%s”.", clean.Line(key.Value), what), "Yang dikenal: "+strings.Join(known, ", ")+".")
			continue
		}
		fields[key.Value] = value
	}
	return fields
}

// list are the elements of a list; a single value stands for a list of one.
func (f *form) list(node *yaml.Node, what string) []*yaml.Node {
	switch {
	case node == nil || node.Tag == "!!null":
		return nil
	case node.Kind == yaml.SequenceNode:
		return node.Content
	case node.Kind == yaml.ScalarNode || node.Kind == yaml.MappingNode:
		return []*yaml.Node{node}
	}
	f.problem(node.Line, fmt.Sprintf("Isi “%s” tidak terbaca.", what), "Tulis sebagai daftar di antara [ dan ].")
	return nil
}

// names are the id and the title of the part, which is of this kind; one that is missing, or an id that cannot be used, is a
// problem.
func (f *form) names(fields map[string]*yaml.Node, kind, example string) (id, title string) {
	id, title = f.text(fields["id"]), f.text(fields["judul"])
	if !ValidName(id) {
		f.problem(f.Line, fmt.Sprintf("%s ini belum punya id yang bisa dipakai (“%s”).", kind, id), "Tulis misalnya “id: "+FitName(title)+"”: huruf kecil, angka, dan tanda hubung.")
	}
	if title == "" {
		f.problem(f.Line, kind+" ini belum berjudul.", "Tulis misalnya “judul: "+example+"”.")
	}
	return id, title
}

func (f *form) text(node *yaml.Node) string {
	if node == nil || node.Kind != yaml.ScalarNode || node.Tag == "!!null" {
		return ""
	}
	return strings.TrimSpace(clean.Line(node.Value))
}

// whole is a whole number from least to most; 0 where there is none.
func (f *form) whole(node *yaml.Node, what string, least, most int) int {
	if node == nil || node.Tag == "!!null" {
		return 0
	}
	var n int
	if err := node.Decode(&n); err != nil || n < least || n > most {
		f.problem(node.Line, fmt.Sprintf("“%s” harus bilangan bulat %d sampai %d.", what, least, most), fmt.Sprintf("Tulis misalnya “%s: %d”.", what, max(least, min(most, 10))))
		return 0
	}
	return n
}

// words are the elements of a list of known words.
func (f *form) words(node *yaml.Node, what string, known []string) (words []string) {
	for _, n := range f.list(node, what) {
		if word := f.text(n); slices.Contains(known, word) {
			words = append(words, word)
		} else {
			f.problem(n.Line, fmt.Sprintf("“%s” tidak dikenal di “%s”.", word, what), "Yang dikenal: "+strings.Join(known, ", ")+".")
		}
	}
	return words
}
