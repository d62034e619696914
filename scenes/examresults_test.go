package scenes_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"mufakat/internal/gradebook"
	"mufakat/internal/pack"
	"mufakat/internal/quiz"
	"mufakat/internal/store"
	"mufakat/internal/ui"
	"mufakat/scenes"
)

// trainee is somebody who sits the exam of testdata/kelas: which items she answers rightly, and her essay.
type trainee struct {
	name, nip string
	right     []string // ids; other items are answered wrongly, or not at all where that is hard
	essay     string   // none where it is empty
	minutes   int
}

// class4 are four people who sat the exam; three wrote an essay.
func class4() []trainee {
	return []trainee{
		{"Dewi Lestari", "199003032015032003", []string{"KLS-001", "KLS-002", "KLS-003", "KLS-004", "KLS-006", "KLS-008"}, "Muara itu satu, tetapi izinnya tiga. Yang harus duduk: tiga bupati, nelayan, dan balai wilayah sungai.", 12},
		{"Bayu Aji", "", []string{"KLS-001", "KLS-003"}, "Air keruh.\n\nNelayan mengeluh.", 18},
		{"Citra Ayu", "199504042020122004", []string{"KLS-001", "KLS-002", "KLS-008"}, "Masalah pokoknya: tidak ada yang berwenang atas seluruh muara.", 9},
		{"Agus Salim", "", nil, "", 20},
	}
}

// examKey is the exam of testdata/kelas.
func examKey() store.ExamKey { return store.ExamKey{Source: "kelas", ID: "akhir"} }

// sitting is what a trainee hands in.
func sitting(t testing.TB, who trainee, seed uint64) *quiz.Attempt {
	t.Helper()
	q := quizzes{pack.Open(os.DirFS("testdata/kelas"))}
	bank, err := q.Bank("kelas")
	if err != nil {
		t.Fatal(err)
	}
	exams, err := q.Exams()
	if err != nil {
		t.Fatal(err)
	}
	paper, err := exams[0].Compose(&bank, seed)
	if err != nil {
		t.Fatal(err)
	}
	a := &quiz.Attempt{Paper: paper, Started: time.Date(2026, 11, 20, 9, int(seed), 0, 0, time.Local)}
	do := func(kind quiz.EventKind, item int, r quiz.Response) {
		elapsed := time.Duration(len(a.Events)) * time.Second
		if kind == quiz.HandIn {
			elapsed = time.Duration(who.minutes) * time.Minute
		}
		a.Events = append(a.Events, quiz.Event{Kind: kind, Item: item, Response: r, At: a.Started.Add(elapsed), Elapsed: elapsed})
	}
	for i, item := range paper.Items {
		if r := who.answer(item.Question); !r.Blank() {
			do(quiz.Answer, i, r)
		}
	}
	do(quiz.HandIn, 0, quiz.Response{})
	return a
}

// answer is what the trainee answers to a question.
func (who trainee) answer(q *quiz.Question) (r quiz.Response) {
	right := slices.Contains(who.right, q.ID)
	switch q.Kind {
	case quiz.MultipleChoice:
		for i, o := range q.Options {
			if right && o.Fraction > 0 || !right && i == len(q.Options)-1 {
				r.Options = append(r.Options, i)
			}
		}
		if q.Single {
			r.Options = r.Options[:1]
		}
	case quiz.TrueFalse:
		answer := q.True == right
		r.True = &answer
	case quiz.ShortAnswer:
		r.Text = map[bool]string{true: "fasilitatif", false: "tegas"}[right]
	case quiz.Numerical:
		r.Text = map[bool]string{true: "300", false: "270"}[right]
	case quiz.Essay:
		r.Text = who.essay
	}
	return r
}

// handIn stores what people hand in, and returns the attempts' numbers in their order.
func (d *driver) handIn(people ...trainee) (ids []store.AttemptID) {
	d.t.Helper()
	for i, who := range people {
		profile, err := d.store.AddProfile(who.name, who.nip)
		if err != nil {
			d.t.Fatal(err)
		}
		a := sitting(d.t, who, uint64(i))
		id, err := d.store.BeginAttempt(profile.ID, "kelas", a.Paper, a.Started)
		if err != nil {
			d.t.Fatal(err)
		}
		for n, e := range a.Events {
			if err := d.store.AppendEvent(id, n, e); err != nil {
				d.t.Fatal(err)
			}
		}
		ids = append(ids, id)
	}
	return ids
}

