package scenes_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"mufakat/internal/gradebook"
	"mufakat/internal/quiz"
	"mufakat/internal/store"
	"mufakat/scenes"
)

// marks are the marks of an attempt as the store has them.
func (d *driver) marks(id store.AttemptID) []quiz.Mark {
	d.t.Helper()
	saved, err := d.store.Attempt(id)
	if err != nil {
		d.t.Fatal(err)
	}
	return saved.Attempt.Marks
}

// writer is whose essay is on the screen, as an index of people; -1 where it is nobody's.
func (d *driver) writer(people []trainee) int {
	return slices.IndexFunc(people, func(who trainee) bool {
		words := strings.Fields(who.essay)
		return len(words) > 3 && strings.Contains(d.screen(), strings.Join(words[:3], " "))
	})
}

// essays are three people whose essays begin differently.
func essays() []trainee {
	return []trainee{
		{name: "Dewi Lestari", nip: "199003032015032003", essay: "Muara itu satu, tetapi izinnya tiga."},
		{name: "Bayu Aji", essay: "Nelayan dan pengusaha sama-sama menunggu."},
		{name: "Citra Ayu", essay: "Yang macet ialah kewenangan atas muara."},
	}
}

func TestGoldenGrading(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {100, 30}, {60, 16}} {
		t.Run(fmt.Sprintf("%dx%d", size[0], size[1]), func(t *testing.T) {
			d, _ := results(t, size[0], size[1], class4()...)
			golden := func(d *driver, name string) {
				t.Helper()
				d.golden(fmt.Sprintf("esai-%s-%dx%d", name, size[0], size[1]))
			}
			golden(d.press("e"), "mulai")
			golden(d.press("3"), "aspek")
			golden(d.press("2 e").typed("Sebut juga siapa yang dirugikan."), "komentar")
			golden(d.press("esc"), "lengkap")
			golden(d.press("enter d"), "daftar")
			golden(d.press("enter n 1 esc"), "belum-lengkap")
		})
	}
}

// On a low screen much of the answer is in sight, with the aspect at hand alone; all levels can be seen, however many.
func TestGradingOnALowScreen(t *testing.T) {
	people := essays()[:1]
	people[0].essay = "satu\ndua\ntiga\nempat\nlima\nenam\ntujuh\ndelapan"
	d, _ := results(t, 60, 16, people...)
	d.press("e").sees("satu", "dua", "tiga", "empat", "Masalah pokok · aspek 1 dari 2", "4  masalahnya dijelaskan").misses("Aktor")
	d.press("pgdown pgdown").sees("delapan", "Tiga kabupaten").press("3").sees("Aktor dan perannya (bobot 2) · aspek 2 dari 2", "4  semua disebut").misses("Masalah pokok ")
	d.press("2 e").typed("Baik.").press("esc").sees("Nilai 1,78 dari 4 poin · ada komentar").press("up").sees("Masalah pokok · aspek 1 dari 2", "✓ 3")
}

// What is given by keys ends in the store, and the results follow.
func TestEssaysAreGradedByKeys(t *testing.T) {
	people := essays()
	d, ids := results(t, 80, 24, people...)
	d.sees("3 esai menunggu penilaian").press("e")
	given := map[int][]int{}
	for n, keys := range []string{"4 4", "1 2", "3 3"} {
		who := d.writer(people)
		if who < 0 {
			t.Fatalf("nobody's essay\n%s", d.screen())
		}
		d.sees(fmt.Sprintf("%d dari 3", n+1), "Belum dinilai, paling banyak 4 poin").press(keys)
		given[who] = []int{int(keys[0] - '1'), int(keys[2] - '1')}
		if n == 2 {
			d.sees("Nilai 2,67 dari 4 poin") // 2/3 of the first aspect, and 2/3 of the second, which weighs double
		}
		if len(d.marks(ids[who])) != 0 {
			t.Error("nothing is kept before enter")
		}
		d.press("enter")
		m := d.marks(ids[who])
		if len(m) != 1 || !slices.Equal(m[0].Levels, given[who]) {
			t.Errorf("%s: %+v, want levels %v", people[who].name, m, given[who])
		}
		if want := (float64(given[who][0]) + 2*float64(given[who][1])) / 9; len(m) == 1 && (m[0].Fraction < want-1e-9 || m[0].Fraction > want+1e-9) {
			t.Errorf("fraction %v, want %v", m[0].Fraction, want)
		}
	}
	if len(given) != 3 {
		t.Errorf("%d people of 3", len(given))
	}
	d.sees("Hasil: Ujian akhir contoh", "Semua esai sudah dinilai").misses("menunggu")
	d.press("right").sees("baru 3 peserta")
}

