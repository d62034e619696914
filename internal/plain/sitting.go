package plain

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"mufakat/internal/quiz"
	"mufakat/internal/review"
)

// errHandedIn ends a sitting: the attempt is handed in.
var errHandedIn = errors.New("ujian dikumpulkan")

// sitter sits an exam, one item after another.
type sitter struct {
	*dialogue
	record  AttemptRecord
	sitting *quiz.Sitting
	at      int           // the item at hand; the number of items when one is behind the last
	warned  time.Duration // so much was left when that was last told; more is no reason for a warning
}

// sit goes on with an attempt that is not handed in, and then tells its result.
func (d *dialogue) sit(source string, record AttemptRecord) error {
	attempt, err := record.Attempt()
	if err != nil {
		return err
	}
	s := &sitter{dialogue: d, record: record, sitting: quiz.Sit(attempt, d.Now())}
	s.warned, _ = s.sitting.Left(d.Now())
	if open := attempt.Open(); len(open) > 0 {
		s.at = open[0]
	}
	if len(attempt.Events) > 0 {
		s.say("Melanjutkan " + attempt.Paper.Blueprint.Title + ".")
	}
	err = s.run()
	switch {
	case errors.Is(err, errHandedIn):
		return d.result(source, s.sitting.Attempt)
	case errors.Is(err, errLeave), errors.Is(err, errEnd):
		s.say(s.goesOnText())
	}
	return err
}

// run puts one item after the other, until the attempt is handed in or left.
func (s *sitter) run() error {
	if _, err := s.watch(nil); err != nil {
		return err
	}
	for {
		step := s.item
		if s.at >= len(s.items()) {
			step = s.overview
		}
		if err := step(); err != nil && !errors.Is(err, errBack) {
			return err
		}
	}
}

func (s *sitter) items() []quiz.Item { return s.sitting.Attempt.Paper.Items }

// item puts one item and keeps its answer.
func (s *sitter) item() error {
	i, attempt := s.at, s.sitting.Attempt
	head := []string{fmt.Sprintf("Soal %d dari %d", i+1, len(s.items()))}
	if title := attempt.Paper.Blueprint.Sections[s.items()[i].Section].Title; title != "" {
		head = append(head, "bagian "+title)
	}
	if attempt.Flagged(i) {
		head = append(head, "ditandai")
	}
	lines := section([]string{strings.Join(head, ", ") + "." + s.timeText()}, itemText(s.items()[i]))
	given := attempt.Response(i)
	if !given.Blank() {
		lines = section(lines, append([]string{"Jawaban Anda sejauh ini:"}, givenText(s.items()[i], given)...))
	}
	s.say(lines...)
	q := &inquiry{dialogue: s.dialogue, item: s.items()[i], given: given, enter: "soal berikutnya", commands: s.commands(), watch: s.watch,
		keep: func(r quiz.Response) error { return s.keep(quiz.Answer, i, r) }}
	answered, err := q.ask()
	if err != nil {
		return err
	}
	if answered {
		s.say("Tersimpan: " + storedText(q.item, q.given))
	}
	s.at = i + 1
	return nil
}

// storedText confirms an answer.
func storedText(item quiz.Item, r quiz.Response) string {
	lines := givenText(item, r)
	if item.Question.Kind == quiz.Essay {
		return fmt.Sprintf("esai sepanjang %d baris.", len(lines))
	}
	return strings.Join(lines, "; ")
}

// keep makes something that is done durable, and then a part of the attempt. When time is over it is the hand-in, whatever was
// meant.
func (s *sitter) keep(kind quiz.EventKind, item int, r quiz.Response) error {
	what := map[quiz.EventKind]string{quiz.Answer: "Jawaban", quiz.Flag: "Tanda", quiz.Unflag: "Tanda", quiz.HandIn: "Pengumpulan"}[kind]
	var e quiz.Event
	err := s.persist(what, func() error {
		e = s.sitting.Event(kind, item, r, s.Now())
		return s.take(e)
	})
	switch {
	case err != nil || e.Kind != quiz.HandIn:
		return err
	case kind != quiz.HandIn:
		return s.timeOver(true)
	}
	return errHandedIn
}

