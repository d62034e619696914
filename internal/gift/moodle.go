package gift

import (
	"strings"

	"mufakat/internal/quiz"
)

// Import is what Moodle makes of a bank, in Moodle's names; it is meant for JSON, and for comparing with Moodle.
type Import struct {
	Count     int           `json:"count"` // of questions
	Errors    []ImportError `json:"errors"`
	OK        bool          `json:"ok"` // the file is UTF-8, and Moodle refuses no block
	Questions []any         `json:"questions"`
	UTF8      bool          `json:"utf8"`
}

// ImportError is a block that Moodle refuses.
type ImportError struct {
	Line    int    `json:"line"`    // the block's first
	Message string `json:"message"` // the key of Moodle's message
	Text    string `json:"text"`    // what Moodle shows with it
}

type importCategory struct {
	Category string `json:"category"`
	Line     int    `json:"line"`
	Type     string `json:"type"` // "category"
}

// importQuestion is what all questions have.
type importQuestion struct {
	Type          string    `json:"type"`
	Name          string    `json:"name"`
	Text          string    `json:"text"`
	Format        string    `json:"format"`
	General       string    `json:"generalFeedback"`
	GeneralFormat string    `json:"generalFeedbackFormat"`
	ID            string    `json:"id"`
	Tags          []string  `json:"tags"`
	Line          int       `json:"line"`                    // the block's first
	IllegalGrades []float64 `json:"illegalGrades,omitempty"` // fractions that Moodle does not know: it refuses the question
}

type importChoices struct {
	importQuestion
	Single  bool           `json:"single"`
	Answers []importAnswer `json:"answers"`
}

type importShortAnswer struct {
	importQuestion
	Answers []importAnswer `json:"answers"`
}

// importAnswer is an option, or a short answer, whose format is null.
type importAnswer struct {
	Text     string  `json:"text"`
	Format   *string `json:"format"`
	Fraction float64 `json:"fraction"`
	Feedback string  `json:"feedback"`
}

type importNumerical struct {
	importQuestion
	Answers []importNumber `json:"answers"`
}

type importNumber struct {
	Answer    string  `json:"answer"`
	Tolerance string  `json:"tolerance"`
	Fraction  float64 `json:"fraction"`
	Feedback  string  `json:"feedback"`
}

type importTrueFalse struct {
	importQuestion
	Correct       bool   `json:"correct"`
	FeedbackTrue  string `json:"feedbackTrue"`
	FeedbackFalse string `json:"feedbackFalse"`
}

type importMatch struct {
	importQuestion
	Pairs []importPair `json:"pairs"`
}

type importPair struct {
	Text   string `json:"text"`
	Format string `json:"format"`
	Answer string `json:"answer"`
}

type importOrdering struct {
	importQuestion
	Items    []string    `json:"items"`
	Ordering importOrder `json:"ordering"`
}

// importOrder is the header of an ordering in the author's words.
type importOrder struct {
	Count     string `json:"selectcount"`
	Select    string `json:"selecttype"`
	Layout    string `json:"layout"`
	Grading   string `json:"grading"`
	Show      string `json:"show"`
	Numbering string `json:"numbering"`
}

// Import is what Moodle makes of the bank. Of a file that is not readable it is empty.
func (b *Bank) Import() Import {
	m := Import{Errors: []ImportError{}, Questions: []any{}, UTF8: b.readable, OK: b.readable && len(b.failures) == 0}
	for _, f := range b.failures {
		m.Errors = append(m.Errors, ImportError{f.line, f.key, moodleText(f.text)})
	}
	for i := range b.Entries {
		switch e := &b.Entries[i]; e.Kind {
		case Category:
			m.Questions = append(m.Questions, importCategory{moodleText(e.written.category), e.Line, "category"})
		case Item:
			m.Questions = append(m.Questions, e.imported())
			m.Count++
		}
	}
	return m
}

// moodleText is a text as Moodle keeps it where it does not undo escapes.
func moodleText(s string) string {
	return strings.NewReplacer(`\\`, `\`, `\:`, "&&058;", `\#`, "&&035;", `\=`, "&&061;", `\{`, "&&123;", `\}`, "&&125;", `\~`, "&&126;", `\n`, "&&010").Replace(s)
}

func (e *Entry) imported() any {
	q, w := e.Question, e.written
	common := importQuestion{Type: q.Kind.String(), Name: q.Name, Text: q.Text.Source, Format: string(q.Text.Format),
		General: q.General.Source, GeneralFormat: string(q.General.Format), ID: q.ID, Tags: q.Tags, Line: e.Line}
	if q.Name == "" && deriveName(q.Text.Source) == "" {
		common.Name = "questionname" // the key of what Moodle calls it
	}
	if common.Tags == nil {
		common.Tags = []string{}
	}
	for _, f := range w.fractions {
		if _, _, taken := nearestLegal(f); !taken {
			common.IllegalGrades = append(common.IllegalGrades, round7(f))
		}
	}
	switch q.Kind {
	case quiz.MultipleChoice:
		m := importChoices{importQuestion: common, Single: q.Single}
		for i, o := range q.Options {
			format := string(o.Text.Format)
			m.Answers = append(m.Answers, importAnswer{o.Text.Source, &format, round7(w.fractions[i]), o.Feedback.Source})
		}
		return m
	case quiz.ShortAnswer:
		m := importShortAnswer{importQuestion: common}
		for i, p := range q.Patterns {
			m.Answers = append(m.Answers, importAnswer{p.Text, nil, round7(w.fractions[i]), p.Feedback.Source})
		}
		return m
	case quiz.Numerical:
		m := importNumerical{importQuestion: common}
		for i, n := range w.numbers {
			m.Answers = append(m.Answers, importNumber{n.answer, n.tolerance, round7(w.fractions[i]), q.Numbers[i].Feedback.Source})
		}
		if q.Wrong.Format != "" {
			m.Answers = append(m.Answers, importNumber{Answer: "*", Feedback: q.Wrong.Source})
		}
		return m
	case quiz.TrueFalse:
		m := importTrueFalse{common, q.True, q.Right.Source, q.Wrong.Source}
		if !q.True {
			m.FeedbackTrue, m.FeedbackFalse = m.FeedbackFalse, m.FeedbackTrue
		}
		return m
	case quiz.Matching:
		m := importMatch{importQuestion: common}
		for _, p := range q.Pairs {
			m.Pairs = append(m.Pairs, importPair{p.Left.Source, string(p.Left.Format), p.Right})
		}
		return m
	case quiz.Ordering:
		m := importOrdering{common, []string{}, importOrder{w.order.count, w.order.selection, w.order.layout, w.order.grading, w.order.show, w.order.numbering}}
		for _, item := range w.items {
			m.Items = append(m.Items, moodleText(item))
		}
		return m
	}
	return common
}
