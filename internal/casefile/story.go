package casefile

import (
	"fmt"
	"slices"
	"strings"

	"mufakat/internal/sim"
)

// checkFlags reports flags that are read and never set, and the other way round.
func (r *reader) checkFlags() {
	var set []string
	for i, name := range r.c.Flags {
		if r.uses[i].set != nil {
			set = append(set, name)
		}
	}
	meant := map[string]bool{} // flags that a misspelt one was meant to be: they count as read
	for i, name := range r.c.Flags {
		use := r.uses[i]
		if use.read == nil || use.set != nil || r.lostFlags[name] {
			continue
		}
		var near []string
		if len(set) <= sim.MaxFlags {
			near = Nearest(name, set)
		}
		for _, n := range near {
			meant[n] = true
		}
		proposal := didYouMean(near)
		if proposal == "" {
			proposal = "Catat di bawah sebuah pilihan: “- catat: " + name + "”, atau hapus syarat ini."
		}
		r.on(NeverSet, *use.read, "Penanda “"+name+"” tidak pernah dicatat, sehingga tidak pernah berlaku.", proposal)
	}
	for i, name := range r.c.Flags {
		if use := r.uses[i]; use.read == nil && !meant[name] {
			r.on(NeverRead, *use.set, "Penanda “"+name+"” dicatat, tetapi tidak pernah dibaca.", "Pakai dalam sebuah “bila” atau “syarat”, atau hapus.")
		}
	}
	if n := len(r.c.Flags); n > sim.MaxFlags {
		use := r.uses[sim.MaxFlags]
		at := use.set
		if at == nil {
			at = use.read
		}
		r.limit(n, sim.MaxFlags, "penanda", *at)
	}
}

// sortFlags puts the flags into the order of the alphabet, so that their order does not depend on that of the text.
func (r *reader) sortFlags() {
	sorted := slices.Sorted(slices.Values(r.c.Flags))
	if len(sorted) == 0 {
		return
	}
	to := make([]int, len(sorted))
	for i, name := range r.c.Flags {
		to[i], _ = slices.BinarySearch(sorted, name)
	}
	r.c.Flags = sorted
	sim.Visitor{
		Condition: func(c *sim.Condition) {
			if c.Kind == sim.FlagSet {
				c.Flag = to[c.Flag]
			}
		},
		Outcome: func(o *sim.Outcome) {
			for i, f := range o.Flags {
				o.Flags[i] = to[f]
			}
		},
	}.Visit(r.c)
}

// checkSections proposes the parts that a case usually has.
func (r *reader) checkSections(out *outline) {
	var missing []string
	for _, title := range []string{voicesTitle, actualTitle, answersTitle, reflectionTitle, sourcesTitle} {
		switch {
		case out.section(title) != nil:
		case title == sourcesTitle && r.c.Actual != "":
			r.on(SourcesMissing, out.section(actualTitle).phrase, "Kasus ini menceritakan yang sebenarnya terjadi, tetapi tidak menyebut sumbernya.", "Tulis bagian “## "+title+"”; untuk kasus rekaan, sebut bahwa ceritanya rekaan.")
		default:
			missing = append(missing, "“## "+title+"”")
		}
	}
	if len(missing) > 0 {
		r.on(SectionMissing, out.anchor(), "Kasus ini belum memuat bagian "+strings.Join(missing, ", ")+".", "Bagian itu dipakai sesudah permainan: tambahkan bila kasus ini akan dipakai di kelas.")
	}
}

// checkStory checks the endings, and what the links lead to.
func (r *reader) checkStory() {
	r.checkRanks()
	if n := len(r.c.Endings); n > 0 && r.c.Endings[n-1].Requires != nil {
		r.report(LastEnding, r.places.Endings[n-1], r.c.Endings[n-1].Title, "Akhir yang terakhir ditulis harus tanpa syarat, supaya setiap cerita berakhir.", "Hapus “syarat:” di bawahnya, atau tambahkan akhir tanpa syarat sesudahnya.")
	}
	if len(r.c.Passages) == 0 {
		return
	}
	g := linksOf(r.c)
	for i := range r.c.Passages {
		if !g.reached[i] && r.c.Passages[i].ID != "" {
			r.report(LostPassage, r.places.Passages[i], r.c.Passages[i].Title, "Tidak ada jalan ke adegan “"+r.c.Passages[i].Title+"”.", "Tautkan dari sebuah pilihan: “- [teks](#"+r.c.Passages[i].ID+")”, atau hapus adegan ini.")
		}
	}
	r.checkLostEndings(g)
	r.checkPayable(g)
}

// report reports a finding about a heading.
func (r *reader) report(code Code, at Place, title, message, proposal string) {
	r.in(code, at, len([]rune(title)), message, proposal)
}

func (r *reader) checkRanks() {
	first, without := -1, 0
	for i := range r.c.Endings {
		if r.c.Endings[i].Rank == 0 {
			without++
			if first < 0 {
				first = i
			}
		}
	}
	if without > 0 {
		r.report(Unranked, r.places.Endings[first], r.c.Endings[first].Title, fmt.Sprintf("%d dari %d akhir belum berperingkat; inilah yang pertama.", without, len(r.c.Endings)), "Tulis di bawah judulnya “- peringkat: 1” untuk yang terbaik, 2 untuk yang berikutnya, dan seterusnya.")
	}
}

