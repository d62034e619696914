// Package report writes results for people to keep: Markdown and plain text.
package report

import (
	"fmt"
	"io"
	"strings"
	"time"

	"mufakat/internal/debrief"
	"mufakat/internal/sim"
)

// Format is the form of a written debrief.
type Format int

// The forms.
const (
	Markdown Format = iota
	Text            // without marks, for a message or an e-mail
)

// Extension is the ending of a file in this form.
func (f Format) Extension() string {
	if f == Text {
		return ".txt"
	}
	return ".md"
}

// Debrief writes a debrief with the trainee's own texts (keys as in package debrief). The error is w's.
func Debrief(w io.Writer, f Format, d *debrief.Debrief, name string, finished time.Time, notes map[string]string) error {
	p := printer{format: f}
	c := d.Play.Case
	p.heading(1, c.Title)
	p.line("%s · %s · mode %s", name, Date(finished), modeName(d.Play.Run))
	p.line("")
	p.heading(2, "Akhir: "+d.Ending.Title)
	for _, b := range d.Ending.Text.Show(c, d.Play.State()) {
		p.block(b)
	}
	p.line("%s", d.ScoreText())
	p.line("")
	p.line("Predikat latihan (bukan predikat resmi): %s", d.Grade)
	p.line("")
	p.decisions(d)
	p.turns(d)
	p.voices(d)
	p.heading(2, "Tiga kriteria")
	for _, t := range d.Themes {
		p.item("%s: %.0f → %.0f", t.Criterion, t.Levels[0], t.Levels[len(t.Levels)-1])
	}
	p.line("")
	if c.Actual != "" {
		p.heading(2, "Yang sebenarnya terjadi")
		p.text(c.Actual)
	}
	if len(c.Answers) > 0 {
		p.heading(2, "Lembar jawab kasus")
	}
	for i, a := range c.Answers {
		p.heading(3, a.Title)
		if own := strings.TrimSpace(notes[debrief.NoteAnswer(i)]); own != "" {
			p.line("Jawaban saya:")
			p.line("")
			p.text(own)
			p.line("Pembanding:")
			p.line("")
		}
		p.text(a.Markdown)
	}
	if own := strings.TrimSpace(notes[debrief.NoteUnit]); own != "" {
		p.heading(2, "Satu kalimat untuk unit kerja saya")
		p.text(own)
	}
	_, err := io.WriteString(w, strings.TrimRight(p.b.String(), "\n")+"\n")
	return err
}

func modeName(r sim.Run) string {
	if r.Group {
		return r.Mode.String() + " kelompok"
	}
	return r.Mode.String()
}

// printer writes the parts of a report in one format.
type printer struct {
	b      strings.Builder
	format Format
}

func (p *printer) line(format string, args ...any) {
	fmt.Fprintf(&p.b, format+"\n", args...)
}

func (p *printer) heading(level int, title string) {
	if p.format == Markdown {
		p.line("%s %s\n", strings.Repeat("#", level), title)
		return
	}
	p.line("%s", title)
	if level < 3 {
		p.line("%s", strings.Repeat([]string{"=", "-"}[level-1], len([]rune(title))))
	}
	p.line("")
}

func (p *printer) item(format string, args ...any) { p.line("- "+format, args...) }

// text writes an author's or a trainee's Markdown.
func (p *printer) text(markdown string) {
	p.line("%s\n", p.plain(strings.TrimSpace(markdown)))
}

// plain drops the marks of emphasis where the format has none.
func (p *printer) plain(markdown string) string {
	if p.format == Text {
		return strings.NewReplacer("**", "", "### ", "").Replace(markdown)
	}
	return markdown
}

func (p *printer) block(b sim.Block) {
	text := b.Markdown
	if b.Kind == sim.Quote && p.format == Markdown {
		text = "> " + strings.ReplaceAll(text, "\n", "\n> ")
	}
	p.text(text)
}

// decisions lists every decision with its reason and its price.
func (p *printer) decisions(d *debrief.Debrief) {
	c := d.Play.Case
	p.heading(2, "Keputusan")
	n := 0
	for _, i := range d.Play.Decisions() {
		step := d.Play.Steps[i]
		passage := &c.Passages[step.Passage]
		n++
		p.line("%d. %s: %s (harga %s)", n, passage.Title, p.plain(passage.Choices[step.Option].Text), d.PriceText(i))
		if reason := d.Play.Run.Decisions[i].Reason; reason != "" {
			p.line("   “%s”", reason)
		}
		if hands := d.Play.Run.Decisions[i].Hands; hands != nil {
			p.line("   tangan terangkat per pilihan: %s", strings.Trim(fmt.Sprint(hands), "[]"))
		}
	}
	p.line("")
}

func (p *printer) turns(d *debrief.Debrief) {
	if len(d.Turns) == 0 {
		return
	}
	c := d.Play.Case
	p.heading(2, "Titik balik")
	for _, t := range d.Turns {
		step := d.Play.Steps[t.Step]
		passage := &c.Passages[step.Passage]
		p.item("%s (harga %s)", passage.Title, d.PriceText(t.Step))
		p.line("  Anda: %s", p.plain(passage.Choices[step.Option].Text))
		if t.Best >= 0 {
			p.line("  Bila: %s, lalu sebaik mungkin: masih sampai %s", p.plain(passage.Choices[t.Best].Text), debrief.RangeText(t.Before))
		}
		if len(step.Concepts) > 0 {
			p.line("  Konsep: %s", strings.Join(step.Concepts, ", "))
		}
	}
	p.line("")
}

func (p *printer) voices(d *debrief.Debrief) {
	if len(d.Voices) == 0 {
		return
	}
	p.heading(2, "Kata mereka")
	for _, v := range d.Voices {
		p.line("%s", d.Play.Case.Stakeholders[v.Stakeholder].Name)
		p.line("")
		for _, b := range v.Blocks {
			p.block(b)
		}
	}
}
