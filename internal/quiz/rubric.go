package quiz

// Rubric says how an essay is scored: aspect by aspect, each on levels that are described.
type Rubric struct {
	ID      string
	Title   string
	Aspects []Aspect
}

// Aspect is one thing that a rubric looks at.
type Aspect struct {
	Title  string
	Text   string   // what is looked for; may be empty
	Weight float64  // of the aspect beside the others; 0 counts as 1
	Levels []string // what earns 0, 1, 2 … points; at least two
}

// Fraction is the share of an essay's points that the levels of its aspects earn, 0–1, and true when every aspect has one;
// else what those that have one earn of the whole. A level is an index into [Aspect.Levels]; -1 is none.
func (r *Rubric) Fraction(levels []int) (fraction float64, complete bool) {
	complete = len(r.Aspects) > 0
	var whole float64
	for i, a := range r.Aspects {
		weight := a.Weight
		if weight == 0 {
			weight = 1
		}
		whole += weight
		if i >= len(levels) || levels[i] < 0 || levels[i] >= len(a.Levels) {
			complete = false
			continue
		}
		fraction += weight * float64(levels[i]) / float64(len(a.Levels)-1)
	}
	if whole == 0 {
		return 0, false
	}
	return fraction / whole, complete
}

// Holistic is the rubric of an essay that names none, or one that nobody knows: a single judgement of the whole.
func Holistic() *Rubric {
	return &Rubric{ID: "", Title: "Penilaian menyeluruh", Aspects: []Aspect{{
		Title: "Jawaban",
		Text:  "Seberapa jauh jawaban ini menjawab yang ditanyakan, dengan alasan dan contoh.",
		Levels: []string{
			"tidak menjawab yang ditanyakan",
			"menyentuh yang ditanyakan, tanpa alasan",
			"menjawab sebagian, dengan alasan yang belum lengkap",
			"menjawab dengan alasan yang jelas",
			"menjawab lengkap, dengan alasan dan contoh yang tepat",
		},
	}}}
}

// Bank is what questions are drawn from, and the rubrics that its essays name.
type Bank struct {
	Questions []*Question
	Rubrics   []Rubric // where several have the same id the first counts
}

// Rubric is how an essay is scored; nil for any other question.
func (b *Bank) Rubric(q *Question) *Rubric {
	if q.Kind != Essay {
		return nil
	}
	for i := range b.Rubrics {
		if q.Rubric != "" && b.Rubrics[i].ID == q.Rubric {
			return &b.Rubrics[i]
		}
	}
	return Holistic()
}

// Item is a question of the bank to be asked by itself, as in practice: what is to be chosen from is shuffled by the seed.
func (b *Bank) Item(q *Question, seed uint64) Item {
	return Item{Question: q, Shown: new(Blueprint).shown(q, random(seed)), Rubric: b.Rubric(q)}
}

// Result is what an answer to the item alone earns; an essay by the levels of its rubric, as soon as every aspect has one.
func (i Item) Result(r Response, levels []int) ItemResult {
	i.Section = 0
	a := Attempt{
		Paper:  &Paper{Blueprint: &Blueprint{Sections: make([]Section, 1)}, Items: []Item{i}},
		Events: []Event{{Kind: Answer, Response: r}},
	}
	if i.Rubric != nil {
		if fraction, complete := i.Rubric.Fraction(levels); complete {
			a.Marks = []Mark{{Fraction: fraction, Levels: levels}}
		}
	}
	return a.Result().Items[0]
}
