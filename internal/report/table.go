package report

import (
	"encoding/csv"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// table is a sheet of a report: rows below a header. A cell is a string, an int, a float64 or a nip.
type table struct {
	name   string
	header []column
	rows   [][]any
}

// column is the title of a column, and how wide a spreadsheet draws it, in characters.
type column struct {
	title string
	width float64
}

// nip is a civil servant's number: digits that are no number.
type nip string

// titles are the header as a row.
func (t table) titles() []any {
	row := make([]any, len(t.header))
	for i, h := range t.header {
		row[i] = h.title
	}
	return row
}

// writeCSV writes the table as RFC 4180 has it, in UTF-8 with a byte order mark, by which Excel knows it, with a comma or a
// semicolon between the cells. Beside semicolons, numbers have a decimal comma, as Excel then expects.
//
// No cell can become a formula: see [inert]. An NIP is written in groups, "19870512 201012 1 003", as on letterheads: a
// spreadsheet takes eighteen digits in a row for a number, quoted or not, and rounds it to fifteen.
func (t table) writeCSV(w io.Writer, comma rune) error {
	rows := make([][]string, 0, 1+len(t.rows))
	for _, row := range append([][]any{t.titles()}, t.rows...) {
		cells := make([]string, len(row))
		for i, cell := range row {
			switch cell := cell.(type) {
			case nip:
				cells[i] = grouped(string(cell))
			case string:
				cells[i] = inert(cell)
			case float64:
				cells[i] = csvNumber(cell, comma)
			default:
				cells[i] = fmt.Sprint(cell)
			}
		}
		rows = append(rows, cells)
	}
	return writeCSV(w, rows, comma)
}

// writeCSV writes rows of cells that are ready.
func writeCSV(w io.Writer, rows [][]string, comma rune) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.Comma, out.UseCRLF = comma, true
	return out.WriteAll(rows)
}

// csvNumber is a number with at most four decimals, behind a comma where cells are separated by semicolons.
func csvNumber(x float64, comma rune) string {
	text := strconv.FormatFloat(math.Round(x*1e4)/1e4, 'f', -1, 64)
	if comma == ';' {
		text = strings.Replace(text, ".", ",", 1)
	}
	return text
}

// formulas are the signs with which a formula can begin, the wide ones of East Asian keyboards included.
const formulas = "=+-@\t\r\n＝＋－＠"

// inert is text that no spreadsheet takes for a formula: what begins like one gets an apostrophe, as OWASP advises. So does
// what would begin like one if the file were split at the other separator: Excel splits at semicolons where the comma is
// for decimals, whatever the file was written with. A sign that ends the text ("Rp10.000,-") begins nothing.
func inert(text string) string {
	var b strings.Builder
	begins := true
	for i, r := range text {
		ends := i > 0 && i+utf8.RuneLen(r) == len(text)
		if begins && strings.ContainsRune(formulas, r) && !ends {
			b.WriteByte('\'')
		}
		b.WriteRune(r)
		begins = r == ',' || r == ';'
	}
	return b.String()
}

// grouped is an NIP as people write it: the day of birth, the month of appointment, the sex, a serial number. A number of
// another length stays as it is.
func grouped(nip string) string {
	if len(nip) != 18 {
		return inert(nip)
	}
	return strings.Join([]string{nip[:8], nip[8:14], nip[14:15], nip[15:]}, " ")
}
