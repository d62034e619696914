package quiz_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"mufakat/internal/quiz"
)

func bank(tags ...[]string) (all []*quiz.Question) {
	for i, t := range tags {
		all = append(all, &quiz.Question{Kind: quiz.MultipleChoice, ID: fmt.Sprint(i), Tags: t, Options: fractions(1, 0, 0, 0)})
	}
	return all
}

func draws(all ...quiz.Draw) *quiz.Blueprint {
	return &quiz.Blueprint{Sections: []quiz.Section{{Draws: all}}}
}

func TestComposeSharesItemsOut(t *testing.T) {
	// The only item with B also carries A: the draw for A must leave it.
	items := bank([]string{"A", "B"}, []string{"A"}, []string{"c"})
	for seed := range uint64(20) {
		p, err := draws(quiz.Draw{Tags: []string{"A"}, Number: 1}, quiz.Draw{Tags: []string{"B"}, Number: 1}, quiz.Draw{Number: 1}).Compose(&quiz.Bank{Questions: items}, seed)
		if err != nil {
			t.Fatal(err)
		}
		seen := map[string]bool{}
		for _, item := range p.Items {
			seen[item.Question.ID] = true
		}
		if len(seen) != 3 {
			t.Fatalf("drawn: %v", seen)
		}
	}
}

func TestComposeSaysWhatIsMissing(t *testing.T) {
	items := append(bank([]string{"A"}, []string{"A", "B"}), &quiz.Question{Kind: quiz.Description, Tags: []string{"A"}})
	_, err := draws(quiz.Draw{Tags: []string{"A"}, Number: 3, Line: 12}).Compose(&quiz.Bank{Questions: items}, 1)
	var short *quiz.Short
	if !errors.As(err, &short) || short.Found != 2 || short.Draw.Line != 12 {
		t.Fatal(err)
	}
	if want := "Ujian ini meminta 3 soal bertanda A, padahal yang tersedia 2. Kurangi jumlahnya, atau tambah soal."; err.Error() != want {
		t.Error(err)
	}
	if _, err := draws(quiz.Draw{Number: 1}).Compose(&quiz.Bank{}, 1); err == nil || err.Error() != "Ujian ini meminta 1 soal, padahal yang tersedia 0. Kurangi jumlahnya, atau tambah soal." {
		t.Error(err)
	}
}

func TestTheSameSeedMakesTheSamePaper(t *testing.T) {
	items := bank(make([][]string, 40)...)
	b := draws(quiz.Draw{Number: 10})
	first, _ := b.Compose(&quiz.Bank{Questions: items}, 7)
	again, _ := b.Compose(&quiz.Bank{Questions: items}, 7)
	other, _ := b.Compose(&quiz.Bank{Questions: items}, 8)
	if !reflect.DeepEqual(first.Items, again.Items) || reflect.DeepEqual(first.Items, other.Items) {
		t.Error("a paper does not follow its seed, or only that")
	}
	b.KeepOptions = true
	kept, _ := b.Compose(&quiz.Bank{Questions: items}, 7)
	for _, item := range kept.Items {
		if !slices.IsSorted(item.Shown) || len(item.Shown) != 4 {
			t.Errorf("options are shown as %v", item.Shown)
		}
	}
}

// Items that are not shuffled stand as in the blueprint, and those of one draw as in the bank.
func TestKeptItems(t *testing.T) {
	items := bank([]string{"A"}, []string{"B"}, []string{"A"}, []string{"B"}, []string{"A"})
	b := draws(quiz.Draw{Tags: []string{"B"}, Number: 2}, quiz.Draw{Tags: []string{"A"}, Number: 2})
	b.KeepItems = true
	drawn := map[*quiz.Question]bool{}
	for seed := range uint64(20) {
		p, err := b.Compose(&quiz.Bank{Questions: items}, seed)
		if err != nil {
			t.Fatal(err)
		}
		at := func(i int) int { return slices.Index(items, p.Items[i].Question) }
		if at(0) != 1 || at(1) != 3 || at(2) >= at(3) || at(3)%2 != 0 {
			t.Errorf("seed %d: items %d, %d, %d, %d", seed, at(0), at(1), at(2), at(3))
		}
		drawn[p.Items[2].Question], drawn[p.Items[3].Question] = true, true
	}
	if len(drawn) != 3 {
		t.Error("what is drawn does not differ")
	}
}

// Over many papers every item comes about as often as any other, and sections keep their order.
func TestComposeIsFair(t *testing.T) {
	items := bank(make([][]string, 10)...)
	b := &quiz.Blueprint{Sections: []quiz.Section{{Draws: []quiz.Draw{{Number: 2}}}, {Draws: []quiz.Draw{{Number: 3}}}}}
	times := map[string]int{}
	const papers = 4000
	for seed := range uint64(papers) {
		p, err := b.Compose(&quiz.Bank{Questions: items}, seed)
		if err != nil {
			t.Fatal(err)
		}
		for i, item := range p.Items {
			times[item.Question.ID]++
			if want := min(i/2, 1); item.Section != want {
				t.Fatalf("item %d belongs to section %d", i, item.Section)
			}
		}
	}
	for id, n := range times {
		if n < papers/2-250 || n > papers/2+250 { // eight standard deviations
			t.Errorf("item %s came %d times in %d papers of half the bank", id, n, papers)
		}
	}
}

// What an ordering shows is what it selects, and never in the right order.
func TestOrderingsAreShuffled(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	for seed := range uint64(2000) {
		n := 2 + rng.IntN(6)
		o := quiz.Order{Items: make([]quiz.Text, n), Select: quiz.Selection(rng.IntN(3)), Count: rng.IntN(n + 2)}
		p, err := draws(quiz.Draw{Number: 1}).Compose(&quiz.Bank{Questions: []*quiz.Question{{Kind: quiz.Ordering, Order: o}}}, seed)
		if err != nil {
			t.Fatal(err)
		}
		shown := p.Items[0].Shown
		sorted := slices.Clone(shown)
		slices.Sort(sorted)
		want := n
		if o.Select != quiz.SelectAll && o.Count > 0 && o.Count <= n {
			want = o.Count
		}
		if len(shown) != want || len(slices.Compact(slices.Clone(sorted))) != want || want > 1 && slices.Equal(shown, sorted) {
			t.Fatalf("%+v shows %v", o, shown)
		}
		if o.Select == quiz.SelectContiguous && sorted[len(sorted)-1]-sorted[0] != want-1 {
			t.Fatalf("%v are not contiguous", sorted)
		}
	}
}