// show puts a scene in the place of what the program shows.
func (d *driver) show(s ui.Scene, width, height int) *driver {
	d.t.Helper()
	d.root = ui.NewRoot(s, ui.Options{Guide: scenes.OpenGuide})
	d.send(tea.WindowSizeMsg{Width: width, Height: height})
	d.run(d.root.Init())
	return d
}

// results opens the program at the results of a class.
func results(t testing.TB, width, height int, people ...trainee) (*driver, []store.AttemptID) {
	t.Helper()
	d := start(t, width, height)
	ids := d.handIn(people...)
	return d.show(scenes.NewExamResults(d.app, examKey()), width, height), ids
}

func TestGoldenExamResults(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {100, 30}} {
		t.Run(fmt.Sprintf("%dx%d", size[0], size[1]), func(t *testing.T) {
			d, _ := results(t, size[0], size[1], class4()...)
			golden := func(d *driver, name string) {
				t.Helper()
				d.golden(fmt.Sprintf("ujian-%s-%dx%d", name, size[0], size[1]))
			}
			golden(d, "kelas")
			golden(d.press("b"), "kelas-bagian")
			golden(d.press("right"), "butir")
			golden(d.press("enter"), "butir-rinci")
			golden(d.press("esc right"), "tes")
			golden(d.press("s"), "simpan")
			golden(d.show(scenes.NewResultsList(d.app), size[0], size[1]), "pilih")
		})
	}
}

// The class is listed with what everybody earned, in the order that is asked for.
func TestClassTable(t *testing.T) {
	d, _ := results(t, 100, 30, class4()...)
	order := func() string {
		var names []string
		for line := range strings.Lines(d.screen()) {
			for _, who := range class4() {
				if first, _, _ := strings.Cut(who.name, " "); strings.Contains(line, who.name) {
					names = append(names, first)
				}
			}
		}
		return strings.Join(names, " ")
	}
	d.sees("4 peserta", "rata-rata 0 % · lulus 0 dari 1", "3 esai menunggu penilaian", "199003032015032003", "urut nama") // Agus alone counts
	for _, want := range []string{"Agus Bayu Citra Dewi", "Dewi Citra Bayu Agus", "Citra Dewi Bayu Agus", "Bayu Citra Dewi Agus"} {
		if got := order(); got != want {
			t.Errorf("%q, want %q\n%s", got, want, d.screen())
		}
		d.press("u")
	}
	d.sees("urut nama").press("/").typed("1990").press("enter")
	if order() != "Dewi" {
		t.Errorf("the filter finds an NIP\n%s", d.screen())
	}
	d.press("enter").sees("Hasil", "Dewi Lestari", "Menurut bagian", "Terapan")
}

// The tables follow the screen's width.
func TestResultsAreResized(t *testing.T) {
	people := class4()[:1]
	people[0].name = "Raden Ajeng Dewi Lestari Kusumaningrum"
	d, _ := results(t, 80, 24, people...)
	d.misses("Kusumaningrum").send(tea.WindowSizeMsg{Width: 120, Height: 30})
	d.sees("Kusumaningrum", "199003032015032003")
	d.press("right").sees("Belum ada peserta yang bisa dihitung.", "1 peserta belum ikut").press("right").sees("Belum ada peserta yang bisa dihitung.").misses("Konsistensi", "0 butir")
	d.press("right").send(tea.WindowSizeMsg{Width: 60, Height: 16})
	d.sees("Raden Ajeng", "46,15").misses("199003032015032003")
	d.press("e 1 1 enter right").sees("KLS-001", "mudah")
}

// An instructor sees everything of an attempt, whatever trainees may see of it.
func TestInstructorSeesTheKey(t *testing.T) {
	d := start(t, 80, 24)
	a := sitting(t, class4()[0], 1)
	hidden := *a.Paper.Blueprint
	hidden.After = quiz.Reveal{}
	a.Paper.Blueprint = &hidden
	id, err := d.store.BeginAttempt(d.app.Profile.ID, "kelas", a.Paper, a.Started)
	if err != nil {
		t.Fatal(err)
	}
	for n, e := range a.Events {
		if err := d.store.AppendEvent(id, n, e); err != nil {
			t.Fatal(err)
		}
	}
	d.show(scenes.NewExamResults(d.app, examKey()), 80, 24).press("enter").sees("Nilai sementara").press("enter").sees("Soal 1 dari 9", "✓")
}

