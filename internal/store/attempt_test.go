package store

import (
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"mufakat/internal/quiz"
)

const (
	attemptClosedSentence  = "Ujian ini sudah dikumpulkan, sehingga jawabannya tidak dapat diubah lagi; lihat hasilnya di Kuis."
	attemptChangedSentence = "Ujian ini sudah diubah dari jendela Mufakat yang lain; kembali ke Beranda, lalu buka lagi untuk meneruskan dari jawaban terakhir."
	attemptOpenSentence    = "Ujian ini belum dikumpulkan, jadi belum dapat dinilai; tunggu sampai dikumpulkan."
	noAttemptSentence      = "Ujian itu sudah tidak ada, mungkin dihapus dari jendela Mufakat yang lain; kembali ke Beranda dan pilih yang lain."
	unreadableSentence     = "Soal ujian ini tidak dapat dibaca, mungkin karena disimpan oleh versi Mufakat yang lain; perbarui Mufakat, lalu buka lagi (jawaban yang sudah tersimpan tetap aman)."
	badMarkSentence        = "Nilai itu tidak dapat disimpan; isilah 0 sampai 100 persen, dan hanya untuk soal uraian."
)

var finalExam = ExamKey{"kolaboratif", "akhir"}

// essayOf is where the essay of a paper stands.
func essayOf(p *quiz.Paper) int {
	for i, item := range p.Items {
		if item.Question.Kind == quiz.Essay {
			return i
		}
	}
	return -1
}

func TestAttemptKeepsEverything(t *testing.T) {
	s, p := player(t)
	for seed := range uint64(5) {
		paper := examPaper(seed + math.MaxUint64 - 2)
		started := firstMoment.Add(time.Duration(seed)).In(time.FixedZone("WIB", 7*3600))
		id, err := s.BeginAttempt(p, "/srv/paket  ku.zip", paper, started)
		must(t, err)
		want := &quiz.Attempt{Paper: paper, Started: started.UTC()}
		for n := range 30 {
			e := examEvent(n)
			want.Events = append(want.Events, e)
			e.At = e.At.In(started.Location()) // stored and read back in UTC
			must(t, s.AppendEvent(id, n, e))
		}
		saved, err := s.Attempt(id)
		must(t, err)
		if !reflect.DeepEqual(saved.Attempt, want) {
			t.Errorf("%+v\nwant %+v", saved.Attempt, want)
		}
		info := AttemptInfo{ID: id, Profile: p, Exam: ExamKey{"/srv/paket  ku.zip", "akhir"}, Title: "Akhir modul", Started: want.Started, Blueprint: paper.Blueprint}
		if !reflect.DeepEqual(saved.AttemptInfo, info) {
			t.Errorf("%+v\nwant %+v", saved.AttemptInfo, info)
		}
		if n := count(t, s, "SELECT count(*) FROM event WHERE (response IS NULL) <> (kind <> 'answer')"); n != 0 {
			t.Errorf("%d events are answers without a response, or the reverse", n)
		}
	}
}

// With the hand-in comes its result; after it nothing changes any more.
func TestHandIn(t *testing.T) {
	s, p := player(t)
	id := sit(t, s, p, 20)
	if saved, found, err := s.OpenAttempt(p, finalExam); err != nil || !found || saved.ID != id || len(saved.Attempt.Events) != 20 {
		t.Errorf("%+v, %v, %v", saved, found, err)
	}
	handIn(t, s, id, 20)
	saved, err := s.Attempt(id)
	must(t, err)
	want := saved.Attempt.Result()
	got, graded := saved.Result()
	if !graded || got.Points != want.Points || got.Max != want.Max || got.Percent() != want.Percent() || got.Pending != want.Pending ||
		got.Passed != want.Passed || got.At.Before(firstMoment) || len(got.Fractions) != len(want.Items) {
		t.Errorf("%+v\nwant %+v", got, want)
	}
	if want.Points == 0 || want.Pending != 1 {
		t.Errorf("the attempt earned nothing, or has no essay: %+v", want)
	}
	for i, item := range want.Items {
		if got.Fractions[i] != item.Fraction {
			t.Errorf("item %d: %v, want %v", i, got.Fractions[i], item.Fraction)
		}
	}
	for _, n := range []int{20, 21} {
		fails(t, s.AppendEvent(id, n, examEvent(0)), AttemptClosed, attemptClosedSentence)
		fails(t, s.AppendEvent(id, n, quiz.Event{Kind: quiz.HandIn}), AttemptClosed, attemptClosedSentence)
	}
	if _, found, err := s.OpenAttempt(p, finalExam); found || err != nil {
		t.Errorf("still open: %v, %v", found, err)
	}
	if again, err := s.Attempt(id); err != nil || !reflect.DeepEqual(again, saved) {
		t.Errorf("%+v, %v\nwas %+v", again, err, saved)
	}
}

