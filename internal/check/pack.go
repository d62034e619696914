package check

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"mufakat/internal/casefile"
	"mufakat/internal/clean"
	"mufakat/internal/diagnostic"
	"mufakat/internal/pack"
	"mufakat/internal/quiz"
)

// The codes of findings about a pack; see [Codes] for the others. The hundreds tell what a finding is about:
// 7 paket.yaml, 8 a concept card.
const (
	BadManifest     diagnostic.Code = "K701"
	ManifestKey     diagnostic.Code = "K702"
	ManifestCase    diagnostic.Code = "K703"
	ManifestGrades  diagnostic.Code = "K704"
	ManifestName    diagnostic.Code = "K705"
	ManifestExam    diagnostic.Code = "K706"
	FileName        diagnostic.Code = "K707"
	ExamShort       diagnostic.Code = "K708"
	ManifestRubric  diagnostic.Code = "K709"
	UnknownRubric   diagnostic.Code = "K710"
	ManifestAnswer  diagnostic.Code = "K711"
	CardNotUTF8     diagnostic.Code = "K801"
	CardFrontMatter diagnostic.Code = "K802"
	CardCode        diagnostic.Code = "K803"
	CardTheme       diagnostic.Code = "K804"
	CardTitle       diagnostic.Code = "K805"
	CardEmpty       diagnostic.Code = "K806"
	CardLink        diagnostic.Code = "K807"
	CardTooBig      diagnostic.Code = "K808"
)

// packCodes are the codes of findings about packs.
func packCodes() []diagnostic.Explanation {
	return []diagnostic.Explanation{
		{Code: BadManifest, Severity: diagnostic.Error, Title: "paket.yaml tidak terbaca atau belum lengkap"},
		{Code: ManifestKey, Severity: diagnostic.Warning, Title: "Kunci paket.yaml tidak dikenal"},
		{Code: ManifestCase, Severity: diagnostic.Warning, Title: "Kasus dalam paket.yaml tidak ada"},
		{Code: ManifestGrades, Severity: diagnostic.Error, Title: "Tabel predikat salah"},
		{Code: ManifestName, Severity: diagnostic.Error, Title: "Nama paket tidak bisa dipakai"},
		{Code: ManifestExam, Severity: diagnostic.Error, Title: "Ujian dalam paket.yaml salah"},
		{Code: FileName, Severity: diagnostic.Error, Title: "Nama berkas tidak bisa dipakai di semua komputer"},
		{Code: ExamShort, Severity: diagnostic.Error, Title: "Soal untuk ujian kurang"},
		{Code: ManifestRubric, Severity: diagnostic.Error, Title: "Rubrik dalam paket.yaml salah"},
		{Code: UnknownRubric, Severity: diagnostic.Warning, Title: "Rubrik esai tidak ada"},
		{Code: ManifestAnswer, Severity: diagnostic.Warning, Title: "Jawaban di paket.yaml bukan ya atau tidak"},
		{Code: CardNotUTF8, Severity: diagnostic.Error, Title: "Kartu tidak tersimpan sebagai UTF-8"},
		{Code: CardFrontMatter, Severity: diagnostic.Error, Title: "Kepala kartu tidak terbaca"},
		{Code: CardCode, Severity: diagnostic.Error, Title: "Kode kartu bukan nama berkasnya"},
		{Code: CardTheme, Severity: diagnostic.Warning, Title: "Kartu tanpa tema"},
		{Code: CardTitle, Severity: diagnostic.Error, Title: "Kartu tanpa judul"},
		{Code: CardEmpty, Severity: diagnostic.Error, Title: "Kartu kosong"},
		{Code: CardLink, Severity: diagnostic.Error, Title: "Tautan kartu ke berkas yang tidak ada"},
		{Code: CardTooBig, Severity: diagnostic.Error, Title: "Kartu terlalu besar"},
	}
}

// isPack tells whether a folder is a pack: it has a manifest, or both kinds of content and has lost its manifest.
func isPack(fsys fs.FS, folder string) bool {
	has := func(name string) bool {
		_, err := fs.Stat(fsys, path.Join(folder, name))
		return err == nil
	}
	return has(pack.ManifestFile) || has(pack.CaseFolder) && has(pack.CardFolder)
}

// subfolder is a folder of a file system. Unlike that of [fs.Sub] it tells what a file is without opening it, which for a
// pipe could take for ever.
type subfolder struct {
	whole fs.FS
	name  string
}

func (s subfolder) Open(name string) (fs.File, error) { return s.whole.Open(path.Join(s.name, name)) }

func (s subfolder) Stat(name string) (fs.FileInfo, error) {
	return fs.Stat(s.whole, path.Join(s.name, name))
}

