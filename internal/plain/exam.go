package plain

import (
	"fmt"
	"slices"
	"strings"

	"mufakat/internal/plaintext"
	"mufakat/internal/quiz"
	"mufakat/internal/report"
	"mufakat/internal/review"
)

// quizMenu offers exams, practice and past attempts, until it is left.
func (d *dialogue) quizMenu() error {
	for {
		entries, err := d.quizEntries()
		if err != nil {
			return err
		}
		if len(entries) == 0 {
			d.say("Belum ada ujian atau bank soal. Pasang paket yang berisi kuis dengan mufakat paket pasang FOLDER, atau buka sebuah bank soal dengan mufakat kuis BERKAS.gift --polos.")
			return nil
		}
		do, err := d.pick("Kuis", append(entries, entry{"Kembali", nil}))
		if err != nil || do == nil {
			return err
		}
		if err := d.told(do()); err != nil {
			return err
		}
	}
}

// quizEntries are the exams and the banks, with what is known of them; empty where there are none.
func (d *dialogue) quizEntries() ([]entry, error) {
	attempts, err := d.Attempts.All()
	if err != nil {
		return nil, err
	}
	entries := d.openAttempts(attempts)
	exams, err := d.Quizzes.Exams()
	if err != nil {
		d.say(err.Error())
	}
	for _, e := range exams {
		entries = append(entries, entry{examText(e, ofExam(attempts, e.Source, e.ID)), func() error { return d.openExam(e.Source, e.ID) }})
	}
	banks, err := d.Quizzes.Banks()
	if err != nil {
		d.say(err.Error())
	}
	for _, b := range banks {
		text := fmt.Sprintf("Latihan soal: %s (%d soal", b.Title, b.Questions)
		if due := d.due(b.Source); due > 0 {
			text += fmt.Sprintf(", %d menunggu diulang", due)
		}
		entries = append(entries, entry{text + ")", func() error { return d.practise(b.Source) }})
	}
	past := slices.DeleteFunc(slices.Clone(attempts), func(a SavedAttempt) bool { return !a.HandedIn })
	if len(past) > 0 {
		entries = append(entries, entry{fmt.Sprintf("Hasil ujian yang lalu (%d)", len(past)), func() error { return d.pastAttempts(past) }})
	}
	return entries, nil
}

// openAttempts are the attempts that can be gone on with.
func (d *dialogue) openAttempts(attempts []SavedAttempt) (entries []entry) {
	for _, a := range attempts {
		if !a.HandedIn {
			entries = append(entries, entry{"Lanjutkan ujian: " + a.Blueprint.Title + d.leftOf(a), func() error { return d.sit(a.Source, a.Record) }})
		}
	}
	return entries
}

// leftOf tells the time left of an open attempt, in brackets; empty where there is no limit, or its questions cannot be read.
func (d *dialogue) leftOf(a SavedAttempt) string {
	attempt, err := a.Record.Attempt()
	if err != nil {
		return "" // which opening it tells
	}
	clock, _ := attempt.Clock(d.Now())
	switch left, limited := clock.Left(d.Now()); {
	case !limited:
		return ""
	case left == 0:
		return " (waktunya habis; buka untuk melihat hasilnya)"
	default:
		return " (sisa waktu " + leftText(left) + ")"
	}
}

// ofExam are the attempts at one exam.
func ofExam(attempts []SavedAttempt, source, id string) (own []SavedAttempt) {
	for _, a := range attempts {
		if a.Source == source && a.Blueprint.ID == id {
			own = append(own, a)
		}
	}
	return own
}

// examText is what one knows of an exam before opening it; attempts are those at it, the latest first.
func examText(e ExamInfo, attempts []SavedAttempt) string {
	facts := []string{fmt.Sprintf("%d soal", e.Size())}
	if e.Minutes > 0 {
		facts = append(facts, fmt.Sprintf("%d menit", e.Minutes))
	}
	if e.Pass > 0 {
		facts = append(facts, "lulus mulai "+review.PercentText(e.Pass))
	}
	if e.Attempts > 0 {
		facts = append(facts, fmt.Sprintf("kesempatan tersisa %d dari %d", max(e.Attempts-len(attempts), 0), e.Attempts))
	}
	if i := slices.IndexFunc(attempts, func(a SavedAttempt) bool { return a.HandedIn && a.Blueprint.After.Score }); i >= 0 {
		facts = append(facts, "hasil terakhir "+scoreText(attempts[i]))
	}
	return e.Title + " (" + strings.Join(facts, ", ") + ")"
}

// scoreText sums up an attempt that was handed in, as far as that may be told.
func scoreText(a SavedAttempt) string {
	switch {
	case !a.Blueprint.After.Score:
		return "nilai tidak ditampilkan"
	case a.Pending > 0:
		return review.PercentText(a.Percent) + " sementara, " + review.PendingText(a.Pending)
	}
	return review.PercentText(a.Percent)
}

