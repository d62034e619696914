package sim_test

import (
	"errors"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"mufakat/internal/sim"
	"mufakat/internal/sim/simtest"
)

func TestStart(t *testing.T) {
	c := newCase(sim.Choice{})
	s := c.Start()
	want := sim.State{
		At:        toPassage(mulai),
		Levels:    []sim.Levels{{25, 30, 40}, {50, sim.Absent, 60}},
		Resources: []int{5, 2},
		Flags:     []bool{false, false},
	}
	if !reflect.DeepEqual(s, want) || s.Finished() {
		t.Errorf("start is %+v", s)
	}
	s.Levels[0][0], s.Resources[0], s.Flags[0] = 99, 99, true
	if again := c.Start(); !reflect.DeepEqual(again, want) {
		t.Errorf("a change of one start reaches the next: %+v", again)
	}
}

func TestLevelEffects(t *testing.T) {
	const absent = sim.Absent
	tests := map[string]struct {
		effects []sim.LevelEffect
		want    []sim.Levels
		changes []sim.Change
	}{
		"none": {nil, []sim.Levels{{25, 30, 40}, {50, absent, 60}}, nil},
		"one level": {
			[]sim.LevelEffect{moves(sim.Trust, 10, warga)},
			[]sim.Levels{{35, 30, 40}, {50, absent, 60}},
			[]sim.Change{{Stakeholder: warga, Criterion: sim.Trust, From: 25, To: 35, Delta: 10}},
		},
		"several people": {
			[]sim.LevelEffect{moves(sim.Understanding, -5, warga, bantul)},
			[]sim.Levels{{25, 30, 35}, {50, absent, 55}},
			[]sim.Change{
				{Stakeholder: warga, Criterion: sim.Understanding, From: 40, To: 35, Delta: -5},
				{Stakeholder: bantul, Criterion: sim.Understanding, From: 60, To: 55, Delta: -5},
			},
		},
		"summed, then held once: the excess above 100 is not lost before the fall": {
			[]sim.LevelEffect{moves(sim.Trust, 90, warga), moves(sim.Trust, -30, warga)},
			[]sim.Levels{{85, 30, 40}, {50, absent, 60}},
			[]sim.Change{{Stakeholder: warga, Criterion: sim.Trust, From: 25, To: 85, Delta: 60}},
		},
		"summed, then held once: below 0 and back": {
			[]sim.LevelEffect{moves(sim.Trust, -40, warga), moves(sim.Trust, 20, warga)},
			[]sim.Levels{{5, 30, 40}, {50, absent, 60}},
			[]sim.Change{{Stakeholder: warga, Criterion: sim.Trust, From: 25, To: 5, Delta: -20}},
		},
		"held at 100": {
			[]sim.LevelEffect{moves(sim.Trust, 76, warga)},
			[]sim.Levels{{100, 30, 40}, {50, absent, 60}},
			[]sim.Change{{Stakeholder: warga, Criterion: sim.Trust, From: 25, To: 100, Delta: 76}},
		},
		"held at 0": {
			[]sim.LevelEffect{moves(sim.Trust, -26, warga)},
			[]sim.Levels{{0, 30, 40}, {50, absent, 60}},
			[]sim.Change{{Stakeholder: warga, Criterion: sim.Trust, From: 25, To: 0, Delta: -26}},
		},
		"a level that does not count stays so": {
			[]sim.LevelEffect{moves(sim.Commitment, 20, warga, bantul)},
			[]sim.Levels{{25, 50, 40}, {50, absent, 60}},
			[]sim.Change{{Stakeholder: warga, Criterion: sim.Commitment, From: 30, To: 50, Delta: 20}},
		},
		"effects that cancel are told": {
			[]sim.LevelEffect{moves(sim.Trust, 5, warga), moves(sim.Trust, -5, warga)},
			[]sim.Levels{{25, 30, 40}, {50, absent, 60}},
			[]sim.Change{{Stakeholder: warga, Criterion: sim.Trust, From: 25, To: 25}},
		},
	}
	for name, test := range tests {
		c := newCase(sim.Choice{Target: toPassage(kedua), Outcome: sim.Outcome{Levels: test.effects}})
		next, step := choose(t, c, c.Start(), 0)
		if !reflect.DeepEqual(next.Levels, test.want) {
			t.Errorf("%s: levels %v, want %v", name, next.Levels, test.want)
		}
		if !reflect.DeepEqual(step.Changes, test.changes) {
			t.Errorf("%s: changes %+v, want %+v", name, step.Changes, test.changes)
		}
	}
}

