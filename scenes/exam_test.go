package scenes_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"mufakat/internal/pack"
	"mufakat/internal/quiz"
	"mufakat/internal/store"
	"mufakat/scenes"
)

// examinee is a driver whose clock stands still but for [driver.pass], in the exam of testdata/kelas.
type examinee struct{ *driver }

var examDay = time.Date(2026, 11, 21, 8, 0, 0, 0, time.Local)

// examineeIn opens the program on the data in a folder, so much later than the exam began.
func examineeIn(t testing.TB, dir string, width, height int, later time.Duration) examinee {
	t.Helper()
	d := startIn(t, dir, width, height)
	d.ahead = later
	d.app.Now = func() time.Time { return examDay.Add(d.ahead) }
	d.press("2 esc") // Beranda looks again, by that clock
	return examinee{d}
}

// beginExam begins the exam, of nine items and twenty minutes.
func beginExam(t testing.TB, width, height int) examinee {
	t.Helper()
	e := examineeIn(t, t.TempDir(), width, height, 0)
	e.press("2").sees("Ujian akhir contoh").press("1").sees("pengantar", "enter").press("enter").sees("soal 1 dari 9", "sisa 20 menit")
	return e
}

// attempt is the attempt begun last, as it is stored.
func (e examinee) attempt() *quiz.Attempt {
	e.t.Helper()
	infos, err := e.store.Attempts(e.app.Profile.ID)
	if err != nil || len(infos) == 0 {
		e.t.Fatalf("%d attempts, %v", len(infos), err)
	}
	saved, err := e.store.Attempt(infos[len(infos)-1].ID)
	if err != nil {
		e.t.Fatal(err)
	}
	return saved.Attempt
}

// item is the item of a name, by the number that it has in this attempt.
func (e examinee) item(name string) int {
	e.t.Helper()
	for i, item := range e.attempt().Paper.Items {
		if item.Question.Name == name {
			return i
		}
	}
	e.t.Fatalf("no item %q", name)
	return 0
}

// to goes to the item of a name.
func (e examinee) to(name string) examinee {
	e.t.Helper()
	n := e.item(name)
	e.press("d home" + strings.Repeat(" right", n) + " enter").sees(fmt.Sprintf("soal %d dari 9", n+1))
	return e
}

// stored fails the test unless the answer to an item is stored.
func (e examinee) stored(name string, want quiz.Response) {
	e.t.Helper()
	if got := e.attempt().Response(e.item(name)); !reflect.DeepEqual(got, want) {
		e.t.Errorf("%s: %+v is stored, not %+v\n%s", name, got, want, e.screen())
	}
}

