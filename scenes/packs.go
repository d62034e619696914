package scenes

import (
	"errors"
	"fmt"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"mufakat/internal/install"
	"mufakat/internal/pack"
	"mufakat/internal/ui"
	"mufakat/internal/widget"
)

// Packs lists the packs, and removes them.
type Packs struct {
	app   *App
	packs []listedPack
	menu  widget.Menu
}

// listedPack is a pack with how much it holds.
type listedPack struct {
	install.Entry
	holds install.Contents
}

// NewPacks returns the list of packs.
func NewPacks(app *App) *Packs { return &Packs{app: app, menu: widget.NewMenu(nil)} }

var packRemove = ui.Bind("h", "hapus", "h")

type packsListed struct {
	packs []listedPack
	err   error // what could not be listed; the others are there nevertheless
}

// Init lists the packs.
func (p *Packs) Init() tea.Cmd { return p.list }

// Resume lists them again.
func (p *Packs) Resume() tea.Cmd { return p.list }

func (p *Packs) list() tea.Msg {
	entries, err := p.app.Shelf.List()
	packs := make([]listedPack, len(entries))
	for i, e := range entries {
		packs[i].Entry = e
		if e.Err == nil {
			packs[i].holds, packs[i].Err = install.ContentsOf(e.Pack)
		}
	}
	return packsListed{packs, err}
}

// Heading names the scene.
func (p *Packs) Heading() ui.Heading {
	return ui.Heading{Left: "Paket terpasang", Right: fmt.Sprintf("%d paket", len(p.packs))}
}

// Typing tells whether letters go into the filter.
func (p *Packs) Typing() bool { return p.menu.Typing() }

// Update opens or removes a pack.
func (p *Packs) Update(msg tea.Msg, f ui.Frame) (ui.Scene, tea.Cmd) {
	if listed, ok := msg.(packsListed); ok {
		p.packs = listed.packs
		p.fill(f)
		if listed.err != nil {
			return p, ui.Fail("Daftar paket tidak terbaca seluruhnya", listed.err)
		}
		return p, nil
	}
	press, isKey := msg.(tea.KeyPressMsg)
	if isKey && !p.menu.Typing() && key.Matches(press, packRemove) && p.menu.Cursor() >= 0 {
		return p, askRemove(p.app, p.packs[p.menu.Cursor()].Entry, ui.Refresh)
	}
	chosen, taken := p.menu.Update(msg, f)
	switch {
	case chosen >= 0 && p.packs[chosen].Err != nil:
		return p, ui.Fail("Paket ini tidak bisa dibuka", p.packs[chosen].Err)
	case chosen >= 0:
		return p, ui.Push(newPackContents(p.app, p.packs[chosen]))
	case isKey && !taken && key.Matches(press, ui.Keys.Back):
		return p, ui.Pop
	}
	return p, nil
}

func (p *Packs) fill(f ui.Frame) {
	t := f.Theme
	items := make([]widget.Item, len(p.packs))
	for i, e := range p.packs {
		if e.Err != nil {
			items[i] = widget.Item{Label: e.Name, Right: t.Bad.Render("rusak"), Note: e.Err.Error()}
			continue
		}
		items[i] = widget.Item{Label: e.Manifest.Title, Search: e.Name, Right: t.Faint.Render(packRole(e.Entry)),
			Note: strings.TrimPrefix(versionText(e.Manifest.Version)+" · "+e.holds.Text()+" · "+e.Name, " · ")}
	}
	p.menu.SetItems(items)
}

// versionText is "versi 2"; empty where a pack does not say.
func versionText(version string) string {
	if version == "" {
		return ""
	}
	return "versi " + version
}

// packRole tells where a pack comes from, if that is worth saying.
func packRole(e install.Entry) string {
	switch {
	case e.BuiltIn:
		return "bawaan program"
	case e.StandsIn:
		return "menggantikan bawaan"
	}
	return ""
}

// askRemove asks before a pack is removed. The built-in one cannot be.
func askRemove(app *App, e install.Entry, then tea.Cmd) tea.Cmd {
	if e.BuiltIn {
		return ui.Fail("Paket bawaan", errors.New("Paket ini bagian dari program, jadi tidak bisa dihapus."))
	}
	text := "Kasusnya hilang dari daftar Kasus. Yang sudah dimainkan tetap ada di Riwayat."
	if e.StandsIn {
		text = "Paket bawaan program dipakai lagi. Yang sudah dimainkan tetap ada di Riwayat."
	}
	title := e.Manifest.Title
	if title == "" {
		title = e.Name
	}
	return ui.Ask(ui.Dialog{Title: "Hapus paket " + title + "?", Text: text, Answers: []ui.Answer{
		{Label: "Jangan hapus"},
		{Label: "Hapus", Do: func() tea.Msg {
			if _, err := app.Shelf.Remove(e.Name); err != nil {
				return ui.Fail("Paket belum terhapus", err)()
			}
			return tea.Sequence(then, ui.Notify("Paket "+title+" sudah dihapus."))()
		}},
	}})
}

