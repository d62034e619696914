package check

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"mufakat/internal/casefile"
	"mufakat/internal/diagnostic"
)

// chain is a case of passages one after the other, each with these options; the first of each is the best and the second
// the worst.
func chain(passages ...[]string) string {
	var b strings.Builder
	b.WriteString("# Rantai\n\n## Pemangku kepentingan\n\n| Kode | Nama | Kepentingan | Kepercayaan | Komitmen | Pemahaman |\n|---|---|---|---|---|---|\n| warga | Warga | tenang | 40 | 40 | 40 |\n\n## Babak\n")
	for i, options := range passages {
		fmt.Fprintf(&b, "\n### Adegan %d\n\nMalam.\n\n", i+1)
		target := fmt.Sprintf("adegan-%d", i+2)
		if i == len(passages)-1 {
			target = "akhir"
		}
		for k, text := range options {
			fmt.Fprintf(&b, "- [%s](#%s) {#opsi%d}\n  - warga: kepercayaan %+d\n  > Ya.\n", text, target, k, 1-min(k, 1)-k%2)
		}
	}
	b.WriteString("\n## Akhir\n\n### Selesai\n\nPagi.\n")
	return b.String()
}

// writingFindings are the findings of the rules of writing about a case, as "line:column code".
func writingFindings(t *testing.T, src string) (found []string, text string) {
	t.Helper()
	doc := casefile.Parse("rantai.md", []byte(src), casefile.Options{})
	if doc.Case == nil {
		t.Fatal(doc.Diagnostics)
	}
	if _, err := Analyse(context.Background(), doc); err != nil {
		t.Fatal(err)
	}
	for _, d := range doc.Diagnostics {
		if slices.ContainsFunc(writingCodes(), func(e diagnostic.Explanation) bool { return e.Code == d.Code && e.Severity == d.Severity }) {
			found = append(found, fmt.Sprintf("%d:%d %s", d.Place.Line, d.Place.Column, d.Code))
			text += d.String() + "\n"
		}
	}
	return found, text
}

// repeat is a case of n passages with the same options.
func repeat(n int, options ...string) string { return chain(slices.Repeat([][]string{options}, n)...) }

func TestWritingRules(t *testing.T) {
	const long = "Undang lima wakil warga ke balai desa malam ini" // 47 characters
	for name, test := range map[string]struct {
		source string
		want   []string
		says   string // in the findings
	}{
		"good": {repeat(1, "Undang lima wakil warga", "Surati lima wakil warga"), nil, ""},

		"uneven":                      {repeat(1, "Undang wakil warga ke balai desa", long), []string{"18:4 K621"}, "Pilihan ini 47 huruf, sedangkan “Undang wakil warga ke balai desa” hanya 32."},
		"uneven, as far as allowed":   {repeat(1, "Undang lima wakil warga ke balai desa", long), nil, ""},
		"very uneven":                 {repeat(1, "Undang wakil warga hari", long), []string{"18:4 K622"}, "hanya 23"},
		"exactly twice":               {repeat(1, strings.Repeat("a", 20), strings.Repeat("b", 40)), []string{"18:4 K621"}, ""},
		"short ones":                  {repeat(1, "Ya", "Tidak"), nil, ""},
		"marks are not read":          {repeat(1, "**Undang** `lima` *wakil*", "Undang lima wakil"), nil, ""},
		"one option":                  {repeat(1, long), nil, ""},
		"absolutes":                   {repeat(1, "Tolak seluruhnya", "Jangan pernah tidak, pasti"), []string{"15:4 K626", "18:4 K621", "18:4 K626"}, "“pasti”"},
		"people and nouns":            {repeat(1, "Undang semua ketua RT", "Cari kepastian"), nil, ""},
		"never":                       {repeat(1, "Akui bahwa itu Tidak  Pernah ada", "Sangkal bahwa itu pernah ada"), []string{"15:4 K626"}, "“tidak pernah”"},
		"reasons":                     {repeat(1, "Tunda agar tenang", "Maju demi warga"), []string{"15:4 K627", "18:4 K627"}, "“agar …”"},
		"one by one":                  {repeat(1, "Temui satu demi satu", "Temui untuk rapat"), nil, ""},
		"the best is always longest":  {repeat(5, "Undang wakil warga ini", "Undang wakil warga", "Undang wakil warga"), []string{"1:3 K623", "1:3 K624"}, "terpanjang di 5 dari 5 keputusan: “Adegan 1”, “Adegan 2”, “Adegan 3”, “Adegan 4”, dan “Adegan 5”."},
		"too few to tell":             {repeat(4, "Undang wakil warga ini", "Undang wakil warga", "Undang wakil warga"), nil, ""},
		"as long as others":           {repeat(5, "Undang wakil warga", "Undang wakil desa", "Surati wakil warga"), []string{"1:3 K624"}, "Di antara 5 keputusan, pilihan terbaik tidak pernah yang terpendek."},
		"the best is always shortest": {repeat(5, "Undang wakil", "Undang wakil warga", "Surati wakil warga"), nil, ""},
		"longest in two of five": {chain([]string{"Undang wakil ini", "Undang wakil"}, []string{"Undang wakil ini", "Undang wakil"}, []string{"Undang wakil", "Undang wakil ini"},
			[]string{"Undang wakil", "Undang wakil ini"}, []string{"Undang wakil", "Surati wakil"}), nil, ""},
		"virtue always best":    {repeat(3, "Musyawarahkan", "Umumkan saja"), []string{"1:3 K625"}, "Di 3 dari 3 keputusan"},
		"virtue in two of them": {repeat(2, "Musyawarahkan", "Umumkan saja"), nil, ""},
		"virtue two thirds":     {chain([]string{"Musyawarahkan", "Umumkan saja"}, []string{"Musyawarahkan", "Umumkan saja"}, []string{"Umumkan saja", "Musyawarahkan"}), nil, ""},
		"virtue in all options": {repeat(3, "Musyawarahkan", "Dialogkan dulu"), nil, ""},
		"virtue in no decision": {repeat(3, "Musyawarahkan"), nil, ""},
		"once in fourteen":      {chain(append(slices.Repeat([][]string{{"Undang wakil", "Surati wakil"}}, 13), []string{"Undang wakil", "Undang wakil warga"})...), []string{"1:3 K624"}, "hanya di 1 dari 14"},
	} {
		found, text := writingFindings(t, test.source)
		if !slices.Equal(found, test.want) || !strings.Contains(text, test.says) {
			t.Errorf("%s: found %v, want %v\n%s", name, found, test.want, text)
		}
	}
}

