package plain

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"mufakat/internal/itemtext"
	"mufakat/internal/plaintext"
	"mufakat/internal/quiz"
)

// itemText is an item as it is asked: its text, and what there is to choose from with numbers and letters.
func itemText(item quiz.Item) []string {
	q := item.Question
	lines := textLines(q.Text)
	var offered []string
	switch q.Kind {
	case quiz.MultipleChoice:
		for at := range item.Shown {
			offered = append(offered, optionText(item, at))
		}
	case quiz.TrueFalse:
		offered = []string{"1. benar", "2. salah"}
	case quiz.Matching:
		for i, pair := range q.Lines() {
			offered = append(offered, fmt.Sprintf("%d. %s", i+1, textLine(q.Pairs[pair].Left)))
		}
		lines, offered = section(lines, offered), nil
		choices := q.Choices()
		for at, i := range item.Shown {
			offered = append(offered, letters(at)+". "+choices[i])
		}
	case quiz.Ordering:
		for at, i := range item.Shown {
			offered = append(offered, fmt.Sprintf("%d. %s", at+1, textLine(q.Order.Items[i])))
		}
	}
	return section(lines, offered)
}

// textLines is a text of a question's author as lines; a line break that he wrote parts paragraphs.
func textLines(t quiz.Text) []string {
	return plaintext.Lines(strings.ReplaceAll(itemtext.Markdown(t), "  \n", "\n\n"))
}

// textLine is such a text as one line.
func textLine(t quiz.Text) string { return plaintext.Line(itemtext.Markdown(t)) }

// optionText is an option of a multiple choice by its place.
func optionText(item quiz.Item, at int) string {
	return fmt.Sprintf("%d. %s", at+1, textLine(item.Question.Options[item.Shown[at]].Text))
}

// givenText is the answer that was given to an item; lines of an essay are numbered.
func givenText(item quiz.Item, r quiz.Response) []string {
	var lines []string
	switch item.Question.Kind {
	case quiz.MultipleChoice:
		for at, option := range item.Shown {
			if slices.Contains(r.Options, option) {
				lines = append(lines, optionText(item, at))
			}
		}
	case quiz.Essay:
		for i, line := range strings.Split(r.Text, "\n") {
			lines = append(lines, fmt.Sprintf("Baris %d: %s", i+1, line))
		}
	default:
		lines = []string{typedForm(item, r)}
	}
	return lines
}

// inquiry is an item that is being answered.
type inquiry struct {
	*dialogue
	item  quiz.Item
	given quiz.Response // so far

	// keep makes an answer durable, before it counts as given; an error ends the question.
	keep     func(quiz.Response) error
	enter    string // what Enter alone does
	commands []command
	watch    func(line *string) (time.Duration, error)
}

// question is the item's prompt, with the commands that change the answer.
func (i *inquiry) question() question {
	q := question{label: "Jawaban", answers: answerForm(i.item), enter: i.enter, watch: i.watch}
	if r := i.given; !r.Blank() {
		q.label = "Jawaban baru"
	}
	switch i.item.Question.Kind {
	case quiz.Essay:
		if r := i.given; !r.Blank() {
			q.label = "Sambungan"
		}
		q.commands = []command{{"ganti", "ganti 2 menulis ulang baris ke-2", true, i.rewrite}}
		fallthrough
	case quiz.ShortAnswer:
		q.note = "Bila jawaban Anda sama dengan salah satu kata itu, tulis = di depannya, misalnya = q."
	}
	q.commands = append(q.commands, command{"hapus", "menghapus jawaban soal ini", false, i.clear})
	q.commands = append(q.commands, i.commands...)
	return q
}

// ask puts the question until it is answered whole. When it is passed over, by Enter alone or by the full stop that would end
// an essay, answered is false.
func (i *inquiry) ask() (answered bool, err error) {
	for {
		line, err := i.dialogue.ask(i.question())
		if err != nil || line == "" {
			return false, err
		}
		if i.item.Question.Kind == quiz.Essay {
			return line != ".", i.write(line)
		}
		r, err := readAnswer(i.item, i.given, line)
		if err != nil {
			i.say(err.Error())
			continue
		}
		if err := i.take(r); err != nil {
			return false, err
		}
		left := unmatched(i.item, r)
		if len(left) == 0 {
			return true, nil
		}
		i.say("Sejauh ini: "+typedForm(i.item, r), "Belum berpasangan: baris "+spans(left)+".")
	}
}

