package sim

import (
	"errors"
	"fmt"
	"slices"
)

// State is everything that a decision can depend on. It is a value: playing on never changes an earlier one.
type State struct {
	At        Target // a passage, or the ending that was reached; never ToFinish
	Levels    []Levels
	Resources []int
	Flags     []bool
}

// Finished tells whether an ending was reached.
func (s State) Finished() bool { return s.At.Kind == ToEnding }

// Passage returns the passage where s stands; nil once it is finished.
func (c *Case) Passage(s State) *Passage {
	if s.Finished() {
		return nil
	}
	return &c.Passages[s.At.Index]
}

// Start is the state before the first decision.
func (c *Case) Start() State {
	s := c.Neutral()
	c.arrive(&s, Target{Kind: ToPassage})
	return s
}

// Neutral is the state of the starting conditions at the first passage, whatever is open there.
func (c *Case) Neutral() State {
	s := State{
		Levels:    make([]Levels, len(c.Stakeholders)),
		Resources: make([]int, len(c.Resources)),
		Flags:     make([]bool, len(c.Flags)),
	}
	for i, sh := range c.Stakeholders {
		s.Levels[i] = sh.Start
	}
	for i, r := range c.Resources {
		s.Resources[i] = r.Start
	}
	return s
}

// StartAt is the state s, moved to a passage (an index into Case.Passages). Where nothing is open there, the story has come
// to its end.
func (c *Case) StartAt(passage int, s State) State {
	s = s.clone()
	c.arrive(&s, Target{Kind: ToPassage, Index: passage})
	return s
}

func (s State) clone() State {
	s.Levels = slices.Clone(s.Levels)
	s.Resources = slices.Clone(s.Resources)
	s.Flags = slices.Clone(s.Flags)
	return s
}

// Option is a choice as it stands in a state.
type Option struct {
	Index  int // in the author's order
	Choice *Choice
	Lock   Lock
}

// Lock tells why an option cannot be chosen; the zero Lock is open.
type Lock struct {
	Locked bool
	Reason string // Markdown; a sentence or a condition
}

// Options returns the options of the passage where s stands, in the author's order; none once it is finished.
func (c *Case) Options(s State) []Option {
	p := c.Passage(s)
	if p == nil {
		return nil
	}
	options := make([]Option, len(p.Choices))
	for i := range p.Choices {
		options[i] = Option{Index: i, Choice: &p.Choices[i], Lock: c.lock(&p.Choices[i], s)}
	}
	return options
}

func (c *Case) lock(ch *Choice, s State) Lock {
	if !c.Holds(ch.Requires, s) {
		if ch.LockReason != "" {
			return Lock{true, ch.LockReason}
		}
		return Lock{true, "perlu " + c.ConditionText(ch.Requires)}
	}
	left := slices.Clone(s.Resources)
	c.eachOutcome(&ch.Outcome, nil, s, func(o *Outcome, _ *Target) {
		for _, e := range o.Resources {
			left[e.Resource] += e.Delta
		}
	})
	for i, n := range left {
		if n < 0 {
			return Lock{true, fmt.Sprintf("perlu %d %s, tersisa %d", s.Resources[i]-n, c.Resources[i].Name, s.Resources[i])}
		}
	}
	return Lock{}
}

// eachOutcome visits an outcome and, within it, every branch that is taken in state s; to is where the branch leads
// (nil: it names no target), as visit is told.
func (c *Case) eachOutcome(o *Outcome, to *Target, s State, visit func(*Outcome, *Target)) {
	visit(o, to)
	for _, branching := range o.Branches {
		for i := range branching {
			if b := &branching[i]; c.Holds(b.When, s) {
				c.eachOutcome(&b.Outcome, b.Target, s, visit)
				break
			}
		}
	}
}

// Step is what one decision brought about.
type Step struct {
	Passage   int
	Option    int // index in the author's order
	Changes   []Change
	Resources []ResourceChange
	Flags     []int // set by this decision and not before
	Feedback  []Block
	Concepts  []string // of the choice and the branches taken, without repeats
	To        Target   // where the story went; never ToFinish
	Stranded  int      // the passage in which every option was locked, so that the story ended; -1: none
}

// Change is one level that a decision moved, or tried to move.
type Change struct {
	Stakeholder int
	Criterion   Criterion
	From, To    int
	Delta       int // the effects' sum, before the level was held within 0–100
}

