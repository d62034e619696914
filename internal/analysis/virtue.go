package analysis

import (
	"strings"
	"unicode"
)

// virtues are the stems of words that sound noble in an option, whatever comes of it.
var virtues = [...]string{"musyawarah", "mufakat", "kolabora", "dialog", "transparan", "libat", "bersama", "partisipa", "sinergi",
	"gotong", "sepakat", "inklusif", "rembuk", "rembug"}

// VirtueWords counts the words of an option's plain text that sound noble: those with a stem such as "musyawarah",
// "transparan" or "libat" (melibatkan, keterlibatan).
func VirtueWords(text string) int {
	n := 0
	for word := range strings.FieldsFuncSeq(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) }) {
		for _, stem := range virtues {
			if strings.Contains(word, stem) {
				n++
				break
			}
		}
	}
	return n
}
