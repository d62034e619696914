package gift

import "mufakat/internal/diagnostic"

// The codes of findings. The hundreds tell what a finding is about: 1 the file, 2 blocks, titles, categories and comments,
// 3 answers, 4 weights and numbers.
const (
	NotUTF8     diagnostic.Code = "Q101"
	TooBig      diagnostic.Code = "Q102"
	NotText     diagnostic.Code = "Q103"
	NoQuestions diagnostic.Code = "Q104"

	BraceOpen      diagnostic.Code = "Q201"
	BraceClose     diagnostic.Code = "Q202"
	BraceOrder     diagnostic.Code = "Q203"
	SecondBraces   diagnostic.Code = "Q204"
	TornApart      diagnostic.Code = "Q205"
	ZeroLine       diagnostic.Code = "Q206"
	HiddenBlank    diagnostic.Code = "Q207"
	TitleOpen      diagnostic.Code = "Q208"
	NoText         diagnostic.Code = "Q209"
	CategoryGlued  diagnostic.Code = "Q210"
	CategoryEscape diagnostic.Code = "Q211"
	CategoryForm   diagnostic.Code = "Q212"
	IDTwin         diagnostic.Code = "Q213"
	BadToken       diagnostic.Code = "Q214"
	BadDirective   diagnostic.Code = "Q215"
	FormatForm     diagnostic.Code = "Q216"
	IDElsewhere    diagnostic.Code = "Q217"

	FewOptions     diagnostic.Code = "Q301"
	FewPairs       diagnostic.Code = "Q302"
	NoArrow        diagnostic.Code = "Q303"
	NoAnswer       diagnostic.Code = "Q304"
	EmptyAnswer    diagnostic.Code = "Q305"
	NothingRight   diagnostic.Code = "Q306"
	TwinAnswer     diagnostic.Code = "Q307"
	SeveralRight   diagnostic.Code = "Q308"
	StraySeparator diagnostic.Code = "Q309"
	StrayHash      diagnostic.Code = "Q310"
	TrueFalseWord  diagnostic.Code = "Q311"
	OrderHeader    diagnostic.Code = "Q312"
	OrderItems     diagnostic.Code = "Q313"
	OrderEscape    diagnostic.Code = "Q314"
	SecondArrow    diagnostic.Code = "Q315"
	NotAsked       diagnostic.Code = "Q316"

	UnknownWeight diagnostic.Code = "Q401"
	WeightSum     diagnostic.Code = "Q402"
	WeightForm    diagnostic.Code = "Q403"
	WeightAfterEq diagnostic.Code = "Q404"
	NotANumber    diagnostic.Code = "Q405"
	DecimalComma  diagnostic.Code = "Q406"
	BadTolerance  diagnostic.Code = "Q407"
	EmptyRange    diagnostic.Code = "Q408"
)

