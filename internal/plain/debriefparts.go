package plain

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"mufakat/internal/debrief"
	"mufakat/internal/plaintext"
	"mufakat/internal/report"
	"mufakat/internal/sim"
)

// ending tells the ending, what each stakeholder says, and the nilai with its sum.
func (r *debriefing) ending() error {
	c := r.play.Case
	r.say(endingText(r.play)...)
	if capped := r.result.CapText(); capped != "" {
		r.say(capped)
	}
	if len(r.result.Voices) > 0 {
		r.say("Kata mereka")
	}
	for _, v := range r.result.Voices {
		r.say(section([]string{c.Stakeholders[v.Stakeholder].Name + ":"}, blocksText(v.Blocks))...)
	}
	r.say("Nilai proses", r.result.ScoreText(), r.result.GradeText())
	if text := r.result.LowestText(r.notes[debrief.NoteLowest]); text != "" {
		r.say(text)
	}
	return nil
}

// endingText is the ending that a playthrough reached.
func endingText(play *sim.Playthrough) []string {
	c, state := play.Case, play.State()
	ending := &c.Endings[state.At.Index]
	blocks := append(c.EndingIntro.Show(c, state), ending.Text.Show(c, state)...)
	return section([]string{"Akhir: " + ending.Title}, blocksText(blocks))
}

// turns tell the decisions that cost most: what was done and why, the other way, its price; and lets one try it.
func (r *debriefing) turns() error {
	r.say(r.result.ScoreText())
	if len(r.result.Turns) == 0 {
		r.say("Tidak ada keputusan yang mahal: Anda menempuh jalan terbaik, atau hampir.")
	} else {
		r.say("Harga sebuah keputusan: berapa nilai yang tidak bisa lagi dicapai sesudahnya, bila selebihnya dimainkan sebaik mungkin.")
	}
	branches := 0
	for i, turn := range r.result.Turns {
		r.say(r.turnText(i+1, turn)...)
		r.codes = append(r.codes, r.play.Steps[turn.Step].Concepts...)
		if turn.Best >= 0 {
			branches++
		}
	}
	r.tellSplits()
	if branches == 0 {
		return nil
	}
	for {
		n, err := r.choose(question{label: "Coba cabang lain", enter: "bagian berikutnya", commands: r.commands()}, len(r.result.Turns))
		if err != nil || n == 0 {
			return err
		}
		if err := r.tryBranch(r.result.Turns[n-1]); err != nil {
			return err
		}
	}
}

func (r *debriefing) turnText(number int, turn debrief.TurningPoint) []string {
	c, step := r.play.Case, r.play.Steps[turn.Step]
	passage := &c.Passages[step.Passage]
	lines := []string{
		fmt.Sprintf("Titik balik %d. %s. Harga: %s.", number, passage.Title, r.result.PriceText(turn.Step)),
		"Anda: " + plaintext.Line(passage.Choices[step.Option].Text),
	}
	if why := r.play.Run.Decisions[turn.Step].Reason; why != "" {
		lines = append(lines, "Alasan Anda: “"+why+"”")
	}
	if moves := movesText(c, step); moves != "" {
		lines = append(lines, "Akibatnya: "+moves+".")
	}
	if later := r.result.LaterText(turn); later != "" {
		lines = append(lines, plaintext.Capital(later)+".")
	}
	if other := r.result.OtherWay(turn); other != "" {
		lines = append(lines, "Jalan lain: "+other+".")
	}
	for _, lesson := range r.result.Lessons(turn.Step) {
		lines = append(lines, "Pelajaran: "+lesson)
	}
	if len(step.Concepts) > 0 {
		lines = append(lines, "Konsep: "+r.conceptsText(step.Concepts)+".")
	}
	return lines
}

