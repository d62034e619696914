package casefile

import (
	"fmt"
	"strings"

	"mufakat/internal/sim"
)

// table is one of the two tables of a case.
type table struct {
	head  phrase
	names []string // of its columns
	ok    bool     // they are the right ones
	rows  []row
}

// row is one line of a table: its cells by column name, in lower case.
type row struct {
	line   phrase
	cells  map[string]phrase
	uneven bool // it has too many cells or too few, which was reported: only the first is sure to be in its column
}

// isTable tells whether a paragraph's lines are a table: a row of cells over a row of dashes.
func (s *source) isTable(lines []span) bool {
	if len(lines) < 2 {
		return false
	}
	return strings.Contains(s.at(lines[0]), "|") && isDelimiterRow(s.at(lines[1]))
}

func isDelimiterRow(text string) bool {
	return strings.ContainsAny(text, "-–—") && strings.Contains(text, "|") && strings.Trim(text, "|-–—: ") == ""
}

// splitRow splits a row at every "|" that no backslash precedes; the outermost ones only frame it.
func splitRow(line phrase) []phrase {
	line = line.trim()
	from, end := 0, len(line.text)
	if strings.HasPrefix(line.text, "|") {
		from = 1
	}
	if end > from && strings.HasSuffix(line.text, "|") && !strings.HasSuffix(line.text, `\|`) {
		end--
	}
	var cells []phrase
	for i := from; i < end; i++ {
		if line.text[i] == '|' && (i == 0 || line.text[i-1] != '\\') {
			cells = append(cells, line.slice(from, i).trim())
			from = i + 1
		}
	}
	return append(cells, line.slice(from, end).trim())
}

// cellText is a cell's text, with "\|" as "|".
func cellText(cell phrase) string { return strings.ReplaceAll(cell.text, `\|`, "|") }

// readTable finds the one table of a section. It returns nil, with a finding reported, where there is none.
func (r *reader) readTable(s *section, columns []string) *table {
	var found *table
	for i := range s.intro {
		n := &s.intro[i]
		if n.kind == paragraph && found == nil {
			if found = r.tableOf(n.lines, columns); found != nil {
				continue
			}
		}
		if n.kind == paragraph && found != nil && strings.HasPrefix(r.src.at(n.lines[0]), "|") {
			r.on(TableGlued, r.src.phrase(n.lines[0]).trim(), "Baris tabel ini terpisah dari tabelnya oleh baris kosong.", "Hapus baris kosong di atasnya, supaya menyatu dengan tabel.")
			r.readRows(found, n.lines)
			continue
		}
		r.at(NotShown, n.offset, 1, "Di bagian “"+s.reserved+"” hanya tabelnya yang dibaca; teks ini tidak akan tampil.", "Pindahkan ke pengantar, di bawah judul kasus.")
	}
	if len(s.parts) > 0 {
		r.on(HeadingPlace, s.parts[0].phrase, "Adegan tidak dapat berada di bagian “"+s.reserved+"”.", "Tulis judul babak di atasnya: “## Babak 1: …”.")
	}
	if found == nil {
		r.on(NoTable, s.phrase, "Bagian “"+s.reserved+"” belum memuat tabel.", "Tulis tabel dengan baris judul: | "+strings.Join(columns, " | ")+" |")
	}
	return found
}

// tableOf reads a paragraph as a table; nil where it holds none. Text glued to it is reported.
func (r *reader) tableOf(lines []span, columns []string) *table {
	first := -1
	for i := 1; i < len(lines) && first < 0; i++ {
		if isDelimiterRow(r.src.at(lines[i])) {
			first = i - 1
		}
	}
	if first < 0 {
		return nil
	}
	for _, sp := range lines[:first] {
		r.on(TableGlued, r.src.phrase(sp).trim(), "Teks ini menempel pada tabel di bawahnya.", "Beri baris kosong di antara teks dan tabel.")
	}
	t := &table{head: r.src.phrase(lines[first]).trim()}
	t.names, t.ok = r.columns(t.head, columns)
	r.readRows(t, lines[first+2:])
	return t
}

