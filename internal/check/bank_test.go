package check_test

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"mufakat/internal/check"
	"mufakat/internal/gift"
)

const twoRubrics = `rubrik:
  - {id: esai-kasus, judul: Esai, aspek: [{judul: A, tingkat: [tidak, ya]}]}
  - {id: refleksi, judul: Refleksi, aspek: [{judul: A, tingkat: [tidak]}]}
`

// essays names a rubric in line 2 (an essay), line 5 (an essay without answer braces' text) and line 8 (no essay at all).
const essays = "// [id:a]\n//  @rubrik: esei-kasus\nTulis. {}\n\n// @rubrik: kasus\nTulis lagi. {}\n\n// @rubrik: kasus\nBenar? {T}\n\n// @rubrik: refleksi\nTulis juga. {}\n"

// An essay may name a rubric of its pack, also one with a mistake of its own, and one of the program's pack.
func TestUnknownRubrics(t *testing.T) {
	const nearWord, listed, none = "Maksud Anda “esai-kasus”?", "Yang ada: ", "Tulis rubrik itu di bawah"
	builtIn := check.Options{Rubrics: []string{"kasus"}, ConceptsOf: "dasar"}
	for _, c := range []struct {
		name     string
		manifest string
		options  check.Options
		want     string // line, column and beginning of the proposal of each
	}{
		{"rubrics of the pack", manifest + twoRubrics, check.Options{}, "2:3 " + nearWord + "|5:3 " + listed},
		{"and of the program", manifest + twoRubrics, builtIn, "2:3 " + nearWord},
		{"the program's pack itself", manifest + twoRubrics, check.Options{Rubrics: []string{"kasus"}, ConceptsOf: "coba"}, "2:3 " + nearWord + "|5:3 " + listed},
		{"no rubrics", manifest, check.Options{}, "2:3 " + none + "|5:3 " + none + "|11:3 " + none},
		{"a manifest that cannot be read", "nama: [\n", builtIn, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			files := goodPack()
			files["paket.yaml"], files["kuis/a.gift"] = c.manifest, essays
			root := folder(t, files)
			whole, err := check.Path(context.Background(), root, c.options)
			if err != nil {
				t.Fatal(err)
			}
			bank := gift.Parse("a.gift", []byte(essays))
			for way, report := range map[string]check.Report{"the pack": whole, "the bank alone": {Findings: check.Rubrics(filepath.Join(root, "kuis", "a.gift"), bank, c.options)}} {
				var got []string
				for _, f := range report.Findings {
					if f.Code == check.UnknownRubric {
						got = append(got, fmt.Sprintf("%d:%d %s", f.Place.Line, f.Place.Column, f.Proposal))
					}
				}
				want := strings.Split(c.want, "|")
				if c.want == "" {
					want = nil
				}
				if len(got) != len(want) {
					t.Fatalf("%s: %q", way, got)
				}
				for i := range got {
					if !strings.HasPrefix(got[i], want[i]) {
						t.Errorf("%s: %q, want %q", way, got[i], want[i])
					}
				}
			}
		})
	}
}

func TestRubricsOutsideAPack(t *testing.T) {
	name := filepath.Join(folder(t, map[string]string{"a.gift": essays}), "a.gift")
	bank := gift.Parse("a.gift", []byte(essays))
	for _, c := range []struct {
		known []string
		want  int
	}{{nil, 0}, {[]string{}, 3}, {[]string{"kasus", "refleksi"}, 1}} {
		found := check.Rubrics(name, bank, check.Options{Rubrics: c.known})
		r, err := check.Path(context.Background(), name, check.Options{Rubrics: c.known})
		if err != nil || len(found) != c.want || len(r.Findings) != c.want+1 { // and that of @rubrik at a question that is no essay
			t.Errorf("%q: %v\nand %v, %v", c.known, found, r.Findings, err)
		}
	}
	d := check.Rubrics(name, bank, check.Options{Rubrics: []string{"esai-kasus"}})[0].String()
	if want := `a.gift:2:3: peringatan K710: Rubrik “esei-kasus” tidak ada, jadi esai ini dinilai menyeluruh saja.
    //  @rubrik: esei-kasus
      ^^^^^^^^^^^^^^^^^^^^^
    Maksud Anda “esai-kasus”?`; d != want {
		t.Errorf("got\n%s\nwant\n%s", d, want)
	}
}
