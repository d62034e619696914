package scenes_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"mufakat/internal/gift"
	"mufakat/internal/pack"
	"mufakat/internal/practice"
	"mufakat/internal/quiz"
	"mufakat/internal/store"
	"mufakat/internal/ui"
	"mufakat/scenes"
)

// bankText is a library with one bank: GIFT, and a rubric for its essays.
type bankText string

func (b bankText) Exams() ([]pack.ExamInfo, error) { return nil, nil }

func (b bankText) Banks() ([]pack.BankInfo, error) {
	return []pack.BankInfo{{Source: "bank", Title: "Bank kecil", Questions: 1}}, nil
}

func (b bankText) Bank(source string) (bank quiz.Bank, err error) {
	if source != "bank" {
		return bank, fmt.Errorf("Paket %s tidak ada. Pasang lagi paketnya.", source)
	}
	questions := gift.Parse("bank.gift", []byte(b)).Questions()
	for i := range questions {
		bank.Questions = append(bank.Questions, &questions[i])
	}
	bank.Rubrics = []quiz.Rubric{{ID: "dua", Title: "Dua aspek", Aspects: []quiz.Aspect{
		{Title: "Masalah pokok", Text: "Apa yang macet.", Levels: []string{"tidak ada", "disebut", "dijelaskan"}},
		{Title: "Aktor", Weight: 3, Levels: []string{"tidak ada", "disebut"}},
	}}}
	return bank, nil
}

const twoStatements = "// [id:satu] [tag:C-07]\nBumi bulat. {T}\n\n// [id:dua] [tag:C-07] [tag:C-06]\nAir kering. {F#Air basah.#Tepat.}\n"

// practise opens the practice of a bank from Beranda; whatever is new is asked today.
func practise(t testing.TB, text bankText) *driver {
	t.Helper()
	d := start(t, 80, 24)
	d.app.Quizzes = text
	return d.openPractice("bank")
}

func (d *driver) openPractice(source string) *driver {
	d.t.Helper()
	d.run(ui.Push(scenes.NewPractice(d.app, source)))
	return d
}

// answers answers the statement on the screen, rightly or not, has it checked, and goes on.
func (d *driver) answers(right bool) *driver {
	d.t.Helper()
	if right == strings.Contains(d.screen(), "Bumi bulat") {
		d.press("1 enter")
	} else {
		d.press("2 enter")
	}
	if right {
		return d.sees("benar · 1 dari 1 poin").press("enter")
	}
	return d.sees("salah · 0 dari 1 poin", "Soal ini datang lagi sebelum latihan selesai.").press("enter")
}

// kept checks what the store holds: the reviews' items and fractions, in their order.
func (d *driver) kept(want ...string) []practice.Review {
	d.t.Helper()
	all, err := d.store.Reviews(d.app.Profile.ID, "bank")
	if err != nil {
		d.t.Fatal(err)
	}
	var got []string
	for _, r := range all {
		got = append(got, fmt.Sprintf("%s %.2f", r.ItemID, r.Fraction))
	}
	if strings.Join(got, ", ") != strings.Join(want, ", ") {
		d.t.Fatalf("in the store: %q, want %q", got, want)
	}
	return all
}

const oneDay = 24 * time.Hour

// An answer that is on its way to the store when the program ends is there afterwards.
func TestPracticeIsKeptByWhoLeaves(t *testing.T) {
	d := practise(t, twoStatements).press("1").sees("Air kering")
	d.root, _ = d.root.Update(keyPress("t")) // storing it takes longer than the next key
	if d.press("ctrl+c"); !d.ended {
		t.Error("the program goes on")
	}
	d.kept("dua 0.00")
}

// A wrong item comes back in the same session, which ends when everything was right; each answer is in the store at once.
func TestPracticeSession(t *testing.T) {
	d := practise(t, twoStatements).sees("Bank kecil", "0 soal menunggu diulang, 2 soal baru", "0 dari 2 soal")
	d.press("1").sees("2 soal lagi", "Air kering").answers(false)
	d.kept("dua 0.00")
	d.sees("2 soal lagi, 1 diulang", "Bumi bulat").answers(true)
	d.kept("dua 0.00", "satu 1.00")
	d.sees("1 soal lagi, 1 diulang", "Air kering").answers(true)
	for _, r := range d.kept("dua 0.00", "satu 1.00", "dua 1.00") {
		if r.Took <= 0 || r.Took > time.Minute || r.Sure || r.Exam {
			t.Errorf("%+v", r)
		}
	}
	d.sees("Latihan hari ini selesai", "2 soal Anda jawab: 1 tanpa salah, 1 sempat salah", "✗ Air kering", "Kartu konsep: C-07 Lima proses, C-06 Model", "Soal berikutnya ")
	d.press("k").sees("Kartu C-07").press("esc").sees("Latihan hari ini selesai")
	d.press("enter").sees("selesai. Soal berikutnya ", "2 dari 2 soal", "selesai untuk hari ini")
	d.press("1").sees("Untuk hari ini selesai: semua soal masih Anda ingat.")
	if d.pass(60 * oneDay).press("esc").openPractice("bank"); true {
		d.sees("2 soal menunggu diulang, 0 soal baru", "0 dari 2 soal").press("1").sees("2 soal lagi")
	}
}

