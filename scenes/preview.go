package scenes

import (
	"context"
	"errors"
	"path/filepath"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"mufakat/internal/clean"
	"mufakat/internal/debrief"
	"mufakat/internal/diagnostic"
	"mufakat/internal/preview"
	"mufakat/internal/sim"
	"mufakat/internal/ui"
	"mufakat/internal/widget"
)

// PreviewFile is a case's file that is being written; see [preview.File].
type PreviewFile interface {
	String() string // its name
	Look(ctx context.Context, last *preview.Version) *preview.Version
	Next(ctx context.Context, last *preview.Version) *preview.Version
	Search(ctx context.Context) ([]diagnostic.Diagnostic, error)
}

// Preview plays a case while its author writes it in another window. When the file is saved, the play goes on in the new
// text, at the same place; what is wrong with the text stands above the story. Nothing is recorded.
type Preview struct {
	app   *App
	file  PreviewFile
	draft preview.Draft
	start preview.Start
	run   sim.Run // as played; with decisions that the text now lacks, for the case that they come back
	main  *Main   // nil until there was a version that can be played
	told  string  // what the last reload has changed for the author

	listing bool // all findings are shown instead of the story
	hidden  bool // the findings above the story are not shown
	effects bool // beside every option stands what it does

	ended  bool             // the end is shown
	result *debrief.Debrief // of that end; nil until it is worked out

	ctx        context.Context // done when the preview is closed
	close      context.CancelFunc
	stopSearch context.CancelFunc // of a version that is no longer the last
	stopEnd    context.CancelFunc // the working out of an end that was left
	scroll     widget.Scroll      // of the findings or of the end
	text       widget.Memo        // likewise
}

// NewPreview returns the preview of a file; start is where the author wants to begin.
func NewPreview(app *App, file PreviewFile, start preview.Start) *Preview {
	p := &Preview{app: app, file: file, start: start, stopSearch: func() {}, stopEnd: func() {}}
	p.run = sim.Run{Seed: app.Seed(), Mode: sim.Practice}
	p.ctx, p.close = context.WithCancel(context.Background())
	return p
}

var previewKeys = struct {
	Findings, Panel, Effects, From, Anew, Again key.Binding
}{
	Findings: ui.Bind("t", "temuan", "t"),
	Panel:    ui.Bind("s", "sembunyikan temuan", "s"),
	Effects:  ui.Bind("a", "akibat", "a"),
	From:     ui.Bind("m", "mulai", "m"),
	Anew:     ui.Bind("0", "dari awal cerita", "0"),
	Again:    ui.Bind("enter", "main lagi", "enter"),
}

// The answers of the preview's commands; by is the preview that asked.
type (
	looked struct {
		by      *Preview
		version *preview.Version
	}
	searched struct {
		by       *Preview
		version  *preview.Version
		findings []diagnostic.Diagnostic
		err      error
	}
	endExplained struct {
		by     *Preview
		play   *sim.Playthrough
		result *debrief.Debrief
		err    error
	}
	startChosen struct {
		by    *Preview
		start preview.Start
	}
)

// Init looks at the file.
func (p *Preview) Init() tea.Cmd {
	last := p.draft.Version
	return func() tea.Msg { return looked{p, p.file.Look(p.ctx, last)} }
}

// watch waits for the next version of the file.
func (p *Preview) watch() tea.Cmd {
	last := p.draft.Version
	return func() tea.Msg {
		if v := p.file.Next(p.ctx, last); v != nil {
			return looked{p, v}
		}
		return nil
	}
}

// fileName is the file's name as a line of the screen.
func (p *Preview) fileName() string { return clean.Line(filepath.Base(p.file.String())) }

// Heading names the case, or the file while it cannot be played.
func (p *Preview) Heading() ui.Heading {
	switch {
	case p.main == nil:
		return ui.Heading{Left: "Pratinjau · " + p.fileName(), Right: "belum bisa dimainkan"}
	case p.listing:
		return ui.Heading{Left: "Temuan · " + p.fileName(), Right: countText(p.draft.Findings, ui.Theme{})}
	}
	return p.main.Heading()
}

