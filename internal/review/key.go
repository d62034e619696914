package review

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"mufakat/internal/plaintext"
	"mufakat/internal/quiz"
)

// worth is what an option is worth, to be told with the key.
type worth struct {
	key   bool
	words string // empty for what earns nothing
}

// worths tells of the options of a MultipleChoice what each is worth. Of a situational item, whose options are all more or less
// good, that is a rank: "4 dari 5".
func worths(q *quiz.Question) []worth {
	all := make([]worth, len(q.Options))
	ranks := ranked(q)
	best := bestShare(q)
	for i, o := range q.Options {
		w := &all[i]
		switch {
		case q.Single:
			w.key = o.Fraction > 0 && o.Fraction == best
		default:
			w.key = o.Fraction > 0
		}
		percent := plaintext.Number(100*max(o.Fraction, -o.Fraction), 2) + " %"
		switch {
		case ranks != nil:
			w.words = fmt.Sprintf("tingkat %d dari %d", ranks[i], len(ranks))
		case w.key && o.Fraction == 1:
			w.words = "kunci"
		case w.key:
			w.words = "kunci, " + percent
		case o.Fraction > 0:
			w.words = percent
		case o.Fraction < 0 && !q.Single: // a single option never earns less than nothing
			w.words = "mengurangi " + percent
		}
	}
	return all
}

func bestShare(q *quiz.Question) (best float64) {
	for _, o := range q.Options {
		best = max(best, o.Fraction)
	}
	return best
}

// ranked are the ranks of a situational item's options, from 1 for the least good: one option is to be taken of at least four,
// and what they earn rises from one to the next by the same step (0, 25, 50, 75, 100 or 20, 40 … percent). Nil for any other.
func ranked(q *quiz.Question) []int {
	n := len(q.Options)
	if !q.Single || n < 4 {
		return nil
	}
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	share := func(i int) float64 { return q.Options[i].Fraction }
	slices.SortStableFunc(order, func(i, k int) int { return cmp.Compare(share(i), share(k)) })
	fromZero, fromStep := true, true
	for place, i := range order {
		fromZero = fromZero && near(share(i), float64(place)/float64(n-1))
		fromStep = fromStep && near(share(i), float64(place+1)/float64(n))
	}
	if !fromZero && !fromStep {
		return nil
	}
	ranks := make([]int, n)
	for place, i := range order {
		ranks[i] = place + 1
	}
	return ranks
}

// near tells whether two shares are the same, as GIFT writes them: with five decimals of a percent at most.
func near(a, b float64) bool { return max(a-b, b-a) < 1e-4 }

// accepted are the answers that a ShortAnswer or a Numerical takes for right, with what each earns if that is not everything.
func accepted(q *quiz.Question) (answers []string) {
	add := func(text string, fraction float64) {
		if fraction <= 0 { // there for its feedback only
			return
		}
		if fraction < 1 {
			text += fmt.Sprintf(" (%s %%)", plaintext.Number(100*fraction, 2))
		}
		answers = append(answers, text)
	}
	for _, p := range q.Patterns {
		add(patternText(p.Text), p.Fraction)
	}
	for _, n := range q.Numbers {
		add(numberText(n), n.Fraction)
	}
	return answers
}

// patternText is a pattern for people: its star, which stands for any text, as "…".
func patternText(pattern string) string {
	const star = "\x00" // in no text that people write
	text := strings.ReplaceAll(pattern, `\*`, star)
	return strings.ReplaceAll(strings.ReplaceAll(text, "*", "…"), star, "*")
}

// numberText is a number with the answers that are near enough to it.
func numberText(n quiz.Number) string {
	switch {
	case n.Any:
		return "jawaban apa pun"
	case n.Tolerance > 0:
		return fmt.Sprintf("%s (dari %s sampai %s)", decimal(n.Value), decimal(n.Value-n.Tolerance), decimal(n.Value+n.Tolerance))
	}
	return decimal(n.Value)
}

// decimal writes a number with all the decimals that it was written with: twelve digits, beyond which lies the dust of binary
// fractions.
func decimal(x float64) string {
	rounded, _ := strconv.ParseFloat(strconv.FormatFloat(x, 'g', 12, 64), 64)
	return plaintext.Decimal(rounded, -1)
}
