package store

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"

	"mufakat/internal/clean"
	"mufakat/internal/quiz"
)

// A paper stands in two columns, its blueprint and its items, as JSON with the names of package quiz's exported fields. What
// an older program did not write yet is zero when it is read, and what a newer one added is passed over. So a field or a
// kind may be added there, at the end of its kinds, but none renamed or moved.

// encodePaper returns a paper as it is stored.
func encodePaper(p *quiz.Paper) (blueprint, items string, err error) {
	if err := checkPaper(p); err != nil {
		return "", "", errPaperUnreadable(err)
	}
	first, err := json.Marshal(p.Blueprint)
	if err != nil { // a number that is none
		return "", "", errPaperUnreadable(err)
	}
	second, err := json.Marshal(p.Items)
	if err != nil {
		return "", "", errPaperUnreadable(err)
	}
	return string(first), string(second), nil
}

func decodeBlueprint(text string) (*quiz.Blueprint, error) {
	b := new(quiz.Blueprint)
	if err := json.Unmarshal([]byte(text), b); err != nil {
		return nil, errPaperUnreadable(err)
	}
	return b, nil
}

// decodePaper reads what encodePaper wrote, or a program of another version, or somebody's editor. Code: [PaperUnreadable].
func decodePaper(blueprint, items string, seed uint64) (*quiz.Paper, error) {
	b, err := decodeBlueprint(blueprint)
	if err != nil {
		return nil, err
	}
	p := &quiz.Paper{Blueprint: b, Seed: seed}
	if err := json.Unmarshal([]byte(items), &p.Items); err != nil {
		return nil, errPaperUnreadable(err)
	}
	if err := checkPaper(p); err != nil {
		return nil, errPaperUnreadable(err)
	}
	return p, nil
}

// checkPaper finds what would make it impossible to show or to grade a paper.
func checkPaper(p *quiz.Paper) error {
	if p.Blueprint == nil {
		return errors.New("no blueprint")
	}
	for i, item := range p.Items {
		switch q := item.Question; {
		case q == nil:
			return fmt.Errorf("item %d has no question", i)
		case q.Kind < quiz.MultipleChoice || q.Kind > quiz.Description:
			return fmt.Errorf("item %d is of the unknown kind %d", i, q.Kind)
		case item.Section < 0 || item.Section >= len(p.Blueprint.Sections):
			return fmt.Errorf("item %d is in section %d of %d", i, item.Section, len(p.Blueprint.Sections))
		}
		for _, shown := range item.Shown {
			if n := showable(item.Question); shown < 0 || shown >= n {
				return fmt.Errorf("item %d shows option %d of %d", i, shown, n)
			}
		}
	}
	return nil
}

// showable is the number of things of a question that [quiz.Item.Shown] may name.
func showable(q *quiz.Question) int {
	switch q.Kind {
	case quiz.MultipleChoice:
		return len(q.Options)
	case quiz.Matching:
		return len(q.Choices())
	case quiz.Ordering:
		return len(q.Order.Items)
	}
	return 0
}

// cleanDocument cleans every text in a JSON document. It knows nothing of what the document means, so that a paper that only
// another version of the program can read stays whole; one that is clean only loses the blanks between its parts.
func cleanDocument(text []byte) (string, error) {
	var document any
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber() // a float would round
	if err := decoder.Decode(&document); err != nil {
		return "", err
	}
	changed := false
	if document = cleanValue(document, &changed); changed {
		cleaned, err := json.Marshal(document)
		return string(cleaned), err
	}
	var same bytes.Buffer
	err := json.Compact(&same, text)
	return same.String(), err
}

func cleanValue(value any, changed *bool) any {
	switch value := value.(type) {
	case string:
		cleaned := clean.Text(value)
		*changed = *changed || cleaned != value
		return cleaned
	case []any:
		for i := range value {
			value[i] = cleanValue(value[i], changed)
		}
	case map[string]any:
		for key := range value {
			value[key] = cleanValue(value[key], changed)
		}
	}
	return value
}