// readRows reads the rows below a table's head.
func (r *reader) readRows(t *table, lines []span) {
	for _, sp := range lines {
		line := r.src.phrase(sp).trim()
		if !strings.Contains(line.text, "|") {
			r.on(TableGlued, line, "Teks ini menempel pada tabel di atasnya dan terbaca sebagai barisnya.", "Beri baris kosong di antara tabel dan teks.")
			continue
		}
		cells := splitRow(line)
		switch {
		case t.ok && len(cells) > len(t.names):
			r.on(TableCells, cells[len(t.names)], fmt.Sprintf("Baris ini punya %d sel, tabelnya %d kolom.", len(cells), len(t.names)), `Hapus sel yang lebih; tanda | di dalam sel ditulis \|.`)
		case t.ok && len(cells) < len(t.names):
			r.on(TableCells, line, fmt.Sprintf("Baris ini hanya punya %d sel, tabelnya %d kolom.", len(cells), len(t.names)), "Tambahkan sel yang kurang; tingkat yang tidak dihitung ditulis –.")
		}
		rw := row{line: line, cells: map[string]phrase{}, uneven: len(cells) != len(t.names)}
		for i, name := range t.names {
			if i < len(cells) {
				rw.cells[name] = cells[i]
			}
		}
		t.rows = append(t.rows, rw)
	}
}

// columns reads a table's head: the names of its columns, and whether they are the right ones, in any order.
func (r *reader) columns(head phrase, want []string) (names []string, ok bool) {
	ok = true
	missing := map[string]bool{}
	for _, w := range want {
		missing[strings.ToLower(w)] = true
	}
	for _, cell := range splitRow(head) {
		name := cell.key()
		if missing[name] {
			delete(missing, name)
			names = append(names, name)
			continue
		}
		ok = false
		var open []string
		for _, w := range want {
			if missing[strings.ToLower(w)] {
				open = append(open, w)
			}
		}
		near := Nearest(name, open)
		if len(near) > 0 {
			name = strings.ToLower(near[0])
			delete(missing, name)
		}
		names = append(names, name)
		r.on(TableColumns, cell, "Kolom “"+cell.text+"” tidak dikenal atau sudah ada.", didYouMean(near))
	}
	for _, w := range want {
		if missing[strings.ToLower(w)] {
			ok = false
			r.on(TableColumns, head, "Kolom “"+w+"” tidak ada.", "Baris judul tabel: | "+strings.Join(want, " | ")+" |")
		}
	}
	return names, ok
}

// readStakeholders reads the table of stakeholders.
func (r *reader) readStakeholders(out *outline) {
	s := out.section(stakeholdersTitle)
	if s == nil {
		r.on(NoTable, out.anchor(), "Bagian “"+stakeholdersTitle+"” tidak ada.", "Tulis “## "+stakeholdersTitle+"” dengan tabel para pihak dan tingkat awalnya.")
		return
	}
	t := r.readTable(s, []string{"Kode", "Nama", "Kepentingan", "Kepercayaan", "Komitmen", "Pemahaman"})
	if t == nil {
		return
	}
	if len(t.rows) == 0 {
		r.on(NoTable, t.head, "Tabel ini belum memuat satu pihak pun.", "Tulis satu baris untuk setiap pihak.")
	}
	for _, rw := range t.rows {
		code := rw.cells["kode"]
		if !r.declareName(code, rw.line, r.stakeholders, min(len(r.c.Stakeholders), sim.MaxStakeholders-1)) || len(r.stakeholders) > sim.MaxStakeholders {
			continue
		}
		sh := sim.Stakeholder{Code: code.text, Name: cellText(rw.cells["nama"]), Interest: cellText(rw.cells["kepentingan"])}
		if name, ok := rw.cells["nama"]; ok && name.text == "" && !rw.uneven {
			r.on(BadName, rw.line, "Pihak “"+code.text+"” belum bernama.", "Isi kolom Nama.")
		}
		for k := range sim.Criterion(sim.Criteria) {
			sh.Start[k] = sim.MaxLevel / 2
			if cell, ok := rw.cells[k.String()]; ok && !rw.uneven {
				sh.Start[k] = r.startLevel(cell)
			}
		}
		r.c.Stakeholders = append(r.c.Stakeholders, sh)
		r.places.Stakeholders = append(r.places.Stakeholders, r.place(code))
	}
	r.limit(len(r.stakeholders), sim.MaxStakeholders, "pihak", t.head)
	r.checkStart()
}

// startLevel reads a cell with a level; a dash is [sim.Absent].
func (r *reader) startLevel(cell phrase) int {
	if cell.text == "" {
		r.on(TableNumber, cell, "Sel ini kosong.", "Tulis bilangan 0–100, atau – bila tingkat ini tidak dihitung.")
		return sim.MaxLevel / 2
	}
	if strings.Trim(cell.text, "-–—−") == "" {
		return sim.Absent
	}
	n, ok := wholeNumber(cell.text)
	if !ok || n > sim.MaxLevel {
		r.on(TableNumber, cell, "“"+cell.text+"” bukan bilangan bulat antara 0 dan 100.", "Tulis bilangan 0–100, atau – bila tingkat ini tidak dihitung.")
		return sim.MaxLevel / 2
	}
	return n
}

