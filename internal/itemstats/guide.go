package itemstats

import "fmt"

// With fewer people than this, measures are read with caution, and those of discrimination not at all.
const (
	MinPeople         = 30
	MinDiscrimination = 10
)

// The bounds of the guides, and what rounding may add to a number that stands on one.
const (
	hardBelow      = 0.30 // facility
	easyAbove      = 0.70 // facility
	weakBelow      = 20   // discrimination index
	goodAbove      = 75   // CIC
	poorBelow      = 64   // CIC
	roundingOfMean = 1e-9
)

// caution is a sentence on how far statistics of so few people can be relied on; empty where there are enough.
func caution(people int) string {
	switch {
	case people == 0:
		return "Belum ada peserta yang bisa dihitung."
	case people < MinDiscrimination:
		return fmt.Sprintf("Hati-hati: baru %d peserta. Satu orang lagi bisa mengubah semua angka. Daya beda dan efisiensinya baru ditampilkan mulai %d peserta.", people, MinDiscrimination)
	case people < MinPeople:
		return fmt.Sprintf("Hati-hati: baru %d peserta. Di bawah %d peserta, kebetulan ikut menentukan angka-angka ini. Pakailah untuk memilih butir yang perlu dibaca ulang, bukan untuk memutuskan.", people, MinPeople)
	}
	return ""
}

// Caution is a sentence on how far the item's statistics can be relied on; empty where enough people were asked.
func (s *ItemStats) Caution() string { return caution(s.N) }

// Flag marks an item that somebody should read again. JSON has its name.
type Flag string

// The flags.
const (
	Same       Flag = "same"       // everybody earned the same
	Guessed    Flag = "guessed"    // no better than by guessing
	Hard       Flag = "hard"       // facility below 30 %
	Easy       Flag = "easy"       // facility above 70 %
	SuspectKey Flag = "suspectkey" // discrimination index below 0
	Weak       Flag = "weak"       // discrimination index from 0 to below 20
	Distracted Flag = "distracted" // a distractor is chosen by stronger people than the key
	Unused     Flag = "unused"     // an option is never chosen
)

// Sentence tells what the flag means and what to do.
func (f Flag) Sentence() string {
	return map[Flag]string{
		Same:       "Semua peserta memperoleh nilai yang sama, jadi butir ini tidak membedakan siapa pun.",
		Guessed:    "Hasilnya tidak lebih baik daripada menebak. Periksa soal dan kuncinya.",
		Hard:       "Sukar: kemudahannya di bawah 30 %. Periksa apakah soalnya jelas dan bahannya sudah dipelajari.",
		Easy:       "Mudah: kemudahannya di atas 70 %. Wajar untuk bahan dasar; jangan terlalu banyak.",
		SuspectKey: "Daya bedanya negatif: peserta yang kuat justru lebih sering salah di sini. Periksa kuncinya.",
		Weak:       "Daya bedanya lemah, di bawah 20. Baca ulang soal dan pilihan jawabannya.",
		Distracted: "Ada pengecoh yang dipilih peserta yang lebih kuat daripada pemilih kunci. Periksa pengecoh itu dan kuncinya.",
		Unused:     "Ada pilihan yang tidak pernah dipilih. Ganti dengan yang lebih masuk akal.",
	}[f]
}

// flags are what is striking about the item; never nil. Of few people, only what does not hang on how they compare.
func (s *ItemStats) flags() []Flag {
	flags := []Flag{}
	if !s.Facility.Known() {
		return flags
	}
	facility := s.Facility.Value
	switch {
	case s.N >= 2 && s.MarkVariance.Value == 0:
		flags = append(flags, Same)
	case s.Guess.Value > 0 && facility <= s.Guess.Value+roundingOfMean:
		flags = append(flags, Guessed)
	case facility < hardBelow-roundingOfMean:
		flags = append(flags, Hard)
	case facility > easyAbove+roundingOfMean:
		flags = append(flags, Easy)
	}
	if s.N < MinDiscrimination {
		return flags
	}
	switch d := s.Discrimination; {
	case d.Known() && d.Value < 0:
		flags = append(flags, SuspectKey)
	case d.Known() && d.Value < weakBelow-roundingOfMean:
		flags = append(flags, Weak)
	}
	var distracted, unused bool
	for _, o := range s.Options {
		distracted = distracted || o.StrongerThanKeys
		unused = unused || o.NeverChosen
	}
	if distracted {
		flags = append(flags, Distracted)
	}
	if unused {
		flags = append(flags, Unused)
	}
	return flags
}

// Verdict is a sentence on the internal consistency of the test; empty where there is none, or too few people to judge it.
func (t *TestStats) Verdict() string {
	switch {
	case !t.CIC.Known() || t.N < MinDiscrimination:
		return ""
	case t.CIC.Value > goodAbove:
		return "Konsistensi internalnya baik (di atas 75): nilai total bisa dipakai untuk membedakan peserta."
	case t.CIC.Value < poorBelow:
		return "Konsistensi internalnya rendah (di bawah 64): jangan memutuskan kelulusan dari nilai total saja. Perbaiki dulu butir yang lemah, atau tambah butir."
	}
	return "Konsistensi internalnya cukup (64–75): perbaiki butir yang lemah supaya nilai total lebih dapat diandalkan."
}
