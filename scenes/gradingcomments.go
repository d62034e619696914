package scenes

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"unicode/utf8"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"mufakat/internal/clean"
	"mufakat/internal/store"
	"mufakat/internal/ui"
	"mufakat/internal/widget"
)

// usedComment is a comment that was given to an essay, to be given again.
type usedComment struct {
	Text string `json:"teks"`
	Uses int    `json:"kali"`
}

// maxComment is the most characters of a comment.
const maxComment = 2000

// maxComments is how many comments are kept for an exam.
const maxComments = 60

// settingComments names the setting in which an exam's comments are kept, as a list in JSON.
func settingComments(exam store.ExamKey) string {
	return "komentar-esai/" + exam.Source + "/" + exam.ID
}

// storedComments are the comments kept for an exam, the most used first.
func storedComments(settings map[string]string, exam store.ExamKey) (comments []usedComment) {
	if json.Unmarshal([]byte(settings[settingComments(exam)]), &comments) != nil {
		return nil // none was kept yet
	}
	return comments
}

// rememberComment keeps a comment that was just given, and returns all that are kept.
func rememberComment(st SettingStore, exam store.ExamKey, text string) ([]usedComment, error) {
	settings, err := st.Settings()
	if err != nil {
		return nil, err
	}
	comments := counted(storedComments(settings, exam), text, 1)
	comments = comments[:min(len(comments), maxComments)]
	kept, err := json.Marshal(comments)
	if err != nil {
		return nil, err
	}
	return comments, st.SetSetting(settingComments(exam), string(kept))
}

// counted are comments with one that was used so many times more, the most used first; of equals the one that came last.
func counted(comments []usedComment, text string, uses int) []usedComment {
	comments = slices.Clone(comments)
	if at := slices.IndexFunc(comments, func(c usedComment) bool { return c.Text == text }); at >= 0 {
		uses += comments[at].Uses
		comments = slices.Delete(comments, at, at+1)
	}
	comments = slices.Insert(comments, 0, usedComment{text, uses})
	slices.SortStableFunc(comments, func(a, b usedComment) int { return cmp.Compare(b.Uses, a.Uses) })
	return comments
}

// withGiven adds to comments those that the scripts bear and nobody keeps: they were given elsewhere.
func withGiven(comments []usedComment, scripts []*script) []usedComment {
	var given []usedComment
	for _, s := range scripts {
		for _, e := range s.essays() {
			if m, _ := e.mark(); m.Comment != "" && !slices.ContainsFunc(comments, func(c usedComment) bool { return c.Text == m.Comment }) {
				given = counted(given, m.Comment, 1)
			}
		}
	}
	all := append(slices.Clone(comments), given...)
	slices.SortStableFunc(all, func(a, b usedComment) int { return cmp.Compare(b.Uses, a.Uses) })
	return all
}

// startWriting opens the comment.
func (g *Grading) startWriting() tea.Cmd {
	g.area = newArea(max(maxComment, utf8.RuneCountInString(g.draft.comment))) // what was given stays whole
	g.area.SetValue(g.draft.comment)
	g.area.MoveToEnd()
	g.phase = writing
	return g.area.Focus()
}

// write reacts to a key in the comment.
func (g *Grading) write(msg tea.KeyPressMsg, f ui.Frame) tea.Cmd {
	if key.Matches(msg, gradingKeys.Done) {
		g.phase = levelling
		return nil
	}
	return g.edit(msg, f)
}

func (g *Grading) paste(msg tea.PasteMsg, f ui.Frame) (cmd tea.Cmd) {
	fits := utf8.RuneCountInString(msg.Content) <= g.area.CharLimit-g.area.Length()
	if cmd = g.edit(msg, f); !fits {
		return tea.Batch(cmd, cutNotice(g.area.CharLimit))
	}
	return cmd
}

// edit hands input to the comment, which moves by the lines that it is seen to have.
func (g *Grading) edit(msg tea.Msg, f ui.Frame) (cmd tea.Cmd) {
	g.area.SetWidth(g.panelWidth(f))
	g.area, cmd = g.area.Update(msg)
	g.draft.comment = clean.Text(g.area.Value())
	return cmd
}

// startPicking offers the comments that were used before.
func (g *Grading) startPicking() tea.Cmd {
	g.offered = withGiven(g.comments, g.scripts)
	if len(g.offered) == 0 {
		return ui.Notify("Belum ada komentar untuk dipakai lagi. Tekan e untuk menulis yang pertama.")
	}
	items := make([]widget.Item, len(g.offered))
	for i, c := range g.offered {
		items[i] = widget.Item{Label: clean.Line(c.Text), Right: fmt.Sprintf("%d×", c.Uses)}
	}
	g.menu = widget.NewMenu(items)
	g.phase = picking
	return nil
}

// pick adds the comment that is chosen to what is written already.
func (g *Grading) pick(msg tea.KeyPressMsg, f ui.Frame) {
	chosen, taken := g.menu.Update(msg, f)
	switch {
	case chosen >= 0:
		if g.draft.comment != "" {
			g.draft.comment += "\n"
		}
		g.draft.comment += g.offered[chosen].Text
		g.phase = levelling
	case !taken && key.Matches(msg, ui.Keys.Back):
		g.phase = levelling
	}
}