// Every kind of question is answered with the keyboard alone, changed, and taken back.
func TestAnsweringEveryKind(t *testing.T) {
	e := beginExam(t, 80, 24)
	options := e.attempt().Paper.Items[e.item("Satu jawaban")].Shown
	several := e.attempt().Paper.Items[e.item("Beberapa jawaban")].Shown
	choices := e.attempt().Paper.Items[e.item("Menjodohkan")].Shown
	order := e.attempt().Paper.Items[e.item("Urutkan")].Shown
	yes := false
	two := []int{min(several[0], several[2]), max(several[0], several[2])}
	for _, test := range []struct {
		name, keys, typed, then string
		want                    quiz.Response
	}{
		{name: "Satu jawaban", keys: "3", want: quiz.Response{Options: []int{options[2]}}},
		{name: "Satu jawaban", keys: "up space", want: quiz.Response{Options: []int{options[1]}}},
		{name: "Satu jawaban", keys: "9", want: quiz.Response{Options: []int{options[1]}}},
		{name: "Satu jawaban", keys: "x", want: quiz.Response{}},
		{name: "Satu jawaban", keys: "1 x x", want: quiz.Response{Options: []int{options[0]}}},
		{name: "Beberapa jawaban", keys: "1 2 3 2", want: quiz.Response{Options: two}},
		{name: "Beberapa jawaban", keys: "1 3", want: quiz.Response{}},
		{name: "Benar atau salah", keys: "2", want: quiz.Response{True: &yes}},
		{name: "Isian singkat", keys: "enter", typed: "npt?dx", then: "enter", want: quiz.Response{Text: "npt?dx"}},
		{name: "Isian singkat", keys: "enter backspace", typed: " s", then: "esc", want: quiz.Response{Text: "npt?d s"}},
		{name: "Angka", typed: "3,5", then: "enter", want: quiz.Response{Text: "3,5"}},
		{name: "Menjodohkan", keys: "2 4 down up up 1", want: quiz.Response{Matches: []int{choices[0], choices[3], -1}}},
		{name: "Menjodohkan", keys: "enter down down enter", want: quiz.Response{Matches: []int{choices[0], choices[3], choices[2]}}},
		{name: "Menjodohkan", keys: "home up up 0", want: quiz.Response{Matches: []int{-1, choices[3], choices[2]}}},
		{name: "Menjodohkan", keys: "x", want: quiz.Response{}},
		{name: "Urutkan", keys: "down shift+down", want: quiz.Response{Order: []int{order[0], order[2], order[1], order[3]}}},
		{name: "Urutkan", keys: "x", want: quiz.Response{}},
		{name: "Urutkan", keys: "space enter", want: quiz.Response{Order: order}},
		{name: "Urutkan", keys: "space down down esc", want: quiz.Response{Order: []int{order[1], order[2], order[0], order[3]}}},
		{name: "Urutkan", keys: "up up 4", want: quiz.Response{Order: []int{order[2], order[0], order[3], order[1]}}},
		{name: "Esai", keys: "enter", typed: "Muara?\nDua.", then: "esc", want: quiz.Response{Text: "Muara?\nDua."}},
		{name: "Esai", keys: "x", want: quiz.Response{}},
		{name: "Esai", keys: "x", want: quiz.Response{}}, // what is brought back is only known until the item is left
	} {
		e.to(test.name).press(test.keys)
		for i, line := range strings.Split(test.typed, "\n") {
			if i > 0 {
				e.press("enter")
			}
			e.typed(line)
		}
		state := "tersimpan"
		if test.want.Blank() {
			state = "belum dijawab"
		}
		e.press(test.then).sees(state)
		e.stored(test.name, test.want)
	}
}

// In a line that is being typed the arrows move, and it says how to go on.
func TestLineIsTyped(t *testing.T) {
	e := beginExam(t, 80, 24).to("Isian singkat")
	e.press("enter").sees("Ketik jawaban, lalu enter; sesudah itu → ke soal berikut.").typed("fasiltatif").press(strings.Repeat("left ", 5)).typed("i").press("enter")
	e.stored("Isian singkat", quiz.Response{Text: "fasilitatif"})
	n := e.item("Isian singkat") + 1
	e.press("right").sees(fmt.Sprintf("soal %d dari 9", n+1))
	e.to("Angka").typed("13").press("left").sees("sesudah itu → ke soal berikut").typed("2").press("enter")
	e.stored("Angka", quiz.Response{Text: "123"})
}

// Who has no name or NIP yet may give them before the exam; nobody has to.
func TestOwnerOfTheResult(t *testing.T) {
	d := start(t, 80, 24).press("2 1").sees("Nama dan NIP Anda belum diisi;", "n  Isi nama dan NIP dulu")
	d.press("n").sees("Nama Anda").press("esc n enter").sees("NIP Anda").press("enter").sees("Nama dan NIP Anda belum diisi;")
	d.press("n").typed(" Ayu  Lestari ").press("enter").sees("NIP Anda").press("esc").sees("Atas nama Ayu Lestari, tanpa NIP.")
	d.press("n").sees("Ayu Lestari").press("enter").typed("19x").press("enter").sees("NIP hanya boleh berisi angka").press("enter")
	d.press("n enter").typed("1990 0101").press("enter").sees("Atas nama Ayu Lestari, NIP 19900101.").misses("Isi nama dan NIP").press("n").misses("Nama Anda")
	if p, err := d.store.CurrentProfile(); err != nil || p.Name != "Ayu Lestari" || p.NIP != "19900101" {
		t.Errorf("%+v, %v", p, err)
	}
	d.press("enter").sees("soal 1 dari 9").press("s 2 s").press("1").sees("hasil-akhir-ayu-lestari-")
}

