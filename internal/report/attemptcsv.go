package report

import (
	"io"
	"strings"

	"mufakat/internal/gradebook"
	"mufakat/internal/quiz"
	"mufakat/internal/review"
)

// WriteAttemptCSV writes a row for each item of an attempt, with a comma or a semicolon between the cells; see [table.writeCSV].
// What is not told of an item, or not known yet, is an empty cell. The error is w's.
func WriteAttemptCSV(w io.Writer, s *gradebook.Sheet, r *review.Review, comma rune) error {
	t := table{name: "Soal", header: []column{{"Nama", 24}, {"NIP", 24}, {"Ujian", 24}, {"Mulai", 18}, {"Nomor", 8}, {"ID", 12}, {"Judul", 30},
		{"Bagian", 16}, {"Tanda", 16}, {"Jenis", 16}, {"Jawaban", 40}, {"Kunci", 40}, {"Hasil", 18}, {"Poin", 8}, {"Poin maksimum", 8}, {"Catatan penilai", 40}}}
	for _, it := range r.Items {
		given := it.Given
		if it.Blank {
			given = "(tidak dijawab)"
		}
		var points, most any = "", ""
		if it.Show.Score {
			most = it.Max
			if it.Verdict != quiz.NeedsGrading {
				points = it.Points
			}
		}
		t.rows = append(t.rows, []any{s.Name, nip(s.NIP), r.Title, Date(r.Started), it.Number, it.ID, it.Name,
			it.Section, strings.Join(it.Tags, " "), it.KindName, given, it.Right, it.Word, points, most, it.Comment})
	}
	return t.writeCSV(w, comma)
}
