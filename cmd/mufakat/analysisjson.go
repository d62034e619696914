package main

import (
	"math"

	"mufakat/internal/analysis"
	"mufakat/internal/sim"
)

// analysisJSON is `analisis --json`. Nilai and levels are numbers from 0 to 100, shares ("bagian") from 0 to 1, of random
// play. Beside a number that is only known to lie between two stands "batas", and the number is then the lower of them (of
// the worst total: the upper). Where "lengkap" is false, no share of plays is further than "ketelitian" from the true one,
// levels and what moves them are told as far as was seen, and what could not be found out is null. Lists of choices
// ("pilihan") hold option ids, one for every passage, as --pilih takes them.
type analysisJSON struct {
	Case         string            `json:"kasus"`
	Complete     bool              `json:"lengkap"`
	Margin       float64           `json:"ketelitian"`
	States       int               `json:"keadaan"` // that the walk came to
	Paths        *uint64           `json:"jalan"`   // null: infinitely many, or unknown
	Infinite     bool              `json:"tak_hingga"`
	Endless      float64           `json:"tak_berakhir"` // share of plays
	Best         extremeJSON       `json:"terbaik"`
	Worst        extremeJSON       `json:"terburuk"`
	Criteria     []criterionJSON   `json:"kriteria"`
	Front        []finalJSON       `json:"tak_terkalahkan"`
	Random       nilaiJSON         `json:"acak"`
	Histogram    []float64         `json:"sebaran"` // shares of nilai from 0 on, each bar 5 wide
	Endings      []reachedJSON     `json:"akhir"`
	Passages     []visitedJSON     `json:"adegan"`
	Stakeholders []stakeholderJSON `json:"pihak"`
	Resources    []decidesJSON     `json:"sumber_daya"`
	Bots         []botJSON         `json:"pola"`
}

// nilaiJSON is a nilai, or the lower bound of one.
type nilaiJSON struct {
	Nilai  float64   `json:"nilai"`
	Bounds []float64 `json:"batas,omitempty"`
}

type extremeJSON struct {
	Total   float64   `json:"total"`
	Bounds  []float64 `json:"batas,omitempty"`
	Choices []string  `json:"pilihan"`
}

type criterionJSON struct {
	Name         string   `json:"nama"`
	Worst        float64  `json:"terendah"`
	Best         float64  `json:"tertinggi"`
	WorstChoices []string `json:"pilihan_terendah"`
	BestChoices  []string `json:"pilihan_tertinggi"`
}

type finalJSON struct {
	Levels map[string]float64 `json:"tingkat"` // by criterion, those that count
	nilaiJSON
	Ending  string   `json:"akhir"`
	Choices []string `json:"pilihan"`
}

type reachedJSON struct {
	ID      string     `json:"id"`
	Title   string     `json:"judul"`
	Rank    *int       `json:"peringkat"` // null: none given
	Reached *bool      `json:"tercapai"`
	Share   float64    `json:"bagian"`
	Mean    *nilaiJSON `json:"rata"` // null: random play does not come here
	Choices []string   `json:"pilihan"`
}

type visitedJSON struct {
	ID       string      `json:"id"`
	Reached  *bool       `json:"tercapai"`
	Visits   float64     `json:"kunjungan"` // of one play, on average
	Trap     *bool       `json:"bisa_terjebak"`
	Spread   *spreadJSON `json:"selisih"` // null: no decision, or unknown
	Idle     *bool       `json:"bukan_keputusan"`
	OneSided *float64    `json:"unggul_semua"` // share of visits in which the best option leads in all criteria
	Options  []worthJSON `json:"pilihan"`
	Example  []string    `json:"contoh"` // how to come here
}

type spreadJSON struct {
	Mean float64 `json:"rata"`
	Most float64 `json:"terbesar"`
}

type worthJSON struct {
	ID        string     `json:"id"`
	Chosen    *bool      `json:"bisa_dipilih"`
	Taken     float64    `json:"diambil"` // in one play, on average
	Best      *nilaiJSON `json:"terbaik"` // afterwards; null: cannot be chosen, does not end, or unknown
	Worst     *nilaiJSON `json:"terburuk"`
	Dominated *string    `json:"kalah_dari"`
	Idle      *bool      `json:"tanpa_pengaruh"`
}

type stakeholderJSON struct {
	Code   string               `json:"kode"`
	Lowest float64              `json:"tertinggal"` // share of plays
	Levels map[string]movesJSON `json:"tingkat"`
}

type movesJSON struct {
	Rises     bool    `json:"naik"`
	Falls     bool    `json:"turun"`
	Swallowed float64 `json:"tertelan"` // share of the effects
}

type decidesJSON struct {
	Name    string `json:"nama"`
	Decides *bool  `json:"menentukan"`
}

type botJSON struct {
	Name    string `json:"nama"`
	Visible bool   `json:"terlihat"` // goes by what a trainee sees
	nilaiJSON
	Endings map[string]float64 `json:"akhir"` // shares of plays, those that occur
}

