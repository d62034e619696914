package report

import "io"

// WriteXLSX writes a workbook with the sheets Ringkasan, Keputusan and Refleksi; see [writeWorkbook]. The error is w's.
func WriteXLSX(w io.Writer, classes []*Class) error {
	return writeWorkbook(w, overviewTable(classes), decisionTable(classes), reflectionTable(classes))
}
