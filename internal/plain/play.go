package plain

import (
	"errors"
	"fmt"

	"mufakat/internal/plaintext"
	"mufakat/internal/sim"
)

// player plays a case, one passage after another.
type player struct {
	*dialogue
	play    *sim.Playthrough
	record  Record       // nil: a "bagaimana jika" branch, of which nothing is kept
	options []sim.Option // of the passage at hand, as shown: the open ones first
	open    int          // how many are open
	hands   []int        // raised for them, in the author's order; nil where none were counted
}

// run plays to an ending.
func (p *player) run() error {
	for !p.play.State().Finished() {
		if err := p.step(); err != nil && !errors.Is(err, errBack) {
			return err
		}
	}
	return nil
}

// step plays one passage: tells it, asks, stores what was decided, and only then tells what came of it.
func (p *player) step() error {
	c, state := p.play.Case, p.play.State()
	p.options, p.open, p.hands = c.Shuffled(state, p.play.Run.Seed), 0, nil
	for _, o := range p.options {
		if !o.Lock.Locked {
			p.open++
		}
	}
	p.tellPassage()
	if p.counts() {
		if err := p.countHands(); err != nil {
			return err
		}
	}
	for decided := false; !decided; {
		option, err := p.choose()
		if err != nil {
			return err
		}
		reason, err := p.askReason()
		if errors.Is(err, errBack) {
			continue
		}
		if err != nil {
			return err
		}
		if err := p.decide(option, sim.Reason(reason)); err != nil {
			p.say("Keputusan belum tersimpan. " + err.Error())
			continue
		}
		decided = true
	}
	p.tellOutcome()
	return p.rest()
}

func (p *player) isDecision() bool { return p.play.Case.Passage(p.play.State()).IsDecision() }

// counts tells whether raised hands are entered at this passage.
func (p *player) counts() bool { return p.play.Run.Group && p.record != nil && p.isDecision() }

// choose asks for one of the open options. A single way on is no decision; Enter takes it.
func (p *player) choose() (sim.Option, error) {
	q := question{label: "Pilihan", commands: p.commands()}
	if p.counts() {
		q.commands = append(q.commands, command{"t", "hitung tangan lagi", false, func(string) error { return p.countHands() }})
	}
	if !p.isDecision() {
		q = question{label: plaintext.Line(p.options[0].Choice.Text), enter: "lanjut", commands: p.commands()}
	}
	n, err := p.dialogue.choose(q, p.open)
	return p.options[max(n-1, 0)], err
}

// askReason asks why, where that is a question. Going back leads to the choice, in every mode: nothing is decided yet.
func (p *player) askReason() (string, error) {
	if !p.AskReason || p.record == nil || !p.isDecision() {
		return "", nil
	}
	commands := p.commands()
	for i := range commands {
		if commands[i].word == undoWord {
			commands[i] = command{undoWord, "pilih lagi", false, func(string) error { return errBack }}
		}
	}
	return p.write(question{label: "Mengapa?", answers: "satu kalimat", enter: "tanpa alasan", commands: commands}, maxSentence)
}

// countHands asks for the raised hands per option.
func (p *player) countHands() error {
	for {
		line, err := p.ask(question{label: "Tangan per pilihan", answers: "misalnya " + sim.HandsExample(p.options), enter: "tidak dihitung", commands: p.commands()})
		if err != nil {
			return err
		}
		hands, err := sim.ReadHands(line, p.options)
		if err == nil {
			p.hands = hands
			return nil
		}
		p.say(err.Error())
	}
}

// decide takes an option and stores that; on an error nothing has changed.
func (p *player) decide(o sim.Option, reason string) error {
	n := len(p.play.Steps)
	after := p.play.Rewind(n)
	if err := after.Choose(o.Index, p.Now(), reason, p.hands); err != nil {
		return err
	}
	if p.record != nil {
		if err := p.record.Append(n, after.Run.Decisions[n]); err != nil {
			return err
		}
	}
	p.play = after
	return nil
}

// rest offers a stop at the end of an act, and before the debrief.
func (p *player) rest() error {
	if p.record == nil {
		return nil
	}
	c, state := p.play.Case, p.play.State()
	if state.Finished() {
		_, err := p.dialogue.choose(question{label: "Ceritanya sampai di akhir", enter: "ke debrief", commands: p.commands()}, 0)
		return err
	}
	done, next := c.Passages[p.lastStep().Passage].Act, c.Passage(state).Act
	if done == next || done < 0 {
		return nil
	}
	lines := []string{c.Acts[done].Title, "Babak ini selesai. Semua keputusan sudah tersimpan."}
	if p.seesLevels() {
		lines = append(lines, groupText(state.Levels))
	}
	onward := "lanjutkan"
	if next >= 0 {
		onward = "lanjut ke " + c.Acts[next].Title
	}
	p.say(append(lines, "1. "+onward, "2. berhenti dulu")...)
	n, err := p.dialogue.choose(question{label: "Pilihan", commands: p.commands()}, 2)
	if n == 2 {
		return errLeave
	}
	return err
}

func (p *player) lastStep() sim.Step { return p.play.Steps[len(p.play.Steps)-1] }

// seesLevels tells whether levels and lessons are shown: in an assessment only after the end.
func (p *player) seesLevels() bool { return p.play.Run.Mode == sim.Practice || p.record == nil }

const undoWord = "u"

// commands are those of every question in the story.
func (p *player) commands() []command {
	var codes []string
	if len(p.play.Steps) > 0 && p.seesLevels() {
		codes = p.lastStep().Concepts
	}
	commands := []command{p.peopleCommand(p.play, p.seesLevels()), p.trailCommand(p.play, p.seesLevels()), p.cardCommand(codes)}
	if p.record == nil {
		return append(commands, leaveCommand("kembali ke debrief"))
	}
	undo := command{undoWord, "mundur satu langkah; u 2 mundur ke langkah 2", true, p.undo}
	if p.play.Run.Mode == sim.Assessment {
		undo.help = "mundur, hanya dalam latihan"
	}
	return append(commands, undo, leaveCommand("berhenti dulu; semuanya tersimpan"))
}

// undo takes back the last step, or all from a given one on.
func (p *player) undo(arg string) error {
	n := len(p.play.Steps)
	if p.play.Run.Mode == sim.Assessment {
		p.say("Dalam penilaian tidak ada langkah mundur. Ketik j untuk melihat keputusan yang sudah diambil.")
		return nil
	}
	if n == 0 {
		p.say("Belum ada langkah yang bisa ditarik.")
		return nil
	}
	to := n - 1
	if arg != "" {
		number, ok := p.numbered("Langkah", arg, n)
		if !ok {
			return nil
		}
		to = number - 1
	}
	if err := p.record.Rewind(n, to); err != nil {
		p.say("Belum bisa mundur. " + err.Error())
		return nil
	}
	p.play = p.play.Rewind(to)
	p.say(fmt.Sprintf("Mundur ke langkah %d.", to+1))
	return errBack
}
