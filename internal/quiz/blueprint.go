package quiz

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
)

// Blueprint says how an exam is put together from a bank, and how it is sat.
type Blueprint struct {
	ID       string
	Title    string
	Minutes  int     // that an attempt lasts; 0: as long as one likes
	Pass     float64 // the least share of the points, in percent, that passes; 0: none is asked for
	Attempts int     // that one may make; 0: any number

	KeepItems   bool // the items are asked in the order of the blueprint and, within a draw, of the bank; not shuffled
	KeepOptions bool // likewise the options within an item

	Sections []Section
	After    Reveal
}

// Section is a part of an exam.
type Section struct {
	Title string  // may be empty where there is only one
	Pass  float64 // as for the whole; who fails a section fails the exam
	Draws []Draw
}

// Draw takes some items at random.
type Draw struct {
	Tags   []string // an item must carry all of them; none: any item
	Number int      // at least 1
	Line   int      // where the draw stands in its file, from 1; 0 where that is not known
}

// Reveal tells what is shown once an attempt is handed in.
type Reveal struct{ Score, Answers, Key, Feedback bool }

// Paper is one exam drawn from a bank: what is asked, in the order in which it is asked.
type Paper struct {
	Blueprint *Blueprint
	Seed      uint64
	Items     []Item
}

// Item is one question of a paper.
type Item struct {
	Question *Question
	Section  int
	Shown    []int   // the order in which the options (of a matching the choices, of an ordering the items) are shown, as indices
	Rubric   *Rubric `json:",omitempty"` // of an Essay; nil for any other kind
}

// Short tells that a bank has too few items for a draw.
type Short struct {
	Draw  Draw
	Found int // items that fit, or that are left for it
}

func (s *Short) Error() string {
	what := "soal"
	if len(s.Draw.Tags) > 0 {
		what = "soal bertanda " + strings.Join(s.Draw.Tags, " dan ")
	}
	return fmt.Sprintf("Ujian ini meminta %d %s, padahal yang tersedia %d. Kurangi jumlahnya, atau tambah soal.", s.Draw.Number, what, s.Found)
}

// Compose draws a paper. The same bank and seed make the same paper. No item is drawn twice; where items fit several draws,
// they are shared out so that every draw gets its number if that is possible at all. Descriptions are never drawn. The
// error is a *[Short].
func (b *Blueprint) Compose(bank *Bank, seed uint64) (*Paper, error) {
	rng := random(seed)
	pool := slices.DeleteFunc(slices.Clone(bank.Questions), func(q *Question) bool { return q.Kind == Description })
	place := make(map[*Question]int, len(pool)) // in the bank
	for i, q := range pool {
		place[q] = i
	}
	rng.Shuffle(len(pool), func(i, k int) { pool[i], pool[k] = pool[k], pool[i] })
	d := dealer{pool: pool, holder: make([]int, len(pool))}
	for i := range d.holder {
		d.holder[i] = nobody
	}
	for s := range b.Sections {
		for i, draw := range b.Sections[s].Draws {
			for n := range draw.Number {
				d.seats = append(d.seats, seat{section: s, draw: i, tags: draw.Tags})
				if !d.place(len(d.seats)-1, make([]bool, len(pool))) {
					return nil, &Short{Draw: draw, Found: n}
				}
			}
		}
	}
	for i, holder := range d.holder {
		if holder != nobody {
			d.seats[holder].question = pool[i]
		}
	}
	if !b.KeepItems {
		rng.Shuffle(len(d.seats), func(i, k int) { d.seats[i], d.seats[k] = d.seats[k], d.seats[i] })
	}
	slices.SortStableFunc(d.seats, func(x, y seat) int {
		switch {
		case x.section != y.section || !b.KeepItems:
			return x.section - y.section
		case x.draw != y.draw:
			return x.draw - y.draw
		}
		return place[x.question] - place[y.question]
	})
	paper := &Paper{Blueprint: b, Seed: seed, Items: make([]Item, len(d.seats))}
	for i, seat := range d.seats {
		paper.Items[i] = Item{Question: seat.question, Section: seat.section}
	}
	for i := range paper.Items {
		item := &paper.Items[i]
		item.Shown, item.Rubric = b.shown(item.Question, rng), bank.Rubric(item.Question)
	}
	return paper, nil
}

// Size is how many items the exam asks.
func (b *Blueprint) Size() (n int) {
	for _, s := range b.Sections {
		for _, d := range s.Draws {
			n += d.Number
		}
	}
	return n
}

// Passable tells whether one can pass or fail the exam: a pass mark is set for the whole, or for a section.
func (b *Blueprint) Passable() bool {
	return b.Pass > 0 || slices.ContainsFunc(b.Sections, func(s Section) bool { return s.Pass > 0 })
}

func random(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 0)) }

// dealer shares items out among seats, one each.
type dealer struct {
	pool   []*Question
	holder []int // by item: the seat that has it, or nobody
	seats  []seat
}

type seat struct {
	section  int
	draw     int // of the section
	tags     []string
	question *Question // which sits there; nil until all are shared out
}

const nobody = -1

// place gives a seat an item, if need be by moving others to other items (an augmenting path: Kuhn 1955). asked marks the
// items that were tried on the way.
func (d *dealer) place(seat int, asked []bool) bool {
	for i, q := range d.pool {
		if asked[i] || !q.Carries(d.seats[seat].tags...) {
			continue
		}
		asked[i] = true
		if d.holder[i] == nobody || d.place(d.holder[i], asked) {
			d.holder[i] = seat
			return true
		}
	}
	return false
}

// Carries tells whether a question has all of these tags, in whatever case.
func (q *Question) Carries(tags ...string) bool {
	for _, tag := range tags {
		if !slices.ContainsFunc(q.Tags, func(own string) bool { return strings.EqualFold(own, tag) }) {
			return false
		}
	}
	return true
}

// shown is an order in which what is to be chosen from is shown. The right order of an ordering is not among them, unless
// there is no other; what an ordering draws is drawn here.
func (b *Blueprint) shown(q *Question, rng *rand.Rand) []int {
	switch q.Kind {
	case MultipleChoice:
		return order(len(q.Options), b.KeepOptions, rng)
	case Matching:
		return order(len(q.Choices()), b.KeepOptions, rng)
	case Ordering:
		items := q.Order.draw(rng)
		for shuffled := slices.Clone(items); len(items) > 1; {
			rng.Shuffle(len(shuffled), func(i, k int) { shuffled[i], shuffled[k] = shuffled[k], shuffled[i] })
			if !slices.Equal(shuffled, items) {
				return shuffled
			}
		}
		return items
	}
	return nil
}

func order(n int, keep bool, rng *rand.Rand) []int {
	if !keep {
		return rng.Perm(n)
	}
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	return all
}

// draw are the items that are shown, in their right order.
func (o *Order) draw(rng *rand.Rand) []int {
	n, count := len(o.Items), o.Count
	if o.Select == SelectAll || count <= 0 || count > n {
		count = n
	}
	if o.Select == SelectContiguous {
		first := rng.IntN(n - count + 1)
		return order(n, true, nil)[first : first+count]
	}
	items := rng.Perm(n)[:count]
	slices.Sort(items)
	return items
}
