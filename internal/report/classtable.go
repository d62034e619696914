package report

import (
	"math"
	"time"
)

// overviewTable has a row for each run, and below them what has to be known to read them.
func overviewTable(classes []*Class) table {
	t := table{name: "Ringkasan", header: []column{{"Kasus", 20}, {"Siapa", 22}, {"NIP", 21}, {"Cara bermain", 18}, {"Mulai", 17}, {"Selesai", 17},
		{"Akhir", 26}, {"Peringkat akhir", 10}, {"Nilai", 8}, {"Nilai acak", 8}, {"Total", 8}, {"Kepercayaan", 12}, {"Komitmen", 12}, {"Pemahaman", 12},
		{"Titik balik", 30}, {"Harga titik balik", 10}, {"Naskah", 10}, {"Berkas", 30}}}
	for _, c := range classes {
		for _, r := range c.Runs {
			var turn string
			var price any = ""
			if i := r.Turn(); i >= 0 {
				turn, price = r.Decisions[i].Title, r.Decisions[i].Price.cell(r.Exact)
			}
			levels, random := r.Score.Levels, r.Score.Random
			t.rows = append(t.rows, []any{c.Case.Title, r.Label, nip(r.Who.NIP), r.Way(), sheetTime(r.Begun), sheetTime(r.Ended),
				r.Ending.Title, rankCell(r.Ending.Rank), r.Score.Process.cell(r.Exact), random.cell(random.Low == random.High), whole(&r.Score.Total),
				whole(levels.Trust), whole(levels.Commitment), whole(levels.Understanding), turn, price, textVersion(r.Case.Text), r.File})
		}
	}
	for _, c := range classes {
		for _, remark := range c.Remarks {
			t.rows = append(t.rows, []any{c.Case.Title, remark})
		}
	}
	return t
}

// decisionTable has a row for each decision of each run.
func decisionTable(classes []*Class) table {
	t := table{name: "Keputusan", header: []column{{"Kasus", 20}, {"Keputusan", 10}, {"Adegan", 26}, {"Siapa", 22}, {"NIP", 21}, {"Cara bermain", 18},
		{"Selesai", 17}, {"Pilihan", 44}, {"Alasan", 44}, {"Harga", 8}, {"Pilihan terbaik", 44}, {"Tangan untuk pilihan ini", 10}, {"Jumlah tangan", 10},
		{"Tangan per pilihan", 44}, {"Akhir", 26}, {"Nilai", 8}, {"Id adegan", 20}, {"Id pilihan", 20}, {"Naskah", 10}, {"Berkas", 30}}}
	for _, c := range classes {
		for n := range c.Decisions {
			d := &c.Decisions[n]
			for _, a := range d.Answers {
				r := &c.Runs[a.Run]
				taken := &r.Decisions[a.Decision]
				var forIt, all any = "", ""
				if len(taken.Hands) > 0 {
					forIt, all = taken.hands()
				}
				t.rows = append(t.rows, []any{c.Case.Title, n + 1, d.heading(), r.Label, nip(r.Who.NIP), r.Way(),
					sheetTime(r.Ended), taken.text(taken.Chosen), taken.Reason, taken.Price.cell(r.Exact), taken.text(taken.Best), forIt, all,
					taken.handsText(), r.Ending.Title, r.Score.Process.cell(r.Exact), taken.Passage, taken.Chosen, textVersion(r.Case.Text), r.File})
			}
		}
	}
	return t
}

// reflectionTable has a row for each text that somebody wrote.
func reflectionTable(classes []*Class) table {
	t := table{name: "Refleksi", header: []column{{"Kasus", 20}, {"Pertanyaan", 32}, {"Siapa", 22}, {"Jawaban", 90}}}
	for _, c := range classes {
		for _, q := range c.Reflection {
			for i, text := range q.Texts {
				if text != "" {
					t.rows = append(t.rows, []any{c.Case.Title, q.Title, c.Runs[i].Label, text})
				}
			}
		}
	}
	return t
}

// hands are how many hands the option taken had, and how many were raised in all.
func (d *RunDecision) hands() (taken, all int) {
	for i, n := range d.Hands {
		all += n
		if d.Options[i].ID == d.Chosen {
			taken = n
		}
	}
	return taken, all
}

// cell is an amount as a whole number, or as text where it is a range.
func (a Amount) cell(exact bool) any {
	if exact {
		return a.Whole
	}
	return a.rangeText()
}

// textVersion is the beginning of a text's hash: enough to tell two texts of a case apart.
func textVersion(hash string) string {
	letters := []rune(hash)
	return string(letters[:min(len(letters), 8)])
}

func rankCell(rank int) any {
	if rank == 0 {
		return ""
	}
	return rank
}

func whole(level *float64) any {
	if level == nil {
		return ""
	}
	return int(math.Round(*level))
}

// sheetTime is a time, in the machine's zone, as every spreadsheet understands it.
func sheetTime(at time.Time) string { return at.Local().Format("2006-01-02 15:04") }
