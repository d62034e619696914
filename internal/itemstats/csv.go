package itemstats

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"mufakat/internal/clean"
)

// MaxSize is how large a CSV file may be, in bytes: 5,000 attempts at 200 items take half of it.
const MaxSize = 4 << 20

// The most that a file may hold: far more than a class or an exam.
const (
	MaxItems    = 1000
	MaxAttempts = 100_000
)

// maxMark is the most that one item may be worth; Moodle's column for marks ends below it.
const maxMark = 1e6

// ReadCSV reads a matrix from CSV with the header "id,NAME:MAX[:GUESS],…" and a row for each attempt. An empty cell is an
// item left open. Cells are separated by commas or by semicolons, as the header has them; in numbers, a decimal comma is
// accepted, as spreadsheets write it in Indonesia. Empty rows, and empty cells at the end of one, do not count.
//
// The error is [Defects] where the file is a table with mistakes in it, else a sentence on the file ("kosong …", "lebih
// besar …"), to be read after its name.
func ReadCSV(from io.Reader) (*Matrix, error) {
	source, err := io.ReadAll(io.LimitReader(from, MaxSize+1))
	switch {
	case err != nil:
		return nil, errors.New("tidak terbaca. Coba salin ulang dari asalnya.")
	case len(source) > MaxSize:
		return nil, fmt.Errorf("lebih besar dari %d MB, jadi tidak dibaca. Periksa apakah berkasnya benar.", MaxSize>>20)
	case bytes.HasPrefix(source, []byte("PK\x03\x04")):
		return nil, errors.New("adalah buku kerja, bukan CSV. Simpan dulu sebagai “CSV UTF-8” dari Excel.")
	case !utf8.Valid(source) || bytes.IndexByte(source, 0) >= 0:
		return nil, errors.New("tidak tersimpan sebagai UTF-8. Simpan ulang sebagai “CSV UTF-8” dari Excel.")
	}
	text := strings.TrimPrefix(string(source), "\ufeff")
	if !strings.Contains(text, "\n") {
		text = strings.ReplaceAll(text, "\r", "\n") // line breaks of the old Macintosh
	}
	if strings.TrimSpace(text) == "" {
		return nil, errors.New("kosong. Baris pertamanya: id, lalu NAMA:MAKS untuk setiap butir.")
	}
	r := newCSVReader(text)
	m := r.read()
	if len(r.defects.First) > 0 {
		return nil, &r.defects
	}
	return m, nil
}

// csvReader reads one file. Mistakes are collected, and reading goes on behind them.
type csvReader struct {
	cells   *csv.Reader
	text    string // that cells reads
	skipped int    // lines of the file before it
	defects Defects
}

func newCSVReader(text string) *csvReader {
	r := &csvReader{text: text}
	header, rest, more := strings.Cut(r.text, "\n")
	for more && (strings.TrimSpace(header) == "" || strings.HasPrefix(header, "sep=")) { // "sep=;" is a note to Excel
		r.text = rest
		r.skipped++
		header, rest, more = strings.Cut(r.text, "\n")
	}
	r.cells = csv.NewReader(strings.NewReader(r.text))
	r.cells.FieldsPerRecord = -1
	r.cells.ReuseRecord = true
	if i := strings.IndexAny(header, ",;"); i >= 0 && header[i] == ';' { // behind "id"
		r.cells.Comma = ';'
	}
	return r
}

func (r *csvReader) read() *Matrix {
	m := &Matrix{}
	header := r.record()
	if len(r.defects.First) > 0 {
		return m // the row that was found instead is not the header
	}
	if m.Items = r.header(header); len(m.Items) == 0 {
		return m // and so the rows cannot be understood
	}
	rows := map[string]int{} // the line of each id
	for row := r.record(); row != nil; row = r.record() {
		if len(rows) == MaxAttempts {
			r.defect(0, "Berkas ini memuat lebih dari %d peserta; sisanya tidak dibaca. Bagi menjadi beberapa berkas.", MaxAttempts)
			return m
		}
		if a := r.attempt(row, m.Items, rows); len(r.defects.First) == 0 {
			m.Attempts = append(m.Attempts, a)
		}
	}
	return m
}

