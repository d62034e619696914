package scenes

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"mufakat/internal/report"
	"mufakat/internal/store"
	"mufakat/internal/ui"
	"mufakat/internal/widget"
)

// Profiles chooses who plays, and adds, renames, deletes, backs up and brings back profiles.
type Profiles struct {
	app      *App
	profiles []store.Profile
	menu     widget.Menu
}

// NewProfiles returns the scene.
func NewProfiles(app *App) *Profiles { return &Profiles{app: app, menu: widget.NewMenu(nil)} }

var profileKeys = struct {
	Add, Rename, NIP, Delete, Backup, Restore key.Binding
}{
	Add:     ui.Bind("t", "tambah", "t"),
	Rename:  ui.Bind("n", "nama", "n"),
	NIP:     ui.Bind("i", "NIP", "i"),
	Delete:  ui.Bind("h", "hapus", "h"),
	Backup:  ui.Bind("c", "cadangan", "c"),
	Restore: ui.Bind("p", "pulihkan", "p"),
}

type profilesRead struct {
	profiles []store.Profile
	current  store.Profile
	err      error
}

// Init reads the profiles.
func (p *Profiles) Init() tea.Cmd { return p.reload }

func (p *Profiles) reload() tea.Msg {
	current, err := p.app.Store.CurrentProfile()
	if err != nil {
		return profilesRead{err: err}
	}
	profiles, err := p.app.Store.Profiles()
	return profilesRead{profiles, current, err}
}

// Heading names the scene.
func (p *Profiles) Heading() ui.Heading {
	return ui.Heading{Left: "Profil", Right: p.app.Profile.Name}
}

// Typing tells whether letters go into the filter.
func (p *Profiles) Typing() bool { return p.menu.Typing() }

// Update chooses and changes profiles.
func (p *Profiles) Update(msg tea.Msg, f ui.Frame) (ui.Scene, tea.Cmd) {
	switch msg := msg.(type) {
	case profilesRead:
		if msg.err != nil {
			return p, ui.Fail("Profil tidak terbaca", msg.err)
		}
		p.read(msg, f)
		return p, nil
	case tea.KeyPressMsg:
		if !p.menu.Typing() {
			if cmd, taken := p.pressed(msg); taken {
				return p, cmd
			}
		}
	}
	chosen, taken := p.menu.Update(msg, f)
	if chosen >= 0 {
		id := p.profiles[chosen].ID
		return p, p.change("Profil belum terpilih", "", func() error { return p.app.Store.ChooseProfile(id) })
	}
	if press, ok := msg.(tea.KeyPressMsg); ok && !taken && key.Matches(press, ui.Keys.Back) {
		return p, ui.Pop
	}
	return p, nil
}

func (p *Profiles) read(msg profilesRead, f ui.Frame) {
	p.profiles, p.app.Profile = msg.profiles, msg.current
	items := make([]widget.Item, len(p.profiles))
	for i, pr := range p.profiles {
		items[i] = widget.Item{Label: pr.Name, Search: pr.NIP}
		if pr.NIP != "" {
			items[i].Note = "NIP " + pr.NIP
		}
		if pr.ID == msg.current.ID {
			items[i].Right = f.Theme.Accent.Render("sedang dipakai")
		}
	}
	p.menu.SetItems(items)
}

// pressed handles the keys that change profiles.
func (p *Profiles) pressed(msg tea.KeyPressMsg) (tea.Cmd, bool) {
	switch {
	case key.Matches(msg, profileKeys.Add):
		return p.askLine("Profil baru", "Nama, paling banyak 60 huruf.", "", func(line string) error {
			added, err := p.app.Store.AddProfile(line, "")
			if err != nil {
				return err
			}
			return p.app.Store.ChooseProfile(added.ID)
		}), true
	case key.Matches(msg, profileKeys.Restore):
		return p.askLine("Pulihkan profil", "Nama berkas cadangan (.json). Profil yang ada tidak ditimpa.", "", func(path string) error {
			path = strings.TrimSpace(path)
			if path == "" {
				return errors.New("Nama berkas masih kosong. Ketik nama berkas cadangannya.")
			}
			file, err := os.Open(path)
			if err != nil {
				return fmt.Errorf("Berkas %s tidak bisa dibuka. Periksa nama dan foldernya.", path)
			}
			defer file.Close()
			restored, err := p.app.Store.Restore(file)
			if err != nil {
				return err
			}
			return p.app.Store.ChooseProfile(restored.ID)
		}), true
	}
	if p.menu.Cursor() < 0 {
		return nil, false
	}
	pr := p.profiles[p.menu.Cursor()]
	switch {
	case key.Matches(msg, profileKeys.Rename):
		return p.askLine("Ubah nama", "", pr.Name, func(line string) error { return p.app.Store.UpdateProfile(pr.ID, line, pr.NIP) }), true
	case key.Matches(msg, profileKeys.NIP):
		return p.askLine("Ubah NIP", "Boleh kosong. NIP ikut dalam hasil yang Anda simpan sebagai berkas.", pr.NIP, func(line string) error {
			return p.app.Store.UpdateProfile(pr.ID, pr.Name, line)
		}), true
	case key.Matches(msg, profileKeys.Backup):
		name := fmt.Sprintf("cadangan-%s-%s.json", report.PlainName(pr.Name), p.app.Now().Format("2006-01-02"))
		return saveFile("Cadangkan "+pr.Name, "Nama berkas. Semua permainan dan catatan profil ini ikut.", name, func(path string) (string, error) {
			return report.NewFile(path, func(w io.Writer) error { return p.app.Store.Backup(pr.ID, w) })
		}), true
	case key.Matches(msg, profileKeys.Delete):
		return p.askDelete(pr), true
	}
	return nil, false
}

