package report

import (
	"encoding/json"
	"io"
	"math"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"mufakat/internal/analysis"
	"mufakat/internal/debrief"
	"mufakat/internal/plaintext"
	"mufakat/internal/resultfile"
	"mufakat/internal/sim"
)

// RunFile is one finished run with its debrief, as a file that a trainee hands to an instructor: it explains itself without
// its case. Its keys are stable. Texts are plain text, not Markdown.
type RunFile struct {
	Program string `json:"program"` // always "mufakat"
	Kind    string `json:"jenis"`   // "permainan"; other kinds of results have other forms
	Format  int    `json:"format"`  // of this form; a newer one may mean something else by the same keys

	Case    RunCase   `json:"kasus"`
	Who     RunPlayer `json:"peserta"`
	Mode    string    `json:"mode"`         // "latihan" or "penilaian"
	Group   bool      `json:"kelompok"`     // several people decided together
	Seed    uint64    `json:"benih,string"` // of the order of the options; tells two runs of a case apart
	Begun   time.Time `json:"mulai"`
	Ended   time.Time `json:"selesai"`        // the last decision
	Changed bool      `json:"naskah_berubah"` // the case's text was changed after it was played; all numbers are those of "naskah"

	Exact     bool          `json:"lengkap"` // nilai and prices are known exactly; else they are ranges
	Score     RunScore      `json:"nilai"`
	Ending    RunEnding     `json:"akhir"`
	Decisions []RunDecision `json:"keputusan"` // in the order in which they were taken, without passages that only went on

	Lowest  RunLowest   `json:"tertinggal"`
	Answers []RunAnswer `json:"lembar"` // the headings of the case paper
	Unit    string      `json:"unit"`   // the sentence for the own unit
}

// RunCase is the case of a run.
type RunCase struct {
	ID     string `json:"id"`
	Code   string `json:"kode"` // may be empty
	Title  string `json:"judul"`
	Source string `json:"sumber"` // a pack's name or the case's file, without its folder; may be empty
	Text   string `json:"naskah"` // hash of the text by which the numbers were worked out
}

// RunPlayer is who played; both are empty where that is not to be told.
type RunPlayer struct {
	Name string `json:"nama"`
	NIP  string `json:"nip"` // digits
}

// Amount is a number of points of nilai, 0–100.
type Amount struct {
	Whole int     `json:"bulat"`  // where the run is exact, the whole nilai and the whole prices add up to 100
	Low   float64 `json:"dari"`   // where it is not known exactly: the least that it can be
	High  float64 `json:"sampai"` // and the most
}

// RunScore is how a run ended in numbers.
type RunScore struct {
	Process Amount    `json:"proses"` // the nilai
	Random  Amount    `json:"acak"`   // mean nilai of random play
	Total   float64   `json:"total"`  // 0–100, with the ending's cap
	Levels  RunLevels `json:"tingkat"`
}

// RunLevels are the collaboration's levels at the end, 0–100; null where a criterion counts for nobody.
type RunLevels struct {
	Trust         *float64 `json:"kepercayaan"`
	Commitment    *float64 `json:"komitmen"`
	Understanding *float64 `json:"pemahaman"`
}

// RunEnding is the ending that was reached.
type RunEnding struct {
	ID    string `json:"id"`
	Title string `json:"judul"`
	Rank  int    `json:"peringkat"` // 1 is best; 0: none given
}

// RunDecision is one decision of a run.
type RunDecision struct {
	Passage string      `json:"adegan"` // id
	Title   string      `json:"judul"`
	Place   int         `json:"urutan"`  // of the passage in the case's text, from 1
	Options []RunOption `json:"pilihan"` // all of the passage, in the author's order
	Chosen  string      `json:"dipilih"` // id
	Best    string      `json:"terbaik"` // id of what would have been best from there; empty where that is not known
	Hands   []int       `json:"tangan"`  // raised for each of the options; empty where none were counted
	Reason  string      `json:"alasan"`
	Price   Amount      `json:"harga"`
}

// RunOption is one option of a decision.
type RunOption struct {
	ID   string `json:"id"`
	Text string `json:"teks"`
}

// RunLowest is who was left furthest behind; both are empty where it is not known.
type RunLowest struct {
	Guess  string `json:"dugaan"`
	Actual string `json:"sebenarnya"`
}

// RunAnswer is what was written under one heading of the case paper.
type RunAnswer struct {
	Title string `json:"judul"`
	Text  string `json:"jawaban"` // may be empty
}

// Origin is what a debrief does not know of its run.
type Origin struct {
	Name   string // of the person or the group
	NIP    string
	Source string    // where the case was taken from, as the store has it
	Begun  time.Time // zero: take the first decision's
}