// The choice's own effects and those of its branches are one sum.
func TestLevelEffectsOfBranchesAreSummedWithTheChoices(t *testing.T) {
	c := newCase(sim.Choice{Target: toPassage(kedua), Outcome: sim.Outcome{
		Levels: []sim.LevelEffect{moves(sim.Trust, 80, warga)},
		Branches: []sim.Branching{
			{{Outcome: sim.Outcome{Levels: []sim.LevelEffect{moves(sim.Trust, -10, warga)}}}},
			{{Outcome: sim.Outcome{Levels: []sim.LevelEffect{moves(sim.Trust, -5, warga)}}}},
		},
	}})
	next, step := choose(t, c, c.Start(), 0)
	if next.Levels[warga][sim.Trust] != 90 || len(step.Changes) != 1 || step.Changes[0].Delta != 65 {
		t.Errorf("25 + 80 − 10 − 5: %v, %+v", next.Levels[warga], step.Changes)
	}
}

func TestLocks(t *testing.T) {
	branch := func(when *sim.Condition, o sim.Outcome) sim.Outcome {
		return sim.Outcome{Branches: []sim.Branching{{{When: when, Outcome: o}}}}
	}
	both := sim.Outcome{Resources: []sim.ResourceEffect{spends(hari, -9), spends(hari, 4)}}
	poor := sim.Outcome{Resources: []sim.ResourceEffect{spends(hari, -4), spends(dana, -3)}}
	tests := map[string]struct {
		choice sim.Choice
		reason string // "" where the option is open
	}{
		"nothing asked":               {sim.Choice{}, ""},
		"a condition that holds":      {sim.Choice{Requires: not(flag(janji)), LockReason: "Belum."}, ""},
		"a condition with a reason":   {sim.Choice{Requires: flag(janji), LockReason: "Bantul belum mau."}, "Bantul belum mau."},
		"a condition without one":     {sim.Choice{Requires: all(flag(janji), level(warga, sim.Trust, sim.AtLeast, 30))}, "perlu janji dan kepercayaan warga minimal 30"},
		"a cost that is just there":   {sim.Choice{Outcome: cost(hari, -5)}, ""},
		"a cost that is not":          {sim.Choice{Outcome: cost(hari, -6)}, "perlu 6 hari, tersisa 5"},
		"the second resource":         {sim.Choice{Outcome: poor}, "perlu 3 dana, tersisa 2"},
		"gain and cost are netted":    {sim.Choice{Outcome: both}, ""},
		"the condition before cost":   {sim.Choice{Requires: flag(janji), LockReason: "Belum.", Outcome: cost(hari, -6)}, "Belum."},
		"a lock reason is not a lock": {sim.Choice{LockReason: "Belum."}, ""},
		"the cost of a taken branch":  {sim.Choice{Outcome: branch(nil, cost(dana, -3))}, "perlu 3 dana, tersisa 2"},
		"of a branch not taken":       {sim.Choice{Outcome: branch(flag(janji), cost(dana, -3))}, ""},
		"of a branch in a branch":     {sim.Choice{Outcome: branch(nil, branch(not(flag(data)), cost(dana, -3)))}, "perlu 3 dana, tersisa 2"},
		"choice and branch add up": {sim.Choice{Outcome: sim.Outcome{
			Resources: []sim.ResourceEffect{spends(hari, -3)},
			Branches:  []sim.Branching{{{Outcome: cost(hari, -3)}}},
		}}, "perlu 6 hari, tersisa 5"},
		"a branch's gain pays for the choice": {sim.Choice{Outcome: sim.Outcome{
			Resources: []sim.ResourceEffect{spends(hari, -6)},
			Branches:  []sim.Branching{{{Outcome: cost(hari, 1)}}},
		}}, ""},
	}
	for name, test := range tests {
		test.choice.Target = toPassage(kedua)
		c := newCase(test.choice, sim.Choice{Target: toPassage(kedua)})
		s := c.Start()
		options := c.Options(s)
		want := sim.Lock{Locked: test.reason != "", Reason: test.reason}
		if len(options) != 2 || options[0].Lock != want {
			t.Errorf("%s: %+v, want %+v", name, options[0].Lock, want)
		}
		if _, _, err := c.Choose(s, 0); errors.Is(err, sim.ErrLocked) != want.Locked {
			t.Errorf("%s: Choose says %v", name, err)
		}
	}
}

