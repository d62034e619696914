package plain

import (
	"errors"
	"fmt"
	"strings"

	"mufakat/internal/plaintext"
	"mufakat/internal/quiz"
	"mufakat/internal/report"
	"mufakat/internal/review"
)

// result tells what an attempt that was handed in came to, as far as its exam lets it be told, and offers to read it item by
// item and to keep it.
func (d *dialogue) result(source string, attempt *quiz.Attempt) error {
	r := review.Of(attempt, attempt.Paper.Blueprint.After)
	lines := []string{"Hasil: " + r.Title, report.Date(r.Started) + "."}
	for _, text := range []string{r.ScoreText(), r.PassText(), r.TimeText(), r.ClockText(), r.HiddenText()} {
		if text != "" {
			lines = append(lines, text)
		}
	}
	d.say(lines...)
	if r.Show.Score {
		d.tellShares(r)
	}
	d.say("Bila diminta widyaiswara: pilih “Simpan untuk widyaiswara”, lalu serahkan berkasnya.")
	for {
		var entries []entry
		if r.Readable() {
			entries = append(entries, entry{"Baca soal demi soal", func() error { return d.readItems(r) }})
		}
		entries = append(entries,
			entry{"Simpan untuk widyaiswara (.json)", func() error {
				return d.exportAttempt("Isinya seluruh ujian ini dengan kuncinya, jadi serahkan hanya kepada widyaiswara.", report.JSON, source, attempt, r)
			}},
			entry{"Simpan untuk dibaca sendiri (.txt)", func() error {
				return d.exportAttempt("Dengan akhiran .md hasilnya berformat Markdown; dengan .csv berupa tabel.", report.Text, source, attempt, r)
			}},
			entry{"Kembali", nil})
		do, err := d.pick("Selanjutnya", entries)
		if err != nil || do == nil {
			return err
		}
		if err := do(); err != nil && !errors.Is(err, errBack) {
			return err
		}
	}
}

// tellShares tells what was earned by section, by learning objective, and by item where these cannot be read.
func (d *dialogue) tellShares(r *review.Review) {
	if len(r.Sections) > 0 {
		lines := []string{"Menurut bagian"}
		for _, s := range r.Sections {
			lines = append(lines, "- "+s.Title+": "+aloud(s.Text())+".")
		}
		d.say(lines...)
	}
	if len(r.Objectives) > 0 {
		lines := []string{"Menurut tujuan belajar"}
		for _, o := range r.Objectives {
			lines = append(lines, "- "+d.conceptsText([]string{o.Tag})+": "+aloud(o.Text())+".")
		}
		d.say(lines...)
	}
	if !r.Readable() {
		lines := []string{"Menurut soal"}
		for _, it := range r.Items {
			lines = append(lines, fmt.Sprintf("- Soal %d: %s.", it.Number, aloud(it.ScoreText())))
		}
		d.say(lines...)
	}
}

// readItems goes through the items; a number leads to one of them.
func (d *dialogue) readItems(r *review.Review) error {
	for at := 0; at < len(r.Items); {
		it := r.Items[at]
		d.say(d.explained(fmt.Sprintf("Soal %d dari %d", it.Number, len(r.Items)), it)...)
		q := question{label: "Soal", enter: "berikutnya", commands: []command{d.cardCommand(d.readable(it.Cards)),
			{undoWord, "kembali ke hasil", false, func(string) error { return errBack }}, leaveCommand("keluar dari sini")}}
		if at+1 == len(r.Items) {
			q.enter = "kembali ke hasil"
		}
		n, err := d.choose(q, len(r.Items))
		if err != nil {
			return err
		}
		if at++; n > 0 {
			at = n - 1
		}
	}
	return nil
}

// explained is one item of a review, to be read aloud. Its head is what it is called.
func (d *dialogue) explained(head string, it review.Item) []string {
	if score := it.ScoreText(); score != "" {
		head += ": " + aloud(score)
	}
	lines := section([]string{head + "."}, plaintext.Lines(it.Text))
	var offered []string
	if caption := it.LinesText(); caption != "" {
		offered = append(offered, caption+":")
	}
	for i, l := range it.Lines {
		text := fmt.Sprintf("%d. %s", i+1, plaintext.Line(l.Text))
		if l.Remark != "" {
			text += " (" + l.Remark + ")"
		}
		offered = append(offered, text)
		if l.Feedback != "" {
			offered = append(offered, "Umpan balik: "+plaintext.Line(l.Feedback))
		}
	}
	lines = section(lines, offered)
	given, right := it.Beside()
	if it.Blank {
		given = "tidak dijawab"
	}
	if it.Kind == quiz.Ordering {
		right = strings.ReplaceAll(right, " → ", ", lalu ")
	}
	for _, part := range [][2]string{{"Jawaban Anda: ", given}, {"Kunci: ", right}} {
		if part[1] != "" {
			lines = section(lines, strings.Split(part[0]+part[1], "\n"))
		}
	}
	for _, source := range it.Feedback {
		lines = section(lines, plaintext.Lines("Umpan balik: "+source))
	}
	var levels []string
	for _, l := range it.Levels {
		levels = append(levels, l.Aspect+": "+l.Text()+".")
	}
	lines = section(lines, levels)
	if it.Comment != "" {
		lines = section(lines, strings.Split("Catatan penilai: "+it.Comment, "\n"))
	}
	if codes := d.readable(it.Cards); len(codes) > 0 {
		lines = section(lines, []string{"Konsep: " + d.conceptsText(codes) + ". Ketik k untuk membacanya."})
	}
	return lines
}

// aloud is text of package review without the signs that part it on a screen.
func aloud(text string) string { return strings.ReplaceAll(text, " · ", ", ") }

// exportAttempt offers to write the attempt to a file, of this form unless the name wants another one, after a sentence on what
// is in it.
func (d *dialogue) exportAttempt(about string, format report.Format, source string, attempt *quiz.Attempt, r *review.Review) error {
	name := d.Exporter.AttemptName(format, source, attempt)
	d.say(about, withoutFolder)
	for {
		typed, err := d.write(question{label: "Nama berkas", answers: "nama", enter: name, commands: []command{
			{undoWord, "kembali tanpa berkas", false, func(string) error { return errBack }}, leaveCommand("keluar dari sini")}}, maxText)
		if err != nil {
			return err
		}
		if typed == "" {
			typed = name
		}
		full, err := d.Exporter.ExportAttempt(typed, format, source, attempt, r)
		if err == nil {
			d.say("Tersimpan: " + full)
			return nil
		}
		d.say("Berkas tidak tertulis. " + err.Error())
	}
}
