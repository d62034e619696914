package widget_test

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"mufakat/internal/ui"
	"mufakat/internal/widget"
)

var theme = ui.NewTheme(true, ui.AllColours)

func TestMarkdown(t *testing.T) {
	tests := []struct {
		name, source string
		width        int
		want         string
	}{
		{"wraps and joins soft breaks", "satu dua\ntiga empat", 9, "satu dua\ntiga\nempat"},
		{"keeps hard breaks", "satu  \ndua", 20, "satu\ndua"},
		{"emphasis has no marks", "**tebal** dan *miring*", 30, "tebal dan miring"},
		{"list with hanging indent", "- satu dua tiga\n- empat", 10, "• satu dua\n  tiga\n• empat"},
		{"ordered list counts from its start", "3. tiga\n4. empat", 20, "3. tiga\n4. empat"},
		{"quotation with a speaker", "> **Bu Sri:** \"Duduk.\"", 30, "│ Bu Sri\n│ \"Duduk.\""},
		{"heading", "## Judul\n\nisi", 20, "Judul\n\nisi"},
		{"code is not wrapped", "```\na  b  c\n```", 20, "  a  b  c"},
		{"code is cut", "```\na  b  c\n```", 6, "  a  …"},
		{"link shows its text", "lihat [C-07](C-07.md).", 30, "lihat C-07."},
		{"table", "| a | bb |\n|---|---|\n| 1 | 2 |", 30, "a  bb\n───────\n1  2"},
		{"escapes and entities", "A \\* b &amp; c &#38; `\\*`", 30, "A * b & c & \\*"},
		{"entities bring no control characters", "a &#27;[2Jb", 30, "a [2Jb"},
		{"html is shown, not obeyed", "a <b>c</b>", 30, "a <b>c</b>"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := trimmed(widget.Markdown(test.source, test.width, theme))
			if got != test.want {
				t.Errorf("got\n%s\nwant\n%s", got, test.want)
			}
		})
	}
}

// A table that is too wide is folded into the width.
func TestWideTableFits(t *testing.T) {
	source := "| nama | keterangan |\n|---|---|\n| koordinasi | " + strings.Repeat("panjang ", 20) + "|"
	for _, l := range strings.Split(widget.Markdown(source, 40, theme), "\n") {
		if w := ansi.StringWidth(l); w > 40 {
			t.Errorf("%d columns: %q", w, l)
		}
	}
}

func TestChoices(t *testing.T) {
	lines := widget.Choices([]widget.Choice{
		{Text: "Temui warga malam ini juga", Cost: "hari −1"},
		{Text: "Pilihan yang panjang sekali sehingga harus dilipat"},
		{Text: "Minta janji", Locked: true, Reason: "Bantul belum mau."},
	}, 1, 40, 9, theme)
	want := []string{
		"   1  Temui warga malam ini juga hari −1",
		" ▸ 2  Pilihan yang panjang sekali",
		"      sehingga harus dilipat",
		"   ·  Minta janji",
		"      terkunci: Bantul belum mau.",
	}
	if got := trimmed(strings.Join(lines, "\n")); got != strings.Join(want, "\n") {
		t.Errorf("got\n%s", got)
	}
}

// Options that do not all fit are drawn around the cursor, in the height that there is.
func TestManyChoices(t *testing.T) {
	options := make([]widget.Choice, 16)
	for i := range options {
		options[i] = widget.Choice{Text: "Pilihan", Cost: "hari −2, anggaran −12, orang −3"}
	}
	for cursor := range options {
		for _, height := range []int{3, 5, 12} {
			lines := widget.Choices(options, cursor, 40, height, theme)
			text := trimmed(strings.Join(lines, "\n"))
			if len(lines) > height || !strings.Contains(text, "▸") || !strings.Contains(text, "dari 16 pilihan") {
				t.Fatalf("cursor %d, height %d:\n%s", cursor, height, text)
			}
		}
	}
}

func TestMeterCarriesItsNumber(t *testing.T) {
	for value, want := range map[float64]string{0: "──────────   0", 50: "━━━━━─────  50", 100: "━━━━━━━━━━ 100"} {
		if got := ansi.Strip(widget.Meter(value, 14, theme)); got != want {
			t.Errorf("%v: %q", value, got)
		}
	}
}

func TestPips(t *testing.T) {
	plain := ui.NewTheme(true, ui.NoColours)
	if got := ansi.Strip(widget.Pips("hari", 2, 4, plain)); got != "hari ▪▪▫▫ 2" {
		t.Errorf("got %q", got)
	}
	if got := ansi.Strip(widget.Pips("juta", 12, 20, plain)); got != "juta 12" {
		t.Errorf("got %q", got)
	}
}