// ResourceChange is a resource that a decision spent or gained.
type ResourceChange struct {
	Resource int
	From, To int
}

// ErrFinished is returned for a decision after the end.
var ErrFinished = errors.New("Permainan ini sudah selesai; mulai lagi dari daftar kasus.")

// ErrNoOption is returned for an option that the passage does not have.
var ErrNoOption = errors.New("Pilihan itu tidak ada; pilih yang lain.")

// ErrLocked is returned for an option that is locked.
var ErrLocked = errors.New("Pilihan itu terkunci; pilih yang lain.")

// Choose takes an option (an index in the author's order) and returns the state after it and what it brought about.
// Conditions read s; effects on one level are summed, then held within 0–100 once. If several branches name a target,
// the first in the order written counts. s itself is not changed.
func (c *Case) Choose(s State, option int) (State, Step, error) {
	p := c.Passage(s)
	if p == nil {
		return s, Step{}, ErrFinished
	}
	if option < 0 || option >= len(p.Choices) {
		return s, Step{}, ErrNoOption
	}
	ch := &p.Choices[option]
	if c.lock(ch, s).Locked {
		return s, Step{}, ErrLocked
	}
	step := Step{Passage: s.At.Index, Option: option, Stranded: -1}
	next := s.clone()
	deltas := make([]Levels, len(s.Levels))
	touched := make([][Criteria]bool, len(s.Levels))
	var target *Target
	c.eachOutcome(&ch.Outcome, nil, s, func(o *Outcome, to *Target) {
		if target == nil {
			target = to
		}
		for _, e := range o.Levels {
			for _, i := range e.Stakeholders {
				deltas[i][e.Criterion] += e.Delta
				touched[i][e.Criterion] = true
			}
		}
		for _, e := range o.Resources {
			next.Resources[e.Resource] += e.Delta
		}
		for _, f := range o.Flags {
			if !next.Flags[f] {
				next.Flags[f] = true
				step.Flags = append(step.Flags, f)
			}
		}
		for _, k := range o.Concepts {
			if !slices.Contains(step.Concepts, k) {
				step.Concepts = append(step.Concepts, k)
			}
		}
		step.Feedback = append(step.Feedback, o.Feedback.Show(c, s)...)
	})
	for i := range deltas {
		for k := range Criterion(Criteria) {
			from := s.Levels[i][k]
			if !touched[i][k] || from == Absent {
				continue
			}
			to := min(max(from+deltas[i][k], MinLevel), MaxLevel)
			next.Levels[i][k] = to
			step.Changes = append(step.Changes, Change{i, k, from, to, deltas[i][k]})
		}
	}
	for i := range next.Resources {
		if next.Resources[i] != s.Resources[i] {
			step.Resources = append(step.Resources, ResourceChange{i, s.Resources[i], next.Resources[i]})
		}
	}
	if target == nil {
		target = &ch.Target
	}
	step.Stranded = c.arrive(&next, *target)
	step.To = next.At
	return next, step, nil
}

// Walk takes options (indices in the author's order), one after the other from state s on, and returns the state after the
// last and the options' ids. At one that cannot be taken it stops, with [Case.Choose]'s error.
func (c *Case) Walk(s State, path []int) (end State, ids []string, err error) {
	for _, option := range path {
		next, step, err := c.Choose(s, option)
		if err != nil {
			return s, ids, err
		}
		ids = append(ids, c.Passages[step.Passage].Choices[option].ID)
		s = next
	}
	return s, ids, nil
}

// arrive moves s to the target. A passage without an open option ends the story there and then: its index is returned,
// else -1.
func (c *Case) arrive(s *State, to Target) (stranded int) {
	stranded = -1
	s.At = to
	if to.Kind == ToPassage {
		for i := range c.Passages[to.Index].Choices {
			if !c.lock(&c.Passages[to.Index].Choices[i], *s).Locked {
				return -1
			}
		}
		stranded = to.Index
		s.At = Target{Kind: ToFinish}
	}
	if s.At.Kind == ToFinish {
		s.At = Target{ToEnding, c.finish(*s)}
	}
	return stranded
}

// finish is the first ending whose condition holds; the last one where none does.
func (c *Case) finish(s State) int {
	for i := range c.Endings {
		if c.Holds(c.Endings[i].Requires, s) {
			return i
		}
	}
	return len(c.Endings) - 1
}
