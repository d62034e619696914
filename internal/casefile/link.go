package casefile

import (
	"fmt"
	"slices"
	"strings"

	"mufakat/internal/sim"
)

// link is "[text](#target)", perhaps not quite well written.
type link struct {
	text   phrase
	target phrase // with its "#", where it has one
	rest   phrase // what follows it
	flaw   string // one sentence about what is wrong with it; "" for a good one
}

// readLink reads the link with which p begins; false where it begins with none, or with one to somewhere else than the
// story.
func readLink(p phrase) (link, bool) {
	var l link
	marks := len(p.text) - len(strings.TrimLeft(p.text, "*_`~ "))
	if marks == len(p.text) || p.text[marks] != '[' {
		return l, false
	}
	closing := matching(p.text[marks:], '[', ']')
	if closing < 0 {
		return l, false
	}
	closing += marks
	l.text = p.slice(marks+1, closing).trim()
	after := p.slice(closing+1, len(p.text))
	paren := strings.TrimLeft(after.text, " ")
	gap := len(after.text) - len(paren)
	end := -1
	if strings.HasPrefix(paren, "(") {
		end = matching(paren, '(', ')')
	}
	if end < 0 {
		if strings.HasPrefix(paren, "(#") {
			l.target = after.slice(gap+1, len(after.text)).trim()
			l.rest = after.slice(len(after.text), len(after.text))
			l.flaw = "Tautan pilihan ini tidak ditutup dengan )."
			return l, true
		}
		return l, false
	}
	l.target = after.slice(gap+1, gap+end).trim()
	l.rest = after.slice(gap+end+1, len(after.text)).trim()
	switch {
	case strings.HasPrefix(l.target.text, "#"):
	case !isWord(l.target.text):
		return l, false
	default:
		l.flaw = "Sasaran pilihan harus diawali tanda #."
	}
	if gap > 0 {
		l.flaw = "Di antara ] dan ( tidak boleh ada spasi."
	}
	if marks > 0 {
		l.flaw = "Tautan pilihan tidak boleh diapit tanda lain."
		l.rest = l.rest.slice(len(l.rest.text)-len(strings.TrimLeft(l.rest.text, "*_`~ ")), len(l.rest.text))
	}
	return l, true
}

// matching is the index of the bracket that closes the one with which s begins, or -1.
func matching(s string, open, closing byte) int {
	depth := 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case open:
			depth++
		case closing:
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}

// resolve finds what a link leads to. An unknown target is reported; the passage that was probably meant is returned,
// so that it does not count as one that nothing leads to.
func (r *reader) resolve(target phrase) sim.Target {
	name := strings.TrimPrefix(target.text, "#")
	id := slug(name)
	if t, ok := r.targets[id]; ok {
		return t
	}
	if t, ok := r.titles[id]; ok && t.Kind >= 0 {
		return t
	}
	if first, ok := r.acts[id]; ok && first < len(r.c.Passages) {
		r.on(UnknownTarget, target, "“"+target.text+"” adalah judul babak; tautan harus menuju adegan atau akhir.", didYouMean([]string{"#" + r.c.Passages[first].ID}))
		return sim.Target{Kind: sim.ToPassage, Index: first}
	}
	guess := r.unknown(UnknownTarget, target, fmt.Sprintf("Tidak ada adegan atau akhir dengan judul atau id “%s”.", name), r.linkNames(), "")
	if t, ok := r.targets[strings.TrimPrefix(guess, "#")]; ok {
		return t
	}
	return sim.Target{Kind: sim.ToFinish}
}

// linkNames are the targets that a link can name, in the order of the alphabet.
func (r *reader) linkNames() []string {
	if r.allTargets == nil {
		for id := range r.targets {
			r.allTargets = append(r.allTargets, "#"+id)
		}
		slices.Sort(r.allTargets)
	}
	return r.allTargets
}
