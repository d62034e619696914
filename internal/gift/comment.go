package gift

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"mufakat/internal/diagnostic"
	"mufakat/internal/quiz"
)

// directives reads what the comments say of the question: its id and tags, as Moodle does, points and rubric. The entry
// keeps the comments that say nothing of it.
func (b *block) directives(entry *Entry) {
	q := &quiz.Question{Points: 1}
	entry.Question = q
	for n, comment := range b.comments {
		rest := b.tokens(q, n, comment)
		if key, value, ok := directive(rest); ok && b.directive(q, n, key, value) {
			if key == rubricKey {
				entry.Rubric = b.aboutComment(n, 0, len(comment))
			}
			continue
		}
		if rest == comment || trim(rest) != "" {
			entry.Comments = append(entry.Comments, rest)
		}
	}
}

// directive reads a comment of the form " @key: value".
func directive(comment string) (key, value string, ok bool) {
	key, value, ok = strings.Cut(trim(comment), ":")
	key, isKey := strings.CutPrefix(trim(key), "@")
	return strings.ToLower(key), trim(value), ok && isKey && key != "" && !strings.ContainsAny(key, " \t")
}

// The directives, and what an id begins with.
const (
	idMark    = "[id:"
	pointsKey = "poin"
	rubricKey = "rubrik"
	maxPoints = 1000
)

// directive reads the value of a directive, and tells whether the question holds it now. One that is not known may be another
// program's, and is left as it is.
func (b *block) directive(q *quiz.Question, n int, key, value string) bool {
	switch key {
	case pointsKey:
		points, err := strconv.ParseFloat(strings.Replace(value, ",", ".", 1), 64)
		if err != nil || !(points > 0 && points <= maxPoints) {
			b.reportComment(n, BadDirective, 0, len(b.comments[n]), fmt.Sprintf("Poin %s tidak dapat dipakai; soal ini bernilai 1 poin.", quote(value)),
				fmt.Sprintf("Tulis angka di atas 0 sampai %d, misalnya “// @poin: 2”.", maxPoints))
			return false
		}
		q.Points = points
		return true
	case rubricKey:
		if value == "" {
			b.reportComment(n, BadDirective, 0, len(b.comments[n]), "Nama rubriknya belum ditulis.", "Tulis misalnya “// @rubrik: kasus-empat-aspek”.")
			return false
		}
		q.Rubric = value
		return true
	case "point", "points", "nilai", "bobot", "skor", "mark", "poins":
		b.reportComment(n, BadDirective, 0, len(b.comments[n]), fmt.Sprintf("Petunjuk “@%s” tidak dikenal dan tidak dibaca.", key), "Maksud Anda “@poin”?")
	case "rubric", "rubik", "rubriks":
		b.reportComment(n, BadDirective, 0, len(b.comments[n]), fmt.Sprintf("Petunjuk “@%s” tidak dikenal dan tidak dibaca.", key), "Maksud Anda “@rubrik”?")
	}
	return false
}

// tokens reads the id and the tags in a comment, and returns what else stands there. Only a question's first id counts.
func (b *block) tokens(q *quiz.Question, n int, comment string) string {
	if !strings.Contains(comment, idMark) && !strings.Contains(comment, "[tag:") {
		return comment
	}
	id, tag := &tokenScanner{mark: idMark}, &tokenScanner{mark: "[tag:", forbidden: "<>`"}
	var rest strings.Builder
	for at := 0; at < len(comment); {
		scanner := id
		if strings.HasPrefix(comment[at:], tag.mark) {
			scanner = tag
		} else if !strings.HasPrefix(comment[at:], id.mark) {
			rest.WriteByte(comment[at])
			at++
			continue
		}
		value, end := scanner.scan(comment, at)
		switch {
		case end < 0:
			b.reportComment(n, BadToken, at, len(scanner.mark), fmt.Sprintf("Tanda “%s” tidak terbaca: tidak ditutup dengan ], atau isinya memuat karakter yang tidak boleh.", scanner.mark),
				"Tulis misalnya “[id:KOL-017] [tag:C-07]”.")
			end = at + len(scanner.mark)
			rest.WriteString(scanner.mark)
		case scanner == id && (q.ID != "" || value == ""):
			b.reportComment(n, BadToken, at, end-at, "Id yang kosong, atau yang kedua dalam satu soal, tidak dibaca.", "Tulis satu saja, misalnya “[id:KOL-017]”.")
			rest.WriteString(comment[at:end])
		case scanner == id:
			q.ID = value
			rest.WriteByte(' ') // so that what stood on both sides does not join
		default:
			if value != "" {
				q.Tags = append(q.Tags, value)
			}
			rest.WriteByte(' ')
		}
		at = end
	}
	return rest.String()
}

