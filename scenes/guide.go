package scenes

import (
	"charm.land/bubbles/v2/help"
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"mufakat/internal/ui"
	"mufakat/internal/widget"
)

// Guide is the help: the keys of the scene from which it was opened, then how the program works.
type Guide struct {
	of     help.KeyMap // nil: opened from the menu, for how the program works
	scroll widget.Scroll
	text   widget.Memo
}

// NewGuide returns the help for a scene, or without its keys where there is none.
func NewGuide(of help.KeyMap) *Guide { return &Guide{of: of} }

// OpenGuide opens the help for a scene; it is what [ui.Options] asks for.
func OpenGuide(of help.KeyMap) ui.Scene { return NewGuide(of) }

// guideText is what a trainee should know, in the order in which the questions come.
const guideText = `## Cara bermain

Baca adegan, bicarakan bila bersama kelompok, lalu pilih dengan angka, atau dengan ↑↓ dan enter. Setiap keputusan
tersimpan sebelum layar berganti. Boleh berhenti kapan saja: Beranda menawarkan untuk melanjutkan.

Pilihan yang terkunci ditaruh paling bawah, dengan alasannya. Sumber daya di kanan atas berkurang oleh pilihan yang
mencantumkan biayanya. Di layar mana pun, ? menjelaskan tombolnya.

## Apa yang diukur

Setiap pemangku kepentingan punya tiga tingkat, 0 sampai 100: **kepercayaan**, **komitmen** pada proses, dan
**pemahaman** bersama (disingkat Kep, Kom, Pem). Tingkat bersama adalah titik tengah antara rata-rata semua orang dan
orang yang paling rendah: mufakat tidak lebih kuat daripada yang tertinggal. Karena itu tingkat bersama bisa turun
walau satu orang naik. *Paling tertinggal* adalah orang dengan rata-rata tingkat paling rendah.

**Nilai proses** membandingkan hasil Anda dengan jalan terbaik (100) dan terburuk (0) yang mungkin dalam kasus itu.
**Harga** sebuah keputusan adalah nilai yang hilang karenanya: yang tidak bisa lagi dicapai sesudahnya, sebaik apa
pun selebihnya dimainkan. Nilai Anda adalah 100 dikurangi semua harga. Tidak ada undian dalam permainan; hanya urutan pilihan yang diacak.

## Mode

- **Latihan**: umpan balik sesudah setiap pilihan, boleh mundur. Riwayat memakai permainan *pertama* yang selesai.
- **Penilaian**: tanpa mundur; tingkat dan pelajaran baru tampil di debrief.
- **Kelompok**: sesudah diskusi, tangan yang terangkat untuk setiap pilihan dicatat, misalnya 4 3 2 1.

## Debrief

Debrief adalah bahas ulang sesudah bermain: delapan bagian, dari dugaan Anda sendiri sampai lembar jawab kasus. Debrief boleh ditinggalkan dan dilanjutkan dari
Riwayat. Pada titik balik, "coba cabang ini" memainkan jalan lain tanpa mengubah yang tercatat.

## Kuis

- **Ujian**: bila waktunya dibatasi, waktu dihitung sejak ujian dimulai, juga selama Mufakat ditutup. Setiap jawaban langsung
  tersimpan dan boleh diubah sampai dikumpulkan. Soal yang ingin dilihat lagi ditandai dengan t; d membuka
  daftar soal, s mengumpulkan ujian.
- **Latihan soal**: umpan balik langsung. Soal datang lagi sebelum terlupa, yang salah lebih cepat.

## Pustaka

- **Mencari**: langsung ketik kata, judul, atau kode seperti C-07; kartu yang paling cocok tampil paling atas. Tab memilih tema,
  ↑↓ lalu enter membuka kartu. ✓ berarti sudah dibaca.
- **Di bawah setiap kartu**: kartu terkait, kasus yang melatihnya, dan soalnya. Tekan angkanya, atau tab lalu enter. Esc kembali
  ke tempat semula. Adegan sebuah kasus baru disebut sesudah kasus itu Anda selesaikan.

## Lain-lain

Tanpa layar penuh, misalnya untuk pembaca layar, jalankan:

    mufakat --polos

Kasus buatan sendiri diperiksa, dicoba, dan dipasang lewat *Pengajar* di Beranda; di baris perintah:

    mufakat periksa BERKAS.md
    mufakat BERKAS.md
`

// Init does nothing.
func (*Guide) Init() tea.Cmd { return nil }

// Heading names the scene.
func (*Guide) Heading() ui.Heading { return ui.Heading{Left: "Bantuan"} }

// Update scrolls.
func (g *Guide) Update(msg tea.Msg, f ui.Frame) (ui.Scene, tea.Cmd) {
	if press, ok := msg.(tea.KeyPressMsg); ok && key.Matches(press, ui.Keys.Back, ui.Keys.Enter, ui.Keys.Help) {
		return g, ui.Pop
	}
	g.scroll.Update(msg, len(g.lines(f)), f.Height, true)
	return g, nil
}

// View draws the help.
func (g *Guide) View(f ui.Frame) string {
	return indent(g.scroll.View(g.lines(f), f.Height, f.Theme))
}

func (g *Guide) lines(f ui.Frame) []string {
	width := min(widget.TextWidth, f.Width-3)
	return g.text.Lines(width, f.Theme, func() []string {
		guide := wrapMarkdown(guideText, width, f.Theme)
		if g.of == nil {
			return guide
		}
		lines := []string{f.Theme.Title.Render("Tombol di layar ini"), ""}
		for _, group := range g.of.FullHelp() {
			for _, b := range group {
				h := b.Help()
				lines = append(lines, "  "+f.Theme.Key.Render(pad(h.Key, 12))+h.Desc)
			}
		}
		lines = append(lines, "  "+f.Theme.Key.Render(pad("ctrl+c", 12))+"keluar dari mana saja; tidak ada yang hilang")
		return section(lines, guide)
	})
}

// ShortHelp lists the keys that matter.
func (g *Guide) ShortHelp() []key.Binding {
	return []key.Binding{ui.Describe(ui.Keys.Up, "↑↓", "gulir"), ui.Keys.PageDown, ui.Keys.Back}
}

// FullHelp lists all keys.
func (g *Guide) FullHelp() [][]key.Binding {
	return [][]key.Binding{{ui.Keys.Up, ui.Keys.Down, ui.Keys.PageUp, ui.Keys.PageDown, ui.Keys.Back}}
}