func TestResourceEffects(t *testing.T) {
	c := newCase(
		sim.Choice{Target: toPassage(kedua), Outcome: sim.Outcome{Resources: []sim.ResourceEffect{spends(hari, -9), spends(dana, 3), spends(hari, 4)}}},
		sim.Choice{Target: toPassage(kedua), Outcome: sim.Outcome{Resources: []sim.ResourceEffect{spends(hari, -2), spends(hari, 2)}}},
	)
	next, step := choose(t, c, c.Start(), 0)
	want := []sim.ResourceChange{{Resource: hari, From: 5, To: 0}, {Resource: dana, From: 2, To: 5}}
	if !slices.Equal(next.Resources, []int{0, 5}) || !slices.Equal(step.Resources, want) {
		t.Errorf("left %v, told %+v", next.Resources, step.Resources)
	}
	if next, step = choose(t, c, c.Start(), 1); !slices.Equal(next.Resources, []int{5, 2}) || step.Resources != nil {
		t.Errorf("spent and regained: left %v, told %+v", next.Resources, step.Resources)
	}
}

func TestFlagsStaySet(t *testing.T) {
	again := sim.Choice{Target: toPassage(mulai), Outcome: sim.Outcome{
		Flags:    []int{janji, janji},
		Branches: []sim.Branching{{{When: flag(janji), Outcome: sim.Outcome{Flags: []int{data}}}}},
	}}
	c := newCase(again, sim.Choice{Target: toPassage(mulai)})
	s, step := choose(t, c, c.Start(), 0)
	if !slices.Equal(s.Flags, []bool{true, false}) || !slices.Equal(step.Flags, []int{janji}) {
		t.Errorf("first: %v, told %v: a branch reads the flags before the decision, a flag is told once", s.Flags, step.Flags)
	}
	s, step = choose(t, c, s, 0)
	if !slices.Equal(s.Flags, []bool{true, true}) || !slices.Equal(step.Flags, []int{data}) {
		t.Errorf("second: %v, told %v", s.Flags, step.Flags)
	}
	if s, step = choose(t, c, s, 1); !slices.Equal(s.Flags, []bool{true, true}) || step.Flags != nil {
		t.Errorf("third: %v, told %v", s.Flags, step.Flags)
	}
}