// Statistics stand beside a caution as long as they rest on few people; whose essay waits is left out.
func TestItemStatisticsOnScreen(t *testing.T) {
	d, _ := results(t, 80, 24, class4()...)
	d.press("right").sees("Hati-hati: baru 1 peserta", "karena esainya menunggu penilaian", "KLS-001")
	d.press("enter").sees("Butir KLS-0", "N = 1", "Hati-hati").press("right").sees("2 dari 9").press("left left").sees("1 dari 9")
	d.press("esc right").sees("perlu sedikitnya 3 peserta", "Hati-hati").press("G").sees("Konsistensi internal (CIC)")

	people := class4()
	for i := range people {
		people[i].essay = ""
	}
	d, _ = results(t, 80, 24, people...)
	d.press("right").sees("baru 4 peserta").misses("belum ikut dihitung")
	d.press("enter")
	for range 9 {
		if strings.Contains(d.screen(), "Butir KLS-001") {
			break
		}
		d.press("right")
	}
	d.sees("Butir KLS-001", "75 % · 3 orang", "25 % · 1 orang", "bernilai 100 %", "Hati-hati")
}

func TestResultsAreSaved(t *testing.T) {
	d, _ := results(t, 80, 24, class4()...)
	folder := t.TempDir()
	write := func(entry, proposed, name string) string {
		t.Helper()
		d.press(entry).sees(proposed)
		for range proposed {
			d.press("backspace")
		}
		file := filepath.Join(folder, name)
		d.typed(file).press("enter").sees("Tersimpan").press("enter")
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	d.press("s")
	if text := write("1", "nilai-akhir.xlsx", "nilai.csv"); !strings.Contains(text, "Dewi Lestari") {
		t.Errorf("%s", text)
	}
	if text := write("4", "statistik-akhir.xlsx", "butir.xlsx"); !strings.HasPrefix(text, "PK") {
		t.Errorf("%.40q", text)
	}
	// Of four, one has no NIP, and the essays of three wait.
	d.press("2").sees("Belum ada nilai untuk Moodle", "esainya menunggu", "Isi NIP di Profil").press("enter")
	list := filepath.Join(folder, "lms.csv")
	if err := os.WriteFile(list, []byte("Nama lengkap,Alamat email\nAgus Salim,agus@contoh.id\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	d.press("3 n").typed(list).press("enter").sees("moodle-akhir.csv")
	for range "moodle-akhir.csv" {
		d.press("backspace")
	}
	d.typed(filepath.Join(folder, "moodle")).press("enter").sees("Tersimpan", "Dewi Lestari belum disertakan")
	text, err := os.ReadFile(filepath.Join(folder, "moodle.csv"))
	if err != nil || !strings.Contains(string(text), "agus@contoh.id") || strings.Contains(string(text), "Dewi") {
		t.Errorf("%s %v", text, err)
	}
}

// attemptFiles writes what people hand in as files into a folder.
func attemptFiles(t testing.TB, folder string, people ...trainee) (files []string) {
	t.Helper()
	for i, who := range people {
		file := filepath.Join(folder, fmt.Sprintf("%d.json", i+1))
		to, err := os.Create(file)
		if err != nil {
			t.Fatal(err)
		}
		sheet := gradebook.Sheet{Name: who.name, NIP: who.nip, Exam: gradebook.Exam{Source: "kelas", ID: "akhir", Title: "Ujian akhir contoh"}, Attempt: sitting(t, who, uint64(i))}
		if err := gradebook.Encode(to, &sheet); err != nil {
			t.Fatal(err)
		}
		if err := to.Close(); err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	return files
}

// From Pengajar one comes to the results of files, and is told which of them do not count.
func TestResultsFromFiles(t *testing.T) {
	d := start(t, 80, 24)
	folder := t.TempDir()
	attemptFiles(t, folder, class4()...)
	d.app.WorkDir = folder
	if err := os.WriteFile(filepath.Join(folder, "asing.json"), []byte("{}"), 0o644); err != nil {
		t.Fatal(err)
	}
	d.show(scenes.NewInstructor(d.app), 80, 24).press("4").sees("Di komputer ini belum ada ujian yang dikumpulkan")
	d.press("1 o").sees("Tidak semuanya ikut dihitung", "asing.json").press("enter").sees("4 peserta", "Citra Ayu")
	d.press("esc G enter").sees("Belum ada hasil ujian yang bisa dibuka").press("enter") // asing.json comes last
}
