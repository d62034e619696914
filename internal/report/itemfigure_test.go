package report

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"mufakat/internal/itemstats"
)

// marks are the statistics of an item with two options and of one without, answered by so many people; every third chose wrongly.
func marks(people int) *itemstats.Result {
	m := &itemstats.Matrix{Items: []itemstats.Item{
		{Name: "=A1", Max: 1, Options: []itemstats.Option{{Text: "kunci", Fraction: 1}, {Text: "pengecoh"}}},
		{Name: "B2", Max: 2},
	}}
	for i := range people {
		wrong := 0
		if i%3 == 0 {
			wrong = 1
		}
		m.Attempts = append(m.Attempts, itemstats.Attempt{Cells: []itemstats.Cell{
			{Mark: float64(1 - wrong), Chosen: []int{wrong}}, {Mark: float64(2 - wrong - i%2)},
		}})
	}
	return itemstats.Compute(m)
}

func TestFiguresSayWhyTheyAreMissing(t *testing.T) {
	for _, c := range []struct {
		people         int
		value, missing string
	}{
		{0, "–", "perlu sedikitnya 10 peserta"},
		{9, "–", "perlu sedikitnya 10 peserta"},
		{12, "68,6", ""},
	} {
		r := marks(c.people)
		for _, f := range ItemFigures(&r.Items[0]) {
			if f.Meaning == "" || f.Value == "" || (f.Value == "–") != (f.Missing != "") {
				t.Errorf("%d people: %+v", c.people, f)
			}
			if f.Name == "daya beda" && (f.Value != c.value || f.Missing != c.missing) {
				t.Errorf("%d people: %+v, want %s %s", c.people, f, c.value, c.missing)
			}
		}
	}
}

func TestOptionsInWords(t *testing.T) {
	options := marks(12).Items[0].Options
	for i, want := range []struct{ numbers, remark string }{{"67 % · 8 orang · 1,50", "bernilai 100 %"}, {"33 % · 4 orang · 0,50", ""}} {
		if n, r := OptionNumbers(options[i]), OptionRemark(options[i]); n != want.numbers || r != want.remark {
			t.Errorf("%q %q, want %+v", n, r, want)
		}
	}
	if n := OptionNumbers(marks(0).Items[0].Options[0]); n != "– · 0 orang · –" {
		t.Errorf("of nobody: %q", n)
	}
}

// The ending decides the form, and no cell becomes a formula.
func TestItemsFile(t *testing.T) {
	folder := t.TempDir()
	for name, begins := range map[string]string{"a.csv": "\ufeffButir,N", "a.txt": "Statistik butir: Ujian", "a.json": "{\n", "a.xlsx": "PK", "b": "PK"} {
		full, err := ItemsFile(filepath.Join(folder, name), "Ujian", marks(12))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if text, err := os.ReadFile(full); err != nil || !strings.HasPrefix(string(text), begins) {
			t.Errorf("%s: %.40q %v", name, text, err)
		}
		if filepath.Ext(full) == ".xlsx" {
			book, err := excelize.OpenFile(full)
			if err != nil {
				t.Fatal(err)
			}
			if formula, _ := book.GetCellFormula("Statistik butir", "A2"); formula != "" {
				t.Errorf("formula %q", formula)
			}
			if name, _ := book.GetCellValue("Statistik butir", "A2"); name != "=A1" {
				t.Errorf("the name is %q", name)
			}
			if err := book.Close(); err != nil {
				t.Fatal(err)
			}
		}
	}
	for name, want := range map[string]string{"a.docx": "Akhiran “.docx” tidak dikenal. Pakai .xlsx, .csv, .txt, atau .json.", "a.csv": "sudah ada", "": "masih kosong"} {
		if name != "" {
			name = filepath.Join(folder, name)
		}
		if _, err := ItemsFile(name, "Ujian", marks(12)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
