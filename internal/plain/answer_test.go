package plain

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"mufakat/internal/clean"
	"mufakat/internal/quiz"
)

// itemOf is an item of one kind with n things to choose from, shown from the last to the first; a matching has n lines.
func itemOf(kind quiz.Kind, single bool, n int) quiz.Item {
	q := &quiz.Question{Kind: kind, Single: single, Points: 1}
	item := quiz.Item{Question: q}
	for i := range n {
		text := quiz.Text{Source: string(rune('A' + i%26)), Format: quiz.Plain}
		q.Options = append(q.Options, quiz.Option{Text: text})
		q.Pairs = append(q.Pairs, quiz.Pair{Left: text, Right: "jawaban " + letters(i)})
		q.Order.Items = append(q.Order.Items, text)
		item.Shown = append(item.Shown, n-1-i)
	}
	return item
}

func TestReadAnswer(t *testing.T) {
	yes, no := true, false
	one, several, truth, short, number, match, order, essay := itemOf(quiz.MultipleChoice, true, 4), itemOf(quiz.MultipleChoice, false, 4),
		itemOf(quiz.TrueFalse, false, 0), itemOf(quiz.ShortAnswer, false, 0), itemOf(quiz.Numerical, false, 0), itemOf(quiz.Matching, false, 3),
		itemOf(quiz.Ordering, false, 4), itemOf(quiz.Essay, false, 0)
	options := func(all ...int) quiz.Response { return quiz.Response{Options: all} }
	matches := func(all ...int) quiz.Response { return quiz.Response{Matches: all} }
	places := func(all ...int) quiz.Response { return quiz.Response{Order: all} }
	for _, tt := range []struct {
		item  quiz.Item
		given quiz.Response
		typed string
		want  quiz.Response
	}{
		{one, options(1), "1", options(3)}, {one, quiz.Response{}, " 4.", options(0)}, {one, quiz.Response{}, "2)", options(2)},
		{several, options(1), "1 3", options(3, 1)}, {several, quiz.Response{}, "4,2", options(0, 2)}, {several, quiz.Response{}, "1, 2, dan 3", options(3, 2, 1)},
		{truth, quiz.Response{}, "1", quiz.Response{True: &yes}}, {truth, quiz.Response{}, "SALAH", quiz.Response{True: &no}}, {truth, quiz.Response{}, "b", quiz.Response{True: &yes}},
		{short, quiz.Response{}, " gotong royong ", quiz.Response{Text: "gotong royong"}}, {short, quiz.Response{}, "1", quiz.Response{Text: "1"}},
		{number, quiz.Response{}, "1.250,5", quiz.Response{Text: "1.250,5"}}, {number, quiz.Response{}, "-3", quiz.Response{Text: "-3"}},
		{match, quiz.Response{}, "1b 2a 3c", matches(1, 2, 0)}, {match, quiz.Response{}, "2A", matches(-1, 2, -1)}, {match, matches(1, 2, -1), "3=c, 1-a", matches(2, 2, 0)},
		{match, quiz.Response{}, "b a c", matches(1, 2, 0)}, {match, quiz.Response{}, "1b2a3c", matches(1, 2, 0)}, {match, quiz.Response{}, "1. a; 2) a", matches(2, 2, -1)},
		{match, matches(0), "2b", matches(0, 1, -1)}, // of a paper that was stored with fewer
		{order, quiz.Response{}, "3 1 2 4", places(1, 3, 2, 0)}, {order, quiz.Response{}, "3124", places(1, 3, 2, 0)}, {order, quiz.Response{}, "1,2,3,4", places(3, 2, 1, 0)},
		{essay, quiz.Response{}, "Satu.", quiz.Response{Text: "Satu."}}, {essay, quiz.Response{Text: "Satu.\n"}, "Dua.", quiz.Response{Text: "Satu.\n\nDua."}},
	} {
		if got, err := readAnswer(tt.item, tt.given, tt.typed); err != nil || !reflect.DeepEqual(got, tt.want) {
			t.Errorf("%v %q: %+v, %v, want %+v", tt.item.Question.Kind, tt.typed, got, err, tt.want)
		}
	}
	for _, tt := range []struct {
		item  quiz.Item
		typed string
		want  string
	}{
		{one, "", "Belum ada jawaban"}, {one, "5", "Nomor yang ada: 1-4"}, {one, "1 2", "satu jawaban saja"}, {one, "dua", "“dua” bukan jawaban"}, {one, "dan", "bukan jawaban"},
		{several, "1 1", "Nomor 1 disebut dua kali"}, {several, "0", "Nomor yang ada: 1-4"}, {several, "99999999999999999999", "Nomor yang ada"}, {several, "13", "Nomor yang ada: 1-4"},
		{truth, "3", "Tulis 1 untuk benar"}, {number, "300 juta", "“300 juta” bukan angka"},
		{match, "1", "Tulis nomor baris lalu huruf"}, {match, "b a", "Tulis nomor baris"}, {match, "1d", "Jawaban d tidak ada. Jawaban yang ada: a-c"},
		{match, "4a", "Baris 4 tidak ada. Baris yang ada: 1-3"}, {match, "1a 1b", "Baris 1 disebut dua kali"}, {match, "1?", "Tulis nomor baris"}, {match, "->", "Tulis nomor baris"},
		{order, "1 2 3", "Sebut semua nomor dari 1 sampai 4"}, {order, "1 2 3 3", "Nomor 3 disebut dua kali"}, {order, "1 2 3 5", "Nomor yang ada: 1-4"},
		{itemOf(quiz.Description, false, 0), "x", "tidak meminta jawaban"},
	} {
		if got, err := readAnswer(tt.item, quiz.Response{}, tt.typed); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%v %q: %+v, %v, want an error with %q", tt.item.Question.Kind, tt.typed, got, err, tt.want)
		}
	}
}

