package gradebook

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"mufakat/internal/clean"
	"mufakat/internal/plaintext"
	"mufakat/internal/quiz"
)

// Books sorts sheets into a book for each exam, by the exams' titles. Every attempt must be handed in.
func Books(sheets []Sheet) []*Book {
	perExam := map[[2]string][]Sheet{}
	for _, s := range sheets {
		s.Exam.Source = baseName(s.Exam.Source)
		s.Result = s.Attempt.Result()
		perExam[s.Exam.key()] = append(perExam[s.Exam.key()], s)
	}
	var books []*Book
	for _, sheets := range perExam {
		books = append(books, newBook(sheets))
	}
	slices.SortFunc(books, func(a, b *Book) int {
		return cmp.Or(cmp.Compare(a.Exam.Title, b.Exam.Title), cmp.Compare(a.Exam.ID, b.Exam.ID), cmp.Compare(a.Exam.Source, b.Exam.Source))
	})
	return books
}

// newBook makes the book of one exam, of which there is at least one sheet.
func newBook(sheets []Sheet) *Book {
	slices.SortFunc(sheets, func(a, b Sheet) int {
		return cmp.Or(byStart(&a, &b), cmp.Compare(a.Origin, b.Origin))
	})
	b := new(Book)
	sheets = b.withoutDoubles(sheets)
	last := &sheets[len(sheets)-1]
	b.Exam, b.Blueprint = last.Exam, last.Attempt.Paper.Blueprint
	b.addPeople(sheets)
	b.addItems()
	return b
}

// byStart orders different attempts of an exam by time.
func byStart(a, b *Sheet) int {
	return cmp.Or(a.Attempt.Started.Compare(b.Attempt.Started), cmp.Compare(a.Attempt.Paper.Seed, b.Attempt.Paper.Seed))
}

// withoutDoubles keeps one sheet of each attempt: the one that was graded further. The sheets stand in the order of their
// start, so that those of one attempt follow one another.
func (b *Book) withoutDoubles(sheets []Sheet) []Sheet {
	kept := sheets[:1]
	for _, s := range sheets[1:] {
		before := &kept[len(kept)-1]
		if byStart(before, &s) != 0 {
			kept = append(kept, s)
			continue
		}
		names := [2]string{before.where(), s.where()}
		if s.gradedFurther(before) {
			*before = s
		}
		if names[0] == names[1] {
			continue // it was named twice
		}
		b.Doubles = append(b.Doubles, fmt.Sprintf("Percobaan yang sama ada di %s dan %s; dihitung sekali, dari %s.", names[0], names[1], before.where()))
	}
	return kept
}

// where names the place that the sheet comes from.
func (s *Sheet) where() string {
	if s.Origin == "" {
		return "data komputer ini"
	}
	return s.Origin
}

// gradedFurther tells whether a person has graded more of this sheet than of another one of the same attempt, or again.
func (s *Sheet) gradedFurther(other *Sheet) bool {
	return cmp.Or(other.Result.Pending-s.Result.Pending, len(s.Attempt.Marks)-len(other.Attempt.Marks)) > 0
}

// addPeople finds out whose the sheets are, which stand in the order of their start. An NIP tells people apart; without one
// a name does, unless attempts of that name overlap: then several people have it, as has everybody who never gave the program
// a name, and each attempt is taken for that of somebody else.
func (b *Book) addPeople(sheets []Sheet) {
	byID := map[string][]Sheet{}
	for i, s := range sheets {
		id := "nip " + s.NIP
		switch {
		case s.NIP != "":
		case s.Name != "":
			id = "nama " + strings.ToLower(s.Name)
		default:
			id = fmt.Sprint("lembar ", i)
		}
		byID[id] = append(byID[id], s)
	}
	var people [][]Sheet
	for _, own := range byID {
		if own[0].NIP == "" && overlap(own) {
			b.namesakes = append(b.namesakes, own[0].Name)
			for i := range own {
				people = append(people, own[i:i+1])
			}
			continue
		}
		people = append(people, own)
	}
	slices.Sort(b.namesakes)
	slices.SortFunc(people, func(x, y []Sheet) int {
		return cmp.Or(cmp.Compare(strings.ToLower(x[0].Name), strings.ToLower(y[0].Name)), cmp.Compare(x[0].NIP, y[0].NIP), byStart(&x[0], &y[0]))
	})
	taken := map[string]int{}
	for _, own := range people {
		p := Person{Name: own[0].Name, NIP: own[0].NIP, Label: unused(cmp.Or(own[0].Name, "Tanpa nama"), taken)}
		for _, s := range own {
			p.Sheets = append(p.Sheets, len(b.Sheets))
			b.Sheets = append(b.Sheets, s)
		}
		b.People = append(b.People, p)
	}
}

