package review

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"

	"mufakat/internal/itemtext"
	"mufakat/internal/plaintext"
	"mufakat/internal/quiz"
)

// Item is one item explained. Texts are Markdown where it says so, else plain text of one line.
type Item struct {
	Number   int // from 1
	ID       string
	Tags     []string
	Kind     quiz.Kind
	KindName string
	Several  bool        // a MultipleChoice of which several options may be taken
	Section  string      // its title; empty where the exam is not parted
	Show     quiz.Reveal // what is told of it

	// With the score:
	Verdict     quiz.Verdict
	Word        string // for the verdict: "benar", "menunggu penilaian" …
	Points, Max float64
	Levels      []Level // by which somebody graded an essay

	// With the answers, the key or the feedback:
	Name  string // may be the beginning of Text
	Text  string // Markdown
	Lines []Line // what there is to be chosen, joined or put in order; none where an answer is written
	Cards []string

	Blank    bool     // with the answers: nothing was answered
	Given    string   // with the answers; what was written has its line breaks
	Right    string   // with the key; an essay has none
	Feedback []string // Markdown: for the answer, but not that of Lines; the last one may be for everybody
	Comment  string   // of whoever graded it, with its line breaks; with the score or the feedback

	graded string // how an Ordering that is not right earned what it did
}

// Line is one option of a MultipleChoice or a TrueFalse, one line of a Matching, one item of an Ordering: in the order in which
// they were shown, but those of an Ordering in the order that was given, where that is told.
type Line struct {
	Text   string // Markdown
	Chosen bool   // an option that was taken
	// Key tells, where the key is told, that the option is right; of a Matching or Ordering, that what was given here is.
	Key      bool
	Share    float64 // of a MultipleChoice's option, with the key: of the points that it earns, −1 to 1
	Joined   string  // of a Matching: what was joined with it; empty where nothing was, or that is not told
	Remark   string  // all that is to be said of the line: "dipilih; kunci", "seharusnya ke-3"; may be empty
	Feedback string  // Markdown: for the option taken
}

// Level is how one aspect of an essay was graded.
type Level struct {
	Aspect string
	Words  string // of the level
	Level  int    // from 0
	Most   int    // the highest that there is
}

// Explain explains one item with what was answered to it and what that earned, as far as show lets it be told. The feedback for
// an answer belongs to the feedback, even where it gives away the key, as in Moodle.
func Explain(number int, item quiz.Item, r quiz.Response, own quiz.ItemResult, show quiz.Reveal) Item {
	q := item.Question
	it := Item{Number: number, ID: q.ID, Tags: q.Tags, Kind: q.Kind, KindName: KindName(q), Several: q.Kind == quiz.MultipleChoice && !q.Single, Show: show}
	if show.Score {
		it.Verdict, it.Points, it.Max = own.Verdict, own.Points, q.Points
		it.Word = verdictWord(q.Kind, own.Verdict)
		it.Levels = levels(item.Rubric, own.Levels)
	}
	if show.Score || show.Feedback {
		it.Comment = strings.TrimSpace(own.Comment)
	}
	if !it.readable() {
		return it
	}
	it.Name, it.Text, it.Cards = q.Name, itemtext.Markdown(q.Text), cards(q.Tags)
	it.Blank = show.Answers && r.Blank()
	it.explainKind(item, r)
	if show.Feedback {
		onLines := q.Kind == quiz.MultipleChoice && show.Answers
		if !onLines {
			it.addFeedback(own.Feedback...)
		}
		it.addFeedback(q.General)
	}
	return it
}

// readable tells whether more is told of the item than its verdict.
func (it *Item) readable() bool { return it.Show.Answers || it.Show.Key || it.Show.Feedback }

func (it *Item) explainKind(item quiz.Item, r quiz.Response) {
	switch q := item.Question; q.Kind {
	case quiz.MultipleChoice:
		it.explainChoice(item, q.Taken(r.Options))
	case quiz.TrueFalse:
		it.explainTrueFalse(q.True, r.True)
	case quiz.ShortAnswer, quiz.Numerical:
		it.give(r.Text)
		it.right(accepted(q)...)
	case quiz.Matching:
		it.explainMatching(item, r.Matches)
	case quiz.Ordering:
		it.explainOrdering(item, r.Order)
	case quiz.Essay:
		it.give(r.Text)
	}
}

// give notes what was answered, where that is told.
func (it *Item) give(text string) {
	if it.Show.Answers {
		it.Given = strings.TrimSpace(text)
	}
}

// right notes what is right, where that is told.
func (it *Item) right(texts ...string) {
	if it.Show.Key {
		it.Right = strings.Join(texts, "; ")
	}
}

func (it *Item) addFeedback(texts ...quiz.Text) {
	for _, text := range texts {
		if source := itemtext.Markdown(text); strings.TrimSpace(source) != "" {
			it.Feedback = append(it.Feedback, source)
		}
	}
}

