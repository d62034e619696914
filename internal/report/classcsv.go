package report

import "io"

// WriteCSV writes a row for each decision of each run, with a comma or a semicolon between the cells; see [table.writeCSV]. The
// error is w's.
func WriteCSV(w io.Writer, classes []*Class, comma rune) error {
	return decisionTable(classes).writeCSV(w, comma)
}
