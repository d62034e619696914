package plain

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"mufakat/internal/debrief"
	"mufakat/internal/plaintext"
	"mufakat/internal/sim"
)

// The most characters of a sentence and of a longer text that a trainee writes.
const (
	maxSentence = sim.MaxReason
	maxText     = debrief.MaxAnswer
)

// question is one prompt. It always names its valid answers.
type question struct {
	label    string
	answers  string // what may be typed, such as "1-4"; may be empty
	enter    string // what Enter alone does; empty: it is no answer
	commands []command
	note     string // a sentence for the help; may be empty

	// watch, where it is not nil, is called before the prompt, again when nothing was typed for as long as it wanted to wait
	// (0: it need not), and with the line once it was typed. It may say something; an error ends the question.
	watch func(line *string) (wait time.Duration, err error)
}

// command is a word that may be typed instead of an answer; the question is put again afterwards.
type command struct {
	word string
	help string                 // empty: it is understood, but not listed
	arg  bool                   // a second word may follow
	do   func(arg string) error // arg is the second word, or empty; an error ends the question
}

func (q question) valid() string {
	var valid []string
	if q.answers != "" {
		valid = append(valid, q.answers)
	}
	if q.enter != "" {
		valid = append(valid, "enter "+q.enter)
	}
	return strings.Join(valid, ", ")
}

// ask puts the question until the line typed is no command, and returns it. Behind "=" a command is text.
func (d *dialogue) ask(q question) (string, error) {
	for {
		line, err := d.hear(q)
		if err != nil {
			return "", err
		}
		if line == "?" {
			d.help(q)
			continue
		}
		if text, marked := strings.CutPrefix(line, "="); marked {
			if text = strings.TrimSpace(text); q.isCommand(text) {
				return text, nil
			}
		}
		c, arg := q.command(line)
		if c == nil {
			return line, nil
		}
		if err := c.do(arg); err != nil {
			return "", err
		}
	}
}

// hear puts the question once and returns what is typed. While nothing is, it watches; the prompt is repeated when something
// was said in between.
func (d *dialogue) hear(q question) (string, error) {
	prompted := -1
	for {
		if err := d.ctx.Err(); err != nil {
			return "", err
		}
		wait, err := q.look(nil)
		if err != nil {
			return "", err
		}
		if d.parts != prompted {
			if err := d.prompt(fmt.Sprintf("%s (%s, ? bantuan):", q.label, q.valid())); err != nil {
				return "", err
			}
			prompted = d.parts
		}
		line, err := d.await(wait)
		if errors.Is(err, errSilence) {
			continue
		}
		if err == nil {
			_, err = q.look(&line)
		}
		return line, err
	}
}

func (q question) look(line *string) (time.Duration, error) {
	if q.watch == nil {
		return 0, nil
	}
	return q.watch(line)
}

// isCommand tells whether a line typed would be taken for a command.
func (q question) isCommand(line string) bool {
	c, _ := q.command(line)
	return c != nil || line == "?"
}

// command returns the command that a line is, and its second word. More than two words are always text.
func (q question) command(line string) (*command, string) {
	words := strings.Fields(line)
	if len(words) == 0 || len(words) > 2 {
		return nil, ""
	}
	i := slices.IndexFunc(q.commands, func(c command) bool { return c.word == strings.ToLower(words[0]) })
	if i < 0 || len(words) > 1 && !q.commands[i].arg {
		return nil, ""
	}
	return &q.commands[i], strings.Join(words[1:], "")
}

func (d *dialogue) help(q question) {
	lines := []string{"Bantuan. Jawaban yang berlaku: " + q.valid() + "."}
	if len(q.commands) > 0 {
		lines[0] += " Selain itu:"
	}
	for _, c := range q.commands {
		if c.help != "" {
			lines = append(lines, c.word+": "+c.help)
		}
	}
	if q.note != "" {
		lines = append(lines, q.note)
	}
	d.say(lines...)
}

// choose asks for a number from 1 to n; 0 is Enter, where the question allows it.
func (d *dialogue) choose(q question, n int) (int, error) {
	q.answers = numbers(n)
	for {
		line, err := d.ask(q)
		if err != nil {
			return 0, err
		}
		if line == "" && q.enter != "" {
			return 0, nil
		}
		if number, err := strconv.Atoi(strings.TrimRight(line, ".)")); err == nil && number >= 1 && number <= n {
			return number, nil
		}
		d.say(fmt.Sprintf("%s Jawaban yang berlaku: %s.", notUnderstood(line), q.valid()))
	}
}

// numbers are the valid answers from 1 to n, as a prompt shows them.
func numbers(n int) string {
	switch {
	case n <= 0:
		return ""
	case n == 1:
		return "1"
	}
	return fmt.Sprintf("1-%d", n)
}

func notUnderstood(line string) string {
	if line == "" {
		return "Belum ada jawaban."
	}
	return fmt.Sprintf("“%s” bukan jawaban di sini.", cut(line, 40))
}

// confirm asks for the first of two ways on; the second is errBack.
func (d *dialogue) confirm(yes, no string) error {
	d.say("1. "+yes, "2. "+no)
	n, err := d.choose(question{label: "Pilihan", commands: d.commands()}, 2)
	if n == 2 {
		return errBack
	}
	return err
}

// write asks for a text of at most limit characters; empty is Enter.
func (d *dialogue) write(q question, limit int) (string, error) {
	text, err := d.ask(q)
	return d.fit(text, limit), err
}

// fit cuts a text that was typed to at most limit characters, and says so.
func (d *dialogue) fit(text string, limit int) string {
	if utf8.RuneCountInString(text) <= limit {
		return text
	}
	d.say(fmt.Sprintf("Tulisan itu terlalu panjang; yang disimpan %s huruf pertama.", plaintext.Count(limit)))
	return cut(text, limit)
}

// numbered reads the second word of a command that names one of n numbered things, and says what is wrong with it. what is
// what they are called, with a capital letter.
func (d *dialogue) numbered(what, arg string, n int) (int, bool) {
	number, err := strconv.Atoi(arg)
	switch {
	case arg == "":
		d.say(fmt.Sprintf("Sebut nomornya, misalnya %s 1. Yang ada: %s.", strings.ToLower(what), numbers(n)))
	case err != nil || number < 1 || number > n:
		d.say(fmt.Sprintf("%s %s tidak ada. Yang ada: %s.", what, cut(arg, 40), numbers(n)))
	default:
		return number, true
	}
	return 0, false
}

// cut returns the first n characters of s.
func cut(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}

// commands are those of a question outside a story.
func (d *dialogue) commands() []command {
	return []command{d.cardCommand(nil), leaveCommand("keluar dari sini")}
}

func leaveCommand(help string) command {
	return command{"q", help, false, func(string) error { return errLeave }}
}
