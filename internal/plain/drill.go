package plain

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"mufakat/internal/practice"
	"mufakat/internal/quiz"
	"mufakat/internal/review"
)

// session asks what is due, then what is new, and what was wrong again.
func (t *trainer) session(memory *practice.Memory) error {
	s := practice.NewSession(memory, t.Now())
	answered, known := 0, 0
	for {
		q, more := s.Next()
		if !more {
			break
		}
		left, again := s.Left()
		head := fmt.Sprintf("Tersisa %d soal.", left)
		switch {
		case again == left:
			head = fmt.Sprintf("Tersisa %d soal yang tadi belum tepat.", left)
		case again > 0:
			head = fmt.Sprintf("Tersisa %d soal, %d di antaranya karena tadi belum tepat.", left, again)
		}
		r, err := t.drill(head, t.bank.Item(q, t.Seed()))
		if err != nil {
			t.say(fmt.Sprintf("Berhenti dulu. Yang sudah dijawab tersimpan; %d soal masih menunggu.", left))
			return err
		}
		s.Record(r)
		answered++
		if r.Wrong() {
			t.say("Soal ini akan ditanyakan lagi.")
		} else {
			known++
		}
	}
	t.say(fmt.Sprintf("Latihan hari ini selesai. Dari %d jawaban, %d tepat atau hampir tepat.", answered, known), t.nextText(memory))
	return nil
}

// nextText tells when questions are due again.
func (t *trainer) nextText(memory *practice.Memory) string {
	var first time.Time
	n := 0
	for _, q := range t.bank.Questions {
		day, asked := memory.DueOn(q.Key(), t.Now())
		switch {
		case !asked || n > 0 && day.After(first):
		case n > 0 && day.Equal(first):
			n++
		default:
			first, n = day, 1
		}
	}
	return fmt.Sprintf("Berikutnya: %d soal untuk diulang pada %s.", n, practice.DayText(first))
}

// drill asks one item, keeps how it was answered, and only then explains it.
func (t *trainer) drill(head string, item quiz.Item) (practice.Review, error) {
	asked := t.Now()
	t.say(section([]string{head}, itemText(item))...)
	q := &inquiry{dialogue: t.dialogue, item: item, enter: "lihat jawabannya", commands: t.commands(),
		keep: func(quiz.Response) error { return nil }} // only what it earns is kept
	if _, err := q.ask(); err != nil {
		return practice.Review{}, err
	}
	answered := t.Now()
	own := item.Result(q.given, nil)
	if own.Verdict == quiz.NeedsGrading {
		levels, err := t.scoreOneself(item)
		if err != nil {
			return practice.Review{}, err
		}
		own = item.Result(q.given, levels)
	}
	r := practice.Review{ItemID: item.Question.Key(), At: answered, Fraction: own.Fraction, Took: answered.Sub(asked)}
	if err := t.persist("Jawaban", func() error { return t.Exercises.AddReview(t.source, r) }); err != nil {
		return practice.Review{}, err
	}
	it := review.Explain(1, item, q.given, own, quiz.Reveal{Score: true, Answers: true, Key: true, Feedback: true})
	it.Text = "" // which stands just above
	if own.Levels != nil {
		it.Feedback, it.Given = nil, "" // likewise
	}
	t.codes = t.readable(it.Cards)
	t.say(t.explained("Hasilnya", it)...)
	return r, nil
}

// scoreOneself asks the trainee to score an essay, aspect by aspect of its rubric, beside what its author wrote about it; it
// returns a level for each.
func (t *trainer) scoreOneself(item quiz.Item) (levels []int, err error) {
	if general := item.Question.General; general.Source != "" {
		t.say(section([]string{"Pembanding dari penulis soal:"}, textLines(general))...)
	}
	aspects := item.Rubric.Aspects
	t.say(fmt.Sprintf("Sekarang nilailah esai Anda sendiri menurut rubrik “%s”, %d aspek.", item.Rubric.Title, len(aspects)))
	levels = make([]int, len(aspects))
	back := append([]command{{undoWord, "kembali ke aspek sebelumnya", false, func(string) error { return errBack }}}, t.commands()...)
	for i := 0; i < len(aspects); {
		a := aspects[i]
		lines := []string{strings.TrimSpace(fmt.Sprintf("Aspek %d dari %d: %s. %s", i+1, len(aspects), a.Title, a.Text))}
		for k, level := range a.Levels {
			lines = append(lines, fmt.Sprintf("%d. %s", k+1, level))
		}
		t.say(lines...)
		n, err := t.choose(question{label: "Tingkat", commands: back}, len(a.Levels))
		switch {
		case errors.Is(err, errBack):
			i = max(i-1, 0)
		case err != nil:
			return nil, err
		default:
			levels[i] = n - 1
			i++
		}
	}
	return levels, nil
}
