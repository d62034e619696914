package main

import (
	"context"
	"fmt"
	"strings"

	"mufakat/internal/analysis"
	"mufakat/internal/plaintext"
	"mufakat/internal/sim"
)

// playJSON is `main --pilih … --json`. "batas" (of acak: "batas_acak") stands beside a number that is only known to lie
// between two; the number is then the lower of them, and "lengkap" is false.
type playJSON struct {
	Case     string       `json:"kasus"`
	Complete bool         `json:"lengkap"` // every number is exact
	Steps    []stepJSON   `json:"langkah"`
	Finished bool         `json:"selesai"`
	Ending   *endingJSON  `json:"akhir"` // null while unfinished
	Score    scoreJSON    `json:"nilai"`
	Grade    *string      `json:"predikat"` // null while unfinished
	Prices   []float64    `json:"harga"`    // of each step, in points of nilai proses
	Open     []optionJSON `json:"tersedia"` // empty once it is finished
	Random   float64      `json:"acak"`     // mean nilai proses of random play
	RandomIn []float64    `json:"batas_acak,omitempty"`
}

type stepJSON struct {
	Passage string       `json:"adegan"` // id
	Title   string       `json:"judul"`
	Option  string       `json:"opsi"` // id of the option taken
	Options []optionJSON `json:"pilihan"`
	Effect  effectJSON   `json:"akibat"`
	Price   float64      `json:"harga"`
	Bounds  []float64    `json:"batas,omitempty"` // of harga
}

type optionJSON struct {
	Number int    `json:"nomor"` // in the author's order, from 1
	ID     string `json:"id"`
	Text   string `json:"teks"` // Markdown
	Locked bool   `json:"terkunci"`
	Reason string `json:"alasan"` // why it is locked; empty where it is open
}

type effectJSON struct {
	Levels    []levelJSON    `json:"tingkat"`
	Resources []resourceJSON `json:"sumber_daya"`
	Flags     []string       `json:"penanda"`
	Feedback  []string       `json:"umpan_balik"` // Markdown
	Lessons   []string       `json:"pelajaran"`   // Markdown
	Concepts  []string       `json:"konsep"`
}

type levelJSON struct {
	Stakeholder string `json:"pemangku"` // code
	Criterion   string `json:"kriteria"`
	From        int    `json:"dari"`
	To          int    `json:"ke"`
}

type resourceJSON struct {
	Name string `json:"nama"`
	From int    `json:"dari"`
	To   int    `json:"ke"`
}

type endingJSON struct {
	ID    string `json:"id"`
	Title string `json:"judul"`
	Rank  *int   `json:"peringkat"` // null: none given
}

// scoreJSON holds the collaboration's levels as they are; null where a criterion counts for nobody.
type scoreJSON struct {
	Trust         *float64  `json:"kepercayaan"`
	Commitment    *float64  `json:"komitmen"`
	Understanding *float64  `json:"pemahaman"`
	Total         float64   `json:"total"`  // with the ending's cap, once it is finished
	Process       *float64  `json:"proses"` // nilai proses, null while unfinished
	Bounds        []float64 `json:"batas,omitempty"`
}

// playResult is a play with what each of its decisions was worth.
type playResult struct {
	play   *sim.Playthrough
	grades []sim.Grade
	prices analysis.Prices
	random analysis.Range // mean nilai of random play
	exact  bool
}

// evaluate works out what the decisions of a play were worth. The error is ctx's.
func evaluate(ctx context.Context, play *sim.Playthrough, grades []sim.Grade) (*playResult, error) {
	compiled, start := analysis.Compile(play.Case), play.States[0]
	extremes, err := compiled.Extremes(ctx, start, analysis.DefaultLimit)
	if err != nil {
		return nil, err
	}
	prices, err := compiled.Prices(ctx, play, extremes, analysis.DefaultLimit)
	if err != nil {
		return nil, err
	}
	random, err := compiled.RandomPlay(ctx, start, analysis.DefaultLimit)
	if err != nil {
		return nil, err
	}
	return &playResult{play, grades, prices, extremes.ScoreOf(random.Mean), prices.Exact && extremes.Exact() && random.Exact}, nil
}

func (r *playResult) json() playJSON {
	c, state := r.play.Case, r.play.State()
	out := playJSON{
		Case: c.ID, Complete: r.exact, Finished: state.Finished(), Score: r.score(),
		Steps: []stepJSON{}, Prices: []float64{}, Open: optionsJSON(c.Options(state)), Random: r.random.Lo, RandomIn: bounds(r.random),
	}
	for i, step := range r.play.Steps {
		price := r.prices.Steps[i].Price
		p := &c.Passages[step.Passage]
		out.Prices = append(out.Prices, price.Lo)
		out.Steps = append(out.Steps, stepJSON{
			Passage: p.ID, Title: p.Title, Option: p.Choices[step.Option].ID, Options: optionsJSON(c.Options(r.play.States[i])),
			Effect: effect(c, step), Price: price.Lo, Bounds: bounds(price),
		})
	}
	if e := r.ending(); e != nil {
		grade := sim.GradeOf(r.grades, r.prices.Score.Lo)
		out.Ending, out.Grade = &endingJSON{e.ID, e.Title, rank(*e)}, &grade
	}
	return out
}

// ending is the ending that was reached, or nil.
func (r *playResult) ending() *sim.Ending {
	state := r.play.State()
	if !state.Finished() {
		return nil
	}
	return &r.play.Case.Endings[state.At.Index]
}

