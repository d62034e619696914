package content_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"mufakat/internal/pack"
	"mufakat/internal/quiz"
)

// codes are the codes of a kind from one number to another: "C-01" …
func codes(kind string, first, last int) (list []string) {
	for n := first; n <= last; n++ {
		list = append(list, fmt.Sprintf("%s-%02d", kind, n))
	}
	return list
}

// Everything that the module covers is there: its cases, and a card for every concept and every provision of the law.
func TestModuleIsCovered(t *testing.T) {
	p := shipped(t)
	infos, err := p.Cases()
	if err != nil {
		t.Fatal(err)
	}
	for _, code := range slices.Concat(codes("K", 1, 9), []string{"K-11"}) {
		if !slices.ContainsFunc(infos, func(c pack.CaseInfo) bool { return c.Code == code }) {
			t.Errorf("no case has the code %s", code)
		}
	}
	cards := p.Concepts()
	var library strings.Builder
	for _, code := range slices.Concat(codes("C", 1, 30), codes("L", 1, 12)) {
		if !slices.Contains(cards, code) {
			t.Errorf("there is no card %s", code)
			continue
		}
		card, err := p.Card(code)
		if err != nil {
			t.Error(err)
		}
		library.WriteString(card.Markdown)
		if words := len(strings.Fields(card.Markdown)); words < 150 || words > 450 { // sources and tables count too
			t.Errorf("the card %s has %d words", code, words)
		}
		if !strings.Contains(card.Markdown, "## Sumber") {
			t.Errorf("the card %s names no sources", code)
		}
	}
	// K-10: the short examples, each told in a card.
	for _, example := range []string{"Surakarta", "Gedong", "Jakarta Selatan", "Samsat", "Blair", "Australia", "Selandia Baru"} {
		if !strings.Contains(library.String(), example) {
			t.Errorf("no card tells of %s", example)
		}
	}
}

// shippedBank are the questions that can be asked.
func shippedBank(t *testing.T) quiz.Bank {
	t.Helper()
	bank, err := shipped(t).Bank()
	if err != nil {
		t.Fatal(err)
	}
	return bank
}

// The bank asks about everything that the module lists, often enough, and in all kinds.
func TestBankCoversTheModule(t *testing.T) {
	bank := shippedBank(t)
	tagged := map[string]int{}
	kinds := map[quiz.Kind]int{}
	for _, q := range bank.Questions {
		kinds[q.Kind]++
		for _, tag := range q.Tags {
			tagged[tag]++
		}
	}
	least := map[string]int{"situasional": 40, "T-06": 4, "esai-kasus": 1}
	for _, code := range []string{"C-05", "C-06", "C-07", "C-09", "C-11", "C-12", "C-13", "C-15", "C-16", "C-19", "C-20", "C-21", "C-23", "C-24", "C-25", "C-26", "C-27", "C-28"} {
		least[code] = 2
	}
	for _, code := range append(codes("L", 1, 7), "L-12") {
		least[code] = 1
	}
	for tag, n := range least {
		if tagged[tag] < n {
			t.Errorf("%d items with the tag %s, not %d", tagged[tag], tag, n)
		}
	}
	if len(bank.Questions) < 200 {
		t.Errorf("only %d items", len(bank.Questions))
	}
	for kind := quiz.MultipleChoice; kind <= quiz.Essay; kind++ {
		if kinds[kind] == 0 {
			t.Errorf("no item of the kind %v", kind)
		}
	}
}

// Every item can be told from the others, says why an answer is right or wrong, and names its card. Essays have a rubric.
func TestItemsAreWhole(t *testing.T) {
	bank := shippedBank(t)
	cards := shipped(t).Concepts()
	ids, names := map[string]bool{}, map[string]bool{}
	longest, single := 0, 0
	for _, q := range bank.Questions {
		if q.ID == "" || ids[q.ID] || q.Name == "" || names[q.Name] {
			t.Errorf("%q has no id or title of its own: %q", q.Name, q.ID)
		}
		ids[q.ID], names[q.Name] = true, true
		own := slices.DeleteFunc(slices.Clone(q.Tags), func(tag string) bool { return !slices.Contains(cards, tag) })
		if len(own) == 0 && !slices.Contains(q.Tags, "T-06") && !slices.Contains(q.Tags, "esai-kasus") {
			t.Errorf("%s belongs to no card", q.ID)
		}
		if q.Kind != quiz.Essay && !slices.ContainsFunc(own, func(code string) bool { return strings.Contains(allFeedback(q), code) }) {
			t.Errorf("the feedback of %s does not name its card", q.ID)
		}
		if q.Kind == quiz.Essay && (q.Rubric == "" || bank.Rubric(q).ID != q.Rubric || q.Points < 2) {
			t.Errorf("%s has no rubric, or next to no points", q.ID)
		}
		for _, o := range q.Options {
			if o.Feedback.Source == "" {
				t.Errorf("%s does not say why of “%s”", q.ID, o.Text.Source)
			}
		}
		if q.Single && len(q.Options) >= 3 {
			shortest, most, key := optionLengths(q)
			if float64(most) > 1.35*float64(shortest) {
				t.Errorf("%s: its options are %d to %d characters long", q.ID, shortest, most)
			}
			single++
			if key == most {
				longest++
			}
		}
	}
	if 10*longest > 3*single {
		t.Errorf("the key is the longest option in %d of %d items", longest, single)
	}
}

func allFeedback(q *quiz.Question) string {
	texts := []string{q.General.Source, q.Right.Source, q.Wrong.Source}
	for _, o := range q.Options {
		texts = append(texts, o.Feedback.Source)
	}
	return strings.Join(texts, " ")
}

// optionLengths are the lengths of the shortest and the longest option, and of the best one.
func optionLengths(q *quiz.Question) (shortest, longest, key int) {
	best := 0
	for i, o := range q.Options {
		n := utf8.RuneCountInString(o.Text.Source)
		if i == 0 || n < shortest {
			shortest = n
		}
		longest = max(longest, n)
		if o.Fraction > q.Options[best].Fraction {
			best = i
		}
	}
	return shortest, longest, utf8.RuneCountInString(q.Options[best].Text.Source)
}

// The exams are as they were announced, and can be drawn again and again.
func TestExamsCanBeDrawn(t *testing.T) {
	exams, err := shipped(t).Exams()
	if err != nil {
		t.Fatal(err)
	}
	bank := shippedBank(t)
	for id, want := range map[string]struct{ items, minutes int }{"pra-uji": {10, 0}, "akhir-modul": {30, 40}, "kasus-tipe-b": {1, 60}} {
		at := slices.IndexFunc(exams, func(e pack.ExamInfo) bool { return e.ID == id })
		if at < 0 {
			t.Errorf("there is no exam %s", id)
			continue
		}
		e := exams[at]
		if e.Size() != want.items || e.Minutes != want.minutes {
			t.Errorf("%s asks %d items in %d minutes", id, e.Size(), e.Minutes)
		}
		for seed := range uint64(50) {
			if _, err := e.Compose(&bank, seed); err != nil {
				t.Fatalf("%s: %v", id, err)
			}
		}
	}
}