// NewRunFile makes the file of a run from its debrief and the trainee's own texts (keys as in package debrief).
func NewRunFile(d *debrief.Debrief, o Origin, notes map[string]string) *RunFile {
	c, run := d.Play.Case, d.Play.Run
	f := &RunFile{
		Program: resultfile.Program, Kind: resultfile.Run.Name(), Format: resultfile.Run.Format(),
		Case: RunCase{ID: c.ID, Code: c.Code, Title: c.Title, Source: baseName(o.Source), Text: c.Hash},
		Who:  RunPlayer{o.Name, o.NIP},
		Mode: run.Mode.String(), Group: run.Group, Seed: run.Seed, Begun: o.Begun.UTC(), Changed: run.Hash != c.Hash,
		Exact: d.Score.Exact,
		Score: RunScore{Process: amount(d.Score.Nilai, d.Score.Whole), Random: rounded(d.Score.Random), Total: d.Score.Total,
			Levels: levels(d.Play.State())},
		Ending:    RunEnding{d.Ending.ID, d.Ending.Title, d.Ending.Rank},
		Decisions: []RunDecision{}, Answers: []RunAnswer{},
		Unit: strings.TrimSpace(notes[debrief.NoteUnit]),
	}
	if n := len(run.Decisions); n > 0 {
		f.Ended = run.Decisions[n-1].At.UTC()
		if f.Begun.IsZero() {
			f.Begun = run.Decisions[0].At.UTC()
		}
	}
	for _, i := range d.Play.Decisions() {
		f.Decisions = append(f.Decisions, decision(d, i))
	}
	for i, a := range c.Answers {
		f.Answers = append(f.Answers, RunAnswer{a.Title, strings.TrimSpace(notes[debrief.NoteAnswer(i)])})
	}
	for i, s := range c.Stakeholders {
		if i == d.Lowest {
			f.Lowest.Actual = s.ShortName()
		}
		if s.Code == notes[debrief.NoteLowest] {
			f.Lowest.Guess = s.ShortName()
		}
	}
	return f
}

func decision(d *debrief.Debrief, i int) RunDecision {
	step, taken, price := d.Play.Steps[i], d.Play.Run.Decisions[i], d.Prices[i]
	p := &d.Play.Case.Passages[step.Passage]
	row := RunDecision{
		Passage: p.ID, Title: p.Title, Place: step.Passage + 1, Options: make([]RunOption, len(p.Choices)),
		Chosen: p.Choices[step.Option].ID, Hands: []int{}, Reason: taken.Reason, Price: amount(price.Price, price.Whole),
	}
	for k, ch := range p.Choices {
		row.Options[k] = RunOption{ch.ID, plaintext.Line(ch.Text)}
	}
	if price.Best >= 0 {
		row.Best = p.Choices[price.Best].ID
	}
	if len(taken.Hands) == len(p.Choices) { // else they were raised for the options of an older text
		row.Hands = taken.Hands
	}
	return row
}

// Write writes the file. The error is w's.
func (f *RunFile) Write(w io.Writer) error { return writeJSON(w, f) }

func writeJSON(w io.Writer, value any) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(value)
}

// Name is a name for the file: the case, who played, and when it ended, such as "pasar-kelompok-3-2026-11-21-0930.json".
func (f *RunFile) Name() string {
	parts := []string{f.Case.ID, PlainName(f.Who.Name), f.Ended.Local().Format("2006-01-02-1504")}
	if parts[1] == "" {
		parts = []string{parts[0], parts[2]}
	}
	return strings.Join(parts, "-") + JSON.Extension()
}

// Way names the mode as it was played, such as "latihan kelompok".
func (f *RunFile) Way() string {
	if f.Mode == sim.Assessment.String() {
		return sim.Assessment.Way(f.Group)
	}
	return sim.Practice.Way(f.Group)
}

// ScoreText is the nilai as a sum, "62 = 100 − 22 − 9 − 7", or as a range where it is not known exactly. Where nothing cost
// anything, it is just "100".
func (f *RunFile) ScoreText() string {
	if !f.Exact || f.Turn() < 0 {
		return f.AmountText(f.Score.Process)
	}
	var prices []int
	for _, d := range f.Decisions {
		prices = append(prices, d.Price.Whole)
	}
	return debrief.SumText(f.Score.Process.Whole, prices)
}

// AmountText is an amount as it is shown: a whole number, or a range where the run is not exact.
func (f *RunFile) AmountText(a Amount) string {
	if f.Exact {
		return strconv.Itoa(a.Whole)
	}
	return a.rangeText()
}

func (a Amount) rangeText() string { return analysis.Range{Lo: a.Low, Hi: a.High}.Text(0) }

// Turn is the index of the decision that cost most, the first of equals; -1 where none cost anything.
func (f *RunFile) Turn() int {
	turn := -1
	for i, d := range f.Decisions {
		if f.AmountText(d.Price) != "0" && (turn < 0 || d.Price.Low > f.Decisions[turn].Price.Low) {
			turn = i
		}
	}
	return turn
}

func amount(r analysis.Range, whole int) Amount { return Amount{Whole: whole, Low: r.Lo, High: r.Hi} }

func rounded(r analysis.Range) Amount { return amount(r, int(math.Round(r.Lo))) }

func levels(s sim.State) RunLevels {
	var all [sim.Criteria]*float64
	for k := range sim.Criterion(sim.Criteria) {
		if level, counts := sim.GroupLevel(s.Levels, k); counts {
			all[k] = &level
		}
	}
	return RunLevels{all[sim.Trust], all[sim.Commitment], all[sim.Understanding]}
}

// baseName is a file's name without the folders of the machine on which it was; an empty one stays empty.
func baseName(path string) string {
	if path == "" {
		return ""
	}
	return filepath.Base(path)
}