// A result is stored, and not worked out again from whatever the program has become.
func TestResultIsStored(t *testing.T) {
	s, p := player(t)
	id := sit(t, s, p, 9)
	handIn(t, s, id, 9)
	_, err := s.db.Exec("UPDATE attempt_result SET points = 7.25, passed = 1")
	must(t, err)
	infos, err := s.Attempts(p)
	must(t, err)
	if r, graded := infos[0].Result(); !graded || r.Points != 7.25 || !r.Passed {
		t.Errorf("%+v", r)
	}
	_, err = s.db.Exec("UPDATE attempt_result SET fractions = '[1]'")
	must(t, err)
	_, err = s.Attempt(id)
	fails(t, err, PaperUnreadable, unreadableSentence) // a result of one item does not go with a paper of seven
}

func TestMarks(t *testing.T) {
	s, p := player(t)
	id := sit(t, s, p, 0)
	paper := examPaper(1)
	essay := essayOf(paper)
	must(t, s.AppendEvent(id, 0, quiz.Event{Item: essay, Response: quiz.Response{Text: "Menurut saya …"}}))
	fails(t, s.AddMark(id, quiz.Mark{Item: essay, Fraction: 1}), AttemptOpen, attemptOpenSentence)
	handIn(t, s, id, 1)
	for _, bad := range []quiz.Mark{{Item: -1}, {Item: 7}, {Item: (essay + 1) % 7, Fraction: 1}, {Item: essay, Fraction: 1.01}, {Item: essay, Fraction: -0.1}, {Item: essay, Fraction: math.NaN()}} {
		fails(t, s.AddMark(id, bad), BadMark, badMarkSentence)
	}
	must(t, s.AddMark(id, quiz.Mark{Item: essay, Fraction: 0.25, Comment: "Siapa aktornya?\x1b[0m\nSebut."}))
	must(t, s.AddMark(id, quiz.Mark{Item: essay, Fraction: 0.75, Comment: "Sudah lebih lengkap."}))
	saved, err := s.Attempt(id)
	must(t, err)
	if want := []quiz.Mark{{Item: essay, Fraction: 0.25, Comment: "Siapa aktornya?[0m\nSebut."}, {Item: essay, Fraction: 0.75, Comment: "Sudah lebih lengkap."}}; !reflect.DeepEqual(saved.Attempt.Marks, want) {
		t.Errorf("%+v", saved.Attempt.Marks)
	}
	var sums []string
	for _, r := range saved.Results {
		sums = append(sums, fmt.Sprint(r.Points, "/", r.Max, " ", r.Pending))
	}
	if got := strings.Join(sums, ", "); got != "0/11 1, 1/11 0, 3/11 0" {
		t.Errorf("results %s", got)
	}
	if r, _ := saved.Result(); r.Points != 3 || r.Fractions[essay] != 0.75 {
		t.Errorf("%+v", r)
	}
}

// Killed or not, the time that is left is that of the wall clock since the start; a clock set back gives none.
func TestTimeLeftAfterReopening(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, Options{})
	p, err := s.CurrentProfile()
	must(t, err)
	id := sit(t, s, p.ID, 0)
	e := examEvent(0)
	e.At, e.Elapsed = firstMoment.Add(12*time.Minute), 12*time.Minute
	must(t, s.AppendEvent(id, 0, e))
	must(t, s.Close())
	saved, _, err := open(t, dir, Options{}).OpenAttempt(p.ID, finalExam)
	must(t, err)
	for _, test := range []struct{ since, left time.Duration }{{15*time.Minute + time.Nanosecond, 25*time.Minute - time.Nanosecond}, {-time.Hour, 28 * time.Minute}, {41 * time.Minute, 0}} {
		now := firstMoment.Add(test.since)
		clock, back := saved.Attempt.Clock(now)
		if left, _ := clock.Left(now); left != test.left || back != (test.since < 0) {
			t.Errorf("%v after the start %v are left, set back: %v", test.since, left, back)
		}
	}
}

