package handout

import (
	"fmt"
	"strings"

	"mufakat/internal/plaintext"
	"mufakat/internal/sim"
)

// dots is room to write in.
const dots = "……………"

// briefing adds what everybody reads first: what it is about, who is at the table, what there is to spend.
func (b *builder) briefing() {
	b.part("Pengantar", b.story(b.c.Intro)...)
	people := table{head: append([]string{"Nama", "Kepentingan"}, b.criteriaNames()...)}
	for _, s := range b.c.Stakeholders {
		row := []string{s.Name, s.Interest}
		for _, k := range b.counted() {
			row = append(row, levelText(s.Start[k]))
		}
		people.rows = append(people.rows, row)
	}
	b.piece("", "Pemangku kepentingan",
		prose("Tingkat mereka saat cerita dimulai, dari 0 sampai 100. Tanda – berarti tidak dihitung."), block{kind: sheet, table: people})
	if len(b.c.Resources) == 0 {
		return
	}
	resources := table{head: []string{"Sumber daya", "Awal"}}
	for _, r := range b.c.Resources {
		resources.rows = append(resources.rows, []string{r.Name, fmt.Sprint(r.Start)})
	}
	b.piece("", "Sumber daya", block{kind: sheet, table: resources})
}

// criteriaNames are the names of the criteria that count for somebody, as headings.
func (b *builder) criteriaNames() []string {
	var names []string
	for _, k := range b.counted() {
		names = append(names, plaintext.Capital(k.String()))
	}
	return names
}

// rules adds how the case is played on paper. They are the rules of package sim, in the order in which a group needs them.
func (b *builder) rules() {
	together := ""
	if b.c.Role != "" {
		together = "Bersama-sama, kelompok Anda memainkan peran " + b.c.Role + ". "
	}
	b.part("Cara bermain di atas kertas", prose("**Bagi tugas.** "+together+"Satu orang membacakan naskah, satu orang memegang lembar skor, satu orang mengisi lembar keputusan. "+
		"Kartu peran dibagi kepada yang lain; mereka ikut berunding sebagai orang di kartunya. Bila kurang orang, satu orang boleh memegang dua kartu."))
	lock := "Pilihan yang syaratnya tidak terpenuhi tidak boleh diambil."
	if len(b.c.Resources) > 0 {
		lock = "Pilihan yang syaratnya tidak terpenuhi, atau yang biayanya melebihi sisa, tidak boleh diambil."
	}
	b.piece("", "Setiap adegan", prose(strings.Join([]string{
		"1. Bacakan adegannya. Paragraf di bawah “Bila …” dibacakan hanya bila syaratnya cocok dengan lembar skor. Di deretan “Bila … Jika tidak …”, baca dari atas: yang pertama cocok berlaku, sisanya dilewati.",
		"2. Berunding, lalu angkat tangan. Tulis jumlah tangan, pilihan, dan alasannya di lembar keputusan **sebelum** membuka hasilnya.",
		"3. " + lock,
		"4. Buka hasilnya, misalnya “3B” untuk pilihan B di adegan 3. Hasil yang lain jangan dibaca.",
		"5. Cocokkan semua “Bila …” dengan angka **sebelum** keputusan itu. Sesudahnya barulah lembar skor diubah: jumlahkan dulu semua perubahan untuk satu kotak, lalu tulis angka barunya. Angka tidak pernah kurang dari 0 atau lebih dari 100; tanda – tidak pernah berubah.",
		"6. Baca hasil itu sampai habis, baru pindah ke nomor lanjutannya. Bila beberapa lanjutan berlaku, ikuti yang disebut lebih dulu.",
	}, "\n")), turn("Bila di sebuah adegan tidak ada pilihan yang boleh diambil, cerita berakhir: lanjut ke", b.finishNumber()), turn("Cerita dimulai di", passageNumber(0)))
}

// roleCards adds a card to cut out for each stakeholder.
func (b *builder) roleCards() {
	b.part("Kartu peran", prose("Gunting di garisnya. Pemegang kartu berbicara dari kepentingan orang ini, dengan kata-katanya sendiri."))
	for _, s := range b.c.Stakeholders {
		var blocks []block
		if s.Interest != "" {
			blocks = append(blocks, prose("**Kepentingan:** "+s.Interest))
		}
		if said := b.firstWords(s); said != "" {
			blocks = append(blocks, block{kind: quote, markdown: said})
		}
		var levels []string
		for _, k := range b.counted() {
			levels = append(levels, k.String()+" "+levelText(s.Start[k]))
		}
		blocks = append(blocks, prose("**Saat mulai:** "+strings.Join(levels, ", ")))
		b.sections = append(b.sections, section{level: 3, title: s.Name, card: true, blocks: blocks})
	}
}

// firstWords is the first thing that a stakeholder says in the story's first act, as Markdown; empty where there is nothing.
// Later words would tell too much.
func (b *builder) firstWords(s sim.Stakeholder) string {
	texts := []sim.Text{b.c.Intro}
	for _, p := range b.c.Passages {
		if p.Act == b.c.Passages[0].Act {
			texts = append(texts, p.Text)
		}
	}
	for _, t := range texts {
		if said := speechOf(t, s.ShortName()); said != "" {
			return said
		}
	}
	return ""
}

// speechOf is what somebody says first in a text, whatever the state: a quotation like "**Bu Sri, di telepon:** …".
func speechOf(t sim.Text, name string) string {
	for _, alternatives := range t {
		if alternatives[0].When != nil || alternatives[0].Kind != sim.Quote {
			continue
		}
		for paragraph := range strings.SplitSeq(alternatives[0].Markdown, "\n\n") {
			label, said, _ := strings.Cut(paragraph, ":**")
			if speaker, _, _ := strings.Cut(label, ","); speaker == "**"+name {
				return strings.TrimSpace(said)
			}
		}
	}
	return ""
}