// readResources reads the table of resources, which a case need not have.
func (r *reader) readResources(out *outline) {
	s := out.section(resourcesTitle)
	if s == nil {
		return
	}
	t := r.readTable(s, []string{"Nama", "Awal"})
	if t == nil {
		return
	}
	for _, rw := range t.rows {
		name := rw.cells["nama"]
		if !r.declareName(name, rw.line, r.resources, min(len(r.c.Resources), sim.MaxResources-1)) || len(r.resources) > sim.MaxResources {
			continue
		}
		start := maxAmount
		if cell, ok := rw.cells["awal"]; ok && !rw.uneven {
			if start, ok = wholeNumber(cell.text); !ok || start > maxAmount {
				r.on(TableNumber, orLine(cell, rw.line), fmt.Sprintf("“%s” bukan bilangan bulat antara 0 dan %d.", cell.text, maxAmount), "Tulis berapa yang ada pada awal cerita.")
				start = maxAmount
			}
		}
		r.c.Resources = append(r.c.Resources, sim.Resource{Name: name.text, Start: start})
		r.places.Resources = append(r.places.Resources, r.place(name))
	}
	r.limit(len(r.resources), sim.MaxResources, "sumber daya", t.head)
}

// maxAmount is the most that there can be of a resource.
const maxAmount = 1_000_000

// orLine is the cell, or its row where the cell is empty.
func orLine(cell, line phrase) phrase {
	if cell.text == "" {
		return line
	}
	return cell
}

// declareName enters a stakeholder's code or a resource's name into the scope; false where it is none.
func (r *reader) declareName(name, line phrase, into map[string]int, index int) bool {
	key := strings.ToLower(name.text)
	switch _, isStakeholder := r.stakeholders[key]; {
	case name.text == "":
		r.on(BadName, line, "Baris ini belum punya nama di kolom pertama.", "Tulis satu kata, misalnya “warga” atau “hari”.")
	case !isWord(name.text) || isDigits(name.text):
		r.on(BadName, name, "“"+name.text+"” tidak dapat dipakai sebagai nama.", "Pakai satu kata tanpa spasi: huruf, angka, dan tanda hubung, misalnya “"+slugOr(name.text, "warga")+"”.")
	case isReserved(key):
		r.on(BadName, name, "“"+name.text+"” sudah punya arti sendiri dalam pernyataan dan syarat.", "Pakai kata lain.")
	default:
		if _, isResource := r.resources[key]; isStakeholder || isResource {
			r.on(NameTwin, name, "“"+name.text+"” sudah dipakai di atas.", "Beri setiap pihak dan setiap sumber daya nama yang berbeda.")
			return false
		}
		into[key] = index
		return true
	}
	return false
}

func slugOr(text, otherwise string) string {
	if s := strings.Trim(slug(text), "-"); s != "" && !isDigits(s) {
		return s
	}
	return otherwise
}

// limit reports that there are more of something than a case may hold.
func (r *reader) limit(n, most int, what string, at phrase) {
	if n > most {
		r.on(TooMany, at, fmt.Sprintf("Ada %d %s; paling banyak %d.", n, what, most), "Gabungkan atau hapus sebagian.")
	}
}

// checkStart warns of starting levels that let one stakeholder decide everything.
func (r *reader) checkStart() {
	const leastStart, mostGap = 25, 15
	for k := range sim.Criterion(sim.Criteria) {
		lowest, second, who := sim.MaxLevel+1, sim.MaxLevel+1, -1
		for i, sh := range r.c.Stakeholders {
			switch level := sh.Start[k]; {
			case level == sim.Absent:
			case level < lowest:
				lowest, second, who = level, lowest, i
			case level < second:
				second = level
			}
		}
		if who < 0 {
			continue
		}
		name := r.c.Stakeholders[who].Code
		at := r.places.Stakeholders[who]
		if lowest < leastStart {
			r.in(LowStart, at, len([]rune(name)), fmt.Sprintf("%s awal “%s” hanya %d.", capital(k.String()), name, lowest),
				fmt.Sprintf("Mulai dari %d atau lebih: di dekat 0 kesalahan berikutnya tidak lagi terasa.", leastStart))
		}
		if second <= sim.MaxLevel && second-lowest > mostGap {
			r.in(FarBehind, at, len([]rune(name)), fmt.Sprintf("%s awal “%s” (%d) tertinggal %d dari yang terendah kedua.", capital(k.String()), name, lowest, second-lowest),
				fmt.Sprintf("Buat selisihnya paling banyak %d: kalau tidak, pihak ini sendirian menentukan segalanya.", mostGap))
		}
	}
}

func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
