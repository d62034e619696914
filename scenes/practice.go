package scenes

import (
	"errors"
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"mufakat/internal/practice"
	"mufakat/internal/ui"
	"mufakat/internal/widget"
)

// Practice is where one begins to practise the questions of a source, sees how far one is, and says for when and how many new
// ones a day.
type Practice struct {
	app      *App
	source   string
	title    string
	known    practised
	standing practice.Standing
	now      time.Time // when it was read
	loaded   bool
	starting bool // a session is being opened
	menu     widget.Menu
}

// NewPractice returns the start of practising the questions of a source: a pack's name, or a bank's absolute file name.
func NewPractice(app *App, source string) *Practice {
	return &Practice{app: app, source: source, title: filepath.Base(source), menu: widget.NewMenu(nil)}
}

// The entries of the menu.
const (
	practiceStart = iota
	practiceExam
	practicePerDay
)

type practiceRead struct {
	of       *Practice
	title    string
	known    practised
	standing practice.Standing
	now      time.Time
	err      error
}

// Init reads the questions, and what was practised of them.
func (p *Practice) Init() tea.Cmd {
	profile := p.app.Profile.ID
	return func() tea.Msg {
		read := practiceRead{of: p, title: p.title, now: p.app.Now()}
		if read.known, read.err = readPractised(p.app, profile, p.source); read.err != nil {
			return read
		}
		if !filepath.IsAbs(p.source) {
			read.title = bankTitle(p.app, p.source)
		}
		read.standing = read.known.memory(read.now).Standing(read.now)
		return read
	}
}

// bankTitle is the title of a pack with questions; its name where it has none.
func bankTitle(app *App, source string) string {
	banks, _ := app.Quizzes.Banks() // what cannot be listed is told where the banks are
	for _, b := range banks {
		if b.Source == source {
			return b.Title
		}
	}
	return source
}

// Resume reads them again: a session may have changed them.
func (p *Practice) Resume() tea.Cmd { return p.Init() }

// Heading names the questions.
func (p *Practice) Heading() ui.Heading {
	return ui.Heading{Left: "Latihan", Right: p.title}
}

// Update begins a session, or changes the plan.
func (p *Practice) Update(msg tea.Msg, f ui.Frame) (ui.Scene, tea.Cmd) {
	switch msg := msg.(type) {
	case practiceRead:
		if msg.of == p {
			return p, p.read(msg, f)
		}
		return p, nil
	case tea.KeyPressMsg:
		switch {
		case key.Matches(msg, ui.Keys.Back):
			return p, ui.Pop
		case key.Matches(msg, ui.Keys.Filter):
			return p, nil // three entries need no filter
		}
	}
	if !p.loaded {
		return p, nil
	}
	chosen, _ := p.menu.Update(msg, f)
	switch chosen {
	case practiceStart:
		return p, p.begin()
	case practiceExam:
		return p, p.askExam()
	case practicePerDay:
		return p, p.askPerDay()
	}
	return p, nil
}

func (p *Practice) read(msg practiceRead, f ui.Frame) tea.Cmd {
	err := msg.err
	if err == nil && msg.standing.Items == 0 {
		if err = msg.known.broken; err == nil {
			err = errors.New("Belum ada soal yang dapat dilatih di sini. Pilih bank soal yang lain.")
		}
	}
	if err != nil {
		return tea.Sequence(ui.Pop, ui.Fail("Latihan ini tidak bisa dibuka", err))
	}
	p.title, p.known, p.standing, p.now, p.loaded, p.starting = msg.title, msg.known, msg.standing, msg.now, true, false
	today := p.standing.Due + p.standing.Fresh
	start := widget.Item{Label: "Mulai latihan", Right: fmt.Sprintf("%d soal", today), Dim: today == 0,
		Note: "umpan balik langsung; yang salah datang lagi sampai benar"}
	if today == 0 {
		start.Right = "selesai untuk hari ini"
	}
	start.Right = f.Theme.Faint.Render(start.Right)
	p.menu.SetItems([]widget.Item{
		start,
		{Label: "Ujian pada tanggal", Right: p.examText(f.Theme), Note: "soal diulang supaya paling Anda ingat pada hari itu"},
		{Label: "Soal baru per hari", Right: strconv.Itoa(p.known.plan.PerDay), Note: "selain soal yang diulang"},
	})
	return nil
}

// examText is the day of the exam, and how far away it is.
func (p *Practice) examText(t ui.Theme) string {
	exam, ahead := p.known.plan.ExamDay(p.now)
	switch {
	case ahead:
		return dayText(exam, p.now)
	case exam.IsZero():
		return t.Faint.Render("belum ditentukan")
	}
	return t.Faint.Render("sudah lewat: " + practice.DayText(exam))
}

// dayText is a day that is not over: how far away it is, and its date.
func dayText(day, now time.Time) string {
	switch days := practice.DaysUntil(day, now); days {
	case 0:
		return "hari ini"
	case 1:
		return fmt.Sprintf("besok (%s)", practice.DayText(day))
	default:
		return fmt.Sprintf("%d hari lagi (%s)", days, practice.DayText(day))
	}
}

