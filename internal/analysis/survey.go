package analysis

import "mufakat/internal/sim"

// Survey is what all that can happen in a case comes to. Shares are of random play (at each step each open option is as
// likely as the others) and lie between 0 and 1; nilai and levels between 0 and 100. Paths are options in the author's
// order, from the start on. The slices are indexed as those of [sim.Case].
type Survey struct {
	Complete     bool    // everything was followed, and all that is told is exact; else see the notes beside the fields
	Margin       float64 // no share of plays is further than this from the one told; 0 where Complete
	States       int     // states that the walk came to, endings included; a walk along paths counts a state on each
	Paths        Paths
	Extremes     Extremes                      // of the final total
	Criteria     [sim.Criteria]CriterionSurvey // the final levels of the collaboration
	Front        []FinalLevels                 // final levels that no others beat, the best total first; not Complete: of those found
	Mean         Range                         // nilai of random play
	Histogram    [HistogramBars]float64        // share of the plays that end, by nilai: bar i has those from i·100/HistogramBars on, the last one 100 too; all 0 unless Extremes are exact
	Endless      float64                       // share of plays that never end
	Passages     []PassageSurvey
	Endings      []EndingSurvey
	Stakeholders []StakeholderSurvey
	Resources    []ResourceSurvey
	Bots         []Bot
}

// HistogramBars is the number of bars of the histogram of nilai.
const HistogramBars = 20

// Paths counts the paths from the start to an ending.
type Paths struct {
	Number   uint64
	Infinite bool // the story can go round a loop for ever
	AtLeast  bool // there may be more than Number
}

// CriterionSurvey tells how high and how low the collaboration's level of one criterion can be at the end.
type CriterionSurvey struct {
	Counts              bool    // for somebody; else the rest means nothing
	Best, Worst         float64 // not Complete: of the endings found
	BestPath, WorstPath []int
}

// FinalLevels are the collaboration's levels at an end.
type FinalLevels struct {
	Levels [sim.Criteria]float64
	Nilai  Range
	Ending int
	Path   []int
}

// PassageSurvey tells of one passage.
type PassageSurvey struct {
	Reached  Reach
	Visits   float64 // how often a play comes here on average: the share of plays, where the story cannot come here twice
	Path     []int   // an example of how to come here; nil where it is not Reached
	Trap     []int   // how to come here so that no ending can be reached any more; nil where that cannot happen, or is not known
	Options  []OptionSurvey
	Decision DecisionSurvey
}

// OptionSurvey tells of one option.
type OptionSurvey struct {
	Chosen      Reach   // whether it can ever be taken
	Taken       float64 // how often a play takes it, on average
	Ends        bool    // an ending can be reached after it; told only where Complete
	Best, Worst Range   // the best and the worst nilai that can be had after it, in whatever state it is taken; not Complete: 0–100
	Dominated   int     // the option that is open whenever this one is and allows at least as much of everything, and sometimes more; -1: none. Never told unless Complete
	Idle        bool    // wherever it is open it moves nothing, sets no flag that is read and leads where all others lead. Never told unless Complete
}

// DecisionSurvey tells what hangs on the decision of one passage. It is told only where Complete.
type DecisionSurvey struct {
	Open                  float64 // share of the visits in which there is more than one option open; nothing else is known where it is 0
	MeanSpread, MaxSpread float64 // of the best nilai that can be had after each open option: on average over those visits, and at the most
	Idle                  bool    // all open options always lead to the same
	OneSided              float64 // share of those visits in which the best option also leaves all three criteria highest of all at once
}

// MostlyOneSided tells whether there is mostly nothing to weigh up: the best option leads in everything.
func (d *DecisionSurvey) MostlyOneSided() bool { return d.OneSided > 0.5 }

// EndingSurvey tells of one ending.
type EndingSurvey struct {
	Reached Reach
	Share   float64
	Mean    Range // nilai of random play that ends here; not told unless Share > 0
	Path    []int // an example; nil where it is not Reached
}

// StakeholderSurvey tells what happens to one stakeholder.
type StakeholderSurvey struct {
	Lowest float64 // share of the plays that end in which this one is left furthest behind
	Levels [sim.Criteria]LevelSurvey
}

// LevelSurvey tells what happens to one level.
type LevelSurvey struct {
	Counts, Rises, Falls bool    // not Complete: as far as was seen
	Swallowed            float64 // share of the effects on it, as random play has them, of which 0 or 100 swallows a part
}

// ResourceSurvey tells of one resource.
type ResourceSurvey struct {
	Decides bool // it locks an option somewhere, or what a condition says of it is not always the same; not Complete: as far as was seen
}

// Bot is a player with a fixed habit, and what comes of it.
type Bot struct {
	Strategy Strategy
	Play     RandomPlay // among the options that the habit leaves, each is as likely as the others
}