// Who leaves loses nothing but the answer that was not checked, and is asked before; the wrong item is still due.
func TestPracticeLeft(t *testing.T) {
	d := practise(t, twoStatements).press("1").answers(false)
	d.press("1 esc").sees("Berhenti berlatih?").press("1").sees("Bumi bulat", "(•) Benar")
	d.press("esc 2").sees("1 soal menunggu diulang, 1 soal baru")
	d.kept("dua 0.00")
	d.press("1").sees("Air kering", "2 soal lagi").press("esc").sees("Mulai latihan")
}

// "Tidak tahu" counts as wrong; being sure is kept; without an answer there is nothing to check.
func TestPracticeKeys(t *testing.T) {
	d := practise(t, twoStatements).press("1 p").sees("Belum ada jawaban.").press("y").sees("Belum ada jawaban.")
	d.press("1 t").sees("Anda sudah menjawab.").press("x")
	d.kept()
	d.press("t").sees("tidak dijawab", "kunci", "datang lagi").press("enter 1 y").sees("benar · 1 dari 1 poin")
	all := d.kept("dua 0.00", "satu 1.00")
	if all[0].Sure || !all[1].Sure {
		t.Errorf("%+v", all)
	}
	d.press("esc").sees("1 soal menunggu diulang, 0 soal baru")
}

// Enter ends what is complete with it: a line, or one option of several; nothing else.
func TestPracticeEnter(t *testing.T) {
	for name, c := range map[string]struct {
		bank     bankText
		keys     string
		text     string
		then     string
		fraction string
	}{
		"a line":          {"// [id:a]\nIbu kota? {=Jakarta}\n", "enter", "Jakarta", "enter", "1.00"},
		"a number":        {"// [id:a]\nDua kali dua? {#4}\n", "", "5", "enter", "0.00"},
		"its digit again": {"// [id:a]\nPilih. {=ya ~tidak}\n", "1 2", "", "2", ""},
		"true again":      {"// [id:a]\nBumi bulat. {T}\n", "2 1", "", "1", "1.00"},
		"true by enter":   {"// [id:a]\nBumi bulat. {T}\n", "down enter up enter", "", "enter", "1.00"},
		"a digit typed":   {"// [id:a]\nTahun? {=11}\n", "enter", "11", "enter", "1.00"},
		"digits of pairs": {"// [id:a]\nJodohkan. {=a -> 1 =b -> 2 =c -> 3}\n", "1 1 1 1 1", "", "p", ""},
		"one option":      {"// [id:a]\nPilih. {=ya ~tidak}\n", "enter", "", "enter", ""},
		"several options": {"// [id:a]\nPilih. {~%50%ya ~%50%boleh ~%-100%tidak}\n", "enter enter enter", "", "p", ""},
		"pairs":           {"// [id:a]\nJodohkan. {=a -> 1 =b -> 2 =c -> 3}\n", "enter enter enter enter enter enter", "", "p", ""},
	} {
		t.Run(name, func(t *testing.T) {
			d := practise(t, c.bank).press("1").press(c.keys).typed(c.text)
			d.kept()
			d.press(c.then).sees(" poin")
			all, err := d.store.Reviews(d.app.Profile.ID, "bank")
			if err != nil || len(all) != 1 || c.fraction != "" && fmt.Sprintf("%.2f", all[0].Fraction) != c.fraction {
				t.Errorf("%+v, %v", all, err)
			}
		})
	}
}

// An essay is scored by who wrote it, aspect by aspect, by the rubric that it names; only then it is kept.
func TestPracticeEssay(t *testing.T) {
	d := practise(t, "// [id:esai] [tag:C-06]\n// @poin: 4\n// @rubrik: dua\nSiapa yang harus hadir? {####Warga, tiga sekda, provinsi.}\n").press("1 enter").typed("Warga dan p, t, y.")
	d.press("esc").sees("Tekan p bila esai sudah siap", "esc berhenti").misses("yakin").press("y").sees("Tekan p bila").press("p")
	d.sees("Warga dan p, t, y.", "Warga, tiga sekda, provinsi.", "▸ Masalah pokok", "Apa yang macet.", "Aktor (bobot 3)", "tekan angka tingkatnya")
	d.press("enter").sees("Masih ada aspek yang belum Anda nilai.").press("9 3").sees("▸ Aktor", "2  disebut")
	d.press("1").sees("Nilai Anda 1 dari 4 poin.").press("up 2 2").sees("Nilai Anda 3,5 dari 4 poin.")
	d.kept()
	d.press("enter").sees("3,5 dari 4 poin", "Masalah pokok: tingkat 2 dari 3: disebut", "Kartu konsep: C-06 Model")
	d.kept("esai 0.88")
	d.press("enter").sees("semuanya tanpa salah")
}

