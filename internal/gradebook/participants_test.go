package gradebook_test

import (
	"strings"
	"testing"

	"mufakat/internal/gradebook"
)

func TestParticipants(t *testing.T) {
	const english = "\ufeffFirst name,Surname,\"ID number\",\"Email address\",Groups\n" +
		"Sri,Rahayu,19870512 201012 1 003,sri@contoh.id,A\n" +
		"Budi, Santoso ,,budi@contoh.id,A\n" +
		"Ani,Wulan,,ani1@contoh.id,A\nAni,Wulan,,ani2@contoh.id,B\nTono,,,tanpa-surel,A\n"
	const indonesian = "Nama lengkap;Alamat email;NIP\nSri Rahayu;sri@contoh.id;198705122010121003\nBudi Santoso;budi@contoh.id\n\nAni Wulan;ani1@contoh.id;\nAni Wulan;ani2@contoh.id;\n"
	for _, list := range []string{english, indonesian, strings.ReplaceAll(indonesian, ";", "\t"), strings.ReplaceAll(english, "\n", "\r\n")} {
		p, err := gradebook.ReadParticipants(strings.NewReader(list))
		if err != nil {
			t.Fatalf("%v\n%s", err, list)
		}
		for _, test := range []struct{ name, nip, want string }{
			{"Siapa pun", "198705122010121003", "sri@contoh.id"},
			{"sri  rahayu", "", "sri@contoh.id"},
			{"Sri Rahayu", "111", ""}, // somebody else of that name
			{"Budi Santoso", "222", "budi@contoh.id"},
			{"Ani Wulan", "", ""}, // which of the two?
			{"Tono", "", ""},
			{"", "", ""},
		} {
			if got := p.Email(&gradebook.Person{Name: test.name, NIP: test.nip}); got != test.want {
				t.Errorf("%q, %q: %q, want %q\n%s", test.name, test.nip, got, test.want, list)
			}
		}
	}
	for list, want := range map[string]string{
		"":                             "kosong. Ekspor daftar peserta dari LMS sebagai CSV.",
		"Nama,Kelas\nSri,A\n":          "tidak memuat kolom yang diperlukan. Baris pertamanya harus memuat “Email address”, dan “ID number” (NIP) atau nama.",
		"Email address\na@b.id\n":      "tidak memuat kolom yang diperlukan. Baris pertamanya harus memuat “Email address”, dan “ID number” (NIP) atau nama.",
		"PK\x03\x04\x00":               "tidak tersimpan sebagai CSV dalam UTF-8. Simpan ulang sebagai “CSV UTF-8”.",
		strings.Repeat("a,b\n", 1<<21): "lebih besar dari 4 MB, jadi tidak dibaca. Periksa apakah berkasnya benar.",
	} {
		if _, err := gradebook.ReadParticipants(strings.NewReader(list)); err == nil || err.Error() != want {
			t.Errorf("%.20q: %v, want %s", list, err, want)
		}
	}
}