// movesText sums up what a step moved: "Bu Sri kepercayaan turun 10, hari berkurang 1".
func movesText(c *sim.Case, step sim.Step) string {
	var moves []string
	for _, ch := range step.Changes {
		who := c.Stakeholders[ch.Stakeholder].ShortName() + " " + ch.Criterion.String()
		switch {
		case ch.To > ch.From:
			moves = append(moves, fmt.Sprintf("%s naik %d", who, ch.To-ch.From))
		case ch.To < ch.From:
			moves = append(moves, fmt.Sprintf("%s turun %d", who, ch.From-ch.To))
		}
	}
	for _, m := range step.Resources {
		moves = append(moves, fmt.Sprintf("%s %s %d", c.Resources[m.Resource].Name, resourceMove(m.To-m.From), max(m.To-m.From, m.From-m.To)))
	}
	return strings.Join(moves, ", ")
}

// tellSplits tells where a group was divided.
func (r *debriefing) tellSplits() {
	if len(r.result.Splits) == 0 {
		return
	}
	lines := []string{"Di sini kelompok terbelah"}
	for _, s := range r.result.Splits {
		passage := &r.play.Case.Passages[r.play.Steps[s.Step].Passage]
		lines = append(lines, "- "+passage.Title+": "+r.result.HandsText(s.Step))
	}
	r.say(lines...)
}

// tryBranch plays on from a turning point with the better option. Nothing of it is kept.
func (r *debriefing) tryBranch(turn debrief.TurningPoint) error {
	if turn.Best < 0 {
		r.say("Jalan yang lebih baik di titik ini tidak diketahui.")
		return nil
	}
	branch, err := r.result.Branch(turn.Step, turn.Best)
	if err != nil {
		r.say("Cabang ini tidak bisa dicoba. " + err.Error() + ".")
		return nil
	}
	r.say("Bagaimana jika. Cabang ini tidak dicatat; q kembali ke debrief.")
	p := &player{dialogue: r.dialogue, play: branch}
	p.tellOutcome()
	if err := p.run(); errors.Is(err, errLeave) {
		return nil
	} else if err != nil {
		return err
	}
	r.say(endingText(p.play)...)
	r.say(fmt.Sprintf("Cabang ini: nilai %s, akhir %s.", r.result.BranchScore(p.play).Text(0), p.play.Case.Endings[p.play.State().At.Index].Title),
		fmt.Sprintf("Permainan Anda: nilai %s, akhir %s.", r.result.Score.Nilai.Text(0), r.result.Ending.Title))
	return nil
}

// actual tells what really happened, with its sources.
func (r *debriefing) actual() error {
	c := r.play.Case
	if c.Actual == "" {
		r.say("Pengarang kasus ini tidak menulis apa yang sebenarnya terjadi.")
	}
	r.say(plaintext.Lines(c.Actual)...)
	if c.Sources != "" {
		r.say(section([]string{"Sumber"}, plaintext.Lines(c.Sources))...)
	}
	return nil
}

// themes tell the three criteria over the run, and what moved each most.
func (r *debriefing) themes() error {
	for _, t := range r.result.Themes {
		levels := make([]string, len(t.Levels))
		for i, level := range t.Levels {
			levels[i] = fmt.Sprintf("%.0f", level)
		}
		lines := []string{
			fmt.Sprintf("Kriteria %s: dari %s menjadi %s.", t.Criterion, levels[0], levels[len(levels)-1]),
			"Langkah demi langkah: " + strings.Join(levels, ", ") + ".",
		}
		if t.Rise.Delta > 0 {
			lines = append(lines, fmt.Sprintf("Naik paling banyak, %s, karena %s.", plaintext.Number(t.Rise.Delta, 1), stepTitle(r.play, t.Rise.Step)))
		}
		if t.Fall.Delta < 0 {
			lines = append(lines, fmt.Sprintf("Turun paling banyak, %s, karena %s.", plaintext.Number(-t.Fall.Delta, 1), stepTitle(r.play, t.Fall.Step)))
		}
		if len(t.Concepts) > 0 {
			lines = append(lines, "Konsep: "+r.conceptsText(t.Concepts)+".")
		}
		r.codes = append(r.codes, t.Concepts...)
		r.say(lines...)
	}
	return nil
}

