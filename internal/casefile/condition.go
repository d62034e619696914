package casefile

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"mufakat/internal/sim"
)

// Conditions, as authors write them:
//
//	or         = and { "atau" and }
//	and        = not { "dan" not }
//	not        = ( "bukan" | "belum" | "tidak" | "tanpa" ) not | "(" or ")" | comparison | flag
//	comparison = quantity relation number
//	quantity   = criterion [ stakeholder ] | "total" | resource
//	relation   = "minimal" | "maksimal" | "di bawah" | "di atas" | ">=" | "<=" | "≥" | "≤" | "<" | ">"

// tokenKind is the kind of a token of a condition.
type tokenKind int

const (
	endToken tokenKind = iota
	wordToken
	numberToken
	signToken // a relation or a parenthesis
	strangeToken
)

type token struct {
	kind     tokenKind
	text     string // in lower case
	at, stop int    // bytes of the phrase
}

// tokens cuts a condition into words, numbers and signs.
func tokens(text string) []token {
	var list []token
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		j, kind := i+size, strangeToken
		switch {
		case unicode.IsSpace(r):
			i = j
			continue
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			for j < len(text) {
				next, n := utf8.DecodeRuneInString(text[j:])
				if !isWordRune(next) {
					break
				}
				j += n
			}
			kind = wordToken
			if isDigits(text[i:j]) {
				kind = numberToken
			}
		case strings.ContainsRune("()≥≤<>", r):
			kind = signToken
			if (r == '<' || r == '>') && strings.HasPrefix(text[j:], "=") {
				j++
			}
		}
		list = append(list, token{kind, strings.ToLower(text[i:j]), i, j})
		i = j
	}
	return append(list, token{endToken, "", len(text), len(text)})
}

// conditionReader reads one condition. It stops at the first mistake.
type conditionReader struct {
	*reader
	whole  phrase
	tokens []token
	next   int
	depth  int
	failed bool
}

// maxConditionDepth is how deep parentheses and negations may nest.
const maxConditionDepth = 40

// condition reads a condition. Where it cannot, it reports that and returns one that always holds.
func (r *reader) condition(p phrase) *sim.Condition {
	c := conditionReader{reader: r, whole: p, tokens: tokens(p.text)}
	result := c.or()
	if !c.failed && c.peek().kind != endToken {
		if c.peek().text == ")" {
			c.fail(Parenthesis, c.peek(), "Kurung tutup ini tidak punya kurung buka.", "Hapus, atau tambahkan ( di depannya.")
		} else {
			c.failTrailing()
		}
	}
	if c.failed {
		return &sim.Condition{}
	}
	return &result
}

func (c *conditionReader) peek() token { return c.tokens[c.next] }

// take goes on behind the next token if it is one of these words or signs.
func (c *conditionReader) take(texts ...string) bool {
	for _, t := range texts {
		if tok := c.peek(); tok.kind != endToken && tok.text == t {
			c.next++
			return true
		}
	}
	return false
}

// fail reports the first mistake; at the end of the condition it points behind it.
func (c *conditionReader) fail(code Code, tok token, message, proposal string) {
	if c.failed {
		return
	}
	c.failed = true
	if line := c.src.line(c.whole.offset(len(c.whole.text))) + 1; tok.kind == endToken && c.src.goesOnAfterQuote(line) {
		c.reportCut(c.src.starts[line] + strings.IndexByte(c.src.lines[line].text, '>'))
		return
	}
	c.at(code, c.whole.offset(tok.at), max(1, utf8.RuneCountInString(c.whole.text[tok.at:tok.stop])), message, proposal)
}

// goesOnAfterQuote tells whether a line begins with ">" and a number: the rest of a condition that was wrapped there.
func (s *source) goesOnAfterQuote(line int) bool {
	if line >= len(s.lines) {
		return false
	}
	rest, quoted := strings.CutPrefix(strings.TrimLeft(s.lines[line].text, " "), ">")
	rest = strings.TrimLeft(rest, "= ")
	return quoted && rest != "" && rest[0] >= '0' && rest[0] <= '9'
}

// reportCut reports that the ">" at an offset has cut a condition.
func (r *reader) reportCut(offset int) {
	r.at(ConditionCut, offset, 1, "Tanda > di awal baris ini memotong syarat pada baris di atasnya: baris ini terbaca sebagai kutipan.", "Tulis syarat dalam satu baris, atau ganti > dengan “di atas”.")
}

func (c *conditionReader) phraseOf(tok token) phrase { return c.whole.slice(tok.at, tok.stop) }

func (c *conditionReader) or() sim.Condition { return c.chain(sim.AnyOf, "atau", c.and) }

