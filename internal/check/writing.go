package check

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"mufakat/internal/analysis"
	"mufakat/internal/casefile"
	"mufakat/internal/diagnostic"
	"mufakat/internal/plaintext"
	"mufakat/internal/sim"
)

// The rules of good writing that a program can judge. They ask whether the form of an option gives away what it is worth,
// and whether the text fits the screen and can be verified.

// The codes of findings about the writing of a case.
const (
	UnevenOptions     diagnostic.Code = "K621"
	VeryUnevenOptions diagnostic.Code = "K622"
	BestIsLongest     diagnostic.Code = "K623"
	BestNeverShortest diagnostic.Code = "K624"
	VirtueTells       diagnostic.Code = "K625"
	Absolute          diagnostic.Code = "K626"
	ReasonInOption    diagnostic.Code = "K627"
	LongPassage       diagnostic.Code = "K628"
	VeryLongPassage   diagnostic.Code = "K629"
	BareFigure        diagnostic.Code = "K630"
)

func writingCodes() []diagnostic.Explanation {
	return []diagnostic.Explanation{
		{Code: UnevenOptions, Severity: diagnostic.Suggestion, Title: "Pilihan tidak sama panjang"},
		{Code: VeryUnevenOptions, Severity: diagnostic.Warning, Title: "Pilihan jauh berbeda panjang"},
		{Code: BestIsLongest, Severity: diagnostic.Warning, Title: "Pilihan terbaik terlalu sering terpanjang"},
		{Code: BestNeverShortest, Severity: diagnostic.Suggestion, Title: "Pilihan terbaik terlalu jarang terpendek"},
		{Code: VirtueTells, Severity: diagnostic.Warning, Title: "Kata mulia menunjuk pilihan terbaik"},
		{Code: Absolute, Severity: diagnostic.Suggestion, Title: "Kata mutlak dalam pilihan"},
		{Code: ReasonInOption, Severity: diagnostic.Suggestion, Title: "Alasan dalam pilihan"},
		{Code: LongPassage, Severity: diagnostic.Suggestion, Title: "Adegan panjang"},
		{Code: VeryLongPassage, Severity: diagnostic.Warning, Title: "Adegan terlalu panjang"},
		{Code: BareFigure, Severity: diagnostic.Suggestion, Title: "Angka tanpa tahun dan sumber"},
	}
}

// The bounds of these rules.
const (
	unevenRatio     = 1.3 // longest option to shortest, in characters
	veryUnevenRatio = 2.0
	visibleGap      = 10 // characters; smaller differences between options are not seen

	textColumns     = 72 // of a screen of 80×24
	longPassage     = 14 // lines of text; of more, a good part has to be scrolled to there
	veryLongPassage = 30 // more than fit even on a big screen

	lengthDecisions = 5    // from how many decisions on it says something how often the best option is the longest
	longestShare    = 0.3  // of them, in which it may be
	shortestShare   = 0.15 // of them, in which it should be the shortest
	virtueDecisions = 3    // from how many decisions on it says something how often virtue words tell the best option
)

// addWriting adds what the rules of writing find in a case that can be played. What the options are worth is only known of
// a survey that is complete.
func addWriting(doc *casefile.Document, survey *analysis.Survey) {
	w := writing{doc: doc, c: doc.Case}
	for i := range w.c.Passages {
		w.passage(i)
	}
	w.figures()
	if survey.Complete {
		w.lengthAndWorth(survey)
		w.virtueAndWorth(survey)
	}
}

// bestOption is the option of a passage after which the most can be had; known is false where two allow as much.
func bestOption(p *analysis.PassageSurvey) (option int, known bool) {
	const sameNilai = 1e-6
	highest := -1.0
	for i, o := range p.Options {
		switch nilai := o.Best.Lo; {
		case o.Chosen != analysis.Yes:
		case nilai > highest+sameNilai:
			option, highest, known = i, nilai, true
		case nilai > highest-sameNilai:
			known = false
		}
	}
	return option, known
}

// writing judges one case.
type writing struct {
	doc *casefile.Document
	c   *sim.Case
}

func (w *writing) add(code diagnostic.Code, at diagnostic.Place, message, proposal string) {
	w.doc.Add(code, severity(code), at, message, proposal)
}

// passage judges the length of a passage and the wording of its options.
func (w *writing) passage(index int) {
	p := &w.c.Passages[index]
	at := w.doc.Places.Passages[index]
	switch lines := textLines(p.Text); {
	case lines > veryLongPassage:
		w.add(VeryLongPassage, at, fmt.Sprintf("Cerita adegan ini %d baris, lebih dari satu layar penuh.", lines), "Pecah menjadi dua adegan, dengan pilihan tunggal “- [Lanjut](#…)” di antaranya.")
	case lines > longPassage:
		w.add(LongPassage, at, fmt.Sprintf("Cerita adegan ini %d baris; di layar kecil (80×24) peserta harus menggulung sebelum memilih.", lines), "Sisakan kejadian, orang, dan batas waktunya.")
	}
	if !p.IsDecision() {
		return
	}
	w.unevenOptions(index)
	for k := range p.Choices {
		text := plaintext.Line(p.Choices[k].Text)
		place := w.doc.Places.Choices[index][k]
		if word := absoluteIn(text); word != "" {
			w.add(Absolute, place, "Kata mutlak “"+word+"” biasanya menandai pilihan yang salah.", "Hapus kata itu, atau sebut batas yang nyata.")
		}
		if word := reasonIn(text); word != "" {
			w.add(ReasonInOption, place, "Pilihan ini memuat alasannya (“"+word+" …”).", "Tulis tindakannya saja; alasan dan akibatnya diceritakan di tanggapan.")
		}
	}
}

