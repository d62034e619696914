package casefile

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
)

// wholeCase is a small case without any finding.
const wholeCase = `---
kode: K-99
peran: Staf
durasi: 10
versi: 1
status: uji coba
---
# Kasus Kecil

Pengantar.

## Pemangku kepentingan

| Kode | Nama | Kepentingan | Kepercayaan | Komitmen | Pemahaman |
|---|---|---|---|---|---|
| warga | Bu Sri | bau | 30 | 40 | 40 |
| bantul | Pak Yudi | dampak | 40 | 45 | – |

## Sumber daya

| Nama | Awal |
|---|---|
| hari | 10 |

## Babak 1: Mendengar

### Rapat
- konsep: C-06

Pukul tujuh malam.

{diskusi 3 menit} Siapa dulu?

- [Temui warga](#tenda)
  - warga: kepercayaan +10, pemahaman +5
  - hari: -1
  - catat: janji
  > Bu Sri menarik kursi.

  > **Pelajaran:** Datanglah.
- [Tunggu saja](#tenda)
  - bila kepercayaan warga di bawah 40:
    - semua: komitmen -10
    > Sepi.
  - bila tidak:
    - semua: komitmen +5
    > Ramai.

### Tenda

{bila janji} Kopi menunggu.

{bila tidak} Tenda kosong.

- [Bicara](#akhir)
  - syarat: hari minimal 2
    > Waktu habis.
  - warga: komitmen +5
  > Baik.
- [Pulang](#bubar)
  - hari: -1
  > Gelap.

## Akhir

Sebulan kemudian.

### Sepakat
- peringkat: 1
- syarat: total minimal 40

Semua duduk.

### Bubar
- peringkat: 2
- total paling tinggi: 35

Semua pulang.

## Suara

### warga
- bila janji:
  > "Ada yang datang."
- bila tidak:
  > "Tidak ada yang datang."

## Yang sebenarnya terjadi

Begitulah.

## Lembar jawab kasus

### Masalah pokok

Bau.

### Aktor dan perannya

Warga.

### Nilai yang diterapkan atau dilanggar

Kolaboratif.

### Alternatif penyelesaian

Duduk bersama.

## Refleksi

- Apa yang tertinggal?

## Sumber

- Catatan, 2024.
`

// mistake changes wholeCase; what is found is in testdata/mistakes.golden.
type mistake struct {
	code  Code     // that must be among the findings
	name  string   // tells apart several mistakes with one code
	edits []string // old, new, old, new …
}

