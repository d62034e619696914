package main

import (
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// rooms are the packages and what each may import beside the standard library: other rooms, and outside modules.
var rooms = map[string][]string{
	"internal/sim":         {},
	"internal/sim/simtest": {"internal/sim"},
	"internal/clean":       {},
	"internal/dialect":     {"github.com/yuin/goldmark"},
	"internal/diagnostic":  {"internal/clean"},
	"internal/analysis":    {"internal/sim", "internal/plaintext"},
	"internal/appraisal":   {"internal/sim", "internal/analysis", "internal/plaintext"},
	"internal/casefile":    {"internal/sim", "internal/dialect", "internal/clean", "internal/diagnostic", "github.com/yuin/goldmark"},
	"internal/plaintext":   {"internal/clean"},
	"internal/debrief":     {"internal/sim", "internal/analysis", "internal/plaintext"},
	"internal/pack":        {"internal/sim", "internal/casefile", "internal/diagnostic", "internal/clean", "internal/plaintext", "internal/quiz", "internal/gift", "go.yaml.in/yaml/v3", "golang.org/x/text"},
	"internal/check":       {"internal/gift", "internal/quiz", "internal/sim", "internal/analysis", "internal/casefile", "internal/diagnostic", "internal/clean", "internal/pack", "internal/plaintext"},
	"internal/install":     {"internal/casefile", "internal/diagnostic", "internal/check", "internal/clean", "internal/pack"},
	"internal/preview":     {"internal/sim", "internal/casefile", "internal/diagnostic", "internal/check", "internal/plaintext"},
	"internal/handout":     {"internal/sim", "internal/dialect", "internal/plaintext", "github.com/yuin/goldmark"},
	"internal/storymap":    {"internal/sim", "internal/analysis", "internal/plaintext"},
	"internal/store":       {"internal/sim", "internal/quiz", "internal/practice", "internal/clean", "modernc.org/sqlite"},
	"internal/quiz":        {"golang.org/x/text"},
	"internal/gift":        {"internal/quiz", "internal/clean", "internal/diagnostic"},
	"internal/itemtext":    {"internal/quiz", "internal/clean", "github.com/JohannesKaufmann/html-to-markdown"},
	"internal/review":      {"internal/quiz", "internal/itemtext", "internal/plaintext"},
	"internal/resultfile":  {"internal/clean"},
	"internal/gradebook":   {"internal/quiz", "internal/itemstats", "internal/itemtext", "internal/plaintext", "internal/clean", "internal/resultfile"},
	"internal/itemstats":   {"internal/clean"},
	"internal/practice":    {"internal/quiz", "github.com/open-spaced-repetition/go-fsrs"},
	"internal/report":      {"internal/sim", "internal/analysis", "internal/debrief", "internal/itemstats", "internal/quiz", "internal/review", "internal/gradebook", "internal/resultfile", "internal/plaintext", "internal/clean", "github.com/xuri/excelize"},
	"internal/plain":       {"internal/sim", "internal/debrief", "internal/quiz", "internal/itemtext", "internal/review", "internal/practice", "internal/report", "internal/clean", "internal/plaintext"},
	"internal/ui":          {"internal/clean", "charm.land", "github.com/charmbracelet"},
	"internal/widget":      {"internal/ui", "internal/clean", "internal/plaintext", "charm.land", "github.com/charmbracelet", "github.com/yuin/goldmark"},
	"scenes": {"internal/ui", "internal/widget", "internal/sim", "internal/analysis", "internal/appraisal", "internal/casefile", "internal/check", "internal/clean", "internal/debrief", "internal/diagnostic", "internal/install", "internal/pack", "internal/plaintext", "internal/preview", "internal/report",
		"internal/quiz", "internal/practice", "internal/review", "internal/itemtext", "internal/gradebook", "internal/itemstats", "internal/gift",
		"internal/store", "internal/storymap", "charm.land", "github.com/charmbracelet"},
	"content":     {},
	"cmd/mufakat": nil, // wires everything
}

// terminal are the modules of the terminal. No room below the ui comes near them, not even through another.
var terminal = []string{"charm.land", "github.com/charmbracelet", "github.com/mattn"}

// The house is kept: every package is a known room, imports only what it may, and the domain knows no terminal.
func TestRooms(t *testing.T) {
	const module = "mufakat/"
	out, err := exec.Command("go", "list", "-f", `{{.ImportPath}} {{join .Imports ","}} {{join .Deps ","}}`, "../../...").CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for line := range strings.Lines(string(out)) {
		fields := strings.Split(strings.TrimSuffix(line, "\n"), " ")
		room := strings.TrimPrefix(fields[0], module)
		allowed, known := rooms[room]
		if !known {
			t.Errorf("%s is no room of the house: add it here and to ARCHITECTURE.md, with what it may import", room)
			continue
		}
		if room == "cmd/mufakat" {
			continue
		}
		for _, path := range strings.Split(fields[1], ",") {
			name, ours := strings.CutPrefix(path, module)
			standard := !ours && !strings.Contains(strings.Split(path, "/")[0], ".")
			if !standard && !slices.ContainsFunc(allowed, func(a string) bool { return name == a || !ours && strings.HasPrefix(name, a+"/") }) {
				t.Errorf("%s may not import %s", room, path)
			}
		}
		if slices.Contains(allowed, "charm.land") {
			continue
		}
		for _, path := range strings.Split(fields[len(fields)-1], ",") {
			if slices.ContainsFunc(terminal, func(m string) bool { return path == m || strings.HasPrefix(path, m+"/") }) {
				t.Errorf("%s depends on %s: it may know nothing of the terminal", room, path)
			}
		}
	}
}
