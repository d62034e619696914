package plain

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"mufakat/internal/quiz"
)

// readAnswer reads what was typed in answer to an item, with the numbers and letters of [itemText]. A matching and an essay add
// to the answer given so far. The error is a sentence: what was typed is no answer, and how one is written.
func readAnswer(item quiz.Item, given quiz.Response, line string) (quiz.Response, error) {
	q, line := item.Question, strings.TrimSpace(line)
	if line == "" {
		return quiz.Response{}, errors.New(notUnderstood(line))
	}
	switch q.Kind {
	case quiz.MultipleChoice:
		return readOptions(item, line)
	case quiz.TrueFalse:
		return readTruth(line)
	case quiz.ShortAnswer:
		return quiz.Response{Text: line}, nil
	case quiz.Numerical:
		if _, isNumber := quiz.ParseNumber(line); !isNumber {
			return quiz.Response{}, fmt.Errorf("“%s” bukan angka. Tulis angkanya saja, misalnya 12,5.", cut(line, 40))
		}
		return quiz.Response{Text: line}, nil
	case quiz.Matching:
		return readMatches(item, given, line)
	case quiz.Ordering:
		return readOrder(item, line)
	case quiz.Essay:
		return quiz.Response{Text: strings.TrimPrefix(given.Text+"\n"+line, "\n")}, nil
	}
	return quiz.Response{}, errors.New("Soal ini tidak meminta jawaban.")
}

// answerForm tells how an item is answered. Its examples are the same whatever the key is.
func answerForm(item quiz.Item) string {
	shown := len(item.Shown)
	switch item.Question.Kind {
	case quiz.MultipleChoice:
		if item.Question.Single || shown < 2 {
			return numbers(shown)
		}
		return fmt.Sprintf("satu atau lebih seperti 1 %d", min(shown, 3))
	case quiz.TrueFalse:
		return numbers(2)
	case quiz.ShortAnswer:
		return "jawaban singkat"
	case quiz.Numerical:
		return "sebuah angka"
	case quiz.Matching:
		return "seperti 1b 2a"
	case quiz.Ordering:
		return "urutan seperti " + countdown(shown)
	case quiz.Essay:
		return "satu baris atau lebih"
	}
	return ""
}

// typedForm is how an answer is typed: what readAnswer reads it from.
func typedForm(item quiz.Item, r quiz.Response) string {
	var parts []string
	switch item.Question.Kind {
	case quiz.MultipleChoice:
		for at, option := range item.Shown {
			if slices.Contains(r.Options, option) {
				parts = append(parts, strconv.Itoa(at+1))
			}
		}
	case quiz.TrueFalse:
		if r.True != nil {
			parts = []string{truthWord(*r.True)}
		}
	case quiz.Matching:
		for line, choice := range r.Matches {
			if at := slices.Index(item.Shown, choice); at >= 0 {
				parts = append(parts, strconv.Itoa(line+1)+letters(at))
			}
		}
	case quiz.Ordering:
		for _, i := range r.Order {
			parts = append(parts, strconv.Itoa(slices.Index(item.Shown, i)+1))
		}
	default:
		return r.Text
	}
	return strings.Join(parts, " ")
}

func truthWord(truth bool) string {
	if truth {
		return "benar"
	}
	return "salah"
}

// countdown is "3 2 1" for 3.
func countdown(n int) string {
	var all []string
	for ; n > 0; n-- {
		all = append(all, strconv.Itoa(n))
	}
	return strings.Join(all, " ")
}

func readOptions(item quiz.Item, line string) (quiz.Response, error) {
	chosen, err := readNumbers(line, len(item.Shown))
	if err != nil {
		return quiz.Response{}, err
	}
	if item.Question.Single && len(chosen) > 1 {
		return quiz.Response{}, fmt.Errorf("Soal ini meminta satu jawaban saja. Tulis satu nomor, %s.", numbers(len(item.Shown)))
	}
	var r quiz.Response
	for _, at := range chosen {
		r.Options = append(r.Options, item.Shown[at])
	}
	return r, nil
}

func readTruth(line string) (quiz.Response, error) {
	var truth bool
	switch strings.ToLower(strings.TrimRight(line, ".)")) {
	case "1", "benar", "b":
		truth = true
	case "2", "salah", "s":
	default:
		return quiz.Response{}, errors.New(notUnderstood(line) + " Tulis 1 untuk benar atau 2 untuk salah.")
	}
	return quiz.Response{True: &truth}, nil
}

func readOrder(item quiz.Item, line string) (quiz.Response, error) {
	n := len(item.Shown)
	if n <= 9 && len(line) == n && strings.Trim(line, "0123456789") == "" { // "3124"
		line = strings.Join(strings.Split(line, ""), " ")
	}
	places, err := readNumbers(line, n)
	if err == nil && len(places) != n {
		err = fmt.Errorf("Sebut semua nomor dari 1 sampai %d, masing-masing sekali, misalnya %s.", n, countdown(n))
	}
	if err != nil {
		return quiz.Response{}, err
	}
	var r quiz.Response
	for _, at := range places {
		r.Order = append(r.Order, item.Shown[at])
	}
	return r, nil
}