// checkLostEndings reports endings that no link names and that "#akhir" cannot come to.
func (r *reader) checkLostEndings(g links) {
	open := g.finish // whether a story that ends may come as far as this ending
	for i := range r.c.Endings {
		e := &r.c.Endings[i]
		if !open && !g.endings[i] {
			proposal := "Tautkan dengan (#" + e.ID + "), atau tulis pilihan yang menuju #akhir."
			if g.finish {
				proposal = "Beri akhir tanpa syarat di atasnya sebuah “syarat:”, atau pindahkan akhir ini ke atasnya."
			}
			r.report(LostEnding, r.places.Endings[i], e.Title, "Tidak ada jalan ke akhir “"+e.Title+"”.", proposal)
		}
		open = open && e.Requires != nil
	}
}

// links is the story's graph as far as links tell.
type links struct {
	reached []bool // passages
	endings []bool // that a link of a reached passage names
	finish  bool   // a reached passage leads to "#akhir", or may be one in which every option is locked
	cyclic  bool   // a passage can come again
}

func linksOf(c *sim.Case) links {
	g := links{reached: make([]bool, len(c.Passages)), endings: make([]bool, len(c.Endings))}
	const onPath, done = 1, 2
	state := make([]byte, len(c.Passages))
	type frame struct {
		passage int
		targets []sim.Target
	}
	enter := func(i int) frame {
		g.reached[i] = true
		state[i] = onPath
		return frame{i, targetsOf(&c.Passages[i])}
	}
	stack := []frame{enter(0)}
	for len(stack) > 0 {
		top := &stack[len(stack)-1]
		if len(top.targets) == 0 {
			state[top.passage] = done
			g.finish = g.finish || canLock(&c.Passages[top.passage])
			stack = stack[:len(stack)-1]
			continue
		}
		t := top.targets[0]
		top.targets = top.targets[1:]
		switch {
		case t.Kind == sim.ToFinish:
			g.finish = true
		case t.Kind == sim.ToEnding:
			g.endings[t.Index] = true
		case state[t.Index] == onPath:
			g.cyclic = true
		case state[t.Index] == 0:
			stack = append(stack, enter(t.Index))
		}
	}
	return g
}

// targetsOf are all targets that the choices of a passage and their branches name.
func targetsOf(p *sim.Passage) []sim.Target {
	var targets []sim.Target
	var branches func(o *sim.Outcome)
	branches = func(o *sim.Outcome) {
		for _, branching := range o.Branches {
			for i := range branching {
				if t := branching[i].Target; t != nil {
					targets = append(targets, *t)
				}
				branches(&branching[i].Outcome)
			}
		}
	}
	for i := range p.Choices {
		targets = append(targets, p.Choices[i].Target)
		branches(&p.Choices[i].Outcome)
	}
	return targets
}

// canLock tells whether every choice of a passage has a condition or a cost.
func canLock(p *sim.Passage) bool {
	return !slices.ContainsFunc(p.Choices, func(ch sim.Choice) bool {
		if ch.Requires != nil {
			return false
		}
		costs := false
		sim.Visitor{Outcome: func(o *sim.Outcome) {
			costs = costs || slices.ContainsFunc(o.Resources, func(e sim.ResourceEffect) bool { return e.Delta < 0 })
		}}.VisitOutcome(&ch.Outcome)
		return !costs
	})
}

// checkPayable reports choices that cost more than there can ever be.
func (r *reader) checkPayable(g links) {
	for res, resource := range r.c.Resources {
		most, known := mostOf(r.c, res, g)
		if !known {
			continue
		}
		for i := range r.c.Passages {
			for k := range r.c.Passages[i].Choices {
				ch := &r.c.Passages[i].Choices[k]
				if cost := -gain(&ch.Outcome, res); cost > most {
					r.report(NeverPayable, r.places.Choices[i][k], ch.Text, fmt.Sprintf("Pilihan ini memerlukan %d %s, padahal tidak pernah ada lebih dari %d.", cost, resource.Name, most), "Turunkan biayanya, atau naikkan persediaan awal di tabel sumber daya.")
				}
			}
		}
	}
}

// mostOf is the most that there can ever be of a resource, if every passage earns its best; false where a passage that
// earns something may come again and again.
func mostOf(c *sim.Case, resource int, g links) (most int, known bool) {
	most = c.Resources[resource].Start
	for i := range c.Passages {
		best := 0
		for k := range c.Passages[i].Choices {
			best = max(best, gain(&c.Passages[i].Choices[k].Outcome, resource))
		}
		if best > 0 && g.cyclic {
			return 0, false
		}
		most += best
	}
	return most, true
}

// effectOn is what an outcome itself, without its branches, changes of a resource.
func effectOn(o *sim.Outcome, resource int) int {
	sum := 0
	for _, e := range o.Resources {
		if e.Resource == resource {
			sum += e.Delta
		}
	}
	return sum
}

// gain is the most that an outcome can earn of a resource.
func gain(o *sim.Outcome, resource int) int { return effectOn(o, resource) + branchGain(o, resource) }

// branchGain is the most that the branches of an outcome can earn; of each run, at most one is taken.
func branchGain(o *sim.Outcome, resource int) int {
	sum := 0
	for _, branching := range o.Branches {
		best := 0
		for i := range branching {
			best = max(best, gain(&branching[i].Outcome, resource))
		}
		sum += best
	}
	return sum
}
