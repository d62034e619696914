package report

import (
	"encoding/csv"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"mufakat/internal/itemstats"
)

// WriteItemsCSV writes a row for each item, and a last one for the whole test (RFC 4180, UTF-8 with a byte order mark),
// with a comma or a semicolon between the cells. Beside semicolons, numbers have a decimal comma, as Excel then expects.
// What cannot be worked out is an empty cell. No cell can become a formula. The error is w's.
func WriteItemsCSV(w io.Writer, r *itemstats.Result, comma rune) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.Comma, out.UseCRLF = comma, true
	c := itemCells{decimalComma: comma == ';'}
	header := []string{"Butir", "N", "Kosong", "Nilai maksimum", "Rata-rata", "Kemudahan (%)", "Simpangan baku", "Daya beda", "Efisiensi daya beda (%)",
		"Beda 27 % atas-bawah (%)", "Bobot rencana (%)", "Bobot efektif (%)", "Nilai tebakan (%)", "Median", "Kemencengan", "Keruncingan",
		"Konsistensi internal (%)", "Rasio galat (%)", "Galat baku", "Catatan"}
	rows := [][]string{header}
	for i := range r.Items {
		rows = append(rows, c.item(&r.Items[i]))
	}
	for _, row := range append(rows, c.test(&r.Test)) {
		if err := out.Write(row); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// itemCells makes rows of statistics.
type itemCells struct{ decimalComma bool }

func (c itemCells) item(s *itemstats.ItemStats) []string {
	var remarks []string
	for _, f := range s.Flags {
		remarks = append(remarks, f.Sentence())
	}
	return []string{inert(s.Name), fmt.Sprint(s.N), fmt.Sprint(s.BlankCells), c.number(s.Max), c.measure(s.Mean), c.measure(scaled(s.Facility, 100)), c.measure(s.SD),
		c.measure(ofFew(s, s.Discrimination)), c.measure(ofFew(s, s.Efficiency)), c.measure(ofFew(s, scaled(s.GroupDifference, 100))),
		c.measure(s.IntendedWeight), c.measure(s.EffectiveWeight), c.measure(scaled(s.Guess, 100)), "", "", "", "", "", "", strings.Join(remarks, " ")}
}

func (c itemCells) test(t *itemstats.TestStats) []string {
	return []string{"Seluruh tes", fmt.Sprint(t.N), "", c.number(t.Max), c.measure(t.Mean), "", c.measure(t.SD), "", "", "", "", "", "",
		c.measure(t.Median), c.measure(t.Skewness), c.measure(t.Kurtosis), c.measure(t.CIC), c.measure(t.ErrorRatio), c.measure(t.StandardError),
		strings.TrimSpace(t.Caution + " " + t.Verdict())}
}

func (c itemCells) measure(m itemstats.Measure) string {
	if !m.Known() {
		return ""
	}
	return c.number(m.Value)
}

// number writes a number with at most four decimals.
func (c itemCells) number(x float64) string {
	text := strconv.FormatFloat(math.Round(x*1e4)/1e4, 'f', -1, 64)
	if c.decimalComma {
		text = strings.Replace(text, ".", ",", 1)
	}
	return text
}
