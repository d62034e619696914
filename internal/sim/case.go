// Package sim holds a case study of collaborative governance as data and plays it: stakeholders with levels of
// trust, commitment and shared understanding, decisions with effects, endings, and an exact score.
//
// Nothing in it is random and nothing does input or output: a [Run] is the list of its decisions, and [Replay]
// turns it into everything else. Positions (of a stakeholder, a passage, a flag …) are indices into the slices of
// [Case]; package casefile resolves the author's names to them.
package sim

import (
	"cmp"
	"strings"
)

// Criterion is one of the three qualities of a collaboration that a case measures (Ansell & Gash 2008).
type Criterion int

// The criteria, in the order in which a case's table of stakeholders lists them.
const (
	Trust         Criterion = iota // kepercayaan
	Commitment                     // komitmen pada proses
	Understanding                  // pemahaman bersama
)

// Criteria is the number of criteria.
const Criteria = 3

// String is the criterion's name as authors write it: "kepercayaan", "komitmen" or "pemahaman".
func (c Criterion) String() string {
	return [Criteria]string{"kepercayaan", "komitmen", "pemahaman"}[c]
}

// The most that one case may hold. They are far above what a table of people can follow, and let the analysis
// keep a state in a fixed number of bytes.
const (
	MaxStakeholders = 16
	MaxResources    = 8
	MaxFlags        = 64
	MaxChoices      = 16   // options of one passage
	MaxPassages     = 1000 // passages of one case
	MaxWeight       = 100  // a criterion's weight
)

// The range of a level, and the mark of a level that does not count for a stakeholder ("–" in the table).
const (
	MinLevel = 0
	MaxLevel = 100
	Absent   = -1
)

// Levels are one stakeholder's levels by criterion: 0–100, or [Absent].
type Levels [Criteria]int

// Case is one case study, complete and resolved. It is never changed after it was read.
type Case struct {
	ID      string // file name without its ending
	Hash    string // of the author's text; tells whether a run was played on this very text
	Code    string // the curriculum's code, such as K-01; may be empty
	Title   string
	Role    string // whom the trainee plays
	Minutes int    // expected duration; 0 where the author gives none
	Version string
	Status  string // such as "uji coba"

	Weights [Criteria]int // of the criteria in the total; at least one is above 0

	Intro        Text
	Stakeholders []Stakeholder
	Resources    []Resource
	Flags        []string // every flag that a choice can set or a condition reads
	Acts         []Act
	Passages     []Passage // in the order written; the story starts at the first
	EndingIntro  Text      // precedes the text of every ending
	Endings      []Ending  // in the order written, which is the order in which they are tried
	Voices       []Voice   // what stakeholders say of the trainee, after the end

	Actual     string        // Markdown: what really happened, with sources
	Answers    []ModelAnswer // the case paper's headings
	Reflection string        // Markdown: questions to think on
	Sources    string        // Markdown
}

// Stakeholder is one of those at the table, or with an empty chair there.
type Stakeholder struct {
	Code     string // the name that effects and conditions use
	Name     string
	Interest string
	Start    Levels
}

// ShortName is the name without what follows its comma: "Bu Sri, koordinator warga" is Bu Sri.
func (s Stakeholder) ShortName() string {
	short, _, _ := strings.Cut(s.Name, ",")
	return short
}

// Resource is something whole that choices spend: days, money.
type Resource struct {
	Name  string
	Start int
}

// Act is a part of the story; a stop is offered at its end.
type Act struct {
	ID    string
	Title string
	Intro Text // shown when the story first enters the act
}

// Passage is one step of the story: what happens, and the options.
type Passage struct {
	ID       string
	Title    string
	Act      int // index into Case.Acts; -1 where the author wrote none
	Concepts []string
	Text     Text
	Choices  []Choice
}

// IsDecision tells whether the passage asks for a decision: a passage with a single option only goes on.
func (p *Passage) IsDecision() bool { return len(p.Choices) > 1 }

// Choice is one option of a passage.
type Choice struct {
	ID         string // unique in its passage, never all digits
	Text       string // inline Markdown
	Requires   *Condition
	LockReason string // Markdown; shown while Requires does not hold; may be empty
	Target     Target
	Outcome    Outcome
}

