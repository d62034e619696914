package check

import (
	"context"
	"fmt"
	"slices"

	"mufakat/internal/analysis"
	"mufakat/internal/casefile"
	"mufakat/internal/diagnostic"
	"mufakat/internal/plaintext"
	"mufakat/internal/sim"
)

// The codes of findings that only the whole analysis of a case shows.
const (
	Endless        diagnostic.Code = "K641"
	NeverReached   diagnostic.Code = "K642"
	NeverOpen      diagnostic.Code = "K643"
	EndingNever    diagnostic.Code = "K644"
	Dominated      diagnostic.Code = "K645"
	IdleOption     diagnostic.Code = "K646"
	IdleDecision   diagnostic.Code = "K647"
	OneSided       diagnostic.Code = "K648"
	Unmoved        diagnostic.Code = "K649"
	Swallowed      diagnostic.Code = "K650"
	AlwaysLowest   diagnostic.Code = "K651"
	IdleResource   diagnostic.Code = "K652"
	VisibleHabit   diagnostic.Code = "K653"
	LuckyGuess     diagnostic.Code = "K654"
	BestElsewhere  diagnostic.Code = "K655"
	RankNotFalling diagnostic.Code = "K656"
	TooVast        diagnostic.Code = "K657"
)

func balanceCodes() []diagnostic.Explanation {
	return []diagnostic.Explanation{
		{Code: Endless, Severity: diagnostic.Error, Title: "Cerita bisa terjebak"},
		{Code: NeverReached, Severity: diagnostic.Warning, Title: "Adegan tidak pernah tercapai"},
		{Code: NeverOpen, Severity: diagnostic.Warning, Title: "Pilihan selalu terkunci"},
		{Code: EndingNever, Severity: diagnostic.Warning, Title: "Akhir tidak pernah tercapai"},
		{Code: Dominated, Severity: diagnostic.Suggestion, Title: "Pilihan selalu kalah dari pilihan lain"},
		{Code: IdleOption, Severity: diagnostic.Warning, Title: "Pilihan tanpa pengaruh"},
		{Code: IdleDecision, Severity: diagnostic.Warning, Title: "Keputusan yang bukan keputusan"},
		{Code: OneSided, Severity: diagnostic.Warning, Title: "Pilihan terbaik menang di semua kriteria"},
		{Code: Unmoved, Severity: diagnostic.Suggestion, Title: "Tingkat yang tidak pernah naik atau turun"},
		{Code: Swallowed, Severity: diagnostic.Suggestion, Title: "Akibat sering tertelan batas 0 atau 100"},
		{Code: AlwaysLowest, Severity: diagnostic.Warning, Title: "Satu pihak hampir selalu tertinggal"},
		{Code: IdleResource, Severity: diagnostic.Warning, Title: "Sumber daya tidak menentukan apa pun"},
		{Code: VisibleHabit, Severity: diagnostic.Warning, Title: "Akhir terbaik tercapai dengan satu pola"},
		{Code: LuckyGuess, Severity: diagnostic.Warning, Title: "Akhir terbaik mudah tertebak"},
		{Code: BestElsewhere, Severity: diagnostic.Warning, Title: "Jalan terbaik bukan ke akhir terbaik"},
		{Code: RankNotFalling, Severity: diagnostic.Warning, Title: "Peringkat akhir tidak searah dengan nilainya"},
		{Code: TooVast, Severity: diagnostic.Suggestion, Title: "Kasus terlalu luas untuk ditelusuri seluruhnya"},
	}
}

// From where on a number of a survey is a finding. Those that design decisions rest on are shares of random play, 0–1.
const (
	tooLucky     = 0.05 // of the plays that reach the best ending, by chance or by a visible habit
	tooLow       = 0.80 // of the plays in which the same stakeholder is left furthest behind
	tooSwallowed = 0.20 // of the effects on one level
	tooOneSided  = 0.30 // of the decisions that are mostly so
	fewDecisions = 4    // a story of fewer on average is a sketch, of which balance is not asked
)

// Analyse surveys the story of a document and adds to its diagnostics what only that shows. A document without a case has
// no survey: it returns nil. The error is ctx's.
func Analyse(ctx context.Context, doc *casefile.Document) (*analysis.Survey, error) {
	return analyse(ctx, doc, analysis.DefaultLimit)
}

// analyse is [Analyse] with a limit of work, as package analysis counts it.
func analyse(ctx context.Context, doc *casefile.Document, limit int) (*analysis.Survey, error) {
	if doc.Case == nil {
		return nil, nil
	}
	compiled := analysis.Compile(doc.Case)
	stranding, err := compiled.Stranding(ctx, limit)
	if err != nil {
		return nil, err
	}
	survey, err := compiled.Survey(ctx, limit)
	if err != nil {
		return nil, err
	}
	b := balance{doc, doc.Case, survey}
	b.extent(stranding.Exact)
	b.locked(stranding)
	b.endless()
	b.neverReached()
	if survey.Complete {
		b.options(b.decisions())
	}
	if !b.sketch() {
		b.people()
		b.resources()
		b.ranks()
		b.bestEnding()
	}
	addWriting(doc, survey)
	return survey, nil
}