func TestLetters(t *testing.T) {
	seen := map[string]bool{}
	for i := range 1000 {
		seen[letters(i)] = true
	}
	if len(seen) != 1000 || letters(0) != "a" || letters(25) != "z" || letters(26) != "aa" || letters(701) != "zz" || letters(702) != "aaa" {
		t.Errorf("%d different, %s, %s, %s, %s, %s", len(seen), letters(0), letters(25), letters(26), letters(701), letters(702))
	}
}

// Every answer is read from the form in which it is typed.
func TestTypedForm(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 5))
	for range 2000 {
		kind, n := quiz.Kind(rng.IntN(int(quiz.Description))), 1+rng.IntN(40)
		item := itemOf(kind, rng.IntN(2) == 0, n)
		item.Shown = rng.Perm(n)
		var r quiz.Response
		switch kind {
		case quiz.MultipleChoice:
			for at := range n {
				if rng.IntN(2) == 0 && (len(r.Options) == 0 || !item.Question.Single) {
					r.Options = append(r.Options, item.Shown[at])
				}
			}
		case quiz.TrueFalse:
			truth := rng.IntN(2) == 0
			r.True = &truth
		case quiz.Matching:
			for range n {
				r.Matches = append(r.Matches, rng.IntN(n+1)-1)
			}
		case quiz.Ordering:
			r.Order = rng.Perm(n)
		default:
			r.Text = "12"
		}
		typed := typedForm(item, r)
		if r.Blank() {
			if typed != "" {
				t.Fatalf("%v: no answer is typed %q", kind, typed)
			}
			continue
		}
		if got, err := readAnswer(item, quiz.Response{}, typed); err != nil || !reflect.DeepEqual(got, r) {
			t.Fatalf("%v of %d, typed %q: %+v, %v, want %+v", kind, n, typed, got, err, r)
		}
	}
}

// FuzzReadAnswer types anything in answer to anything: what is accepted is a whole and valid answer to the item.
func FuzzReadAnswer(f *testing.F) {
	for kind := range uint8(8) {
		for _, typed := range []string{"1", "1 3", "1b 2a 3c", "b a c", "3124", "benar", "12,5", "zz9", "1→a, 2 – b", "9999999999999999999999a"} {
			f.Add(kind, uint8(4), typed)
		}
	}
	f.Fuzz(func(t *testing.T, kind, n uint8, typed string) {
		item := itemOf(quiz.Kind(kind%8), kind >= 8, int(n%60))
		q := item.Question
		r, err := readAnswer(item, quiz.Response{}, clean.Line(typed))
		if err != nil {
			if err.Error() == "" || !strings.HasSuffix(err.Error(), ".") {
				t.Fatalf("the error is no sentence: %q", err)
			}
			return
		}
		all := func(indices []int, n int) bool {
			return !slices.ContainsFunc(indices, func(i int) bool { return i < 0 || i >= n })
		}
		distinct := func(indices []int) bool {
			return len(slices.Compact(slices.Sorted(slices.Values(indices)))) == len(indices)
		}
		switch {
		case r.Blank():
			t.Fatalf("%q is accepted as no answer", typed)
		case !all(r.Options, len(q.Options)) || !distinct(r.Options) || q.Single && len(r.Options) > 1:
			t.Fatalf("%q: options %v", typed, r.Options)
		case !distinct(r.Order) || q.Kind == quiz.Ordering && (!all(r.Order, len(q.Order.Items)) || len(r.Order) != len(item.Shown)):
			t.Fatalf("%q: order %v", typed, r.Order)
		case q.Kind == quiz.Matching && (len(r.Matches) != len(q.Lines()) || !all(slices.DeleteFunc(slices.Clone(r.Matches), func(m int) bool { return m == -1 }), len(q.Choices()))):
			t.Fatalf("%q: matches %v", typed, r.Matches)
		}
		q.Grade(r)
	})
}