// readNumbers reads numbers from 1 to n, each at most once, and returns them counted from 0.
func readNumbers(line string, n int) (places []int, err error) {
	for _, word := range strings.FieldsFunc(line, func(r rune) bool { return strings.ContainsRune(" ,;", r) }) {
		if strings.EqualFold(word, "dan") {
			continue
		}
		number, err := strconv.Atoi(strings.TrimRight(word, ".)"))
		switch {
		case err != nil || number < 1 || number > n:
			return nil, fmt.Errorf("%s Nomor yang ada: %s.", notUnderstood(word), numbers(n))
		case slices.Contains(places, number-1):
			return nil, fmt.Errorf("Nomor %d disebut dua kali. Sebut setiap nomor sekali saja.", number)
		}
		places = append(places, number-1)
	}
	if len(places) == 0 {
		return nil, fmt.Errorf("%s Nomor yang ada: %s.", notUnderstood(line), numbers(n))
	}
	return places, nil
}

// readMatches reads "1b 2a", for some of the lines or all, or one letter for each line in turn: "b a c". Lines that are not
// named keep the answer they had.
func readMatches(item quiz.Item, given quiz.Response, line string) (quiz.Response, error) {
	lines := len(item.Question.Lines())
	matches := matchesOf(item, given)
	words, err := numbersAndLetters(line)
	if err != nil {
		return quiz.Response{}, err
	}
	if !slices.ContainsFunc(words, isNumber) && len(words) == lines {
		numbered := make([]string, 0, 2*lines)
		for i, word := range words {
			numbered = append(numbered, strconv.Itoa(i+1), word)
		}
		words = numbered
	}
	named := map[int]bool{}
	for len(words) > 0 {
		if len(words) < 2 || !isNumber(words[0]) || isNumber(words[1]) {
			return quiz.Response{}, errNoPair(line)
		}
		number, err := strconv.Atoi(words[0])
		at := slices.IndexFunc(item.Shown, func(choice int) bool { return letters(slices.Index(item.Shown, choice)) == words[1] })
		switch {
		case err != nil || number < 1 || number > lines:
			return quiz.Response{}, fmt.Errorf("Baris %s tidak ada. Baris yang ada: %s.", cut(words[0], 40), numbers(lines))
		case at < 0:
			return quiz.Response{}, fmt.Errorf("Jawaban %s tidak ada. Jawaban yang ada: a-%s.", cut(words[1], 40), letters(len(item.Shown)-1))
		case named[number]:
			return quiz.Response{}, fmt.Errorf("Baris %d disebut dua kali. Sebut setiap baris sekali saja.", number)
		}
		matches[number-1], named[number] = item.Shown[at], true
		words = words[2:]
	}
	return quiz.Response{Matches: matches}, nil
}

// matchesOf are the matches of an answer, one for each line.
func matchesOf(item quiz.Item, r quiz.Response) []int {
	matches := make([]int, len(item.Question.Lines()))
	for i := range matches {
		matches[i] = -1
		if i < len(r.Matches) {
			matches[i] = r.Matches[i]
		}
	}
	return matches
}

// unmatched are the lines of a matching that have no answer yet, by their numbers; none for other kinds.
func unmatched(item quiz.Item, r quiz.Response) (lines []int) {
	if item.Question.Kind != quiz.Matching {
		return nil
	}
	for i, choice := range matchesOf(item, r) {
		if choice < 0 {
			lines = append(lines, i+1)
		}
	}
	return lines
}

// numbersAndLetters are the stretches of digits and of letters in a line; between them may stand what people write there.
func numbersAndLetters(line string) (words []string, err error) {
	isDigit := func(r rune) bool { return r >= '0' && r <= '9' }
	var last rune
	for _, r := range strings.ToLower(line) {
		switch {
		case isDigit(r) || r >= 'a' && r <= 'z':
			if len(words) > 0 && last != 0 && isDigit(last) == isDigit(r) {
				words[len(words)-1] += string(r)
			} else {
				words = append(words, string(r))
			}
			last = r
		case unicode.IsSpace(r) || strings.ContainsRune(",;:=.)->→–", r):
			last = 0
		default:
			return nil, errNoPair(line)
		}
	}
	if len(words) == 0 {
		return nil, errNoPair(line)
	}
	return words, nil
}

func errNoPair(line string) error {
	return errors.New(notUnderstood(line) + " Tulis nomor baris lalu huruf jawabannya, misalnya 1b 2a.")
}

func isNumber(word string) bool { return word[0] <= '9' }

// letters is how the choices of a matching are numbered, from 0 on: a … z, aa, ab …
func letters(at int) string {
	s := ""
	for at++; at > 0; at = (at - 1) / 26 {
		s = string(rune('a'+(at-1)%26)) + s
	}
	return s
}
