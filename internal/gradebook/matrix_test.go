package gradebook_test

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"mufakat/internal/gradebook"
	"mufakat/internal/itemstats"
	"mufakat/internal/quiz"
)

// The statistics of attempts are those of a CSV file with the same marks.
func TestMatrixEqualsCSV(t *testing.T) {
	b := only(t, class(t, exam(8), 25))
	var csv strings.Builder
	csv.WriteString("id")
	for _, i := range b.Items {
		fmt.Fprintf(&csv, ",%s:%v", i.Key, i.Question.Points)
		if guess, known := map[string]float64{"S-1": 0.25, "S-3": 0.5, "S-4": 0.25, "S-5": 0, "S-6": 1. / 3, "S-7": 0, "S-8": 0}[i.Key]; known {
			fmt.Fprintf(&csv, ":%.17f", guess)
		}
	}
	for _, p := range b.People {
		s := b.Sheets[p.Sheets[0]]
		fmt.Fprintf(&csv, "\n%s", p.Label)
		for _, i := range b.Items {
			place := slices.IndexFunc(s.Attempt.Paper.Items, func(item quiz.Item) bool { return item.Question.ID == i.Key })
			cell := ""
			if r := s.Attempt.Response(place); !r.Blank() {
				cell = fmt.Sprintf("%.17f", s.Result.Items[place].Points)
			}
			csv.WriteString("," + cell)
		}
	}
	table, err := itemstats.ReadCSV(strings.NewReader(csv.String()))
	if err != nil {
		t.Fatalf("%v\n%s", err, csv.String())
	}
	fromFile, fromAttempts := itemstats.Compute(table), itemstats.Compute(b.Matrix())
	for i := range fromAttempts.Items {
		item := &fromAttempts.Items[i]
		if kind := b.Items[i].Question.Kind; (kind == quiz.MultipleChoice || kind == quiz.TrueFalse) == (item.Options == nil) {
			t.Errorf("%s: options %v", item.Name, item.Options)
		}
		item.Options = nil
		item.Flags = slices.DeleteFunc(item.Flags, func(f itemstats.Flag) bool { return f == itemstats.Distracted || f == itemstats.Unused })
	}
	equalJSON(t, fromAttempts, fromFile)
}

// equalJSON compares numbers to 1e-9, and everything else as it is.
func equalJSON(t *testing.T, got, want any) {
	t.Helper()
	var values [2]any
	for i, value := range []any{got, want} {
		text, err := json.Marshal(value)
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(text, &values[i]); err != nil {
			t.Fatal(err)
		}
	}
	compare(t, "", values[0], values[1])
}

func compare(t *testing.T, path string, got, want any) {
	t.Helper()
	switch want := want.(type) {
	case map[string]any:
		for key := range want {
			compare(t, path+"."+key, got.(map[string]any)[key], want[key])
		}
	case []any:
		if len(got.([]any)) != len(want) {
			t.Errorf("%s: %v, want %v", path, got, want)
			return
		}
		for i := range want {
			compare(t, fmt.Sprint(path, "[", i, "]"), got.([]any)[i], want[i])
		}
	case float64:
		if number, is := got.(float64); !is || math.Abs(number-want) > 1e-9 {
			t.Errorf("%s: %v, want %v", path, got, want)
		}
	default:
		if got != want {
			t.Errorf("%s: %v, want %v", path, got, want)
		}
	}
}

// The first attempt of each person counts. Who waits for a grade is left out whole, also with a later attempt.
func TestCounted(t *testing.T) {
	waiting := func(name string, from uint64) gradebook.Sheet {
		for ; ; from++ {
			if s := sheet(t, exam(8), bank(), name, "", from); s.Attempt.Result().Pending > 0 {
				return s
			}
		}
	}
	first, second := graded(sheet(t, exam(8), bank(), "Ani", "", 1)), graded(sheet(t, exam(8), bank(), "Ani", "", 2))
	b := only(t, []gradebook.Sheet{second, first, waiting("Budi", 3), graded(sheet(t, exam(8), bank(), "Budi", "", 30))})
	m := b.Matrix()
	if len(m.Attempts) != 1 || m.Attempts[0].ID != "Ani" {
		t.Fatalf("%+v", m.Attempts)
	}
	earned := 0.0
	for _, cell := range m.Attempts[0].Cells {
		earned += cell.Mark
	}
	if want := first.Attempt.Result().Points; math.Abs(earned-want) > 1e-9 {
		t.Errorf("earned %v, want %v of the first attempt", earned, want)
	}
	want := []string{"1 peserta belum ikut dihitung, karena esainya menunggu penilaian.", "Statistik memakai percobaan pertama setiap peserta; 2 percobaan sesudahnya tidak ikut dihitung."}
	if !slices.Equal(b.Basis(), want) {
		t.Errorf("%q", b.Basis())
	}
}

