package scenes

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"mufakat/internal/gradebook"
	"mufakat/internal/report"
	"mufakat/internal/ui"
	"mufakat/internal/widget"
)

// save lets choose what is to be written.
func (r *ExamResults) save() tea.Cmd {
	id, title, book, stats := r.book.Exam.ID, r.title, r.book, r.stats
	const name = "Nama berkas. Akhirannya menentukan bentuknya: "
	saves := []func() tea.Cmd{
		func() tea.Cmd {
			return saveFile("Simpan nilai", name+".xlsx, .csv, atau .json.", "nilai-"+id+".xlsx", func(path string) (string, error) {
				return report.GradesFile(path, book)
			})
		},
		func() tea.Cmd { return saveMoodle(book, nil) },
		func() tea.Cmd { return r.pickParticipants() },
		func() tea.Cmd {
			return saveFile("Simpan statistik butir", name+".xlsx, .csv, .txt, atau .json.", "statistik-"+id+".xlsx", func(path string) (string, error) {
				return report.ItemsFile(path, title, stats)
			})
		},
	}
	return ui.Push(&choice{ui.Heading{Left: "Simpan berkas", Right: title}, widget.NewMenu([]widget.Item{
		{Label: "Nilai peserta", Note: "setiap peserta, butir demi butir: Excel (.xlsx), .csv, atau .json"},
		{Label: "Nilai untuk Moodle", Note: "CSV untuk diimpor ke buku nilai; peserta dikenali dari NIP (ID number)"},
		{Label: "Nilai untuk Moodle, dengan daftar peserta", Note: "peserta dicocokkan dengan CSV dari LMS, lalu dikenali dari alamat surel"},
		{Label: "Statistik butir", Note: "kemudahan, daya beda, keandalan: Excel (.xlsx), .csv, .txt, atau .json"},
	}), func(chosen int) tea.Cmd { return saves[chosen]() }})
}

// saveMoodle asks where to write the grades for Moodle, and tells who is not among them. People is as in
// [report.NewMoodleGrades].
func saveMoodle(book *gradebook.Book, people *gradebook.Participants) tea.Cmd {
	grades := report.NewMoodleGrades(book, people)
	left := few(grades.Left)
	if grades.Unknown {
		left += "\nIsi NIP di Profil, atau pakai pilihan dengan daftar peserta."
	}
	if grades.Len() == 0 {
		return ui.Fail("Belum ada nilai untuk Moodle", errors.New(left))
	}
	return saveFile("Simpan nilai untuk Moodle", "Nama berkas (.csv). Di Moodle, buka Nilai, Impor, lalu Berkas CSV.", "moodle-"+book.Exam.ID+".csv", func(path string) (string, error) {
		switch ending := strings.ToLower(filepath.Ext(path)); {
		case ending == "" && path != "":
			path += ".csv"
		case ending != "" && ending != ".csv":
			return "", fmt.Errorf("Akhiran %s tidak dikenal. Pakai .csv.", ending)
		}
		full, err := report.NewFile(path, func(w io.Writer) error { return grades.Write(w, ',') })
		return strings.TrimSpace(full + "\n\n" + left), err
	})
}

// few are so many of some sentences as a dialog has room for, and how many more there are.
func few(sentences []string) string {
	const most = 4
	if n := len(sentences) - most; n > 0 {
		sentences = append(slices.Clone(sentences[:most]), fmt.Sprintf("Dan %d lagi.", n))
	}
	return strings.Join(sentences, "\n")
}

// pickParticipants lets choose the list by which Moodle knows the people.
func (r *ExamResults) pickParticipants() tea.Cmd {
	book := r.book
	return ui.Push(newPicker(r.app, pickerTask{title: "Daftar peserta dari LMS", wanted: "Pilih daftar peserta yang diekspor dari LMS (.csv).",
		fits: func(name string) bool { return strings.EqualFold(filepath.Ext(name), ".csv") },
		open: func(paths []string) tea.Cmd {
			return func() tea.Msg {
				people, err := gradebook.ReadParticipantsFile(paths[0])
				if err != nil {
					return ui.Fail("Daftar peserta belum bisa dibuka", fmt.Errorf("%s %w", paths[0], err))()
				}
				return saveMoodle(book, people)()
			}
		}}))
}