func newAnalysisJSON(c *sim.Case, s *analysis.Survey) analysisJSON {
	j := surveyJSON{c}
	out := analysisJSON{
		Case: c.ID, Complete: s.Complete, Margin: rounded(s.Margin), States: s.States, Infinite: s.Paths.Infinite, Endless: rounded(s.Endless),
		Best: j.extreme(s.Extremes.Best, s.Extremes.Best.Lo), Worst: j.extreme(s.Extremes.Worst, s.Extremes.Worst.Hi), Random: nilai(s.Mean),
	}
	if !s.Paths.Infinite && !s.Paths.AtLeast {
		out.Paths = &s.Paths.Number
	}
	for _, share := range s.Histogram {
		out.Histogram = append(out.Histogram, rounded(share))
	}
	for k, cr := range s.Criteria {
		if cr.Counts {
			out.Criteria = append(out.Criteria, criterionJSON{sim.Criterion(k).String(), cr.Worst, cr.Best, j.ids(cr.WorstPath), j.ids(cr.BestPath)})
		}
	}
	for _, f := range s.Front {
		levels := map[string]float64{}
		for k, cr := range s.Criteria {
			if cr.Counts {
				levels[sim.Criterion(k).String()] = rounded(f.Levels[k])
			}
		}
		out.Front = append(out.Front, finalJSON{levels, nilai(f.Nilai), c.Endings[f.Ending].ID, j.ids(f.Path)})
	}
	for i, e := range s.Endings {
		row := reachedJSON{ID: c.Endings[i].ID, Title: c.Endings[i].Title, Rank: rank(c.Endings[i]), Reached: answer(e.Reached), Share: rounded(e.Share), Choices: j.ids(e.Path)}
		if e.Share > 0 {
			mean := nilai(e.Mean)
			row.Mean = &mean
		}
		out.Endings = append(out.Endings, row)
	}
	for i, p := range s.Passages {
		out.Passages = append(out.Passages, j.passage(&c.Passages[i], p, s.Complete))
	}
	for i, st := range s.Stakeholders {
		row := stakeholderJSON{Code: c.Stakeholders[i].Code, Lowest: rounded(st.Lowest), Levels: map[string]movesJSON{}}
		for k, l := range st.Levels {
			if l.Counts {
				row.Levels[sim.Criterion(k).String()] = movesJSON{l.Rises, l.Falls, rounded(l.Swallowed)}
			}
		}
		out.Stakeholders = append(out.Stakeholders, row)
	}
	for i, r := range s.Resources {
		out.Resources = append(out.Resources, decidesJSON{c.Resources[i].Name, orUnknown(r.Decides, s.Complete)})
	}
	for _, b := range s.Bots {
		row := botJSON{b.Strategy.Name(c), b.Strategy.Visible(), nilai(s.Extremes.ScoreOf(b.Play.Mean)), map[string]float64{}}
		for i, e := range b.Play.Endings {
			if e.Share.Lo > 0 {
				row.Endings[c.Endings[i].ID] = rounded(e.Share.Lo)
			}
		}
		out.Bots = append(out.Bots, row)
	}
	out.Resources, out.Front = list(out.Resources), list(out.Front)
	return out
}

// surveyJSON turns the parts of a case's survey into JSON.
type surveyJSON struct{ c *sim.Case }

func (j surveyJSON) passage(p *sim.Passage, s analysis.PassageSurvey, complete bool) visitedJSON {
	row := visitedJSON{ID: p.ID, Reached: answer(s.Reached), Visits: rounded(s.Visits), Trap: orUnknown(s.Trap != nil, complete),
		Idle: orUnknown(s.Decision.Idle, complete), Example: j.ids(s.Path)}
	if complete {
		share := rounded(s.Decision.OneSided)
		row.OneSided = &share
	}
	if s.Decision.Open > 0 && complete {
		row.Spread = &spreadJSON{rounded(s.Decision.MeanSpread), rounded(s.Decision.MaxSpread)}
	}
	for k, o := range s.Options {
		option := worthJSON{ID: p.Choices[k].ID, Chosen: answer(o.Chosen), Taken: rounded(o.Taken), Idle: orUnknown(o.Idle, complete)}
		if o.Ends && complete {
			best, worst := nilai(o.Best), nilai(o.Worst)
			option.Best, option.Worst = &best, &worst
		}
		if o.Dominated >= 0 {
			option.Dominated = &p.Choices[o.Dominated].ID
		}
		row.Options = append(row.Options, option)
	}
	row.Options = list(row.Options)
	return row
}

// extreme is the best or the worst total, of which certain is the part that was found.
func (j surveyJSON) extreme(e analysis.Extreme, certain sim.Points) extremeJSON {
	scale := j.c.Scale()
	total := analysis.Range{Lo: scale.Value(e.Lo), Hi: scale.Value(e.Hi)}
	return extremeJSON{scale.Value(certain), bounds(total), j.ids(e.Path)}
}

// ids are the ids of the options of a path from the start; none for no path.
func (j surveyJSON) ids(path []int) []string {
	_, ids, _ := j.c.Walk(j.c.Start(), path) // paths of a survey can be walked
	return list(ids)
}

func nilai(r analysis.Range) nilaiJSON { return nilaiJSON{rounded(r.Lo), bounds(r)} }

// answer is null for what is unknown.
func answer(r analysis.Reach) *bool {
	if r == analysis.Unknown {
		return nil
	}
	yes := r == analysis.Yes
	return &yes
}

// provenUnless is whether something was found to be so; null where it was not and the search was not complete.
func orUnknown(found, complete bool) *bool {
	if !found && !complete {
		return nil
	}
	return &found
}

// rank is an ending's rank, or nil where the author gave none.
func rank(e sim.Ending) *int {
	if e.Rank == 0 {
		return nil
	}
	return &e.Rank
}

// rounded leaves out what only the adding of many floats brings about.
func rounded(x float64) float64 { return math.Round(x*1e9) / 1e9 }
