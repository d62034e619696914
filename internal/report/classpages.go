package report

import (
	"fmt"
	"io"
	"strings"

	"mufakat/internal/debrief"
	"mufakat/internal/sim"
)

// Page is one page of a report on a class, as it is read on a screen and on paper.
type Page struct {
	Title string
	Parts []Part
}

// Part is a part of a page; without a heading it opens the page.
type Part struct {
	Heading string
	Rows    []Row // those without a label come first
}

// Row is a text, which may have several lines, behind a label; without one it is a paragraph.
type Row struct {
	Label, Text string
}

// Pages are the report: an overview, every decision, the endings, and what was written.
func (c *Class) Pages() []Page {
	pages := []Page{c.overview()}
	for i := range c.Decisions {
		pages = append(pages, c.decisionPage(i))
	}
	return append(pages, c.endingsPage(), c.reflectionPage())
}

func (c *Class) overview() Page {
	intro := Part{Rows: []Row{{Text: fmt.Sprintf("%d permainan. Nilai rata-rata %s; memilih acak rata-rata %s.", len(c.Runs), c.Mean.Text(0), c.Random.Text(0))}}}
	for _, remark := range c.Remarks {
		intro.Rows = append(intro.Rows, Row{Text: remark})
	}
	runs := Part{Heading: "Permainan"}
	for _, r := range c.Runs {
		facts := []string{"nilai " + r.AmountText(r.Score.Process), r.Ending.Title, r.Way() + ", " + Date(r.Ended)}
		if i := r.Turn(); i >= 0 {
			facts = append(facts, fmt.Sprintf("titik balik: %s (harga %s)", r.Decisions[i].Title, r.AmountText(r.Decisions[i].Price)))
		}
		if r.Who.NIP != "" {
			facts = append(facts, "NIP "+r.Who.NIP)
		}
		runs.Rows = append(runs.Rows, Row{r.Label, strings.Join(facts, " · ")})
	}
	divided := Part{Heading: "Di sini pendapat terbelah"}
	for i := range c.Decisions {
		if d := &c.Decisions[i]; d.Divided || d.HandsDivided {
			divided.Rows = append(divided.Rows, Row{d.heading(), d.tally()})
		}
	}
	page := Page{"Ringkasan", []Part{intro, runs}}
	if divided.Rows != nil {
		page.Parts = append(page.Parts, divided)
	}
	return page
}

// heading is the decision's title, and for which time a story came past it.
func (d *ClassDecision) heading() string {
	if d.Visit > 1 {
		return fmt.Sprintf("%s (kali ke-%d)", d.Title, d.Visit)
	}
	return d.Title
}

// tally are the options that somebody chose, each with how many, and whether hands were divided too.
func (d *ClassDecision) tally() string {
	var parts []string
	for _, o := range d.Options {
		if o.Runs > 0 {
			parts = append(parts, fmt.Sprintf("%s (%d dari %d)", o.Text, o.Runs, len(d.Answers)))
		}
	}
	if d.HandsDivided {
		parts = append(parts, "tangan terbelah")
	}
	return strings.Join(parts, "; ")
}

// votes is how many of the runs chose an option, and how many hands it had.
func (d *ClassDecision) votes(o ClassOption) string {
	text := fmt.Sprintf("%d dari %d", o.Runs, len(d.Answers))
	if o.Hands > 0 {
		text += fmt.Sprintf(", %d tangan", o.Hands)
	}
	return text
}

func (c *Class) decisionPage(n int) Page {
	d := &c.Decisions[n]
	options := Part{Heading: "Pilihan, dan berapa yang mengambilnya"}
	if len(d.Answers) < len(c.Runs) {
		options.Rows = append(options.Rows, Row{Text: fmt.Sprintf("%d dari %d permainan sampai di adegan ini.", len(d.Answers), len(c.Runs))})
	}
	switch {
	case d.Divided:
		options.Rows = append(options.Rows, Row{Text: "Kelas terbelah: tidak ada pilihan yang diambil tiga perempat kelas."})
	case d.HandsDivided:
		options.Rows = append(options.Rows, Row{Text: "Tangan terbelah: tidak ada pilihan yang mendapat tiga perempat tangan."})
	}
	for _, o := range d.Options {
		options.Rows = append(options.Rows, Row{d.votes(o), o.Text})
	}
	page := Page{fmt.Sprintf("Keputusan %d: %s", n+1, d.heading()), []Part{options}}
	for _, a := range d.Answers {
		page.Parts = append(page.Parts, c.answer(a))
	}
	return page
}

