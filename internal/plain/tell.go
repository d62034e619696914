package plain

import (
	"fmt"
	"slices"
	"strings"

	"mufakat/internal/debrief"
	"mufakat/internal/plaintext"
	"mufakat/internal/sim"
)

// tellPassage tells what happens and which options there are, those that are locked last and without a number.
func (p *player) tellPassage() {
	c, state := p.play.Case, p.play.State()
	passage := c.Passage(state)
	if passage.Act >= 0 && !slices.ContainsFunc(p.play.Steps, func(s sim.Step) bool { return c.Passages[s.Passage].Act == passage.Act }) {
		p.say(section([]string{c.Acts[passage.Act].Title}, blocksText(c.Acts[passage.Act].Intro.Show(c, state)))...)
	}
	head := passage.Title
	if p.isDecision() {
		head = fmt.Sprintf("Keputusan ke-%d: %s", len(p.play.Decisions())+1, passage.Title)
	}
	p.say(section([]string{head}, p.passageText(passage, state))...)
	if left := resourcesText(c, state); left != "" && p.isDecision() {
		p.say("Tersisa: " + left + ".")
	}
	if !p.isDecision() {
		return
	}
	var lines []string
	for i, o := range p.options {
		text := plaintext.Line(o.Choice.Text)
		if o.Lock.Locked {
			lines = append(lines, fmt.Sprintf("Terkunci: %s (alasan: %s)", text, strings.TrimSuffix(plaintext.Line(o.Lock.Reason), ".")))
			continue
		}
		if cost := costText(c, o.Choice); cost != "" {
			text += " (" + cost + ")"
		}
		lines = append(lines, fmt.Sprintf("%d. %s", i+1, text))
	}
	p.say(lines...)
}

// passageText is a passage's text as it reads in a state; questions for a group are left out where nobody plays in one.
func (p *player) passageText(passage *sim.Passage, s sim.State) []string {
	blocks := passage.Text.Show(p.play.Case, s)
	if !p.play.Run.Group {
		blocks = slices.DeleteFunc(blocks, func(b sim.Block) bool { return b.Kind == sim.Discussion })
	}
	return blocksText(blocks)
}

// costText is what an option spends or gains by itself; what a condition adds is not known beforehand.
func costText(c *sim.Case, ch *sim.Choice) string {
	var parts []string
	for _, e := range ch.Outcome.Resources {
		if e.Delta != 0 {
			parts = append(parts, fmt.Sprintf("%s %s %d", c.Resources[e.Resource].Name, resourceMove(e.Delta), max(e.Delta, -e.Delta)))
		}
	}
	return strings.Join(parts, ", ")
}

func resourceMove(delta int) string {
	if delta < 0 {
		return "berkurang"
	}
	return "bertambah"
}

// tellOutcome tells what the last step brought about: first in words, then the levels, then the lesson.
func (p *player) tellOutcome() {
	c, step := p.play.Case, p.lastStep()
	passage := &c.Passages[step.Passage]
	if passage.IsDecision() {
		p.say("Anda memilih: " + chosenText(p.play, len(p.play.Steps)-1))
	}
	p.say(stepText(c, step, p.seesLevels())...)
	if p.seesLevels() && len(step.Concepts) > 0 {
		p.say("Konsep: " + p.conceptsText(step.Concepts) + ". Ketik k untuk membacanya.")
	}
	if step.Stranded >= 0 {
		stranded := &c.Passages[step.Stranded]
		p.say(section([]string{stranded.Title}, p.passageText(stranded, p.play.State()))...)
		p.say("Tidak ada lagi pilihan yang terbuka. Cerita berakhir di sini.")
	}
}

// stepText is what a step brought about; the levels that moved and the lesson only where they may be seen.
func stepText(c *sim.Case, step sim.Step, levels bool) []string {
	var happened, lessons []sim.Block
	for _, b := range step.Feedback {
		if b.Kind == sim.Lesson {
			lessons = append(lessons, b)
		} else {
			happened = append(happened, b)
		}
	}
	lines := blocksText(happened)
	if levels {
		lines = section(lines, changesText(c, step.Changes))
	}
	var spent []string
	for _, r := range step.Resources {
		spent = append(spent, fmt.Sprintf("%s: %d menjadi %d, %s %d.", c.Resources[r.Resource].Name, r.From, r.To, resourceMove(r.To-r.From), max(r.To-r.From, r.From-r.To)))
	}
	lines = section(lines, spent)
	if levels {
		lines = section(lines, blocksText(lessons))
	}
	return lines
}

// changesText are the levels that moved, in words: "Bu Sri: kepercayaan 25 menjadi 35, naik 10; komitmen tetap 0 (sudah di
// batas)."; one line for each stakeholder.
func changesText(c *sim.Case, changes []sim.Change) []string {
	var lines []string
	for i, ch := range changes {
		if i > 0 && changes[i-1].Stakeholder == ch.Stakeholder {
			last := &lines[len(lines)-1]
			*last = strings.TrimSuffix(*last, ".") + "; " + changeText(ch) + "."
			continue
		}
		lines = append(lines, c.Stakeholders[ch.Stakeholder].ShortName()+": "+changeText(ch)+".")
	}
	return lines
}

