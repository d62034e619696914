// Package report writes results for people to keep: a debrief as Markdown, text or a file for the instructor, and what a
// class made of a case, from such files.
package report

import (
	"fmt"
	"io"
	"strings"

	"mufakat/internal/debrief"
	"mufakat/internal/plaintext"
	"mufakat/internal/sim"
)

// Format is the form of a written debrief.
type Format int

// The forms.
const (
	Markdown Format = iota
	Text            // without marks, for a message or an e-mail
	JSON            // a [RunFile], for an instructor's report on the class
)

// Formats are all forms, in the order in which they are offered.
func Formats() []Format { return []Format{Markdown, Text, JSON} }

// Extension is the ending of a file in this form.
func (f Format) Extension() string { return [...]string{".md", ".txt", ".json"}[f] }

// String names the form for people.
func (f Format) String() string {
	return [...]string{"Markdown", "teks biasa", "data untuk laporan kelas"}[f] + " (" + f.Extension() + ")"
}

// Debrief writes a debrief with the trainee's own texts (keys as in package debrief). Its date is that of the run's last
// decision. The error is w's.
func Debrief(w io.Writer, f Format, d *debrief.Debrief, o Origin, notes map[string]string) error {
	if f == JSON {
		return NewRunFile(d, o, notes).Write(w)
	}
	p := printer{format: f}
	c := d.Play.Case
	p.heading(1, c.Title)
	facts := []string{o.Name, "mode " + d.Play.Run.Mode.Way(d.Play.Run.Group)}
	if n := len(d.Play.Run.Decisions); n > 0 {
		facts = append(facts, Date(d.Play.Run.Decisions[n-1].At))
	}
	p.paragraph(strings.Join(facts, " · "))
	p.ending(d, notes[debrief.NoteLowest])
	p.decisions(d)
	p.turns(d)
	p.heading(2, "Tiga kriteria")
	for _, t := range d.Themes {
		p.line("- %s: %.0f → %.0f", t.Criterion, t.Levels[0], t.Levels[len(t.Levels)-1])
	}
	p.line("")
	if c.Actual != "" {
		p.heading(2, "Yang sebenarnya terjadi")
		p.markdown(c.Actual)
	}
	if c.Sources != "" {
		p.heading(2, "Sumber")
		p.markdown(c.Sources)
	}
	p.answers(d, notes)
	if own := strings.TrimSpace(notes[debrief.NoteUnit]); own != "" {
		p.heading(2, "Satu kalimat untuk unit kerja saya")
		p.paragraph(own)
	}
	_, err := io.WriteString(w, strings.TrimRight(p.b.String(), "\n")+"\n")
	return err
}

// printer writes the parts of a report in one format.
type printer struct {
	b      strings.Builder
	format Format
}

func (p *printer) line(format string, args ...any) {
	fmt.Fprintf(&p.b, format+"\n", args...)
}

// paragraph writes text as it is: what a person typed is nobody's Markdown.
func (p *printer) paragraph(text string) { p.line("%s\n", strings.TrimSpace(text)) }

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

// markdown writes what an author wrote.
func (p *printer) markdown(source string) {
	if p.format == Text {
		source = strings.Join(plaintext.Lines(source), "\n")
	}
	p.paragraph(source)
}

func (p *printer) block(b sim.Block) {
	source := b.Markdown
	if b.Kind == sim.Quote && p.format == Markdown {
		source = "> " + strings.ReplaceAll(source, "\n", "\n> ")
	}
	p.markdown(source)
}

func (p *printer) ending(d *debrief.Debrief, guess string) {
	c, state := d.Play.Case, d.Play.State()
	p.heading(2, "Akhir: "+d.Ending.Title)
	for _, b := range append(c.EndingIntro.Show(c, state), d.Ending.Text.Show(c, state)...) {
		p.block(b)
	}
	for _, text := range []string{d.CapText(), d.ScoreText(), d.GradeText(), d.LowestText(guess)} {
		if text != "" {
			p.paragraph(text)
		}
	}
	if len(d.Voices) > 0 {
		p.heading(2, "Kata mereka")
	}
	for _, v := range d.Voices {
		p.paragraph(c.Stakeholders[v.Stakeholder].Name)
		for _, b := range v.Blocks {
			p.block(b)
		}
	}
}

// decisions lists every decision with its reason, its hands and its price.
func (p *printer) decisions(d *debrief.Debrief) {
	p.heading(2, "Keputusan")
	for n, i := range d.Play.Decisions() {
		p.line("%d. %s: %s (harga %s)", n+1, d.Play.Case.Passages[d.Play.Steps[i].Passage].Title, d.OptionText(i), d.PriceText(i))
		if reason := d.Play.Run.Decisions[i].Reason; reason != "" {
			p.line("   “%s”", reason)
		}
		if hands := d.HandsText(i); hands != "" {
			p.line("   Tangan: %s", hands)
		}
	}
	p.line("")
}

func (p *printer) turns(d *debrief.Debrief) {
	title := func(step int) string { return d.Play.Case.Passages[d.Play.Steps[step].Passage].Title }
	if len(d.Turns) > 0 {
		p.heading(2, "Titik balik")
	}
	for _, t := range d.Turns {
		p.line("- %s (harga %s)", title(t.Step), d.PriceText(t.Step))
		p.line("  Anda: %s", d.OptionText(t.Step))
		for _, part := range [][2]string{{"Sesudahnya", d.LaterText(t)}, {"Bila", d.OtherWay(t)}, {"Pelajaran", strings.Join(d.Lessons(t.Step), " ")},
			{"Konsep", strings.Join(d.Play.Steps[t.Step].Concepts, ", ")}} {
			if part[1] != "" {
				p.line("  %s: %s", part[0], part[1])
			}
		}
	}
	if len(d.Turns) > 0 {
		p.line("")
	}
	if len(d.Splits) > 0 {
		p.heading(2, "Di sini kelompok terbelah")
		for _, s := range d.Splits {
			p.line("- %s: %s", title(s.Step), d.HandsText(s.Step))
		}
		p.line("")
	}
}

// answers are the case paper: the own text under every heading, and the model below it, each under its name.
func (p *printer) answers(d *debrief.Debrief, notes map[string]string) {
	if len(d.Play.Case.Answers) > 0 {
		p.heading(2, "Lembar jawab kasus")
	}
	for i, a := range d.Play.Case.Answers {
		own := strings.TrimSpace(notes[debrief.NoteAnswer(i)])
		if own == "" {
			own = "(belum ditulis)"
		}
		p.heading(3, a.Title)
		p.paragraph("Jawaban saya:")
		p.paragraph(own)
		p.paragraph("Pembanding dari penulis kasus:")
		p.markdown(a.Markdown)
	}
}
