package preview

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"mufakat/internal/sim"
)

// Start is where an author wants to begin. It goes by names, so that it outlives a change of the text; the zero Start is
// the story's own.
type Start struct {
	Passage   string                // id; empty: the first
	Levels    map[string]sim.Levels // by the stakeholder's code; sim.Absent: as the case says
	Flags     []string              // that are set
	Resources map[string]int        // by name; those not named are as the case says
}

// IsZero tells whether s is the story's own start.
func (s Start) IsZero() bool {
	return s.Passage == "" && len(s.Levels) == 0 && len(s.Flags) == 0 && len(s.Resources) == 0
}

// StartOf is the start from which a passage is entered in a state.
func StartOf(c *sim.Case, passage int, state sim.State) Start {
	s := Start{Passage: c.Passages[passage].ID, Levels: map[string]sim.Levels{}, Resources: map[string]int{}}
	for i, sh := range c.Stakeholders {
		levels := sim.Levels{sim.Absent, sim.Absent, sim.Absent}
		for k, v := range state.Levels[i] {
			if v != sh.Start[k] {
				levels[k] = v
			}
		}
		if levels != (sim.Levels{sim.Absent, sim.Absent, sim.Absent}) {
			s.Levels[sh.Code] = levels
		}
	}
	for i, set := range state.Flags {
		if set {
			s.Flags = append(s.Flags, c.Flags[i])
		}
	}
	for i, r := range c.Resources {
		if state.Resources[i] != r.Start {
			s.Resources[r.Name] = state.Resources[i]
		}
	}
	return s
}

// Unknown is a name of a start that a case does not have.
type Unknown struct {
	Kind  string // what it names, for authors: "adegan", "pemangku kepentingan", "penanda" or "sumber daya"
	Name  string
	Known []string // the names of this kind that the case has
}

func (u Unknown) String() string { return fmt.Sprintf("%s “%s”", u.Kind, u.Name) }

// State is the state in which the case begins from s, as far as the case knows its names; lost are the others. Names match
// without regard to capitals, as they do in a case's text. A level that does not count for a stakeholder stays so.
func (s Start) State(c *sim.Case) (state sim.State, lost []Unknown) {
	find := func(kind, name string, known []string) int {
		i := slices.IndexFunc(known, func(k string) bool { return strings.EqualFold(k, name) })
		if i < 0 {
			lost = append(lost, Unknown{kind, name, known})
		}
		return i
	}
	state = c.Neutral()
	passage := 0
	if s.Passage != "" {
		passage = max(find("adegan", s.Passage, names(c.Passages, func(p sim.Passage) string { return p.ID })), 0)
	}
	codes := names(c.Stakeholders, func(sh sim.Stakeholder) string { return sh.Code })
	for _, code := range slices.Sorted(maps.Keys(s.Levels)) {
		i := find("pemangku kepentingan", code, codes)
		if i < 0 {
			continue
		}
		for k, v := range s.Levels[code] {
			if v != sim.Absent && state.Levels[i][k] != sim.Absent {
				state.Levels[i][k] = v
			}
		}
	}
	for _, flag := range s.Flags {
		if i := find("penanda", flag, c.Flags); i >= 0 {
			state.Flags[i] = true
		}
	}
	resources := names(c.Resources, func(r sim.Resource) string { return r.Name })
	for _, name := range slices.Sorted(maps.Keys(s.Resources)) {
		if i := find("sumber daya", name, resources); i >= 0 {
			state.Resources[i] = s.Resources[name]
		}
	}
	return c.StartAt(passage, state), lost
}

func names[T any](all []T, nameOf func(T) string) []string {
	list := make([]string, len(all))
	for i, e := range all {
		list[i] = nameOf(e)
	}
	return list
}