func (s subfolder) ReadDir(name string) ([]fs.DirEntry, error) {
	return fs.ReadDir(s.whole, path.Join(s.name, name))
}

// packFiles lists what a pack holds.
func packFiles(fsys fs.FS, folder, shown string, o Options) []file {
	root := subfolder{fsys, folder}
	p := pack.Open(root)
	concepts, rubrics := p.Concepts(), p.RubricIDs()
	if m, err := p.Manifest(); err == nil && m.Name != o.ConceptsOf {
		concepts, rubrics = append(concepts, o.Concepts...), append(rubrics, o.Rubrics...)
	}
	add := func(files []file, k kind, name string) []file {
		return append(files, file{fsys: fsys, name: path.Join(folder, name), shown: filepath.Join(shown, filepath.FromSlash(name)),
			kind: k, concepts: concepts, rubrics: rubrics, pack: p, folder: folder})
	}
	files := add(nil, manifestFile, pack.ManifestFile)
	for _, part := range []struct {
		folder string
		kind   kind
	}{{pack.CaseFolder, caseFile}, {pack.CardFolder, cardFile}, {pack.QuizFolder, bankFile}} {
		entries, err := fs.ReadDir(root, part.folder)
		if err != nil && !errors.Is(err, fs.ErrNotExist) { // a pack may do without; that a case of the manifest is missing is found there
			folderShown := filepath.Join(shown, part.folder)
			files = append(files, file{shown: folderShown, err: pack.Unreadable(folderShown, err)})
		}
		for _, e := range entries {
			if part.kind == bankFile && pack.IsBank(e) || part.kind != bankFile && pack.IsText(e) {
				files = add(files, part.kind, path.Join(part.folder, e.Name()))
			}
		}
	}
	return files
}

// inspector collects the findings about a file that is no case.
type inspector struct {
	shown string
	lines []string
	found []diagnostic.Diagnostic
}

func (f *file) inspect(src []byte) *inspector {
	return &inspector{shown: f.shown, lines: strings.Split(clean.Text(string(src)), "\n")}
}

// at reports a finding; line and column count from 1.
func (in *inspector) at(code diagnostic.Code, line, column, width int, message, proposal string) {
	d := diagnostic.Diagnostic{File: in.shown, Place: diagnostic.Place{Line: line, Column: column}, Width: width,
		Code: code, Severity: severity(code), Message: message, Proposal: proposal}
	if line <= len(in.lines) {
		d.Source = in.lines[line-1]
	}
	in.found = append(in.found, d)
}

// checkName reports the name of a pack's file that not every system can hold: such a pack cannot be installed.
func (f *file) checkName(src []byte) []diagnostic.Diagnostic {
	name := path.Base(f.name)
	why := pack.Portable(name)
	if f.pack == nil || why == "" {
		return nil
	}
	in := f.inspect(src)
	in.at(FileName, 1, 1, 1, fmt.Sprintf("Nama berkas “%s” %s, jadi tidak semua komputer dapat menyimpannya.", clean.Line(name), why),
		"Ganti nama berkas ini dengan huruf, angka, dan tanda hubung.")
	return in.found
}

// checkManifest checks paket.yaml.
func (f *file) checkManifest(src []byte) []diagnostic.Diagnostic {
	in := f.inspect(src)
	m, err := f.pack.Manifest()
	if err != nil {
		line, width := 1, 1
		if wrong := (*pack.ManifestError)(nil); errors.As(err, &wrong) && wrong.Line >= 1 && wrong.Line <= len(in.lines) {
			line = wrong.Line
			width = max(1, utf8.RuneCountInString(in.lines[line-1]))
		}
		in.at(BadManifest, line, 1, width, err.Error(), "")
		return in.found
	}
	known := pack.ManifestKeys()
	for i, line := range in.lines {
		key, _, isPair := strings.Cut(line, ":")
		if isPair && line[0] != ' ' && line[0] != '#' && line[0] != '-' && !slices.Contains(known, strings.Trim(key, `"' `)) {
			in.at(ManifestKey, i+1, 1, utf8.RuneCountInString(key), "Kunci “"+key+"” tidak dikenal dan tidak dibaca.", "Yang dikenal: "+strings.Join(known, ", ")+".")
		}
	}
	if !pack.ValidName(m.Name) {
		line := in.lineOf("nama")
		in.at(ManifestName, line, 1, utf8.RuneCountInString(in.lines[line-1]), "Nama paket “"+m.Name+"” tidak bisa dipakai.",
			fmt.Sprintf("Pakai huruf kecil a–z, angka, dan tanda hubung, paling panjang %d huruf, misalnya “nama: %s”.", pack.MaxName, pack.FitName(m.Name)))
	}
	for _, id := range m.Order {
		if _, err := fs.Stat(f.fsys, path.Join(f.folder, pack.CaseFolder, id+".md")); err != nil {
			line, column := in.locate(id)
			in.at(ManifestCase, line, column, utf8.RuneCountInString(id), "Kasus “"+id+"” tidak ada di folder kasus.", "Tulis nama berkasnya tanpa .md.")
		}
	}
	seen := map[float64]bool{}
	for _, g := range m.Grades {
		if !(g.From >= 0 && g.From <= 100) || strings.TrimSpace(g.Name) == "" || seen[g.From] {
			line, column := in.locate("predikat")
			in.at(ManifestGrades, line, column, len("predikat"), fmt.Sprintf("Predikat “%s” mulai %g tidak bisa dipakai.", g.Name, g.From),
				"Setiap predikat perlu nama dan nilai mulai 0–100 yang berbeda.")
		}
		seen[g.From] = true
	}
	if len(m.Grades) > 0 && !seen[0] {
		line, column := in.locate("predikat")
		in.at(ManifestGrades, line, column, len("predikat"), "Tidak ada predikat yang mulai dari 0.", "Tambahkan predikat terendah dengan mulai: 0.")
	}
	if len(m.Exams) > 0 {
		bank, _ := f.pack.Bank() // what cannot be read is told where it stands
		in.exams(m.Exams, &bank)
	}
	in.rubrics(m.Rubrics)
	if p := m.Practice; p != "" && p != pack.PracticeYes && p != pack.PracticeNo {
		line := in.lineOf("latihan")
		in.at(ManifestAnswer, line, 1, utf8.RuneCountInString(in.lines[line-1]), "“latihan: "+p+"” tidak dikenal dan tidak dibaca.", "Tulis “latihan: ya” atau “latihan: tidak”.")
	}
	return in.found
}

