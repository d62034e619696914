package scenes

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"mufakat/internal/ui"
	"mufakat/internal/widget"
)

// Settings are what the trainee chose.
type Settings struct {
	Theme     ui.ThemeChoice
	Mouse     bool // the wheel scrolls; then the terminal no longer selects text with the mouse
	AskReason bool // ask "mengapa?" at every decision
}

// The names of the settings in the store.
const (
	settingTheme  = "tema"
	settingMouse  = "tetikus"
	settingReason = "alasan"
)

// SettingsFrom reads settings as the store keeps them; what is missing or unknown has its default.
func SettingsFrom(stored map[string]string) *Settings {
	s := &Settings{Theme: ui.ThemeAuto, Mouse: stored[settingMouse] == "ya", AskReason: stored[settingReason] != "tidak"}
	for _, choice := range themeChoices {
		if stored[settingTheme] == string(choice) {
			s.Theme = choice
		}
	}
	return s
}

// Preferences are the settings that the frame obeys.
func (s *Settings) Preferences() ui.Preferences {
	return ui.Preferences{Theme: s.Theme, Mouse: s.Mouse}
}

var themeChoices = []ui.ThemeChoice{ui.ThemeAuto, ui.ThemeDark, ui.ThemeLight, ui.ThemeNone}

// SettingsScene changes the settings. Every change holds at once and is stored.
type SettingsScene struct {
	app  *App
	menu widget.Menu
}

// NewSettings returns the scene.
func NewSettings(app *App) *SettingsScene {
	s := &SettingsScene{app: app}
	s.fill()
	return s
}

func (s *SettingsScene) fill() {
	set := s.app.Settings
	s.menu.SetItems([]widget.Item{
		{Label: "Tema", Right: string(set.Theme), Note: "otomatis menanyakan warna latar kepada terminal"},
		{Label: "Tetikus", Right: yes(set.Mouse), Note: "roda menggulir; memilih teks dengan tetikus jadi perlu tombol shift"},
		{Label: "Tanya “mengapa?” pada setiap keputusan", Right: yes(set.AskReason), Note: "alasan Anda muncul kembali di debrief; boleh dikosongkan"},
	})
}

func yes(b bool) string {
	if b {
		return "ya"
	}
	return "tidak"
}

// Init does nothing.
func (*SettingsScene) Init() tea.Cmd { return nil }

// Heading names the scene.
func (s *SettingsScene) Heading() ui.Heading { return ui.Heading{Left: "Pengaturan"} }

// Update changes the setting that is chosen.
func (s *SettingsScene) Update(msg tea.Msg, f ui.Frame) (ui.Scene, tea.Cmd) {
	if press, ok := msg.(tea.KeyPressMsg); ok {
		switch {
		case key.Matches(press, ui.Keys.Back):
			return s, ui.Pop
		case key.Matches(press, ui.Keys.Filter):
			return s, nil
		case key.Matches(press, ui.Keys.Right):
			return s, s.change(s.menu.Cursor())
		}
	}
	if chosen, _ := s.menu.Update(msg, f); chosen >= 0 {
		return s, s.change(chosen)
	}
	return s, nil
}

func (s *SettingsScene) change(item int) tea.Cmd {
	set := s.app.Settings
	var name, value string
	switch item {
	case 0:
		set.Theme = nextTheme(set.Theme)
		name, value = settingTheme, string(set.Theme)
	case 1:
		set.Mouse = !set.Mouse
		name, value = settingMouse, yes(set.Mouse)
	case 2:
		set.AskReason = !set.AskReason
		name, value = settingReason, yes(set.AskReason)
	}
	s.fill()
	prefs := ui.PreferencesMsg(set.Preferences())
	return tea.Batch(func() tea.Msg { return prefs }, func() tea.Msg {
		if err := s.app.Store.SetSetting(name, value); err != nil {
			return ui.Fail("Pengaturan belum tersimpan", err)()
		}
		return nil
	})
}

func nextTheme(now ui.ThemeChoice) ui.ThemeChoice {
	for i, choice := range themeChoices {
		if choice == now {
			return themeChoices[(i+1)%len(themeChoices)]
		}
	}
	return ui.ThemeAuto
}

// View draws the settings and where the data lies.
func (s *SettingsScene) View(f ui.Frame) string {
	const foot = 3
	return "\n" + s.menu.View(f, f.Height-foot) + "\n\n" + indent("  "+f.Theme.Faint.Render("Data tersimpan di "+s.app.DataFile))
}

// ShortHelp lists the keys that matter.
func (s *SettingsScene) ShortHelp() []key.Binding {
	return []key.Binding{ui.Describe(ui.Keys.Up, "↑↓", "pilih"), ui.Describe(ui.Keys.Enter, "enter", "ubah"), ui.Keys.Help, ui.Keys.Back}
}

// FullHelp lists all keys.
func (s *SettingsScene) FullHelp() [][]key.Binding {
	return [][]key.Binding{{ui.Keys.Up, ui.Keys.Down, ui.Describe(ui.Keys.Enter, "enter", "ubah"), ui.Keys.Back}}
}
