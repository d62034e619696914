package report

import (
	"encoding/csv"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// WriteCSV writes a row for each decision of each run (RFC 4180, UTF-8 with a byte order mark, by which Excel knows it),
// with a comma or a semicolon between the cells. The error is w's.
//
// No cell can become a formula: see [inert]. An NIP is written in groups, "19870512 201012 1 003", as on letterheads: a
// spreadsheet takes eighteen digits in a row for a number, quoted or not, and rounds it to fifteen.
func WriteCSV(w io.Writer, classes []*Class, comma rune) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.Comma, out.UseCRLF = comma, true
	t := decisionTable(classes)
	for _, row := range append([][]any{t.titles()}, t.rows...) {
		cells := make([]string, len(row))
		for i, cell := range row {
			switch cell := cell.(type) {
			case nip:
				cells[i] = grouped(string(cell))
			case string:
				cells[i] = inert(cell)
			default:
				cells[i] = fmt.Sprint(cell)
			}
		}
		if err := out.Write(cells); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
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
