package store

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"mufakat/internal/practice"
	"mufakat/internal/quiz"
)

func TestFirstProfile(t *testing.T) {
	s := open(t, t.TempDir(), Options{})
	first, err := s.CurrentProfile()
	must(t, err)
	if first.Name != DefaultName || first.NIP != "" || !first.Created.After(firstMoment) {
		t.Errorf("%+v", first)
	}
	again, err := s.CurrentProfile()
	must(t, err)
	if again != first {
		t.Errorf("%+v, then %+v", first, again)
	}
}

func TestProfiles(t *testing.T) {
	s, first := player(t)
	budi, err := s.AddProfile(" budi\u200b  Santoso\n", "19900101 202501.1 001")
	must(t, err)
	if budi.Name != "budi Santoso" || budi.NIP != "199001012025011001" {
		t.Errorf("%+v", budi)
	}
	ayu, err := s.AddProfile("Ayu", "")
	must(t, err)
	if p, err := s.Profile(budi.ID); err != nil || p != budi {
		t.Errorf("%+v, %v", p, err)
	}
	if p := (Profile{Name: DefaultName}); p.OwnName() != "" || budi.OwnName() != budi.Name {
		t.Errorf("own names %q, %q", p.OwnName(), budi.OwnName())
	}
	current := func(want ProfileID) {
		t.Helper()
		if p, err := s.CurrentProfile(); err != nil || p.ID != want {
			t.Errorf("current %+v, %v; want %d", p, err, want)
		}
	}
	current(first)
	must(t, s.ChooseProfile(budi.ID))
	current(budi.ID)
	must(t, s.ChooseProfile(ayu.ID))
	current(ayu.ID)
	must(t, s.UpdateProfile(ayu.ID, "Ayu Lestari", "12"))
	must(t, s.UpdateProfile(budi.ID, "Budi Santoso", "")) // its own name in another case
	profiles, err := s.Profiles()
	must(t, err)
	var names []string
	for _, p := range profiles {
		names = append(names, p.Name+"/"+p.NIP)
	}
	if got := strings.Join(names, ", "); got != "Ayu Lestari/12, Budi Santoso/, Peserta/" {
		t.Errorf("profiles %s", got)
	}
	must(t, s.DeleteProfile(ayu.ID)) // the one chosen before it comes back
	current(budi.ID)
	must(t, s.DeleteProfile(budi.ID))
	must(t, s.DeleteProfile(first))
	p, err := s.CurrentProfile()
	must(t, err)
	if p.Name != DefaultName || p.ID <= ayu.ID {
		t.Errorf("after deleting all: %+v; want a new id", p)
	}
}

func TestProfileErrors(t *testing.T) {
	s, id := player(t)
	_, err := s.AddProfile("Élise", "")
	must(t, err)
	for _, test := range []struct {
		name, nip string
		code      Code
		sentence  string
	}{
		{" \u200b\n", "", BadName, "Nama profil masih kosong; ketik nama dengan paling banyak 60 huruf."},
		{strings.Repeat("é", 61), "", BadName, "Nama profil terlalu panjang (61 huruf); singkat menjadi paling banyak 60 huruf."},
		{"ÉLISE", "", NameTaken, `Nama "ÉLISE" sudah dipakai profil lain; pilih nama yang berbeda.`},
		{"Siti", "1990x", BadNIP, "NIP hanya boleh berisi angka; periksa lagi, atau kosongkan."},
		{"Siti", "1234567890123456789", BadNIP, "NIP terlalu panjang (19 angka, paling banyak 18); periksa lagi, atau kosongkan."},
	} {
		_, err := s.AddProfile(test.name, test.nip)
		fails(t, err, test.code, test.sentence)
		fails(t, s.UpdateProfile(id, test.name, test.nip), test.code, test.sentence)
	}
	if p, err := s.AddProfile(strings.Repeat("é", 60), "199001012025011001"); err != nil || len(p.NIP) != 18 {
		t.Errorf("%+v, %v", p, err)
	}
	if n := count(t, s, "SELECT count(*) FROM profile"); n != 3 {
		t.Errorf("%d profiles", n)
	}
}

const noProfileSentence = "Profil itu sudah tidak ada, mungkin dihapus dari jendela Mufakat yang lain; pilih profil lain."

func TestUnknownProfile(t *testing.T) {
	s, id := player(t)
	gone := id + 1
	_, beginErr := s.Begin(gone, "", "", runOf("k"))
	_, readErr := s.Profile(gone)
	for name, err := range map[string]error{
		"read": readErr, "choose": s.ChooseProfile(gone), "update": s.UpdateProfile(gone, "A", ""), "delete": s.DeleteProfile(gone),
		"begin": beginErr, "seen": s.MarkSeen(gone, "C-07"), "review": s.AddReview(gone, "kelas", practice.Review{At: firstMoment}), "plan": s.SetPracticePlan(gone, "kelas", practice.Plan{}), "backup": s.Backup(gone, new(bytes.Buffer)),
	} {
		t.Run(name, func(t *testing.T) { fails(t, err, NoProfile, noProfileSentence) })
	}
}

// Deleting a profile removes what belongs to it, leaves what belongs to others, and leaves nothing legible in the files.
func TestDeleteProfile(t *testing.T) {
	s, other := player(t)
	p, err := s.AddProfile("Rahasia Sekali", "198877665544332211")
	must(t, err)
	for _, owner := range []ProfileID{p.ID, other} {
		id := begin(t, s, owner, "k")
		play(t, s, id, 0, 40)
		must(t, s.Rewind(id, 40, 30))
		must(t, s.Finish(id, 30, resultOf(50)))
		must(t, s.MarkSeen(owner, "C-07"))
		exam := sit(t, s, owner, 9)
		handIn(t, s, exam, 9)
		if owner == p.ID {
			must(t, s.SaveNote(id, "tebakan", "catatan yang sangat pribadi"))
			must(t, s.AddMark(exam, quiz.Mark{Item: essayOf(examPaper(1)), Comment: "komentar untuk dia sendiri"}))
			must(t, s.AddReview(owner, "bank-miliknya", practice.Review{At: firstMoment}))
			must(t, s.SetPracticePlan(owner, "bank-miliknya", practice.Plan{}))
		}
	}
	must(t, s.DeleteProfile(p.ID))
	for table, want := range map[string]int{"profile": 1, "run": 1, "decision": 40, "result": 1, "note": 0, "seen": 1, "attempt": 1, "event": 10, "mark": 0, "attempt_result": 1, "review": 3, "practice_plan": 0} {
		if n := count(t, s, "SELECT count(*) FROM "+table); n != want {
			t.Errorf("%d rows in %s, want %d", n, table, want)
		}
	}
	for _, suffix := range []string{"", "-wal"} {
		text, err := os.ReadFile(s.Path() + suffix)
		must(t, err)
		for _, secret := range []string{"198877665544332211", "ahasia", "sangat pribadi", "dia sendiri", "bank-miliknya"} {
			if bytes.Contains(text, []byte(secret)) {
				t.Errorf("%q is still in the file %q", secret, suffix)
			}
		}
	}
}
