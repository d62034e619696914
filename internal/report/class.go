package report

import (
	"cmp"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"mufakat/internal/analysis"
	"mufakat/internal/debrief"
	"mufakat/internal/sim"
)

// Class is what several people or groups made of one case. Its keys as JSON are stable.
type Class struct {
	Case       RunCase         `json:"kasus"`
	Remarks    []string        `json:"catatan"` // sentences on what has to be known to read it
	Mean       analysis.Range  `json:"-"`       // nilai
	Random     analysis.Range  `json:"-"`       // nilai of random play
	Runs       []ClassRun      `json:"permainan"`
	Decisions  []ClassDecision `json:"keputusan"` // in the order of the story
	Endings    []ClassEnding   `json:"akhir"`     // those that were reached, the best first
	Reflection []ClassQuestion `json:"refleksi"`
}

// ClassRun is one run of the class.
type ClassRun struct {
	Label string `json:"siapa"`  // a name for the reader, different from all others of the report
	File  string `json:"berkas"` // without its folder; empty where names are left out
	*RunFile
}

// ClassDecision is one decision of the case with what everybody decided there.
type ClassDecision struct {
	Passage      string        `json:"adegan"` // id
	Visit        int           `json:"kali"`   // 1; more where a story came past the passage again
	Title        string        `json:"judul"`
	Options      []ClassOption `json:"pilihan"`
	Answers      []ClassAnswer `json:"jawaban"` // in the order of the runs; not every run comes past every passage
	Divided      bool          `json:"terbelah"`
	HandsDivided bool          `json:"tangan_terbelah"`
	place        int           // of the passage in the case's text
}

// ClassOption is an option with how many chose it.
type ClassOption struct {
	RunOption
	Runs  int `json:"jumlah"` // of the runs that chose it
	Hands int `json:"tangan"` // of all groups that counted them
}

// ClassAnswer is what one run decided: the decision at an index of the run at an index, both from 0.
type ClassAnswer struct {
	Run      int    `json:"permainan"`
	Decision int    `json:"keputusan"`
	Chosen   string `json:"dipilih"` // option id
}

// ClassEnding is an ending with the indices of the runs that reached it.
type ClassEnding struct {
	RunEnding
	Runs []int `json:"permainan"`
}

// ClassQuestion is one question of the debrief with a text for each run, empty where nothing was written.
type ClassQuestion struct {
	Title string   `json:"judul"`
	Texts []string `json:"jawaban"`
}

// Classes makes a report on each case that the runs are of, in the order in which they come. If nameless is true, no name, NIP or
// file's name is told: people are numbered.
func Classes(runs []Source, nameless bool) []*Class {
	var all []*Class
	for _, s := range runs {
		at := slices.IndexFunc(all, func(c *Class) bool { return c.Case.ID == s.Run.Case.ID })
		if at < 0 {
			at = len(all)
			all = append(all, &Class{Case: s.Run.Case, Remarks: []string{}})
		}
		all[at].addRun(s, nameless)
	}
	for _, c := range all {
		c.finish()
	}
	return all
}

func (c *Class) addRun(s Source, nameless bool) {
	run := *s.Run
	n := len(c.Runs)
	file := baseName(s.File)
	if nameless {
		run.Who, file = RunPlayer{}, ""
	}
	c.Runs = append(c.Runs, ClassRun{Label: c.label(run.Who.Name, file, n), File: file, RunFile: &run})
	visits := map[string]int{}
	for i := range run.Decisions {
		visits[run.Decisions[i].Passage]++
		c.addDecision(n, i, visits[run.Decisions[i].Passage])
	}
	at := slices.IndexFunc(c.Endings, func(e ClassEnding) bool { return e.ID == run.Ending.ID })
	if at < 0 {
		at = len(c.Endings)
		c.Endings = append(c.Endings, ClassEnding{RunEnding: run.Ending})
	}
	c.Endings[at].Runs = append(c.Endings[at].Runs, n)
}

// label is a name for run n that no other run has. Groups that never gave themselves a name all have the same: their files
// tell them apart.
func (c *Class) label(name, file string, n int) string {
	if name == "" {
		name = fmt.Sprintf("Peserta %d", n+1)
	}
	taken := func(label string) bool {
		return slices.ContainsFunc(c.Runs, func(r ClassRun) bool { return r.Label == label })
	}
	label := name
	if base := filepath.Base(file); file != "" && taken(label) {
		label = fmt.Sprintf("%s (%s)", name, strings.TrimSuffix(base, filepath.Ext(base)))
	}
	for i := 2; taken(label); i++ {
		label = fmt.Sprintf("%s (%d)", name, i)
	}
	return label
}

