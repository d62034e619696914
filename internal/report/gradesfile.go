package report

import (
	"io"

	"mufakat/internal/gradebook"
)

// GradesFormat is the way in which the ending of a file's name wants grades to be written: .xlsx, .csv or .json. CSV has this sign
// between its cells. The error is a sentence about another ending.
func GradesFormat(path string, b *gradebook.Book, comma rune) (write func(io.Writer) error, err error) {
	switch endingOf(path) {
	case ".xlsx":
		return func(w io.Writer) error { return WriteGradesXLSX(w, b) }, nil
	case ".csv":
		return func(w io.Writer) error { return WriteGradesCSV(w, b, comma) }, nil
	case ".json":
		return func(w io.Writer) error { return WriteGradesJSON(w, b) }, nil
	default:
		return nil, errEnding(path, ".xlsx, .csv, atau .json")
	}
}

// GradesFile writes the grades of an exam to a new file and returns its absolute name; see [GradesFormat] for its ending (none:
// .xlsx), and [NewFile] for the errors.
func GradesFile(path string, b *gradebook.Book) (full string, err error) {
	path = withEnding(path, ".xlsx")
	write, err := GradesFormat(path, b, ',')
	if err != nil && path != "" {
		return "", err
	}
	return NewFile(path, write)
}

// SaveSheet writes a sheet into the file that it was read from, whole or not at all, so that what it was graded stays. The error is a
// sentence.
func SaveSheet(s *gradebook.Sheet) error {
	_, err := ReplaceFile(s.Origin, func(w io.Writer) error { return gradebook.Encode(w, s) })
	return err
}
