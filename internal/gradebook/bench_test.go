package gradebook_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"mufakat/internal/gradebook"
	"mufakat/internal/itemstats"
	"mufakat/internal/quiz"
)

// large are 1000 attempts at 50 items.
func large(b *testing.B) (sheets []gradebook.Sheet) {
	from := &quiz.Bank{Rubrics: bank().Rubrics}
	for i := range 50 {
		q := *bank().Questions[i%7] // no essays
		q.ID = fmt.Sprintf("S-%02d", i)
		from.Questions = append(from.Questions, &q)
	}
	for i := range 1000 {
		sheets = append(sheets, sheet(b, exam(50), from, fmt.Sprint("Peserta ", i), "", uint64(i)))
	}
	return sheets
}

func statistics(b *testing.B, sheets []gradebook.Sheet) {
	if r := itemstats.Compute(only(b, sheets).Matrix()); r.Test.N != 1000 || r.Test.Items != 50 {
		b.Fatalf("%+v", r.Test)
	}
}

func BenchmarkFromMemory(b *testing.B) {
	sheets := large(b)
	for b.Loop() {
		statistics(b, sheets)
	}
}

func BenchmarkFromFiles(b *testing.B) {
	folder := b.TempDir()
	for i, s := range large(b) {
		if err := os.WriteFile(filepath.Join(folder, fmt.Sprintf("%04d.json", i)), []byte(encoded(b, s)), 0o644); err != nil {
			b.Fatal(err)
		}
	}
	for b.Loop() {
		r := gradebook.ReadFiles([]string{folder})
		if r.Refused != nil {
			b.Fatal(r.Refused[0])
		}
		statistics(b, r.Sheets)
	}
}
