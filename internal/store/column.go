package store

import (
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"time"

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

// hands are raised hands: a JSON list, or NULL for nil.
type hands []int

// Value implements driver.Valuer.
func (h hands) Value() (driver.Value, error) {
	if h == nil {
		return nil, nil
	}
	text, err := json.Marshal([]int(h))
	return string(text), err
}

// Scan implements sql.Scanner.
func (h *hands) Scan(column any) error {
	*h = nil
	if column == nil {
		return nil
	}
	text, _ := column.(string)
	if err := json.Unmarshal([]byte(text), (*[]int)(h)); err != nil {
		return fmt.Errorf("%w: hands %v", errFormat, column)
	}
	return nil
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