// exams reports what is wrong with the exams of a manifest, and where the pack has too few questions for one.
func (in *inspector) exams(exams []pack.Exam, bank *quiz.Bank) {
	seen := map[string]bool{}
	for _, e := range exams {
		in.listed(ManifestExam, "ujian", e.ID, e.Line, e.Problems, seen)
		var short *quiz.Short
		if _, err := e.Compose(bank, 0); len(e.Problems) == 0 && errors.As(err, &short) {
			in.at(ExamShort, short.Draw.Line, 1, max(1, utf8.RuneCountInString(in.lines[short.Draw.Line-1])), err.Error(), "")
		}
	}
}

// rubrics reports what is wrong with the rubrics of a manifest.
func (in *inspector) rubrics(rubrics []pack.Rubric) {
	seen := map[string]bool{}
	for _, r := range rubrics {
		in.listed(ManifestRubric, "rubrik", r.ID, r.Line, r.Problems, seen)
	}
}

// listed reports what is wrong with one of a list in the manifest, and an id that was seen before.
func (in *inspector) listed(code diagnostic.Code, what, id string, line int, problems []pack.Problem, seen map[string]bool) {
	for _, p := range problems {
		in.part(code, p.Line, p.Message, p.Proposal)
	}
	if id != "" && seen[id] {
		in.part(code, line, "Ada "+what+" lain dengan id “"+id+"”.", "Beri id yang berbeda.")
	}
	seen[id] = true
}

// part reports a finding about a line of a list in the manifest, from its first word on.
func (in *inspector) part(code diagnostic.Code, line int, message, proposal string) {
	text := in.lines[min(line, len(in.lines))-1]
	column := utf8.RuneCountInString(text) - utf8.RuneCountInString(strings.TrimLeft(text, " -"))
	in.at(code, line, column+1, max(1, utf8.RuneCountInString(strings.TrimSpace(text))-column), message, proposal)
}

// locate is where a word first stands outside comments; the beginning where it does not.
func (in *inspector) locate(word string) (line, column int) {
	for i, l := range in.lines {
		l, _, _ = strings.Cut(l, "#")
		if at := strings.Index(l, word); at >= 0 {
			return i + 1, utf8.RuneCountInString(l[:at]) + 1
		}
	}
	return 1, 1
}

// lineOf is the line, from 1, that gives a key its value; the first one where none is found.
func (in *inspector) lineOf(key string) int {
	return 1 + max(0, slices.IndexFunc(in.lines, func(l string) bool { return strings.HasPrefix(l, key+":") }))
}

