package gift

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"testing"
)

// writeBank tells where to write the benchmark's bank, for other programs to read (see bench/compare.sh).
var writeBank = flag.String("write-bank", "", "write the benchmark's bank to this `file`")

// benchBank is a bank of so many items of all kinds but ordering, which other readers do not know.
func benchBank(items int) []byte {
	var b bytes.Buffer
	for i := range items {
		if i%100 == 0 {
			fmt.Fprintf(&b, "$CATEGORY: $course$/top/Tata kelola kolaboratif/Bab %d\n\n", i/100+1)
		}
		fmt.Fprintf(&b, "// [id:KOL-%04d] [tag:C-%02d]\n::Butir %d::", i, i%30, i)
		switch i % 7 {
		case 0:
			fmt.Fprintf(&b, "Siapa yang perlu diundang lebih dulu ke rapat nomor %d\\: warga, dinas, atau keduanya? {\n\t=warga terdampak#Betul; merekalah yang menanggung akibatnya.\n\t~kepala dinas saja#Belum tentu.\n\t~tidak seorang pun#Tanpa rapat tidak ada kesepakatan.\n\t~%%50%%warga dan dinas sekaligus#Boleh juga.\n\t####Lihat kartu C-07.\n}\n\n", i)
		case 1:
			fmt.Fprintf(&b, "[html]<p>Kepercayaan tumbuh dari <b>kemenangan kecil</b>.</p>{T#Baca lagi kartunya.#Betul.}\n\n")
		case 2:
			fmt.Fprintf(&b, "Sebutkan ciri pertama tata kelola kolaboratif. {\n\t=diprakarsai lembaga publik#Betul.\n\t=%%50%%lembaga publik#Hampir.\n\t=prakarsa*publik\n}\n\n")
		case 3:
			fmt.Fprintf(&b, "Pada tahun berapa model itu terbit? {#\n\t=%d:0#Betul.\n\t=%%50%%2008:2#Hampir.\n}\n\n", 2000+i%20)
		case 4:
			fmt.Fprintf(&b, "Jodohkan proses dengan contohnya. {\n\t=dialog tatap muka -> rapat di balai desa\n\t=membangun kepercayaan -> janji kecil yang ditepati\n\t=pemahaman bersama -> peta masalah yang digambar berdua\n}\n\n")
		case 5:
			fmt.Fprintf(&b, "Kepercayaan adalah {~sebuah dokumen ~sebuah rapat =hasil dari janji yang ditepati} dalam setiap kerja sama nomor %d.\n\n", i)
		default:
			fmt.Fprintf(&b, "Pihak mana saja yang termasuk pemangku kepentingan dalam kasus %d? {\n\t~%%50%%warga\n\t~%%50%%pedagang\n\t~%%-50%%bukan siapa-siapa\n}\n\nUraikan masalah pokok kasus ini. {}\n\n", i)
		}
	}
	return b.Bytes()
}

// The benchmark's bank is sound: what is timed is reading, not complaining.
func TestBenchBank(t *testing.T) {
	src := benchBank(500)
	if bank := Parse("bank.gift", src); len(bank.Findings) > 0 {
		t.Fatal(bank.Findings[0])
	}
	if *writeBank != "" {
		if err := os.WriteFile(*writeBank, benchBank(benchItems), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

const benchItems = 5000

func BenchmarkParse(b *testing.B) {
	src := benchBank(benchItems)
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		Parse("bank.gift", src)
	}
}

func BenchmarkWrite(b *testing.B) {
	bank := Parse("bank.gift", benchBank(benchItems))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Write(bank.Entries); err != nil {
			b.Fatal(err)
		}
	}
}