// Outcome is what comes of a choice, or of one branch of it.
type Outcome struct {
	Levels    []LevelEffect
	Resources []ResourceEffect
	Flags     []int // set, never unset
	Concepts  []string
	Feedback  Text // blocks of kind Quote tell what happens, blocks of kind Lesson what it teaches
	Branches  []Branching
}

// LevelEffect changes one criterion's level of some stakeholders. A level that does not count stays [Absent].
type LevelEffect struct {
	Stakeholders []int // ascending
	Criterion    Criterion
	Delta        int
}

// ResourceEffect changes what is left of a resource; a negative Delta is a cost.
type ResourceEffect struct {
	Resource int
	Delta    int
}

// Branching is an unbroken run of "bila … / bila … / bila tidak": the first branch that holds is taken.
type Branching []Branch

// Branch is an outcome under a condition; a nil When always holds ("bila tidak").
type Branch struct {
	When    *Condition
	Outcome Outcome
	Target  *Target // where the branch leads instead of the choice's own target; nil: no change
}

// TargetKind tells what a [Target] points at.
type TargetKind int

// The kinds of target.
const (
	ToPassage TargetKind = iota
	ToEnding             // straight to one ending
	ToFinish             // "#akhir": to the first ending whose condition holds
)

// Target is where a choice leads; Index is into Case.Passages or Case.Endings, and 0 for ToFinish.
type Target struct {
	Kind  TargetKind
	Index int
}

// TargetID is the id that a link to t would name: a passage's, an ending's, or "akhir".
func (c *Case) TargetID(t Target) string {
	switch t.Kind {
	case ToPassage:
		return c.Passages[t.Index].ID
	case ToEnding:
		return c.Endings[t.Index].ID
	}
	return "akhir"
}

// NoCap is the Cap of an ending that does not limit the total.
const NoCap = -1

// Ending closes the story.
type Ending struct {
	ID       string
	Title    string
	Rank     int        // 1 is best; 0 where the author gives none
	Requires *Condition // nil: always
	Cap      int        // the highest total it allows (0–100), or NoCap
	Text     Text
}

// CompareRanks orders the ranks of endings: the best first, and last 0, which is none.
func CompareRanks(a, b int) int { return cmp.Compare(uint(a)-1, uint(b)-1) } // 0 wraps round to the highest

// BestEndings are the endings with the best rank, as indices; none where no ending has a rank.
func (c *Case) BestEndings() (best []int) {
	for i := range c.Endings {
		rank := c.Endings[i].Rank
		switch {
		case rank == 0 || len(best) > 0 && rank > c.Endings[best[0]].Rank:
		case len(best) > 0 && rank == c.Endings[best[0]].Rank:
			best = append(best, i)
		default:
			best = []int{i}
		}
	}
	return best
}

// Voice is what one stakeholder says of the trainee after the end.
type Voice struct {
	Stakeholder int
	Text        Text
}

// ModelAnswer is one heading of the Latsar case paper with an answer to compare one's own with.
type ModelAnswer struct {
	Title    string
	Markdown string
}

// BlockKind tells how a block of text is meant.
type BlockKind int

// The kinds of block.
const (
	Prose      BlockKind = iota
	Quote                // somebody speaks, or (in feedback) what happens
	Lesson               // what a decision teaches; hidden during an assessment
	Discussion           // a question for a group
)

// Block is one paragraph, list, table or the like, as Markdown.
type Block struct {
	Kind     BlockKind
	When     *Condition // nil: always
	Markdown string
	Minutes  int // Discussion only; 0 where none are given
}

// Alternatives are blocks of which the first whose condition holds is shown; often there is just one.
type Alternatives []Block

// Text is prose that may depend on the state.
type Text []Alternatives

// Show returns the blocks that hold in state s, in order.
func (t Text) Show(c *Case, s State) []Block {
	var shown []Block
	for _, alternatives := range t {
		for _, b := range alternatives {
			if c.Holds(b.When, s) {
				shown = append(shown, b)
				break
			}
		}
	}
	return shown
}
