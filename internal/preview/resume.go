package preview

import (
	"fmt"
	"slices"
	"strings"

	"mufakat/internal/plaintext"
	"mufakat/internal/sim"
)

// Resume plays a run again from a start, on a text that may have changed; before is where the play stood in the earlier
// text, nil where it did not. It returns the play, the run as it is to be kept (in the names of the new text, with the
// decisions that this text does not allow: the next one may), and sentences for the author about what is different.
func Resume(c *sim.Case, start Start, run sim.Run, before *sim.Playthrough) (play *sim.Playthrough, kept sim.Run, told string) {
	state, lost := start.State(c)
	run.Case, run.Hash = c.ID, c.Hash
	play, run = replay(c, state, run, before)
	kept = run
	kept.Decisions = nil
	for i, step := range play.Steps {
		d := run.Decisions[i]
		kept = kept.Append(c.NewDecision(play.States[i], step.Option, d.At, d.Reason, d.Hands))
	}
	play.Run = kept
	for _, d := range run.Decisions[len(play.Steps):] {
		kept = kept.Append(d)
	}
	var sentences []string
	if len(lost) > 0 {
		missing := names(lost, Unknown.String)
		sentences = append(sentences, fmt.Sprintf("Dari awal yang Anda pilih, yang tidak ada di naskah ini: %s.", strings.Join(missing, ", ")))
	}
	if moved := moved(play, before); moved != "" {
		sentences = append(sentences, moved)
	}
	if play.Renamed > 0 {
		sentences = append(sentences, fmt.Sprintf("%d pilihan yang berganti nama dikenali dari tempatnya.", play.Renamed))
	}
	return play, kept, strings.Join(sentences, " ")
}

// replay plays the run as far as the text allows, and returns it as it was played. A passage that only goes on asks for no
// decision: a new one is passed through, and one that has gone since before is left out.
func replay(c *sim.Case, start sim.State, run sim.Run, before *sim.Playthrough) (*sim.Playthrough, sim.Run) {
	play := sim.ReplayFrom(c, start, run)
	for range len(c.Passages) + len(run.Decisions) { // what only goes on could lead round in a circle
		if play.Lost == 0 {
			break
		}
		n := len(play.Steps)
		here, next := c.Passage(play.State()), run.Decisions[n].Passage
		switch {
		case here != nil && !here.IsDecision() && here.ID != next:
			passing := c.NewDecision(play.State(), 0, run.Decisions[n].At, "", nil)
			run.Decisions = slices.Insert(slices.Clone(run.Decisions), n, passing)
		case before != nil && !hasTarget(c, next) && goesOn(before.Case, next):
			run.Decisions = slices.Delete(slices.Clone(run.Decisions), n, n+1)
		default:
			return play, run
		}
		play = sim.ReplayFrom(c, start, run)
	}
	return play, run
}

// goesOn tells whether the case has a passage with this id that asks for no decision.
func goesOn(c *sim.Case, id string) bool {
	return slices.ContainsFunc(c.Passages, func(p sim.Passage) bool { return p.ID == id && !p.IsDecision() })
}

// moved says where the play stands now if that is not where it stood before; empty where it is.
func moved(play, before *sim.Playthrough) string {
	if before == nil {
		return ""
	}
	now := placeText(play)
	was, is := before.Case.TargetID(before.State().At), play.Case.TargetID(play.State().At)
	switch {
	case was == is && (play.Lost == 0 || len(before.Steps) == len(play.Steps)):
		return "" // what is still missing has been told of
	case before.Lost > 0 && play.Lost == 0:
		return fmt.Sprintf("Langkah yang tadi hilang ada lagi; Anda kini di %s.", now)
	case play.Lost > 0:
		return fmt.Sprintf("Langkah ke-%d tidak ada lagi di naskah ini; Anda kembali ke %s.", len(play.Steps)+1, now)
	case hasTarget(play.Case, was):
		return fmt.Sprintf("Jalan ceritanya berubah: Anda kini di %s.", now)
	}
	return fmt.Sprintf("%s tidak ada lagi atau berganti judul; Anda kini di %s.", plaintext.Capital(placeText(before)), now)
}

// placeText names where a play stands: adegan “Rapat malam itu”, or akhir “Meja tetap ada”.
func placeText(play *sim.Playthrough) string {
	at := play.State().At
	if at.Kind == sim.ToEnding {
		return fmt.Sprintf("akhir “%s”", play.Case.Endings[at.Index].Title)
	}
	return fmt.Sprintf("adegan “%s”", play.Case.Passages[at.Index].Title)
}

// hasTarget tells whether a passage or an ending has the id.
func hasTarget(c *sim.Case, id string) bool {
	return slices.ContainsFunc(c.Passages, func(p sim.Passage) bool { return p.ID == id }) ||
		slices.ContainsFunc(c.Endings, func(e sim.Ending) bool { return e.ID == id })
}