func (p *Profiles) askLine(title, text, value string, do func(string) error) tea.Cmd {
	return ui.Ask(ui.Dialog{
		Title: title, Text: text,
		Input:   &ui.Input{Value: value, Limit: 300, Submit: func(line string) tea.Cmd { return p.change(title, "Tersimpan.", func() error { return do(line) }) }},
		Answers: []ui.Answer{{Label: "enter simpan"}, {Label: "esc batal"}},
	})
}

// askDelete asks twice, the second time for the name.
func (p *Profiles) askDelete(pr store.Profile) tea.Cmd {
	if len(p.profiles) == 1 {
		return ui.Fail("Profil ini satu-satunya", errors.New("Tambahkan profil lain lebih dulu, atau ubah nama profil ini."))
	}
	second := ui.Ask(ui.Dialog{
		Title: "Benar-benar hapus " + pr.Name + "?",
		Text:  "Ketik nama profil ini untuk menghapusnya bersama semua permainan dan catatannya. Ini tidak bisa dibatalkan.",
		Input: &ui.Input{Limit: 100, Submit: func(line string) tea.Cmd {
			if strings.TrimSpace(line) != pr.Name {
				return ui.Notify("Nama tidak sama, jadi tidak ada yang dihapus.")
			}
			return p.change("Profil belum terhapus", pr.Name+" sudah dihapus.", func() error { return p.app.Store.DeleteProfile(pr.ID) })
		}},
		Answers: []ui.Answer{{Label: "enter hapus"}, {Label: "esc batal"}},
	})
	return ui.Ask(ui.Dialog{
		Title:   "Hapus " + pr.Name + "?",
		Text:    "Semua permainan dan catatannya ikut terhapus. Cadangkan dulu (c) bila masih mungkin diperlukan.",
		Answers: []ui.Answer{{Label: "Jangan hapus"}, {Label: "Hapus", Do: second}},
	})
}

// change runs something in the store, then reads the profiles again.
func (p *Profiles) change(title, done string, do func() error) tea.Cmd {
	return func() tea.Msg {
		if err := do(); err != nil {
			return ui.Fail(title, err)()
		}
		cmds := []tea.Cmd{p.reload}
		if done != "" {
			cmds = append(cmds, ui.Notify(done))
		}
		return tea.Sequence(cmds...)()
	}
}

// View draws the profiles.
func (p *Profiles) View(f ui.Frame) string { return "\n" + p.menu.View(f, f.Height-1) }

// ShortHelp lists the keys that matter.
func (p *Profiles) ShortHelp() []key.Binding {
	return []key.Binding{ui.Describe(ui.Keys.Enter, "enter", "pakai"), profileKeys.Add, profileKeys.Rename, profileKeys.Backup, profileKeys.Delete, ui.Keys.Help, ui.Keys.Back}
}

// FullHelp lists all keys.
func (p *Profiles) FullHelp() [][]key.Binding {
	return [][]key.Binding{
		{ui.Keys.Up, ui.Keys.Down, ui.Describe(ui.Keys.Enter, "enter", "pakai"), ui.Keys.Filter, ui.Keys.Back},
		{profileKeys.Add, profileKeys.Rename, profileKeys.NIP, profileKeys.Delete, profileKeys.Backup, profileKeys.Restore},
	}
}
