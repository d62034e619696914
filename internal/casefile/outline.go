package casefile

import (
	"slices"
	"strconv"
	"strings"
)

// The titles of the sections that a case is made of; any other section is an act.
const (
	stakeholdersTitle = "Pemangku kepentingan"
	resourcesTitle    = "Sumber daya"
	endingsTitle      = "Akhir"
	voicesTitle       = "Suara"
	actualTitle       = "Yang sebenarnya terjadi"
	answersTitle      = "Lembar jawab kasus"
	reflectionTitle   = "Refleksi"
	sourcesTitle      = "Sumber"
)

// finishID is the target that means "to the first ending whose condition holds".
const finishID = "akhir"

func reservedTitles() []string {
	return []string{stakeholdersTitle, resourcesTitle, endingsTitle, voicesTitle, actualTitle, answersTitle, reflectionTitle, sourcesTitle}
}

// outline is a text cut at its headings of the first three levels.
type outline struct {
	title    *title // nil where there is none
	intro    []node
	opening  []part // passages before the first section
	sections []section
}

// section is what stands below a heading of the second level.
type section struct {
	title
	reserved string // its title as in reservedTitles; "" for an act
	body     []node // all of it
	intro    []node // what stands before the first part
	parts    []part
}

// part is what stands below a heading of the third level.
type part struct {
	title
	body []node
}

// title is a heading's text, without its id.
type title struct {
	phrase
	id phrase // as in "{#id}"; empty where the author gave none
}

func newOutline(s *source, nodes []node, rep *reporter) *outline {
	b := outliner{src: s, rep: rep, out: &outline{}, used: map[string]bool{}}
	for i := range nodes {
		b.add(&nodes[i])
	}
	b.recogniseEndings()
	return b.out
}

type outliner struct {
	src   *source
	rep   *reporter
	out   *outline
	early *node           // the first block before the title
	used  map[string]bool // reserved titles that have come
}

func (b *outliner) add(n *node) {
	level := 0
	if n.kind == heading {
		level = n.level
	}
	if level == 1 && b.out.title != nil {
		t := b.title(n)
		b.rep.on(SecondTitle, t.phrase, "Judul kasus (satu tanda #) sudah ada di atas.", "Pakai ## untuk babak dan bagian, ### untuk adegan.")
		level = 2
	}
	switch {
	case level == 1:
		t := b.title(n)
		b.out.title = &t
		if b.early != nil {
			b.rep.at(BeforeTitle, b.early.offset, 1, "Sebelum judul kasus tidak boleh ada teks lain.", "Mulai berkas dengan kepala berkas (---) atau judul “# …”; pengantar ditulis di bawah judul.")
		}
	case level == 2:
		b.out.sections = append(b.out.sections, section{title: b.title(n)})
		b.recognise(&b.out.sections[len(b.out.sections)-1])
	case len(b.out.sections) == 0:
		b.addOpening(n, level)
	default:
		s := &b.out.sections[len(b.out.sections)-1]
		s.body = append(s.body, *n)
		switch {
		case level == 3:
			s.parts = append(s.parts, part{title: b.title(n)})
		case len(s.parts) > 0:
			last := &s.parts[len(s.parts)-1]
			last.body = append(last.body, *n)
		default:
			s.intro = append(s.intro, *n)
		}
	}
}

// addOpening adds what stands before the first section.
func (b *outliner) addOpening(n *node, level int) {
	switch {
	case level == 3:
		b.out.opening = append(b.out.opening, part{title: b.title(n)})
	case len(b.out.opening) > 0:
		last := &b.out.opening[len(b.out.opening)-1]
		last.body = append(last.body, *n)
	default:
		if b.out.title == nil && b.early == nil {
			b.early = n
		}
		b.out.intro = append(b.out.intro, *n)
	}
}

