// Package handout turns a case into pages to print, for a class without computers: what the trainees hold in their hands
// (briefing, role cards, sheets to fill in, the story as a gamebook) and what only the facilitator sees.
//
// On paper a link is a number. Passages are numbered as written, then comes the page that finds the ending, then the
// endings; what comes of option B of passage 7 stands at 7B. A [Document] is worked out once and written as Markdown or
// as one page of HTML.
package handout

import (
	"strings"

	"mufakat/internal/sim"
)

// Audience tells for whom a document is printed.
type Audience int

// The audiences.
const (
	Everyone    Audience = iota // the trainees' pages, then the facilitator's
	Trainees                    // nothing that gives away ranks, prices or model answers
	Facilitator                 // only what the trainees' pages keep back
)

// Best is a best way through a case and what it would cost to leave it. It is for the facilitator.
type Best struct {
	Steps        []BestStep // one for every passage on the way
	Total, Worst float64    // the best and the worst attainable final total, 0–100
}

// BestStep is one passage on the best way.
type BestStep struct {
	Passage, Option int       // indices into Case.Passages and its choices
	Prices          []float64 // by option: what it takes away of the nilai, 0–100; [Locked] where it is locked
}

// Locked is the price of an option that cannot be chosen.
const Locked = -1

// Document is a case as pages.
type Document struct {
	title    string // inline Markdown
	facts    string // what stands below the title
	sections []section
}

// section is a heading and what stands below it. Its texts are Markdown.
type section struct {
	level  int    // 2: a part, which begins on a new page; 3: a piece of it
	number string // where others send one to, such as "7" or "7B"; may be empty
	title  string
	card   bool // to be cut out
	blocks []block
}

// heading is the title with its number.
func (s *section) heading() string {
	if s.number == "" {
		return s.title
	}
	return s.number + ". " + s.title
}

type blockKind int

const (
	paragraph blockKind = iota // any Markdown; with a number behind it, a single line
	quote
	item // a line with blocks of its own
	sheet
)

// block is a piece of a section.
type block struct {
	kind     blockKind
	markdown string
	to       string  // the number of a section to turn to, behind the text; may be empty
	blocks   []block // below an item
	table    table   // of a sheet
}

// table has cells of inline Markdown; the first of every row names it.
type table struct {
	head  []string
	rows  [][]string
	class string // on the page: "form" has cells to write in, "form tall" much room in them
}

// New works out the pages of a case. best may be nil: it is not known, and the facilitator's pages say so.
func New(c *sim.Case, audience Audience, best *Best) *Document {
	b := newBuilder(c)
	if audience != Facilitator {
		b.briefing()
		b.rules()
		b.roleCards()
		b.scoreSheet()
		b.decisionSheet()
		b.answerSheet()
		b.script()
		b.results()
		b.endings()
	}
	if audience != Trainees {
		b.preparation(best)
		b.voices()
		b.background()
	}
	return &Document{title: c.Title, facts: facts(c), sections: b.sections}
}

// facts is the line below the title.
func facts(c *sim.Case) string {
	var parts []string
	for _, part := range []struct{ label, value string }{
		{"Kasus ", c.Code}, {"Peran Anda: ", c.Role}, {"± ", minutes(c.Minutes)}, {"Versi ", c.Version}, {"Status: ", c.Status},
	} {
		if part.value != "" {
			parts = append(parts, part.label+part.value)
		}
	}
	return strings.Join(parts, " · ")
}

// builder collects the sections of a document.
type builder struct {
	c        *sim.Case
	read     []bool // by flag: some condition asks for it, so it must be kept on the score sheet
	sections []section
}

func newBuilder(c *sim.Case) *builder {
	b := &builder{c: c, read: make([]bool, len(c.Flags))}
	sim.Visitor{Condition: func(cond *sim.Condition) {
		if cond.Kind == sim.FlagSet {
			b.read[cond.Flag] = true
		}
	}}.Visit(c)
	return b
}

// part begins a part on a new page.
func (b *builder) part(title string, blocks ...block) {
	b.sections = append(b.sections, section{level: 2, title: title, blocks: blocks})
}

// piece adds a piece to the part at hand; number may be empty.
func (b *builder) piece(number, title string, blocks ...block) {
	b.sections = append(b.sections, section{level: 3, number: number, title: title, blocks: blocks})
}

func prose(markdown string) block { return block{markdown: markdown} }

// turn is a line that ends in a number to turn to.
func turn(markdown, to string) block { return block{markdown: markdown, to: to} }