// View draws the list.
func (p *Packs) View(f ui.Frame) string {
	if p.packs == nil {
		return ""
	}
	return "\n" + p.menu.View(f, f.Height-1)
}

// ShortHelp lists the keys that matter.
func (p *Packs) ShortHelp() []key.Binding {
	return []key.Binding{ui.Describe(ui.Keys.Up, "↑↓", "pilih"), ui.Describe(ui.Keys.Enter, "enter", "lihat isi"), packRemove, ui.Keys.Help, ui.Keys.Back}
}

// FullHelp lists all keys.
func (p *Packs) FullHelp() [][]key.Binding {
	return [][]key.Binding{{ui.Keys.Up, ui.Keys.Down, ui.Describe(ui.Keys.Enter, "enter", "lihat isi paket"), packRemove, ui.Keys.Filter, ui.Keys.Back}}
}

// PackContents shows what is in a pack: its cases, which can be opened from here.
type PackContents struct {
	app   *App
	of    listedPack
	cases []pack.CaseInfo
	menu  widget.Menu
}

// newPackContents returns the contents of a pack that can be read.
func newPackContents(app *App, of listedPack) *PackContents {
	return &PackContents{app: app, of: of, menu: widget.NewMenu(nil)}
}

type packCasesRead struct {
	by    *PackContents
	cases []pack.CaseInfo
	err   error
}

// Init lists the cases.
func (p *PackContents) Init() tea.Cmd {
	return func() tea.Msg {
		cases, err := p.of.Pack.Cases()
		return packCasesRead{p, cases, err}
	}
}

// Heading names the pack.
func (p *PackContents) Heading() ui.Heading {
	return ui.Heading{Left: p.of.Manifest.Title, Right: packRole(p.of.Entry)}
}

// Typing tells whether letters go into the filter.
func (p *PackContents) Typing() bool { return p.menu.Typing() }

// Update opens a case, or removes the pack.
func (p *PackContents) Update(msg tea.Msg, f ui.Frame) (ui.Scene, tea.Cmd) {
	if read, ok := msg.(packCasesRead); ok {
		if read.by != p {
			return p, nil
		}
		if read.err != nil && len(read.cases) == 0 {
			return p, tea.Sequence(ui.Pop, ui.Fail("Paket ini tidak bisa dibuka", read.err))
		}
		p.cases = read.cases
		items := make([]widget.Item, len(p.cases))
		for i, info := range p.cases {
			items[i] = widget.Item{Label: info.Title, Note: caseNote(info), Search: info.Code + " " + info.Role}
		}
		p.menu.SetItems(items)
		if read.err != nil {
			return p, ui.Fail("Tidak semua kasusnya terbaca", read.err)
		}
		return p, nil
	}
	press, isKey := msg.(tea.KeyPressMsg)
	if isKey && !p.menu.Typing() && key.Matches(press, packRemove) {
		return p, askRemove(p.app, p.of.Entry, ui.Pop)
	}
	chosen, taken := p.menu.Update(msg, f)
	switch {
	case chosen >= 0:
		return p, ui.Push(NewBriefing(p.app, p.cases[chosen].Source, p.cases[chosen].ID))
	case isKey && !taken && key.Matches(press, ui.Keys.Back):
		return p, ui.Pop
	}
	return p, nil
}

// View draws the facts and the cases.
func (p *PackContents) View(f ui.Frame) string {
	m := p.of.Manifest
	facts := []string{p.of.holds.Text()}
	for _, fact := range []string{versionText(m.Version), strings.Join(m.Authors, ", "), m.Licence, p.of.Name} {
		if fact != "" {
			facts = append(facts, fact)
		}
	}
	lines := []string{""}
	for _, l := range styled(wrap(strings.Join(facts, " · "), f.Width-6), f.Theme.Faint) {
		lines = append(lines, "   "+l)
	}
	lines = append(lines, "")
	switch {
	case p.of.holds.Cases == 0:
		return strings.Join(append(lines, "   Paket ini tidak berisi kasus."), "\n")
	case p.cases == nil: // they are still being read
		return strings.Join(lines, "\n")
	}
	return strings.Join(append(lines, p.menu.View(f, f.Height-len(lines))), "\n")
}

// ShortHelp lists the keys that matter.
func (p *PackContents) ShortHelp() []key.Binding {
	return []key.Binding{ui.Describe(ui.Keys.Up, "↑↓", "pilih"), ui.Describe(ui.Keys.Enter, "enter", "buka kasus"), packRemove, ui.Keys.Help, ui.Keys.Back}
}

// FullHelp lists all keys.
func (p *PackContents) FullHelp() [][]key.Binding {
	return [][]key.Binding{{ui.Keys.Up, ui.Keys.Down, ui.Describe(ui.Keys.Enter, "enter", "buka pengantar kasus"), packRemove, ui.Keys.Filter, ui.Keys.Back}}
}
