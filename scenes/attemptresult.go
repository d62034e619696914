package scenes

import (
	"fmt"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"mufakat/internal/gradebook"
	"mufakat/internal/quiz"
	"mufakat/internal/report"
	"mufakat/internal/review"
	"mufakat/internal/store"
	"mufakat/internal/ui"
	"mufakat/internal/widget"
)

// AttemptResult tells what an attempt at an exam came to: against the pass mark, by section and by learning objective. From
// there one goes through its items.
type AttemptResult struct {
	app    *App
	sheet  gradebook.Sheet
	own    bool // it is the trainee's who looks at it
	result *review.Review
	cards  titlesByCode // nil until they are read
	scroll widget.Scroll
	text   widget.Memo
}

// NewAttemptResult returns the result of an attempt of the app's profile that was handed in, as far as the exam lets it be shown.
func NewAttemptResult(app *App, saved store.SavedAttempt) *AttemptResult {
	a := newSheetResult(app, NewSheet(saved, app.Profile), saved.Attempt.Paper.Blueprint.After)
	a.own = true
	return a
}

// newSheetResult returns the result of anybody's attempt, with what is to be shown of it: an instructor sees everything. A
// name that is to be hidden is empty.
func newSheetResult(app *App, sheet gradebook.Sheet, show quiz.Reveal) *AttemptResult {
	return &AttemptResult{app: app, sheet: sheet, result: review.Of(sheet.Attempt, show)}
}

var resultKeys = struct{ Items, Save key.Binding }{
	Items: ui.Bind("enter", "baca soal demi soal", "enter", "right", "l"),
	Save:  ui.Bind("s", "simpan", "s"),
}

// Init looks up the titles of the concept cards.
func (a *AttemptResult) Init() tea.Cmd { return readTitles(a.app.Library, a) }

// Heading names the exam and whose attempt it is.
func (a *AttemptResult) Heading() ui.Heading {
	return ui.Heading{Left: "Hasil: " + a.result.Title, Right: a.sheet.Name}
}

// Update goes on to the items, and saves.
func (a *AttemptResult) Update(msg tea.Msg, f ui.Frame) (ui.Scene, tea.Cmd) {
	switch msg := msg.(type) {
	case cardTitles:
		if msg.of == a {
			a.cards = msg.titles
			a.text.Forget()
		}
		return a, nil
	case tea.KeyPressMsg:
		switch {
		case key.Matches(msg, ui.Keys.Back):
			return a, ui.Pop
		case key.Matches(msg, resultKeys.Items):
			if a.result.Readable() {
				return a, ui.Push(newAttemptReview(a.app, a.result.Items))
			}
			return a, nil
		case key.Matches(msg, resultKeys.Save):
			return a, a.save()
		}
	}
	a.scroll.Update(msg, len(a.lines(f)), f.Height, true)
	return a, nil
}

// save asks for whom the result is saved, and then for the name of the file.
func (a *AttemptResult) save() tea.Cmd {
	to := func(title, text string, usual report.Format) tea.Cmd {
		return saveFile(title, text, report.AttemptName(usual, &a.sheet), func(path string) (string, error) {
			return report.AttemptFile(path, usual, &a.sheet, a.result)
		})
	}
	return ui.Ask(ui.Dialog{
		Title: "Simpan hasil", Text: "Berkas untuk widyaiswara memuat seluruh ujian ini dengan kuncinya, jadi serahkan kepadanya saja.",
		Answers: []ui.Answer{
			{Label: "Untuk widyaiswara (.json)", Do: to("Simpan untuk widyaiswara", "Nama berkas.", report.JSON)},
			{Label: "Untuk dibaca sendiri (.txt)", Do: to("Simpan untuk dibaca sendiri", "Nama berkas. Dengan akhiran .md hasilnya berformat Markdown; dengan .csv berupa tabel.", report.Text)},
		},
	})
}

// View draws the result.
func (a *AttemptResult) View(f ui.Frame) string {
	return indent(a.scroll.View(a.lines(f), f.Height, f.Theme))
}