// An exam without a limit can wait, and nothing else is said.
func TestExamWithoutLimit(t *testing.T) {
	e := examineeIn(t, t.TempDir(), 80, 40, 0)
	e.app.Quizzes = unlimited{e.app.Quizzes.(quizzes)}
	e.press("2 1").sees("tanpa batas waktu").misses("waktu berjalan").press("enter ?").sees("keluar dulu; ujian dapat dilanjutkan kapan saja").misses("waktu terus dihitung")
	e.press("esc esc").sees("Lanjutkan kapan saja dari Beranda.")
	e = beginExam(t, 80, 40)
	e.press("?").sees("keluar dulu; waktu terus dihitung")
}

// unlimited are quizzes whose exams have no limit of time.
type unlimited struct{ quizzes }

func (u unlimited) Exams() ([]pack.ExamInfo, error) {
	exams, err := u.quizzes.Exams()
	for i := range exams {
		b := *exams[i].Blueprint
		b.Minutes = 0
		exams[i].Blueprint = &b
	}
	return exams, err
}

func TestNumberThatIsNone(t *testing.T) {
	e := beginExam(t, 80, 24).to("Angka")
	e.typed("30").misses("bukan angka").typed("0x").sees("Ini bukan angka").press("backspace").misses("bukan angka")
}

// Where one writes is in sight, however long the text and however low the screen.
func TestLongEssay(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {60, 16}} {
		e := beginExam(t, size[0], size[1]).to("Esai")
		e.press("enter")
		for line := range 40 {
			e.typed(fmt.Sprintf("baris %d.", line)).sees(fmt.Sprintf("baris %d.", line), "muara").press("enter")
		}
		e.press("esc").misses("baris 0.").press("enter").press(strings.Repeat("up ", 40)).sees("baris 0.", "baris 1.")
		e.send(tea.WindowSizeMsg{Width: 60, Height: 16})
		e.typed("Awal, ").sees("Awal, baris 0.")
		e.press(strings.Repeat("down ", 20)).typed("Tengah, ").sees("Tengah, ")
	}
}

func TestPasteIntoAnEssay(t *testing.T) {
	e := beginExam(t, 80, 24).to("Esai")
	e.send(tea.PasteMsg{Content: "Satu\nkalimat \x1bmerah"})
	e.press("esc").sees("tersimpan", "3 kata")
	e.stored("Esai", quiz.Response{Text: "Satu\nkalimat merah"})
	e.press("enter")
	e.send(tea.PasteMsg{Content: strings.Repeat("panjang ", 3000)})
	e.sees("Terlalu panjang; dipotong")
}

// A text is stored half a second after the last key, within five seconds while its writer makes no pause, when the item is left,
// and when the program ends.
func TestEssayIsStoredWhileItIsWritten(t *testing.T) {
	e := beginExam(t, 80, 24).to("Esai")
	e.press("enter").typed("Muara").sees("menulis …")
	e.stored("Esai", quiz.Response{})
	e.pass(400 * time.Millisecond).typed("!").pass(499 * time.Millisecond).sees("menulis …") // the pause begins anew
	e.pass(time.Millisecond).sees("tersimpan")
	e.stored("Esai", quiz.Response{Text: "Muara!"})
	text := "Muara!"
	for n := range 40 {
		e.typed("a").pass(300 * time.Millisecond)
		text += "a"
		if stored := e.attempt().Response(e.item("Esai")).Text; n < 16 && stored != "Muara!" || n > 17 && len(stored) < len("Muara!")+16 {
			t.Fatalf("after %d keys %q is stored", n+1, stored)
		}
	}
	e.pass(200 * time.Millisecond).sees("tersimpan")
	e.stored("Esai", quiz.Response{Text: text})
	e.typed(" b").press("esc").sees("tersimpan")
	before := text + " b"
	e.stored("Esai", quiz.Response{Text: before})
	e.press("enter").typed("c").press("ctrl+c")
	e.stored("Esai", quiz.Response{Text: before + "c"})
	if !e.ended {
		t.Error("the program goes on")
	}
}

