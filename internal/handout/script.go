package handout

import (
	"slices"
	"strings"

	"mufakat/internal/plaintext"
	"mufakat/internal/sim"
)

// script adds the passages: what happens, and the options with the number of what comes of each.
func (b *builder) script() {
	act := -2 // before the first, whose passages may belong to none (-1)
	for i := range b.c.Passages {
		p := &b.c.Passages[i]
		if p.Act != act {
			act = p.Act
			b.act(act)
		}
		blocks := b.story(p.Text)
		for k := range p.Choices {
			blocks = append(blocks, b.option(i, k))
		}
		b.piece(passageNumber(i), p.Title, blocks...)
	}
}

// act begins the part of an act (an index into Case.Acts; -1: none).
func (b *builder) act(i int) {
	if i < 0 {
		b.part("Naskah")
		return
	}
	a := &b.c.Acts[i]
	var blocks []block
	if len(a.Intro) > 0 {
		blocks = append([]block{prose("*Bacakan sekali saja, ketika cerita pertama kali sampai di babak ini:*")}, b.story(a.Intro)...)
	}
	b.part("Naskah · "+a.Title, blocks...)
}

// option is an option as it stands in the script: its letter, what it needs and costs, and where its result is.
func (b *builder) option(passage, k int) block {
	p := &b.c.Passages[passage]
	ch := &p.Choices[k]
	cost := strings.Join(b.resourceChanges(ch.Outcome.Resources), ", ")
	if cost != "" {
		if costDepends(&ch.Outcome) {
			cost += "; biaya pastinya di hasil"
		}
		cost = " (" + cost + ")"
	}
	o := block{kind: item, markdown: "**" + letter(k) + ".** " + ch.Text + cost + " → hasil", to: resultNumber(passage, k)}
	if leadsOn(p) {
		o.markdown, o.to = ch.Text+" →", b.targetNumber(ch.Target)
	}
	if ch.Requires != nil {
		need := "Hanya bila " + b.condition(ch.Requires) + "."
		if ch.LockReason != "" {
			need += " Jika tidak: " + plaintext.Line(ch.LockReason)
		}
		o.blocks = append(o.blocks, prose(need))
	}
	return o
}

// leadsOn tells whether a passage only goes on: its single option changes nothing and tells nothing, so it needs no result.
func leadsOn(p *sim.Passage) bool {
	if p.IsDecision() || len(p.Choices) == 0 {
		return false
	}
	o := &p.Choices[0].Outcome
	return len(o.Levels) == 0 && len(o.Resources) == 0 && len(o.Flags) == 0 && len(o.Feedback) == 0 && len(o.Branches) == 0
}

// story is text that may depend on the state.
func (b *builder) story(t sim.Text) []block {
	var blocks []block
	for _, alternatives := range t {
		for i := range alternatives {
			told := storyBlock(&alternatives[i])
			if i == 0 && alternatives[i].When == nil {
				blocks = append(blocks, told)
				break
			}
			blocks = append(blocks, block{kind: item, markdown: b.label(i, alternatives[i].When), blocks: []block{told}})
		}
	}
	return blocks
}

func storyBlock(s *sim.Block) block {
	switch s.Kind {
	case sim.Quote:
		return block{kind: quote, markdown: s.Markdown}
	case sim.Lesson:
		return prose("**Pelajaran.** " + s.Markdown)
	case sim.Discussion:
		label := "**Diskusi.** "
		if s.Minutes > 0 {
			label = "**Diskusi " + minutes(s.Minutes) + ".** "
		}
		return prose(label + s.Markdown)
	}
	return prose(s.Markdown)
}

// results adds what comes of every option.
func (b *builder) results() {
	if !slices.ContainsFunc(b.c.Passages, func(p sim.Passage) bool { return !leadsOn(&p) }) {
		return
	}
	b.part("Hasil pilihan", prose("Buka hanya hasil pilihan yang sudah diputuskan; angka dan hurufnya tertulis di naskah."))
	for i := range b.c.Passages {
		p := &b.c.Passages[i]
		if leadsOn(p) {
			continue
		}
		for k := range p.Choices {
			b.piece(resultNumber(i, k), p.Choices[k].Text, b.result(i, &p.Choices[k])...)
		}
	}
}

