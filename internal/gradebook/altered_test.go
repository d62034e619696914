package gradebook_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"mufakat/internal/gradebook"
	"mufakat/internal/quiz"
	"mufakat/internal/review"
)

// Whatever single value of a file somebody changes, the file is refused with a sentence, or what it says can be graded, explained,
// written and read again.
func TestAlteredFiles(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	refused, accepted := 0, 0
	for n := range 3000 {
		var document any
		if err := json.Unmarshal([]byte(encoded(t, graded(sheet(t, exam(8), bank(), "Bu Sri", "1", uint64(n%4))))), &document); err != nil {
			t.Fatal(err)
		}
		where := alter(&document, rng)
		source, err := json.Marshal(document)
		if err != nil {
			t.Fatal(err)
		}
		s, err := gradebook.Read(strings.NewReader(string(source)))
		if err != nil {
			refused++
			if !strings.HasSuffix(err.Error(), ".") && !strings.Contains(err.Error(), "mufakat ") {
				t.Errorf("%s: %v", where, err)
			}
			continue
		}
		accepted++
		review.Of(s.Attempt, quiz.Reveal{Score: true, Answers: true, Key: true, Feedback: true})
		only(t, []gradebook.Sheet{*s}).Matrix()
		if again := read(t, encoded(t, *s)); !reflect.DeepEqual(again.Attempt.Result(), s.Attempt.Result()) {
			t.Errorf("%s: graded otherwise when it is read again", where)
		}
	}
	if refused < 500 || accepted < 500 {
		t.Errorf("%d refused, %d accepted: the test tries too little of one of them", refused, accepted)
	}
}

// alter puts another value somewhere into a document, mostly one of the same type, and tells where.
func alter(at *any, rng *rand.Rand) string {
	switch inner := (*at).(type) {
	case map[string]any:
		if len(inner) > 0 && rng.IntN(20) > 0 {
			keys := slices.Sorted(maps.Keys(inner))
			key := keys[rng.IntN(len(keys))]
			child := inner[key]
			where := alter(&child, rng)
			inner[key] = child
			return "." + key + where
		}
	case []any:
		if len(inner) > 0 && rng.IntN(20) > 0 {
			i := rng.IntN(len(inner))
			where := alter(&inner[i], rng)
			return fmt.Sprintf("[%d]%s", i, where)
		}
	}
	odd := []any{nil, true, 7.0, "x", []any{}, []any{nil}, map[string]any{}}
	if rng.IntN(4) > 0 {
		switch (*at).(type) {
		case float64:
			odd = []any{-1.0, 0.0, 1.0, 2.0, 7.0, 0.5, 1e6, 1e300}
		case string:
			odd = []any{"", "x", "7", "\u001b[2J"}
		case bool:
			odd = []any{true, false}
		}
	}
	*at = odd[rng.IntN(len(odd))]
	return fmt.Sprintf(" = %v", *at)
}
