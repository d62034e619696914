package gift

import (
	"fmt"
	"math"
	"strings"

	"mufakat/internal/quiz"
)

// splitAnswers is what stands between the signs "=", trimmed. What stands before the first is an answer too, if there is
// anything; PHP takes the text "0" for nothing.
func splitAnswers(answer piece) []piece {
	parts := answer.split('=')
	for i := range parts {
		parts[i] = parts[i].trim()
	}
	return dropEmptyFirst(parts)
}

func dropEmptyFirst(parts []piece) []piece {
	if parts[0].text == "" || parts[0].text == "0" {
		return parts[1:]
	}
	return parts
}

// splitOptions is what stands between the signs "~" and "=", trimmed; the latter are left to the options that they begin.
func splitOptions(answer piece) []piece {
	var parts []piece
	for rest, from := answer, 0; ; {
		i := rest.indexEither('~', '=', from)
		if i < 0 {
			return dropEmptyFirst(append(parts, rest.trim()))
		}
		parts = append(parts, rest.to(i).trim())
		if from = 1; rest.text[i] == '~' {
			i, from = i+1, 0
		}
		rest = rest.from(i)
	}
}

// withFeedback parts an answer's text from its feedback, which "#" begins.
func (b *block) withFeedback(answer piece, format quiz.Format) (text piece, feedback quiz.Text) {
	text, behind, found := answer.cut('#')
	text, behind = text.trim(), behind.trim()
	if found {
		b.checkHash(answer, text, behind)
	}
	return text, behind.formatted(format)
}

// checkHash looks for a "#" that probably is part of an answer's text, not the beginning of its feedback.
func (b *block) checkHash(answer, text, feedback piece) {
	second := feedback.index('#')
	at := answer.index('#')
	numbered := feedback.at == answer.at+at+1 && feedback.text != "" && len(feedback.text) <= 2 && isDigit(feedback.text[0])
	if second < 0 && !numbered {
		return
	}
	b.report(StrayHash, answer.from(at).to(1), "Tanda # ini memulai umpan balik, jadi jawabannya hanya "+quote(unescape(text.text))+".",
		`Tulis \# bila tanda ini bagian dari teks: `+quote(text.text+strings.TrimRight(answer.text[len(text.text):at], " ")+`\#`+feedback.text)+".")
}

// multipleChoice reads options; with a single right one if any of them begins with "=".
func (b *block) multipleChoice(entry *Entry, answer piece) bool {
	q := entry.Question
	q.Kind, q.Single = quiz.MultipleChoice, answer.index('=') >= 0
	parts := splitOptions(answer)
	if len(parts) < 2 {
		b.report(FewOptions, answer, "Pilihan ganda ini hanya punya satu pilihan.", "Tulis paling sedikit dua pilihan, misalnya “{=benar ~salah}”.")
		b.fail("importminerror", "")
		return false
	}
	for _, part := range parts {
		raw, fraction := 1.0, 1.0
		rest, right := strings.CutPrefix(part.text, "=")
		text := piece{rest, part.at + len(part.text) - len(rest)}
		if right {
			b.checkWeightAfterEquals(text.trim())
		} else {
			text, fraction, raw = b.weigh(text, 0)
		}
		source, feedback := b.withFeedback(text, q.Text.Format)
		if source.text == "" {
			b.report(EmptyAnswer, part, "Pilihan ini kosong.", "Tulis pilihannya, atau hapus tandanya.")
		}
		b.checkFormat(source)
		q.Options = append(q.Options, quiz.Option{Text: source.formatted(q.Text.Format), Fraction: fraction, Feedback: feedback})
		entry.written.fractions = append(entry.written.fractions, raw)
	}
	stray := b.checkSeparators(answer)
	b.checkOptions(q, parts, stray)
	return true
}

func (b *block) checkWeightAfterEquals(text piece) {
	if percent, rest, ok := cutWeight(text); ok {
		b.report(WeightAfterEq, text.to(len(percent)+2), "Dalam pilihan ganda, bobot sesudah tanda = tidak dibaca: jawaban ini bernilai penuh, dan bobotnya menjadi bagian dari teks.",
			fmt.Sprintf("Tulis %s.", quote("~%"+percent+"%"+rest.text)))
	}
}