func (a *AttemptResult) lines(f ui.Frame) []string {
	return a.text.Lines(f.Width, f.Theme, func() []string {
		width, t, r := min(f.Width-3, 96), f.Theme, a.result
		lines := a.scoreLines(width, t)
		for _, text := range []string{report.Date(r.Started) + ". " + r.TimeText(), r.ClockText(), r.HiddenText()} {
			if text != "" {
				lines = append(lines, styled(wrap(text, width), t.Faint)...)
			}
		}
		if a.own {
			lines = section(lines, wrap("Bila diminta widyaiswara: tekan s, simpan berkas .json, lalu serahkan.", width))
		}
		if r.Show.Score {
			lines = section(lines, a.sectionLines(width, t))
			lines = section(lines, a.objectiveLines(width, t))
		}
		if r.Show.Score && !r.Readable() {
			lines = section(lines, a.verdictLines(width, t))
		}
		return lines
	})
}

// scoreLines are the score as a bar, the pass mark below it, and both in words.
func (a *AttemptResult) scoreLines(width int, t ui.Theme) []string {
	r := a.result
	if !r.Show.Score {
		return wrap("Jawaban sudah dikumpulkan dan tersimpan.", width)
	}
	style := t.Strong
	switch pass := r.PassText(); {
	case pass == "" || r.Pending > 0:
	case r.Passed:
		style = t.Good
	default:
		style = t.Bad
	}
	const room = 9 // for the pass mark behind its sign
	bar := min(max(width-room, 1), 60)
	lines := []string{widget.Bar(r.Percent, bar, t)}
	if r.Pass > 0 {
		at := min(int(r.Pass/100*float64(bar)), bar-1)
		lines = append(lines, strings.Repeat(" ", max(at, 0))+t.Key.Render("▲ "+review.PercentText(r.Pass)))
	}
	lines = append(lines, styled(wrap(r.ScoreText(), width), t.Strong)...)
	if pass := r.PassText(); pass != "" {
		lines = append(lines, styled(wrap(pass, width), style)...)
	}
	return append(lines, "")
}

func (a *AttemptResult) sectionLines(width int, t ui.Theme) []string {
	if len(a.result.Sections) == 0 {
		return nil
	}
	lines := []string{t.Strong.Render("Menurut bagian")}
	for _, s := range a.result.Sections {
		lines = append(lines, shareLines(s.Title, s.Percent, s.Text(), width, t)...)
	}
	return lines
}

func (a *AttemptResult) objectiveLines(width int, t ui.Theme) []string {
	if len(a.result.Objectives) == 0 {
		return nil
	}
	lines := []string{t.Strong.Render("Menurut tujuan belajar")}
	for _, o := range a.result.Objectives {
		label := strings.TrimSpace(o.Tag + " " + a.cards[strings.ToUpper(o.Tag)])
		lines = append(lines, shareLines(label, o.Percent, o.Text(), width, t)...)
	}
	return lines
}

// shareLines draw a share with its name, a bar, and its numbers.
func shareLines(label string, percent float64, text string, width int, t ui.Theme) []string {
	const column, bar = 22, 14
	left := pad(cut(label, column-2), column) + widget.Bar(percent, bar, t)
	return beside([]string{left}, wrap(text, width-column-bar-2), column+bar+2)
}

// verdictLines are the verdicts alone, where nothing else of the items is shown.
func (a *AttemptResult) verdictLines(width int, t ui.Theme) []string {
	lines := []string{t.Strong.Render("Menurut soal")}
	for _, it := range a.result.Items {
		mark, style := verdictMark(it.Verdict, t)
		lines = append(lines, cut(fmt.Sprintf("%3d  ", it.Number)+style.Render(mark)+" "+it.ScoreText(), width))
	}
	return lines
}

// ShortHelp lists the keys that matter.
func (a *AttemptResult) ShortHelp() []key.Binding {
	keys := []key.Binding{ui.Describe(ui.Keys.Up, "↑↓", "gulir"), resultKeys.Save, ui.Keys.Help, ui.Describe(ui.Keys.Back, "esc", "tutup")}
	if a.result.Readable() {
		keys = append([]key.Binding{ui.Describe(resultKeys.Items, "enter", "soal demi soal")}, keys...)
	}
	return keys
}

// FullHelp lists all keys.
func (a *AttemptResult) FullHelp() [][]key.Binding {
	return [][]key.Binding{{resultKeys.Items, ui.Keys.Up, ui.Keys.Down, ui.Keys.PageUp, ui.Keys.PageDown},
		{resultKeys.Save, ui.Describe(ui.Keys.Back, "esc", "tutup")}}
}
