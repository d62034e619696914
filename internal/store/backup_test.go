package store

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"time"

	"mufakat/internal/practice"
	"mufakat/internal/quiz"
	"mufakat/internal/sim"
)

// randomLife plays, rewinds, finishes, writes, sits exams and practises at random for a profile.
func randomLife(t *testing.T, s *Store, p ProfileID, rng *rand.Rand) {
	t.Helper()
	for range rng.IntN(5) {
		run := sim.Run{Case: fmt.Sprintf("k%d", rng.IntN(2)), Hash: "h", Seed: rng.Uint64(), Mode: sim.Mode(rng.IntN(2)), Group: rng.IntN(2) == 0}
		id, err := s.Begin(p, []string{"", "/srv/k.md"}[rng.IntN(2)], "Judul", run)
		must(t, err)
		n := 0
		for range rng.IntN(12) {
			if rng.IntN(4) > 0 {
				must(t, s.Append(id, n, randomDecision(rng)))
				n++
				continue
			}
			to := rng.IntN(n + 1)
			must(t, s.Rewind(id, n, to))
			n = to
		}
		if rng.IntN(2) == 0 {
			r := resultOf(rng.Float64() * 100)
			r.ScoreHigh += float64(rng.IntN(2))
			must(t, s.Finish(id, n, r))
			if n > 0 && rng.IntN(2) == 0 {
				must(t, s.Rewind(id, n, n-1))
				must(t, s.Finish(id, n-1, resultOf(3)))
			}
		}
		if rng.IntN(4) == 0 {
			must(t, s.Abandon(id))
		}
		for range rng.IntN(3) {
			must(t, s.SaveNote(id, fmt.Sprintf("kunci%d", rng.IntN(3)), "baris satu\n\"dua\" ☕"))
		}
	}
	for range rng.IntN(3) {
		must(t, s.MarkSeen(p, fmt.Sprintf("C-%02d", rng.IntN(30))))
	}
	for range rng.IntN(4) {
		paper := examPaper(rng.Uint64())
		id, err := s.BeginAttempt(p, []string{"", "kolaboratif"}[rng.IntN(2)], paper, firstMoment.Add(time.Duration(rng.Int64N(1e18))))
		must(t, err)
		n := rng.IntN(15)
		for i := range n {
			must(t, s.AppendEvent(id, i, examEvent(rng.IntN(100))))
		}
		if rng.IntN(2) == 0 {
			handIn(t, s, id, n)
			for range rng.IntN(3) {
				must(t, s.AddMark(id, quiz.Mark{Item: essayOf(paper), Fraction: rng.Float64(), Levels: [][]int{nil, {1, 0, 3}}[rng.IntN(2)], Comment: "baris\nkedua"}))
			}
		}
	}
	for _, source := range practised {
		for range rng.IntN(20) {
			must(t, s.AddReview(p, source, randomReview(rng)))
		}
		if rng.IntN(2) == 0 {
			plan := practice.Plan{PerDay: rng.IntN(20)}
			if rng.IntN(2) == 0 {
				plan.Exam = firstMoment.Add(time.Duration(rng.Int64N(1e18)))
			}
			must(t, s.SetPracticePlan(p, source, plan))
		}
	}
}

// practised are the sources of what a random life practises.
var practised = []string{"kolaboratif", "/srv/bank.gift"}

func backup(t testing.TB, s *Store, p ProfileID) string {
	t.Helper()
	var text bytes.Buffer
	must(t, s.Backup(p, &text))
	return text.String()
}

// What is restored and backed up again is the same file, but for a name that was taken; and it is the same life.
func TestBackupRoundTrip(t *testing.T) {
	for seed := range uint64(12) {
		rng := rand.New(rand.NewPCG(seed, 3))
		from := open(t, t.TempDir(), Options{})
		p, err := from.AddProfile("Budi", "123456")
		must(t, err)
		randomLife(t, from, p.ID, rng)
		text := backup(t, from, p.ID)

		elsewhere, _ := player(t)
		restored, err := elsewhere.Restore(strings.NewReader(text))
		must(t, err)
		if restored.Name != "Budi" || restored.NIP != p.NIP || !restored.Created.Equal(p.Created) {
			t.Errorf("seed %d: %+v, want %+v", seed, restored, p)
		}
		if again := backup(t, elsewhere, restored.ID); again != text {
			t.Errorf("seed %d:\n%s\nwant\n%s", seed, again, text)
		}
		twin, err := from.Restore(strings.NewReader("\ufeff" + text)) // an editor added the mark
		must(t, err)
		if again := backup(t, from, twin.ID); twin.Name != "Budi (2)" || strings.Replace(again, `"Budi (2)"`, `"Budi"`, 1) != text {
			t.Errorf("seed %d: twin %+v differs", seed, twin)
		}
		sameHistory(t, from, p.ID, elsewhere, restored.ID)
	}
}

