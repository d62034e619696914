package scenes

import (
	"slices"

	"mufakat/internal/sim"
)

// aside is a play beside the record, of which nothing is kept.
type aside struct {
	label   string // before the case's title
	leave   string // what esc does
	rewinds bool   // decisions can be taken back
	// beside is what stands beside an option instead of what it costs; nil: the cost.
	beside func(*sim.Case, sim.State, sim.Option) string
}

// replay goes on with another playthrough in place of the one that was shown, such as the same run on a text that has
// changed since. What is read and chosen stays, as far as it is still there.
func (m *Main) replay(play *sim.Playthrough) {
	before, told, scroll := m.play, m.phase == outcome, m.scroll
	chosen := ""
	if m.cursor < len(m.options) {
		chosen = m.options[m.cursor].Choice.ID
	}
	m.play = play
	m.enterPassage()
	if told {
		if len(play.Steps) == 0 || stepID(before) != stepID(play) {
			return
		}
		m.phase = outcome
	} else if before.Case.TargetID(before.State().At) != play.Case.TargetID(play.State().At) {
		return
	}
	m.scroll = scroll
	m.cursor = max(slices.IndexFunc(m.options, func(o sim.Option) bool { return o.Choice.ID == chosen }), 0)
}

// stepID is the id of the passage in which the last step of a playthrough was taken.
func stepID(play *sim.Playthrough) string {
	return play.Case.Passages[play.Steps[len(play.Steps)-1].Passage].ID
}
