package sim_test

import (
	"math/big"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"mufakat/internal/sim"
	"mufakat/internal/sim/simtest"
)

func TestHolds(t *testing.T) {
	c := newCase(sim.Choice{})
	s := c.Start() // warga 25/30/40, bantul 50/–/60; hari 5, dana 2
	s.Flags[janji] = true
	// The collaboration's levels: trust (37.5+25)/2 = 31.25, commitment 30, understanding (50+40)/2 = 45;
	// the total is 106.25/3 = 35.41…
	yes, nay := flag(janji), flag(data)
	tests := []struct {
		cond *sim.Condition
		want bool
	}{
		{nil, true},
		{yes, true},
		{nay, false},
		{not(yes), false},
		{not(nay), true},
		{not(not(yes)), true},
		{all(yes, yes, yes), true},
		{all(yes, yes, nay), false},
		{all(nay, yes), false},
		{some(nay, nay, yes), true},
		{some(nay, nay), false},
		{some(all(yes, nay), not(nay)), true},
		{all(some(nay, yes), not(yes)), false},

		{level(warga, sim.Trust, sim.AtLeast, 25), true},
		{level(warga, sim.Trust, sim.AtLeast, 26), false},
		{level(warga, sim.Trust, sim.AtMost, 25), true},
		{level(warga, sim.Trust, sim.AtMost, 24), false},
		{level(warga, sim.Trust, sim.Below, 26), true},
		{level(warga, sim.Trust, sim.Below, 25), false},
		{level(warga, sim.Trust, sim.Above, 24), true},
		{level(warga, sim.Trust, sim.Above, 25), false},
		{level(bantul, sim.Trust, sim.AtLeast, 50), true},
		{level(bantul, sim.Understanding, sim.AtLeast, 61), false},

		// No comparison holds of a level that does not count, so its denial does.
		{level(bantul, sim.Commitment, sim.AtLeast, 0), false},
		{level(bantul, sim.Commitment, sim.AtMost, 100), false},
		{level(bantul, sim.Commitment, sim.Below, 100), false},
		{level(bantul, sim.Commitment, sim.Above, -5), false},
		{not(level(bantul, sim.Commitment, sim.Below, 100)), true},

		{groupLevel(sim.Trust, sim.AtLeast, 31), true},
		{groupLevel(sim.Trust, sim.AtLeast, 32), false},
		{groupLevel(sim.Trust, sim.AtMost, 31), false}, // 31.25 is not rounded
		{groupLevel(sim.Trust, sim.Above, 31), true},
		{groupLevel(sim.Commitment, sim.AtMost, 30), true},
		{groupLevel(sim.Commitment, sim.Below, 30), false},
		{groupLevel(sim.Understanding, sim.AtLeast, 45), true},

		{total(sim.AtLeast, 35), true},
		{total(sim.Above, 35), true},
		{total(sim.AtLeast, 36), false},
		{total(sim.AtMost, 35), false},
		{total(sim.Below, 36), true},

		{left(hari, sim.AtLeast, 5), true},
		{left(hari, sim.Above, 5), false},
		{left(dana, sim.AtMost, 2), true},
		{left(dana, sim.Below, 2), false},
	}
	for _, test := range tests {
		if got := c.Holds(test.cond, s); got != test.want {
			text := "(nil)"
			if test.cond != nil {
				text = c.ConditionText(test.cond)
			}
			t.Errorf("%s: %v, want %v", text, got, test.want)
		}
	}
}

func TestHoldsWhereACriterionCountsForNobody(t *testing.T) {
	c := newCase(sim.Choice{})
	for i := range c.Stakeholders {
		c.Stakeholders[i].Start[sim.Commitment] = sim.Absent
	}
	s := c.Start()
	for _, r := range []sim.Relation{sim.AtLeast, sim.AtMost, sim.Below, sim.Above} {
		if c.Holds(groupLevel(sim.Commitment, r, 50), s) {
			t.Errorf("komitmen %v 50 holds of nobody", r)
		}
	}
	// Trust 31.25 and understanding 45 are all there is: 38.125.
	if !c.Holds(total(sim.Above, 38), s) || !c.Holds(total(sim.Below, 39), s) {
		t.Error("a criterion that counts for nobody takes part in the total")
	}
}