func (r *playResult) score() scoreJSON {
	c, state := r.play.Case, r.play.State()
	var levels [sim.Criteria]*float64
	for k := range sim.Criterion(sim.Criteria) {
		if level, counts := sim.GroupLevel(state.Levels, k); counts {
			levels[k] = &level
		}
	}
	score := scoreJSON{Trust: levels[sim.Trust], Commitment: levels[sim.Commitment], Understanding: levels[sim.Understanding],
		Total: c.Scale().Value(c.FinalTotal(state))}
	if state.Finished() {
		score.Process, score.Bounds = &r.prices.Score.Lo, bounds(r.prices.Score)
	}
	return score
}

func optionsJSON(options []sim.Option) []optionJSON {
	rows := make([]optionJSON, len(options))
	for i, o := range options {
		rows[i] = optionJSON{o.Index + 1, o.Choice.ID, o.Choice.Text, o.Lock.Locked, o.Lock.Reason}
	}
	return rows
}

func effect(c *sim.Case, step sim.Step) effectJSON {
	e := effectJSON{[]levelJSON{}, []resourceJSON{}, []string{}, []string{}, []string{}, list(step.Concepts)}
	for _, ch := range step.Changes {
		e.Levels = append(e.Levels, levelJSON{c.Stakeholders[ch.Stakeholder].Code, ch.Criterion.String(), ch.From, ch.To})
	}
	for _, ch := range step.Resources {
		e.Resources = append(e.Resources, resourceJSON{c.Resources[ch.Resource].Name, ch.From, ch.To})
	}
	for _, f := range step.Flags {
		e.Flags = append(e.Flags, c.Flags[f])
	}
	for _, b := range step.Feedback {
		if b.Kind == sim.Lesson {
			e.Lessons = append(e.Lessons, b.Markdown)
		} else {
			e.Feedback = append(e.Feedback, b.Markdown)
		}
	}
	return e
}

// text is the same for people.
func (r *playResult) text() string {
	c := r.play.Case
	var b strings.Builder
	fmt.Fprintf(&b, "%s (%s)\n\n", c.Title, c.ID)
	for i, step := range r.play.Steps {
		p := &c.Passages[step.Passage]
		fmt.Fprintf(&b, "%d. %s\n", i+1, p.Title)
		b.WriteString(wrapped(fmt.Sprintf("Dipilih: %s (%s)", plaintext.Line(p.Choices[step.Option].Text), p.Choices[step.Option].ID), "   "))
		b.WriteString(stepText(c, step))
		if p.IsDecision() {
			fmt.Fprintf(&b, "   Harga: %s\n", r.prices.Steps[i].Price.Text(1))
		}
		b.WriteString("\n")
	}
	if e := r.ending(); e != nil {
		fmt.Fprintf(&b, "Akhir: %s (%s)\n", e.Title, e.ID)
		fmt.Fprintf(&b, "Nilai %s dari 100; memilih acak rata-rata %s. Predikat latihan: %s\n", r.prices.Score.Text(1), r.random.Text(1), sim.GradeOf(r.grades, r.prices.Score.Lo))
	} else {
		b.WriteString(r.passageText())
	}
	b.WriteString(r.levelsText())
	if !r.exact {
		b.WriteString("Kasus ini terlalu luas untuk dihitung tepat; rentang memuat angka yang benar.\n")
	}
	return b.String()
}

// stepText is what a decision brought about.
func stepText(c *sim.Case, step sim.Step) string {
	var b strings.Builder
	var lessons strings.Builder // they come last, wherever the author wrote them
	for _, block := range step.Feedback {
		text := plaintext.Line(block.Markdown)
		if block.Kind == sim.Lesson {
			lessons.WriteString(wrapped("Pelajaran: "+text, "   "))
			continue
		}
		b.WriteString(wrapped(text, "   "))
	}
	for _, ch := range step.Changes {
		fmt.Fprintf(&b, "   %s: %s %d → %d\n", plaintext.Line(c.Stakeholders[ch.Stakeholder].Name), ch.Criterion, ch.From, ch.To)
	}
	for _, ch := range step.Resources {
		fmt.Fprintf(&b, "   %s %d → %d\n", c.Resources[ch.Resource].Name, ch.From, ch.To)
	}
	return b.String() + lessons.String()
}

// passageText is the passage where the play stands, with its options.
func (r *playResult) passageText() string {
	c, state := r.play.Case, r.play.State()
	p := c.Passage(state)
	var b strings.Builder
	fmt.Fprintf(&b, "Sekarang: %s\n\n", p.Title)
	for _, block := range p.Text.Show(c, state) {
		b.WriteString(markdownText(block.Markdown) + "\n")
	}
	for _, o := range c.Options(state) {
		text := fmt.Sprintf("%d  %s (%s)", o.Index+1, plaintext.Line(o.Choice.Text), o.Choice.ID)
		if o.Lock.Locked {
			text += "; terkunci: " + plaintext.Line(o.Lock.Reason)
		}
		b.WriteString(wrapped(text, "  "))
	}
	return b.String() + "\n"
}

// levelsText is the state of the collaboration, and the total.
func (r *playResult) levelsText() string {
	score := r.score()
	var parts []string
	for k, level := range []*float64{score.Trust, score.Commitment, score.Understanding} {
		if level != nil {
			parts = append(parts, fmt.Sprintf("%s %s", sim.Criterion(k), plaintext.Decimal(*level, 1)))
		}
	}
	parts = append(parts, "total "+plaintext.Decimal(score.Total, 1))
	return strings.Join(parts, " · ") + "\n"
}
