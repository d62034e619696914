package plain

import (
	"errors"
	"fmt"
	"strconv"
	"time"

	"mufakat/internal/practice"
	"mufakat/internal/quiz"
)

// trainer practises the questions of one source.
type trainer struct {
	*dialogue
	source string
	bank   quiz.Bank
	plan   practice.Plan
	codes  []string // the cards of the item that was answered last
}

// practise tells what is due of a source's questions, and practises them until that is left.
func (d *dialogue) practise(source string) error {
	bank, err := d.Quizzes.Bank(source)
	if err != nil && len(bank.Questions) == 0 {
		return err
	}
	if err != nil {
		d.say(err.Error())
	}
	plan, said, err := d.Exercises.Plan(source)
	if err != nil {
		return err
	}
	if !said {
		plan.PerDay = practice.DefaultPerDay
	}
	plan.Seed = d.Seed()
	t := &trainer{dialogue: d, source: source, bank: bank, plan: plan}
	for {
		do, err := t.offerPlan()
		if err != nil || do == nil {
			return err
		}
		if err := do(); err != nil && !errors.Is(err, errBack) && !errors.Is(err, errLeave) {
			return err
		}
	}
}

// due counts what is to be asked again of a source's questions. It is 0 where that cannot be told; opening them tells why.
func (d *dialogue) due(source string) int {
	reviews, err := d.Exercises.Reviews(source)
	if err != nil || len(reviews) == 0 {
		return 0
	}
	bank, _ := d.Quizzes.Bank(source)
	plan, _, _ := d.Exercises.Plan(source)
	return len(practice.New(bank.Questions, reviews, plan, d.Now()).Due(d.Now()))
}

// offerPlan tells how things stand and asks what to do.
func (t *trainer) offerPlan() (func() error, error) {
	reviews, err := t.Exercises.Reviews(t.source)
	if err != nil {
		return nil, err
	}
	now := t.Now()
	memory := practice.New(t.bank.Questions, reviews, t.plan, now)
	due, fresh := len(memory.Due(now)), len(memory.Fresh(now))
	lines := []string{fmt.Sprintf("Latihan soal. Hari ini: %d soal untuk diulang, %d soal baru.", due, fresh)}
	day := "belum ada"
	if exam, ahead := t.plan.ExamDay(now); ahead {
		day = practice.DayText(exam)
		lines = append(lines, fmt.Sprintf("Anda bersiap untuk ujian pada %s: yang paling mungkin terlupa sampai hari itu ditanyakan lebih dulu.", day))
	}
	t.say(lines...)
	entries := []entry{
		{"Ujian pada tanggal: " + day, t.setExam},
		{fmt.Sprintf("Soal baru sehari: %d", t.plan.PerDay), t.setPerDay},
		{"Kembali", nil},
	}
	if due+fresh > 0 {
		entries = append([]entry{{"Mulai latihan", func() error { return t.session(memory) }}}, entries...)
	} else if len(t.bank.Questions) == 0 {
		t.say("Bank ini belum berisi soal yang bisa ditanyakan.")
	} else {
		t.say("Tidak ada yang menunggu hari ini. Datanglah lagi besok, atau tambah soal baru sehari.")
	}
	return t.pick("Latihan", entries)
}

// commands are those of every question in practice.
func (t *trainer) commands() []command {
	return []command{t.cardCommand(t.codes), leaveCommand("berhenti dulu; yang sudah dijawab tersimpan")}
}

// setExam asks for the day of the exam.
func (t *trainer) setExam() error {
	q := question{label: "Tanggal ujian", answers: "misalnya 24 Desember 2026", enter: "biarkan", commands: t.commands()}
	if !t.plan.Exam.IsZero() {
		q.answers += ", atau 0 tanpa tanggal"
	}
	for {
		line, err := t.ask(q)
		if err != nil || line == "" {
			return err
		}
		var day time.Time
		if line != "0" {
			if day, err = practice.ReadExamDay(line, t.Now()); err != nil {
				t.say(err.Error())
				continue
			}
		}
		plan := t.plan
		plan.Exam = day
		return t.setPlan(plan)
	}
}

// setPerDay asks how many new items a day there are to be.
func (t *trainer) setPerDay() error {
	for {
		line, err := t.ask(question{label: "Soal baru sehari", answers: fmt.Sprintf("0-%d", practice.MaxPerDay), enter: "biarkan", commands: t.commands()})
		if err != nil || line == "" {
			return err
		}
		if n, err := strconv.Atoi(line); err == nil && n >= 0 && n <= practice.MaxPerDay {
			plan := t.plan
			plan.PerDay = n
			return t.setPlan(plan)
		}
		t.say(fmt.Sprintf("%s Jawaban yang berlaku: 0-%d.", notUnderstood(line), practice.MaxPerDay))
	}
}

func (t *trainer) setPlan(plan practice.Plan) error {
	err := t.persist("Rencana", func() error { return t.Exercises.SetPlan(t.source, plan) })
	if err == nil {
		t.plan = plan
	}
	return err
}