// Whoever is killed goes on with the same answers, flags and item, and the time that the clock says.
func TestKilledInTheMiddle(t *testing.T) {
	dir := t.TempDir()
	e := examineeIn(t, dir, 80, 24, 0)
	e.press("2 1 enter")
	e.to("Satu jawaban").press("2 t")
	e.to("Isian singkat").press("enter").typed("fasilitatif").press("enter")
	number := e.item("Isian singkat") + 1
	e.store.Close() // the program is gone, without a word

	e = examineeIn(t, dir, 80, 24, 8*time.Minute)
	e.sees("Lanjutkan: Ujian akhir contoh", "sisa 12 menit · 2 dari 9 soal terjawab").press("1")
	e.sees(fmt.Sprintf("soal %d dari 9   sisa 12 menit", number), "fasilitatif")
	e.to("Satu jawaban").sees("⚑ ditandai", "2 (•)").press("t").misses("⚑")
	e.press("esc").sees("waktu terus dihitung", "Lanjutkan: Ujian")
}

func TestTimeIsOver(t *testing.T) {
	e := beginExam(t, 80, 24).to("Esai")
	e.press("enter").typed("Sebelum habis")
	e.pass(14*time.Minute + 59*time.Second).sees("sisa 6 menit").misses("kurang dari")
	e.pass(time.Second).sees("sisa 5:00", "Waktu tinggal 5 menit.", "kurang dari 5 menit lagi")
	e.press("esc").misses("Waktu tinggal 5 menit.").sees("kurang dari 5 menit lagi")
	e.pass(4*time.Minute).sees("sisa 1:00", "Waktu tinggal 1 menit", "kurang dari 1 menit lagi")
	e.pass(59 * time.Second).sees("sisa 0:01")
	e.press("enter").typed(", dan ini.").pass(time.Second)
	e.sees("Waktu ujian ini sudah habis", "dikumpulkan otomatis").press("enter").sees("Hasil: Ujian akhir contoh")
	e.stored("Esai", quiz.Response{Text: "Sebelum habis, dan ini."})
	if a := e.attempt(); !a.HandedIn() || a.Used() != 20*time.Minute {
		t.Errorf("handed in: %v, %v used", a.HandedIn(), a.Used())
	}
	if len(e.waits) > 0 {
		e.pass(time.Hour).sees("Hasil: Ujian akhir contoh")
	}
	e.press("esc").sees("Hasil: Ujian akhir contoh", "sisa 1 dari 2 kesempatan")
}

// The screen is not drawn anew more often than the time left reads differently.
func TestTicks(t *testing.T) {
	e := beginExam(t, 80, 24)
	seen := map[string]bool{}
	ticks := 0
	for e.ahead < 16*time.Minute {
		if len(e.waits) != 1 {
			t.Fatalf("%d things wait", len(e.waits))
		}
		e.pass(e.waits[0].at - e.ahead)
		ticks++
		seen[strings.Split(e.screen(), "\n")[0]] = true
	}
	if ticks != 15+60 || len(seen) != ticks {
		t.Errorf("%d ticks, %d different heads", ticks, len(seen))
	}
}