// balance adds the findings of a survey to its document.
type balance struct {
	doc    *casefile.Document
	c      *sim.Case
	survey *analysis.Survey
}

// sketch tells whether random play takes so few decisions on average that the story is hardly more than begun.
func (b *balance) sketch() bool {
	sum := 0.0
	for i := range b.survey.Passages {
		if b.c.Passages[i].IsDecision() {
			sum += b.survey.Passages[i].Visits
		}
	}
	const rounding = 1e-9 // of a sum of shares
	return sum < fewDecisions-rounding
}

func (b *balance) add(code diagnostic.Code, at diagnostic.Place, message, proposal string) {
	b.doc.Add(code, severity(code), at, message, proposal)
}

// told tells whether something was found in the lines from one to another, the latter excluded, so that one mistake is
// not told twice.
func (b *balance) told(from, to int, codes ...diagnostic.Code) bool {
	return slices.ContainsFunc(b.doc.Diagnostics, func(d diagnostic.Diagnostic) bool {
		return d.Place.Line >= from && d.Place.Line < to && slices.Contains(codes, d.Code)
	})
}

// toldAt is told of a single line.
func (b *balance) toldAt(at diagnostic.Place, codes ...diagnostic.Code) bool {
	return b.told(at.Line, at.Line+1, codes...)
}

// withdraw takes back what was found at a place, because another finding says as much.
func (b *balance) withdraw(at diagnostic.Place, code diagnostic.Code) {
	b.doc.Diagnostics = slices.DeleteFunc(b.doc.Diagnostics, func(d diagnostic.Diagnostic) bool {
		return d.Place.Line == at.Line && d.Code == code
	})
}

// quoted is a text of the author's as messages name it.
func quoted(markdown string) string { return "“" + plaintext.Line(markdown) + "”" }

// extent tells that not everything was followed. stranding tells whether the search for passages without a way on was
// complete.
func (b *balance) extent(stranding bool) {
	if b.survey.Complete && stranding {
		return
	}
	message := "Kasus ini terlalu luas untuk ditelusuri seluruhnya, jadi sebagian pemeriksaan dilewati."
	if !stranding {
		message += " Juga belum pasti bahwa selalu ada pilihan yang terbuka."
	}
	b.add(TooVast, b.doc.Places.Title, message, "Kurangi keputusan atau pilihan pada satu jalan bila Anda ingin kasus ini diperiksa sampai tuntas.")
}

// options finds options that nobody has a reason to take. Where it was told that the best option of a decision leads in
// everything, it is not told of every other one that it always loses.
func (b *balance) options(oneSidedTold bool) {
	for i, p := range b.survey.Passages {
		losers := !b.sketch() && !(oneSidedTold && p.Decision.MostlyOneSided())
		for k, o := range p.Options {
			switch {
			case o.Chosen != analysis.Yes || p.Decision.Idle:
			case o.Idle && !b.toldOf(i, k, casefile.NoEffect, casefile.ZeroEffect, casefile.AbsentLevel, casefile.EmptyBranch, casefile.NeverRead):
				b.add(IdleOption, b.doc.Places.Choices[i][k], "Pilihan ini tidak pernah mengubah apa pun: tingkat, sumber daya, maupun penanda yang dibaca.",
					"Beri akibat yang terasa, atau hapus pilihan ini.")
			case o.Dominated >= 0 && !o.Idle && losers:
				b.add(Dominated, b.doc.Places.Choices[i][k], fmt.Sprintf("Pilihan ini tidak pernah lebih menguntungkan daripada %s, pada kriteria mana pun.", quoted(b.c.Passages[i].Choices[o.Dominated].Text)),
					"Beri pilihan ini satu kelebihan: pada satu kriteria, bagi satu pihak, atau biaya yang lebih ringan.")
			}
		}
	}
}

// toldOf tells whether something was found about an option or in the lines below it.
func (b *balance) toldOf(passage, option int, codes ...diagnostic.Code) bool {
	places := b.doc.Places
	from := places.Choices[passage][option].Line
	to := places.Endings[0].Line
	switch {
	case option+1 < len(places.Choices[passage]):
		to = places.Choices[passage][option+1].Line
	case passage+1 < len(places.Passages):
		to = places.Passages[passage+1].Line
	}
	return b.told(from, to, codes...)
}