func (c *conditionReader) and() sim.Condition { return c.chain(sim.AllOf, "dan", c.not) }

// chain reads parts that a word joins.
func (c *conditionReader) chain(kind sim.ConditionKind, word string, part func() sim.Condition) sim.Condition {
	first := part()
	if c.failed || c.peek().text != word {
		return first
	}
	all := sim.Condition{Kind: kind, Parts: []sim.Condition{first}}
	for !c.failed && c.take(word) {
		all.Parts = append(all.Parts, part())
	}
	return all
}

func (c *conditionReader) not() sim.Condition {
	if c.depth++; c.depth > maxConditionDepth {
		c.fail(BadCondition, c.peek(), "Syarat ini bersarang terlalu dalam.", "Sederhanakan, atau catat penanda untuk sebagian darinya.")
	}
	defer func() { c.depth-- }()
	tok := c.peek()
	switch {
	case c.failed:
		return sim.Condition{}
	case c.take("bukan", "belum", "tidak", "tanpa"):
		return sim.Condition{Kind: sim.NotOf, Parts: []sim.Condition{c.not()}}
	case c.take("("):
		inner := c.or()
		if !c.failed && !c.take(")") {
			if c.peek().kind == endToken {
				c.fail(Parenthesis, tok, "Kurung buka ini tidak ditutup.", "Tambahkan ) di akhir bagiannya.")
			} else {
				c.failTrailing()
			}
		}
		return inner
	case tok.kind == wordToken:
		return c.operand()
	case tok.kind == endToken:
		c.fail(BadCondition, tok, "Syarat ini belum selesai.", "Tulis misalnya “kepercayaan warga minimal 30”, “total minimal 50”, atau nama penanda.")
	default:
		c.fail(BadCondition, tok, "“"+c.phraseOf(tok).text+"” tidak dapat berdiri di sini.", "Tulis misalnya “kepercayaan warga minimal 30”, “total minimal 50”, atau nama penanda.")
	}
	return sim.Condition{}
}

// operand reads a comparison or a flag.
func (c *conditionReader) operand() sim.Condition {
	tok := c.peek()
	c.next++
	if criterion, ok := criterionOf(tok.text); ok {
		q := sim.Quantity{Kind: sim.CollaborationLevel, Criterion: criterion}
		if name := c.peek(); name.kind == wordToken && !isReserved(name.text) && relationLike(name.text) == nil {
			c.next++
			q.Kind = sim.StakeholderLevel
			index, known := c.stakeholders[name.text]
			if !known {
				c.failed = true
				c.unknownStakeholder(c.phraseOf(name))
				return sim.Condition{}
			}
			q.Stakeholder = index
			if c.c.Stakeholders[index].Start[criterion] == sim.Absent {
				c.on(AbsentLevel, c.whole.slice(tok.at, name.stop), fmt.Sprintf("%s tidak dihitung untuk “%s” (– dalam tabel), sehingga syarat ini tidak pernah terpenuhi.", capital(criterion.String()), name.text), "Pakai pihak lain, atau beri tingkat awal di tabel.")
			}
		}
		return c.comparison(q, sim.MaxLevel)
	}
	if tok.text == "total" {
		return c.comparison(sim.Quantity{Kind: sim.TotalLevel}, sim.MaxLevel)
	}
	if index, ok := c.resources[tok.text]; ok {
		return c.comparison(sim.Quantity{Kind: sim.ResourceLeft, Resource: index}, maxAmount)
	}
	return c.readFlag(tok)
}

func criterionOf(word string) (sim.Criterion, bool) {
	for k := range sim.Criterion(sim.Criteria) {
		if word == k.String() {
			return k, true
		}
	}
	return 0, false
}

// readFlag reads a flag, or tells what the word was probably meant to be.
func (c *conditionReader) readFlag(tok token) sim.Condition {
	p := c.phraseOf(tok)
	next := c.peek()
	quantities := append([]string{"kepercayaan", "komitmen", "pemahaman", "total"}, c.resourceNames()...)
	_, stakeholder := c.stakeholders[tok.text]
	_, swapped := criterionOf(next.text)
	switch {
	case stakeholder && swapped:
		c.fail(NoComparison, tok, "Kriteria ditulis sebelum pihaknya.", didYouMean([]string{next.text + " " + p.text}))
	case stakeholder:
		c.fail(NoComparison, tok, "Di depan “"+p.text+"” harus ada kriteria.", "Tulis misalnya “kepercayaan "+p.text+" minimal 30”.")
	case isReserved(tok.text):
		c.fail(BadCondition, tok, "“"+p.text+"” tidak dapat berdiri di sini.", "Tulis misalnya “kepercayaan warga minimal 30 dan bukan janji”.")
	case c.isRelation(next) || next.kind == numberToken || next.kind == wordToken && c.stakeholderNamed(next.text):
		c.failed = true
		c.unknown(UnknownName, p, "“"+p.text+"” bukan kriteria, “total”, atau sumber daya.", quantities, "")
	default:
		index := c.flag(tok.text)
		if c.uses[index].read == nil {
			c.uses[index].read = &p
		}
		return sim.Condition{Kind: sim.FlagSet, Flag: index}
	}
	return sim.Condition{}
}