// addDecision adds decision i of run n, which came past its passage for the given time.
func (c *Class) addDecision(n, i, visit int) {
	taken := &c.Runs[n].Decisions[i]
	at := slices.IndexFunc(c.Decisions, func(d ClassDecision) bool { return d.Passage == taken.Passage && d.Visit == visit })
	if at < 0 {
		at = len(c.Decisions)
		c.Decisions = append(c.Decisions, ClassDecision{Passage: taken.Passage, Visit: visit, Title: taken.Title, place: taken.Place})
	}
	d := &c.Decisions[at]
	d.Answers = append(d.Answers, ClassAnswer{n, i, taken.Chosen})
	for k, option := range taken.Options {
		at := slices.IndexFunc(d.Options, func(o ClassOption) bool { return o.ID == option.ID })
		if at < 0 {
			at = len(d.Options)
			d.Options = append(d.Options, ClassOption{RunOption: option})
		}
		if option.ID == taken.Chosen {
			d.Options[at].Runs++
		}
		if len(taken.Hands) > 0 {
			d.Options[at].Hands += taken.Hands[k]
		}
	}
}

// finish works out what needs all runs.
func (c *Class) finish() {
	slices.SortStableFunc(c.Decisions, func(a, b ClassDecision) int {
		return cmp.Or(cmp.Compare(a.place, b.place), cmp.Compare(a.Visit, b.Visit))
	})
	for i := range c.Decisions {
		d := &c.Decisions[i]
		var runs, hands []int
		for _, o := range d.Options {
			runs, hands = append(runs, o.Runs), append(hands, o.Hands)
		}
		_, d.Divided = debrief.Divided(runs)
		_, d.HandsDivided = debrief.Divided(hands)
	}
	slices.SortStableFunc(c.Endings, func(a, b ClassEnding) int { return sim.CompareRanks(a.Rank, b.Rank) })
	for _, r := range c.Runs {
		n := float64(len(c.Runs))
		c.Mean.Lo, c.Mean.Hi = c.Mean.Lo+r.Score.Process.Low/n, c.Mean.Hi+r.Score.Process.High/n
		c.Random.Lo, c.Random.Hi = c.Random.Lo+r.Score.Random.Low/n, c.Random.Hi+r.Score.Random.High/n
	}
	c.reflect()
	c.remark()
}

// reflect brings the texts of all runs under the questions that they answer.
func (c *Class) reflect() {
	put := func(title string, run int, text string) {
		at := slices.IndexFunc(c.Reflection, func(q ClassQuestion) bool { return q.Title == title })
		if at < 0 {
			at = len(c.Reflection)
			c.Reflection = append(c.Reflection, ClassQuestion{title, make([]string, len(c.Runs))})
		}
		c.Reflection[at].Texts[run] = text
	}
	for i, r := range c.Runs {
		put("Siapa yang paling tertinggal?", i, r.Lowest.text())
		for _, a := range r.Answers {
			put(a.Title, i, a.Text)
		}
	}
	for i, r := range c.Runs {
		put("Satu kalimat untuk unit kerja", i, r.Unit)
	}
}

// text is the guess, and whether it was right; empty where nobody guessed.
func (l RunLowest) text() string {
	switch {
	case l.Guess == "" || l.Actual == "":
		return l.Guess
	case l.Guess == l.Actual:
		return l.Guess + " (tepat)"
	}
	return l.Guess + "; ternyata " + l.Actual
}

// remark says where the runs are not of one and the same text, and where numbers are not exact.
func (c *Class) remark() {
	byText := map[string][]string{}
	var texts, changed, inexact []string
	for _, r := range c.Runs {
		if byText[r.Case.Text] == nil {
			texts = append(texts, r.Case.Text)
		}
		byText[r.Case.Text] = append(byText[r.Case.Text], r.Label)
		if r.Changed {
			changed = append(changed, r.Label)
		}
		if !r.Exact {
			inexact = append(inexact, r.Label)
		}
	}
	if len(texts) > 1 {
		var groups []string
		for i, text := range texts {
			groups = append(groups, fmt.Sprintf("naskah %d: %s", i+1, strings.Join(byText[text], ", ")))
		}
		c.Remarks = append(c.Remarks, fmt.Sprintf("Ada %d naskah yang berbeda dari kasus ini (%s). Keputusan disandingkan menurut adegan dan pilihannya; harga dan nilai mengikuti naskah masing-masing, jadi bandingkan dengan hati-hati.",
			len(texts), strings.Join(groups, "; ")))
	}
	if changed != nil {
		c.Remarks = append(c.Remarks, "Naskah kasus berubah sesudah dimainkan, dan nilai mengikuti naskah yang baru: "+strings.Join(changed, ", ")+".")
	}
	if inexact != nil {
		c.Remarks = append(c.Remarks, "Kasus ini terlalu luas untuk dihitung tepat; rentang memuat angka yang benar: "+strings.Join(inexact, ", ")+".")
	}
}