// Timers sleep when a machine sleeps: the first key afterwards finds that time is over.
func TestMachineSlept(t *testing.T) {
	e := beginExam(t, 80, 24).to("Satu jawaban")
	e.press("1")
	e.ahead += 3 * time.Hour
	e.press("2").sees("Waktu ujian ini sudah habis")
	e.stored("Satu jawaban", quiz.Response{Options: []int{e.attempt().Paper.Items[e.item("Satu jawaban")].Shown[0]}})
}

func TestTimeWasOverWhileClosed(t *testing.T) {
	dir := t.TempDir()
	e := examineeIn(t, dir, 80, 24, 0)
	e.press("2 1 enter").sees("soal 1 dari 9").press("1")
	e.store.Close()

	e = examineeIn(t, dir, 80, 24, 50*time.Hour)
	e.sees("waktunya habis: buka untuk mengumpulkan").press("1").sees("Waktu ujian ini sudah habis").press("enter").sees("Hasil: Ujian akhir contoh")
	e.press("esc").misses("Lanjutkan: Ujian")
	if a := e.attempt(); !a.HandedIn() || a.Used() != 20*time.Minute {
		t.Errorf("handed in: %v, %v used", a.HandedIn(), a.Used())
	}
}

func TestClockSetBack(t *testing.T) {
	dir := t.TempDir()
	e := examineeIn(t, dir, 80, 24, 0)
	e.press("2 1 enter").pass(10 * time.Minute).press("t")
	e.store.Close()

	e = examineeIn(t, dir, 80, 24, -time.Hour)
	e.sees("sisa 10 menit").press("1").sees("Jam komputer sempat mundur").press("enter").sees("sisa 10 menit", "belum dijawab")
	e.pass(4 * time.Minute).sees("sisa 6 menit")
	if !e.attempt().ClockWasBack() {
		t.Error("it is not noted")
	}
	e.press("esc 1").misses("sempat mundur").sees("sisa 6 menit")
}

func TestHandIn(t *testing.T) {
	e := beginExam(t, 80, 24).to("Satu jawaban")
	e.press("1 t right t s").sees("Kumpulkan ujian ini?", "8 dari 9 soal belum dijawab. 2 soal masih bertanda ⚑.")
	e.press("enter").sees("dari 9   sisa").misses("Kumpulkan ujian ini?")
	e.press("s esc").sees("dari 9   sisa")
	if e.attempt().HandedIn() {
		t.Fatal("it was handed in without being asked for")
	}
	e.press("d").sees("1 dari 9 soal terjawab").press("end enter").sees("Kumpulkan ujian ini?")
	e.press("2").sees("Hasil: Ujian akhir contoh").misses("sudah habis")
	if !e.attempt().HandedIn() {
		t.Fatal("it was not handed in")
	}
	e.press("esc").sees("Hasil: Ujian akhir contoh", "sisa 1 dari 2 kesempatan")
	e.press("1 enter s 2 esc").sees("kesempatan habis")
	e.press("1").sees("Semua kesempatan sudah Anda pakai").press("enter").sees("Semua kesempatan sudah Anda pakai")
}

// The list of all items: three rows of sections at 80 columns, of which the second has the cursor in the column below.
func TestListOfItems(t *testing.T) {
	e := beginExam(t, 80, 24).to("Satu jawaban")
	e.press("1 d home down").sees("Konsep", "Terapan", "▸6○").press("up right t").sees("▸2")
	e.press("down enter").sees("soal 7 dari 9").press("d down").sees("▸ s  Kumpulkan ujian").press("up").sees("▸6○")
	e.press("d").sees("soal 7 dari 9").press("right right").sees("soal 9 dari 9").press("right").sees("daftar soal")
}

// fullDisk is a store that takes nothing in while err is set.
type fullDisk struct {
	scenes.Store
	err error
}

func (f *fullDisk) AppendEvent(id store.AttemptID, n int, e quiz.Event) error {
	if f.err != nil {
		return f.err
	}
	return f.Store.AppendEvent(id, n, e)
}