// sameHistory compares two profiles' histories, of runs, exams and practice, without what names them.
func sameHistory(t *testing.T, a *Store, pa ProfileID, b *Store, pb ProfileID) {
	t.Helper()
	one, err := a.History(pa)
	must(t, err)
	two, err := b.History(pb)
	must(t, err)
	if len(one) != len(two) {
		t.Fatalf("%d runs and %d runs", len(one), len(two))
	}
	for i := range one {
		x, err := a.Run(one[i].ID)
		must(t, err)
		y, err := b.Run(two[i].ID)
		must(t, err)
		x.ID, x.Profile, y.ID, y.Profile = 0, 0, 0, 0
		if fmt.Sprintf("%+v", x) != fmt.Sprintf("%+v", y) {
			t.Errorf("%+v\nand %+v", x, y)
		}
	}
	exams, err := a.Attempts(pa)
	must(t, err)
	others, err := b.Attempts(pb)
	must(t, err)
	if len(exams) != len(others) {
		t.Fatalf("%d attempts and %d attempts", len(exams), len(others))
	}
	for i := range exams {
		x, err := a.Attempt(exams[i].ID)
		must(t, err)
		y, err := b.Attempt(others[i].ID)
		must(t, err)
		x.ID, x.Profile, y.ID, y.Profile = 0, 0, 0, 0
		if !reflect.DeepEqual(x, y) {
			t.Errorf("%+v\nand %+v", x, y)
		}
	}
	for _, source := range practised {
		if x, y := reviews(t, a, pa, source), reviews(t, b, pb, source); !reflect.DeepEqual(x, y) {
			t.Errorf("%+v\nand %+v", x, y)
		}
		x, saidX, err := a.PracticePlan(pa, source)
		must(t, err)
		y, saidY, err := b.PracticePlan(pb, source)
		must(t, err)
		if x != y || saidX != saidY {
			t.Errorf("%+v %v\nand %+v %v", x, saidX, y, saidY)
		}
	}
}

func TestRestoreKeepsCurrentProfileAndFindsName(t *testing.T) {
	s, p := player(t)
	must(t, s.UpdateProfile(p, strings.Repeat("n", 60), ""))
	text := backup(t, s, p)
	for i := 2; i <= 11; i++ {
		twin, err := s.Restore(strings.NewReader(text))
		must(t, err)
		suffix := fmt.Sprintf(" (%d)", i)
		if want := strings.Repeat("n", 60-len(suffix)) + suffix; twin.Name != want {
			t.Errorf("%q, want %q", twin.Name, want)
		}
	}
	if current, err := s.CurrentProfile(); err != nil || current.ID != p {
		t.Errorf("current %+v, %v", current, err)
	}
}

const (
	backupDamagedSentence = "Cadangan itu rusak atau terpotong, sehingga tidak ada yang dipulihkan; pakai salinan cadangan yang lain."
	backupForeignSentence = "Berkas itu bukan cadangan profil Mufakat; pilih berkas cadangan yang dibuat oleh Mufakat."
)

