// Package clean removes from text what a terminal would obey or hide instead of showing it: control characters (C0, DEL,
// C1), bidirectional overrides, zero-width and other invisible characters. Text is cleaned where it enters the program:
// from a file, from the keyboard, from a backup.
//
// Every function returns valid UTF-8 (bytes that are none become U+FFFD) and changes nothing when applied again.
package clean

import (
	"strings"
	"unicode"
)

// Line cleans text that stands on one line, such as a name: line breaks, tabs and every other kind of white space become
// single spaces, and none is left at either end.
func Line(s string) string {
	return strings.Join(strings.Fields(strings.Map(visible, s)), " ")
}

// Text cleans text of many lines. Every kind of line break becomes "\n", a tab becomes four spaces (its width would
// depend on where it stands), any other white space becomes a space.
func Text(s string) string {
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u0085", "\n", "\u2028", "\n", "\u2029", "\n", "\t", "    ").Replace(s)
	return strings.Map(func(r rune) rune {
		if r == '\n' {
			return r
		}
		return visible(r)
	}, s)
}

// visible is r if it can be seen, a space if it is white space, and -1 if it is to be removed.
func visible(r rune) rune {
	switch {
	case unicode.IsSpace(r): // before the control characters, some of which are white space
		return ' '
	case !Visible(r):
		return -1
	}
	return r // strings.Map hands over U+FFFD for a byte that is not UTF-8
}

// Visible tells whether a terminal shows r, be it as a blank: it is none of the characters that are removed.
func Visible(r rune) bool {
	return unicode.IsSpace(r) || !unicode.In(r, unicode.Cc, unicode.Cf, unicode.Variation_Selector, unicode.Other_Default_Ignorable_Code_Point)
}
