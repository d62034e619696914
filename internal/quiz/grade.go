package quiz

import (
	"math"
	"slices"
	"strconv"
	"strings"
)

// Response is what somebody answered to a question. The zero Response is no answer.
type Response struct {
	Options []int  // MultipleChoice: the options taken, as indices, each once
	True    *bool  // TrueFalse
	Text    string // ShortAnswer, Numerical, Essay
	Matches []int  // Matching: for each line of [Question.Lines] an index into [Question.Choices]; -1 where none is chosen
	Order   []int  // Ordering: the items shown, as indices into Order.Items, in the order given
}

// Blank tells whether nothing was answered.
func (r *Response) Blank() bool {
	return len(r.Options) == 0 && r.True == nil && strings.TrimSpace(r.Text) == "" && len(r.Order) == 0 &&
		!slices.ContainsFunc(r.Matches, func(m int) bool { return m >= 0 })
}

// Verdict tells how right an answer is.
type Verdict int

// The verdicts. Moodle calls an answer right from a fraction of 0.999999 on and wrong below 0.000001.
const (
	Unanswered Verdict = iota
	Wrong
	Partial
	Right
	NeedsGrading // an Essay: somebody has to read it
)

// Grade is what an answer earned.
type Grade struct {
	Verdict  Verdict
	Fraction float64 // of the question's points, 0 to 1; 0 where it needs grading
	Feedback []Text  // for this answer, in the order in which it is shown; the question's General feedback is not among it
}

// Lines are the Matching's pairs that ask for something, as indices.
func (q *Question) Lines() (lines []int) {
	for i, p := range q.Pairs {
		if p.Left.Source != "" {
			lines = append(lines, i)
		}
	}
	return lines
}

// Choices are the answers that a Matching offers, each once, in the order of its pairs.
func (q *Question) Choices() (choices []string) {
	for _, p := range q.Pairs {
		if !slices.Contains(choices, p.Right) {
			choices = append(choices, p.Right)
		}
	}
	return choices
}

// Grade grades an answer as Moodle does. What a response holds that is of no use to the kind of the question is passed over,
// as are indices that name nothing.
func (q *Question) Grade(r Response) Grade {
	if r.Blank() {
		return Grade{}
	}
	switch q.Kind {
	case MultipleChoice:
		return q.gradeChoice(r.Options)
	case TrueFalse:
		return q.gradeTrueFalse(r.True)
	case ShortAnswer:
		return q.gradeShortAnswer(r.Text)
	case Numerical:
		return q.gradeNumerical(r.Text)
	case Matching:
		return q.gradeMatching(r.Matches)
	case Ordering:
		return graded(q.Order.fraction(r.Order))
	case Essay:
		return Grade{Verdict: NeedsGrading}
	}
	return Grade{}
}

// The bounds of Moodle's question_state::graded_state_for_fraction.
const (
	rightFrom = 0.999999
	wrongTo   = 0.000001
)

func graded(fraction float64, feedback ...Text) Grade {
	g := Grade{Fraction: min(max(fraction, 0), 1)}
	switch {
	case g.Fraction >= rightFrom:
		g.Verdict = Right
	case g.Fraction < wrongTo:
		g.Verdict = Wrong
	default:
		g.Verdict = Partial
	}
	for _, text := range feedback {
		if text.Source != "" {
			g.Feedback = append(g.Feedback, text)
		}
	}
	return g
}

// Taken are the options of a MultipleChoice that count of those that were taken, ascending: those that exist, each once. Where a
// single option is to be taken, it is the first one.
func (q *Question) Taken(options []int) []int {
	options = slices.DeleteFunc(slices.Clone(options), func(i int) bool { return i < 0 || i >= len(q.Options) })
	if q.Single && len(options) > 1 {
		options = options[:1]
	}
	slices.Sort(options)
	return slices.Compact(options)
}

