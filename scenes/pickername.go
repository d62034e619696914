package scenes

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"mufakat/internal/pack"
	"mufakat/internal/ui"
)

// typeName opens the line for a name.
func (p *Picker) typeName(f ui.Frame) {
	p.line = ui.NewInput(f.Theme, "berkas atau folder", 1000)
	p.line.Focus()
	p.typing = true
}

// full is the path that a typed name means. What the shells and file managers put around a name is taken off.
func (p *Picker) full(name string) string {
	name = strings.TrimSpace(name)
	for _, quote := range []string{`"`, `'`} {
		if len(name) >= 2 && strings.HasPrefix(name, quote) && strings.HasSuffix(name, quote) {
			name = name[1 : len(name)-1]
		}
	}
	if os.PathSeparator != '\\' {
		name = strings.ReplaceAll(name, `\ `, " ")
	}
	rest, inHome := strings.CutPrefix(name, "~")
	switch {
	case inHome && (rest == "" || os.IsPathSeparator(rest[0])):
		return filepath.Join(p.app.HomeDir, rest)
	case name == "" || filepath.IsAbs(name):
		return name
	}
	return filepath.Join(p.dir, name)
}

// openTyped opens what a path names; a folder is gone into.
func (p *Picker) openTyped(path string) tea.Cmd {
	if path == "" {
		return nil
	}
	return func() tea.Msg {
		info, err := os.Stat(path)
		switch {
		case err != nil:
			return ui.Fail("Belum bisa dibuka", pack.Unreadable(path, err))()
		case info.IsDir():
			return p.read(path)()
		case !p.task.fits(path):
			return ui.Notify(p.task.wanted)()
		}
		return p.task.open([]string{filepath.Clean(path)})()
	}
}

// complete looks for how the name in the line can go on.
func (p *Picker) complete(line string) tea.Cmd {
	return func() tea.Msg {
		dir, begun := filepath.Split(p.full(line))
		switch {
		case line == "":
			dir, begun = p.dir, ""
		case os.IsPathSeparator(line[len(line)-1]):
			dir, begun = p.full(line), ""
		case !strings.HasSuffix(line, begun):
			return nil // there are quotation marks around it
		}
		entries, err := listFolder(dir)
		if err != nil {
			return nil // where there is no such folder, there is nothing to propose
		}
		var matches []string
		for _, e := range entries {
			name := filepath.Base(e.path)
			if len(name) < len(begun) || !strings.EqualFold(name[:len(begun)], begun) || !e.folder && !p.task.fits(e.path) {
				continue
			}
			if e.folder {
				name += string(filepath.Separator)
			}
			matches = append(matches, name)
		}
		if len(matches) == 0 {
			return nameCompleted{p, line, line, 0}
		}
		return nameCompleted{p, line, line[:len(line)-len(begun)] + commonBeginning(matches), len(matches)}
	}
}

// commonBeginning is what all names begin with. Names that differ in case only have the first one's.
func commonBeginning(names []string) string {
	common := []rune(names[0])
	for _, name := range names[1:] {
		runes := []rune(name)
		n := 0
		for n < min(len(common), len(runes)) && strings.EqualFold(string(common[n]), string(runes[n])) {
			n++
		}
		common = common[:n]
	}
	return string(common)
}

// completed takes what was found for the line.
func (p *Picker) completed(msg nameCompleted) tea.Cmd {
	p.line.SetValue(msg.full)
	p.line.CursorEnd()
	switch {
	case msg.matches == 0:
		return ui.Notify("Tidak ada nama yang berawal begitu.")
	case msg.matches > 1 && msg.full == msg.line:
		return ui.Notify(fmt.Sprintf("Ada %d nama yang berawal begitu.", msg.matches))
	}
	return nil
}

// homely is a path with the user's own folder written as "~".
func homely(path, home string) string {
	rest, inside := strings.CutPrefix(path, home)
	if home == "" || !inside || rest != "" && !os.IsPathSeparator(rest[0]) {
		return path
	}
	return "~" + rest
}

// shortened is a path of at most width columns; where it is longer, its beginning is left out.
func shortened(path string, width int) string {
	const separator = string(filepath.Separator)
	parts := strings.SplitAfter(path, separator)
	for len(parts) > 1 && lipgloss.Width(path) > width {
		parts = slices.Delete(parts, 0, 1)
		path = "…" + separator + strings.Join(parts, "")
	}
	return cut(path, width)
}