func mistakes() []mistake {
	return []mistake{
		{Invisible, "karakter arah tulisan", []string{"Pukul tujuh", "Pukul\u202e tu\u200bjuh"}},
		{Invisible, "huruf kosong", []string{"Pukul tujuh", "Pukul\u3164 tu\u034fjuh\U000e0041"}},
		{CommentOpen, "", []string{"Pukul tujuh malam.", "Pukul tujuh <!-- nanti malam."}},
		{CommentOpen, "sebelum komentar lain", []string{"Pukul tujuh malam.", "Pukul tujuh <!-- nanti malam.", "Kopi menunggu.", "Kopi <!-- manis --> menunggu."}},
		{FenceOpen, "", []string{"Pukul tujuh malam.", "```\nPukul tujuh malam."}},
		{IndentedCode, "", []string{"Pengantar.", "    Pengantar."}},
		{IndentedCode, "di bawah pilihan", []string{"  - hari: -1\n  - catat: janji\n", "  - catat: janji\n\n          - hari: -1\n"}},
		{Underline, "strip", []string{"Pukul tujuh malam.", "Pukul tujuh malam.\n---"}},
		{Underline, "sama dengan", []string{"Pukul tujuh malam.", "Pukul tujuh malam.\n==="}},
		{Rule, "", []string{"Pukul tujuh malam.", "Pukul tujuh malam.\n\n---"}},
		{HTML, "", []string{"Pukul tujuh malam.", "Pukul <b>tujuh</b> malam."}},
		{HeadingGlued, "", []string{"Pukul tujuh malam.", "###Malam\n\nPukul tujuh malam."}},
		{HeadingGlued, "judul kasus", []string{"# Kasus Kecil", "#Kasus Kecil"}},
		{TooDeep, "", []string{"Pukul tujuh malam.", strings.Repeat(">", 41) + " Pukul tujuh malam."}},

		{EmptyItem, "", []string{"- Apa yang tertinggal?", "- Apa yang tertinggal?\n-"}},

		{FrontMatterOpen, "", []string{"status: uji coba\n---", "status: uji coba"}},
		{FrontMatterLine, "", []string{"kode: K-99", "kode K-99"}},
		{FrontMatterLine, "kunci lain", []string{"kode: K-99", "nomor K-99"}},
		{FrontMatterKey, "", []string{"durasi: 10", "durasii: 10"}},
		{FrontMatterTwin, "", []string{"versi: 1", "versi: 1\nVersi: 2"}},
		{FrontMatterBad, "durasi", []string{"durasi: 10", "durasi: dua puluh"}},
		{FrontMatterBad, "bobot", []string{"durasi: 10", "bobot: 1/1"}},
		{NoTitle, "", []string{"# Kasus Kecil\n", ""}},
		{SecondTitle, "", []string{"## Babak 1: Mendengar", "# Babak 1: Mendengar"}},
		{BeforeTitle, "", []string{"# Kasus Kecil", "Halo.\n\n# Kasus Kecil"}},
		{SectionTypo, "", []string{"## Pemangku kepentingan", "## Pemangku Kepentingn"}},
		{SectionTypo, "akhir", []string{"## Akhir", "## Epilog"}},
		{SectionTypo, "akhir berperingkat", []string{"## Akhir", "## Sesudahnya"}},
		{SectionTwin, "", []string{"## Refleksi", "## Refleksi\n\n- Apa?\n\n## Refleksi"}},
		{EmptyAct, "", []string{"## Akhir", "## Babak 2: Menunggu\n\nSepi.\n\n## Akhir"}},
		{NoPassages, "", []string{stretch("## Babak 1: Mendengar", "## Akhir"), "", stretch("### warga", "## Yang"), ""}},
		{HeadingPlace, "adegan di bawah tabel", []string{"## Babak 1: Mendengar\n", ""}},
		{HeadingPlace, "judul terlalu dalam", []string{"Pukul tujuh malam.", "#### Malam\n\nPukul tujuh malam."}},
		{HeadingEmpty, "hanya id", []string{"### Tenda\n", "### {#tenda}\n"}},
		{HeadingEmpty, "", []string{"### Tenda\n", "###\n"}},
		{NotShown, "di bagian tabel", []string{"## Sumber daya", "Tabel ini lengkap.\n\n## Sumber daya"}},
		{NotShown, "sebelum suara", []string{"## Suara", "## Suara\n\nKata mereka."}},
		{SectionMissing, "", []string{stretch("## Suara", "## Lembar jawab kasus"), "", stretch("## Sumber\n", ""), ""}},
		{SourcesMissing, "", []string{stretch("## Sumber\n", ""), ""}},
		{AnswerHeading, "", []string{"### Masalah pokok", "### Masalah utama"}},
		{NoTable, "bagian tidak ada", []string{stretch("## Pemangku kepentingan", "## Sumber daya"), ""}},
		{NoTable, "bagian kosong", []string{stretch("| Nama | Awal", "## Babak 1"), ""}},
		{TableColumns, "salah tulis", []string{"| Pemahaman |", "| Pemahamn |"}},
		{TableColumns, "kurang", []string{"| Nama | Awal |", "| Nama |", "|---|---|\n| hari", "|---|\n| hari"}},
		{TableCells, "lebih", []string{"| bau | 30", "| bau | lindi | 30"}},
		{TableCells, "kurang", []string{"| bau | 30 ", "| bau "}},
		{TableGlued, "di bawah", []string{"| hari | 10 |", "| hari | 10 |\nSepuluh hari saja."}},
		{TableGlued, "di atas", []string{"| Nama | Awal |", "Sepuluh hari saja.\n| Nama | Awal |"}},
		{TableGlued, "dalam cerita", []string{"Pukul tujuh malam.", "| a | b |\n|---|---|\n| 1 | 2 |\nPukul tujuh malam."}},
		{TableGlued, "baris kosong", []string{"| bantul |", "\n| bantul |"}},
		{TableNumber, "kosong", []string{"| bau | 30 |", "| bau | |"}},
		{TableNumber, "tingkat", []string{"| bau | 30 |", "| bau | 130 |"}},
		{TableNumber, "sumber daya", []string{"| hari | 10 |", "| hari | sepuluh |"}},
		{BadName, "spasi", []string{"| hari | 10 |", "| hari | 10 |\n| dana desa | 5 |"}},
		{BadName, "kata tetap", []string{"| hari | 10 |", "| hari | 10 |\n| total | 5 |"}},
		{NameTwin, "", []string{"| hari | 10 |", "| hari | 10 |\n| warga | 5 |"}},
		{TooMany, "", []string{"| hari | 10 |", "| hari | 10 |\n| a | 1 |\n| b | 1 |\n| c | 1 |\n| d | 1 |\n| e | 1 |\n| f | 1 |\n| g | 1 |\n| h | 1 |"}},
		{LowStart, "", []string{"| bau | 30 |", "| bau | 20 |", "| dampak | 40 |", "| dampak | 30 |"}},
		{FarBehind, "", []string{"| dampak | 40 |", "| dampak | 46 |"}},

		{UnknownTarget, "", []string{"[Temui warga](#tenda)", "[Temui warga](#tnda)"}},
		{UnknownTarget, "babak", []string{"[Temui warga](#tenda)", "[Temui warga](#babak-1-mendengar)"}},
		{TargetTwin, "", []string{"### Sepakat", "### Tenda"}},
		{BadID, "akhir", []string{"### Sepakat", "### Akhir"}},
		{BadID, "bentuk", []string{"### Rapat", "### Rapat {#rapat malam}"}},
		{OptionTwin, "", []string{"[Tunggu saja](#tenda)", "[Temui warga](#tenda)"}},
		{OptionID, "angka", []string{"[Tunggu saja](#tenda)", "[Tunggu saja](#tenda) {#2}"}},
		{OptionID, "tanpa huruf", []string{"[Tunggu saja](#tenda)", "[…](#tenda)"}},
		{BrokenChoice, "spasi", []string{"[Tunggu saja](#tenda)", "[Tunggu saja] (#tenda)"}},
		{BrokenChoice, "tebal", []string{"[Tunggu saja](#tenda)", "**[Tunggu saja](#tenda)**"}},
		{BrokenChoice, "tanpa pagar", []string{"[Tunggu saja](#tenda)", "[Tunggu saja](tenda)"}},
		{BrokenChoice, "tidak ditutup", []string{"[Tunggu saja](#tenda)", "[Tunggu saja](#tenda"}},
		{BrokenChoice, "ke", []string{"    - semua: komitmen -10\n", "    - ke: tenda\n    - semua: komitmen -10\n"}},
		{NumberedChoice, "", []string{"- [Temui warga]", "1. [Temui warga]", "- [Tunggu saja]", "2. [Tunggu saja]"}},
		{LooseChoice, "paragraf", []string{"- [Tunggu saja](#tenda)\n", "\n[Tunggu saja](#tenda)\n\n- [Diam saja](#tenda)\n"}},
		{LooseChoice, "beberapa dalam satu paragraf", []string{stretch("- [Bicara]", "\n## Akhir"), "[Bicara](#akhir)\n[Pulang](#bubar)\n"}},
		{LooseChoice, "dalam teks", []string{"Pukul tujuh malam.", "Pukul tujuh malam, lihat [tenda](#tenda)."}},
		{AfterLink, "", []string{"[Tunggu saja](#tenda)", "[Tunggu saja](#tenda) sampai pagi"}},
		{NotAChoice, "", []string{"- [Tunggu saja](#tenda)\n", "- Pulang saja\n- [Tunggu saja](#tenda)\n"}},
		{NotAChoice, "di bawah pilihan", []string{"  - catat: janji\n", "  - catat: janji\n  - [Diam](#tenda)\n"}},
		{NotAChoice, "dengan penanda", []string{"- [Temui warga](#tenda)", "- Temui warga"}},
		{NotIndented, "tab di belakang tanda", []string{"- [Temui warga](#tenda)", "-\t[Temui warga](#tenda)"}},
		{NotIndented, "cabang", []string{"  - bila kepercayaan warga di bawah 40:\n    - semua: komitmen -10\n    > Sepi.", " - bila kepercayaan warga di bawah 40:\n  - semua: komitmen -10\n  > Sepi."}},
		{NotIndented, "", []string{"  - hari: -1\n  - catat: janji", " - hari: -1\n  - catat: janji"}},
		{NotIndented, "dengan tanggapan", []string{"  - hari: -1\n  > Gelap.", "- hari: -1\n  > Gelap."}},
		{AfterChoices, "teks", []string{"### Tenda", "Malam makin larut.\n\n### Tenda"}},
		{AfterChoices, "kutipan", []string{"  > Gelap.", "> Gelap."}},
		{NotQuoted, "", []string{"  > Gelap.", "\n  Gelap."}},
		{LooseStatement, "di atas pilihan", []string{"- konsep: C-06", "- hari: -1"}},
		{LooseStatement, "penanda di atas pilihan", []string{"- konsep: C-06", "- catat: janji", "  - catat: janji\n", ""}},
		{LooseStatement, "penanda di daftar biasa", []string{"- [Temui warga](#tenda)", "- Temui warga", stretch("- [Tunggu saja]", "### Tenda"), "\nMalam makin larut.\n\n- [Lanjut](#tenda)\n\n"}},
		{LooseStatement, "di pengantar", []string{"Pengantar.", "Pengantar.\n\n- warga: kepercayaan +5"}},
		{LooseStatement, "tanpa butir di bawah akhir", []string{"- peringkat: 1\n- syarat: total minimal 40\n", "peringkat: 1\n-syarat: total minimal 40\n"}},
		{UnknownStatement, "tanpa titik dua di bawah akhir", []string{"- peringkat: 1\n- syarat: total minimal 40\n", "- peringkat 1\n- syarat total minimal 40\n"}},
		{UnknownStatement, "total maksimal", []string{"- peringkat: 2\n- total paling tinggi: 35", "- total maksimal: 35"}},
		{LooseStatement, "suara tanpa butir", []string{"- bila janji:\n  > ", "bila janji:\n\n> "}},
		{BranchForm, "suara tanpa titik dua", []string{"- bila janji:\n", "- bila janji\n"}},
		{LooseChoice, "dalam kutipan", []string{"Pukul tujuh malam.", "> - [Pulang](#bubar)"}},
		{LooseChoice, "dalam blok kode", []string{"Pukul tujuh malam.", "```\n- [Pulang](#bubar)\n```"}},
		{LooseChoice, "di bawah butir biasa", []string{"Pukul tujuh malam.", "Pukul tujuh.\n\n- Pilihan Anda:\n  - [Pulang](#bubar)\n\nMalam."}},
		{LooseStatement, "konsep tanpa butir", []string{"- konsep: C-06\n", "konsep: C-06\n"}},
		{LooseStatement, "konsep tanpa titik dua", []string{"- konsep: C-06\n", "- konsep C-06\n"}},
		{UnknownStatement, "konsep tebal", []string{"- konsep: C-06\n", "- **konsep**: C-06\n"}},
		{BadBrace, "dalam judul", []string{"### Tenda", "### {bila janji} Tenda {#tenda}"}},
		{BadBrace, "dalam pilihan", []string{"[Pulang]", "[{bila janji} Pulang]"}},
		{BadBrace, "kutipan bertingkat", []string{"Pukul tujuh malam.", "> > {bila janji} Pukul tujuh malam."}},
		{BadBrace, "kurung biasa", []string{"{bila janji} Kopi", "(bila janji) Kopi"}},
		{BadBrace, "diskusi dalam kurung biasa", []string{"{diskusi 3 menit}", "(diskusi 3 menit)"}},
		{BraceOpen, "jika", []string{"{bila janji} Kopi", "{jika janji Kopi"}},
		{Glued, "", []string{"- konsep: C-06\n\n", "- konsep: C-06\n"}},
		{Glued, "di bawah kutipan", []string{"  > Bu Sri menarik kursi.\n", "  > Bu Sri menarik kursi.\n  -warga: komitmen +5\n"}},
		{Glued, "cabang di bawah kutipan", []string{"    > Sepi.\n  - bila tidak:", "    > Sepi.\n  bila tidak:"}},
		{Glued, "di bawah alasan", []string{"    > Waktu habis.\n  - warga: komitmen +5", "    > Waktu habis.\n  warga: komitmen +5"}},
		{DeadEnd, "", []string{"## Akhir", "### Jalan buntu\n\nPagar.\n\n## Akhir", "[Tunggu saja](#tenda)", "[Tunggu saja](#jalan-buntu)"}},
		{EmptyChoice, "", []string{"  - hari: -1\n  > Gelap.\n", ""}},
		{NoFeedback, "", []string{"  > Gelap.\n", ""}},
		{NoEffect, "", []string{"  - hari: -1\n  > Gelap.\n", "  > Gelap.\n"}},
		{BadDiscussion, "lama", []string{"{diskusi 3 menit}", "{diskusi tiga menit}"}},
		{BadDiscussion, "di bawah pilihan", []string{"  > Gelap.", "  > {diskusi} Gelap."}},

		{UnknownStatement, "terbalik", []string{"  - warga: komitmen +5", "  - komitmen warga: +5"}},
		{UnknownStatement, "tebal", []string{"  - warga: kepercayaan +10", "  - **warga**: kepercayaan +10"}},
		{UnknownStatement, "bila tebal", []string{"  - bila kepercayaan warga di bawah 40:", "  - **bila kepercayaan warga di bawah 40:**"}},
		{UnknownStatement, "salah tulis", []string{"catat: janji\n", "catat: janji\n  - konsp: C-06\n"}},
		{UnknownStatement, "di bawah akhir", []string{"- peringkat: 1", "- pringkat: 1"}},
		{UnknownStakeholder, "", []string{"  - warga: kepercayaan +10", "  - wraga: kepercayaan +10"}},
		{UnknownStakeholder, "dengan dan", []string{"  - warga: komitmen +5", "  - warga dan bantul: komitmen +5"}},
		{UnknownStakeholder, "di banyak tempat", []string{"| warga |", "| rakyat |"}},
		{UnknownCriterion, "", []string{"warga: kepercayaan +10", "warga: kepercayan +10"}},
		{UnknownCriterion, "tanpa nama", []string{"warga: kepercayaan +10, pemahaman +5", "warga: kepercayaan +10, +5"}},
		{BadNumber, "tanpa tanda", []string{"kepercayaan +10", "kepercayaan 10"}},
		{BadNumber, "dengan huruf", []string{"kepercayaan +10", "kepercayaan sepuluh"}},
		{BadNumber, "pecahan", []string{"kepercayaan +10", "kepercayaan +2.5"}},
		{BadNumber, "tidak ada", []string{"  - hari: -1\n  > Gelap", "  - hari: satu\n  > Gelap"}},
		{OutOfRange, "", []string{"kepercayaan +10", "kepercayaan +150"}},
		{OutOfRange, "akhir", []string{"total paling tinggi: 35", "total paling tinggi: 135"}},
		{UnknownConcept, "", []string{"konsep: C-06", "konsep: C-60"}},
		{UnknownConcept, "huruf kecil", []string{"konsep: C-06", "konsep: c06"}},
		{BadFlag, "spasi", []string{"catat: janji", "catat: janji, data terbuka"}},
		{BadFlag, "banyak di satu baris", []string{"catat: janji", "catat: janji" + strings.Repeat(", kata tak jadi", 30)}},
		{BadFlag, "kata tetap", []string{"catat: janji", "catat: janji, warga"}},
		{NoValue, "", []string{"  - catat: janji\n", "  - catat: janji\n  - konsep:\n"}},
		{StatementPlace, "ke", []string{"  - catat: janji", "  - catat: janji\n  - ke: [Tenda](#tenda)"}},
		{StatementPlace, "syarat", []string{"    - semua: komitmen -10", "    - syarat: janji\n    - semua: komitmen -10"}},
		{StatementTwin, "", []string{"  - syarat: hari minimal 2\n", "  - syarat: janji\n  - syarat: hari minimal 2\n"}},
		{AbsentLevel, "akibat", []string{"warga: komitmen +5", "bantul: pemahaman +5"}},
		{AbsentLevel, "syarat", []string{"syarat: hari minimal 2", "syarat: pemahaman bantul minimal 2"}},
		{ZeroEffect, "", []string{"komitmen +5\n  > Baik", "komitmen +0\n  > Baik"}},
		{LoneElse, "di bawah pilihan", []string{"  - bila kepercayaan warga di bawah 40:\n    - semua: komitmen -10\n    > Sepi.\n", ""}},
		{LoneElse, "di dalam teks", []string{"{bila janji} Kopi menunggu.\n\n", ""}},
		{BranchForm, "jika", []string{"  - bila kepercayaan warga di bawah 40:", "  - jika kepercayaan warga di bawah 40:"}},
		{UnknownStatement, "sumber daya", []string{stretch("## Sumber daya", "## Babak 1"), ""}},
		{BranchForm, "tanpa titik dua", []string{"di bawah 40:", "di bawah 40"}},
		{BranchForm, "isi di baris yang sama", []string{"di bawah 40:\n    - semua: komitmen -10", "di bawah 40: semua: komitmen -10"}},
		{EmptyBranch, "di bawah pilihan", []string{"  - bila tidak:\n    - semua: komitmen +5\n    > Ramai.", "  - bila tidak:\n  - semua: komitmen +5\n  > Ramai."}},
		{EmptyBranch, "di dalam teks", []string{"{bila tidak} Tenda", "{bila tidak}\n\nTenda"}},
		{BelowStatement, "", []string{"  - hari: -1\n  > Gelap.", "  - hari: -1\n    > Gelap."}},

		{BadCondition, "koma", []string{"hari minimal 2", "hari minimal 2, janji"}},
		{BadCondition, "terputus", []string{"hari minimal 2", "hari minimal 2 dan"}},
		{UnknownName, "", []string{"hari minimal 2", "hri minimal 2"}},
		{Parenthesis, "buka", []string{"hari minimal 2", "(hari minimal 2 atau janji"}},
		{Parenthesis, "tutup", []string{"hari minimal 2", "hari minimal 2) atau janji"}},
		{NoComparison, "pembanding", []string{"hari minimal 2", "hari minmal 2"}},
		{NoComparison, "angka", []string{"hari minimal 2", "hari minimal dua"}},
		{NoComparison, "urutan", []string{"hari minimal 2", "warga kepercayaan minimal 2"}},
		{NoComparison, "lebih dari", []string{"total minimal 40", "kepercayaan lebih dari 40"}},
		{NoComparison, "setidaknya", []string{"total minimal 40", "kepercayaan warga setidaknya 40"}},
		{BadCondition, "pecahan", []string{"total minimal 40", "total minimal 40,5"}},
		{BadCondition, "persen", []string{"total minimal 40", "total minimal 40%"}},
		{ConditionRange, "", []string{"total minimal 40", "total minimal 400"}},
		{ConditionCut, "", []string{"{bila janji} Kopi", "{bila janji dan kepercayaan warga\n> 30} Kopi"}},
		{ConditionCut, "di bawah pilihan", []string{"syarat: hari minimal 2", "syarat: kepercayaan warga\n  > 30"}},
		{BraceOpen, "", []string{"{bila janji} Kopi", "{bila janji Kopi"}},
		{BadBrace, "dua syarat", []string{"{bila janji} Kopi", "{bila janji} {bila hari > 3} Kopi"}},
		{BranchForm, "selain itu", []string{"  - bila tidak:", "  - selain itu janji:"}},
		{BranchForm, "jika di dalam teks", []string{"{bila janji} Kopi", "{jika janji} Kopi"}},
		{BadBrace, "kata lain", []string{"{diskusi 3 menit}", "{diskus 3 menit}"}},
		{BadBrace, "di tengah", []string{"Pukul tujuh malam.", "Pukul tujuh. {bila janji} Bu Sri ada."}},
		{BadBrace, "di bagian tetap", []string{"Begitulah.", "{bila janji} Begitulah."}},
		{ConditionGlued, "", []string{"menunggu.\n\n{bila tidak}", "menunggu.\n{bila tidak}"}},
		{NeverSet, "", []string{"{bila janji} Kopi", "{bila jnji} Kopi"}},
		{NeverRead, "", []string{"catat: janji", "catat: janji, tanda"}},

		{NoEndings, "bagian tidak ada", []string{stretch("## Akhir", "## Suara"), ""}},
		{LastEnding, "", []string{"- total paling tinggi: 35", "- syarat: total minimal 20"}},
		{LostEnding, "tanpa syarat di atasnya", []string{"- syarat: total minimal 40\n", "", "[Pulang](#bubar)", "[Pulang](#sepakat)"}},
		{LostPassage, "", []string{"## Akhir", "### Pasar\n\nRamai.\n\n- [Lanjut](#akhir)\n\n## Akhir"}},
		{NeverPayable, "", []string{"  - hari: -1\n  > Gelap", "  - hari: -11\n  > Gelap"}},
		{Unranked, "", []string{"- peringkat: 1\n", ""}},
		{VoiceTwin, "", []string{"## Yang sebenarnya terjadi", "### warga\n\n> \"Lagi.\"\n\n## Yang sebenarnya terjadi"}},
		{EndingNoStory, "", []string{"Semua pulang.\n", ""}},
	}
}