// Update plays, and takes what its commands have found.
func (p *Preview) Update(msg tea.Msg, f ui.Frame) (ui.Scene, tea.Cmd) {
	switch msg := msg.(type) {
	case looked:
		if msg.by == p {
			return p, p.looked(msg.version)
		}
	case searched:
		if msg.by == p && msg.err == nil { // a file that has gone in the meantime is seen at the next look
			p.draft.Complete(msg.version, msg.findings)
			p.text.Forget()
		}
	case endExplained:
		if msg.by == p {
			return p, p.explained(msg)
		}
	case startChosen:
		if msg.by == p {
			return p, p.begin(msg.start)
		}
	case saved:
		if p.main == nil || msg.by != p.main {
			return p, nil
		}
		if msg.after.Case == p.main.play.Case {
			return p, p.forward(msg, f)
		}
		// The file was saved while the decision was on its way.
		after, kept, told := preview.Resume(p.draft.Case, p.start, msg.after.Run, nil)
		msg.after = after
		cmd := p.forward(msg, f)
		p.run, p.told = kept, told
		return p, cmd
	case tea.KeyPressMsg:
		if cmd, taken := p.pressed(msg, f); taken {
			return p, cmd
		}
		return p, p.read(msg, f)
	case tea.MouseWheelMsg:
		return p, p.read(msg, f)
	}
	return p, nil
}

// read hands what the author does to what is shown: the findings, the end, or the story.
func (p *Preview) read(msg tea.Msg, f ui.Frame) tea.Cmd {
	if p.main == nil || p.listing || p.ended {
		p.scroll.Update(msg, len(p.lines(f)), p.below(f).Height, true)
		return nil
	}
	return p.forward(msg, f)
}

// forward lets the story react, and notes what was decided.
func (p *Preview) forward(msg tea.Msg, f ui.Frame) tea.Cmd {
	before := p.main.play
	_, cmd := p.main.Update(msg, p.below(f))
	if p.main.play != before {
		p.run, p.told = p.main.play.Run, ""
	}
	return cmd
}

// pressed reacts to the keys of the preview itself.
func (p *Preview) pressed(msg tea.KeyPressMsg, f ui.Frame) (cmd tea.Cmd, taken bool) {
	if key.Matches(msg, ui.Keys.Back) {
		if p.listing && p.main != nil {
			p.list(false)
			return nil, true
		}
		p.close()
		return ui.Pop, true
	}
	if p.main == nil {
		return nil, false
	}
	switch {
	case key.Matches(msg, previewKeys.Findings):
		p.list(!p.listing)
	case key.Matches(msg, previewKeys.Panel):
		p.hidden = !p.hidden
	case key.Matches(msg, previewKeys.Effects):
		p.effects = !p.effects
	case key.Matches(msg, previewKeys.From):
		return ui.Push(NewPreviewStart(p.main.play, func(s preview.Start) tea.Cmd {
			return func() tea.Msg { return startChosen{p, s} }
		})), true
	case key.Matches(msg, previewKeys.Anew):
		return p.begin(preview.Start{}), true
	case p.listing || !p.ended:
		return nil, false
	case key.Matches(msg, previewKeys.Again):
		return p.begin(p.start), true
	case key.Matches(msg, mainKeys.Undo) && p.main.canRewind():
		p.ended = false
		return p.main.rewind(len(p.main.play.Steps) - 1), true
	case key.Matches(msg, mainKeys.Trail):
		return ui.Push(NewTrail(p.main.play, nil)), true
	case key.Matches(msg, mainKeys.People):
		return ui.Push(NewPeople(p.main.play, true)), true
	default:
		return nil, false
	}
	return nil, true
}

// list opens or closes the list of all findings.
func (p *Preview) list(open bool) {
	p.listing = open
	p.scroll = widget.Scroll{}
	p.text.Forget()
}

// looked takes what the file holds now, lets its story be searched, and waits for the next version.
func (p *Preview) looked(v *preview.Version) tea.Cmd {
	if v == p.draft.Version {
		return p.watch()
	}
	p.stopSearch()
	p.text.Forget()
	another := p.draft.Take(v, p.app.Now())
	if !p.draft.Current() {
		return p.watch()
	}
	var ctx context.Context
	ctx, p.stopSearch = context.WithCancel(p.ctx)
	search := func() tea.Msg {
		findings, err := p.file.Search(ctx)
		return searched{p, v, findings, err}
	}
	var goOn tea.Cmd
	if another {
		goOn = p.resume()
	}
	return tea.Batch(goOn, search, p.watch())
}

