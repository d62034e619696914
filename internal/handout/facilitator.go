package handout

import (
	"fmt"
	"strings"

	"mufakat/internal/sim"
)

// keptBack marks the parts that trainees must not see, so that a stray page is known for what it is.
const keptBack = "Fasilitator · "

// preparation adds what the facilitator wants at hand: how the session runs, questions, endings with ranks, the best way.
func (b *builder) preparation(best *Best) {
	b.part(keptBack+"Persiapan", prose(strings.Join([]string{
		"- Halaman berjudul “Fasilitator” jangan dibagikan sebelum cerita berakhir.",
		"- Untuk tiap kelompok: satu naskah dengan hasil dan akhirnya, satu set kartu peran, satu lembar skor, satu lembar keputusan. Lembar jawab untuk tiap peserta.",
		"- Sesudah akhir cerita, sebelum angka apa pun: siapa yang paling tertinggal, menurut kelompok? Lalu bacakan kata mereka, bandingkan keputusan antarkelompok, baru buka yang sebenarnya terjadi.",
	}, "\n")))
	b.endingTable()
	b.bestWay(best)
	b.questions()
}

// endingTable lists the endings in the order in which they are tried.
func (b *builder) endingTable() {
	t := table{head: []string{"Nomor", "Akhir", "Peringkat", "Syarat", "Total paling tinggi"}}
	for i := range b.c.Endings {
		e := &b.c.Endings[i]
		row := []string{b.endingNumber(i), e.Title, "–", "tanpa syarat", "–"}
		if e.Rank > 0 {
			row[2] = fmt.Sprint(e.Rank)
		}
		if e.Requires != nil {
			row[3] = b.condition(e.Requires)
		}
		if e.Cap != sim.NoCap {
			row[4] = fmt.Sprint(e.Cap)
		}
		t.rows = append(t.rows, row)
	}
	b.piece("", "Akhir dan peringkatnya",
		prose("Peringkat 1 yang terbaik. Diuji dari atas; yang pertama cocok itulah akhirnya, kecuali cerita langsung menuju sebuah akhir. Total yang melebihi angka di kolom terakhir dipotong sampai angka itu."),
		block{kind: sheet, table: t})
}

// bestWay adds the best way through the case and what the other options on it would cost.
func (b *builder) bestWay(best *Best) {
	const title = "Jalan terbaik"
	if best == nil {
		b.piece("", title, prose("Tidak tercetak: kasus ini terlalu luas untuk dihitung tepat, atau ceritanya tidak sampai ke akhir."))
		return
	}
	t := table{head: []string{"Nomor", "Adegan", "Terbaik", "Harga pilihan lain"}}
	for _, step := range best.Steps {
		p := &b.c.Passages[step.Passage]
		if !p.IsDecision() {
			continue
		}
		var prices []string
		for k, price := range step.Prices {
			switch {
			case k == step.Option:
			case price == Locked:
				prices = append(prices, letter(k)+" terkunci")
			default:
				prices = append(prices, fmt.Sprintf("%s %.0f", letter(k), price))
			}
		}
		t.rows = append(t.rows, []string{passageNumber(step.Passage), p.Title, letter(step.Option), strings.Join(prices, ", ")})
	}
	score := "Semua jalan sampai pada total yang sama, jadi nilainya selalu 100."
	if best.Total > best.Worst {
		score = fmt.Sprintf("Nilai sebuah kelompok = 100 × (total − %s) ÷ %s.", decimal(best.Worst), decimal(best.Total-best.Worst))
	}
	blocks := []block{prose(fmt.Sprintf("Total tertinggi yang dapat dicapai %s, terendah %s. %s", decimal(best.Total), decimal(best.Worst), score))}
	if t.rows != nil {
		blocks = append(blocks, prose("Harga ialah nilai yang hilang bila pilihan itu yang diambil dan sesudahnya dimainkan sebaik mungkin. Angka ini berlaku hanya di jalan ini."),
			block{kind: sheet, table: t})
	}
	b.piece("", title, blocks...)
}

// questions lists what the passages ask a group, with the concepts behind them.
func (b *builder) questions() {
	t := table{head: []string{"Nomor", "Adegan", "Konsep", "Pertanyaan diskusi"}}
	for i := range b.c.Passages {
		p := &b.c.Passages[i]
		var asked []string
		for _, alternatives := range p.Text {
			for _, s := range alternatives {
				if s.Kind != sim.Discussion {
					continue
				}
				question := strings.Join(strings.Fields(s.Markdown), " ")
				if s.When != nil {
					question = "(Bila " + b.condition(s.When) + ") " + question
				}
				asked = append(asked, question)
			}
		}
		if len(asked) > 0 || len(p.Concepts) > 0 {
			t.rows = append(t.rows, []string{passageNumber(i), p.Title, strings.Join(p.Concepts, ", "), strings.Join(asked, " ")})
		}
	}
	if t.rows != nil {
		b.piece("", "Pertanyaan diskusi", block{kind: sheet, table: t})
	}
}

// voices adds what the stakeholders say of the trainees after the end.
func (b *builder) voices() {
	if len(b.c.Voices) == 0 {
		return
	}
	b.part(keptBack+"Kata mereka", prose("Bacakan yang cocok dengan lembar skor pada akhir cerita."))
	for _, v := range b.c.Voices {
		b.piece("", b.c.Stakeholders[v.Stakeholder].Name, b.story(v.Text)...)
	}
}

// background adds what really happened, the model answers, questions to think on and the sources.
func (b *builder) background() {
	b.authored("Yang sebenarnya terjadi", b.c.Actual)
	if len(b.c.Answers) > 0 {
		b.part(keptBack+"Pembanding lembar jawab", prose("Ini pembanding dari penulis kasus, bukan satu-satunya jawaban."))
	}
	for _, a := range b.c.Answers {
		b.piece("", a.Title, prose(a.Markdown))
	}
	b.authored("Refleksi", b.c.Reflection)
	b.authored("Sumber", b.c.Sources)
}

// authored adds a part with an author's text, if there is one.
func (b *builder) authored(title, markdown string) {
	if markdown != "" {
		b.part(keptBack+title, prose(markdown))
	}
}
