// Package appraisal puts the analysis of a case into words, tables and bars for its author: pages of plain text, which
// the command prints and the instructor's screens show.
package appraisal

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"mufakat/internal/analysis"
	"mufakat/internal/plaintext"
	"mufakat/internal/sim"
)

// Page is one page of an appraisal.
type Page struct {
	Title string
	Lines []string // none wider than asked for, but for a word that is
}

// MinWidth is the least width for which pages can be made.
const MinWidth = 60

// Pages are the appraisal of a case, in lines of at most width characters; width counts as [MinWidth] where it is less.
func Pages(c *sim.Case, s *analysis.Survey, width int) []Page {
	w := writer{c: c, s: s, width: max(width, MinWidth)}
	return []Page{
		w.page("Ikhtisar", w.overview),
		w.page("Akhir", w.endings),
		w.page("Keputusan", w.decisions),
		w.page("Pihak", w.people),
		w.page("Pola bermain", w.bots),
	}
}

// writer writes one page at a time.
type writer struct {
	c     *sim.Case
	s     *analysis.Survey
	width int
	lines []string
}

func (w *writer) page(title string, write func()) Page {
	w.lines = nil
	write()
	return Page{title, w.lines}
}

func (w *writer) line(format string, args ...any) {
	w.lines = append(w.lines, strings.TrimRight(fmt.Sprintf(format, args...), " "))
}

// wrapped writes text in as many lines as it takes, each begun with indent.
func (w *writer) wrapped(indent, text string) {
	for _, l := range plaintext.Wrap(text, w.width-len(indent)) {
		w.lines = append(w.lines, indent+l)
	}
}

// left and right fill text with blanks to a width, or cut it.
func left(text string, width int) string {
	text = plaintext.Cut(text, width)
	return text + strings.Repeat(" ", width-utf8.RuneCountInString(text))
}

func right(text string, width int) string {
	return strings.Repeat(" ", max(width-utf8.RuneCountInString(text), 0)) + text
}

func (w *writer) overview() {
	e := w.s.Extremes
	w.extreme("Jalan terbaik", e.Best)
	if !e.Best.Found && e.Best.Exact {
		return
	}
	w.extreme("Jalan terburuk", e.Worst)
	w.line("%s total %s, nilai %s rata-rata", left("Memilih acak", 15), w.total(w.s.Mean), w.s.Mean.Text(0))
	if w.s.Endless > 0 {
		w.line("%s %s permainan acak tidak pernah berakhir", left("", 15), plaintext.Share(w.s.Endless))
	}
	w.line("")
	w.criteria()
	w.histogram()
	w.line("")
	w.wrapped("", w.extent())
	w.line("")
	w.criteriaWays()
}

// criteriaWays tells how to come to the highest and the lowest level of each criterion.
func (w *writer) criteriaWays() {
	w.line("Contoh jalan ke tingkat tertinggi dan terendah")
	for k, cr := range w.s.Criteria {
		if !cr.Counts {
			continue
		}
		for _, way := range []struct {
			name string
			path []int
		}{{"tertinggi", cr.BestPath}, {"terendah", cr.WorstPath}} {
			_, story := w.follow(way.path)
			w.wrapped("  ", fmt.Sprintf("%s %s: %s", sim.Criterion(k), way.name, story))
		}
	}
}

func (w *writer) extreme(title string, e analysis.Extreme) {
	if !e.Found && e.Exact {
		w.line("%s tidak ada: cerita ini tidak pernah berakhir", left(title, 15))
		return
	}
	scale := w.c.Scale()
	total := analysis.Range{Lo: scale.Value(e.Lo), Hi: scale.Value(e.Hi)}
	if !e.Found {
		w.line("%s total %s", left(title, 15), total.Text(1))
		return
	}
	end, way := w.follow(e.Path)
	w.line("%s total %s, %s", left(title, 15), total.Text(1), plaintext.Line(w.c.Endings[end].Title))
	w.wrapped("  ", way)
}

// total is the total that a nilai stands for, as conditions of endings name it; a dash where best and worst are not known.
func (w *writer) total(nilai analysis.Range) string {
	e, scale := w.s.Extremes, w.c.Scale()
	if !e.Exact() || !e.Best.Found {
		return "–"
	}
	worst, best := scale.Value(e.Worst.Lo), scale.Value(e.Best.Lo)
	return analysis.Range{Lo: worst + nilai.Lo/100*(best-worst), Hi: worst + nilai.Hi/100*(best-worst)}.Text(1)
}

// follow is the ending to which a path from the start leads, and the path as a story: the options taken, without those
// that were the only one.
func (w *writer) follow(path []int) (ending int, story string) {
	s := w.c.Start()
	var taken []string
	for _, option := range path {
		p := w.c.Passage(s)
		if p.IsDecision() {
			taken = append(taken, plaintext.Line(p.Choices[option].Text))
		}
		s, _, _ = w.c.Choose(s, option) // paths of a survey can be walked
	}
	return s.At.Index, strings.Join(taken, " → ")
}

// shownFront is how many of the ends that no other beats are told.
const shownFront = 5