func TestRestoreRefuses(t *testing.T) {
	s, p := player(t)
	id, err := s.Begin(p, "", "Judul", sim.Run{Case: "k", Decisions: []sim.Decision{decision(0), decision(1)}})
	must(t, err)
	must(t, s.Rewind(id, 2, 1))
	must(t, s.Finish(id, 1, resultOf(50)))
	exam := sit(t, s, p, 1)
	handIn(t, s, exam, 1)
	must(t, s.AddMark(exam, quiz.Mark{Item: essayOf(examPaper(1)), Fraction: 0.25}))
	must(t, s.AddReview(p, "kelas", practice.Review{ItemID: "KLS-001", At: firstMoment, Fraction: 0.125}))
	must(t, s.SetPracticePlan(p, "kelas", practice.Plan{PerDay: 10}))
	good := backup(t, s, p)
	with := func(old, new string) string {
		t.Helper()
		if !strings.Contains(good, old) {
			t.Fatalf("%q is not in the backup:\n%s", old, good)
		}
		return strings.Replace(good, old, new, 1)
	}
	const newer = "Cadangan itu dibuat oleh versi Mufakat yang lebih baru; perbarui Mufakat, lalu pulihkan lagi."
	for _, test := range []struct {
		name, text string
		code       Code
		sentence   string
	}{
		{"empty", "", BackupForeign, backupForeignSentence},
		{"text", "halo", BackupForeign, backupForeignSentence},
		{"a list", "[]", BackupForeign, backupForeignSentence},
		{"other JSON", `{"format":"lain","versi":1}`, BackupForeign, backupForeignSentence},
		{"deep JSON", strings.Repeat("[", 1000000), BackupForeign, backupForeignSentence},
		{"newer", with(`"versi": 3`, `"versi": 4`), BackupNewer, newer},
		{"newer of another shape", `{"format":"mufakat-profil","versi":9,"nama":{"depan":"Budi"}}`, BackupNewer, newer},
		{"version 0", with(`"versi": 3`, `"versi": 0`), BackupDamaged, backupDamagedSentence},
		{"truncated", good[:len(good)/2], BackupDamaged, backupDamagedSentence},
		{"wrong type", with(`"peringkat": 1`, `"peringkat": "satu"`), BackupDamaged, backupDamagedSentence},
		{"unknown mode", with(`"latihan"`, `"ujian"`), BackupDamaged, backupDamagedSentence},
		{"unknown state", with(`"finished"`, `"selesai"`), BackupDamaged, backupDamagedSentence},
		{"gap in the decisions", with(`"urutan": 0`, `"urutan": 1`), BackupDamaged, backupDamagedSentence},
		{"negative number", with(`"urutan": 1`, `"urutan": -1`), BackupDamaged, backupDamagedSentence},
		{"a year too high", with(`"dimulai": "2026-03-02T08:00:`, `"dimulai": "9999-12-31T23:59:59-07:00", "x": "`), BackupDamaged, backupDamagedSentence},
		{"unknown event", with(`"answer"`, `"tebak"`), BackupDamaged, backupDamagedSentence},
		{"an event after the hand-in", with(`"answer"`, `"hand_in"`), BackupDamaged, backupDamagedSentence},
		{"a result without hand-in", with(`"hand_in"`, `"flag"`), BackupDamaged, backupDamagedSentence},
		{"a mark without result", with(`"penilaian"`, `"lain"`), BackupDamaged, backupDamagedSentence},
		{"a mark without hand-in", `{"format":"mufakat-profil","versi":2,"nama":"a","ujian":[{"acak":"1","cetak_biru":{},"soal":[],"penilaian":[{}]}]}`, BackupDamaged, backupDamagedSentence},
		{"a mark too high", with(`"bagian": 0.25`, `"bagian": 1.25`), BackupDamaged, backupDamagedSentence},
		{"a review too good", with(`"bagian": 0.125`, `"bagian": 1.125`), BackupDamaged, backupDamagedSentence},
		{"a review in a year too high", with(`"butir": "KLS-001",
     "waktu": "2026-03-02T08:00:`, `"butir": "KLS-001",
     "waktu": "9999-12-31T23:59:59-07:00", "x": "`), BackupDamaged, backupDamagedSentence},
		{"a plan of another kind", with(`"per_hari": 10`, `"per_hari": "sepuluh"`), BackupDamaged, backupDamagedSentence},
		{"no questions", with(`"soal": [`, `"lain": [`), BackupDamaged, backupDamagedSentence},
		{"questions too deep", with(`"soal": [`, `"soal": `+strings.Repeat("[", 1500)+strings.Repeat("]", 1500)+`, "lain": [`), BackupDamaged, backupDamagedSentence},
		{"no name", with(`"Peserta"`, `"\u200b"`), BadName, "Nama profil masih kosong; ketik nama dengan paling banyak 60 huruf."},
		{"too big", good + strings.Repeat(" ", MaxBackup), BackupTooBig, "Berkas itu terlalu besar untuk cadangan Mufakat (lebih dari 64 MB); pilih berkas yang lain."},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := s.Restore(strings.NewReader(test.text))
			fails(t, err, test.code, test.sentence)
		})
	}
	for table, want := range map[string]int{"profile": 1, "run": 1, "decision": 2, "result": 1, "attempt": 1, "event": 2, "mark": 1, "attempt_result": 2, "review": 2, "practice_plan": 1} {
		if n := count(t, s, "SELECT count(*) FROM "+table); n != want {
			t.Errorf("%d rows in %s, want %d", n, table, want)
		}
	}
}