func (it *Item) explainChoice(item quiz.Item, taken []int) {
	q := item.Question
	worth := worths(q)
	var given, right []string
	for _, i := range shown(item, len(q.Options)) {
		line := it.option(q.Options[i].Text, slices.Contains(taken, i), worth[i])
		if it.Show.Key {
			line.Share = q.Options[i].Fraction
		}
		if it.Show.Feedback && line.Chosen {
			line.Feedback = itemtext.Markdown(q.Options[i].Feedback)
		}
		it.Lines = append(it.Lines, line)
		if line.Chosen {
			given = append(given, plaintext.Line(line.Text))
		}
		if line.Key {
			right = append(right, plaintext.Line(line.Text))
		}
	}
	it.give(strings.Join(given, "; "))
	it.right(right...)
}

func (it *Item) explainTrueFalse(key bool, answer *bool) {
	for _, value := range []bool{true, false} {
		word := truthWord(value)
		w := worth{}
		if value == key {
			w = worth{key: true, words: "kunci"}
		}
		it.Lines = append(it.Lines, it.option(quiz.Text{Source: word, Format: quiz.Plain}, answer != nil && *answer == value, w))
	}
	if answer != nil {
		it.give(truthWord(*answer))
	}
	it.right(truthWord(key))
}

func truthWord(value bool) string {
	if value {
		return "Benar"
	}
	return "Salah"
}

// option is a line that may be chosen.
func (it *Item) option(text quiz.Text, taken bool, w worth) Line {
	line := Line{Text: itemtext.Markdown(text), Chosen: taken && it.Show.Answers}
	var remarks []string
	if line.Chosen {
		remarks = append(remarks, "dipilih")
	}
	if it.Show.Key {
		line.Key = w.key
		if w.words != "" {
			remarks = append(remarks, w.words)
		}
	}
	line.Remark = strings.Join(remarks, "; ")
	return line
}

func (it *Item) explainMatching(item quiz.Item, matches []int) {
	q := item.Question
	choices := q.Choices()
	var given, right []string
	for k, i := range q.Lines() {
		pair := q.Pairs[i]
		line := Line{Text: itemtext.Markdown(pair.Left)}
		var remarks []string
		if it.Show.Answers {
			remarks = append(remarks, "tidak dijawab")
			if k < len(matches) && matches[k] >= 0 && matches[k] < len(choices) {
				line.Joined = choices[matches[k]]
				remarks[0] = "dijawab: " + line.Joined
				given = append(given, plaintext.Line(line.Text)+" → "+line.Joined)
			}
		}
		if it.Show.Key {
			line.Key = line.Joined == pair.Right
			if !line.Key {
				remarks = append(remarks, "kunci: "+pair.Right)
			}
		}
		line.Remark = strings.Join(remarks, "; ")
		it.Lines = append(it.Lines, line)
		right = append(right, plaintext.Line(line.Text)+" → "+pair.Right)
	}
	it.give(strings.Join(given, "; "))
	it.right(right...)
}

func (it *Item) explainOrdering(item quiz.Item, order []int) {
	items := item.Question.Order.Items
	asked := shown(item, len(items))
	rightOrder := slices.Sorted(slices.Values(asked))
	given := it.Show.Answers && slices.Equal(slices.Sorted(slices.Values(order)), rightOrder)
	if !given {
		order = asked
	}
	text := func(i int) string { return itemtext.Markdown(items[i]) }
	inOneLine := func(order []int) string {
		var texts []string
		for _, i := range order {
			texts = append(texts, plaintext.Line(text(i)))
		}
		return strings.Join(texts, " → ")
	}
	for place, i := range order {
		line := Line{Text: text(i)}
		if due := slices.Index(rightOrder, i); given && it.Show.Key {
			line.Key, line.Remark = due == place, "tepat di tempatnya"
			if !line.Key {
				line.Remark = fmt.Sprintf("seharusnya ke-%d", due+1)
			}
		}
		it.Lines = append(it.Lines, line)
	}
	if given {
		it.give(inOneLine(order))
		if it.Show.Score && it.Verdict != quiz.Right {
			it.graded = orderGrading(item.Question.Order.Grading)
		}
	}
	it.right(inOneLine(rightOrder))
}

// shown is the order in which n things were shown. A paper that does not tell it well has that of the bank.
func shown(item quiz.Item, n int) []int {
	order := item.Shown
	fits := len(order) == n || item.Question.Kind == quiz.Ordering && len(order) > 0 // which may have drawn some
	for i, k := range order {
		fits = fits && k >= 0 && k < n && !slices.Contains(order[:i], k)
	}
	if fits {
		return order
	}
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	return all
}

func levels(rubric *quiz.Rubric, given []int) (all []Level) {
	if rubric == nil {
		return nil
	}
	for i, aspect := range rubric.Aspects {
		if i < len(given) && given[i] >= 0 && given[i] < len(aspect.Levels) {
			all = append(all, Level{aspect.Title, aspect.Levels[given[i]], given[i], len(aspect.Levels) - 1})
		}
	}
	return all
}

// cardCode is the form of the code of a concept card; made at first use, because start-up pays for what is made before.
var cardCode = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[A-Z]-\d+$`) })

// cards are the tags that may be codes of concept cards; whether there is such a card, the library knows.
func cards(tags []string) (codes []string) {
	for _, tag := range tags {
		if code := strings.ToUpper(tag); cardCode().MatchString(code) && !slices.Contains(codes, code) {
			codes = append(codes, code)
		}
	}
	return codes
}
