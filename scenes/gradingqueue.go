package scenes

import (
	"cmp"
	"math/rand/v2"
	"slices"

	"mufakat/internal/quiz"
)

// script is what one person handed in, for somebody to grade.
type script struct {
	name    string
	attempt *quiz.Attempt
	keep    func(quiz.Mark) error // makes a mark durable; its error is a sentence
}

// essay is one answer of a script that a person grades.
type essay struct {
	*script
	item int // of the paper
}

func (e essay) asked() quiz.Item { return e.attempt.Paper.Items[e.item] }

// rubric is by what the essay is graded, and whether it is the paper's own: one that comes from elsewhere may have none that can
// be used, and then another stands in.
func (e essay) rubric() (r *quiz.Rubric, own bool) {
	r = e.asked().Rubric
	if r == nil || len(r.Aspects) == 0 || slices.ContainsFunc(r.Aspects, func(a quiz.Aspect) bool { return len(a.Levels) < 2 }) {
		return quiz.Holistic(), false
	}
	return r, true
}

// mark is what the essay was given last, and whether it was given anything.
func (e essay) mark() (last quiz.Mark, given bool) {
	for _, m := range slices.Backward(e.attempt.Marks) {
		if m.Item == e.item {
			return m, true
		}
	}
	return quiz.Mark{}, false
}

func (e essay) waits() bool {
	_, given := e.mark()
	return !given
}

// essays are the answers of the script that a person grades; what was left open is none.
func (s *script) essays() (all []essay) {
	for i, item := range s.attempt.Paper.Items {
		if r := s.attempt.Response(i); item.Question.Kind == quiz.Essay && !r.Blank() {
			all = append(all, essay{s, i})
		}
	}
	return all
}

// gradingOrder is the order in which essays are graded.
type gradingOrder struct {
	seed     uint64 // of the order of people, as long as their names are hidden
	named    bool   // people stand in the order of their names, not in one that says nothing of them
	byPerson bool   // all essays of a person follow one another; else all answers to one question
}

// shuffled are the scripts in an order that follows nothing but the seed. A script that comes later changes nothing in how
// the others follow one another.
func (o gradingOrder) shuffled(scripts []*script) []*script {
	place := func(s *script) uint64 {
		return rand.New(rand.NewPCG(o.seed^s.attempt.Paper.Seed, uint64(s.attempt.Started.UnixNano()))).Uint64()
	}
	scripts = slices.Clone(scripts)
	slices.SortStableFunc(scripts, func(a, b *script) int { return cmp.Compare(place(a), place(b)) })
	return scripts
}

// queue are the essays that are wanted, in this order. The scripts stand in the order of their names.
func (o gradingOrder) queue(scripts []*script, wanted func(essay) bool) (queue []essay) {
	var questions []string // in the order in which they first come, whoever comes first for now
	for _, s := range scripts {
		for _, e := range s.essays() {
			if key := e.asked().Question.Key(); !slices.Contains(questions, key) {
				questions = append(questions, key)
			}
		}
	}
	if !o.named {
		scripts = o.shuffled(scripts)
	}
	for _, s := range scripts {
		for _, e := range s.essays() {
			if wanted(e) {
				queue = append(queue, e)
			}
		}
	}
	if !o.byPerson {
		place := func(e essay) int { return slices.Index(questions, e.asked().Question.Key()) }
		slices.SortStableFunc(queue, func(a, b essay) int { return place(a) - place(b) })
	}
	return queue
}