// A mark that is on its way to the store when the program ends is there afterwards.
func TestMarkIsKeptByWhoLeaves(t *testing.T) {
	d, ids := results(t, 80, 24, essays()[:1]...)
	d.press("e 3 2")
	d.root, _ = d.root.Update(keyPress("enter")) // storing it takes longer than the next key
	if d.press("ctrl+c"); !d.ended || len(d.marks(ids[0])) != 1 {
		t.Errorf("ended: %v, marks: %+v", d.ended, d.marks(ids[0]))
	}
}

// A name is on no screen until it is asked for, and the order of the essays says nothing of it; it stays in later sessions.
func TestNamesAreHiddenWhileGrading(t *testing.T) {
	people := essays()
	sequence := func(d *driver) (order []int) {
		for range people {
			order = append(order, d.writer(people))
			for _, who := range people {
				d.misses(strings.Fields(who.name)[0], "199003032015032003")
			}
			d.press("right")
		}
		return order
	}
	orders := map[string]bool{}
	for seed := range uint64(8) {
		d := start(t, 80, 24)
		d.app.Seed = func() uint64 { return seed }
		d.handIn(people...)
		d.show(scenes.NewExamResults(d.app, examKey()), 80, 24)
		order := sequence(d.press("e"))
		orders[fmt.Sprint(order)] = true
		d.app.Seed = func() uint64 { return seed + 100 }
		if again := sequence(d.press("esc e")); !slices.Equal(order, again) {
			t.Errorf("%v, in the next session %v", order, again)
		}
		before := d.writer(people)
		d.press("n").sees(people[before].name).press("n").misses(people[before].name)
	}
	if len(orders) < 3 {
		t.Errorf("8 seeds made the orders %v", orders)
	}
}

// Shown with names, people follow one another by name.
func TestNamedOrder(t *testing.T) {
	people := essays()
	d, _ := results(t, 80, 24, people...)
	d.press("e n")
	for range people {
		d.press("left")
	}
	for _, want := range []string{"Bayu Aji", "Citra Ayu", "Dewi Lestari"} {
		d.sees(want).press("right")
	}
}

// A comment that was given once is offered again, the most used first, also in the next session.
func TestCommentsAreReused(t *testing.T) {
	people := essays()
	d, ids := results(t, 80, 24, people...)
	d.press("e d").sees("Belum ada komentar untuk dipakai lagi")
	d.press("1 1 e").typed("Sebut aktornya, satu per satu.").press("enter").typed("Lalu perannya.").press("esc enter")
	d.press("2 2 e").typed("Rapikan.").press("esc enter")
	d.press("d").sees("1  Rapikan.", "2  Sebut aktornya, satu per satu. Lalu perannya.", "1×")
	d.press("2").sees("Komentar: Sebut aktornya").press("3 3 enter")
	counts := map[string]int{}
	for _, id := range ids {
		for _, m := range d.marks(id) {
			counts[m.Comment]++
		}
	}
	if counts["Sebut aktornya, satu per satu.\nLalu perannya."] != 2 || counts["Rapikan."] != 1 {
		t.Errorf("%v", counts)
	}
	d.press("e").sees("1 dari 3", "✓ sudah dinilai").press("d").sees("1  Sebut aktornya", "2×", "2  Rapikan.")
	d.press("/").typed("rapi").press("enter").misses("Sebut aktornya, satu").press("enter").sees("Rapikan.")
}

// Grading can be left at any moment and gone on with; only what is not complete has to be given again, and that is asked.
func TestGradingIsInterrupted(t *testing.T) {
	people := essays()
	d, ids := results(t, 80, 24, people...)
	d.press("e")
	first := d.writer(people)
	d.press("2 2 enter")
	second := d.writer(people)
	d.press("3 esc").sees("Nilai esai ini belum lengkap", "“Aktor dan perannya”").press("enter").sees("Sejauh ini").press("esc 2").sees("Hasil")
	if len(d.marks(ids[first])) != 1 || len(d.marks(ids[second])) != 0 {
		t.Errorf("%v %v", d.marks(ids[first]), d.marks(ids[second]))
	}
	d.sees("2 esai menunggu").press("e").sees("1 dari 2", "Belum dinilai, paling banyak")
	if d.writer(people) != second {
		t.Errorf("the next session goes on with the same essay\n%s", d.screen())
	}
	d.press("1 enter").sees("Beri dulu tingkat untuk “Aktor dan perannya”").press("3 ctrl+c")
	if m := d.marks(ids[second]); !d.ended || len(m) != 1 || !slices.Equal(m[0].Levels, []int{0, 2}) {
		t.Errorf("what is complete is kept when the program ends: %v, ended: %v", m, d.ended)
	}
}