// Codes is the table of all codes, in order.
func Codes() []diagnostic.Explanation {
	return []diagnostic.Explanation{
		{Code: NotUTF8, Severity: diagnostic.Error, Title: "Bank soal tidak tersimpan sebagai UTF-8"},
		{Code: TooBig, Severity: diagnostic.Error, Title: "Bank soal terlalu besar"},
		{Code: NotText, Severity: diagnostic.Error, Title: "Berkas bukan teks"},
		{Code: NoQuestions, Severity: diagnostic.Warning, Title: "Bank tanpa soal"},

		{Code: BraceOpen, Severity: diagnostic.Error, Title: "Kurung kurawal jawaban tidak ditutup"},
		{Code: BraceClose, Severity: diagnostic.Error, Title: "Kurung kurawal jawaban tidak dibuka"},
		{Code: BraceOrder, Severity: diagnostic.Error, Title: "Kurung kurawal terbalik"},
		{Code: SecondBraces, Severity: diagnostic.Warning, Title: "Kurung kurawal kedua dalam soal"},
		{Code: TornApart, Severity: diagnostic.Error, Title: "Soal terpotong baris kosong"},
		{Code: ZeroLine, Severity: diagnostic.Warning, Title: "Baris yang hanya berisi 0"},
		{Code: HiddenBlank, Severity: diagnostic.Warning, Title: "Baris kosong yang tidak kosong"},
		{Code: TitleOpen, Severity: diagnostic.Warning, Title: "Judul soal tidak ditutup"},
		{Code: NoText, Severity: diagnostic.Warning, Title: "Soal tanpa pertanyaan"},
		{Code: CategoryGlued, Severity: diagnostic.Warning, Title: "Soal menempel pada kategori"},
		{Code: CategoryEscape, Severity: diagnostic.Warning, Title: "Garis miring terbalik dalam kategori"},
		{Code: CategoryForm, Severity: diagnostic.Warning, Title: "$CATEGORY salah tulis"},
		{Code: IDTwin, Severity: diagnostic.Error, Title: "Id soal dipakai dua kali"},
		{Code: BadToken, Severity: diagnostic.Warning, Title: "Id atau tag tidak terbaca"},
		{Code: BadDirective, Severity: diagnostic.Warning, Title: "Petunjuk dalam komentar tidak terbaca"},
		{Code: FormatForm, Severity: diagnostic.Warning, Title: "Format teks salah tulis"},
		{Code: IDElsewhere, Severity: diagnostic.Warning, Title: "Id soal dipakai di kategori atau bank lain"},

		{Code: FewOptions, Severity: diagnostic.Error, Title: "Pilihan kurang dari dua"},
		{Code: FewPairs, Severity: diagnostic.Error, Title: "Pasangan kurang dari dua"},
		{Code: NoArrow, Severity: diagnostic.Error, Title: "Pasangan tanpa tanda panah"},
		{Code: NoAnswer, Severity: diagnostic.Error, Title: "Jawaban tidak ada"},
		{Code: EmptyAnswer, Severity: diagnostic.Error, Title: "Jawaban kosong"},
		{Code: NothingRight, Severity: diagnostic.Error, Title: "Tidak ada jawaban yang benar"},
		{Code: TwinAnswer, Severity: diagnostic.Warning, Title: "Jawaban yang sama dua kali"},
		{Code: SeveralRight, Severity: diagnostic.Warning, Title: "Beberapa kunci dalam pilihan ganda"},
		{Code: StraySeparator, Severity: diagnostic.Warning, Title: "Tanda = atau ~ di dalam teks"},
		{Code: StrayHash, Severity: diagnostic.Warning, Title: "Tanda # di dalam teks"},
		{Code: TrueFalseWord, Severity: diagnostic.Warning, Title: "Benar-salah yang menjadi isian"},
		{Code: OrderHeader, Severity: diagnostic.Warning, Title: "Kepala soal urutan tidak terbaca"},
		{Code: OrderItems, Severity: diagnostic.Error, Title: "Butir urutan kurang dari dua"},
		{Code: OrderEscape, Severity: diagnostic.Warning, Title: "Garis miring terbalik dalam butir urutan"},
		{Code: SecondArrow, Severity: diagnostic.Warning, Title: "Dua tanda panah dalam satu pasangan"},
		{Code: NotAsked, Severity: diagnostic.Suggestion, Title: "Keterangan tidak ikut ditanyakan"},

		{Code: UnknownWeight, Severity: diagnostic.Error, Title: "Bobot yang tidak dikenal Moodle"},
		{Code: WeightSum, Severity: diagnostic.Error, Title: "Jumlah bobot bukan 100 %"},
		{Code: WeightForm, Severity: diagnostic.Warning, Title: "Bobot salah tulis"},
		{Code: WeightAfterEq, Severity: diagnostic.Warning, Title: "Bobot sesudah tanda ="},
		{Code: NotANumber, Severity: diagnostic.Error, Title: "Jawaban bukan angka"},
		{Code: DecimalComma, Severity: diagnostic.Warning, Title: "Koma desimal atau titik ribuan"},
		{Code: BadTolerance, Severity: diagnostic.Error, Title: "Toleransi salah"},
		{Code: EmptyRange, Severity: diagnostic.Error, Title: "Rentang terbalik"},
	}
}

// severities tell how bad the findings with each code are.
func severities() map[diagnostic.Code]diagnostic.Severity {
	m := map[diagnostic.Code]diagnostic.Severity{}
	for _, e := range Codes() {
		m[e.Code] = e.Severity
	}
	return m
}