// checkSeparators looks for "=" and "~" that probably are part of a text, and counts those "=".
func (b *block) checkSeparators(answer piece) (strays int) {
	type separator struct {
		at     int
		loose  bool // a blank stands before it, or nothing
		inLine bool // it stands behind something else of its line
	}
	var all []separator
	loose, inLine := 0, 0
	behind := false // something stands on the line before the place that was looked at
	for from := 0; ; {
		i := answer.indexEither('~', '=', from)
		if i < 0 {
			break
		}
		if between := answer.text[from:i]; strings.Contains(between, "\n") {
			behind = strings.Trim(between[strings.LastIndexByte(between, '\n')+1:], " \t") != ""
		} else {
			behind = behind || from > 0 || strings.Trim(between, " \t") != ""
		}
		from = i + 1
		after := i == 0 || isBlank(answer.text[i-1]) || answer.text[i-1] == '~' || answer.text[i-1] == '='
		if after && i > 0 {
			loose++
		}
		if behind {
			inLine++
		}
		all = append(all, separator{i, after, behind})
	}
	for k, s := range all {
		// Where all others begin a line of their own, the one with a blank on both sides is an equals sign: "a = b".
		equals := inLine == 1 && s.inLine && len(all) > 2 && answer.text[s.at] == '=' && s.at+1 < len(answer.text) && isBlank(answer.text[s.at+1])
		if s.loose && !equals {
			continue
		}
		from := 0
		if k > 0 {
			from = all[k-1].at
		}
		inside := answer.text[from:s.at]
		address := strings.Contains(inside, "://") || strings.LastIndexByte(inside, '<') > strings.LastIndexByte(inside, '>')
		if loose == 0 && !address && !equals { // written without any blanks: {=a~b~c}
			continue
		}
		sign := answer.text[s.at : s.at+1]
		if sign == "=" {
			strays++
		}
		what := "menambah sebuah pilihan"
		if sign == "=" {
			what = "menambah sebuah pilihan yang dianggap benar"
		}
		place := "beri spasi di depannya"
		if equals {
			place = "taruh di awal baris"
		}
		before, behind := wordAround(answer.text, s.at)
		b.report(StraySeparator, answer.from(s.at).to(1), fmt.Sprintf("Tanda %s ini %s.", sign, what),
			fmt.Sprintf("Bila bagian dari teks, tulis %s; bila memang pilihan, %s.", quote(before+`\`+behind), place))
	}
	return strays
}

// wordAround is what stands before and behind a byte in its word or its part of the answer, of a long one what is near.
func wordAround(s string, at int) (before, behind string) {
	before, behind = s[max(0, at-40):at], s[at:min(len(s), at+20)]
	before = before[strings.LastIndexAny(before, " \t\n=~#")+1:]
	if end := strings.IndexAny(behind, " \t\n"); end >= 0 {
		behind = behind[:end]
	}
	return strings.ToValidUTF8(before, ""), strings.ToValidUTF8(behind, "")
}

// checkOptions looks at all options together; strays is how many right ones probably are none.
func (b *block) checkOptions(q *quiz.Question, parts []piece, strays int) {
	seen := b.seen()
	right, sum, mended := 0, 0.0, 0.0 // mended: once each weight is the one that was proposed for it
	for i, o := range q.Options {
		if strings.HasPrefix(parts[i].text, "=") {
			right++
		}
		sum += max(o.Fraction, 0)
		legal, _, _ := nearestLegal(o.Fraction)
		mended += max(legal, 0)
		key := strings.ToLower(o.Text.Source)
		if key != "" && seen[key] {
			b.report(TwinAnswer, parts[i], "Pilihan "+quote(o.Text.Source)+" tertulis dua kali.", "Hapus salah satunya.")
		}
		seen[key] = true
	}
	switch {
	case q.Single && right-strays > 1:
		b.report(SeveralRight, parts[0], fmt.Sprintf("Soal ini punya %d jawaban benar, tetapi peserta hanya boleh memilih satu; setiap jawaban benar bernilai penuh.", right),
			"Bila semuanya harus dipilih, beri bobot yang jumlahnya 100, misalnya “~%50%A ~%50%B ~C”.")
	case !q.Single && sum == 0:
		b.report(NothingRight, parts[0], "Soal ini tidak punya jawaban yang benar.", "Awali jawaban yang benar dengan =, misalnya “{=benar ~salah}”.")
	case !q.Single && math.Round(sum*100) != 100 && math.Round(mended*100) != 100:
		b.report(WeightSum, parts[0], fmt.Sprintf("Bobot jawaban yang benar berjumlah %s %%, padahal harus 100 %%.", strings.Replace(fmt.Sprintf("%.4g", sum*100), ".", ",", 1)),
			"Ubah bobotnya sehingga jumlahnya 100, misalnya dua kali %50% atau tiga kali %33.33333%.")
	}
}
