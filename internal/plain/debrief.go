package plain

import (
	"errors"
	"fmt"
	"maps"
	"strconv"

	"mufakat/internal/debrief"
	"mufakat/internal/sim"
)

// debriefing is a finished run's debrief under way.
type debriefing struct {
	*dialogue
	source string // of the case
	play   *sim.Playthrough
	record Record
	result *debrief.Debrief
	notes  map[string]string
	codes  []string // the concepts at hand
	short  bool     // the first parts only
}

// part is one part of a debrief, in the order that makes debriefs work: first what one thinks oneself, then what
// happened, then why, then what is elsewhere, then what to take home.
type part struct {
	title string
	do    func(*debriefing) error
}

func parts() []part {
	return []part{
		{"Sebelum melihat nilai", (*debriefing).guess},
		{"Akhir dan nilai", (*debriefing).ending},
		{"Titik balik", (*debriefing).turns},
		{"Yang sebenarnya terjadi", (*debriefing).actual},
		{"Tiga kriteria", (*debriefing).themes},
		{"Lembar jawab kasus", (*debriefing).answers},
		{"Untuk unit Anda", (*debriefing).unit},
		{"Simpan", (*debriefing).export},
	}
}

// shortParts is how many of the parts a short debrief has.
const shortParts = 4

// debrief explains a finished run, from the part where it was left.
func (d *dialogue) debrief(source string, play *sim.Playthrough, record Record) error {
	result, err := d.Analyst.Explain(d.ctx, play, d.Library.Grades(source))
	if err != nil {
		return err
	}
	if err := record.Finish(result); err != nil {
		return err
	}
	notes, err := record.Notes()
	if err != nil {
		return err
	}
	r := &debriefing{dialogue: d, source: source, play: play, record: record, result: result, notes: map[string]string{}}
	maps.Copy(r.notes, notes)
	d.say("Debrief: " + play.Case.Title)
	return r.run()
}

func (r *debriefing) run() error {
	all := parts()
	at := 0
	if n, err := strconv.Atoi(r.notes[debrief.NotePage]); err == nil && n > 0 && n < len(all) {
		at = n
	}
	for at < len(all) && (!r.short || at < shortParts) {
		r.save(debrief.NotePage, strconv.Itoa(at))
		switch err := r.open(at, all[at]); {
		case errors.Is(err, errBack):
			at = max(at-1, 1) // the first part is for before the score
		case err != nil:
			return err
		default:
			at++
		}
	}
	r.save(debrief.NotePage, "0")
	r.say("Debrief selesai. Anda bisa membukanya lagi lewat Riwayat.")
	return nil
}

// open asks whether to read a part or to skip it; the first one is a question itself.
func (r *debriefing) open(at int, p part) error {
	r.say(fmt.Sprintf("Bagian %d dari %d: %s", at+1, len(parts()), p.title))
	if at == 0 {
		return p.do(r)
	}
	skipped := errors.New("dilewati")
	skip := command{word: "l", help: "lewati bagian ini", do: func(string) error { return skipped }}
	_, err := r.choose(question{label: "Baca?", enter: "ya, l lewati", commands: append([]command{skip}, r.commands()...)}, 0)
	switch {
	case errors.Is(err, skipped):
		return nil
	case err != nil:
		return err
	}
	r.codes = nil
	return p.do(r)
}

// commands are those of every question in the debrief but its first.
func (r *debriefing) commands() []command {
	return []command{
		r.peopleCommand(r.play, true), r.trailCommand(r.play, true), r.cardCommand(r.codes),
		{word: undoWord, help: "kembali ke bagian sebelumnya", do: func(string) error { return errBack }},
		leaveDebrief(),
	}
}

func leaveDebrief() command { return leaveCommand("tinggalkan dulu; bagian ini diingat") }

// save keeps a text of the debrief.
func (r *debriefing) save(key, text string) {
	r.notes[key] = text
	if err := r.record.SaveNote(key, text); err != nil {
		r.say("Catatan belum tersimpan. " + err.Error())
	}
}

// guess asks, before any score is shown, who was left furthest behind.
func (r *debriefing) guess() error {
	people := r.play.Case.Stakeholders
	lines := []string{"Siapa yang paling tertinggal dalam proses ini? Jawab dulu; nilai menyusul."}
	for i, s := range people {
		lines = append(lines, fmt.Sprintf("%d. %s", i+1, s.Name))
	}
	r.say(lines...)
	short := command{word: "s", help: "debrief singkat: empat bagian pertama, sekitar lima menit", do: func(string) error {
		r.short = !r.short
		if r.short {
			r.say("Debrief singkat: empat bagian pertama, sekitar lima menit. Ketik s lagi untuk yang lengkap.")
		} else {
			r.say("Debrief lengkap.")
		}
		return nil
	}}
	n, err := r.choose(question{label: "Jawaban", enter: "lewati, s singkat", commands: []command{
		// The levels would give the answer away.
		r.peopleCommand(r.play, false), r.trailCommand(r.play, false), r.cardCommand(nil), short, leaveDebrief(),
	}}, len(people))
	if n > 0 {
		r.save(debrief.NoteLowest, people[n-1].Code)
	}
	return err
}
