package practice

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// DefaultPerDay is how many new items a day suit somebody who never said how many.
const DefaultPerDay = 10

// MaxPerDay is the most new items that somebody may want on one day.
const MaxPerDay = 200

// ExamDay is the day of the exam where now is, and whether it is not over yet, today included; false where there is none.
func (p Plan) ExamDay(now time.Time) (day time.Time, ahead bool) {
	day = p.Exam.In(now.Location())
	return day, !p.Exam.IsZero() && DaysUntil(day, now) >= 0
}

// months are the names of the months, January first.
var months = [...]string{"Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember"}

// DayText is a day as people write it: "24 Desember 2026".
func DayText(day time.Time) string {
	return fmt.Sprintf("%d %s %d", day.Day(), months[day.Month()-1], day.Year())
}

// ReadExamDay reads the day of an exam as people type it: "24 Desember 2026", "24 des", "24-12-2026", "24/12", "2026-12-24".
// Without a year it is the next such day, today included. The day begins at midnight where now is. The error is a sentence:
// that is no day, or one that is over.
func ReadExamDay(text string, now time.Time) (time.Time, error) {
	day, month, year, ok := dateParts(text)
	today := time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, now.Location())
	if !ok {
		return time.Time{}, errors.New("Itu belum terbaca sebagai tanggal. Tulis misalnya 24 Desember 2026 atau 24-12-2026.")
	}
	at := func(year int) (time.Time, bool) {
		t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, now.Location())
		return t, t.Day() == day && int(t.Month()) == month
	}
	if year == 0 {
		for year = now.Year(); year < now.Year()+8; year++ { // 29 February comes once in eight years at the least
			if t, exists := at(year); exists && !t.Before(today) {
				return t, nil
			}
		}
	}
	switch t, exists := at(year); {
	case !exists:
		return time.Time{}, errors.New("Tanggal itu tidak ada. Periksa hari dan bulannya.")
	case t.Before(today):
		return time.Time{}, fmt.Errorf("%s sudah lewat. Tulis hari ini atau tanggal sesudahnya.", DayText(t))
	default:
		return t, nil
	}
}

// dateParts reads the numbers of a date; year is 0 where none is named.
func dateParts(text string) (day, month, year int, ok bool) {
	fields := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" -/.,", r) })
	if len(fields) < 2 || len(fields) > 3 {
		return 0, 0, 0, false
	}
	if len(fields[0]) == 4 && len(fields) == 3 {
		slices.Reverse(fields)
	}
	numbers := [3]int{}
	for i, field := range fields {
		n, err := strconv.Atoi(field)
		if i == 1 && err != nil {
			n, err = monthOf(field), nil
		}
		if err != nil || n < 1 {
			return 0, 0, 0, false
		}
		numbers[i] = n
	}
	day, month, year = numbers[0], numbers[1], numbers[2]
	return day, month, year, day <= 31 && month <= 12 && (len(fields) == 2 || year >= 1000 && year <= 9999)
}

// monthOf is the month that a word names, by at least its first three letters; 0 where there is none.
func monthOf(word string) int {
	return 1 + slices.IndexFunc(months[:], func(name string) bool {
		return len(word) >= 3 && strings.HasPrefix(strings.ToLower(name), strings.ToLower(word))
	})
}