// tokenScanner finds the tokens of one kind in a comment.
type tokenScanner struct {
	mark      string
	forbidden string // characters that may not stand in a token, besides control characters
	none      int    // up to this index no token ends
}

// scan reads the token that begins at index at, and returns where it ends. "]" ends it, but not "\]", which is that character,
// unless no other end comes. end is -1 where there is none, or a character that must not be.
func (t *tokenScanner) scan(s string, at int) (value string, end int) {
	if at < t.none {
		return "", -1
	}
	at += len(t.mark)
	i, last := at, -1
	for ; i < len(s) && s[i] != ']' && s[i] >= ' ' && s[i] != 0x7f && strings.IndexByte(t.forbidden, s[i]) < 0; i++ {
		if strings.HasPrefix(s[i:], `\]`) {
			i++
			last = i
		}
	}
	if i < len(s) && s[i] == ']' {
		last = i
	}
	if last < 0 {
		t.none = i
		return "", -1
	}
	return strings.ReplaceAll(trim(s[at:last]), `\]`, "]"), last + 1
}

// reportComment reports a finding about some bytes of the n-th comment.
func (b *block) reportComment(n int, code diagnostic.Code, at, length int, message, proposal string) {
	if b.admits(code) {
		d := b.aboutComment(n, at, length)
		d.Code, d.Message, d.Proposal = code, message, proposal
		b.r.add(*d)
	}
}

// aboutComment is the beginning of a finding about some bytes of the n-th comment.
func (b *block) aboutComment(n, at, length int) *diagnostic.Diagnostic {
	l, column := b.commentLine(n)
	comment := b.comments[n]
	return &diagnostic.Diagnostic{File: b.r.name, Place: diagnostic.Place{Line: l.number, Column: column + utf8.RuneCountInString(comment[:at])},
		Width: max(1, utf8.RuneCountInString(comment[at:at+length])), Source: l.source}
}

// register notes the question's category, and reports an id that another question has. In another category Moodle takes it;
// here what is known of an item is kept by its id alone.
func (b *block) register(entry *Entry) {
	q := entry.Question
	q.Category = b.r.show
	if q.ID == "" {
		return
	}
	n := slices.IndexFunc(b.comments, func(c string) bool { return strings.Contains(c, idMark) })
	at := strings.Index(b.comments[n], idMark)
	entry.ID = b.aboutComment(n, at, len(idMark))
	key := key{b.r.path, q.ID}
	if first, twin := b.r.ids[key]; twin {
		b.reportComment(n, IDTwin, at, len(idMark), fmt.Sprintf("Id %s sudah dipakai soal di baris %d dalam kategori yang sama.", quote(q.ID), first),
			"Beri setiap soal id sendiri, supaya hasilnya tidak tercampur.")
		return
	}
	if first, twin := b.r.all[q.ID]; twin {
		b.reportComment(n, IDElsewhere, at, len(idMark), fmt.Sprintf("Id %s sudah dipakai soal di baris %d dalam kategori lain.", quote(q.ID), first),
			"Beri setiap soal id sendiri, supaya hasilnya tidak tercampur.")
	} else {
		b.r.all[q.ID] = entry.Line
	}
	b.r.ids[key] = entry.Line
}