func TestPracticeEssayLeft(t *testing.T) {
	d := practise(t, "// [id:esai]\nSiapa? {}\n").press("1 enter").typed("Warga.").press("esc p").sees("▸ Jawaban").misses("menunggu penilaian").press("esc").sees("Berhenti berlatih?").press("esc")
	d.sees("Jawaban").press("1 enter").sees("datang lagi")
	d.kept("esai 0.00")
}

// withoutRoom is a store that keeps no review for a while.
type withoutRoom struct {
	scenes.Store
	fails *bool
}

func (f withoutRoom) AddReview(profile store.ProfileID, source string, r practice.Review) error {
	if *f.fails {
		return errors.New("Ruang penyimpanan penuh. Kosongkan sebagian, lalu coba lagi.")
	}
	return f.Store.AddReview(profile, source, r)
}

// An answer that cannot be kept is not told of; it stays on the screen, and can be given once more.
func TestPracticeNotKept(t *testing.T) {
	for name, c := range map[string]struct {
		bank             bankText
		keys, here, once string
		kept             string
	}{
		"a statement": {"// [id:a]\nBumi bulat. {T}\n", "1 enter", "(•) Benar", "enter", "a 1.00"},
		"an essay":    {"// [id:a]\nSiapa? {}\n", "enter x esc p 5 enter", "✓ 5", "enter", "a 1.00"},
	} {
		t.Run(name, func(t *testing.T) {
			d := practise(t, c.bank)
			fails := true
			d.app.Store = withoutRoom{d.app.Store, &fails}
			d.press("1").press(c.keys).sees("Jawaban belum tersimpan", "Ruang penyimpanan penuh").misses(" · 1 dari 1 poin")
			d.kept()
			fails = false
			d.press("enter").sees(c.here).press(c.once).sees(" · 1 dari 1 poin")
			d.kept(c.kept)
		})
	}
}

// The plan is kept as it is typed; what cannot be read is told, and changes nothing.
func TestPracticePlan(t *testing.T) {
	d := practise(t, twoStatements).sees("belum ditentukan")
	d.press("2").typed("24-12-2026").press("enter").sees("33 hari lagi (24 Desember 2026)")
	d.press("2").sees("24 Desember 2026").press(strings.Repeat("backspace ", 20)).typed("20 november").press("enter").sees("hari lagi (20 November 2027)")
	d.press("2").press(strings.Repeat("backspace ", 20)).typed("nanti").press("enter").sees("belum terbaca sebagai tanggal").press("enter").sees("20 November 2027")
	d.press("2").press(strings.Repeat("backspace ", 20)).press("enter").sees("belum ditentukan")
	d.press("3").press("backspace backspace").typed("1").press("enter").sees("0 soal menunggu diulang, 1 soal baru")
	for _, bad := range []string{"sedikit", "-1", "201", "1,5"} {
		d.press("3").press("backspace").typed(bad).press("enter").sees("“" + bad + "” tidak bisa dipakai. Ketik satu angka").press("enter").sees("1 soal baru")
	}
	d.press("3").press("backspace").typed("0").press("enter").sees("selesai. Belum ada soal untuk hari-hari berikutnya.")
	if plan, said, err := d.store.PracticePlan(d.app.Profile.ID, "bank"); err != nil || !said || plan.PerDay != 0 || !plan.Exam.IsZero() {
		t.Errorf("%+v, %v, %v", plan, said, err)
	}
}

// Before an exam, what is known well is asked again on its eve; without one it can wait.
func TestPracticeExam(t *testing.T) {
	for _, exam := range []bool{false, true} {
		d := practise(t, "// [id:a]\nBumi bulat. {T}\n")
		if exam {
			d.press("2").typed("23-11-2026").press("enter").sees("2 hari lagi (23 November 2026)")
		}
		d.press("1 1 y")
		if exam {
			d.sees("Soal ini diulang besok (22 November 2026).").press("enter").sees("Ujian Anda 2 hari lagi").press("enter")
			d.pass(oneDay).press("esc").openPractice("bank").sees("1 soal menunggu diulang", "besok (23 November 2026)").press("esc")
			d.pass(2 * oneDay).openPractice("bank").sees("sudah lewat: 23 November 2026")
			continue
		}
		d.misses("besok").press("enter").misses("Ujian").press("enter")
		d.pass(oneDay).press("esc").openPractice("bank").sees("selesai. Soal berikutnya ")
	}
}

