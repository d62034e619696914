package report

import (
	"io"
	"strings"

	"mufakat/internal/itemstats"
)

// ItemsFormat is the way in which the ending of a file's name wants the statistics of a test and its items to be written: .xlsx,
// .csv, .txt or .json. The title names the test. CSV has this sign between its cells. The error is a sentence about another ending.
func ItemsFormat(path, title string, r *itemstats.Result, comma rune) (write func(io.Writer) error, err error) {
	switch endingOf(path) {
	case ".xlsx":
		return func(w io.Writer) error { return writeWorkbook(w, itemsTable(r)) }, nil
	case ".csv":
		return func(w io.Writer) error { return WriteItemsCSV(w, r, comma) }, nil
	case ".txt":
		return func(w io.Writer) error { return WriteItems(w, title, r) }, nil
	case ".json":
		return func(w io.Writer) error { return writeJSON(w, r) }, nil
	default:
		return nil, errEnding(path, ".xlsx, .csv, .txt, atau .json")
	}
}

// ItemsFile writes the statistics of a test and its items to a new file and returns its absolute name; see [ItemsFormat] for its
// ending (none: .xlsx), and [NewFile] for the errors.
func ItemsFile(path, title string, r *itemstats.Result) (full string, err error) {
	path = withEnding(path, ".xlsx")
	write, err := ItemsFormat(path, title, r, ',')
	if err != nil && path != "" {
		return "", err
	}
	return NewFile(path, write)
}

// WriteItemsCSV writes a row for each item, and a last one for the whole test, with a comma or a semicolon between the cells;
// see [table.writeCSV]. What cannot be worked out is an empty cell. The error is w's.
func WriteItemsCSV(w io.Writer, r *itemstats.Result, comma rune) error {
	return itemsTable(r).writeCSV(w, comma)
}

// itemsTable is a row for each item, and a last one for the whole test.
func itemsTable(r *itemstats.Result) table {
	t := table{name: "Statistik butir", header: []column{{"Butir", 24}, {"N", 6}, {"Kosong", 8}, {"Nilai maksimum", 10}, {"Rata-rata", 10}, {"Kemudahan (%)", 11},
		{"Simpangan baku", 10}, {"Daya beda", 10}, {"Efisiensi daya beda (%)", 12}, {"Beda 27 % atas-bawah (%)", 12}, {"Bobot rencana (%)", 10},
		{"Bobot efektif (%)", 10}, {"Nilai tebakan (%)", 10}, {"Median", 10}, {"Kemencengan", 12}, {"Keruncingan", 12}, {"Konsistensi internal (%)", 12},
		{"Rasio galat (%)", 10}, {"Galat baku", 10}, {"Catatan", 60}}}
	for i := range r.Items {
		t.rows = append(t.rows, itemRow(&r.Items[i]))
	}
	t.rows = append(t.rows, testRow(&r.Test))
	return t
}

func itemRow(s *itemstats.ItemStats) []any {
	var remarks []string
	for _, f := range s.Flags {
		remarks = append(remarks, f.Sentence())
	}
	return []any{s.Name, s.N, s.BlankCells, s.Max, measureCell(s.Mean), measureCell(scaled(s.Facility, 100)), measureCell(s.SD),
		measureCell(ofFew(s, s.Discrimination)), measureCell(ofFew(s, s.Efficiency)), measureCell(ofFew(s, scaled(s.GroupDifference, 100))),
		measureCell(s.IntendedWeight), measureCell(s.EffectiveWeight), measureCell(scaled(s.Guess, 100)), "", "", "", "", "", "", strings.Join(remarks, " ")}
}

func testRow(t *itemstats.TestStats) []any {
	return []any{"Seluruh tes", t.N, "", t.Max, measureCell(t.Mean), "", measureCell(t.SD), "", "", "", "", "", "",
		measureCell(t.Median), measureCell(t.Skewness), measureCell(t.Kurtosis), measureCell(t.CIC), measureCell(t.ErrorRatio), measureCell(t.StandardError),
		strings.TrimSpace(t.Caution + " " + t.Verdict())}
}

// measureCell is a measure's number, or an empty cell.
func measureCell(m itemstats.Measure) any {
	if !m.Known() {
		return ""
	}
	return m.Value
}