// A backup is text from outside: its texts are cleaned like any other.
func TestRestoreCleans(t *testing.T) {
	s, p := player(t)
	_, err := s.Begin(p, "", "Judul", sim.Run{Case: "k", Decisions: []sim.Decision{decision(0)}})
	must(t, err)
	exam := sit(t, s, p, 3)
	handIn(t, s, exam, 3)
	must(t, s.AddMark(exam, quiz.Mark{Item: essayOf(examPaper(1)), Comment: "Komentar"}))
	must(t, s.AddReview(p, "kelas", practice.Review{ItemID: "KLS-001", At: firstMoment}))
	must(t, s.SetPracticePlan(p, "kelas", practice.Plan{PerDay: 10}))
	text := strings.NewReplacer("kelas", `ke\u001blas`, "KLS-001", `KLS\u0007-001`, "Siapa yang", `Siapa\u001b yang`, "Akhir modul", `Akhir\u202e modul`, "Menurut", `Menu\u009brut`, "Komentar", `Komen\u0007tar`, "kolaboratif", `kolabo\u200bratif`, "Peserta", `Bu\u001b[31mdi`, "Judul", `Ju\u202edul`, "supaya", `su\u0007paya`, "adegan-0", `\u001badegan-0`, `"k"`, `"\u009bk"`).Replace(backup(t, s, p))
	restored, err := s.Restore(strings.NewReader(text))
	must(t, err)
	saved, _, err := s.LastOpenRun(restored.ID)
	must(t, err)
	if restored.Name != "Bu[31mdi" || saved.Title != "Judul" || saved.Run.Case != "k" ||
		saved.Run.Decisions[0].Reason != "supaya ada pegangan" || saved.Run.Decisions[0].Passage != "adegan-0" {
		t.Errorf("%+v %+v", restored, saved)
	}
	attempts, _, err := s.AllAttempts(finalExam)
	must(t, err)
	if len(attempts) != 2 {
		t.Fatalf("%d attempts are at the exam", len(attempts))
	}
	for i := range attempts {
		attempts[i].ID, attempts[i].Profile = 0, 0
	}
	if !reflect.DeepEqual(attempts[0], attempts[1]) {
		t.Errorf("%+v\nwas %+v", attempts[1], attempts[0])
	}
	if again, was := reviews(t, s, restored.ID, "kelas"), reviews(t, s, p, "kelas"); len(was) != 1 || !reflect.DeepEqual(again, was) {
		t.Errorf("%+v\nwas %+v", again, was)
	}
	if plan, said, err := s.PracticePlan(restored.ID, "kelas"); err != nil || !said || plan.PerDay != 10 {
		t.Errorf("%+v, %v, %v", plan, said, err)
	}
}

// A backup from before there were exams.
func TestRestoreVersion1(t *testing.T) {
	s, _ := player(t)
	restored, err := s.Restore(strings.NewReader(`{"format":"mufakat-profil","versi":1,"nama":"Budi","dibuat":"2026-03-02T08:00:00Z","permainan":[
{"asal":"","kasus":"k","judul":"Judul","sidik":"h","acak":"7","cara":"latihan","kelompok":false,"keadaan":"open","dimulai":"2026-03-02T08:00:00Z","diubah":"2026-03-02T08:00:00Z",
"keputusan":[{"urutan":0,"adegan":"a","opsi":"o","tempat":0,"tujuan":"b","waktu":"2026-03-02T08:01:00Z","alasan":"","acungan":null}]}]}`))
	must(t, err)
	if saved, found, err := s.LastOpenRun(restored.ID); err != nil || !found || len(saved.Run.Decisions) != 1 {
		t.Errorf("%+v, %v, %v", saved, found, err)
	}
}