// What of a bank cannot be read is told above what can be done with the rest.
func TestPracticeOfABrokenBank(t *testing.T) {
	d := start(t, 80, 24)
	d.app.Quizzes = halfRead{bankText(twoStatements)}
	d.openPractice("bank").sees("! kuis/rusak.gift: tidak terbaca.", "2 soal baru").press("1").sees("Air kering")
}

// halfRead is a library of which one bank cannot be read.
type halfRead struct{ bankText }

func (h halfRead) Bank(source string) (quiz.Bank, error) {
	bank, _ := h.bankText.Bank(source)
	return bank, errors.New("kuis/rusak.gift: tidak terbaca.")
}

// A bank that is gone, or has nothing to ask, is told of, and one is back where one was.
func TestPracticeOfNothing(t *testing.T) {
	d := start(t, 80, 24)
	d.app.Quizzes = bankText("Hanya keterangan.\n")
	d.openPractice("hilang").sees("Latihan ini tidak bisa dibuka", "Paket hilang tidak ada.").press("enter").sees("M U F A K A T")
	d.openPractice("bank").sees("Belum ada soal yang dapat dilatih").press("enter").sees("M U F A K A T")
}

// pressUntil presses the keys in turn until a text is on the screen.
func (d *driver) pressUntil(text string, keys ...string) *driver {
	d.t.Helper()
	for n := 0; n < 40 && !strings.Contains(d.screen(), text); n++ {
		d.press(keys[n%len(keys)])
	}
	return d.sees(text)
}

// counted are exams and questions of which it is known what was read.
type counted struct {
	scenes.Quizzes
	read *[]string
}

func (c counted) Banks() ([]pack.BankInfo, error) {
	*c.read = append(*c.read, "daftar")
	return c.Quizzes.Banks()
}

func (c counted) Bank(source string) (quiz.Bank, error) {
	*c.read = append(*c.read, source)
	return c.Quizzes.Bank(source)
}

// Beranda tells how many questions are due, and to know it reads no bank of which nothing was practised. One that is gone
// does not count.
func TestDueOnBeranda(t *testing.T) {
	d := start(t, 80, 24)
	var read []string
	look := func(q scenes.Quizzes) *driver {
		read = nil
		d.app.Quizzes = counted{q, &read}
		d.run(ui.Refresh)
		return d
	}
	if look(bankText(twoStatements)).misses("perlu dilatih"); len(read) > 0 {
		t.Errorf("read before anything was practised: %q", read)
	}
	d.openPractice("bank").press("1").answers(false).press("t esc esc")
	if look(bankText(twoStatements)).sees(dueNote(2)); !slices.Equal(read, []string{"daftar", "bank"}) {
		t.Errorf("read %q", read)
	}
	d.openPractice("bank").press("1").answers(true).answers(true).press("enter esc").misses("perlu dilatih")
	d.pass(60 * oneDay)
	look(bankText(twoStatements)).sees(dueNote(2))
	look(bankText("// [id:dua]\nAir kering. {F}\n")).sees(dueNote(1))
	look(nothing{}).misses("perlu dilatih")
}

// nothing is a library without questions.
type nothing struct{ scenes.Quizzes }

func (nothing) Banks() ([]pack.BankInfo, error) { return nil, nil }

func (nothing) Bank(string) (quiz.Bank, error) {
	return quiz.Bank{}, errors.New("Paket ini tidak ada.")
}

func dueNote(n int) string { return fmt.Sprintf("%d soal perlu dilatih", n) }

func TestGoldenPractice(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {100, 30}} {
		t.Run(fmt.Sprintf("%dx%d", size[0], size[1]), func(t *testing.T) {
			golden := func(d *driver, name string) {
				t.Helper()
				d.golden(fmt.Sprintf("latihan-%s-%dx%d", name, size[0], size[1]))
			}
			d := start(t, size[0], size[1]).openPractice("kelas")
			golden(d, "awal")
			golden(d.press("2"), "tanggal")
			golden(d.typed("24 des").press("enter 1"), "soal")
			golden(d.press("enter").typed("fasilitator").press("enter"), "sebagian")
			d.pressUntil("Tiga kabupaten", "enter", "t")
			golden(d.press("enter").typed("Muara tertutup pasir; tiga bupati dan nelayan harus duduk bersama.").press("esc p 3"), "nilai-esai")
			golden(d.press("4 enter"), "esai")
		})
	}
}
