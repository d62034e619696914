package scenes

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"mufakat/internal/gradebook"
	"mufakat/internal/plaintext"
	"mufakat/internal/quiz"
	"mufakat/internal/report"
	"mufakat/internal/review"
	"mufakat/internal/ui"
	"mufakat/internal/widget"
)

// classOrder is by what the people of a class are sorted.
type classOrder int

const (
	byName classOrder = iota
	byScore
	byTime
	byPending
	classOrders
)

// String names the order.
func (o classOrder) String() string {
	return [...]string{"nama", "nilai", "waktu", "esai menunggu"}[o]
}

// sortPeople puts the people in the order that is asked for; of equals the book's, which is by name.
func (r *ExamResults) sortPeople() {
	r.people = make([]int, len(r.book.People))
	for i := range r.people {
		r.people[i] = i
	}
	slices.SortStableFunc(r.people, func(a, b int) int {
		x, y := r.standing(a), r.standing(b)
		switch r.sorting {
		case byScore:
			return cmp.Compare(y.counts.Result.Percent(), x.counts.Result.Percent())
		case byTime:
			return cmp.Compare(x.counts.Attempt.Used(), y.counts.Attempt.Used())
		case byPending:
			return y.pending - x.pending
		}
		return 0
	})
}

// standing is what a person has earned so far.
type standing struct {
	*gradebook.Person
	counts  *gradebook.Sheet // the attempt that counts
	pending int              // essays that nobody has graded yet, in all attempts
	back    bool             // the machine's clock was set back in one of them
}

func (r *ExamResults) standing(person int) standing {
	p := &r.book.People[person]
	s := standing{Person: p}
	s.counts, _ = r.book.Best(p)
	for _, i := range p.Sheets {
		sheet := &r.book.Sheets[i]
		s.pending += sheet.Result.Pending
		s.back = s.back || sheet.Attempt.ClockWasBack()
	}
	return s
}

// verdict tells whether the person passed, as far as that is known.
func (r *ExamResults) verdict(s standing, t ui.Theme) string {
	switch {
	case s.pending > 0:
		return t.Accent.Render(fmt.Sprintf("%d esai", s.pending))
	case !r.book.Blueprint.Passable():
		return ""
	case s.counts.Result.Passed:
		return t.Good.Render("ya")
	}
	return t.Bad.Render("belum")
}

// The widths of the table's columns, each with the blank before it.
const (
	nipColumn     = 19
	percentColumn = 8
	pointsColumn  = 10
	timeColumn    = 9
	sectionColumn = 13
	verdictWidth  = 7
)

// personRow is a person's line in the table.
func (r *ExamResults) personRow(person int, f ui.Frame) widget.Item {
	s := r.standing(person)
	name := s.Label
	if n := len(s.Sheets); n > 1 {
		name += fmt.Sprintf(" (%d×)", n)
	}
	result := s.counts.Result
	cells := column(plaintext.Number(result.Percent(), 2), percentColumn)
	if r.bySection {
		for i := range r.shownSections(f) {
			cells += column(plaintext.Number(result.Sections[i].Percent(), 2), sectionColumn)
		}
	} else {
		minutes := fmt.Sprintf("%d mnt", int(s.counts.Attempt.Used().Minutes()))
		if s.back {
			minutes += "*"
		} else {
			minutes += " "
		}
		cells += column(plaintext.Number(result.Points, 2)+"/"+plaintext.Number(result.Max, 2), pointsColumn) + column(minutes, timeColumn)
		if showsNIP(f) {
			cells = column(s.NIP, nipColumn) + cells
		}
	}
	width := rowRoom(f, verdictWidth) - len([]rune(cells))
	return widget.Item{Label: pad(cut(name, width), width) + cells, Right: pad(r.verdict(s, f.Theme), verdictWidth), Search: s.NIP}
}

// showsNIP tells whether there is room for it beside the name; a filter finds it anyway.
func showsNIP(f ui.Frame) bool {
	return rowRoom(f, verdictWidth)-nipColumn-percentColumn-pointsColumn-timeColumn >= leastLabel
}

// shownSections are the titles of as many sections as have room.
func (r *ExamResults) shownSections(f ui.Frame) (titles []string) {
	room := (rowRoom(f, verdictWidth) - leastLabel - percentColumn) / sectionColumn
	for i := range min(len(r.book.Blueprint.Sections), room) {
		titles = append(titles, review.SectionTitle(r.book.Blueprint, i))
	}
	return titles
}

// peopleHead are the titles of the columns.
func (r *ExamResults) peopleHead(f ui.Frame) string {
	cells := column("nilai %", percentColumn)
	if r.bySection {
		for _, title := range r.shownSections(f) {
			cells += column(cut(title, sectionColumn-1), sectionColumn)
		}
	} else {
		cells += column("poin", pointsColumn) + column("waktu ", timeColumn)
		if showsNIP(f) {
			cells = column("NIP", nipColumn) + cells
		}
	}
	return pad("nama", rowRoom(f, verdictWidth)-len([]rune(cells))) + cells + "  lulus"
}

// peopleView draws the class in a line, then everybody.
func (r *ExamResults) peopleView(f ui.Frame) string {
	above := styled(wrap(r.classText(), f.Width-6), f.Theme.Text)
	for i := range above {
		above[i] = "   " + above[i]
	}
	return tableView(above, r.peopleHead(f), &r.table, f, r.room(f))
}

// classText tells of the whole class. Grades that are not final count for nothing.
func (r *ExamResults) classText() string {
	pending, back := 0, false
	for i := range r.book.People {
		s := r.standing(i)
		pending += s.pending
		back = back || s.back
	}
	totals := r.book.Totals()
	facts := []string{fmt.Sprintf("%d peserta", len(r.book.People))}
	if totals.Final > 0 {
		facts = append(facts, "rata-rata "+review.PercentText(totals.Mean))
		if r.book.Blueprint.Passable() {
			facts = append(facts, fmt.Sprintf("lulus %d dari %d", totals.Passed, totals.Final))
		}
	}
	if totals.Waiting > 0 {
		facts = append(facts, fmt.Sprintf("%s, jadi %d peserta belum ikut dihitung", review.PendingText(pending), totals.Waiting))
	}
	if back {
		facts = append(facts, "* jam komputer sempat dimundurkan")
	}
	return strings.Join(facts, " · ")
}

// openPerson opens what a person handed in; of several attempts the choice between them.
func (r *ExamResults) openPerson(p *gradebook.Person) tea.Cmd {
	all := quiz.Reveal{Score: true, Answers: true, Key: true, Feedback: true}
	open := func(attempt int) tea.Cmd {
		return ui.Push(newSheetResult(r.app, r.book.Sheets[p.Sheets[attempt]], all))
	}
	if len(p.Sheets) == 1 {
		return open(0)
	}
	items := make([]widget.Item, len(p.Sheets))
	for i, n := range p.Sheets {
		s := &r.book.Sheets[n]
		note := []string{review.PointsText(s.Result.Points, s.Result.Max)}
		if s.Result.Pending > 0 {
			note = append(note, review.PendingText(s.Result.Pending))
		}
		items[i] = widget.Item{Label: fmt.Sprintf("Percobaan %d, %s", i+1, report.Date(s.Attempt.Started)), Note: strings.Join(note, " · "), Right: review.PercentText(s.Result.Percent())}
	}
	return ui.Push(&choice{ui.Heading{Left: "Percobaan " + p.Label, Right: r.title}, widget.NewMenu(items), open})
}