// A backup from before there was practice; its mark has no levels.
func TestRestoreVersion2(t *testing.T) {
	s, _ := player(t)
	paper := examPaper(1)
	paper.Items = []quiz.Item{{Question: &quiz.Question{Kind: quiz.Essay, Points: 4}}}
	blueprint, items, err := encodePaper(paper)
	must(t, err)
	restored, err := s.Restore(strings.NewReader(`{"format":"mufakat-profil","versi":2,"nama":"Budi","dibuat":"2026-03-02T08:00:00Z","permainan":[],"ujian":[
{"asal":"kelas","ujian":"akhir","judul":"Akhir","dimulai":"2026-03-02T08:00:00Z","acak":"7","cetak_biru":` + blueprint + `,"soal":` + items + `,
"kejadian":[{"jenis":"answer","butir":0,"jawaban":{"Text":"begini"},"waktu":"2026-03-02T08:01:00Z","berlalu":60000000000},{"jenis":"hand_in","butir":0,"waktu":"2026-03-02T08:02:00Z","berlalu":120000000000}],
"penilaian":[{"butir":0,"bagian":0.75,"komentar":"Baik.","waktu":"2026-03-02T08:03:00Z"}],
"hasil":[{"waktu":"2026-03-02T08:02:00Z","poin":0,"poin_tertinggi":4,"belum_dinilai":1,"lulus":false,"bagian":[0]},
{"waktu":"2026-03-02T08:03:00Z","poin":3,"poin_tertinggi":4,"belum_dinilai":0,"lulus":true,"bagian":[0.75]}]}]}`))
	must(t, err)
	infos, err := s.Attempts(restored.ID)
	must(t, err)
	saved, err := s.Attempt(infos[0].ID)
	must(t, err)
	if want := []quiz.Mark{{Fraction: 0.75, Comment: "Baik."}}; !reflect.DeepEqual(saved.Attempt.Marks, want) || saved.Attempt.Response(0).Text != "begini" {
		t.Errorf("%+v", saved.Attempt)
	}
	if _, said, err := s.PracticePlan(restored.ID, "kelas"); said || err != nil {
		t.Errorf("a plan out of nothing, %v", err)
	}
}

// A restore for which there is no room leaves nothing behind.
func TestRestoreIsAtomic(t *testing.T) {
	from, p := player(t)
	run := sim.Run{Case: "k"}
	for n := range 1000 {
		run = run.Append(decision(n))
	}
	_, err := from.Begin(p, "", "", run)
	must(t, err)
	text := backup(t, from, p)
	full := open(t, t.TempDir(), Options{MaxPages: 24})
	_, err = full.Restore(strings.NewReader(text))
	if CodeOf(err) != DiskFull {
		t.Errorf("%v (%v)", err, unwrap(err))
	}
	for _, table := range []string{"profile", "run", "decision"} {
		if n := count(t, full, "SELECT count(*) FROM "+table); n != 0 {
			t.Errorf("%d rows in %s", n, table)
		}
	}
}

type failing struct{}

func (failing) Read([]byte) (int, error)  { return 0, errors.New("input/output error") }
func (failing) Write([]byte) (int, error) { return 0, errors.New("no space left on device") }

func TestBackupDeviceFails(t *testing.T) {
	s, p := player(t)
	fails(t, s.Backup(p, failing{}), BackupFailed, "Cadangan tidak dapat ditulis; periksa ruang dan izin menulis di tempat tujuan, lalu coba lagi.")
	_, err := s.Restore(failing{})
	fails(t, err, BackupFailed, "Cadangan tidak dapat dibaca; periksa apakah berkasnya masih ada dan boleh dibaca, lalu coba lagi.")
}