// title reads a heading's text and its "{#id}".
func (b *outliner) title(n *node) title {
	if len(n.lines) == 0 {
		b.reportEmpty(n)
		return title{phrase: phrase{runs: []run{{0, n.offset}}}}
	}
	p := b.src.phrase(n.lines[0]).trim()
	t := title{phrase: p}
	if open := strings.LastIndex(p.text, "{#"); open >= 0 && strings.HasSuffix(p.text, "}") {
		t.phrase, t.id = p.slice(0, open).trim(), p.slice(open+2, len(p.text)-1).trim()
	}
	t.phrase = t.withoutMarks()
	if strings.HasPrefix(t.text, "{") && isBraceWord(t.text[1:]) {
		b.rep.on(BadBrace, t.slice(0, 1), "Di dalam judul “{bila …}” tidak berlaku.", "Tulis syarat di depan paragraf, atau di bawah pilihan yang menuju ke sini.")
	}
	if t.text == "" {
		b.reportEmpty(n)
	}
	return t
}

func (b *outliner) reportEmpty(n *node) {
	b.rep.at(HeadingEmpty, n.offset, n.level, "Judul ini kosong.", "Tulis judul sesudah tanda "+strings.Repeat("#", n.level)+".")
}

// recognise tells a reserved section, also a misspelt one, from an act.
func (b *outliner) recognise(s *section) {
	name := slug(s.text)
	var candidates []string
	for _, reserved := range reservedTitles() {
		used := b.used[reserved]
		if slug(reserved) == name {
			if used {
				b.rep.on(SectionTwin, s.phrase, "Bagian “"+reserved+"” sudah ada di atas.", "Gabungkan isinya ke bagian yang pertama.")
			}
			s.reserved, b.used[reserved] = reserved, true
			return
		}
		if !used {
			candidates = append(candidates, reserved)
		}
	}
	limit := max(1, len(name)/6)
	for _, c := range candidates {
		if distance(name, slug(c), limit) <= limit {
			b.rep.on(SectionTypo, s.phrase, "Bagian “"+s.text+"” tidak dikenal dan terbaca sebagai babak.", didYouMean([]string{c}))
			s.reserved, b.used[c] = c, true
			return
		}
	}
}

// recogniseEndings finds the endings of a case that has no section of their title: below another one that says as much,
// or where a part is ranked, as only endings are.
func (b *outliner) recogniseEndings() {
	for i := range b.out.sections {
		s := &b.out.sections[i]
		if b.used[endingsTitle] || s.reserved != "" || !isEndingTitle(s.text) && !slices.ContainsFunc(s.parts, b.isRanked) {
			continue
		}
		b.rep.on(SectionTypo, s.phrase, "Bagian “"+s.text+"” tidak dikenal dan terbaca sebagai babak.", didYouMean([]string{endingsTitle}))
		s.reserved, b.used[endingsTitle] = endingsTitle, true
	}
}

func isEndingTitle(title string) bool {
	switch slug(title) {
	case "akhir-cerita", "akhir-kisah", "akhir-kasus", "akhir-akhir", "akhiran", "epilog", "penutup", "ending":
		return true
	}
	return false
}

// isRanked tells whether a part holds the statement "peringkat".
func (b *outliner) isRanked(p part) bool {
	for i := range p.body {
		for k := range p.body[i].children {
			it := &p.body[i].children[k]
			if it.kind == item && it.children[0].kind == paragraph && prefixWords(b.src.phrase(it.children[0].lines...).text, "peringkat") > 0 {
				return true
			}
		}
	}
	return false
}

// gluedTitle is the first line before all sections that begins with "#" and is no heading, in a case without a title;
// else empty.
func (o *outline) gluedTitle(s *source) phrase {
	if o.title != nil {
		return phrase{}
	}
	for i := range o.intro {
		for _, sp := range o.intro[i].lines {
			if p := s.phrase(sp); o.intro[i].kind == paragraph && len(p.text) > 1 && p.text[0] == '#' && p.text[1] != '#' {
				return p
			}
		}
	}
	return phrase{}
}

// section returns the first section with a reserved title, or nil.
func (o *outline) section(reserved string) *section {
	for i := range o.sections {
		if o.sections[i].reserved == reserved {
			return &o.sections[i]
		}
	}
	return nil
}

// anchor is the place for a finding about the case as a whole: its title, else the beginning of the text.
func (o *outline) anchor() phrase {
	if o.title != nil {
		return o.title.phrase
	}
	return phrase{runs: []run{{0, 0}}}
}

// wholeNumber reads a number without a sign.
func wholeNumber(s string) (int, bool) {
	if !isDigits(s) || len(s) > 7 {
		return 0, false
	}
	n, err := strconv.Atoi(s)
	return n, err == nil
}