// What was not drawn is not asked, and items that nobody counted was asked have no column.
func TestNotAsked(t *testing.T) {
	b := only(t, []gradebook.Sheet{graded(sheet(t, exam(3), bank(), "Ani", "", 1)), graded(sheet(t, exam(3), bank(), "Ani", "", 2)), graded(sheet(t, exam(3), bank(), "Budi", "", 3))})
	m := b.Matrix()
	people, items := b.Counted()
	if len(m.Items) != len(items) || len(people) != 2 {
		t.Fatalf("%d columns for %v, people %v", len(m.Items), items, people)
	}
	for row, i := range people {
		asked := 0
		for column, k := range items {
			notAsked := m.Attempts[row].Cells[column].State == itemstats.NotAsked
			if notAsked != (b.Place(b.People[i].Sheets[0], k) < 0) {
				t.Errorf("row %d, column %d", row, column)
			}
			if !notAsked {
				asked++
			}
		}
		if asked != 3 {
			t.Errorf("row %d: %d items", row, asked)
		}
	}
	for column := range items {
		if !slices.ContainsFunc(m.Attempts, func(a itemstats.Attempt) bool { return a.Cells[column].State != itemstats.NotAsked }) {
			t.Errorf("nobody was asked %s", m.Items[column].Name)
		}
	}
}

// An item that was reworded under the same id is one item, but whose options nobody can compare.
func TestChangedItem(t *testing.T) {
	newer := bank()
	q := *newer.Questions[0]
	q.Points, q.Options = 2, slices.Clone(q.Options[:2])
	newer.Questions[0] = &q
	b := only(t, []gradebook.Sheet{graded(sheet(t, exam(8), bank(), "Ani", "", 1)), graded(sheet(t, exam(8), newer, "Budi", "", 2))})
	m := b.Matrix()
	for i, item := range b.Items {
		if changed := item.Key == "S-1"; item.Changed != changed || changed && (m.Items[i].Options != nil || m.Items[i].Max != 2) {
			t.Errorf("%+v, %+v", item, m.Items[i])
		}
	}
	for _, a := range m.Attempts {
		if chosen := a.Cells[0].Chosen; m.Items[0].Name != "S-1" || chosen != nil {
			t.Errorf("%s: chosen %v", m.Items[0].Name, chosen)
		}
	}
	if r := b.Remarks(); len(r) != 1 || !strings.HasPrefix(r[0], "Soal yang berubah di antara percobaan: S-1. ") {
		t.Errorf("%q", r)
	}
}

func TestChosen(t *testing.T) {
	s := sheet(t, exam(8), bank(), "Ani", "", 1)
	for i, item := range s.Attempt.Paper.Items {
		right := true
		response := map[string]quiz.Response{"S-1": {Options: []int{2}}, "S-2": {Options: []int{2, 0}}, "S-3": {True: &right}}[item.Question.ID]
		s.Attempt.Events = slices.Insert(s.Attempt.Events, len(s.Attempt.Events)-1, quiz.Event{Kind: quiz.Answer, Item: i, Response: response})
	}
	m := only(t, []gradebook.Sheet{s}).Matrix()
	for i, want := range map[string][]int{"S-1": {2}, "S-2": {0, 2}, "S-3": {0}, "S-5": nil} {
		at := slices.IndexFunc(m.Items, func(item itemstats.Item) bool { return item.Name == i })
		if got := m.Attempts[0].Cells[at].Chosen; !slices.Equal(got, want) {
			t.Errorf("%s: chosen %v, want %v", i, got, want)
		}
	}
	at := slices.IndexFunc(m.Items, func(item itemstats.Item) bool { return item.Name == "S-3" })
	if o := m.Items[at].Options; len(o) != 2 || o[0] != (itemstats.Option{Text: "Benar"}) || o[1] != (itemstats.Option{Text: "Salah", Fraction: 1}) {
		t.Errorf("options of a true/false question whose key is false: %+v", o)
	}
}
