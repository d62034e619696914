package itemstats

import (
	"bytes"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
)

func TestReadCSVForms(t *testing.T) {
	half := .5
	want := &Matrix{
		Items: []Item{{Name: "Q1", Max: 1, Guess: &half}, {Name: "Soal, dua", Max: 2.5}},
		Attempts: []Attempt{
			{ID: "a01", Cells: []Cell{{Mark: 1}, {Mark: 2.5}}},
			{ID: "a02", Cells: []Cell{{Mark: .5}, {State: Blank}}},
		},
	}
	for name, source := range map[string]string{
		"commas":           "id,Q1:1:0.5,\"Soal, dua:2.5\"\na01,1,2.5\na02,0.5,\n",
		"semicolons":       "id;Q1:1:0,5;Soal, dua:2,5\na01;1;2,5\na02;0,5;\n",
		"BOM and CRLF":     "\ufeffid,Q1:1:0.5,\"Soal, dua:2.5\"\r\na01,1,2.5\r\na02,0.5,\r\n",
		"CR":               "id;Q1:1:0.5;Soal, dua:2.5\ra01;1;2.5\ra02;0.5;",
		"quoted":           "\"id\",\"Q1:1:0.5\",\"Soal, dua:2.5\"\n\"a01\",\"1\",\"2,5\"\n\"a02\",\"0,5\",\"\"\n",
		"blank lines":      "\n \nid,Q1:1:0.5,\"Soal, dua:2.5\"\n\na01,1,2.5\n,,\n  \na02,0.5,\n\n",
		"note to Excel":    "sep=;\nid;Q1:1:0,5;Soal, dua:2,5\na01;1;2,5\na02;0,5;\n",
		"spaces":           " ID ; Q1 : 1 : 0.5 ;Soal,\u00a0dua:2.5\n a01 ; 1 ; 2.5\na02;0.5; \n",
		"surplus cells":    "id;Q1:1:0.5;Soal, dua:2.5;;\na01;1;2.5;;\na02;0.5;;;\n",
		"no guess":         "id;Q1:1:0.5;Soal, dua:2.5:\na01;1;2.5\na02;0.5;",
		"invisible letter": "id;Q1:1:0.5;Soal, \x1bdua:2.5\na01;1;2.5\na\u200b02;0.5;",
	} {
		m, err := ReadCSV(strings.NewReader(source))
		if err != nil {
			t.Errorf("%s: %v", name, err)
		} else if !reflect.DeepEqual(m, want) {
			t.Errorf("%s: %+v", name, m)
		}
	}
}

