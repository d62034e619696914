package scenes

import (
	"cmp"
	"strings"

	tea "charm.land/bubbletea/v2"

	"mufakat/internal/store"
	"mufakat/internal/ui"
)

var ownerKey = ui.Bind("n", "nama dan NIP", "n")

// ownerKept tells what the profile is called now.
type ownerKept struct {
	by    *ExamBriefing
	owner store.Profile
}

// asksOwner tells whether a name or an NIP can be given here: before an attempt, as long as one of them is missing.
func (b *ExamBriefing) asksOwner() bool {
	p := b.app.Profile
	return b.read != nil && b.mayStart() && (p.OwnName() == "" || p.NIP == "")
}

// askName asks for the name with which the result is kept, and then for the NIP. Each is stored once it is given.
func (b *ExamBriefing) askName() tea.Cmd {
	p := b.app.Profile
	return ui.Ask(ui.Dialog{
		Title: "Nama Anda", Text: "Dengan nama ini hasil ujian disimpan. Boleh dikosongkan.",
		Input: &ui.Input{Value: p.OwnName(), Limit: store.MaxName, Submit: func(line string) tea.Cmd {
			return b.keepOwner(cmp.Or(strings.TrimSpace(line), p.Name), p.NIP, b.askNIP)
		}},
		Answers: []ui.Answer{{Label: "enter lanjut ke NIP"}, {Label: "esc batal"}},
	})
}

func (b *ExamBriefing) askNIP(p store.Profile) tea.Cmd {
	return ui.Ask(ui.Dialog{
		Title: "NIP Anda", Text: "Boleh dikosongkan.",
		Input: &ui.Input{Value: p.NIP, Limit: 40, Submit: func(line string) tea.Cmd {
			return b.keepOwner(p.Name, line, func(store.Profile) tea.Cmd { return ui.Notify("Tersimpan.") })
		}},
		Answers: []ui.Answer{{Label: "enter simpan"}, {Label: "esc batal"}},
	})
}

// keepOwner stores name and NIP, and goes on with them as they are stored.
func (b *ExamBriefing) keepOwner(name, nip string, then func(store.Profile) tea.Cmd) tea.Cmd {
	st, id := b.app.Store, b.app.Profile.ID
	return func() tea.Msg {
		err := st.UpdateProfile(id, name, nip)
		if err != nil {
			return ui.Fail("Belum tersimpan", err)()
		}
		owner, err := st.Profile(id)
		if err != nil {
			return ui.Fail("Profil tidak terbaca", err)()
		}
		return tea.Sequence(func() tea.Msg { return ownerKept{b, owner} }, then(owner))()
	}
}