// textLines is how many lines a text takes on the screen at the most, empty ones between its blocks included. Questions
// for a group are not counted: alone, nobody sees them.
func textLines(t sim.Text) int {
	lines := 0
	for _, alternatives := range t {
		most := 0
		for _, b := range alternatives {
			if b.Kind != sim.Discussion {
				most = max(most, blockLines(b.Markdown))
			}
		}
		if most > 0 && lines > 0 {
			lines++
		}
		lines += most
	}
	return lines
}

func blockLines(markdown string) int {
	lines := 0
	for _, paragraph := range plaintext.Lines(markdown) {
		lines++
		column := 0
		for word := range strings.FieldsSeq(paragraph) {
			width := utf8.RuneCountInString(word)
			if column > 0 && column+1+width > textColumns {
				lines++
				column = 0
			} else if column > 0 {
				column++
			}
			column += width
		}
	}
	return lines
}

// optionLengths are the lengths of a passage's options in characters.
func optionLengths(p *sim.Passage) []int {
	lengths := make([]int, len(p.Choices))
	for k := range p.Choices {
		lengths[k] = utf8.RuneCountInString(plaintext.Line(p.Choices[k].Text))
	}
	return lengths
}

// unevenOptions compares the longest option of a decision with the shortest.
func (w *writing) unevenOptions(index int) {
	p := &w.c.Passages[index]
	lengths := optionLengths(p)
	longest, shortest := slices.Index(lengths, slices.Max(lengths)), slices.Index(lengths, slices.Min(lengths))
	long, short := lengths[longest], lengths[shortest]
	if long-short < visibleGap {
		return
	}
	code := UnevenOptions
	switch ratio := float64(long) / float64(short); {
	case ratio > veryUnevenRatio:
		code = VeryUnevenOptions
	case ratio <= unevenRatio:
		return
	}
	w.add(code, w.doc.Places.Choices[index][longest],
		fmt.Sprintf("Pilihan ini %d huruf, sedangkan %s hanya %d.", long, quoted(p.Choices[shortest].Text), short),
		"Samakan panjangnya: yang menonjol mudah ditebak.")
}

// lengthAndWorth compares the lengths of the options with what they are worth.
func (w *writing) lengthAndWorth(survey *analysis.Survey) {
	decisions, shortest := 0, 0
	var longest []string // titles of the passages
	for i := range w.c.Passages {
		p := &w.c.Passages[i]
		option, known := bestOption(&survey.Passages[i])
		if !known || !p.IsDecision() {
			continue
		}
		decisions++
		lengths := optionLengths(p)
		own := lengths[option]
		others := slices.Delete(lengths, option, option+1)
		if own > slices.Max(others) {
			longest = append(longest, quoted(p.Title))
		}
		if own < slices.Min(others) {
			shortest++
		}
	}
	if decisions < lengthDecisions {
		return
	}
	if len(longest) > int(math.Ceil(float64(decisions)*longestShare)) {
		w.add(BestIsLongest, w.doc.Places.Title, fmt.Sprintf("Pilihan terbaik adalah yang terpanjang di %d dari %d keputusan: %s.", len(longest), decisions, plaintext.Enumerate(longest)),
			"Panjangkan pilihan lain, atau pendekkan yang terbaik.")
	}
	if shortest < max(1, int(float64(decisions)*shortestShare)) {
		message := fmt.Sprintf("Di antara %d keputusan, pilihan terbaik tidak pernah yang terpendek.", decisions)
		if shortest > 0 {
			message = fmt.Sprintf("Pilihan terbaik adalah yang terpendek hanya di %d dari %d keputusan.", shortest, decisions)
		}
		w.add(BestNeverShortest, w.doc.Places.Title, message, "Pendekkan pilihan terbaik di salah satu keputusan.")
	}
}

// virtueAndWorth tells whether one finds the best options by their virtue words.
func (w *writing) virtueAndWorth(survey *analysis.Survey) {
	decisions := 0
	var told []string // titles of the passages in which the words tell the best option
	for i := range w.c.Passages {
		option, known := bestOption(&survey.Passages[i])
		most := mostVirtuous(&w.c.Passages[i])
		if !known || most < 0 || !w.c.Passages[i].IsDecision() {
			continue
		}
		decisions++
		if option == most {
			told = append(told, quoted(w.c.Passages[i].Title))
		}
	}
	if decisions >= virtueDecisions && 3*len(told) > 2*decisions {
		w.add(VirtueTells, w.doc.Places.Title,
			fmt.Sprintf("Di %d dari %d keputusan yang pilihannya berbeda dalam kata mulia (musyawarah, bersama, dialog …), yang paling banyak memuatnya adalah yang terbaik: %s.", len(told), decisions, plaintext.Enumerate(told)),
			"Tulis tindakan yang terlihat mata, dan biarkan pilihan itu sesekali kalah.")
	}
}

// mostVirtuous is the option with more virtue words than any other; -1 where there is none.
func mostVirtuous(p *sim.Passage) int {
	most, words, tied := -1, 0, false
	for k := range p.Choices {
		switch n := analysis.VirtueWords(plaintext.Line(p.Choices[k].Text)); {
		case n > words:
			most, words, tied = k, n, false
		case n == words:
			tied = true
		}
	}
	if tied {
		return -1
	}
	return most
}

// figures reports figures of what really happened in paragraphs that name neither a year nor a source.
func (w *writing) figures() {
	for _, p := range w.doc.Actual() {
		text := p.Text()
		if figure, at := figureIn(text); figure != "" && !isSourced(text) {
			w.add(BareFigure, p.Place(at), "Angka “"+figure+"” berdiri tanpa tahun dan tanpa sumber.", "Sebut keduanya di paragraf ini, misalnya “(Harian Kota, 2023)”.")
		}
	}
}
