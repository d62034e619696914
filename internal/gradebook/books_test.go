package gradebook_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"mufakat/internal/gradebook"
	"mufakat/internal/quiz"
)

// Whatever the order in which sheets are given, the same books come of them.
func TestOrderDoesNotMatter(t *testing.T) {
	other := exam(3)
	other.ID, other.Title = "awal", "Awal modul"
	var sheets []gradebook.Sheet
	for seed := range uint64(40) {
		b := []*quiz.Blueprint{exam(5), other}[seed%2]
		s := sheet(t, b, bank(), fmt.Sprint("Peserta ", seed%7), strings.Repeat("1", int(seed%3)), seed/3)
		s.Origin = fmt.Sprintf("%d.json", seed)
		if seed%5 == 0 {
			s = graded(s)
		}
		sheets = append(sheets, s)
	}
	sheets = append(sheets, sheets[:5]...)
	want := gradebook.Books(slices.Clone(sheets))
	if len(want) != 2 || want[0].Exam.ID != "akhir" || len(want[0].Doubles) == 0 {
		t.Fatalf("%d books, the first of %v", len(want), want[0].Exam)
	}
	rng := rand.New(rand.NewPCG(1, 2))
	for range 50 {
		rng.Shuffle(len(sheets), func(i, k int) { sheets[i], sheets[k] = sheets[k], sheets[i] })
		got := gradebook.Books(slices.Clone(sheets))
		for i := range want {
			if !reflect.DeepEqual(got[i], want[i]) || !reflect.DeepEqual(got[i].Matrix(), want[i].Matrix()) {
				t.Fatalf("another order makes\n%+v\nof\n%+v", got[i], want[i])
			}
		}
	}
}

// Of two files of one attempt the one that was graded further counts, and it says so.
func TestDoubles(t *testing.T) {
	bare := sheet(t, exam(8), bank(), "Ani", "", 1)
	full := graded(bare)
	bare.Origin, full.Origin = "a.json", "b.json"
	b := only(t, []gradebook.Sheet{full, bare})
	if len(b.Sheets) != 1 || b.Sheets[0].Origin != "b.json" || b.Sheets[0].Result.Pending != 0 {
		t.Errorf("%+v", b.Sheets)
	}
	if want := []string{"Percobaan yang sama ada di a.json dan b.json; dihitung sekali, dari b.json."}; !slices.Equal(b.Doubles, want) {
		t.Errorf("%q", b.Doubles)
	}
	if b := only(t, []gradebook.Sheet{full, full}); len(b.Sheets) != 1 || b.Doubles != nil {
		t.Errorf("the same file twice: %q", b.Doubles)
	}
	// Graded again: the later mark counts. From the store, where nothing else tells them apart.
	again, stored := graded(full), full
	again.Origin, stored.Origin = "a.json", ""
	if b := only(t, []gradebook.Sheet{full, again}); b.Sheets[0].Origin != "a.json" {
		t.Errorf("graded again: %q counts", b.Sheets[0].Origin)
	}
	b = only(t, []gradebook.Sheet{full, stored})
	if want := []string{"Percobaan yang sama ada di data komputer ini dan b.json; dihitung sekali, dari data komputer ini."}; !slices.Equal(b.Doubles, want) {
		t.Errorf("%q", b.Doubles)
	}
}