func TestAttemptTextIsCleaned(t *testing.T) {
	s, p := player(t)
	paper := examPaper(1)
	paper.Blueprint.Title = "Akhir\u202e\nmodul"
	id, err := s.BeginAttempt(p, "", paper, firstMoment)
	must(t, err)
	must(t, s.AppendEvent(id, 0, quiz.Event{Response: quiz.Response{Text: "satu\x1b[2J\r\ndua"}}))
	saved, err := s.Attempt(id)
	must(t, err)
	if saved.Title != "Akhir modul" || saved.Attempt.Events[0].Response.Text != "satu[2J\ndua" {
		t.Errorf("%+v", saved)
	}
}

func TestAttemptChangedElsewhere(t *testing.T) {
	dir := t.TempDir()
	one, two := open(t, dir, Options{}), open(t, dir, Options{})
	p, err := one.CurrentProfile()
	must(t, err)
	id := sit(t, one, p.ID, 3)
	must(t, two.AppendEvent(id, 3, examEvent(3)))
	before, err := one.Attempt(id)
	must(t, err)
	for _, n := range []int{3, 5, -1} {
		fails(t, one.AppendEvent(id, n, examEvent(9)), ChangedElsewhere, attemptChangedSentence)
		fails(t, one.AppendEvent(id, n, quiz.Event{Kind: quiz.HandIn}), ChangedElsewhere, attemptChangedSentence)
	}
	if after, err := one.Attempt(id); err != nil || !reflect.DeepEqual(before, after) {
		t.Errorf("something was written: %+v, %v\nwas %+v", after, err, before)
	}
	must(t, one.AppendEvent(id, 4, examEvent(4)))
}

func TestUnknownAttempt(t *testing.T) {
	s, p := player(t)
	_, err := s.Attempt(99)
	for _, err := range []error{err, s.AppendEvent(99, 0, examEvent(0)), s.AddMark(99, quiz.Mark{})} {
		fails(t, err, NoAttempt, noAttemptSentence)
	}
	_, err = s.BeginAttempt(p+1, "", examPaper(1), firstMoment)
	if CodeOf(err) != NoProfile {
		t.Errorf("%v", err)
	}
	if _, found, err := s.OpenAttempt(p, finalExam); found || err != nil {
		t.Errorf("%v, %v", found, err)
	}
	if all, unreadable, err := s.AllAttempts(finalExam); all != nil || unreadable != 0 || err != nil {
		t.Errorf("%v, %d, %v", all, unreadable, err)
	}
}

// However many windows begin an exam together, no more attempts come of it than it allows.
func TestLimitOfAttempts(t *testing.T) {
	dir := t.TempDir()
	copies := []*Store{open(t, dir, Options{}), open(t, dir, Options{})}
	p, err := copies[0].CurrentProfile()
	must(t, err)
	limited := func() *quiz.Paper {
		paper := examPaper(1)
		paper.Blueprint.Attempts = 3
		return paper
	}
	other, err := copies[0].AddProfile("Budi", "")
	must(t, err)
	_, err = copies[0].BeginAttempt(other.ID, finalExam.Source, limited(), firstMoment) // those of others do not count
	must(t, err)
	var begun atomic.Int64
	var wait sync.WaitGroup
	for i := range 8 {
		wait.Go(func() {
			switch _, err := copies[i%2].BeginAttempt(p.ID, finalExam.Source, limited(), firstMoment); {
			case err == nil:
				begun.Add(1)
			case CodeOf(err) != NoAttemptsLeft:
				t.Errorf("%v (%v)", err, unwrap(err))
			}
		})
	}
	wait.Wait()
	if n, err := copies[1].AttemptCount(p.ID, finalExam); err != nil || n != 3 || begun.Load() != 3 {
		t.Errorf("%d attempts stored, %d begun, %v", n, begun.Load(), err)
	}
	_, err = copies[0].BeginAttempt(p.ID, finalExam.Source, limited(), firstMoment)
	fails(t, err, NoAttemptsLeft, "Ujian ini hanya boleh dikerjakan 3 kali, dan semua kesempatan Anda sudah terpakai; lihat hasilnya di Kuis, atau hubungi pengajar Anda.")
	_, err = copies[0].BeginAttempt(p.ID, "paket lain", limited(), firstMoment)
	must(t, err)
}