// answer is what one run decided, and why.
func (c *Class) answer(a ClassAnswer) Part {
	r := &c.Runs[a.Run]
	d := &r.Decisions[a.Decision]
	part := Part{r.Label, []Row{{"memilih", d.text(d.Chosen)}}}
	if d.Reason != "" {
		part.Rows = append(part.Rows, Row{"alasan", "“" + d.Reason + "”"})
	}
	if hands := d.handsText(); hands != "" {
		part.Rows = append(part.Rows, Row{"tangan", hands})
	}
	part.Rows = append(part.Rows, Row{"harga", r.AmountText(d.Price)})
	if d.Best != d.Chosen && d.Best != "" {
		part.Rows = append(part.Rows, Row{"lebih baik", d.text(d.Best)})
	}
	return part
}

// text is the text of the option with this id; empty where there is none.
func (d *RunDecision) text(id string) string {
	for _, o := range d.Options {
		if o.ID == id {
			return o.Text
		}
	}
	return ""
}

// handsText names the options that had hands; empty where none were counted.
func (d *RunDecision) handsText() string {
	texts := make([]string, len(d.Options))
	for i, o := range d.Options {
		texts[i] = o.Text
	}
	return debrief.HandsText(texts, d.Hands)
}

func (c *Class) endingsPage() Page {
	page := Page{Title: "Akhir"}
	for _, e := range c.Endings {
		part := Part{Heading: e.Title}
		if e.Rank > 0 {
			part.Heading += fmt.Sprintf(" (peringkat %d)", e.Rank)
		}
		for _, i := range e.Runs {
			r := &c.Runs[i]
			part.Rows = append(part.Rows, Row{r.Label, fmt.Sprintf("nilai %s · total %.0f%s", r.ScoreText(), r.Score.Total, r.Score.Levels.text())})
		}
		page.Parts = append(page.Parts, part)
	}
	return page
}

func (l RunLevels) text() string {
	text := ""
	for i, level := range []*float64{l.Trust, l.Commitment, l.Understanding} {
		if level != nil {
			text += fmt.Sprintf(" · %s %.0f", sim.Criterion(i), *level)
		}
	}
	return text
}

func (c *Class) reflectionPage() Page {
	page := Page{Title: "Refleksi"}
	for _, q := range c.Reflection {
		part := Part{Heading: q.Title}
		if strings.Join(q.Texts, "") == "" {
			part.Rows = []Row{{Text: "Belum ada yang menulis."}}
			page.Parts = append(page.Parts, part)
			continue
		}
		for i, text := range q.Texts {
			if text == "" {
				text = "(belum ditulis)"
			}
			part.Rows = append(part.Rows, Row{c.Runs[i].Label, text})
		}
		page.Parts = append(page.Parts, part)
	}
	return page
}

// WriteClasses writes reports on classes as Markdown, text or JSON. The error is w's.
func WriteClasses(w io.Writer, f Format, classes []*Class) error {
	if f == JSON {
		return writeJSON(w, classes)
	}
	p := printer{format: f}
	for i, c := range classes {
		if i > 0 {
			p.line("")
		}
		p.heading(1, p.literal(c.Title()))
		for _, page := range c.Pages() {
			p.page(page)
		}
	}
	_, err := io.WriteString(w, strings.TrimRight(p.b.String(), "\n")+"\n")
	return err
}

// Title names the case, with its code if it has one.
func (c *Class) Title() string {
	if c.Case.Code == "" {
		return "Laporan kelas: " + c.Case.Title
	}
	return fmt.Sprintf("Laporan kelas: %s (%s)", c.Case.Title, c.Case.Code)
}

func (p *printer) page(page Page) {
	p.heading(2, p.literal(page.Title))
	for _, part := range page.Parts {
		if part.Heading != "" {
			p.heading(3, p.literal(part.Heading))
		}
		listed := false
		for _, row := range part.Rows {
			text := p.literal(row.Text)
			if row.Label == "" {
				p.paragraph(text)
				continue
			}
			listed = true
			p.line("- %s: %s", p.literal(row.Label), strings.ReplaceAll(text, "\n", "\n  "))
		}
		if listed {
			p.line("")
		}
	}
}

// literal is text that somebody typed, so that Markdown draws it as it is.
func (p *printer) literal(text string) string {
	if p.format != Markdown {
		return text
	}
	return strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "<", `\<`, "#", `\#`, "|", `\|`).Replace(text)
}