// The keys of a backup are a promise to later versions.
func TestBackupFormat(t *testing.T) {
	s := open(t, t.TempDir(), Options{Now: func() time.Time { return firstMoment }})
	p, err := s.AddProfile("Budi", "")
	must(t, err)
	d := decision(0)
	d.Hands = []int{4, 3}
	id, err := s.Begin(p.ID, "", "Gerbang", sim.Run{Case: "kartamantul", Hash: "abc", Seed: 1 << 63, Decisions: []sim.Decision{d, decision(1)}})
	must(t, err)
	must(t, s.Rewind(id, 2, 1))
	must(t, s.Finish(id, 1, resultOf(62.5)))
	must(t, s.SaveNote(id, "tebakan", "warga"))
	must(t, s.MarkSeen(p.ID, "C-07"))
	paper := examPaper(1)
	essay := &quiz.Question{Kind: quiz.Essay, Points: 4}
	paper.Items, paper.Seed = []quiz.Item{{Question: essay}}, math.MaxUint64
	exam, err := s.BeginAttempt(p.ID, "kolaboratif", paper, firstMoment)
	must(t, err)
	must(t, s.AppendEvent(exam, 0, quiz.Event{Response: quiz.Response{Text: "begini"}, At: firstMoment, Elapsed: time.Minute}))
	must(t, s.AppendEvent(exam, 1, quiz.Event{Kind: quiz.HandIn, At: firstMoment}))
	must(t, s.AddMark(exam, quiz.Mark{Fraction: 0.5, Levels: []int{2, 0}, Comment: "Baik."}))
	must(t, s.AddMark(exam, quiz.Mark{Fraction: 0.75}))
	must(t, s.AddReview(p.ID, "kelas", practice.Review{ItemID: "KLS-001", At: firstMoment, Fraction: 0.5, Took: time.Second, Sure: true, Exam: true}))
	must(t, s.AddReview(p.ID, "kelas", practice.Review{ItemID: "KLS-002", At: firstMoment}))
	must(t, s.SetPracticePlan(p.ID, "kelas", practice.Plan{Exam: firstMoment, PerDay: 10}))
	must(t, s.SetPracticePlan(p.ID, "/srv/bank.gift", practice.Plan{PerDay: 5}))
	question, err := json.Marshal(essay)
	must(t, err)
	const moment = `"2026-03-02T08:00:00.123456789Z"`
	want := `{"format":"mufakat-profil","versi":3,"nama":"Budi","dibuat":` + moment + `,
"permainan":[{"asal":"","kasus":"kartamantul","judul":"Gerbang","sidik":"abc","acak":"9223372036854775808","cara":"latihan","kelompok":false,
"keadaan":"finished","dimulai":` + moment + `,"diubah":` + moment + `,
"keputusan":[{"urutan":0,"adegan":"adegan-0","opsi":"opsi-0","tempat":0,"tujuan":"adegan-1","waktu":` + moment + `,"alasan":"supaya ada pegangan","acungan":[4,3]},
{"urutan":1,"adegan":"adegan-1","opsi":"opsi-1","tempat":1,"tujuan":"adegan-2","waktu":"2026-03-02T08:01:00.123456789Z","alasan":"supaya ada pegangan","acungan":null,"ditarik":` + moment + `}],
"hasil":[{"akhir":"meja","judul_akhir":"Meja tetap ada","peringkat":1,"kriteria":[60.5,50,-1],"total":55.25,"nilai_terendah":62.5,"nilai_tertinggi":62.5,"nilai_menebak":47,"jumlah_keputusan":1,"waktu":` + moment + `}],
"catatan":[{"kunci":"tebakan","isi":"warga","waktu":` + moment + `}]}],
"ujian":[{"asal":"kolaboratif","ujian":"akhir","judul":"Akhir modul","dimulai":` + moment + `,"acak":"18446744073709551615",
"cetak_biru":{"ID":"akhir","Title":"Akhir modul","Minutes":40,"Pass":70,"Attempts":0,"KeepItems":false,"KeepOptions":false,
"Sections":[{"Title":"","Pass":0,"Draws":[{"Tags":null,"Number":7,"Line":0}]}],"After":{"Score":true,"Answers":false,"Key":false,"Feedback":false}},
"soal":[{"Question":` + string(question) + `,"Section":0,"Shown":null}],
"kejadian":[{"jenis":"answer","butir":0,"jawaban":{"Options":null,"True":null,"Text":"begini","Matches":null,"Order":null},"waktu":` + moment + `,"berlalu":60000000000},
{"jenis":"hand_in","butir":0,"waktu":` + moment + `,"berlalu":0}],
"penilaian":[{"butir":0,"bagian":0.5,"tingkat":[2,0],"komentar":"Baik.","waktu":` + moment + `},{"butir":0,"bagian":0.75,"komentar":"","waktu":` + moment + `}],
"hasil":[{"waktu":` + moment + `,"poin":0,"poin_tertinggi":4,"belum_dinilai":1,"lulus":false,"bagian":[0]},
{"waktu":` + moment + `,"poin":2,"poin_tertinggi":4,"belum_dinilai":0,"lulus":false,"bagian":[0.5]},
{"waktu":` + moment + `,"poin":3,"poin_tertinggi":4,"belum_dinilai":0,"lulus":true,"bagian":[0.75]}]}],
"latihan":[{"asal":"/srv/bank.gift","rencana":{"per_hari":5}},
{"asal":"kelas","rencana":{"ujian_pada":` + moment + `,"per_hari":10},
"jawaban":[{"butir":"KLS-001","waktu":` + moment + `,"bagian":0.5,"lama":1000000000,"yakin":true,"ujian":true},{"butir":"KLS-002","waktu":` + moment + `,"bagian":0}]}],
"kartu_dibaca":[{"kode":"C-07","waktu":` + moment + `}]}`
	var got bytes.Buffer
	must(t, json.Compact(&got, []byte(backup(t, s, p.ID))))
	if want = strings.ReplaceAll(want, "\n", ""); got.String() != want {
		t.Errorf("%s\nwant\n%s", got.String(), want)
	}
}

