package check

import (
	"fmt"
	"strings"

	"mufakat/internal/analysis"
	"mufakat/internal/casefile"
	"mufakat/internal/plaintext"
	"mufakat/internal/sim"
)

// locked finds the passages in which a story can get stuck because every option is locked.
func (b *balance) locked(stranding analysis.Stranding) {
	for _, s := range stranding.Passages {
		example := "Semuanya terkunci sejak awal cerita. "
		if len(s.Path) > 0 {
			example = b.way(s.Path)
		}
		b.doc.Add(casefile.AllLocked, casefile.SeverityOf(casefile.AllLocked), b.doc.Places.Passages[s.Passage],
			fmt.Sprintf("Semua pilihan di adegan %s dapat terkunci sekaligus.", quoted(b.c.Passages[s.Passage].Title)), example+"Beri satu pilihan yang selalu terbuka.")
	}
}

// way tells of an example path, with a blank behind it; it is empty where the path is.
func (b *balance) way(path []int) string {
	if len(path) == 0 {
		return ""
	}
	_, ids, _ := b.c.Walk(b.c.Neutral(), path)
	return "Jalan ke sana, misalnya: " + strings.Join(ids, ", ") + ". "
}

// endless finds the passages in which a story can be caught for ever.
func (b *balance) endless() {
	var titles []string
	first := -1
	for i, p := range b.survey.Passages {
		if p.Trap == nil {
			continue
		}
		titles = append(titles, quoted(b.c.Passages[i].Title))
		if first < 0 {
			first = i
		}
	}
	if first < 0 {
		return
	}
	if e := b.survey.Extremes.Best; e.Exact && !e.Found { // then it says as much of every ending
		for _, at := range b.doc.Places.Endings {
			b.withdraw(at, casefile.LostEnding)
		}
	}
	b.add(Endless, b.doc.Places.Passages[first], fmt.Sprintf("Cerita bisa terjebak di %s: dari sana tidak ada lagi jalan ke akhir.", plaintext.Enumerate(titles)),
		b.way(b.survey.Passages[first].Trap)+"Beri satu pilihan yang selalu terbuka dan menuju ke akhir.")
}

// neverReached finds the options, passages and endings to which play never comes. Of those that lie one behind the other
// only the first is told.
func (b *balance) neverReached() {
	led := map[sim.Target]bool{} // where the links of the options lead that can be taken, even if the story never follows them
	for i, p := range b.survey.Passages {
		for k, o := range p.Options {
			if at := b.doc.Places.Choices[i][k]; o.Chosen != analysis.No {
				ch := &b.c.Passages[i].Choices[k]
				led[ch.Target] = true
				addTargets(led, &ch.Outcome)
			} else if p.Reached == analysis.Yes && !b.toldAt(at, casefile.NeverPayable) {
				b.add(NeverOpen, at, "Pilihan ini selalu terkunci, di jalan cerita mana pun.", "Longgarkan syaratnya atau turunkan biayanya.")
			}
		}
	}
	for i, p := range b.survey.Passages {
		if p.Reached == analysis.No && led[sim.Target{Kind: sim.ToPassage, Index: i}] {
			b.add(NeverReached, b.doc.Places.Passages[i], fmt.Sprintf("Adegan %s tertaut, tetapi tidak ada jalan cerita yang sampai ke sana.", quoted(b.c.Passages[i].Title)),
				"Ubah syarat cabang “bila” pada pilihan yang menuju ke sana.")
		}
	}
	finish := led[sim.Target{Kind: sim.ToFinish}] // whether “#akhir” can come as far as this ending
	for i, e := range b.survey.Endings {
		direct, requires := led[sim.Target{Kind: sim.ToEnding, Index: i}], b.c.Endings[i].Requires
		if e.Reached == analysis.No && (finish || direct) {
			proposal := "Longgarkan syaratnya, atau pindahkan akhir ini ke atas akhir yang selalu mendahuluinya."
			switch {
			case direct:
				proposal = "Ubah syarat cabang “bila” pada pilihan yang menuju ke sana."
			case i == 0 && requires != nil:
				proposal = "Longgarkan syaratnya. Tingkat tertinggi yang dapat dicapai tertulis di halaman Ikhtisar dari: mufakat analisis"
			case requires == nil:
				proposal = "Perketat syarat akhir di atasnya: salah satunya selalu terpenuhi lebih dahulu."
			}
			b.add(EndingNever, b.doc.Places.Endings[i], fmt.Sprintf("Akhir %s tidak pernah tercapai, di jalan cerita mana pun.", quoted(b.c.Endings[i].Title)), proposal)
		}
		finish = finish && requires != nil
	}
}

// addTargets adds the links of an outcome's branches.
func addTargets(led map[sim.Target]bool, o *sim.Outcome) {
	for _, branches := range o.Branches {
		for i := range branches {
			if to := branches[i].Target; to != nil {
				led[*to] = true
			}
			addTargets(led, &branches[i].Outcome)
		}
	}
}