// The same exam of a file is one exam, wherever the file was; those of two packs are two.
func TestExamsAreToldApart(t *testing.T) {
	var sheets []gradebook.Sheet
	for i, source := range []string{"kelas", "lain", "/home/a/bank.gift", `C:\bank.gift`} {
		s := sheet(t, exam(3), bank(), "", "", uint64(i))
		s.Exam.Source = source
		sheets = append(sheets, s)
	}
	var got []string
	for _, b := range gradebook.Books(sheets) {
		got = append(got, fmt.Sprint(b.Exam.Source, len(b.Sheets)))
	}
	if want := []string{"bank.gift2", "kelas1", "lain1"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestPeople(t *testing.T) {
	long := func(s gradebook.Sheet) gradebook.Sheet { // handed in after the next one has begun
		s.Attempt.Events[len(s.Attempt.Events)-1].At = s.Attempt.Started.Add(90 * time.Minute)
		return s
	}
	of := func(name, nip string, seed uint64) gradebook.Sheet { return sheet(t, exam(3), bank(), name, nip, seed) }
	for _, test := range []struct {
		name   string
		sheets []gradebook.Sheet
		want   []string // label and number of sheets
		remark string   // a word of what is to be known of it; empty where there is nothing
	}{
		{"by NIP, under two names", []gradebook.Sheet{of("Sri", "1", 1), of("Sri Rahayu", "1", 2)}, []string{"Sri 2"}, ""},
		{"by name", []gradebook.Sheet{of("Sri", "", 1), of("SRI", "", 2), of("Budi", "", 3)}, []string{"Budi 1", "Sri 2"}, "satu orang: Sri."},
		{"namesakes with NIPs", []gradebook.Sheet{of("Sri", "2", 1), of("Sri", "1", 2)}, []string{"Sri 1", "Sri (2) 1"}, ""},
		{"namesakes at the same time", []gradebook.Sheet{long(of("Peserta", "", 1)), of("Peserta", "", 2)}, []string{"Peserta 1", "Peserta (2) 1"}, "orang yang berbeda."},
		{"nobody's", []gradebook.Sheet{of("", "", 1), of("", "", 2)}, []string{"Tanpa nama 1", "Tanpa nama (2) 1"}, ""},
	} {
		b := only(t, test.sheets)
		var got []string
		for _, p := range b.People {
			got = append(got, fmt.Sprint(p.Label, " ", len(p.Sheets)))
			for i := range p.Sheets[1:] {
				if !b.Sheets[p.Sheets[i]].Attempt.Started.Before(b.Sheets[p.Sheets[i+1]].Attempt.Started) {
					t.Errorf("%s: the sheets of %s do not stand in their order", test.name, p.Label)
				}
			}
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
		// The attempts are drawn by a seed, by which the clock of some went back: that is told of too.
		remarks := slices.DeleteFunc(b.Remarks(), func(r string) bool { return strings.HasPrefix(r, "Jam komputer") })
		if all := strings.Join(remarks, " "); !strings.HasSuffix(all, test.remark) || (all == "") != (test.remark == "") {
			t.Errorf("%s: remarks %q", test.name, remarks)
		}
	}
}

// The best attempt counts; it is not final while an essay of any attempt waits.
func TestBest(t *testing.T) {
	var sheets []gradebook.Sheet
	for seed := range uint64(6) {
		sheets = append(sheets, graded(sheet(t, exam(8), bank(), "Sri", "", seed)))
	}
	b := only(t, sheets)
	best, final := b.Best(&b.People[0])
	for i := range b.Sheets {
		if b.Sheets[i].Result.Percent() > best.Result.Percent() {
			t.Error("another attempt is better")
		}
	}
	if !final {
		t.Error("everything is graded")
	}
	empty := func(seed uint64) gradebook.Sheet { // worth nothing
		s := sheet(t, exam(8), bank(), "Sri", "", seed)
		s.Attempt.Events = s.Attempt.Events[len(s.Attempt.Events)-1:]
		return s
	}
	b = only(t, []gradebook.Sheet{empty(2), empty(1)})
	if best, _ := b.Best(&b.People[0]); best != &b.Sheets[0] {
		t.Error("of equal attempts the first counts")
	}
	passed := quiz.Result{Points: 6, Max: 10, Passed: true}
	b.Sheets[0].Result, b.Sheets[1].Result = &quiz.Result{Points: 9, Max: 10}, &passed // 90 %, with a section failed
	if best, _ := b.Best(&b.People[0]); best.Result != &passed {
		t.Error("an attempt that passed counts before one that did not")
	}
	for seed := uint64(10); ; seed++ {
		waiting := sheet(t, exam(8), bank(), "Sri", "", seed)
		if waiting.Attempt.Result().Pending == 0 {
			continue // the essay was left open
		}
		b = only(t, append(sheets, waiting))
		if _, final := b.Best(&b.People[0]); final {
			t.Error("an essay waits")
		}
		return
	}
}

// Papers that drew other items have a column for each of them, and every sheet its own in its place.
func TestItems(t *testing.T) {
	var sheets []gradebook.Sheet
	for seed := range uint64(12) {
		sheets = append(sheets, sheet(t, exam(3), bank(), fmt.Sprint(seed), "", seed))
	}
	b := only(t, sheets)
	var keys []string
	for _, item := range b.Items {
		keys = append(keys, item.Key)
	}
	if want := []string{"S-1", "S-2", "S-3", "S-4", "S-5", "S-6", "S-7", "S-8"}; !slices.Equal(keys, want) {
		t.Fatalf("items %q", keys)
	}
	for n := range b.Sheets {
		asked := 0
		for k := range b.Items {
			if place := b.Place(n, k); place >= 0 {
				asked++
				if q := b.Sheets[n].Attempt.Paper.Items[place].Question; q.ID != b.Items[k].Key {
					t.Errorf("sheet %d has %s at the place of %s", n, q.ID, b.Items[k].Key)
				}
			}
		}
		if asked != 3 {
			t.Errorf("sheet %d: %d items", n, asked)
		}
	}
}

// Where all papers are in the same order, the book is; equal keys, and items without any, are told apart.
func TestItemNames(t *testing.T) {
	questions := []*quiz.Question{
		{Kind: quiz.TrueFalse, Text: md("Tanpa nama, *tanpa* id"), Points: 1},
		{Kind: quiz.TrueFalse, ID: "B", Text: md("1"), Points: 1},
		{Kind: quiz.TrueFalse, ID: "A", Text: md("2"), Points: 1},
		{Kind: quiz.TrueFalse, ID: "B", Text: md("3"), Points: 1},
		{Kind: quiz.TrueFalse, Name: "Nama", Text: md("4"), Points: 1},
	}
	s := sheet(t, exam(1), &quiz.Bank{Questions: questions[:1]}, "Sri", "", 1)
	s.Attempt.Paper.Items = nil
	for _, q := range questions {
		s.Attempt.Paper.Items = append(s.Attempt.Paper.Items, quiz.Item{Question: q})
	}
	var labels []string
	for _, item := range only(t, []gradebook.Sheet{s}).Items {
		labels = append(labels, item.Label)
	}
	if want := []string{"Tanpa nama, tanpa id", "B", "A", "B (2)", "Nama"}; !slices.Equal(labels, want) {
		t.Errorf("%q, want %q", labels, want)
	}
}
