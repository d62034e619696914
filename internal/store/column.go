package store

import (
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"mufakat/internal/quiz"
	"mufakat/internal/sim"
)

// The types of this file are how Go values stand in a column.

// instant is a time in UTC, as text that sorts: a year from 0 to 9999.
type instant struct{ time.Time }

const instantLayout = "2006-01-02T15:04:05.000000000Z"

// Value implements driver.Valuer.
func (t instant) Value() (driver.Value, error) {
	utc := t.UTC()
	if year := utc.Year(); year < 0 || year > 9999 {
		return nil, fmt.Errorf("%w: year %d", errFormat, year)
	}
	return utc.Format(instantLayout), nil
}

// Scan implements sql.Scanner; NULL becomes the zero time.
func (t *instant) Scan(column any) error {
	if column == nil {
		*t = instant{}
		return nil
	}
	text, _ := column.(string)
	parsed, err := time.Parse(instantLayout, text)
	if err != nil {
		return fmt.Errorf("%w: time %v", errFormat, column)
	}
	t.Time = parsed
	return nil
}

// document is a value that stands in a column as JSON; what is null in JSON is NULL.
type document[T any] struct{ value T }

// Value implements driver.Valuer.
func (d document[T]) Value() (driver.Value, error) {
	text, err := json.Marshal(d.value)
	if err != nil || string(text) == "null" {
		return nil, err
	}
	return string(text), nil
}

// Scan implements sql.Scanner.
func (d *document[T]) Scan(column any) error {
	*d = document[T]{}
	if column == nil {
		return nil
	}
	text, _ := column.(string)
	if err := json.Unmarshal([]byte(text), &d.value); err != nil {
		return fmt.Errorf("%w: %w", errFormat, err)
	}
	return nil
}

// eventKind is a kind of event by its name, in a column and in JSON.
type eventKind quiz.EventKind

// eventKinds are the names; no others may be stored.
var eventKinds = [...]string{
	quiz.Answer: "answer", quiz.Flag: "flag", quiz.Unflag: "unflag", quiz.HandIn: "hand_in", quiz.ClockBack: "clock_back",
}

// MarshalText implements encoding.TextMarshaler.
func (k eventKind) MarshalText() ([]byte, error) {
	if k < 0 || int(k) >= len(eventKinds) {
		return nil, fmt.Errorf("%w: event %d", errFormat, k)
	}
	return []byte(eventKinds[k]), nil
}

// UnmarshalText implements encoding.TextUnmarshaler.
func (k *eventKind) UnmarshalText(text []byte) error {
	i := slices.Index(eventKinds[:], string(text))
	if i < 0 {
		return fmt.Errorf("%w: event %q", errFormat, text)
	}
	*k = eventKind(i)
	return nil
}

// Value implements driver.Valuer.
func (k eventKind) Value() (driver.Value, error) {
	text, err := k.MarshalText()
	return string(text), err
}

// Scan implements sql.Scanner.
func (k *eventKind) Scan(column any) error {
	text, _ := column.(string)
	return k.UnmarshalText([]byte(text))
}

// parseMode is the mode whose name is text.
func parseMode(text string) (sim.Mode, error) {
	for _, m := range []sim.Mode{sim.Practice, sim.Assessment} {
		if m.String() == text {
			return m, nil
		}
	}
	return 0, fmt.Errorf("%w: mode %q", errFormat, text)
}
