package sim

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// MaxReason is the longest reason that a decision keeps, in characters.
const MaxReason = 300

// Reason is a trainee's reason as a decision keeps it. A single digit is the habit of choosing by digits, and no reason.
func Reason(line string) string {
	if len(line) == 1 && line[0] >= '0' && line[0] <= '9' {
		return ""
	}
	return line
}

// MaxHands is the most hands that are counted for one option; it is far above any class.
const MaxHands = 999

// HandsExample is a line that ReadHands reads: "3 2 1" where three options are open.
func HandsExample(shown []Option) string {
	var numbers []string
	for _, o := range shown {
		if !o.Lock.Locked {
			numbers = append(numbers, strconv.Itoa(len(numbers)+1))
		}
	}
	slices.Reverse(numbers)
	return strings.Join(numbers, " ")
}

// ReadHands reads a group's raised hands, such as "4 3 2 1": one number for each open option of shown, in that order. The
// result is in the author's order, with 0 for a locked option; an empty line counts none and gives nil. The error is a
// sentence for the group.
func ReadHands(line string, shown []Option) ([]int, error) {
	words := strings.FieldsFunc(line, func(r rune) bool { return strings.ContainsRune(" ,;/", r) })
	if len(words) == 0 {
		return nil, nil
	}
	hands := make([]int, len(shown))
	open := 0
	for _, o := range shown {
		if o.Lock.Locked {
			continue
		}
		if open < len(words) {
			n, err := strconv.Atoi(words[open])
			if err != nil || n < 0 || n > MaxHands {
				return nil, fmt.Errorf("“%.40s” bukan jumlah tangan. Tulis angka saja, misalnya %s.", words[open], HandsExample(shown))
			}
			hands[o.Index] = n
		}
		open++
	}
	if len(words) != open {
		return nil, fmt.Errorf("Ada %d pilihan terbuka: tulis %d angka, dengan spasi.", open, open)
	}
	return hands, nil
}