func TestStoreThatFails(t *testing.T) {
	e := examineeIn(t, t.TempDir(), 80, 24, 0)
	full := &fullDisk{Store: e.store}
	e.app.Store = full
	e.press("2 1 enter")
	e.to("Benar atau salah")
	full.err = errors.New("Ruang penyimpanan penuh.")
	e.press("2").sees("Belum tersimpan", "Ruang penyimpanan penuh.").press("enter").sees("2 (•)", "belum tersimpan")
	e.press("1 t").misses("Ruang penyimpanan").sees("1 (•)", "⚑ ditandai", "belum tersimpan")
	e.press("esc").sees("Ruang penyimpanan penuh.", "Tetap di sini").press("enter").sees("1 (•)")
	e.press("ctrl+c").sees("Ruang penyimpanan penuh.").press("enter")
	e.stored("Benar atau salah", quiz.Response{})
	full.err = nil
	e.pass(6*time.Second).sees("tersimpan", "1 (•)").misses("belum tersimpan")
	yes := true
	e.stored("Benar atau salah", quiz.Response{True: &yes})
	if !e.attempt().Flagged(e.item("Benar atau salah")) {
		t.Error("the flag was lost")
	}
	full.err = errors.New("Ruang penyimpanan penuh.")
	e.press("2 enter esc 2").sees("Lanjutkan: Ujian akhir contoh")
	e.stored("Benar atau salah", quiz.Response{True: &yes})
}

// What fails at the hand-in is tried again, and the answers wait.
func TestHandInThatFails(t *testing.T) {
	e := examineeIn(t, t.TempDir(), 80, 24, 0)
	full := &fullDisk{Store: e.store}
	e.app.Store = full
	e.press("2 1 enter")
	full.err = errors.New("Ruang penyimpanan penuh.")
	e.press("s 2").sees("Ruang penyimpanan penuh.").press("enter").sees("belum terkumpul")
	full.err = nil
	e.pass(6 * time.Second).sees("Hasil: Ujian akhir contoh")
}

// An attempt that another window has moved on, or handed in.
func TestOtherWindow(t *testing.T) {
	e := beginExam(t, 80, 24)
	infos, _ := e.store.Attempts(e.app.Profile.ID)
	id := infos[0].ID
	if err := e.store.AppendEvent(id, 0, quiz.Event{Kind: quiz.Flag, Item: 3, At: examDay}); err != nil {
		t.Fatal(err)
	}
	e.press("t").sees("Belum tersimpan", "sudah diubah dari jendela Mufakat yang lain").press("enter esc 2")
	e.press("1").sees("soal 4 dari 9", "⚑ ditandai", "belum dijawab")
	if err := e.store.AppendEvent(id, 1, quiz.Event{Kind: quiz.HandIn, At: examDay}); err != nil {
		t.Fatal(err)
	}
	e.press("t").sees("Ujian ini sudah dikumpulkan", "dari jendela lain").misses("sudah habis").press("enter").sees("Hasil: Ujian akhir contoh")
}

// withoutItems are quizzes whose bank has lost its questions.
type withoutItems struct{ quizzes }

func (withoutItems) Bank(string) (quiz.Bank, error) {
	return quiz.Bank{}, errors.New("kelas.gift tidak terbaca.")
}

// withoutQuizzes are no quizzes at all.
type withoutQuizzes struct{ quizzes }

func (withoutQuizzes) Exams() ([]pack.ExamInfo, error) { return nil, nil }

func (withoutQuizzes) Banks() ([]pack.BankInfo, error) { return nil, nil }