// record is the next row that is not empty; nil at the end. It holds until the next call.
func (r *csvReader) record() []string {
	for {
		row, err := r.cells.Read()
		if err == io.EOF {
			return nil
		}
		if broken := (*csv.ParseError)(nil); errors.As(err, &broken) {
			column := 1
			if broken.Line == broken.StartLine {
				column = broken.Column
			}
			r.defectAt(broken.StartLine, column, "Tanda kutip di baris ini tidak berpasangan. Tanda kutip di dalam sel ditulis dua kali dan selnya diapit tanda kutip.")
			continue
		}
		if strings.TrimSpace(strings.Join(row, "")) != "" {
			return row
		}
	}
}

// header reads the items; none where the header is beyond understanding.
func (r *csvReader) header(cells []string) []Item {
	if cells == nil {
		r.defectAt(1, 1, "Berkas ini hanya berisi sel kosong. Baris pertamanya: id, lalu NAMA:MAKS untuk setiap butir.")
		return nil
	}
	cells = withoutTail(cells, 1)
	if !strings.EqualFold(strings.TrimSpace(cells[0]), "id") {
		r.defect(0, "Baris pertama harus diawali “id”, lalu NAMA:MAKS untuk setiap butir, misalnya: id,Q1:1,Q2:5. Di sini tertulis “%.40s”.", clean.Line(cells[0]))
	}
	if len(cells) < 2 {
		r.defect(0, "Belum ada butir. Sesudah id, tulis NAMA:MAKS untuk setiap butir, misalnya: id,Q1:1,Q2:5.")
		return nil
	}
	if len(cells)-1 > MaxItems {
		r.defect(MaxItems+1, "Berkas ini memuat %d butir; paling banyak %d. Bagi menjadi beberapa berkas.", len(cells)-1, MaxItems)
		return nil
	}
	items := make([]Item, len(cells)-1)
	columns := map[string]int{}
	for i := range items {
		items[i] = r.item(i+1, cells[i+1])
		name := items[i].Name
		if first, double := columns[name]; double && name != "" {
			r.defect(i+1, "Butir “%.40s” tertulis dua kali; yang pertama butir ke-%d. Beri nama yang berbeda.", name, first)
			continue
		}
		columns[name] = i + 1
	}
	return items
}

// item reads "NAME:MAX[:GUESS]". Where a part cannot be read, the item allows any mark: its marks are no mistakes of theirs.
func (r *csvReader) item(column int, cell string) Item {
	parts := strings.Split(clean.Line(cell), ":")
	item := Item{Name: strings.TrimSpace(parts[0]), Max: maxMark}
	switch {
	case item.Name == "":
		r.defect(column, "Butir ini tanpa nama. Tulis NAMA:MAKS, misalnya Q%d:1.", column)
		return item
	case len(parts) == 1:
		r.defect(column, "Butir “%.40s” tanpa nilai maksimum. Tulis misalnya %.40s:1.", item.Name, item.Name)
		return item
	case len(parts) > 3:
		r.defect(column, "“%.60s” punya terlalu banyak titik dua. Nama butir tidak boleh memuat titik dua; tulis NAMA:MAKS atau NAMA:MAKS:TEBAKAN.", clean.Line(cell))
		return item
	}
	highest, isNumber := number(parts[1])
	switch {
	case strings.TrimSpace(parts[1]) == "":
		r.defect(column, "Butir “%.40s” tanpa nilai maksimum. Tulis misalnya %.40s:1.", item.Name, item.Name)
	case !isNumber:
		r.defect(column, "Nilai maksimum butir “%.40s” bukan angka: “%.40s”. Tulis misalnya %.40s:1; nama butir tidak boleh memuat titik dua.", item.Name, parts[1], item.Name)
	case highest < 0 || highest > maxMark:
		r.defect(column, "Nilai maksimum butir “%.40s” harus antara 0 dan %.0f, bukan %.40s.", item.Name, maxMark, parts[1])
	default:
		item.Max = highest
	}
	if len(parts) < 3 || strings.TrimSpace(parts[2]) == "" {
		return item
	}
	guess, isNumber := number(parts[2])
	if !isNumber || math.Abs(guess) > 1 {
		r.defect(column, "Nilai tebakan butir “%.40s” harus angka antara 0 dan 1, bukan “%.40s”. Empat pilihan dengan satu kunci misalnya 0.25.", item.Name, parts[2])
		return item
	}
	item.Guess = &guess
	return item
}

