// Package quiz holds questions as data, and grades answers to them as Moodle grades. It knows nothing of how questions are
// written in files (package gift does) nor of how they are shown.
package quiz

// Kind tells what a question asks for, with Moodle's names of the types.
type Kind int

// The kinds.
const (
	MultipleChoice Kind = iota // one option, or several
	TrueFalse
	ShortAnswer
	Numerical
	Matching
	Ordering
	Essay
	Description // text only; nothing is asked
)

// String is Moodle's name of the kind: "multichoice", "truefalse" …
func (k Kind) String() string {
	return [...]string{"multichoice", "truefalse", "shortanswer", "numerical", "match", "ordering", "essay", "description"}[k]
}

// Format tells in which language a text is written, with Moodle's names.
type Format string

// The formats. A text in Moodle's own ("moodle") is plain, but for what HTML it may hold.
const (
	Moodle   Format = "moodle"
	HTML     Format = "html"
	Plain    Format = "plain"
	Markdown Format = "markdown"
)

// Text is what an author wrote, in some format.
type Text struct {
	Source string
	Format Format
}

// Question is one item of a bank. It is never changed after it was read.
type Question struct {
	Kind     Kind
	ID       string // the item's stable key; may be empty
	Name     string
	Category string // a path of categories with " / " between them as shown; empty where there is none
	Tags     []string
	Text     Text
	General  Text    // feedback for everybody
	Points   float64 // the most that can be earned; 0 for a Description
	Rubric   string  // Essay: the name of its rubric; may be empty

	Single   bool      // MultipleChoice: exactly one option is to be taken
	Options  []Option  // MultipleChoice
	True     bool      // TrueFalse: the right answer
	Right    Text      // TrueFalse: feedback for the right answer …
	Wrong    Text      // … and for the wrong one; Numerical: for an answer that nothing matches
	Patterns []Pattern // ShortAnswer, tried in their order
	Numbers  []Number  // Numerical, tried in their order
	Pairs    []Pair    // Matching
	Order    Order     // Ordering
}

// Option is one option of a multiple choice.
type Option struct {
	Text     Text
	Fraction float64 // of the points that it earns: −1 to 1
	Feedback Text
}

// Pattern is an answer that a ShortAnswer accepts. "*" stands for any characters, none included; case does not matter.
type Pattern struct {
	Text     string
	Fraction float64 // 0 to 1
	Feedback Text
}

// Number is an answer that a Numerical accepts.
type Number struct {
	Any       bool // whatever is given, a number or not
	Value     float64
	Tolerance float64 // how far from Value an answer may be, at least 0
	Fraction  float64 // 0 to 1
	Feedback  Text
}

// Pair is one line of a Matching. A pair with an empty Left is a distractor: an answer that belongs to nothing.
type Pair struct {
	Left  Text
	Right string
}

// Order is what an Ordering shows and how it is graded.
type Order struct {
	Items   []Text // in the right order
	Select  Selection
	Count   int // so many items are shown, where Select does not say all
	Grading OrderGrading

	// How Moodle's plug-in shows the items: kept for the way back, in its own words (VERTICAL, 123, SHOW …).
	Layout, Numbering, Show string
}

// Selection tells which items of an Ordering are shown.
type Selection int

// The selections.
const (
	SelectAll        Selection = iota
	SelectRandom               // Count items, drawn
	SelectContiguous           // Count items that follow one another, from a drawn place on
)

// OrderGrading tells how an Ordering is graded, with the names of Moodle's plug-in.
type OrderGrading int

// The ways to grade. The first is what Moodle takes where the author names none.
const (
	RelativeNextExcludeLast    OrderGrading = iota // the share of items, the last left out, that the right one follows
	RelativeNextIncludeLast                        // … and the last one, which nothing must follow
	RelativeOnePreviousAndNext                     // the share of right neighbours, before and behind every item
	RelativeAllPreviousAndNext                     // the share of items that rightly stand before and behind every item
	RelativeToCorrect                              // every item earns the less, the further it is from its right place
	AbsolutePosition                               // the share of items at their right place
	AllOrNothing
	LongestOrderedSubset    // the share of items in the longest row that is in order, others between them left out
	LongestContiguousSubset // … without others that belong between them; a single item is no row
)