// Two copies of the program sit exams at random for two profiles; what the lists say equals a model.
func TestAttemptsEqualModel(t *testing.T) {
	type model struct {
		id     AttemptID
		events int
		over   bool
	}
	for seed := range uint64(3) {
		rng := rand.New(rand.NewPCG(seed, 9))
		dir := t.TempDir()
		copies := []*Store{open(t, dir, Options{}), open(t, dir, Options{})}
		var profiles []ProfileID
		for _, name := range []string{"Budi", "Ayu"} {
			p, err := copies[0].AddProfile(name, "")
			must(t, err)
			profiles = append(profiles, p.ID)
		}
		sat := map[ProfileID][]*model{}
		for range 120 {
			s, p := copies[rng.IntN(2)], profiles[rng.IntN(2)]
			if len(sat[p]) == 0 || rng.IntN(12) == 0 {
				sat[p] = append(sat[p], &model{id: sit(t, s, p, 0)})
				continue
			}
			m := sat[p][rng.IntN(len(sat[p]))]
			e := examEvent(rng.IntN(100))
			if rng.IntN(12) == 0 {
				e.Kind = quiz.HandIn
			}
			err := s.AppendEvent(m.id, m.events, e)
			if m.over {
				fails(t, err, AttemptClosed, attemptClosedSentence)
				continue
			}
			must(t, err)
			m.events, m.over = m.events+1, e.Kind == quiz.HandIn
		}
		over := 0
		for p, models := range sat {
			infos, err := copies[0].Attempts(p)
			must(t, err)
			if n, err := copies[1].AttemptCount(p, finalExam); err != nil || n != len(models) || len(infos) != n {
				t.Fatalf("seed %d: %d attempts counted and %d listed, want %d; %v", seed, n, len(infos), len(models), err)
			}
			var last AttemptID // that is open
			for i, m := range models {
				saved, err := copies[1].Attempt(m.id)
				must(t, err)
				if !reflect.DeepEqual(infos[i], saved.AttemptInfo) || infos[i].ID != m.id || len(saved.Attempt.Events) != m.events || (len(saved.Results) == 1) != m.over {
					t.Errorf("seed %d: %+v\nlisted as %+v\nwant %+v", seed, saved, infos[i], m)
				}
				if m.over {
					over++
				} else {
					last = m.id
				}
			}
			if saved, found, err := copies[0].OpenAttempt(p, finalExam); err != nil || found != (last != 0) || saved.ID != last {
				t.Errorf("seed %d: open attempt %d, %v, %v; want %d", seed, saved.ID, found, err, last)
			}
		}
		all, unreadable, err := copies[0].AllAttempts(finalExam)
		must(t, err)
		if len(all) != over || unreadable != 0 || over == 0 {
			t.Errorf("seed %d: %d attempts of all profiles and %d that cannot be read, want %d", seed, len(all), unreadable, over)
		}
	}
}

// On a full disk the last answer is refused with a sentence, the ones before it are there.
func TestExamOnFullDisk(t *testing.T) {
	full := open(t, t.TempDir(), Options{MaxPages: 40})
	p, err := full.CurrentProfile()
	must(t, err)
	id := sit(t, full, p.ID, 0)
	essay := quiz.Event{Item: essayOf(examPaper(1)), Response: quiz.Response{Text: strings.Repeat("Menurut saya begitu. ", 100)}}
	n := 0
	for ; n < 1000 && err == nil; n++ {
		err = full.AppendEvent(id, n, essay)
	}
	n-- // the one that failed
	fails(t, err, DiskFull, fmt.Sprintf(fullSentence, full.Path()))
	if saved, err := full.Attempt(id); err != nil || len(saved.Attempt.Events) != n || n == 0 {
		t.Errorf("%d events, want %d; %v", len(saved.Attempt.Events), n, err)
	}
}