func (i *inquiry) take(r quiz.Response) error {
	err := i.keep(r)
	if err == nil {
		i.given = r
	}
	return err
}

// write adds lines to an essay, from a first one to a single full stop. Each is kept at once, so that nothing is lost if the
// input ends; empty ones part paragraphs.
func (i *inquiry) write(line string) error {
	q := question{answers: "teks", enter: "baris kosong, . selesai", watch: i.watch,
		note: "Akhiri esai dengan satu titik di baris tersendiri. Setiap baris langsung tersimpan."}
	blank := ""
	for line != "." {
		room := maxText - 1 - len(blank) - utf8.RuneCountInString(i.given.Text)
		if room <= 0 {
			i.say("Esai ini sudah sepanjang yang bisa disimpan.")
			break
		}
		if line = i.fit(line, room); line == "" {
			blank += "\n"
		} else {
			r, err := readAnswer(i.item, quiz.Response{Text: i.given.Text + blank}, line)
			if err == nil {
				err = i.take(r)
			}
			if err != nil {
				return err
			}
			blank = ""
		}
		q.label = fmt.Sprintf("Baris %d", 1+strings.Count(i.given.Text+blank, "\n")+1)
		var err error
		if line, err = i.dialogue.ask(q); err != nil {
			return err
		}
	}
	return nil
}

// rewrite replaces one line of an essay, or takes it out.
func (i *inquiry) rewrite(arg string) error {
	if i.given.Text == "" {
		i.say("Esai ini masih kosong.")
		return nil
	}
	lines := strings.Split(i.given.Text, "\n")
	at, ok := i.numbered("Baris", arg, len(lines))
	if !ok {
		return nil
	}
	i.say(fmt.Sprintf("Baris %d sekarang: %s", at, lines[at-1]))
	room := maxText - utf8.RuneCountInString(i.given.Text) + utf8.RuneCountInString(lines[at-1])
	line, err := i.dialogue.write(question{label: "Gantinya", answers: "satu baris", enter: "membuang baris itu", watch: i.watch}, room)
	if err != nil {
		return err
	}
	lines[at-1] = line
	if line == "" {
		lines = slices.Delete(lines, at-1, at)
	}
	if err := i.take(quiz.Response{Text: strings.Join(lines, "\n")}); err != nil {
		return err
	}
	if i.given.Text == "" {
		i.say("Esai ini sekarang kosong.")
		return nil
	}
	i.say(append([]string{"Esai Anda sekarang:"}, givenText(i.item, i.given)...)...)
	return nil
}

// clear takes the answer back; a whole essay only when asked again.
func (i *inquiry) clear(string) error {
	if r := i.given; r.Blank() {
		i.say("Soal ini belum dijawab, jadi tidak ada yang dihapus.")
		return nil
	}
	if i.item.Question.Kind == quiz.Essay {
		i.say("Seluruh esai ini akan dihapus.", "1. Hapus", "2. Batal")
		n, err := i.choose(question{label: "Pilihan", watch: i.watch}, 2)
		if err != nil || n == 2 {
			return err
		}
	}
	if err := i.take(quiz.Response{}); err != nil {
		return err
	}
	i.say("Jawaban soal ini dihapus.")
	return nil
}

// persist does what has to be durable, until it is or the trainee leaves. what is what is to be stored.
func (d *dialogue) persist(what string, do func() error) error {
	for {
		err := do()
		if err == nil {
			return nil
		}
		d.say(what + " belum tersimpan. " + err.Error())
		if _, err := d.ask(question{label: "Simpan", enter: "coba lagi", commands: []command{leaveCommand("keluar tanpa menyimpannya")}}); err != nil {
			return err
		}
	}
}
