package scenes

import (
	"fmt"
	"maps"
	"strconv"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"mufakat/internal/clean"
	"mufakat/internal/debrief"
	"mufakat/internal/report"
	"mufakat/internal/ui"
	"mufakat/internal/widget"
)

// noteName is the key of the text that the page at hand lets one write.
func (d *Debrief) noteName() string {
	if d.page == pageUnit {
		return debrief.NoteUnit
	}
	return debrief.NoteAnswer(d.answer)
}

// onWriting opens the text area, or shows the model answer.
func (d *Debrief) onWriting(msg tea.KeyPressMsg, f ui.Frame) (tea.Cmd, bool) {
	switch {
	case key.Matches(msg, debriefKeys.Write) && (d.page == pageUnit || len(d.play.Case.Answers) > 0):
		d.area = newArea(debrief.MaxAnswer)
		d.area.SetStyles(f.Theme.Area())
		d.fitArea(f)
		d.area.SetValue(d.notes[d.noteName()])
		d.area.MoveToEnd()
		d.writing = true
		return d.area.Focus(), true
	case d.page == pageAnswers && key.Matches(msg, debriefKeys.Model):
		d.model = !d.model
		d.text.Forget()
		return nil, true
	}
	return nil, false
}

// fitArea gives the text area the room that the frame has.
func (d *Debrief) fitArea(f ui.Frame) {
	d.area.SetWidth(min(widget.TextWidth, f.Width-3))
	d.area.SetHeight(max(f.Height-4, 3))
}

// write reacts to a key in the text area. Every change is brought to the store as it is made.
func (d *Debrief) write(msg tea.KeyPressMsg) tea.Cmd {
	if key.Matches(msg, debriefKeys.Done) {
		d.writing = false
		d.text.Forget()
		return d.keepArea()
	}
	var cmd tea.Cmd
	d.area, cmd = d.area.Update(msg)
	return tea.Batch(cmd, d.keepArea())
}

// paste puts text into the area; what does not fit is said to be cut.
func (d *Debrief) paste(msg tea.PasteMsg) tea.Cmd {
	room := debrief.MaxAnswer - d.area.Length()
	var cmd tea.Cmd
	d.area, cmd = d.area.Update(msg)
	if len([]rune(msg.Content)) > room {
		cmd = tea.Batch(cmd, cutNotice(debrief.MaxAnswer))
	}
	return tea.Batch(cmd, d.keepArea())
}

// keepArea takes over what is in the text area.
func (d *Debrief) keepArea() tea.Cmd {
	d.notes[d.noteName()] = clean.Text(d.area.Value())
	return d.keep()
}

func (d *Debrief) writingLines(f ui.Frame) []string {
	area := d.area
	area.SetStyles(f.Theme.Area())
	heading := "Satu kalimat untuk unit Anda"
	if d.page == pageAnswers {
		heading = d.play.Case.Answers[d.answer].Title
	}
	return append([]string{f.Theme.Title.Render(heading), ""}, strings.Split(area.View(), "\n")...)
}

// answerLines are one heading of the case paper: the trainee's own text, and beside it, when asked for, the model.
func (d *Debrief) answerLines(f ui.Frame) []string {
	t, answers := f.Theme, d.play.Case.Answers
	if len(answers) == 0 {
		return wrap("Pengarang kasus ini tidak menulis lembar jawab.", f.Width-3)
	}
	a := answers[d.answer]
	lines := []string{t.Title.Render(a.Title) + t.Faint.Render(fmt.Sprintf("   %d dari %d", d.answer+1, len(answers))), ""}
	width := min(widget.TextWidth, f.Width-3)
	side := f.Width >= wide && d.model
	if side {
		width = (f.Width - 6) / 2
	}
	own := []string{t.Strong.Render("Jawaban Anda"), ""}
	if text := strings.TrimSpace(d.notes[debrief.NoteAnswer(d.answer)]); text != "" {
		own = append(own, wrap(text, width)...)
	} else {
		own = append(own, styled(wrap("Belum ditulis. Tekan e untuk menulis; inilah empat judul makalah kasus Latsar.", width), t.Faint)...)
	}
	if !d.model {
		return append(append(lines, own...), "", t.Faint.Render("Jawaban pembanding menyusul sesudah enter."))
	}
	model := append([]string{t.Strong.Render("Pembanding"), ""}, wrapMarkdown(a.Markdown, width, t)...)
	if side {
		return append(lines, beside(own, model, width+4)...)
	}
	return append(lines, section(own, model)...)
}

// unitLines ask for one sentence, with the author's questions to think on.
func (d *Debrief) unitLines(width int, t ui.Theme) []string {
	lines := wrap("Satu kalimat: apa yang akan Anda lakukan dengan cara lain di unit Anda, mulai pekan depan?", width)
	lines = styled(lines, t.Strong)
	if text := strings.TrimSpace(d.notes[debrief.NoteUnit]); text != "" {
		lines = section(lines, wrap(text, width))
	} else {
		lines = section(lines, []string{t.Faint.Render("Belum ditulis. Tekan e untuk menulis.")})
	}
	if d.play.Case.Reflection != "" {
		lines = section(lines, []string{t.Strong.Render("Bahan renungan")})
		lines = append(lines, wrapMarkdown(d.play.Case.Reflection, width, t)...)
	}
	return lines
}

func (d *Debrief) exportLines(width int, t ui.Theme) []string {
	lines := append(wrap("Simpan debrief ini, dengan jawaban Anda, sebagai berkas: untuk makalah kasus, untuk kelompok, atau untuk widyaiswara.", width), "")
	for i, f := range report.Formats() {
		lines = append(lines, "  "+t.Key.Render(strconv.Itoa(i+1))+"  "+f.String())
	}
	return append(lines, "", t.Key.Render("enter")+t.Faint.Render(" selesai tanpa menyimpan berkas; debrief tetap ada di Riwayat"))
}

// export asks where to, and writes the debrief there.
func (d *Debrief) export(choice int) tea.Cmd {
	formats := report.Formats()
	if choice < 0 || choice >= len(formats) {
		return nil
	}
	format, result, notes := formats[choice], d.result, maps.Clone(d.notes)
	origin := report.Origin{Name: d.app.Profile.Name, NIP: d.app.Profile.NIP, Source: d.info.Case.Source, Begun: d.info.Begun}
	name := fmt.Sprintf("debrief-%s-%s%s", d.play.Case.ID, d.app.Now().Format("2006-01-02-1504"), format.Extension())
	if format == report.JSON { // an instructor keeps the files of many in one folder
		name = report.NewRunFile(result, origin, notes).Name()
	}
	return saveFile("Simpan debrief", "Nama berkas. Tanpa folder, berkas ditulis di folder tempat Mufakat dijalankan.", name, func(path string) (string, error) {
		return report.DebriefFile(path, format, result, origin, notes)
	})
}
