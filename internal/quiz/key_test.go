package quiz_test

import (
	"testing"

	"mufakat/internal/quiz"
)

// Every question of this list is another item; none has an id of its own but the first.
func TestKey(t *testing.T) {
	text := quiz.Text{Source: "Manakah yang benar?"}
	option := func(texts ...string) (options []quiz.Option) {
		for _, s := range texts {
			options = append(options, quiz.Option{Text: quiz.Text{Source: s}})
		}
		return options
	}
	pairs := []quiz.Pair{{Left: quiz.Text{Source: "a"}, Right: "b"}}
	others := []*quiz.Question{
		{ID: "KOL-017", Text: text},
		{},
		{Text: text},
		{Text: text, Kind: quiz.Essay},
		{Text: text, Options: option("a", "b")},
		{Text: text, Options: option("a b")},
		{Text: text, Options: option("b", "a")},
		{Text: text, Kind: quiz.Matching, Pairs: pairs},
		{Text: text, Kind: quiz.Ordering, Order: quiz.Order{Items: []quiz.Text{{Source: "a"}, {Source: "b"}}}},
	}
	seen := map[string]bool{}
	for i, q := range others {
		id := q.Key()
		if seen[id] || id == "" {
			t.Errorf("item %d has the key %q of another", i, id)
		}
		seen[id] = true
	}
	graded := &quiz.Question{Text: text, Options: option("a", "b"), Points: 3, Tags: []string{"C-07"}, Name: "Soal 1"}
	graded.Options[0].Fraction = 1
	if graded.Key() != others[4].Key() {
		t.Error("points, tags, key or name make it another item")
	}
	if others[0].Key() != "KOL-017" {
		t.Error("not the item's own id")
	}
}
