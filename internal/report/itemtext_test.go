package report

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"
	"unicode/utf8"

	"mufakat/internal/itemstats"
)

// choices is a test of 12 people in which the choices on the first item are known.
func choices() *itemstats.Result {
	m := &itemstats.Matrix{Items: []itemstats.Item{
		{Name: "Pilihan dengan nama yang jauh lebih panjang daripada kolomnya", Max: 1,
			Options: []itemstats.Option{{Text: "Dengarkan dulu semua pihak, lalu tulis bersama apa yang dipahami masing-masing", Fraction: 1}, {Text: "Kirim surat"}, {Text: "Diam"}}},
		{Name: "+SUM(A1)", Max: 11},
	}}
	for i := range 12 {
		a := itemstats.Attempt{Cells: []itemstats.Cell{{Chosen: []int{0}, Mark: 1}, {Mark: float64(i)}}}
		if i > 8 {
			a.Cells[0] = itemstats.Cell{Chosen: []int{1}}
		}
		m.Attempts = append(m.Attempts, a)
	}
	return itemstats.Compute(m)
}

func TestItemsAsText(t *testing.T) {
	var b bytes.Buffer
	if err := WriteItems(&b, "kelas.csv", choices()); err != nil {
		t.Fatal(err)
	}
	text := b.String()
	for _, want := range []string{
		"12 peserta, 2 butir, nilai maksimum 12\n",
		"\nPilihan dengan…    12      0  75,0  0,45  -75,3 ",
		"\n                   Ada pengecoh yang dipilih peserta yang lebih kuat\n",
		"(N = 12)\n",
		"\n       9    75 %   4,00  Dengarkan dulu semua pihak, lalu tulis bersama apa\n                         yang dipahami masing-masing (bernilai 100 %)\n",
		"\n       3    25 %  10,00  Kirim surat (pemilihnya lebih kuat daripada pemilih\n                         kunci)\n",
		"\n       0     0 %      –  Diam\n",
		"\nSeluruh tes (N = 12)\n",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
	for line := range strings.Lines(text) {
		if utf8.RuneCountInString(line) > lineWidth+1 {
			t.Errorf("too long: %q", line)
		}
	}
}

func TestItemsAsCSV(t *testing.T) {
	for _, comma := range ",;" {
		var b bytes.Buffer
		if err := WriteItemsCSV(&b, choices(), comma); err != nil {
			t.Fatal(err)
		}
		r := csv.NewReader(strings.NewReader(strings.TrimPrefix(b.String(), "\ufeff")))
		r.Comma = comma
		rows, err := r.ReadAll() // refuses rows of different lengths
		if err != nil {
			t.Fatal(err)
		}
		if len(rows) != 4 || rows[2][0] != "'+SUM(A1)" || rows[3][0] != "Seluruh tes" {
			t.Errorf("rows: %q", rows)
		}
		want := "-75.2618"
		if comma == ';' {
			want = "-75,2618"
		}
		if rows[0][7] != "Daya beda" || rows[1][7] != want || rows[1][11] != "" {
			t.Errorf("%q %q, want %q", rows[0][7], rows[1], want)
		}
	}
}
