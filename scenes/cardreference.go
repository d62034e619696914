package scenes

import (
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"mufakat/internal/pack"
	"mufakat/internal/store"
	"mufakat/internal/ui"
)

// reference is something below a card that can be opened from there.
type reference struct {
	group    string // the title under which it stands, with those beside it of the same group
	label    string
	note     string // below the label; may be empty
	practice bool   // it opens a practice
	open     func() tea.Cmd
}

func isPractice(r reference) bool { return r.practice }

// exercisesIn are the references to the cases and questions that exercise the card's concept; uses may be nil.
func (c *Card) exercisesIn(uses *pack.Uses, summaries map[store.CaseKey]store.Summary) (refs []reference) {
	if uses == nil {
		return nil
	}
	for _, use := range uses.Cases {
		label, note := caseUseText(use, summaries[store.CaseKey{Source: use.Source, ID: use.ID}])
		refs = append(refs, reference{group: "Dalam kasus", label: label, note: note,
			open: func() tea.Cmd { return ui.Push(NewBriefing(c.app, use.Source, use.ID)) }})
	}
	for _, bank := range uses.Banks {
		label := fmt.Sprintf("Latih %d soal tentang kartu ini", bank.Questions)
		if len(uses.Banks) > 1 {
			label += " · " + bank.Title
		}
		refs = append(refs, reference{group: "Soal", label: label, practice: true,
			open: func() tea.Cmd { return practiseTopic(c.app, bank.Source, c.code, c.code+" "+c.card.Title) }})
	}
	return refs
}

// caseUseText names a case, and the passages in which it exercises a concept: but only to who has finished it, because their titles
// tell what is to come.
func caseUseText(use pack.CaseUse, s store.Summary) (label, passages string) {
	switch {
	case s.First != nil:
		return use.Title, strings.Join(use.Passages, " · ")
	case s.Runs > 0:
		return use.Title + " (belum selesai)", ""
	}
	return use.Title + " (belum dimainkan)", ""
}

// referenceLines appends references to lines, by groups, and tells in which line each begins. Before each stands the key that
// opens it: of the first nine a digit, of the first practice its own.
func referenceLines(lines []string, refs []reference, chosen, width int, t ui.Theme) (all []string, starts []int) {
	const margin = 6
	practice := slices.IndexFunc(refs, isPractice)
	for i, r := range refs {
		if i == 0 || refs[i-1].group != r.group {
			lines = section(lines, []string{t.Title.Render(r.group)})
		}
		lead, opens, style := "   ", " ", t.Text
		switch {
		case i == practice:
			opens = cardKeys.Practise.Help().Key
		case i < 9:
			opens = fmt.Sprint(i + 1)
		}
		if i == chosen {
			lead, style = t.Selected.Render(" ▸ "), t.Selected
		}
		starts = append(starts, len(lines))
		label := styled(wrap(r.label, width-margin), style)
		lines = append(lines, beside([]string{lead + t.Key.Render(opens)}, label, margin)...)
		if r.note != "" {
			lines = append(lines, beside(nil, styled(wrap(r.note, width-margin), t.Faint), margin)...)
		}
	}
	return lines, starts
}