// A cap limits the score, not what an ending's condition reads.
func TestTotalOfAConditionIsNotCapped(t *testing.T) {
	c := newCase(sim.Choice{})
	s := c.Start()
	s.At = toEnding(macet)
	if !c.Holds(total(sim.Above, 30), s) {
		t.Error("the cap of 20 reached the condition")
	}
}

func TestConditionText(t *testing.T) {
	c := newCase(sim.Choice{})
	a, b := flag(janji), flag(data)
	tests := []struct {
		cond *sim.Condition
		want string
	}{
		{a, "janji"},
		{not(a), "bukan janji"},
		{not(not(a)), "bukan bukan janji"},
		{all(a, b), "janji dan data"},
		{some(a, b), "janji atau data"},
		{some(all(a, b), b), "janji dan data atau data"},
		{all(some(a, b), b), "(janji atau data) dan data"},
		{all(a, all(b, a)), "janji dan (data dan janji)"},
		{some(a, some(b, a), a), "janji atau (data atau janji) atau janji"},
		{not(all(a, b)), "bukan (janji dan data)"},
		{not(some(a, b)), "bukan (janji atau data)"},
		{all(not(a), not(b)), "bukan janji dan bukan data"},
		{not(all(some(a, b), not(some(b, a)))), "bukan ((janji atau data) dan bukan (data atau janji))"},
		{level(bantul, sim.Trust, sim.AtLeast, 30), "kepercayaan bantul minimal 30"},
		{groupLevel(sim.Commitment, sim.Below, 40), "komitmen di bawah 40"},
		{groupLevel(sim.Understanding, sim.Above, 7), "pemahaman di atas 7"},
		{not(total(sim.AtMost, 55)), "bukan total maksimal 55"},
		{all(left(hari, sim.AtLeast, 2), a), "hari minimal 2 dan janji"},
	}
	for _, test := range tests {
		if got := c.ConditionText(test.cond); got != test.want {
			t.Errorf("%q, want %q", got, test.want)
		}
	}
}

// What ConditionText writes must mean, to a reader who knows only the format's rules, what Holds decides.
func TestConditionTextMeansWhatHoldsDecides(t *testing.T) {
	rng := rand.New(rand.NewPCG(2, 2))
	held := 0
	const cases, conditions = 400, 15
	for range cases {
		c := simtest.Case(rng, simtest.Options{Stakeholders: 4, Resources: 2, Flags: 3, Passages: 4, Choices: 3, Endings: 3})
		s := c.Neutral()
		for range conditions {
			for i := range s.Flags {
				s.Flags[i] = rng.IntN(2) == 0
			}
			cond := randomCondition(rng, c, 4)
			got := c.Holds(&cond, s)
			if want := meaning(t, c, s, c.ConditionText(&cond)); got != want {
				t.Fatalf("%q: Holds says %v, the text %v in %+v", c.ConditionText(&cond), got, want, s)
			}
			if got {
				held++
			}
		}
	}
	if low, high := cases*conditions/5, cases*conditions*4/5; held < low || held > high {
		t.Errorf("%d of %d conditions held: they test little", held, cases*conditions)
	}
}

