package report

import (
	"fmt"

	"mufakat/internal/resultfile"
)

// Source is a run with the name of the file that it was read from.
type Source struct {
	File string
	Run  *RunFile
}

// Reading is what came of reading many files.
type Reading struct {
	Runs    []Source // in the order in which they were given, and of a folder by name
	Refused []string // a sentence for each file or name of which nothing could be read
	Doubles []string // a sentence for each file whose run another file holds too: it counts once
}

// ReadRuns reads run files, by the names that [resultfile.Kind.Files] takes.
func ReadRuns(names []string) Reading {
	var r Reading
	files, refused := resultfile.Run.Files(names)
	r.Refused = refused
	for _, file := range files {
		r.add(file)
	}
	return r
}

// add reads one file.
func (r *Reading) add(file string) {
	run, err := readRunFile(file)
	if err != nil {
		r.Refused = append(r.Refused, file+" "+err.Error())
		return
	}
	for i, other := range r.Runs {
		if other.Run.Case.ID != run.Case.ID || other.Run.Seed != run.Seed {
			continue
		}
		// A run that was rewound and finished again: the first result is the one that counts. One that was exported again
		// when its debrief had been written: the fuller one.
		kept := other
		if order := run.Ended.Compare(other.Run.Ended); order < 0 || order == 0 && run.written() > other.Run.written() {
			kept = Source{file, run}
		}
		r.Runs[i] = kept
		r.Doubles = append(r.Doubles, fmt.Sprintf("%s dan %s berisi permainan yang sama; dihitung sekali, dari %s.", other.File, file, kept.File))
		return
	}
	r.Runs = append(r.Runs, Source{file, run})
}

// written is how many questions of the debrief were answered.
func (r *RunFile) written() int {
	n := 0
	for _, a := range r.Answers {
		if a.Text != "" {
			n++
		}
	}
	for _, text := range []string{r.Lowest.Guess, r.Unit} {
		if text != "" {
			n++
		}
	}
	return n
}

// readRunFile reads one file; for the error see [ReadRun].
func readRunFile(file string) (*RunFile, error) {
	source, err := resultfile.Run.ReadFile(file)
	if err != nil {
		return nil, err
	}
	return decodeRun(source)
}
