package handout_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"mufakat/internal/handout"
	"mufakat/internal/sim"
	"mufakat/internal/sim/simtest"
)

// Every text of a random case stands where it is due and nowhere else, for every audience; every number leads to a section;
// and every option leads where the case says.
func TestEverythingStandsWhereItIsDue(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 7))
	for n := range 300 {
		c := simtest.Case(rng, simtest.Options{Stakeholders: 4, Resources: 2, Flags: 4, Passages: 7, Choices: 4, Endings: 4, Loops: n%2 == 0})
		m := mark(rng, c)
		all := sectionsOf(handout.New(c, handout.Everyone, nil).Markdown())
		trainees := sectionsOf(handout.New(c, handout.Trainees, nil).Markdown())
		facilitator := sectionsOf(handout.New(c, handout.Facilitator, nil).Markdown())
		for word, due := range m.due {
			own := slices.DeleteFunc(slices.Clone(due), isFacilitators)
			kept := slices.DeleteFunc(slices.Clone(due), func(s string) bool { return !isFacilitators(s) })
			for _, d := range []struct {
				who      string
				sections map[string]string
				due      []string
			}{{"semua", all, due}, {"peserta", trainees, own}, {"fasilitator", facilitator, kept}} {
				if got := sectionsWith(d.sections, word); !slices.Equal(got, slices.Sorted(slices.Values(d.due))) {
					t.Fatalf("case %d, %s: %s stands in %q, is due in %q", n, d.who, word, got, d.due)
				}
			}
		}
		for heading, body := range trainees {
			if strings.Contains(body, "eringkat") || strings.Contains(body, "harga") {
				t.Fatalf("case %d: a rank or price for trainees in %q:\n%s", n, heading, body)
			}
		}
		checkNumbers(t, c, all)
	}
}

// numbers are what a reader is sent to: in bold, at the end of a line, behind an arrow, "ke", "di" or a colon.
var numbers = regexp.MustCompile(`(?m)(?:→|hasil|ke|di|Lanjutannya:) \*\*(\d+[A-P]?)\*\*$`)

// checkNumbers checks that every number is a section, and that options and results lead where the case says.
func checkNumbers(t *testing.T, c *sim.Case, sections map[string]string) {
	t.Helper()
	for heading, body := range sections {
		for _, found := range numbers.FindAllStringSubmatch(body, -1) {
			if _, ok := sections[found[1]]; !ok {
				t.Fatalf("%q sends one to %s, which is not there:\n%s", heading, found[1], body)
			}
		}
	}
	number := func(target sim.Target) string {
		switch target.Kind {
		case sim.ToPassage:
			return fmt.Sprint(target.Index + 1)
		case sim.ToEnding:
			return fmt.Sprint(len(c.Passages) + 2 + target.Index)
		}
		return fmt.Sprint(len(c.Passages) + 1)
	}
	for i := range c.Passages {
		var sent []string
		for _, found := range numbers.FindAllStringSubmatch(sections[fmt.Sprint(i+1)], -1) {
			sent = append(sent, found[1])
		}
		var want []string
		for k, ch := range c.Passages[i].Choices {
			if isBare(&c.Passages[i]) {
				want = append(want, number(ch.Target))
				continue
			}
			result := fmt.Sprintf("%d%c", i+1, 'A'+k)
			want = append(want, result)
			var onward []string
			for _, found := range redirections.FindAllStringSubmatch(sections[result], -1) {
				onward = append(onward, found[1])
			}
			if redirected := redirects(&ch.Outcome); !slices.EqualFunc(onward, redirected, func(got string, to sim.Target) bool { return got == number(to) }) {
				t.Fatalf("%s redirects to %v, want %v:\n%s", result, onward, redirected, sections[result])
			}
			if end := " ke **" + number(ch.Target) + "**"; !strings.HasSuffix(strings.Trim(sections[result], "-\n"), end) {
				t.Fatalf("%s does not end in %q:\n%s", result, end, sections[result])
			}
		}
		if !slices.Equal(sent, want) {
			t.Fatalf("passage %d sends one to %v, want %v:\n%s", i+1, sent, want, sections[fmt.Sprint(i+1)])
		}
	}
}

var redirections = regexp.MustCompile(`Lanjutannya: \*\*(\d+)\*\*`)

// redirects are the targets that the branches of an outcome can lead to; within a branch that has one, those do not count.
func redirects(o *sim.Outcome) []sim.Target {
	var targets []sim.Target
	for _, branching := range o.Branches {
		for i := range branching {
			if to := branching[i].Target; to != nil {
				targets = append(targets, *to)
			} else {
				targets = append(targets, redirects(&branching[i].Outcome)...)
			}
		}
	}
	return targets
}

// isBare tells whether a passage needs no result.
func isBare(p *sim.Passage) bool {
	o := p.Choices[0].Outcome
	return len(p.Choices) == 1 && len(o.Levels)+len(o.Resources)+len(o.Flags)+len(o.Feedback)+len(o.Branches) == 0
}