func TestKuisWithoutQuestions(t *testing.T) {
	d := start(t, 80, 24)
	full := d.app.Quizzes.(quizzes)
	d.app.Quizzes = withoutItems{full}
	d.press("2 1 enter").sees("belum bisa dimulai", "Ujian ini meminta 5 soal bertanda konsep", "kelas.gift tidak terbaca.").press("enter").sees("pengantar")
	if n, err := d.store.AttemptCount(d.app.Profile.ID, store.ExamKey{Source: "kelas", ID: "akhir"}); n != 0 || err != nil {
		t.Errorf("%d attempts, %v", n, err)
	}
	d.app.Quizzes = withoutQuizzes{full}
	d.press("esc").sees("Belum ada ujian atau soal latihan")
	d.app.Quizzes = full
	d.press("esc 2").sees("Ujian akhir contoh", "Latihan soal: Kelas contoh")
}

// Whatever is pressed, the screen holds together, and in the end everything that was done is stored.
func TestRandomKeysInAnExam(t *testing.T) {
	keys := strings.Fields("left right up down 1 2 3 4 5 enter space x t d esc home end pgup pgdown tab shift+up shift+down 0 a n p s backspace delete")
	for seed := range uint64(4) {
		rng := rand.New(rand.NewPCG(seed, 9))
		e := examineeIn(t, t.TempDir(), 60, 16, 0)
		e.press("2 1 enter")
		for range 500 {
			key := keys[rng.IntN(len(keys))]
			e.press(key)
			screen := e.screen()
			if strings.Contains(screen, "Kumpulkan ujian ini?") {
				e.press("esc")
			}
			if strings.Contains(screen, "Lanjutkan") { // esc has left the exam
				e.press("1")
			}
			for _, line := range strings.Split(screen, "\n") {
				if ansi.StringWidth(line) > 60 {
					t.Fatalf("after %s: %q is too wide", key, line)
				}
			}
			if e.pass(time.Duration(rng.IntN(900)) * time.Millisecond); strings.Contains(e.screen(), "Hasil:") {
				t.Fatal("it was handed in")
			}
		}
		e.press("esc esc esc").pass(3 * time.Second)
		shown := e.screen()
		e.press("ctrl+c")
		if strings.Contains(shown, "belum tersimpan") || !e.ended {
			t.Errorf("seed %d: not everything is stored\n%s", seed, shown)
		}
	}
}

// The screens of Kuis as they look at the sizes that people have; see [TestGoldenScreens].
func TestGoldenExamScreens(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {100, 30}, {60, 16}} {
		t.Run(fmt.Sprintf("%dx%d", size[0], size[1]), func(t *testing.T) {
			golden := func(d *driver, name string) {
				t.Helper()
				d.golden(fmt.Sprintf("%s-%dx%d", name, size[0], size[1]))
			}
			e := examineeIn(t, t.TempDir(), size[0], size[1], 0)
			golden(e.press("2"), "kuis")
			golden(e.press("1"), "kuis-pengantar")
			e.press("enter")
			golden(e.to("Satu jawaban").press("2 t"), "kuis-satu")
			golden(e.to("Beberapa jawaban").press("1 3"), "kuis-beberapa")
			golden(e.to("Benar atau salah").press("2"), "kuis-benar-salah")
			golden(e.to("Isian singkat").press("enter").typed("fasilitatif"), "kuis-isian")
			e.press("enter")
			golden(e.to("Angka").typed("300 juta"), "kuis-angka")
			e.press("enter")
			golden(e.to("Menjodohkan").press("2 enter down"), "kuis-menjodohkan")
			golden(e.to("Urutkan").press("down space down"), "kuis-urutan")
			golden(e.to("Situasi").driver, "kuis-situasi")
			golden(e.to("Esai").press("enter").typed("Ketiganya menghitung sendiri-sendiri berapa yang boleh diambil dari muara yang sama."), "kuis-esai")
			golden(e.press("esc d"), "kuis-daftar")
			golden(e.press("s"), "kuis-kumpulkan")
			e.press("esc esc esc")
			golden(e.driver, "kuis-berjalan")
			golden(e.press("esc"), "beranda-ujian")
		})
	}
}