func randomCondition(rng *rand.Rand, c *sim.Case, depth int) sim.Condition {
	if depth > 0 && rng.IntN(5) > 0 {
		cond := sim.Condition{Kind: sim.ConditionKind(rng.IntN(3))}
		parts := 2 + rng.IntN(2)
		if cond.Kind == sim.NotOf {
			parts = 1
		}
		for range parts {
			cond.Parts = append(cond.Parts, randomCondition(rng, c, depth-1))
		}
		return cond
	}
	if len(c.Flags) > 0 && rng.IntN(2) == 0 {
		return *flag(rng.IntN(len(c.Flags)))
	}
	q := sim.Quantity{Kind: sim.QuantityKind(rng.IntN(4)), Stakeholder: rng.IntN(len(c.Stakeholders)), Criterion: sim.Criterion(rng.IntN(sim.Criteria))}
	if q.Kind == sim.ResourceLeft {
		if len(c.Resources) == 0 {
			q.Kind = sim.TotalLevel
		} else {
			q.Resource = rng.IntN(len(c.Resources))
			return *compares(q, sim.Relation(rng.IntN(4)), rng.IntN(7))
		}
	}
	return *compares(q, sim.Relation(rng.IntN(4)), rng.IntN(101))
}

// meaning reads a condition by the format's rules (bukan before dan before atau) and decides it from the definitions;
// it shares nothing with the code under test.
func meaning(t *testing.T, c *sim.Case, s sim.State, text string) bool {
	t.Helper()
	r := reader{c: c, s: s}
	for _, word := range strings.Fields(text) {
		for strings.HasPrefix(word, "(") {
			r.words, word = append(r.words, "("), word[1:]
		}
		bare := strings.TrimRight(word, ")")
		r.words = append(r.words, bare)
		for range len(word) - len(bare) {
			r.words = append(r.words, ")")
		}
	}
	truth := r.anyOf()
	if r.broken || len(r.words) > 0 {
		t.Fatalf("%q cannot be read from %q on", text, r.words)
	}
	return truth
}

type reader struct {
	c      *sim.Case
	s      sim.State
	words  []string
	broken bool
}

func (r *reader) next() string {
	if len(r.words) == 0 {
		r.broken = true
		return ""
	}
	word := r.words[0]
	r.words = r.words[1:]
	return word
}

func (r *reader) accept(word string) bool {
	if len(r.words) > 0 && r.words[0] == word {
		r.words = r.words[1:]
		return true
	}
	return false
}

func (r *reader) anyOf() bool {
	truth := r.allOf()
	for r.accept("atau") {
		truth = r.allOf() || truth
	}
	return truth
}

func (r *reader) allOf() bool {
	truth := r.part()
	for r.accept("dan") {
		truth = r.part() && truth
	}
	return truth
}

func (r *reader) part() bool {
	if r.accept("bukan") {
		return !r.part()
	}
	if r.accept("(") {
		truth := r.anyOf()
		r.broken = r.broken || !r.accept(")")
		return truth
	}
	name := r.next()
	if i := slices.Index(r.c.Flags, name); i >= 0 {
		return r.s.Flags[i]
	}
	value := r.quantity(name)
	relation := r.next()
	if relation == "di" {
		relation += " " + r.next()
	}
	number, err := strconv.ParseInt(r.next(), 10, 64)
	r.broken = r.broken || err != nil
	if value == nil {
		return false
	}
	order := value.Cmp(big.NewRat(number, 1))
	switch relation {
	case "minimal":
		return order >= 0
	case "maksimal":
		return order <= 0
	case "di bawah":
		return order < 0
	case "di atas":
		return order > 0
	}
	r.broken = true
	return false
}

// quantity is the number that name, and perhaps a stakeholder's code after it, stands for; nil where it does not count.
func (r *reader) quantity(name string) *big.Rat {
	if name == "total" {
		return exactTotal(r.c, r.s.Levels)
	}
	for i, res := range r.c.Resources {
		if res.Name == name {
			return big.NewRat(int64(r.s.Resources[i]), 1)
		}
	}
	k := sim.Criterion(slices.Index([]string{"kepercayaan", "komitmen", "pemahaman"}, name))
	if k < 0 {
		r.broken = true
		return nil
	}
	for i, sh := range r.c.Stakeholders {
		if r.accept(sh.Code) {
			if r.s.Levels[i][k] == sim.Absent {
				return nil
			}
			return big.NewRat(int64(r.s.Levels[i][k]), 1)
		}
	}
	return exactLevel(r.s.Levels, k)
}
