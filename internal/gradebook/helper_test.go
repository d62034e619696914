package gradebook_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"mufakat/internal/gradebook"
	"mufakat/internal/quiz"
)

var start = time.Date(2026, 11, 20, 1, 0, 0, 0, time.UTC)

func md(source string) quiz.Text { return quiz.Text{Source: source, Format: quiz.Markdown} }

// bank has one question of every kind that is asked, the essay last.
func bank() *quiz.Bank {
	return &quiz.Bank{
		Questions: []*quiz.Question{
			{Kind: quiz.MultipleChoice, ID: "S-1", Tags: []string{"konsep"}, Text: md("Apa?"), Points: 1, Single: true, Options: []quiz.Option{{Text: md("ya"), Fraction: 1}, {Text: md("hampir"), Fraction: 0.5}, {Text: md("tidak")}, {Text: md("jangan"), Fraction: -0.5}}},
			{Kind: quiz.MultipleChoice, ID: "S-2", Text: md("Mana saja?"), Points: 2, Options: []quiz.Option{{Text: md("a"), Fraction: 0.5}, {Text: md("b"), Fraction: 0.5}, {Text: md("c"), Fraction: -1}}},
			{Kind: quiz.TrueFalse, ID: "S-3", Text: md("Benar?"), Points: 1},
			{Kind: quiz.ShortAnswer, ID: "S-4", Text: md("Sebut."), Points: 1, Patterns: []quiz.Pattern{{Text: "mufakat", Fraction: 1}, {Text: "*", Fraction: 0.25}}},
			{Kind: quiz.Numerical, ID: "S-5", Text: md("Berapa?"), Points: 1, Numbers: []quiz.Number{{Value: 3, Tolerance: 0.5, Fraction: 1}}},
			{Kind: quiz.Matching, ID: "S-6", Tags: []string{"konsep", "C-07"}, Text: md("Jodohkan."), Points: 3, Pairs: []quiz.Pair{{Left: md("satu"), Right: "1"}, {Left: md("dua"), Right: "2"}, {Right: "3"}}},
			{Kind: quiz.Ordering, ID: "S-7", Text: md("Urutkan."), Points: 1, Order: quiz.Order{Items: []quiz.Text{md("x"), md("y"), md("z")}}},
			{Kind: quiz.Essay, ID: "S-8", Text: md("Uraikan."), Points: 4, Rubric: "kasus"},
		},
		Rubrics: []quiz.Rubric{{ID: "kasus", Title: "Kasus", Aspects: []quiz.Aspect{{Title: "Pokok", Levels: []string{"tidak", "ya"}}, {Title: "Aktor", Levels: []string{"tidak", "sebagian", "semua"}, Weight: 2}}}},
	}
}

// exam asks so many questions of the bank.
func exam(number int) *quiz.Blueprint {
	return &quiz.Blueprint{ID: "akhir", Title: "Akhir modul", Minutes: 30, Pass: 60, Sections: []quiz.Section{{Draws: []quiz.Draw{{Number: number}}}}}
}

// sheet is an attempt at a paper drawn by the seed, answered at random; now and then with an item left open.
func sheet(t testing.TB, b *quiz.Blueprint, from *quiz.Bank, name, nip string, seed uint64) gradebook.Sheet {
	t.Helper()
	paper, err := b.Compose(from, seed)
	if err != nil {
		t.Fatal(err)
	}
	rng := rand.New(rand.NewPCG(seed, 7))
	a := &quiz.Attempt{Paper: paper, Started: start.Add(time.Duration(seed) * time.Hour)}
	add := func(e quiz.Event) {
		e.Elapsed = time.Duration(len(a.Events)+1) * 10 * time.Second
		e.At = a.Started.Add(e.Elapsed)
		a.Events = append(a.Events, e)
	}
	for i := range paper.Items {
		if rng.IntN(6) > 0 {
			add(quiz.Event{Kind: quiz.Answer, Item: i, Response: answer(paper.Items[i], rng)})
		}
		add(quiz.Event{Kind: quiz.Flag, Item: i})
	}
	if seed%3 == 0 {
		add(quiz.Event{Kind: quiz.ClockBack})
	}
	add(quiz.Event{Kind: quiz.HandIn})
	return gradebook.Sheet{Name: name, NIP: nip, Exam: gradebook.Exam{Source: "kelas", ID: b.ID, Title: b.Title}, Attempt: a}
}

func answer(item quiz.Item, rng *rand.Rand) (r quiz.Response) {
	switch q := item.Question; q.Kind {
	case quiz.MultipleChoice:
		r.Options = rng.Perm(len(q.Options))[:1]
		if !q.Single {
			r.Options = rng.Perm(len(q.Options))[:1+rng.IntN(2)]
		}
	case quiz.TrueFalse:
		value := rng.IntN(2) == 0
		r.True = &value
	case quiz.ShortAnswer:
		r.Text = []string{"mufakat", "Mufakat ", "voting"}[rng.IntN(3)]
	case quiz.Numerical:
		r.Text = []string{"3", "3,2", "7"}[rng.IntN(3)]
	case quiz.Matching:
		r.Matches = []int{rng.IntN(4) - 1, rng.IntN(3)}
	case quiz.Ordering:
		r.Order = append([]int{}, item.Shown...)
		rng.Shuffle(len(r.Order), func(i, k int) { r.Order[i], r.Order[k] = r.Order[k], r.Order[i] })
	case quiz.Essay:
		r.Text = fmt.Sprintf("Jawaban <%d>\n\nbaris kedua", rng.IntN(100))
	}
	return r
}

// graded gives every essay of the sheet the same levels.
func graded(s gradebook.Sheet) gradebook.Sheet {
	a := *s.Attempt
	for i, item := range a.Paper.Items {
		if item.Question.Kind == quiz.Essay {
			fraction, _ := item.Rubric.Fraction([]int{1, 1})
			a.Marks = append(a.Marks, quiz.Mark{Item: i, Fraction: fraction, Levels: []int{1, 1}, Comment: "Pokoknya tepat.\nAktornya kurang."})
		}
	}
	s.Attempt = &a
	return s
}

// class is a graded sheet of each of so many people.
func class(t testing.TB, b *quiz.Blueprint, people int) (sheets []gradebook.Sheet) {
	t.Helper()
	for i := range people {
		sheets = append(sheets, graded(sheet(t, b, bank(), fmt.Sprintf("Peserta %02d", i), fmt.Sprintf("1987%014d", i), uint64(i+1))))
	}
	return sheets
}

func encoded(t testing.TB, s gradebook.Sheet) string {
	t.Helper()
	var b bytes.Buffer
	if err := gradebook.Encode(&b, &s); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func read(t testing.TB, source string) *gradebook.Sheet {
	t.Helper()
	s, err := gradebook.Read(strings.NewReader(source))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// only is the book of sheets of one exam.
func only(t testing.TB, sheets []gradebook.Sheet) *gradebook.Book {
	t.Helper()
	books := gradebook.Books(sheets)
	if len(books) != 1 {
		t.Fatalf("%d books", len(books))
	}
	return books[0]
}