func isFacilitators(section string) bool { return strings.HasPrefix(section, "Fasilitator") }

// sectionsWith are the sections with a word in their heading or text, sorted.
func sectionsWith(sections map[string]string, word string) []string {
	var with []string
	for _, name := range slices.Sorted(maps.Keys(sections)) {
		if strings.Contains(sections[name], word) {
			with = append(with, name)
		}
	}
	return with
}

var numbered = regexp.MustCompile(`^(\d+[A-P]?)\. `)

// sectionsOf cuts a document into its sections, heading included: by number, by the title of a part, or by part and title.
func sectionsOf(markdown string) map[string]string {
	sections := map[string]string{}
	part, name := "", "judul"
	for line := range strings.Lines(markdown) {
		if title, ok := strings.CutPrefix(line, "## "); ok {
			part = strings.TrimSpace(title)
			name = part
		} else if title, ok := strings.CutPrefix(line, "### "); ok {
			name = part + "/" + strings.TrimSpace(title)
			if found := numbered.FindStringSubmatch(title); found != nil {
				name = found[1]
			}
		}
		sections[name] += line
	}
	return sections
}

// marks are words that were put into a case, with the sections in which each is due.
type marks struct {
	due   map[string][]string
	words int
}

// mark gives the case everything that simtest leaves out, and puts a word of its own into every text.
func mark(rng *rand.Rand, c *sim.Case) *marks {
	m := &marks{due: map[string][]string{}}
	finish := len(c.Passages) + 1
	var endings []string
	for i := range c.Endings {
		e, number := &c.Endings[i], fmt.Sprint(finish+1+i)
		endings = append(endings, number)
		e.Title = m.word(number, "Fasilitator · Persiapan/Akhir dan peringkatnya")
		m.text(e.Text, number)
	}
	c.EndingIntro = sim.Text{{{Kind: sim.Prose}}}
	m.text(c.EndingIntro, endings...)
	m.text(c.Intro, "Pengantar")
	c.Acts[0].Intro = sim.Text{{{Kind: sim.Quote}}}
	m.text(c.Acts[0].Intro, "Naskah · "+c.Acts[0].Title)
	for i := range c.Passages {
		p, number := &c.Passages[i], fmt.Sprint(i+1)
		if len(p.Choices) == 1 && rng.IntN(2) == 0 {
			p.Choices[0].Outcome = sim.Outcome{}
		}
		m.text(p.Text, number)
		p.Text = append(p.Text, sim.Alternatives{{Kind: sim.Discussion, Markdown: m.word(number, "Fasilitator · Persiapan/Pertanyaan diskusi")}})
		titled := []string{number, "Fasilitator · Persiapan/Pertanyaan diskusi"}
		if p.IsDecision() {
			titled = append(titled, "Lembar keputusan")
		}
		p.Title = m.word(titled...)
		for k := range p.Choices {
			m.choice(p, k, number)
		}
	}
	for i, s := range c.Stakeholders {
		v := sim.Voice{Stakeholder: i, Text: sim.Text{{{Kind: sim.Quote, When: c.Endings[0].Requires}}}}
		m.text(v.Text, "Fasilitator · Kata mereka/"+s.Name)
		c.Voices = append(c.Voices, v)
		c.Stakeholders[i].Interest = m.word("Pengantar/Pemangku kepentingan", "Kartu peran/"+s.Name)
	}
	c.Actual = m.word("Fasilitator · Yang sebenarnya terjadi")
	c.Reflection = m.word("Fasilitator · Refleksi")
	c.Sources = m.word("Fasilitator · Sumber")
	c.Answers = []sim.ModelAnswer{{Title: "Masalah pokok", Markdown: m.word("Fasilitator · Pembanding lembar jawab/Masalah pokok")}}
	return m
}

func (m *marks) choice(p *sim.Passage, k int, number string) {
	ch := &p.Choices[k]
	result := fmt.Sprintf("%s%c", number, 'A'+k)
	ch.Text = m.word(number, result)
	if isBare(p) {
		delete(m.due, ch.Text)
		ch.Text = m.word(number)
	}
	if ch.LockReason != "" {
		ch.LockReason = m.word(number)
	}
	m.outcome(&ch.Outcome, result)
}

func (m *marks) outcome(o *sim.Outcome, number string) {
	m.text(o.Feedback, number)
	for _, branching := range o.Branches {
		for i := range branching {
			m.outcome(&branching[i].Outcome, number)
		}
	}
}

func (m *marks) text(t sim.Text, due ...string) {
	for _, alternatives := range t {
		for i := range alternatives {
			alternatives[i].Markdown = m.word(due...)
		}
	}
}

// word is a word that nothing else contains.
func (m *marks) word(due ...string) string {
	m.words++
	w := fmt.Sprintf("kata%dx", m.words)
	m.due[w] = due
	return w
}
