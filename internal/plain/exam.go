package plain

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"mufakat/internal/plaintext"
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
			entries = append(entries, entry{review.GoOnText(a.Blueprint.Title) + d.leftOf(a), func() error { return d.sit(a.Source, a.Record) }})
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
	facts := []string{aloud(review.FactsText(e.Blueprint))}
	if chances := review.ChancesText(e.Blueprint, len(attempts)); chances != "" {
		facts = append(facts, chances)
	}
	if i := slices.IndexFunc(attempts, func(a SavedAttempt) bool { return a.HandedIn && a.Blueprint.After.Score }); i >= 0 {
		facts = append(facts, "terakhir "+attempts[i].outcome())
	}
	return e.Title + " (" + strings.Join(facts, ", ") + ")"
}

// outcome sums up an attempt that was handed in, as far as that may be told.
func (a SavedAttempt) outcome() string {
	return review.OutcomeText(a.Blueprint, a.Percent, a.Pending, a.Passed)
}

// pastAttempts offers attempts that were handed in.
func (d *dialogue) pastAttempts(past []SavedAttempt) error {
	var entries []entry
	for _, a := range past {
		entries = append(entries, entry{fmt.Sprintf("%s, %s: %s", a.Blueprint.Title, report.Date(a.Started), a.outcome()), func() error {
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
	if len(entries) > 0 {
		return d.chooseNext(entries)
	}
	if exam.Attempts > 0 && len(attempts) >= exam.Attempts {
		d.say("Semua kesempatan Anda untuk ujian ini sudah terpakai. Hasilnya bisa dibuka lagi dari menu Kuis; bila perlu kesempatan lagi, hubungi pengajar Anda.")
		return nil
	}
	return d.offerExam(exam)
}

// chooseNext does one of some things, or leaves.
func (d *dialogue) chooseNext(entries []entry) error {
	do, err := d.pick("Selanjutnya", append(entries, entry{"Kembali", func() error { return errLeave }}))
	if err != nil {
		return err
	}
	return do()
}

// offerExam tells under which name the result will be kept, and begins an exam; before that a name and an NIP that are missing
// can be given.
func (d *dialogue) offerExam(exam ExamInfo) error {
	begin := entry{"Mulai; waktu langsung berjalan", func() error { return d.beginExam(exam) }}
	if exam.Minutes == 0 {
		begin.label = "Mulai"
	}
	for {
		name, nip := d.Trainee.Identity()
		d.say(review.OwnerText(name, nip))
		entries := []entry{begin}
		if name == "" || nip == "" {
			entries = append(entries, entry{"Isi nama dan NIP", d.identify})
		}
		if err := d.chooseNext(entries); !errors.Is(err, errBack) {
			return err
		}
	}
}

// identify asks for name and NIP, keeps each once it is given, and goes back to what came before.
func (d *dialogue) identify() error {
	name, nip := d.Trainee.Identity()
	if err := d.askOwn("Nama Anda", "nama", name, func(line string) error { return d.Trainee.Identify(line, nip) }); err != nil {
		return err
	}
	name, nip = d.Trainee.Identity()
	if err := d.askOwn("NIP Anda", "angka", nip, func(line string) error { return d.Trainee.Identify(name, line) }); err != nil {
		return err
	}
	return errBack
}

// askOwn asks for something of the trainee's own until it can be kept, or is left as it is.
func (d *dialogue) askOwn(label, answers, value string, keep func(line string) error) error {
	q := question{label: label, answers: answers, enter: "biarkan kosong", commands: []command{
		{undoWord, "kembali tanpa mengubahnya", false, func(string) error { return errBack }}, leaveCommand("keluar dari sini")}}
	if value != "" {
		q.enter = "tetap " + value
	}
	for {
		line, err := d.write(q, maxSentence)
		if err != nil || line == "" {
			return err
		}
		if err = keep(line); err == nil {
			return nil
		}
		d.say(err.Error())
	}
}

// examBriefing is what one should know of an exam before it begins.
func examBriefing(e ExamInfo, begun int) []string {
	lines := append([]string{e.Title, "", plaintext.Capital(aloud(review.FactsText(e.Blueprint))) + "."}, review.Rules(e.Blueprint)...)
	if chances := review.ChancesText(e.Blueprint, begun); chances != "" {
		lines = append(lines, plaintext.Capital(chances)+".")
	}
	return lines
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
