package gradebook

import (
	"fmt"
	"slices"
	"strings"

	"mufakat/internal/itemstats"
	"mufakat/internal/itemtext"
	"mufakat/internal/plaintext"
	"mufakat/internal/quiz"
)

// Counted tells on whom and on what the statistics rest: everybody, with the first attempt, but for those whose first attempt
// waits for somebody to grade an essay (Moodle leaves these out too, rather than count the essay as 0), and the items that they
// were asked. They are indices into the book's people and items.
func (b *Book) Counted() (people, items []int) {
	asked := make([]bool, len(b.Items))
	for i := range b.People {
		first := b.People[i].Sheets[0]
		if b.Sheets[first].Result.Pending > 0 {
			continue
		}
		people = append(people, i)
		for k := range asked {
			asked[k] = asked[k] || b.places[first][k] != nowhere
		}
	}
	for k := range asked {
		if asked[k] {
			items = append(items, k)
		}
	}
	return people, items
}

// Matrix is what the item statistics are worked out from, with a row and a column for each that is [Book.Counted].
func (b *Book) Matrix() *itemstats.Matrix {
	people, items := b.Counted()
	m := &itemstats.Matrix{Items: make([]itemstats.Item, len(items)), Attempts: make([]itemstats.Attempt, len(people))}
	for column, i := range items {
		m.Items[column] = b.Items[i].statistic()
	}
	cells := make([]itemstats.Cell, len(people)*len(items)) // at once: a large class has many
	for row, i := range people {
		p := &b.People[i]
		a := itemstats.Attempt{ID: p.Label, Cells: cells[row*len(items) : (row+1)*len(items)]}
		for column, k := range items {
			a.Cells[column] = b.cell(p.Sheets[0], k, &m.Items[column])
		}
		m.Attempts[row] = a
	}
	return m
}

// cell is what a sheet earned on an item, which the statistics know as the other one.
func (b *Book) cell(sheet, item int, as *itemstats.Item) itemstats.Cell {
	place := b.places[sheet][item]
	if place == nowhere {
		return itemstats.Cell{State: itemstats.NotAsked}
	}
	s := &b.Sheets[sheet]
	response := s.Attempt.Response(place)
	if response.Blank() {
		return itemstats.Cell{State: itemstats.Blank}
	}
	cell := itemstats.Cell{Mark: as.Max * s.Result.Items[place].Fraction}
	if as.Options != nil {
		cell.Chosen = chosen(b.Items[item].Question, response)
	}
	return cell
}

// statistic is the item as the statistics know it.
func (i *Item) statistic() itemstats.Item {
	return itemstats.Item{Name: i.Label, Max: i.Question.Points, Guess: guess(i.Question), Options: i.options()}
}

// options are what people chose from; nil where they did not choose, or not all from the same.
func (i *Item) options() (options []itemstats.Option) {
	switch q := i.Question; {
	case i.Changed:
	case q.Kind == quiz.MultipleChoice:
		for _, o := range q.Options {
			options = append(options, itemstats.Option{Text: plaintext.Line(itemtext.Markdown(o.Text)), Fraction: o.Fraction})
		}
	case q.Kind == quiz.TrueFalse:
		options = []itemstats.Option{{Text: "Benar"}, {Text: "Salah"}}
		options[trueFalse(q.True)].Fraction = 1
	}
	return options
}

// trueFalse is the option of a true/false question that an answer is, as an index.
func trueFalse(answer bool) int {
	if answer {
		return 0
	}
	return 1
}

// chosen are the options that an answer takes, as indices into [Item.options].
func chosen(q *quiz.Question, r quiz.Response) []int {
	if q.Kind == quiz.TrueFalse {
		if r.True == nil {
			return nil
		}
		return []int{trueFalse(*r.True)}
	}
	return q.Taken(r.Options)
}

// guess is the share of its points that a question earns from who guesses, as Moodle has it; nil where Moodle has none.
func guess(q *quiz.Question) *float64 {
	var share float64
	switch q.Kind {
	case quiz.MultipleChoice:
		if !q.Single || len(q.Options) == 0 {
			return nil
		}
		for _, o := range q.Options {
			share += o.Fraction / float64(len(q.Options))
		}
	case quiz.TrueFalse:
		share = 0.5
	case quiz.Matching:
		if choices := len(q.Choices()); choices > 0 {
			share = 1 / float64(choices)
		}
	case quiz.ShortAnswer:
		if i := slices.IndexFunc(q.Patterns, func(p quiz.Pattern) bool { return strings.TrimSpace(p.Text) == "*" }); i >= 0 {
			share = q.Patterns[i].Fraction
		}
	case quiz.Numerical:
		if i := slices.IndexFunc(q.Numbers, func(n quiz.Number) bool { return n.Any }); i >= 0 {
			share = q.Numbers[i].Fraction
		}
	}
	return &share
}

// Basis are sentences on what the statistics leave out; none where they leave out nothing.
func (b *Book) Basis() (sentences []string) {
	people, _ := b.Counted()
	if waiting := len(b.People) - len(people); waiting > 0 {
		sentences = append(sentences, fmt.Sprintf("%d peserta belum ikut dihitung, karena esainya menunggu penilaian.", waiting))
	}
	if later := len(b.Sheets) - len(b.People); later > 0 {
		sentences = append(sentences, fmt.Sprintf("Statistik memakai percobaan pertama setiap peserta; %d percobaan sesudahnya tidak ikut dihitung.", later))
	}
	return sentences
}

// Remarks are sentences on what has to be known to read the book; none where there is nothing.
func (b *Book) Remarks() (sentences []string) {
	for _, name := range b.namesakes {
		sentences = append(sentences, fmt.Sprintf("Beberapa orang bernama “%s” tanpa NIP mengerjakan pada waktu yang sama; setiap lembarnya dihitung sebagai orang yang berbeda.", name))
	}
	var again []string
	for i := range b.People {
		if p := &b.People[i]; p.NIP == "" && len(p.Sheets) > 1 {
			again = append(again, p.Label)
		}
	}
	if again != nil {
		sentences = append(sentences, fmt.Sprintf("Tanpa NIP, percobaan dengan nama yang sama dihitung sebagai milik satu orang: %s.", plaintext.Enumerate(again)))
	}
	var changed []string
	for i := range b.Items {
		if b.Items[i].Changed {
			changed = append(changed, b.Items[i].Label)
		}
	}
	if changed != nil {
		sentences = append(sentences, fmt.Sprintf("Soal yang berubah di antara percobaan: %s. Nilainya disandingkan sebagai bagian dari poinnya, dan pilihannya tidak dirinci.", plaintext.Enumerate(changed)))
	}
	back := 0
	for i := range b.Sheets {
		if b.Sheets[i].Attempt.ClockWasBack() {
			back++
		}
	}
	if back > 0 {
		sentences = append(sentences, fmt.Sprintf("Jam komputer dimundurkan selama %d percobaan; waktu tambahan tidak diberikan.", back))
	}
	return sentences
}