func (r *reader) stakeholderNamed(code string) bool {
	_, ok := r.stakeholders[code]
	return ok
}

// isRelation tells whether a token begins a relation.
func (c *conditionReader) isRelation(tok token) bool {
	switch tok.text {
	case "minimal", "maksimal", "di", ">=", "<=", "≥", "≤", "<", ">", "=":
		return true
	}
	return false
}

// comparison reads a relation and a number up to most.
func (c *conditionReader) comparison(q sim.Quantity, most int) sim.Condition {
	cond := sim.Condition{Kind: sim.Compares, Quantity: q}
	tok := c.peek()
	switch {
	case c.take("minimal", ">=", "≥"):
		cond.Relation = sim.AtLeast
	case c.take("maksimal", "<=", "≤"):
		cond.Relation = sim.AtMost
	case c.take("<"):
		cond.Relation = sim.Below
	case c.take(">"):
		cond.Relation = sim.Above
	case c.take("di"):
		switch {
		case c.take("bawah"):
			cond.Relation = sim.Below
		case c.take("atas"):
			cond.Relation = sim.Above
		default:
			c.fail(NoComparison, tok, "Sesudah “di” harus ada “bawah” atau “atas”.", didYouMean([]string{"di bawah", "di atas"}))
			return cond
		}
	default:
		c.failRelation(tok)
		return cond
	}
	number := c.peek()
	if number.kind != numberToken {
		c.fail(NoComparison, number, "Di sini harus ada bilangan bulat.", "Tulis misalnya “minimal 30”.")
		return cond
	}
	c.next++
	n, ok := wholeNumber(number.text)
	if !ok || n > most {
		c.fail(ConditionRange, number, fmt.Sprintf("%s di luar batas 0–%d, sehingga syarat ini tidak masuk akal.", number.text, most), "Pakai angka di dalam batas itu.")
	}
	cond.Value = n
	return cond
}

// relationLike is what was probably meant by another word for a relation; nil where the word is none.
func relationLike(word string) []string {
	switch word {
	case "=", "lebih", "melebihi", "diatas":
		return []string{"minimal", "di atas"}
	case "kurang", "dibawah":
		return []string{"maksimal", "di bawah"}
	case "paling":
		return []string{"minimal", "maksimal"}
	case "setidaknya", "sekurangnya", "sedikitnya":
		return []string{"minimal"}
	}
	return nil
}

// failRelation reports that a relation is missing, with the word that was probably meant.
func (c *conditionReader) failRelation(tok token) {
	proposal := didYouMean(Nearest(tok.text, []string{"minimal", "maksimal", "di bawah", "di atas"}))
	if meant := relationLike(tok.text); meant != nil {
		proposal = didYouMean(meant)
	}
	if proposal == "" {
		proposal = "Tulis “minimal”, “maksimal”, “di bawah”, atau “di atas” dan sebuah angka, misalnya “minimal 30”."
	}
	c.fail(NoComparison, tok, "Di sini harus ada pembanding.", proposal)
}

// failTrailing reports what follows a complete condition.
func (c *conditionReader) failTrailing() {
	tok := c.peek()
	text := c.phraseOf(tok).text
	proposal := "Sambung dua syarat dengan “dan” atau “atau”; nama penanda satu kata, dengan tanda hubung."
	afterNumber := c.next > 0 && c.tokens[c.next-1].kind == numberToken
	switch {
	case afterNumber && text == "%":
		c.fail(BadCondition, tok, "Tingkat ditulis tanpa tanda persen.", "Hapus tanda %.")
		return
	case afterNumber && (text == "," || text == ".") && c.tokens[c.next+1].kind == numberToken && c.tokens[c.next+1].at == tok.stop:
		c.fail(BadCondition, tok, "Angka dalam syarat selalu bulat.", "Hapus tanda ini dan angka di belakangnya.")
		return
	}
	switch text {
	case ",", "&", "&&", "+":
		proposal = didYouMean([]string{"dan"})
	case "|", "||", "/":
		proposal = didYouMean([]string{"atau"})
	}
	c.fail(BadCondition, tok, "“"+text+"” tidak dapat berdiri di sini.", proposal)
}