func TestBranches(t *testing.T) {
	sets := func(f int) sim.Outcome { return sim.Outcome{Flags: []int{f}} }
	elsewhere, third := toEnding(macet), toEnding(sisanya)
	trusted, distrusted := level(warga, sim.Trust, sim.AtLeast, 25), level(warga, sim.Trust, sim.Below, 25)
	tests := map[string]struct {
		branches []sim.Branching
		flags    []bool
		to       sim.Target
	}{
		"none":                         {nil, []bool{false, false}, toPassage(kedua)},
		"the first that holds":         {[]sim.Branching{{{When: distrusted, Outcome: sets(janji)}, {When: trusted, Outcome: sets(data)}, {Outcome: sets(janji)}}}, []bool{false, true}, toPassage(kedua)},
		"only the first that holds":    {[]sim.Branching{{{When: trusted, Outcome: sets(janji)}, {When: trusted, Outcome: sets(data)}}}, []bool{true, false}, toPassage(kedua)},
		"bila tidak":                   {[]sim.Branching{{{When: distrusted, Outcome: sets(janji)}, {Outcome: sets(data)}}}, []bool{false, true}, toPassage(kedua)},
		"none holds":                   {[]sim.Branching{{{When: distrusted, Outcome: sets(janji), Target: &elsewhere}}}, []bool{false, false}, toPassage(kedua)},
		"each run of branches decides": {[]sim.Branching{{{When: trusted, Outcome: sets(janji)}}, {{When: trusted, Outcome: sets(data)}}}, []bool{true, true}, toPassage(kedua)},
		"nested": {[]sim.Branching{{{When: trusted, Outcome: sim.Outcome{Flags: []int{janji}, Branches: []sim.Branching{
			{{When: distrusted}, {Outcome: sets(data), Target: &elsewhere}}}}}}}, []bool{true, true}, elsewhere},
		"nested under one not taken": {[]sim.Branching{{{When: distrusted, Outcome: sim.Outcome{Branches: []sim.Branching{
			{{Outcome: sets(data), Target: &elsewhere}}}}}}}, []bool{false, false}, toPassage(kedua)},
		"a target":                          {[]sim.Branching{{{When: trusted, Target: &elsewhere}}}, []bool{false, false}, elsewhere},
		"of several targets the first wins": {[]sim.Branching{{{When: trusted}}, {{When: trusted, Target: &third}}, {{When: trusted, Target: &elsewhere}}}, []bool{false, false}, third},
		"a branch's own target before what is nested in it": {[]sim.Branching{{{When: trusted, Target: &elsewhere, Outcome: sim.Outcome{
			Branches: []sim.Branching{{{Target: &third}}}}}}}, []bool{false, false}, elsewhere},
		"what is nested before what follows": {[]sim.Branching{
			{{When: trusted, Outcome: sim.Outcome{Branches: []sim.Branching{{{Target: &third}}}}}},
			{{When: trusted, Target: &elsewhere}}}, []bool{false, false}, third},
	}
	for name, test := range tests {
		c := newCase(sim.Choice{Target: toPassage(kedua), Outcome: sim.Outcome{Branches: test.branches}})
		next, step := choose(t, c, c.Start(), 0)
		if !slices.Equal(next.Flags, test.flags) || next.At != test.to || step.To != test.to {
			t.Errorf("%s: flags %v, at %+v, told %+v; want %v, %+v", name, next.Flags, next.At, step.To, test.flags, test.to)
		}
	}
}

// What a choice changes must not reach its own conditions, however its branches are ordered.
func TestBranchesReadTheStateBefore(t *testing.T) {
	c := newCase(sim.Choice{Target: toPassage(kedua), Outcome: sim.Outcome{
		Levels:    []sim.LevelEffect{moves(sim.Trust, 50, warga)},
		Resources: []sim.ResourceEffect{spends(hari, -5)},
		Branches: []sim.Branching{
			{{When: level(warga, sim.Trust, sim.Above, 25), Outcome: sim.Outcome{Flags: []int{data}}}},
			{{When: left(hari, sim.Below, 5), Outcome: sim.Outcome{Flags: []int{data}}}},
			{{When: all(level(warga, sim.Trust, sim.AtMost, 25), left(hari, sim.AtLeast, 5)), Outcome: sim.Outcome{Flags: []int{janji}}}},
		},
	}})
	if next, _ := choose(t, c, c.Start(), 0); !slices.Equal(next.Flags, []bool{true, false}) {
		t.Errorf("flags %v", next.Flags)
	}
}

