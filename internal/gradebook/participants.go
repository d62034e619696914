package gradebook

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"mufakat/internal/clean"
)

// maxParticipants is how large a list of participants may be, in bytes: some tens of thousands of people.
const maxParticipants = 4 << 20

// Participants is the list of people in a course, as a learning platform exports it.
type Participants struct{ rows []participant }

type participant struct {
	name  string // folded; may be empty
	nip   string // digits; may be empty
	email string
}

// The names of the columns that count, in English and in Moodle's Indonesian, in small letters.
var participantColumns = [...][]string{
	emailColumn:  {"email address", "alamat email", "alamat surel", "email", "e-mail", "surel"},
	numberColumn: {"id number", "idnumber", "nomor id", "nomor identitas", "nip"},
	nameColumn:   {"full name", "fullname", "nama lengkap", "nama"},
	firstColumn:  {"first name", "firstname", "nama depan"},
	lastColumn:   {"last name", "lastname", "surname", "nama belakang", "nama akhir", "nama keluarga"},
}

const (
	emailColumn = iota
	numberColumn
	nameColumn
	firstColumn
	lastColumn
)

// ReadParticipants reads a list as CSV, with commas, semicolons or tabs between the cells. It has a header with a column of
// e-mail addresses and one of ID numbers or of names; columns beside them do not matter. The error is a sentence on the file
// ("tidak …"), to be read after its name.
func ReadParticipants(from io.Reader) (*Participants, error) {
	source, err := io.ReadAll(io.LimitReader(from, maxParticipants+1))
	switch {
	case err != nil:
		return nil, errors.New("tidak terbaca. Periksa apakah Anda boleh membukanya.")
	case len(source) > maxParticipants:
		return nil, fmt.Errorf("lebih besar dari %d MB, jadi tidak dibaca. Periksa apakah berkasnya benar.", maxParticipants>>20)
	case !utf8.Valid(source) || slices.Contains(source, 0):
		return nil, errors.New("tidak tersimpan sebagai CSV dalam UTF-8. Simpan ulang sebagai “CSV UTF-8”.")
	}
	text := strings.TrimPrefix(string(source), "\ufeff")
	header, _, _ := strings.Cut(text, "\n")
	cells := csv.NewReader(strings.NewReader(text))
	cells.FieldsPerRecord = -1
	cells.LazyQuotes = true
	for _, separator := range ";\t" {
		if strings.Count(header, string(separator)) > strings.Count(header, string(cells.Comma)) {
			cells.Comma = separator
		}
	}
	rows, err := cells.ReadAll()
	if err != nil {
		return nil, errors.New("bukan CSV yang utuh. Ekspor sekali lagi daftar pesertanya dari LMS.")
	}
	if len(rows) == 0 {
		return nil, errors.New("kosong. Ekspor daftar peserta dari LMS sebagai CSV.")
	}
	return participantsOf(rows)
}

// participantsOf understands rows, of which the first is the header.
func participantsOf(rows [][]string) (*Participants, error) {
	var columns [len(participantColumns)]int // -1 where there is none
	for k, names := range participantColumns {
		columns[k] = slices.IndexFunc(rows[0], func(title string) bool {
			return slices.Contains(names, strings.ToLower(clean.Line(title)))
		})
	}
	named := columns[nameColumn] >= 0 || columns[firstColumn] >= 0
	if columns[emailColumn] < 0 || columns[numberColumn] < 0 && !named {
		return nil, errors.New("tidak memuat kolom yang diperlukan. Baris pertamanya harus memuat “Email address”, dan “ID number” (NIP) atau nama.")
	}
	p := &Participants{}
	for _, row := range rows[1:] {
		cell := func(column int) string {
			if at := columns[column]; at >= 0 && at < len(row) {
				return clean.Line(row[at])
			}
			return ""
		}
		who := participant{email: cell(emailColumn), nip: digits(cell(numberColumn)), name: folded(cell(nameColumn))}
		if columns[firstColumn] >= 0 {
			who.name = folded(cell(firstColumn) + " " + cell(lastColumn))
		}
		if strings.Contains(who.email, "@") {
			p.rows = append(p.rows, who)
		}
	}
	return p, nil
}

// Email is the address of a person: of whoever has her NIP, else of the only one who has her name and no other NIP. It is empty
// where there is none.
func (p *Participants) Email(who *Person) string {
	if who.NIP != "" {
		if i := slices.IndexFunc(p.rows, func(r participant) bool { return r.nip == who.NIP }); i >= 0 {
			return p.rows[i].email
		}
	}
	name, email := folded(who.Name), ""
	for _, r := range p.rows {
		if r.name != name || name == "" || r.nip != "" && who.NIP != "" {
			continue
		}
		if email != "" {
			return ""
		}
		email = r.email
	}
	return email
}

// folded makes names equal that differ only in case or blanks.
func folded(name string) string { return strings.ToLower(clean.Line(name)) }

// digits are those of a number as people write it, with blanks or points in it; empty where other signs are in it, which is
// then no NIP.
func digits(number string) string {
	number = strings.NewReplacer(" ", "", ".", "", "'", "").Replace(number)
	if strings.Trim(number, "0123456789") != "" {
		return ""
	}
	return number
}
