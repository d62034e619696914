package store

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"mufakat/internal/quiz"
)

// fill sets everything in a value that may be set, all different from zero: what a conversion forgets is then seen.
func fill(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem())
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i))
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		for i := range v.Len() {
			fill(v.Index(i))
		}
	case reflect.String:
		v.SetString(`a <b> & "c" α ☕ \`)
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Float64:
		v.SetFloat(1. / 3)
	case reflect.Int, reflect.Int64:
		v.SetInt(1)
	case reflect.Uint64:
		v.SetUint(1<<63 + 1)
	default:
		panic("a field of a kind that fill does not know: " + v.Type().String())
	}
}

// Every field of a paper comes back, also those that will be added.
func TestPaperRoundTrip(t *testing.T) {
	full := new(quiz.Paper)
	fill(reflect.ValueOf(full).Elem())
	for i := range full.Items {
		full.Items[i].Question.Kind = quiz.MultipleChoice // of which two options are shown
	}
	for _, want := range []*quiz.Paper{full, examPaper(3)} {
		blueprint, items, err := encodePaper(want)
		must(t, err)
		got, err := decodePaper(blueprint, items, want.Seed)
		must(t, err)
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%+v\nwant %+v", got, want)
		}
		if b, err := decodeBlueprint(blueprint); err != nil || !reflect.DeepEqual(b, want.Blueprint) {
			t.Errorf("%+v, %v", b, err)
		}
	}
}

// What was stored is read for ever: testdata/paper.json was written when the fields and the kinds were what it says.
func TestStoredPaper(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("testdata", "paper.json"))
	must(t, err)
	var stored struct{ Blueprint, Items json.RawMessage }
	must(t, json.Unmarshal(text, &stored))
	got, err := decodePaper(string(stored.Blueprint), string(stored.Items), 5)
	must(t, err)
	written := func(s string) quiz.Text { return quiz.Text{Source: s, Format: quiz.Markdown} }
	want := &quiz.Paper{
		Seed: 5,
		Blueprint: &quiz.Blueprint{ID: "akhir", Title: "Akhir modul", Minutes: 40, Pass: 70.5, Attempts: 2, KeepItems: true, KeepOptions: true,
			Sections: []quiz.Section{{Title: "Konsep"}, {Title: "Hukum", Pass: 60, Draws: []quiz.Draw{{Tags: []string{"L-01"}, Number: 4, Line: 12}}}},
			After:    quiz.Reveal{Score: true, Answers: true, Key: true, Feedback: true}},
		Items: []quiz.Item{
			{Shown: []int{1, 0}, Question: &quiz.Question{Kind: quiz.MultipleChoice, ID: "KOL-001", Name: "n", Category: "a / b", Tags: []string{"C-07"},
				Text: written("t"), General: written("g"), Points: 2, Single: true,
				Options: []quiz.Option{{Text: written("o"), Fraction: 1, Feedback: written("f")}, {Text: written("p"), Fraction: -0.5}}}},
			{Section: 1, Question: &quiz.Question{Kind: quiz.TrueFalse, True: true, Right: written("r"), Wrong: written("w")}},
			{Question: &quiz.Question{Kind: quiz.ShortAnswer, Patterns: []quiz.Pattern{{Text: "a*", Fraction: 1, Feedback: written("f")}}}},
			{Question: &quiz.Question{Kind: quiz.Numerical, Numbers: []quiz.Number{{Value: 3, Tolerance: 0.5, Fraction: 1, Feedback: written("f")}, {Any: true}}}},
			{Shown: []int{0}, Question: &quiz.Question{Kind: quiz.Matching, Pairs: []quiz.Pair{{Left: written("l"), Right: "r"}}}},
			{Shown: []int{2, 0}, Question: &quiz.Question{Kind: quiz.Ordering, Order: quiz.Order{Items: []quiz.Text{written("1"), written("2"), written("3")},
				Select: quiz.SelectContiguous, Count: 2, Grading: quiz.LongestContiguousSubset, Layout: "HORIZONTAL", Numbering: "abc", Show: "SHOW"}}},
			{Question: &quiz.Question{Kind: quiz.Essay, Rubric: "kasus-empat-aspek"}},
		},
	}
	if !reflect.DeepEqual(got, want) {
		g, _ := json.MarshalIndent(got, "", " ")
		w, _ := json.MarshalIndent(want, "", " ")
		t.Errorf("%s\nwant %s", g, w)
	}
}

// A program that had fewer fields wrote this paper, and one that will have more wrote the other.
func TestPaperOfAnotherVersion(t *testing.T) {
	type question struct {
		Kind    int
		Text    quiz.Text
		Points  float64
		Options []struct{ Fraction float64 }
		Colour  string // which nobody knows any more, or yet
	}
	type item struct {
		Question question
		Hints    []map[string]any
	}
	type blueprint struct {
		ID       string
		Sections []struct{ Mood string }
	}
	b, err := json.Marshal(blueprint{ID: "akhir", Sections: make([]struct{ Mood string }, 1)})
	must(t, err)
	items, err := json.Marshal([]item{{Question: question{Text: quiz.Text{Source: "Apa?"}, Points: 2, Options: []struct{ Fraction float64 }{{1}, {0}}, Colour: "soga"}, Hints: []map[string]any{{"a": 1}}}})
	must(t, err)
	paper, err := decodePaper(string(b), string(items), 0)
	must(t, err)
	q := paper.Items[0].Question
	if paper.Blueprint.ID != "akhir" || paper.Blueprint.Minutes != 0 || q.Text.Source != "Apa?" || q.Rubric != "" || q.Options[0].Fraction != 1 || paper.Items[0].Shown != nil {
		t.Errorf("%+v %+v", paper, q)
	}
	a := quiz.Attempt{Paper: paper, Events: []quiz.Event{{Response: quiz.Response{Options: []int{0}}}}}
	if r := a.Result(); r.Points != 2 || !r.Passed {
		t.Errorf("%+v", r)
	}
}

// A paper that cannot be used is refused with a sentence wherever it is needed; its attempt, its answers and all other
// attempts stay.
func TestUnreadablePaper(t *testing.T) {
	for name, damage := range map[string]string{
		"another type":       `UPDATE attempt SET items = '{"a":1}' WHERE id = ?`,
		"a string":           `UPDATE attempt SET items = '"rusak"' WHERE id = ?`,
		"no question":        `UPDATE attempt SET items = '[{}]' WHERE id = ?`,
		"unknown kind":       `UPDATE attempt SET items = '[{"Question":{"Kind":99}}]' WHERE id = ?`,
		"negative kind":      `UPDATE attempt SET items = '[{"Question":{"Kind":-1}}]' WHERE id = ?`,
		"unknown section":    `UPDATE attempt SET items = '[{"Question":{},"Section":1}]' WHERE id = ?`,
		"negative section":   `UPDATE attempt SET items = '[{"Question":{},"Section":-1}]' WHERE id = ?`,
		"unknown option":     `UPDATE attempt SET items = '[{"Question":{"Options":[{}]},"Shown":[1]}]' WHERE id = ?`,
		"option of an essay": `UPDATE attempt SET items = '[{"Question":{"Kind":6},"Shown":[0]}]' WHERE id = ?`,
		"a number too big":   `UPDATE attempt SET items = '[{"Question":{"Points":1e999}}]' WHERE id = ?`,
		"blueprint":          `UPDATE attempt SET blueprint = '{"Minutes":"lama"}' WHERE id = ?`,
	} {
		t.Run(name, func(t *testing.T) {
			s, p := player(t)
			whole := sit(t, s, p, 4)
			handIn(t, s, whole, 4)
			over := sit(t, s, p, 4)
			handIn(t, s, over, 4)
			open := sit(t, s, p, 4)
			for _, id := range []AttemptID{over, open} {
				_, err := s.db.Exec(damage, id)
				must(t, err)
			}
			_, overErr := s.Attempt(over)
			_, found, openErr := s.OpenAttempt(p, finalExam)
			for _, err := range []error{overErr, openErr, s.AddMark(over, quiz.Mark{}), s.AppendEvent(open, 4, quiz.Event{Kind: quiz.HandIn})} {
				fails(t, err, PaperUnreadable, unreadableSentence)
			}
			if found {
				t.Error("found what cannot be read")
			}
			must(t, s.AppendEvent(open, 4, examEvent(4))) // an answer is kept all the same
			infos, err := s.Attempts(p)
			must(t, err)
			if len(infos) != 3 || infos[1].Title != "Akhir modul" || infos[1].Blueprint.ID != "akhir" || len(infos[1].Results) != 1 {
				t.Errorf("%+v", infos)
			}
			if all, unreadable, err := s.AllAttempts(finalExam); err != nil || len(all) != 1 || all[0].ID != whole || unreadable != 1 {
				t.Errorf("%+v, %d, %v", all, unreadable, err)
			}
			restored, err := s.Restore(strings.NewReader(backup(t, s, p)))
			must(t, err)
			for _, column := range []string{"blueprint", "items"} {
				if n := count(t, s, "SELECT count(DISTINCT "+column+") FROM attempt"); n > 2 {
					t.Errorf("a backup changed the column %s", column)
				}
			}
			if n := count(t, s, "SELECT count(*) FROM event JOIN attempt ON attempt.id = attempt_id WHERE profile_id = ?", restored.ID); n != 15 {
				t.Errorf("%d events came back", n)
			}
		})
	}
}

// What could not be read again is not stored.
func TestBeginRefusesPaper(t *testing.T) {
	s, p := player(t)
	broken := examPaper(1)
	broken.Items[0].Section = 3
	for _, paper := range []*quiz.Paper{{}, broken} {
		_, err := s.BeginAttempt(p, "", paper, firstMoment)
		fails(t, err, PaperUnreadable, unreadableSentence)
	}
}

func TestCleanDocument(t *testing.T) {
	for _, test := range []struct{ in, want string }{
		{"{ \"b\": [1.50, \"a\\u003cb\"],\n \"a\": null }", `{"b":[1.50,"a\u003cb"],"a":null}`},
		{`{"b":"x\u001b[0m","a":[12345678901234567890,{"c":"\u202e"}],"d":true}`, `{"a":[12345678901234567890,{"c":""}],"b":"x[0m","d":true}`},
		{`"\u0007"`, `""`},
	} {
		if got, err := cleanDocument([]byte(test.in)); err != nil || got != test.want {
			t.Errorf("%s: %s, %v", test.in, got, err)
		}
	}
	if got, err := cleanDocument(nil); err == nil {
		t.Errorf("%q of nothing", got)
	}
}