// stretch is the stretch of wholeCase from one text up to another ("": to the end).
func stretch(from, to string) string {
	_, rest, _ := strings.Cut(wholeCase, from)
	if to == "" {
		return from + rest
	}
	inner, _, _ := strings.Cut(rest, to)
	return from + inner
}

func (m mistake) source(t *testing.T) string {
	src := wholeCase
	for i := 0; i < len(m.edits); i += 2 {
		if !strings.Contains(src, m.edits[i]) {
			t.Fatalf("%s %s: %q is not in the case", m.code, m.name, m.edits[i])
		}
		src = strings.Replace(src, m.edits[i], m.edits[i+1], 1)
	}
	return src
}

// concepts are those that wholeCase is checked against.
var concepts = Options{Concepts: []string{"C-06", "C-07"}}

func TestWholeCaseIsClean(t *testing.T) {
	for _, d := range Parse("kecil.md", []byte(wholeCase), concepts).Diagnostics {
		t.Error(d)
	}
}

// TestMistakes compares all that is said about each mistake with testdata/mistakes.golden, word for word.
func TestMistakes(t *testing.T) {
	var got strings.Builder
	write := func(code Code, name string, doc *Document) {
		fmt.Fprintf(&got, "== %s %s\n", code, name)
		found := false
		for _, d := range doc.Diagnostics {
			fmt.Fprintln(&got, d)
			found = found || d.Code == code
		}
		if !found {
			t.Errorf("%s %s: not found", code, name)
		}
		if playable := !slices.ContainsFunc(doc.Diagnostics, isError); playable != (doc.Case != nil) {
			t.Errorf("%s %s: playable %t, and there is a case: %t", code, name, playable, doc.Case != nil)
		}
	}
	write(NotUTF8, "utf-16", Parse("kecil.md", []byte("\xff\xfe#\x00 \x00K\x00"), concepts))
	write(NotUTF8, "utf-16 tanpa tanda", Parse("kecil.md", []byte("#\x00 \x00K\x00a\x00s\x00u\x00s\x00"), concepts))
	write(NotUTF8, "windows-1252", Parse("kecil.md", []byte(strings.Replace(wholeCase, "Pukul tujuh", "Pukul \x93tujuh\x94", 1)), concepts))
	write(NotUTF8, "windows-1252 dengan CRLF", Parse("kecil.md", []byte("# Kasus\r\n\r\nPukul \x93tujuh\x94\r\n"), concepts))
	write(NotUTF8, "bukan teks", Parse("kecil.md", []byte("PK\x03\x04\x14\x00\x06\x00\x08\x00!\x00\xdf\xa4\xd2lZ\x01\n# Kasus\n"), concepts))
	write(TooBig, "", Parse("kecil.md", make([]byte, MaxSize+1), concepts))
	for _, m := range mistakes() {
		write(m.code, m.name, Parse("kecil.md", []byte(m.source(t)), concepts))
	}
	locked := Parse("kecil.md", []byte(wholeCase), concepts)
	locked.Add(AllLocked, SeverityOf(AllLocked), locked.Places.Passages[1], "Semua pilihan adegan “Tenda” dapat terkunci.", "Buka satu pilihan tanpa syarat.")
	fmt.Fprintf(&got, "== %s\n%s\n", AllLocked, locked.Diagnostics[0])

	const golden = "testdata/mistakes.golden"
	if *update {
		if err := os.WriteFile(golden, []byte(got.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want := strings.Split(string(readFile(t, golden)), "\n")
	for i, line := range strings.Split(got.String(), "\n") {
		if i >= len(want) || line != want[i] {
			t.Fatalf("%s:%d differs (go test -update writes it anew):\n%s", golden, i+1, line)
		}
	}
}

// TestCodes holds the table of codes, the golden file and the authors' guide together.
func TestCodes(t *testing.T) {
	golden := string(readFile(t, "testdata/mistakes.golden"))
	guide := string(readFile(t, "../../content/README.md"))
	last := Code("")
	for _, e := range Codes() {
		if e.Code <= last {
			t.Errorf("%s comes after %s", e.Code, last)
		}
		last = e.Code
		if !strings.Contains(golden, fmt.Sprintf(": %s %s: ", e.Severity, e.Code)) {
			t.Errorf("no test provokes %s", e.Code)
		}
		if !strings.Contains(guide, fmt.Sprintf("\n### %s · %s\n", e.Code, e.Title)) {
			t.Errorf("content/README.md has no section “### %s · %s”", e.Code, e.Title)
		}
	}
}