// pastAttempts offers attempts that were handed in.
func (d *dialogue) pastAttempts(past []SavedAttempt) error {
	var entries []entry
	for _, a := range past {
		entries = append(entries, entry{fmt.Sprintf("%s, %s: %s", a.Blueprint.Title, report.Date(a.Started), scoreText(a)), func() error {
			attempt, err := a.Record.Attempt()
			if err != nil {
				return err
			}
			return d.result(a.Source, attempt)
		}})
	}
	do, err := d.pick("Hasil ujian yang lalu, yang terbaru lebih dulu", append(entries, entry{"Kembali", func() error { return nil }}))
	if err != nil {
		return err
	}
	return do()
}

// openExam briefs on an exam, and sits it.
func (d *dialogue) openExam(source, id string) error {
	exams, err := d.Quizzes.Exams()
	at := slices.IndexFunc(exams, func(e ExamInfo) bool { return e.Source == source && e.ID == id })
	switch {
	case at < 0 && err != nil:
		return err
	case at < 0:
		return fmt.Errorf("Ujian %s tidak ada. Daftar ujian ada di menu Kuis.", id)
	}
	exam := exams[at]
	all, err := d.Attempts.All()
	if err != nil {
		return err
	}
	attempts := ofExam(all, source, id)
	d.say(examBriefing(exam, len(attempts))...)
	entries := d.openAttempts(attempts)
	if len(entries) == 0 {
		if exam.Attempts > 0 && len(attempts) >= exam.Attempts {
			d.say("Semua kesempatan Anda untuk ujian ini sudah terpakai. Hasilnya bisa dibuka lagi dari menu Kuis; bila perlu kesempatan lagi, hubungi pengajar Anda.")
			return nil
		}
		entries = []entry{{"Mulai; waktu langsung berjalan", func() error { return d.beginExam(exam) }}}
		if exam.Minutes == 0 {
			entries[0].label = "Mulai"
		}
	}
	do, err := d.pick("Selanjutnya", append(entries, entry{"Kembali", func() error { return errLeave }}))
	if err != nil {
		return err
	}
	return do()
}

// examBriefing is what one should know of an exam before it begins.
func examBriefing(e ExamInfo, begun int) []string {
	lines := []string{e.Title, "", fmt.Sprintf("Jumlah soal: %d.", e.Size())}
	if e.Minutes > 0 {
		lines = append(lines, fmt.Sprintf("Waktu: %d menit. Waktu berjalan terus sejak ujian dimulai, juga selama Mufakat ditutup.", e.Minutes))
	} else {
		lines = append(lines, "Waktu: tidak dibatasi.")
	}
	if e.Pass > 0 {
		lines = append(lines, "Lulus mulai "+review.PercentText(e.Pass)+" dari semua poin.")
	}
	for _, s := range e.Sections {
		if s.Title == "" && s.Pass == 0 {
			continue
		}
		text := fmt.Sprintf("Bagian %s: %d soal", s.Title, (&quiz.Blueprint{Sections: []quiz.Section{s}}).Size())
		if s.Pass > 0 {
			text += ", lulus mulai " + review.PercentText(s.Pass)
		}
		lines = append(lines, text+".")
	}
	if e.Attempts > 0 {
		lines = append(lines, fmt.Sprintf("Kesempatan: %d kali, sudah terpakai %d.", e.Attempts, begun))
	}
	return append(lines, "Setiap jawaban langsung tersimpan, dan masih bisa diubah sampai ujian dikumpulkan.", revealText(e.After))
}

// revealText tells what will be shown after the hand-in.
func revealText(after quiz.Reveal) string {
	var shown []string
	for _, part := range []struct {
		shown bool
		name  string
	}{{after.Score, "nilai"}, {after.Answers, "jawaban Anda"}, {after.Key, "kunci"}, {after.Feedback, "umpan balik"}} {
		if part.shown {
			shown = append(shown, part.name)
		}
	}
	if shown == nil {
		return "Sesudah dikumpulkan, hasilnya tidak ditampilkan di sini; pengajar Anda yang menyampaikannya."
	}
	return "Sesudah dikumpulkan, yang ditampilkan: " + plaintext.Enumerate(shown) + "."
}

// beginExam draws a paper, stores it as a new attempt, and sits it.
func (d *dialogue) beginExam(e ExamInfo) error {
	bank, err := d.Quizzes.Bank(e.Source)
	if err != nil && len(bank.Questions) == 0 {
		return err
	}
	if err != nil {
		d.say(err.Error())
	}
	paper, err := e.Compose(&bank, d.Seed())
	if err != nil {
		return err
	}
	record, err := d.Attempts.Begin(e.Source, paper, d.Now())
	if err != nil {
		return err
	}
	return d.sit(e.Source, record)
}