func TestFeedbackReadsTheStateBefore(t *testing.T) {
	say := func(kind sim.BlockKind, when *sim.Condition, text string) sim.Block {
		return sim.Block{Kind: kind, When: when, Markdown: text}
	}
	c := newCase(sim.Choice{Target: toPassage(kedua), Outcome: sim.Outcome{
		Levels: []sim.LevelEffect{moves(sim.Trust, 50, warga)},
		Flags:  []int{janji},
		Feedback: sim.Text{
			{say(sim.Quote, flag(janji), "sesudah"), say(sim.Quote, nil, "sebelum")},
			{say(sim.Lesson, level(warga, sim.Trust, sim.AtMost, 25), "pelajaran")},
			{say(sim.Lesson, flag(data), "tidak tampil")},
		},
		Concepts: []string{"C-01", "C-02", "C-01"},
		Branches: []sim.Branching{{
			{When: flag(data), Outcome: sim.Outcome{Feedback: sim.Text{{say(sim.Quote, nil, "cabang lain")}}, Concepts: []string{"C-09"}}},
			{Outcome: sim.Outcome{Feedback: sim.Text{{say(sim.Quote, nil, "cabang")}}, Concepts: []string{"C-02", "C-03"}}},
		}},
	}})
	_, step := choose(t, c, c.Start(), 0)
	var told []string
	for _, b := range step.Feedback {
		told = append(told, b.Markdown)
	}
	if !slices.Equal(told, []string{"sebelum", "pelajaran", "cabang"}) {
		t.Errorf("feedback %q", told)
	}
	if step.Feedback[1].Kind != sim.Lesson {
		t.Error("the lesson's kind is lost")
	}
	if !slices.Equal(step.Concepts, []string{"C-01", "C-02", "C-03"}) {
		t.Errorf("concepts %q", step.Concepts)
	}
}

func TestEndings(t *testing.T) {
	set := func(flags ...int) sim.Outcome { return sim.Outcome{Flags: flags} }
	finish := sim.Target{Kind: sim.ToFinish}
	tests := map[string]struct {
		choice sim.Choice
		want   int
	}{
		"the first whose condition holds, after the decision": {sim.Choice{Target: finish, Outcome: set(janji)}, damai},
		"in the order written, not by rank":                   {sim.Choice{Target: finish, Outcome: set(data)}, macet},
		"the first of two":                                    {sim.Choice{Target: finish, Outcome: set(data, janji)}, damai},
		"the last without condition":                          {sim.Choice{Target: finish}, sisanya},
		"a direct link, whatever the condition":               {sim.Choice{Target: toEnding(damai)}, damai},
	}
	for name, test := range tests {
		c := newCase(test.choice)
		next, step := choose(t, c, c.Start(), 0)
		if next.At != toEnding(test.want) || step.To != next.At || step.Stranded != -1 || !next.Finished() {
			t.Errorf("%s: at %+v, told %+v, stranded %d", name, next.At, step.To, step.Stranded)
		}
		if c.Passage(next) != nil || c.Options(next) != nil || len(c.Shuffled(next, 1)) != 0 {
			t.Errorf("%s: there are options after the end", name)
		}
	}
	c := newCase(sim.Choice{Target: finish})
	c.Endings[sisanya].Requires = flag(data)
	if next, _ := choose(t, c, c.Start(), 0); next.At != toEnding(sisanya) {
		t.Errorf("no ending's condition holds: at %+v, want the last", next.At)
	}
}

func TestStranded(t *testing.T) {
	lock := func(c *sim.Case, passage int) {
		for i := range c.Passages[passage].Choices {
			c.Passages[passage].Choices[i].Requires = flag(data)
		}
	}
	c := newCase(sim.Choice{Target: toPassage(kedua), Outcome: sim.Outcome{Flags: []int{janji}}})
	lock(c, kedua)
	next, step := choose(t, c, c.Start(), 0)
	if next.At != toEnding(damai) || step.To != toEnding(damai) || step.Stranded != kedua {
		t.Errorf("at %+v, told %+v, stranded %d", next.At, step.To, step.Stranded)
	}
	c.Passages[kedua].Choices[1].Requires = flag(janji) // the decision itself opens it
	if next, step = choose(t, c, c.Start(), 0); next.At != toPassage(kedua) || step.Stranded != -1 {
		t.Errorf("one option is open: at %+v, stranded %d", next.At, step.Stranded)
	}
	c.Passages[kedua].Choices = nil
	if next, step = choose(t, c, c.Start(), 0); !next.Finished() || step.Stranded != kedua {
		t.Errorf("a passage without options: at %+v, stranded %d", next.At, step.Stranded)
	}
	lock(c, mulai)
	if s := c.Start(); s.At != toEnding(sisanya) {
		t.Errorf("all is locked at the start: at %+v", s.At)
	}
	if s := c.Neutral(); s.At != toPassage(mulai) {
		t.Errorf("the neutral state is at %+v", s.At)
	}
}

