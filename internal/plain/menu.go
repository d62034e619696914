package plain

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"mufakat/internal/debrief"
	"mufakat/internal/report"
	"mufakat/internal/sim"
)

// entry is one line of a menu.
type entry struct {
	label string
	do    func() error
}

// pick shows entries, asks for one of them and returns what it does.
func (d *dialogue) pick(title string, entries []entry) (func() error, error) {
	return d.offer(title, entries, question{label: "Pilihan", commands: d.commands()})
}

// offer is pick with a question of one's own.
func (d *dialogue) offer(title string, entries []entry, q question) (func() error, error) {
	lines := []string{title}
	for i, e := range entries {
		lines = append(lines, fmt.Sprintf("%d. %s", i+1, e.label))
	}
	d.say(lines...)
	n, err := d.choose(q, len(entries))
	if err != nil {
		return nil, err
	}
	return entries[n-1].do, nil
}

// menu is where a session begins and where it comes back to.
func (d *dialogue) menu() error {
	d.say("Mufakat", "Berlatih memutuskan bersama: studi kasus tata kelola kolaboratif.",
		"Jawab setiap pertanyaan dengan angka, lalu tekan enter.")
	for {
		entries, err := d.entries()
		if err != nil {
			return err
		}
		do, err := d.pick("Menu", append(entries, entry{"Keluar", nil}))
		if err == nil && do == nil || errors.Is(err, errLeave) {
			d.say("Sampai jumpa.")
			return nil
		}
		if err != nil {
			return err
		}
		if err := d.told(do()); err != nil {
			return err
		}
	}
}

// told is what is left of an error of something that was chosen from a menu: leaving it leads back to the menu, and what went
// wrong there is told.
func (d *dialogue) told(err error) error {
	switch {
	case err == nil || errors.Is(err, errEnd) || d.ctx.Err() != nil:
		return err
	case !errors.Is(err, errLeave):
		d.say(err.Error())
	}
	return nil
}

// entries are what can be played and read now.
func (d *dialogue) entries() ([]entry, error) {
	saved, open, err := d.Runs.LastOpen()
	if err != nil {
		return nil, err
	}
	cases, err := d.Library.Cases()
	if err != nil {
		d.say(err.Error())
	}
	attempts, err := d.Attempts.All()
	if err != nil {
		return nil, err
	}
	entries := d.openAttempts(attempts)
	if open {
		entries = append(entries, entry{"Lanjutkan: " + savedText(saved), func() error { return d.resume(saved) }})
	}
	for _, info := range cases {
		entries = append(entries, entry{caseText(info), func() error {
			c, err := d.Library.Case(info.Source, info.ID)
			if err != nil {
				return err
			}
			return d.brief(info.Source, c, nil)
		}})
	}
	return append(entries, entry{"Kuis: ujian dan latihan soal", d.quizMenu}, entry{"Riwayat: buka lagi sebuah debrief", d.history}), nil
}

// caseText is what one knows of a case before opening it.
func caseText(info CaseInfo) string {
	var facts []string
	if info.Code != "" {
		facts = append(facts, info.Code)
	}
	if info.Minutes > 0 {
		facts = append(facts, fmt.Sprintf("sekitar %d menit", info.Minutes))
	}
	if info.Role != "" {
		facts = append(facts, "Anda: "+info.Role)
	}
	if len(facts) == 0 {
		return info.Title
	}
	return info.Title + " (" + strings.Join(facts, ", ") + ")"
}

// savedText tells how far a stored run is.
func savedText(s Saved) string {
	return fmt.Sprintf("%s (%s, %d langkah tersimpan, %s)", s.Title, s.Run.Mode.Way(s.Run.Group), len(s.Run.Decisions), report.Date(s.Touched))
}

// history offers the finished runs.
func (d *dialogue) history() error {
	finished, err := d.Runs.Finished()
	if err != nil {
		return err
	}
	if len(finished) == 0 {
		d.say("Belum ada kasus yang selesai dimainkan.")
		return nil
	}
	var entries []entry
	for _, saved := range finished {
		entries = append(entries, entry{savedText(saved), func() error { return d.resume(saved) }})
	}
	do, err := d.pick("Riwayat, yang terbaru lebih dulu", append(entries, entry{"Kembali", func() error { return nil }}))
	if err != nil {
		return err
	}
	return do()
}

// brief introduces a case, asks for the way to play it unless one is given, and plays it.
func (d *dialogue) brief(source string, c *sim.Case, way *Way) error {
	saved, open, err := d.Runs.Open(source, c.ID)
	if err != nil {
		return err
	}
	d.say(briefingText(c)...)
	var old Record
	if open {
		old = saved.Record
	}
	begin := func(w Way) func() error {
		return func() error { return d.begin(source, c, w, old) }
	}
	if way != nil && !open {
		return begin(*way)()
	}
	var entries []entry
	if open {
		entries = append(entries, entry{"Lanjutkan: " + savedText(saved), func() error { return d.resume(saved) }})
	}
	if way != nil {
		entries = append(entries, entry{"Mulai baru", begin(*way)})
	} else {
		entries = append(entries,
			entry{"Latihan: umpan balik sesudah setiap pilihan; boleh mundur", begin(Way{})},
			entry{"Penilaian: tanpa mundur; tingkat dan pelajaran baru tampil di debrief", begin(Way{Mode: sim.Assessment})},
			entry{"Latihan kelompok: dimainkan bersama; tangan dihitung, perbedaan dibahas", begin(Way{Group: true})},
			entry{"Penilaian kelompok: seperti penilaian, dengan hitungan tangan", begin(Way{Mode: sim.Assessment, Group: true})})
	}
	entries = append(entries, entry{"Kembali", func() error { return errLeave }})
	for {
		do, err := d.pick("Cara bermain", entries)
		if err == nil {
			err = do()
		}
		if !errors.Is(err, errBack) {
			return err
		}
	}
}

