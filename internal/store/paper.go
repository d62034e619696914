package store

import (
	"bytes"
	"encoding/json"

	"mufakat/internal/clean"
	"mufakat/internal/quiz"
)

// A paper stands in two columns, its blueprint and its items, as JSON with the names of package quiz's exported fields. What
// an older program did not write yet is zero when it is read, and what a newer one added is passed over. So a field or a
// kind may be added there, at the end of its kinds, but none renamed or moved.

// encodePaper returns a paper as it is stored.
func encodePaper(p *quiz.Paper) (blueprint, items string, err error) {
	if err := p.Check(); err != nil {
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
	if err := p.Check(); err != nil {
		return nil, errPaperUnreadable(err)
	}
	return p, nil
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