// A cost that only the decision just taken made unpayable strands as a condition does.
func TestStrandedByCost(t *testing.T) {
	c := newCase(sim.Choice{Target: toPassage(kedua), Outcome: cost(hari, -4)}, sim.Choice{Target: toPassage(kedua), Outcome: cost(hari, -3)})
	for i := range c.Passages[kedua].Choices {
		c.Passages[kedua].Choices[i].Outcome = cost(hari, -2)
	}
	if _, step := choose(t, c, c.Start(), 0); step.Stranded != kedua {
		t.Errorf("one day is left of two: stranded %d", step.Stranded)
	}
	if _, step := choose(t, c, c.Start(), 1); step.Stranded != -1 {
		t.Errorf("two days are left of two: stranded %d", step.Stranded)
	}
}

func TestChooseErrors(t *testing.T) {
	c := newCase(sim.Choice{Target: toEnding(damai), Outcome: sim.Outcome{Flags: []int{janji}}}, sim.Choice{Requires: flag(data)})
	start := c.Start()
	end, _ := choose(t, c, start, 0)
	tests := map[string]struct {
		s      sim.State
		option int
		want   error
	}{
		"below the first":                  {start, -1, sim.ErrNoOption},
		"after the last":                   {start, 2, sim.ErrNoOption},
		"locked":                           {start, 1, sim.ErrLocked},
		"finished":                         {end, 0, sim.ErrFinished},
		"finished, whatever the number is": {end, 99, sim.ErrFinished},
	}
	for name, test := range tests {
		before := copyOf(test.s)
		next, step, err := c.Choose(test.s, test.option)
		if !errors.Is(err, test.want) {
			t.Errorf("%s: %v, want %v", name, err, test.want)
		}
		if !reflect.DeepEqual(next, before) || !reflect.DeepEqual(step, sim.Step{}) {
			t.Errorf("%s: the state became %+v, the step %+v", name, next, step)
		}
	}
}

func TestChooseLeavesTheOldStateAlone(t *testing.T) {
	c := newCase(sim.Choice{Target: toPassage(kedua), Outcome: sim.Outcome{
		Levels:    []sim.LevelEffect{moves(sim.Trust, 5, warga, bantul)},
		Resources: []sim.ResourceEffect{spends(hari, -1)},
		Flags:     []int{janji},
	}})
	s := c.Start()
	before := copyOf(s)
	next, step := choose(t, c, s, 0)
	if !reflect.DeepEqual(s, before) {
		t.Errorf("the state before became %+v", s)
	}
	if step.Passage != mulai || step.Option != 0 || next.At != toPassage(kedua) {
		t.Errorf("%+v, at %+v", step, next.At)
	}
}

func TestOptionsKeepTheAuthorsOrder(t *testing.T) {
	c := newCase(sim.Choice{Requires: flag(data)}, sim.Choice{}, sim.Choice{ID: "janji"})
	for i, o := range c.Options(c.Start()) {
		if o.Index != i || o.Choice != &c.Passages[mulai].Choices[i] {
			t.Errorf("option %d is %d, %q", i, o.Index, o.Choice.ID)
		}
	}
}

func BenchmarkChoose(b *testing.B) {
	c := simtest.Chain(rand.New(rand.NewPCG(7, 7)), 12, 4, 6)
	s := c.Start()
	for b.Loop() {
		if _, _, err := c.Choose(s, 1); err != nil {
			b.Fatal(err)
		}
	}
}