// maxBoxes is how many boxes to tick fit on a line; more of a resource is counted in figures.
const maxBoxes = 30

// scoreSheet adds the sheet on which the levels, the resources and the notes are kept.
func (b *builder) scoreSheet() {
	b.part("Lembar skor", prose("Coret angka lama, tulis angka baru di sebelahnya."))
	levels := table{head: append([]string{"Nama"}, b.criteriaNames()...), class: "form"}
	for _, s := range b.c.Stakeholders {
		row := []string{s.Name}
		for _, k := range b.counted() {
			if s.Start[k] == sim.Absent {
				row = append(row, levelText(s.Start[k]))
			} else {
				row = append(row, levelText(s.Start[k])+" "+dots)
			}
		}
		levels.rows = append(levels.rows, row)
	}
	b.piece("", "Tingkat", block{kind: sheet, table: levels})
	if len(b.c.Resources) > 0 {
		left := table{head: []string{"Sumber daya", "Sisa"}}
		for _, r := range b.c.Resources {
			boxes := strings.Repeat("☐ ", r.Start) + dots
			if r.Start > maxBoxes {
				boxes = fmt.Sprint(r.Start, " ", dots, dots)
			}
			left.rows = append(left.rows, []string{fmt.Sprintf("%s (awal %d)", r.Name, r.Start), boxes})
		}
		b.piece("", "Sumber daya", prose("Coret satu kotak untuk tiap satuan yang terpakai; bila bertambah, gambar kotak baru."), block{kind: sheet, table: left})
	}
	var flags []string
	for i, read := range b.read {
		if read {
			flags = append(flags, "☐ "+b.flagName(i))
		}
	}
	if flags != nil {
		b.piece("", "Catatan", prose("Centang bila sebuah hasil menyebut “Catat”. Yang sudah dicentang tidak pernah dihapus."), prose(strings.Join(flags, " · ")))
	}
	b.groupLevels()
}

// groupLevels adds how the collaboration's levels and the total are worked out by hand, done once for the start.
func (b *builder) groupLevels() {
	start := b.c.Neutral().Levels
	sums := table{head: []string{"Kriteria", "Jumlah", "Orang", "Rata-rata", "Terendah", "Tingkat bersama"}, class: "form"}
	var terms []string
	weights := 0
	for _, k := range b.counted() {
		sum, n, lowest := 0, 0, sim.MaxLevel
		for _, l := range start {
			if l[k] != sim.Absent {
				sum, n, lowest = sum+l[k], n+1, min(lowest, l[k])
			}
		}
		level, _ := sim.GroupLevel(start, k)
		sums.rows = append(sums.rows,
			[]string{plaintext.Capital(k.String()) + ", saat mulai", fmt.Sprint(sum), fmt.Sprint(n), decimal(float64(sum) / float64(n)), fmt.Sprint(lowest), decimal(level)},
			[]string{plaintext.Capital(k.String()) + ", sekarang", "", fmt.Sprint(n), "", "", ""})
		weight := b.c.Weights[k]
		weights += weight
		switch weight {
		case 0:
		case 1:
			terms = append(terms, k.String())
		default:
			terms = append(terms, fmt.Sprintf("%d × %s", weight, k))
		}
	}
	total := "Total = " + strings.Join(terms, " + ")
	if weights > 1 {
		total = fmt.Sprintf("Total = (%s) ÷ %d", strings.Join(terms, " + "), weights)
	}
	b.piece("", "Tingkat bersama dan total",
		prose("Tingkat bersama = (rata-rata + terendah) ÷ 2: mufakat tidak lebih kuat daripada yang tertinggal. Hitung hanya bila sebuah syarat menyebut “bersama” atau “total”, dan pada akhir cerita. Jangan dibulatkan."),
		block{kind: sheet, table: sums},
		prose(total+", dari tingkat bersama. Saat mulai: "+decimal(b.c.Scale().Value(b.c.Scale().Total(start)))+"."))
}

// decisionSheet adds the sheet for raised hands.
func (b *builder) decisionSheet() {
	most := 0
	for i := range b.c.Passages {
		if p := &b.c.Passages[i]; p.IsDecision() {
			most = max(most, len(p.Choices))
		}
	}
	if most == 0 {
		return
	}
	hands := table{head: []string{"Nomor", "Adegan"}, class: "form"}
	for k := range most {
		hands.head = append(hands.head, letter(k))
	}
	hands.head = append(hands.head, "Dipilih", "Alasan")
	for i := range b.c.Passages {
		p := &b.c.Passages[i]
		if !p.IsDecision() {
			continue
		}
		row := []string{passageNumber(i), p.Title}
		for k := range most {
			if k < len(p.Choices) {
				row = append(row, "")
			} else {
				row = append(row, "–")
			}
		}
		hands.rows = append(hands.rows, append(row, "", dots))
	}
	b.part("Lembar keputusan", prose("Di bawah huruf: jumlah tangan. Adegan yang tidak Anda datangi dibiarkan kosong."), block{kind: sheet, table: hands})
}

// answerSheet adds the headings of the case paper with room to write.
func (b *builder) answerSheet() {
	if len(b.c.Answers) == 0 {
		return
	}
	answers := table{head: []string{"Bagian", "Jawaban"}, class: "form tall"}
	for _, a := range b.c.Answers {
		answers.rows = append(answers.rows, []string{a.Title, dots})
	}
	b.part("Lembar jawab kasus", prose("Diisi sesudah cerita berakhir."), block{kind: sheet, table: answers})
}
