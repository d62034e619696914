package sim

import (
	"hash/fnv"
	"math/rand/v2"
	"slices"
	"time"
)

// Mode is the way a case is played.
type Mode int

// The modes. Either can be played by a group around one screen (Run.Group).
const (
	Practice   Mode = iota // latihan: feedback after every choice, rewinding allowed
	Assessment             // penilaian: no rewinding; levels and lessons hidden until the debrief
)

// String is the mode's Indonesian name, as stored and as shown.
func (m Mode) String() string {
	if m == Assessment {
		return "penilaian"
	}
	return "latihan"
}

// Way names the mode as it is played: "latihan", or "latihan kelompok".
func (m Mode) Way(group bool) string {
	if group {
		return m.String() + " kelompok"
	}
	return m.String()
}

// Run is one play of a case: its decisions. Everything else is replayed.
type Run struct {
	Case      string // id
	Hash      string // of the text on which it was played
	Seed      uint64 // of the order in which options are shown
	Mode      Mode
	Group     bool
	Decisions []Decision
}

// Decision is one option taken. Passage, Place and Target serve to find the option again in a text that was changed.
type Decision struct {
	Passage string // id
	Option  string // id
	Place   int    // index in the author's order
	Target  string // id that the option's link names
	At      time.Time
	Reason  string // the trainee's "mengapa", may be empty
	Hands   []int  // raised hands per option, in the author's order; nil where none were counted
}

// NewDecision is the decision for an option of the passage where s stands. It panics if there is no such option.
func (c *Case) NewDecision(s State, option int, at time.Time, reason string, hands []int) Decision {
	p := c.Passage(s)
	ch := &p.Choices[option]
	return Decision{Passage: p.ID, Option: ch.ID, Place: option, Target: c.TargetID(ch.Target), At: at, Reason: reason, Hands: hands}
}

// Append returns a run with one decision more; r is not changed.
func (r Run) Append(d Decision) Run {
	r.Decisions = append(slices.Clip(r.Decisions), d)
	return r
}

// Rewind returns a run of the first n decisions (all of them if there are fewer); r is not changed.
func (r Run) Rewind(n int) Run {
	r.Decisions = slices.Clip(r.Decisions[:min(max(n, 0), len(r.Decisions))])
	return r
}

// Playthrough is a run replayed: States[i] is the state before Steps[i], and the last state is where the run stands.
type Playthrough struct {
	Case    *Case
	Run     Run // with only the decisions that could be replayed
	States  []State
	Steps   []Step
	Renamed int // decisions whose option was found again under a new id
	Lost    int // decisions from the first on that this text no longer allows
}

// State is where the run stands.
func (p *Playthrough) State() State { return p.States[len(p.States)-1] }

// Replay plays the run's decisions on the case, as far as the text still allows them: an option is found by its id, or
// where its wording changed by its place and target.
func Replay(c *Case, run Run) *Playthrough { return ReplayFrom(c, c.Start(), run) }

// ReplayFrom is [Replay] from another state of the case than its start; see [Case.StartAt].
func ReplayFrom(c *Case, start State, run Run) *Playthrough {
	p := &Playthrough{Case: c, Run: run, States: []State{start}}
	for i, d := range run.Decisions {
		option, renamed := c.find(p.State(), d)
		if option < 0 || p.choose(option) != nil {
			p.Lost = len(run.Decisions) - i
			break
		}
		if renamed {
			p.Renamed++
		}
	}
	p.Run = run.Rewind(len(p.Steps))
	return p
}

// Choose appends a decision to the playthrough; see [Case.Choose] for the errors.
func (p *Playthrough) Choose(option int, at time.Time, reason string, hands []int) error {
	before := p.State()
	if err := p.choose(option); err != nil {
		return err
	}
	p.Run = p.Run.Append(p.Case.NewDecision(before, option, at, reason, hands))
	return nil
}

func (p *Playthrough) choose(option int) error {
	next, step, err := p.Case.Choose(p.State(), option)
	if err != nil {
		return err
	}
	p.States = append(p.States, next)
	p.Steps = append(p.Steps, step)
	return nil
}

// Rewind returns the playthrough as it stood after n decisions; p is not changed.
func (p *Playthrough) Rewind(n int) *Playthrough {
	n = min(max(n, 0), len(p.Steps))
	q := *p
	q.Run = p.Run.Rewind(n)
	q.States = slices.Clip(p.States[:n+1])
	q.Steps = slices.Clip(p.Steps[:n])
	return &q
}

// Decisions are the indices of the steps that were decisions: steps from a passage with more than one option.
func (p *Playthrough) Decisions() []int {
	var at []int
	for i, st := range p.Steps {
		if p.Case.Passages[st.Passage].IsDecision() {
			at = append(at, i)
		}
	}
	return at
}

// find returns the index of the option that d names in the passage where s stands, or -1.
func (c *Case) find(s State, d Decision) (option int, renamed bool) {
	p := c.Passage(s)
	if p == nil {
		return -1, false
	}
	if p.ID != d.Passage && c.hasPassage(d.Passage) {
		return -1, false // the story now comes past another passage: what was decided there is not an answer here
	}
	for i := range p.Choices {
		if p.Choices[i].ID == d.Option {
			return i, false
		}
	}
	if d.Place >= 0 && d.Place < len(p.Choices) && c.TargetID(p.Choices[d.Place].Target) == d.Target {
		return d.Place, true
	}
	return -1, false
}

func (c *Case) hasPassage(id string) bool {
	return slices.ContainsFunc(c.Passages, func(p Passage) bool { return p.ID == id })
}

// Shuffled returns the options of the passage where s stands in the order in which the run with this seed shows them:
// the open ones first. The order of a passage is the same at every visit.
func (c *Case) Shuffled(s State, seed uint64) []Option {
	options := c.Options(s)
	if len(options) == 0 {
		return options
	}
	h := fnv.New64a()
	h.Write([]byte(c.Passage(s).ID))
	rng := rand.New(rand.NewPCG(seed, h.Sum64()))
	rng.Shuffle(len(options), func(i, j int) { options[i], options[j] = options[j], options[i] })
	slices.SortStableFunc(options, func(a, b Option) int {
		switch {
		case a.Lock.Locked == b.Lock.Locked:
			return 0
		case a.Lock.Locked:
			return 1
		}
		return -1
	})
	return options
}
