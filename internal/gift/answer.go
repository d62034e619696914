package gift

import (
	"fmt"
	"slices"
	"strings"

	"mufakat/internal/quiz"
)

// isTrueFalse tells whether the answer is one of the words for true and false that Moodle knows.
func isTrueFalse(answer piece) bool {
	word, _, _ := answer.cut('#')
	return slices.Contains([]string{"T", "TRUE", "F", "FALSE"}, word.trim().text)
}

// trueFalse reads "T#feedback for the wrong answer#feedback for the right one".
func (b *block) trueFalse(q *quiz.Question, answer piece) {
	word, rest, _ := answer.cut('#')
	wrong, right, _ := rest.cut('#')
	q.Kind, q.True = quiz.TrueFalse, strings.HasPrefix(word.text, "T")
	q.Wrong = wrong.trim().formatted(q.Text.Format)
	q.Right = right.trim().formatted(q.Text.Format)
	if i := right.index('#'); i >= 0 {
		b.report(StrayHash, right.from(i).to(1), "Soal benar-salah punya paling banyak dua umpan balik; tanda # ini menjadi bagian dari yang kedua.", `Tulis \# bila memang bagian dari teks.`)
	}
}

// matching reads pairs "=left -> right".
func (b *block) matching(q *quiz.Question, answer piece) bool {
	q.Kind = quiz.Matching
	parts := splitAnswers(answer)
	if len(parts) < 2 {
		b.report(FewPairs, answer, "Soal menjodohkan ini hanya punya satu pasangan.", "Tulis paling sedikit dua pasangan, misalnya “{=Jakarta -> Indonesia =Tokyo -> Jepang}”.")
		b.fail("importminerror", "")
		return false
	}
	seen := b.seen()
	for _, part := range parts {
		left, right, found := strings.Cut(part.text, "->")
		if !found {
			b.report(NoArrow, part, "Pasangan ini tidak punya tanda panah ->.", "Tulis “=kiri -> kanan”.")
			b.fail("giftmatchingformat", part.text)
			return false
		}
		pair := quiz.Pair{Left: part.to(len(left)).formatted(q.Text.Format), Right: trim(unescape(right))}
		behind := part.from(len(left) + len("->"))
		switch {
		case pair.Right == "":
			b.report(EmptyAnswer, part, "Sisi kanan pasangan ini kosong.", "Tulis jawabannya sesudah tanda ->.")
		case pair.Left.Source != "" && seen[pair.Left.Source]:
			b.report(TwinAnswer, part, "Sisi kiri "+quote(pair.Left.Source)+" tertulis dua kali.", "Hapus atau ubah salah satunya.")
		}
		if i := strings.Index(behind.text, "->"); i >= 0 {
			b.report(SecondArrow, behind.from(i).to(len("->")), "Pasangan ini memuat dua tanda ->; yang pertama memisahkan kiri dan kanan, juga bila didahului \\.", "Ganti yang bukan pemisah dengan tanda lain, misalnya →.")
		}
		if i := behind.index('#'); i >= 0 {
			b.report(StrayHash, behind.from(i).to(1), "Pasangan tidak punya umpan balik; tanda # dan sesudahnya menjadi bagian dari jawaban.", "Pindahkan ke umpan balik umum, yang diawali ####.")
		}
		seen[pair.Left.Source] = true
		q.Pairs = append(q.Pairs, pair)
	}
	if !slices.ContainsFunc(q.Pairs, func(p quiz.Pair) bool { return p.Left.Source != "" }) {
		b.report(NothingRight, answer, "Semua sisi kiri kosong, jadi tidak ada yang ditanyakan.", "Tulis pertanyaannya sebelum tanda ->.")
	}
	return true
}

// shortAnswer reads patterns that an answer is compared with.
func (b *block) shortAnswer(entry *Entry, answer piece) bool {
	q := entry.Question
	q.Kind = quiz.ShortAnswer
	parts := splitAnswers(answer)
	if len(parts) == 0 {
		b.report(NoAnswer, answer, "Jawaban ini dibaca Moodle sebagai tidak ada.", fmt.Sprintf("Tulis {=%s}.", answer.text))
		b.fail("importminerror", "")
		return false
	}
	best := 0.0
	seen := b.seen()
	for _, part := range parts {
		text, fraction, raw := b.weigh(part, 1)
		source, feedback := b.withFeedback(text, q.Text.Format)
		pattern := quiz.Pattern{Text: source.formatted(q.Text.Format).Source, Fraction: fraction, Feedback: feedback}
		key := strings.ToLower(pattern.Text)
		switch {
		case pattern.Text == "":
			b.report(EmptyAnswer, part, "Jawaban ini kosong.", "Tulis jawabannya, atau hapus tandanya.")
		case seen[key]:
			b.report(TwinAnswer, part, "Jawaban "+quote(pattern.Text)+" tertulis dua kali; yang kedua tidak pernah dipakai.", "Hapus salah satunya.")
		}
		seen[key] = true
		best = max(best, fraction)
		q.Patterns = append(q.Patterns, pattern)
		entry.written.fractions = append(entry.written.fractions, raw)
	}
	b.checkBest(best, parts[0])
	switch {
	case answer.text[0] == '>':
		b.report(OrderHeader, answer.to(1), "Ini menjadi isian singkat: soal urutan menyebut jumlah butirnya di belakang {>.", "Tulis "+headerExample+".")
	case answer.index('=') < 0:
		b.checkTrueFalseWord(answer)
	}
	return true
}

// checkBest reports that no answer earns all points.
func (b *block) checkBest(best float64, first piece) {
	switch {
	case best <= 0:
		b.report(NothingRight, first, "Soal ini tidak punya jawaban yang benar.", "Beri salah satu jawaban bobot %100%, atau hapus bobotnya.")
	case best < 1:
		b.report(NothingRight, first, "Tidak ada jawaban yang bernilai 100 %, jadi nilai penuh tidak dapat dicapai.", "Beri jawaban terbaik bobot %100%, atau hapus bobotnya.")
	}
}

// checkTrueFalseWord looks for a true-false question that Moodle takes for a short answer.
func (b *block) checkTrueFalseWord(answer piece) {
	word, _, _ := answer.cut('#')
	word = word.trim()
	var mended string
	switch strings.ToLower(word.text) {
	case "t", "true", "b", "benar", "betul", "ya", "y":
		mended = "TRUE"
	case "f", "false", "s", "salah", "tidak":
		mended = "FALSE"
	default:
		return
	}
	b.report(TrueFalseWord, word, fmt.Sprintf("Ini menjadi isian singkat dengan jawaban “%s”, bukan soal benar-salah.", word.text), fmt.Sprintf("Tulis {%s} untuk soal benar-salah.", mended))
}
