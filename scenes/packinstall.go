package scenes

import (
	"context"
	"errors"
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"mufakat/internal/install"
	"mufakat/internal/ui"
)

// The messages of installing; by is the workbench that asked.
type (
	packExamined struct {
		by      *Workbench
		ctx     context.Context
		would   install.Installed
		options install.Options
		err     error
	}
	installWanted struct {
		by      *Workbench
		options install.Options
	}
	packInstalled struct {
		by  *Workbench
		ctx context.Context
		did install.Installed
		err error
	}
)

// examine finds out what installing would do.
func (w *Workbench) examine() tea.Cmd { return w.examineWith(install.Options{}) }

func (w *Workbench) examineWith(o install.Options) tea.Cmd {
	if w.install.running() {
		return nil
	}
	shelf, path := w.subject.app.Shelf, w.subject.path
	return w.install.start(func(ctx context.Context, tell func(done, total int)) tea.Msg {
		with := o
		with.Progress = tell
		would, err := shelf.Examine(ctx, path, with)
		return packExamined{w, ctx, would, o, err}
	})
}

// askInstall asks once before anything is changed, or says why it cannot be.
func (w *Workbench) askInstall(msg packExamined) tea.Cmd {
	var older *install.OlderError
	switch {
	case errors.Is(msg.err, context.Canceled):
		return ui.Notify(stoppedText)
	case errors.Is(msg.err, install.ErrFaulty):
		return tea.Batch(w.subject.look(), tea.Sequence(ui.Push(newFindings(w.subject, "")), ui.Fail("Belum bisa dipasang", msg.err)))
	case errors.As(msg.err, &older):
		return w.ask("Pasang versi yang lebih lama?", older.Error(), install.Options{AllowOlder: true})
	case msg.err != nil:
		return ui.Fail("Belum bisa dipasang", msg.err)
	}
	title := "Pasang paket " + msg.would.Manifest.Title
	if v := msg.would.Manifest.Version; v != "" {
		title += " versi " + v
	}
	text := msg.would.Contents.Text() + "."
	if replaced := replacedText(msg.would); replaced != "" {
		text += " " + replaced + " akan diganti."
	}
	return w.ask(title+"?", text, msg.options)
}

func (w *Workbench) ask(title, text string, o install.Options) tea.Cmd {
	return ui.Ask(ui.Dialog{Title: title, Text: text, Answers: []ui.Answer{
		{Label: "Pasang", Do: func() tea.Msg { return installWanted{w, o} }},
		{Label: "Batal"},
	}})
}

const stoppedText = "Dihentikan. Tidak ada yang terpasang."

// replacedText names the pack that another one replaces; empty where there is none.
func replacedText(i install.Installed) string {
	switch {
	case i.Replaced == nil:
		return ""
	case i.ReplacedBuiltIn:
		return "Paket bawaan program"
	case i.Replaced.Version == "":
		return "Paket yang terpasang"
	}
	return "Versi " + i.Replaced.Version
}

// installPack installs what was examined; what has changed since is examined again by the shelf.
func (w *Workbench) installPack(o install.Options) tea.Cmd {
	shelf, path := w.subject.app.Shelf, w.subject.path
	return w.install.start(func(ctx context.Context, tell func(done, total int)) tea.Msg {
		o.Progress = tell
		did, err := shelf.Install(ctx, path, o)
		return packInstalled{w, ctx, did, err}
	})
}

// installResult tells what was installed, or why nothing was.
func installResult(msg packInstalled) tea.Cmd {
	switch {
	case errors.Is(msg.err, context.Canceled):
		return ui.Notify(stoppedText)
	case msg.err != nil:
		return ui.Fail("Belum terpasang", msg.err)
	}
	did := msg.did
	sentences := []string{did.Contents.Text() + "."}
	if replaced := replacedText(did); replaced != "" {
		sentences = append(sentences, replaced+" sudah diganti.")
		for _, change := range []struct {
			what string
			ids  []string
		}{{"Baru", did.New}, {"Berubah", did.Changed}, {"Tidak ada lagi", did.Gone}} {
			if len(change.ids) > 0 {
				sentences = append(sentences, change.what+": "+someOf(change.ids)+".")
			}
		}
	}
	if len(did.LeftOut) > 0 {
		sentences = append(sentences, "Tidak ikut, karena bukan bagian paket: "+someOf(did.LeftOut)+".")
	}
	if did.Cases > 0 {
		sentences = append(sentences, "Kasusnya tampil di daftar Kasus.")
	}
	return ui.Ask(ui.Dialog{Title: "Terpasang: " + did.Manifest.Title, Text: strings.Join(sentences, " "), Answers: []ui.Answer{{Label: "Mengerti"}}})
}

// someOf lists names, at most so many as a dialog has room for.
func someOf(names []string) string {
	const most = 6
	if len(names) <= most {
		return strings.Join(names, ", ")
	}
	return fmt.Sprintf("%s, dan %d lagi", strings.Join(names[:most], ", "), len(names)-most)
}