// take keeps an event and makes it a part of the attempt.
func (s *sitter) take(e quiz.Event) error {
	if err := s.record.Append(len(s.sitting.Attempt.Events), e); err != nil {
		return err
	}
	s.sitting.Take(e)
	return nil
}

// timeOver tells that the attempt was handed in because time is over; late, that what was just typed came too late.
func (s *sitter) timeOver(late bool) error {
	lines := []string{"Waktu habis. Ujian dikumpulkan otomatis dengan jawaban yang sudah tersimpan."}
	if late {
		lines = append(lines, "Yang baru saja Anda ketik datang sesudah waktu habis, jadi tidak dihitung.")
	}
	s.say(lines...)
	// Whoever is still typing an answer ends it here; it must not answer what is asked next.
	if _, err := s.ask(question{label: "Waktu habis", enter: "lanjut ke hasil", commands: []command{leaveCommand("keluar dari sini")}}); err != nil {
		return err
	}
	return errHandedIn
}

// nap is how long the clock is left alone at the most: timers stand still while a machine sleeps.
const nap = 30 * time.Second

// watch does what the clock asks for, and tells how long until it will again: see [question]. It warns five minutes and one
// minute before time is over.
func (s *sitter) watch(line *string) (time.Duration, error) {
	now := s.Now()
	for e, due := s.sitting.Due(now); due; e, due = s.sitting.Due(now) {
		if err := s.persist("Catatan waktu", func() error { return s.take(e) }); err != nil {
			return 0, err
		}
		if e.Kind == quiz.HandIn {
			return 0, s.timeOver(line != nil && *line != "")
		}
		s.say("Jam komputer sempat mundur. Itu dicatat, dan tidak mengubah sisa waktu Anda: waktu yang sudah terpakai tetap dihitung.")
		now = s.Now()
	}
	left, limited := s.sitting.Left(now) // more than nothing, else the hand-in were due
	if !limited {
		return 0, nil
	}
	wait := left
	for _, mark := range []time.Duration{time.Minute, 5 * time.Minute} {
		if left <= mark && mark < s.warned {
			s.warned = left
			s.say("Perhatian: sisa waktu " + leftText(left) + ".")
		}
		if left > mark {
			wait = left - mark
		}
	}
	return min(wait, nap), nil
}

// timeText tells the time left, after a blank; empty where there is no limit.
func (s *sitter) timeText() string {
	left, limited := s.sitting.Left(s.Now())
	if !limited {
		return ""
	}
	return " Sisa waktu " + leftText(left) + "."
}

// leftText is a time that is left: "17 menit", with seconds from five minutes on. What has begun counts as a whole one.
func leftText(left time.Duration) string {
	if left > 5*time.Minute {
		return fmt.Sprintf("%d menit", (left+time.Minute-1)/time.Minute)
	}
	return review.DurationText((left + time.Second - 1).Truncate(time.Second))
}

// goesOnText tells what becomes of an attempt that is left.
func (s *sitter) goesOnText() string {
	left, limited := s.sitting.Left(s.Now())
	switch {
	case s.sitting.Attempt.HandedIn():
		return "Ujian ini sudah dikumpulkan. Hasilnya ada di menu Kuis."
	case !limited:
		return "Yang sudah tersimpan aman. Ujian ini dapat dilanjutkan kapan saja dari menu Kuis."
	}
	return fmt.Sprintf("Ujian tetap berjalan: yang sudah tersimpan aman, dan waktu terus dihitung sampai pukul %s. Lanjutkan dari menu Kuis.",
		s.Now().Add(left).Local().Format("15.04"))
}