func TestChart(t *testing.T) {
	got := trimmed(widget.Chart([]widget.Series{
		{Name: "a", Mark: '●', Values: []float64{20, 40}},
		{Name: "b", Mark: '◆', Values: []float64{40, 20}},
	}, 20, 5, theme))
	want := `
  40 ┤◆·       ·●
     ┤  ··   ··
  30 ┤    ···
     ┤  ··   ··
  20 ┤●·       ·◆
      0         1`
	if got != strings.TrimPrefix(want, "\n") {
		t.Errorf("got\n%s", got)
	}
	if widget.Chart(nil, 20, 5, theme) != "" {
		t.Error("a chart of nothing")
	}
}

// A long run keeps within the width, and its numbers stand below their steps.
func TestLongChart(t *testing.T) {
	for _, steps := range []int{2, 11, 27, 60, 300} {
		values := make([]float64, steps)
		for i := range values {
			values[i] = float64(i % 50)
		}
		lines := strings.Split(trimmed(widget.Chart([]widget.Series{{Mark: '●', Values: values}}, 56, 6, theme)), "\n")
		for _, l := range lines {
			if ansi.StringWidth(l) > 56 {
				t.Errorf("%d steps: %q", steps, l)
			}
		}
		if fields := strings.Fields(lines[6]); len(fields) < 2 || len(fields) > steps {
			t.Errorf("%d steps: %q", steps, lines[6])
		}
	}
}

func TestScrollShowsHowMuchIsLeft(t *testing.T) {
	lines := strings.Split(strings.Repeat("baris\n", 9)+"akhir", "\n")
	var s widget.Scroll
	if got := ansi.Strip(s.View(lines, 4, theme)); !strings.HasSuffix(got, "▾ 7 baris lagi (pgdn)") {
		t.Errorf("got\n%s", got)
	}
	for s.Advance(len(lines), 4) {
	}
	if got := ansi.Strip(s.View(lines, 4, theme)); !strings.HasSuffix(got, "akhir") || strings.Contains(got, "lagi") {
		t.Errorf("got\n%s", got)
	}
	// A window that has grown shows everything again.
	if got := strings.Count(s.View(lines, 20, theme), "\n"); got != 9 {
		t.Errorf("%d line breaks", got)
	}
}

func TestMenuFiltersAndChooses(t *testing.T) {
	f := ui.Frame{Width: 60, Height: 10, Theme: theme}
	m := widget.NewMenu([]widget.Item{{Label: "Kartamantul"}, {Label: "Banyuwangi"}, {Label: "Kulon Progo", Search: "K-02"}})
	press := func(code rune) int {
		msg := tea.KeyPressMsg{Code: code}
		if code != tea.KeyEnter {
			msg.Text = string(code)
		}
		chosen, _ := m.Update(msg, f)
		return chosen
	}
	if got := press('3'); got != 2 {
		t.Errorf("digit 3 chose %d", got)
	}
	if got := press('9'); got != -1 {
		t.Errorf("digit 9 chose %d", got)
	}
	press('/')
	for _, r := range "k-02" {
		press(r)
	}
	if !m.Typing() || strings.Contains(m.View(f, 10), "Banyuwangi") {
		t.Errorf("not filtered:\n%s", m.View(f, 10))
	}
	press(tea.KeyEnter)
	if got := press(tea.KeyEnter); got != 2 {
		t.Errorf("enter chose %d", got)
	}
	if _, taken := m.Update(tea.KeyPressMsg{Code: tea.KeyEscape}, f); !taken || !strings.Contains(m.View(f, 10), "Banyuwangi") {
		t.Error("esc does not lift the filter")
	}
	if _, taken := m.Update(tea.KeyPressMsg{Code: tea.KeyEscape}, f); taken {
		t.Error("esc is taken without a filter")
	}
}

// A long menu keeps the cursor in sight, whatever the height.
func TestMenuFollowsTheCursor(t *testing.T) {
	f := ui.Frame{Width: 60, Height: 10, Theme: theme}
	items := make([]widget.Item, 30)
	for i := range items {
		items[i] = widget.Item{Label: "Kasus", Note: "catatan"}
	}
	m := widget.NewMenu(items)
	for range items {
		for _, height := range []int{2, 3, 7, 10} {
			view := m.View(f, height)
			if !strings.Contains(view, "▸") || strings.Count(view, "\n") >= height {
				t.Fatalf("height %d:\n%s", height, ansi.Strip(view))
			}
		}
		m.Update(tea.KeyPressMsg{Code: tea.KeyDown}, f)
	}
}

// trimmed is text without styles and without spaces at the ends of lines.
func trimmed(s string) string {
	lines := strings.Split(ansi.Strip(s), "\n")
	for i, l := range lines {
		lines[i] = strings.TrimRight(l, " ")
	}
	return strings.Join(lines, "\n")
}