// begin starts anew.
func (p *Preview) begin(start preview.Start) tea.Cmd {
	p.start = start
	p.run = p.run.Rewind(0)
	p.main = nil
	p.list(false)
	return p.resume()
}

// resume goes on where the author was, in the last version that can be played.
func (p *Preview) resume() tea.Cmd {
	var before *sim.Playthrough
	if p.main != nil {
		before = p.main.play
	}
	var play *sim.Playthrough
	play, p.run, p.told = preview.Resume(p.draft.Case, p.start, p.run, before)
	if p.main == nil {
		p.main = NewMain(p.app, play, nil, func(*sim.Playthrough) tea.Cmd { return p.end() })
		p.main.aside = aside{label: "Pratinjau", leave: "tutup", rewinds: true, beside: p.beside}
	} else {
		p.main.replay(play)
	}
	ended := p.ended
	p.ended = false
	if play.State().Finished() && (ended || p.main.phase == choosing) {
		return p.end()
	}
	return nil
}

// end shows the end that the play has come to, and works out what every decision was worth.
func (p *Preview) end() tea.Cmd {
	p.ended, p.result = true, nil
	p.scroll = widget.Scroll{}
	p.text.Forget()
	p.stopEnd()
	var ctx context.Context
	ctx, p.stopEnd = context.WithCancel(p.ctx)
	play := p.main.play
	return func() tea.Msg {
		result, err := p.app.Analyst.Explain(ctx, play, p.app.Library.Grades(p.file.String()))
		return endExplained{p, play, result, err}
	}
}

func (p *Preview) explained(msg endExplained) tea.Cmd {
	switch {
	case !p.ended || msg.play != p.main.play:
		return nil // it was about an end that was left in the meantime
	case errors.Is(msg.err, context.Canceled):
		return nil
	case msg.err != nil:
		return ui.Fail("Nilai belum bisa dihitung", msg.err)
	}
	p.result = msg.result
	p.text.Forget()
	return nil
}

// ShortHelp lists the keys that matter now.
func (p *Preview) ShortHelp() []key.Binding {
	leave := ui.Describe(ui.Keys.Back, "esc", "tutup")
	scroll := ui.Describe(ui.Keys.Up, "↑↓", "gulir")
	switch {
	case p.main == nil:
		return []key.Binding{scroll, ui.Keys.Help, leave}
	case p.listing:
		return []key.Binding{scroll, ui.Keys.PageDown, ui.Keys.Help, ui.Describe(ui.Keys.Back, "esc", "ke cerita")}
	}
	var keys []key.Binding
	switch {
	case p.ended:
		keys = append(keys, previewKeys.Again)
	case p.main.phase == outcome || !p.main.isDecision():
		keys = append(keys, mainKeys.GoOn)
	default:
		keys = append(keys, p.main.directly("pilih"))
	}
	if p.main.canRewind() {
		keys = append(keys, mainKeys.Undo)
	}
	keys = append(keys, previewKeys.Findings, previewKeys.From)
	if !p.ended && p.main.phase == choosing {
		keys = append(keys, previewKeys.Effects)
	}
	return append(keys, ui.Keys.Help, leave)
}

// FullHelp lists all keys.
func (p *Preview) FullHelp() [][]key.Binding {
	own := []key.Binding{previewKeys.Findings, previewKeys.Panel, ui.Describe(previewKeys.Effects, "a", "tampilkan akibat tiap pilihan"),
		ui.Describe(previewKeys.From, "m", "mulai dari adegan dan tingkat pilihan Anda"), previewKeys.Anew,
		ui.Describe(previewKeys.Again, "enter", "main lagi, di akhir cerita")}
	if p.main == nil {
		return [][]key.Binding{{ui.Keys.Up, ui.Keys.Down, ui.Keys.PageUp, ui.Keys.PageDown, ui.Describe(ui.Keys.Back, "esc", "tutup pratinjau")}}
	}
	return append([][]key.Binding{own}, p.main.FullHelp()...)
}
