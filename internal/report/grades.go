package report

import (
	"fmt"
	"io"
	"strings"

	"mufakat/internal/gradebook"
	"mufakat/internal/plaintext"
)

// The widths of the columns of the text on grades, in characters: with those of the outcome, [lineWidth] in all.
const (
	gradeNameWidth   = 25
	gradeNIPWidth    = 18
	gradeScoreWidth  = 6
	gradePointsWidth = 10
)

// WriteGrades writes what everybody earned in an exam as text for people. The error is w's.
func WriteGrades(w io.Writer, b *gradebook.Book) error {
	var t textLines
	t.line("Nilai ujian: %s", b.Exam.Title)
	count := fmt.Sprintf("%d peserta, %d percobaan", len(b.People), len(b.Sheets))
	if b.Blueprint.Pass > 0 {
		count += fmt.Sprintf(", batas lulus %s", plaintext.Number(b.Blueprint.Pass, 2))
	}
	t.line("%s", count)
	for _, remark := range b.Remarks() {
		t.line("")
		t.paragraph("", remark)
	}
	t.line("")
	t.line("%s", gradeRow("Nama", "NIP", "nilai", "poin", "hasil"))
	for i := range b.People {
		p := &b.People[i]
		best, final := b.Best(p)
		points := plaintext.Number(best.Result.Points, 2) + "/" + plaintext.Number(best.Result.Max, 2)
		t.line("%s", gradeRow(p.Label, p.NIP, plaintext.Number(best.Result.Percent(), 2), points, outcome(best, final)))
	}
	t.line("")
	t.paragraph("", totalsText(b.Totals(), b.Blueprint.Passable()))
	t.paragraph("", "Nilai berskala 100"+bestOf(b)+".")
	_, err := io.WriteString(w, t.String())
	return err
}

// totalsText tells what the grades of a class come to.
func totalsText(t gradebook.Totals, passable bool) string {
	var parts []string
	if t.Final > 0 {
		parts = append(parts, fmt.Sprintf("Rata-rata %s.", plaintext.Number(t.Mean, 2)))
		if passable {
			parts = append(parts, fmt.Sprintf("Lulus: %d dari %d peserta.", t.Passed, t.Final))
		}
	}
	if t.Waiting > 0 {
		parts = append(parts, fmt.Sprintf("%d peserta menunggu penilaian esai: nilainya masih sementara dan belum ikut dihitung di sini. Esai dinilai di layar Pengajar, Ujian dan nilai.", t.Waiting))
	}
	return strings.Join(parts, " ")
}

// bestOf says which attempt counts, where that has to be said.
func bestOf(b *gradebook.Book) string {
	if len(b.Sheets) == len(b.People) {
		return ""
	}
	return ", dari percobaan terbaik setiap peserta"
}

// outcome tells whether a sheet passed; empty where nobody can pass or fail.
func outcome(s *gradebook.Sheet, final bool) string {
	switch {
	case !final:
		return "menunggu"
	case !s.Attempt.Paper.Blueprint.Passable():
		return ""
	}
	return passedWord(s.Result.Passed)
}

func passedWord(passed bool) string {
	if passed {
		return "lulus"
	}
	return "belum lulus"
}

// gradeRow is a line of the table of grades.
func gradeRow(name, nip, score, points, outcome string) string {
	return fmt.Sprintf("%-*s %-*s %*s %*s  %s", gradeNameWidth, plaintext.Cut(name, gradeNameWidth), gradeNIPWidth, nip, gradeScoreWidth, score, gradePointsWidth, points, outcome)
}