// begin opens a session of today's questions.
func (p *Practice) begin() tea.Cmd {
	switch s := p.standing; {
	case s.Due+s.Fresh > 0:
	case s.Known < s.Items:
		return ui.Notify("Untuk hari ini selesai. Ingin lagi? Naikkan jumlah soal baru per hari.")
	default:
		return ui.Notify("Untuk hari ini selesai: semua soal masih Anda ingat.")
	}
	if p.starting {
		return nil // a key pressed twice begins one session
	}
	p.starting = true
	app, known, title := p.app, p.known, p.title
	return func() tea.Msg { return ui.Push(newPracticeSession(app, known, title, practice.NewSession))() }
}

// nextText tells when there is something to practise again.
func nextText(s practice.Standing, now time.Time) string {
	if s.Next.IsZero() {
		return "Belum ada soal untuk hari-hari berikutnya."
	}
	return "Soal berikutnya " + dayText(s.Next, now) + "."
}

func (p *Practice) askExam() tea.Cmd {
	value := ""
	if exam, ahead := p.known.plan.ExamDay(p.now); ahead {
		value = practice.DayText(exam)
	}
	return p.askPlan("Ujian pada tanggal", "Ketik tanggalnya, misalnya 24-12-2026 atau 24 Desember. Kosongkan bila tidak ada ujian.", value,
		func(line string, plan *practice.Plan) (err error) {
			if line == "" {
				plan.Exam = time.Time{}
				return nil
			}
			plan.Exam, err = practice.ReadExamDay(line, p.app.Now())
			return err
		})
}

func (p *Practice) askPerDay() tea.Cmd {
	text := fmt.Sprintf("Berapa soal yang belum pernah Anda jawab ingin Anda tambah setiap hari? Ketik 0 sampai %d.", practice.MaxPerDay)
	return p.askPlan("Soal baru per hari", text, strconv.Itoa(p.known.plan.PerDay), func(line string, plan *practice.Plan) error {
		n, err := strconv.Atoi(line)
		if err != nil || n < 0 || n > practice.MaxPerDay {
			return fmt.Errorf("“%s” tidak bisa dipakai. Ketik satu angka, 0 sampai %d.", line, practice.MaxPerDay)
		}
		plan.PerDay = n
		return nil
	})
}

// askPlan asks for one line that changes the plan, and keeps the plan.
func (p *Practice) askPlan(title, text, value string, change func(line string, plan *practice.Plan) error) tea.Cmd {
	app, known := p.app, p.known
	submit := func(line string) tea.Cmd {
		return func() tea.Msg {
			plan := known.plan
			err := change(strings.TrimSpace(line), &plan)
			if err == nil {
				err = app.Store.SetPracticePlan(known.profile, known.source, plan)
			}
			if err != nil {
				return ui.Fail(title+": belum berubah", err)()
			}
			return ui.Refresh()
		}
	}
	return ui.Ask(ui.Dialog{Title: title, Text: text, Input: &ui.Input{Value: value, Limit: 40, Submit: submit},
		Answers: []ui.Answer{{Label: "enter simpan"}, {Label: "esc batal"}}})
}

// View draws how far one is, and what can be done.
func (p *Practice) View(f ui.Frame) string {
	if !p.loaded {
		return ""
	}
	lines := append([]string{""}, p.standingLines(min(widget.TextWidth, f.Width-3), f.Theme)...)
	list := f
	list.Height -= len(lines)
	return indent(strings.Join(lines, "\n")) + "\n" + listView(&p.menu, p.known.broken, list)
}

func (p *Practice) standingLines(width int, t ui.Theme) []string {
	s := p.standing
	known := fmt.Sprintf("%d dari %d soal ", s.Known, s.Items)
	rows := [][2]string{
		{"Hari ini", fmt.Sprintf("%d soal menunggu diulang, %d soal baru", s.Due, s.Fresh)},
		{"Diingat", known + widget.Bar(100*float64(s.Known)/float64(s.Items), min(30, width-14-len(known)), t)},
	}
	if s.Due+s.Fresh == 0 {
		rows[0][1] = "selesai. " + nextText(p.standing, p.now)
	}
	var lines []string
	for _, row := range rows {
		lines = append(lines, beside([]string{"  " + t.Faint.Render(row[0])}, wrap(row[1], width-14), 14)...)
	}
	return lines
}

// ShortHelp lists the keys that matter.
func (p *Practice) ShortHelp() []key.Binding {
	return []key.Binding{ui.Describe(ui.Keys.Up, "↑↓", "pilih"), ui.Keys.Enter, ui.Keys.Digit, ui.Keys.Help, ui.Keys.Back}
}

// FullHelp lists all keys.
func (p *Practice) FullHelp() [][]key.Binding {
	return [][]key.Binding{{ui.Keys.Up, ui.Keys.Down, ui.Keys.Enter, ui.Keys.Digit, ui.Keys.Back}}
}