// attempt reads a row. rows are the lines of the ids before it.
func (r *csvReader) attempt(row []string, items []Item, rows map[string]int) Attempt {
	a := Attempt{ID: clean.Line(row[0]), Cells: make([]Cell, len(items))}
	line, _ := r.cells.FieldPos(0)
	line += r.skipped
	first, double := rows[a.ID]
	switch {
	case a.ID == "":
		r.defect(0, "Baris ini tanpa id. Isi id pesertanya.")
	case double && isRounded(a.ID):
		r.defect(0, "Id “%.40s” sudah ada di baris %d: lembar kerja membulatkannya. Jadikan kolom id teks sebelum menyimpan CSV.", a.ID, first)
	case double:
		r.defect(0, "Id “%.40s” sudah ada di baris %d. Satu peserta satu baris: pakai percobaan pertamanya.", a.ID, first)
	default:
		rows[a.ID] = line
	}
	row = withoutTail(row, len(items)+1)
	if len(row) < len(items)+1 {
		r.defect(len(row)-1, "Baris ini berisi %d sel, seharusnya %d. Sel yang kosong pun perlu pemisahnya.", len(row), len(items)+1)
	}
	if len(row) > len(items)+1 {
		r.defect(len(items)+1, "Baris ini berisi %d sel, seharusnya %d. Angka dengan koma desimal diapit tanda kutip, atau pakai titik koma sebagai pemisah.", len(row), len(items)+1)
		return a // which cell belongs to which item is anybody's guess
	}
	for k := range a.Cells {
		if k+1 < len(row) {
			a.Cells[k] = r.cell(k+1, row[k+1], &items[k], a.ID)
		}
	}
	return a
}

func (r *csvReader) cell(column int, text string, item *Item, id string) Cell {
	if strings.TrimSpace(text) == "" {
		return Cell{State: Blank}
	}
	mark, isNumber := number(text)
	shown := clean.Line(text)
	switch {
	case !isNumber:
		r.defect(column, "Nilai %.40s di butir %.40s bukan angka: “%.40s”. Kosongkan sel bila tidak dijawab.", id, item.Name, shown)
	case mark < 0:
		r.defect(column, "Nilai %.40s di butir %.40s negatif: %.40s. Nilai terendah 0.", id, item.Name, shown)
	case mark > item.Max:
		r.defect(column, "Nilai %.40s di butir %.40s adalah %.40s, di atas maksimumnya %s. Perbaiki nilai itu, atau maksimum di baris pertama.", id, item.Name, shown, strconv.FormatFloat(item.Max, 'f', -1, 64))
	}
	return Cell{Mark: mark}
}

// number reads a decimal number with a point or a comma, and nothing else that Go takes for one: no exponent, no 0x1p-2.
func number(text string) (value float64, ok bool) {
	text = strings.TrimSpace(text)
	if strings.Trim(text, "0123456789.,-+") != "" {
		return 0, false
	}
	value, err := strconv.ParseFloat(strings.Replace(text, ",", ".", 1), 64)
	return value, err == nil
}

// isRounded tells whether an id is a long number as a spreadsheet rounds it: "1,98705E+17".
func isRounded(id string) bool {
	digits, power, found := strings.Cut(strings.ToUpper(id), "E+")
	_, isNumber := number(digits)
	_, err := strconv.Atoi(power)
	return found && isNumber && err == nil
}

// withoutTail drops empty cells at the end, as long as more than least are left.
func withoutTail(cells []string, least int) []string {
	for len(cells) > least && strings.TrimSpace(cells[len(cells)-1]) == "" {
		cells = cells[:len(cells)-1]
	}
	return cells
}

// defect reports a mistake in a cell of the row that was read last.
func (r *csvReader) defect(cell int, format string, args ...any) {
	line, column := r.cells.FieldPos(cell)
	r.defectAt(line, column, format, args...)
}

// defectAt reports a mistake at a line and byte of what cells reads, both from 1.
func (r *csvReader) defectAt(line, column int, format string, args ...any) {
	if len(r.defects.First) == maxDefects {
		r.defects.More++
		return
	}
	text := r.text
	for range line - 1 {
		_, text, _ = strings.Cut(text, "\n")
	}
	d := Defect{Line: line + r.skipped, Column: utf8.RuneCountInString(text[:min(column-1, len(text))]) + 1, Sentence: fmt.Sprintf(format, args...)}
	r.defects.First = append(r.defects.First, d)
}