// result tells what comes of an option: what happens, what changes on the score sheet, what it teaches, where to go on.
func (b *builder) result(passage int, ch *sim.Choice) []block {
	happened, lessons := parted(ch.Outcome.Feedback)
	blocks := b.story(happened)
	if len(ch.Outcome.Branches) > 0 {
		blocks = append(blocks, prose("*Cocokkan syarat di bawah ini dengan lembar skor sebelum ada yang diubah.*"))
	}
	blocks = append(blocks, b.branches(&ch.Outcome, false)...)
	if costDepends(&ch.Outcome) {
		blocks = append(blocks, turn("Jumlahkan dulu semua perubahan sumber daya yang berlaku. Bila ada sisa yang jadi kurang dari 0, pilihan ini batal: jangan ubah apa pun, lalu pilih yang lain di", passageNumber(passage)))
	}
	changes := b.changes(&ch.Outcome)
	if changes == nil && len(ch.Outcome.Branches) == 0 {
		changes = []block{prose("**Lembar skor:** tidak ada yang berubah.")}
	}
	blocks = append(append(blocks, changes...), b.story(lessons)...)
	onward := "Lanjut ke"
	if redirects(&ch.Outcome) {
		onward = "Bila di atas tidak ada lanjutan yang berlaku, lanjut ke"
	}
	return append(blocks, turn(onward, b.targetNumber(ch.Target)))
}

// branches are the branches of an outcome, each with what comes of it. Where it is settled already where the story goes,
// because what surrounds them names a target, theirs do not count.
func (b *builder) branches(o *sim.Outcome, settled bool) []block {
	var blocks []block
	for _, branching := range o.Branches {
		for i := range branching {
			br := &branching[i]
			happened, lessons := parted(br.Outcome.Feedback)
			under := append(b.story(happened), b.branches(&br.Outcome, settled || br.Target != nil)...)
			under = append(append(under, b.changes(&br.Outcome)...), b.story(lessons)...)
			if br.Target != nil && !settled {
				under = append(under, turn("Lanjutannya:", b.targetNumber(*br.Target)))
			}
			if i == 0 && br.When == nil { // it always holds
				blocks = append(blocks, under...)
				break
			}
			blocks = append(blocks, block{kind: item, markdown: b.label(i, br.When), blocks: under})
		}
	}
	return blocks
}

// changes are what an outcome, without its branches, changes on the score sheet.
func (b *builder) changes(o *sim.Outcome) []block {
	var blocks []block
	if changes := append(b.levelChanges(o.Levels), b.resourceChanges(o.Resources)...); len(changes) > 0 {
		blocks = append(blocks, prose("**Lembar skor:** "+strings.Join(changes, "; ")+"."))
	}
	var notes []string
	for _, f := range o.Flags {
		if b.read[f] {
			notes = append(notes, "“"+b.flagName(f)+"”")
		}
	}
	if len(notes) > 0 {
		blocks = append(blocks, prose("**Catat:** "+strings.Join(notes, ", ")+"."))
	}
	return blocks
}

// parted parts feedback into what happens and what it teaches, which is read last.
func parted(feedback sim.Text) (happened, lessons sim.Text) {
	for _, alternatives := range feedback {
		if alternatives[0].Kind == sim.Lesson {
			lessons = append(lessons, alternatives)
		} else {
			happened = append(happened, alternatives)
		}
	}
	return happened, lessons
}

// costDepends tells whether a branch of an outcome changes resources, so that the whole cost shows only with the result.
func costDepends(o *sim.Outcome) bool {
	return anyBranch(o, func(br *sim.Branch) bool { return len(br.Outcome.Resources) > 0 })
}

// redirects tells whether a branch of an outcome can lead elsewhere.
func redirects(o *sim.Outcome) bool {
	return anyBranch(o, func(br *sim.Branch) bool { return br.Target != nil })
}

// anyBranch tells whether a branch of an outcome, at any depth, is as asked.
func anyBranch(o *sim.Outcome, is func(*sim.Branch) bool) bool {
	for _, branching := range o.Branches {
		for i := range branching {
			if is(&branching[i]) || anyBranch(&branching[i].Outcome, is) {
				return true
			}
		}
	}
	return false
}

// endings adds the page that finds the ending, and every ending.
func (b *builder) endings() {
	b.part("Akhir cerita")
	find := []block{prose("Hitung dulu tingkat bersama dan total di lembar skor. Baca daftar ini dari atas: yang pertama cocok itulah akhirnya.")}
	last := len(b.c.Endings) - 1
	for i := range b.c.Endings {
		e := &b.c.Endings[i]
		if e.Requires == nil || i == last {
			find = append(find, block{kind: item, markdown: "Bila tidak ada yang cocok di atas ini, lanjut ke", to: b.endingNumber(i)})
			break
		}
		find = append(find, block{kind: item, markdown: "Bila " + b.condition(e.Requires) + ", lanjut ke", to: b.endingNumber(i)})
	}
	b.piece(b.finishNumber(), "Mencari akhir cerita", find...)
	for i := range b.c.Endings {
		blocks := append(b.story(b.c.EndingIntro), b.story(b.c.Endings[i].Text)...)
		b.piece(b.endingNumber(i), b.c.Endings[i].Title, append(blocks, prose("*Tamat. Isi lembar jawab, lalu bahas bersama fasilitator.*"))...)
	}
}