// overlap tells whether of some attempts, in the order of their start, one began before an earlier one was handed in.
func overlap(sheets []Sheet) bool {
	for i := range sheets[1:] {
		if sheets[i+1].Attempt.Started.Before(sheets[i].Ended()) {
			return true
		}
	}
	return false
}

// unused is the name, with a number behind it if it is taken, and takes it. taken has of each name the last number behind it.
func unused(name string, taken map[string]int) string {
	numbered := name
	for taken[numbered] > 0 {
		taken[name]++
		numbered = name + " (" + strconv.Itoa(taken[name]) + ")"
	}
	taken[numbered] = 1
	return numbered
}

// addItems finds all items of the sheets' papers.
func (b *Book) addItems() {
	keys := make([][]string, len(b.Sheets)) // by sheet and place; empty where nothing is asked
	newest := map[string]*Sheet{}
	items := map[string]*Item{}
	inOrder := true // all papers ask the same items in the same order
	for n := range b.Sheets {
		s := &b.Sheets[n]
		taken := map[string]int{}
		keys[n] = make([]string, len(s.Attempt.Paper.Items))
		for place, item := range s.Attempt.Paper.Items {
			if item.Question.Kind == quiz.Description {
				continue
			}
			key := unused(item.Question.Key(), taken)
			keys[n][place] = key
			known := items[key]
			if known == nil {
				items[key], newest[key] = &Item{Key: key, Question: item.Question, Section: item.Section}, s
				continue
			}
			known.Changed = known.Changed || !sameItem(known.Question, item.Question)
			if byStart(s, newest[key]) > 0 {
				known.Question, known.Section, newest[key] = item.Question, item.Section, s
			}
		}
		inOrder = inOrder && slices.Equal(keys[n], keys[0])
	}
	for _, item := range items {
		b.Items = append(b.Items, *item)
	}
	order := func(i Item) int { return i.Section }
	if inOrder {
		order = func(i Item) int { return slices.Index(keys[0], i.Key) }
	}
	slices.SortFunc(b.Items, func(x, y Item) int { return cmp.Or(order(x)-order(y), cmp.Compare(x.Key, y.Key)) })
	taken := map[string]int{}
	for i := range b.Items {
		b.Items[i].Label = unused(b.Items[i].name(), taken)
	}
	b.findPlaces(keys)
}

// nameWidth is how long a name made of a question's own words may be, in characters.
const nameWidth = 40

// name is what the item's author calls it.
func (i *Item) name() string {
	switch q := i.Question; {
	case q.ID != "":
		return i.Key
	case clean.Line(q.Name) != "":
		return plaintext.Cut(clean.Line(q.Name), nameWidth)
	}
	return plaintext.Cut(i.Text(), nameWidth)
}

// findPlaces looks up where each item stands in each sheet.
func (b *Book) findPlaces(keys [][]string) {
	column := map[string]int{}
	for i := range b.Items {
		column[b.Items[i].Key] = i
	}
	b.places = make([][]int, len(b.Sheets))
	for n := range b.places {
		b.places[n] = slices.Repeat([]int{nowhere}, len(b.Items))
		for place, key := range keys[n] {
			if key != "" {
				b.places[n][column[key]] = place
			}
		}
	}
}

// sameItem tells whether two questions ask the same, take the same for right, and are worth as many points. Feedback may differ.
func sameItem(a, b *quiz.Question) bool {
	return a == b || a.Kind == b.Kind && a.Single == b.Single && a.True == b.True && a.Points == b.Points && a.Text == b.Text &&
		slices.EqualFunc(a.Options, b.Options, func(x, y quiz.Option) bool { return x.Text == y.Text && x.Fraction == y.Fraction }) &&
		slices.EqualFunc(a.Patterns, b.Patterns, func(x, y quiz.Pattern) bool { return x.Text == y.Text && x.Fraction == y.Fraction }) &&
		slices.EqualFunc(a.Numbers, b.Numbers, func(x, y quiz.Number) bool {
			return x.Any == y.Any && x.Value == y.Value && x.Tolerance == y.Tolerance && x.Fraction == y.Fraction
		}) &&
		slices.Equal(a.Pairs, b.Pairs) && slices.Equal(a.Order.Items, b.Order.Items) && a.Order.Grading == b.Order.Grading
}
