package casefile

import (
	"fmt"
	"slices"
	"strings"

	"mufakat/internal/diagnostic"
)

// reporter collects findings. A name that is wrong in many places is reported once, with the number of places.
type reporter struct {
	src    *source
	found  []Diagnostic
	count  int                // of what was reported, repeats included
	names  map[string]*repeat // by code and name
	crowds map[crowd]*repeat
}

// repeat is a finding that comes again: its index in found, and how many more there are that are not in found.
type repeat struct{ index, more int }

// at reports a finding about width characters from an offset in the normalised text on.
func (r *reporter) at(code Code, offset, width int, message, proposal string) {
	if r.admits(code, r.src.line(offset)+1) { // before its column is counted, which takes as long as its line is
		r.found = append(r.found, r.src.diagnose(code, r.src.place(offset), width, message, proposal))
	}
}

// in reports a finding about width characters from a place in the author's file on.
func (r *reporter) in(code Code, at Place, width int, message, proposal string) {
	if r.admits(code, at.Line) {
		r.found = append(r.found, r.src.diagnose(code, at, width, message, proposal))
	}
}

// admits counts a finding, and tells whether it is to be told: it is not one too many for its line.
func (r *reporter) admits(code Code, line int) bool {
	r.count++
	key := crowd{code, line}
	if r.crowds == nil {
		r.crowds = map[crowd]*repeat{}
	}
	if r.crowds[key] == nil {
		r.crowds[key] = &repeat{more: -maxPerLine}
	}
	alike := r.crowds[key]
	if alike.more++; alike.more > 0 {
		return false
	}
	alike.index = len(r.found)
	return true
}

// maxPerLine is how many findings of one kind about one line are told one by one; the others are only counted.
const maxPerLine = 3

// crowd is what the findings of one kind about one line have in common.
type crowd struct {
	code Code
	line int
}

// on reports a finding about a phrase.
func (r *reporter) on(code Code, p phrase, message, proposal string) {
	r.at(code, p.start(), p.width(), message, proposal)
}

// maxGuesses is for how many different names the nearest ones are looked for: a text with more is not one misspelt.
const maxGuesses = 200

// unknown reports a name that stands for nothing, once however often it comes. The proposal is the nearest of the
// candidates, which is returned, else the given one, else all of them if they are few.
func (r *reporter) unknown(code Code, p phrase, message string, candidates []string, proposal string) (guess string) {
	var near []string
	if len(r.names) < maxGuesses {
		near = Nearest(p.key(), candidates)
	}
	if len(near) > 0 {
		guess = near[0]
	}
	key := string(code) + p.key()
	if seen := r.names[key]; seen != nil {
		seen.more++
		r.count++
		return guess
	}
	if r.names == nil {
		r.names = map[string]*repeat{}
	}
	first := &repeat{index: len(r.found)}
	r.names[key] = first
	if len(near) > 0 {
		proposal = didYouMean(near)
	} else if proposal == "" && len(candidates) > 0 && len(candidates) <= 8 {
		proposal = "Yang ada: " + strings.Join(candidates, ", ") + "."
	}
	if r.on(code, p, message, proposal); len(r.found) == first.index {
		first.index = -1 // it was one too many for its line
	}
	return guess
}

// finish returns the findings in the order of the text.
func (r *reporter) finish() []Diagnostic {
	for _, c := range r.crowds {
		if c.more > 0 {
			r.found[c.index].Message += fmt.Sprintf(" (Di baris ini masih ada %d lagi yang serupa.)", c.more)
		}
	}
	for _, again := range r.names {
		if again.more > 0 && again.index >= 0 {
			r.found[again.index].Message += fmt.Sprintf(" (Juga di %d tempat lain.)", again.more)
		}
	}
	sortDiagnostics(r.found)
	return r.found
}

func sortDiagnostics(list []Diagnostic) { slices.SortStableFunc(list, diagnostic.Compare) }
