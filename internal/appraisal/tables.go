package appraisal

import (
	"fmt"
	"strings"

	"mufakat/internal/analysis"
	"mufakat/internal/plaintext"
	"mufakat/internal/sim"
)

// decisions tells of every passage what its options are worth.
func (w *writer) decisions() {
	w.wrapped("", "Di tiap keputusan: bagian permainan acak yang mengambil pilihan itu, lalu nilai terbaik dan terburuk yang masih bisa dicapai sesudahnya. “Selisih” adalah jarak nilai antara pilihan terbaik dan terburuk, bila sesudahnya dimainkan sebaik mungkin.")
	for i, p := range w.s.Passages {
		if !w.c.Passages[i].IsDecision() && p.Reached == analysis.Yes {
			continue
		}
		w.line("")
		w.passage(i, p)
	}
}

func (w *writer) passage(i int, p analysis.PassageSurvey) {
	title := plaintext.Line(w.c.Passages[i].Title)
	switch p.Reached {
	case analysis.No:
		w.wrapped("", title+" · tidak pernah tercapai")
		return
	case analysis.Unknown:
		w.wrapped("", title+" · belum tentu tercapai")
		return
	}
	facts := []string{title, "dikunjungi " + plaintext.Share(p.Visits)}
	if d := p.Decision; d.Open > 0 && w.s.Complete {
		facts = append(facts, "selisih rata-rata "+plaintext.Decimal(d.MeanSpread, 1)+", terbesar "+plaintext.Decimal(d.MaxSpread, 1))
		if d.Idle {
			facts = append(facts, "bukan keputusan: kelanjutannya sama")
		}
		if d.MostlyOneSided() {
			facts = append(facts, "pilihan terbaik unggul di semua kriteria")
		}
	}
	if p.Trap != nil {
		facts = append(facts, "dari sini cerita bisa tidak berakhir")
	}
	w.wrapped("", strings.Join(facts, " · "))
	w.line("  %s %s %s", right("diambil", 8), right("terbaik", 8), right("terburuk", 9))
	for k, o := range p.Options {
		w.option(i, k, o)
	}
}

func (w *writer) option(passage, k int, o analysis.OptionSurvey) {
	taken, best, worst := "terkunci", "–", "–"
	if o.Chosen == analysis.Unknown {
		taken = "?"
	}
	if o.Chosen == analysis.Yes {
		taken = plaintext.Share(o.Taken)
		if o.Ends && w.s.Complete {
			best, worst = o.Best.Text(0), o.Worst.Text(0)
		}
	}
	numbers := fmt.Sprintf("  %s %s %s   ", right(taken, 8), right(best, 8), right(worst, 9))
	text := plaintext.Line(w.c.Passages[passage].Choices[k].Text)
	switch {
	case o.Idle:
		text += " (tanpa pengaruh)"
	case o.Dominated >= 0 && o.Chosen == analysis.Yes:
		text += fmt.Sprintf(" (selalu kalah dari “%s”)", plaintext.Line(w.c.Passages[passage].Choices[o.Dominated].Text))
	}
	lines := plaintext.Wrap(text, w.width-len([]rune(numbers)))
	for n, l := range lines {
		if n > 0 {
			numbers = strings.Repeat(" ", len([]rune(numbers)))
		}
		w.line("%s%s", numbers, l)
	}
}

// people tells what happens to the levels of every stakeholder, and which resources matter.
func (w *writer) people() {
	nameWidth := w.width - 52
	w.line("%s %s  %s %s %s", left("Pihak", nameWidth), right("tertinggal", 10), left("kepercayaan", 12), left("komitmen", 12), left("pemahaman", 12))
	for i, s := range w.s.Stakeholders {
		row := left(w.c.Stakeholders[i].ShortName(), nameWidth) + " " + right(plaintext.Share(s.Lowest), 10) + " "
		for _, l := range s.Levels {
			row += " " + left(movesText(l), 12)
		}
		w.line("%s", row)
	}
	w.line("")
	w.wrapped("", "“Tertinggal” adalah bagian permainan acak yang berakhir dengan pihak itu paling tertinggal. Di sebelahnya: apakah tingkatnya bisa naik dan turun.")
	w.swallowed()
	if len(w.c.Resources) > 0 {
		w.line("")
		w.line("Sumber daya")
	}
	for i, r := range w.c.Resources {
		role := "tidak menentukan apa pun"
		switch {
		case w.s.Resources[i].Decides:
			role = "ikut menentukan: mengunci pilihan atau mengubah syarat"
		case !w.s.Complete:
			role = "belum diketahui menentukan atau tidak"
		}
		w.wrapped("  ", r.Name+" "+role)
	}
}

func movesText(l analysis.LevelSurvey) string {
	switch {
	case !l.Counts:
		return "–"
	case l.Rises && l.Falls:
		return "naik, turun"
	case l.Rises:
		return "hanya naik"
	case l.Falls:
		return "hanya turun"
	}
	return "tetap"
}

// swallowed tells which effects are often lost at 0 or 100.
func (w *writer) swallowed() {
	const worthTelling = 0.005
	var told []string
	for i, s := range w.s.Stakeholders {
		for k, l := range s.Levels {
			if l.Swallowed >= worthTelling {
				told = append(told, fmt.Sprintf("%s %s %s", sim.Criterion(k), w.c.Stakeholders[i].ShortName(), plaintext.Share(l.Swallowed)))
			}
		}
	}
	if told != nil {
		w.line("")
		w.wrapped("", "Akibat yang sebagian tertelan batas 0 atau 100: "+strings.Join(told, ", ")+".")
	}
}

// bots tells what becomes of players with fixed habits.
func (w *writer) bots() {
	const nilaiWidth, shareWidth = 6, 6
	nameWidth := min(36, w.width-34)
	w.line("%s %s  %s  akhir tersering", left("Pola", nameWidth), right("nilai", nilaiWidth), right("bagian", shareWidth))
	row := func(name string, nilai analysis.Range, endings []float64, exact bool) {
		often, share, most := "tidak berakhir", "", 0.0
		if !exact {
			often = "tak pasti"
		}
		for i, s := range endings {
			if s > most {
				often, share, most = plaintext.Line(w.c.Endings[i].Title), plaintext.Share(s), s
			}
		}
		often = plaintext.Cut(often, w.width-nameWidth-nilaiWidth-shareWidth-5)
		w.line("%s %s  %s  %s", left(name, nameWidth), right(nilai.Text(0), nilaiWidth), right(share, shareWidth), often)
	}
	for _, bot := range w.s.Bots {
		shares := make([]float64, len(bot.Play.Endings))
		for i, e := range bot.Play.Endings {
			shares[i] = e.Share.Lo
		}
		row(bot.Strategy.Name(w.c), w.s.Extremes.ScoreOf(bot.Play.Mean), shares, bot.Play.Exact)
	}
	shares := make([]float64, len(w.s.Endings))
	for i, e := range w.s.Endings {
		shares[i] = e.Share
	}
	row("memilih acak", w.s.Mean, shares, w.s.Complete)
	w.line("")
	w.wrapped("", "“Bagian” adalah bagian permainan berpola itu yang sampai ke akhir di sebelahnya. Bila beberapa pilihan sama kuat menurut suatu pola, masing-masing sama mungkin diambil. Pola “mengejar” melihat angka yang tersembunyi bagi peserta; hasilnya hanya untuk perbandingan.")
}
