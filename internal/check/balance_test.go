package check

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"mufakat/internal/analysis"
	"mufakat/internal/casefile"
	"mufakat/internal/diagnostic"
)

var update = flag.Bool("update", false, "write the golden text anew")

// analysed is a case of testdata with all that is found in it.
func analysed(t *testing.T, name string, limit int) (*casefile.Document, *analysis.Survey) {
	t.Helper()
	src, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	doc := casefile.Parse(filepath.Base(name), src, casefile.Options{})
	if doc.Case == nil {
		t.Fatal(doc.Diagnostics)
	}
	survey, err := analyse(context.Background(), doc, limit)
	if err != nil {
		t.Fatal(err)
	}
	return doc, survey
}

// Every code has a story that provokes it, whose name begins with it. All that is found in the stories stands in the
// golden text, but for the sections after the story, which they do without.
func TestBalanceFindings(t *testing.T) {
	stories, err := filepath.Glob("testdata/k6*.md")
	if err != nil {
		t.Fatal(err)
	}
	provoked := map[string]bool{}
	var got strings.Builder
	for _, name := range stories {
		limit := analysis.DefaultLimit
		code := strings.ToUpper(filepath.Base(name)[:len(TooVast)])
		if code == string(TooVast) {
			limit = 1
		}
		doc, _ := analysed(t, name, limit)
		fmt.Fprintf(&got, "== %s\n", filepath.Base(name))
		for _, d := range doc.Diagnostics {
			if d.Code != casefile.SectionMissing {
				fmt.Fprintln(&got, d)
			}
			provoked[code] = provoked[code] || string(d.Code) == code
		}
	}
	for _, e := range balanceCodes() {
		if !provoked[string(e.Code)] {
			t.Errorf("no story in testdata provokes %s", e.Code)
		}
	}
	const golden = "testdata/balance.golden"
	if *update {
		if err := os.WriteFile(golden, []byte(got.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if got.String() != string(want) {
		t.Errorf("the findings are not those of %s (go test -update writes it anew):\n%s", golden, got.String())
	}
}

// Every bound, with the last number that is no finding and the first that is one.
func TestBounds(t *testing.T) {
	share := func(ending int, share float64) func(*analysis.Survey) {
		return func(s *analysis.Survey) { s.Endings[ending].Share = share }
	}
	// botTo lets the player who always takes the first option reach the best ending of the story with a certain share.
	botTo := func(share float64) func(*analysis.Survey) {
		return func(s *analysis.Survey) {
			s.Bots[0].Play.Endings = slices.Clone(s.Bots[0].Play.Endings)
			s.Bots[0].Play.Endings[0].Share = analysis.Range{Lo: share, Hi: share}
		}
	}
	lowest := func(share float64) func(*analysis.Survey) {
		return func(s *analysis.Survey) { s.Stakeholders[0].Lowest = share }
	}
	swallowed := func(shares ...float64) func(*analysis.Survey) {
		return func(s *analysis.Survey) {
			for k, share := range shares {
				s.Stakeholders[0].Levels[k].Swallowed = share
			}
		}
	}
	oneSided := func(shares ...float64) func(*analysis.Survey) {
		return func(s *analysis.Survey) {
			for i, share := range shares {
				s.Passages[i].Decision.OneSided = share
			}
		}
	}
	visits := func(first float64) func(*analysis.Survey) {
		return func(s *analysis.Survey) { s.Passages[0].Visits = first }
	}
	means := func(better, worse analysis.Range) func(*analysis.Survey) {
		return func(s *analysis.Survey) { s.Endings[1].Mean, s.Endings[2].Mean = better, worse }
	}
	both := func(changes ...func(*analysis.Survey)) func(*analysis.Survey) {
		return func(s *analysis.Survey) {
			for _, change := range changes {
				change(s)
			}
		}
	}
	unsure := func(s *analysis.Survey) { s.Complete, s.Margin = false, 0.01 }
	exactly := func(n float64) analysis.Range { return analysis.Range{Lo: n, Hi: n} }
	decisions := func(b *balance) { b.decisions() }
	for name, test := range map[string]struct {
		story  string
		change func(*analysis.Survey)
		find   func(*balance)
		want   string // a part of the only finding; empty where there is none
	}{
		"lucky":               {"k653-selalu-pertama", both(botTo(0), share(0, 0.0501)), (*balance).bestEnding, "tercapai dalam 5,0 % permainan; sebaiknya paling banyak 5 %."},
		"not lucky":           {"k653-selalu-pertama", both(botTo(0), share(0, 0.05)), (*balance).bestEnding, ""},
		"lucky, if sure":      {"k653-selalu-pertama", both(botTo(0), share(0, 0.0599), unsure), (*balance).bestEnding, ""},
		"lucky in any case":   {"k653-selalu-pertama", both(botTo(0), share(0, 0.0601), unsure), (*balance).bestEnding, "K654"},
		"habit":               {"k653-selalu-pertama", botTo(0.0501), (*balance).bestEnding, "selalu yang pertama (5,0 % permainan)."},
		"no habit":            {"k653-selalu-pertama", botTo(0.05), (*balance).bestEnding, ""},
		"no better than luck": {"k653-selalu-pertama", both(share(0, 0.2), botTo(0.4)), (*balance).bestEnding, "K654"},

		"always lowest":         {"k651-selalu-tertinggal", lowest(0.801), (*balance).people, "Nelayan kecil menjadi pihak yang paling tertinggal dalam 80 % permainan acak"},
		"often lowest":          {"k651-selalu-tertinggal", lowest(0.8), (*balance).people, ""},
		"always lowest, unsure": {"k651-selalu-tertinggal", both(lowest(0.809), unsure), (*balance).people, ""},

		"swallowed":      {"k645-selalu-kalah", swallowed(0.201), (*balance).people, "20 % dari akibat pada kepercayaan Bu Wati tertelan"},
		"swallowed, all": {"k645-selalu-kalah", swallowed(0.3, 0.4, 0.5), (*balance).people, "30 % dari akibat pada kepercayaan, 40 % dari akibat pada komitmen, dan 50 % dari akibat pada pemahaman Bu Wati"},
		"hardly":         {"k645-selalu-kalah", swallowed(0.2, 0.2, 0.2), (*balance).people, ""},

		"one-sided":          {"k645-selalu-kalah", oneSided(0.51, 0.51), decisions, "Di 2 dari 4 keputusan"},
		"one-sided once":     {"k645-selalu-kalah", oneSided(1, 0, 0, 0), decisions, ""},
		"one-sided at times": {"k645-selalu-kalah", oneSided(1, 0.5, 0.5, 0.5), decisions, ""},
		"three decisions":    {"k645-selalu-kalah", both(oneSided(1, 1, 1, 1), visits(0.9)), decisions, ""},
		"rounded":            {"k645-selalu-kalah", both(oneSided(1, 1, 1, 1), visits(1-1e-12)), decisions, "Di 4 dari 4 keputusan"},

		"same mean":           {"k656-peringkat-terbalik", means(exactly(60), exactly(60)), (*balance).ranks, "(peringkat 3) rata-rata bernilai 60, tidak kurang dari “Bengkel pindah” (peringkat 2) yang bernilai 60."},
		"falling":             {"k656-peringkat-terbalik", means(exactly(60.1), exactly(60)), (*balance).ranks, ""},
		"ranges that touch":   {"k656-peringkat-terbalik", means(analysis.Range{Lo: 40, Hi: 61}, analysis.Range{Lo: 60, Hi: 80}), (*balance).ranks, ""},
		"next rank never":     {"k656-peringkat-terbalik", both(share(1, 0), means(exactly(0), exactly(90)), func(s *analysis.Survey) { s.Endings[0].Mean = exactly(80) }), (*balance).ranks, "tidak kurang dari “Malam sunyi” (peringkat 1)"},
		"hardly ever reached": {"k656-peringkat-terbalik", both(share(1, 0.009), unsure, func(s *analysis.Survey) { s.Endings[0].Share = 0.009 }), (*balance).ranks, ""},

		"nothing moves": {"k649-pihak-diam", func(s *analysis.Survey) {
			for i := range s.Stakeholders {
				for k := range s.Stakeholders[i].Levels {
					l := &s.Stakeholders[i].Levels[k]
					l.Rises, l.Falls = false, false
				}
			}
		}, (*balance).people, "Tingkat kepercayaan, komitmen, dan pemahaman tidak pernah berubah bagi siapa pun."},
		"nothing that stands still, unsure": {"k649-satu-arah", unsure, (*balance).people, ""},
		"idle resource, unsure":             {"k652-hari-berlebih", unsure, (*balance).resources, ""},
	} {
		doc, survey := analysed(t, filepath.Join("testdata", test.story+".md"), analysis.DefaultLimit)
		doc.Diagnostics = nil
		test.change(survey)
		b := balance{doc, doc.Case, survey}
		test.find(&b)
		switch {
		case test.want == "" && len(doc.Diagnostics) > 0:
			t.Errorf("%s: %v", name, doc.Diagnostics)
		case test.want != "" && (len(doc.Diagnostics) != 1 || !strings.Contains(doc.Diagnostics[0].String(), test.want)):
			t.Errorf("%s: %v, want %q", name, doc.Diagnostics, test.want)
		}
	}
}

// What one mistake brings with it is not told again.
func TestOneMistakeOneFinding(t *testing.T) {
	replace := func(pairs ...string) func(string) string { return strings.NewReplacer(pairs...).Replace }
	for name, test := range map[string]struct {
		story string
		edit  func(string) string
		want  []diagnostic.Code
	}{
		"no way to any ending": {"k641-satu-adegan", replace("map ke meja camat](#akhir)", "map ke meja camat](#ruang-arsip)"), []diagnostic.Code{Endless}},
		"ending behind a locked option": {"k643-selalu-terkunci", replace("- [Bayar lahan parkir tetangga](#akhir)\n  - hari: -9\n  - lansia: pemahaman +5\n  > Uang mukanya belum ada.\n", ""),
			[]diagnostic.Code{NeverOpen}},
		"far behind from the start":         {"k651-selalu-tertinggal", replace("| 35 | 35 | 35 |", "| 30 | 30 | 30 |"), []diagnostic.Code{casefile.FarBehind, casefile.FarBehind, casefile.FarBehind}},
		"exchanged ranks, the best one too": {"k656-peringkat-terbalik", replace("peringkat: 1", "peringkat: 3", "peringkat: 3\n- total paling tinggi: 47", "peringkat: 1"), []diagnostic.Code{RankNotFalling, LuckyGuess}},
		"best ending out of reach":          {"k655-terbaik-di-tempat-lain", replace("dan tali\n", "dan tali dan total minimal 90\n"), []diagnostic.Code{EndingNever}},
	} {
		src, err := os.ReadFile(filepath.Join("testdata", test.story+".md"))
		if err != nil {
			t.Fatal(err)
		}
		doc := casefile.Parse("kisah.md", []byte(test.edit(string(src))), casefile.Options{})
		if _, err := Analyse(context.Background(), doc); err != nil {
			t.Fatal(err)
		}
		var got []diagnostic.Code
		for _, d := range doc.Diagnostics {
			if d.Code != casefile.SectionMissing {
				got = append(got, d.Code)
			}
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%s: %v, want %v", name, doc.Diagnostics, test.want)
		}
	}
}

// The cases of the program are as its checker wants them; a saran may be ignored.
func TestShippedCases(t *testing.T) {
	r, err := Path(context.Background(), "../../content/kolaboratif", Options{})
	if err != nil || len(r.Names) == 0 {
		t.Fatal(len(r.Names), err)
	}
	for _, d := range r.Findings {
		if d.Severity != diagnostic.Suggestion {
			t.Error(d)
		}
	}
}