// checkCard checks a concept card: front matter, title, text, links.
func (f *file) checkCard(src []byte) []diagnostic.Diagnostic {
	in := f.inspect(src)
	if len(src) > casefile.MaxSize {
		in.at(CardTooBig, 1, 1, 1, fmt.Sprintf("Kartu ini lebih dari %d MB.", casefile.MaxSize>>20), "Buang isi yang bukan teks.")
		return in.found
	}
	if !utf8.Valid(src) {
		line := 1 + bytes.Count(src[:firstInvalid(src)], []byte("\n"))
		in.at(CardNotUTF8, line, 1, 1, "Kartu ini tidak tersimpan sebagai UTF-8.", "Buka di penyunting teks, pilih Simpan Sebagai, lalu pilih pengodean UTF-8.")
		return in.found
	}
	code := strings.TrimSuffix(path.Base(f.name), path.Ext(f.name))
	if body, ok := in.cardFrontMatter(code); ok {
		in.cardBody(body)
	}
	in.cardLinks(f)
	if _, err := f.pack.Card(code); err != nil && len(in.found) == 0 {
		in.at(CardFrontMatter, 1, 1, 1, err.Error(), "") // what package pack cannot read must not pass here
	}
	return in.found
}

func firstInvalid(src []byte) int {
	for i := 0; i < len(src); {
		r, size := utf8.DecodeRune(src[i:])
		if r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return len(src)
}

// cardFrontMatter checks the lines between --- and ---. It returns the line (from 0) below them, or false where they are
// not there.
func (in *inspector) cardFrontMatter(code string) (body int, ok bool) {
	end := slices.Index(in.lines[1:], "---") + 1
	if in.lines[0] != "---" || end == 0 {
		in.at(CardFrontMatter, 1, 1, 1, "Kartu ini tidak dibuka dengan kepala berkas di antara dua baris --- .", "Tulis ---, lalu “kode: "+code+"” dan “tema: …”, lalu --- .")
		return 0, false
	}
	values := map[string]string{}
	for i, line := range in.lines[1:end] {
		key, value, isPair := strings.Cut(line, ":")
		key, value = strings.TrimSpace(key), strings.TrimSpace(value)
		switch {
		case strings.TrimSpace(line) == "":
		case !isPair:
			in.at(CardFrontMatter, i+2, 1, utf8.RuneCountInString(line), "Baris ini tidak berbentuk “kunci: nilai”.", "Tulis misalnya “kode: "+code+"”.")
		case key != "kode" && key != "tema":
			in.at(CardFrontMatter, i+2, 1, utf8.RuneCountInString(key), "Kunci “"+key+"” tidak dikenal.", "Yang dikenal: kode, tema.")
		case key == "kode" && value != code:
			in.at(CardCode, i+2, 1, utf8.RuneCountInString(line), "Kode “"+value+"” berbeda dari nama berkas "+code+".md.", "Samakan keduanya.")
		}
		values[key] = value
	}
	if _, has := values["kode"]; !has {
		in.at(CardCode, 1, 1, 3, "Kartu ini belum menyebut kodenya.", "Tulis “kode: "+code+"” di kepala berkas.")
	}
	if values["tema"] == "" {
		in.at(CardTheme, 1, 1, 3, "Kartu ini belum menyebut temanya.", "Tulis misalnya “tema: Proses” di kepala berkas.")
	}
	return end + 1, true
}

// cardBody checks that a title and a text follow the front matter.
func (in *inspector) cardBody(body int) {
	rest := in.lines[body:]
	title := slices.IndexFunc(rest, func(l string) bool { return strings.TrimSpace(l) != "" })
	if title < 0 || !strings.HasPrefix(strings.TrimSpace(rest[title]), "# ") {
		in.at(CardTitle, min(body+1+max(title, 0), len(in.lines)), 1, 1, "Di bawah kepala berkas belum ada judul kartu.", "Tulis judulnya: “# Judul Kartu”.")
		return
	}
	if strings.TrimSpace(strings.Join(rest[title+1:], "")) == "" {
		in.at(CardEmpty, body+1+title, 1, utf8.RuneCountInString(rest[title]), "Kartu ini kosong di bawah judulnya.", "")
	}
}

// cardLinks checks that links to other files of the pack lead to some.
func (in *inspector) cardLinks(f *file) {
	for i, line := range in.lines {
		for at := 0; ; {
			open := strings.Index(line[at:], "](")
			if open < 0 {
				break
			}
			at += open + len("](")
			length := strings.IndexByte(line[at:], ')')
			if length < 0 {
				in.at(CardLink, i+1, utf8.RuneCountInString(line[:at]), 1, "Tautan ini tidak ditutup pada barisnya.", "Tutup dengan ).")
				break
			}
			target, _, _ := strings.Cut(line[at:at+length], "#")
			if !strings.HasSuffix(target, ".md") || strings.Contains(target, "://") {
				continue
			}
			if _, err := fs.Stat(f.fsys, path.Join(path.Dir(f.name), target)); err != nil {
				in.at(CardLink, i+1, utf8.RuneCountInString(line[:at])+1, utf8.RuneCountInString(target),
					"Tautan ini menuju "+target+", yang tidak ada.", "Periksa kodenya, atau tulis kartu itu.")
			}
		}
	}
}