func FuzzRestore(f *testing.F) {
	s, p := player(f)
	id, err := s.Begin(p, "", "Judul", sim.Run{Case: "k", Decisions: []sim.Decision{decision(0), decision(1)}})
	must(f, err)
	must(f, s.Rewind(id, 2, 1))
	must(f, s.Finish(id, 1, resultOf(50)))
	exam := sit(f, s, p, 9)
	handIn(f, s, exam, 9)
	must(f, s.AddMark(exam, quiz.Mark{Item: essayOf(examPaper(1)), Fraction: 0.5, Levels: []int{1, 2}}))
	must(f, s.AddReview(p, "kelas", practice.Review{ItemID: "KLS-001", At: firstMoment, Fraction: 0.5, Took: time.Second, Sure: true}))
	must(f, s.SetPracticePlan(p, "kelas", practice.Plan{Exam: firstMoment, PerDay: 10}))
	f.Add(backup(f, s, p))
	f.Add(`{"format":"mufakat-profil","versi":2,"nama":"a","ujian":[{"acak":"1","cetak_biru":null,"soal":[{"Question":{}}],"kejadian":[{"jenis":"hand_in"}],"hasil":[{}]}]}`)
	f.Add(`{"format":"mufakat-profil","versi":3,"nama":"a","latihan":[{"asal":"x","rencana":{"ujian_pada":null,"per_hari":-1},"jawaban":[{"butir":"","lama":-1}]},{"asal":"x","rencana":{"per_hari":2}},{"asal":"y","jawaban":[]}]}`)
	f.Add(`{"format":"mufakat-profil","versi":1,"nama":"a","permainan":[{"cara":"latihan","keadaan":"open","acak":"1","keputusan":[{"ditarik":"2026-01-01T00:00:00Z"}]}]}`)
	f.Add(`{"format":"mufakat-profil","versi":1,"nama":"a","permainan":null,"kartu_dibaca":[{"kode":"x"},{"kode":"x"}]}`)
	f.Add(`mufakat-profil`)
	f.Fuzz(func(t *testing.T, text string) {
		restored, err := s.Restore(strings.NewReader(text))
		if err != nil {
			if code := CodeOf(err); code == Unknown || code == Damaged {
				t.Errorf("%v (%v)", err, unwrap(err))
			}
			return
		}
		// Whatever is let in can be read, and brought out again.
		twin, err := s.Restore(strings.NewReader(backup(t, s, restored.ID)))
		if err != nil {
			t.Fatalf("%v (%v)", err, unwrap(err))
		}
		must(t, s.DeleteProfile(twin.ID))
		history, err := s.History(restored.ID)
		must(t, err)
		for _, info := range history {
			if _, err := s.Run(info.ID); err != nil {
				t.Errorf("%v (%v)", err, unwrap(err))
			}
		}
		attempts, err := s.Attempts(restored.ID)
		must(t, err)
		for _, info := range attempts {
			saved, err := s.Attempt(info.ID)
			if CodeOf(err) == PaperUnreadable {
				continue
			}
			must(t, err)
			saved.Attempt.Result()
		}
		must(t, s.DeleteProfile(restored.ID))
	})
}
