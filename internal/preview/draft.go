package preview

import (
	"slices"
	"time"

	"mufakat/internal/diagnostic"
	"mufakat/internal/sim"
)

// Draft is a case while it is being written: what its file holds now, and the last version that can be played.
type Draft struct {
	Version  *Version                // nil before the first look
	Case     *sim.Case               // the last version without a galat; nil where there was none yet
	Read     time.Time               // when Case was read
	Findings []diagnostic.Diagnostic // in the file as it is now, the worst first; none where it cannot be read
	Searched bool                    // Findings also hold what the search of the story found
}

// Current tells whether Case is what the file holds now.
func (d *Draft) Current() bool {
	return d.Version != nil && d.Version.Document != nil && d.Version.Document.Case != nil
}

// Take takes a version that was read at a time. It returns whether there is another text to be played than before.
func (d *Draft) Take(v *Version, at time.Time) bool {
	d.Version, d.Findings, d.Searched = v, nil, false
	if v.Document == nil {
		return false
	}
	d.Findings = sorted(v.Document.Diagnostics)
	if v.Document.Case == nil {
		return false
	}
	before := d.Case
	d.Case, d.Read = v.Document.Case, at
	return before == nil || before.Hash != d.Case.Hash
}

// Complete takes what the search of a version's story has found; an answer about an earlier version is passed over.
func (d *Draft) Complete(v *Version, findings []diagnostic.Diagnostic) {
	if v == d.Version {
		d.Findings, d.Searched = sorted(findings), true
	}
}

// sorted is a copy of findings in the order in which an author works through them.
func sorted(findings []diagnostic.Diagnostic) []diagnostic.Diagnostic {
	return slices.SortedStableFunc(slices.Values(findings), diagnostic.BySeverity)
}