func changeText(ch sim.Change) string {
	limit := ""
	if ch.To-ch.From != ch.Delta {
		limit = " (sudah di batas)"
	}
	switch {
	case ch.To > ch.From:
		return fmt.Sprintf("%s %d menjadi %d, naik %d%s", ch.Criterion, ch.From, ch.To, ch.To-ch.From, limit)
	case ch.To < ch.From:
		return fmt.Sprintf("%s %d menjadi %d, turun %d%s", ch.Criterion, ch.From, ch.To, ch.From-ch.To, limit)
	}
	return fmt.Sprintf("%s tetap %d%s", ch.Criterion, ch.To, limit)
}

func personText(s sim.Stakeholder) string {
	if s.Interest == "" {
		return s.Name + "."
	}
	return s.Name + ". Kepentingan: " + plaintext.Line(s.Interest) + "."
}

// groupText are the collaboration's levels.
func groupText(levels []sim.Levels) string {
	var parts []string
	for k := range sim.Criterion(sim.Criteria) {
		if v, counts := sim.GroupLevel(levels, k); counts {
			parts = append(parts, fmt.Sprintf("%s %.0f", k, v))
		}
	}
	return "Tingkat kolaborasi: " + strings.Join(parts, ", ") + "."
}

// resourcesText is what is left: "hari 8, anggaran 20".
func resourcesText(c *sim.Case, s sim.State) string {
	parts := make([]string, len(s.Resources))
	for i, n := range s.Resources {
		parts[i] = fmt.Sprintf("%s %d", c.Resources[i].Name, n)
	}
	return strings.Join(parts, ", ")
}

// peopleCommand tells who is at the table, with their levels where they may be seen.
func (d *dialogue) peopleCommand(play *sim.Playthrough, levels bool) command {
	return command{"p", "pemangku kepentingan", false, func(string) error {
		state := play.State()
		lines := []string{"Pemangku kepentingan"}
		for i, s := range play.Case.Stakeholders {
			text := personText(s)
			if counting := debrief.LevelsText(state.Levels[i]); levels && counting != "" {
				text += " Tingkat: " + counting + "."
			}
			lines = append(lines, "- "+text)
		}
		if !levels {
			d.say(append(lines, "Tingkat mereka baru tampil di debrief.")...)
			return nil
		}
		lines = append(lines, groupText(state.Levels))
		if lowest := sim.Lowest(state.Levels); lowest >= 0 {
			lines = append(lines, "Paling tertinggal: "+play.Case.Stakeholders[lowest].ShortName()+".")
		}
		d.say(lines...)
		return nil
	}}
}

// trailCommand looks back on what was decided: all steps, or one as it was.
func (d *dialogue) trailCommand(play *sim.Playthrough, levels bool) command {
	return command{"j", "jejak keputusan; j 2 membaca lagi langkah 2", true, func(arg string) error {
		if len(play.Steps) == 0 {
			d.say("Belum ada keputusan.")
			return nil
		}
		if arg == "" {
			lines := []string{"Jejak keputusan"}
			for i := range play.Steps {
				lines = append(lines, fmt.Sprintf("%d. %s", i+1, stepTitle(play, i)+reasonText(play, i)))
			}
			d.say(lines...)
			return nil
		}
		if number, ok := d.numbered("Langkah", arg, len(play.Steps)); ok {
			i := number - 1
			p := player{dialogue: d, play: play}
			passage := &play.Case.Passages[play.Steps[i].Passage]
			lines := section([]string{fmt.Sprintf("Langkah %d: %s", number, passage.Title)}, p.passageText(passage, play.States[i]))
			lines = section(lines, []string{"Anda memilih: " + chosenText(play, i) + reasonText(play, i)})
			d.say(section(lines, stepText(play.Case, play.Steps[i], levels))...)
		}
		return nil
	}}
}

// chosenText is the option taken at a step.
func chosenText(play *sim.Playthrough, i int) string {
	step := play.Steps[i]
	return plaintext.Line(play.Case.Passages[step.Passage].Choices[step.Option].Text)
}

// stepTitle names a step by its passage and the option taken.
func stepTitle(play *sim.Playthrough, i int) string {
	return play.Case.Passages[play.Steps[i].Passage].Title + ": " + chosenText(play, i)
}

// reasonText is why the trainee took it, to be put behind what was taken; empty where nothing was said.
func reasonText(play *sim.Playthrough, i int) string {
	if reason := play.Run.Decisions[i].Reason; reason != "" {
		return ". Alasan: “" + reason + "”"
	}
	return ""
}
