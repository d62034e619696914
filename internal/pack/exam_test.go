package pack_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"mufakat/internal/pack"
	"mufakat/internal/quiz"
)

// manifestOf is a manifest with the keys that every pack has, and more.
func manifestOf(t *testing.T, more string) pack.Manifest {
	t.Helper()
	m, err := pack.Open(fstest.MapFS{"paket.yaml": {Data: []byte("nama: uji\njudul: Uji\n" + more)}}).Manifest()
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestExam(t *testing.T) {
	exams := manifestOf(t, `ujian:
  - id: akhir-modul
    judul: Akhir modul
    menit: 40
    lulus: 70
    percobaan: 2
    acak: pilihan
    tampilkan: [nilai, kunci]
    bagian:
      - {judul: Konsep, soal: [{tanda: C-07, jumlah: 3}, {jumlah: 2}]}
      - {judul: Hukum, lulus: 60, soal: [{tanda: [L-01, C3], jumlah: 4}]}
  - id: pra-uji
    judul: Pra-uji
    soal: {jumlah: 10}
`).Exams
	want := quiz.Blueprint{ID: "akhir-modul", Title: "Akhir modul", Minutes: 40, Pass: 70, Attempts: 2, KeepItems: true,
		After: quiz.Reveal{Score: true, Key: true}, Sections: []quiz.Section{
			{Title: "Konsep", Draws: []quiz.Draw{{Tags: []string{"C-07"}, Number: 3, Line: 12}, {Number: 2, Line: 12}}},
			{Title: "Hukum", Pass: 60, Draws: []quiz.Draw{{Tags: []string{"L-01", "C3"}, Number: 4, Line: 13}}},
		}}
	if len(exams) != 2 || !reflect.DeepEqual(exams[0].Blueprint, want) || len(exams[0].Problems) > 0 || exams[0].Size() != 9 {
		t.Errorf("%+v", exams)
	}
	if e := exams[1]; len(e.Problems) > 0 || e.Size() != 10 || e.KeepItems || e.Minutes != 0 || !e.After.Answers || e.After.Key || e.Line != 14 {
		t.Errorf("%+v", e)
	}
}

// Whatever is wrong with an exam is told at its line, and one thing does not hide the next.
func TestExamProblems(t *testing.T) {
	exams := manifestOf(t, `ujian:
  - judul: Akhir
    menit: empat
    lulus: 170
    acak: [soal, warna]
    waktu: 40
    soal: [{tanda: C-07}, {jumlah: 0}]
  - id: kosong
    judul: Kosong
  - hanya teks
  - id: aneh
    judul: Aneh
    soal: [[1, 2]]
    bagian:
      - hanya teks
      - judul: Hukum
`).Exams
	var got []string
	for _, e := range exams {
		for _, p := range e.Problems {
			got = append(got, fmt.Sprintf("%02d %s", p.Line, p.Message))
		}
	}
	want := []string{
		"08 Kunci “waktu” tidak dikenal di “ujian”.",
		"05 “menit” harus bilangan bulat 0 sampai 1440.",
		"06 “lulus” harus bilangan bulat 0 sampai 100.",
		"07 “warna” tidak dikenal di “acak”.",
		"04 Ujian ini belum punya id yang bisa dipakai (“”).",
		"09 Baris soal ini belum menyebut jumlahnya.",
		"09 “jumlah” harus bilangan bulat 1 sampai 1000.",
		"10 Ujian ini belum menyebut soalnya.",
		"12 Isi “ujian” bukan daftar “kunci: nilai”.",
		"15 Isi “soal” bukan daftar “kunci: nilai”.",
		"17 Isi “bagian” bukan daftar “kunci: nilai”.",
		"18 Bagian ini belum menyebut soalnya.",
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got\n%s", strings.Join(got, "\n"))
	}
}
