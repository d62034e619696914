package report

import (
	"io"
	"math"
	"strings"

	"mufakat/internal/gradebook"
	"mufakat/internal/plaintext"
	"mufakat/internal/quiz"
	"mufakat/internal/review"
)

// WriteGradesCSV writes a row for each attempt at an exam, with a column for each item, with a comma or a semicolon between the
// cells; see [table.writeCSV]. The error is w's.
func WriteGradesCSV(w io.Writer, b *gradebook.Book, comma rune) error {
	return gradeTable(b).writeCSV(w, comma)
}

// WriteGradesXLSX writes a workbook with the sheets Nilai (as the CSV has it), Butir, and Bagian dan tanda, and Catatan where
// something has to be known to read them; see [writeWorkbook]. The error is w's.
func WriteGradesXLSX(w io.Writer, b *gradebook.Book) error {
	tables := []table{gradeTable(b), gradedItemTable(b), partTable(b)}
	if remarks := b.Remarks(); remarks != nil {
		t := table{name: "Catatan", header: []column{{"Catatan", 100}}}
		for _, remark := range remarks {
			t.rows = append(t.rows, []any{remark})
		}
		tables = append(tables, t)
	}
	return writeWorkbook(w, tables...)
}

// waits stands in a cell for points that nobody has given yet.
const waits = "menunggu"

// gradeTable has a row for each attempt.
func gradeTable(b *gradebook.Book) table {
	t := table{name: "Nilai", header: []column{{"Nama", 28}, {"NIP", 21}, {"Percobaan", 10}, {"Mulai", 17}, {"Selesai", 17}, {"Lama (menit)", 8},
		{"Nilai", 8}, {"Poin", 8}, {"Poin tertinggi", 9}, {"Hasil", 13}, {"Esai menunggu", 10}, {"Dihitung", 9}, {"Jam dimundurkan", 13}}}
	for i := range b.Items {
		t.header = append(t.header, column{b.Items[i].Label, 10})
	}
	t.header = append(t.header, column{"Berkas", 30})
	for i := range b.People {
		p := &b.People[i]
		best, _ := b.Best(p)
		for n, at := range p.Sheets {
			s := &b.Sheets[at]
			r := s.Result
			row := []any{p.Label, nip(p.NIP), n + 1, sheetTime(s.Attempt.Started), sheetTime(s.Ended()), math.Round(s.Attempt.Used().Minutes()*10) / 10,
				hundredths(r.Percent()), hundredths(r.Points), hundredths(r.Max), outcome(s, r.Pending == 0), r.Pending, yes(s == best), yes(s.Attempt.ClockWasBack())}
			for k := range b.Items {
				row = append(row, pointsCell(s, b.Place(at, k)))
			}
			t.rows = append(t.rows, append(row, baseName(s.Origin)))
		}
	}
	return t
}

// pointsCell is what a sheet earned at a place of its paper; empty where it does not have the item.
func pointsCell(s *gradebook.Sheet, place int) any {
	switch {
	case place < 0:
		return ""
	case s.Result.Items[place].Verdict == quiz.NeedsGrading:
		return waits
	}
	return hundredths(s.Result.Items[place].Points)
}

func hundredths(x float64) float64 { return math.Round(x*100) / 100 }

func yes(holds bool) string {
	if holds {
		return "ya"
	}
	return "tidak"
}

// gradedItemTable has a row for each item: what stands behind the columns of the table of grades.
func gradedItemTable(b *gradebook.Book) table {
	t := table{name: "Butir", header: []column{{"Kolom", 18}, {"Kunci butir", 18}, {"Jenis (Moodle)", 14}, {"Bagian", 18}, {"Tanda", 18}, {"Poin", 8},
		{"Lembar", 8}, {"Rata-rata (%)", 9}, {"Soal", 80}}}
	for k := range b.Items {
		item := &b.Items[k]
		sheets, earned := 0, 0.0
		for at := range b.Sheets {
			place := b.Place(at, k)
			if place < 0 || b.Sheets[at].Result.Items[place].Verdict == quiz.NeedsGrading {
				continue
			}
			sheets++
			earned += b.Sheets[at].Result.Items[place].Fraction
		}
		var mean any = ""
		if sheets > 0 {
			mean = hundredths(100 * earned / float64(sheets))
		}
		t.rows = append(t.rows, []any{item.Label, item.Key, item.Question.Kind.String(), review.SectionTitle(b.Blueprint, item.Section),
			strings.Join(item.Question.Tags, ", "), hundredths(item.Question.Points), sheets, mean, plaintext.Cut(item.Text(), maxCell)})
	}
	return t
}

// maxCell is how many characters of a text a cell gets; Excel opens no file with more than 32,767 in one.
const maxCell = 2000

// partTable has a row for each section and each tag of the attempt that counts for a person.
func partTable(b *gradebook.Book) table {
	t := table{name: "Bagian dan tanda", header: []column{{"Nama", 28}, {"NIP", 21}, {"Menurut", 10}, {"Bagian atau tanda", 28}, {"Poin", 8}, {"Poin tertinggi", 9}, {"Nilai", 8}, {"Hasil", 13}}}
	for i := range b.People {
		p := &b.People[i]
		s, _ := b.Best(p)
		blueprint := s.Attempt.Paper.Blueprint
		for n, section := range s.Result.Sections {
			passed := ""
			if blueprint.Sections[n].Pass > 0 && s.Result.Pending == 0 {
				passed = passedWord(section.Passed)
			}
			t.rows = append(t.rows, []any{p.Label, nip(p.NIP), "bagian", review.SectionTitle(blueprint, n), hundredths(section.Points), hundredths(section.Max), hundredths(section.Percent()), passed})
		}
		for _, o := range s.Attempt.ByTag(s.Result) {
			t.rows = append(t.rows, []any{p.Label, nip(p.NIP), "tanda", o.Tag, hundredths(o.Points), hundredths(o.Max), hundredths(o.Percent()), ""})
		}
	}
	return t
}
