package casefile

import (
	"fmt"
	"slices"
	"strings"

	"mufakat/internal/sim"
)

// reader turns an outline into a case.
type reader struct {
	*reporter
	opt    Options
	c      *sim.Case
	places Places
	scope
}

// scope holds the names that the text may use, in lower case.
type scope struct {
	concepts     map[string]bool
	stakeholders map[string]int
	resources    map[string]int
	flags        map[string]int // index into uses and, until they are sorted, into Case.Flags
	uses         []flagUse
	lostFlags    map[string]bool       // that a "catat" sets which could not be read, because of a mistake around it
	targets      map[string]sim.Target // passages and endings by id
	allTargets   []string              // see linkNames
	titles       map[string]sim.Target // by the slug of a title that is not the id; Kind -1 where it is ambiguous
	acts         map[string]int        // their first passages, by the act's id
}

// flagUse tells where a flag was first read and set; nil: nowhere.
type flagUse struct {
	read, set *phrase
}

func newReader(s *source, rep *reporter, opt Options) *reader {
	r := &reader{reporter: rep, opt: opt, c: &sim.Case{ID: idOf(s.name), Hash: s.hash, Weights: [sim.Criteria]int{1, 1, 1}}}
	r.scope = scope{
		concepts:     map[string]bool{},
		stakeholders: map[string]int{},
		resources:    map[string]int{},
		flags:        map[string]int{},
		lostFlags:    map[string]bool{},
		targets:      map[string]sim.Target{finishID: {Kind: sim.ToFinish}},
		titles:       map[string]sim.Target{},
		acts:         map[string]int{},
	}
	for _, code := range opt.Concepts {
		r.concepts[code] = true
	}
	return r
}

// read reads the whole case: first every name that the text may use, then the text, then the checks of the whole.
func (r *reader) read(out *outline) {
	r.frontMatter()
	r.title(out)
	r.readStakeholders(out)
	r.readResources(out)
	passages := r.declarePassages(out)
	endings := r.declareEndings(out)

	r.c.Intro = r.storyText(out.intro)
	r.readActs(out)
	for i, p := range passages {
		r.readPassage(i, p)
	}
	r.readEndings(out, endings)
	r.readVoices(out)
	r.c.Actual = r.freeText(out, actualTitle)
	r.readAnswers(out)
	r.c.Reflection = r.freeText(out, reflectionTitle)
	r.c.Sources = r.freeText(out, sourcesTitle)

	r.checkFlags()
	r.checkStory()
	r.checkSections(out)
	r.sortFlags()
}

// title reads the case's title.
func (r *reader) title(out *outline) {
	if glued := out.gluedTitle(r.src); glued.text != "" {
		r.on(HeadingGlued, glued.slice(0, 1), "Judul perlu spasi sesudah tanda #.", "Tulis “# "+cutText(glued.text[1:])+"”.")
		return
	}
	if out.title == nil {
		r.at(NoTitle, min(r.src.body, max(0, len(r.src.text)-1)), 1, "Kasus ini belum berjudul.", "Tulis judulnya pada baris tersendiri: “# Judul Kasus”.")
		return
	}
	r.c.Title = out.title.text
	r.places.Title = r.src.place(out.title.start())
	if len(out.title.id.text) > 0 {
		r.on(BadID, out.title.id, "Judul kasus tidak memakai id; id kasus adalah nama berkasnya.", "Hapus {#"+out.title.id.text+"}.")
	}
}

// place is where a phrase begins in the author's file.
func (r *reader) place(p phrase) Place { return r.src.place(p.start()) }

// frontKeys are the keys that frontMatterValue knows.
var frontKeys = []string{"kode", "peran", "durasi", "versi", "status", "bobot"}

// frontMatter reads the lines "kunci: nilai" at the top.
func (r *reader) frontMatter() {
	seen := map[string]bool{}
	for _, sp := range r.src.front {
		line := r.src.phrase(sp).trim()
		if line.text == "" {
			continue
		}
		key, value, ok := line.cut(":")
		if !ok || key.text == "" {
			proposal := "Tulis misalnya “durasi: 20”."
			if first, rest, found := line.cut(" "); found && key.text != "" && slices.Contains(frontKeys, first.key()) {
				proposal = "Tulis “" + first.key() + ": " + cutText(rest.text) + "”."
			}
			r.on(FrontMatterLine, line, "Baris ini tidak berbentuk “kunci: nilai”.", proposal)
			continue
		}
		name := key.key()
		if seen[name] {
			r.on(FrontMatterTwin, key, "“"+name+"” sudah tertulis di atas.", "Hapus salah satu.")
			continue
		}
		seen[name] = true
		r.frontMatterValue(name, key, value)
	}
}

func (r *reader) frontMatterValue(name string, key, value phrase) {
	switch name {
	case "kode":
		r.c.Code = value.text
	case "peran":
		r.c.Role = value.text
	case "versi":
		r.c.Version = value.text
	case "status":
		r.c.Status = value.text
	case "durasi":
		minutes, ok := wholeNumber(strings.TrimSuffix(value.text, " menit"))
		if !ok || minutes < 1 || minutes > 600 {
			r.on(FrontMatterBad, value, "Durasi “"+value.text+"” bukan bilangan menit antara 1 dan 600.", "Tulis misalnya “durasi: 20”.")
			return
		}
		r.c.Minutes = minutes
	case "bobot":
		r.weights(value)
	default:
		proposal := didYouMean(Nearest(name, frontKeys))
		if proposal == "" {
			proposal = "Yang dikenal: " + strings.Join(frontKeys, ", ") + "."
		}
		r.on(FrontMatterKey, key, "Kunci “"+name+"” tidak dikenal dan tidak dibaca.", proposal)
	}
}

// weights reads "1/1/1", the weights of the three criteria.
func (r *reader) weights(value phrase) {
	parts := value.split("/")
	var weights [sim.Criteria]int
	sum := 0
	ok := len(parts) == len(weights)
	for i := 0; ok && i < len(parts); i++ {
		weights[i], ok = wholeNumber(parts[i].text)
		ok = ok && weights[i] <= sim.MaxWeight
		sum += weights[i]
	}
	if !ok || sum == 0 {
		r.on(FrontMatterBad, value, fmt.Sprintf("Bobot “%s” bukan tiga bilangan 0–%d yang dipisahkan garis miring, tidak semuanya nol.", value.text, sim.MaxWeight),
			"Tulis bobot kepercayaan, komitmen, dan pemahaman, misalnya “bobot: 1/1/1”.")
		return
	}
	r.c.Weights = weights
}
