package report

import (
	"encoding/json"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"mufakat/internal/clean"
	"mufakat/internal/debrief"
	"mufakat/internal/resultfile"
	"mufakat/internal/sim"
)

// ReadRun reads a run file. Its texts are cleaned. The error is a sentence about the file ("bukan …"), to be read after its
// name: it is too big or no run file, is newer than this program, or what it says cannot be.
func ReadRun(r io.Reader) (*RunFile, error) {
	source, err := resultfile.Run.Read(r)
	if err != nil {
		return nil, err
	}
	return decodeRun(source)
}

func decodeRun(source []byte) (*RunFile, error) {
	f := new(RunFile)
	if err := json.Unmarshal(source, f); err != nil {
		return nil, resultfile.ErrAltered("ada isian yang salah jenis")
	}
	f.clean()
	if what := f.nonsense(); what != "" {
		return nil, resultfile.ErrAltered(what)
	}
	return f, nil
}

// lines are all texts of the file that stand on one line.
func (f *RunFile) lines() []*string {
	all := []*string{&f.Case.ID, &f.Case.Code, &f.Case.Title, &f.Case.Source, &f.Case.Text, &f.Who.Name, &f.Who.NIP, &f.Mode,
		&f.Ending.ID, &f.Ending.Title, &f.Lowest.Guess, &f.Lowest.Actual}
	for i := range f.Decisions {
		d := &f.Decisions[i]
		all = append(all, &d.Passage, &d.Title, &d.Chosen, &d.Best, &d.Reason)
		for k := range d.Options {
			all = append(all, &d.Options[k].ID, &d.Options[k].Text)
		}
	}
	for i := range f.Answers {
		all = append(all, &f.Answers[i].Title)
	}
	return all
}

// clean cleans every text that people see.
func (f *RunFile) clean() {
	for _, line := range f.lines() {
		*line = clean.Line(*line)
	}
	for i := range f.Answers {
		f.Answers[i].Text = strings.TrimSpace(clean.Text(f.Answers[i].Text))
	}
	f.Unit = strings.TrimSpace(clean.Text(f.Unit))
}

// nonsense says what in the file cannot be; empty where nothing is wrong.
func (f *RunFile) nonsense() string {
	switch {
	case f.Format < 1:
		return "versi bentuknya tidak ada"
	case f.Case.ID == "" || f.Case.Title == "":
		return "kasusnya tidak disebut"
	case f.Mode != sim.Practice.String() && f.Mode != sim.Assessment.String():
		return "cara bermainnya tidak dikenal"
	case strings.Trim(f.Who.NIP, "0123456789") != "":
		return "NIP-nya bukan angka"
	case f.Ended.IsZero():
		return "waktu selesainya tidak ada"
	case f.Ending.ID == "" || f.Ending.Title == "" || f.Ending.Rank < 0:
		return "akhirnya tidak disebut"
	case len(f.Decisions) == 0:
		return "tidak ada keputusan"
	}
	for i := range f.Decisions {
		if what := f.Decisions[i].nonsense(f.Exact); what != "" {
			return fmt.Sprintf("keputusan ke-%d: %s", i+1, what)
		}
	}
	if !f.numbersHold() {
		return "angka nilainya tidak cocok satu sama lain"
	}
	texts := append(f.lines(), &f.Unit)
	for i := range f.Answers {
		if f.Answers[i].Title == "" {
			return "ada jawaban tanpa judul"
		}
		texts = append(texts, &f.Answers[i].Text)
	}
	if slices.ContainsFunc(texts, func(text *string) bool { return utf8.RuneCountInString(*text) > debrief.MaxAnswer }) {
		return "ada tulisan yang terlalu panjang"
	}
	return ""
}

// numbersHold tells whether the nilai is 100 minus the prices, and everything lies within 0 and 100.
func (f *RunFile) numbersHold() bool {
	left := 100 - f.Score.Process.Whole
	for _, d := range f.Decisions {
		left -= d.Price.Whole
	}
	if f.Exact && left != 0 || !f.Score.Process.holds(f.Exact) || !f.Score.Random.holds(false) {
		return false
	}
	for _, level := range []*float64{f.Score.Levels.Trust, f.Score.Levels.Commitment, f.Score.Levels.Understanding, &f.Score.Total} {
		if level != nil && (*level < sim.MinLevel || *level > sim.MaxLevel) {
			return false
		}
	}
	return true
}

// holds tells whether an amount can be. An exact one is a single number, and its whole a rounding of it, up or down.
func (a Amount) holds(exact bool) bool {
	const rest = 1e-6 // of the arithmetic of floats
	ordered := -rest <= a.Low && a.Low <= a.High+rest && a.High <= 100+rest
	return ordered && (!exact || a.High-a.Low < rest && math.Abs(float64(a.Whole)-a.Low) < 1+rest)
}

// nonsense says what in the decision cannot be; empty where nothing is wrong.
func (d *RunDecision) nonsense(exact bool) string {
	ids := map[string]bool{}
	for _, o := range d.Options {
		if o.ID == "" || ids[o.ID] {
			return "ada pilihan tanpa id, atau yang tertulis dua kali"
		}
		ids[o.ID] = true
	}
	switch {
	case d.Passage == "" || d.Title == "":
		return "adegannya tidak disebut"
	case len(ids) < 2 || len(ids) > sim.MaxChoices:
		return "jumlah pilihannya tidak mungkin"
	case !ids[d.Chosen] || d.Best != "" && !ids[d.Best]:
		return "pilihan yang diambil tidak ada dalam daftarnya"
	case len(d.Hands) != 0 && len(d.Hands) != len(d.Options):
		return "jumlah tangan tidak sebanyak pilihannya"
	case slices.ContainsFunc(d.Hands, func(n int) bool { return n < 0 || n > sim.MaxHands }):
		return "jumlah tangan tidak mungkin"
	case !d.Price.holds(exact):
		return "harganya tidak mungkin"
	}
	return ""
}