// decisions finds decisions that are none, and those in which there is nothing to weigh up; it returns whether the latter
// were so many that they are told of.
func (b *balance) decisions() (oneSidedTold bool) {
	decisions := 0
	var oneSided []string
	for i, p := range b.survey.Passages {
		if p.Decision.Open == 0 {
			continue
		}
		decisions++
		title := quoted(b.c.Passages[i].Title)
		if p.Decision.Idle {
			for _, at := range b.doc.Places.Choices[i] {
				b.withdraw(at, casefile.NoEffect)
			}
			b.add(IdleDecision, b.doc.Places.Passages[i], fmt.Sprintf("Apa pun yang dipilih di %s, kelanjutannya sama.", title),
				"Bedakan akibat pilihan-pilihannya, atau sisakan satu pilihan “Lanjut”.")
		}
		if p.Decision.MostlyOneSided() {
			oneSided = append(oneSided, title)
		}
	}
	oneSidedTold = !b.sketch() && float64(len(oneSided)) > tooOneSided*float64(decisions)
	if oneSidedTold {
		b.add(OneSided, b.doc.Places.Title, fmt.Sprintf("Di %d dari %d keputusan, pilihan terbaik unggul di ketiga kriteria sekaligus, jadi tidak ada yang perlu ditimbang: %s.", len(oneSided), decisions, plaintext.Enumerate(oneSided)),
			"Beri pilihan terbaik di sana sebuah harga: turunkan satu kriteria, rugikan satu pihak, atau pakai sumber daya.")
	}
	return oneSidedTold
}

// people finds levels that stand still or stick, and a stakeholder who decides everything.
func (b *balance) people() {
	if b.survey.Complete {
		b.standstill()
	}
	measured := 0 // stakeholders with a level that counts
	for _, s := range b.survey.Stakeholders {
		if slices.ContainsFunc(s.Levels[:], func(l analysis.LevelSurvey) bool { return l.Counts }) {
			measured++
		}
	}
	for i, s := range b.survey.Stakeholders {
		at, name := b.doc.Places.Stakeholders[i], b.c.Stakeholders[i].ShortName()
		var swallowed []string
		for k, l := range s.Levels {
			if l.Swallowed > tooSwallowed {
				swallowed = append(swallowed, fmt.Sprintf("%s dari akibat pada %s", plaintext.Share(l.Swallowed), sim.Criterion(k)))
			}
		}
		if len(swallowed) > 0 {
			b.add(Swallowed, at, fmt.Sprintf("%s %s tertelan, seluruhnya atau sebagian, oleh batas 0 atau 100.", plaintext.Enumerate(swallowed), name),
				"Mulailah tingkat itu lebih ke tengah, atau kecilkan akibatnya.")
		}
		if measured > 1 && s.Lowest-b.survey.Margin > tooLow && !b.toldAt(at, casefile.FarBehind) {
			b.add(AlwaysLowest, at, fmt.Sprintf("%s menjadi pihak yang paling tertinggal dalam %s permainan acak, jadi nilai hampir hanya bergantung pada pihak ini.", name, plaintext.Share(s.Lowest)),
				"Naikkan tingkat awalnya, atau buat beberapa pilihan merugikan pihak lain.")
		}
	}
}

// standstill finds levels that never move, or only one way: those of a criterion, and those of a stakeholder.
func (b *balance) standstill() {
	still := map[string][]string{} // criteria by what never happens to them
	moves := false
	for k := range sim.Criterion(sim.Criteria) {
		counts, rises, falls := false, false, false
		for _, s := range b.survey.Stakeholders {
			l := s.Levels[k]
			counts, rises, falls = counts || l.Counts, rises || l.Rises, falls || l.Falls
		}
		moves = moves || rises || falls
		if missing := missingMove(rises, falls); counts && missing != "" {
			still[missing] = append(still[missing], k.String())
		}
	}
	for _, m := range [...]struct{ missing, mend string }{{"berubah", "mengubahnya"}, {"naik", "menaikkannya"}, {"turun", "menurunkannya"}} {
		if criteria := still[m.missing]; len(criteria) > 0 {
			b.add(Unmoved, b.doc.Places.Title, fmt.Sprintf("Tingkat %s tidak pernah %s bagi siapa pun.", plaintext.Enumerate(criteria), m.missing),
				"Beri beberapa pilihan akibat yang "+m.mend+".")
		}
	}
	for i, s := range b.survey.Stakeholders {
		counts := slices.ContainsFunc(s.Levels[:], func(l analysis.LevelSurvey) bool { return l.Counts })
		if moved := slices.ContainsFunc(s.Levels[:], func(l analysis.LevelSurvey) bool { return l.Rises || l.Falls }); moves && counts && !moved {
			b.add(Unmoved, b.doc.Places.Stakeholders[i], fmt.Sprintf("Tidak ada satu pun keputusan yang mengubah tingkat %s.", b.c.Stakeholders[i].ShortName()),
				"Beri beberapa pilihan akibat bagi pihak ini.")
		}
	}
}