// briefingText is a case's introduction: role, duration, resources, text, and who is at the table.
func briefingText(c *sim.Case) []string {
	lines := []string{c.Title}
	if c.Role != "" {
		lines = append(lines, "Anda: "+c.Role+".")
	}
	if c.Minutes > 0 {
		lines = append(lines, fmt.Sprintf("Waktu: sekitar %d menit.", c.Minutes))
	}
	start := c.Neutral()
	if left := resourcesText(c, start); left != "" {
		lines = append(lines, "Sumber daya: "+left+".")
	}
	if c.Status != "" {
		lines = append(lines, "Naskah: "+c.Status+".")
	}
	lines = section(lines, blocksText(c.Intro.Show(c, start)))
	people := []string{"Di meja:"}
	for _, s := range c.Stakeholders {
		people = append(people, "- "+personText(s))
	}
	return section(lines, people)
}

// begin stores a new run and plays it. old is an unfinished run of the same case, nil where there is none.
func (d *dialogue) begin(source string, c *sim.Case, way Way, old Record) error {
	if old != nil {
		d.say("Permainan yang sedang berjalan akan ditutup. Keputusannya tetap ada di riwayat, tetapi tidak bisa dilanjutkan.")
		if err := d.confirm("Mulai baru", "Batal"); err != nil {
			return err
		}
		if err := old.Abandon(); err != nil {
			return err
		}
	}
	run := sim.Run{Case: c.ID, Hash: c.Hash, Seed: d.Seed(), Mode: way.Mode, Group: way.Group}
	record, err := d.Runs.Begin(source, c.Title, run)
	if err != nil {
		return err
	}
	return d.playOn(source, sim.Replay(c, run), record)
}

// resume goes on with a stored run, as far as its case still allows it.
func (d *dialogue) resume(saved Saved) error {
	c, err := d.Library.Case(saved.Source, saved.Run.Case)
	if err != nil && saved.Finished {
		return d.oldRun(saved, err.Error())
	}
	if err != nil {
		return err
	}
	play := sim.Replay(c, saved.Run)
	if saved.Finished && (play.Lost > 0 || !play.State().Finished()) {
		return d.oldRun(saved, "Naskah kasus ini berubah sesudah dimainkan.")
	}
	if play.Lost > 0 {
		kept := len(play.Steps)
		d.say(fmt.Sprintf("Naskah kasus ini sudah berubah. %d keputusan pertama masih bisa diulang; %d sesudahnya tidak lagi cocok dengan naskah yang baru. Yang ditarik tetap tersimpan dalam riwayat.", kept, play.Lost))
		if err := d.confirm("Lanjut dari sana", "Nanti saja"); errors.Is(err, errBack) {
			return errLeave
		} else if err != nil {
			return err
		}
		if err := saved.Record.Rewind(kept+play.Lost, kept); err != nil {
			return err
		}
	}
	if play.Renamed > 0 {
		d.say(fmt.Sprintf("Naskah kasus sudah berubah; %d pilihan dikenali kembali dari tempatnya.", play.Renamed))
	}
	if !play.State().Finished() {
		d.say(fmt.Sprintf("Melanjutkan %s (%s). Langkah yang tersimpan: %d.", c.Title, play.Run.Mode.Way(play.Run.Group), len(play.Steps)))
	}
	return d.playOn(saved.Source, play, saved.Record)
}

// oldRun tells what is left of a finished run whose case can no longer be replayed: its result, and what was written. why is
// a sentence.
func (d *dialogue) oldRun(saved Saved, why string) error {
	d.say(why+" Karena itu debrief permainan ini tidak bisa dibuka. Hasil dan catatan Anda tetap tersimpan.", saved.Result)
	notes, err := saved.Record.Notes()
	if err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(notes)) {
		if answer, isAnswer := debrief.AnswerOf(name); isAnswer {
			d.say(fmt.Sprintf("Lembar jawab kasus, judul ke-%d: %s", answer+1, notes[name]))
		} else if name == debrief.NoteUnit {
			d.say("Untuk unit Anda: " + notes[name])
		}
	}
	return nil
}

// playOn plays a stored run of a case from a source to its end and then its debrief.
func (d *dialogue) playOn(source string, play *sim.Playthrough, record Record) error {
	p := &player{dialogue: d, play: play, record: record}
	err := p.run()
	if err == nil {
		err = d.debrief(source, p.play, record)
	}
	if errors.Is(err, errLeave) {
		d.say("Tersimpan. Anda bisa melanjutkan kapan saja dari menu Mufakat.")
	}
	return err
}