// answers go through the headings of the case paper: the trainee's own text first, then the model.
func (r *debriefing) answers() error {
	all := r.play.Case.Answers
	if len(all) == 0 {
		r.say("Pengarang kasus ini tidak menulis lembar jawab.")
	}
	for i, a := range all {
		r.say(fmt.Sprintf("Judul %d dari %d: %s", i+1, len(all), a.Title))
		if err := r.writeNote(debrief.NoteAnswer(i), true); err != nil {
			return err
		}
		r.say(section([]string{"Pembanding"}, plaintext.Lines(a.Markdown))...)
	}
	return nil
}

// unit asks for one sentence for the own unit, with the author's questions to think on.
func (r *debriefing) unit() error {
	if c := r.play.Case; c.Reflection != "" {
		r.say(section([]string{"Bahan renungan"}, plaintext.Lines(c.Reflection))...)
	}
	r.say("Satu kalimat: apa yang akan Anda lakukan dengan cara lain di unit Anda, mulai pekan depan?")
	return r.writeNote(debrief.NoteUnit, false)
}

// writeNote asks for the trainee's own text. Every line is stored at once, so that nothing is lost if the input ends; a
// first line replaces what was written before.
func (r *debriefing) writeNote(key string, more bool) error {
	q := question{label: "Jawaban Anda", answers: "satu kalimat", enter: "lewati", commands: r.commands()}
	if more {
		q.answers = "satu baris atau lebih"
	}
	if old := strings.TrimSpace(r.notes[key]); old != "" {
		r.say(append([]string{"Jawaban Anda sebelumnya:"}, strings.Split(old, "\n")...)...)
		q.label, q.enter = "Jawaban baru", "biarkan"
	}
	text := ""
	for {
		room := maxText - 1 - utf8.RuneCountInString(text) // 1 for the line break
		if room <= 0 {
			r.say("Jawaban ini sudah sepanjang yang bisa disimpan.")
			return nil
		}
		line, err := r.write(q, room)
		if err != nil || line == "" {
			return err
		}
		text = strings.TrimPrefix(text+"\n"+line, "\n")
		r.save(key, text)
		if !more {
			return nil
		}
		q.label, q.answers, q.enter = "Sambungannya", "satu baris lagi", "selesai"
	}
}

// withoutFolder tells where a file is written whose name is typed alone.
const withoutFolder = "Tanpa folder, berkas ditulis di folder tempat Mufakat dijalankan."

// export offers to write the debrief to a file.
func (r *debriefing) export() error {
	lines := []string{"Simpan debrief ini, dengan jawaban Anda, sebagai berkas: untuk makalah kasus, untuk kelompok, atau untuk widyaiswara."}
	formats := report.Formats()
	for i, f := range formats {
		lines = append(lines, fmt.Sprintf("%d. %s", i+1, f))
	}
	r.say(lines...)
	for {
		n, err := r.choose(question{label: "Bentuk berkas", enter: "tanpa berkas", commands: r.commands()}, len(formats))
		if err != nil || n == 0 {
			return err
		}
		format := formats[n-1]
		name := fmt.Sprintf("debrief-%s-%s%s", r.play.Case.ID, r.Now().Format("2006-01-02-1504"), format.Extension())
		r.say(withoutFolder)
		typed, err := r.write(question{label: "Nama berkas", enter: name, commands: r.commands()}, maxText)
		if err != nil {
			return err
		}
		if typed != "" {
			name = typed
		}
		full, err := r.Exporter.Export(name, format, r.source, r.result, r.notes)
		if err == nil {
			r.say("Tersimpan: " + full)
			return nil
		}
		r.say("Berkas tidak tertulis. " + err.Error())
	}
}
