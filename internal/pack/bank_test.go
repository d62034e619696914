package pack_test

import (
	"errors"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"mufakat/internal/pack"
)

const quizManifest = `nama: uji
judul: Paket uji
ujian:
  - {id: akhir, judul: Akhir, soal: {jumlah: 1}}
  - {id: rusak, judul: Rusak}
rubrik:
  - {id: kasus, judul: Kasus, aspek: [{judul: Masalah, bobot: 2, tingkat: [tidak, ya]}]}
  - {id: rusak, judul: Rusak, aspek: [{judul: Masalah, tingkat: [tidak]}]}
`

// quizFiles is a pack with two banks that can be read, one that cannot, and files that are no banks.
func quizFiles() fstest.MapFS {
	fsys := fstest.MapFS{}
	for name, text := range map[string]string{
		"paket.yaml": quizManifest, "kuis/b.gift": "::Dua:: Dua? {T}\n\nHanya keterangan.\n\n::Rusak:: Rusak? {=a\n",
		"kuis/a.GIFT": "// @rubrik: kasus\n::Satu:: Satu? {}\n", "kuis/c.gift": "Caf\xe9? {T}\n", "kuis/.draf.gift": "Draf? {T}", "kuis/catatan.txt": "Bukan bank",
	} {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	fsys["kuis/folder.gift"] = &fstest.MapFile{Mode: fs.ModeDir}
	return fsys
}

// The banks are read in their order; one that is no text hides no other, and is told of. So is a question without its brace,
// but by the checker and not here.
func TestBank(t *testing.T) {
	p := pack.Open(quizFiles())
	if got, want := p.Banks(), []string{"kuis/a.GIFT", "kuis/b.gift", "kuis/c.gift"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	bank, err := p.Bank()
	var names []string
	for _, q := range bank.Questions {
		names = append(names, q.Name)
	}
	if got := strings.Join(names, ","); got != "Satu,Dua,Hanya keterangan." {
		t.Errorf("questions %q", got)
	}
	if err == nil || !strings.HasPrefix(err.Error(), "kuis/c.gift: ") || strings.Contains(err.Error(), "\n") {
		t.Errorf("%v", err)
	}
	if len(bank.Rubrics) != 1 || bank.Rubrics[0].ID != "kasus" || bank.Rubric(bank.Questions[0]).Title != "Kasus" {
		t.Errorf("%+v", bank.Rubrics)
	}
	if got := p.RubricIDs(); !slices.Equal(got, []string{"kasus", "rusak"}) {
		t.Errorf("%q", got)
	}
}

func TestBankInfos(t *testing.T) {
	fsys := quizFiles()
	asked := string(fsys["paket.yaml"].Data)
	answered := func(answer string) *pack.Pack {
		fsys["paket.yaml"] = &fstest.MapFile{Data: []byte(asked + "latihan: " + answer + "\n")}
		return pack.Open(fsys)
	}
	if infos, err := pack.Open(fsys).BankInfos(); len(infos) != 0 || err != nil {
		t.Errorf("what an exam asks is practised: %+v, %v", infos, err)
	}
	if infos, err := answered("tidak").BankInfos(); len(infos) != 0 || err != nil {
		t.Errorf("what is not to be practised is: %+v, %v", infos, err)
	}
	infos, err := answered("ya").BankInfos()
	if want := []pack.BankInfo{{Source: "uji", Title: "Paket uji", Questions: 2}}; !slices.Equal(infos, want) || err == nil {
		t.Errorf("%+v, %v", infos, err)
	}
	for name := range fsys {
		if strings.HasPrefix(name, "kuis/") {
			delete(fsys, name)
		}
	}
	if infos, err := pack.Open(fsys).BankInfos(); len(infos) != 0 || err != nil {
		t.Errorf("without banks: %+v, %v", infos, err)
	}
	fsys["kuis/b.gift"] = &fstest.MapFile{Data: []byte("Hanya keterangan.\n")}
	if infos, err := pack.Open(fsys).BankInfos(); len(infos) != 0 || err != nil {
		t.Errorf("with nothing to ask: %+v, %v", infos, err)
	}
}

// Without a manifest the questions are there nevertheless, and nobody knows which rubrics there are.
func TestBankWithoutManifest(t *testing.T) {
	fsys := quizFiles()
	delete(fsys, "paket.yaml")
	p := pack.Open(fsys)
	bank, err := p.Bank()
	if len(bank.Questions) != 3 || len(bank.Rubrics) != 0 || err == nil || strings.Count(err.Error(), "\n") != 1 {
		t.Errorf("%+v, %v", bank, err)
	}
	if p.RubricIDs() != nil {
		t.Errorf("%q", p.RubricIDs())
	}
}

// failing is a file system of which one file cannot be read.
type failing struct {
	fs.FS
	name string
}

func (f failing) Open(name string) (fs.File, error) {
	if name == f.name {
		return nil, errors.New("input/output error")
	}
	return f.FS.Open(name)
}

func TestBankOnABrokenDisk(t *testing.T) {
	bank, err := pack.Open(failing{quizFiles(), "kuis/b.gift"}).Bank()
	if len(bank.Questions) != 1 || err == nil || strings.Contains(err.Error(), "input/output") {
		t.Errorf("%+v, %v", bank, err)
	}
}

func TestExams(t *testing.T) {
	exams, err := pack.Open(quizFiles()).Exams()
	if len(exams) != 1 || exams[0].Source != "uji" || exams[0].ID != "akhir" || exams[0].Size() != 1 {
		t.Errorf("%+v", exams)
	}
	if want := "paket.yaml:5: Ujian ini belum menyebut soalnya. Tulis misalnya “soal: [{tanda: C-07, jumlah: 3}]”, atau “soal: [{jumlah: 10}]”."; err == nil || err.Error() != want {
		t.Errorf("%v", err)
	}
	if exams, err := pack.Open(fstest.MapFS{}).Exams(); len(exams) != 0 || err == nil {
		t.Errorf("without a manifest: %+v, %v", exams, err)
	}
	if exams, err := pack.Open(files(nil)).Exams(); len(exams) != 0 || err != nil {
		t.Errorf("without exams: %+v, %v", exams, err)
	}
}