// missingMove says which way a level never goes; empty where it goes both.
func missingMove(rises, falls bool) string {
	switch {
	case rises && falls:
		return ""
	case rises:
		return "turun"
	case falls:
		return "naik"
	}
	return "berubah"
}

func (b *balance) resources() {
	for i, r := range b.survey.Resources {
		if !r.Decides && b.survey.Complete {
			b.add(IdleResource, b.doc.Places.Resources[i], fmt.Sprintf("Sumber daya “%s” tidak pernah mengunci pilihan dan tidak memengaruhi jalan cerita.", b.c.Resources[i].Name),
				"Kurangi persediaan awalnya, naikkan biayanya, atau hapus sumber daya ini.")
		}
	}
}

// ranks finds endings that are worth as much as those of the next better rank, on average of random play.
func (b *balance) ranks() {
	ranked := func(i int) bool { return b.c.Endings[i].Rank > 0 && b.survey.Endings[i].Share > b.survey.Margin }
	for worse := range b.c.Endings {
		if !ranked(worse) {
			continue
		}
		better := -1
		for i, e := range b.c.Endings {
			if ranked(i) && e.Rank < b.c.Endings[worse].Rank && (better < 0 || e.Rank > b.c.Endings[better].Rank) {
				better = i
			}
		}
		if better < 0 {
			continue
		}
		high, low := b.survey.Endings[better].Mean, b.survey.Endings[worse].Mean
		if high.Hi > low.Lo {
			continue
		}
		b.add(RankNotFalling, b.doc.Places.Endings[worse], fmt.Sprintf("Akhir %s (peringkat %d) rata-rata bernilai %s, tidak kurang dari %s (peringkat %d) yang bernilai %s.",
			quoted(b.c.Endings[worse].Title), b.c.Endings[worse].Rank, low.Text(0), quoted(b.c.Endings[better].Title), b.c.Endings[better].Rank, high.Text(0)),
			"Tukar peringkatnya, ubah syaratnya, atau batasi nilainya dengan “total paling tinggi”.")
	}
}

// bestEnding finds ways to the best-ranked ending that take no thought, and whether the best path leads there.
func (b *balance) bestEnding() {
	best := b.c.BestEndings()
	if len(best) == 0 || len(best) == len(b.c.Endings) {
		return // no ranks, or nothing to tell apart
	}
	if !slices.ContainsFunc(best, func(i int) bool { return b.survey.Endings[i].Reached != analysis.No }) {
		return // which is found already
	}
	at, title := b.doc.Places.Endings[best[0]], quoted(b.c.Endings[best[0]].Title)
	share := 0.0
	for _, i := range best {
		share += b.survey.Endings[i].Share
	}
	bound := tooLucky
	if share-b.survey.Margin > tooLucky {
		b.add(LuckyGuess, at, fmt.Sprintf("Dengan memilih acak, akhir terbaik, %s, tercapai dalam %s permainan; sebaiknya paling banyak %.0f %%.", title, plaintext.Share(share), 100*tooLucky),
			"Perketat syarat akhir ini, tambah pilihan, atau bedakan akibatnya lebih tegas.")
		bound = 2 * share // a habit that hardly does better than guessing is not another mistake
	}
	var habits []string
	for _, bot := range b.survey.Bots {
		share := 0.0
		for _, i := range best {
			share += bot.Play.Endings[i].Share.Lo
		}
		if bot.Strategy.Visible() && share > bound {
			habits = append(habits, fmt.Sprintf("%s (%s permainan)", bot.Strategy.Name(b.c), plaintext.Share(share)))
		}
	}
	if len(habits) > 0 {
		b.add(VisibleHabit, at, fmt.Sprintf("Akhir terbaik, %s, dapat dicapai tanpa menimbang, dengan pola berikut: %s.", title, plaintext.Enumerate(habits)),
			"Ubah urutan, panjang, atau akibat pilihan di satu atau dua keputusan, sampai pola itu tidak lagi berhasil.")
	}
	if e := b.survey.Extremes.Best; e.Found && e.Exact {
		end, _, err := b.c.Walk(b.c.Start(), e.Path)
		if err == nil && !slices.Contains(best, end.At.Index) && !b.toldAt(b.doc.Places.Endings[end.At.Index], RankNotFalling) {
			b.add(BestElsewhere, at, fmt.Sprintf("Ada jalan bernilai 100 yang berakhir di %s, bukan di akhir terbaik, %s.", quoted(b.c.Endings[end.At.Index].Title), title),
				b.way(e.Path)+"Sesuaikan syarat atau peringkat kedua akhir itu.")
		}
	}
}