// An essay that is left out on the way is come back to at the end; a grade that was given can be changed.
func TestGradesAreChanged(t *testing.T) {
	people := essays()
	d, ids := results(t, 80, 24, people...)
	d.press("e right")
	second := d.writer(people)
	d.press("1 1 enter 1 1 enter").sees("Sampai di akhir", "Masih ada 1 esai").press("enter").sees("1 dari 3", "Belum dinilai, paling banyak")
	d.press("right").sees("✓ sudah dinilai", "✓ 1").press("up 4 right")
	if m := d.marks(ids[second]); len(m) != 2 || !slices.Equal(m[1].Levels, []int{3, 0}) {
		t.Errorf("%v", m)
	}
	d.press("left left a").sees("Semua esai").press("9").sees("tingkat 1 sampai 4")
	d.press("2 2 enter esc").sees("Hasil").misses("menunggu penilaian")
}

// Grading goes by question, or by person where several essays are asked; a paper without a rubric that can be used is graded all
// the same.
func TestGradingOrderAndRubric(t *testing.T) {
	people := essays()[:2]
	d := start(t, 80, 24)
	for i, who := range people {
		profile, err := d.store.AddProfile(who.name, who.nip)
		if err != nil {
			t.Fatal(err)
		}
		a := sitting(t, who, uint64(i))
		for k, item := range a.Paper.Items {
			if item.Question.Kind == quiz.Essay { // a second essay, without a rubric
				second := *item.Question
				second.ID, second.Text.Source = "KLS-010", "Apa yang Anda lakukan besok pagi?"
				a.Paper.Items = append(a.Paper.Items, quiz.Item{Question: &second, Section: item.Section})
				a.Events = append([]quiz.Event{{Kind: quiz.Answer, Item: len(a.Paper.Items) - 1, Response: quiz.Response{Text: who.name + " menelepon."}, At: a.Started}}, a.Events...)
				a.Paper.Items[k].Rubric = &quiz.Rubric{Title: "tanpa aspek"}
				break
			}
		}
		id, err := d.store.BeginAttempt(profile.ID, "kelas", a.Paper, a.Started)
		if err != nil {
			t.Fatal(err)
		}
		for n, e := range a.Events {
			if err := d.store.AppendEvent(id, n, e); err != nil {
				t.Fatal(err)
			}
		}
	}
	d.show(scenes.NewExamResults(d.app, examKey()), 80, 24).press("e").sees("1 dari 4", "Tiga kabupaten").press("right").sees("Tiga kabupaten", "Peserta 2")
	d.press("right").sees("besok pagi", "Peserta 1").press("u").sees("Urut per peserta", "2 dari 4", "besok pagi").press("left").sees("Tiga kabupaten", "Peserta 1")
	d.press("3").sees("Nilai 2 dari 4 poin").press("enter").sees("besok pagi", "Peserta 1").press("left").sees("✓ sudah dinilai", "Nilai 2 dari 4 poin, diberikan tanpa rubrik")
	d.press("enter").sees("besok pagi")
}

// refusing is a store that keeps no marks.
type refusing struct{ scenes.Store }

func (refusing) AddMark(store.AttemptID, quiz.Mark) error {
	return errors.New("Ruang penyimpanan penuh.")
}

func TestMarkThatIsNotKeptStaysOnScreen(t *testing.T) {
	d := start(t, 80, 24)
	ids := d.handIn(essays()...)
	d.app.Store = refusing{d.store}
	d.show(scenes.NewExamResults(d.app, examKey()), 80, 24).press("e 2 2 enter").sees("Nilai belum tersimpan", "penuh").press("enter").sees("1 dari 3", "Nilai 1,33 dari 4")
	d.app.Store = d.store
	for _, id := range ids {
		if m := d.marks(id); len(m) != 0 {
			t.Errorf("%v", m)
		}
	}
}

// Marks for attempts that came as files go into the files.
func TestEssaysFromFilesAreGraded(t *testing.T) {
	d := start(t, 80, 24)
	folder := t.TempDir()
	files := attemptFiles(t, folder, essays()[:2]...)
	d.app.WorkDir = folder
	d.show(scenes.NewResultsList(d.app), 80, 24).press("1 o").sees("2 esai menunggu").press("e 3 3 e").typed("Baik.").press("esc enter")
	graded := gradebook.ReadFiles(files)
	var marks []quiz.Mark
	for _, s := range graded.Sheets {
		marks = append(marks, s.Attempt.Marks...)
	}
	if len(marks) != 1 || marks[0].Comment != "Baik." || !slices.Equal(marks[0].Levels, []int{2, 2}) {
		t.Errorf("%v %v", marks, graded.Refused)
	}
	for _, file := range files {
		if err := os.Remove(file); err != nil {
			t.Fatal(err)
		}
	}
	d.press("1 1 enter").sees("Nilai belum tersimpan").press("enter").sees("2 dari 2")
	if left, err := filepath.Glob(filepath.Join(folder, "*")); err != nil || len(left) != 0 {
		t.Errorf("%v %v", left, err)
	}

	// What was written there is offered for files that came later, too.
	d.app.WorkDir = t.TempDir()
	attemptFiles(t, d.app.WorkDir, essays()[2])
	d.show(scenes.NewResultsList(d.app), 80, 24).press("1 o e d").sees("1  Baik.", "1×")
}