func (w *writer) criteria() {
	w.line("%s %s %s", left("Tingkat bersama di akhir", 26), right("terendah", 9), right("tertinggi", 10))
	for k, cr := range w.s.Criteria {
		if cr.Counts {
			w.line("%s %s %s", left(sim.Criterion(k).String(), 26), right(plaintext.Decimal(cr.Worst, 1), 9), right(plaintext.Decimal(cr.Best, 1), 10))
		}
	}
	w.line("")
	if len(w.s.Front) < 2 {
		return
	}
	text := fmt.Sprintf("Tidak semuanya bisa didapat sekaligus: ada %d hasil yang tidak dikalahkan hasil lain pada ketiga kriteria.", len(w.s.Front))
	if len(w.s.Front) > shownFront {
		text += fmt.Sprintf(" Ini %d dengan nilai tertinggi.", shownFront)
	}
	w.wrapped("", text)
	w.line("%s %s %s  %s  akhir", right("kepercayaan", 11), right("komitmen", 9), right("pemahaman", 10), right("nilai", 5))
	for _, f := range w.s.Front[:min(len(w.s.Front), shownFront)] {
		w.line("%s %s %s  %s  %s", right(plaintext.Decimal(f.Levels[0], 1), 11), right(plaintext.Decimal(f.Levels[1], 1), 9), right(plaintext.Decimal(f.Levels[2], 1), 10),
			right(f.Nilai.Text(0), 5), plaintext.Cut(plaintext.Line(w.c.Endings[f.Ending].Title), w.width-41))
	}
	w.line("")
}

// The histogram's height in lines, and the width of a bar in columns.
const (
	barLines = 6
	barWidth = 2
)

// histogram draws the shares of nilai under random play as columns, in half lines.
func (w *writer) histogram() {
	highest := slices.Max(w.s.Histogram[:])
	if highest == 0 {
		return
	}
	w.line("Nilai bila memilih acak")
	for y := barLines - 1; y >= 0; y-- {
		label := ""
		if y == barLines-1 {
			label = plaintext.Share(highest)
		}
		row := right(label, 8) + " │"
		for _, share := range w.s.Histogram {
			halves := int(share/highest*2*barLines+0.5) - 2*y
			if share > 0 && y == 0 {
				halves = max(halves, 1) // what happens at all is seen
			}
			sign := " "
			switch {
			case halves >= 2:
				sign = "█"
			case halves == 1:
				sign = "▄"
			}
			row += strings.Repeat(sign, barWidth)
		}
		w.line("%s", row)
	}
	axis := barWidth * analysis.HistogramBars
	w.line("%s", strings.Repeat(" ", 9)+"└"+strings.Repeat("─", axis))
	w.line("%s", strings.Repeat(" ", 10)+left("0", axis/2)+left("50", axis/2-1)+"100")
}

// extent says how much was followed and how exact it is.
func (w *writer) extent() string {
	states := grouped(uint64(w.s.States))
	switch {
	case w.s.Complete && w.s.Paths.Infinite:
		return fmt.Sprintf("Semua angka tepat: %s keadaan ditelusuri; jumlah jalannya tak hingga karena cerita dapat berputar.", states)
	case w.s.Complete:
		return fmt.Sprintf("Semua angka tepat: %s keadaan ditelusuri pada %s jalan.", states, grouped(w.s.Paths.Number))
	}
	return fmt.Sprintf("Kasus ini terlalu luas untuk ditelusuri seluruhnya. Bagian permainan acak berasal dari contoh permainan dan meleset paling banyak %s; tingkat di akhir dan naik-turunnya hanya dari contoh itu; rentang seperti 40–55 memuat angka yang benar.", plaintext.Share(w.s.Margin))
}

// grouped writes a number with a point before every three digits.
func grouped(n uint64) string {
	digits := fmt.Sprint(n)
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "." + digits[i:]
	}
	return digits
}

// byRank are the endings, the best first; those without a rank last, as written.
func (w *writer) byRank() []int {
	order := make([]int, len(w.c.Endings))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, k int) int { return sim.CompareRanks(w.c.Endings[i].Rank, w.c.Endings[k].Rank) })
	return order
}

func (w *writer) endings() {
	titleWidth := w.width - 43
	w.line("%s %s %s %s %s", left("Akhir", titleWidth), right("peringkat", 9), right("bila acak", 10), right("total", 10), right("nilai", 10))
	for _, i := range w.byRank() {
		e, found := w.c.Endings[i], w.s.Endings[i]
		rank, share, total, nilai := "–", plaintext.Share(found.Share), "–", "–"
		if e.Rank > 0 {
			rank = fmt.Sprint(e.Rank)
		}
		switch {
		case found.Reached == analysis.No:
			share = "tidak ada"
		case found.Reached == analysis.Unknown:
			share = "tak pasti"
		case found.Share > 0:
			total, nilai = w.total(found.Mean), found.Mean.Text(0)
		}
		w.line("%s %s %s %s %s", left(plaintext.Line(e.Title), titleWidth), right(rank, 9), right(share, 10), right(total, 10), right(nilai, 10))
	}
	w.line("")
	w.wrapped("", "“Bila acak” adalah bagian permainan acak yang sampai ke akhir itu, dan “total” dan “nilai” rata-rata permainan tersebut; syarat akhir memakai total. Akhir dengan “tidak ada” tidak dapat tercapai.")
	w.line("")
	w.line("Contoh jalan")
	for _, i := range w.byRank() {
		if path := w.s.Endings[i].Path; path != nil {
			_, story := w.follow(path)
			w.wrapped("  ", plaintext.Line(w.c.Endings[i].Title)+": "+story)
		}
	}
}