func TestReadCSVDefects(t *testing.T) {
	for _, test := range []struct {
		source string
		want   []string // beginnings of the lines of the error, each with "line:column:"
	}{
		{"id,Q1:1\na,2", []string{"2:3: Nilai a di butir Q1 adalah 2, di atas maksimumnya 1."}},
		{"id,Q1:1\na,-1", []string{"2:3: Nilai a di butir Q1 negatif: -1."}},
		{"id,Q1:1\na,x\nb,1e0\nc,0x1\nd,NaN\ne,-", []string{"2:3: Nilai a di butir Q1 bukan angka: “x”.", "3:3:", "4:3:", "5:3:", "6:3:"}},
		{"id,Q1:1,Q2:1\na,1", []string{"2:3: Baris ini berisi 2 sel, seharusnya 3."}},
		{"id,Q1:1\na,1,5", []string{"2:5: Baris ini berisi 3 sel, seharusnya 2."}},
		{"id,Q1:1\na,0,5\nb,1", []string{"2:5: Baris ini berisi 3 sel, seharusnya 2. Angka dengan koma desimal diapit tanda kutip"}},
		{"id,Q1:1\n\na,1\n a ,0", []string{"4:1: Id “a” sudah ada di baris 3."}},
		{"id;Q1:1\n1,98705E+17;1\n1,98705E+17;0", []string{"3:1: Id “1,98705E+17” sudah ada di baris 2: lembar kerja membulatkannya."}},
		{"id,Q1:1\n,1", []string{"2:1: Baris ini tanpa id."}},
		{"id,Q1,Q2:\na,1,1", []string{"1:4: Butir “Q1” tanpa nilai maksimum. Tulis misalnya Q1:1.", "1:7: Butir “Q2” tanpa nilai maksimum."}},
		{"id,Bab 1: Soal:1,A:B:C:1", []string{"1:4: Nilai maksimum butir “Bab 1” bukan angka: “ Soal”.", "1:18: “A:B:C:1” punya terlalu banyak titik dua."}},
		{"id,Q1:-1,Q2:1:2,Q3:1:x,Q4:9999999", []string{"1:4: Nilai maksimum butir “Q1” harus antara 0 dan 1000000", "1:10: Nilai tebakan butir “Q2” harus", "1:17:", "1:24:"}},
		{"id,Q1:1,Q1:2", []string{"1:9: Butir “Q1” tertulis dua kali; yang pertama butir ke-1."}},
		{"id,Q1:1,,Q2:1", []string{"1:9: Butir ini tanpa nama."}},
		{"nama,Q1:1\na,1", []string{"1:1: Baris pertama harus diawali “id”"}},
		{"id\na", []string{"1:1: Belum ada butir."}},
		{",,\n,", []string{"1:1: Berkas ini hanya berisi sel kosong."}},
		{"id,\"Soal ä\",Q2:1\nb\"c,1,1\nd,1,3", []string{"1:4: Butir “Soal ä” tanpa nilai maksimum.", "2:2: Tanda kutip di baris ini tidak berpasangan.", "3:5: Nilai d di butir Q2 adalah 3"}},
		{"id,\"Q1:1\na,1", []string{"1:1: Tanda kutip di baris ini tidak berpasangan."}},
		{"id,Q1:1\näöü,2", []string{"2:5: Nilai äöü di butir Q1 adalah 2"}},
		{"sep=,\n\nid,Q1:1\na,2\na,1", []string{"4:3:", "5:1: Id “a” sudah ada di baris 4."}},
		{"id" + strings.Repeat(",Q:1", MaxItems+1) + "\na,2", []string{"1:4004: Berkas ini memuat 1001 butir; paling banyak 1000."}},
		{"id,Q1:1\n" + strings.Join(repeat(func(i int) string { return fmt.Sprint(i, ",1\n") }, MaxAttempts+2), ""), []string{"100002:1: Berkas ini memuat lebih dari 100000 peserta"}},
		{"id,Q1:1\n" + strings.Repeat(",2\n", 15), append(repeat(func(i int) string { return fmt.Sprint(2+i/2, ":", 1+i%2, ":") }, 20), "Masih ada 10 kesalahan lain.")},
	} {
		_, err := ReadCSV(strings.NewReader(test.source))
		var defects *Defects
		if !errors.As(err, &defects) {
			t.Errorf("%q: %v", test.source, err)
			continue
		}
		lines := strings.Split(err.Error(), "\n")
		if len(lines) != len(test.want) {
			t.Errorf("%.80q: %d lines, want %d:\n%v", test.source, len(lines), len(test.want), err)
			continue
		}
		for i, line := range lines {
			if !strings.HasPrefix(line, test.want[i]) || !strings.HasSuffix(line, ".") {
				t.Errorf("%.80q: %q, want %q", test.source, line, test.want[i])
			}
		}
	}
}

func repeat(f func(i int) string, n int) (all []string) {
	for i := range n {
		all = append(all, f(i))
	}
	return all
}

func TestReadCSVRefuses(t *testing.T) {
	for want, source := range map[string]string{
		"lebih besar dari 4 MB":         "id,Q1:1\n" + strings.Repeat("a,1\n", MaxSize/4),
		"adalah buku kerja":             "PK\x03\x04 …",
		"tidak tersimpan sebagai UTF-8": "id,Q\xe9:1\na,1\n",
		"tidak tersimpan":               "\xff\xfei\x00d\x00",
		"kosong":                        " \r\n\n",
	} {
		_, err := ReadCSV(strings.NewReader(source))
		var defects *Defects
		if err == nil || errors.As(err, &defects) || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%v, want %q", err, want)
		}
	}
	var endless endlessReader
	if _, err := ReadCSV(&endless); err == nil || endless > 2*MaxSize {
		t.Errorf("%v after %d bytes", err, endless)
	}
}

// endlessReader never ends, and counts.
type endlessReader int

func (r *endlessReader) Read(p []byte) (int, error) {
	*r += endlessReader(len(p))
	return copy(p, bytes.Repeat([]byte{'1'}, len(p))), nil
}

// Whatever a file holds, it is read or refused with sentences, and what was read can be computed and printed.
func FuzzReadCSV(f *testing.F) {
	f.Add("id,Q1:1:0.25,Q2:3\na,1,\nb,0.5,3\n")
	f.Add("sep=;\nid;\"Q;1:1\";Q2:1\na;0,5;1\n\"b\nc\";1;;;\n")
	f.Add("id,\"Q1\n:1\nx,\"\",\n")
	f.Add("id,Q:0\na,0\nb,0\nc,0.0000000000000000000000000000001\n")
	f.Fuzz(func(t *testing.T, source string) {
		m, err := ReadCSV(strings.NewReader(source))
		if err != nil {
			var defects *Defects
			if errors.As(err, &defects) {
				for _, d := range defects.First {
					if d.Line < 1 || d.Column < 1 || d.Sentence == "" {
						t.Errorf("%+v", d)
					}
				}
			}
			return
		}
		for _, a := range m.Attempts {
			for k, c := range a.Cells {
				if c.Mark < 0 || c.Mark > m.Items[k].Max {
					t.Errorf("mark %v of %v", c.Mark, m.Items[k].Max)
				}
			}
		}
		asJSON(t, Compute(m))
	})
}