// gradeChoice adds up the fractions of the options taken and holds the sum within 0–1, so that taking everything does not
// pay.
func (q *Question) gradeChoice(options []int) Grade {
	taken := q.Taken(options)
	if len(taken) == 0 {
		return Grade{}
	}
	sum := 0.0
	var feedback []Text
	for _, i := range taken {
		sum += q.Options[i].Fraction
		feedback = append(feedback, q.Options[i].Feedback)
	}
	return graded(sum, feedback...)
}

func (q *Question) gradeTrueFalse(answer *bool) Grade {
	switch {
	case answer == nil:
		return Grade{}
	case *answer == q.True:
		return graded(1, q.Right)
	}
	return graded(0, q.Wrong)
}

func (q *Question) gradeShortAnswer(text string) Grade {
	for _, p := range q.Patterns {
		if p.matches(text) {
			return graded(p.Fraction, p.Feedback)
		}
	}
	return graded(0)
}

// gradeNumerical takes the first number that the answer is near enough to. What is no number matches only "*".
func (q *Question) gradeNumerical(text string) Grade {
	value, isNumber := ParseNumber(text)
	for _, n := range q.Numbers {
		if n.Any || isNumber && n.holds(value) {
			return graded(n.Fraction, n.Feedback)
		}
	}
	return graded(0, q.Wrong)
}

// holds tells whether a value is within the tolerance. Moodle widens it by its precision of 14 digits, so that what is
// equal in decimals is not apart in binary (MDL-3225).
func (n *Number) holds(value float64) bool {
	tolerance := n.Tolerance + 1e-14*max(1, math.Abs(n.Value))
	return n.Value-tolerance <= value && value <= n.Value+tolerance
}

// ParseNumber reads a number as people in Indonesia and elsewhere write one: with a decimal comma or point, a sign, an
// exponent, and blanks between the digits. A mark that comes several times, or before the other one, only groups digits
// ("1.250.000", "1.250,5"). It returns false for what is no number, or none that is finite.
func ParseNumber(text string) (float64, bool) {
	text = strings.NewReplacer(" ", "", "\u00a0", "", "\u202f", "", "−", "-").Replace(strings.TrimSpace(text))
	comma, point := strings.LastIndexByte(text, ','), strings.LastIndexByte(text, '.')
	decimal, group := ".", ","
	if comma > point {
		decimal, group = ",", "."
	}
	if strings.Count(text, decimal) > 1 && !strings.Contains(text, group) {
		decimal, group = group, decimal
	}
	if strings.ContainsAny(text, "_xXpPiInN") { // what Go takes for a number and nobody else does
		return 0, false
	}
	whole, fraction, _ := strings.Cut(text, decimal)
	if strings.Contains(fraction, group) {
		return 0, false
	}
	digits := strings.ReplaceAll(whole, group, "")
	if digits != whole && !grouped(whole, group) {
		return 0, false
	}
	if strings.Contains(text, decimal) {
		digits += "." + fraction
	}
	value, err := strconv.ParseFloat(digits, 64)
	return value, err == nil && !math.IsInf(value, 0)
}

// grouped tells whether a whole number's digits stand in groups of three behind the first.
func grouped(whole, group string) bool {
	parts := strings.Split(strings.TrimLeft(whole, "+-"), group)
	for i, part := range parts {
		if i > 0 && len(part) != 3 || i == 0 && (part == "" || len(part) > 3) {
			return false
		}
	}
	return true
}

// gradeMatching is the share of lines with the right choice. A choice is right if it reads as the line's own, even where it
// is that of another pair.
func (q *Question) gradeMatching(matches []int) Grade {
	lines, choices := q.Lines(), q.Choices()
	if len(lines) == 0 {
		return Grade{}
	}
	right := 0
	for k, i := range lines {
		if k < len(matches) && matches[k] >= 0 && matches[k] < len(choices) && choices[matches[k]] == q.Pairs[i].Right {
			right++
		}
	}
	return graded(float64(right) / float64(len(lines)))
}