func TestPassageLength(t *testing.T) {
	lines := func(n int) string { return strings.TrimSpace(strings.Repeat(strings.Repeat("a", 70)+"\n", n)) }
	for name, test := range map[string]struct {
		text string
		want []string
	}{
		"fourteen":              {lines(14), nil},
		"fifteen":               {lines(15), []string{"11:5 K628"}},
		"thirty":                {lines(30), []string{"11:5 K628"}},
		"thirty-one":            {lines(31), []string{"11:5 K629"}},
		"empty lines count":     {lines(7) + "\n\n> " + lines(1) + "\n\n" + lines(5), []string{"11:5 K628"}},
		"the longest of a kind": {lines(8) + "\n\n{bila total minimal 30} " + lines(2) + "\n\n{bila tidak} " + lines(4), nil},
		"all of a kind":         {lines(8) + "\n\n{bila total minimal 30} " + lines(2) + "\n\n{bila tidak} " + lines(6), []string{"11:5 K628"}},
		"questions for groups":  {lines(14) + "\n\n{diskusi} " + lines(3), nil},
		"words, not bytes":      {strings.TrimSpace(strings.Repeat(strings.Repeat("é", 72)+" ", 14)), nil},
	} {
		src := strings.Replace(repeat(1, "Maju", "Diam"), "Malam.", test.text, 1)
		if found, text := writingFindings(t, src); !slices.Equal(found, test.want) {
			t.Errorf("%s: found %v, want %v\n%s", name, found, test.want, text)
		}
	}
}

func TestFiguresOfWhatReallyHappened(t *testing.T) {
	for text, want := range map[string]string{
		"Kiriman mencapai 700 ton sehari.":                 "700 ton",
		"Kiriman mencapai 700 ton sehari (Kompas, 2023).":  "",
		"Kiriman mencapai 700 ton, menurut Kompas.":        "",
		"Kiriman [700 ton](https://contoh.id) sehari.":     "",
		"Ada 64 instansi.":                                 "",
		"Ada 1.054 anak.":                                  "1.054",
		"Naik 4,7 persen dan 5%.":                          "4,7 persen",
		"Biayanya Rp700.":                                  "700",
		"Biayanya Rp 5 miliar.":                            "5 miliar",
		"Pukul 07.30 pada 21 Juli.":                        "",
		"Jalan itu L-100 dan modul C1234.":                 "",
		"Sejak 1996.":                                      "",
		"Sejak 1996 ada 700 ton.":                          "",
		"Seluruhnya 2.019 orang.":                          "2.019",
		"Luasnya 12,5 hektare.":                            "12,5 hektare",
		"Kodenya 0.":                                       "",
		"":                                                 "",
		"Sumbernya tidak kami ketahui: 350 orang.":         "350",
		"Warga 350 orang. (Sumber: catatan rapat warga.)":  "",
		"Tahun 1850 dan 2150: dua-duanya bukan tahun itu.": "1850",
	} {
		src := repeat(1, "Maju", "Diam") + "\n## Yang sebenarnya terjadi\n\nDi sini\n" + text + "\n\n## Sumber\n\nx\n"
		found, message := writingFindings(t, src)
		if want == "" {
			if len(found) > 0 {
				t.Errorf("%q: %s", text, message)
			}
			continue
		}
		column := strings.Index(text, want) + 1
		line := 1 + strings.Count(src[:strings.Index(src, text)], "\n")
		if !slices.Equal(found, []string{fmt.Sprintf("%d:%d %s", line, column, BareFigure)}) || !strings.Contains(message, "Angka “"+want+"”") {
			t.Errorf("%q: found %v, want %q\n%s", text, found, want, message)
		}
	}
}

// A list and a table belong to the paragraph above them, which may name the source of both.
func TestFiguresInLists(t *testing.T) {
	base := repeat(1, "Maju", "Diam")
	line := strings.Count(base, "\n") + 6
	for text, want := range map[string][]string{
		"Menurut BPS:\n\n- 700 ton\n\n| a |\n|---|\n| 900 |": nil,
		"Begitulah:\n\n- 700 ton":                            {fmt.Sprintf("%d:3 K630", line)},
		"Menurut BPS, naik.\n\nKini 700 ton.":                {fmt.Sprintf("%d:6 K630", line)},
	} {
		found, message := writingFindings(t, base+"\n## Yang sebenarnya terjadi\n\n"+text+"\n\n## Sumber\n\nx\n")
		if !slices.Equal(found, want) {
			t.Errorf("%q: found %v, want %v\n%s", text, found, want, message)
		}
	}
}
